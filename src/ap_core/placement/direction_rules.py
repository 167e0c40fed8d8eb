"""Off-site direction: who may direct whom, the notice, its contents and recipients, and what was law until 2012.

SI 2010/1156, made under section 29A of the Education Act 2002. Until 31 December 2012 there was a review at least
every thirty days and a direction did not outlast the school year; SI 2012/2532 took both away without a transitional
provision, so that the day a review fell due decides. On 26 July 2026 the regime was extended to academies and pupil
referral units by regulations whose text was not seen: from that day each rule is taken to be carried over, and cites
those.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

import attrs

from ap_core.dates.service import Method
from ap_core.law.expressions import And
from ap_core.law.instruments import (
    EA_2002,
    EXCLUSION_GUIDANCE_2026,
    OFFSITE_REGULATIONS_2026,
    SI_2010_1156,
    SI_2014_2103,
)
from ap_core.law.rules import Actor, Condition, Duty, Rule
from ap_core.placement.directed_pupil_facts import DirectedPupilFacts as P
from ap_core.placement.direction import POWER_SINCE, REGIME_2026_SINCE, THIRTY_DAYS_UNTIL
from ap_core.placement.direction_facts import DirectionFacts as D
from ap_core.placement.direction_facts import ThirtyDayFacts as T
from ap_core.placement.direction_review_rules import REVIEW_RULES
from ap_core.placement.records import Basis
from ap_core.registration.records import Enrolment

_DIRECTED = (D.basis == Basis.DIRECTION) & ~D.ended & D.regulated
_DIRECTED_PUPIL = (P.basis == Basis.DIRECTION) & ~P.ended & P.regulated
_UNTIL_2026 = REGIME_2026_SINCE - timedelta(days=1)

AnyRule = TypeVar("AnyRule", bound=Rule)


def _carried_over(rule: AnyRule) -> AnyRule:
    """The same rule from 26 July 2026 on, under the regulations of that year, which were not seen."""
    note = f"Taken to carry over {rule.cites}; the text was not seen."
    return attrs.evolve(
        rule, id=f"{rule.id}_2026", since=REGIME_2026_SINCE, until=None, cites=OFFSITE_REGULATIONS_2026.at(note=note)
    )


SCOPE = Condition(
    id="offsite_direction.scope",
    title="A school that could direct under section 29A",
    entry="placement.md offsite-direction.scope.before-2026, offsite-direction.scope.from-2026",
    row=D, cites=EA_2002.section("29A"),
    since=POWER_SINCE, until=_UNTIL_2026, law_date=D.decided_on, who=Actor.BOARD,
    applies=(D.basis == Basis.DIRECTION) & ~D.ended, requires=D.has_power,
    # Such a school had other powers, and may have used one: what is wrong may only be the basis on the record.
    arguable=And(),
    not_met="A school of this kind could not direct under section 29A on {decided_on}.",
    differs="Recorded as a direction under section 29A, which a school of this kind ({directed_by}) could not give on "
    "{decided_on}; it may have used another power.",
    act="Ask the home school which power it used, and record that basis.",
)  # fmt: skip

REGISTERED_THERE = Condition(
    id="offsite_direction.registered",
    title="A pupil on the roll of the school that directs",
    entry="placement.md offsite-direction.power",
    row=P, cites=EA_2002.section("29A"), since=POWER_SINCE, until=_UNTIL_2026, law_date=P.decided_on, who=Actor.BOARD,
    applies=(P.basis == Basis.DIRECTION) & ~P.ended & P.has_power, requires=P.registered_there,
    not_met="On {decided_on} the pupil was not on the roll of the school that directs; it can direct only its own "
    "registered pupils.",
    act="Ask the home school from which day it has the pupil on roll, or on what other basis the pupil comes.",
)  # fmt: skip

DUAL_REGISTRATION = Condition(
    id="offsite_direction.dual_registration",
    title="A directed pupil on both rolls",
    entry="placement.md offsite-direction.registration, section 10",
    row=P, cites=EXCLUSION_GUIDANCE_2026.at("off-site direction"), since=REGIME_2026_SINCE,
    who=Actor.CENTRE_AND_HOME_SCHOOL,
    # Where the centre has the pupil on no register it may be no school, and then there is nothing to say.
    applies=(P.basis == Basis.DIRECTION) & ~P.ended & P.begun & P.centre_status.exists,
    requires=(P.home_status == Enrolment.MAIN) & (P.centre_status == Enrolment.SUBSIDIARY),
    not_met="During a direction the pupil should be on both rolls, the directing school's as main and the centre's as "
    "subsidiary; recorded: {home_status} there, {centre_status} here.",
    act="Settle with the home school how each of you has the pupil on roll.",
)  # fmt: skip

NOTICE_IN_TIME = Duty(
    id="offsite_direction.notice.in_time",
    title="Written notice of the off-site direction",
    entry="placement.md offsite-direction.notice.timing; verification.md section 2",
    row=D, cites=SI_2010_1156.reg("3(1)-(2)"), since=POWER_SINCE, until=_UNTIL_2026, law_date=D.decided_on,
    who=Actor.BOARD, applies=_DIRECTED, by=D.notice_due, done=D.notice_on,
    late="Written notice had to be given by {notice_due}, for a first day of {first_day}; given: {notice_on}.",
    differs="Notice of the direction: given {notice_on} for a first day of {first_day}, "
    "with one whole school day between. "
    "Readings of the notice required differ.",
    act="Ask the home school to give the parent written notice now. The pupil keeps coming meanwhile.",
    arose=D.first_day,
)  # fmt: skip

NOTICE_RECIPIENT = Condition(
    id="offsite_direction.notice.recipient",
    title="Notice of the direction to the parent, or to a pupil who is an adult",
    entry="placement.md offsite-direction.notice.recipients",
    row=P, cites=SI_2010_1156.reg("2, 3(1), 3(3)(a)"), since=POWER_SINCE, until=_UNTIL_2026, law_date=P.decided_on,
    who=Actor.BOARD, applies=_DIRECTED_PUPIL & P.notice_on.exists, requires=P.notice_reached,
    not_met="The notice must be given to {notice_owed_to}; it was given to: {notice_to}.",
    act="Ask the home school to give the notice to {notice_owed_to} now.",
)  # fmt: skip

NOTICE_CONTENTS = Condition(
    id="offsite_direction.notice.contents",
    title="What the notice of the direction has to say",
    entry="placement.md offsite-direction.notice.contents",
    row=D, cites=SI_2010_1156.reg("3(4)"), since=POWER_SINCE, until=_UNTIL_2026, law_date=D.decided_on, who=Actor.BOARD,
    applies=_DIRECTED & D.notice_on.exists, requires=~D.missing_items.exists,
    not_met="The notice must say more than it does; it leaves out: {missing_items}.",
    act="Ask the home school to give the parent what is left out: {missing_items}.",
)  # fmt: skip

AUTHORITY_COPY = Duty(
    id="offsite_direction.notice.authority",
    title="Notice of the direction to the authority that keeps the EHC plan",
    entry="placement.md offsite-direction.notice.recipients",
    row=D, cites=SI_2010_1156.reg("3(3)(b)", note=f"Reads 'EHC plan' since {SI_2014_2103.at('art 34')}."),
    since=date(2014, 9, 1), until=_UNTIL_2026, law_date=D.decided_on, who=Actor.BOARD,
    applies=_DIRECTED & D.had_plan, by=D.notice_due, done=D.authority_copied_on,
    late="The notice had to be given to the authority that keeps the EHC plan too, by {notice_due}; "
    "given: {authority_copied_on}.",
    differs="Notice to the authority that keeps the EHC plan was due by {notice_due}; given: {authority_copied_on}.",
    act="Ask the home school to send the notice to the authority that keeps the plan.",
)  # fmt: skip

NOTICE_BY_POST_UNTIL_2012 = Condition(
    id="offsite_direction.notice.by_post_until_2012",
    title="Notice of the direction by post (until 2012)",
    entry="verification.md section 2",
    row=P, cites=SI_2010_1156.reg("7", note="As made; left out from 1 January 2013 by SI 2012/2532."),
    since=POWER_SINCE, until=THIRTY_DAYS_UNTIL, law_date=P.notice_on, who=Actor.BOARD, curable=False,
    applies=_DIRECTED_PUPIL & P.notice_by.exists, requires=P.notice_by == Method.FIRST_CLASS_POST,
    arguable=P.notice_by == Method.ANOTHER_WAY,
    not_met="At that time notice had to be given by post; it was given {notice_by}.",
    differs="At that time notice had to be given by post; {notice_by} may have been by second-class post.",
)  # fmt: skip

YEAR_END_UNTIL_2012 = Condition(
    id="offsite_direction.year_end_until_2012",
    title="A direction ends with the school year (until 2012)",
    entry="placement.md offsite-direction.end-of-year-limit",
    row=D, cites=SI_2010_1156.reg("3(5)", note="As made; left out from 1 January 2013 by SI 2012/2532."),
    since=POWER_SINCE, until=THIRTY_DAYS_UNTIL, law_date=D.year_end, who=Actor.BOARD, curable=False,
    applies=_DIRECTED & D.planned_end.exists, requires=D.planned_end <= D.year_end,
    not_met="The direction was to end on {planned_end}; at that time none could outlast the school year.",
)  # fmt: skip

REVIEW_UNTIL_2012 = Duty(
    id="offsite_direction.review.thirty_days_until_2012",
    title="Review of the direction every thirty days (until 2012)",
    entry="placement.md offsite-direction.review.first-30-days",
    row=T, cites=SI_2010_1156.reg("4(1)(a)", note="As made; substituted from 1 January 2013 by SI 2012/2532."),
    since=POWER_SINCE, until=THIRTY_DAYS_UNTIL, law_date=T.due_on, who=Actor.BOARD, curable=False,
    applies=T.regulated, by=T.due, done=T.held_on,
    late="A review must have been held by {due}; held: {held_on}.", arose=T.due_on,
)  # fmt: skip

#: Those that went on when the regime was extended.
_GO_ON = (SCOPE, REGISTERED_THERE, NOTICE_IN_TIME, NOTICE_RECIPIENT, NOTICE_CONTENTS, AUTHORITY_COPY, *REVIEW_RULES)

RULES = (
    *_GO_ON, NOTICE_BY_POST_UNTIL_2012, YEAR_END_UNTIL_2012, REVIEW_UNTIL_2012, *map(_carried_over, _GO_ON),
    DUAL_REGISTRATION,
)  # fmt: skip
