"""Values of law by date: editions in order, a repeal is one too, and outside them an answer that says so."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue, NotInForce
from ap_core.law.citation import Force, Seen
from ap_core.law.dated import Dated, Edition, NotHeld, Repeal
from tests.strategies import DAY, LIMIT, ON, SAMPLE

starts = st.lists(st.integers(0, 40), min_size=1, max_size=5, unique=True).map(sorted)


_AGAIN = (Edition(ON + 3 * DAY, 5, SAMPLE.reg("12")),)


class TestLookUp:
    """The edition in force on a day, with its citation; never ``None``, never today's value (promise 3)."""

    @pytest.mark.parametrize(
        ("n", "value", "provision"), [(-2, 2, "reg 3"), (-1, 2, "reg 3"), (0, 3, "reg 3A"), (1, 3, "reg 3A")]
    )
    def test_both_sides_of_each_first_day(self, n: int, value: int, provision: str) -> None:
        edition = LIMIT.on(ON + n * DAY)
        assert (edition.value, edition.citation) == (value, SAMPLE.at(provision))

    def test_before_the_first_edition_it_says_from_when(self) -> None:
        with pytest.raises(NotInForce) as refused:
            LIMIT.on(ON - 3 * DAY)
        assert str(refused.value) == (
            "the limit: nothing in force on 2026-11-20; the first edition held here begins on 2026-11-21"
        )

    @pytest.mark.parametrize("n", [2, 3, 4000])
    def test_after_a_repeal_it_says_since_when_and_by_what(self, n: int) -> None:
        with pytest.raises(NotInForce, match="it was ended from 2026-11-25 by Sample 1 reg 9"):
            LIMIT.on(ON + n * DAY)

    def test_made_again_after_a_repeal(self) -> None:
        again = Dated("x", (*LIMIT.editions, Edition(ON + 9 * DAY, 5, SAMPLE.reg("12"))))
        assert again.on(ON + 9 * DAY).value == 5
        with pytest.raises(NotInForce):
            again.on(ON + 8 * DAY)

    def test_what_is_not_known_here_is_no_repeal(self) -> None:
        """Between two editions, or after the last, the text may not have been seen: then the answer says so."""
        gap = Dated("x", (Edition(ON, 1, SAMPLE.at()), NotHeld(ON + DAY, SAMPLE.reg("7")), *_AGAIN))
        assert (gap.on(ON).value, gap.on(ON + 3 * DAY).value) == (1, 5)
        for n in (1, 2):
            with pytest.raises(NotInForce) as refused:
                gap.on(ON + n * DAY)
            assert refused.value.why == "what holds from 2026-11-24 is not known here (Sample 1 reg 7)"

    @pytest.mark.parametrize("day", [datetime(2026, 11, 23, 9), datetime(2000, 1, 1), "2026-11-23", None])
    def test_a_day_is_a_plain_date(self, day: Any) -> None:
        with pytest.raises(InvalidValue, match="the limit cannot be built: day: is not a plain date"):
            LIMIT.on(day)

    @given(starts, st.integers(-3, 45))
    def test_is_the_last_edition_that_has_begun(self, begun: list[int], n: int) -> None:
        dated = Dated("x", tuple(Edition(ON + timedelta(days=start), start, SAMPLE.at()) for start in begun))
        wanted = [start for start in begun if start <= n]
        if wanted:
            assert dated.on(ON + timedelta(days=n)).value == wanted[-1]
        else:
            with pytest.raises(NotInForce):
                dated.on(ON + timedelta(days=n))


