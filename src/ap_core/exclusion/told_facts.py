"""Who was told of what after an exclusion, as rules read it: a row for each person or body, and each thing to tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.service import Method
from ap_core.exclusion.boards import BoardDecision
from ap_core.exclusion.kept_facts import Kept, by_today, day_told, kept
from ap_core.exclusion.notice_timetable import contents_owed, told_in_term_by
from ap_core.exclusion.notices import Content, Notice, Recipient
from ap_core.exclusion.panels import PanelDecision, PanelReview, Reconsideration
from ap_core.exclusion.records import PermanentExclusion
from ap_core.exclusion.steps import WITHOUT_DELAY
from ap_core.exclusion.windows import TOLD_SINCE
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.placement.calendars import calendar_of
from ap_core.record import PupilRecord
from ap_core.support.care import has_social_worker, looked_after_on
from ap_core.support.care_records import LookedAfter


class Matter(Enum):
    """What there is to tell."""

    EXCLUSION = "the exclusion"
    DECISION = "the board's decision"
    CANCELLATION = "the cancellation"
    PANEL = "the panel's decision"
    RECONSIDERED = "the reconsidered decision"


_CARE = (Recipient.SOCIAL_WORKER, Recipient.VIRTUAL_SCHOOL_HEAD)
#: Whom each is told to. The authority of the home area hears of no cancellation (verification C21).
_TOLD_TO = {
    Matter.EXCLUSION: (Recipient.PARENT, Recipient.BOARD, Recipient.AUTHORITY, Recipient.HOME_AUTHORITY, *_CARE),
    Matter.DECISION: (Recipient.PARENT, Recipient.HEAD, Recipient.AUTHORITY, Recipient.HOME_AUTHORITY, *_CARE),
    Matter.CANCELLATION: (Recipient.PARENT, Recipient.BOARD, Recipient.AUTHORITY, *_CARE),
    Matter.PANEL: (Recipient.PARENT, Recipient.BOARD, Recipient.AUTHORITY, Recipient.HOME_AUTHORITY, *_CARE),
    Matter.RECONSIDERED: (Recipient.PARENT, Recipient.HEAD, Recipient.AUTHORITY, Recipient.HOME_AUTHORITY, *_CARE),
}


@facts
class TellingFacts:
    """One person or body that has to be told of an exclusion, or of what came of it."""

    subject: str
    matter: Fact[Matter] = fact("what there is to tell")
    to: Fact[Recipient] = fact("who is to be told")
    school: Fact[str] = fact("the school that excluded")
    whose: Fact[Actor] = fact("who has to tell")
    excluded_on: Fact[date] = fact("the day of the exclusion, or the first day of the suspension")
    happened_on: Fact[date] = fact("the day of what there is to tell")
    concerned: Fact[bool] = fact("the pupil has such a person, or lives in the area of another authority")
    at_once: Fact[bool] = fact("it is permanent, makes more than five school days in a term, or costs an examination")
    due: Fact[NoFixedDate] = fact("when")
    term_due: MaybeFact[Deadline] = fact("the last day of the term")
    told_on: MaybeFact[date] = fact("the day they were told")


@facts
class LetterFacts:
    """What the head's written notice to the parent says."""

    subject: str
    school: Fact[str] = fact("the school that excluded")
    whose: Fact[Actor] = fact("who has to give the notice")
    excluded_on: Fact[date] = fact("the day of the exclusion, or the first day of the suspension")
    given_on: MaybeFact[date] = fact("the day the parent was told in writing")
    missing: MaybeFact[frozenset[Content]] = fact("what the notice leaves out; none where nothing is")
    electronic: Fact[bool] = fact("it was sent electronically")
    agreed: Fact[bool] = fact("the parent had agreed in writing to electronic notices")


def tellings(record: PupilRecord, asked: Asked) -> Iterator[TellingFacts]:
    """A row for everybody to be told. Of an exclusion that was cancelled only the cancelling is still worth telling."""
    for each in kept(record, asked):
        for matter, happened_on, whose, notices in _matters(each, asked.on):
            for to in _TOLD_TO[matter]:
                row = _telling(each, matter, to, happened_on, whose, notices, record, asked)
                if row is not None:
                    yield row


def _matters(each: Kept, on: date) -> Iterator[tuple[Matter, Any, Any, Any]]:
    """What there is to tell: the day of it, who tells, and the notices."""
    path, procedure = f"{each.path}procedure.", each.procedure
    cancelled = procedure.cancelled
    if cancelled is not None and cancelled.on <= on:
        yield Matter.CANCELLATION, cancelled.on, each.head, known(cancelled, "notices", f"{path}cancelled.")
        return
    yield Matter.EXCLUSION, each.began_on, each.head, each.of_procedure("notices")
    decision = each.decision
    if isinstance(decision, BoardDecision):
        yield Matter.DECISION, decision.on, each.board, known(decision, "notices", f"{path}decision.")
    exclusion = each.exclusion
    if isinstance(exclusion, PermanentExclusion) and exclusion.review is not None:
        yield from _of_review(each, exclusion.review, on)


