"""Strategies for the records and values themselves: any value that their classes do not refuse.

Each takes the fields that are settled, as values; everything else is drawn, and shrinks to its default. For a record in
good order, in a calendar, on a day, see :mod:`~ap_core.testing.strategies.scenarios`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from hypothesis import strategies as st

# Each of these says how the values of its concept are made.
import ap_core.testing.strategies.made_curriculum
import ap_core.testing.strategies.made_ehcp
import ap_core.testing.strategies.made_exclusion
import ap_core.testing.strategies.made_placement  # noqa: F401
from ap_core.attendance.registers import Register
from ap_core.centre import Centre, Roll, School
from ap_core.curriculum.records import Assessment, Timetable
from ap_core.dates import Calendars, DateSpan, Deadline, HalfDays
from ap_core.ehcp.records import EHCPlan
from ap_core.ehcp.sen_support_records import SENSupport
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.placement.records import Placement
from ap_core.policy import Policy
from ap_core.pupils.pupil import Pupil
from ap_core.record import PupilRecord
from ap_core.registration.records import Registration
from ap_core.support.care_records import Care
from ap_core.support.records import Incident
from ap_core.testing.strategies.made import BOOLEANS, SCHOOLS, Draw, Maker, makes

T = TypeVar("T")


@st.composite
def _values(draw: Draw, cls: type[T], since: date, given: dict[str, Any]) -> T:
    made: Any = Maker(draw, since).of(cls)
    return made.but(**given) if given else made  # type: ignore[no-any-return]


def values_of(cls: type[T], *, since: date = date(2026, 9, 1), **given: Any) -> st.SearchStrategy[T]:
    """Any value of a public class of records or values, its days on or after ``since``.

    ``given`` are fields that are settled. They must go with whatever else may be drawn: what a class refuses is refused
    here too. This is what ``st.from_type`` gives for these classes.
    """
    return _values(cls, since, given)


@makes(DateSpan)
def _span(maker: Maker) -> DateSpan:
    return DateSpan(maker.later(), maker.of(date | None))


def date_spans(**given: Any) -> st.SearchStrategy[DateSpan]:
    """Spans of days, open or closed."""
    return values_of(DateSpan, **given)


def half_days() -> st.SearchStrategy[HalfDays]:
    """Numbers of half-days, from none to a whole school year's."""
    return st.integers(0, 380).map(HalfDays)


def deadlines() -> st.SearchStrategy[Deadline]:
    """Deadlines, with the days that were counted and with a customary last day or without."""
    return values_of(Deadline)


def any_calendars() -> st.SearchStrategy[Calendars]:
    """Calendars of a few schools over one short term; for whole years see ``school_calendars``."""
    return values_of(Calendars)


def registers(**given: Any) -> st.SearchStrategy[Register]:
    """Registers of a few weeks with any codes, closed ones too."""
    return values_of(Register, **given)


def any_pupils(**given: Any) -> st.SearchStrategy[Pupil]:
    """Pupils of any recorded year and day of birth; for those that go together see ``pupils``."""
    return values_of(Pupil, since=date(2008, 9, 1), **given)


def registrations(**given: Any) -> st.SearchStrategy[Registration]:
    """A name on one register."""
    return values_of(Registration, **given)


def placements(**given: Any) -> st.SearchStrategy[Placement]:
    """Placements of any kind, with what is recorded of them."""
    return values_of(Placement, **given)


def plans(**given: Any) -> st.SearchStrategy[EHCPlan]:
    """EHC plans, with reviews, provision, ledger and disputes."""
    return values_of(EHCPlan, **given)


def sen_supports(**given: Any) -> st.SearchStrategy[SENSupport]:
    """SEN support that a school makes without a plan."""
    return values_of(SENSupport, **given)


def suspensions(**given: Any) -> st.SearchStrategy[Suspension]:
    """Suspensions, with their procedure or without."""
    return values_of(Suspension, **given)


def permanent_exclusions(**given: Any) -> st.SearchStrategy[PermanentExclusion]:
    """Permanent exclusions, with procedure and review or without."""
    return values_of(PermanentExclusion, **given)


def assessments(**given: Any) -> st.SearchStrategy[Assessment]:
    """Baseline assessments on any scale."""
    return values_of(Assessment, **given)


def timetables(**given: Any) -> st.SearchStrategy[Timetable]:
    """A pupil's week."""
    return values_of(Timetable, **given)


def incidents(**given: Any) -> st.SearchStrategy[Incident]:
    """Incidents, with the use of force and what was done after them."""
    return values_of(Incident, **given)


def cares(**given: Any) -> st.SearchStrategy[Care]:
    """Care by an authority."""
    return values_of(Care, **given)


def policies(**given: Any) -> st.SearchStrategy[Policy]:
    """Policies inside the law; where one departs from guidance somebody has said why."""
    return values_of(Policy, **given)


def any_pupil_records(**given: Any) -> st.SearchStrategy[PupilRecord]:
    """Any record at all: contradictory, incomplete, unlawful, and never refused. ``check`` must take each of them."""
    return values_of(PupilRecord, **given)


def _roll(maker: Maker, size: int | None = None) -> Roll:
    records = []
    for _ in range(1 + maker.draw(BOOLEANS) if size is None else size):
        maker.day, maker.number = date(2026, 9, 1), 40
        records.append(maker.built(PupilRecord))
    return Roll(
        centre=maker.built(Centre).but(ref=SCHOOLS[0]),
        schools=tuple(maker.built(School).but(ref=ref) for ref in SCHOOLS[1:]),
        calendars=maker.of(Calendars), policy=maker.of(Policy), records=tuple(records),
    )  # fmt: skip


makes(Roll)(_roll)


@st.composite
def any_rolls(draw: Draw, *, size: int | None = None) -> Roll:
    """Any roll of one pupil or two, or of ``size`` of them, each record for itself."""
    return _roll(Maker(draw), size)