class TestBuilt:
    """Editions are given oldest first; anything else is refused where it stands."""

    def test_refused_without_editions(self) -> None:
        with pytest.raises(InvalidValue, match="editions: is empty"):
            Dated("x", ())

    @pytest.mark.parametrize("days", [(1, 0), (0, 0), (0, 2, 1)])
    def test_refused_out_of_order(self, days: tuple[int, ...]) -> None:
        with pytest.raises(InvalidValue) as refused:
            Dated("x", tuple(Edition(ON + n * DAY, n, SAMPLE.at()) for n in days))
        assert [fault.path for fault in refused.value.faults] == [f"editions[{len(days) - 1}]"]

    def test_a_repeal_has_its_place_in_the_order_too(self) -> None:
        with pytest.raises(InvalidValue):
            Dated("x", (Repeal(ON, SAMPLE.at()), Edition(ON, 1, SAMPLE.at())))

    @pytest.mark.parametrize("first", [(), (Edition(ON - 5 * DAY, 1, SAMPLE.at()), Repeal(ON - 4 * DAY, SAMPLE.at()))])
    def test_a_repeal_needs_something_to_end(self, first: tuple[Any, ...]) -> None:
        with pytest.raises(InvalidValue, match="ends what is not in force") as refused:
            Dated("x", (*first, Repeal(ON, SAMPLE.at())))
        assert len(refused.value.faults) == 1
        Dated("x", (NotHeld(ON - DAY, SAMPLE.at()), Repeal(ON, SAMPLE.at())))

    def test_all_faults_at_once(self) -> None:
        """A time of day, no date at all, no citation, no edition, out of order: each where it stands."""
        wrong: Any = (
            Repeal(ON, SAMPLE.at()),
            Edition(datetime(2026, 11, 30), 1, SAMPLE.at()),
            Edition("2026-12-01", 2, SAMPLE.at()),  # type: ignore[arg-type]
            Edition(ON, 3, "reg 3"),  # type: ignore[arg-type]
            (ON + DAY, 4),
            Edition(ON + DAY, 5, SAMPLE.at()),
            Edition(ON - DAY, 6, SAMPLE.at()),
        )
        with pytest.raises(InvalidValue) as refused:
            Dated("x", wrong)
        assert [f"{fault.path}: {fault.problem}" for fault in refused.value.faults] == [
            "editions[0]: ends what is not in force",
            "editions[1].valid_from: is not a plain date",
            "editions[2].valid_from: is not a plain date",
            "editions[3].citation: is no citation",
            "editions[3]: does not begin after the one before it",
            "editions[4]: is no edition",
            "editions[6]: does not begin after the one before it",
        ]
        assert "2026-12-01" not in str(refused.value)

    def test_editions_from_any_iterable_are_kept(self) -> None:
        assert Dated("the limit", iter(LIMIT.editions)) == LIMIT  # type: ignore[arg-type]

    def test_equal_by_value_and_after_pickling(self) -> None:
        twin = pickle.loads(pickle.dumps(LIMIT))
        assert twin == LIMIT and hash(twin) == hash(LIMIT) and twin.on(ON) == LIMIT.on(ON)
        assert Dated("the limit", LIMIT.editions[:1]) != LIMIT


class TestCitations:
    """A provision names its instrument, its force, and whether its text was read."""

    def test_places_in_an_instrument(self) -> None:
        shown = [
            str(SAMPLE.section("8")),
            str(SAMPLE.reg("3(1)-(2)")),
            str(SAMPLE.at("Sch 1 para 4")),
            str(SAMPLE.at()),
        ]
        assert shown == ["Sample 1 s.8", "Sample 1 reg 3(1)-(2)", "Sample 1 Sch 1 para 4", "Sample 1"]

    def test_force_and_reading_of_a_place_may_differ_from_the_whole(self) -> None:
        usual, other = SAMPLE.reg("3"), SAMPLE.at("reg 4", force=Force.ANNOUNCED, seen=Seen.NOT_SEEN, note="As made.")
        assert (usual.force, usual.seen, usual.note) == (Force.LAW, Seen.AT_SOURCE, "")
        assert (other.force, other.seen, other.note) == (Force.ANNOUNCED, Seen.NOT_SEEN, "As made.")
        assert SAMPLE.section("8", seen=Seen.SECONDARY, note="n").seen is Seen.SECONDARY
        assert usual.reviewed_on == date(2026, 11, 24)
