"""Registrations as rules read them: one row for each span in which the pupil's registers do not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ap_core.law.facts import Fact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, unknown_among
from ap_core.law.wording import iso_day
from ap_core.record import PupilRecord
from ap_core.registration.on_day import Registered, registered_on, standings
from ap_core.registration.records import Enrolment

_SINGLE, _MAIN, _SUBSIDIARY = Enrolment.SINGLE, Enrolment.MAIN, Enrolment.SUBSIDIARY
_KINDS = (
    ("single_or_main", (_SINGLE, _MAIN)),
    ("single", (_SINGLE,)),
    ("main", (_MAIN,)),
    ("subsidiary", (_SUBSIDIARY,)),
    ("registered", (_SINGLE, _MAIN, _SUBSIDIARY)),
)


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


def patterns(record: PupilRecord, asked: Asked) -> Iterator[Pattern]:
    """The patterns that began on or before the day of the check."""
    if type(record.registrations) is Unknown:
        missing = known(record, "registrations", "")
        counts = dict.fromkeys(("single_or_main", "single", "main", "subsidiary", "registered"), missing)
        yield Pattern(subject="registrations", first=missing, **counts)
        return
    before: dict[str, int | Unknown] | None = None
    for standing in standings(record.registrations, asked):
        day = standing.first
        if day is not None and day <= asked.on:
            counts = counts_of(standing.registered)
            # Whoever is counted at all is counted as registered too.
            if counts != before and counts["registered"] != 0:
                yield Pattern(subject=f"registrations from {iso_day(day)}", first=day, **counts)
            before = counts
    # From a day that is not known: the pattern of the day of the check stands for all of it.
    unsure: dict[str, Unknown] = {}
    for place, each in enumerate(record.registrations):
        if type(each.first) is Unknown and each.covers(asked.on) is not False:
            unsure.setdefault(each.school, known(each, "first", f"registrations[{place}]."))
    for school, first in unsure.items():
        counts = counts_of(registered_on(record.registrations, asked.on))
        yield Pattern(subject=f"registrations with {school}", first=first, **counts)


def counts_of(registered: Iterable[Registered]) -> dict[str, int | Unknown]:
    """How many registrations there are of each kind; unknown where one that may count is not known."""
    sure: list[Enrolment] = []
    unsure: list[tuple[bool | Unknown, Enrolment | Unknown]] = []
    for _, status, covers, _ in registered:
        if type(status) is Unknown or type(covers) is Unknown:
            unsure.append((covers, status))
        else:
            sure.append(status)
    single, main, subsidiary = sure.count(_SINGLE), sure.count(_MAIN), sure.count(_SUBSIDIARY)
    counts: dict[str, int | Unknown] = {
        "single_or_main": single + main,
        "single": single,
        "main": main,
        "subsidiary": subsidiary,
        "registered": single + main + subsidiary,
    }
    if unsure:
        for name, kinds in _KINDS:
            may_count = [part for each in unsure if type(each[1]) is Unknown or each[1] in kinds for part in each]
            if may_count:
                missing = unknown_among(may_count)
                counts[name] = counts[name] if missing is None else missing
    return counts
