"""A centre's places and who fills them: on the register, in places, in sessions, on a day and in the weeks ahead.

A place stands for a pupil full-time, ten sessions a week, so that two pupils of half a week fill one (fact book
`capacity`). Sessions that are not recorded are not guessed: what is filled has a least and a most. More pupils than
places is a warning and no breach: an authority's duty from the sixth day can call for another place, and nothing here
is a reason to turn a child away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.centre import Roll
from ap_core.dates.plain import plain_day
from ap_core.law.unknown import Unknown
from ap_core.placement.records import Duration, Placement
from ap_core.placement.returns import ReturnPlan
from ap_core.pupils.years import KeyStage, YearGroup, key_stage_of
from ap_core.record import PupilRecord
from ap_core.registration.on_day import status_on
from ap_core.registration.records import Enrolment
from ap_core.values import Value, item, value

#: The sessions of a week that a place stands for.
FULL_TIME = 10


@value
class Headcount(Value):
    """How many names are on the centre's register on a day, each way of being registered by itself."""

    on: date = item("the day")
    single: int = item("registered here alone")
    main: int = item("registered here as the main school")
    subsidiary: int = item("registered here beside a main school")
    guest: int = item("guests")
    not_known: int = item("on the register, or perhaps on it, nobody knows how")

    @property
    def all(self) -> int:
        """Everybody, those who are only perhaps on it too."""
        return self.single + self.main + self.subsidiary + self.guest + self.not_known


@value
class Filled(Value):
    """What is filled on a day: pupils placed and their sessions a week, at least and at most, beside the places."""

    on: date = item("the day")
    key_stage: KeyStage | None = item("of which key stage; none for the whole centre", default=None)
    duration: Duration | None = item("of which kind of placement; none for all", default=None)
    places: int | None = item("how many places there are; none where that is not set", default=None)
    pupils_least: int = item("pupils who are placed")
    pupils_most: int = item("with those who may be")
    sessions_least: int = item("sessions a week that are recorded")
    sessions_most: int = item("with ten for each pupil whose sessions are not known")

    @property
    def over(self) -> bool | None:
        """Whether more is filled than there is, as full-time places; none where that cannot be told."""
        if self.places is None:
            return None
        room = self.places * FULL_TIME
        if self.sessions_least > room:
            return True
        return False if self.sessions_most <= room else None

    @property
    def says(self) -> str:
        """The warning in words, where there is or may be one; empty otherwise."""
        if self.places is None or self.over is False:
            return ""
        of = " ".join(filter(None, [str(self.key_stage or "").strip(), self.duration and self.duration.value]))
        may = "" if self.over else "perhaps "
        return (
            f"{of or 'The whole centre'}: {may}over its {self.places} places, with {_range(self)} sessions a week of "
            f"{self.places * FULL_TIME}. A warning only: nobody is turned away for it."
        )


def _range(filled: Filled) -> str:
    least, most = filled.sessions_least, filled.sessions_most
    return str(least) if least == most else f"{least} to {most}"


def headcount(roll: Roll, on: date) -> Headcount:
    """How many are on the centre's register on ``on``, by how they are registered."""
    plain_day(on, "headcount", "on")
    counts = dict.fromkeys([*Enrolment, None], 0)
    for record in roll.on_roll(on):
        registrations = record.registrations
        status = status_on(registrations, roll.centre.ref, on) if isinstance(registrations, tuple) else None
        counts[status if isinstance(status, Enrolment) else None] += 1
    return Headcount(
        on=on, single=counts[Enrolment.SINGLE], main=counts[Enrolment.MAIN], subsidiary=counts[Enrolment.SUBSIDIARY],
        guest=counts[Enrolment.GUEST], not_known=counts[None],
    )  # fmt: skip


def filled_on(roll: Roll, on: date, *, known_on: date | None = None) -> tuple[Filled, ...]:
    """What is filled on ``on``: of the whole centre first, then of each kind of place that the centre has set.

    For a day ahead give ``known_on``, the day on which this is asked: a placement then ends as planned. One past its
    planned end on that day has not ended by that, and counts on. A pupil whose key stage or kind of placement is not
    known may fill a place of any kind.
    """
    plain_day(on, "filled_on", "on")
    kinds: dict[tuple[KeyStage | None, Duration | None], int | None] = {(None, None): roll.centre.places}
    for each in roll.centre.places_of:
        kind = (each.key_stage, each.duration)
        kinds[kind] = (kinds.get(kind) or 0) + each.number
    placed = [
        (_stage(record), placement.duration, surely, _sessions(placement, on))
        for record in roll.records
        for placement, surely in _placed(record, roll.centre.ref, on, known_on or on)
    ]
    return tuple(_filled(on, stage, duration, places, placed) for (stage, duration), places in kinds.items())


