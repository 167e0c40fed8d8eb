"""How far the law was read: each provision cited, what rests on it, whether its text was seen, and how long ago.

A report for whoever keeps the law up to date, and for whoever wants to know how far to trust it. What a centre chooses
for itself has no text to be read, and is left out; what the law or guidance says of a choice is in it.

>>> from ap_core.law.citation import Force, Instrument
>>> from ap_core.law.dated import Edition
>>> sample = Instrument("A sample instrument", "Sample 1", Force.LAW, Seen.SECONDARY, date(2024, 2, 29))
>>> notice = Dated("days of notice", (Edition(date(2010, 9, 1), 2, sample.reg("3")),))
>>> report = Reading.of(rules=(), dated=(notice,))
>>> [(str(each.citation), each.by) for each in report.seen(Seen.SECONDARY)]
[('Sample 1 reg 3', ('days of notice',))]
>>> len(report.stale(date(2025, 2, 28))), len(report.stale(date(2025, 3, 1)))
(0, 1)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from ap_core.dates.plain import plain_day
from ap_core.law.citation import Citation, Force, Seen
from ap_core.law.dated import Dated, Edition
from ap_core.law.policies import Standing
from ap_core.law.rules import Rule


@attrs.frozen
class Cited:
    """A citation, and what rests on it: ids of rules, names of dated values and of choices."""

    citation: Citation
    by: tuple[str, ...]


@attrs.frozen
class Reading:
    """Everything that is cited, in the order of instruments and places in them."""

    cited: tuple[Cited, ...]

    @classmethod
    def of(cls, rules: Iterable[Rule], dated: Iterable[Dated[Any]], standings: Iterable[Standing] = ()) -> Reading:
        """The report over these rules, these values of law, repeals included, and what stands above these choices."""
        by: dict[Citation, dict[str, None]] = {}
        for citation, whose in (*_of_law(rules, dated), *_of_choices(standings)):
            if citation.force is not Force.LOCAL:
                by.setdefault(citation, {})[whose] = None
        return cls(tuple(Cited(citation, tuple(by[citation])) for citation in sorted(by, key=_place)))

    def seen(self, how: Seen) -> tuple[Cited, ...]:
        """What was read at source, in a secondary source, or not at all."""
        return tuple(each for each in self.cited if each.citation.seen is how)

    def stale(self, on: date) -> tuple[Cited, ...]:
        """What was last compared with its text more than a year before ``on``: the anniversary itself is not yet more.

        29 February has its anniversary on 28 February.
        """
        plain_day(on, "stale", "on")
        a_year_ago = (on.year - 1, on.month, on.day)
        return tuple(each for each in self.cited if _parts(each.citation.reviewed_on) < a_year_ago)


def _of_law(rules: Iterable[Rule], dated: Iterable[Dated[Any]]) -> Iterator[tuple[Citation, str]]:
    for rule in rules:
        yield rule.cites, rule.id
    for each in dated:
        for edition in each.editions:
            is_rule = isinstance(edition, Edition) and isinstance(edition.value, Rule)
            yield edition.citation, edition.value.id if is_rule else each.name  # type: ignore[union-attr]


def _of_choices(standings: Iterable[Standing]) -> Iterator[tuple[Citation, str]]:
    for standing in standings:
        for bound in (standing.law, standing.guidance):
            if bound.cites is not None:
                yield bound.cites, standing.choice


def _place(citation: Citation) -> tuple[str, str]:
    return (str(citation), citation.note)


def _parts(day: date) -> tuple[int, int, int]:
    """Compared part by part, so that a day in a year without it is no trouble."""
    return (day.year, day.month, day.day)
