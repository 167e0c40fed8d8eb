"""The questions of an impact report, each reckoned from the records of a roll.

There is one primary indicator a question, settled before anybody looks at the figures: with twenty of them one would
look remarkable by chance alone (STAT-10). No answer says what caused a change, for nobody is compared with pupils who
did not come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ap_core.attendance.change import AttendanceChange
from ap_core.attendance.rates import totals
from ap_core.attendance.registers import Register
from ap_core.attendance.uplift import improvement
from ap_core.centre import Roll
from ap_core.curriculum.records import Assessment, Domain
from ap_core.curriculum.scores import ScoreScale
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.plain import plain_day
from ap_core.dates.spans import DateSpan
from ap_core.errors import refuse
from ap_core.impact.answers import Answer, Impact, Missing
from ap_core.law.unknown import Unknown, reckon
from ap_core.placement.after_year_11 import AfterYear11
from ap_core.placement.returns import CheckPoint, ReturnPlan, check_point_reached, sustained
from ap_core.progress.change import (
    Directions,
    Pair,
    Precision,
    beside_regression,
    directions,
    mean_change,
    reliable_counts,
)
from ap_core.progress.disclosure import CountTable
from ap_core.progress.intervals import clustering
from ap_core.progress.measures import Measure, not_shown
from ap_core.progress.reintegration import sustained_rate
from ap_core.progress.shares import attendance_pairs, event_rate, share
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.states import MeasureState
from ap_core.support.scales import Better, OrdinalScale, ScaleReading


class _Here(NamedTuple):
    """A pupil with a placement at the centre in the time looked at."""

    record: PupilRecord
    first_day: date | Unknown
    last_day: date  # the last day looked at: the day of the report, or the end of the placement before it
    at_end: bool  # the placement was going on, or may have been, on the day of the report


class _Asked(NamedTuple):
    """What every question is asked of."""

    roll: Roll
    since: date
    on: date
    pupils: tuple[_Here, ...]
    tests: Mapping[str, Precision]
    point: CheckPoint

    @property
    def source(self) -> str:
        return f"records of {self.roll.centre.name}"

    def calendar(self, school: str) -> SchoolCalendar | Unknown:
        found = self.roll.calendars.get(school)
        return found or Unknown.because(f"the calendar of {school}", ask=f"The term dates of {school}?", of=school)


def impact(
    roll: Roll,
    *,
    since: date,
    on: date,
    tests: Mapping[str, Precision] | None = None,
    point: CheckPoint = CheckPoint.TWELVE_WEEKS,
) -> Impact:
    """What can be said of the pupils who had a placement at the centre between ``since`` and ``on``, both included.

    ``tests`` holds how exactly a reading test measures, by its name, as its manual says: without it a change is not
    told from the test's own error. ``point`` is the time that a return has to last. Nothing after ``on`` is looked at.
    :class:`~ap_core.errors.InvalidValue` where ``on`` is before ``since``.
    """
    plain_day(since, "impact", "since")
    plain_day(on, "impact", "on")
    if on < since:
        refuse("impact", "on", "is before since", "give the first day looked at, and the day of the report")
    asked = _Asked(roll, since, on, tuple(_pupils(roll, since, on)), tests or {}, point)
    return Impact(
        centre=roll.centre.ref, called=roll.centre.name, since=since, on=on, pupils=len(asked.pupils),
        answers=tuple(question(asked) for question in _QUESTIONS),
    )  # fmt: skip


def _pupils(roll: Roll, since: date, on: date) -> Iterator[_Here]:
    """One entry a pupil, for the last of the placements that were going on, or may have been, in that time."""
    for record in roll.records:
        if not isinstance(record.placements, tuple):
            continue
        found = None
        for each in record.placements:
            first, ended = each.first_day, each.ended_on
            begun = not isinstance(first, date) or first <= on
            over = isinstance(ended, date) and ended < since
            if each.centre != roll.centre.ref or not begun or over:
                continue
            last = min(ended, on) if isinstance(ended, date) else on
            here = _Here(record, first, last, not isinstance(ended, date) or ended > on)
            if found is None or here.last_day >= found.last_day:
                found = here
        if found is not None:
            yield found


def _register(record: PupilRecord, school: str) -> Register | None:
    registers = record.registers if isinstance(record.registers, tuple) else ()
    return next((each for each in registers if each.school == school), None)


def _directions(title: str, found: Directions) -> CountTable:
    return CountTable(
        title=title, rows=("pupils",), columns=("improved", "the same", "worse"),
        counts=((found.improved, found.same, found.worse),),
    )  # fmt: skip


def _none(name: str, unit: str, why: str, asked: _Asked, not_for: tuple[str, ...] = ()) -> Measure:
    return not_shown(name, unit, MeasureState.NOT_AVAILABLE, why, n=0, source=asked.source, not_for=not_for)


# ---------------------------------------------------------------- attendance


_NO_REGISTER = "no register of the centre"
_WHY_NOT = {
    MeasureState.NOT_AVAILABLE: "attendance before is not known",
    MeasureState.NOT_APPLICABLE: "no school before, or still within the first ten school days here",
    MeasureState.UNRELIABLE: "too few sessions on one side, or marks that settle nothing",
}
_REGRESSION = (
    "Pupils come when their attendance is lowest, so a part of any rise would have come anyway. How large a part "
    "cannot be told: nobody is compared with pupils who did not come."
)


def _attendance(asked: _Asked) -> Answer:
    """ATT-07: percentage points from the last terms at the previous school to the days here after induction."""
    changes: list[AttendanceChange] = []
    missing: list[Missing] = []
    for here in asked.pupils:
        found = _attendance_of(here, asked)
        if isinstance(found, str):
            missing.append(Missing(here.record.ref, found))
        else:
            changes.append(found)
    remarks = [_REGRESSION]
    remarks += sorted({each.remark for each in changes if each.remark})
    pairs: list[Pair] = [*attendance_pairs(changes), *[(None, None)] * len(missing)]
    return Answer(
        question="Do pupils attend more than at the school before?",
        measure=mean_change(pairs, name="change in attendance", unit="percentage points", source=asked.source),
        counts=(_directions("attendance", directions(pairs, Better.HIGHER)),),
        missing=tuple(missing),
        remarks=tuple(remarks),
    )


def _attendance_of(here: _Here, asked: _Asked) -> AttendanceChange | str:
    """The change of one pupil that can be shown, or why there is none."""
    register = _register(here.record, asked.roll.centre.ref)
    calendar = asked.calendar(asked.roll.centre.ref)
    if not isinstance(here.first_day, date):
        return "the first day here is not known"
    if register is None or isinstance(calendar, Unknown):
        return _NO_REGISTER if register is None else "the centre's term dates are not known"

    def changed(first_day: date) -> AttendanceChange:
        return improvement(
            here.record.previous_attendance, register, calendar, first_day, here.last_day, since=asked.since
        )

    found = reckon(changed, here.first_day)
    if isinstance(found, Unknown):
        return "a day looked at is outside the centre's term dates"
    return found if found.state is MeasureState.SHOWN else _WHY_NOT[found.state]


# ---------------------------------------------------------------- suspensions


def _suspensions(asked: _Asked) -> Answer:
    """EXC-07: suspensions that this centre made, for 1,000 sessions at which its pupils could have been there."""
    centre, days = asked.roll.centre.ref, DateSpan(asked.since, asked.on)
    counts: list[int] = []
    possible = 0
    missing: list[Missing] = []
    for here in asked.pupils:
        register, suspensions = _register(here.record, centre), here.record.suspensions
        if register is None or not isinstance(suspensions, tuple):
            why = _NO_REGISTER if register is None else "suspensions are not known"
            missing.append(Missing(here.record.ref, why))
            continue
        possible += totals(register, span=days).possible
        counts.append(sum(each.school == centre and _within(each.first_day, days) for each in suspensions))
    rate = event_rate(
        "suspensions by this centre", sum(counts), possible, per=1_000, of_what="possible sessions", n=len(counts),
        source=asked.source,
    )  # fmt: skip
    gathered, _ = clustering(tuple(counts))
    remarks = ["Suspensions by the schools before are not counted with it: their sessions are not in these records."]
    if gathered is not None and gathered > _GATHERED:
        remarks.append("They gather in a few pupils, so the interval is too narrow.")
    return Answer(
        question="How often does the centre suspend?",
        measure=rate.but(of=len(asked.pupils)),
        counts=(
            CountTable(
                title="pupils", rows=("pupils",), columns=("suspended here", "not suspended here"), sensitive=True,
                counts=((sum(count > 0 for count in counts), counts.count(0)),),
            ),
        ),
        missing=tuple(missing),
        remarks=tuple(remarks),
    )  # fmt: skip


#: Variance over mean of the pupils' counts: above it an exact Poisson interval is too narrow (STAT-04).
_GATHERED = Fraction(3, 2)


def _within(day: date | Unknown, days: DateSpan) -> bool:
    return isinstance(day, date) and days.covers(day)


# ---------------------------------------------------------------- reading


_ONCE = "reading was not tested twice with one test"


def _reading(asked: _Asked) -> Answer:
    """STD-02: the change in standard score from the first test to the last, of pupils tested twice with one test."""
    scale = _commonest(asked)
    question, name = "Do pupils read better for their age?", "change in reading"
    if scale is None:
        measure = _none(name, "points of standard score", _ONCE, asked).but(of=len(asked.pupils))
        return Answer(
            question=question, measure=measure,
            missing=tuple(Missing(here.record.ref, _ONCE) for here in asked.pupils),
        )  # fmt: skip
    found = [_tested(here, scale, asked) for here in asked.pupils]
    pairs: list[Pair] = [(None, None) if isinstance(each, str) else each for each in found]
    unit, source = "points of standard score", f"{scale.instrument}, {asked.source}"
    counts = [_directions("reading", directions(pairs, Better.HIGHER))]
    remarks = ["No change in standard score is normal progress: the pupil kept up with others of the same age."]
    precision = asked.tests.get(scale.instrument)
    beside: tuple[Measure, ...] = ()
    if precision is None:
        measure = mean_change(pairs, name=name, unit=unit, source=source)
        remarks.append(
            "How exactly this test measures was not given, so nobody's change is told from the test's own error, and "
            "what regression to the mean alone would bring is not reckoned."
        )
    else:
        reliable = reliable_counts(pairs, precision)
        counts.append(
            CountTable(
                title="more than the test's own error", rows=("pupils",),
                columns=("reliably improved", "no reliable change", "reliably worse"),
                counts=((reliable.improved, reliable.unchanged, reliable.deteriorated),),
            )
        )  # fmt: skip
        remarks.append("By the test's own error alone one pupil in forty seems reliably better, and as many worse.")
        if precision.mean is None:
            measure = mean_change(pairs, name=name, unit=unit, source=source)
        else:
            shown = beside_regression(pairs, precision, name=name, unit=unit, source=source)
            measure, beside = shown.observed, (shown.expected, shown.beyond)
    return Answer(
        question=question, measure=measure, beside=beside, counts=tuple(counts), remarks=tuple(remarks),
        missing=tuple(
            Missing(here.record.ref, each)
            for here, each in zip(asked.pupils, found, strict=True)
            if isinstance(each, str)
        ),
    )  # fmt: skip


def _tests(here: _Here, asked: _Asked) -> Iterator[Assessment]:
    """A pupil's reading tests by the day of the report, in order."""
    baseline = here.record.baseline if isinstance(here.record.baseline, tuple) else ()
    taken = [each for each in baseline if each.domain is Domain.READING and each.taken_on <= asked.on]
    yield from sorted(taken, key=lambda each: each.taken_on)


