"""From which day a permanent exclusion takes effect, so that the name may come off the register.

SI 2024/208 reg 9(5)(c) (read): the board has done its duties, *and* the parent has written that there will be no
application, or the time to apply has passed without one, or a review applied for in time was abandoned, upheld the
decision, or led to a second decision not to reinstate (verification C12; EX-REG-01 to -03). Until 19 August 2024 a
review that was determined was enough (SI 2006/1751 reg 8(4)(d), read as SI 2012/1033 Sch 2 para 4 substitutes it).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.service import BOARD_DECISION
from ap_core.exclusion.boards import BoardDecision
from ap_core.exclusion.notices import Recipient
from ap_core.exclusion.panels import Outcome, PanelDecision, PanelReview, Reconsideration
from ap_core.exclusion.records import PermanentExclusion
from ap_core.exclusion.windows import last_day_to_apply
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.registration.deletion import PRESENT_GROUNDS_SINCE

_DAY = timedelta(days=1)


def takes_effect(
    exclusion: PermanentExclusion, calendar: SchoolCalendar | Unknown, *, deleted_on: date, path: str = ""
) -> date | None | Unknown:
    """The first day on which the name may come off the register; none while it may not.

    ``deleted_on`` is the day of the deletion that is asked about, which decides the law, and ``path`` the exclusion's
    place in the record, with its closing dot. A waiver before the board has decided is not enough.

    >>> from ap_core.dates import Term
    >>> from ap_core.dates.service import Method
    >>> from ap_core.exclusion import Notice, Procedure
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> letter = Notice(to=Recipient.PARENT, on=date(2026, 9, 28), method=Method.BY_HAND)
    >>> board = BoardDecision(on=date(2026, 9, 25), reinstates=False, notices=(letter,))
    >>> excluded = PermanentExclusion(ref="X1", school="HILL", on=date(2026, 9, 14),
    ...     procedure=Procedure(decision=board), review=PanelReview(application=None))
    >>> takes_effect(excluded, hill, deleted_on=date(2026, 10, 20))
    datetime.date(2026, 10, 20)
    """
    procedure = exclusion.procedure
    if procedure is None:
        return Unknown.because(f"{path}procedure", ask="What did the board decide, and when?", of="the school")
    if procedure.cancelled is not None:
        return None
    decision = known(procedure, "decision", f"{path}procedure.")
    if not isinstance(decision, BoardDecision) or decision.reinstates:
        return decision if isinstance(decision, Unknown) else None
    told = letter_given(decision, f"{path}procedure.decision.")
    if told is None or isinstance(told, Unknown):
        return told
    if exclusion.review is None:
        return Unknown.because(
            f"{path}review", ask="Was a review applied for, or given up in writing?", of="the school"
        )
    settled = _settled(exclusion, exclusion.review, told, calendar, deleted_on, path)
    return max(decision.on, told, settled) if isinstance(settled, date) else settled


def letter_given(decision: BoardDecision, path: str = "") -> date | None | Unknown:
    """The day the board's letter to the parent counts as given: with it the board's duties are done; none without one.

    ``path`` is the decision's place in the record, with its closing dot.
    """
    notices = known(decision, "notices", path)
    if isinstance(notices, Unknown):
        return notices
    for at, notice in enumerate(notices):
        if notice.to is Recipient.PARENT:
            how = known(notice, "method", f"{path}notices[{at}].")
            return reckon(lambda method, to=notice: BOARD_DECISION.given_on(method, to.on, to.received_on), how)
    return None


def _settled(
    exclusion: PermanentExclusion, review: PanelReview, told: date, calendar: Any, deleted_on: date, path: str
) -> date | None | Unknown:
    """The day on which no review is to come any more."""
    if review.waived_on is not None:
        return review.waived_on
    ended: Any = reckon(_time_ended, told, calendar, known(exclusion, "on", path), review)
    application = known(review, "application", f"{path}review.")
    if application is None or isinstance(application, Unknown) or isinstance(ended, Unknown):
        return ended if application is None else application if isinstance(application, Unknown) else ended
    made_on = reckon(lambda made: made.made_on, application)
    if isinstance(made_on, Unknown):
        return made_on
    if made_on >= ended:
        return ended  # type: ignore[no-any-return]
    return _review_over(review, deleted_on, f"{path}review.")


def _time_ended(told: date, calendar: SchoolCalendar, excluded_on: date, review: PanelReview) -> date:
    """The day after the last one to apply on."""
    claim = review.claim_ended_on
    return last_day_to_apply(told, calendar, excluded_on=excluded_on, claim_ended_on=claim) + _DAY


def _review_over(review: PanelReview, deleted_on: date, path: str) -> date | None | Unknown:
    if review.abandoned_on is not None:
        return review.abandoned_on
    decision = known(review, "decision", path)
    if not isinstance(decision, PanelDecision):
        return decision  # type: ignore[no-any-return]
    if decision.outcome is Outcome.UPHELD or deleted_on < PRESENT_GROUNDS_SINCE:
        return decision.on
    again = known(review, "reconsidered", path)
    if not isinstance(again, Reconsideration):
        return again  # type: ignore[no-any-return]
    return None if again.reinstates else again.on
