"""The traps of placement.md section 12, each by its number, sprung on purpose: what other tools and pages get wrong.

Every trap has its class; each holds what is right beside what the trap would give.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ap_core import (
    Calendars,
    DateSpan,
    Days,
    Deadline,
    NoFixedDate,
    PupilRecord,
    Register,
    Registration,
    SchoolWeeks,
    Suspension,
    Verdict,
    YearGroup,
)
from ap_core.attendance import Totals, totals
from ap_core.attendance.change import change_since
from ap_core.attendance.previous import PreviousAttendance
from ap_core.placement.bases import BASES
from ap_core.placement.direction_timetable import direction_timetable
from ap_core.placement.events import EventKind, Outcome, PlacementEvent
from ap_core.placement.lifecycle import CannotFollow, State, allowed_after, state_on
from ap_core.placement.planning import plan_placement
from ap_core.placement.records import Basis
from ap_core.placement.return_registers import Place, register_at_step
from ap_core.placement.returns import ReturnStep, WeekSession
from ap_core.presets import HALF_TERM_RESPITE
from ap_core.registration.records import Enrolment, SchoolKind
from ap_core.states import MeasureState
from tests.placements import CALENDARS, MONDAY, STORY_CALENDAR, YEAR_8, directed, findings, placed, reviewed, verdicts

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
PLACE = "attendance.elsewhere.not_where_registered"
WEEK = date(2026, 11, 16)
THERE = Register.of_weeks("CENTRE", {WEEK: "/ \\ / \\ / \\ / \\ D D"})


def marked(*registers: Register, **changes: Any) -> PupilRecord:
    """The Year 8 pupil on both registers, with these marks."""
    return YEAR_8.but(registers=registers, **changes)


class TestTrap1DIsNoAbsence:
    """Trap 1: D, Q, X and Y1 to Y7 are no possible session; as authorised absence they make a pupil look absent."""

    @pytest.mark.parametrize("code", "D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7".split())
    def test_no_possible_session(self, code: str) -> None:
        counted = totals(Register.of_weeks("HILL", {WEEK: f"/ \\ / \\ / \\ / \\ {code} {code}"}))
        assert (counted.possible, counted.absent, counted.not_possible) == (8, 0, 2)

    def test_a_pupil_four_days_at_the_centre_is_not_persistently_absent_at_home(self) -> None:
        """Five weeks with every home session attended: with D as absence, four sessions in five would be missed."""
        mondays = [date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12)]
        home = totals(Register.of_weeks("HILL", dict.fromkeys(mondays, "D D D D D D D D / \\")))
        measure = home.persistently_absent(fewest=1)
        assert (measure.reached, measure.absent, measure.possible) == (False, 0, 10)
        assert str(home.attendance_rate.percent) == "100.0"


class TestTrap2BForDualRegistration:
    """Trap 2: where the pupil is on the other school's register, the home school enters D for its sessions, never B."""

    @pytest.mark.parametrize(("code", "verdict"), [("B", [NOT_MET]), ("D", [])])
    def test_the_home_register(self, code: str, verdict: list[Verdict]) -> None:
        home = Register.of_weeks("HILL", {WEEK: f"{' '.join([code] * 8)} / \\"})
        assert verdicts(marked(home, THERE), PLACE) == verdict

    def test_the_register_proposed_for_a_return(self) -> None:
        step = ReturnStep(first_day=MONDAY, at_centre=frozenset({WeekSession.MONDAY_AM}), at_school=frozenset())
        session = register_at_step(step)[0]
        assert (session.marked_by, session.elsewhere) == (Place.CENTRE, "D")

    def test_b_for_a_place_without_a_register_of_the_pupil(self) -> None:
        """The other side: the code is no fault by itself, and the test above could tell."""
        at_home = Registration(school="HILL", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=None)
        home = Register.of_weeks("HILL", {WEEK: "B B B B B B B B / \\"})
        assert verdicts(marked(home, registrations=(at_home,)), PLACE) == [MET]