def _commonest(asked: _Asked) -> ScoreScale | None:
    """The standardised scale on which most pupils were tested twice, the second time in the days looked at."""
    found: Counter[ScoreScale] = Counter()
    for here in asked.pupils:
        tests = [each for each in _tests(here, asked) if each.scale is not None and each.scale.is_standardised]
        scales = {each.scale for each in tests if each.taken_on >= asked.since}
        found.update(scale for scale in scales if scale is not None and sum(each.scale == scale for each in tests) > 1)
    return min(found, key=lambda scale: (-found[scale], scale.instrument), default=None)


def _tested(here: _Here, scale: ScoreScale, asked: _Asked) -> tuple[int, int] | str:
    """The first score and the last on one scale, or why there are not two that can be compared."""
    tests = [each for each in _tests(here, asked) if each.scale == scale]
    if len(tests) < 2 or tests[-1].taken_on < asked.since:
        return _ONCE
    first, last = tests[0].standard_score, tests[-1].standard_score
    if not isinstance(first, int) or not isinstance(last, int):
        return "a score is not known"
    if scale.score(first).censored or scale.score(last).censored:
        return "a score lies at the end of the scale"
    return first, last


# ---------------------------------------------------------------- returns


_UNSURE = "whether the return has lasted is not known"


def _returns(asked: _Asked) -> Answer:
    """REI-02: returns that lasted, of those whose time was up in the days looked at."""
    lasted: list[bool | Unknown | None] = []
    missing: list[Missing] = []
    for record in asked.roll.records:
        for plan, school in _plans(record, asked.roll.centre.ref):
            calendar = asked.calendar(school) if isinstance(school, str) else school
            if not _time_up(plan, calendar, asked):
                continue
            came = reckon(sustained, plan, asked.point, calendar, asked.on)
            lasted.append(came)
            if isinstance(came, Unknown):
                missing.append(Missing(record.ref, _UNSURE))
    return Answer(
        question="Do pupils who went back to a school stay there?",
        measure=sustained_rate(lasted, until=asked.point.value, source=asked.source),
        missing=tuple(missing),
        remarks=("A return younger than that is neither a success nor a failure yet: it is in no count.",),
    )


