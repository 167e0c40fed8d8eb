"""The state of a placement on any day, folded from its events; what may follow; the history as it was written.

The events may be given in any order. They follow each other by day, on one day by ``nth``, and then in the order in
which :class:`~ap_core.placement.events.EventKind` lists them. What is corrected is left out of the fold and stays in
the history. A review changes no state: what it decides does.

>>> from datetime import date
>>> E, K = PlacementEvent, EventKind
>>> events = (E(ref="E1", kind=K.REFERRED, on=date(2026, 9, 1)), E(ref="E2", kind=K.OFFERED, on=date(2026, 9, 4)))
>>> state_on(events, date(2026, 9, 3)), state_on(events, date(2026, 9, 4))
(<State.REFERRED: 'referred'>, <State.OFFERED: 'offered'>)
>>> state_on((*events, E(ref="E3", kind=K.REVIEWED, on=date(2026, 9, 5))), date(2026, 9, 5))
Traceback (most recent call last):
ap_core.placement.lifecycle.CannotFollow: events cannot be built: events[2]: reviewed cannot follow offered; \
what can: refused, agreed, admitted, ended
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from types import MappingProxyType

from ap_core.errors import Fault, InvalidValue, require
from ap_core.placement.events import EventKind, PlacementEvent


class State(Enum):
    """Where a placement stands in its life."""

    NOT_REFERRED = "not referred yet"
    REFERRED = "referred"
    CONSIDERED = "considered"
    WAITING = "waiting"
    DECLINED = "declined"
    OFFERED = "offered"
    REFUSED = "refused"
    AGREED = "agreed"
    NOTICE_GIVEN = "notice given"
    ACTIVE = "active"
    REINTEGRATING = "reintegrating"
    RETURNED = "returned"
    ENDED = "ended"


_S, _K = State, EventKind

#: What may follow in each state, with the state that it leads to. Offered and then admitted, with nothing agreed, is
#: how a place that the authority arranges begins: the parent's agreement is no condition of it.
_NEXT: Mapping[State, Mapping[EventKind, State]] = MappingProxyType({
    _S.NOT_REFERRED: {_K.REFERRED: _S.REFERRED},
    _S.REFERRED: {
        _K.CONSIDERED: _S.CONSIDERED, _K.WAITING: _S.WAITING, _K.DECLINED: _S.DECLINED, _K.OFFERED: _S.OFFERED,
        _K.ENDED: _S.ENDED,
    },
    _S.CONSIDERED: {
        _K.WAITING: _S.WAITING, _K.DECLINED: _S.DECLINED, _K.OFFERED: _S.OFFERED, _K.ENDED: _S.ENDED,
    },
    _S.WAITING: {
        _K.CONSIDERED: _S.CONSIDERED, _K.DECLINED: _S.DECLINED, _K.OFFERED: _S.OFFERED, _K.ENDED: _S.ENDED,
    },
    _S.OFFERED: {_K.REFUSED: _S.REFUSED, _K.AGREED: _S.AGREED, _K.ADMITTED: _S.ACTIVE, _K.ENDED: _S.ENDED},
    _S.AGREED: {_K.NOTICE_GIVEN: _S.NOTICE_GIVEN, _K.ADMITTED: _S.ACTIVE, _K.ENDED: _S.ENDED},
    _S.NOTICE_GIVEN: {_K.ADMITTED: _S.ACTIVE, _K.ENDED: _S.ENDED},
    _S.ACTIVE: {
        _K.NOTICE_GIVEN: _S.ACTIVE, _K.REVIEWED: _S.ACTIVE, _K.EXTENDED: _S.ACTIVE, _K.VARIED: _S.ACTIVE,
        _K.REINTEGRATING: _S.REINTEGRATING, _K.ENDED: _S.ENDED,
    },
    _S.REINTEGRATING: {
        _K.REVIEWED: _S.REINTEGRATING, _K.EXTENDED: _S.REINTEGRATING, _K.VARIED: _S.REINTEGRATING,
        _K.RETURNED: _S.RETURNED, _K.FAILED_RETURN: _S.ACTIVE, _K.ENDED: _S.ENDED,
    },
    _S.RETURNED: {_K.REVIEWED: _S.RETURNED, _K.FAILED_RETURN: _S.ACTIVE, _K.ENDED: _S.ENDED},
    _S.DECLINED: {}, _S.REFUSED: {}, _S.ENDED: {},
})  # fmt: skip

#: Over: nothing follows but a correction. Whoever is referred again has a new placement.
CLOSED = frozenset(state for state, after in _NEXT.items() if not after)
_ORDER = {kind: place for place, kind in enumerate(EventKind)}


class CannotFollow(InvalidValue):
    """An event that cannot follow: ``kind`` in ``state``, with the kinds that ``could``."""

    def __init__(self, place: int, kind: EventKind, state: State) -> None:
        self.place, self.kind, self.state, self.could = place, kind, state, allowed_after(state)
        super().__init__("events", [_cannot_follow(place, kind, state)])

    def __reduce__(self) -> tuple[type[CannotFollow], tuple[int, EventKind, State]]:  # type: ignore[override]
        return type(self), (self.place, self.kind, self.state)


def _cannot_follow(place: int, kind: EventKind, state: State) -> Fault:
    could = ", ".join(each.value for each in allowed_after(state))
    remedy = f"what can: {could}" if could else "it is over: correct an earlier event, or begin a new placement"
    return Fault(f"events[{place}]", f"{kind.value} cannot follow {state.value}", remedy)


def allowed_after(state: State) -> tuple[EventKind, ...]:
    """What may happen next; nothing where it is over. A correction of what happened is always possible.

    >>> [kind.value for kind in allowed_after(State.RETURNED)]
    ['reviewed', 'failed return', 'ended']
    """
    return tuple(sorted(_NEXT[state], key=_ORDER.__getitem__))


def state_on(events: Iterable[PlacementEvent], day: date, *, known_on: date | None = None) -> State:
    """The state at the end of ``day``; what is dated later has not happened yet.

    With ``known_on`` only what was written down by that day counts, so that what was thought then can be told from
    what is known now. :class:`CannotFollow` where an event cannot follow the one before it, and
    :class:`~ap_core.errors.InvalidValue` where events do not fit together otherwise.
    """
    given = tuple(events)
    counted = given if known_on is None else tuple(event for event in given if event.known_from <= known_on)
    require("events", list(_faults_of_references(counted)))
    state = State.NOT_REFERRED
    for event in in_effect(counted):
        if event.on > day:
            break
        after = _NEXT[state].get(event.kind)
        if after is None:
            raise CannotFollow(_place(given, event), event.kind, state)
        state = after
    return state


def in_effect(events: Iterable[PlacementEvent]) -> tuple[PlacementEvent, ...]:
    """The events that no other replaces, in the order in which they happened; corrections themselves are none."""
    events = tuple(events)
    replaced = {event.replaces for event in events}
    stand = [event for event in events if event.ref not in replaced and event.kind is not EventKind.CORRECTION]
    return tuple(sorted(stand, key=_when))


def history(events: Iterable[PlacementEvent]) -> tuple[PlacementEvent, ...]:
    """Every event, in the order in which they were written down: what was corrected stays, its correction after it."""
    return tuple(sorted(events, key=_when_written))


def faults_of_events(events: Sequence[PlacementEvent]) -> Iterator[Fault]:
    """What is wrong with events taken together, each fault with the place of the event."""
    faults = list(_faults_of_references(events))
    yield from faults
    if not faults:
        try:
            state_on(events, date.max)
        except CannotFollow as error:
            yield from error.faults


def _when(event: PlacementEvent) -> tuple[date, int, int]:
    return event.on, event.nth, _ORDER[event.kind]


def _when_written(event: PlacementEvent) -> tuple[object, ...]:
    return event.known_from, event.replaces is not None, _when(event), event.ref


def _place(events: Sequence[PlacementEvent], wanted: PlacementEvent) -> int:
    return next(place for place, event in enumerate(events) if event is wanted)


def _faults_of_references(events: Sequence[PlacementEvent]) -> Iterator[Fault]:
    by_ref: dict[str, PlacementEvent] = {}
    for place, event in enumerate(events):
        if event.ref in by_ref:
            yield Fault(f"events[{place}].ref", "is used twice", "give each event its own")
        by_ref.setdefault(event.ref, event)
    replaced: set[str] = set()
    for place, event in enumerate(events):
        if event.replaces is None:
            continue
        path, earlier = f"events[{place}].replaces", by_ref.get(event.replaces)
        if earlier is None:
            yield Fault(path, "names no event", "name the event that was wrong by its reference")
        elif event.replaces in replaced:
            yield Fault(path, "names an event that another replaces too", "correct the later correction instead")
        elif earlier.known_from > event.known_from:
            yield Fault(path, "names an event written down later", "say in entered_on when each was written down")
        elif _goes_round(event, by_ref):
            yield Fault(path, "comes back to the event itself", "let a correction name an earlier event")
        replaced.add(event.replaces)
    seen: set[tuple[date, int, int]] = set()
    for event in in_effect(events):
        when = _when(event)
        if when in seen:
            path = f"events[{_place(events, event)}].nth"
            yield Fault(path, "is that of another event of its kind and day", "say with nth which came first")
        seen.add(when)


def _goes_round(event: PlacementEvent, by_ref: Mapping[str, PlacementEvent]) -> bool:
    passed: set[str] = set()
    at: PlacementEvent | None = event
    while at is not None and at.replaces is not None and at.ref not in passed:
        passed.add(at.ref)
        at = by_ref.get(at.replaces)
    return at is event
