"""A roll goes out as a document and comes back equal; what a key, null and absence say is kept apart."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from ap_core.centre import Roll
from ap_core.curriculum.records import Assessment, Domain
from ap_core.dates import DateSpan, HalfDays
from ap_core.ehcp.records import EHCPlan
from ap_core.errors import InvalidValue
from ap_core.exchange import dump_roll, load_roll
from ap_core.law.unknown import UNKNOWN
from ap_core.placement.records import Basis, Duration, NoticeItem, Placement
from ap_core.policy import Area, Policy
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.testing.strategies import any_rolls as rolls
from tests.exchange_example import example


def loaded(**changes: Any) -> Roll:
    return load_roll(json.dumps({**example(), **changes}))


class TestRoundTrip:
    """What is written is read back as it was, and the same roll is always the same text."""

    @settings(max_examples=60, deadline=None)
    @given(rolls())
    def test_a_roll_comes_back_equal(self, roll: Roll) -> None:
        text = dump_roll(roll)
        back = load_roll(text)
        assert back == roll
        assert dump_roll(back) == text

    def test_the_example_is_stable_once_written(self) -> None:
        text = dump_roll(loaded())
        assert dump_roll(load_roll(text)) == text

    def test_the_example_says_what_the_document_said(self) -> None:
        """Nothing that the example gives is lost or changed on the way in and out."""
        wanted, got = example(), json.loads(dump_roll(loaded()))
        assert sorted(got.pop("calendars")) == sorted(wanted["calendars"])
        wanted.pop("calendars")
        assert got == wanted

    def test_bytes_and_a_byte_order_mark_are_read(self) -> None:
        text = json.dumps(example(), ensure_ascii=False)
        assert load_roll(text.encode()) == load_roll("\ufeff" + text) == load_roll(text.encode("utf-8-sig")) == loaded()

    def test_sets_are_written_in_order(self) -> None:
        area = frozenset({Area.TIMETABLE, Area.BASELINE, Area.INCIDENTS})
        text = dump_roll(loaded().but(policy=Policy(not_recorded=area)))
        assert json.loads(text)["policy"] == {"not_recorded": ["baseline", "incidents", "timetable"]}


class TestWhatIsSaid:
    """The words of a document and the values that they stand for."""

    def test_each_kind_of_value(self) -> None:
        roll = loaded()
        first = roll.records[0]
        assert isinstance(first.placements, tuple) and isinstance(first.plan, EHCPlan)
        placement = first.placements[0]
        assert placement.basis is Basis.DIRECTION and placement.duration is Duration.SHORT
        assert placement.notice.contents == {NoticeItem.ADDRESS, NoticeItem.REASONS}  # type: ignore[union-attr]
        assert first.pupil.taught_year is YearGroup.Y8 and first.pupil.born == date(2014, 3, 14)
        assert first.suspensions[0].length == HalfDays(3)  # type: ignore[index]
        assert first.registers[0].on(date(2026, 11, 18)) == ("/", "I")  # type: ignore[index]
        assert roll.policy.placement.longest_short_term == 10 and roll.policy.placement.first_review_by == 6
        assert roll.calendars.of("HILL").name == "HILL"
        assert roll.calendars.of("HILL").breaks == (DateSpan(date(2026, 10, 26), date(2026, 10, 30)),)
        assert roll.calendars.of("BROOK").name == "every other school"

    def test_absent_is_unknown_and_null_is_none(self) -> None:
        second = loaded().records[1]
        assert second.plan is None
        assert second.placements is UNKNOWN and second.pupil.born is UNKNOWN

    def test_absent_is_unknown_even_where_python_defaults_to_none(self) -> None:
        """What an export does not hold is not known: a placement without the key may have ended."""
        document = example()
        del document["pupils"][0]["placements"][0]["ended_on"]
        (placement,) = load_roll(json.dumps(document)).records[0].placements  # type: ignore[misc]
        assert placement.ended_on is UNKNOWN
        assert Placement(ref="a", centre="HILL").ended_on is None

    def test_unknown_is_not_written_and_none_is(self) -> None:
        assessment = Assessment(domain=Domain.READING, taken_on=date(2026, 9, 23), standard_score=UNKNOWN, barrier=None)
        roll = loaded()
        record = PupilRecord(pupil=roll.records[1].pupil, baseline=(assessment,))
        written = json.loads(dump_roll(roll.but(records=(record,))))["pupils"]
        assert written == [
            {"pupil": {"ref": "P02"}, "baseline": [{"domain": "reading", "taken_on": "2026-09-23", "barrier": None}]}
        ]


class TestWhatCannotBeWritten:
    """A roll that no document can hold is refused, not written wrongly."""

    def test_a_roll_without_pupils(self) -> None:
        with pytest.raises(InvalidValue, match="pupils: is empty"):
            dump_roll(loaded().but(records=()))

    def test_half_a_character_and_a_boundless_number(self) -> None:
        roll = loaded()
        for centre in (roll.centre.but(name="\ud800"), roll.centre.but(places=10**30)):
            with pytest.raises(InvalidValue, match="JSON cannot hold") as refused:
                dump_roll(roll.but(centre=centre))
            assert refused.value.__context__ is None

    def test_a_school_called_as_every_other_school(self) -> None:
        roll = loaded()
        calendars = type(roll.calendars)({"*": roll.calendars.of("HILL")})
        with pytest.raises(InvalidValue, match=r"have a school called \*"):
            dump_roll(roll.but(calendars=calendars))
