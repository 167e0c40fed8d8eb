"""Story 7: Year 11 on the unit's roll: whose roll, whose duty, when it ends, and why absence ends nothing."""

from __future__ import annotations

from datetime import date

from ap_core import UNKNOWN, Actor, PermanentExclusion, Pupil, Register, Registration, Unknown, Verdict, YearGroup
from ap_core.attendance.rates import totals
from ap_core.placement.bases import duty_of, leaver_exception
from ap_core.placement.records import Basis, Duration
from ap_core.pupils.ages import leaving_date
from ap_core.registration.deletion import GROUNDS_FOR_DELETION
from ap_core.registration.records import DeletionGround, Enrolment
from tests.placements import AGREED, MONDAY, STORY_CALENDAR, YEAR_8, findings, reviewed, verdicts

BORN, PLANNED_END, LAST_EXAMINATION = date(2011, 1, 20), date(2027, 6, 25), date(2027, 6, 16)
EASTER = date(2027, 3, 25)
ROUTE = "registration.leaving.route"
_OF_THE_STORY = ("registration.", "placement.", "basis.", "commissioned.", "offsite_direction.")

OLD_ROLL = Registration(
    school="HILL", status=Enrolment.SINGLE, first=date(2022, 9, 5), last=date(2025, 9, 7),
    ended_by=DeletionGround.PERMANENT_EXCLUSION,
)  # fmt: skip
OUR_ROLL = Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2025, 9, 8), last=None)
P07 = YEAR_8.but(
    pupil=Pupil(ref="P07", born=BORN, taught_year=YearGroup.Y11),
    registrations=(OLD_ROLL, OUR_ROLL),
    placements=(
        AGREED.but(
            basis=Basis.PERMANENT_EXCLUSION, duration=Duration.LONG, first_day=date(2025, 9, 8),
            planned_end=PLANNED_END, returns_to=None,
        ),
    ),
    permanent_exclusions=(PermanentExclusion(ref="X", school="HILL", on=date(2025, 6, 20)),),
)  # fmt: skip


def test_when_compulsory_school_age_ends() -> None:
    """At the end of Friday 25 June 2027; the planned end matches."""
    assert leaving_date(BORN) == PLANNED_END
    assert verdicts(P07, "placement.long_key_stage_4.planned_end") == [Verdict.MET]


def test_one_roll_and_nothing_wrong_with_it() -> None:
    """Single at the unit, alone, since September 2025; how the old roll was left is on the record."""
    of_the_roll = [finding for finding in reviewed(P07) if finding.rule.startswith("registration.")]
    assert {finding.verdict for finding in of_the_roll} == {Verdict.MET}


def test_the_old_roll_is_not_asked_about_after_a_year() -> None:
    """She left it in September 2025: even with no ground recorded nobody is asked."""
    record = P07.but(registrations=(OLD_ROLL.but(ended_by=UNKNOWN), OUR_ROLL))
    assert verdicts(record, ROUTE) == []


def test_the_sixth_day_of_an_earlier_year_is_past_mending() -> None:
    assert verdicts(P07, "exclusion.permanent.sixth_day") == []


def test_who_owes_her_education() -> None:
    """The authority: by the exclusion, and as the plan's authority too; neither is the centre's breach."""
    assert duty_of(Basis.PERMANENT_EXCLUSION, MONDAY).owed_by is Actor.AUTHORITY
    assert duty_of(Basis.PLAN_NAMES_CENTRE, MONDAY).owed_by is Actor.AUTHORITY
    assert "whichever school" in duty_of(Basis.PLAN_NAMES_CENTRE, MONDAY).duty


def test_the_placement_may_not_end_at_easter_for_attendance() -> None:
    """No: there is no such ground. Off the roll at Easter it is possible off-rolling, and the authority decides."""
    of_absence = [each for each in GROUNDS_FOR_DELETION.on(EASTER).value if "absent" in each.ground.value]
    assert [each.ground for each in of_absence] == [DeletionGround.LONG_ABSENCE]
    assert "no mark but G, N or O at any point" in of_absence[0].needs[0]
    gone = P07.but(registrations=(OLD_ROLL, OUR_ROLL.but(last=EASTER, ended_by=None)))
    (finding,) = findings(gone, ROUTE, date(2027, 4, 12))
    assert finding.verdict is Verdict.UNDETERMINED and finding.who is Actor.CENTRE
    assert "possible off-rolling" in finding.because


def test_the_ground_would_have_to_be_named() -> None:
    (finding,) = findings(
        P07.but(registrations=(OLD_ROLL, OUR_ROLL.but(last=EASTER))), ROUTE, date(2027, 4, 12)
    )  # fmt: skip
    assert finding.missing == ("registrations[1].ended_by",)


def test_when_the_exception_for_leavers_opens() -> None:
    """From 14 May 2027, and only with no examination left: not before the last one, on 16 June, is over."""
    found = leaver_exception(BORN, LAST_EXAMINATION)
    assert not isinstance(found, Unknown)
    assert found.within_six_weeks_from == date(2027, 5, 14)
    assert found.applies_from == date(2027, 6, 17)


def test_leaving_at_the_end_is_a_ground() -> None:
    """Over compulsory school age and not staying on: nothing to say, and no deletion return for ordinary leavers."""
    left = P07.but(registrations=(OLD_ROLL, OUR_ROLL.but(last=PLANNED_END, ended_by=DeletionGround.OVER_AGE)))
    assert verdicts(left, ROUTE, date(2027, 7, 1)) == [Verdict.MET]
    assert verdicts(left, "registration.leaving.deletion_return", date(2027, 7, 1)) == []


def test_62_percent_is_no_breach() -> None:
    """Nor a reason of any rule's: with many absences or with none, the same is said of roll and placement."""
    days = [day for day in STORY_CALENDAR.school_days if day < MONDAY]
    findings_with = []
    for missed in (0, 38):
        marks = [
            (day, half, "I" if number % 100 * 38 % 100 < missed else code)
            for number, day in enumerate(days)
            for half, code in (("AM", "/"), ("PM", "\\"))
        ]
        register = Register.of_marks("CENTRE", marks)
        review = reviewed(P07.but(registers=(register,)))
        findings_with.append({(each.key, each.verdict) for each in review if each.rule.startswith(_OF_THE_STORY)})
        assert [each.rule for each in review.not_met if each.rule.startswith("attendance.")] == []
        told = totals(register)
        assert told.attended * 100 < 63 * told.possible or not missed
    assert findings_with[0] == findings_with[1] != set()
