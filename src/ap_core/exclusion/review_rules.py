"""The independent review of a permanent exclusion, the second decision, and the register.

Whether and when to apply is the parent's right: no rule calls a parent late. A panel upholds, recommends or quashes,
and never reinstates. Its review is arranged by the authority, or by the academy's proprietor.
"""

from __future__ import annotations

from datetime import timedelta

from ap_core.exclusion.panels import Outcome
from ap_core.exclusion.review_facts import ExcludedNameFacts as N
from ap_core.exclusion.review_facts import ReconsiderFacts as C
from ap_core.exclusion.review_facts import ReviewFacts as V
from ap_core.exclusion.windows import SINCE
from ap_core.law.expressions import And
from ap_core.law.instruments import SI_2006_1751, SI_2012_1033, SI_2024_208
from ap_core.law.rules import Condition, Duty
from ap_core.registration.deletion import PRESENT_GROUNDS_SINCE

HELD = Duty(
    id="exclusion.review.held",
    title="The review held in time",
    entry="exclusion.md EX-IRP-04, EX-IRP-05; verification.md C19",
    row=V, cites=SI_2012_1033.at("Sch 1 para 10(2)"), since=SINCE, law_date=V.excluded_on, who=V.whose,
    applies=V.in_time, by=V.due, done=V.heard_on,
    met="The review panel met on {heard_on}.",
    pending="A review was applied for on {applied_on}, and must be held: {due}.",
    late="A review was applied for on {applied_on}, and had to be held by {due}; the panel met: {heard_on}.",
    act="Ask whoever arranges the review for the day of the hearing.", arose=V.applied_on,
)  # fmt: skip

OUT_OF_TIME = Condition(
    id="exclusion.review.out_of_time",
    title="No review on an application out of time",
    entry="exclusion.md EX-IRP-01, EX-IRP-02, EX-IRP-03; verification.md C20",
    row=V, cites=SI_2012_1033.reg("7(2), 16(2), 25(2)"), since=SINCE, law_date=V.excluded_on, who=V.whose,
    applies=~V.in_time, requires=~V.heard_on.exists,
    met="The application of {applied_on} came after the last day, {last_day}, and opens no review.",
    not_met="The application of {applied_on} came after the last day, {last_day}: no review is to be arranged on it, "
    "and "
    "the panel met on {heard_on}.",
    act="Ask whoever arranged the review how the last day was counted.", arose=V.applied_on,
)  # fmt: skip

PAPERS = Condition(
    id="exclusion.review.papers",
    title="The papers of the review to everybody in time",
    entry="exclusion.md EX-IRP-12; verification.md C19",
    row=V, cites=SI_2012_1033.at("Sch 1 para 4(3)(a)"), since=SINCE, law_date=V.excluded_on, who=V.whose,
    applies=V.in_time & V.heard_on.exists, requires=V.papers_in_time,
    # "Reasonable efforts": whether they were made, no record tells.
    arguable=And(), curable=False,
    met="The papers of the review went to everybody on {papers_on}.",
    not_met="The papers of the review of {heard_on} had to go to everybody by {papers_due}; sent: {papers_on}.",
    differs="Reasonable efforts are owed to have the papers with everybody by {papers_due}, for the review of "
    "{heard_on}; sent: {papers_on}.",
    arose=V.heard_on,
)  # fmt: skip

EXPERT = Duty(
    id="exclusion.review.sen_expert",
    title="The SEN expert whom the parent asked for",
    entry="exclusion.md EX-IRP-06",
    row=V, cites=SI_2012_1033.reg("7(1)(b), 16(1)(b), 25(1)(b)"), since=SINCE, law_date=V.excluded_on, who=V.whose,
    applies=V.in_time & V.expert_asked, by=V.for_the_review, done=V.expert_on,
    met="The SEN expert was appointed on {expert_on}.",
    pending="The parent asked for an SEN expert with the application of {applied_on}: one must be appointed, whether "
    "or "
    "not the school recognises special educational needs.",
    late="The parent asked for an SEN expert with the application of {applied_on}: one must be appointed.",
    act="Ask whoever arranges the review. Without the expert the parent may have the review adjourned.",
    arose=V.applied_on,
)  # fmt: skip

