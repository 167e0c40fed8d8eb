"""A name's way onto a register and off it, as rules read it.

A row comes only where the matter arises: a name deleted in the last year, or a school that keeps what it did about
joining and leaving (:class:`~ap_core.registration.records.Formalities`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Days, SchoolDays
from ap_core.dates.years import AcademicYear
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, known_fields, reckon, unknown_among
from ap_core.law.wording import iso_day
from ap_core.placement.calendars import calendar_of
from ap_core.placement.going_on import placements_going_on
from ap_core.pupils.ages import compulsory_school_age
from ap_core.record import PupilRecord
from ap_core.registration.records import DeletionGround, Enrolment, Formalities, Registration

_DAY, _FOUR_WEEKS, _YEAR = timedelta(days=1), timedelta(weeks=4), timedelta(days=365)
_FIVE_DAYS, _FIVE_SCHOOL_DAYS, _FIFTEEN_SCHOOL_DAYS = Days(5), SchoolDays(5), SchoolDays(15)
#: The reception class and Year 7: the most junior classes that a school is likely to have; and others that may be one
#: in a junior, middle or upper school, or in a centre for Key Stage 4.
_MOST_JUNIOR, _PERHAPS_MOST_JUNIOR = (0, 7), (3, 5, 9, 10, 12)
_DUAL = (Enrolment.MAIN, Enrolment.SUBSIDIARY)


@facts
class LeavingFacts:
    """A name that was deleted from a school's register in the last year."""

    subject: str
    school: Fact[str] = fact("the school")
    whose: Fact[Actor] = fact("who keeps that register")
    last: Fact[date] = fact("the last day on that register")
    route_asked: Fact[bool] = fact("the roll of the home school or the centre was left while a placement goes on")
    ended_by: MaybeFact[DeletionGround] = fact("the ground of the deletion")
    was_dual: Fact[bool] = fact("it was a main or subsidiary registration")
    excluded: Fact[bool] = fact("a permanent exclusion from that school is recorded, by the last day")
    kept: Fact[bool] = fact("the record keeps what the school did about the deletion")
    deleted_on: MaybeFact[date] = fact("the day the deletion was entered")
    back_dated: Fact[bool] = fact("school days had passed since the last day when the deletion was entered")
    others_agreed: Fact[bool] = fact("every other school had consented by then")
    authority_arranged: Fact[bool] = fact("an authority arranged the place, in a special school")
    of_age: Fact[bool] = fact("the pupil was of compulsory school age")
    authority_agreed: Fact[bool] = fact("that authority had consented by then")
    exclusion_final: Fact[bool] = fact("the permanent exclusion had taken effect by then")
    year_over: Fact[bool] = fact("no term of the school year was left after the last day on that register")
    return_due: Fact[date] = fact("the day of the deletion")
    return_on: MaybeFact[date] = fact("the day of the deletion return")


@facts
class JoiningFacts:
    """A name entered in a register in the last year, where the record keeps what was done about it."""

    subject: str
    school: Fact[str] = fact("the school")
    whose: Fact[Actor] = fact("who keeps that register")
    entered_on: Fact[date] = fact("the first day on that register")
    ordinary_entry: Fact[bool] = fact("entered the school's most junior class with the school year, or may have")
    return_due: Fact[Deadline] = fact("the fifth day after that day")
    return_on: MaybeFact[date] = fact("the day of the new pupil return")


@facts
class FilesFacts:
    """What one school has to send to the next, or to a second one: where the record keeps what it sent."""

    subject: str
    school: Fact[str] = fact("the school that sends")
    whose: Fact[Actor] = fact("who sends")
    maintained: Fact[bool] = fact("an authority maintains that school (for copies, both)")
    moved: Fact[bool] = fact("the pupil left that school for another")
    since: MaybeFact[date] = fact("the day of leaving, or of learning of the second registration")
    files_due: MaybeFact[Deadline] = fact("the fifteenth school day after that day")
    files_on: MaybeFact[date] = fact("the day the files went")
    safeguarding_due: MaybeFact[Deadline] = fact("the fifth day after leaving, or of the new start")
    safeguarding_on: MaybeFact[date] = fact("the day the child protection file went")


_OF_LEAVING = known_fields(
    "deleted_on", "deletion_return_on", "others_agreed_on", "authority_arranged", "authority_agreed_on",
    "exclusion_final_on",
)  # fmt: skip


