"""A placement planned: from its start, basis and year group, the whole timetable that law and the centre's policy make.

A plan is a proposal. Every day in it is a school day of the calendar it belongs to, unless the law itself fixes the day
(a leaving date, the twelve months of an EHC plan, the last day for notice). A day that cannot be told is a step that
says why. What no law fixes comes from the centre's policy, and the step names the choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.closures import Moved
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Months, SchoolDays, SchoolWeeks
from ap_core.dates.plain import plain_day
from ap_core.dates.timetable import Due, NotKnown, Step, Timetable
from ap_core.dates.years import AcademicYear
from ap_core.errors import Fault, OutsideCalendar, require
from ap_core.law.instruments import CENTRE_POLICY, CFA_2014, EA_1996, OFFSITE_REGULATIONS_2026, SI_2010_1156
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown
from ap_core.law.wording import in_words
from ap_core.placement.direction import REGIME_2026_SINCE, power
from ap_core.placement.lengths import longest_from
from ap_core.placement.policy import LengthRule, PlacementPolicy
from ap_core.placement.records import Basis, Duration
from ap_core.pupils.ages import last_friday_in_june, leaving_date
from ap_core.pupils.years import KeyStage, YearGroup, key_stage_of
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, value

#: Sessions of a full week, mornings and afternoons.
FULL_WEEK = 10
_DAY = timedelta(days=1)
_SCHOOL_LEAVING = str(EA_1996.section("8"))
_DONE_TOGETHER = Actor.CENTRE_AND_HOME_SCHOOL.value


def plan_placement(
    *,
    start: date,
    centre: str,
    calendars: Calendars,
    basis: Basis | Unknown,
    year: YearGroup | Unknown,
    policy: PlacementPolicy = PlacementPolicy(),  # noqa: B008 - frozen
    home_school: str | None = None,
    returns_to: str | None = None,
    directed_by: SchoolKind | None = None,
    duration: Duration | None = None,
    weeks: int | None = None,
    end: date | None = None,
    return_weeks: int | None = None,
    plan_clock: date | None | Unknown = None,
    born: date | None = None,
) -> Timetable:
    """The whole timetable of a placement at ``centre`` from ``start``, its steps in order of their days.

    ``year`` is the year group taught in. ``duration`` is the policy's usual one of the key stage unless given. How
    long: ``weeks`` (school weeks of the centre) or ``end``; without either the policy's longest length (in school weeks
    or half terms of the centre's calendar, as it has chosen), or for a long
    placement at Key Stage 4 the end of Year 11. ``returns_to`` is the home school unless given. ``return_weeks`` are
    the last weeks of the placement over which the pupil goes back in steps: as many as the policy allows unless given,
    none before the first review is due; 0 for a return in one step. ``plan_clock`` is the day the EHC plan was made or
    its last review decided: none for no plan. ``born`` settles the leaving date.

    A start on which the centre is closed moves to its next school day, and the step says so. Raises
    :class:`~ap_core.errors.OutsideCalendar` for a start outside the centre's calendar,
    :class:`~ap_core.errors.UnknownSchool` where the centre has none, and :class:`~ap_core.errors.InvalidValue` for a
    length below one week, a length given twice, an end before the start, or a return longer than the policy's.

    >>> from ap_core.dates import Term
    >>> autumn = SchoolCalendar.of_terms("CENTRE", terms=[Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18))])
    >>> plan = plan_placement(
    ...     start=date(2026, 9, 14), centre="CENTRE", home_school="HILL", basis=Basis.AGREEMENT, year=YearGroup.Y8,
    ...     calendars=Calendars({"CENTRE": autumn, "HILL": autumn}), return_weeks=0,
    ... )
    >>> for step in plan:
    ...     print(step.due.last_day, step.name)
    2026-09-14 first day
    2026-10-23 first review
    2026-12-03 final review
    2026-12-04 planned end
    2026-12-07 return
    """
    _refuse_bad_input(start, weeks, end, return_weeks, policy, year)
    calendar = calendars.of(centre)
    first_day = start if calendar.is_school_day(start) else calendar.next_school_day(start)
    stage = None if isinstance(year, Unknown) else key_stage_of(year)
    plan = _Planned(
        first_day=first_day,
        calendar=calendar,
        home=None if home_school is None else calendars.get(home_school),
        policy=policy,
        stage=stage,
        number=None if isinstance(year, Unknown) else year.number,
        duration=duration or _usual(stage, policy),
    )
    ends = _end(plan, weeks, end)
    last = ends.last_day if isinstance(ends, Deadline) else None
    arranged_by = _DONE_TOGETHER if home_school else Actor.CENTRE.value
    steps = [
        *_notice(plan, basis, home_school, directed_by),
        Step("first day", Deadline(first_day), arranged_by, note=_moved_from(start, first_day)),
        *_reviews(plan, ends, last, plan_clock),
        *_move(plan, ends, last),
        *_annual_review(first_day, last, plan_clock),
        *_leaving(plan, last, born),
        Step("planned end", ends, arranged_by, *_end_source(plan, last, weeks is not None or end is not None)),
        *_return(plan, calendars, last, returns_to or home_school, return_weeks),
    ]
    return Timetable("placement", tuple(sorted(steps, key=_when)))


@value
class _Planned(Value):
    """What every part of the plan goes by."""

    first_day: date = item("the first day")
    calendar: SchoolCalendar = item("the centre's calendar")
    home: SchoolCalendar | None = item("the home school's, if there is one")
    policy: PlacementPolicy = item("the centre's choices")
    stage: KeyStage | None = item("the key stage, where the year group settles it")
    number: int | None = item("the year group as a number")
    duration: Duration | None = item("short-term or long, where that is known")


def _refuse_bad_input(
    start: date, weeks: int | None, end: date | None, return_weeks: int | None, policy: PlacementPolicy, year: Any
) -> None:
    plain_day(start, "plan_placement", "start")
    faults = []
    if not isinstance(year, YearGroup | Unknown):
        faults.append(Fault("year", "is no year group", "give the year group taught in, or UNKNOWN"))
    if weeks is not None and (type(weeks) is not int or weeks < 1):
        faults.append(Fault("weeks", "is below 1", "give the school weeks of the placement, or none"))
    if weeks is not None and end is not None:
        faults.append(Fault("end", "is given beside weeks", "give one of the two"))
    if end is not None and plain_day(end, "plan_placement", "end") < start:
        faults.append(Fault("end", "is before start", "give an end on or after the start"))
    most = policy.phased_return_at_most
    if return_weeks is not None and not (type(return_weeks) is int and 0 <= return_weeks <= most):
        faults.append(Fault("return_weeks", f"is not within 0 to {most}", "give fewer weeks, or change the policy"))
    require("plan_placement", faults)


def _when(step: Step) -> tuple[bool, date]:
    """Steps whose day cannot be told come last, in the order in which they were thought of."""
    return (False, step.due.last_day) if isinstance(step.due, Deadline) else (True, date.min)


def _moved_from(start: date, first_day: date) -> str:
    return "" if start == first_day else f"Moved from {in_words(start)}, when the centre is closed."


def _usual(stage: KeyStage | None, policy: PlacementPolicy) -> Duration | None:
    if stage is KeyStage.KS3:
        return policy.usual_ks3_duration
    return policy.usual_ks4_duration if stage is KeyStage.KS4 else None


def _chosen(name: str) -> str:
    return str(CENTRE_POLICY.at(f"placement.{name}"))


def _told(beyond: OutsideCalendar) -> NotKnown:
    first, last = in_words(beyond.first), in_words(beyond.last)
    return NotKnown(f"the term dates of {beyond.calendar} are known from {first} to {last}: add those that are missing")


# ---------------------------------------------------------------- notice and the end


def _notice(plan: _Planned, basis: Any, home_school: str | None, directed_by: SchoolKind | None) -> Iterator[Step]:
    """Not less than two school days of the home school before the first day: SI 2010/1156 reg 3(2)."""
    if isinstance(basis, Unknown):
        yield Step("notice", NotKnown("the legal basis is not recorded: by agreement, or directed?"))
        return
    if basis is not Basis.DIRECTION:
        return
    could = True if directed_by is None else power(directed_by, plan.first_day)
    due: Due
    if isinstance(could, Unknown):
        due = NotKnown(could.needs[0].ask)
    elif could is False:
        due = NotKnown("a school of this kind cannot direct under section 29A: ask which power it uses")
    elif plan.home is None:
        due = NotKnown(f"the term dates of {home_school or 'the directing school'} are not known")
    else:
        try:
            due = SchoolDays(2).before(plan.first_day, plan.home)
        except OutsideCalendar as beyond:
            due = _told(beyond)
    # The day of the decision is not known yet; it is not later than the notice.
    since_2026 = (due.last_day if isinstance(due, Deadline) else plan.first_day) >= REGIME_2026_SINCE
    cited = OFFSITE_REGULATIONS_2026.at() if since_2026 else SI_2010_1156.reg("3(1)-(2)")
    yield Step("notice", due, Actor.BOARD.value, str(cited))


def _end(plan: _Planned, weeks: int | None, end: date | None) -> Deadline | NotKnown:
    """The planned last day: a school day of the centre, or the last Friday in June of Year 11."""
    try:
        if end is not None:
            if end <= plan.first_day:
                return Deadline(plan.first_day)
            return Deadline(end if plan.calendar.is_school_day(end) else plan.calendar.previous_school_day(end))
        if weeks is None and plan.duration is Duration.SHORT:
            return Deadline(longest_from(plan.first_day, plan.calendar, plan.policy).last_day)
        if weeks is not None:
            return Deadline(SchoolWeeks(weeks).starting_with(plan.first_day, plan.calendar).last_day)
    except OutsideCalendar as beyond:
        return _told(beyond)
    if plan.duration is None:
        return NotKnown("whether the placement is short-term or long is not known, and the key stage does not say")
    leaves = _year_11_ends(plan)
    if leaves is None or not plan.policy.long_to_end_of_year_11:
        return NotKnown("a long placement has no usual end here: give weeks or an end")
    return Deadline(leaves) if leaves >= plan.first_day else NotKnown("Year 11 has ended before the first day")


def _end_source(plan: _Planned, last: date | None, given: bool) -> tuple[str, str]:
    """The choice that the end comes from, and what is to be said of it; ``given`` is a length or an end."""
    if plan.duration is Duration.SHORT:
        policy = plan.policy
        over = last is not None and policy.length_is is LengthRule.LIMIT and _beyond_the_longest(plan, last)
        limit = f"{policy.length_in.value}: {policy.longest_short_term}"
        return _chosen("longest_short_term"), f"Longer than the centre's limit ({limit}): record why." if over else ""
    if not given and plan.duration is Duration.LONG:
        return _chosen("long_to_end_of_year_11"), ""
    return "", ""


def _beyond_the_longest(plan: _Planned, last: date) -> bool:
    try:
        return last > longest_from(plan.first_day, plan.calendar, plan.policy).last_day
    except OutsideCalendar:
        # It reaches further than the calendar, and the end does not.
        return False


def _year_11_ends(plan: _Planned) -> date | None:
    """The last Friday in June of Year 11, by the year group taught in; none but at Key Stage 4."""
    if plan.stage is not KeyStage.KS4 or plan.number is None:
        return None
    return last_friday_in_june(AcademicYear.end_of(plan.first_day).year + 11 - plan.number)


# ---------------------------------------------------------------- reviews


def _reviews(plan: _Planned, ends: Due, last: date | None, plan_clock: Any) -> Iterator[Step]:
    """The first review, one in each half term after it, the one at the longest length, and the final one."""
    calendar, policy, centre = plan.calendar, plan.policy, Actor.CENTRE.value
    first_due: Due
    try:
        first_due = SchoolWeeks(policy.first_review_by).starting_with(plan.first_day, calendar)
    except OutsideCalendar as beyond:
        first_due = _told(beyond)
    # A placement that ends sooner has its final review instead.
    if last is None or (isinstance(first_due, Deadline) and first_due.last_day <= last) or last > calendar.last:
        yield Step("first review", first_due, centre, _chosen("first_review_by"))
    if policy.review_each_half_term and isinstance(first_due, Deadline):
        number = 0
        for half_term in calendar.half_terms:
            due = half_term.last
            # The half term in which the placement ends has its final review instead.
            if half_term.first > first_due.last_day and due is not None and (last is None or due < last):
                number += 1
                yield Step(f"half-termly review {number}", Deadline(due), centre, _chosen("review_each_half_term"))
        if last is None or last > calendar.last:
            yield Step(
                "later half-termly reviews", _told(calendar.beyond("later half terms")), centre,
                _chosen("review_each_half_term"),
            )  # fmt: skip
    if plan.duration is not Duration.SHORT:
        return
    if plan_clock is not None or policy.length_is is LengthRule.REVIEW:
        try:
            reached = longest_from(plan.first_day, calendar, policy)
            if last is None or reached.last_day < last:
                yield Step("review at the longest length", reached, centre, _chosen("length_is"))
        except OutsideCalendar:
            # The planned end says already which term dates are missing.
            pass
    if policy.final_review and last != plan.first_day:
        final = ends if last is None else Deadline(calendar.previous_school_day(last))
        yield Step("final review", final, centre, _chosen("final_review"))


def _move(plan: _Planned, ends: Due, last: date | None) -> Iterator[Step]:
    """The move into Key Stage 4 on 1 September, where the placement goes on over it, and the review before it."""
    if plan.number is None:
        if last is None or last.year > plan.first_day.year or last.month >= 9 > plan.first_day.month:
            yield Step("move into Key Stage 4", NotKnown("the year group taught in is not known"))
        return
    if plan.stage is not KeyStage.KS3:
        return
    september = AcademicYear.end_of(plan.first_day).replace(month=9, day=1)
    september = september.replace(year=september.year + 9 - plan.number)
    if last is not None and last < september:
        return
    if last is None and plan.calendar.last < september and plan.calendar.last.month not in (7, 8):
        yield Step("move into Key Stage 4", ends if isinstance(ends, NotKnown) else NotKnown("the end is not known"))
        return
    school_days = plan.calendar.school_days
    begins = next((day for day in school_days if day >= september), None)
    before = max((day for day in school_days if day < september), default=plan.first_day)
    if plan.policy.review_before_key_stage_4:
        yield Step(
            "review before the move into Key Stage 4", Deadline(before), _DONE_TOGETHER,
            _chosen("review_before_key_stage_4"),
        )  # fmt: skip
    moves = Deadline(begins) if begins else _told(plan.calendar.beyond("September"))
    yield Step("move into Key Stage 4", moves, note="It changes neither roll nor legal basis by itself.")


def _annual_review(first_day: date, last: date | None, plan_clock: Any) -> Iterator[Step]:
    """The decision after the annual review, where its twelve months end inside: CFA 2014 s.44(1)."""
    owed = (Actor.AUTHORITY.value, str(CFA_2014.section("44(1)")))
    if isinstance(plan_clock, Unknown):
        yield Step("annual review", NotKnown("the day the plan was made, or last reviewed, is not known"), *owed)
    elif plan_clock is not None:
        due = Months(12).starting_with(plan_clock)
        if due.latest >= first_day and (last is None or due.last_day <= last):
            yield Step("annual review", due, *owed, note="The authority's decision; the meeting comes before it.")


def _leaving(plan: _Planned, last: date | None, born: date | None) -> Iterator[Step]:
    """The school leaving date, where the placement goes so far: by age in law, by the year group as things stand."""
    by_year = _year_11_ends(plan)
    if by_year is None:
        return
    day = by_year if born is None else leaving_date(born)
    note = "By the year group taught in; the date of birth decides." if born is None else ""
    if day >= plan.first_day and (last is None or day <= last):
        yield Step("leaving date", Deadline(day), citation=_SCHOOL_LEAVING, note=note)


# ---------------------------------------------------------------- the return


def _return(
    plan: _Planned, calendars: Calendars, last: date | None, school: str | None, weeks: int | None
) -> Iterator[Step]:
    """The steps back to school in the last weeks of a short-term placement, and the first day wholly back."""
    if plan.duration is not Duration.SHORT:
        return
    who, cited = _DONE_TOGETHER, _chosen("phased_return_at_most, phased_return_step")
    if school is None:
        yield Step("return", NotKnown("no school to return to is known yet"), who)
        return
    theirs = calendars.get(school)
    if theirs is None or last is None:
        why = "the planned end is not known" if theirs else f"the term dates of {school} are not known"
        yield Step("return", NotKnown(why), Actor.HOME_SCHOOL.value)
        return
    begun = _step_days(plan, last, weeks)
    for at, day in enumerate(begun, 1):
        there = FULL_WEEK * at // (len(begun) + 1)
        note = f"{there} sessions a week at {school}, {FULL_WEEK - there} here."
        yield Step(f"return, step {at}", _next_day(theirs, day), who, cited, note)
    yield Step("return", _next_day(theirs, last + _DAY), Actor.HOME_SCHOOL.value, note=f"All sessions at {school}.")


def _step_days(plan: _Planned, last: date, weeks: int | None) -> list[date]:
    """The first school day of each step of the return: equal steps in the last weeks, none before the first review."""
    calendar, policy = plan.calendar, plan.policy
    length = calendar.school_weeks(plan.first_day, last)
    if weeks is None:
        weeks = min(policy.phased_return_at_most, length - policy.first_review_by)
    weeks = min(weeks, length - 1)
    ends_of_weeks = calendar.last_days_of_weeks(plan.first_day, length)
    steps = max(0, weeks // policy.phased_return_step)
    before = [length - weeks + at * policy.phased_return_step for at in range(steps)]
    return [calendar.next_school_day(ends_of_weeks[at - 1]) for at in before]


def _next_day(calendar: SchoolCalendar, day: date) -> Deadline | NotKnown:
    try:
        return Deadline(day if calendar.is_school_day(day) else calendar.next_school_day(day))
    except OutsideCalendar as beyond:
        return _told(beyond)


# ---------------------------------------------------------------- two plans compared


@value
class Retold(Value):
    """A step whose day can be told in one plan and not in the other."""

    step: str = item("the step")
    was: Due = item("what the first plan says")
    now: Due = item("what the second plan says")


@value
class PlansCompared(Value):
    """What is different between two plans, each in the order of the plan it stands in."""

    moved: tuple[Moved, ...] = item("the steps that fall on another day")
    retold: tuple[Retold, ...] = item("the steps whose day can be told in only one of the plans")
    came: tuple[Step, ...] = item("the steps that only the second plan has")
    went: tuple[Step, ...] = item("the steps that only the first plan has")

    @property
    def same(self) -> bool:
        """Whether no day differs and no step came or went."""
        return not (self.moved or self.retold or self.came or self.went)


def what_if(before: Timetable, after: Timetable) -> PlansCompared:
    """What the second plan changes in the first: which steps moved, from when to when, and which came or went.

    A step has moved where its last day, or the customary one, is another. Steps are matched by name.

    >>> a = Timetable("placement", (Step("planned end", Deadline(date(2026, 12, 11))),))
    >>> b = Timetable("placement", (Step("planned end", Deadline(date(2026, 12, 18))), Step("return", NotKnown("…"))))
    >>> found = what_if(a, b)
    >>> found.moved[0].now.last_day, [step.name for step in found.came], found.went
    (datetime.date(2026, 12, 18), ['return'], ())
    """
    was, now = {step.name: step for step in before}, {step.name: step for step in after}
    moved: list[Moved] = []
    retold: list[Retold] = []
    for name, step in was.items():
        if name not in now:
            continue
        due, new = step.due, now[name].due
        if isinstance(due, Deadline) and isinstance(new, Deadline):
            if (due.last_day, due.customary_last_day) != (new.last_day, new.customary_last_day):
                moved.append(Moved(name, due, new))
        elif due != new:
            retold.append(Retold(step=name, was=due, now=new))
    return PlansCompared(
        moved=tuple(moved),
        retold=tuple(retold),
        came=tuple(step for name, step in now.items() if name not in was),
        went=tuple(step for name, step in was.items() if name not in now),
    )
