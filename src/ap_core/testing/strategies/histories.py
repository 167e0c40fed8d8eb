"""Consistent histories as state machines: whatever is done lawfully, one step after another, is a record.

Subclass one and add invariants of your own: ``record`` is the pupil's record as it stands, ``day`` the day it is::

    class OurStore(RegistrationHistory):
        @invariant()
        def comes_back_from_the_database(self) -> None:
            assert load(save(self.record)) == self.record

    TestOurStore = OurStore.TestCase
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from ap_core.dates import Calendars, SchoolCalendar, Term
from ap_core.placement.events import EventKind, Outcome, PlacementEvent
from ap_core.placement.lifecycle import allowed_after, state_on
from ap_core.placement.records import Placement
from ap_core.pupils.pupil import Pupil
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.registration.records import DeletionGround, Enrolment, Registration
from ap_core.testing.strategies.scenarios import CENTRE, DAY, HOME

_YEAR = SchoolCalendar.of_terms(
    "any", terms=[Term(str(year), date(year, 9, 1), date(year + 1, 8, 31)) for year in range(2024, 2029)]
)
_PUPIL = Pupil(ref="P01", born=date(2014, 3, 14), taught_year=YearGroup.Y8)


class _History(RuleBasedStateMachine):
    """A pupil and a day that only moves on."""

    #: Calendars in which every weekday is a school day, long enough for any history.
    calendars = Calendars({CENTRE: _YEAR, HOME: _YEAR})

    def __init__(self) -> None:
        super().__init__()
        self.day = date(2024, 9, 3)

    @rule(days=st.integers(1, 40))
    def time_goes_by(self, days: int) -> None:
        """Nothing happens for some days."""
        self.day += timedelta(days)


class RegistrationHistory(_History):
    """A pupil comes on a roll, is dual-registered and is not, leaves and comes back: never two main rolls at once."""

    def __init__(self) -> None:
        super().__init__()
        self.closed: tuple[Registration, ...] = ()
        self.going_on: tuple[Registration, ...] = (
            Registration(school=HOME, status=Enrolment.SINGLE, first=self.day, last=None),
        )

    @property
    def record(self) -> PupilRecord:
        """The record as it stands on :attr:`day`."""
        return PupilRecord(pupil=_PUPIL, registrations=(*self.closed, *self.going_on))

    def _change(self, *now: tuple[str, Enrolment], ground: DeletionGround | None = None) -> None:
        """All names end today, and these begin tomorrow."""
        kept = {school for school, _ in now}
        self.closed += tuple(
            each.but(last=self.day, ended_by=None if each.school in kept else ground) for each in self.going_on
        )
        self.day += DAY
        self.going_on = tuple(
            Registration(school=school, status=status, first=self.day, last=None) for school, status in now
        )

    def _schools(self) -> set[str]:
        return {each.school for each in self.going_on}

    @precondition(lambda self: self._schools() == {HOME})
    @rule()
    def becomes_dual(self) -> None:
        """The home school keeps the pupil as the main school; the centre has a subsidiary registration."""
        self._change((HOME, Enrolment.MAIN), (CENTRE, Enrolment.SUBSIDIARY))

    @precondition(lambda self: self._schools() == {HOME, CENTRE})
    @rule()
    def goes_back(self) -> None:
        """The subsidiary registration ends, and the home school has the pupil alone."""
        self._change((HOME, Enrolment.SINGLE), ground=DeletionGround.DUAL_ENDED)

    @precondition(lambda self: HOME in self._schools())
    @rule()
    def is_on_the_centres_roll_alone(self) -> None:
        """The home school deletes the name, and the centre has the pupil alone."""
        self._change((CENTRE, Enrolment.SINGLE), ground=DeletionGround.REGISTERED_ELSEWHERE)

    @precondition(lambda self: self._schools() == {CENTRE})
    @rule()
    def goes_to_the_home_school(self) -> None:
        """The centre deletes the name, and the school has the pupil alone."""
        self._change((HOME, Enrolment.SINGLE), ground=DeletionGround.REGISTERED_ELSEWHERE)


class PlacementHistory(_History):
    """A placement lives from referral to its end, one allowed event after another."""

    def __init__(self) -> None:
        super().__init__()
        self.events: tuple[PlacementEvent, ...] = ()

    @property
    def record(self) -> PupilRecord:
        """The record as it stands on :attr:`day`."""
        placements = (Placement.of_events(self.events, ref="P01-A", centre=CENTRE),) if self.events else ()
        return PupilRecord(pupil=_PUPIL, placements=placements)

    @rule(data=st.data())
    def happens(self, data: st.DataObject) -> None:
        """One of the events that can come next; nothing where the placement is over."""
        could = allowed_after(state_on(self.events, self.day))
        if could:
            kind = data.draw(st.sampled_from(could))
            self.day += DAY
            outcome = Outcome.RETURNED_TO_ORIGIN if kind is EventKind.ENDED else None
            event = PlacementEvent(ref=f"E{len(self.events)}", kind=kind, on=self.day, outcome=outcome)
            self.events = (*self.events, event)
