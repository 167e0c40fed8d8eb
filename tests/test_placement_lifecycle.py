"""The life of a placement: folded from events, in any order, corrected by adding, never by taking out."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ap_core import UNKNOWN, Calendars, Centre, InvalidValue, Placement, PupilRecord, Roll
from ap_core.exchange import dump_roll, load_roll
from ap_core.law.unknown import Reason
from ap_core.placement.events import EventKind, Outcome, PlacementEvent
from ap_core.placement.lifecycle import CLOSED, CannotFollow, State, allowed_after, history, in_effect, state_on
from ap_core.registration.records import SchoolKind
from tests.placements import MONDAY, YEAR_8, placed, reviewed

K, S = EventKind, State
DAY = timedelta(days=1)
FIRST = date(2026, 9, 1)
KINDS = [kind for kind in EventKind if kind is not K.CORRECTION]

#: The picture of placement.md section 10 (d), written out again: from, what, to.
MODEL = """
not referred yet: referred > referred
referred: considered > considered, waiting > waiting, declined > declined, offered > offered, ended > ended
considered: waiting > waiting, declined > declined, offered > offered, ended > ended
waiting: considered > considered, declined > declined, offered > offered, ended > ended
offered: refused > refused, agreed > agreed, admitted > active, ended > ended
agreed: notice given > notice given, admitted > active, ended > ended
notice given: admitted > active, ended > ended
active: notice given > active, reviewed > active, extended > active, varied > active, \
reintegrating > reintegrating, ended > ended
reintegrating: reviewed > reintegrating, extended > reintegrating, varied > reintegrating, returned > returned, \
failed return > active, ended > ended
returned: reviewed > returned, failed return > active, ended > ended
"""
ARROWS = {
    (line.split(": ")[0], arrow.split(" > ")[0]): arrow.split(" > ")[1]
    for line in MODEL.strip().splitlines()
    for arrow in line.split(": ")[1].split(", ")
}


def event(kind: EventKind, day: int, ref: str = "", **more: object) -> PlacementEvent:
    outcome = Outcome.RETURNED_TO_ORIGIN if kind is K.ENDED else None
    fields = {"ref": ref or f"{kind.name}-{day}", "kind": kind, "on": FIRST + day * DAY, "outcome": outcome, **more}
    return PlacementEvent(**fields)  # type: ignore[arg-type]


LIFE = (
    event(K.REFERRED, 0), event(K.CONSIDERED, 2), event(K.OFFERED, 3), event(K.AGREED, 3),
    event(K.ADMITTED, 13), event(K.REVIEWED, 51), event(K.REINTEGRATING, 60), event(K.FAILED_RETURN, 70),
    event(K.REINTEGRATING, 80), event(K.RETURNED, 95), event(K.ENDED, 101),
)  # fmt: skip


class TestWhatMayFollow:
    """What may follow in each state is the picture of placement.md section 10 (d), and nothing else."""

    @pytest.mark.parametrize("state", State)
    def test_each_state_and_each_kind(self, state: State) -> None:
        assert {kind.value for kind in allowed_after(state)} == {what for at, what in ARROWS if at == state.value}
        assert (state in CLOSED) is (state in (S.DECLINED, S.REFUSED, S.ENDED))

    def test_the_error_names_what_could(self) -> None:
        with pytest.raises(CannotFollow, match="reviewed cannot follow offered; what can: refused, agreed") as refused:
            state_on((*LIFE[:3], event(K.REVIEWED, 5)), MONDAY)
        assert (refused.value.place, refused.value.could) == (3, allowed_after(S.OFFERED))
        assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)

    def test_nothing_follows_the_end(self) -> None:
        with pytest.raises(CannotFollow, match="begin a new placement"):
            state_on((*LIFE, event(K.REVIEWED, 110)), date.max)

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not K.REFERRED])
    def test_an_event_before_the_referral(self, kind: EventKind) -> None:
        with pytest.raises(CannotFollow, match="what can: referred"):
            state_on((event(kind, 0), event(K.REFERRED, 1)), MONDAY)

    def test_a_review_before_the_start(self) -> None:
        with pytest.raises(InvalidValue, match=r"events\[4\]: reviewed cannot follow agreed"):
            Placement(ref="A", centre="CENTRE", events=(*LIFE[:4], event(K.REVIEWED, 12), event(K.ADMITTED, 13)))


class TestOneEvent:
    """What cannot be is refused when an event is built."""

    @pytest.mark.parametrize(("kind", "more", "fault"), [
        (K.ENDED, {"outcome": None}, "outcome: is none, and the placement ended"),
        (K.REVIEWED, {"outcome": Outcome.DIED}, "outcome: is given, and nothing ended"),
        (K.CORRECTION, {}, "replaces: is none"),
        (K.REVIEWED, {"planned_end": date(2026, 12, 1)}, "planned_end: is given, and this sets none"),
        (K.EXTENDED, {"planned_end": date(2026, 8, 31)}, "planned_end: is before the day itself"),
        (K.REVIEWED, {"ref": "E", "replaces": "E"}, "replaces: is the event itself"),
        (K.REVIEWED, {"ref": " "}, "ref: is empty"),
    ])  # fmt: skip
    def test_refused(self, kind: EventKind, more: dict[str, Any], fault: str) -> None:
        with pytest.raises(InvalidValue, match=fault):
            event(kind, 0, **more)


class TestOrder:
    """By day, on one day by ``nth``, then as the kinds are listed; however the events are given."""

    @given(st.permutations(LIFE), st.integers(-1, 120))
    def test_in_any_order_and_in_pieces(self, given_in: list[PlacementEvent], day: int) -> None:
        on = FIRST + day * DAY
        assert state_on(given_in, on) is state_on(frozenset(given_in), on) is state_on(LIFE, on)
        assert in_effect(given_in) == LIFE

    @given(st.integers(0, len(LIFE)), st.integers(-1, 120))
    def test_only_the_past_counts(self, known: int, day: int) -> None:
        until = LIFE[known].on - DAY if known < len(LIFE) else date.max
        on = min(FIRST + day * DAY, until)
        assert state_on(LIFE[:known], on) is state_on(LIFE, on)

    def test_another_order_on_one_day_is_said_with_nth(self) -> None:
        failed_and_again = (*LIFE[:7], event(K.FAILED_RETURN, 70), event(K.REINTEGRATING, 70, nth=1))
        assert state_on(failed_and_again, MONDAY) is S.REINTEGRATING
        with pytest.raises(InvalidValue, match=r"events\[6\].nth: is that of another event"):
            state_on((*LIFE[:5], event(K.REVIEWED, 51), event(K.REVIEWED, 51, ref="again")), MONDAY)


class TestCorrections:
    """A correction is another event that says which it replaces: both stay in the history."""

    LATE = event(K.ADMITTED, 20, ref="C1", replaces="ADMITTED-13", entered_on=FIRST + 30 * DAY)
    NOT_REVIEWED = event(K.CORRECTION, 52, ref="C2", replaces="REVIEWED-51")

    def test_what_it_says_stands_instead(self) -> None:
        events = (*LIFE[:5], self.LATE)
        assert state_on(events, FIRST + 15 * DAY) is S.AGREED and state_on(events, FIRST + 20 * DAY) is S.ACTIVE
        assert set(history(events)) == set(events) and history(events)[-1] is self.LATE

    def test_what_was_known_on_an_earlier_day(self) -> None:
        on = FIRST + 15 * DAY
        assert state_on((*LIFE[:5], self.LATE), on, known_on=on) is S.ACTIVE

    def test_they_commute(self) -> None:
        one, other = (*LIFE, self.LATE, self.NOT_REVIEWED), (self.NOT_REVIEWED, self.LATE, *LIFE)
        for day in range(-1, 120):
            assert state_on(one, FIRST + day * DAY) is state_on(other, FIRST + day * DAY)
        assert in_effect(one) == in_effect(other)

    @pytest.mark.parametrize(("events", "fault"), [
        ([event(K.CORRECTION, 1, replaces="X")], r"events\[1\].replaces: names no event"),
        ([event(K.CORRECTION, 1, replaces="REFERRED-0"), event(K.CORRECTION, 2, replaces="REFERRED-0")],
         "names an event that another replaces too"),
        ([event(K.OFFERED, 1, ref="R"), event(K.OFFERED, 1, replaces="R", entered_on=FIRST)], "written down later"),
        ([event(K.OFFERED, 1, ref="R", replaces="Q"), event(K.OFFERED, 1, ref="Q", replaces="R")], "comes back"),
        ([event(K.OFFERED, 1, ref="REFERRED-0")], r"events\[1\].ref: is used twice"),
    ])  # fmt: skip
    def test_what_cannot_be_corrected_so(self, events: list[PlacementEvent], fault: str) -> None:
        with pytest.raises(InvalidValue, match=fault):
            Placement(ref="A", centre="CENTRE", events=(LIFE[0], *events))


class Life(RuleBasedStateMachine):
    """Any life that allowed events make, beside a model that only walks the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[PlacementEvent] = []
        self.states = [(date.min, "not referred yet")]
        self.day = 0

    @property
    def could(self) -> list[str]:
        return [what for at, what in ARROWS if at == self.states[-1][1]]

    @precondition(lambda self: self.could)
    @rule(data=st.data(), later=st.integers(0, 30))
    def happens(self, data: st.DataObject, later: int) -> None:
        kind = EventKind(data.draw(st.sampled_from(self.could)))
        self.day += later
        made = event(kind, self.day, ref=f"E{len(self.events)}", nth=len(self.events))
        self.events.append(made)
        self.states.append((made.on, ARROWS[self.states[-1][1], kind.value]))

    @rule(data=st.data())
    def cannot_happen(self, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from([kind for kind in KINDS if kind.value not in self.could]))
        with pytest.raises(CannotFollow):
            state_on((*self.events, event(kind, self.day, ref="wrong", nth=len(self.events))), date.max)

    @invariant()
    def folds_to_the_state_of_the_model(self) -> None:
        for day, _ in self.states:
            wanted = [state for at, state in self.states if at <= day][-1]
            assert state_on(reversed(self.events), day).value == wanted


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=30, stateful_step_count=15, deadline=None)


