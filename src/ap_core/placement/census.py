"""The school census view of a placement that a school arranged: the agreement checks, by their numbers.

The commissioning school returns the placement, never the provider. A check is a statistical convention and no rule of
law. The texts of some numbers were not found: their logic here is the plain one of their field, and the check says so.
The coded letters of the reasons were in no source read: reasons are told by their published labels, without letters.
Fact book: standards.md sections 7 and 11.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from ap_core.dates.plain import plain_day
from ap_core.law.citation import Citation
from ap_core.law.instruments import SCHOOL_CENSUS
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value

#: Sessions of a full week, the most that can be returned.
MOST_SESSIONS = 10


class CensusReason(Enum):
    """Why a placement was commissioned, by the published label; the coded letters are not known."""

    BEHAVIOUR = "off-site placement for behavioural support"
    MENTAL_HEALTH = "medical condition, mental health"
    PHYSICAL_HEALTH = "medical condition, physical health"
    SUSPENSION = "suspension"
    EXCLUSION_UNDER_REVIEW = "permanent exclusion while a review is going on"
    PERMANENT_EXCLUSION = "permanent exclusion"
    NAMED_ON_PLAN = "setting named on the EHC plan"
    OTHER = "other"


class SettingType(Enum):
    """What a place is that has neither URN nor UKPRN; the code is the census's own."""

    NFE = "non-maintained further education college"
    OOT = "one-to-one tuition"
    WBP = "work-based placement"
    OTH = "other unregistered"


class AttendancePattern(Enum):
    """Full-time or part-time; the code is the census's own."""

    FT = "full-time"
    PT = "part-time"


class SENProvision(Enum):
    """The SEN provision on entry or on leaving; the code is the census's own."""

    N = "no special educational need"
    K = "SEN support"
    E = "education, health and care plan"


class Outcome(Enum):
    """What a check comes to."""

    PASS = "pass"
    FAIL = "fail"
    NOT_KNOWN = "not known"


@value
class CensusPlacement(Value):
    """A school-arranged placement as the census wants it returned; what nobody filled in is not known."""

    urn: str | None | Unknown = item("the place's URN; none if it has none", default=UNKNOWN)
    ukprn: str | None | Unknown = item("the place's UKPRN, where it has no URN", default=UNKNOWN)
    setting_type: SettingType | None | Unknown = item("what it is, where it has neither number", default=UNKNOWN)
    reason: CensusReason | None | Unknown = item("why it was commissioned", default=UNKNOWN)
    entry_date: date | None | Unknown = item("the first day", default=UNKNOWN)
    leaving_date: date | None | Unknown = item("the last day; none while it goes on", default=UNKNOWN)
    pattern: AttendancePattern | None | Unknown = item("full-time or part-time", default=UNKNOWN)
    sessions: int | None | Unknown = item("sessions a week there", default=UNKNOWN)
    sen_on_entry: SENProvision | None | Unknown = item("the SEN provision on entry", default=UNKNOWN)
    sen_on_leaving: SENProvision | None | Unknown = item(
        "the SEN provision on leaving; none while it goes on", default=UNKNOWN
    )
    at_english_school: bool | Unknown = item("whether the place is a school in England", default=UNKNOWN)
    dual_registered: bool | Unknown = item("whether the pupil is dual registered there", default=UNKNOWN)
    left_commissioner_on: date | None | Unknown = item(
        "the day the pupil left the commissioning school's roll; none while on it", default=UNKNOWN
    )
    on_roll_since: date | None | Unknown = item("the day the pupil joined that roll", default=UNKNOWN)


@value
class CensusCheck(Value):
    """One check of a placement: its number, what it asks, and what comes of it."""

    number: str = item("the number that the census gives it; empty for a check of ours")
    asks: str = item("what has to be so")
    outcome: Outcome = item("pass, fail or not known")
    cites: Citation = item("where it comes from")


def primary_reason(reasons: Iterable[CensusReason]) -> CensusReason | None:
    """The one reason to return of several: a permanent exclusion outranks a health need beside it; none where nothing
    ranks them.

    >>> primary_reason([CensusReason.MENTAL_HEALTH, CensusReason.PERMANENT_EXCLUSION])
    <CensusReason.PERMANENT_EXCLUSION: 'permanent exclusion'>
    >>> primary_reason([CensusReason.MENTAL_HEALTH, CensusReason.OTHER])
    """
    given = frozenset(reasons)
    if CensusReason.PERMANENT_EXCLUSION in given:
        given -= {CensusReason.MENTAL_HEALTH, CensusReason.PHYSICAL_HEALTH}
    return next(iter(given)) if len(given) == 1 else None