def leaving_facts(record: PupilRecord, asked: Asked) -> Iterator[LeavingFacts]:
    """A row for each name deleted in the last year; a change of status at the same school is no deletion."""
    for place, each, last in _left(record, asked):
        path = f"registrations[{place}]."
        status = known(each, "status", path)
        kept = each.formalities is not None
        route_asked = _route_asked(record, each.school, status, asked)
        # Of a school long behind the pupil nobody asks why the name was deleted.
        if route_asked is False and not kept and type(each.ended_by) is Unknown:
            continue
        # What is not kept is asked by no rule: the answers stand for "nothing to say".
        deleted_on, return_on, others_on, arranged, authority_on, final_on = (
            _OF_LEAVING(each.formalities, f"{path}formalities.") if kept else (None, None, None, False, None, None)
        )
        yield LeavingFacts(
            subject=f"{each.school} until {iso_day(last)}",
            school=each.school,
            whose=_whose(record, each.school, asked),
            last=last,
            route_asked=route_asked,
            ended_by=known(each, "ended_by", path),
            was_dual=status if type(status) is Unknown else status in _DUAL,
            excluded=_excluded(record, each.school, last),
            kept=kept,
            deleted_on=deleted_on,
            back_dated=reckon(_back_dated, last, deleted_on, calendar_of(asked, each.school))
            if isinstance(deleted_on, date) else deleted_on if type(deleted_on) is Unknown else False,
            others_agreed=_by(others_on, last, deleted_on),
            authority_arranged=arranged,
            of_age=reckon(_of_age, known(record.pupil, "born", "pupil."), last) if arranged else True,
            authority_agreed=_by(authority_on, last, deleted_on),
            exclusion_final=_by(final_on, last, deleted_on),
            year_over=reckon(_year_over, last, calendar_of(asked, each.school)) if kept else True,
            return_due=reckon(_day_of_deletion, last, deleted_on),
            # What is sent after the day of the check is not sent yet.
            return_on=None if isinstance(return_on, date) and return_on > asked.on else return_on,
        )  # fmt: skip


def joining_facts(record: PupilRecord, asked: Asked) -> Iterator[JoiningFacts]:
    """A row for each name entered in the last year."""
    for place, each, formalities in _kept(record):
        first = each.first
        if isinstance(first, date) and asked.on - _YEAR <= first <= asked.on and each.status is not Enrolment.GUEST:
            path = f"registrations[{place}]."
            yield JoiningFacts(
                subject=f"{each.school} from {iso_day(first)}",
                school=each.school,
                whose=_whose(record, each.school, asked),
                entered_on=first,
                ordinary_entry=_ordinary_entry(record, each.school, first, asked),
                return_due=_FIVE_DAYS.after(first),
                return_on=known(formalities, "entry_return_on", f"{path}formalities."),
            )


def files_facts(record: PupilRecord, asked: Asked) -> Iterator[FilesFacts]:
    """A row for each school that the pupil left for another, or shares with a second one, in the last year."""
    for place, each, formalities in _kept(record):
        path = f"registrations[{place}].formalities."
        calendar = calendar_of(asked, each.school)
        maintained, sent_on = known(formalities, "maintained", path), known(formalities, "files_sent_on", path)
        last = each.last
        if isinstance(last, date) and asked.on - _YEAR <= last <= asked.on and not _stays(record, each, last):
            started = _next_start(record, each, last, asked.on)
            if started is None:
                continue
            since: Any = last
            moved: Any = started if type(started) is Unknown else True
            # A pupil may leave the same school twice in a year: each time is a matter of its own.
            subject = f"{each.school} until {iso_day(last)}: files"
        elif last is None and each.status is Enrolment.MAIN and (second := _second(record, each, asked)) is not None:
            since, started, moved = known(formalities, "learned_of_second_on", path), None, False
            subject = f"{each.school}: files"
            # Copies go from one school that an authority maintains to another such school (reg 9(3A)).
            maintained = _both(maintained, _maintained(record, second))
        else:
            continue
        yield FilesFacts(
            subject=subject,
            school=each.school,
            whose=_whose(record, each.school, asked),
            maintained=maintained,
            moved=moved,
            since=since,
            files_due=None if since is None else _files_due(each, since, sent_on, calendar, place),
            files_on=sent_on,
            safeguarding_due=None if started is None else reckon(_five_days, last, started, calendar),
            safeguarding_on=known(formalities, "safeguarding_sent_on", path),
        )