class TestTrap3XOutsideTheTimetable:
    """Trap 3: X is for a pupil not of compulsory school age; for one who is, part of a week is D or C2."""

    @pytest.mark.parametrize(("code", "rule"), [
        ("X", "attendance.x.not_compulsory_age"), ("C2", "attendance.c2.compulsory_age"),
    ])  # fmt: skip
    @pytest.mark.parametrize(("born", "of_age"), [(date(2014, 3, 14), True), (date(2009, 12, 1), False)])
    def test_by_age(self, code: str, rule: str, born: date, of_age: bool) -> None:
        """Year 8, and the autumn after compulsory school age ended in June 2026."""
        record = marked(Register.of_weeks("CENTRE", {WEEK: f"/ \\ / \\ / \\ / \\ {code} {code}"}))
        record = record.but(pupil=record.pupil.but(born=born))
        assert verdicts(record, rule) == [MET if of_age is (code == "C2") else NOT_MET]

    def test_a_session_at_neither_place(self) -> None:
        """No mark is proposed, X least of all: only an agreed part-time timetable lets a school enter C2."""
        session = register_at_step(ReturnStep(first_day=MONDAY, at_centre=frozenset(), at_school=frozenset()))[0]
        assert (session.if_present, session.if_absent, session.elsewhere) == (None, None, None)
        assert "C2" in session.says and "X" not in session.says

    def test_d_for_the_part_of_the_week_at_the_other_school(self) -> None:
        home = Register.of_weeks("HILL", {WEEK: "D D D D D D D D / \\"})
        assert verdicts(marked(home, THERE), "attendance.d.needs_second_registration") == [MET, MET]


class TestTrap4ThirtyDayReviews:
    """Trap 4: since 1 January 2013 no number of days is set between reviews of an off-site direction."""

    RULE = "offsite_direction.review.thirty_days_until_2012"

    def test_none_is_missed_after_seventy_days_without_a_review(self) -> None:
        """By no rule on reviews of a direction, under whatever name."""
        rules = {finding.rule for finding in reviewed(directed(reviews=()))}
        assert rules and not [rule for rule in rules if rule.startswith("offsite_direction.review")]

    def test_it_was_law_until_then(self) -> None:
        then = {"decided_on": date(2012, 9, 3), "first_day": date(2012, 9, 10), "planned_end": None}
        assert verdicts(directed(**then, reviews=()), self.RULE) == [NOT_MET]

    def test_the_timetable_names_no_day(self) -> None:
        plan = direction_timetable(decided_on=date(2026, 9, 7), first_day=date(2026, 9, 14), calendar=STORY_CALENDAR)
        assert isinstance(plan["reviews"].due, NoFixedDate)


class TestTrap5CumulativeSixthDay:
    """Trap 5: the sixth day is counted over days that follow each other; a day in school starts the count again."""

    @pytest.mark.parametrize(("second", "expected"), [
        (date(2026, 11, 9), [NOT_MET]),  # straight on from Friday: Monday is the sixth
        (date(2026, 11, 10), []),  # Monday in school: five and three days, eight in all
    ])  # fmt: skip
    def test_suspensions_of_five_days_and_more(self, second: date, expected: list[Verdict]) -> None:
        spans = ((date(2026, 11, 2), date(2026, 11, 6)), (second, date(2026, 11, 12)))
        record = placed(basis=Basis.SUSPENSION, first_day=date(2026, 11, 16), planned_end=None, reviews=()).but(
            suspensions=tuple(
                Suspension(
                    ref=f"S{at}", school="HILL", first_day=first, last_day=last, part_days=(), education_from=None,
                    school_kind=SchoolKind.MAINTAINED,
                )
                for at, (first, last) in enumerate(spans)
            )
        )  # fmt: skip
        assert verdicts(record, "exclusion.suspension.sixth_day") == expected


