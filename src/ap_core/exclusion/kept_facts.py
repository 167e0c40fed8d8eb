"""The exclusions of the last year whose procedure is kept in the record, each with what several rows read of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from ap_core.exclusion.banding import BOARD_DECIDES_OVER, BOARD_TOLD_OVER, any_over, band_of, totals_at_decision
from ap_core.exclusion.bands import Band
from ap_core.exclusion.boards import BoardDecision, Procedure
from ap_core.exclusion.notices import Notice, Recipient
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

    def of_procedure(self, field: str) -> Any:
        """A field of the procedure, as a fact."""
        return known(self.procedure, field, f"{self.path}procedure.")

    def decision(self, on: date) -> BoardDecision | None | Unknown:
        """What the board had decided by ``on``."""
        decision = self.of_procedure("decision")
        return None if isinstance(decision, BoardDecision) and decision.on > on else decision


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
                path, each, each.procedure, began_on, known(each, "school_kind", path), whose_step(record, each.school)
            )


def by_today(day: Any, on: date) -> Any:
    """What is fixed for a later day has not happened yet."""
    return None if isinstance(day, date) and day > on else day


def day_told(notices: tuple[Notice, ...] | Unknown, to: Recipient) -> date | None | Unknown:
    """The day somebody was told: none where the list does not name them."""
    if isinstance(notices, Unknown):
        return notices
    return next((each.received_on or each.on for each in notices if each.to is to), None)


def misses_exam(each: Kept) -> bool | Unknown:
    """Whether the pupil would miss a public examination or National Curriculum test through it."""
    exam_on = known(each.exclusion, "exam_on", each.path)
    return exam_on if type(exam_on) is Unknown else exam_on is not None


def board_at_once(each: Kept, record: PupilRecord, asked: Asked) -> bool | Unknown:
    """Whether the board has to be told without delay: permanent, over five days in a term, or an examination missed.

    The limit is that of the law of the day (reg 5(2), read). Before those regulations nothing is known of it.
    """
    if each.permanent:
        return True
    exam = misses_exam(each)
    return exam if exam is True else _either(exam, _over(each, record, asked, told=True))


def decides_anyway(each: Kept, record: PupilRecord, asked: Asked) -> bool | Unknown:
    """Whether the board decides whether or not anybody asks: permanent, over fifteen days, or an examination missed."""
    if each.permanent:
        return True
    exam = misses_exam(each)
    return exam if exam is True else _either(exam, _over(each, record, asked, told=False))


def band_kept(each: Kept, record: PupilRecord, asked: Asked) -> Band | Unknown:
    """The band of it; unknown where it may be one or another."""
    if each.permanent:
        return Band.E
    if not isinstance(each.began_on, date) or each.began_on < SINCE:
        return _before(each.began_on)
    represented = each.of_procedure("representations")
    return band_of(
        _totals(each, record, asked), on=each.began_on, misses_exam=misses_exam(each),
        representations=represented if type(represented) is Unknown else represented is not None,
    )  # fmt: skip


def _over(each: Kept, record: PupilRecord, asked: Asked, *, told: bool) -> bool | Unknown:
    if not isinstance(each.began_on, date) or each.began_on < SINCE:
        return _before(each.began_on)
    limit = (BOARD_TOLD_OVER if told else BOARD_DECIDES_OVER).on(each.began_on).value
    return any_over(_totals(each, record, asked), limit)


def _totals(each: Kept, record: PupilRecord, asked: Asked) -> Any:
    """The totals of its terms at its own decision: reckoned once a check, however many rows ask for them."""
    told, ref = asked.once(_totals_by_ref, record), each.exclusion.ref
    if ref not in told:
        elsewhere = known(record, "suspended_elsewhere", "")
        told[ref] = totals_at_decision(ref, record.suspensions, asked.calendars, elsewhere=elsewhere)
    return told[ref]


def _totals_by_ref(_record: PupilRecord, _asked: Asked) -> dict[str, Any]:
    """Filled as they are asked for, and gone with the check."""
    return {}


def _before(began_on: date | Unknown) -> Unknown:
    if isinstance(began_on, Unknown):
        return began_on
    return Unknown.because(f"the law on exclusions before {SINCE.isoformat()}")


def _either(*answers: bool | Unknown) -> bool | Unknown:
    """Whether any is so: known where one is, or none can be."""
    if True in answers:
        return True
    missing = unknown_among(answers)
    return False if missing is None else missing
