"""What of a table of pupils can be published so that nobody's own cell can be worked out from the rest.

There is no single rule of the department's (fact book metrics, section 12), so these are the library's own defaults,
one for each purpose. The order is fixed: decide on the counts as they are, hide, round what is left, then put symbols.

* **Primary**: small counts, every outcome of a small group, and for sensitive items nobody and everybody.
* **Secondary**: as long as a hidden count can be worked out from what is left, hide what it costs least to hide so that
  it cannot. The question is put exactly: a count can be worked out if no other table of whole pupils fits everything
  published.
* **Differences**: what was published last term is set beside it. A count that grew by a few pupils tells of those few,
  and what was hidden stays hidden to the end of the year.

Somebody who knows this procedure to the letter, or the pupils, knows more than the table says: no suppression helps
against that, and a centre's readers do know the pupils.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from heapq import heappop, heappush

from ap_core.errors import Fault, refuse
from ap_core.progress.measures import Measure, measured, not_shown
from ap_core.states import MeasureState
from ap_core.values import Value, expect, item, small_value, value

_NUMBER = re.compile(r"\d+")


class Purpose(Enum):
    """Who is going to read it."""

    BOARD = "the governing board or management committee"
    PUBLIC = "anybody"
    OWN_REPORT = "the pupil's own parents, authority or commissioner"


@value
class DisclosureRule(Value):
    """When a count is too small to be shown, and a group too small for any of its outcomes."""

    smallest_shown: int = item("the smallest count that is shown, other than 0")
    smallest_group: int = item("the smallest group whose outcomes are shown", default=6)
    extremes_from: int = item(
        "the smallest group of which nobody and everybody are shown, of a sensitive item", default=10
    )

    def _faults(self) -> Iterator[Fault]:
        for name in ("smallest_shown", "smallest_group", "extremes_from"):
            if getattr(self, name) < 1:
                yield Fault(name, "is below 1", "give a number of pupils")

    def is_small(self, count: int) -> bool:
        """Whether so many pupils are too few to be told of: one or more, and below the smallest that is shown."""
        return 0 < count < self.smallest_shown


#: The library's own defaults: counts of 1 and 2 are hidden from a board, 1 to 4 from everybody else. A report on one
#: pupil keeps the pupil's own figures whole, and tells of others as little as any publication.
RULES = {
    Purpose.BOARD: DisclosureRule(smallest_shown=3),
    Purpose.PUBLIC: DisclosureRule(smallest_shown=5),
    Purpose.OWN_REPORT: DisclosureRule(smallest_shown=5),
}


#: The counts of a table, row by row.
Counts = tuple[tuple[int, ...], ...]
#: Where a count stands, totals included: the row and the column, both from 0; the last of each is the total.
Place = tuple[int, int]


@value
class CountTable(Value):
    """Pupils by two characteristics, each pupil once; totals are reckoned and published with it.

    More than two characteristics at once tell who is who in a centre of thirty, so there is no table of them here.
    """

    title: str = item("what is counted")
    rows: tuple[str, ...] = item("the groups")
    columns: tuple[str, ...] = item("the outcomes")
    counts: tuple[tuple[int, ...], ...] = item("the pupils, row by row", shown=False)
    sensitive: bool = item(
        "whether it also tells something to know that nobody or everybody is in a cell", default=False
    )

    def _faults(self) -> Iterator[Fault]:
        for name in ("rows", "columns"):
            labels = getattr(self, name)
            if not labels or len(set(labels)) != len(labels):
                yield Fault(name, "are none, or not all different", "name each once")
        if len(self.counts) != len(self.rows):
            yield Fault("counts", "has not one line for each of rows", "give one line for each")
        for at, line in enumerate(self.counts):
            if len(line) != len(self.columns):
                yield Fault(f"counts[{at}]", "has not one count for each of columns", "give one count for each")
            for place, count in enumerate(line):
                if count < 0:
                    yield Fault(f"counts[{at}][{place}]", "is negative", "give a count of pupils")

    def with_totals(self) -> Counts:
        """The counts with a total at the end of each row, and a last row of totals.

        >>> CountTable(title="t", rows=("a", "b"), columns=("x", "y"), counts=((1, 2), (3, 4))).with_totals()
        ((1, 2, 3), (3, 4, 7), (4, 6, 10))
        """
        lines = [(*line, sum(line)) for line in self.counts]
        return (*lines, tuple(map(sum, zip(*lines, strict=True))))


@small_value
class Published(Value):
    """A table as it may be published: ``None`` stands for what is hidden, and is read as the symbol c."""

    title: str = item("what is counted")
    rows: tuple[str, ...] = item("the groups; the last is the total")
    columns: tuple[str, ...] = item("the outcomes; the last is the total")
    counts: tuple[tuple[int | None, ...], ...] = item("the counts, totals included; none is hidden")
    purpose: Purpose = item("for whom")
    rounded_to: int = item("to what the counts are rounded; 1 where they are not", default=1)

    def share(self, row: str, column: str) -> Measure:
        """The share of a row's pupils in a column, in per cent, from the published counts; suppressed with any of them.

        Of rounded counts it is read in whole per cent.
        """
        if row not in self.rows or column not in self.columns:
            refuse("Published.share", "row", "or column is not in the table", "name one that is")
        line = self.counts[self.rows.index(row)]
        count, n = line[self.columns.index(column)], line[-1]
        name, unit, source = f"{self.title}: {row}, {column}", "per cent", f"counts published for {self.purpose.value}"
        if count is None or n is None:
            return not_shown(name, unit, MeasureState.SUPPRESSED, "small numbers", n=n, source=source)
        if not n:
            return not_shown(name, unit, MeasureState.NOT_APPLICABLE, "no pupil", n=0, source=source)
        # A count rounded up may pass its total: there are no more than all of them.
        share = min(Fraction(100 * count, n), Fraction(100))
        if self.rounded_to > 1:
            return measured(name, unit, share, n=n, places=0, source=f"{source}, rounded to {self.rounded_to}")
        return measured(name, unit, share, n=n, count=count, source=source)

    def __str__(self) -> str:
        lines = [
            ("", *self.columns),
            *((row, *map(_shown, line)) for row, line in zip(self.rows, self.counts, strict=True)),
        ]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            "  ".join(
                cell.ljust(width) if not at else cell.rjust(width)
                for at, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        )


def _shown(count: int | None) -> str:
    return MeasureState.SUPPRESSED.symbol if count is None else str(count)


@value
class LastReport(Value):
    """The last report of the same counts in the same school year: what was counted, and what of it was published."""

    table: CountTable = item("what was counted then", shown=False)
    published: Published = item("what was published of it")

    def _faults(self) -> Iterator[Fault]:
        if (self.published.rows[:-1], self.published.columns[:-1]) != (self.table.rows, self.table.columns):
            yield Fault("published", "is of another table", "give the two that belong together")

    @property
    def hidden(self) -> set[Place]:
        """The places that were hidden."""
        lines = self.published.counts
        return {(r, c) for r, line in enumerate(lines) for c, count in enumerate(line) if count is None}


def publish(
    table: CountTable,
    purpose: Purpose,
    *,
    last: LastReport | None = None,
    round_to: int = 1,
    rule: DisclosureRule | None = None,
) -> Published:
    """The table as it may be published for ``purpose``, hidden and then rounded (``round_to=5`` for a wide audience).

    ``last`` is the report that its readers already have, of the same school year and counted on since. A count that has
    grown by a few pupils is hidden, and so is what was hidden then: neither report gives away what the other hides.
    :class:`~ap_core.errors.InvalidValue` where a count is smaller than it was.

    >>> moved_on = CountTable(
    ...     title="Moved on", rows=("Year 10", "Year 11"), columns=("college", "other school", "neither"),
    ...     counts=((7, 9, 1), (8, 4, 3)),
    ... )
    >>> print(publish(moved_on, Purpose.BOARD))
             college  other school  neither  Total
    Year 10        7             c        c     17
    Year 11        8             c        c     15
    Total         15            13        4     32
    """
    expect("publish", "purpose", purpose, Purpose, "give one of Purpose")
    expect("publish", "round_to", round_to, int, "give 5, or 1 for counts as they are")
    rule = rule or RULES[purpose]
    if round_to < 1:
        refuse("publish", "round_to", "is below 1", "give 5, or 1 for counts as they are")
    counts = table.with_totals()
    hidden = {place for place in _places(counts) if _too_small(table, counts, place, rule)}
    # Only a true nil is shown as 0.
    hidden |= {(r, c) for r, c in _places(counts) if counts[r][c] and not _rounded(counts[r][c], round_to)}
    if last is not None:
        hidden |= _kept_from_last(table, counts, rule, last)
    _hide_until_safe(counts, hidden, rule, last)
    return Published(
        title=table.title, rows=(*table.rows, "Total"), columns=(*table.columns, "Total"), purpose=purpose,
        rounded_to=round_to, counts=tuple(
            tuple(None if (r, c) in hidden else _rounded(count, round_to) for c, count in enumerate(line))
            for r, line in enumerate(counts)
        ),
    )  # fmt: skip


def _rounded(count: int, to: int) -> int:
    """To the nearest multiple, half up."""
    return (2 * count + to) // (2 * to) * to


def _places(counts: Counts) -> Iterator[Place]:
    yield from ((r, c) for r, line in enumerate(counts) for c in range(len(line)))


def _too_small(table: CountTable, counts: Counts, place: Place, rule: DisclosureRule) -> bool:
    """Whether a count is hidden for its own sake."""
    r, c = place
    count, group = counts[r][c], counts[r][-1]
    if rule.is_small(count):
        return True
    if c == len(table.columns) or not group:
        return False
    return group < rule.smallest_group or (table.sensitive and group < rule.extremes_from and count in (0, group))


def _kept_from_last(table: CountTable, counts: Counts, rule: DisclosureRule, last: LastReport) -> set[Place]:
    """What last term's report makes us hide: a count that has grown by a few, and all that was hidden then."""
    if (last.table.rows, last.table.columns) != (table.rows, table.columns):
        refuse("publish", "last", "has other rows or columns", "give the last report of the same table")
    then = last.table.with_totals()
    grown = {(r, c): counts[r][c] - then[r][c] for r, c in _places(counts)}
    if min(grown.values()) < 0:
        refuse("publish", "last", "has a count that is larger than now", "give a report of the same year, counted on")
    return last.hidden | {place for place, more in grown.items() if rule.is_small(more)}


