"""What an EHC plan changes of a centre's policy for its pupil: the policy as it then is, and a list of what changed.

A check reads the policy alone (:meth:`ap_core.policy.Policy.for_plan`); the list is made when it is asked for. It says
of each change from what to what, why, and on whose authority: the citation's force tells law from guidance, practice
and the centre's own choice. What a plan changes is no bar to coming in, takes no provision away, and gives nobody more
time than the law does (fact book ehcp.md section 18).

>>> from ap_core.ehcp.records import EHCPlan
>>> plan = EHCPlan(authority="SHIRE", made_on=date(2026, 2, 2), reviewed_every=6)
>>> adjusted = adjust(Policy(), plan, on=date(2026, 11, 23))
>>> adjusted.policy.ehcp.review_every
6
>>> [(each.was, each.now, each.citation.force.value) for each in adjusted.adjustments if each.id == "ADJ-04"]
[('a limit', 'a reason to review', 'good practice')]
>>> adjust(Policy(), None, on=date(2026, 11, 23)).adjustments
()
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

import attrs

from ap_core.curriculum.records import Timetable
from ap_core.ehcp.policy import EHCPPolicy, Obtained
from ap_core.ehcp.provision import Per, ProvisionLine
from ap_core.ehcp.records import EHCPlan, Invitee
from ap_core.law.citation import Citation, Force
from ap_core.law.instruments import (
    AUTHORITIES_PRACTICE,
    CENTRE_POLICY,
    CFA_2014,
    EXCLUSION_GUIDANCE_2026,
    JCQ_ACCESS,
    SI_2014_1530,
    WORKING_TOGETHER_2024,
)
from ap_core.law.unknown import Unknown
from ap_core.law.wording import in_words
from ap_core.placement.providers import PUPILS_OF_A_SCHOOL
from ap_core.placement.records import Basis, Placement
from ap_core.policy import Policy
from ap_core.record import PupilRecord

_POLICY = Policy()


@attrs.frozen
class Adjusted:
    """One thing that the plan changes for its pupil; ``id`` is the fact book's own."""

    id: str
    what: str
    was: str
    now: str
    why: str
    citation: Citation


@attrs.frozen(slots=False)
class AdjustedPolicy:
    """A centre's policy as it is for one pupil on one day, and what a plan changed of it."""

    policy: Policy
    #: The policy as the centre chose it.
    chosen: Policy
    #: The plan in force on the day; none where there is none, or nobody knows.
    plan: EHCPlan | None
    on: date

    @cached_property
    def adjustments(self) -> tuple[Adjusted, ...]:
        """What the plan changes, in the order of the fact book; nothing without a plan in force."""
        return () if self.plan is None else tuple(_adjustments(self.chosen, self.policy, self.plan, self.on))


def adjust(policy: Policy, plan: EHCPlan | None | Unknown, *, on: date) -> AdjustedPolicy:
    """The policy as it applies to a pupil with this plan on ``on``, with the list of what the plan changes.

    Where it is not known whether there is a plan, or since when, nothing is adjusted: the rules ask.
    """
    in_force = isinstance(plan, EHCPlan) and isinstance(plan.made_on, date) and plan.made_on <= on
    return AdjustedPolicy(policy.for_plan(plan, on), policy, plan if in_force else None, on)  # type: ignore[arg-type]


@attrs.frozen
class ToObtain:
    """Something to obtain for a placement of a pupil with a plan, and from whom; it is no bar to coming in."""

    placement: str
    what: Obtained
    of: str
    #: The lines of Section F that it is about, by their references.
    lines: tuple[str, ...] = ()


