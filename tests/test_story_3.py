"""Story 3: one week, two registers. The questions of marks, registration and who acts; the rates stand elsewhere."""

from __future__ import annotations

from datetime import date

from ap_core import Actor, Finding, Register, Verdict
from ap_core.placement.return_registers import Place, register_at_step
from ap_core.placement.returns import ReturnStep, WeekSession
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
