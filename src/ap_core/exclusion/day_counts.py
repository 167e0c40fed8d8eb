"""How many half-days of school a pupil has been suspended: in a term, in a school year, in any span.

The law counts school days, of the school that suspended, with halves (SI 2012/1033 regs 2(2), 4, 5(2) and 6, read; fact
book EX-DAY-01 to EX-DAY-11). Suspensions alone are counted: a permanent exclusion is not for a fixed period
(EX-DAY-06). What returns and statistics count is something else, in :mod:`ap_core.exclusion.returns`.

An answer is a :class:`~ap_core.exclusion.counting.DayCount`: the least and the most that it can be, and what would
settle it. What is not known is never counted as nothing: what stands in no record has to be said with ``beside``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from enum import Enum

from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.dates.plain import moved
from ap_core.dates.school_years import SchoolYear
from ap_core.dates.spans import DateSpan
from ap_core.dates.terms import TermsBy, term_span, terms_by_law
from ap_core.errors import refuse
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.one_school import Placed, Tally, days_met, days_of, parts_of, tally_one_school
from ap_core.exclusion.records import Suspension
from ap_core.exclusion.served import days_served
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SI_2012_1033
from ap_core.law.unknown import Need, Reason, Unknown, known, reckon

#: The most that a pupil may be suspended for in a school year: 45 school days; half a day more is not lawful.
MOST_IN_A_SCHOOL_YEAR: Dated[HalfDays] = Dated("the most half-days of suspension in a school year", (
    Edition(date(2012, 9, 1), HalfDays.of_days(45), SI_2012_1033.reg("4")),
))  # fmt: skip


class Scope(Enum):
    """Whose suspensions are counted. The law says "excluded", not from where; practice differs (EX-DAY-05, -08)."""

    ALL_SCHOOLS = "suspensions from every school"
    THIS_SCHOOL = "suspensions from this school alone"


def half_days_within(
    suspensions: Sequence[Suspension] | Unknown,
    span: DateSpan,
    calendars: Calendars,
    *,
    school: str,
    beside: HalfDays | Unknown,
    scope: Scope = Scope.ALL_SCHOOLS,
    as_decided: str | None = None,
) -> DayCount:
    """The half-days of suspension that fall within ``span``.

    Each suspension is counted on the calendar of the school that made it, so that weekends, holidays, INSET days and
    closures count nothing, and days beyond the span are left out. ``scope`` says whether suspensions from schools other
    than ``school`` count. ``beside`` is what is to be added because it stands in no record given here, whatever the
    scope: a number that an earlier school sent, days missed under a permanent exclusion since cancelled (EX-CAN-05);
    ``HalfDays(0)`` says that there is none, and unknown leaves the answer unknown.

    ``as_decided``, the reference of a suspension, leaves out those that began later: each is judged on the total at its
    own decision (EX-DAY-09). ``KeyError`` where no suspension has that reference.

    Of a suspension that was cancelled the days already missed count, and no others (EX-CAN-05).

    Two suspensions of one school for the same part of a day contradict each other. Where two schools suspended on one
    day, the most counts it for both and the least once: the law counts days, and no source seen says which is meant.
    """
    said = beside if isinstance(beside, HalfDays) or beside.needs else _BESIDE
    if isinstance(suspensions, Unknown):
        return _with(DayCount.unknown(suspensions if suspensions.needs else _SUSPENSIONS), said)
    placed = [
        (path, served)
        for path, each in ((f"suspensions[{at}].", each) for at, each in enumerate(suspensions))
        if (scope is Scope.ALL_SCHOOLS or each.school == school) and (served := days_served(each, path)) is not None
    ]
    if as_decided is None:
        return _with(_count(placed, span, calendars), said)
    decided = _of_reference(suspensions, as_decided)
    earlier = [(path, each, _had_begun(each, decided)) for path, each in placed]
    most = _count([(path, each) for path, each, begun in earlier if begun is not False], span, calendars)
    unclear = [path for path, _, begun in earlier if begun is None]
    if not unclear:
        return _with(most, said)
    sure = _count([(path, each) for path, each, begun in earlier if begun], span, calendars)
    if sure == most:
        return _with(most, said)
    ask = f"Was it made before suspension {decided.ref}, or after?"
    needs = tuple(Need(f"{path}first_day", ask, decided.school) for path in unclear)
    between = DayCount(min(sure.least, most.least), most.most, (*sure.needs, *most.needs, *needs))
    return _with(between, said)


def term_total(
    suspensions: Sequence[Suspension] | Unknown,
    day: date,
    calendars: Calendars,
    *,
    school: str,
    beside: HalfDays | Unknown,
    scope: Scope = Scope.ALL_SCHOOLS,
    terms_by: TermsBy | None = None,
    as_decided: str | None = None,
) -> DayCount:
    """The half-days in the term of ``school`` that ``day`` lies in; for the rest see :func:`half_days_within`.

    A term is what the law takes it to be for that school, unless ``terms_by`` says otherwise. A suspension that runs
    over the end of a term counts in each term with its own days (EX-DAY-07): ask for a day of either. ``InvalidValue``
    for a day between two of the school's own terms.
    """
    calendar = calendar_known(calendars, school)
    span: DateSpan | Unknown = reckon(lambda known_calendar: _term(day, known_calendar, terms_by), calendar)
    if isinstance(span, Unknown):
        return DayCount.unknown(span)
    return half_days_within(
        suspensions, span, calendars, school=school, beside=beside, scope=scope, as_decided=as_decided
    )


def school_year_total(
    suspensions: Sequence[Suspension] | Unknown,
    day: date,
    calendars: Calendars,
    *,
    school: str,
    beside: HalfDays | Unknown,
    scope: Scope = Scope.ALL_SCHOOLS,
    as_decided: str | None = None,
) -> DayCount:
    """The half-days in the school year of ``school`` that ``day`` lies in; for the rest see :func:`half_days_within`.

    Days at every school count towards 45 (EX-DAY-05). The year runs to 31 July at least; suspensions after that, where
    the calendar does not reach the next year, may belong to either.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> friday = Suspension(
    ...     ref="S1", school="HILL", first_day=date(2026, 11, 20), last_day=date(2026, 11, 20), length=HalfDays(2)
    ... )
    >>> asked = {"day": date(2026, 11, 23), "calendars": Calendars({"HILL": hill}), "school": "HILL"}
    >>> school_year_total([friday], **asked, beside=HalfDays(9)).half_days.school_days
    '5.5'
    >>> school_year_total([friday], **asked, beside=Unknown.because("days at the home school")).half_days
    UNKNOWN(days at the home school)
    """
    calendar = calendar_known(calendars, school)
    year: SchoolYear | Unknown = reckon(SchoolYear.of, day, calendar)
    if isinstance(year, Unknown):
        return DayCount.unknown(year)
    end: date | Unknown = reckon(SchoolYear.end_of, day, calendar)
    certain = date(year.start + 1, 7, 31) if isinstance(end, Unknown) else end

    def within(last: date) -> DayCount:
        span = DateSpan(year.first, last)
        return half_days_within(
            suspensions, span, calendars, school=school, beside=beside, scope=scope, as_decided=as_decided
        )

    count = within(certain)
    if isinstance(end, date) or isinstance(suspensions, Unknown) or not any(_after(certain, of) for of in suspensions):
        return count
    # What lies more than a year later is of another school year for certain.
    if within(moved(certain, 366)) == count:
        return count
    return DayCount(count.least, Unknown((*count.needs, *end.needs)))


def over_the_limit(total: DayCount, on: date) -> bool | Unknown:
    """Whether the total of a school year is more than the law of the day ``on`` allows: 45 days are lawful, 45.5 not.

    Known where either end of the total tells. ``NotInForce`` for a day whose law is not held here. What would take a
    pupil over the limit may not be done; no number of days makes an exclusion permanent.

    >>> [over_the_limit(DayCount.exactly(half_days), date(2026, 11, 24)) for half_days in (90, 91)]
    [False, True]
    """
    limit = MOST_IN_A_SCHOOL_YEAR.on(on).value
    if total.least > limit:
        return True
    if isinstance(total.most, HalfDays) and total.most <= limit:
        return False
    unsettled = total.half_days
    assert isinstance(unsettled, Unknown)
    return unsettled


def return_day(suspension: Suspension, calendar: SchoolCalendar, path: str = "") -> date | Unknown:
    """The first school day on which the pupil is to be at school again (EX-DAY-10).

    That is the last day itself where its afternoon was not suspended. No return depends on a meeting. ``path`` is the
    suspension's place in the record, with its closing dot, for what is not known.
    """
    parts = parts_of(suspension, days_of(suspension, calendar, path), path)
    last: date | Unknown = known(suspension, "last_day", path)
    if isinstance(parts, Unknown) or isinstance(last, Unknown):
        return parts if isinstance(parts, Unknown) else last
    if last in parts and not parts[last].afternoon:
        return last
    return reckon(calendar.next_school_day, last)


def _count(placed: Sequence[Placed], span: DateSpan, calendars: Calendars) -> DayCount:
    """All suspensions within the span, school by school."""
    groups: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        groups[one[1].school].append(one)
    totals = []
    for school, group in groups.items():
        tally = Tally()
        tally_one_school(tally, group, span, calendar_known(calendars, school))
        totals.append(tally.total())
    total = sum(totals[1:], totals[0]) if totals else DayCount.exactly(0)
    if len(groups) < 2:
        return total
    seen: set[date] = set()
    again = 0
    for school, group in groups.items():
        days = days_met(group, span, calendar_known(calendars, school))
        again += len(days & seen)
        seen |= days
    if not again:
        return total
    # The days of any one school count in any case.
    least = max(total.least.count - 2 * again, *(each.least.count for each in totals))
    return DayCount(HalfDays(least), total.most, (*total.needs, _TWO_SCHOOLS))


def _with(count: DayCount, beside: HalfDays | Unknown) -> DayCount:
    """The count with what stands in no record."""
    if isinstance(beside, Unknown):
        return count + DayCount.unknown(beside)
    return count + DayCount(beside, beside) if beside.count else count


def _after(day: date, suspension: Suspension) -> bool:
    """Whether some of it lies after a day, as far as its ends are known."""
    ends = (suspension.first_day, suspension.last_day)
    return any(isinstance(end, date) and end > day for end in ends)


def _of_reference(suspensions: Sequence[Suspension], ref: str) -> Suspension:
    for each in suspensions:
        if each.ref == ref:
            return each
    raise KeyError(ref)


def _had_begun(each: Suspension, decided: Suspension) -> bool | None:
    """Whether it had been made when the other was decided; ``None`` where their order cannot be told."""
    if each.ref == decided.ref or decided.follows == each.ref:
        return True
    if each.follows == decided.ref:
        return False
    if isinstance(each.first_day, Unknown) or isinstance(decided.first_day, Unknown):
        return None
    if each.first_day != decided.first_day:
        return each.first_day < decided.first_day
    mine, other = _first_part(each), _first_part(decided)
    return None if mine is None or other is None or mine == other else mine < other


def _first_part(suspension: Suspension) -> int | None:
    """Which part of its first day a suspension begins with, in order; ``None`` where it is not known."""
    if isinstance(suspension.part_days, Unknown):
        return None
    for part in suspension.part_days:
        if part.on == suspension.first_day and not part.morning:
            return 1 if part.lunchtime else 2
    return 0


def _term(day: date, calendar: SchoolCalendar, terms_by: TermsBy | None) -> DateSpan:
    span = term_span(day, calendar, terms_by or terms_by_law(day, calendar))
    if span is None:
        refuse("term_total", "day", "lies between two terms", "give a day of the term to count")
    return span


def calendar_known(calendars: Calendars, school: str) -> SchoolCalendar | Unknown:
    """A school's calendar; unknown, with what to add, where it was not given."""
    calendar = calendars.get(school)
    if calendar is not None:
        return calendar
    ask = f"The term dates of {school}?"
    return Unknown.because(f"calendars.{school}", ask=ask, of=school, reason=Reason.BEYOND_CALENDAR)


_SUSPENSIONS = Unknown.because("suspensions", ask="Which suspensions, from any school?", of="the schools")
_BESIDE = Unknown.because(
    "beside", ask="How many half-days of suspension stand in no record here, at earlier schools?", of="the schools"
)
_TWO_SCHOOLS = Need(
    "the count of one day on which two schools suspended", reason=Reason.READINGS_DIFFER,
    ask="Does a day on which two schools suspended the pupil count once, or for each?", of="a lawyer",
)  # fmt: skip
