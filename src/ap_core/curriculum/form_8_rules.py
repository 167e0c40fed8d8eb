"""A Form 8 for a quarter more time: its scores should come up to what the awarding bodies ask."""

from __future__ import annotations

from ap_core.curriculum.exam_access_rules import EDITION_SINCE
from ap_core.curriculum.form_8_facts import Form8Facts as F
from ap_core.law.instruments import JCQ_ACCESS
from ap_core.law.rules import Actor, Condition

SCORES = Condition(
    id="curriculum.exam_access.form_8",
    title="Scores of a Form 8 for a quarter more time",
    entry="ehcp.md JCQ-03, JCQ-06",
    row=F,
    cites=JCQ_ACCESS.at(
        "Form 8: scores for extra time", note="Known from a trade page on the edition of 2025/26; the text was not "
        "seen. Not asked where there is an EHC plan, or another impairment.",
    ),
    since=EDITION_SINCE, who=Actor.SENCO, applies=F.going_on & F.in_year_11 & ~F.has_plan, requires=F.enough,
    met="The scores of the Form 8 of {made_on} come up to what is asked for a quarter more time.",
    not_met="A quarter more time is to be asked for on the Form 8 of {made_on}. It should report scores in two areas, "
    "taken from Year 9 on, both below average, or one below and one low average; these do not come up to that.",
    act="Ask the assessor whether another area was assessed, or look for what else helps: rest breaks come first.",
    arose=F.made_on,
)  # fmt: skip

RULES = (SCORES,)
