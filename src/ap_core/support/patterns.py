"""One pupil's incidents counted: by weekday, session and place, by what helped, and for a hundred sessions attended.

Counts, and how many they are counts of. From a few incidents no pattern follows, and none is claimed here: two in the
same lesson are two. How strictly staff record moves these figures more than pupils do. Nothing here compares pupils.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ap_core.attendance.rates import percent, totals
from ap_core.attendance.registers import Register
from ap_core.dates.spans import DateSpan
from ap_core.errors import refuse
from ap_core.states import MeasureState
from ap_core.support.records import Incident, Session
from ap_core.values import Value, item, small_value

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SESSIONS = tuple(session.value for session in Session)


@small_value
class Count(Value):
    """How many incidents fall on one weekday, session or place, or were helped by one thing."""

    of: str = item("the weekday, session or place, or what helped")
    n: int = item("how many")


@small_value
class IncidentCounts(Value):
    """How many incidents fall on what; ``not_recorded`` are those without a session, a place, or what helped."""

    n: int = item("how many incidents")
    by_weekday: tuple[Count, ...] = item("by weekday, in the order of the week")
    by_session: tuple[Count, ...] = item("morning, then afternoon")
    by_place: tuple[Count, ...] = item("by place, in alphabetical order")
    session_not_recorded: int = item("without a session")
    place_not_recorded: int = item("without a place")
    by_help: tuple[Count, ...] = item("by what helped the pupil to settle, most first", default=())
    help_not_recorded: int = item("without anything that helped", default=0)


def incident_counts(incidents: Iterable[Incident], span: DateSpan | None = None) -> IncidentCounts:
    """The incidents of one pupil (in ``span``, both ends included) by weekday, session and place.

    >>> thursday = Incident(ref="I1", on=date(2026, 11, 19), place="maths")
    >>> counts = incident_counts([thursday])
    >>> counts.n, counts.by_weekday, counts.by_session, counts.session_not_recorded
    (1, (Count(of='Thursday', n=1),), (), 1)
    """
    counted = _within(incidents, span)
    weekdays = Counter(_WEEKDAYS[each.on.weekday()] for each in counted)
    sessions = Counter(each.session.value for each in counted if each.session is not None)
    places = Counter(each.place for each in counted if each.place is not None)
    helped = Counter(what for each in counted for what in each.helped)
    return IncidentCounts(
        n=len(counted),
        by_weekday=tuple(Count(day, weekdays[day]) for day in _WEEKDAYS if weekdays[day]),
        by_session=tuple(Count(half, sessions[half]) for half in _SESSIONS if sessions[half]),
        by_place=tuple(Count(place, n) for place, n in sorted(places.items())),
        session_not_recorded=len(counted) - sum(sessions.values()),
        place_not_recorded=len(counted) - sum(places.values()),
        by_help=tuple(Count(what, n) for what, n in sorted(helped.items(), key=lambda each: (-each[1], each[0]))),
        help_not_recorded=sum(not each.helped for each in counted),
    )


@small_value
class Recurring(Value):
    """Incidents that share weekday, session and place: something to ask the pupil about, and no cause."""

    weekday: str = item("the weekday")
    session: str = item("morning or afternoon")
    place: str = item("the place")
    n: int = item("how many share all three")
    of: int = item("how many incidents there are in all")


def recurring(
    incidents: Iterable[Incident], span: DateSpan | None = None, *, at_least: int = 3
) -> tuple[Recurring, ...]:
    """Where ``at_least`` incidents of one pupil share weekday, session and place, all three on record; most first.

    :class:`~ap_core.errors.InvalidValue` below three: two are no pattern.

    >>> thursdays = [date(2026, 11, day) for day in (5, 12, 19)]
    >>> incidents = [Incident(ref=f"I{day.day}", on=day, session=Session.PM, place="maths") for day in thursdays]
    >>> recurring(incidents)
    (Recurring(weekday='Thursday', session='afternoon', place='maths', n=3, of=3),)
    >>> recurring(incidents[1:])
    ()
    """
    if at_least < 3:
        refuse("recurring", "at_least", "is below 3", "give 3 or more: two are no pattern")
    counted = _within(incidents, span)
    shared = Counter(
        (_WEEKDAYS[each.on.weekday()], each.session.value, each.place)
        for each in counted
        if each.session is not None and each.place is not None
    )
    found = sorted(((n, *where) for where, n in shared.items() if n >= at_least), key=lambda each: (-each[0], each[1:]))
    return tuple(Recurring(weekday, session, place, n, len(counted)) for n, weekday, session, place in found)


@small_value
class IncidentRate(Value):
    """Incidents and the sessions that the pupil attended, and whether that can be shown as a rate."""

    incidents: int = item("how many incidents")
    attended: int = item("the sessions attended")
    state: MeasureState = item("whether it can be shown as a rate")

    @property
    def per_100_sessions(self) -> Decimal | None:
        """Incidents for a hundred sessions attended, to one decimal place, half up; ``None`` unless it can be shown."""
        return percent(self.incidents, self.attended) if self.state is MeasureState.SHOWN else None


def incident_rate(incidents: Iterable[Incident], *registers: Register, span: DateSpan | None = None) -> IncidentRate:
    """Incidents for the sessions attended in the same days, by the registers' marks (metrics.md BEH-01).

    With no session attended there is no rate, which is not a rate of 0; with marks that settle nothing it is not shown.

    >>> week = Register.of_weeks("UNIT", {date(2026, 11, 16): "/ \\\\ / \\\\ / \\\\ / \\\\ I I"})
    >>> incident_rate([Incident(ref="I1", on=date(2026, 11, 19))], week).per_100_sessions
    Decimal('12.5')
    >>> incident_rate([], Register.of_marks("UNIT", ())).state
    <MeasureState.NOT_APPLICABLE: 'not applicable'>
    """
    sessions = totals(*registers, span=span)
    if sessions.unsettled:
        state = MeasureState.UNRELIABLE
    else:
        state = MeasureState.SHOWN if sessions.attended else MeasureState.NOT_APPLICABLE
    return IncidentRate(len(_within(incidents, span)), sessions.attended, state)


def _within(incidents: Iterable[Incident], span: DateSpan | None) -> list[Incident]:
    last = date.max if span is None else span.last or date.max
    return [each for each in incidents if span is None or span.first <= each.on <= last]
