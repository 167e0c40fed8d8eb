"""The board's part in an exclusion, as rules read it: what it decides and when, its meetings, and its letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.exclusion.bands import Band
from ap_core.exclusion.boards import BoardDecision, HowHeld, Meeting, WhyExtended
from ap_core.exclusion.effect import letter_given
from ap_core.exclusion.kept_facts import Kept, by_today, day_told, kept
from ap_core.exclusion.notices import Recipient, Representations
from ap_core.exclusion.panels import PanelReview, ReviewApplication
from ap_core.exclusion.records import PermanentExclusion
from ap_core.exclusion.steps import arranging_authority
from ap_core.exclusion.windows import (
    ACADEMIES,
    TOLD_SINCE,
    apply_due,
    board_due,
    extension_of,
    unless_extended,
)
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.law.wording import iso_day
from ap_core.placement.calendars import calendar_of
from ap_core.record import PupilRecord
from ap_core.support.care import has_social_worker, looked_after_on
from ap_core.support.care_records import LookedAfter

_NO_DATE = NoFixedDate("no date is fixed")
_AT_ONCE = NoFixedDate("at once")
#: Who may join by remote access a meeting held in person (reg 6(3D), Sch 1 para 12(4), read).
_MAY_JOIN = frozenset((Recipient.SOCIAL_WORKER, Recipient.VIRTUAL_SCHOOL_HEAD))
#: Who watches the review of an academy, by representatives (Sch 1 para 12(3), read); they may join so too.
_OBSERVE = frozenset((Recipient.AUTHORITY, Recipient.HOME_AUTHORITY))


@facts
class BoardFacts:
    """What the board has to decide about one exclusion, and what it decided."""

    subject: str
    school: Fact[str] = fact("the school that excluded")
    whose: Fact[Actor] = fact("the board")
    head: Fact[Actor] = fact("the head who excluded")
    excluded_on: Fact[date] = fact("the day of the exclusion, or the first day of the suspension")
    informed_on: MaybeFact[date] = fact("the day the board was told of it")
    decides: Fact[bool] = fact("the board has to decide on reinstatement")
    due: MaybeFact[Deadline | NoFixedDate] = fact("the last day for its meeting and decision")
    decided_on: MaybeFact[date] = fact("the day of its decision")
    exam_on: MaybeFact[date] = fact("the day of the first examination or test that the pupil would miss")
    represented_on: MaybeFact[date] = fact("the day the board received the parent's representations")
    no_date: Fact[NoFixedDate] = fact("when")
    considered_on: MaybeFact[date] = fact("the day the board considered them")
    back_due: MaybeFact[Deadline | NoFixedDate] = fact("when a pupil who is reinstated is to be back")
    back_on: MaybeFact[date] = fact("the day the pupil was let back")


@facts
class RightToReviewFacts:
    """The board's letter that a permanent exclusion stands, with the last day to apply for a review."""

    subject: str
    whose: Fact[Actor] = fact("the board")
    excluded_on: Fact[date] = fact("the day of the exclusion")
    given_on: Fact[date] = fact("the day the letter counts as given")
    last_day: Fact[date] = fact("the last day to apply for a review")
    stated: MaybeFact[date] = fact("the last day that the letter states")


@facts
class MeetingFacts:
    """One meeting of the board or of the panel about an exclusion."""

    subject: str
    of_panel: Fact[bool] = fact("it is the panel's")
    whose: Fact[Actor] = fact("who arranges it")
    excluded_on: Fact[date] = fact("the day of the exclusion, or the first day of the suspension")
    met_on: Fact[date] = fact("the day it began")
    how: Fact[HowHeld] = fact("in person or by remote access")
    remote_asked: Fact[bool] = fact("the parent had asked for a remote meeting")
    everybody_invited: Fact[bool] = fact("everybody who is to be there was asked to a day they could attend")
    others_remotely: Fact[bool] = fact("somebody joined by remote access who is not named as free to")


def boards(record: PupilRecord, asked: Asked) -> Iterator[BoardFacts]:
    """A row for each exclusion that stands."""
    for each in kept(record, asked):
        if each.procedure.cancelled is None:
            yield _board(each, asked)


