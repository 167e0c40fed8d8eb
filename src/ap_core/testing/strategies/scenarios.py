"""Records in good order: the day and the year group are drawn first, then a day of birth, a school year and a placement
that go with them. Nothing drawn is thrown away, and what shrinks shrinks to a plain pupil in a plain year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import attrs
from hypothesis import strategies as st

from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.registers import Register
from ap_core.centre import Centre, Roll, School
from ap_core.checking import check
from ap_core.dates import AcademicYear, Calendars, SchoolCalendar, Term
from ap_core.law.reviews import Review
from ap_core.law.unknown import Unknown
from ap_core.placement.records import Basis, Duration, Placement
from ap_core.policy import Policy
from ap_core.pupils.pupil import Pupil
from ap_core.pupils.years import KeyStage, YearGroup, key_stage_of
from ap_core.record import PupilRecord
from ap_core.registration.records import Enrolment, Registration, SchoolKind
from ap_core.testing.strategies.made import Draw, up_to

CENTRE, HOME = "CENTRE", "HILL"
DAY = timedelta(1)
#: Years whose law is held in full: pupils of these are in good order.
YEARS = (2024, 2025, 2026)
SECONDARY = tuple(year for year in YearGroup if year.number is not None and 7 <= year.number <= 11)


@attrs.frozen(kw_only=True)
class Case:
    """A record, the day of the check and the calendars that it needs."""

    record: PupilRecord
    on: date
    calendars: Calendars

    def review(self, policy: Policy = Policy()) -> Review:  # noqa: B008 - it is frozen
        """What :func:`ap_core.check` says of it."""
        return check(self.record, on=self.on, calendars=self.calendars, policy=policy)


@cache
def law_days() -> tuple[date, ...]:
    """Every day on which the law held here changes: rules begin and end, values of law change or go."""
    from ap_core.dated_law import DATED_LAW
    from ap_core.england import ENGLAND

    found = {rule.since for rule in ENGLAND.rules} | {rule.until for rule in ENGLAND.rules if rule.until is not None}
    found.update(edition.valid_from for each in DATED_LAW for edition in each.editions)
    return tuple(sorted(found))


def days_near_law(*, within: int = 2) -> st.SearchStrategy[date]:
    """Days on which the law held here changes, and up to ``within`` days before and after."""
    return st.builds(lambda day, off: day + timedelta(off), st.sampled_from(law_days()), st.integers(-within, within))


_YEARS = st.sampled_from(YEARS)


def school_years() -> st.SearchStrategy[int]:
    """The calendar year in which a school year begins."""
    return _YEARS


#: Which term a closure lies in, and how many days after its beginning.
_CLOSED = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 60)), max_size=3)
_SHIFTS = st.integers(0, 63)


@st.composite
def school_calendars(draw: Draw, *, year: int | None = None, name: str = HOME) -> SchoolCalendar:
    """A whole school year of three terms with their half terms, begun up to three days later or not, with closures."""
    return _calendar(draw, draw(_YEARS) if year is None else year, name)


def _calendar(draw: Draw, begins: int, name: str) -> SchoolCalendar:
    shifts = draw(_SHIFTS)
    firsts = (date(begins, 9, 2), date(begins + 1, 1, 4), date(begins + 1, 4, 14))
    lasts = (date(begins, 12, 18), date(begins + 1, 3, 27), date(begins + 1, 7, 20))
    terms = []
    for place, season in enumerate(("autumn", "spring", "summer")):
        by = timedelta(shifts >> 2 * place & 3)
        terms.append(Term(f"{season} {firsts[place].year}", firsts[place] + by, lasts[place] + by))
    halves = (date(begins, 10, 26), date(begins + 1, 2, 15), date(begins + 1, 5, 26))
    breaks = [(_monday(half), _monday(half) + 4 * DAY) for half in halves]
    closed = [terms[place].first + timedelta(n) for place, n in draw(_CLOSED)]
    return SchoolCalendar.of_terms(name, terms=terms, breaks=breaks, closed=closed)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


@st.composite
def pupils(draw: Draw, *, on: date, years: Sequence[YearGroup] = SECONDARY, ref: str = "P01") -> Pupil:
    """Pupils in one of ``years`` on that day, born in the year that goes with it; the ends of it come often."""
    return _pupil(draw, on, years, ref)


_BIRTHDAYS = st.integers(0, 364) | st.sampled_from([0, 365])


def _pupil(draw: Draw, on: date, years: Sequence[YearGroup], ref: str) -> Pupil:
    year = years[draw(up_to(len(years) - 1))]
    began = AcademicYear.of(on).first.year - 5 - (year.number or 0)
    born = min(date(began, 9, 1) + timedelta(draw(_BIRTHDAYS)), date(began + 1, 8, 31))
    return Pupil(ref=ref, born=born, taught_year=year)


#: Some of the days at the centre, as places in their list, with marks other than present.
_ODD_DAYS = st.dictionaries(st.integers(0, 59), st.sampled_from(["/ I", "I I", "O O", "L \\", "/ M"]), max_size=6)


@st.composite
def cases(
    draw: Draw, *, on: date | None = None, years: Sequence[YearGroup] = SECONDARY, dual: bool | None = None,
    ref: str = "P01", calendars: Calendars | None = None,
) -> Case:  # fmt: skip
    """A pupil of a centre in good order: born, taught, registered and placed, with marks and a baseline to come.

    ``dual`` settles whether the home school has the pupil too; left out, it is so at Key Stage 3. The calendars of the
    centre and of the home school differ by some days unless they are given.
    """
    year = draw(_YEARS) if on is None else AcademicYear.of(on).first.year
    if calendars is None:
        calendars = Calendars({name: _calendar(draw, year, name) for name in (CENTRE, HOME)})
    centre = calendars.of(CENTRE)
    day = centre.school_days[5 + draw(up_to(55))] if on is None else on
    pupil = _pupil(draw, day, years, ref)
    both = _is_key_stage_3(pupil) if dual is None else dual
    before = [each for each in centre.school_days if each <= day]
    first = before[-1 - draw(up_to(min(59, len(before) - 1)))] if before else day
    return Case(record=_placed(draw, pupil, first, day, both, centre), on=day, calendars=calendars)


def _is_key_stage_3(pupil: Pupil) -> bool:
    return not isinstance(pupil.taught_year, Unknown) and key_stage_of(pupil.taught_year) is KeyStage.KS3


def _placed(draw: Draw, pupil: Pupil, first: date, on: date, dual: bool, centre: SchoolCalendar) -> PupilRecord:
    entered = date(first.year - 1, 9, 3)
    names: tuple[Registration, ...]
    if dual:
        names = (
            Registration(school=HOME, status=Enrolment.SINGLE, first=entered, last=first - DAY, ended_by=None),
            Registration(school=HOME, status=Enrolment.MAIN, first=first, last=None),
            Registration(school=CENTRE, status=Enrolment.SUBSIDIARY, first=first, last=None),
        )
    else:
        names = (Registration(school=CENTRE, status=Enrolment.SINGLE, first=first, last=None),)
    days = [day for day in centre.school_days if first <= day <= on]
    odd = draw(_ODD_DAYS)
    marks = [
        (day, half, code)
        for place, day in enumerate(days)
        for half, code in zip(("AM", "PM"), odd.get(place, "/ \\").split(), strict=True)
    ]
    placement = Placement(
        ref=f"{pupil.ref}-A", centre=CENTRE, home_school=HOME, directed_by=None, notice=None, reviews=(),
        basis=Basis.AGREEMENT if dual else Basis.OTHER_AUTHORITY, decided_on=first - 7 * DAY,
        duration=Duration.SHORT if dual else Duration.LONG, first_day=first, planned_end=None,
        returns_to=HOME if dual else None, objectives=("attend", "read"),
    )  # fmt: skip
    before = draw(up_to(190))
    return PupilRecord(
        pupil=pupil, registrations=names, placements=(placement,), plan=None, sen_support=(), care=None,
        registers=(Register.of_marks(CENTRE, marks),), baseline=(), timetable=None, mentor_sessions=(), incidents=(),
        suspensions=(), suspended_elsewhere=None, permanent_exclusions=(),
        previous_attendance=PreviousAttendance(school=HOME, attended=before, possible=190),
    )  # fmt: skip


@st.composite
def rolls(draw: Draw, *, size: int = 3, on: date = date(2026, 11, 23)) -> Roll:
    """A centre's roll of ``size`` pupils in good order on a day, all in the same two calendars."""
    year = AcademicYear.of(on).first.year
    calendars = Calendars({name: _calendar(draw, year, name) for name in (CENTRE, HOME)})
    return Roll(
        centre=Centre(ref=CENTRE, name="Invented Centre", kind=SchoolKind.PRU),
        schools=(School(ref=HOME, name="Invented High School", kind=SchoolKind.MAINTAINED),),
        calendars=calendars,
        records=tuple(draw(cases(on=on, ref=f"P{place + 1:02}", calendars=calendars)).record for place in range(size)),
    )
