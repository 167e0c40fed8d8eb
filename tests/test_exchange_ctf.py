"""Common Transfer Files in (fact book: standards.md section 12): what is taken, what is noted, what is refused."""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import IO, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates import Calendars, SchoolCalendar, Term
from ap_core.ehcp.sen_codes import SENCode
from ap_core.errors import ExtraNeeded, InvalidDocument
from ap_core.exchange import MarksLayout, TransferFile, read_ctf
from ap_core.law.unknown import UNKNOWN
from ap_core.pupils.years import YearGroup
from ap_core.registration.records import Enrolment
from tests.house import ROOT

pytest.importorskip("defusedxml")

SAMPLE = (ROOT / "examples" / "data" / "invented_transfer.xml").read_bytes()
BROOK = SchoolCalendar.of_terms("Brook", terms=[Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18))])
CALENDARS = Calendars({"801/1234": BROOK})


def changed(*changes: tuple[str, str]) -> bytes:
    """The sample with the first of each text replaced."""
    text = SAMPLE.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def refused(file: bytes | IO[bytes], **how: Any) -> list[str]:
    """The faults, as path and problem."""
    with pytest.raises(InvalidDocument, match="nothing was loaded") as wrong:
        read_ctf(file, **how)
    return [f"{fault.path}: {fault.problem}" for fault in wrong.value.faults]


def noted(file: TransferFile) -> dict[str, str]:
    return {note.path: note.why for note in file.notes}


class TestTaken:
    """The sample, whose pupils are invented."""

    file = read_ctf(SAMPLE, calendars=CALENDARS, marks=MarksLayout.SCHOOL_SESSIONS)
    first, second = file.pupils

    def test_the_basics(self) -> None:
        assert (self.file.version, self.file.source) == ("25.0", "801/1234")
        assert self.first.record.pupil.born == date(2013, 2, 11)
        assert self.first.record.pupil.taught_year is YearGroup.Y9
        assert (self.first.upn, self.first.former_upns) == ("B801200005001", ("G80120000101A",))
        assert (self.first.uln, self.second.uln) == ("9276308686", None)

    def test_the_schools_with_the_status_at_the_sender(self) -> None:
        before, now = self.first.record.registrations  # type: ignore[misc]
        assert (before.school, before.status, before.last) == ("801/2001", UNKNOWN, date(2024, 7, 19))
        assert (now.school, now.status, now.first, now.last) == ("801/1234", Enrolment.MAIN, date(2024, 9, 4), UNKNOWN)

    def test_a_status_without_a_history(self) -> None:
        (only,) = self.second.record.registrations  # type: ignore[misc]
        assert (only.school, only.status, only.first) == ("801/1234", Enrolment.SINGLE, UNKNOWN)

    def test_sen_support_at_the_school_where_it_was(self) -> None:
        (support,) = self.first.record.sen_support  # type: ignore[misc]
        assert (support.school, support.first, support.last) == ("801/1234", date(2025, 1, 13), UNKNOWN)
        assert isinstance(support.needs, tuple)
        assert [need.kind.name for need in support.needs] == ["SEMH", "SLCN"]
        assert self.first.record.plan is None

    def test_sen_support_over_two_schools_is_two_records(self) -> None:
        file = read_ctf(changed(("2025-01-13", "2020-01-13")))
        old, new = file.pupils[0].record.sen_support  # type: ignore[misc]
        assert (old.school, old.first, old.last) == ("801/2001", date(2020, 1, 13), date(2024, 7, 19))
        assert (new.school, new.first, new.last) == ("801/1234", date(2024, 9, 4), UNKNOWN)
        assert isinstance(new.needs, tuple) and not isinstance(old.needs, tuple)

    def test_a_plan_is_not_made_up(self) -> None:
        assert self.second.record.plan is UNKNOWN and self.second.record.sen_support is UNKNOWN
        assert [entry.provision for entry in self.second.sen_history] == [SENCode.E]  # type: ignore[union-attr]

    @pytest.mark.parametrize("layout", list(MarksLayout))
    def test_marks_by_either_layout(self, layout: MarksLayout) -> None:
        file = read_ctf(SAMPLE, calendars=CALENDARS, marks=layout)
        (register,) = file.pupils[0].record.registers  # type: ignore[misc]
        assert register.weeks() == {date(2026, 11, 9): "/ \\ / \\ I I / \\ M O"}

    def test_it_may_be_read_from_a_file(self) -> None:
        assert read_ctf(io.BytesIO(SAMPLE)) == read_ctf(SAMPLE)

    def test_nobody_is_shown(self) -> None:
        for told in ("B801200005001", "G80120000101A", "9276308686", "Invented", "Pupil,", "2013"):
            assert told not in repr(self.file).replace("TransferredPupil", "")

    def test_it_travels(self) -> None:
        assert pickle.loads(pickle.dumps(self.file)) == self.file


