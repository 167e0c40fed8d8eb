"""The code table: what each code stood for on a day, against the table of the fact book (placement section 8)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.attendance import CODES, AttendanceClass, code_on, is_code
from ap_core.attendance.codes import CensusBucket, CodeGroup
from ap_core.errors import NotInForce
from ap_core.law.citation import Force, Seen

CHANGE = date(2024, 8, 19)
EVE = CHANGE - timedelta(1)
NEAR = st.dates(date(2013, 9, 1), date(2030, 1, 1)) | st.integers(-2, 2).map(lambda n: CHANGE + timedelta(n))

# ATT-00, written out again.
NOW = {
    AttendanceClass.PRESENT: r"/ \ L",
    AttendanceClass.APPROVED_ACTIVITY: "B K P V W",
    AttendanceClass.AUTHORISED: "C C1 C2 E I J1 M R S T",
    AttendanceClass.UNAUTHORISED: "G N O U",
    AttendanceClass.NOT_POSSIBLE: "D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7",
    AttendanceClass.ADMINISTRATIVE: "Z #",
}
BEFORE = {
    AttendanceClass.PRESENT: r"/ \ L",
    AttendanceClass.APPROVED_ACTIVITY: "B J P V W",
    AttendanceClass.AUTHORISED: "C E H I M R S T",
    AttendanceClass.UNAUTHORISED: "G N O U",
    AttendanceClass.NOT_POSSIBLE: "D X Y",
    AttendanceClass.ADMINISTRATIVE: "Z #",
}


def classes_on(day: date) -> dict[AttendanceClass, set[str]]:
    found: dict[AttendanceClass, set[str]] = {}
    for code in CODES:
        try:
            found.setdefault(code_on(code, day).counts_as, set()).add(code)
        except NotInForce:
            continue
    return found


class TestClasses:
    """Each code counts in one class, by the list in force that day (metrics ATT-00, placement 8)."""

    @given(NEAR)
    def test_the_whole_list_on_any_day(self, day: date) -> None:
        expected = NOW if day >= CHANGE else BEFORE
        assert classes_on(day) == {kind: set(codes.split()) for kind, codes in expected.items()}

    def test_interview_was_attending_and_is_authorised_absence(self) -> None:
        assert code_on("J", EVE).counts_as is AttendanceClass.APPROVED_ACTIVITY
        assert code_on("J1", CHANGE).counts_as is AttendanceClass.AUTHORISED

    def test_another_school_is_leave_by_law_and_no_possible_session(self) -> None:
        """Verification C4: D stands in Table 3, absence with leave."""
        assert code_on("D", CHANGE).group is CodeGroup.LEAVE
        assert code_on("D", CHANGE).counts_as is AttendanceClass.NOT_POSSIBLE

    def test_table_2_is_attending_elsewhere(self) -> None:
        now = {code for code in CODES if code_on_or_none(code) is CodeGroup.ELSEWHERE}
        assert now == set("BKPVW")

    def test_part_time_timetable_lowers_attendance(self) -> None:
        assert code_on("C2", CHANGE).counts_as is AttendanceClass.AUTHORISED

    def test_late_after_the_register_closed_is_an_absence(self) -> None:
        assert code_on("U", CHANGE).counts_as is AttendanceClass.UNAUTHORISED


def code_on_or_none(code: str) -> CodeGroup | None:
    try:
        return code_on(code, CHANGE).group
    except NotInForce:
        return None


class TestInForce:
    """Withdrawn codes end on 18 August 2024 and new ones begin on 19 August (placement 8)."""

    @pytest.mark.parametrize("code", ["H", "J", "Y"])
    def test_withdrawn(self, code: str) -> None:
        assert code_on(code, EVE).until == EVE
        with pytest.raises(NotInForce, match="withdrawn after 2024-08-18"):
            code_on(code, CHANGE)

    @pytest.mark.parametrize("code", ["K", "C1", "C2", "J1", "Q", *(f"Y{n}" for n in range(1, 8))])
    def test_new(self, code: str) -> None:
        assert code_on(code, CHANGE).until is None
        with pytest.raises(NotInForce, match="came in on 2024-08-19"):
            code_on(code, EVE)

    def test_before_what_is_held(self) -> None:
        assert code_on("I", date(2013, 9, 1)).counts_as is AttendanceClass.AUTHORISED
        with pytest.raises(NotInForce, match="held here from 2013-09-01"):
            code_on("I", date(2013, 8, 31))

    @given(st.text(max_size=3))
    def test_what_never_was_a_code(self, text: str) -> None:
        assert is_code(text) == (text in CODES)
        if not is_code(text):
            with pytest.raises(NotInForce, match="not a code that ever was"):
                code_on(text, CHANGE)

    def test_case_matters(self) -> None:
        assert is_code("I")
        assert not is_code("i")

    def test_editions_follow_each_other_without_gap(self) -> None:
        for editions in CODES.values():
            for one, later in pairwise(editions):
                assert one.until is not None
                assert later.since == one.until + timedelta(1)


class TestPenaltyCount:
    """G, N, O and U count toward the penalty threshold, and only from 19 August 2024 (verification C17)."""

    def test_which_and_since_when(self) -> None:
        for editions in CODES.values():
            for edition in editions:
                counted = edition.code in set("GNOU") and edition.since == CHANGE
                assert edition.counts_to_penalty is counted


class TestSources:
    """Every edition cites its place; Z and # are guidance, and so was every letter before (verification C15)."""

    def test_the_regulations_hold_all_but_two(self) -> None:
        for editions in CODES.values():
            for edition in editions:
                law = edition.since == CHANGE and edition.code not in ("Z", "#")
                assert (edition.citation.force is Force.LAW) is law
                assert (edition.citation.seen is Seen.AT_SOURCE) is law

    def test_a_cancelled_session_is_in_a_paragraph_of_its_own(self) -> None:
        assert code_on("Y4", CHANGE).citation.provision == "reg 10(10)"


class TestCensus:
    """Where a session goes in returns (standards section 6); written out again from that page."""

    def test_buckets_now(self) -> None:
        expected = {
            CensusBucket.PRESENT: r"/ \ L",
            CensusBucket.OFF_SITE: "B K P V W",
            CensusBucket.AUTHORISED: "C C1 C2 E I J1 M R S T",
            CensusBucket.UNAUTHORISED: "G N O U",
            CensusBucket.NOT_POSSIBLE: "D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #",
        }
        found: dict[CensusBucket, set[str]] = {}
        for code, editions in CODES.items():
            if editions[-1].until is None:
                found.setdefault(editions[-1].census, set()).add(code)
        assert found == {bucket: set(codes.split()) for bucket, codes in expected.items()}


class TestBeforeAugust2024:
    """SI 2006/1751 reg 6: the register then said present, absent, at an approved activity, or unable to attend."""

    def test_another_school_was_an_approved_activity_in_law_and_no_possible_session_in_statistics(self) -> None:
        """Reg 6(4)(b). Since 19 August 2024 it is leave (verification C4)."""
        assert code_on("D", EVE).group is CodeGroup.ELSEWHERE
        assert code_on("D", CHANGE).group is CodeGroup.LEAVE
        assert code_on("D", EVE).counts_as is code_on("D", CHANGE).counts_as is AttendanceClass.NOT_POSSIBLE

    def test_every_other_code_kept_its_group(self) -> None:
        for code, editions in CODES.items():
            assert code == "D" or len({edition.group for edition in editions}) == 1