def occupancy_ahead(roll: Roll, on: date, weeks: int) -> tuple[tuple[Filled, ...], ...]:
    """What is filled on the first school day of each of the next ``weeks`` school weeks of the centre, from ``on`` on.

    Reckoned from planned ends and first days as they stand on ``on``; nobody yet unknown is reckoned to come. As many
    weeks as the centre's calendar holds. Raises :class:`~ap_core.errors.OutsideCalendar` for a day outside it.
    """
    calendar = roll.calendars.of(roll.centre.ref)
    day = on if calendar.is_school_day(on) else calendar.next_school_day(on)
    firsts = [day]
    for last in calendar.last_days_of_weeks(day, weeks)[: weeks - 1]:
        if last == calendar.school_days[-1]:
            break
        firsts.append(calendar.next_school_day(last))
    return tuple(filled_on(roll, first, known_on=on) for first in firsts)


def over_capacity(filled: tuple[Filled, ...]) -> tuple[Filled, ...]:
    """Those of ``filled`` that are over their places, or may be: a warning, never a finding of law."""
    return tuple(each for each in filled if each.places is not None and each.over is not False)


_Placed = tuple[KeyStage | None | Unknown, Duration | Unknown, bool, tuple[int, int]]


def _filled(
    on: date, stage: KeyStage | None, duration: Duration | None, places: int | None, placed: list[_Placed]
) -> Filled:
    pupils_least = pupils_most = sessions_least = sessions_most = 0
    for its_stage, its_duration, surely, (least, most) in placed:
        fits = [_fits(stage, its_stage), _fits(duration, its_duration)]
        if False in fits:
            continue
        pupils_most += 1
        sessions_most += most
        if surely and None not in fits:
            pupils_least += 1
            sessions_least += least
    return Filled(
        on=on, key_stage=stage, duration=duration, places=places, pupils_least=pupils_least, pupils_most=pupils_most,
        sessions_least=sessions_least, sessions_most=sessions_most,
    )  # fmt: skip


def _fits(wanted: object, its: object) -> bool | None:
    """Whether it is of the kind wanted; none where that is not known."""
    if wanted is None or wanted is its:
        return True
    return None if its is None or isinstance(its, Unknown) else False


def _stage(record: PupilRecord) -> KeyStage | None | Unknown:
    year = record.pupil.taught_year
    return key_stage_of(year) if isinstance(year, YearGroup) else year


def _placed(record: PupilRecord, centre: str, on: date, known_on: date) -> Iterator[tuple[Placement, bool]]:
    """The placement that holds a place on ``on``, and whether that is sure: one for a pupil, the surest and last."""
    if not isinstance(record.placements, tuple):
        return
    found = [
        (goes_on, place, each)
        for place, each in enumerate(record.placements)
        if each.centre == centre
        for goes_on in [_goes_on(each, on, known_on)]
        if goes_on is not False
    ]
    if found:
        goes_on, _, placement = max(found, key=lambda each: (each[0] is True, each[1]))
        yield placement, goes_on is True


def _goes_on(placement: Placement, on: date, known_on: date) -> bool | None:
    """Whether a placement goes on on ``on``, as far as that is known on ``known_on``; none where it is not known."""
    first, ended, planned = placement.first_day, placement.ended_on, placement.planned_end
    if isinstance(ended, date):
        if ended < on:
            return False
    elif isinstance(planned, date) and known_on <= planned < on:
        return False
    if isinstance(first, Unknown):
        return None
    if first > on:
        return False
    if isinstance(ended, Unknown) or (ended is None and on > known_on and isinstance(planned, Unknown)):
        return None
    return True


def _sessions(placement: Placement, on: date) -> tuple[int, int]:
    """Sessions a week at the centre, at least and at most: by the return step of the day, or as recorded."""
    if isinstance(placement.return_plan, ReturnPlan):
        begun = [step for step in placement.return_plan.steps if step.first_day <= on]
        if begun:
            return (len(begun[-1].at_centre),) * 2
    recorded = placement.sessions_a_week
    return (0, FULL_TIME) if isinstance(recorded, Unknown) else (recorded, recorded)