def _board(each: Kept, asked: Asked) -> BoardFacts:
    on = asked.on
    decision = each.decision
    represented = each.representations
    decided_on = decision.on if isinstance(decision, BoardDecision) else decision
    band = each.band
    informed_on = by_today(day_told(each.of_procedure("notices"), Recipient.BOARD), on)
    return BoardFacts(
        subject=f"{each.name}: the board",
        school=each.exclusion.school,
        whose=each.board,
        head=each.head,
        excluded_on=each.began_on,
        informed_on=informed_on,
        decides=band if isinstance(band, Unknown) else band.meets,
        due=_due(each, informed_on, band, decided_on, calendar_of(asked, each.exclusion.school), on),
        decided_on=decided_on,
        exam_on=known(each.exclusion, "exam_on", each.path),
        represented_on=represented.made_on if isinstance(represented, Representations) else represented,
        no_date=_NO_DATE,
        considered_on=by_today(known(represented, "considered_on", f"{each.path}procedure.representations."), on)
        if isinstance(represented, Representations) else represented,
        back_due=_back_due(decision),
        back_on=by_today(each.of_procedure("back_on"), on),
    )  # fmt: skip


def _due(
    each: Kept, informed_on: Any, band: Band | Unknown, decided_on: Any, calendar: SchoolCalendar | Unknown, on: date
) -> Deadline | NoFixedDate | None | Unknown:
    """The last day; not known where it has passed and it is not known what may have lengthened it."""
    if informed_on is None or (isinstance(band, Band) and not band.meets):
        return None
    due = reckon(_board_due, informed_on, band, calendar, each.began_on)
    if not isinstance(due, Deadline) or isinstance(each.began_on, Unknown):
        return due
    return after_its_time(due, decided_on, each.of_procedure("extended"), each.began_on, on)


def _board_due(informed_on: date, band: Band, calendar: SchoolCalendar, excluded_on: date) -> Deadline | None:
    return board_due(informed_on, band, calendar, excluded_on=excluded_on)


def after_its_time(
    due: Deadline, done: Any, extended: WhyExtended | None | Unknown, excluded_on: date, on: date
) -> Deadline | NoFixedDate | Unknown:
    """The limit as it stands: only one that passed without a meeting can have been lengthened (reg 6(7E), read)."""
    in_time = isinstance(done, date) and done <= due.last_day
    if in_time or on <= due.last_day or extended is None or extension_of(excluded_on, due) is None:
        return due
    if isinstance(extended, Unknown):
        return extended
    return done if isinstance(done, Unknown) else unless_extended(due, extended, excluded_on=excluded_on)


def _back_due(decision: BoardDecision | None | Unknown) -> Deadline | NoFixedDate | None | Unknown:
    if not isinstance(decision, BoardDecision):
        return decision
    if not decision.reinstates:
        return None
    return _AT_ONCE if decision.reinstate_by is None else Deadline(decision.reinstate_by)


# ---------------------------------------------------------------- the letter


def rights_to_review(record: PupilRecord, asked: Asked) -> Iterator[RightToReviewFacts]:
    """A row for each permanent exclusion that the board let stand, and of which it told the parent."""
    for each in kept(record, asked):
        decision = each.decision
        if not each.permanent or not isinstance(decision, BoardDecision) or decision.reinstates:
            continue
        given_on = letter_given(decision, f"{each.path}procedure.decision.")
        if given_on is None:
            continue
        calendar = calendar_of(asked, each.exclusion.school)
        yield RightToReviewFacts(
            subject=f"{each.name}: the right to a review",
            whose=each.board,
            excluded_on=each.began_on,
            given_on=given_on,
            last_day=reckon(_last_day, given_on, calendar, each.began_on),
            stated=known(decision, "last_day_stated", f"{each.path}procedure.decision."),
        )


def _last_day(given_on: date, calendar: SchoolCalendar, excluded_on: date) -> date:
    return apply_due(given_on, calendar, excluded_on=excluded_on).last_day


# ---------------------------------------------------------------- meetings