class TestBesideThePlainFields:
    """What events tell fills what nobody filled in; where a plain field says something else, both paths are named."""

    def test_placements_of_which_only_events_are_kept(self) -> None:
        placement = Placement.of_events(LIFE, ref="A", centre="CENTRE")
        assert (placement.first_day, placement.ended_on) == (FIRST + 13 * DAY, FIRST + 101 * DAY)
        assert placement.decided_on == FIRST + 3 * DAY
        assert isinstance(placement.reviews, tuple) and [each.held_on for each in placement.reviews] == [LIFE[5].on]

    def test_a_notice_and_a_new_planned_end(self) -> None:
        end = date(2026, 12, 18)
        more = (event(K.NOTICE_GIVEN, 4), LIFE[4], event(K.EXTENDED, 52, planned_end=end))
        placement = Placement.of_events((*LIFE[:4], *more), ref="A", centre="CENTRE")
        assert placement.planned_end == end and placement.notice.given_on == FIRST + 4 * DAY  # type: ignore[union-attr]

    def test_a_document_brings_them_back(self) -> None:
        placements = (Placement.of_events(LIFE, ref="A", centre="CENTRE"),)
        record = PupilRecord(pupil=YEAR_8.pupil, placements=placements)
        centre = Centre(ref="CENTRE", name="a centre", kind=SchoolKind.PRU)
        roll = Roll(centre=centre, records=(record,), calendars=Calendars({}))
        assert load_roll(dump_roll(roll)) == roll

    def test_a_referral_declined_goes_no_further(self) -> None:
        declined = Placement.of_events((LIFE[0], event(K.DECLINED, 5)), ref="A", centre="CENTRE")
        assert declined.ended_on == FIRST + 5 * DAY and declined.first_day is UNKNOWN

    def test_one_not_admitted_yet_is_asked_nothing_of_a_placement_going_on(self) -> None:
        record = YEAR_8.but(placements=(Placement.of_events(LIFE[:4], ref="A", centre="CENTRE"),))
        assert not [each for each in reviewed(record).findings if each.rule.startswith("placement.first_review")]

    def _contradictions(self, record: PupilRecord) -> set[tuple[str, ...]]:
        return {each.missing for each in reviewed(record).undetermined if each.reason is Reason.CONTRADICTION}

    def test_admitted_on_another_day(self) -> None:
        events = (*LIFE[:4], event(K.ADMITTED, 14))
        assert self._contradictions(placed(events=LIFE[:5])) == set()
        (paths,) = self._contradictions(placed(events=events))
        assert set(paths) == {"placements[0].first_day", "placements[0].events[4].on"}

    def test_ended_and_said_to_go_on(self) -> None:
        events = (*LIFE[:5], event(K.ENDED, 40))
        (paths,) = self._contradictions(placed(events=events))
        assert set(paths) == {"placements[0].ended_on", "placements[0].events[5].on"}
