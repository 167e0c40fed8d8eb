"""The time limits of an exclusion as the law of its day has them, and what lengthens them.

Which law applies goes by the day on which the exclusion *occurred*: that of a permanent exclusion, the first day of a
suspension (SI 2012/1033 reg 1(2), SI 2022/788 reg 3, read; EX-VER-01). Before 1 September 2012 nothing is held: there
were appeal panels, under other regulations, and every function here refuses with ``NotInForce``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import SchoolDays
from ap_core.errors import NotInForce
from ap_core.exclusion.bands import Band
from ap_core.exclusion.boards import WhyExtended
from ap_core.law.dated import Dated, Edition, NotHeld, Repeal
from ap_core.law.instruments import (
    SI_2012_1033,
    SI_2020_543,
    SI_2020_908,
    SI_2021_953,
    SI_2022_788,
    SI_2023_571,
)
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, small_value

_DAY = timedelta(days=1)

#: The present regulations: reviews by independent panels, which cannot reinstate.
SINCE = date(2012, 9, 1)
#: Social worker and virtual school head; the authority of every exclusion (SI 2022/788 reg 3).
TOLD_SINCE = date(2022, 9, 1)
#: Remote meetings at the parent's request, and the power to cancel (SI 2023/571).
CANCEL_SINCE = date(2023, 9, 1)
#: "Relevant exclusions" of the coronavirus regulations: the first and the last day of them.
CORONAVIRUS_SINCE, CORONAVIRUS_UNTIL = date(2020, 6, 1), date(2022, 3, 24)

_UNDER_6 = SI_2012_1033.reg("6(7), 15(7), 24(7)")
_APPLY = SI_2012_1033.at("Sch 1 para 2(1)")

#: Within which the board meets and decides: permanent, over fifteen days in the term, or an examination missed.
BOARD_WITHIN: Dated[SchoolDays] = Dated("exclusion: the board meets and decides within", (
    Edition(SINCE, SchoolDays(15), _UNDER_6),
))  # fmt: skip

#: The same for over five and up to fifteen days in the term, where the parent makes representations.
BOARD_WITHIN_IF_ASKED: Dated[SchoolDays] = Dated("exclusion: the board meets and decides on representations within", (
    Edition(SINCE, SchoolDays(50), _UNDER_6),
))  # fmt: skip

#: Within which a parent applies for a review, by the day of the exclusion.
APPLY_WITHIN: Dated[SchoolDays] = Dated("exclusion: a review is applied for within", (
    Edition(SINCE, SchoolDays(15), _APPLY),
    Edition(CORONAVIRUS_SINCE, SchoolDays(25), SI_2020_543.reg("8(a)")),
    Edition(date(2021, 9, 25), SchoolDays(15), SI_2021_953.reg("2(3)")),
))  # fmt: skip

#: Within which a review is held, after the application is made.
HEARING_WITHIN: Dated[SchoolDays] = Dated("exclusion: the review is held within", (
    Edition(SINCE, SchoolDays(15), SI_2012_1033.at("Sch 1 paras 1(1), 10(2)")),
))  # fmt: skip

#: Within which the board meets again, after a recommendation or a direction of the panel.
RECONSIDER_WITHIN: Dated[SchoolDays] = Dated("exclusion: the board reconsiders within", (
    Edition(SINCE, SchoolDays(10), SI_2012_1033.reg("8(1), 17(1), 26(1)")),
))  # fmt: skip

#: What a panel that quashes may order, in pounds.
PANEL_ORDER: Dated[int] = Dated("exclusion: the order of a panel that quashes, in pounds", (
    Edition(SINCE, 4000, SI_2012_1033.reg("7(5)(b), 25(5)(b)")),
))  # fmt: skip

#: The same for a pupil referral unit, from the day on which units had budgets of their own.
PANEL_ORDER_OF_UNIT: Dated[int] = Dated("exclusion: the order of a panel against a pupil referral unit, in pounds", (
    NotHeld(SINCE, SI_2012_1033.reg("16(5)(b)", note="Once section 50 of the Education Act 2011 is in force.")),
    Edition(date(2013, 4, 1), 4000, SI_2012_1033.reg(
        "16(5)(b)", note="That units had budgets by then, and so section 50 was in force, is remembered and not read.",
    )),
))  # fmt: skip

#: Who has to be told of every exclusion without delay.
TOLD_OF_EVERY_EXCLUSION: Dated[str] = Dated("exclusion: who is told of every one without delay", (
    Edition(SINCE, "the parent", SI_2012_1033.reg("5(1), 14(1), 23(1)")),
    Edition(TOLD_SINCE, "the parent, the local authority, the social worker and the virtual school head",
            SI_2022_788.reg("5, 10, 15")),
))  # fmt: skip

#: The head's power to cancel. Before, guidance alone spoke of withdrawing an exclusion.
HEAD_MAY_CANCEL: Dated[str] = Dated("exclusion: the head may cancel", (
    Edition(CANCEL_SINCE, "until the board has begun its meeting, and never past the most days of the year",
            SI_2023_571.reg("7, 10, 13")),
))  # fmt: skip


@small_value
class Extension(Value):
    """What lengthens a time limit for a meeting that could be held in it neither in person nor by remote access."""

    why: WhyExtended = item("the reason that counts")
    wording: str = item("by how much")


#: What lengthens the board's and the panel's time, by the day of the exclusion.
MEETING_EXTENDED: Dated[Extension] = Dated("exclusion: what lengthens the time for a meeting", (
    Edition(CORONAVIRUS_SINCE, Extension(
        WhyExtended.CORONAVIRUS, "ten school days longer, or as much longer as coronavirus makes necessary",
    ), SI_2020_543.reg("5(c), 6(c), 7(c), 8(b)")),
    Edition(date(2020, 9, 25), Extension(
        WhyExtended.CORONAVIRUS, "as much longer as coronavirus makes reasonably necessary",
    ), SI_2020_908.reg("5-9")),
    Repeal(CORONAVIRUS_UNTIL + _DAY, SI_2021_953.reg("2(2)")),
    Edition(CANCEL_SINCE, Extension(
        WhyExtended.EXTRAORDINARY_EVENTS, "as much longer as the events make reasonably necessary",
    ), SI_2023_571.reg("6(8), 9(8), 12(8), 14(4)(c)")),
))  # fmt: skip

#: All of them, for the list of dated law.
LIMITS_OF_AN_EXCLUSION: tuple[Dated[Any], ...] = (
    BOARD_WITHIN, BOARD_WITHIN_IF_ASKED, APPLY_WITHIN, HEARING_WITHIN, RECONSIDER_WITHIN, PANEL_ORDER,
    PANEL_ORDER_OF_UNIT, TOLD_OF_EVERY_EXCLUSION, HEAD_MAY_CANCEL, MEETING_EXTENDED,
)  # fmt: skip

#: The regulations for each kind of school: telling, the board, the review, reconsidering, cancelling.
_REGULATIONS = {
    SchoolKind.MAINTAINED: ("5", "6", "7", "8", "8A"),
    SchoolKind.MAINTAINED_SPECIAL: ("5", "6", "7", "8", "8A"),
    SchoolKind.PRU: ("14", "15", "16", "17", "17A"),
    SchoolKind.ACADEMY: ("23", "24", "25", "26", "26A"),
    SchoolKind.AP_ACADEMY: ("23", "24", "25", "26", "26A"),
}
ACADEMIES = frozenset((SchoolKind.ACADEMY, SchoolKind.AP_ACADEMY))


def provision(kind: SchoolKind, regulation: str, paragraph: str = "") -> str:
    """Where a maintained school's regulation stands for a school of this kind, as a step of a timetable shows it.

    >>> provision(SchoolKind.PRU, "6", "(7)")
    'SI 2012/1033 reg 15(7)'
    """
    place = _REGULATIONS[SchoolKind.MAINTAINED].index(regulation)
    return str(SI_2012_1033.reg(f"{_REGULATIONS[kind][place]}{paragraph}"))


def board_due(informed_on: date, band: Band, calendar: SchoolCalendar, *, excluded_on: date) -> Deadline | None:
    """The last day for the board to meet *and* decide; none in bands A and B0, where it need not (EX-BRD-01).

    ``informed_on``, the day the board was told by the head, is day 0 (reg 6(7), read; verification C7).

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> board_due(date(2026, 11, 2), Band.E, hill, excluded_on=date(2026, 11, 2)).last_day
    datetime.date(2026, 11, 23)
    """
    within = (BOARD_WITHIN_IF_ASKED if band is Band.B else BOARD_WITHIN).on(excluded_on).value
    return within.after(informed_on, calendar) if band.meets else None


def cautious_board_day(due: Deadline, informed_on: date, calendar: SchoolCalendar) -> date:
    """The day some authorities give, who count the day of the notice as the first: a cautious date, never the law's."""
    if not calendar.is_school_day(informed_on):
        return due.last_day
    return SchoolDays(len(due.counted)).starting_with(informed_on, calendar).last_day