def _time_up(plan: ReturnPlan, calendar: SchoolCalendar | Unknown, asked: _Asked) -> bool:
    """Whether the time that the return has to last came to its end in the days looked at, or may have."""
    reached = reckon(check_point_reached, plan.returned_on, asked.point, calendar)
    if not isinstance(reached, Unknown):
        return asked.since <= reached.last_day <= asked.on
    # A calendar that goes on to the day of the report and not to the end of that time: it is still running.
    if isinstance(calendar, Unknown) or plan.returned_on is None:
        return True
    return plan.returned_on < calendar.first or calendar.last < asked.on


def _plans(record: PupilRecord, centre: str) -> Iterator[tuple[ReturnPlan, str | Unknown]]:
    """The returns that have begun, each with the school; one without a return planned is none."""
    for each in record.placements if isinstance(record.placements, tuple) else ():
        if each.centre == centre and isinstance(each.return_plan, ReturnPlan) and each.return_plan.returned_on:
            school = each.returns_to
            if school is not None:
                yield each.return_plan, school


# ---------------------------------------------------------------- after Year 11


def _after_year_11(asked: _Asked) -> Answer:
    """DEST-02 as far as the roll goes: an offer for the time after Year 11, of the pupils in it."""
    name, question = "an offer for the time after Year 11", "Does every pupil in Year 11 have somewhere to go?"
    year_11 = [
        here for here in asked.pupils if here.at_end and here.record.pupil.taught_year is YearGroup.Y11
    ]  # fmt: skip
    known: list[bool] = []
    missing: list[Missing] = []
    for here in year_11:
        after = here.record.after_year_11
        offered = after.offered_on if isinstance(after, AfterYear11) else after
        if isinstance(offered, Unknown):
            missing.append(Missing(here.record.ref, "whether there is an offer is not known"))
        else:
            known.append(offered is not None and offered <= asked.on)
    count, of = sum(known), len(year_11)
    bounds = (
        (
            share(f"{name}, at least", count, of, source=asked.source),
            share(f"{name}, at most", count + len(missing), of, source=asked.source),
        )
        if missing
        else ()
    )
    return Answer(
        question=question,
        measure=share(
            name, count, len(known), of=of, source=asked.source,
            not_for=("a destination: an offer is no beginning, and a beginning does not last by itself",),
        ),
        beside=bounds,
        missing=tuple(missing),
        remarks=("Where last summer's leavers are now stands in no record here: ask, and count unknown as unknown.",),
    )  # fmt: skip


