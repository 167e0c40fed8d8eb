"""What the board owes after an exclusion: its decision in time, a fair meeting, a letter with the right day.

Late is not void: a board that let its time pass still has to decide (regs 6(10), 15(10), 24(10), read; verification
C5). The board's steps are the board's, never the centre's.
"""

from __future__ import annotations

from ap_core.exclusion.board_facts import BoardFacts as B
from ap_core.exclusion.board_facts import MeetingFacts as M
from ap_core.exclusion.board_facts import RightToReviewFacts as R
from ap_core.exclusion.boards import HowHeld
from ap_core.exclusion.windows import CANCEL_SINCE, SINCE
from ap_core.law.expressions import TODAY, And
from ap_core.law.instruments import SI_2012_1033, SI_2023_571
from ap_core.law.rules import Condition, Duty

_WHICH = "The exclusion by {school} of {excluded_on}: the board "

DECISION = Duty(
    id="exclusion.board.decision",
    title="The board's meeting and decision on reinstatement",
    entry="exclusion.md EX-BRD-01, EX-BRD-03; verification.md C5, C6, C7",
    row=B, cites=SI_2012_1033.reg("6(2), (7), 15(2), (7), 24(2), (7)"), since=SINCE, law_date=B.excluded_on,
    who=B.whose, applies=B.decides, by=B.due, done=B.decided_on,
    met="The board decided on {decided_on}.",
    pending=_WHICH + "was told on {informed_on} and must meet and decide whether the pupil is reinstated: {due}.",
    late=_WHICH + "was told on {informed_on} and had to meet and decide by {due}; decided: {decided_on}.",
    act="Ask the clerk for the day of the meeting: the duty goes on, and a late decision is not void for that.",
    arose=B.excluded_on,
)  # fmt: skip

BEFORE_EXAM = Condition(
    id="exclusion.board.before_exam",
    title="The board's decision before the examination",
    entry="exclusion.md EX-BRD-01, EX-BRD-02",
    row=B, cites=SI_2012_1033.reg("6(8), 15(8), 24(8)"), since=SINCE, law_date=B.excluded_on, who=B.whose,
    applies=B.exam_on < TODAY, requires=B.decided_on < B.exam_on,
    # "So far as is reasonably practicable": whether it was, no record tells.
    arguable=And(), curable=False,
    met="The board decided on {decided_on}, before the examination of {exam_on}.",
    not_met="The board had to decide before the examination of {exam_on}; decided: {decided_on}.",
    differs="The board decides before the examination that the pupil would miss, so far as it can: that was on "
    "{exam_on}, and the decision: {decided_on}.",
    arose=B.exam_on,
)  # fmt: skip

REPRESENTATIONS = Duty(
    id="exclusion.board.representations",
    title="The parent's representations considered",
    entry="exclusion.md EX-BRD-01; verification.md exclusion (reg 6(9))",
    row=B, cites=SI_2012_1033.reg("6(9), 15(9), 24(9)"), since=SINCE, law_date=B.excluded_on, who=B.whose,
    applies=~B.decides & B.represented_on.exists, by=B.no_date, done=B.considered_on,
    met="The board considered the parent's representations on {considered_on}.",
    pending="The parent's representations of {represented_on} must be considered by the board; it need not meet the "
    "parent, and cannot reinstate.",
    late="The parent's representations of {represented_on} must be considered by the board.",
    act="Put them to the board.", arose=B.represented_on,
)  # fmt: skip

REINSTATED = Duty(
    id="exclusion.board.reinstated",
    title="The pupil back as the board directed",
    entry="exclusion.md EX-BRD-03, EX-BRD-04",
    row=B, cites=SI_2012_1033.reg("6(5), 15(5), 24(5)"), since=SINCE, law_date=B.excluded_on, who=B.head,
    by=B.back_due, done=B.back_on,
    met="The board reinstated the pupil; back from {back_on}.",
    pending="The board decided on {decided_on} that the pupil is reinstated, and the head must comply: {back_due}.",
    late="The board decided on {decided_on} that the pupil is reinstated by {back_due}, and the head had to comply; "
    "back: {back_on}.",
    act="Let the pupil back now.", arose=B.decided_on,
)  # fmt: skip

LAST_DAY_STATED = Condition(
    id="exclusion.board.last_day_stated",
    title="The last day to apply for a review in the board's letter",
    entry="exclusion.md EX-BRD-06, EX-IRP-01; verification.md C8",
    row=R, cites=SI_2012_1033.reg("6(6)(b)(vi), 15(6)(b)(vi), 24(6)(b)(vi)"), since=SINCE, law_date=R.excluded_on,
    who=R.whose, requires=R.stated == R.last_day,
    met="The letter states the last day to apply for a review: {last_day}.",
    not_met="The letter counts as given on {given_on} and must state {last_day} as the last day to apply for a review; "
    "it states: {stated}.",
    act="Ask the clerk to write again with the right day: {last_day}.", arose=R.given_on,
)  # fmt: skip

