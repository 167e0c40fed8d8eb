"""Off-site direction: the notice, its contents, the copy to the authority, reviews, and who may direct.

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

from ap_core.law.expressions import And
from ap_core.law.instruments import EA_2002, OFFSITE_REGULATIONS_2026, SI_2010_1156, SI_2014_2103
from ap_core.law.rules import Actor, Condition, Duty, Rule
from ap_core.placement.direction import POWER_SINCE, REGIME_2026_SINCE, THIRTY_DAYS_UNTIL
from ap_core.placement.direction_facts import DirectionFacts as D
from ap_core.placement.direction_facts import DirectionReviewFacts as R
from ap_core.placement.direction_facts import ThirtyDayFacts as T
from ap_core.placement.records import Basis

_DIRECTED = (D.basis == Basis.DIRECTION) & ~D.ended & D.regulated
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

NOTICE_CONTENTS = Condition(
    id="offsite_direction.notice.contents",
    title="What the notice of the direction has to say",
    entry="placement.md offsite-direction.notice.contents",
    row=D, cites=SI_2010_1156.reg("3(4)"), since=POWER_SINCE, until=_UNTIL_2026, law_date=D.decided_on, who=Actor.BOARD,
    applies=_DIRECTED & D.notice_on.exists, requires=D.notice_complete,
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

OUTCOME_SENT = Duty(
    id="offsite_direction.review.outcome",
    title="Decision and reasons given to the parent after a review of the direction",
    entry="placement.md offsite-direction.review.outcome-notice, offsite-direction.review.decision; verification.md 2",
    row=R, cites=SI_2010_1156.reg("4(1)(b), 6"), since=POWER_SINCE, until=_UNTIL_2026, law_date=R.held_on,
    who=Actor.BOARD, applies=R.regulated, by=R.outcome_due, done=R.outcome_on,
    pending="After the review of {held_on} the board must give its decision and reasons by {outcome_due}.",
    late="After the review of {held_on} the board had to give its decision and reasons by {outcome_due}; "
    "given: {outcome_on}.",
    act="Ask the home school for the centre's copy of the decision (does the direction go on, for how long, why), and "
    "whether the parent and, where there is a plan, its authority have theirs.",
)  # fmt: skip

RULES = (
    SCOPE, NOTICE_IN_TIME, NOTICE_CONTENTS, AUTHORITY_COPY, OUTCOME_SENT, YEAR_END_UNTIL_2012, REVIEW_UNTIL_2012,
    *map(_carried_over, (SCOPE, NOTICE_IN_TIME, NOTICE_CONTENTS, AUTHORITY_COPY, OUTCOME_SENT)),
)  # fmt: skip
