"""The SEN history of a transfer file as records, so far as it tells what a record needs."""

from __future__ import annotations

from datetime import date, timedelta

from ap_core.ehcp.plan_parts import Need
from ap_core.ehcp.sen_codes import SENCode
from ap_core.ehcp.sen_support_records import SENSupport
from ap_core.exchange.ctf_reading import Reading
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.registration.records import Registration
from ap_core.values import Value, item, value

_PLACE = "SENhistory.SEN"
_DAY = timedelta(days=1)


@value
class SENEntry(Value):
    """The SEN provision of a pupil from a day on."""

    since: date = item("the first day")
    provision: SENCode = item("the provision")


def plan_of(history: tuple[SENEntry, ...] | Unknown, reading: Reading) -> None | Unknown:
    """None where the history knows of no plan; a plan itself it does not tell, since no authority is named."""
    if isinstance(history, Unknown):
        return history
    if all(entry.provision in (SENCode.N, SENCode.K) for entry in history):
        return None
    reading.note(_PLACE, "tells of a plan or statement, but not which authority keeps it")
    return UNKNOWN


def support_of(
    history: tuple[SENEntry, ...] | Unknown,
    needs: tuple[Need, ...],
    registrations: tuple[Registration, ...] | Unknown,
    reading: Reading,
) -> tuple[SENSupport, ...] | Unknown:
    """SEN support school by school: each time of K, cut by the days at each school. Not known where those are not."""
    if isinstance(history, Unknown):
        return history
    if any(entry.provision in (SENCode.A, SENCode.P) for entry in history):
        reading.note(_PLACE, "has a code from before September 2014, which no record here has")
        return UNKNOWN
    ends = [*(entry.since - _DAY for entry in history[1:]), None]
    times = [(entry.since, end) for entry, end in zip(history, ends, strict=True) if entry.provision is SENCode.K]
    if not times:
        # What was before a history that does not begin with none it does not tell.
        return () if history[0].provision is SENCode.N else UNKNOWN
    schools = _days_at(registrations)
    if schools is None or any(not _taught(times_of, schools) for times_of in times):
        reading.note(_PLACE, "tells of SEN support, but the days at schools do not tell at which")
        return UNKNOWN
    found = [
        SENSupport(
            school=school, first=max(since, first),
            last=min(ends) if (ends := [day for day in (end, last) if day is not None]) else UNKNOWN,
        )
        for since, end in times for school, first, last in schools
        if (end is None or first <= end) and (last is None or last >= since)
    ]  # fmt: skip
    if needs and history[-1].provision is SENCode.K:
        # What the needs are now; what they were before the file does not tell.
        latest = max(range(len(found)), key=lambda at: _first(found[at]))
        found[latest] = found[latest].but(needs=needs)
    return tuple(found)


def _first(support: SENSupport) -> date:
    assert isinstance(support.first, date)
    return support.first


def _days_at(registrations: tuple[Registration, ...] | Unknown) -> list[tuple[str, date, date | None]] | None:
    """The days at each school; none where a first day is missing. A last day that is not told is no end yet."""
    if isinstance(registrations, Unknown) or not all(isinstance(each.first, date) for each in registrations):
        return None
    return [
        (each.school, each.first, each.last if isinstance(each.last, date) else None)
        for each in registrations if isinstance(each.first, date)
    ]  # fmt: skip


def _taught(time: tuple[date, date | None], schools: list[tuple[str, date, date | None]]) -> bool:
    """Whether the pupil was at some school when a time of SEN support began."""
    since, _ = time
    return any(first <= since and (last is None or last >= since) for _, first, last in schools)
