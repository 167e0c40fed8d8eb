"""Attainment 8 and Progress 8 for whole tables: one row for each pupil from a long table of results.

No engine needs to sort or rank: the best results are found by counting how often each number of points occurs. The
counts of a pupil are packed into two whole numbers, so that one pass adds up all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.errors import Fault, refuse
from ap_core.frames.engines import MOST_ROWS
from ap_core.frames.layout import ColumnType
from ap_core.frames.tables import look, no_value, nulls, required, small_table
from ap_core.progress.attainment import NOT_MEASURED, SLOTS, Attainment8, Slots
from ap_core.progress.estimates import ESTIMATES
from ap_core.progress.results import GRADES, POINTS, Kind, Subject, first_september
from ap_core.progress.value_added import PriorAttainment, progress_8

_RESULTS: dict[str, ColumnType] = {
    "subject": "text", "kind": "text", "grade": "text", "on": "date", "discount": "text",
}  # fmt: skip
#: Scaled scores at the end of Key Stage 2, the lowest and the highest.
_SCORES = (59, 120)
#: Every number of points that is above nought, best first, in two halves that fit a whole number each.
_WORTH = sorted({points for grades in POINTS.values() for points in grades.values() if points}, reverse=True)
_HALF = (len(_WORTH) + 1) // 2
_HALVES = (_WORTH[:_HALF], _WORTH[_HALF:])
#: How many of one number of points can be counted: more entries than anybody has.
_MOST = 64
#: Mathematics would stand in the way of the score of that name.
_ELEMENTS = ("english", "twice_mathematics", "ebacc", "others")
_ENGLISH = (Subject.ENGLISH_LANGUAGE.value, Subject.ENGLISH_LITERATURE.value)


def _packed(points: int, half: int) -> int:
    """One result of so many points in the packed count of its half; 0 where it belongs to the other."""
    worth = _HALVES[half]
    return int(_MOST ** worth.index(points)) if points in worth else 0


def attainment_and_progress_8(
    pupils: Any,
    results: Any,
    *,
    leaving: int,
    indicative_on: int | None = None,
    slots: Slots | None = None,
    trusted: bool = False,
    at_most_rows: int = MOST_ROWS,
) -> Any:
    """Each of ``pupils`` with ``attainment_8`` and its elements in hundredths of a point, and ``progress_8``.

    ``pupils`` has a column ``pupil``, and ``reading`` and ``mathematics``, the scaled scores at the end of Key Stage 2
    (null: no test). ``results`` has ``pupil``, ``subject``, ``kind``, ``grade``, ``on`` and ``discount``, in the words
    of :class:`~ap_core.progress.results.Result`. Progress 8 is in thousandths of a grade, and null without tests or
    where there is none for the year: ``progress_8_state`` says which. Who has no result has nought. For the rest see
    :func:`ap_core.progress.attainment.attainment_8` and :func:`ap_core.progress.value_added.progress_8`.

    >>> from datetime import date
    >>> import polars as pl
    >>> pupils = pl.DataFrame({"pupil": ["a", "b"], "reading": [97, None], "mathematics": [97, None]})
    >>> results = pl.DataFrame({
    ...     "pupil": ["a"], "subject": ["mathematics"], "kind": [Kind.GCSE.value], "grade": ["5"],
    ...     "on": [date(2024, 8, 22)], "discount": ["maths"],
    ... })
    >>> done = attainment_and_progress_8(pupils, results, leaving=2024).sort("pupil")
    >>> done.select("pupil", "attainment_8", "progress_8", "progress_8_state").rows()
    [('a', 1000, -2024, 'shown'), ('b', 0, None, 'not applicable')]
    """
    held = SLOTS.on(first_september(leaving)).value if slots is None else slots
    if held.most_not_gcse < held.open_slots or any(
        subject.value in _ENGLISH or subject in (Subject.MATHEMATICS, Subject.OTHER) for subject in held.ebacc
    ):
        refuse(
            "attainment_and_progress_8",
            "slots",
            "are of a kind that tables do not reckon",
            "use attainment_8 for each pupil",
        )
    who = required(
        pupils, {"reading": "whole number", "mathematics": "whole number"}, keys=("pupil",), at_most_rows=at_most_rows
    )
    sat = required(results, _RESULTS, keys=("pupil",), at_most_rows=at_most_rows)
    if who.collects is not sat.collects or who.frame.implementation is not sat.frame.implementation:
        refuse(
            "attainment_and_progress_8",
            "results",
            "are on another engine than pupils",
            "give both in the same kind of table",
        )
    if who.frame.collect_schema()["pupil"] != sat.frame.collect_schema()["pupil"]:
        refuse("attainment_and_progress_8", "pupil", "is of one type in pupils, of another in results", "make them one")
    if not trusted:
        _look_at_pupils(who.frame)
        _look_at_results(sat.frame)
    totals = _totals(_counted(sat.frame, leaving), leaving, held)
    return who.answer(_with_progress(who.frame.join(totals, on="pupil", how="left"), leaving, indicative_on))


# ---------------------------------------------------------------- what is wrong in the rows


def _look_at_pupils(frame: Any) -> None:
    least, most = _SCORES
    no_score = [
        (Fault(name, "is no scaled score", f"give {least} to {most}, or null"), ~nw.col(name).is_between(least, most))
        for name in ("reading", "mathematics")
    ]
    one = nw.col("reading").is_null() != nw.col("mathematics").is_null()
    apart = Fault("reading, mathematics", "is one without the other", "give both, or neither")
    look("pupils", frame, [*nulls("pupil"), *no_score, (apart, one)], apart=("pupil",))


def _look_at_results(frame: Any) -> None:
    subjects, kinds = ([each.value for each in words] for words in (Subject, Kind))
    subject, kind = nw.col("subject").is_in(subjects), nw.col("kind").is_in(kinds)
    table = _grades(frame, None)
    known = frame.join(table, on=["kind", "grade"], how="left")
    science = nw.col("kind") == Kind.COMBINED_SCIENCE.value
    award = nw.col("kind") == Kind.TECHNICAL_AWARD.value
    faults = [
        *nulls("pupil", *_RESULTS),
        (Fault("subject", "is not on the list", f"use one of: {'; '.join(subjects)}"), ~subject),
        (Fault("kind", "is not on the list", f"use one of: {'; '.join(kinds)}"), ~kind),
        (Fault("grade", "is no grade of its kind", "give one that ap_core.progress.results.GRADES has"),
         kind & nw.col("points").is_null() & ~nw.col("grade").is_null()),
        (Fault("subject", "is not what its kind is in", "give science for combined science, and another subject for "
               "a technical award"),
         (science & (nw.col("subject") != Subject.SCIENCE.value))
         | (award & (nw.col("subject") != Subject.OTHER.value))),
        (Fault("discount", "is empty", "give the discount code or the subject: what counts once"),
         nw.col("discount").str.strip_chars() == ""),
    ]  # fmt: skip
    look("results", known, faults, apart=("pupil", "discount", "on"))


# ---------------------------------------------------------------- points


def _grades(frame: Any, leaving: int | None) -> Any:
    """Every grade of every kind: its points and how often it counts; of a year, those that count alone."""
    rows = [
        (kind.value, grade, POINTS.get(kind, {}).get(grade, 0), 2 if kind is Kind.COMBINED_SCIENCE else 1)
        for kind, grades in GRADES.items()
        for grade in grades
        if leaving is None or kind in POINTS
    ]
    kinds, grades, worth, entries = zip(*rows, strict=True)
    columns: dict[str, Any] = {"kind": ("text", kinds), "grade": ("text", grades), "points": ("whole number", worth)}
    if leaving is not None:
        columns["entries"] = ("whole number", entries)
        for half in (0, 1):
            packed = [_packed(points, half) * many for _, _, points, many in rows]
            columns[f"packed_{half}"] = ("whole number", packed)
    return small_table(frame, columns)


def _counted(frame: Any, leaving: int) -> Any:
    """The results that may count: of the kinds that do, in time, and the first entry of each alone."""
    first_out, last_out = NOT_MEASURED
    on = nw.col("on")
    in_time = (on < first_september(leaving + 1)) & ~((on >= first_out) & (on <= last_out))
    kept = frame.filter(in_time & nw.col("kind").is_in([kind.value for kind in POINTS]))
    firsts = kept.group_by("pupil", "discount").agg(on.min())
    return kept.join(firsts, on=["pupil", "discount", "on"], how="inner")


def _totals(counted: Any, leaving: int, slots: Slots) -> Any:
    """One row for each pupil with a result that counts: the points of each element, and of all."""
    col, subject = nw.col, nw.col("subject")
    graded = counted.join(_grades(counted, leaving), on=["kind", "grade"], how="inner")
    language, literature = (subject == name for name in _ENGLISH)
    maths = subject == Subject.MATHEMATICS.value
    ebacc = subject.is_in(sorted(each.value for each in slots.ebacc))
    nought = nw.lit(0)

    def where(holds: Any, value: Any) -> Any:
        return nw.when(holds).then(value).otherwise(nought).cast(nw.Int64)

    summed = (
        graded.with_columns(
            language=where(language, nw.lit(1)), literature=where(literature, nw.lit(1)),
            best_english=where(language | literature, col("points")), best_maths=where(maths, col("points")),
            ebacc_0=where(ebacc, col("packed_0")), ebacc_1=where(ebacc, col("packed_1")),
        )
        .group_by("pupil")
        .agg(
            *(col(name).max() for name in ("language", "literature", "best_english", "best_maths")),
            *(col(name).sum() for name in ("ebacc_0", "ebacc_1", "packed_0", "packed_1", "entries")),
        )
        .with_columns(*(col(name).cast(nw.Int64) for name in ("ebacc_0", "ebacc_1", "packed_0", "packed_1", "entries")))
    )  # fmt: skip
    summed = _counts(summed, ("ebacc_0", "ebacc_1"), "e").with_columns(**_best("e", "t", slots.ebacc_slots))
    used = [_used(col("best_english"), half) + _used(col("best_maths"), half) for half in (0, 1)]
    # What is left for the open slots: all, less what fills the others.
    rest = summed.with_columns(**{
        f"rest_{half}": col(f"packed_{half}") - used[half] - _together(
            col(f"t{points}") * _packed(points, half) for points in _HALVES[half]
        )
        for half in (0, 1)
    })  # fmt: skip
    rest = _counts(rest, ("rest_0", "rest_1"), "r").with_columns(**_best("r", "u", slots.open_slots))
    both = (col("language") + col("literature")) == 2
    elements = rest.with_columns(
        english=nw.when(both).then(2 * col("best_english")).otherwise(col("best_english")),
        twice_mathematics=2 * col("best_maths"),
        ebacc=_together(points * col(f"t{points}") for points in _WORTH),
        others=_together(points * col(f"u{points}") for points in _WORTH),
    )  # fmt: skip
    few = col("entries") < _MOST
    return elements.select(
        "pupil", *(nw.when(few).then(col(name)).alias(name) for name in _ELEMENTS),
        too_many=~few,
    )  # fmt: skip


def _together(terms: Iterable[Any]) -> Any:
    first, *others = terms
    for term in others:
        first = first + term
    return first


def _counts(frame: Any, packed: tuple[str, str], to: str) -> Any:
    """Two packed columns taken apart: how many results there are of each number of points."""
    # Arrow's types in pandas have no remainder.
    return frame.with_columns(**{
        f"{to}{points}": nw.col(packed[half]) // _MOST**at - _MOST * (nw.col(packed[half]) // _MOST ** (at + 1))
        for half in (0, 1)
        for at, points in enumerate(_HALVES[half])
    })  # fmt: skip


def _best(of: str, to: str, most: int) -> dict[str, Any]:
    """How many of each number of points are among the best ``most``, the dearest first."""
    found, before = {}, nw.lit(0)
    for points in _WORTH:
        room, here = most - before, nw.col(f"{of}{points}")
        # What is counted comes first: pandas gives a choice the type of what it is offered first.
        found[f"{to}{points}"] = nw.when(room > 0).then(
            nw.when(here < room).then(here).otherwise(room)
        ).otherwise(nw.lit(0))  # fmt: skip
        before = before + here
    return found


def _used(best: Any, half: int) -> Any:
    """The packed count of one result, by its points."""
    chain = nw.lit(0)
    for points in _HALVES[half]:
        chain = nw.when(best == points).then(nw.lit(_packed(points, half))).otherwise(chain)
    return chain.cast(nw.Int64)


# ---------------------------------------------------------------- progress


def _with_progress(frame: Any, leaving: int, indicative_on: int | None) -> Any:
    """Attainment 8 of all pupils, and Progress 8 by where they started."""
    col = nw.col
    elements = ("english", "mathematics", "ebacc", "others")
    frame = frame.with_columns(start=(col("reading") + col("mathematics")).cast(nw.Int64)).with_columns(
        mathematics=col("twice_mathematics")
    )
    # No result that counts is nought; more results than can be counted are not known.
    held = frame.with_columns(
        *(nw.when(col("too_many").is_null()).then(nw.lit(0)).otherwise(col(name)).alias(name) for name in elements)
    ).with_columns(attainment_8=_together(col(name) for name in elements))
    year, state = _estimated(leaving, indicative_on)
    estimates = ESTIMATES.get(year)
    if estimates is None:
        done = held.with_columns(progress_8=no_value(col("attainment_8")))
    else:
        low, high = (2 * score for score in _SCORES)
        sums = [*range(low, high + 1)]
        groups = [PriorAttainment(reading=at // 2, mathematics=at - at // 2).group for at in sums]
        table = small_table(frame, {
            "start": ("whole number", sums),
            "estimate": ("whole number", [estimates.attainment_8[group - 1] for group in groups]),
        })  # fmt: skip
        done = held.join(table, on="start", how="left").with_columns(progress_8=col("attainment_8") - col("estimate"))
    not_tested = nw.lit("not applicable")
    done = done.with_columns(
        progress_8_state=nw.when(~col("start").is_null()).then(nw.lit(state)).otherwise(not_tested)
    )
    kept = ("pupil", *elements, "attainment_8", "progress_8", "progress_8_state")
    return done.select(*(col(name) for name in kept))


def _estimated(leaving: int, indicative_on: int | None) -> tuple[int, str]:
    """The year whose estimates are used, and the state that the record path gives to a pupil with a start."""
    nothing = Attainment8(english=(), mathematics=(), ebacc=(), others=(), left_out=())
    start = PriorAttainment(reading=100, mathematics=100)
    said = progress_8(nothing, start, leaving=leaving, indicative_on=indicative_on)
    year = indicative_on if indicative_on is not None and ESTIMATES.get(leaving) is None else leaving
    return year, said.state.value