INVITED = Condition(
    id="exclusion.board.invited",
    title="A day for the board's meeting that everybody can attend",
    entry="exclusion.md EX-BRD-03, EX-BRD-05, EX-NOT-08",
    row=M, cites=SI_2012_1033.reg("6(3)(c), 15(3)(c), 24(3)(c)"), since=SINCE, law_date=M.excluded_on, who=M.whose,
    applies=~M.of_panel, requires=M.everybody_invited,
    not_met="The board had to take reasonable steps to meet on a day when everybody can attend; not everybody who is "
    "to "
    "be there was asked to the meeting of {met_on}.",
    act="Ask the clerk who was asked: the head, the parent, the authority (of an academy where the parent asks for it, "
    "and then that of the home area too), and where the pupil has them the social worker and the virtual school head.",
    arose=M.met_on,
)  # fmt: skip

REMOTE_IF_ASKED = Condition(
    id="exclusion.meeting.remote_if_asked",
    title="A remote meeting where the parent asks for one",
    entry="exclusion.md EX-BRD-07, EX-VER-01",
    row=M, cites=SI_2023_571.reg("6(2)-(3), 9(2)-(3), 12(2)-(3), 14(4)"), since=CANCEL_SINCE, law_date=M.met_on,
    who=M.whose, applies=M.remote_asked, requires=M.how == HowHeld.REMOTE,
    # Only where it can be fair, and everybody can hear, be heard and take part.
    arguable=And(), curable=False,
    met="The meeting of {met_on} was held by remote access, as the parent asked.",
    not_met="The parent asked for a remote meeting; that of {met_on} was held in person.",
    differs="The parent asked for a remote meeting, and that of {met_on} was held in person. That is right only where "
    "a "
    "remote one could not be held fairly, with everybody able to take part.",
    arose=M.met_on,
)  # fmt: skip

IN_PERSON = Condition(
    id="exclusion.meeting.in_person",
    title="A meeting in person unless the parent asks otherwise",
    entry="exclusion.md EX-BRD-07, EX-VER-01",
    row=M, cites=SI_2023_571.reg("6(4), 9(4), 12(4), 14(4)(c)"), since=CANCEL_SINCE, law_date=M.met_on, who=M.whose,
    applies=~M.remote_asked, requires=M.how == HowHeld.IN_PERSON,
    # Extraordinary events or unforeseen circumstances, which no record tells.
    arguable=And(), curable=False,
    met="The meeting of {met_on} was held in person.",
    not_met="The meeting of {met_on} was held by remote access, and nobody had asked for that.",
    differs="The meeting of {met_on} was held by remote access, and the parent had not asked for that. It is right "
    "only "
    "where extraordinary events or unforeseen circumstances stood in the way of meeting in person.",
    arose=M.met_on,
)  # fmt: skip

JOINED_REMOTELY = Condition(
    id="exclusion.meeting.joined_remotely",
    title="Who joins by remote access a meeting held in person",
    entry="exclusion.md EX-BRD-07",
    row=M, cites=SI_2023_571.reg("6(4), 9(4), 12(4), 14(5)"), since=CANCEL_SINCE, law_date=M.met_on, who=M.whose,
    applies=(M.how == HowHeld.IN_PERSON) & ~M.remote_asked, requires=~M.others_remotely,
    # That a meeting which one person joins from elsewhere is no meeting in person any more is not said; and whether it
    # was a representative of a party to a review who did, who may (Sch 1 para 12(4)), no record tells.
    arguable=And(), curable=False,
    met="Nobody joined the meeting of {met_on} by remote access who may not.",
    not_met="Others than social worker and virtual school head joined the meeting of {met_on} by remote access.",
    differs="Others than social worker and virtual school head joined the meeting of {met_on} by remote access, and "
    "nobody had asked for a remote meeting. Of a board's meeting held in person only those two, or whom they send, are "
    "named as free to join it so; of a review the representatives of those taking part too.",
    arose=M.met_on,
)  # fmt: skip

RULES = (
    DECISION,
    BEFORE_EXAM,
    REPRESENTATIONS,
    REINSTATED,
    LAST_DAY_STATED,
    INVITED,
    REMOTE_IF_ASKED,
    IN_PERSON,
    JOINED_REMOTELY,
)
