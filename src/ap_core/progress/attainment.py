"""Attainment 8: eight slots of points, English and mathematics twice, by the rules of the year of leaving.

The slots are data: which subjects fill them is law of nobody, it is the department's convention and it changes. For
pupils who leave in 2027 or later nothing is held: new slots were consulted on, and what was decided was not found.
:data:`SLOTS` of an earlier year can be given by name, for an indication.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from ap_core.errors import require
from ap_core.law.dated import Dated, Edition, NotHeld
from ap_core.law.instruments import KEY_STAGE_4_MEASURES
from ap_core.progress.measures import Measure, unsupported
from ap_core.progress.measures import measured as a_measure
from ap_core.progress.results import Kind, Result, Subject, first_september, points, result_faults
from ap_core.values import Value, item, small_value, value

#: Results of these days are in no measure: there were no examinations (first and last day).
NOT_MEASURED = (date(2020, 1, 1), date(2021, 8, 31))
_ENGLISH = (Subject.ENGLISH_LANGUAGE, Subject.ENGLISH_LITERATURE)
_COUNTED = (Kind.GCSE, Kind.LETTERED_GCSE, Kind.COMBINED_SCIENCE, Kind.TECHNICAL_AWARD)


@small_value
class Slots(Value):
    """What fills the slots that are not English and mathematics."""

    ebacc: frozenset[Subject] = item("the subjects of the second group of slots")
    ebacc_slots: int = item("how many of them count")
    open_slots: int = item("how many others count")
    most_not_gcse: int = item("how many of all that count may be no GCSE")

    def __str__(self) -> str:
        subjects = ", ".join(sorted(each.value for each in self.ebacc))
        return f"{self.ebacc_slots} of {subjects}; {self.open_slots} others; at most {self.most_not_gcse} no GCSE"


#: The slots by school year of leaving.
SLOTS: Dated[Slots] = Dated("Attainment 8 slots", (
    Edition(
        date(2021, 9, 1),
        Slots(
            frozenset({
                Subject.SCIENCE, Subject.COMPUTER_SCIENCE, Subject.GEOGRAPHY, Subject.HISTORY, Subject.LANGUAGE,
            }),
            ebacc_slots=3, open_slots=3, most_not_gcse=3,
        ),
        KEY_STAGE_4_MEASURES.at("Attainment 8"),
    ),
    NotHeld(date(2026, 9, 1), KEY_STAGE_4_MEASURES.at("Attainment 8 from 2026/27")),
))  # fmt: skip


class LeftOut(Enum):
    """Why a result fills no slot."""

    NOT_MEASURED = "its result came out when results were in no measure"
    TOO_LATE = "its result came out after the summer of leaving"
    NOT_COUNTED = "national measures leave this kind of qualification out"
    LATER_ENTRY = "only the first entry counts"
    NO_SLOT = "better results fill the slots"


@small_value
class Filled(Value):
    """One entry in a slot."""

    result: Result = item("the result")
    points: int = item("what it adds, in hundredths: twice its points where the slot counts twice")


@small_value
class Unfilled(Value):
    """A result that fills no slot."""

    result: Result = item("the result")
    why: LeftOut = item("why it fills none")


@value
class Attainment8(Value):
    """One pupil's Attainment 8, slot by slot, with what was left out and why."""

    english: tuple[Filled, ...] = item("the better English result, twice where language and literature were taken")
    mathematics: tuple[Filled, ...] = item("mathematics, twice")
    ebacc: tuple[Filled, ...] = item("the best results of the second group")
    others: tuple[Filled, ...] = item("the open slots: the best of the rest")
    left_out: tuple[Unfilled, ...] = item("results that fill no slot, each with the reason")

    @property
    def points(self) -> Fraction:
        """The sum: 0 to 90. A slot that nothing fills is worth nothing."""
        return sum((self.of(name) for name in ("english", "mathematics", "ebacc", "others")), Fraction(0))

    def of(self, element: str) -> Fraction:
        """The points of one group of slots: ``english``, ``mathematics``, ``ebacc`` or ``others``."""
        return Fraction(sum(each.points for each in getattr(self, element)), 100)


class _Mark(NamedTuple):
    """One entry of a result: combined science has two."""

    result: Result
    points: int


