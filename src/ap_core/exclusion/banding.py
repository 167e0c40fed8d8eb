"""Which of the six bands an exclusion falls into, and what each asks of the board, by when and on whose motion.

SI 2012/1033 regs 5, 6, 14, 15, 23 and 24 (read: the twins of units and academies say the same); EX-BRD-01 to -03.
An exclusion is judged on what it makes of the term at its own decision: later ones never move an earlier one into
another band (EX-DAY-09). The law counts more than five and more than fifteen school days, with halves: five and a half
days are over five (not "less than six"), fifteen are not over fifteen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.dates.limits import SchoolDays
from ap_core.dates.spans import DateSpan
from ap_core.dates.terms import term_span, terms_by_law
from ap_core.exclusion.bands import Band
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.day_counts import Scope, calendar_known, half_days_within
from ap_core.exclusion.elsewhere import Elsewhere, elsewhere_in_term, elsewhere_when_decided
from ap_core.exclusion.one_school import days_of
from ap_core.exclusion.records import Suspension
from ap_core.exclusion.windows import BOARD_WITHIN, BOARD_WITHIN_IF_ASKED, SINCE
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SI_2012_1033
from ap_core.law.unknown import Need, Unknown, reckon
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, small_value

_NOTHING = HalfDays(0)

#: Over so many school days in a term the board is told at once, and meets if the parent makes representations.
BOARD_TOLD_OVER: Dated[HalfDays] = Dated("school days in a term over which the board is told at once", (
    Edition(SINCE, HalfDays.of_days(5), SI_2012_1033.reg("5(2)(b)(i)")),
))  # fmt: skip

#: Over so many the board meets and decides whether or not anybody asks.
BOARD_DECIDES_OVER: Dated[HalfDays] = Dated("school days in a term over which the board decides in any case", (
    Edition(SINCE, HalfDays.of_days(15), SI_2012_1033.reg("6(1)(b)(i)")),
))  # fmt: skip


@small_value
class BandDuty(Value):
    """What one band asks of the board: a governing board, a management committee, or an academy's proprietor."""

    does: str = item("what the board does")
    motion: str = item("what sets it going")
    within: SchoolDays | None = item(
        "the school days after it was told within which it holds its meeting and decides; none where no time is set"
    )
    may_reinstate: bool = item("whether it may decide to reinstate the pupil")
    citation: str = item("the provision, with its twins for units and academies")
    note: str = item("what else there is to know", default="")


_DECIDES = "meets, and decides whether the pupil is to be reinstated, at once or by a day"
_OF_ITSELF = "the head's telling it, whether or not anybody asks"
_IN_TIME = "Both the meeting and the decision fall within the time; late, the duty stays, and nothing is void."


def what_the_board_owes(band: Band, on: date) -> BandDuty:
    """What one band asks of the board, by the law of the day ``on`` of the exclusion.

    :class:`~ap_core.errors.NotInForce` before 1 September 2012.

    >>> duty = what_the_board_owes(Band.B, date(2026, 11, 20))
    >>> duty.within, duty.may_reinstate, duty.motion
    (SchoolDays(50), True, "the parent's representations; a wish for a meeting is not needed")
    """
    fifteen, fifty = BOARD_WITHIN.on(on).value, BOARD_WITHIN_IF_ASKED.on(on).value
    match band:
        case Band.A:
            does = "considers what the parent puts to it; it need not meet the parent"
            return BandDuty(does, "the parent's representations", None, False, "SI 2012/1033 reg 6(9)")
        case Band.B0:
            return BandDuty("has nothing further to do", "nothing", None, False, "SI 2012/1033 reg 6(1)(c)")
        case Band.B:
            motion = "the parent's representations; a wish for a meeting is not needed"
            return BandDuty(_DECIDES, motion, fifty, True, "SI 2012/1033 reg 6(1)(c), (7)(b)", _IN_TIME)
        case Band.C:
            provision = "SI 2012/1033 reg 6(1)(b)(i), (7)(a)(ii)"
            return BandDuty(_DECIDES, _OF_ITSELF, fifteen, True, provision, _IN_TIME)
        case Band.D:
            before = f"{_IN_TIME} So far as is reasonably practicable, before the day of the examination or test."
            provision = "SI 2012/1033 reg 6(1)(b)(ii), (7)(a)(iii), (8)"
            return BandDuty(_DECIDES, _OF_ITSELF, fifteen, True, provision, before)
        case _:  # Band.E
            return BandDuty(_DECIDES, _OF_ITSELF, fifteen, True, "SI 2012/1033 reg 6(1)(a), (7)(a)(i)", _IN_TIME)


