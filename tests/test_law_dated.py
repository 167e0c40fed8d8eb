"""Values of law by date: editions in order, a repeal is one too, and outside them an answer that says so."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue, NotInForce
from ap_core.law.citation import Force, Seen
from ap_core.law.dated import Dated, Edition, Repeal
from tests.strategies import DAY, LIMIT, ON, SAMPLE

starts = st.lists(st.integers(0, 40), min_size=1, max_size=5, unique=True).map(sorted)


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
