"""The one verb: check a record, or a whole roll, against the law, the guidance and the centre's own policy."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ap_core.england import ENGLAND
from ap_core.errors import Fault, InvalidValue, refuse
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.law.rulebook import Asked, RuleBook
from ap_core.policy import Policy

if TYPE_CHECKING:  # whoever has a record or a roll to check has loaded it
    from ap_core.centre import Roll
    from ap_core.dates.calendars import Calendars
    from ap_core.record import PupilRecord

_POLICY = Policy()


def check(
    record: PupilRecord,
    *,
    on: date,
    calendars: Calendars,
    policy: Policy = _POLICY,
    rulebook: RuleBook[PupilRecord] = ENGLAND,
) -> Review:
    """Everything that the rulebook has to say of one pupil on the day ``on``.

    Only what happened on or before ``on`` counts. What the record does not say, or a calendar does not reach, comes
    out as an undetermined finding that names what is missing. :class:`~ap_core.errors.InvalidValue`, with every fault,
    where what is given is no record, day, calendars, policy or rulebook; nothing else is raised.

    >>> from ap_core import Calendars, Pupil, PupilRecord
    >>> review = check(PupilRecord(pupil=Pupil(ref="P01"), placements=()), on=date(2026, 11, 23),
    ...     calendars=Calendars({}))
    >>> [finding.missing for finding in review.undetermined][0]
    ('registrations',)
    """
    _refuse_what_is_none(record, on, calendars, policy, rulebook)
    asked = Asked(on, calendars, policy.for_plan(record.plan, on))
    review = rulebook.review(record, record.ref, asked)
    return _without_areas(review, policy) if policy.not_recorded else review


def check_roll(roll: Roll, *, on: date, rulebook: RuleBook[PupilRecord] = ENGLAND) -> tuple[Review, ...]:
    """One review for each pupil of the roll, in the roll's order."""
    from ap_core.centre import Roll

    if not isinstance(roll, Roll):
        refuse("check_roll", "roll", "is no roll", "give a Roll; of records alone, check each")
    return tuple(
        check(record, on=on, calendars=roll.calendars, policy=roll.policy, rulebook=rulebook) for record in roll.records
    )


def _refuse_what_is_none(record: object, on: date, calendars: object, policy: object, rulebook: object) -> None:
    """What is given in the wrong place is told at once, all of it, and not where it is first missed."""
    from ap_core.dates.calendars import Calendars
    from ap_core.record import PupilRecord

    right = (
        isinstance(record, PupilRecord) and isinstance(calendars, Calendars) and isinstance(policy, Policy)
        and isinstance(rulebook, RuleBook)
    )  # fmt: skip
    if right and on.__class__ is date and 1900 <= on.year < 9000:
        return
    faults = [
        Fault(name, f"is no {kind.__name__}", remedy)
        for name, given, kind, remedy in (
            ("record", record, PupilRecord, "give the record of one pupil"),
            ("calendars", calendars, Calendars, "give Calendars({school: its SchoolCalendar})"),
            ("policy", policy, Policy, "give a whole Policy, or leave it out"),
            ("rulebook", rulebook, RuleBook, "give a RuleBook, or leave it out"),
        )
        if not isinstance(given, kind)
    ]
    if on.__class__ is not date:
        faults.append(Fault("on", "is no plain date", "give a date (no time of day)"))
    elif not 1900 <= on.year < 9000:
        faults.append(Fault("on", "is in no year that a school has", "give the day of the check"))
    raise InvalidValue("check", faults)


def _without_areas(review: Review, policy: Policy) -> Review:
    """The review without what can never be told here, because the centre's system does not hold that area at all."""
    areas = tuple(area.value for area in policy.not_recorded)
    kept = [
        finding
        for finding in review.findings
        if finding.verdict in (Verdict.MET, Verdict.NOT_MET)
        or not any(path.startswith(areas) for path in finding.missing)
    ]
    return review.only(kept)
