"""The exclusions of the last year whose procedure is kept in the record, each with what several rows read of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from ap_core.exclusion.banding import BOARD_TOLD_OVER, any_over, band_of, bands_possible, totals_at_decision
from ap_core.exclusion.bands import Band
from ap_core.exclusion.boards import BoardDecision, Procedure
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.notices import Notice, Recipient, Representations
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.exclusion.sixth_day_facts import whose_step
from ap_core.exclusion.steps import board_of
from ap_core.exclusion.windows import SINCE
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind

_YEAR = timedelta(days=366)


class Kept(NamedTuple):
    """One suspension or permanent exclusion whose procedure is kept."""

    path: str
    exclusion: Suspension | PermanentExclusion
    procedure: Procedure
    #: The day it occurred: that of a permanent exclusion, the first day of a suspension.
    began_on: date | Unknown
    kind: SchoolKind | Unknown
    head: Actor
    #: The day of the check.
    on: date
    #: What each term came to when a suspension was made; nothing of a permanent exclusion.
    totals: tuple[DayCount, ...] | Unknown

    @property
    def permanent(self) -> bool:
        """Whether it is a permanent exclusion."""
        return isinstance(self.exclusion, PermanentExclusion)

    @property
    def name(self) -> str:
        """How findings name it."""
        return f"{'permanent exclusion' if self.permanent else 'suspension'} {self.exclusion.ref}"

    @property
    def board(self) -> Actor | Unknown:
        """The board whose duties these are."""
        return reckon(board_of, self.kind)

    @property
    def misses_exam(self) -> bool | Unknown:
        """Whether the pupil would miss a public examination or National Curriculum test through it."""
        exam_on = known(self.exclusion, "exam_on", self.path)
        return exam_on if type(exam_on) is Unknown else exam_on is not None

    @property
    def at_once(self) -> bool | Unknown:
        """Whether the board has to be told without delay (reg 5(2), read).

        So it is of a permanent exclusion, over five days in a term, and where an examination would be missed.
        """
        if self.permanent or self.misses_exam is True:
            return True
        if isinstance(self.totals, Unknown) or isinstance(self.began_on, Unknown):
            return _both(self.misses_exam, self.totals, self.began_on)
        over = any_over(self.totals, BOARD_TOLD_OVER.on(self.began_on).value)
        return over if over is True or self.misses_exam is False else _both(self.misses_exam, over)

    @property
    def band(self) -> Band | Unknown:
        """The band of it. Of bands that ask the same of the board one stands for the others: C for D, A for B0."""
        if self.permanent:
            return Band.E
        if isinstance(self.totals, Unknown) or isinstance(self.began_on, Unknown):
            return Band.C if self.misses_exam is True else _both(self.totals, self.began_on)
        represented = self.representations
        asked: dict[str, Any] = {
            "on": self.began_on, "misses_exam": self.misses_exam,
            "representations": represented if type(represented) is Unknown else represented is not None,
        }  # fmt: skip
        possible = bands_possible(self.totals, **asked)
        for band, alike in ((Band.C, {Band.C, Band.D}), (Band.A, {Band.A, Band.B0}), (Band.B, {Band.B})):
            if possible <= alike:
                return band
        return band_of(self.totals, **asked)

    def of_procedure(self, field: str) -> Any:
        """A field of the procedure, as a fact."""
        return known(self.procedure, field, f"{self.path}procedure.")

    @property
    def decision(self) -> BoardDecision | None | Unknown:
        """What the board has decided."""
        decision = self.of_procedure("decision")
        return None if isinstance(decision, BoardDecision) and decision.on > self.on else decision

    @property
    def representations(self) -> Representations | None | Unknown:
        """What the parent has put to the board."""
        made = self.of_procedure("representations")
        return None if isinstance(made, Representations) and made.made_on > self.on else made


def kept(record: PupilRecord, asked: Asked) -> tuple[Kept, ...]:
    """Every one of them that began in the year before the day of the check, or on a day that is not known."""
    return asked.once(_kept, record)


def _kept(record: PupilRecord, asked: Asked) -> tuple[Kept, ...]:
    return tuple(_each(record, asked))


def _each(record: PupilRecord, asked: Asked) -> Iterator[Kept]:
    for name, day in (("suspensions", "first_day"), ("permanent_exclusions", "on")):
        exclusions = getattr(record, name)
        if type(exclusions) is Unknown:
            continue
        for at, each in enumerate(exclusions):
            if each.procedure is None:
                continue
            path = f"{name}[{at}]."
            began_on = known(each, day, path)
            if isinstance(began_on, date) and not asked.on - _YEAR <= began_on <= asked.on:
                continue
            yield Kept(
                path, each, each.procedure, began_on, known(each, "school_kind", path), whose_step(record, each.school),
                asked.on, _totals(each, began_on, record, asked) if isinstance(each, Suspension) else (),
            )  # fmt: skip


def by_today(day: Any, on: date) -> Any:
    """What is fixed for a later day has not happened yet."""
    return None if isinstance(day, date) and day > on else day


def day_told(notices: tuple[Notice, ...] | Unknown, to: Recipient) -> date | None | Unknown:
    """The day somebody was told: none where the list does not name them."""
    if isinstance(notices, Unknown):
        return notices
    return next((each.received_on or each.on for each in notices if each.to is to), None)


def _totals(each: Suspension, began_on: date | Unknown, record: PupilRecord, asked: Asked) -> Any:
    """What each term came to when the suspension was made; unknown before the present regulations."""
    if isinstance(began_on, Unknown):
        return began_on
    if began_on < SINCE:
        return Unknown.because(f"the law on exclusions before {SINCE.isoformat()}")
    elsewhere = known(record, "suspended_elsewhere", "")
    return totals_at_decision(each.ref, record.suspensions, asked.calendars, elsewhere=elsewhere)


def _both(*answers: Any) -> Unknown:
    """All that is needed, where one of the answers at least is not known."""
    missing = unknown_among(answers)
    assert missing is not None
    return missing