def to_obtain(record: PupilRecord, *, on: date, policy: Policy = _POLICY) -> tuple[ToObtain, ...]:
    """What is still to be obtained for each placement that has not ended, begun or agreed, whatever its legal basis.

    What the record does not say is to be obtained. Nothing without a plan; where it is not known whether there is one,
    the rules ask for that first.

    >>> from ap_core import Placement, Pupil
    >>> placement = Placement(ref="A", centre="CENTRE", first_day=date(2026, 11, 30))
    >>> record = PupilRecord(pupil=Pupil(ref="P01"), placements=(placement,), plan=EHCPlan(authority="SHIRE"))
    >>> for each in to_obtain(record, on=date(2026, 11, 23)):
    ...     print(each.what.value, "|", each.of)
    the current plan, with all of Section F | local authority
    the authority's SEND officer involved | local authority
    the basis of the placement | home school
    """
    plan = record.plan
    if not isinstance(plan, EHCPlan) or (isinstance(plan.made_on, date) and plan.made_on > on):
        return ()
    wanted = policy.ehcp.obtain_on_admission
    return tuple(
        found
        for placement in (record.placements if isinstance(record.placements, tuple) else ())
        if not (isinstance(placement.ended_on, date) and placement.ended_on < on)
        for found in _missing(record, plan, placement, on)
        if found.what in wanted
    )


def _missing(record: PupilRecord, plan: EHCPlan, placement: Placement, on: date) -> Iterator[ToObtain]:
    involved_on = placement.authority_involved_on
    if isinstance(plan.provision, Unknown) or not plan.provision:
        yield ToObtain(placement.ref, Obtained.PLAN, "local authority")
    if placement.basis is not Basis.PLAN_NAMES_CENTRE and not (isinstance(involved_on, date) and involved_on <= on):
        yield ToObtain(placement.ref, Obtained.OFFICER, "local authority")
    if isinstance(placement.basis, Unknown):
        yield ToObtain(placement.ref, Obtained.BASIS, "home school")
    lines = _nobody_s(record, plan, on)
    if lines:
        yield ToObtain(placement.ref, Obtained.PROVIDERS, "home school and local authority", lines)


def _nobody_s(record: PupilRecord, plan: EHCPlan, on: date) -> tuple[str, ...]:
    """The lines in force of which neither the plan, the week nor the ledger says who provides them."""
    told: set[str] = set()
    if isinstance(record.timetable, Timetable):
        told.update(ref for lesson in record.timetable.lessons for ref in lesson.provision)
    if plan.ledger is not None:
        told.update(each.line for site in plan.ledger.sites for each in site.deliveries)
    return tuple(
        line.ref
        for line in (plan.provision if isinstance(plan.provision, tuple) else ())
        if not line.delivered_by and line.ref not in told and (line.last is None or line.last >= on)
    )


