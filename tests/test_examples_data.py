"""The invented centre of the examples: the file is what its script makes, and says what the stories and notes say."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ap_core import check_roll
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import percent, totals
from ap_core.attendance.reconcile import both_expecting, clashes, neither_expecting, unmarked
from ap_core.attendance.registers import Register
from ap_core.centre import Centre, Roll, School
from ap_core.curriculum.records import Timetable
from ap_core.curriculum.week import minutes_where
from ap_core.dates.half_days import HalfDays
from ap_core.ehcp.records import EHCPlan
from ap_core.exchange import dump_roll, load_roll
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from ap_core.placement.records import Basis, Placement
from ap_core.pupils.ages import compulsory_school_age
from ap_core.pupils.years import KeyStage, YearGroup, expected_year_group, key_stage_of
from ap_core.record import PupilRecord
from ap_core.registration.on_day import status_on
from ap_core.registration.records import Enrolment, SchoolKind

EXAMPLES = Path(__file__).parent.parent / "examples"
FILE = EXAMPLES / "data" / "invented_centre.json"
TODAY = date(2026, 11, 23)
CENTRE = "CENTRE"

#: Nothing can be told of a direction where the basis of the placement is not on record.
BASIS_UNKNOWN = dict.fromkeys(("P20", "P31"), "UNDETERMINED")


@cache
def roll() -> Roll:
    return load_roll(FILE.read_bytes())


def record(ref: str) -> PupilRecord:
    return next(each for each in roll().records if each.ref == ref)


def placement(ref: str) -> Placement:
    """The placement that goes on: the last one, after any from an earlier year."""
    placements = record(ref).placements
    assert isinstance(placements, tuple)
    return placements[-1]


def register(ref: str, school: str = CENTRE) -> Register:
    return next(each for each in registers(record(ref)) if each.school == school)


def registers(pupil: PupilRecord) -> tuple[Register, ...]:
    assert isinstance(pupil.registers, tuple)
    return pupil.registers


@cache
def findings() -> tuple[Finding, ...]:
    return tuple(finding for review in check_roll(roll(), on=TODAY) for finding in review)


def verdicts(rule: str) -> dict[str, str]:
    """For each pupil about whom the rule says something else than that it is met, what it says."""
    return {
        each.subject: each.verdict.name
        for each in findings()
        if each.rule in (rule, f"{rule}_2026") and each.verdict is not Verdict.MET
    }


class TestTheFile:
    """The file is made by its script, by hand and without the library, and holds no person."""

    def test_it_is_what_the_script_makes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.syspath_prepend(str(EXAMPLES))
        script = import_module("make_invented_centre")
        assert FILE.read_text(encoding="utf-8") == script.text(script.document()) + "\n"

    def test_the_script_does_not_use_the_library(self) -> None:
        makers = sorted([EXAMPLES / "make_invented_centre.py", *EXAMPLES.glob("invented_*.py")])
        assert len(makers) == 7
        for maker in makers:
            assert "ap_core" not in maker.read_text(encoding="utf-8")

    def test_it_comes_back_equal(self) -> None:
        assert load_roll(dump_roll(roll())) == roll()

    def test_it_says_that_all_is_invented_and_names_nobody(self) -> None:
        document: dict[str, Any] = json.loads(FILE.read_bytes())
        assert "are invented" in document["centre"]["note"]
        assert all("Invented" in school["name"] for school in (document["centre"], *document["schools"]))
        assert all(set(pupil["pupil"]) <= {"ref", "born", "taught_year"} for pupil in document["pupils"])

    def test_every_school_says_where_its_dates_come_from(self) -> None:
        places: list[Centre | School] = [roll().centre, *roll().schools]
        for place in places:
            assert place.note.count("https://") == 2 and "assumed" in place.note
            calendar = roll().calendars.of(place.ref)
            assert calendar.first < date(2025, 9, 5) and calendar.last > date(2027, 7, 20)

    def test_one_home_school_has_inset_days_of_its_own(self) -> None:
        for day in (date(2026, 11, 2), date(2026, 11, 27)):
            calendars = roll().calendars.by_school
            assert {place for place, kept in calendars.items() if not kept.is_school_day(day)} == {"BIRCH"}


class TestTheRoll:
    """Thirty-two pupils: Key Stage 3 ten dual and two single, Key Stage 4 seventeen single and three dual."""

    def test_refs(self) -> None:
        assert [each.ref for each in roll().on_roll(TODAY)] == [f"P{number:02}" for number in range(1, 33)]

    def test_key_stages_and_registrations(self) -> None:
        counts: Counter[tuple[KeyStage | None, Enrolment | None | Unknown]] = Counter()
        for each in roll().records:
            taught = each.pupil.taught_year
            stage = key_stage_of(taught) if isinstance(taught, YearGroup) else None
            assert isinstance(each.registrations, tuple)
            counts[stage, status_on(each.registrations, CENTRE, TODAY)] += 1
        assert counts == {
            (KeyStage.KS3, Enrolment.SUBSIDIARY): 9,
            (None, Enrolment.SUBSIDIARY): 1,  # P31, whose year group is not recorded yet
            (KeyStage.KS3, Enrolment.SINGLE): 2,
            (KeyStage.KS4, Enrolment.SINGLE): 17,
            (KeyStage.KS4, Enrolment.SUBSIDIARY): 3,
        }

    def test_everyone_is_taught_in_the_year_of_their_age(self) -> None:
        for each in roll().records:
            assert isinstance(each.pupil.born, date)
            expected = expected_year_group(born=each.pupil.born, on=TODAY)
            assert each.pupil.taught_year in (expected, UNKNOWN), each.ref
            assert compulsory_school_age(each.pupil.born).covers(TODAY), each.ref

    def test_every_registration_follows_the_one_before(self) -> None:
        for rule in ("single_or_main.at_most_one", "subsidiary.needs_main", "single.excludes_others"):
            assert verdicts(f"registration.{rule}") == {}


class TestTheRegisters:
    """Marks of this autumn, on days the school meets, while the pupil is registered, each session expected once."""

    @pytest.mark.parametrize("pupil", [pytest.param(each, id=each.ref) for each in roll().records])
    def test_marks_stand_only_on_school_days(self, pupil: PupilRecord) -> None:
        assert isinstance(pupil.registrations, tuple)
        for kept in registers(pupil):
            calendar, span = roll().calendars.of(kept.school), kept.span
            assert span is not None and span.last == date(2026, 11, 20)
            marked = {day for day in days(span.first, span.last) if kept.on(day) != (None, None)}
            assert marked == {day for day in calendar.school_days if span.covers(day)}
            on_roll = [each for each in pupil.registrations if each.school == kept.school]
            assert all(any(each.covers(day) is True for each in on_roll) for day in marked)
            assert None not in {mark for day in marked for mark in kept.on(day)}

    @pytest.mark.parametrize("pupil", [pytest.param(each, id=each.ref) for each in roll().records])
    def test_each_session_is_expected_at_one_school(self, pupil: PupilRecord) -> None:
        if len(registers(pupil)) == 1:
            return
        centre, home = registers(pupil)
        span = centre.span
        assert span is not None
        assert both_expecting(centre, home, span) == () and neither_expecting(centre, home, span) == ()
        assert clashes(centre, home, span) == ()
        wrong = [(clash.day, clash.mark) for clash in clashes(home, centre, span)]
        assert Counter(wrong) == {
            "P03": {(date(2026, 11, 16), "B"): 2},
            "P20": {(date(2026, 11, day), "K"): 2 for day in (2, 3, 4)},
        }.get(pupil.ref, {})
        alone = {each.day for each in unmarked(centre, home, span)}
        open_alone = date(2026, 11, 2)
        assert alone == ({open_alone} if home.school == "BIRCH" and span.covers(open_alone) else set())

    def test_special_marks(self) -> None:
        assert [use.code for use in register("P21").uses() if use.count == 1 and use.code == "X"] == ["X"]
        assert register("P21").on(date(2026, 10, 14)) == ("/", "X")
        users = {code: {p.ref for p in roll().records for r in registers(p) for use in r.uses() if use.code == code}
                 for code in ("X", "K", "N", "E", "C2")}  # fmt: skip
        assert users == {"X": {"P21"}, "K": {"P20"}, "N": {"P03"}, "E": {"P11", "P25", "P29"}, "C2": {"P23"}}

    def test_rates(self) -> None:
        before = record("P16").previous_attendance
        assert isinstance(before, PreviousAttendance) and percent(before.attended, before.possible) == Decimal("51.1")
        here = {ref: str(totals(register(ref)).attendance_rate.percent) for ref in ("P16", "P07")}
        assert here == {"P16": "88.2", "P07": "61.7"}


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


class TestTheStories:
    """The pupils of the acceptance stories are as told there."""

    def test_story_1(self) -> None:
        placed = placement("P01")
        assert (placed.basis, placed.first_day, placed.planned_end) == (
            Basis.AGREEMENT, date(2026, 9, 14), date(2026, 12, 11),
        )  # fmt: skip
        assert isinstance(placed.objectives, tuple) and len(placed.objectives) == 3
        assert isinstance(placed.reviews, tuple)
        assert [review.held_on for review in placed.reviews] == [date(2026, 10, 22)]
        assert roll().calendars.of(CENTRE).school_weeks(date(2026, 9, 14), date(2026, 12, 11)) == 12
        assert record("P01").pupil.born == date(2014, 3, 14) and record("P01").plan is None

    def test_story_3(self) -> None:
        assert register("P03").weeks()[date(2026, 11, 16)] == "/ \\ / \\ / I / \\ D D"
        assert register("P03", "ALDER").weeks()[date(2026, 11, 16)] == "B B D D D D D D N \\"

    def test_story_7(self) -> None:
        plan = record("P07").plan
        assert isinstance(plan, EHCPlan) and plan.named_setting == "ALDER"
        assert isinstance(plan.reviews, tuple)
        last = plan.reviews[-1]
        assert (last.meeting_fixed_for, last.invitations_on, last.papers_on) == (
            date(2026, 12, 7), date(2026, 11, 18), date(2026, 11, 18),
        )  # fmt: skip
        assert placement("P07").planned_end == date(2027, 6, 25)

    def test_story_10(self) -> None:
        attended = register("P10").attended_days()
        assert [day.day for day in attended] == [9, 10, 16, 17, 18, 19, 20]
        week = record("P10").timetable
        assert isinstance(week, Timetable)
        assert (week.minutes, week.reading_minutes) == (1530, 150)
        assert minutes_where(week.lessons, lambda lesson, _: lesson.site == CENTRE).exact == 1230

    def test_story_11(self) -> None:
        friday = date(2026, 11, 20)
        assert register("P11").on(friday) == ("E", "E") and register("P11", "COPSE").on(friday) == ("D", "D")
        suspensions = record("P11").suspensions
        assert isinstance(suspensions, tuple)
        lengths = [each.length for each in suspensions if isinstance(each.length, HalfDays)]
        assert sum(length.count for length in lengths) == 11
        # Each half-day suspended is an E in the register.
        assert {use.code: use.count for use in register("P11").uses()}["E"] == 11
        sessions = record("P11").mentor_sessions
        assert isinstance(sessions, tuple) and sessions[-1].on == date(2026, 11, 12)


class TestWhatItIsToShow:
    """Each pupil with a finding of note, by rule: everybody else is in order."""

    def test_basis_not_recorded(self) -> None:
        unknown = {each.ref for each in roll().records if isinstance(placement(each.ref).basis, Unknown)}
        assert unknown == {*BASIS_UNKNOWN}

    def test_directions(self) -> None:
        directed = {each.ref: placement(each.ref).directed_by for each in roll().records}
        assert {ref: kind for ref, kind in directed.items() if isinstance(kind, SchoolKind)} == {
            "P19": SchoolKind.ACADEMY,
            "P24": SchoolKind.MAINTAINED,
            "P26": SchoolKind.ACADEMY,
        }

    def test_plans(self) -> None:
        plans = {each.ref for each in roll().records if isinstance(each.plan, EHCPlan)}
        assert plans == {"P07", "P09", "P26", "P27", "P28"}
        assert record("P31").plan == UNKNOWN

    @pytest.mark.parametrize(
        ("rule", "found"),
        [
            ("placement.end.overrun", {"P12": "NOT_MET"}),
            ("placement.long_key_stage_4.planned_end", {"P30": "NOT_MET"}),
            ("placement.key_stage_4_move.review", {"P22": "PENDING", "P31": "UNDETERMINED"}),
            ("placement.first_review.in_time", dict.fromkeys(("P10", "P19", "P29", "P31"), "PENDING")),
            ("placement.return.failed_review", {"P14": "PENDING"}),
            ("placement.fair_access.place", {"P13": "PENDING"}),
            ("placement.return.plan", {}),
            ("exclusion.suspension.sixth_day", {}),
            ("exclusion.permanent.sixth_day", {"P31": "UNDETERMINED"}),
            ("placement.length.limit", {"P31": "UNDETERMINED"}),
            ("offsite_direction.notice.contents", {"P19": "NOT_MET", **BASIS_UNKNOWN}),
            ("offsite_direction.notice.in_time", {"P19": "NOT_MET", "P26": "UNDETERMINED", **BASIS_UNKNOWN}),
            ("offsite_direction.review.outcome", {"P24": "PENDING"}),
            ("placement.short_term.objectives", {"P31": "UNDETERMINED"}),
            ("attendance.elsewhere.not_where_registered", {"P03": "NOT_MET", "P20": "NOT_MET"}),
            ("attendance.n.replaced", {"P03": "PENDING"}),
            ("attendance.x.not_compulsory_age", {"P21": "NOT_MET"}),
            ("ehcp.named_setting.up_to_date", {"P07": "PENDING"}),
            ("ehcp.review_meeting.decision", {"P27": "NOT_MET"}),
            ("curriculum.timetable.full_time", {"P18": "NOT_MET"}),
            ("curriculum.reading.support", {}),
            ("curriculum.baseline.reading", {"P31": "PENDING"}),
            ("curriculum.baseline.complete", {"P10": "PENDING", "P29": "NOT_MET", "P31": "PENDING"}),
            ("support.restorative.conversation", {"P11": "PENDING"}),
            ("support.action.in_place", {"P11": "PENDING"}),
        ],
    )  # fmt: skip
    def test_findings(self, rule: str, found: dict[str, str]) -> None:
        assert verdicts(rule) == found

    def test_one_mentor_session_was_missed(self) -> None:
        late = [each for each in findings() if each.verdict is Verdict.NOT_MET and each.rule == "support.mentor.weekly"]
        assert [each.subject for each in late] == ["P11"]

    def test_where_readings_differ(self) -> None:
        """A notice with one whole school day before the first day; an annual review on the anniversary itself."""
        differ = {each.subject for each in findings() if each.reason is Reason.READINGS_DIFFER}
        assert differ == {"P26", "P28"}

    def test_the_weeks(self) -> None:
        """Everyone's week holds what is owed and promised; one is short, one part-time as agreed, one to be asked."""
        assert verdicts("curriculum.timetable.full_time") == {"P18": "NOT_MET"}
        assert verdicts("curriculum.plan.kept_up") == {"P10": "UNDETERMINED"}
        for rule in ("promised", "relationships_and_health", "section_f", "qualification_carried_on", "group_size"):
            assert verdicts(f"curriculum.plan.{rule}") == {}
        part_time = {each.rule for each in findings() if each.rule.startswith("curriculum.part_time")}
        assert len(part_time) == 7  # for health: neither agreement nor exceptional circumstances are asked about
        assert verdicts("curriculum.part_time.reviewed") == {"P23": "PENDING"}

    def test_support_without_a_plan(self) -> None:
        """One pupil has SEN support at the centre: told, met twice, the second round under way."""
        pending = {
            each.rule
            for each in findings()
            if each.rule.startswith("ehcp.sen_support") and each.verdict is not Verdict.MET
        }
        assert pending == {"ehcp.sen_support.round_reviewed", "ehcp.sen_support.meetings"}
        assert verdicts("ehcp.sen_support.round_reviewed") == {"P17": "PENDING"}

    def test_the_rest_need_nothing(self) -> None:
        """No open finding that falls due by the end of term."""
        soon = {
            each.subject
            for each in findings()
            if each.is_open and each.curable and (each.due is None or each.due.last_day <= date(2026, 12, 18))
        }
        quiet = [each.ref for each in roll().records if each.ref not in soon]
        assert quiet == "P04 P05 P06 P08 P15 P16 P22 P28 P32".split()
