"""Registrations as rules read them: one row for each span in which the pupil's registers do not change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ap_core.law.facts import Fact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, unknown_among
from ap_core.record import PupilRecord
from ap_core.registration.on_day import registered_on
from ap_core.registration.records import Enrolment, Registration

_DAY = timedelta(days=1)


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
    if isinstance(record.registrations, Unknown):
        missing = known(record, "registrations", "")
        counts = dict.fromkeys(("single_or_main", "single", "main", "subsidiary", "registered"), missing)
        yield Pattern(subject="registrations", first=missing, **counts)
        return
    before: dict[str, int | Unknown] | None = None
    for day in sorted(set(_turns(record.registrations))):
        if day > asked.on:
            break
        counts = counts_on(record.registrations, day)
        if counts != before and any(count != 0 for count in counts.values()):
            yield Pattern(subject=f"registrations from {day.isoformat()}", first=day, **counts)
        before = counts
    # From a day that is not known: the pattern of the day of the check stands for all of it.
    unsure: dict[str, Unknown] = {}
    for place, each in enumerate(record.registrations):
        if isinstance(each.first, Unknown) and each.covers(asked.on) is not False:
            unsure.setdefault(each.school, known(each, "first", f"registrations[{place}]."))
    for school, first in unsure.items():
        yield Pattern(subject=f"registrations with {school}", first=first, **counts_on(record.registrations, asked.on))


def _turns(registrations: tuple[Registration, ...]) -> Iterator[date]:
    """Every day on which what is known of the registrations may change."""
    for each in registrations:
        if isinstance(each.first, date):
            yield each.first
            if isinstance(each.last, Unknown) and each.first < date.max:
                yield each.first + _DAY
        # Systems write the last day there is for "no end": no day comes after it.
        if isinstance(each.last, date) and each.last < date.max:
            yield each.last + _DAY


def counts_on(registrations: tuple[Registration, ...], day: date) -> dict[str, int | Unknown]:
    """How many registrations of each kind cover ``day``; unknown where one that may count is not known."""
    live = list(registered_on(registrations, day))
    certain = not any(isinstance(status, Unknown) or isinstance(covers, Unknown) for _, status, covers in live)

    def count(*kinds: Enrolment) -> int | Unknown:
        of_kind = [entry for entry in live if entry[1] in kinds or isinstance(entry[1], Unknown)]
        if certain:
            return len(of_kind)
        missing = unknown_among(part for _, status, covers in of_kind for part in (covers, status))
        return len(of_kind) if missing is None else missing

    return {
        "single_or_main": count(Enrolment.SINGLE, Enrolment.MAIN),
        "single": count(Enrolment.SINGLE),
        "main": count(Enrolment.MAIN),
        "subsidiary": count(Enrolment.SUBSIDIARY),
        "registered": count(Enrolment.SINGLE, Enrolment.MAIN, Enrolment.SUBSIDIARY),
    }
