"""One session of one pupil, as it was arranged and as it went, for all schools that keep a register of the pupil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.attendance.registers import HALVES
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class Venue(Enum):
    """Where the pupil was to be for a session."""

    AT_SCHOOL = "at the school whose session it is"
    OFF_SITE = "at another place, in person"
    REMOTE = "at home, with work set or taught online"
    NOWHERE = "nowhere: the timetable asks nothing of the pupil"


class Arranger(Enum):
    """Who arranged education away from the school."""

    SCHOOL = "the school"
    AUTHORITY = "the authority, under EA 1996 s.19 or CFA 2014 s.42 or s.61"


class Activity(Enum):
    """What the pupil was to do away from the school."""

    PROVISION = "education"
    VISIT = "a visit or trip"
    SPORT = "a sporting activity"
    WORK = "work experience"


class Came(Enum):
    """Whether the pupil came to where they were to be."""

    ON_TIME = "before the register was taken"
    BEFORE_CLOSE = "while the register was still open"
    AFTER_CLOSE = "after the register closed, before the session ended"
    NO = "not at all"


class WhyAbsent(Enum):
    """Why a pupil who was expected was away; leave is leave that the school gave."""

    PERFORMANCE = "leave for a regulated performance or regulated employment abroad"
    APPOINTMENT = "leave for a medical or dental appointment"
    INTERVIEW = "leave for an interview for work or for another institution"
    STUDY = "leave to study for a public examination"
    OTHER_LEAVE = "leave for any other purpose"
    TRAVELLING = "a mobile child travelling with a parent at work"
    RELIGIOUS = "a day set apart for religious observance"
    ILLNESS = "illness"
    ACCESS = "no access arrangements made by the authority that owes them"
    TRANSPORT = "the transport normally provided not available"
    DISRUPTION = "widespread disruption of travel by an emergency"
    PREMISES = "part of the premises out of use"
    DETENTION = "criminal justice detention"
    PUBLIC_HEALTH = "public health law or guidance"
    UNAVOIDABLE = "another unavoidable cause"
    HOLIDAY = "a holiday without leave"
    NOT_ESTABLISHED = "not yet established"
    NONE_OF_THESE = "none of these, or never established"


@value
class Session(Value):
    """One session of one pupil, as it was arranged and as it went, for all schools where the pupil is registered."""

    day: date = item("the day")
    half: str = item("AM or PM")
    registered_at: frozenset[str] | Unknown = item(
        "the schools on whose admission register the pupil is on that day", default=UNKNOWN,
        asks="On which schools' registers is the pupil?", of="the centre",
    )  # fmt: skip
    of_school: str | Unknown = item(
        "the school whose session it is: the one that expects the pupil, or has arranged for another place",
        default=UNKNOWN, asks="Whose session is it, by the pupil's timetable?", of="the schools",
    )  # fmt: skip
    venue: Venue | Unknown = item(
        "where the pupil was to be", default=UNKNOWN, asks="Where was the pupil to be for the session?", of="the school"
    )
    arranged_by: Arranger | Unknown = item(
        "who arranged education away from the school", default=UNKNOWN,
        asks="Did the school arrange it, or the authority (section 19, 42(2) or 61(1))?", of="the school",
    )  # fmt: skip
    activity: Activity | Unknown = item(
        "what it was", default=UNKNOWN, asks="Education, a visit, sport or work experience?", of="the school"
    )
    approved: bool | Unknown = item(
        "whether the school had approved it, to be supervised by somebody suitable (a visit: by its own staff)",
        default=UNKNOWN, asks="Had the school approved it, and was it supervised by somebody suitable?",
        of="the school",
    )  # fmt: skip
    came: Came | Unknown = item(
        "whether the pupil came to where they were to be", default=UNKNOWN, asks="Did the pupil come, and when?",
        of="the school",
    )  # fmt: skip
    why: WhyAbsent | Unknown = item(
        "why a pupil who was expected was away", default=UNKNOWN, asks="Why was the pupil away?", of="the school"
    )
    excluded_by: frozenset[str] | Unknown = item(
        "the schools from which the pupil was suspended or permanently excluded for the session", default=frozenset()
    )
    of_compulsory_age: bool | Unknown = item(
        "whether the pupil was of compulsory school age", default=UNKNOWN,
        asks="Was the pupil of compulsory school age?", of="the school",
    )  # fmt: skip
    part_time_agreed: bool | Unknown = item(
        "whether a temporary part-time timetable agreed with a parent leaves the session free", default=UNKNOWN,
        asks="Is a temporary part-time timetable agreed that leaves the session free?", of="the school",
    )  # fmt: skip
    closed: frozenset[str] = item("the schools planned to be closed for all pupils", default=frozenset())
    cancelled: frozenset[str] = item("the schools that cancelled the session", default=frozenset())

    def _faults(self) -> Iterator[Fault]:
        if self.half not in HALVES:
            yield Fault("half", "is neither half of the day", "give AM or PM")
