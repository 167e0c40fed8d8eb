"""The one verb: check a record, or a whole roll, against the law, the guidance and the centre's own policy."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ap_core.england import ENGLAND
from ap_core.errors import Fault, InvalidValue
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
    out as an undetermined finding that names what is missing; it never raises.

    >>> from ap_core import Calendars, Pupil, PupilRecord
    >>> review = check(PupilRecord(pupil=Pupil(ref="P01"), placements=()), on=date(2026, 11, 23),
    ...     calendars=Calendars({}))
    >>> [finding.missing for finding in review.undetermined][0]
    ('registrations',)
    """
    if on.__class__ is not date:
        raise InvalidValue("check", [Fault("on", "is no plain date", "give a date (no time of day)")])
    if not 1900 <= on.year < 9000:
        raise InvalidValue("check", [Fault("on", "is in no year that a school has", "give the day of the check")])
    asked = Asked(on, calendars, policy.for_plan(record.plan, on))
    review = rulebook.review(record, record.ref, asked)
    return _without_areas(review, policy) if policy.not_recorded else review


def check_roll(roll: Roll, *, on: date, rulebook: RuleBook[PupilRecord] = ENGLAND) -> tuple[Review, ...]:
    """One review for each pupil of the roll, in the roll's order."""
    return tuple(
        check(record, on=on, calendars=roll.calendars, policy=roll.policy, rulebook=rulebook) for record in roll.records
    )


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
