"""Story 3, whole: one week, two registers. Marks, registration, who acts, and what the week comes to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ap_core import Actor, Finding, Register, Verdict
from ap_core.attendance import clashes, totals, unmarked, whole_pupil
from ap_core.attendance.expected import expected_at_each
from ap_core.attendance.reconcile import both_expecting, neither_expecting
from ap_core.attendance.sessions import Came, Session, Venue, WhyAbsent
from ap_core.placement.return_registers import Place, register_at_step
from ap_core.placement.returns import ReturnStep, WeekSession
from ap_core.states import MeasureState
from tests.placements import MONDAY, YEAR_8, reviewed

WEEK = date(2026, 11, 16)
HOME = Register.of_weeks("HILL", {WEEK: "B B D D D D D D N /"})
CENTRE = Register.of_weeks("CENTRE", {WEEK: "/ \\ / \\ / I / \\ D D"})
RECORD = YEAR_8.but(registers=(HOME, CENTRE))
FRIDAY = frozenset({WeekSession.FRIDAY_AM, WeekSession.FRIDAY_PM})
#: The timetable: the centre from Monday to Thursday, the home school on Friday.
TIMETABLE = ReturnStep(first_day=WEEK, at_centre=frozenset(WeekSession) - FRIDAY, at_school=FRIDAY)


def of_marks(verdict: Verdict) -> list[Finding]:
    return [each for each in reviewed(RECORD) if each.rule.startswith("attendance.") and each.verdict is verdict]


def test_which_mark_is_wrong() -> None:
    """The home school's B on Monday, both sessions: at another school where registered it is D. The mark is theirs."""
    (finding,) = of_marks(Verdict.NOT_MET)
    assert finding.rule.startswith("attendance.elsewhere") and finding.who is Actor.HOME_SCHOOL
    assert "Mon 16 Nov 2026" in finding.because and "D in place of B" in finding.act


def test_the_registers_that_the_timetable_asks_for() -> None:
    """Wednesday's D is right although he was ill: the school that expects him marks, the other has D either way."""
    marks = register_at_step(TIMETABLE)
    home = [each.elsewhere if each.marked_by is Place.CENTRE else each.if_absent for each in marks]
    assert home == ["D"] * 8 + ["N", "N"]
    centre = [each.elsewhere if each.marked_by is Place.SCHOOL else each.if_present for each in marks]
    assert centre == ["/", "\\"] * 4 + ["D", "D"]
    wednesday = next(each for each in marks if each.session is WeekSession.WEDNESDAY_PM)
    assert wednesday.marked_by is Place.CENTRE and wednesday.elsewhere == "D"


def as_it_went(day: date, half: str) -> Session:
    """A session of the week: at the centre until Thursday, at the home school on Friday; ill on Wednesday afternoon."""
    place, came, why = "CENTRE", Came.ON_TIME, WhyAbsent.NONE_OF_THESE
    if day.weekday() == 4:
        place = "HILL"
        came, why = (Came.NO, WhyAbsent.NOT_ESTABLISHED) if half == "AM" else (came, why)
    elif (day.weekday(), half) == (2, "PM"):
        came, why = Came.NO, WhyAbsent.ILLNESS
    return Session(
        day=day, half=half, registered_at=frozenset({"HILL", "CENTRE"}), of_school=place, venue=Venue.AT_SCHOOL,
        came=came, why=why,
    )  # fmt: skip


def test_which_code_at_which_school_for_every_session_of_the_week() -> None:
    """What the table calls for is the centre's register as it is, and the home school's but for Monday."""
    called_for: dict[str, list[str | None]] = {"CENTRE": [], "HILL": []}
    for day in (WEEK + timedelta(n) for n in range(5)):
        for half in ("AM", "PM"):
            for each in expected_at_each(as_it_went(day, half)):
                called_for[each.school].append(each.code)
    marked = {"CENTRE": CENTRE.weeks()[WEEK].split(), "HILL": HOME.weeks()[WEEK].split()}
    assert called_for["CENTRE"] == marked["CENTRE"]
    # Friday afternoon: the story writes present as "/", the table as the afternoon has it.
    assert called_for["HILL"] == ["D", "D", *marked["HILL"][2:9], "\\"]
    wrong = [(clash.day, clash.half) for clash in clashes(HOME, CENTRE)]
    assert wrong == [(WEEK, "AM"), (WEEK, "PM")]


def test_what_attendance_for_the_week() -> None:
    """Centre 7 of 8, home school 1 of 2 once Monday is corrected, together 8 of 10; D is never attendance."""
    corrected = Register.of_weeks("HILL", {WEEK: "D D D D D D D D N /"})
    centre, home, together = totals(CENTRE), totals(corrected), whole_pupil(corrected, CENTRE)
    counted = [(each.attended, each.possible, each.attendance_rate.percent) for each in (centre, home)]
    assert counted == [(7, 8, Decimal("87.5")), (1, 2, Decimal("50.0"))]
    assert (together.totals.attended, together.totals.possible) == (8, 10)
    assert together.attendance_rate.percent == Decimal("80.0")
    assert together == whole_pupil(CENTRE, corrected)


def test_no_session_counted_twice_or_lost() -> None:
    for compare in (both_expecting, neither_expecting, unmarked):
        assert compare(HOME, CENTRE) == compare(CENTRE, HOME) == ()
    for rule in ("attendance.shared.one_school", "attendance.shared.not_lost"):
        assert [each.verdict for each in reviewed(RECORD) if each.rule == rule] == [Verdict.MET]


def test_is_he_persistently_absent() -> None:
    """Not to be judged on one week, and a statistic, not a breach."""
    measure = totals(CENTRE).persistently_absent()
    assert (measure.reached, measure.state) == (None, MeasureState.UNRELIABLE)


def test_what_happens_to_the_n() -> None:
    """The home school replaces it by Friday 27 November, and tells the centre that he did not arrive."""
    (finding,) = of_marks(Verdict.PENDING)
    assert finding.rule == "attendance.n.replaced" and finding.who is Actor.HOME_SCHOOL
    assert finding.due is not None and finding.due.last_day == date(2026, 11, 27)
    assert "did not arrive" in finding.act


def test_nothing_else_is_held_against_anybody() -> None:
    """The two registrations agree, and one week says nothing of persistent absence."""
    review = reviewed(RECORD)
    rooms = ("placement.", "registration.", "offsite_direction.", "ehcp.")
    assert [each.rule for each in review.not_met if each.rule.startswith(rooms)] == []
    registration = [each for each in review if each.rule.startswith("registration.")]
    assert registration and all(each.verdict is Verdict.MET for each in registration)
    assert not any("persistent" in f"{each.title} {each.because}".lower() for each in review)
    assert review.on == MONDAY