def meetings(record: PupilRecord, asked: Asked) -> Iterator[MeetingFacts]:
    """A row for each meeting that was held by the day of the check."""
    for each in kept(record, asked):
        for at, meeting in enumerate(_held(each.procedure.meetings)):
            if meeting.on <= asked.on:
                path = f"{each.path}procedure.meetings[{at}]."
                remote = each.of_procedure("remote_asked_on")
                yield _meeting(each, meeting, path, _asked_by(remote, meeting), False, record)
        exclusion = each.exclusion
        review = exclusion.review if isinstance(exclusion, PermanentExclusion) else None
        for at, meeting in enumerate(_held(None if review is None else review.meetings)):
            if meeting.on <= asked.on:
                yield _meeting(each, meeting, f"{each.path}review.meetings[{at}].", _panel_remote(review), True, record)


def _held(many: tuple[Meeting, ...] | None | Unknown) -> tuple[Meeting, ...]:
    return many if isinstance(many, tuple) else ()


def _asked_by(remote: date | None | Unknown, meeting: Meeting) -> bool | Unknown:
    return remote if isinstance(remote, Unknown) else remote is not None and remote <= meeting.on


def _panel_remote(review: PanelReview | None) -> bool | Unknown:
    application = None if review is None else review.application
    return application.remote if isinstance(application, ReviewApplication) else Unknown.because("the application")


def _meeting(
    each: Kept, meeting: Meeting, path: str, remote_asked: bool | Unknown, of_panel: bool,
    record: PupilRecord,
) -> MeetingFacts:  # fmt: skip
    return MeetingFacts(
        subject=f"{each.name}: {'panel' if of_panel else 'board'} meeting of {iso_day(meeting.on)}",
        of_panel=of_panel,
        whose=reckon(arranging_authority, each.kind) if of_panel else each.board,
        excluded_on=each.began_on,
        met_on=meeting.on,
        how=known(meeting, "how", path),
        remote_asked=remote_asked,
        others_remotely=_others_joined(each, meeting.attended_remotely - _MAY_JOIN, of_panel),
        everybody_invited=True if of_panel else _invited(each, known(meeting, "invited", path), record),
    )


def _others_joined(each: Kept, others: frozenset[Recipient], of_panel: bool) -> bool | Unknown:
    """Of ``others`` than social worker and virtual school head only the observers of an academy's review may."""
    if not others or not of_panel or not others <= _OBSERVE:
        return bool(others)
    return each.kind if isinstance(each.kind, Unknown) else each.kind not in ACADEMIES


def _invited(each: Kept, invited: frozenset[Recipient] | Unknown, record: PupilRecord) -> bool | Unknown:
    """Head and parent; the authority, of an academy where the parent asks; since 2022 social worker and virtual school.

    Reg 6(3)(c) (read) with SI 2022/788; academies 24(3)(c)(iii), which adds the authority of the home area.
    """
    if isinstance(invited, Unknown):
        return invited
    if isinstance(each.began_on, Unknown):
        return each.began_on
    needed: list[tuple[Recipient, bool | Unknown]] = [(Recipient.HEAD, True), (Recipient.PARENT, True)]
    if isinstance(each.kind, Unknown):
        needed.append((Recipient.AUTHORITY, each.kind))
    elif each.kind in ACADEMIES:
        asked_for = each.of_procedure("authority_asked_for")
        needed.append((Recipient.AUTHORITY, asked_for))
        if asked_for is not False:
            elsewhere = each.of_procedure("lives_elsewhere")
            needed.append((Recipient.HOME_AUTHORITY, asked_for if elsewhere is True else elsewhere))
    else:
        needed.append((Recipient.AUTHORITY, True))
    if each.began_on >= TOLD_SINCE:
        care = known(record, "care", "")
        spell = looked_after_on(care, each.began_on)
        needed.append((Recipient.SOCIAL_WORKER, has_social_worker(care, each.began_on)))
        needed.append(
            (Recipient.VIRTUAL_SCHOOL_HEAD, spell if isinstance(spell, Unknown) else isinstance(spell, LookedAfter))
        )
    absent = [wanted for who, wanted in needed if who not in invited and wanted is not False]
    return True if not absent else False if True in absent else absent[0]