# ---------------------------------------------------------------- attitudes


def _attitudes(asked: _Asked) -> Answer:
    """ATL-01: pupils whose last reading on an ordinal scale is better than their first; steps are never averaged."""
    scale = _most_read(asked)
    question = "Are attitudes better than at first?"
    if scale is None:
        why = "nobody's attitudes were read twice on one scale"
        measure = _none("attitudes", "per cent", why, asked).but(of=len(asked.pupils))
        return Answer(
            question=question, measure=measure,
            missing=tuple(Missing(here.record.ref, "not read twice") for here in asked.pupils),
        )  # fmt: skip
    readings = [_read(here, scale, asked) for here in asked.pupils]
    pairs: list[Pair] = [
        (each[0].score, each[-1].score) if len(each) > 1 and each[-1].on >= asked.since else (None, None)
        for each in readings
    ]
    found = directions(pairs, scale.better)
    return Answer(
        question=question,
        measure=share(
            f"improved on {scale.instrument}", found.improved, found.n, of=len(pairs), source=asked.source,
            not_for=("telling what caused it", "a mean: the steps of the scale are in order, not equally far apart"),
        ),
        counts=(_directions(scale.instrument, found),),
        missing=tuple(
            Missing(here.record.ref, "not read twice")
            for here, pair in zip(asked.pupils, pairs, strict=True)
            if pair[1] is None
        ),
    )  # fmt: skip