class TestNoted:
    """Nothing goes in silence."""

    def test_what_is_known_and_not_taken(self) -> None:
        told = noted(read_ctf(SAMPLE))
        assert told["BasicDetails.Ethnicity"] == told["Sex"] == "is not taken over"
        assert "how marks are laid out" in told["Attendance.YearData.AttendanceMarks"]
        assert "not which authority" in told["SENhistory.SEN"]

    def test_what_is_not_understood(self) -> None:
        file = read_ctf(changed(("<Sex>", '<Gadget a="1">x</Gadget><Sex>'), ("<BasicDetails>", "<BasicDetails>loose")))
        told = noted(file)
        assert told["Gadget"] == "is not understood"
        assert told["BasicDetails"] == "has text beside its parts, which is not understood"

    def test_each_once_with_how_often(self) -> None:
        times = {note.path: note.times for note in read_ctf(SAMPLE).notes}
        assert times["SchoolHistory.School.SchoolName"] == 2

    def test_another_version(self) -> None:
        assert noted(read_ctf(changed(("25.0", "26.0"))))["Header.CTFversion"].startswith("is not 25.0")

    def test_marks_without_the_calendar(self) -> None:
        told = noted(read_ctf(SAMPLE, marks=MarksLayout.SCHOOL_SESSIONS))
        assert "without the calendar" in told["Attendance.YearData.AttendanceMarks"]

    def test_marks_outside_the_calendar(self) -> None:
        file = read_ctf(changed(("2026-11-09", "2025-11-10")), calendars=CALENDARS, marks=MarksLayout.SCHOOL_SESSIONS)
        assert "outside the calendar" in noted(file)["Attendance.YearData.AttendanceMarks"]

    def test_marks_that_do_not_add_up(self) -> None:
        file = read_ctf(changed(("<SessionsAttended>6", "<SessionsAttended>7")), marks=MarksLayout.WEEKDAYS)
        assert file.pupils[0].record.registers is UNKNOWN
        assert "does not add up" in noted(file)["Attendance.YearData.AttendanceMarks"]

    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [("2026-11-09", "", "has no first day"), (r"/\/\II/\MO", "", "totals without marks")],
    )
    def test_marks_without_what_they_need(self, old: str, new: str, why: str) -> None:
        told = noted(read_ctf(changed((old, new)), marks=MarksLayout.WEEKDAYS))
        assert any(why in told[path] for path in told if path.startswith("Attendance.YearData"))

    @pytest.mark.parametrize("status", "FOP")
    def test_a_status_that_no_record_has(self, status: str) -> None:
        file = read_ctf(changed(("<EnrolStatus>M", f"<EnrolStatus>{status}")))
        assert file.pupils[0].record.registrations[1].status is UNKNOWN  # type: ignore[index]
        assert "BasicDetails.EnrolStatus" in noted(file)

    def test_a_pupil_without_a_number(self) -> None:
        file = read_ctf(changed(("<UPN>R201100018042</UPN>", "")))
        assert file.pupils[1].upn is None and noted(file)["UPN"] == "is missing"

    def test_attributes(self) -> None:
        assert "attributes" in noted(read_ctf(changed(("<BasicDetails>", '<BasicDetails a="1">'))))["BasicDetails"]

    def test_an_empty_element_is_nothing(self) -> None:
        assert "UCI" not in noted(read_ctf(changed(("<Sex>", "<UCI/><Sex>"))))

    def test_a_note_says_where_why_and_how_often(self) -> None:
        assert "Sex: is not taken over (1)" in [str(note) for note in read_ctf(SAMPLE).notes]

    def test_needs_without_sen_support_stand_beside_the_record(self) -> None:
        pupil = read_ctf(changed(("<SENprovision>K", "<SENprovision>N"))).pupils[0]
        assert [need.kind.name for need in pupil.needs] == ["SEMH", "SLCN"]

    def test_sen_support_without_needs(self) -> None:
        file = read_ctf(changed(("<SENtype>SEMH</SENtype>", ""), ("<SENtype>SLCN</SENtype>", "")))
        (support,) = file.pupils[0].record.sen_support  # type: ignore[misc]
        assert support.needs is UNKNOWN

    def test_a_school_that_is_not_told(self) -> None:
        file = read_ctf(changed(("<LEA>801</LEA>\n          <Estab>2001", "<LEA>XXX</LEA>\n          <Estab>XXXX")))
        assert file.pupils[0].record.registrations[0].school == "school 1 not told"  # type: ignore[index]

    def test_sen_support_at_no_known_school(self) -> None:
        file = read_ctf(changed(("<EntryDate>2017-09-04</EntryDate>", "")))
        assert file.pupils[0].record.sen_support is UNKNOWN

    def test_codes_from_before_sen_support(self) -> None:
        file = read_ctf(changed(("<SENprovision>N", "<SENprovision>A")))
        assert file.pupils[0].record.sen_support is UNKNOWN and file.pupils[0].record.plan is UNKNOWN

    def test_a_history_that_begins_with_none_and_stays_so(self) -> None:
        assert read_ctf(changed(("<SENprovision>K", "<SENprovision>N"))).pupils[0].record.sen_support == ()

    def test_notes_are_bounded(self) -> None:
        many = "".join(f"<T{at}>x</T{at}>" for at in range(600))
        file = read_ctf(changed(("<Sex>", f"{many}<Sex>")))
        assert len(file.notes) < 520 and sum(note.times for note in file.notes if note.path == "other places") > 90

    def test_other_parts_of_the_file(self) -> None:
        file = read_ctf(changed(("<CTFpupilData>", "<Extra>x</Extra><CTFpupilData><Group>x</Group>")))
        assert noted(file)["Extra"] == "is no part of a file about pupils"
        assert noted(file)["CTFpupilData.Group"] == "is no pupil"