def _hide_until_safe(counts: Counts, hidden: set[Place], rule: DisclosureRule, last: LastReport | None) -> None:
    """Hide more until no hidden count can be told, nor by how few it has grown.

    What was hidden last time is protected by what protected it then, all of which is still hidden: add one to each
    count of that ring in both reports, or take one away, and both still fit. Every other hidden count has to be free to
    move while no count falls below what it was.
    """
    then = last.table.with_totals() if last is not None else ()
    at_least = {(r, c): then[r][c] for r, c in _places(then)}
    safe = last.hidden if last is not None else set()
    safe = {(r, c) for r, c in safe if not rule.is_small(counts[r][c] - then[r][c])}
    for place in sorted(hidden - safe):
        # What is hidden beside it is on the same ring, and so as safe.
        hidden |= _ring(counts, hidden, place, at_least)


def solvable(counts: Counts, hidden: set[Place], at_least: Mapping[Place, int] | None = None) -> list[Place]:
    """The hidden places of a table with totals whose count follows from all that is not hidden, in order.

    What is known besides: counts are whole and not negative, at least as large as given, and not nil where no nil of
    the row is hidden.

    >>> solvable(((1, 2, 3), (3, 4, 7), (4, 6, 10)), {(0, 0)})
    [(0, 0)]
    >>> solvable(((1, 2, 3), (3, 4, 7), (4, 6, 10)), {(0, 0), (0, 1), (1, 0), (1, 1)})
    []
    """
    return [place for place in sorted(hidden) if _ring(counts, hidden, place, at_least or {})]


