"""Disclosure control: metrics.md section 12, against a solver that knows nothing of rings and flows."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.progress.disclosure import (
    RULES,
    Counts,
    CountTable,
    DisclosureRule,
    LastReport,
    Place,
    Published,
    Purpose,
    disclosed,
    publish,
    solvable,
)
from ap_core.progress.measures import Measure, not_shown
from ap_core.progress.shares import share
from ap_core.states import MeasureState

ROWS, COLUMNS = ("Year 9", "Year 10", "Year 11"), ("college", "school", "neither")


def a_table(counts: Counts, **more: Any) -> CountTable:
    return CountTable(
        title="Moved on", rows=ROWS[: len(counts)], columns=COLUMNS[: len(counts[0])], counts=counts, **more
    )


def grids(most_rows: int = 3, most_columns: int = 3, most: int = 9) -> st.SearchStrategy[Counts]:
    """Counts, small ones above all: that is where the trouble is."""
    count = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 7, most])
    return st.tuples(st.integers(1, most_rows), st.integers(1, most_columns)).flatmap(
        lambda size: st.tuples(*[st.tuples(*[count] * size[1])] * size[0])
    )


def with_totals(inner: Counts) -> Counts:
    lines = [(*line, sum(line)) for line in inner]
    return (*lines, tuple(sum(line[c] for line in lines) for c in range(len(lines[0]))))


def hidden_in(published: Published) -> set[Place]:
    return {(r, c) for r, line in enumerate(published.counts) for c, count in enumerate(line) if count is None}


def worked_out(counts: Counts, hidden: set[Place], least: dict[Place, int] | None = None) -> list[Place]:
    """The hidden places that are the same in every table that fits: by trying all tables with counts one off.

    One off is enough to find another that fits, and a table that fits is a proof whatever made one think of it.
    """
    at_least = least or {}
    inner = [line[:-1] for line in counts[:-1]]
    nil_hidden = {r for r, c in hidden if not counts[r][c]}

    def fits(place: Place, value: int) -> bool:
        r, c = place
        if place not in hidden:
            return value == counts[r][c]
        return value >= max(r not in nil_hidden, at_least.get(place, 0))

    def lines(r: int) -> list[tuple[int, ...]]:
        choices = [
            [value for value in (count - 1, count, count + 1) if fits((r, c), value)]
            for c, count in enumerate(inner[r])
        ]
        return [line for line in product(*choices) if fits((r, len(line)), sum(line))]

    bottom = len(inner)
    tables = [
        table
        for table in map(with_totals, product(*(lines(r) for r in range(bottom))))
        if all(fits((bottom, c), total) for c, total in enumerate(table[bottom]))
    ]
    assert counts in tables
    return [(r, c) for r, c in sorted(hidden) if len({table[r][c] for table in tables}) == 1]


@st.composite
def partly_hidden(draw: st.DrawFn) -> tuple[Counts, set[Place], dict[Place, int]]:
    counts = with_totals(draw(grids()))
    places = [(r, c) for r, line in enumerate(counts) for c in range(len(line))]
    known = draw(st.dictionaries(st.sampled_from(places), st.integers(0, 2)))
    least = {(r, c): max(counts[r][c] - under, 0) for (r, c), under in known.items()}
    return counts, draw(st.sets(st.sampled_from(places))), least


class TestSolvable:
    """Whether a hidden count can be worked out is settled exactly."""

    @settings(max_examples=60)
    @given(partly_hidden())
    def test_as_trying_every_table(self, given_: tuple[Counts, set[Place], dict[Place, int]]) -> None:
        counts, hidden, least = given_
        assert solvable(counts, hidden) == worked_out(counts, hidden)
        assert solvable(counts, hidden, least) == worked_out(counts, hidden, least)


class TestPublished:
    """SDC-01 to SDC-03."""

    @settings(max_examples=40)
    @given(grids(), st.sampled_from(Purpose), st.booleans())
    def test_no_hidden_count_can_be_worked_out(self, inner: Counts, purpose: Purpose, sensitive: bool) -> None:
        found = publish(a_table(inner, sensitive=sensitive), purpose)
        assert worked_out(with_totals(inner), hidden_in(found)) == []

    @settings(max_examples=30)
    @given(grids(), st.sampled_from(Purpose), st.booleans())
    def test_nothing_too_small_is_shown_and_what_is_shown_is_true(
        self, inner: Counts, purpose: Purpose, sensitive: bool
    ) -> None:
        table, rule = a_table(inner, sensitive=sensitive), RULES[purpose]
        found = publish(table, purpose)
        for r, (line, true_line) in enumerate(zip(found.counts, table.with_totals(), strict=True)):
            group = true_line[-1]
            for count, true in zip(line, true_line, strict=True):
                assert count is None or (count == true and not 0 < count < rule.smallest_shown), r
            if 0 < group < rule.smallest_group:
                assert set(line[:-1]) == {None}
            if sensitive and group < rule.extremes_from:
                assert all(true not in (0, group) for count, true in zip(line[:-1], true_line, strict=False) if count)

    @settings(max_examples=30)
    @given(grids(), st.sampled_from(Purpose))
    def test_rounding_comes_after_hiding(self, inner: Counts, purpose: Purpose) -> None:
        """SDC-03: the same is hidden, and every count that is left is the nearest multiple of five, half up."""
        exact, rounded = publish(a_table(inner), purpose), publish(a_table(inner), purpose, round_to=5)
        assert hidden_in(exact) == hidden_in(rounded)
        for line, coarse in zip(exact.counts, rounded.counts, strict=True):
            for count, near in zip(line, coarse, strict=True):
                if count is not None and near is not None:
                    assert near % 5 == 0 and -2 <= near - count <= 2

    @settings(max_examples=30)
    @given(grids(), st.sampled_from([2, 10, 25]))
    def test_only_a_true_nil_is_shown_as_nil(self, inner: Counts, round_to: int) -> None:
        found = publish(a_table(inner), Purpose.BOARD, round_to=round_to)
        for line, true_line in zip(found.counts, with_totals(inner), strict=True):
            assert all(true == 0 for count, true in zip(line, true_line, strict=True) if count == 0)

    @settings(max_examples=30)
    @given(grids())
    def test_the_public_sees_no_more_than_the_board(self, inner: Counts) -> None:
        """Not cell by cell, for what is hidden beside may differ; but nothing too small for the board."""
        public, board = publish(a_table(inner), Purpose.PUBLIC), DisclosureRule(smallest_shown=3)
        for line in public.counts:
            assert not any(count is not None and board.is_small(count) for count in line)

    def test_a_safe_table_is_published_whole(self) -> None:
        found = publish(a_table(((12, 9), (8, 0))), Purpose.BOARD)
        assert found.counts == ((12, 9, 21), (8, 0, 8), (20, 9, 29))

    def test_as_little_as_possible_in_a_plain_case(self) -> None:
        """One small count: the smallest of its column, the smallest of its row, and the corner that closes the ring."""
        found = publish(a_table(((9, 2, 7), (8, 6, 9))), Purpose.BOARD)
        assert str(found) == (
            "         college  school  neither  Total\n"
            "Year 9         9       c        c     18\n"
            "Year 10        8       c        c     23\n"
            "Total         17       8       16     41"
        )

    def test_a_small_group_shows_no_outcome(self) -> None:
        """SDC-01: a group below six, with a total of five that a board may see."""
        found = publish(a_table(((5, 0), (7, 8), (9, 9))), Purpose.BOARD)
        assert found.counts[0] == (None, None, 5)

    def test_a_group_of_six_shows_its_outcomes(self) -> None:
        assert publish(a_table(((6, 0), (9, 9))), Purpose.BOARD).counts[0] == (6, 0, 6)

    def test_two_ones_that_make_two(self) -> None:
        """Two hidden counts are no protection where both have to be one: their total is hidden too."""
        assert publish(a_table(((1, 1, 0), (9, 8, 7))), Purpose.BOARD).counts[0][-1] is None

    def test_nobody_at_all(self) -> None:
        assert publish(a_table(((0, 0),)), Purpose.PUBLIC).counts == ((0, 0, 0), (0, 0, 0))

    def test_one_pupil(self) -> None:
        found = publish(a_table(((1, 0), (0, 0))), Purpose.BOARD)
        assert found.counts[0][-1] is None and found.counts[-1][-1] is None

    @settings(max_examples=25)
    @given(grids(), st.sampled_from([1, 5]))
    def test_a_share_is_hidden_with_any_of_its_counts(self, inner: Counts, round_to: int) -> None:
        found = publish(a_table(inner), Purpose.BOARD, round_to=round_to)
        for r, row in enumerate(found.rows):
            for c, column in enumerate(found.columns):
                share, count, n = found.share(row, column), found.counts[r][c], found.counts[r][-1]
                if count is None or n is None:
                    assert share.state is MeasureState.SUPPRESSED
                elif not n:
                    assert share.state is MeasureState.NOT_APPLICABLE
                else:
                    assert share.value == min(Fraction(100 * count, n), 100)


class TestLastReport:
    """SDC-02: last term's report is on everybody's desk."""

    @settings(max_examples=25)
    @given(st.tuples(*[st.sampled_from([0, 1, 2, 3, 5])] * 4), st.tuples(*[st.sampled_from([0, 0, 1, 3, 4])] * 4))
    @example((5, 3, 0, 0), (0, 0, 1, 0))
    @example((0, 0, 5, 3), (1, 0, 3, 0))
    def test_both_reports_together_give_nothing_away(self, then: tuple[int, ...], more: tuple[int, ...]) -> None:
        """Every pair of tables, each pupil counted on, that fits both reports: each hidden count has two values."""
        now = tuple(map(sum, zip(then, more, strict=True)))
        old_table, new_table = (a_table(((a, b), (c, d))) for a, b, c, d in (then, now))
        old = publish(old_table, Purpose.BOARD)
        new = publish(new_table, Purpose.BOARD, last=LastReport(table=old_table, published=old))
        seen: dict[tuple[bool, Place], set[int]] = {}
        olds, news = _fitting(old, then), _fitting(new, now)
        for one in olds:
            for other in news:
                if all(a <= b for a, b in zip(one, other, strict=True)):
                    for is_new, four in ((False, one), (True, other)):
                        for r, line in enumerate(with_totals((four[:2], four[2:]))):
                            for c, count in enumerate(line):
                                seen.setdefault((is_new, (r, c)), set()).add(count)
        for is_new, report in ((False, old), (True, new)):
            for place in hidden_in(report):
                assert len(seen[is_new, place]) > 1

    @settings(max_examples=50)
    @given(grids(2, 3), st.data())
    def test_no_count_shown_twice_has_grown_by_a_few(self, then: Counts, data: st.DataObject) -> None:
        now = tuple(tuple(count + data.draw(st.integers(0, 4)) for count in line) for line in then)
        old = publish(a_table(then), Purpose.PUBLIC)
        new = publish(a_table(now), Purpose.PUBLIC, last=LastReport(table=a_table(then), published=old))
        for old_line, new_line in zip(old.counts, new.counts, strict=True):
            for before, after in zip(old_line, new_line, strict=True):
                assert before is None or after is None or after - before not in (1, 2, 3, 4)

    @settings(max_examples=40)
    @given(grids(), st.data())
    def test_no_growth_by_a_few_can_be_told(self, then: Counts, data: st.DataObject) -> None:
        now = tuple(tuple(count + data.draw(st.integers(0, 4)) for count in line) for line in then)
        self.growth_told(then, now)

    def test_a_growth_that_only_both_reports_would_tell(self) -> None:
        """The hidden 5 that became 6: each report is safe alone, and the one pupil follows from both."""
        self.growth_told(((5, 5, 5), (0, 1, 1), (0, 1, 3)), ((5, 6, 8), (0, 5, 1), (0, 5, 3)))

    @staticmethod
    def growth_told(then: Counts, now: Counts) -> None:
        """Nothing hidden that grew by one or two is fixed while no count falls below what it was."""
        old = publish(a_table(then), Purpose.BOARD)
        new = publish(a_table(now), Purpose.BOARD, last=LastReport(table=a_table(then), published=old))
        before, after = with_totals(then), with_totals(now)
        least = {(r, c): count for r, line in enumerate(before) for c, count in enumerate(line)}
        for r, c in solvable(after, hidden_in(new), least):
            assert after[r][c] - before[r][c] not in (1, 2)

    def test_one_more_pupil(self) -> None:
        """12 then, 13 now: the one is told of, unless the 13 is hidden."""
        then, now = a_table(((12, 9), (8, 7))), a_table(((13, 9), (8, 7)))
        last = LastReport(table=then, published=publish(then, Purpose.BOARD))
        assert publish(now, Purpose.BOARD).counts[0][0] == 13
        assert publish(now, Purpose.BOARD, last=last).counts[0][0] is None

    def test_nothing_new(self) -> None:
        """The same report again hides the same."""
        table = a_table(((9, 2, 7), (8, 6, 9)))
        first = publish(table, Purpose.BOARD)
        assert publish(table, Purpose.BOARD, last=LastReport(table=table, published=first)) == first

    @pytest.mark.parametrize(
        "other", [a_table(((3, 3), (1, 9))), a_table(((13, 9, 1), (8, 7, 1))), a_table(((99, 9), (8, 7)))]
    )
    def test_another_table(self, other: CountTable) -> None:
        """A report of other counts, or one whose pupils have since gone, bounds nothing and is refused."""
        last = LastReport(table=other, published=publish(other, Purpose.BOARD))
        with pytest.raises(InvalidValue, match="last: has"):
            publish(a_table(((13, 9), (8, 1))), Purpose.BOARD, last=last)

    def test_two_that_do_not_belong_together(self) -> None:
        with pytest.raises(InvalidValue, match="another table"):
            LastReport(table=a_table(((1, 2),)), published=publish(a_table(((1, 2, 3),)), Purpose.BOARD))


def _fitting(report: Published, about: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The tables of two by two that fit a report, each count at most one off: each is a proof, whatever found it."""
    found = []
    for four in product(*[range(max(count - 1, 0), count + 2) for count in about]):
        everything = with_totals((four[:2], four[2:]))
        if all(
            shown is None or shown == count
            for line, true_line in zip(report.counts, everything, strict=True)
            for shown, count in zip(line, true_line, strict=True)
        ):
            found.append(four)
    return found