def apply_due(given_on: date, calendar: SchoolCalendar, *, excluded_on: date) -> Deadline:
    """The last day to apply for a review, which the letter has to state (Sch 1 para 2(1), read; EX-IRP-01).

    ``given_on`` is the day on which the board's written notice counts as given
    (:data:`ap_core.dates.service.BOARD_DECISION`). Of exclusions before 1 June 2020 whose time had not run out by then
    the longer time of those months holds too (SI 2020/543 reg 4, read).

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2004, 9, 6), date(2004, 12, 17))])
    >>> SchoolDays(15).after(date(2004, 9, 15), hill).last_day  # the example that was published then
    datetime.date(2004, 10, 6)
    """
    due = APPLY_WITHIN.on(excluded_on).value.after(given_on, calendar)
    if excluded_on < CORONAVIRUS_SINCE <= due.last_day:
        return APPLY_WITHIN.on(CORONAVIRUS_SINCE).value.after(given_on, calendar)
    return due


def second_apply_due(claim_ended_on: date, calendar: SchoolCalendar, *, excluded_on: date) -> Deadline:
    """The last day to apply after a claim under the Equality Act, where nobody applied in time (Sch 1 para 2(2)-(3)).

    The time commences *from* the day on which all rights of appeal are exhausted: whether that day is itself the first
    is not said, so that the later day is the customary one (EX-IRP-02, verification C20).
    """
    within = APPLY_WITHIN.on(excluded_on).value
    first, later = within.starting_with(claim_ended_on, calendar), within.after(claim_ended_on, calendar)
    if first.last_day == later.last_day:
        return later
    return Deadline(first.last_day, first.counted, later.last_day)


