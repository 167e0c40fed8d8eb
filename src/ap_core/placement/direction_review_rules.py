"""Off-site direction under review: invitations, reviews on request, the decision, and who is told of it.

SI 2010/1156 regs 4(1)(b), 4A, 5 and 6; from 26 July 2026 under the regulations of that year, which were not seen. Not
judged here, for want of anything a record could show: whether the intervals suit the pupil's needs (reg 4(1)(a)), the
day suits the parent (reg 5(2)), the governor is impartial (reg 5(3)) and the views given were weighed (reg 4(2)).
"""

from __future__ import annotations

from datetime import date, timedelta

from ap_core.law.instruments import SI_2010_1156, SI_2012_2532, SI_2014_2103
from ap_core.law.rules import Actor, Condition, Duty, Rule
from ap_core.placement.direction import POWER_SINCE, REGIME_2026_SINCE
from ap_core.placement.direction_facts import DirectionReviewFacts as R
from ap_core.placement.direction_meeting_facts import DirectionMeetingFacts as M
from ap_core.placement.direction_meeting_facts import ReviewRequestFacts as Q

_UNTIL_2026 = REGIME_2026_SINCE - timedelta(days=1)
#: Reg 4A came with SI 2012/2532.
REQUESTS_SINCE = date(2013, 1, 1)
_PLANS = f"Reads 'EHC plan' since {SI_2014_2103.at('art 34')}."

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

OUTCOME_CONTENTS = Condition(
    id="offsite_direction.review.outcome_contents",
    title="What the decision given after a review of the direction has to say",
    entry="placement.md offsite-direction.review.outcome-notice, offsite-direction.review.decision; verification.md 2",
    row=R, cites=SI_2010_1156.reg("4(1)(b), 6"), since=POWER_SINCE, until=_UNTIL_2026, law_date=R.held_on,
    who=Actor.BOARD, applies=R.regulated & R.outcome_on.exists, requires=R.outcome_complete,
    not_met="The decision given after the review of {held_on} must say more; it leaves out: {outcome_missing}.",
    act="Ask the home school to give what is left out: {outcome_missing}.",
)  # fmt: skip

OUTCOME_RECIPIENTS = Condition(
    id="offsite_direction.review.outcome_recipients",
    title="Who is given the decision after a review of the direction",
    entry="placement.md offsite-direction.review.outcome-notice; verification.md section 2",
    row=R, cites=SI_2010_1156.reg("6", note=_PLANS), since=POWER_SINCE, until=_UNTIL_2026, law_date=R.held_on,
    who=Actor.BOARD, applies=R.regulated & R.outcome_on.exists, requires=R.outcome_to_all,
    not_met="The decision after the review of {held_on} must go to others too; it was not given to: {outcome_not_to}.",
    act="Ask the home school to give the decision and the reasons, in writing, to: {outcome_not_to}.",
)  # fmt: skip

INVITED_IN_TIME = Duty(
    id="offsite_direction.review.invitations",
    title="Written invitations to a review meeting of the direction",
    entry="placement.md offsite-direction.review.invite; verification.md section 2",
    row=M, cites=SI_2010_1156.reg("5(1)"), since=POWER_SINCE, until=_UNTIL_2026, law_date=M.meeting_on,
    who=Actor.BOARD, applies=M.regulated, by=M.invite_by, done=M.invited_on,
    pending="The board must invite everybody to the review meeting of {meeting_on}, in writing, by {invite_by}.",
    late="Everybody had to be invited to the review meeting of {meeting_on} by {invite_by}; invited: {invited_on}.",
    act="Ask the home school to invite whoever is not invited yet; each may write instead of coming.",
)  # fmt: skip

INVITED_ALL = Condition(
    id="offsite_direction.review.invited",
    title="Who is invited to a review meeting of the direction",
    entry="placement.md offsite-direction.review.invite; verification.md section 2",
    row=M, cites=SI_2010_1156.reg("5(1)(a)-(e)", note=_PLANS), since=POWER_SINCE, until=_UNTIL_2026,
    law_date=M.meeting_on, who=Actor.BOARD, applies=M.regulated & M.invited_on.exists, requires=M.all_invited,
    not_met="Others must be invited to the review meeting of {meeting_on} too; not invited: {not_invited}.",
    act="Ask the home school to invite them, or after the meeting to take their views in writing: {not_invited}.",
)  # fmt: skip

ON_REQUEST = Duty(
    id="offsite_direction.review.on_request",
    title="Review of the direction that was asked for",
    entry="placement.md offsite-direction.review.on-request; verification.md section 2",
    row=Q,
    cites=SI_2010_1156.reg("4A", note=f"Inserted by {SI_2012_2532.reg('5')}. Of the authority's request it says "
                           f"'statement' still: {SI_2014_2103.at('art 34')} left it alone."),
    since=REQUESTS_SINCE, until=_UNTIL_2026, law_date=Q.made_on, who=Actor.BOARD,
    applies=Q.regulated & Q.may_ask & Q.in_writing & ~Q.reviewed_before, by=Q.review_due, done=Q.held_on,
    pending="Asked for on {made_on} by {by}; the board must hold a review meeting {review_due}.",
    late="Asked for on {made_on} by {by}, the board had to hold a review meeting {review_due}; held: {held_on}.",
    act="Ask the home school for the day of the review meeting.", arose=Q.made_on,
)  # fmt: skip

REVIEW_RULES: tuple[Rule, ...] = (
    OUTCOME_SENT, OUTCOME_CONTENTS, OUTCOME_RECIPIENTS, INVITED_IN_TIME, INVITED_ALL, ON_REQUEST,
)  # fmt: skip