#: A row ("row", number) or a column of the table, as a point through which the counts flow.
_Point = tuple[str, int]
#: What it costs to hide something: nils, then totals, then pupils.
_Cost = tuple[int, int, int]


def _ring(counts: Counts, hidden: set[Place], place: Place, at_least: Mapping[Place, int]) -> set[Place]:
    """What has to be hidden besides, at the least cost, so that ``place`` cannot be told; nothing where it cannot.

    The counts of a table are a flow through its rows and columns, and the totals flow back. Another table fits what is
    shown if and only if a pupil can be moved round a ring of hidden counts, some rising and some falling by one; so no
    inequality has to be solved, only a way found from one end of ``place`` to the other.
    """
    rows_with_nil = {r for r, c in hidden if not counts[r][c]}
    onward: dict[_Point, list[tuple[_Point, Place]]] = {}
    for r, c in _places(counts):
        start, end = _ends(counts, (r, c))
        onward.setdefault(start, []).append((end, (r, c)))
        if counts[r][c] > max(r not in rows_with_nil, at_least.get((r, c), 0)):
            onward.setdefault(end, []).append((start, (r, c)))
    start, end = _ends(counts, place)
    # It may always rise, along with its totals; whether it may fall depends.
    ways = [_cheapest_way(counts, hidden, onward, end, start, place)]
    if (start, place) in onward[end]:
        ways.append(_cheapest_way(counts, hidden, onward, start, end, place))
    return set(min(way for way in ways if way is not None)[1])