def totals_at_decision(
    ref: str,
    suspensions: Sequence[Suspension] | Unknown,
    calendars: Calendars,
    *,
    elsewhere: Elsewhere,
    scope: Scope = Scope.ALL_SCHOOLS,
) -> tuple[DayCount, ...] | Unknown:
    """The total of each term that the suspension of that reference has a day in, as it stood at its own decision.

    ``elsewhere`` is what is known of suspensions without a record here, none where there are none. Counted on a later
    day than the suspension's first, they may have come after it: then they count at most. ``KeyError`` where no
    suspension has that reference.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[
    ...     Term("autumn", date(2026, 9, 3), date(2026, 12, 18)), Term("spring", date(2027, 1, 5), date(2027, 3, 25)),
    ...     Term("summer", date(2027, 4, 12), date(2027, 7, 21)),
    ... ])
    >>> eleven = Suspension(ref="S1", school="HILL", first_day=date(2026, 12, 14), last_day=date(2027, 1, 12),
    ...                     part_days=())
    >>> totals = totals_at_decision("S1", [eleven], Calendars({"HILL": hill}), elsewhere=None)
    >>> [total.half_days.school_days for total in totals]
    ['5', '6']
    """
    if isinstance(suspensions, Unknown):
        return suspensions
    places = [at for at, each in enumerate(suspensions) if each.ref == ref]
    if not places:
        raise KeyError(ref)
    decided = suspensions[places[0]]
    calendar = calendar_known(calendars, decided.school)
    terms = reckon(terms_of, days_of(decided, calendar, f"suspensions[{places[0]}]."), calendar)
    if isinstance(terms, Unknown):
        return terms
    totals = []
    began = decided.first_day
    # Its days are known, and so is the first.
    assert isinstance(began, date)
    for term in terms:
        here = half_days_within(
            suspensions, term, calendars, school=decided.school, beside=_NOTHING, scope=scope, as_decided=ref
        )
        there = elsewhere_when_decided(elsewhere, elsewhere_in_term(elsewhere, term), began=began, ref=ref)
        totals.append(here + there if scope is Scope.ALL_SCHOOLS else here)
    return tuple(totals)


def terms_of(days: tuple[date, ...], calendar: SchoolCalendar) -> tuple[DateSpan, ...]:
    """The terms, as the law takes them for the school, that the days lie in, each once and in order.

    A day opened between two of the school's own terms lies in none. ``OutsideCalendar`` beyond the calendar.
    """
    spans = [term_span(day, calendar, terms_by_law(day, calendar)) for day in days]
    return tuple(dict.fromkeys([span for span in spans if span is not None]))


def any_over(totals: Sequence[DayCount] | Unknown, most: HalfDays) -> bool | Unknown:
    """Whether any of the totals is more than ``most``: known where one is for certain, or none can be.

    >>> five, more = HalfDays(10), HalfDays(11)
    >>> any_over([DayCount(five, five)], five), any_over([DayCount(more, more)], five)
    (False, True)
    """
    if isinstance(totals, Unknown):
        return totals
    if any(total.least > most for total in totals):
        return True
    needs: list[Need] = []
    for total in totals:
        if isinstance(total.most, Unknown) or total.most > most:
            unsettled = total.half_days
            # Its least is not over: where its most may be, the two differ.
            assert isinstance(unsettled, Unknown)
            needs.extend(unsettled.needs)
    return Unknown(tuple(dict.fromkeys(needs))) if needs else False