def census_checks(placement: CensusPlacement, *, census_day: date) -> tuple[CensusCheck, ...]:
    """Every check of a school-arranged placement on the census day, in the order of their numbers, ours last.

    A check that asks about something not recorded is not known, never passed; one that does not arise passes.

    >>> told = census_checks(CensusPlacement(urn="100001", ukprn=None, setting_type=None), census_day=date(2026, 10, 1))
    >>> [(check.number, check.outcome.value) for check in told][:2]
    [('2364', 'pass'), ('2365-2368', 'not known')]
    """
    plain_day(census_day, "census_checks", "census_day")
    return tuple(
        CensusCheck(
            number=number, asks=asks, outcome=_OUTCOMES[outcome],
            cites=SCHOOL_CENSUS.at(f"check {number}" if number else "school-arranged placements", note=note),
        )
        for number, asks, outcome, note in _checks(placement, census_day)
    )  # fmt: skip


_OUTCOMES = {True: Outcome.PASS, False: Outcome.FAIL, None: Outcome.NOT_KNOWN}
_TEXT_NOT_FOUND = "The number is known, its text was not found: the plain sense of its field is checked."
_OURS = "Advisable; no number of the census."
_Told = tuple[str, str, bool | None, str]


def _checks(of: CensusPlacement, on: date) -> Iterator[_Told]:
    told = [of.urn, of.ukprn, of.setting_type]
    given = sum(each is not None and not isinstance(each, Unknown) for each in told)
    unknown = any(isinstance(each, Unknown) for each in told)
    entry, leaving, left = of.entry_date, of.leaving_date, of.left_commissioner_on
    yield "2364", "a URN, a UKPRN or a setting type is given", True if given else None if unknown else False, ""
    # The numbers of these fields are told as two runs, without saying which is whose.
    yield "2365-2368", "a reason is given", _is_given(of.reason), _TEXT_NOT_FOUND
    yield (
        "2369-2370",
        "an entry date is given, not after the census day",
        _all(_is_given(entry), _order(entry, on)),
        _TEXT_NOT_FOUND,
    )
    off_roll = None if isinstance(left, Unknown) else left is not None
    in_time = _all(_is_given(leaving), _order(leaving, left))
    yield "2372", "off the roll: a leaving date, not after the day of leaving the roll", _if(off_roll, in_time), ""
    yield "2375-2377", "full-time or part-time is given", _is_given(of.pattern), _TEXT_NOT_FOUND
    sessions = of.sessions
    within = None if isinstance(sessions, Unknown) else sessions is not None and 1 <= sessions <= MOST_SESSIONS
    yield "2375-2377", f"sessions a week are given, 1 to {MOST_SESSIONS}", within, _TEXT_NOT_FOUND
    open_ = _is_open(entry, leaving, on)
    needs = _all(open_, None if isinstance(of.at_english_school, Unknown) else of.at_english_school)
    dual = None if isinstance(of.dual_registered, Unknown) else of.dual_registered
    yield "2917", "open at a school in England: the pupil is dual registered there", _if(needs, dual), ""
    yield (
        "",
        "one of URN, UKPRN and setting type, and no more",
        (False if given > 1 else None if unknown else given == 1),
        _OURS,
    )
    yield "", "the leaving date is not before the entry date", _order(entry, leaving), _OURS
    yield (
        "",
        "the entry date is not before the pupil joined the commissioning school",
        _order(of.on_roll_since, entry),
        _OURS,
    )
    full = None if isinstance(of.pattern, Unknown) else of.pattern is AttendancePattern.FT
    ten = None if isinstance(sessions, Unknown) else sessions == MOST_SESSIONS
    yield (
        "",
        f"full-time and {MOST_SESSIONS} sessions go together (a warning)",
        (None if full is None or ten is None else full is ten),
        _OURS,
    )
    yield "", "the SEN provision on entry is given", _is_given(of.sen_on_entry), _OURS
    ended = None if isinstance(leaving, Unknown) else leaving is not None
    yield "", "ended: the SEN provision on leaving is given", _if(ended, _is_given(of.sen_on_leaving)), _OURS
    named = None if isinstance(of.reason, Unknown) else of.reason is CensusReason.NAMED_ON_PLAN
    on_plan = None if isinstance(of.sen_on_entry, Unknown) else of.sen_on_entry is SENProvision.E
    yield (
        "",
        "the reason is the EHC plan: the SEN provision is a plan (as check 2363 asks elsewhere)",
        _if(named, on_plan),
        _OURS,
    )


def _is_given(each: object) -> bool | None:
    return None if isinstance(each, Unknown) else each is not None


def _order(first: date | None | Unknown, last: date | None | Unknown) -> bool | None:
    """Whether two days are in order; one that is not there cannot be out of order."""
    if first is None or last is None:
        return True
    if isinstance(first, Unknown) or isinstance(last, Unknown):
        return None
    return first <= last


def _is_open(entry: date | None | Unknown, leaving: date | None | Unknown, on: date) -> bool | None:
    """Open with an entry date and no leaving date before the census day: leaving on that day is still open."""
    begun = _all(_is_given(entry), _order(entry, on))
    if leaving is None:
        return begun
    return _all(begun, None if isinstance(leaving, Unknown) else leaving >= on)


def _all(*each: bool | None) -> bool | None:
    return False if False in each else None if None in each else True


def _if(gate: bool | None, then: bool | None) -> bool | None:
    """What does not arise is in order."""
    if gate is False or then is True:
        return True
    return None if gate is None else then