def _cheapest_way(
    counts: Counts,
    hidden: set[Place],
    onward: Mapping[_Point, list[tuple[_Point, Place]]],
    start: _Point,
    end: _Point,
    without: Place,
) -> tuple[_Cost, list[Place]] | None:
    """The way from ``start`` to ``end`` that costs least to hide, and what it hides (Dijkstra); none where none is."""
    bottom, last = len(counts) - 1, len(counts[0]) - 1
    heap: list[tuple[_Cost, list[Place], _Point]] = [((0, 0, 0), [], start)]
    done: set[_Point] = set()
    while heap:
        cost, to_hide, point = heappop(heap)
        if point == end:
            return cost, to_hide
        done.add(point)
        for further, (r, c) in onward[point]:
            if (r, c) == without or further in done:
                continue
            if (r, c) in hidden:
                heappush(heap, (cost, to_hide, further))
            else:
                nils, totals, pupils = cost
                dearer = (nils + (not counts[r][c]), totals + (r == bottom or c == last), pupils + counts[r][c])
                heappush(heap, (dearer, [*to_hide, (r, c)], further))
    return None


def _ends(counts: Counts, place: Place) -> tuple[_Point, _Point]:
    """From which point to which a count flows. A total flows against the counts that it sums up."""
    r, c = place
    row, column = ("row", r), ("column", c)
    against = (r == len(counts) - 1) != (c == len(counts[0]) - 1)
    return (column, row) if against else (row, column)


def disclosed(
    measure: Measure, purpose: Purpose, *, sensitive: bool = False, rule: DisclosureRule | None = None
) -> Measure:
    """A measure as it may be shown for ``purpose``: suppressed where it tells of too few pupils.

    A group below the smallest, a small count or a small rest; of a sensitive item nobody or everybody of a small group;
    how many are missing is left out where they are few. A pupil's own report keeps the pupil's own figures whole.

    >>> from fractions import Fraction
    >>> back = Measure(name="back at school", unit="per cent", value=Fraction(200, 9), count=2, n=9, source="invented")
    >>> print(disclosed(back, Purpose.BOARD))
    back at school: c, suppressed (small numbers)
    """
    if purpose is Purpose.OWN_REPORT or not measure.n:
        return measure
    rule = rule or RULES[purpose]
    n, count = measure.n, measure.count
    too_few = n < rule.smallest_group
    if count is not None:
        too_few |= rule.is_small(count) or rule.is_small(n - count)
        too_few |= sensitive and n < rule.extremes_from and count in (0, n)
    if too_few:
        return not_shown(
            measure.name, measure.unit, MeasureState.SUPPRESSED, "small numbers", source=measure.source,
            places=measure.places, n=None if n < rule.smallest_group else n, not_for=measure.not_for,
        )  # fmt: skip
    # A count may stand in what is said beside it, too: so many at risk, so many in all.
    tells = any(rule.is_small(int(number)) for number in _NUMBER.findall(measure.why)) and measure.state.has_value
    return measure.but(of=None if rule.is_small(measure.missing or 0) else measure.of, why="" if tells else measure.why)