class TestMeasures:
    """SDC-01 and SDC-05 for one measure."""

    measure = Measure(name="m", unit="per cent", value=Fraction(100, 2), count=6, n=12, of=14, source="invented")

    @pytest.mark.parametrize(
        ("changes", "purpose", "sensitive", "hidden"),
        [
            ({}, Purpose.BOARD, False, False),
            ({"count": 2}, Purpose.BOARD, False, True),
            ({"count": 10}, Purpose.BOARD, False, True),
            ({"count": 3}, Purpose.BOARD, False, False),
            ({"count": 3}, Purpose.PUBLIC, False, True),
            ({"count": 0, "n": 9}, Purpose.BOARD, False, False),
            ({"count": 0, "n": 9}, Purpose.BOARD, True, True),
            ({"count": 9, "n": 9}, Purpose.BOARD, True, True),
            ({"count": 0, "n": 10}, Purpose.BOARD, True, False),
            ({"count": None, "n": 5}, Purpose.BOARD, False, True),
            ({"count": None, "n": 6}, Purpose.PUBLIC, False, False),
            ({"count": 1, "n": 1}, Purpose.OWN_REPORT, True, False),
        ],
    )
    def test_hidden_or_not(self, changes: dict[str, Any], purpose: Purpose, sensitive: bool, hidden: bool) -> None:
        found = disclosed(self.measure.but(**changes), purpose, sensitive=sensitive)
        assert (found.state is MeasureState.SUPPRESSED) is hidden
        if hidden:
            assert (found.value, found.count, found.interval, found.of) == (None, None, None, None)
            assert (found.n is None) == (changes.get("n", 12) < 6)

    def test_how_many_are_missing_is_left_out_where_few(self) -> None:
        assert disclosed(self.measure, Purpose.BOARD).of is None
        assert disclosed(self.measure.but(of=15), Purpose.BOARD).of == 15
        assert disclosed(self.measure.but(of=12), Purpose.BOARD).of == 12

    def test_what_has_no_value_has_none_to_hide(self) -> None:
        nothing = not_shown("m", "points", MeasureState.UNRELIABLE, "few", n=12, source="invented")
        assert disclosed(nothing, Purpose.PUBLIC) == nothing
        nobody = not_shown("m", "points", MeasureState.NOT_APPLICABLE, "no pupil", n=0, source="invented")
        assert disclosed(nobody, Purpose.PUBLIC) is nobody

    def test_a_count_without_a_value_is_a_count(self) -> None:
        """Six to nine pupils have a count and no value: 2 of 8 is still 2."""
        found = share("s", 2, 8, source="invented")
        assert (found.state, found.count) == (MeasureState.UNRELIABLE, 2)
        assert disclosed(found, Purpose.BOARD).count is None
        assert disclosed(share("s", 4, 8, source="invented"), Purpose.BOARD).count == 4

    def test_a_small_number_beside_the_value(self) -> None:
        assert disclosed(self.measure.but(why="2 at risk then"), Purpose.BOARD).why == ""
        assert disclosed(self.measure.but(why="6 at risk then"), Purpose.BOARD).why == "6 at risk then"

    def test_a_rule_of_ones_own(self) -> None:
        assert disclosed(self.measure, Purpose.BOARD, rule=DisclosureRule(smallest_shown=9)).state.symbol == "c"


class TestRefusals:
    @pytest.mark.parametrize(
        ("call", "many"),
        [
            (lambda: CountTable(title="t", rows=(), columns=("x", "x"), counts=()), 2),
            (lambda: CountTable(title="t", rows=("a",), columns=("x", "y"), counts=((-1,),)), 2),
            (lambda: CountTable(title="t", rows=("a",), columns=("x",), counts=()), 1),
            (lambda: DisclosureRule(smallest_shown=0, smallest_group=0, extremes_from=0), 3),
            (lambda: publish(a_table(((1,),)), Purpose.BOARD, round_to=0), 1),
            (lambda: publish(a_table(((1,),)), Purpose.BOARD).share("Year 9", "nowhere"), 1),
        ],
    )
    def test_refused(self, call: Callable[[], Any], many: int) -> None:
        with pytest.raises(InvalidValue) as wrong:
            call()
        assert len(wrong.value.faults) == many

    def test_no_count_is_displayed_by_the_table_itself(self) -> None:
        assert "99" not in repr(a_table(((99, 1),)))