class TestTrap6ManagedMoveTrials:
    """Trap 6: a managed move is permanent and never on trial; what may come before it is an off-site direction."""

    def test_it_is_no_basis_of_a_placement(self) -> None:
        (move,) = [basis.on(MONDAY).value for basis in BASES if basis.name == "basis: managed move"]
        assert move.basis is None and "permanent" in move.duty and "no trial" in move.duty
        assert not [basis for basis in Basis if "move" in basis.value or "trial" in basis.value]

    def test_nothing_comes_back_from_it(self) -> None:
        """A return may fail; a move has ended the placement, so that whoever comes again has a new one."""
        kinds = [EventKind.REFERRED, EventKind.OFFERED, EventKind.AGREED, EventKind.ADMITTED, EventKind.REINTEGRATING]
        before = [PlacementEvent(ref=f"E{day}", kind=kind, on=date(2026, 9, day)) for day, kind in enumerate(kinds, 7)]
        left = date(2026, 11, 20)
        returned = PlacementEvent(ref="R", kind=EventKind.RETURNED, on=left)
        moved = PlacementEvent(ref="M", kind=EventKind.ENDED, on=left, outcome=Outcome.MANAGED_MOVE)
        failed = PlacementEvent(ref="F", kind=EventKind.FAILED_RETURN, on=MONDAY)
        assert state_on((*before, returned, failed), MONDAY) is State.ACTIVE
        assert state_on((*before, moved), MONDAY) is State.ENDED and allowed_after(State.ENDED) == ()
        with pytest.raises(CannotFollow):
            state_on((*before, moved, failed), MONDAY)


class TestTrap7InterviewsBeforeAndAfter:
    """Trap 7: an interview was attendance (J) until 18 August 2024 and is authorised absence (J1) since."""

    @pytest.mark.parametrize(("day", "code", "expected"), [
        (date(2024, 8, 16), "J", Totals(approved=1)), (date(2024, 8, 16), "J1", Totals(unsettled=1)),
        (date(2024, 8, 19), "J", Totals(unsettled=1)), (date(2024, 8, 19), "J1", Totals(authorised=1)),
    ])  # fmt: skip
    def test_each_code_by_its_day(self, day: date, code: str, expected: Totals) -> None:
        counted = totals(Register.of_marks("HILL", [(day, "AM", code)]))
        assert counted == expected
        assert (counted.attendance_rate.state is MeasureState.UNRELIABLE) == bool(counted.unsettled)

    def test_a_register_that_reaches_over_the_break(self) -> None:
        marks = [(date(2024, 8, 16), "AM", "J"), (date(2024, 8, 19), "AM", "J1")]
        assert totals(Register.of_marks("HILL", marks)) == Totals(approved=1, authorised=1)

    def test_a_comparison_with_the_previous_school_says_that_it_reaches_over_the_break(self) -> None:
        summer = PreviousAttendance(
            school="HILL", attended=90, possible=100, first_day=date(2024, 6, 3), last_day=date(2024, 7, 19)
        )
        here, autumn = Totals(present=80, authorised=20), DateSpan(date(2024, 9, 3), date(2024, 10, 25))
        assert change_since(summer, here, autumn).remark.startswith("Not on the same codes")
        later = summer.but(first_day=date(2024, 8, 19), last_day=date(2024, 8, 30))
        assert change_since(later, here, autumn).remark == ""

    def test_the_old_code_is_found_in_a_register_of_today(self) -> None:
        old = Register.of_weeks("CENTRE", {WEEK: "/ \\ J \\ / \\ / \\ / \\"})
        assert verdicts(marked(old), "attendance.code.in_force") == [NOT_MET]


