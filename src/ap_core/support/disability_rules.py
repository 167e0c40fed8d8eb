"""Reasonable adjustments for a disabled pupil: decided on, and never charged.

What is reasonable nobody can judge from a record. That somebody has decided, and when, can be told.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.instruments import EQA_2010
from ap_core.law.rules import Actor, Condition, Duty
from ap_core.support.disability_facts import AdjustmentsFacts as A
from ap_core.support.disability_facts import ChargedFacts as C

#: The Act's Part on education began; the day is known from secondary sources.
_SINCE = date(2010, 10, 1)

DECIDED = Duty(
    id="support.disability.adjustments_decided",
    title="Reasonable adjustments decided on",
    entry="ehcp.md EQA-01, EQA-02, EQA-03, EQA-06, ADJ-17",
    row=A,
    cites=EQA_2010.at(
        "ss.20, 85(6), Sch 13 para 2",
        note="Read in a text of 7 April 2026. The duty is to take the steps that are reasonable; that the decision is "
        "on record is asked by no provision, and is how it can be shown. Who is no school owes it under s.29.",
    ),
    since=_SINCE, who=Actor.CENTRE, applies=A.going_on & A.known_by_now, by=A.decide_by, done=A.decided_on,
    met="A disability is on record, and the centre decided on reasonable adjustments on {decided_on}.",
    pending="A disability is on record: the centre must take the steps that are reasonable against a disadvantage, "
    "auxiliary aids among them. What it decided is not on record. What an EHC plan specifies stands apart from this.",
    # A duty without a day is never late.
    late="A disability is on record: the centre must take the steps that are reasonable against a disadvantage.",
    act="Decide with the pupil and the parent which adjustments to make, record the day, and look again when the "
    "timetable, the site or the need changes.",
)  # fmt: skip

NOT_CHARGED = Condition(
    id="support.disability.not_charged",
    title="No charge for a reasonable adjustment",
    entry="ehcp.md EQA-02",
    row=C, cites=EQA_2010.section("20(7)"), since=_SINCE, law_date=C.agreed_on, who=Actor.CENTRE_AND_HOME_SCHOOL,
    requires=~C.charged,
    met="Nobody is asked to pay for the adjustment agreed on {agreed_on}.",
    not_met="The family is asked to pay towards the reasonable adjustment agreed on {agreed_on}; whoever owes an "
    "adjustment must bear what it costs.",
    act="Drop the charge, and pay back what was taken.", arose=C.agreed_on,
)  # fmt: skip

RULES = (DECIDED, NOT_CHARGED)
