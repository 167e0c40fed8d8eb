"""A part-time week as rules read it: on what ground, agreed with whom, until when, and whether the law leaves room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.curriculum.facts import CurrentWeek, current_week
from ap_core.curriculum.part_time import review_due
from ap_core.curriculum.plan import PartTime, PartTimeGround
from ap_core.curriculum.records import Timetable
from ap_core.curriculum.week import any_of
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Days
from ap_core.ehcp.records import EHCPlan
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.law.wording import in_words
from ap_core.placement.records import Basis
from ap_core.pupils.ages import compulsory_school_age
from ap_core.record import PupilRecord
from ap_core.registration.on_day import others
from ap_core.registration.records import Enrolment, SchoolKind
from ap_core.support.care import has_social_worker

#: Schools whose leave SI 2024/208 reg 11 governs: maintained by an authority, or special and not so maintained.
UNDER_REGULATION_11 = frozenset(
    (SchoolKind.MAINTAINED, SchoolKind.PRU, SchoolKind.MAINTAINED_SPECIAL, SchoolKind.NON_MAINTAINED_SPECIAL)
)
#: Bases on which the authority arranges the education under section 19.
UNDER_SECTION_19 = frozenset((Basis.PERMANENT_EXCLUSION, Basis.EXCLUSION_PENDING, Basis.HEALTH, Basis.OTHER_AUTHORITY))
_PATH = "timetable.part_time."


@facts
class PartTimeFacts:
    """A part-time week that has not ended, while a placement is going on."""

    subject: str
    going_on: Fact[bool] = fact("a placement is still going on")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    status: MaybeFact[Enrolment] = fact("the registration at the centre")
    first: Fact[date] = fact("the first day of the part-time week")
    ground: Fact[PartTimeGround] = fact("why the week is part-time")
    of_age: Fact[bool] = fact("the pupil was of compulsory school age on the first day")
    school_leave: Fact[bool] = fact("a school gives leave for the times away")
    regulated: Fact[bool] = fact("the school that gives leave is one whose leave regulation 11 governs")
    section_19: Fact[bool] = fact("the authority arranges the education under section 19")
    has_plan: Fact[bool] = fact("the pupil has an EHC plan")
    parent_agreed_on: MaybeFact[date] = fact("the day a parent with whom the pupil normally lives agreed")
    times_agreed: Fact[bool] = fact("the times and dates of attendance are agreed with that parent")
    authority_decided_on: MaybeFact[date] = fact("the day the authority decided on less than full-time for health")
    authority_told_on: MaybeFact[date] = fact("the day the authority that keeps the EHC plan was told")
    authority_agreed_on: MaybeFact[date] = fact("the day the authority that keeps the EHC plan agreed")
    ends_on: MaybeFact[date] = fact("the last day of the part-time week")
    weeks: MaybeFact[int] = fact("school weeks from the first to the last day; none without a last day")
    review_due: Fact[Deadline] = fact("the last day for the next review with pupil and parent")
    reviewed_on: MaybeFact[date] = fact("the day of the next review; none as long as it is not held")
    in_wider_plan: Fact[bool] = fact("it is part of a wider plan of support, health care or return")
    has_social_worker: Fact[bool] = fact("the pupil has a social worker")
    social_worker_told_on: MaybeFact[date] = fact("the day the social worker was told")
    report_due: MaybeFact[Deadline] = fact("the last day to tell the authority; none where it does not ask")
    reported_on: MaybeFact[date] = fact("the day the authority was told of it as of every part-time timetable")

    @property
    def others(self) -> str:
        """With whom the centre settles things."""
        return in_words(reckon(others, self.status))


def part_time_facts(record: PupilRecord, asked: Asked) -> Iterator[PartTimeFacts]:
    """One row, where how a part-time week is agreed is kept and it has not ended."""
    timetable = record.timetable
    if not isinstance(timetable, Timetable) or timetable.part_time is None:
        return
    week, part_time, on = current_week(record, asked), timetable.part_time, asked.on
    ends_on = known(part_time, "ends_on", _PATH)
    if week is None or (isinstance(ends_on, date) and ends_on < on):
        return
    leave_from = known(part_time, "leave_from", _PATH)
    calendar = week.first.calendar
    reviews = known(part_time, "reviews", _PATH)
    yield PartTimeFacts(
        subject="part-time week",
        going_on=week.still,
        whose_step=week.whose_step,
        status=week.status,
        first=part_time.first,
        ground=known(part_time, "ground", _PATH),
        of_age=reckon(_of_age, part_time.first, known(record.pupil, "born", "pupil.")),
        school_leave=reckon(_is_given, leave_from),
        regulated=reckon(UNDER_REGULATION_11.__contains__, leave_from),
        section_19=_under_section_19(week),
        has_plan=reckon(_is_plan, known(record, "plan", "")),
        parent_agreed_on=_by(part_time, "parent_agreed_on", on),
        times_agreed=known(part_time, "times_agreed", _PATH),
        authority_decided_on=_by(part_time, "authority_decided_on", on),
        authority_told_on=_by(part_time, "authority_told_on", on),
        authority_agreed_on=_by(part_time, "authority_agreed_on", on),
        ends_on=ends_on,
        weeks=None if ends_on is None else reckon(_weeks, part_time.first, ends_on, calendar),
        review_due=reviews if type(reviews) is Unknown else reckon(
            review_due, part_time, asked.policy.curriculum.part_time_review_every, calendar, on
        ),
        reviewed_on=None,
        in_wider_plan=known(part_time, "in_wider_plan", _PATH),
        has_social_worker=has_social_worker(known(record, "care", ""), on),
        social_worker_told_on=_by(part_time, "social_worker_told_on", on),
        report_due=_report_due(part_time.first, asked.policy.curriculum.part_time_reported_within),
        reported_on=known(part_time, "reported_on", _PATH),
    )  # fmt: skip


def _of_age(day: date, born: date) -> bool:
    return compulsory_school_age(born).covers(day)


def _is_given(leave_from: SchoolKind | None) -> bool:
    return leave_from is not None


def _is_plan(plan: EHCPlan | None) -> bool:
    return plan is not None


def _weeks(first: date, last: date, calendar: SchoolCalendar) -> int:
    return calendar.school_weeks(first, last)


def _report_due(first: date, within: int) -> Deadline | None:
    return Days(within).after(first) if within else None


def _by(part_time: PartTime, name: str, on: date) -> Any:
    """The day on which something was done; none where that lies after ``on``."""
    day = known(part_time, name, _PATH)
    return None if isinstance(day, date) and day > on else day


def _under_section_19(week: CurrentWeek) -> bool | Unknown:
    bases = [known(each.placement, "basis", each.path) for each in week.placements]
    return any_of([basis if type(basis) is Unknown else basis in UNDER_SECTION_19 for basis in bases])