def _read(here: _Here, scale: OrdinalScale, asked: _Asked) -> list[ScaleReading]:
    """A pupil's readings on one scale by the day of the report, in order."""
    found = [each for each in here.record.attitudes if each.scale == scale and each.on <= asked.on]
    return sorted(found, key=lambda each: each.on)


def _most_read(asked: _Asked) -> OrdinalScale | None:
    """The scale on which most pupils were read twice, the second time in the days looked at."""
    found: Counter[OrdinalScale] = Counter()
    for here in asked.pupils:
        for scale in {each.scale for each in here.record.attitudes}:
            readings = _read(here, scale, asked)
            found[scale] += len(readings) > 1 and readings[-1].on >= asked.since
    return min(+found, key=lambda scale: (-found[scale], scale.instrument), default=None)


# ---------------------------------------------------------------- results


def _results(asked: _Asked) -> Answer:
    """KS4-02 and KS4-03: a roll holds no results, and the report says so rather than leave the question out."""
    return Answer(
        question="What do leavers of Key Stage 4 achieve?",
        measure=_none("Attainment 8", "points", "the roll holds no examination results", asked),
        remarks=(
            "There is no Progress 8 for those who leave in 2025 and 2026, because they sat no tests at the end of Key "
            "Stage 2, and no published figure for a centre's results to be set beside.",
        ),
    )


_QUESTIONS: tuple[Callable[[_Asked], Answer], ...] = (
    _attendance, _suspensions, _reading, _attitudes, _returns, _after_year_11, _results,
)  # fmt: skip