def _of_review(each: Kept, review: PanelReview, on: date) -> Iterator[tuple[Matter, Any, Any, Any]]:
    path = f"{each.path}review."
    panel, again = review.decision, review.reconsidered
    if isinstance(panel, PanelDecision) and panel.on <= on:
        yield Matter.PANEL, panel.on, Actor.REVIEW_PANEL, known(panel, "notices", f"{path}decision.")
    if isinstance(again, Reconsideration) and again.on <= on:
        yield Matter.RECONSIDERED, again.on, each.board, known(again, "notices", f"{path}reconsidered.")


def _telling(
    each: Kept, matter: Matter, to: Recipient, happened_on: Any, whose: Any, notices: Any, record: PupilRecord,
    asked: Asked,
) -> TellingFacts | None:  # fmt: skip
    if matter is Matter.EXCLUSION and to is Recipient.HOME_AUTHORITY and not each.permanent:
        return None
    concerned = _concerned(each, to, record)
    if concerned is False:
        return None
    of_exclusion = matter is Matter.EXCLUSION
    termly = of_exclusion and to in (Recipient.BOARD, Recipient.AUTHORITY) and not each.permanent
    return TellingFacts(
        subject=f"{each.name}: {matter.value} to {to.value}",
        matter=matter,
        to=to,
        school=each.exclusion.school,
        whose=whose,
        excluded_on=each.began_on,
        happened_on=happened_on,
        concerned=concerned,
        at_once=each.at_once if termly else True,
        due=WITHOUT_DELAY,
        term_due=reckon(told_in_term_by, each.began_on, calendar_of(asked, each.exclusion.school)) if termly else None,
        told_on=by_today(_parent_told(each, notices) if of_exclusion and to is Recipient.PARENT
                         else day_told(notices, to), asked.on),
    )  # fmt: skip


def _parent_told(each: Kept, notices: tuple[Notice, ...] | Unknown) -> date | None | Unknown:
    """The day of the written notice to the parent, which may stand with the exclusion itself."""
    told = None if isinstance(notices, Unknown) else day_told(notices, Recipient.PARENT)
    return told or known(each.exclusion, "notice_on", each.path)


def _concerned(each: Kept, to: Recipient, record: PupilRecord) -> bool | Unknown:
    if to is Recipient.HOME_AUTHORITY:
        return each.of_procedure("lives_elsewhere")  # type: ignore[no-any-return]
    if to not in _CARE:
        return True
    if isinstance(each.began_on, Unknown):
        return each.began_on
    if each.began_on < TOLD_SINCE:
        return False
    care = known(record, "care", "")
    if to is Recipient.SOCIAL_WORKER:
        return has_social_worker(care, each.began_on)
    spell = looked_after_on(care, each.began_on)
    return spell if isinstance(spell, Unknown) else isinstance(spell, LookedAfter)


def letters(record: PupilRecord, asked: Asked) -> Iterator[LetterFacts]:
    """A row for each written notice to a parent."""
    for each in kept(record, asked):
        given_on = by_today(_parent_told(each, each.of_procedure("notices")), asked.on)
        if given_on is None or each.procedure.cancelled is not None:
            continue
        yield LetterFacts(
            subject=f"{each.name}: what the notice says",
            school=each.exclusion.school,
            whose=each.head,
            excluded_on=each.began_on,
            given_on=given_on,
            missing=_missing(each),
            electronic=_electronic(each),
            agreed=any(notice.electronic_agreed for notice in _parents(each)),
        )


def _parents(each: Kept) -> tuple[Notice, ...]:
    """The parent's notice, where it is among those recorded."""
    notices = each.procedure.notices
    return () if isinstance(notices, Unknown) else tuple([each for each in notices if each.to is Recipient.PARENT])


def _electronic(each: Kept) -> bool | Unknown:
    """Whether the notice went electronically; of one of which only the day stands on record nobody asks how."""
    notices = each.of_procedure("notices")
    if isinstance(notices, Unknown):
        return notices
    for at, notice in enumerate(notices):
        if notice.to is Recipient.PARENT:
            method = known(notice, "method", f"{each.path}procedure.notices[{at}].")
            return method if isinstance(method, Unknown) else method is Method.ELECTRONIC
    return False


def _missing(each: Kept) -> frozenset[Content] | None | Unknown:
    contents = each.of_procedure("contents")
    if type(contents) is Unknown:
        return contents
    if isinstance(each.began_on, Unknown):
        return each.began_on
    without, with_meeting = (contents_owed(each.began_on, meets=meets) - contents for meets in (False, True))
    if without == with_meeting:
        return without or None
    if isinstance(each.at_once, Unknown):
        return each.at_once
    return (with_meeting if each.at_once else without) or None