def attainment_8(results: Iterable[Result], *, leaving: int, slots: Slots | None = None) -> Attainment8:
    """One pupil's Attainment 8 on leaving in the summer of ``leaving`` (2026: school year 2025/26).

    English counts twice only where both language and literature were taken; the other one may fill an open slot. The
    first entry counts, not the best. :class:`~ap_core.errors.NotInForce` where no slots are held for that year and
    none are given; :class:`~ap_core.errors.InvalidValue` with two results of one entry.

    >>> def gcse(subject: Subject, grade: str) -> Result:
    ...     return Result(subject=subject, kind=Kind.GCSE, grade=grade, on=date(2026, 8, 20), discount=subject.value)
    >>> both = [gcse(Subject.ENGLISH_LANGUAGE, "4"), gcse(Subject.ENGLISH_LITERATURE, "3")]
    >>> float(attainment_8(both, leaving=2026).points), float(attainment_8(both[:1], leaving=2026).points)
    (11.0, 4.0)
    """
    given = tuple(results)
    require("attainment_8", result_faults(given))
    held = SLOTS.on(first_september(leaving)).value if slots is None else slots
    counted, left_out = _first_entries(given, leaving)
    rest = sorted(
        (_Mark(result, points(result, leaving=leaving)) for result in counted for _ in range(result.entries)),
        key=_best_first,
    )
    taken = {result.subject for result in counted}
    english = _take(rest, 1, _ENGLISH)
    mathematics = _take(rest, 1, (Subject.MATHEMATICS,))
    ebacc = _take(rest, held.ebacc_slots, held.ebacc)
    room = held.most_not_gcse - sum(not mark.result.is_gcse for mark in ebacc)
    others = _take(rest, held.open_slots, tuple(Subject), room)
    in_a_slot = {mark.result for mark in (*english, *mathematics, *ebacc, *others)}
    left_out += [Unfilled(result, LeftOut.NO_SLOT) for result in counted if result not in in_a_slot]
    return Attainment8(
        english=_filled(english, twice=taken.issuperset(_ENGLISH)),
        mathematics=_filled(mathematics, twice=True),
        ebacc=_filled(ebacc),
        others=_filled(others),
        left_out=tuple(left_out),
    )


def counted_results(results: Iterable[Result], *, leaving: int) -> tuple[Result, ...]:
    """The results that national measures may count: of the kinds that count, first entries, in time."""
    given = tuple(results)
    require("counted_results", result_faults(given))
    return tuple(_first_entries(given, leaving)[0])


def _first_entries(results: Sequence[Result], leaving: int) -> tuple[list[Result], list[Unfilled]]:
    """The results that may count, and those that may not with the reason."""
    counted: list[Result] = []
    left_out: list[Unfilled] = []
    seen: set[str] = set()
    first_out, last_out = NOT_MEASURED
    for result in sorted(results, key=lambda each: (each.on, each.discount)):
        if result.kind not in _COUNTED:
            left_out.append(Unfilled(result, LeftOut.NOT_COUNTED))
        elif first_out <= result.on <= last_out:
            left_out.append(Unfilled(result, LeftOut.NOT_MEASURED))
        elif result.on >= first_september(leaving + 1):
            left_out.append(Unfilled(result, LeftOut.TOO_LATE))
        elif result.discount in seen:
            left_out.append(Unfilled(result, LeftOut.LATER_ENTRY))
        else:
            seen.add(result.discount)
            counted.append(result)
    return counted, left_out


def _best_first(mark: _Mark) -> tuple[int, str]:
    return -mark.points, mark.result.discount


def _take(rest: list[_Mark], most: int, subjects: Iterable[Subject], room: int | None = None) -> list[_Mark]:
    """Take the best marks of some subjects out of the rest, at most ``room`` of them no GCSE."""
    wanted = frozenset(subjects)
    taken: list[_Mark] = []
    for mark in tuple(rest):
        if len(taken) == most:
            break
        if mark.result.subject not in wanted:
            continue
        if room is not None and not mark.result.is_gcse:
            if room == 0:
                continue
            room -= 1
        taken.append(mark)
        rest.remove(mark)
    return taken


def _filled(marks: Iterable[_Mark], *, twice: bool = False) -> tuple[Filled, ...]:
    return tuple(Filled(mark.result, mark.points * (2 if twice else 1)) for mark in marks)


def average_attainment_8(scores: Iterable[Attainment8], *, source: str) -> Measure:
    """The mean of all pupils at the end of Key Stage 4, those without a point included.

    >>> print(average_attainment_8([attainment_8((), leaving=2026)] * 12, source="invented"))
    Attainment 8: 0.0 points (n = 12; out of 90; as an average grade divide by ten)
    """
    given = tuple(scores)
    name, unit, n = "Attainment 8", "points", len(given)
    not_for = ("comparing with a school: no result of a centre for alternative provision is published",)
    missing = unsupported(name, unit, n, of=n, source=source, not_for=not_for)
    if missing is not None:
        return missing
    mean = sum((each.points for each in given), Fraction(0)) / n
    why = "out of 90; as an average grade divide by ten"
    return a_measure(name, unit, mean, n=n, source=source, not_for=not_for, why=why)
