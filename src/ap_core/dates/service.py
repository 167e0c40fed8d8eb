"""On what day a notice is taken to have been given: by hand, by post, electronically, or in another way.

Each provision has its own rule, and most say less than people think. Where no rule fixes the day,
:class:`~ap_core.errors.ActualDayNeeded` says so, and the day on which it was received must be asked for; a fact
reckoned from it is then unknown.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from ap_core.dates.limits import WorkingDays
from ap_core.dates.plain import day_fault
from ap_core.errors import ActualDayNeeded, Fault, require
from ap_core.values import Value, item, small_value


class Method(Enum):
    """How a notice was given."""

    BY_HAND = "by hand, or delivered to the address"
    FIRST_CLASS_POST = "by first-class post"
    ELECTRONIC = "electronically"
    ANOTHER_WAY = "in another way"


@small_value
class ServiceRule(Value):
    """What one provision says of the day on which a notice is given.

    >>> BOARD_DECISION.given_on(Method.FIRST_CLASS_POST, date(2026, 12, 23))
    datetime.date(2026, 12, 29)
    >>> BOARD_DECISION.given_on(Method.FIRST_CLASS_POST, date(2026, 12, 23), received_on=date(2026, 12, 31))
    datetime.date(2026, 12, 31)
    >>> HEADS_NOTICE.given_on(Method.ELECTRONIC, date(2026, 12, 23))
    Traceback (most recent call last):
    ap_core.errors.ActualDayNeeded: the head's notice of an exclusion, given electronically: it counts only where the \
parent agreed to that beforehand, in writing; give the day on which it was received in a way that counts
    """

    notice: str = item("which notice")
    provision: str = item("where the rule stands")
    posted: WorkingDays | None = item("the working day after posting on which it counts as given", default=None)
    rebuttable: bool = item("whether another day can be shown to be the true one", default=True)
    needs_agreement: bool = item("whether an electronic notice counts only by written agreement", default=False)

    def given_on(self, method: Method, sent_on: date, received_on: date | None = None, agreed: bool = False) -> date:
        """The day on which the notice counts as given.

        ``sent_on`` is the day it was handed over, delivered, posted or sent; ``received_on`` the day on which it is
        shown to have arrived, if it is; ``agreed`` says that the parent agreed beforehand, in writing, to electronic
        notices. Second-class post is another way. ``OutsideCalendar`` where the bank holidays after it are not known.
        """
        self._check(method, sent_on, received_on)
        if method is Method.BY_HAND:
            return sent_on
        if method is Method.ELECTRONIC and self.needs_agreement and not agreed:
            raise ActualDayNeeded(
                self.notice, method.value, "it counts only where the parent agreed to that beforehand, in writing"
            )
        deemed = self.posted if method is Method.FIRST_CLASS_POST else None
        if received_on is not None and (deemed is None or self.rebuttable):
            return received_on
        if deemed is not None:
            return deemed.after(sent_on).last_day
        raise ActualDayNeeded(self.notice, method.value, "no provision names a day for it")

    @staticmethod
    def _check(method: object, sent_on: date, received_on: date | None) -> None:
        wrong = [day_fault("sent_on", sent_on), None if received_on is None else day_fault("received_on", received_on)]
        faults = [fault for fault in wrong if fault is not None]
        if not faults and received_on is not None and received_on < sent_on:
            faults.append(Fault("received_on", "is before sent_on", "give a day on or after it"))
        if not isinstance(method, Method):
            faults.append(Fault("method", "is no way of giving a notice", "give a Method, such as Method.BY_HAND"))
        require("ServiceRule.given_on", faults)


_SECOND_WORKING_DAY = WorkingDays(2)

#: The board's notice that a permanent exclusion stands: the day can be shown to be another (read; verification C8).
BOARD_DECISION = ServiceRule(
    "the board's decision on a permanent exclusion", "SI 2012/1033 regs 6(11), 15(11), 24(11)", _SECOND_WORKING_DAY
)

#: A parent's application for a review of it; no other day can be shown (read; fact book CAL-11).
REVIEW_APPLICATION = ServiceRule(
    "the application for a review", "SI 2012/1033 Sch 1 para 1(2)", _SECOND_WORKING_DAY, rebuttable=False
)

#: The review panel's decision, from which the board has ten school days; no other day can be shown (read; CAL-11).
PANEL_DECISION = ServiceRule(
    "the review panel's decision", "SI 2012/1033 regs 8(3), 17(3), 26(3)", _SECOND_WORKING_DAY, rebuttable=False
)

#: The head's notice of an exclusion: delivered, left at the last known residence or posted there; posted, it counts
#: when the post ordinarily brings it, and no day is named (both Acts read). Electronically only to the number or
#: address that the parent named, with written consent (s.572(2)).
HEADS_NOTICE = ServiceRule(
    "the head's notice of an exclusion", "EA 1996 s.572; Interpretation Act 1978 s.7", needs_agreement=True
)

#: The notice of the days on which the parent keeps the pupil out of public places: by any effective method, for
#: subsection (6) sets section 572 aside (verification C9).
PUBLIC_PLACES_NOTICE = ServiceRule("the notice about public places", "EIA 2006 s.104(6)")

#: Notices, invitations and notifications about an off-site direction: by post alone until 31 December 2012 (reg 7 as
#: made; left out by SI 2012/2532 reg 7, read). Neither then nor since does a provision name the day of a posted one.
DIRECTION_NOTICE = ServiceRule("the notice of an off-site direction", "SI 2010/1156 reg 3; Interpretation Act 1978 s.7")
