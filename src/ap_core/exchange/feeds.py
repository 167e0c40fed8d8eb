"""What is due, as a calendar feed (iCalendar, RFC 5545). Needs the extra ``ical``.

Each duty that still runs, and each that is late and can still be put right, is an event of a whole day: its last day.
An event is known by an id made from the key of its finding, so that a deadline that moves in the library moves in a
person's calendar. It says who acts, what to do and under which provision, by the pupil's opaque reference: never why,
which may tell of a child's needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ap_core.errors import ExtraNeeded, Fault, require
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.policy import Policy
from ap_core.values import expect

if TYPE_CHECKING:
    from ap_core.law.findings import Finding

__all__ = ["calendar_feed"]

_DAY = timedelta(days=1)
#: The highest revision that a calendar can hold.
_HIGHEST = 2**31 - 1


def calendar_feed(
    reviews: Iterable[Review],
    *,
    scope: str,
    stamp: datetime,
    revision: int = 0,
    previous: Iterable[Review] = (),
    alarms: Iterable[int] | None = None,
    name: str = "What is due",
) -> str:
    """The feed of reviews; whatever was due in ``previous`` and is no more is told as cancelled.

    ``scope`` keeps the ids of two centres apart (a domain name of the centre's own, the same each time). ``stamp`` is
    the moment of the feed, with its time zone; ``revision`` is a number that grows with every feed, since a calendar
    believes the higher one. ``alarms`` are the days before the last day on which to remind; without them each review's
    policy says (``policy.reminders``). Equal arguments give the same text.
    """
    try:
        import icalendar
    except ImportError as missing:
        raise ExtraNeeded("ical") from missing
    for path, of, kind, remedy in (
        ("reviews", reviews, Iterable, "give the reviews of the day, as check_roll does"),
        ("scope", scope, str, "give a name such as hill.example"),
        ("stamp", stamp, datetime, "give the moment with its time zone"),
        ("previous", previous, Iterable, "give the reviews of the last feed, or leave it out"),
        ("name", name, str, "give the calendar's name"),
    ):
        expect("calendar_feed", path, of, kind, remedy)
    given = None if alarms is None else tuple(alarms)
    (now, double), (before, double_before) = _due(reviews, "reviews"), _due(previous, "previous")
    require("calendar_feed", [*_faults(scope, stamp, revision, given or ()), *double, *double_before])
    feed = icalendar.Calendar()
    for key, told in (
        ("prodid", "-//ap_core//calendar feed//EN"), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name),
    ):  # fmt: skip
        feed.add(key, told)
    withdrawn = {key: each for key, each in before.items() if key not in now}
    for key, (finding, days) in sorted({**now, **withdrawn}.items()):
        event = icalendar.Event()
        _fill(event, finding, scope, stamp, revision)
        if key in withdrawn:
            event.add("status", "CANCELLED")
        for ahead in () if key in withdrawn else sorted(set(days if given is None else given), reverse=True):
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _summary(finding))
            alarm.add("trigger", -ahead * _DAY)
            event.add_component(alarm)
        feed.add_component(event)
    text: bytes = feed.to_ical()
    return text.decode()


def _fill(event: Any, finding: Finding, scope: str, stamp: datetime, revision: int) -> None:
    due = finding.due
    assert due is not None
    says = [f"Who acts: {finding.who.value}.", f"Under {finding.citation}."]
    if due.customary_last_day is not None:
        says.append(f"By custom in time until {due.customary_last_day.isoformat()}.")
    for field, told in (
        ("uid", f"{sha256(finding.key.encode()).hexdigest()[:32]}@{scope}"),
        ("dtstamp", stamp.astimezone(UTC)),
        ("sequence", revision),
        ("dtstart", due.last_day),
        ("dtend", due.last_day + _DAY),
        ("summary", _summary(finding)),
        ("description", "\n".join(says)),
        ("class", "PRIVATE"),
        ("transp", "TRANSPARENT"),
    ):
        event.add(field, told)


def _summary(finding: Finding) -> str:
    return f"{finding.subject}: {finding.act or finding.title}"


def _due(reviews: Iterable[Review], path: str) -> tuple[dict[str, tuple[Finding, tuple[int, ...]]], list[Fault]]:
    """What is due by its key, with the days on which its policy reminds; and a fault for a pupil's second review."""
    found: dict[str, tuple[Finding, tuple[int, ...]]] = {}
    subjects: set[str] = set()
    faults = []
    for at, review in enumerate(reviews):
        expect("calendar_feed", f"{path}[{at}]", review, Review, "give reviews, one a pupil")
        if review.subject in subjects:
            faults.append(Fault(f"{path}[{at}]", "is a second review of one pupil", "give the latest of each pupil"))
        subjects.add(review.subject)
        reminders = (review.policy or Policy()).reminders
        days = (reminders.first_before, reminders.again_before)
        for finding in (*review.pending, *review.not_met):
            if finding.due is not None and (finding.verdict is Verdict.PENDING or finding.curable):
                found[finding.key] = finding, days
    return found, faults


def _faults(scope: str, stamp: datetime, revision: int, days: tuple[int, ...]) -> Iterable[Fault]:
    if not scope.isprintable() or not scope or " " in scope or "@" in scope:
        yield Fault("scope", "is empty, or holds a blank or @", "give a name such as hill.example")
    if stamp.tzinfo is None:
        yield Fault("stamp", "has no time zone", "give the moment with its time zone")
    if type(revision) is not int or not 0 <= revision <= _HIGHEST:
        yield Fault("revision", "is no number of a revision", "give 0, 1, 2 and so on")
    if any(type(each) is not int or each < 0 for each in days):
        yield Fault("alarms", "hold no number of days", "give whole numbers from 0")
