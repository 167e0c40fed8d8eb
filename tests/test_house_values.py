"""Immutable and private: read off every class of the library, and tried on a record with a child in it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, MutableMapping, MutableSequence, MutableSet
from datetime import date, datetime
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest

from ap_core import (
    ENGLAND,
    UNKNOWN,
    AcademicYear,
    Calendars,
    Centre,
    DateSpan,
    Days,
    HalfDays,
    InvalidValue,
    NoFixedDate,
    Policy,
    Pupil,
    PupilRecord,
    Registration,
    Roll,
    SchoolCalendar,
    SchoolDays,
    Term,
    check_roll,
)
from ap_core.attendance import CODES
from ap_core.registration.records import SchoolKind
from tests.house import EXTRAS, kind_of, loaded, modules, room_of

#: Words that tell who a child is. A field named with one is kept and never shown, and stands in no row of facts.
TELLING = {"born", "birth", "dob", "forename", "surname", "upn", "uln", "pupil_name", "address", "postcode"}
#: Fields called name that name no child.
NAMES_NO_CHILD = {
    *("SchoolCalendar", "Term", "School", "Centre", "Dated", "Step", "Timetable", "AbsenceMeasure", "Measure"),
    *("FactUsed", "ChoiceUsed"),
}

MUTABLE = (MutableSequence, MutableMapping, MutableSet)


def classes() -> dict[str, type]:
    """Every class that the core defines, by module and name."""
    found = {}
    for name in modules():
        if room_of(name) not in EXTRAS:
            for each in vars(loaded(name)).values():
                if inspect.isclass(each) and each.__module__ == name:
                    found[f"{name.removeprefix('ap_core.')}.{each.__name__}"] = each
    return found


CLASSES = classes()
RECORDS = {name: cls for name, cls in CLASSES.items() if attrs.has(cls)}


def mutable_annotations(cls: type) -> Iterator[str]:
    """The fields that may hold something that changes; a memo, neither given nor compared, is no part of the value."""
    memos = {field.name for field in attrs.fields(cls) if not field.init and not field.eq}
    for name, hint in get_type_hints(cls).items():
        if name not in memos and any(issubclass(kind, MUTABLE) for kind in _kinds(hint)):
            yield name


def _kinds(hint: Any) -> Iterator[type]:
    origin = get_origin(hint)
    if inspect.isclass(origin or hint):
        yield origin or hint
    for inner in get_args(hint):
        yield from _kinds(inner)


def telling_fields(cls: Any) -> Iterator[str]:
    """The fields that say who a child is, shown or not."""
    for field in attrs.fields(cls):
        name = field.name.lower()
        if name in TELLING or TELLING & set(name.split("_")) or (name == "name" and cls.__name__ not in NAMES_NO_CHILD):
            yield field.name


def shown_fields(cls: Any) -> Iterator[str]:
    """The telling fields that a display of the value would show."""
    shown = {field.name for field in attrs.fields(cls) if field.repr}
    yield from shown.intersection(telling_fields(cls))


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_never_changes(name: str) -> None:
    """Frozen, and with nothing inside that changes."""
    assert attrs.inspect(RECORDS[name]).is_frozen
    assert list(mutable_annotations(RECORDS[name])) == []


@pytest.mark.parametrize("name", RECORDS)
def test_no_display_shows_who_a_child_is(name: str) -> None:
    """A name, a number or a date of birth is kept and never shown."""
    assert list(shown_fields(RECORDS[name])) == []


#: Fields of a pupil's record that hold free words, in which somebody's name may stand.
FREE_WORDS = {"what", "title", "group", "by", "delivered_by", "place", "helped", "objectives"}


def test_no_display_shows_the_free_words_of_a_record() -> None:
    """A therapist's name where a role was asked for, a group called after a child: kept, and in no display."""
    waiting: list[Any] = [PupilRecord]
    seen: set[Any] = set()
    told = []
    while waiting:
        cls: Any = waiting.pop()
        seen.add(cls)
        for field in attrs.fields(cls):
            kinds = set(_kinds(get_type_hints(cls)[field.name]))
            if str in kinds and field.name in FREE_WORDS and field.repr:
                told.append(f"{cls.__name__}.{field.name}")
            waiting += [kind for kind in kinds if attrs.has(kind) and kind not in seen]
    assert len(seen) > 60 and told == []


@pytest.mark.parametrize("name", [name for name, cls in RECORDS.items() if kind_of(cls.__module__) == "facts"])
def test_no_row_of_facts_says_who_a_child_is(name: str) -> None:
    """What rules read, and tables carry, has an opaque subject and no more."""
    assert list(telling_fields(RECORDS[name])) == []


