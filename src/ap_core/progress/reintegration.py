"""Returns to a school: how many, whether they last, how long they take, and what else became of pupils who left.

There is no national definition (fact book metrics, section 9), so every figure says which it uses. A return that is too
young to say is no failure: it is left out of the count, or followed as far as it goes (Kaplan and Meier). A pupil of
whom nobody knows is neither a success nor a failure, and the figures say what both would make of it. A named special
school, college or being taught at home is no return that failed: each has its own row.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction

from ap_core.errors import Fault, require
from ap_core.law.unknown import UNKNOWN, Unknown, known, unknown_among
from ap_core.progress.measures import Interval, Measure, Number, level_faults, measured, not_shown
from ap_core.progress.quantiles import z_value
from ap_core.progress.shares import share
from ap_core.registration.records import Registration
from ap_core.states import MeasureState
from ap_core.support.patterns import Count
from ap_core.values import Value, item, small_value, value

#: Fewer than this are followed one by one: the library's own rule (REI-02).
FEWEST_FOLLOWED = 10


class WentTo(Enum):
    """Where a pupil went on leaving."""

    MAINSTREAM = "mainstream school"
    SPECIAL = "special school"
    COLLEGE = "college, aged 14 to 16"
    HOME_EDUCATION = "education at home"
    OTHER_AP = "other alternative provision"
    NOWHERE = "no place"
    END_OF_YEAR_11 = "end of Year 11"
    ANOTHER_AREA = "moved out of the area"
    CUSTODY = "custody"


_RETURNED = (WentTo.MAINSTREAM, WentTo.SPECIAL)
_LEFT_OUT = (WentTo.END_OF_YEAR_11, WentTo.ANOTHER_AREA, WentTo.HOME_EDUCATION, WentTo.CUSTODY)


@value
class Leaver(Value):
    """One pupil who left in the period."""

    went_to: WentTo | Unknown = item(
        "where the pupil went", default=UNKNOWN, asks="Where did the pupil go on leaving?", of="the centre"
    )
    return_intended: bool | Unknown = item(
        "a return to a school was intended", default=UNKNOWN, asks="Was a return to a school intended?", of="the centre"
    )
    on_roll: bool | Unknown = item(
        "on the main or only roll of that school", default=UNKNOWN,
        asks="Is the pupil on the main or only roll of that school?", of="the school",
    )  # fmt: skip

    @property
    def returned(self) -> bool | Unknown:
        """Whether it was a return: on the roll of a mainstream or special school."""
        if isinstance(self.went_to, Unknown):
            return self.went_to
        return self.on_roll if self.went_to in _RETURNED else False


@small_value
class ReturnRate(Value):
    """Returns of those meant to return, and all that the one figure leaves out."""

    rate: Measure = item("of the pupils of whom it is known")
    lowest: Measure = item("the same if nobody of whom it is not known returned")
    highest: Measure = item("the same if all of them did")
    went_to: tuple[Count, ...] = item("where every leaver went, each destination in its own row")
    left_out: tuple[Count, ...] = item("leavers who are in no rate: end of Year 11, another area, home, custody")
    intention_not_known: int = item("leavers of whom it is not known whether a return was intended")


def return_rate(leavers: Iterable[Leaver], *, source: str) -> ReturnRate:
    """Returns to the roll of a mainstream or special school, of the leavers who were meant to return (REI-01).

    >>> gone = [Leaver(went_to=WentTo.MAINSTREAM, return_intended=True, on_roll=True)] * 9
    >>> gone += [Leaver(went_to=WentTo.OTHER_AP, return_intended=True)] * 3
    >>> gone += [Leaver(return_intended=True), Leaver(went_to=WentTo.END_OF_YEAR_11, return_intended=False)]
    >>> found = return_rate(gone, source="invented")
    >>> print(found.rate)
    return rate: 75.0 per cent (9 of 12; 1 more not known; 95% 46.8 to 91.1 (Wilson))
    >>> found.lowest.shown, found.highest.shown, found.left_out
    ('69.2', '76.9', (Count(of='end of Year 11', n=1),))
    """
    given = tuple(leavers)
    left_out = [leaver for leaver in given if leaver.went_to in _LEFT_OUT]
    counted = [leaver for leaver in given if leaver.went_to not in _LEFT_OUT and leaver.return_intended is True]
    returned = sum(leaver.returned is True for leaver in counted)
    known = sum(not isinstance(leaver.returned, Unknown) for leaver in counted)
    of, name = len(counted), "return rate"
    not_for = ("comparing with a centre that counts otherwise: there is no national definition",)
    return ReturnRate(
        rate=share(name, returned, known, of=of, source=source, not_for=not_for),
        lowest=share(f"{name}, at least", returned, of, source=source, not_for=not_for),
        highest=share(f"{name}, at most", returned + of - known, of, source=source, not_for=not_for),
        went_to=_counted(given),
        left_out=_counted(left_out),
        intention_not_known=sum(isinstance(leaver.return_intended, Unknown) for leaver in given),
    )


def _counted(leavers: Iterable[Leaver]) -> tuple[Count, ...]:
    found = Counter("not known" if isinstance(each.went_to, Unknown) else each.went_to.value for each in leavers)
    return tuple(Count(of, n) for of, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def moves(registrations: Iterable[Registration], on: date) -> int | Unknown:
    """How often a pupil came to a school in the 365 days to ``on`` (REI-04): names put on a register.

    A change of status at the same school is no move. Unknown where a first day that may count is not known.

    >>> came = (("HILL", date(2026, 2, 2)), ("UNIT", date(2026, 9, 7)))
    >>> moves([Registration(school=school, first=first) for school, first in came], date(2026, 11, 23))
    2
    """
    given = tuple(registrations)
    unsure = unknown_among([known(each, "first", f"registrations[{place}].") for place, each in enumerate(given)])
    if unsure is not None:
        return unsure
    came: dict[str, list[date]] = {}
    for each in given:
        assert isinstance(each.first, date)
        came.setdefault(each.school, []).append(each.first)
    return sum(
        0 <= (on - first).days < 365 and not any(_goes_on(each, school, first) for each in given)
        for school, days in came.items()
        for first in set(days)
    )


def _goes_on(other: Registration, school: str, first: date) -> bool:
    """Whether the pupil was on the same register the day before."""
    return other.school == school and other.covers(date.fromordinal(first.toordinal() - 1)) is not False


def sustained_rate(lasted: Iterable[bool | Unknown | None], *, until: str, source: str) -> Measure:
    """Returns that lasted, of those that began long enough ago (REI-02).

    ``lasted`` is what :func:`ap_core.placement.returns.sustained` says of each: ``None`` is too young to say, and is in
    no count. ``until`` names the time that a return has to last.

    >>> print(sustained_rate([True] * 9 + [False] * 3 + [None] * 2, until="12 school weeks", source="invented"))
    sustained return at 12 school weeks: 75.0 per cent (9 of 12; 95% 46.8 to 91.1 (Wilson))
    """
    old_enough = [each for each in lasted if each is not None]
    known = sum(not isinstance(each, Unknown) for each in old_enough)
    count = sum(each is True for each in old_enough)
    not_for = ("naming a school: returns are few", "comparing with a centre that counts otherwise")
    return share(f"sustained return at {until}", count, known, of=len(old_enough), source=source, not_for=not_for)


# ---------------------------------------------------------------- followed as far as each goes


@small_value
class Followed(Value):
    """One pupil followed for a time in whole units, and whether what is waited for came at its end."""

    time: int = item("how long, in whole weeks or days, the same for all")
    came: bool = item("it came then; false where the pupil was followed so long and it had not come")

    def _faults(self) -> Iterator[Fault]:
        if self.time < 0:
            yield Fault("time", "is negative", "give how long the pupil was followed")


@small_value
class SurvivalStep(Value):
    """A time at which it came for somebody."""

    time: int = item("the time")
    at_risk: int = item("pupils followed until then for whom it had not come before")
    came: int = item("pupils for whom it came then")
    without: Fraction = item("the share for whom it has not come by then")


def survival(followed: Iterable[Followed]) -> tuple[SurvivalStep, ...]:
    """Kaplan and Meier's estimate, exactly. Who was followed until a time counts as at risk at that time.

    >>> seen = [Followed(6, True), Followed(6, False), Followed(9, True), Followed(12, False)]
    >>> [(step.time, step.at_risk, str(step.without)) for step in survival(seen)]
    [(6, 4, '3/4'), (9, 2, '3/8')]
    """
    given = tuple(followed)
    steps = []
    without = Fraction(1)
    for time in sorted({each.time for each in given if each.came}):
        at_risk = sum(each.time >= time for each in given)
        came = sum(each.came and each.time == time for each in given)
        without *= Fraction(at_risk - came, at_risk)
        steps.append(SurvivalStep(time, at_risk, came, without))
    return tuple(steps)


def lasting(followed: Iterable[Followed], until: int, *, unit: str, source: str, level: Number = 0.95) -> Measure:
    """The share of returns that last ``until`` a time, those too young to say followed as far as they go.

    Below ten returns unreliable: list the cases. Not available where no return was followed so long.

    >>> seen = [Followed(4, True), Followed(9, True)] + [Followed(12, False)] * 6 + [Followed(7, False)] * 4
    >>> print(lasting(seen, 12, unit="weeks", source="invented"))
    returns lasting 12 weeks: 78.6 per cent (n = 12; 95% 36.1 to 94.4 (Kaplan and Meier, log-log); 6 at risk then)
    """
    require("lasting", [*level_faults(level)])
    given = tuple(followed)
    name, per_cent, n = f"returns lasting {until} {unit}", "per cent", len(given)
    at_risk = sum(each.time >= until for each in given)
    missing = _too_few(name, per_cent, n, source)
    if missing is not None:
        return missing
    steps = [step for step in survival(given) if step.time <= until]
    without = steps[-1].without if steps else Fraction(1)
    if not at_risk and without:
        why = "no return was followed so long"
        return not_shown(name, per_cent, MeasureState.NOT_AVAILABLE, why, n=n, source=source)
    interval = _log_log(steps, without, level)
    return measured(
        name, per_cent, 100 * without, n=n, source=source, interval=interval and interval.times(100),
        why=f"{at_risk} at risk then", not_for=("naming a school: returns are few",),
    )  # fmt: skip


def _too_few(name: str, unit: str, n: int, source: str) -> Measure | None:
    if n >= FEWEST_FOLLOWED:
        return None
    state, why = (
        (MeasureState.UNRELIABLE, f"fewer than {FEWEST_FOLLOWED}: list the cases")
        if n
        else (MeasureState.NOT_APPLICABLE, "nobody to follow")
    )
    return not_shown(name, unit, state, why, n=n, source=source)


def _log_log(steps: list[SurvivalStep], without: Fraction, level: Number) -> Interval | None:
    """Greenwood's variance on the scale of log(-log); none at 0 and at 1, where it says nothing."""
    if without in (0, 1):
        return None
    variance = math.fsum(step.came / (step.at_risk * (step.at_risk - step.came)) for step in steps)
    log = math.log(without)
    half = z_value(level) * math.sqrt(variance) / abs(log)
    return Interval(math.exp(log * math.exp(half)), math.exp(log * math.exp(-half)), level, "Kaplan and Meier, log-log")


def median_time(followed: Iterable[Followed], *, name: str, unit: str, source: str) -> Measure:
    """The time by which it has come for half of them, by Kaplan and Meier: never the mean of those for whom it came.

    Not available where it has not come for half yet, unreliable below ten.

    >>> waiting = [Followed(8, True)] * 4 + [Followed(14, True)] * 4 + [Followed(20, False)] * 4
    >>> print(median_time(waiting, name="time to return", unit="school weeks", source="invented"))
    time to return: 14 school weeks (n = 12; it had come for 8 of them)
    """
    given = tuple(followed)
    n = len(given)
    missing = _too_few(name, unit, n, source)
    if missing is not None:
        return missing
    reached = next((step.time for step in survival(given) if step.without <= Fraction(1, 2)), None)
    if reached is None:
        why = "it has not come for half of them yet"
        return not_shown(name, unit, MeasureState.NOT_AVAILABLE, why, n=n, source=source)
    came = sum(each.came for each in given)
    return measured(name, unit, reached, n=n, source=source, places=0, why=f"it had come for {came} of them")