# ---------------------------------------------------------------- which registrations


def _left(record: PupilRecord, asked: Asked) -> Iterator[tuple[int, Registration, date]]:
    if type(record.registrations) is Unknown:
        return
    for place, each in enumerate(record.registrations):
        last = each.last
        # Most are still there: one look each.
        if not isinstance(last, date) or not asked.on - _YEAR <= last < asked.on:
            continue
        if each.status is not Enrolment.GUEST and not _stays(record, each, last):
            yield place, each, last


def _kept(record: PupilRecord) -> Iterator[tuple[int, Registration, Formalities]]:
    if type(record.registrations) is not Unknown:
        for place, each in enumerate(record.registrations):
            if each.formalities is not None:
                yield place, each, each.formalities


def _stays(record: PupilRecord, left: Registration, last: date) -> bool:
    """Whether the pupil is, or may be, on the same register the day after: a change of status, not a deletion."""
    assert isinstance(record.registrations, tuple)
    return any(
        other.school == left.school and other is not left and other.covers(last + _DAY) is not False
        for other in record.registrations
    )


def _next_start(record: PupilRecord, left: Registration, last: date, on: date) -> date | None | Unknown:
    """The first day at the school that the pupil left for, if it has come.

    That is the first school after the one that was left, not one that the pupil went on to later; where two begin the
    day after, or go on from before, the one that began last is the new one.
    """
    assert isinstance(record.registrations, tuple)
    after = last + _DAY
    starts: list[date] = []
    for place, other in enumerate(record.registrations):
        if other.school != left.school:
            first = other.first
            if type(first) is Unknown:
                if other.covers(on) is not False:
                    return known(other, "first", f"registrations[{place}].")  # type: ignore[no-any-return]
            elif first <= on and other.covers(max(after, first)) is not False:
                starts.append(first)
    return min(starts, key=lambda first: (max(after, first), -first.toordinal()), default=None)


def _second(record: PupilRecord, main: Registration, asked: Asked) -> int | None:
    """The place of the registration at a second school, beside the main one, that began in the last year."""
    assert isinstance(record.registrations, tuple)
    for place, other in enumerate(record.registrations):
        first = other.first
        if (
            other.school != main.school and other.status is Enrolment.SUBSIDIARY and isinstance(first, date)
            and asked.on - _YEAR <= first <= asked.on and other.covers(asked.on) is not False
        ):  # fmt: skip
            return place
    return None


# ---------------------------------------------------------------- single facts


def _maintained(record: PupilRecord, place: int) -> bool | Unknown:
    """Whether an authority maintains the school of a registration; kept with what that school did, or asked for."""
    assert isinstance(record.registrations, tuple)
    other = record.registrations[place]
    if other.formalities is not None:
        return known(other.formalities, "maintained", f"registrations[{place}].formalities.")  # type: ignore[no-any-return]
    school = other.school
    return Unknown.because(f"who maintains {school}", ask=f"Does an authority maintain {school}?", of="the school")


def _both(first: bool | Unknown, second: bool | Unknown) -> bool | Unknown:
    if first is False or second is False:
        return False
    return first if type(first) is Unknown else second


def _files_due(each: Registration, since: Any, sent_on: Any, calendar: Any, place: int) -> Any:
    """The fifteenth school day after; for one who was there for less than four weeks it may be later (reg 9(8)-(9))."""
    due = reckon(_FIFTEEN_SCHOOL_DAYS.after, since, calendar)
    if type(due) is Unknown or each.last is None or (isinstance(sent_on, date) and sent_on <= due.last_day):
        return due
    if type(each.first) is Unknown:
        return known(each, "first", f"registrations[{place}].")
    if since + _DAY - each.first >= _FOUR_WEEKS:
        return due
    return Unknown.because(
        f"the files of the school before {each.school}", of="the school",
        ask="When did the files of the school before come, and were they passed on?",
    )  # fmt: skip


