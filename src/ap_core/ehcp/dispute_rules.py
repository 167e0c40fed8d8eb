"""Mediation and the tribunal: what the authority, the mediation adviser and health owe, and by when.

What the family may do in a time is its right: no rule calls it late.
"""

from __future__ import annotations

from datetime import date

from ap_core.ehcp.assessment_rules import SINCE
from ap_core.ehcp.dispute_facts import MediationFacts as M
from ap_core.ehcp.dispute_facts import OrderFacts as O
from ap_core.ehcp.dispute_facts import RecommendationFacts as R
from ap_core.ehcp.order_timetable import UNOPPOSED_SINCE, Binding
from ap_core.law.instruments import SI_2014_1530, SI_2017_1306
from ap_core.law.rules import Actor, Duty

MEDIATION = Duty(
    id="ehcp.mediation.arranged",
    title="Mediation arranged in time",
    entry="ehcp.md EHC-TR-03",
    row=M, cites=SI_2014_1530.reg("35(4), 36(2)"), since=SINCE, law_date=M.wanted_on, who=Actor.AUTHORITY,
    by=M.mediation_due, done=M.mediation_on,
    met="Mediation took place on {mediation_on}.",
    pending="The family said on {wanted_on} that it wants mediation: the authority must arrange it by {mediation_due}.",
    late="The family said on {wanted_on} that it wants mediation: the authority had to arrange it by {mediation_due}; "
    "held: {mediation_on}.",
    act="If the authority cannot arrange it in time, it tells the mediation adviser, who then issues the certificate.",
    arose=M.wanted_on,
)  # fmt: skip

DATE_TOLD = Duty(
    id="ehcp.mediation.date_told",
    title="The family told when and where mediation is",
    entry="verification.md ehcp additions (reg 37(2))",
    row=M, cites=SI_2014_1530.reg("37(2)"), since=SINCE, law_date=M.wanted_on, who=Actor.AUTHORITY,
    applies=~M.shorter_agreed, by=M.told_due, done=M.told_on,
    met="The family was told on {told_on} of the mediation on {mediation_on}.",
    pending="The family must be told by {told_due} when and where the mediation on {mediation_on} is.",
    late="The family had to be told by {told_due} when and where the mediation on {mediation_on} is; told: {told_on}.",
    differs="The family was to be told by {told_due} when and where the mediation on {mediation_on} is; told: "
    "{told_on}. Readings of the last day differ.",
    act="Ask whether the family agrees to the shorter time; if not, the authority offers another day.",
    arose=M.wanted_on,
)  # fmt: skip

CERTIFICATE = Duty(
    id="ehcp.mediation.certificate",
    title="The mediation certificate",
    entry="ehcp.md EHC-TR-03, EHC-T-06",
    row=M, cites=SI_2014_1530.reg("34(1), 39(1)"), since=SINCE, law_date=M.ended_on, who=Actor.MEDIATION_ADVISER,
    by=M.certificate_due, done=M.certificate_on,
    met="The mediation certificate was issued on {certificate_on}.",
    pending="The mediation adviser must issue the certificate by {certificate_due}.",
    late="The mediation adviser had to issue the certificate by {certificate_due}; issued: {certificate_on}.",
    act="Ask the mediation adviser: the family's time to appeal may turn on it.",
)  # fmt: skip

_OWED = "It may be done sooner: what the plan specifies goes on meanwhile. Ask the authority for it."

ORDER = Duty(
    id="ehcp.tribunal.order",
    title="What a tribunal order calls for",
    entry="ehcp.md EHC-TR-06; verification.md C25",
    row=O, cites=SI_2014_1530.reg("44(2)"), since=SINCE, law_date=O.made_on, who=Actor.AUTHORITY,
    applies=O.binding == Binding.ORDER, by=O.due, done=O.done_on,
    met="After the order of {made_on}: {what}, on {done_on}.",
    pending="By the order of {made_on} the authority must do this by {due}: {what}.",
    late="By the order of {made_on} the authority had to do this by {due}: {what}. Done: {done_on}.",
    act=_OWED, arose=O.made_on,
)  # fmt: skip

UNOPPOSED = Duty(
    id="ehcp.tribunal.not_opposed",
    title="What an appeal that is not opposed calls for",
    entry="ehcp.md EHC-TR-08; verification.md C25",
    row=O,
    cites=SI_2014_1530.reg(
        "45", note="Read as amended to 3 April 2018. SI 2015/359 reg 8 put in its limits on 23 March 2015; what they "
        "were before was not read.",
    ),
    since=UNOPPOSED_SINCE, law_date=O.made_on, who=Actor.AUTHORITY,
    applies=O.binding == Binding.UNOPPOSED, by=O.due, done=O.done_on,
    met="After the authority said on {made_on} that it does not oppose the appeal: {what}, on {done_on}.",
    pending="The authority said on {made_on} that it does not oppose the appeal, and must do this by {due}: {what}.",
    late="The authority said on {made_on} that it does not oppose the appeal, and had to do this by {due}: {what}. "
    "Done: {done_on}.",
    act=_OWED, arose=O.made_on,
)  # fmt: skip

AGREEMENT = Duty(
    id="ehcp.mediation.agreement",
    title="What a mediation agreement calls for",
    entry="ehcp.md EHC-TR-07",
    row=O, cites=SI_2014_1530.reg("42"), since=SINCE, law_date=O.made_on, who=Actor.AUTHORITY,
    applies=O.binding == Binding.MEDIATION, by=O.due, done=O.done_on,
    met="After the mediation agreement of {made_on}: {what}, on {done_on}.",
    pending="By the mediation agreement of {made_on} the authority must do this by {due}: {what}.",
    late="By the mediation agreement of {made_on} the authority had to do this by {due}: {what}. Done: {done_on}.",
    act=_OWED, arose=O.made_on,
)  # fmt: skip

#: Of decisions, and of plans made or amended, from this day on (SI 2017/1306 reg 3).
RECOMMENDATIONS_SINCE = date(2018, 4, 3)

RECOMMENDATION = Duty(
    id="ehcp.tribunal.recommendation",
    title="Answer to a recommendation of the tribunal",
    entry="ehcp.md EHC-TR-09; verification.md C26",
    row=R, cites=SI_2017_1306.reg("6(3), 7(1)"), since=RECOMMENDATIONS_SINCE, law_date=R.made_on, who=R.who,
    by=R.due, done=R.answered_on,
    met="The recommendation of {made_on} on {about} was answered on {answered_on}.",
    pending="The recommendation of {made_on} on {about} must be answered in writing by {due}.",
    late="The recommendation of {made_on} on {about} had to be answered in writing by {due}; answered: {answered_on}.",
    act="Ask for the answer, with reasons for whatever is not followed.", arose=R.made_on,
)  # fmt: skip

RULES = (MEDIATION, DATE_TOLD, CERTIFICATE, ORDER, UNOPPOSED, AGREEMENT, RECOMMENDATION)