def _adjustments(chosen: Policy, now: Policy, plan: EHCPlan, on: date) -> Iterator[Adjusted]:
    ehcp = now.ehcp
    if ehcp.obtain_on_admission:
        yield Adjusted(
            "ADJ-02", "what is obtained where the pupil comes", "nothing about a plan",
            in_words(ehcp.obtain_on_admission),
            "So that the plan can be delivered from the first day. What is missing is obtained meanwhile: it is no bar "
            "to coming, from the sixth day of an exclusion either.",
            AUTHORITIES_PRACTICE.at(),
        )  # fmt: skip
    yield from _kind(
        "ADJ-04", "length_is", chosen, now,
        "A placement of a pupil with a plan does not end because a time is up: the plan goes on, and is reviewed.",
    )  # fmt: skip
    if ehcp.before_the_end:
        yield Adjusted(
            "ADJ-05", "what comes before the end of the placement", "nothing about a plan",
            in_words(ehcp.before_the_end),
            "No placement of a pupil with a plan ends by one side alone; an end because of behaviour may be an "
            "exclusion.",
            AUTHORITIES_PRACTICE.at(),
        )  # fmt: skip
    yield Adjusted(
        "ADJ-06", "when an early review of the plan is asked for", "never, for there is no plan", _prompts(ehcp),
        "What threatens the placement threatens what the plan provides. Anybody may ask; the authority decides.",
        EXCLUSION_GUIDANCE_2026.at(
            "pupils with an EHC plan", note="Of suspensions; the other prompts are practice and the centre's choice."
        ),
    )  # fmt: skip
    for line in plan.provision if isinstance(plan.provision, tuple) else ():
        if line.last is None or line.last >= on:
            yield Adjusted(
                "ADJ-07", f"line {line.ref} of Section F", "not counted", _counted(line),
                "The authority secures every line; more of one makes up for no other.", CFA_2014.section("42(2)"),
            )  # fmt: skip
    yield Adjusted(
        "ADJ-08", "whose word a part-time week needs", "the parent's",
        "the parent's and the authority's" if ehcp.part_time_agreed else "the parent's; the authority is told",
        "What the plan specifies may not fit into fewer hours. Needs themselves are no reason for fewer.",
        CENTRE_POLICY.at("ehcp.part_time_agreed") if ehcp.part_time_agreed
        else WORKING_TOGETHER_2024.at("part-time timetables", note="Read only as authorities quote it."),
    )  # fmt: skip
    yield from _kind(
        "ADJ-09", "phased_return_is", chosen, now,
        "The steps back may be slower, each with all of Section F over both sites; a step not reached is reviewed.",
    )  # fmt: skip
    yield Adjusted(
        "ADJ-12", "who is invited to the review of the plan", "nobody, for there is no plan",
        in_words(frozenset(Invitee) - {Invitee.OTHER}),
        "The regulations name them; of two schools attended both heads come.", SI_2014_1530.reg("20(2)"),
    )  # fmt: skip
    yield _frequency(now, plan)
    yield Adjusted(
        "ADJ-14", "what opens the way to extra time in examinations", "a form with an assessment of need",
        "the plan, or such a form",
        "A plan is a trigger and not enough alone: the normal way of working is shown, and the papers go along where "
        "the pupil goes.",
        JCQ_ACCESS.at("evidence of need and normal way of working"),
    )  # fmt: skip
    if on >= PUPILS_OF_A_SCHOOL.editions[0].valid_from:
        school = PUPILS_OF_A_SCHOOL.on(on)
        yield Adjusted(
            "ADJ-15", "how many full-time pupils make a place that is no school one that has to register",
            str(school.value), "this pupil alone",
            "A place that is not registered may teach a pupil with a plan part-time only; its proprietor has to "
            "register it first.",
            school.citation,
        )  # fmt: skip


def _kind(entry: str, choice: str, chosen: Policy, now: Policy, why: str) -> Iterator[Adjusted]:
    """What a choice about placements means, where the plan changes its kind."""
    was, is_now = getattr(chosen.placement, choice), getattr(now.placement, choice)
    if was is not is_now:
        says = now.standing(f"placement.{choice}").says
        yield Adjusted(entry, says, in_words(was), in_words(is_now), why, _goes_on())


def _goes_on() -> Citation:
    """The duty that stands behind what practice has made of it: the plan goes on, and is to be delivered."""
    note = (
        "The plan and the duty to secure it go on whatever becomes of a placement; what follows for the centre's own "
        "limits is practice."
    )
    return CFA_2014.at("s.42(2)", force=Force.PRACTICE, note=note)


def _prompts(ehcp: EHCPPolicy) -> str:
    return (
        f"after suspension {ehcp.early_review_at_suspension} of a term, or more than {ehcp.early_review_over} school "
        f"days of it; after a permanent exclusion; with a part-time week; where weeks' worth of a line of Section F "
        f"missing reach {ehcp.shortfall_to_tell}; where attendance falls below {ehcp.early_review_attendance} per cent"
    )


def _counted(line: ProvisionLine) -> str:
    if line.quantified is True:
        assert isinstance(line.per, Per)
        return f"{line.minutes} minutes a {line.per.value}, against what is delivered"
    return "counted once its amount is known" if isinstance(line.quantified, Unknown) else "it gives no amount to count"


def _frequency(now: Policy, plan: EHCPlan) -> Adjusted:
    """The shortest of what the law, the plan and the centre ask."""
    every, of_law = now.ehcp.review_every, EHCPPolicy().review_every
    if every == of_law:
        why, cites = "The law asks for it.", CFA_2014.section("44(1)")
    elif every == plan.reviewed_every:
        why, cites = "The plan itself asks for it: that is part of what is secured.", CFA_2014.section("42(2)")
    else:
        why, cites = "The centre has chosen to ask for it.", CENTRE_POLICY.at("ehcp.review_every")
    return Adjusted(
        "ADJ-13", "how often the plan is reviewed", "never, for there is no plan", f"within every {every} months", why,
        cites,
    )  # fmt: skip