class TestBadInput:
    """Refused by name, with every fault; nothing half-loaded."""

    def test_a_bad_upn(self) -> None:
        assert refused(changed(("B801200005001", "A801200005001"))) == ["CTFpupilData.Pupil[0].UPN: is no UPN"]

    def test_two_pupils_with_one_upn(self) -> None:
        told = refused(changed(("R201100018042", "b801200005001")))
        assert told == ["CTFpupilData.Pupil[1].UPN: is another pupil's of this file too"]

    def test_an_unknown_enrolment_status(self) -> None:
        told = refused(changed(("<EnrolStatus>M", "<EnrolStatus>Q")))
        assert told == ["CTFpupilData.Pupil[0].BasicDetails.EnrolStatus: is no enrolment status"]

    def test_an_entity_bomb(self) -> None:
        bomb = b'<!DOCTYPE CTfile [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        assert refused(SAMPLE.replace(b"<CTfile>", bomb + b"<CTfile>"))[0].startswith("the file: holds a document type")

    def test_a_document_type_without_entities(self) -> None:
        spoilt = SAMPLE.replace(b"<CTfile>", b"<!DOCTYPE CTfile><CTfile>")
        assert refused(spoilt)[0].startswith("the file: holds a document type")

    def test_an_external_entity(self) -> None:
        reach = b'<!DOCTYPE CTfile [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        spoilt = SAMPLE.replace(b"<CTfile>", reach + b"<CTfile>").replace(b"<Surname>Invented", b"<Surname>&x;")
        assert refused(spoilt)[0].startswith("the file: holds a document type")

    def test_a_file_of_200_mb_is_given_up_at_the_limit(self) -> None:
        endless = Endless(SAMPLE[: SAMPLE.index(b"<CTFpupilData>")] + b"<CTFpupilData>", 200 * 1024 * 1024)
        assert refused(endless, most_bytes=64 * 1024) == ["the file: is larger than 65536 bytes"]  # type: ignore[arg-type]
        assert endless.given < 64 * 1024 + 8192

    def test_a_file_over_the_limit_as_bytes(self) -> None:
        assert refused(SAMPLE, most_bytes=len(SAMPLE) - 1)[0].startswith("the file: is larger")
        assert refused(b"<no XML" + SAMPLE, most_bytes=9) == ["the file: is larger than 9 bytes"], "refused unread"
        assert read_ctf(SAMPLE, most_bytes=len(SAMPLE)) == read_ctf(SAMPLE)

    def test_pupils_are_let_go_one_by_one(self) -> None:
        """A file that is allowed to be large takes no more memory than its pupils do as records."""
        start = SAMPLE.index(b"<Pupil>")
        pupil = SAMPLE[start : SAMPLE.index(b"</Pupil>")].replace(b"<UPN>B801200005001</UPN>", b"") + b"</Pupil>"
        many = SAMPLE[:start] + pupil * 200 + SAMPLE[SAMPLE.index(b"</CTFpupilData>") :]
        assert len(read_ctf(many).pupils) == 200

    def test_what_a_record_refuses(self) -> None:
        told = refused(changed(("<SENtype>SLCN", "<SENtype>SEMH")))
        assert told == ["CTFpupilData.Pupil[0].needs[1].kind: is given twice"]

    @pytest.mark.parametrize("day", ["2013-02-30", "2013-2-11", "11 Feb 2013"])
    def test_what_is_no_day(self, day: str) -> None:
        assert refused(changed(("2013-02-11", day))) == ["CTFpupilData.Pupil[0].DOB: is no day"]

    def test_nonsense_is_given_up(self) -> None:
        wrong = b"<Pupil>" + b"<UPN>x</UPN>" + b"</Pupil>"
        head = SAMPLE[: SAMPLE.index(b"<Pupil>")]
        assert "more faults" in refused(head + wrong * 10_500 + b"</CTFpupilData></CTfile>")[-1]

    def test_all_faults_at_once(self) -> None:
        told = refused(
            changed(
                ("B801200005001", "nobody"),
                ("9276308686", "1"),
                ("2013-02-11", "11/02/2013"),
                ("<NCyearActual>9", "<NCyearActual>T"),
                ("<SENprovision>N", "<SENprovision>Z"),
                ("<SENtype>SEMH", "<SENtype>XX"),
                ("<Estab>2001", "<Estab>201"),
                ("2024-07-19", "2016-07-19"),
                ("<SessionsPossible>10", "<SessionsPossible>ten"),
                ("R201100018042", "R1"),
            )
        )
        assert len(told) == 10
        assert "CTFpupilData.Pupil[1].UPN: is no UPN" in told

    def test_no_message_repeats_the_file(self) -> None:
        with pytest.raises(InvalidDocument) as wrong:
            read_ctf(changed(("B801200005001", "A801200005001"), ("2013-02-11", "31/31/2013")))
        assert "801200005001" not in str(wrong.value) and "31/31" not in str(wrong.value)

    @pytest.mark.parametrize(
        ("spoil", "problem"),
        [
            (lambda: SAMPLE[:-20], "stops being XML at line"),
            (lambda: b"", "stops being XML"),
            (lambda: b"<other/>", "is no transfer file"),
            (lambda: SAMPLE.replace(b"UTF-8", b"no-such"), ""),
            (lambda: b"<CTfile><Header/></CTfile>", "is missing, or no version"),
            (lambda: b"<CTfile></CTfile>", "Header: is missing"),
            (lambda: b"<CTfile><CTFpupilData><Pupil/><Pupil/></CTFpupilData></CTfile>", "does not come before"),
            (lambda: SAMPLE[: SAMPLE.index(b"<Pupil>")] + b"</CTFpupilData></CTfile>", "holds no pupil"),
            (lambda: changed(("<Estab>1234", "<Estab>12")), "has no DfE number"),
            (lambda: changed(("<Sex>", "<a>" * 40 + "</a>" * 40 + "<Sex>")), "is nested too deeply"),
            (lambda: changed(("<DOB>", "<DOB>2013-02-11</DOB><DOB>")), "is given twice"),
            (lambda: changed(("2025-01-13", "2018-09-03")), "has two provisions from one day"),
            (lambda: changed(("<StartDate>2018-09-03</StartDate>", "")), "is missing"),
            (lambda: changed(("R201100018042", "R1")), "is no UPN"),
        ],
    )  # fmt: skip
    def test_other_files(self, spoil: Callable[[], bytes], problem: str) -> None:
        assert any(problem in fault for fault in refused(spoil()))

    @pytest.mark.parametrize("layout", list(MarksLayout))
    def test_a_mark_that_is_none(self, layout: MarksLayout) -> None:
        told = refused(changed((r"/\/\II", r"/\/\i?")), calendars=CALENDARS, marks=layout)
        assert told and all("AttendanceMarks" in fault for fault in told)

    def test_a_week_in_two_years(self) -> None:
        text = SAMPLE.decode()
        year = text[text.index("<YearData>") : text.index("</YearData>") + len("</YearData>")]
        told = refused(changed((year, year * 2)), marks=MarksLayout.WEEKDAYS)
        assert told == ["CTFpupilData.Pupil[0].Attendance.YearData[1]: has a week of another year too"]

    @settings(max_examples=50)
    @given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=3))
    def test_whatever_is_spoilt_is_read_or_refused(self, at: int, spoilt: bytes) -> None:
        with suppress(InvalidDocument):
            read_ctf(SAMPLE[:at] + spoilt + SAMPLE[at + 1 :], marks=MarksLayout.WEEKDAYS)

    def test_without_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "defusedxml", None)
        with pytest.raises(ExtraNeeded, match=r"ap_core\[ctf\]"):
            read_ctf(SAMPLE)


class Endless(io.RawIOBase):
    """A file that goes on with empty pupils for so many bytes, made as it is read."""

    PUPIL = b"<Pupil></Pupil>"

    def __init__(self, head: bytes, size: int) -> None:
        self.head, self.size, self.given = head, size, 0

    def read(self, size: int = -1) -> bytes:
        if self.head:
            got, self.head = self.head, b""
            return got
        at = self.given % len(self.PUPIL)
        got = (self.PUPIL * (size // len(self.PUPIL) + 2))[at : at + size] if self.given < self.size else b""
        self.given += len(got)
        return got