def _whose(record: PupilRecord, school: str, asked: Asked) -> Actor | Unknown:
    if type(record.placements) is Unknown:
        return known(record, "placements", "")  # type: ignore[no-any-return]
    unsure: Unknown | None = None
    for each in placements_going_on(record.placements, asked):
        placement = each.placement
        if placement.centre == school or placement.home_school == school:
            if type(each.still) is not Unknown:
                return Actor.CENTRE if placement.centre == school else Actor.HOME_SCHOOL
            unsure = each.still
        elif type(placement.home_school) is Unknown:
            unsure = known(placement, "home_school", each.path)
    return Actor.OTHER_SCHOOL if unsure is None else unsure


def _route_asked(record: PupilRecord, school: str, status: Any, asked: Asked) -> bool | Unknown:
    """Whether it matters by what route the pupil left: the home roll, or the centre's, while a placement goes on."""
    if status is Enrolment.SUBSIDIARY:
        return False
    whose = _whose(record, school, asked)
    if whose is Actor.OTHER_SCHOOL:
        return False
    missing = unknown_among([whose, status])
    return True if missing is None else missing


def _excluded(record: PupilRecord, school: str, last: date) -> bool | Unknown:
    exclusions = known(record, "permanent_exclusions", "")
    if type(exclusions) is Unknown:
        return exclusions
    unsure: Unknown | None = None
    for place, each in enumerate(exclusions):
        if each.school == school:
            day = known(each, "on", f"permanent_exclusions[{place}].")
            if type(day) is Unknown:
                unsure = day
            elif day <= last:
                return True
    return False if unsure is None else unsure


def _by(day: Any, last: date, deleted_on: Any) -> bool | Unknown:
    """Whether something was so when the name came off; that day is asked for only where it makes a difference."""
    if type(day) is Unknown or day is None:
        return False if day is None else day
    if day <= last + _DAY:
        return True
    return deleted_on if type(deleted_on) is Unknown else bool(day <= _day_of_deletion(last, deleted_on))


def _day_of_deletion(last: date, deleted_on: date | None) -> date:
    """The day on which the name came off: as entered, otherwise the day after the last day on the register."""
    return max(deleted_on or last + _DAY, last)


def _of_age(born: date, day: date) -> bool:
    return compulsory_school_age(born).covers(day)


def _year_over(last: date, calendar: SchoolCalendar) -> bool:
    """Whether the final term of the school year had ended, or the new one not begun, by the last day (reg 13(5)(a))."""
    days, year = calendar.school_days, AcademicYear.of(last)
    so_far = bisect_right(days, last)
    return so_far == bisect_right(days, year.last) or so_far == bisect_left(days, year.first)


def _back_dated(last: date, deleted_on: date, calendar: SchoolCalendar) -> bool:
    return calendar.school_days_between(last, deleted_on) > 0


def _ordinary_entry(record: PupilRecord, school: str, first: date, asked: Asked) -> bool | Unknown:
    """Whether this may be entry to the most junior class with the school year, of which no return is owed."""
    if first.month not in (8, 9):
        return False
    taught = known(record.pupil, "taught_year", "pupil.")
    if type(taught) is Unknown:
        return taught
    # The class of that day: a year may have gone since.
    number = taught.number - (AcademicYear.end_of(asked.on).year - AcademicYear.end_of(first).year)
    if number not in _PERHAPS_MOST_JUNIOR:
        return number in _MOST_JUNIOR
    with_the_year = reckon(_no_school_before, first, calendar_of(asked, school))
    if with_the_year is not True:
        return with_the_year
    ask = f"Was that class the most junior of {school}? Then no return is owed of entry on the first day of the year."
    return Unknown.because(f"the most junior class of {school}", ask=ask, of="the school")


def _no_school_before(first: date, calendar: SchoolCalendar) -> bool:
    """Whether no school day of that school year came before."""
    begins = max(date(first.year, 8, 1), calendar.first)
    return first == begins or calendar.count(begins, first - _DAY) == 0


def _five_days(last: date, started: date, calendar: SchoolCalendar) -> Deadline:
    """Five days after leaving; on the other readings five school days, or the first five of a new term."""
    strict = _FIVE_DAYS.after(last).last_day
    longest = _FIVE_SCHOOL_DAYS.after(max(last, started - _DAY), calendar).last_day
    return Deadline(strict, customary_last_day=longest if longest > strict else None)
