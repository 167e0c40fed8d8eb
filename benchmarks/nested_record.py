"""One nested record as a system would hold it: two registers with a year of marks, a plan, reviews, a baseline; a tenth
of its facts not known. Invented."""

from __future__ import annotations

from datetime import date, timedelta

from ap_core import (
    UNKNOWN,
    Calendars,
    EHCPlan,
    Placement,
    Pupil,
    PupilRecord,
    Register,
    Registration,
    SchoolCalendar,
    Term,
    YearGroup,
)
from ap_core.attendance.previous import PreviousAttendance
from ap_core.curriculum.records import Assessment, Domain, Lesson, Timetable
from ap_core.ehcp.records import PlanReview
from ap_core.placement.records import Basis, Duration, Notice, NoticeItem, PlacementReview
from ap_core.registration.records import Enrolment, SchoolKind
from ap_core.support.records import Incident, MentorSession

ON = date(2027, 7, 16)
CALENDAR = SchoolCalendar.of_terms(
    "both schools",
    terms=[
        Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18)),
        Term("spring 2027", date(2027, 1, 5), date(2027, 3, 25)),
        Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
    ],
    breaks=[
        (date(2026, 10, 26), date(2026, 10, 30)),
        (date(2027, 2, 15), date(2027, 2, 19)),
        (date(2027, 5, 31), date(2027, 6, 4)),
    ],
    closed=[date(2027, 5, 3)],
)
CALENDARS = Calendars({"CENTRE": CALENDAR, "HILL": CALENDAR})
_DAYS = [day for day in CALENDAR.school_days if day <= ON]


def _register(school: str, at_centre: bool) -> Register:
    """Four days at the centre and Friday at the home school, ill on every eleventh day, for the whole year."""
    marks = []
    for number, day in enumerate(_DAYS):
        here = (day.weekday() < 4) is at_centre
        absent = number % 11 == 0
        for half, code in (("AM", "/"), ("PM", "\\")):
            marks.append((day, half, ("I" if absent else code) if here else "D"))
    return Register.of_marks(school, marks)


RECORD = PupilRecord(
    pupil=Pupil(ref="P01", born=date(2013, 3, 14), taught_year=YearGroup.Y9),
    registrations=(
        Registration(school="HILL", status=Enrolment.MAIN, first=date(2024, 9, 3), last=None),
        Registration(school="CENTRE", status=Enrolment.SUBSIDIARY, first=date(2026, 9, 3)),
    ),
    placements=(
        Placement(
            ref="A",
            centre="CENTRE",
            home_school="HILL",
            basis=Basis.DIRECTION,
            directed_by=SchoolKind.MAINTAINED,
            decided_on=date(2026, 8, 25),
            duration=Duration.SHORT,
            first_day=date(2026, 9, 3),
            planned_end=date(2027, 7, 21),
            returns_to=UNKNOWN,
            objectives=("one", "two"),
            notice=Notice(given_on=date(2026, 8, 25), contents=frozenset(NoticeItem), authority_copied_on=UNKNOWN),
            reviews=tuple(
                PlacementReview(held_on=date(2026, 10, 8) + timedelta(days=56 * number), outcome_sent_on=UNKNOWN)
                for number in range(5)
            ),
            authority_involved_on=date(2026, 8, 27),
        ),
    ),
    plan=EHCPlan(
        authority="SHIRE",
        made_on=date(2024, 5, 1),
        named_setting="HILL",
        reviews=(
            PlanReview(
                meeting_on=date(2025, 3, 3), invitations_on=date(2025, 2, 10), papers_on=date(2025, 2, 12),
                report_on=date(2025, 3, 12), decision_on=date(2025, 3, 28),
            ),
            PlanReview(
                meeting_on=date(2026, 3, 2), invitations_on=date(2026, 2, 9), papers_on=UNKNOWN,
                report_on=date(2026, 3, 11), decision_on=date(2026, 3, 27),
            ),
        ),
    ),
    registers=(_register("CENTRE", True), _register("HILL", False)),
    previous_attendance=PreviousAttendance(school="HILL", attended=180, possible=340),
    baseline=tuple(Assessment(domain=domain, taken_on=date(2026, 9, 10)) for domain in list(Domain)[:4]),
    timetable=Timetable(
        first=date(2026, 9, 3),
        lessons=tuple(
            Lesson(subject=subject, site="CENTRE", minutes=150)
            for subject in ("English", "maths", "science", "PE", "food", "art", "PSHE", "mentoring")
        ),
    ),
    mentor_sessions=tuple(MentorSession(on=day) for day in _DAYS if day.weekday() == 1),
    incidents=(Incident(ref="I1", on=date(2027, 7, 8)),),
    suspensions=UNKNOWN,
    permanent_exclusions=(),
)  # fmt: skip
