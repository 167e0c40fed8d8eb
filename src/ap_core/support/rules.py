"""Support: a mentor session in each week of attendance, a restorative conversation, and what was agreed in place.

All of it is the centre's own promise, and none of it is a condition for a child's coming in.
"""

from __future__ import annotations

from ap_core.law.instruments import CENTRE_POLICY, LOCAL_SINCE
from ap_core.law.rules import Actor, Condition, Duty
from ap_core.support.facts import IncidentFacts as I
from ap_core.support.facts import MentorFacts
from ap_core.support.facts import MentorWeekFacts as M
from ap_core.support.policy import SupportPolicy

MENTOR_WEEKLY = Duty(
    id="support.mentor.weekly",
    title="Mentor session in the week",
    entry="story 11; DESIGN section 8",
    row=M, cites=CENTRE_POLICY.at("support.mentor_in_weeks_of"), since=LOCAL_SINCE, who=Actor.MENTOR,
    applies=M.going_on & (M.attended >= SupportPolicy.mentor_in_weeks_of),
    by=M.session_due, done=M.session_on,
    pending="Days attended this week: {attended}; a mentor session is due by {session_due}.",
    late="No mentor session in the school week of {week}; the centre has chosen one in each week with "
    "{mentor_in_weeks_of} or more days attended.",
    act="See the pupil today.", arose=M.week,
)  # fmt: skip

RESTORATIVE = Duty(
    id="support.restorative.conversation",
    title="Restorative conversation after the incident",
    entry="story 11; DESIGN section 8",
    row=I, cites=CENTRE_POLICY.at("support.restorative_within"), since=LOCAL_SINCE, law_date=I.incident_on,
    who=Actor.MENTOR, applies=I.going_on & (I.incident_on >= I.first_day),
    by=I.restorative_due, done=I.restorative_on,
    pending="Incident on {incident_on}: the restorative conversation by {restorative_due} if the pupil is in every "
    "day.",
    late="Incident on {incident_on}: the centre has chosen a restorative conversation by {restorative_due}, counted in "
    "days attended since; held: {restorative_on}.",
    act="Hold the restorative conversation about {incident_on}: what happened, who was affected, what will change.",
    arose=I.incident_on,
)  # fmt: skip

ACTION_IN_PLACE = Duty(
    id="support.action.in_place",
    title="What was agreed after the incident is in place",
    entry="story 11",
    row=I, cites=CENTRE_POLICY.at("agreed actions are put in place"), since=LOCAL_SINCE, law_date=I.incident_on,
    who=Actor.MENTOR, applies=(I.agreed >= 1) & I.going_on & (I.incident_on >= I.first_day),
    by=I.in_place_due, done=I.in_place_on,
    met="All that was agreed after the incident on {incident_on} is in place.",
    pending="Incident on {incident_on}, {ago}: actions agreed {agreed}, not yet in place "
    "{outstanding}.",
    # A duty without a day is never late.
    late="Incident on {incident_on}: the centre has chosen to put agreed actions in place; not yet in place "
    "{outstanding}.",
    act="Put in place what was agreed before adding anything new, and ask whether what is in place was used.",
    arose=I.incident_on,
)  # fmt: skip

RESTORATIVE_COVERED = Condition(
    id="support.restorative.covered",
    title="What the restorative conversation was about",
    entry="story 11",
    row=I, cites=CENTRE_POLICY.at("what went wrong, who was affected, what will change"), since=LOCAL_SINCE,
    law_date=I.incident_on, who=Actor.MENTOR,
    applies=I.left_out.exists & I.going_on & (I.incident_on >= I.first_day), requires=I.left_out <= 0,
    met="The restorative conversation about {incident_on} was about what went wrong, who was affected and what will "
    "change.",
    not_met="The restorative conversation about {incident_on} left something out; the centre has chosen to speak of "
    "what went wrong, who was affected and what will change. Parts left out: {left_out}.",
    act="Come back with the pupil to what was left out.", arose=I.incident_on,
)  # fmt: skip

MENTOR_NAMED = Condition(
    id="support.mentor.named",
    title="A mentor for the pupil",
    entry="story 11",
    row=MentorFacts, cites=CENTRE_POLICY.at("each pupil has a mentor"), since=LOCAL_SINCE, who=Actor.CENTRE,
    applies=MentorFacts.going_on, requires=MentorFacts.has_mentor,
    met="The pupil has a mentor.",
    not_met="The pupil has no mentor; the centre has chosen one for each pupil. First day without: {none_since}.",
    act="Agree with the pupil who the next mentor is, and tell the pupil when and why it changes.",
    arose=MentorFacts.none_since,
)  # fmt: skip

RULES = (MENTOR_WEEKLY, RESTORATIVE, ACTION_IN_PLACE, RESTORATIVE_COVERED, MENTOR_NAMED)
