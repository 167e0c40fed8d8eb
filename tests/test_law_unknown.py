"""What is not known: never a truth value, always with what would settle it, and unknown in, unknown out."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import Deadline, NoFixedDate
from ap_core.dates.service import HEADS_NOTICE, Method
from ap_core.errors import InvalidValue, NotInForce, OutsideCalendar
from ap_core.law.unknown import UNKNOWN, Need, Reason, Unknown, known, known_fields, reckon, unknown_among
from ap_core.law.wording import in_words, listed, placeholders
from ap_core.values import Value, item, value
from tests.strategies import DAY, LIMIT, ON, Shade


@value
class Visit(Value):
    """A small record with a question."""

    seen_on: date | None | Unknown = item(
        "the day of the visit", asks="When was the visit?", of="the mentor", default=UNKNOWN
    )
    place: str | Unknown = item("the place of the visit", default=UNKNOWN)


class Half(Enum):
    """A kind whose values are numbers."""

    FIRST = 1
    SECOND = 2


LATER = Unknown.because("visits[0].place", ask="Where?", of="the mentor")


class TestUnknown:
    """Unknown is not zero, not false and not none."""

    @pytest.mark.parametrize("unknown", [UNKNOWN, LATER])
    def test_has_no_truth_value(self, unknown: Unknown) -> None:
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(unknown)

    def test_equals_nothing_else(self) -> None:
        assert all(other != UNKNOWN for other in (None, 0, False, "", (), LATER))

    def test_the_bare_one_stays_the_one_object(self) -> None:
        for twin in (pickle.loads(pickle.dumps(UNKNOWN)), copy.copy(UNKNOWN), copy.deepcopy(UNKNOWN)):
            assert twin is UNKNOWN
        nested = pickle.loads(pickle.dumps(Visit()))
        assert nested == Visit() and nested.place is UNKNOWN

    def test_one_with_needs_is_equal_by_value(self) -> None:
        twin = pickle.loads(pickle.dumps(LATER))
        assert twin == LATER and hash(twin) == hash(LATER)
        assert (repr(UNKNOWN), repr(LATER)) == ("UNKNOWN", "UNKNOWN(visits[0].place)")

    def test_a_need_is_a_fact_missing_unless_another_reason_is_given(self) -> None:
        assert LATER.needs == (Need("visits[0].place", "Where?", "the mentor", Reason.FACT_MISSING),)

    def test_records_that_contradict_each_other_need_one_answer(self) -> None:
        both = Unknown.between("visits[0].place", "visits[1].place", ask="Which is right?", of="the mentor")
        paths = ("visits[0].place", "visits[1].place")
        assert both.needs == tuple(Need(path, "Which is right?", "the mentor", Reason.CONTRADICTION) for path in paths)


class TestKnown:
    """A field of a record as a fact: its value, or where it belongs and what to ask."""

    @pytest.mark.parametrize("got", [None, ON])
    def test_a_value_is_itself(self, got: date | None) -> None:
        assert known(Visit(seen_on=got), "seen_on", "visits[0].") is got

    def test_unfilled_names_path_question_and_whom_to_ask(self) -> None:
        assert known(Visit(), "seen_on", "visits[0].") == Unknown(
            (Need("visits[0].seen_on", "When was the visit?", "the mentor"),)
        )

    def test_without_a_question_the_meaning_is_asked_for(self) -> None:
        assert known(Visit(), "place", "") == Unknown((Need("place", "the place of the visit"),))

    def test_an_unknown_with_needs_of_its_own_keeps_them(self) -> None:
        assert known(Visit(place=LATER), "place", "visits[9].") is LATER

    @pytest.mark.parametrize("seen_on", [None, ON, UNKNOWN])
    @pytest.mark.parametrize("place", ["Hill", UNKNOWN, LATER])
    def test_several_at_once_are_what_each_is_alone(self, seen_on: Any, place: Any) -> None:
        visit = Visit(seen_on=seen_on, place=place)
        each = tuple(known(visit, name, "visits[0].") for name in ("place", "seen_on"))
        assert known_fields("place", "seen_on")(visit, "visits[0].") == each


class TestReckon:
    """A reckoning runs only on what is known; what is missing is gathered, each need once."""

    @given(st.lists(st.integers(0, 9) | st.sampled_from([UNKNOWN, LATER, Unknown.because("a"), Unknown.because("b")])))
    def test_unknown_in_unknown_out(self, inputs: list[Any]) -> None:
        missing = [each for each in inputs if isinstance(each, Unknown)]
        got = reckon(lambda *each: sum(each), *inputs)
        if missing:
            assert got == Unknown(tuple(dict.fromkeys(need for each in missing for need in each.needs)))
            assert unknown_among(inputs) == got
        else:
            assert got == sum(inputs) and unknown_among(inputs) is None

    def test_does_not_run_on_what_is_unknown(self) -> None:
        def never(*_: Any) -> None:
            raise AssertionError("ran")

        assert reckon(never, 1, LATER) == LATER

    def test_beyond_the_calendar(self) -> None:
        def outside() -> None:
            raise OutsideCalendar("HILL", ON, ON + DAY, "2027-01-04")

        got = reckon(outside)
        assert isinstance(got, Unknown)
        assert got.needs == (
            Need(
                "the calendar of HILL for 2027-01-04",
                "The term dates of HILL outside 2026-11-23 to 2026-11-24?",
                "HILL",
                Reason.BEYOND_CALENDAR,
            ),
        )

    def test_on_a_day_for_which_no_law_is_held(self) -> None:
        got = reckon(LIMIT.on, ON + 2 * DAY)
        assert isinstance(got, Unknown) and got.needs[0].reason is Reason.LAW_NOT_SEEN
        assert "the limit" in got.needs[0].path and got.needs[0].ask and got.needs[0].of
        assert "2026-11-25" not in f"{got.needs}", "the day may be a birthday"
        with pytest.raises(NotInForce):
            LIMIT.on(ON + 2 * DAY)

    def test_a_notice_that_no_provision_gives_a_day_to(self) -> None:
        """CAL-11: the actual day of receipt is asked for."""
        got = reckon(HEADS_NOTICE.given_on, Method.ELECTRONIC, ON)
        assert isinstance(got, Unknown)
        (need,) = got.needs
        assert need.path == "the day of receipt: the head's notice of an exclusion"
        assert need.ask.startswith("On what day was the head's notice of an exclusion received in a way that counts?")
        assert "electronically, it counts only where the parent agreed" in need.ask and need.of
        assert need.reason is Reason.FACT_MISSING
        assert reckon(HEADS_NOTICE.given_on, Method.BY_HAND, ON) == ON

    def test_other_errors_are_not_swallowed(self) -> None:
        with pytest.raises(ZeroDivisionError):
            reckon(lambda: 1 // 0)
        with pytest.raises(InvalidValue):
            reckon(Deadline, "today")


class TestWords:
    """Values are put into words one way, wherever a sentence shows one."""

    @pytest.mark.parametrize(
        ("shown", "words"),
        [
            (None, "none"),
            (True, "yes"),
            (False, "no"),
            (3, "3"),
            ("as it is", "as it is"),
            (UNKNOWN, "not known"),
            (LATER, "not known"),
            (Shade.RED, "red"),
            (Half.SECOND, "2"),
            (date(2026, 3, 1), "Sun 1 Mar 2026"),
            (date(999, 12, 31), "Tue 31 Dec 999"),
            (NoFixedDate("without delay"), "without delay"),
            (Deadline(ON), "Mon 23 Nov 2026"),
            (Deadline(ON, customary_last_day=ON + DAY), "Mon 23 Nov 2026 (on the other reading Tue 24 Nov 2026)"),
            (
                Deadline(ON, customary_last_day=ON + DAY, backstop_to="promptly"),
                "Mon 23 Nov 2026 (on the other reading Tue 24 Nov 2026) at the latest, and promptly",
            ),
            (
                Deadline(ON, backstop_to="as soon as practicable"),
                "Mon 23 Nov 2026 at the latest, and as soon as practicable",
            ),
            (
                Deadline(ON, backstop_to="promptly").switched_off("reg 10(4)(a)"),
                "promptly (the time limit is switched off: reg 10(4)(a))",
            ),
            ((2, 1), "2 and 1"),
            (frozenset((Shade.RED, Shade.BLUE)), "blue and red"),
            (frozenset("hgfedcba"), "a, b, c, d, e, f, g and h"),
            ((), "none"),
        ],
    )
    def test_each_kind(self, shown: object, words: str) -> None:
        assert in_words(shown) == words

    @pytest.mark.parametrize(
        ("words", "shown"), [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
    )
    def test_lists(self, words: list[str], shown: str) -> None:
        assert listed(words) == shown

    def test_placeholders(self) -> None:
        assert placeholders("{a} of {b}, {{c}}, {a}") == ("a", "b", "a")