def bands_possible(
    totals: Sequence[DayCount] | Unknown,
    *,
    on: date,
    misses_exam: bool | Unknown,
    representations: bool | Unknown,
) -> frozenset[Band]:
    """Every band that a suspension of the day ``on`` may fall into, for all that is not known; one where all is.

    ``totals`` are those at its own decision. A missed examination comes before the days: it sets the shorter time, and
    the meeting before the examination. :class:`~ap_core.errors.NotInForce` before 1 September 2012.

    >>> five_and_a_half = HalfDays(11)
    >>> told = bands_possible([DayCount(five_and_a_half, Unknown.because("days at the home school"))],
    ...                       on=date(2026, 11, 20), misses_exam=False, representations=False)
    >>> sorted(band.name for band in told)
    ['B0', 'C']
    """
    found: set[Band] = set()
    if misses_exam is not False:
        found.add(Band.D)
    if misses_exam is True:
        return frozenset(found)
    over_five = any_over(totals, BOARD_TOLD_OVER.on(on).value)
    over_fifteen = any_over(totals, BOARD_DECIDES_OVER.on(on).value)
    if over_fifteen is not False:
        found.add(Band.C)
    if over_fifteen is not True:
        if over_five is not True:
            found.add(Band.A)
        if over_five is not False:
            if representations is not True:
                found.add(Band.B0)
            if representations is not False:
                found.add(Band.B)
    return frozenset(found)


def band_of(
    totals: Sequence[DayCount] | Unknown,
    *,
    on: date,
    misses_exam: bool | Unknown,
    representations: bool | Unknown,
) -> Band | Unknown:
    """The band of a suspension; unknown, with all that would settle it, where it may be one or another.

    A permanent exclusion is always of band E. See :func:`bands_possible`.
    """
    possible = bands_possible(totals, on=on, misses_exam=misses_exam, representations=representations)
    if len(possible) == 1:
        (band,) = possible
        return band
    asked: list[Unknown] = [each for each in (misses_exam,) if isinstance(each, Unknown)]
    for limit in (BOARD_TOLD_OVER, BOARD_DECIDES_OVER):
        over = any_over(totals, limit.on(on).value)
        asked += [over] if isinstance(over, Unknown) else []
    if Band.B in possible and isinstance(representations, Unknown):
        asked.append(representations)
    return Unknown(tuple(dict.fromkeys(need for unknown in asked for need in unknown.needs)))


def chair_may_decide_alone(band: Band, kind: SchoolKind | Unknown) -> bool | Unknown:
    """Whether the chair may decide alone, where the board cannot meet before the examination (EX-BRD-02).

    Only in band D. Of a maintained school the chair may (reported of the rules on school governance, not read); of an
    academy only if its articles say so; of a pupil referral unit no source seen says.

    >>> chair_may_decide_alone(Band.D, SchoolKind.MAINTAINED), chair_may_decide_alone(Band.E, SchoolKind.MAINTAINED)
    (True, False)
    """
    if band is not Band.D:
        return False
    if isinstance(kind, Unknown):
        return kind
    if kind in (SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL):
        return True
    asks = {
        SchoolKind.ACADEMY: ("the articles of the academy", "Do the articles let the chair decide alone?"),
        SchoolKind.AP_ACADEMY: ("the articles of the academy", "Do the articles let the chair decide alone?"),
        SchoolKind.PRU: ("what the chair of a management committee may do alone", "May its chair decide alone?"),
    }
    if kind not in asks:
        return False
    path, ask = asks[kind]
    return Unknown.because(path, ask=ask, of="the clerk")
