"""On whose roll: what a school records of registrations, and what kinds of school there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class SchoolKind(Enum):
    """What a place is in law, so far as the rules ask."""

    MAINTAINED = "maintained school"
    ACADEMY = "academy"
    AP_ACADEMY = "alternative provision academy"
    PRU = "pupil referral unit"
    MAINTAINED_SPECIAL = "maintained special school"
    NON_MAINTAINED_SPECIAL = "non-maintained special school"
    INDEPENDENT = "independent school"
    COLLEGE = "further education college"
    NOT_A_SCHOOL = "provider that is not a school"


class Enrolment(Enum):
    """The part that a school's register plays for a pupil (the school census calls it enrolment status)."""

    SINGLE = "single"
    MAIN = "main"
    SUBSIDIARY = "subsidiary"
    GUEST = "guest"


class DeletionGround(Enum):
    """Why in law a name was deleted from an admission register; what each needs is in ``registration.deletion``."""

    REGISTERED_ELSEWHERE = "registered at another school, and not agreed to be at both"
    NURSERY_ENDED = "nursery education completed, and not expected back"
    DUAL_ENDED = "registered at another school too, and not expected back here"
    ORDER_CHANGED = "the school attendance order now names another school"
    ORDER_REVOKED = "the school attendance order was revoked for education out of school"
    HOME_EDUCATION = "the parent wrote that education out of school follows"
    MOVED_AWAY = "no longer lives within reach, and not expected back"
    NOT_BACK_FROM_LEAVE = "not back within ten school days after leave"
    LONG_ABSENCE = "absent without cause for twenty school days"
    DETAINED = "detained under a sentence, and not expected back"
    DIED = "died"
    OVER_AGE = "over compulsory school age, and not staying on"
    FEES_UNPAID = "boarding fees unpaid at the end of the term"
    LEFT_INDEPENDENT = "left a school that is neither maintained nor an academy"
    PERMANENT_EXCLUSION = "permanently excluded"
    NOT_OF_AGE = "not of compulsory school age, and not expected back"


@value
class Formalities(Value):
    """What a school did about a pupil's joining and leaving, for a centre that keeps this; nothing is asked without.

    A day that is none has not come: the thing is not done, or was not given.
    """

    maintained: bool | Unknown = item(
        "an authority maintains the school", default=UNKNOWN, asks="Does an authority maintain it?", of="the school"
    )
    entry_return_on: date | None | Unknown = item(
        "the day the authority was sent the new pupil return", default=UNKNOWN,
        asks="When was the new pupil return sent to the authority?", of="the school",
    )  # fmt: skip
    deleted_on: date | None | Unknown = item(
        "the day the deletion was entered in the register", default=UNKNOWN,
        asks="On what day was the deletion entered in the register?", of="the school",
    )  # fmt: skip
    deletion_return_on: date | None | Unknown = item(
        "the day the authority was sent the deletion return", default=UNKNOWN,
        asks="When was the deletion return sent to the authority?", of="the school",
    )  # fmt: skip
    others_agreed_on: date | None | Unknown = item(
        "the day by which every other school of the pupil had consented to the deletion", default=UNKNOWN,
        asks="Did every other school where the pupil is registered consent, and when?", of="the other school",
    )  # fmt: skip
    authority_arranged: bool = item("an authority arranged the place, in a special school", default=False)
    authority_agreed_on: date | None | Unknown = item(
        "the day that authority consented to the deletion", default=UNKNOWN,
        asks="Did the authority that arranged the place consent to the deletion, and when?", of="the authority",
    )  # fmt: skip
    exclusion_final_on: date | None | Unknown = item(
        "the day the permanent exclusion took effect: the board's duties done, and its review over or not asked for",
        default=UNKNOWN, asks="Is the review of the permanent exclusion over, and since when?", of="the school",
    )  # fmt: skip
    learned_of_second_on: date | None | Unknown = item(
        "the day the head learned that the pupil is on a second school's register too", default=UNKNOWN,
        asks="When did the head learn of the second registration?", of="the school",
    )  # fmt: skip
    files_sent_on: date | None | Unknown = item(
        "the day the common transfer file and educational record went to the other school", default=UNKNOWN,
        asks="When were the common transfer file and educational record sent?", of="the school",
    )  # fmt: skip
    safeguarding_sent_on: date | None | Unknown = item(
        "the day the child protection file went to the other school; the day of leaving where there is no such file",
        default=UNKNOWN, asks="When was the child protection file sent?", of="the school",
    )  # fmt: skip


@value
class Registration(Value):
    """A pupil's name on one school's register, from a first to a last day.

    ``last`` is none while the name is still on the register. Two registrations that cannot both be lawful are still
    two records: a rule says so.
    """

    school: str = item("the school, by its reference")
    status: Enrolment | Unknown = item(
        "single, main, subsidiary or guest",
        default=UNKNOWN,
        asks="Single, main or subsidiary registration?",
        of="the school",
    )
    first: date | Unknown = item("the first day", default=UNKNOWN, asks="Registered from which day?", of="the school")
    last: date | None | Unknown = item(
        "the last day; none while still registered",
        default=UNKNOWN,
        asks="Still registered there, or until when?",
        of="the school",
    )
    ended_by: DeletionGround | None | Unknown = item(
        "the ground on which the name was deleted; none if there was none", default=UNKNOWN,
        asks="By what lawful route did the pupil leave this roll?", of="the school",
    )  # fmt: skip
    formalities: Formalities | None = item(
        "what the school did about joining and leaving; none where it is not kept", default=None
    )

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.first, date) and isinstance(self.last, date) and self.last < self.first:
            yield Fault("last", "is before first", "give a last day on or after the first")

    def covers(self, day: date) -> bool | Unknown:
        """Whether the name was on the register on ``day``; unknown where an end that matters is not known.

        >>> Registration(school="HILL", first=date(2026, 9, 3), last=None).covers(date(2026, 11, 23))
        True
        """
        first, last = self.first, self.last
        if isinstance(last, date) and day > last:
            return False
        if type(first) is Unknown:
            return first
        if day < first:
            return False
        return last if type(last) is Unknown and day > first else True
