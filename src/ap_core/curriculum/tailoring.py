"""A proposal for a pupil's week: which lines it needs, how long each, and on which fact each rests. A person decides.

The order is the whole rule. First what the week cannot be without: the lines of Section F, what every school owes,
English and mathematics, reading support where the score calls for it, and the mentor. Then, as long as there is room:
what else the centre promises, qualifications begun elsewhere (in Key Stage 4), what is to be kept up for a return, and
the pupil's interests. What is left of the week goes to the lessons in turn. Nothing is scored or weighed.

What is not known is asked for and never taken as nought.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ap_core.curriculum.plan import CurriculumArea, Qualification, RestsOn
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.proposal import LeftOut, Proposal, ProposedLine, Why
from ap_core.curriculum.provision import in_force, is_in_the_week, minutes_placed, minutes_specified
from ap_core.curriculum.reading import last_reading_test, score_of
from ap_core.curriculum.records import MOST_MINUTES_A_WEEK, Assessment, Lesson
from ap_core.curriculum.week import hours_in_words, minutes_in, minutes_of, minutes_wanted, minutes_where
from ap_core.ehcp.provision import ProvisionKind, ProvisionLine
from ap_core.ehcp.records import EHCPlan
from ap_core.errors import Fault, require
from ap_core.law.unknown import UNKNOWN, Need, Unknown, known
from ap_core.pupils.years import KeyStage

#: What is left of the week goes to the lessons in turn in steps of so many minutes.
STEP = 30
_RELATIONSHIPS = CurriculumArea.RELATIONSHIPS_AND_HEALTH
_ALWAYS = (CurriculumArea.ENGLISH, CurriculumArea.MATHEMATICS)


def tailor(
    baseline: tuple[Assessment, ...] | Unknown,
    plan: EHCPlan | None | Unknown,
    stage: KeyStage | Unknown,
    policy: CurriculumPolicy,
    *,
    on: date,
    site: str,
    elsewhere: Iterable[Lesson] = (),
    taught_outside: frozenset[CurriculumArea] = frozenset(),
    qualifications: tuple[Qualification, ...] | Unknown = (),
    kept_up: frozenset[CurriculumArea] | Unknown = frozenset(),
    interests: frozenset[CurriculumArea] = frozenset(),
    week: int | None = None,
) -> Proposal:
    """A week at ``site``, beside what is taught ``elsewhere``, from what is known ``on`` a day.

    ``week`` is its length in minutes over all sites, the centre's full-time week where none is given.
    :class:`~ap_core.errors.InvalidValue` names everything where what the week cannot be without does not fit into it:
    a longer week or the authority's help is then for people to find, not for a program to cut.

    >>> from ap_core.curriculum.records import Domain
    >>> reading = Assessment(domain=Domain.READING, taken_on=date(2026, 11, 17), standard_score=71)
    >>> policy = CurriculumPolicy()
    >>> proposal = tailor((reading,), None, KeyStage.KS3, policy, on=date(2026, 11, 23), site="CENTRE")
    >>> proposal.minutes
    1500
    >>> print(proposal.lines[-2].lesson.subject, proposal.lines[-2].why[0].says, sep=": ")
    reading: Reading score 71, below 85: the centre gives 2 h a week of taught reading support.
    """
    others = tuple(elsewhere)
    length = policy.full_time_minutes if week is None else week
    _refuse(length, site, others)
    made = _Week(site, length, others, policy.key_stage_3_group if stage is KeyStage.KS3 else None)
    provision = _provision(plan, on, made)
    # What the week cannot be without.
    _always(policy, taught_outside, made)
    _reading(baseline, policy, on, made)
    made.add("mentoring", policy.mentoring_minutes, Why(
        RestsOn.PROMISE, f"The centre promises {hours_in_words(policy.mentoring_minutes)} a week with a mentor."
    ), group_size=1)  # fmt: skip
    for line, minutes in provision:
        if line.kind is not ProvisionKind.SUPPORT:
            made.own_time(line, minutes)
    made.require_room()
    # What it has room for.
    for area in _in_order(policy.promised):
        if area not in taught_outside:
            wanted = policy.promised_minutes
            made.offer(area, wanted, Why(
                RestsOn.PROMISE, f"The centre promises {hours_in_words(wanted)} of {area.value} a week."
            ))  # fmt: skip
    _carry_on(qualifications, stage, policy, on, made)
    if isinstance(kept_up, Unknown):
        made.ask(kept_up, "timetable.kept_up", "What must the pupil not fall behind in before the return?",
                 "the school to return to")  # fmt: skip
    else:
        for area in _in_order(kept_up):
            made.offer(area, policy.promised_minutes, Why(
                RestsOn.RETURN, f"The pupil must not fall behind in {area.value} before the return."
            ))  # fmt: skip
    for area in _in_order(interests):
        made.offer(area, policy.promised_minutes, Why(RestsOn.INTEREST, "It is an interest of the pupil."))
    made.fill()
    for line, minutes in provision:
        if line.kind is ProvisionKind.SUPPORT:
            made.support(line, minutes)
    made.require_support()
    return made.proposal()


def _refuse(length: int, site: str, others: tuple[Lesson, ...]) -> None:
    faults = []
    if not 0 < length <= MOST_MINUTES_A_WEEK:
        faults.append(Fault("week", "is not a week's minutes", f"give at most {MOST_MINUTES_A_WEEK}, above 0"))
    if any(lesson.site == site for lesson in others):
        faults.append(Fault("elsewhere", "has a line at the site itself", "give only what other places teach"))
    require("tailored week", faults)


# ---------------------------------------------------------------- what the week cannot be without


def _provision(plan: EHCPlan | None | Unknown, on: date, made: _Week) -> list[tuple[ProvisionLine, int]]:
    """The lines of Section F that give so much a week, with their minutes; the others are asked about."""
    if plan is None:
        return []
    if isinstance(plan, Unknown):
        made.ask(plan, "plan", "Is there an EHC plan?", "home school")
        return []
    lines = known(plan, "provision", "plan.")
    if isinstance(lines, Unknown):
        made.ask(lines)
        return []
    made.section_f = lines
    found = []
    for place, line in enumerate(lines):
        if not is_in_the_week(line) or not in_force(line, on):
            continue
        path = f"plan.provision[{place}]."
        minutes = minutes_specified(line, path)
        if type(minutes) is Unknown:
            made.ask(minutes)
        elif minutes is None:
            made.ask(Unknown.because(
                f"{path}minutes", ask=f"Section F, {line.ref} gives no amount for a week: how much of it is in each?",
                of="local authority",
            ))  # fmt: skip
        else:
            found.append((line, minutes))
    return sorted(found, key=_by_ref)


def _by_ref(found: tuple[ProvisionLine, int]) -> str:
    return found[0].ref


def _always(policy: CurriculumPolicy, taught_outside: frozenset[CurriculumArea], made: _Week) -> None:
    """English, mathematics, and the relationships, sex and health education that every school owes."""
    wanted = minutes_wanted(policy)
    for area in _ALWAYS:
        says = f"The centre promises {hours_in_words(wanted[area])} of {area.value} a week over all sites."
        made.add_area(area, wanted[area], Why(RestsOn.PROMISE, says))
    if _RELATIONSHIPS not in taught_outside:
        made.add_area(_RELATIONSHIPS, policy.promised_minutes, Why(
            RestsOn.ENTITLEMENT, "Every school owes it to each pupil on its register (EA 2002 s.80(1)(c)-(e))."
        ))  # fmt: skip


def _reading(baseline: tuple[Assessment, ...] | Unknown, policy: CurriculumPolicy, on: date, made: _Week) -> None:
    score = score_of(last_reading_test(baseline, on))
    if score is None:
        score = UNKNOWN
    if isinstance(score, Unknown):
        made.ask(score, "baseline", "The standard score of the reading test?", "baseline lead")
    elif score < policy.reading_support_below:
        wanted = policy.reading_support_minutes
        there = minutes_where(made.others, lambda lesson, _: lesson.reading_support, "elsewhere")
        made.ask(there.missing)
        says = (
            f"Reading score {score}, below {policy.reading_support_below}: the centre gives {hours_in_words(wanted)} "
            "a week of taught reading support."
        )
        made.add(
            "reading", wanted - there.least, Why(RestsOn.SCORE, says), reading_support=True, intervention=True,
            group_size=made.group_size,
        )  # fmt: skip


# ---------------------------------------------------------------- what it has room for


def _carry_on(
    qualifications: tuple[Qualification, ...] | Unknown, stage: KeyStage | Unknown, policy: CurriculumPolicy, on: date,
    made: _Week,
) -> None:  # fmt: skip
    if isinstance(stage, Unknown):
        made.ask(stage, "pupil.taught_year", "Which year group is the pupil taught in?", "home school")
        return
    if stage is not KeyStage.KS4:
        return
    if isinstance(qualifications, Unknown):
        made.ask(qualifications, "timetable.qualifications", "Which qualifications has the pupil begun, and where?",
                 "home school")  # fmt: skip
        return
    for place, each in sorted(enumerate(qualifications), key=lambda placed: placed[1].ref):
        if each.stopped_on is not None and each.stopped_on <= on:
            continue
        begun_at = known(each, "begun_at", f"qualifications[{place}].")
        where = "elsewhere"
        if type(begun_at) is Unknown:
            made.ask(begun_at)
            where = "before"
        if begun_at is not None:
            says = f"{each.ref}, a qualification in {each.area.value}, was begun {where} and goes on."
            made.offer(each.area, policy.qualification_minutes, Why(RestsOn.QUALIFICATION, says))


def _in_order(areas: frozenset[CurriculumArea]) -> list[CurriculumArea]:
    return [area for area in CurriculumArea if area in areas]


# ---------------------------------------------------------------- the week as it is made


class _Line:
    """A line while the week is made."""

    def __init__(self, subject: str, minutes: int, why: Why, more: dict[str, Any]) -> None:
        self.subject, self.minutes, self.why, self.more = subject, minutes, [why], more


class _Week:
    """The week while it is made: its lines, what is left of it, what found no room and what was not known."""

    def __init__(self, site: str, length: int, others: tuple[Lesson, ...], group_size: int | None) -> None:
        self.site, self.length, self.others, self.group_size = site, length, others, group_size
        self.lessons: dict[CurriculumArea, _Line] = {}
        self.beside: list[_Line] = []
        self.left_out: list[LeftOut] = []
        self.needs: dict[Need, None] = {}
        self.faults: list[Fault] = []
        #: All lines of Section F: which of them a line elsewhere names decides how its time is shared.
        self.section_f: tuple[ProvisionLine, ...] = ()
        there = minutes_of(others, "elsewhere")
        #: Whether it is known how much time other places take: only then is any of it given away.
        self.all_known = there.missing is None
        self.taken = there.least
        self.ask(there.missing)

    def ask(self, missing: Unknown | None, path: str = "", ask: str = "", of: str = "") -> None:
        """Note what is not known, under its own question or the one given."""
        if missing is not None:
            self.needs.update(dict.fromkeys(missing.needs or (Need(path, ask, of),)))

    def add(self, subject: str, minutes: int, why: Why, **more: Any) -> None:
        """A line of its own beside the lessons."""
        if minutes > 0:
            self.beside.append(_Line(subject, minutes, why, {"areas": frozenset(), **more}))
            self.taken += minutes

    def add_area(self, area: CurriculumArea, wanted: int, why: Why) -> None:
        """So much of a part of the curriculum over all sites: what other places give counts."""
        there = minutes_in(area, self.others, "elsewhere")
        if there.least < wanted:
            self.ask(there.missing)
        line = self.lessons.get(area)
        more = wanted - there.least - (0 if line is None else line.minutes)
        if line is not None:
            line.why.append(why)
            line.minutes += max(more, 0)
        elif more > 0:
            self.lessons[area] = _Line(
                area.value, more, why, {"areas": frozenset((area,)), "group_size": self.group_size}
            )  # fmt: skip
        self.taken += max(more, 0)

    def offer(self, area: CurriculumArea, wanted: int, why: Why) -> None:
        """The same, if there is room for all of it; else it is noted as left out."""
        line = self.lessons.get(area)
        more = wanted - minutes_in(area, self.others, "elsewhere").least - (0 if line is None else line.minutes)
        if more <= 0 or (self.all_known and self.taken + more <= self.length):
            self.add_area(area, wanted, why)
        else:
            self.left_out.append(LeftOut(area, why))

    def require_room(self) -> None:
        """All that the week cannot be without fits into it."""
        if self.taken > self.length:
            parts = [f"{line.subject} {line.minutes}" for line in (*self.lessons.values(), *self.beside)]
            elsewhere = minutes_of(self.others, "elsewhere").least
            self.faults.append(Fault(
                "week", f"of {self.length} minutes cannot hold what it must: {', '.join(parts)}, elsewhere {elsewhere}",
                "give a longer week, or settle with the authority and the other places what moves",
            ))  # fmt: skip
        require("tailored week", self.faults)

    def fill(self) -> None:
        """What is left goes to the lessons in turn, a step at a time; not to what every school owes anyway."""
        left = self.length - self.taken
        if not self.all_known or left <= 0:
            return
        lines = [line for area, line in self.lessons.items() if area is not _RELATIONSHIPS]
        if not lines:
            self.add("to be filled", left, Why(RestsOn.FULL_TIME, self._fills()))
            return
        for place, line in enumerate(lines):
            # Line by line what a round of steps gives: the first lines get the step that a last short round has.
            rounds, rest = divmod(left, STEP * len(lines))
            more = rounds * STEP + min(max(rest - place * STEP, 0), STEP)
            if more:
                line.minutes += more
                line.why.append(Why(RestsOn.FULL_TIME, f"{hours_in_words(more)} of it: {self._fills()}"))
        self.taken = self.length

    def _fills(self) -> str:
        return f"so that the week comes to {hours_in_words(self.length)} over all sites."

    def own_time(self, line: ProvisionLine, minutes: int) -> None:
        """A line of Section F with time of its own gets what other places do not give."""
        left = self._not_elsewhere(line, minutes)
        self.add(f"Section F {line.ref}", left, _says(line, minutes), provision=frozenset((line.ref,)))

    def support(self, line: ProvisionLine, minutes: int) -> None:
        """Support in lessons is given in lesson after lesson until there is as much of it as the plan says."""
        left = self._not_elsewhere(line, minutes)
        for lesson in (*self.lessons.values(), *self.beside):
            if left <= 0:
                return
            lesson.more["provision"] = lesson.more.get("provision", frozenset()) | {line.ref}
            lesson.why.append(_says(line, minutes))
            left -= lesson.minutes
        if left > 0:
            self.faults.append(Fault(
                f"plan.provision {line.ref}", f"wants support in {minutes} minutes of lessons; {left} find none",
                "give a longer week, or name the line in the lessons elsewhere that deliver it",
            ))  # fmt: skip

    def _not_elsewhere(self, line: ProvisionLine, minutes: int) -> int:
        placed = minutes_placed(line, self.section_f, self.others, "elsewhere")
        self.ask(placed.missing)
        return minutes - placed.least

    def require_support(self) -> None:
        """All support in lessons has lessons."""
        require("tailored week", self.faults)

    def proposal(self) -> Proposal:
        """What has been made."""
        lessons = [self.lessons[area] for area in CurriculumArea if area in self.lessons]
        lines = [
            ProposedLine(
                Lesson(
                    subject=line.subject, site=self.site, minutes=line.minutes,
                    rests_on=frozenset(why.rests_on for why in line.why), **line.more,
                ),
                tuple(line.why),
            )
            for line in (*lessons, *self.beside)
        ]  # fmt: skip
        return Proposal(tuple(lines), self.others, tuple(self.left_out), tuple(self.needs), self.length)


def _says(line: ProvisionLine, minutes: int) -> Why:
    return Why(RestsOn.PLAN, f"Section F, {line.ref} ({line.kind.value}): {hours_in_words(minutes)} a week.")
