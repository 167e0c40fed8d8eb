"""How every record and value is made: checked against its annotations, all faults at once, equal by value, frozen."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import Fault, InvalidValue
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Sealed, Value, item, small_value, value

DAY = date(2026, 11, 23)
NAME = "Mary Invented"


class Shade(Enum):
    """Two shades."""

    RED = "red"
    BLUE = "blue"


@small_value
class Stay(Value):
    """A span with an end that may be open."""

    first: date = item("the first day")
    last: date | None = item("the last day", default=None)

    def _faults(self) -> Iterator[Fault]:
        if self.last is not None and self.last < self.first:
            yield Fault("last", "is before first", "give an end on or after the start")
        if self.first.year < 2000:
            yield Fault("first", "is long ago", "give a later day")


@value
class Everything(Value):
    """A field of every kind."""

    number: int = item("a number", default=1)
    maybe: int | None = item("a number or none", default=None)
    text: str = item("text", default="a")
    yes: bool = item("yes or no", default=True)
    shade: Shade = item("a shade", default=Shade.RED)
    raw: bytes = item("bytes", default=b"")
    day: date | Unknown = item("a day, or not known", default=UNKNOWN)
    days: tuple[date, ...] = item("days", default=())
    shades: frozenset[Shade] | Unknown = item("shades", default=frozenset())
    nested: tuple[tuple[int, ...], ...] = item("numbers in numbers", default=())
    stays: tuple[Stay, ...] = item("stays", default=())
    stay: Stay | None = item("one stay", default=None)
    anything: Any = item("anything", default=None)


@value
class Child(Value):
    """A record with something that must never be displayed."""

    ref: str = item("an opaque reference")
    born: date = item("the day of birth", shown=False)


def faults(**values: Any) -> list[str]:
    with pytest.raises(InvalidValue) as refused:
        Everything(**values)
    return [str(fault) for fault in refused.value.faults]


class TestTypes:
    """What a field may hold is its annotation: exactly that, and nothing that merely behaves like it."""

    @pytest.mark.parametrize(
        ("name", "got", "problem", "remedy"),
        [
            ("number", True, "is true or false", "a whole number"),
            ("number", 1.0, "is of type float", "a whole number"),
            ("number", "1", "is text", "a whole number"),
            ("number", None, "is none", "a whole number"),
            ("number", UNKNOWN, "is of type Unknown", "a whole number"),
            ("maybe", False, "is true or false", "a whole number or none"),
            ("text", 1, "is a whole number", "text"),
            ("text", b"a", "is bytes", "text"),
            ("text", Shade.RED, "is of type Shade", "text"),
            ("yes", 1, "is a whole number", "true or false"),
            ("yes", None, "is none", "true or false"),
            ("shade", "red", "is text", "Shade"),
            ("raw", "a", "is text", "bytes"),
            ("day", datetime(2026, 11, 23), "is a date with a time of day", "a date (no time of day) or Unknown"),
            ("day", "2026-11-23", "is text", "a date (no time of day) or Unknown"),
            ("day", None, "is none", "a date (no time of day) or Unknown"),
            ("days", [DAY], "is of type list", "a tuple of a date (no time of day)"),
            ("days", DAY, "is a date (no time of day)", "a tuple of a date (no time of day)"),
            ("days", UNKNOWN, "is of type Unknown", "a tuple of a date (no time of day)"),
            ("shades", {Shade.RED}, "is of type set", "a frozenset of Shade or Unknown"),
            ("shades", (Shade.RED,), "is of type tuple", "a frozenset of Shade or Unknown"),
            ("stay", DAY, "is a date (no time of day)", "Stay or none"),
        ],
    )
    def test_refused(self, name: str, got: Any, problem: str, remedy: str) -> None:
        assert faults(**{name: got}) == [f"{name}: {problem}; give {remedy}"]

    @pytest.mark.parametrize(
        ("name", "got", "at"),
        [
            ("days", (DAY, datetime(2026, 11, 23)), ["days[1]"]),
            ("days", (True, DAY, None), ["days[0]", "days[2]"]),
            ("nested", ((1, 2), (3, True)), ["nested[1][1]"]),
            ("nested", ((), 3), ["nested[1]"]),
            ("nested", ((1.0,), [2], ("3", 4, None)), ["nested[0][0]", "nested[1]", "nested[2][0]", "nested[2][2]"]),
            ("shades", frozenset(("red",)), ["shades[0]"]),
            ("stays", (Stay(DAY), DAY), ["stays[1]"]),
        ],
    )
    def test_refused_inside_with_the_place(self, name: str, got: Any, at: list[str]) -> None:
        assert [fault.partition(":")[0] for fault in faults(**{name: got})] == at

    @pytest.mark.parametrize(
        ("name", "got"),
        [
            ("number", -3),
            ("maybe", 0),
            ("maybe", None),
            ("text", ""),
            ("yes", False),
            ("shade", Shade.BLUE),
            ("raw", b"x"),
            ("day", DAY),
            ("day", UNKNOWN),
            ("days", (DAY, DAY)),
            ("shades", frozenset((Shade.RED,))),
            ("shades", Unknown.because("shades")),
            ("nested", ((1,), ())),
            ("stays", (Stay(DAY),)),
            ("stay", Stay(DAY, DAY)),
            ("anything", object),
        ],
    )
    def test_kept(self, name: str, got: Any) -> None:
        assert getattr(Everything(**{name: got}), name) is got

    def test_all_faults_at_once_in_the_order_of_the_fields(self) -> None:
        wrong = faults(stay=3, number=True, days=(None,), text=None)
        assert [fault.partition(":")[0] for fault in wrong] == ["number", "text", "days[0]", "stay"]

    def test_what_was_given_is_never_repeated(self) -> None:
        """It might be a name, or a date of birth in the wrong place."""
        for name in ("number", "shade", "day", "days", "stay"):
            assert NAME not in str(faults(**{name: NAME}))
        assert "2012" not in str(faults(text=date(2012, 3, 14)))


def test_what_is_sealed_loses_no_attribute() -> None:
    class ByHand(Sealed):
        __slots__ = ("held",)
        held: int

        def __init__(self, held: int) -> None:
            object.__setattr__(self, "held", held)

    made = ByHand(1)
    with pytest.raises(AttributeError, match=r"ByHand\.held cannot be changed"):
        del made.held
    assert made.held == 1


class TestMeaning:
    """A class says what is wrong beyond types; it is asked only when every type is right."""

    def test_every_fault_of_meaning_at_once(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            Stay(date(1999, 2, 2), date(1999, 2, 1))
        assert [fault.path for fault in refused.value.faults] == ["last", "first"]

    def test_not_asked_while_a_type_is_wrong(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            Stay(date(1999, 2, 2), "before")  # type: ignore[arg-type]
        assert [fault.path for fault in refused.value.faults] == ["last"]


class TestMade:
    """Frozen, equal by value, changed by copy."""

    def test_frozen(self) -> None:
        stay: Any = Stay(DAY)
        for name in ("first", "other"):
            with pytest.raises(AttributeError):
                setattr(stay, name, DAY)
        with pytest.raises(AttributeError):
            del stay.first

    def test_small_values_take_their_fields_in_order_and_others_by_name_only(self) -> None:
        assert Stay(DAY, DAY) == Stay(first=DAY, last=DAY)
        with pytest.raises(TypeError):
            Everything(3)  # type: ignore[call-arg]

    def test_fields_that_do_not_exist_or_are_missing(self) -> None:
        with pytest.raises(TypeError):
            Everything(nothing=3)  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            Child(ref="P01")  # type: ignore[call-arg]

    def test_changed_copy(self) -> None:
        stay = Stay(DAY)
        assert stay.but(last=DAY) == Stay(DAY, DAY) and stay == Stay(DAY)
        assert stay.but() == stay
        with pytest.raises(InvalidValue, match="last: is before first"):
            stay.but(last=date(2026, 11, 22))
        with pytest.raises(InvalidValue, match="last: is text"):
            stay.but(last="tomorrow")
        with pytest.raises(TypeError):
            stay.but(end=DAY)

    @given(st.integers(), st.integers(), st.booleans(), st.booleans())
    def test_equal_exactly_when_every_field_is(self, a: int, b: int, yes: bool, no: bool) -> None:
        one, other = Everything(number=a, yes=yes), Everything(number=b, yes=no)
        assert (one == other) is ((a, yes) == (b, no))
        if one == other:
            assert hash(one) == hash(other)
        for twin in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
            assert twin == one and hash(twin) == hash(one)

    def test_another_class_is_never_equal(self) -> None:
        @small_value
        class Other(Value):
            first: date = item()
            last: date | None = item(default=None)

        assert Stay(DAY) != Other(DAY) and Stay(DAY) != (DAY, None) and Stay(DAY) != DAY
        assert hash(Stay(DAY)) != hash(Other(DAY))

    def test_fields_kept_out_of_the_display_still_count(self) -> None:
        """A date of birth is part of the value and never part of what is shown (promise 12)."""
        child = Child(ref="P01", born=date(2012, 3, 14))
        assert repr(child) == "Child(ref='P01')" and str(child) == repr(child)
        assert child != child.but(born=date(2012, 3, 15))
        assert hash(child) != hash(child.but(born=date(2012, 3, 15)))

    def test_display(self) -> None:
        assert repr(Stay(DAY)) == "Stay(first=datetime.date(2026, 11, 23), last=None)"