MEMBERS = Condition(
    id="exclusion.review.members",
    title="The members of the review panel",
    entry="exclusion.md EX-IRP-07",
    row=V, cites=SI_2012_1033.at("Sch 1 para 3"), since=SINCE, law_date=V.excluded_on, who=V.whose,
    applies=V.heard_on.exists, requires=V.panel_fits, arguable=V.lost_one,
    not_met="The panel that met on {heard_on} must have a lay chair and as many governors as heads, one or two of "
    "each.",
    differs="The panel that met on {heard_on} had four members. A panel is of three or of five; one of five that lost "
    "a member after it had begun may go on.",
    act="Ask whoever arranged the review: a panel not made up as the law says has to begin afresh.", arose=V.heard_on,
)  # fmt: skip

ORDER = Condition(
    id="exclusion.review.order",
    title="An order for payment only with a direction to reconsider",
    entry="exclusion.md EX-IRP-08, EX-IRP-10",
    row=V, cites=SI_2012_1033.reg("7(5)(b), 16(5)(b), 25(5)(b)"), since=SINCE, law_date=V.excluded_on, who=V.whose,
    applies=V.orders_payment, requires=V.outcome == Outcome.QUASHED,
    met="The panel quashed the decision, and ordered a payment.",
    not_met="The panel ordered a payment, and did not quash the decision: {outcome}. Only a panel that quashes has "
    "that "
    "power.",
    act="Ask whoever arranged the review to put the order right.", arose=V.heard_on,
)  # fmt: skip

RECONSIDERED = Duty(
    id="exclusion.reconsideration.in_time",
    title="The board's second decision after the review",
    entry="exclusion.md EX-IRP-09; verification.md C19",
    row=C, cites=SI_2012_1033.reg("8(1), 17(1), 26(1)"), since=SINCE, law_date=C.excluded_on, who=C.whose,
    by=C.due, done=C.again_on,
    met="The board reconsidered on {again_on}.",
    pending="Notified on {notified_on} of the panel's decision, the board must reconsider by {due}.",
    late="Notified on {notified_on} of the panel's decision, the board had to reconsider by {due}; done: {again_on}.",
    act="Ask the clerk for the day of the meeting. After a recommendation it is owed as after a direction.",
    arose=C.notified_on,
)  # fmt: skip

PAID = Duty(
    id="exclusion.reconsideration.payment",
    title="The payment that the review panel ordered",
    entry="exclusion.md EX-IRP-10; verification.md C19",
    row=C, cites=SI_2012_1033.reg("7(5)(b), 16(5)(b), 25(5)(b)"), since=SINCE, law_date=C.excluded_on,
    who=C.whose_payment, applies=C.payment_owed & (C.outcome == Outcome.QUASHED), by=C.no_date, done=C.paid_on,
    met="The payment that the panel ordered was made on {paid_on}.",
    pending="The panel's order bites, for the board did not reinstate the pupil, or not in its time: the payment must "
    "be "
    "made, or the budget adjusted.",
    late="The panel's order bites: the payment must be made, or the budget adjusted.",
    act="Settle it with the authority.", arose=C.notified_on,
)  # fmt: skip

_STILL_ON = (
    "The name must stay on the register of {school} until the permanent exclusion has taken effect. It was off on "
    "{off_on}; effect: {effect_on}."
)
_BACK_ON = "Ask {school} to look at it with the authority: a name taken off too early goes back on."

DELETION_2012 = Condition(
    id="exclusion.permanent.deletion_2012",
    title="Off the register only once the permanent exclusion has taken effect",
    entry="exclusion.md EX-REG-01, EX-REG-02",
    row=N, cites=SI_2006_1751.reg("8(4)(d)"), since=SINCE, until=PRESENT_GROUNDS_SINCE - timedelta(days=1),
    law_date=N.off_on, who=N.whose, requires=N.effect_on <= N.off_on,
    met="The exclusion had taken effect on {effect_on} when the name came off the register.",
    not_met=_STILL_ON, act=_BACK_ON, arose=N.off_on,
)  # fmt: skip

DELETION_2024 = Condition(
    id="exclusion.permanent.deletion_2024",
    title="Off the register only once the permanent exclusion has taken effect",
    entry="exclusion.md EX-REG-01, EX-REG-02; verification.md C12",
    row=N, cites=SI_2024_208.reg("9(5)(c)"), since=PRESENT_GROUNDS_SINCE, law_date=N.off_on, who=N.whose,
    requires=N.effect_on <= N.off_on,
    met="The exclusion had taken effect on {effect_on} when the name came off the register.",
    not_met=_STILL_ON, act=_BACK_ON, arose=N.off_on,
)  # fmt: skip

RULES = (
    HELD, OUT_OF_TIME, PAPERS, EXPERT, MEMBERS, ORDER, RECONSIDERED, PAID, DELETION_2012, DELETION_2024,
)  # fmt: skip
