"""The grounds on which a name leaves an admission register, what each needs, and how long entries are kept.

A name is deleted when, and only when, one of them arises (SI 2024/208 reg 9, read). Low attendance is none, nor is
behaviour, nor a planned end that has come. The letters were others before 19 August 2024, and are not held.
"""

from __future__ import annotations

from datetime import date

from ap_core.dates.limits import Months
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SI_2006_1751, SI_2024_208
from ap_core.registration.records import DeletionGround
from ap_core.values import Value, item, small_value

PRESENT_GROUNDS_SINCE = date(2024, 8, 19)

_NOT_EXPECTED = "no reasonable grounds to believe that the pupil will attend here again"
_NO_ORDER = "no school attendance order names this school"
_NOT_MOBILE = "it is not the main school of a mobile child"
_ENQUIRIES = (
    "no reasonable grounds to think of sickness or another unavoidable cause",
    "school and authority together looked for the pupil: not found, or found and agreed not to be coming back",
)


@small_value
class Ground(Value):
    """One ground: where it stands in the regulations, and what has to be so besides."""

    ground: DeletionGround = item("the ground")
    provision: str = item("its place in SI 2024/208 reg 9")
    needs: tuple[str, ...] = item("what else has to be so", default=())
    without_authority: bool = item("a special school needs no consent of the authority that arranged it", default=False)


GROUNDS_FOR_DELETION: Dated[tuple[Ground, ...]] = Dated("grounds for deletion from the admission register", (
    Edition(PRESENT_GROUNDS_SINCE, (
        Ground(DeletionGround.REGISTERED_ELSEWHERE, "9(1)(a)", (
            _NO_ORDER, _NOT_MOBILE, "nobody agreed or decided that the pupil be registered at more than one school",
        )),
        Ground(DeletionGround.NURSERY_ENDED, "9(1)(b)", (_NOT_EXPECTED,)),
        Ground(DeletionGround.DUAL_ENDED, "9(1)(c)", (
            _NOT_EXPECTED, "every other school where the pupil is registered has consented", _NO_ORDER, _NOT_MOBILE,
        )),
        Ground(DeletionGround.ORDER_CHANGED, "9(1)(d)", (), True),
        Ground(DeletionGround.ORDER_REVOKED, "9(1)(e)", (), True),
        Ground(DeletionGround.HOME_EDUCATION, "9(1)(f)", (
            "a parent said so in writing, with a last day", "that day has passed", _NO_ORDER,
        )),
        Ground(DeletionGround.MOVED_AWAY, "9(1)(g)", (_NOT_EXPECTED, "the pupil does not board")),
        Ground(DeletionGround.NOT_BACK_FROM_LEAVE, "9(1)(h)", (
            "not there on any of the ten school days straight after the leave", *_ENQUIRIES,
        )),
        Ground(DeletionGround.LONG_ABSENCE, "9(1)(i)", (
            "at least twenty school days in a row, with no mark but G, N or O at any point", *_ENQUIRIES,
        )),
        Ground(DeletionGround.DETAINED, "9(1)(j)", (
            "no reasonable grounds to believe that the pupil will attend here after the sentence",
        )),
        Ground(DeletionGround.DIED, "9(1)(k)", (), True),
        Ground(DeletionGround.OVER_AGE, "9(1)(l)", (
            "over compulsory school age when the school next meets",
            "not expected to attend here again, or short of what the sixth form asks for",
        )),
        Ground(DeletionGround.FEES_UNPAID, "9(1)(m)", ("the school is maintained or an academy", "the pupil boards")),
        Ground(DeletionGround.LEFT_INDEPENDENT, "9(1)(n)", ("the school is neither maintained nor an academy",)),
        Ground(DeletionGround.PERMANENT_EXCLUSION, "9(1)(o)", (
            "the board has done what it has to about the exclusion",
            "no review in time, a written statement that none is wanted, or a review that is over",
        ), True),
        # Reg 9(2) speaks of pupils of compulsory school age alone.
        Ground(DeletionGround.NOT_OF_AGE, "9(3)(a)", (_NOT_EXPECTED, "the pupil does not board"), True),
    ), SI_2024_208.reg("9")),
))  # fmt: skip

#: The grounds that need no consent of the authority that arranged a place in a special school (reg 9(2)).
WITHOUT_AUTHORITY = frozenset(
    each.ground for each in GROUNDS_FOR_DELETION.on(PRESENT_GROUNDS_SINCE).value if each.without_authority
)

YEARS_KEPT: Dated[int] = Dated("the years for which a register entry is kept", (
    Edition(date(2006, 9, 1), 3, SI_2006_1751.reg("14")),
    Edition(PRESENT_GROUNDS_SINCE, 6, SI_2024_208.reg("7(a)")),
))  # fmt: skip


def kept_to(entered_on: date) -> date:
    """The last day to which an entry made in a register on ``entered_on`` has to be kept.

    Six years *beginning with* the day of the entry (SI 2024/208 reg 7(a), read; register.electronic-and-retention);
    until 18 August 2024 three years *after* it (SI 2006/1751 reg 14, read). Regulation 7 speaks of every entry in the
    register, so that the six years are taken to hold for each that still had to be kept on 19 August 2024.
    :class:`~ap_core.errors.NotInForce` before 1 September 2006.

    >>> kept_to(date(2026, 9, 14)), kept_to(date(2020, 9, 14))
    (datetime.date(2032, 9, 13), datetime.date(2023, 9, 14))
    """
    by_its_day = Months(12 * YEARS_KEPT.on(entered_on).value)
    if entered_on < PRESENT_GROUNDS_SINCE:
        last = by_its_day.after(entered_on).last_day
        if last < PRESENT_GROUNDS_SINCE:
            return last
    return Months(12 * YEARS_KEPT.on(PRESENT_GROUNDS_SINCE).value).starting_with(entered_on).last_day


def what_it_needs(ground: DeletionGround, on: date) -> Ground:
    """What a deletion on ``on`` needs on this ground; :class:`~ap_core.errors.NotInForce` before 19 August 2024.

    >>> what_it_needs(DeletionGround.DUAL_ENDED, date(2026, 11, 23)).needs[1]
    'every other school where the pupil is registered has consented'
    """
    return next(each for each in GROUNDS_FOR_DELETION.on(on).value if each.ground is ground)
