"""Records against pydantic: one record with checked fields built and held, and a nested one to JSON and back."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import Any

from ap_core import (
    Calendars,
    Centre,
    EHCPlan,
    Placement,
    Pupil,
    PupilRecord,
    Register,
    Registration,
    Roll,
    School,
    SchoolCalendar,
    Term,
    YearGroup,
)
from ap_core.errors import Fault
from ap_core.exchange import dump_roll, load_roll
from ap_core.placement.records import Basis, Duration
from ap_core.registration.records import Enrolment, SchoolKind
from ap_core.values import Value, item, value
from paired import Bar, Ratio, at_most, paired

BUILT = "a record of 8 checked fields built / pydantic, strict"
HELD = "the same: bytes held / pydantic"
DUMPED = "a roll of 20 nested records to JSON / pydantic"
LOADED = "the same read back and checked / pydantic"
PUPILS = 20


class Kind(Enum):
    """What a stay is."""

    PLACED = "placed"
    VISIT = "visit"


@value
class Stay(Value):
    """Eight fields, and one fault that no field tells alone."""

    ref: str = item("the reference")
    school: str = item("the school")
    kind: Kind = item("what it is")
    first: date = item("the first day")
    last: date | None = item("the last day")
    minutes: int = item("minutes a week")
    dual: bool = item("whether both schools have the pupil on roll")
    note: str = item("a note")

    def _faults(self) -> Iterator[Fault]:
        if self.last is not None and self.last < self.first:
            yield Fault("last", "is before first", "give a last day on or after the first")


GIVEN: dict[str, Any] = {
    "ref": "A", "school": "HILL", "kind": Kind.PLACED, "first": date(2026, 9, 3), "last": date(2027, 7, 21),
    "minutes": 1500, "dual": True, "note": "",
}  # fmt: skip


def bars() -> Iterator[Bar]:
    """The bars, once both ways have given the same answers."""
    try:
        import pydantic
    except ImportError:
        missing = "the extra rivals is not installed"
        for name, bar in ((BUILT, 1.0), (HELD, 0.15), (DUMPED, 1.3), (LOADED, 2.5)):
            yield at_most(name, bar, None, missing)
        return
    stay = _their_stay(pydantic)
    wrong = GIVEN | {"last": date(2026, 9, 2)}
    if not (_refuses(lambda: Stay(**wrong)) and _refuses(lambda: stay(**wrong)) and _refuses(lambda: stay(ref=1))):
        raise AssertionError("the two ways do not agree")
    yield at_most(BUILT, 1.0, paired(lambda: Stay(**GIVEN), lambda: stay(**GIVEN)))
    yield at_most(HELD, 0.15, Ratio.counted(_bytes(Stay) / _bytes(stay)), known=True)
    roll = invented_roll()
    text = dump_roll(roll)
    theirs = _their_roll(pydantic)
    held = theirs.model_validate_json(text)
    said = held.model_dump_json(exclude_unset=True)
    if load_roll(text) != roll or json.loads(said) != json.loads(text):
        raise AssertionError("the two ways do not agree")
    dumped = paired(lambda: dump_roll(roll), lambda: held.model_dump_json(exclude_unset=True))
    yield at_most(DUMPED, 1.3, dumped, known=True)
    loaded = paired(lambda: load_roll(text), lambda: theirs.model_validate_json(text))
    yield at_most(LOADED, 2.5, loaded, known=True)


def _refuses(build: Callable[[], object]) -> bool:
    try:
        build()
    except ValueError:
        return True
    return False


def _bytes(kind: Callable[..., object]) -> float:
    """What one more of a kind takes in memory, its fields' own values apart."""
    kind(**GIVEN)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    held = [kind(**GIVEN) for _ in range(2000)]
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / len(held)


def _their_stay(pydantic: Any) -> Any:
    def in_order(self: Any) -> Any:
        if self.last is not None and self.last < self.first:
            raise ValueError("last is before first")
        return self

    fields: dict[str, Any] = {
        "ref": str, "school": str, "kind": Kind, "first": date, "last": date | None, "minutes": int, "dual": bool,
        "note": str,
    }  # fmt: skip
    return pydantic.create_model(
        "Stay", __config__=pydantic.ConfigDict(strict=True, frozen=True),
        __validators__={"in_order": pydantic.model_validator(mode="after")(in_order)},
        **{name: (kind, ...) for name, kind in fields.items()},
    )  # fmt: skip


# ---------------------------------------------------------------- nested


def invented_roll() -> Roll:
    """So many pupils, each with a registration, three placements, a plan and twenty weeks of marks."""
    term = Term("autumn and spring", date(2026, 9, 7), date(2027, 1, 22))
    days = SchoolCalendar.of_terms("HILL", terms=[term]).school_days
    marks = [(day, half, code) for day in days for half, code in (("AM", "/"), ("PM", "\\"))]
    return Roll(
        centre=Centre(ref="CENTRE", name="Invented Centre", kind=SchoolKind.PRU),
        schools=(School(ref="HILL", name="Invented Hill School", kind=SchoolKind.MAINTAINED),),
        calendars=Calendars({}),
        records=tuple(_record(f"P{number:02d}", marks) for number in range(PUPILS)),
    )


def _record(ref: str, marks: list[Any]) -> PupilRecord:
    return PupilRecord(
        pupil=Pupil(ref=ref, born=date(2013, 3, 14), taught_year=YearGroup.Y9),
        registrations=(Registration(school="HILL", status=Enrolment.MAIN, first=date(2026, 9, 3), last=None),),
        placements=tuple(
            Placement(
                ref=each, centre="CENTRE", home_school="HILL", basis=Basis.DIRECTION,
                directed_by=SchoolKind.MAINTAINED, decided_on=date(2026, 8, 25), duration=Duration.SHORT,
                first_day=date(2026, 9, 3), planned_end=date(2027, 7, 21), objectives=("one", "two"),
            )
            for each in "ABC"
        ),
        plan=EHCPlan(authority="SHIRE", made_on=date(2024, 5, 1), named_setting="HILL"),
        registers=(Register.of_marks("CENTRE", marks),),
    )  # fmt: skip


def _their_roll(pydantic: Any) -> Any:
    """The same document as models of pydantic, with what stands in it here and no more."""

    def model(called: str, /, **fields: Any) -> Any:
        return pydantic.create_model(called, **{key: (kind, None) for key, kind in fields.items()})

    def several(each: Any) -> Any:
        return tuple.__class_getitem__((each, ...))

    pupil = model("Pupil", ref=str, born=date, taught_year=str)
    registration = model("Registration", school=str, status=Enrolment, first=date, last=date | None)
    placement = model(
        "Placement", ref=str, centre=str, home_school=str, basis=str, directed_by=str, decided_on=date, duration=str,
        first_day=date, planned_end=date, ended_on=date | None, objectives=tuple[str, ...],
        next_setting_agreed_on=date | None,
    )  # fmt: skip
    plan = model("Plan", authority=str, made_on=date, named_setting=str)
    register = model("Register", school=str, weeks=dict[date, str])
    record = model(
        "Record", pupil=pupil, registrations=several(registration), placements=several(placement), plan=plan,
        registers=several(register),
    )  # fmt: skip
    centre = model("Centre", ref=str, name=str, kind=str)
    return model(
        "Roll", format=str, centre=centre, schools=several(centre), calendars=dict[str, Any],
        pupils=several(record),
    )  # fmt: skip
