"""What is due, as a calendar feed."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any

import attrs
import pytest

from ap_core import Review, check_roll
from ap_core.dates import Deadline
from ap_core.errors import ExtraNeeded, InvalidValue
from ap_core.exchange import calendar_feed, load_roll
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.policy import Policy, RemindersPolicy
from tests.house import ROOT

icalendar = pytest.importorskip("icalendar")
pytest.importorskip("cattrs")

STAMP = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@cache
def reviews() -> tuple[Review, ...]:
    text = (ROOT / "examples" / "data" / "invented_centre.json").read_bytes()
    return check_roll(load_roll(text), on=date(2026, 11, 23))


def due(of: tuple[Review, ...] | None = None) -> list[Finding]:
    return [
        finding
        for review in (of or reviews())
        for finding in review
        if finding.due is not None
        and (finding.verdict is Verdict.PENDING or (finding.verdict is Verdict.NOT_MET and finding.curable))
    ]


def feed(of: Any = None, **how: Any) -> str:
    return calendar_feed(reviews() if of is None else of, **{"scope": "hill.example", "stamp": STAMP, **how})


def events(text: str) -> dict[str, Any]:
    """The events of a feed by their id, as another library reads them."""
    found = {str(event["uid"]): event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    assert len(found) == text.count("BEGIN:VEVENT")
    return found


def moved(finding: Finding, day: date, customary: date | None = None) -> Finding:
    """The same matter with another last day."""
    told = attrs.evolve(finding.told, due=Deadline(day, customary_last_day=customary))
    return Finding(finding.rule, finding.verdict, finding.subject, finding.matter, told)


def one(finding: Finding) -> Review:
    return Review(finding.subject, date(2026, 11, 23), [finding], 0)


class TestFeed:
    def test_every_duty_with_a_day_is_an_event_on_its_last_day(self) -> None:
        got, wanted = events(feed()), due()
        assert len(got) == len({finding.key for finding in wanted}) > 20
        assert sorted(event["dtstart"].dt for event in got.values()) == sorted(
            finding.due.last_day for finding in wanted if finding.due is not None
        )
        for event in got.values():
            assert type(event["dtstart"].dt) is date
            assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
            assert event["dtstamp"].dt == STAMP and event["sequence"] == 0 and "status" not in event

    def test_the_same_arguments_give_the_same_text(self) -> None:
        assert feed() == feed(tuple(reversed(reviews()))) == feed(stamp=STAMP.astimezone(timezone(timedelta(hours=2))))

    def test_a_moved_deadline_moves_and_is_not_doubled(self) -> None:
        finding = due()[0]
        before, after = events(feed([one(finding)])), events(
            feed([one(moved(finding, date(2027, 1, 8)))], previous=[one(finding)], revision=1)
        )  # fmt: skip
        assert before.keys() == after.keys()
        (event,) = after.values()
        assert (event["dtstart"].dt, event["sequence"]) == (date(2027, 1, 8), 1) and "status" not in event

    def test_what_is_withdrawn_is_cancelled(self) -> None:
        finding = due()[0]
        (event,) = events(feed([], previous=[one(finding)], revision=1)).values()
        assert event["status"] == "CANCELLED" and not event.subcomponents
        assert event["dtstart"].dt == finding.due.last_day  # type: ignore[union-attr]

    def test_alarms(self) -> None:
        (event,) = events(feed([one(due()[0])], alarms=[1, 3, 3])).values()
        assert [alarm["trigger"].dt.days for alarm in event.subcomponents] == [-3, -1]
        (event,) = events(feed([one(due()[0])], alarms=[])).values()
        assert not event.subcomponents

    def test_alarms_are_those_of_the_policy(self) -> None:
        """A week and a day before, unless the centre has chosen otherwise; of two centres each its own."""
        roll = load_roll((ROOT / "examples" / "data" / "invented_centre.json").read_bytes())
        chosen = roll.policy.choosing({"reminders.first_before": 14})
        both = check_roll(roll.but(policy=chosen), on=date(2026, 11, 23))[:16] + reviews()[16:]
        told = {
            str(event["summary"]).split(":")[0]: [alarm["trigger"].dt.days for alarm in event.subcomponents]
            for event in events(feed(both)).values()
        }
        assert told["P11"] == [-14, -1] and told["P31"] == [-7, -1]

    def test_one_day_chosen_twice_reminds_once(self) -> None:
        finding = due()[0]
        policy = Policy(reminders=RemindersPolicy(first_before=3, again_before=3))
        (event,) = events(feed([Review(finding.subject, date(2026, 11, 23), [finding], 0, policy)])).values()
        assert [alarm["trigger"].dt.days for alarm in event.subcomponents] == [-3]

    def test_the_customary_day_is_told(self) -> None:
        told = moved(due()[0], date(2027, 1, 8), date(2027, 1, 11))
        (event,) = events(feed([one(told)])).values()
        assert "2027-01-11" in event["description"]

    def test_nothing_personal_is_in_it(self) -> None:
        """Not why, which may tell of a child's needs; nor a day of birth, which a roll holds."""
        text = feed().replace("\r\n ", "")
        roll = load_roll((ROOT / "examples" / "data" / "invented_centre.json").read_bytes())
        for record in roll.records:
            if isinstance(record.pupil.born, date):
                assert record.pupil.born.isoformat() not in text
        assert all(event["class"] == "PRIVATE" for event in events(text).values())
        assert not any(finding.because in text for finding in due())

    def test_two_centres_do_not_share_ids(self) -> None:
        assert not events(feed()).keys() & events(feed(scope="brook.example")).keys()

    @pytest.mark.parametrize(
        ("how", "path"),
        [
            ({"scope": ""}, "scope"), ({"scope": "a b"}, "scope"), ({"stamp": STAMP.replace(tzinfo=None)}, "stamp"),
            ({"revision": -1}, "revision"), ({"alarms": [-1]}, "alarms"), ({"alarms": [True]}, "alarms"),
        ],
    )  # fmt: skip
    def test_what_is_refused(self, how: dict[str, Any], path: str) -> None:
        with pytest.raises(InvalidValue) as wrong:
            feed([], **how)
        assert [fault.path for fault in wrong.value.faults] == [path]

    def test_two_reviews_of_one_pupil_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="second review"):
            feed([reviews()[0], reviews()[0]])

    def test_without_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "icalendar", None)
        with pytest.raises(ExtraNeeded, match=r"ap_core\[ical\]"):
            feed([])