class TestPlantedFaults:
    """The tests above can fail."""

    def test_a_class_that_changes(self) -> None:
        """Mutable, or with a list inside."""

        @attrs.define
        class Open:
            names: tuple[list[str], ...] = ()
            by_ref: dict[str, int] | None = None
            kept: tuple[str, ...] = ()

        assert not attrs.inspect(Open).is_frozen
        assert list(mutable_annotations(Open)) == ["names", "by_ref"]

    def test_a_class_that_tells(self) -> None:
        """A birth date that is shown, and one that is not."""

        @attrs.frozen
        class Child:
            ref: str
            born_on: date
            name: str
            upn: str = attrs.field(repr=False)

        assert set(telling_fields(Child)) == {"born_on", "name", "upn"}
        assert set(shown_fields(Child)) == {"born_on", "name"}


NAME, BORN = "Ada Nightingale-Okafor", date(2011, 11, 19)


def says_who(text: str) -> bool:
    """Whether a text lets out the name or the birth date of the child above, however it is written."""
    spellings = {BORN.isoformat(), repr(BORN), BORN.strftime("%d/%m/%Y"), f"{BORN.day} November {BORN.year}", "2011"}
    return any(word in text for word in (*NAME.split(), *spellings))


class TestPrivate:
    """Promise 12: no repr, message or finding carries a name or a date of birth."""

    record = PupilRecord(
        pupil=Pupil(ref="P01", name=NAME, born=BORN),
        registrations=(Registration(school="HILL", first=date(2026, 9, 3), last=None),),
        placements=(),
    )
    roll = Roll(
        centre=Centre(ref="HILL", name="The Hill Centre", kind=SchoolKind.PRU),
        calendars=Calendars({}),
        records=(record,),
    )

    def test_the_test_can_see_it(self) -> None:
        """It is in the record, and would be noticed."""
        assert says_who(f"{self.record.pupil.name}")
        assert says_who(f"{self.record.pupil.born}")

    @pytest.mark.parametrize("text", [repr, str, "{0}".format])
    def test_no_display_carries_it(self, text: Any) -> None:
        """At any depth."""
        for value in (self.roll, self.record, self.record.pupil, [self.record], {"pupil": self.record.pupil}):
            assert not says_who(text(value))

    def test_no_review_carries_it(self) -> None:
        """Nor does anything a finding can be asked."""
        for review in check_roll(self.roll, on=date(2026, 11, 23)):
            assert not says_who(repr(review))
            for finding in review.findings:
                said = [getattr(finding, name) for name in dir(finding) if not name.startswith("_")]
                assert not says_who(" ".join(map(repr, (part for part in said if not callable(part)))))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"ref": "P01", "born": NAME},
            {"ref": "P01", "born": datetime(2011, 11, 19, 8, 30)},
            {"ref": "P01", "name": BORN},
            {"ref": BORN.isoformat()},
            {"ref": BORN},
            {"ref": "P01", "taught_year": NAME},
        ],
    )
    def test_no_refusal_carries_it(self, wrong: dict[str, Any]) -> None:
        """A value put in the wrong place is not repeated in the message."""
        with pytest.raises(InvalidValue) as refused:
            Pupil(**wrong)
        assert not says_who(f"{refused.value} {refused.value!r} {refused.value.faults!r}")


class TestSamples:
    """Promise 2 on what the public face hands out, records or not: no public attribute can be set or taken away."""

    review = check_roll(TestPrivate.roll, on=date(2026, 11, 23))[0]
    calendar = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    samples: tuple[object, ...] = (
        TestPrivate.roll, TestPrivate.record, review, review.findings[0], review.findings[0].citation,
        ENGLAND, ENGLAND.rules[0], Policy(), UNKNOWN, calendar, Calendars({"HILL": calendar}), AcademicYear(2026),
        SchoolDays(15), SchoolDays(15).after(date(2026, 9, 14), calendar), Days(3), NoFixedDate("without delay"),
        HalfDays(3), DateSpan(date(2026, 9, 3), None), CODES["D"],
    )  # fmt: skip

    @pytest.mark.parametrize("sample", samples, ids=lambda sample: type(sample).__name__)
    def test_nothing_public_can_be_changed(self, sample: object) -> None:
        """Neither by mistake nor on purpose."""
        assert list(changeable(sample)) == []

    def test_what_can_be_changed_is_noticed(self) -> None:
        """The test above can fail."""
        assert list(changeable(Slotted())) == ["seen"]


class Slotted:
    """A class that takes a new value."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        self.seen = 1


def changeable(sample: object) -> Iterator[str]:
    """The public attributes of a value that take another value."""
    for name in dir(sample):
        if not name.startswith("_") and not callable(held := getattr(sample, name)):
            try:
                setattr(sample, name, held)
            except AttributeError:
                continue
            yield name