class TestTrap8PersistentIncludesSevere:
    """Trap 8: persistent absence is a tenth or more of possible sessions missed, with no upper end at a half."""

    @pytest.mark.parametrize(("absent", "persistent", "severe"), [
        (9, False, False), (10, True, False), (49, True, False), (50, True, True), (60, True, True), (100, True, True),
    ])  # fmt: skip
    def test_of_a_hundred_sessions(self, absent: int, persistent: bool, severe: bool) -> None:
        counted = Totals(present=100 - absent, authorised=absent // 2, unauthorised=absent - absent // 2)
        assert counted.persistently_absent().reached is persistent
        assert counted.severely_absent().reached is severe


class TestTrap9TermsAreNoFixedWeeks:
    """Trap 9: half a term is what the school's calendar says, five to eight school weeks here, and never a figure."""

    def test_half_terms_differ(self) -> None:
        weeks = [STORY_CALENDAR.school_weeks(half.first, half.last or half.first) for half in STORY_CALENDAR.half_terms]
        assert weeks == [8, 7, 6, 5, 7, 7]

    @pytest.mark.parametrize(("on", "due"), [
        (date(2026, 11, 23), date(2026, 12, 18)), (date(2027, 2, 1), date(2027, 2, 12)),
        (date(2027, 3, 1), date(2027, 3, 25)),
    ])  # fmt: skip
    def test_the_review_of_each_half_term_is_due_at_its_own_end(self, on: date, due: date) -> None:
        """Of seven, six and five weeks; six weeks from the first day would be right for one of them only."""
        record = placed(planned_end=date(2027, 7, 20))
        (finding,) = findings(record, "placement.later_review.each_half_term", on)
        assert finding.due is not None and finding.due.last_day == due

    def test_school_weeks_pass_over_the_holidays(self) -> None:
        """Six school weeks from 5 October 2026 end on 20 November; six weeks by the calendar, on 15 November."""
        assert SchoolWeeks(6).starting_with(date(2026, 10, 5), STORY_CALENDAR).last_day == date(2026, 11, 20)
        assert Days(42).starting_with(date(2026, 10, 5)).last_day == date(2026, 11, 15)

    @pytest.mark.parametrize(("start", "end"), [
        (date(2026, 9, 3), date(2026, 10, 22)), (date(2026, 11, 2), date(2026, 12, 18)),
        (date(2027, 1, 5), date(2027, 2, 12)), (date(2027, 2, 22), date(2027, 3, 25)),
        (date(2027, 4, 12), date(2027, 5, 28)), (date(2027, 6, 8), date(2027, 7, 21)),
    ])  # fmt: skip
    def test_a_place_of_half_a_term_ends_with_it(self, start: date, end: date) -> None:
        """From 22 February 2027 five weeks, where a fixed eight would run to 30 April, over the holiday."""
        policy = HALF_TERM_RESPITE.policy
        plan = plan_placement(
            start=start, centre="CENTRE", home_school="HILL", basis=Basis.AGREEMENT, year=YearGroup.Y8,
            calendars=CALENDARS, policy=policy.placement,
        )  # fmt: skip
        due = plan["planned end"].due
        assert isinstance(due, Deadline) and due.last_day == end
        for planned_end, expected in ((end, MET), (date(2027, 7, 22), UNDETERMINED)):
            record = placed(first_day=start, planned_end=planned_end, reviews=())
            assert verdicts(record, "placement.length.half_terms", on=start, policy=policy) == [expected]

    @pytest.mark.parametrize(("end", "expected"), [
        (date(2027, 3, 25), MET), (date(2027, 4, 11), MET), (date(2027, 4, 12), NOT_MET),
    ])  # fmt: skip
    def test_the_limit_is_the_end_of_the_half_term(self, end: date, expected: Verdict) -> None:
        """The holiday after it is no longer place; its first day of school is. In weeks the same place is short."""
        record = placed(first_day=date(2027, 2, 22), planned_end=end, reviews=())
        rule, on = "placement.length.half_terms", date(2027, 3, 1)
        assert verdicts(record, rule, on=on, policy=HALF_TERM_RESPITE.policy) == [expected]
        assert verdicts(record, rule, on=on) == []
        assert verdicts(record, "placement.length.limit", on=on, policy=HALF_TERM_RESPITE.policy) == []

    def test_a_number_of_weeks_is_laid_on_the_calendar(self) -> None:
        """Six weeks fit the seven of autumn's second half term, and not the five of spring's."""
        policy = HALF_TERM_RESPITE.policy
        for start, expected in ((date(2026, 11, 2), MET), (date(2027, 2, 22), NOT_MET)):
            record = placed(first_day=start, planned_end=None, planned_weeks=6, reviews=())
            assert verdicts(record, "placement.length.half_terms", on=start, policy=policy) == [expected]
        record = placed(planned_end=None, reviews=())
        assert verdicts(record, "placement.length.half_terms", policy=policy) == []

    def test_a_plan_ends_by_the_calendar_of_its_centre(self) -> None:
        """The same six weeks end a week later at the centre whose half term lies within them."""
        without = STORY_CALENDAR.of_terms("no break", terms=STORY_CALENDAR.terms)
        ends = []
        for calendar in (STORY_CALENDAR, without):
            plan = plan_placement(
                start=date(2026, 10, 5), centre="CENTRE", basis=Basis.AGREEMENT, year=YearGroup.Y8, weeks=6,
                calendars=Calendars({**CALENDARS.by_school, "CENTRE": calendar}),
            )  # fmt: skip
            due = plan["planned end"].due
            assert isinstance(due, Deadline)
            ends.append(due.last_day)
        assert ends == [date(2026, 11, 20), date(2026, 11, 13)]