def last_day_to_apply(
    given_on: date, calendar: SchoolCalendar, *, excluded_on: date, claim_ended_on: date | None = None
) -> date:
    """The last day on which an application is in time on any reading; after a claim, that of the second time too."""
    first = apply_due(given_on, calendar, excluded_on=excluded_on).last_day
    if claim_ended_on is None:
        return first
    return max(first, second_apply_due(claim_ended_on, calendar, excluded_on=excluded_on).latest)


def hearing_due(applied_on: date, calendar: SchoolCalendar, *, excluded_on: date) -> Deadline:
    """The closing date: the fifteenth school day after the application is made (Sch 1 paras 1(1), 10(2), read)."""
    return HEARING_WITHIN.on(excluded_on).value.after(applied_on, calendar)


def reconsider_due(notified_on: date, calendar: SchoolCalendar, *, excluded_on: date) -> Deadline:
    """The last day for the board to reconsider, from the day the panel's decision counts as notified (reg 8(1), (3)).

    A recommendation and a direction are alike in this (EX-IRP-09).
    """
    return RECONSIDER_WITHIN.on(excluded_on).value.after(notified_on, calendar)


def extension_of(excluded_on: date, due: Deadline) -> Extension | None:
    """What could lengthen a limit that ends with ``due``, for an exclusion of that day; none where nothing does.

    Exclusions from before 1 June 2020 and before 1 September 2023 come under the later rules where their limit ends on
    or after those days: by SI 2020/543 reg 4 in the one case; in the other SI 2023/571 reg 16 is taken to carry that
    over with the remote meetings.
    """
    for since in (CORONAVIRUS_SINCE, CANCEL_SINCE):
        if excluded_on < since <= due.last_day:
            return MEETING_EXTENDED.on(since).value
    try:
        return MEETING_EXTENDED.on(excluded_on).value
    except NotInForce:
        return None


def unless_extended(due: Deadline, why: WhyExtended | None, *, excluded_on: date) -> Deadline | NoFixedDate:
    """The limit; no fixed date where the meeting could not be held for the reason that lengthens it (C6).

    The law gives no number of days, so that none is given here. A reason that did not count then changes nothing.

    >>> from ap_core.exclusion.boards import WhyExtended
    >>> due = Deadline(date(2026, 11, 23))
    >>> unless_extended(due, WhyExtended.EXTRAORDINARY_EVENTS, excluded_on=date(2026, 11, 2))
    NoFixedDate('as much longer as the events make reasonably necessary')
    >>> unless_extended(due, WhyExtended.CORONAVIRUS, excluded_on=date(2026, 11, 2)).last_day
    datetime.date(2026, 11, 23)
    """
    extension = extension_of(excluded_on, due)
    if why is None or extension is None or extension.why is not why:
        return due
    return NoFixedDate(extension.wording)
