"""Registrations as rules read them: one row for each span in which the pupil's registers do not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ap_core.law.facts import Fact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, unknown_among
from ap_core.law.wording import iso_day
from ap_core.record import PupilRecord
from ap_core.registration.on_day import Registered, registered_on, standings
from ap_core.registration.records import Enrolment

_SINGLE, _MAIN, _SUBSIDIARY = Enrolment.SINGLE, Enrolment.MAIN, Enrolment.SUBSIDIARY
#: What a registration of each kind is counted as.
_COUNTED_AS = {
    _SINGLE: ("single_or_main", "single", "registered"),
    _MAIN: ("single_or_main", "main", "registered"),
    _SUBSIDIARY: ("subsidiary", "registered"),
    Enrolment.GUEST: (),
}
_COUNTED = ("single_or_main", "single", "main", "subsidiary", "registered")


@facts
class Pattern:
    """Who has the pupil on roll, and how, over a span in which that does not change."""

    subject: str
    first: Fact[date] = fact("the first day of this pattern of registrations")
    single_or_main: Fact[int] = fact("single and main registrations")
    single: Fact[int] = fact("single registrations")
    main: Fact[int] = fact("main registrations")
    subsidiary: Fact[int] = fact("subsidiary registrations")
    registered: Fact[int] = fact("schools where registered, guests left out")


_pattern = maker(Pattern)


def patterns(record: PupilRecord, asked: Asked) -> Iterator[Pattern]:
    """The patterns that began on or before the day of the check."""
    if type(record.registrations) is Unknown:
        missing = known(record, "registrations", "")
        yield _row("registrations", missing, dict.fromkeys(_COUNTED, missing))
        return
    before: dict[str, int | Unknown] | None = None
    for standing in standings(record.registrations, asked):
        day = standing.first
        if day is not None and day <= asked.on:
            counts = counts_of(standing.registered)
            # Whoever is counted at all is counted as registered too.
            if counts != before and counts["registered"] != 0:
                yield _row(f"registrations from {iso_day(day)}", day, counts)
            before = counts
    # From a day that is not known: the pattern of the day of the check stands for all of it.
    unsure: dict[str, Unknown] = {}
    for place, each in enumerate(record.registrations):
        if type(each.first) is Unknown and each.covers(asked.on) is not False:
            unsure.setdefault(each.school, known(each, "first", f"registrations[{place}]."))
    for school, first in unsure.items():
        counts = counts_of(registered_on(record.registrations, asked.on))
        yield _row(f"registrations with {school}", first, counts)


def _row(subject: str, first: Any, counts: dict[str, Any]) -> Pattern:
    return _pattern(
        subject=subject, first=first, single_or_main=counts["single_or_main"], single=counts["single"],
        main=counts["main"], subsidiary=counts["subsidiary"], registered=counts["registered"],
    )  # fmt: skip


def counts_of(registered: Iterable[Registered]) -> dict[str, int | Unknown]:
    """How many registrations there are of each kind; unknown where one that may count is not known."""
    single = main = subsidiary = 0
    unsure: dict[str, list[Any]] = {}
    for _, status, covers, _ in registered:
        if covers is not True or type(status) is Unknown:
            for name in _COUNTED if type(status) is Unknown else _COUNTED_AS[status]:
                unsure.setdefault(name, []).extend((covers, status))
        elif status is _SINGLE:
            single += 1
        elif status is _MAIN:
            main += 1
        elif status is _SUBSIDIARY:
            subsidiary += 1
    counts: dict[str, int | Unknown] = {
        "single_or_main": single + main,
        "single": single,
        "main": main,
        "subsidiary": subsidiary,
        "registered": single + main + subsidiary,
    }
    for name, may_count in unsure.items():
        missing = unknown_among(may_count)
        assert missing is not None
        counts[name] = missing
    return counts
