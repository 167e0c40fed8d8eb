"""What the week of a tailored curriculum is made of: parts of the curriculum, part-time agreements, qualifications.

A pupil referral unit need not teach the National Curriculum; its curriculum is to be balanced and broadly based
(Education Act 1996 Sch 1 para 6), which nobody can judge from one pupil's week. An alternative provision academy has
its funding agreement. So the parts below are a vocabulary, not a list of what every pupil must be taught.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, opaque_reference_faults, value


class CurriculumArea(Enum):
    """A part of the curriculum that a line of the week may cover."""

    ENGLISH = "English"
    MATHEMATICS = "mathematics"
    SCIENCE = "science"
    HISTORY = "history"
    GEOGRAPHY = "geography"
    LANGUAGES = "languages"
    COMPUTING = "computing"
    DESIGN_TECHNOLOGY = "design and technology"
    ART = "art and design"
    MUSIC = "music"
    PHYSICAL_EDUCATION = "physical education"
    CITIZENSHIP = "citizenship"
    RELIGIOUS_EDUCATION = "religious education"
    RELATIONSHIPS_AND_HEALTH = "relationships, sex and health education"
    CAREERS = "careers and work-related learning"
    VOCATIONAL = "a vocational course"


_A = CurriculumArea
_NONE: frozenset[CurriculumArea] = frozenset()
#: What a line of the week is taken to cover by its plain name alone, where its areas are not recorded.
_NAMED: dict[str, frozenset[CurriculumArea]] = {
    **{name: frozenset((area,)) for area, names in {
        _A.ENGLISH: ("english", "english language", "english literature", "literacy"),
        _A.MATHEMATICS: ("maths", "mathematics", "numeracy"),
        _A.SCIENCE: ("science", "biology", "chemistry", "physics"),
        _A.HISTORY: ("history",),
        _A.GEOGRAPHY: ("geography",),
        _A.LANGUAGES: ("french", "german", "spanish", "languages", "mfl"),
        _A.COMPUTING: ("computing", "ict"),
        _A.DESIGN_TECHNOLOGY: ("food", "food technology", "design and technology", "dt", "textiles"),
        _A.ART: ("art", "art and design"),
        _A.MUSIC: ("music",),
        _A.PHYSICAL_EDUCATION: ("pe", "physical education", "sport"),
        _A.CITIZENSHIP: ("citizenship",),
        _A.RELIGIOUS_EDUCATION: ("re", "religious education"),
        _A.RELATIONSHIPS_AND_HEALTH: ("pshe", "pshce", "rse", "rshe"),
        _A.CAREERS: ("careers", "work experience", "work-related learning"),
        _A.VOCATIONAL: ("construction", "hair and beauty", "motor vehicle"),
    }.items() for name in names},
    **dict.fromkeys(("mentoring", "tutor time", "reading", "phonics"), _NONE),
}  # fmt: skip


def named_areas(subject: str) -> frozenset[CurriculumArea] | Unknown:
    """What a plain name of a subject covers; unknown for a name that is not one of the usual ones.

    >>> named_areas("Maths"), named_areas("mentoring"), named_areas("lessons at school")
    (frozenset({<CurriculumArea.MATHEMATICS: 'mathematics'>}), frozenset(), UNKNOWN)
    """
    return _NAMED.get(subject.strip().casefold(), UNKNOWN)


class RestsOn(Enum):
    """The kind of fact that a line of the week rests on: why it is there."""

    PLAN = "the EHC plan"
    ENTITLEMENT = "what every pupil is entitled to"
    PROMISE = "what the centre promises"
    SCORE = "a score of the baseline"
    QUALIFICATION = "a qualification already begun"
    RETURN = "the return to school"
    INTEREST = "an interest of the pupil"
    FULL_TIME = "a full-time week"


class PartTimeGround(Enum):
    """Why a pupil's week is part-time."""

    HEALTH = "physical or mental health"
    EXCEPTIONAL = "other exceptional circumstances"
    BEHAVIOUR = "managing behaviour"
    NEEDS = "special educational needs"
    OTHER = "another reason"


@value
class PartTime(Value):
    """A part-time timetable: why, with whom it is agreed, from when and until when.

    Where a school maintained by an authority, or a non-maintained special school, gives leave for it, reg 11(6) of SI
    2024/208 asks for the agreement of a parent with whom the pupil normally lives, because of exceptional
    circumstances, for a time, and of the times and dates of attendance. Of an academy the regulation asks none of this.
    """

    first: date = item("the first day")
    ground: PartTimeGround | Unknown = item("why", default=UNKNOWN, asks="Why is the week part-time?", of="the centre")
    leave_from: SchoolKind | None | Unknown = item(
        "the kind of school that gives leave for the times away; none if no school does", default=UNKNOWN,
        asks="What kind of school gives leave for the times away?", of="the centre",
    )  # fmt: skip
    parent_agreed_on: date | None | Unknown = item(
        "the day a parent with whom the pupil normally lives agreed; none if none did", default=UNKNOWN,
        asks="Has a parent with whom the pupil normally lives agreed to it, and when?", of="the centre",
    )  # fmt: skip
    times_agreed: bool | Unknown = item(
        "whether the times and dates of attendance are agreed with that parent", default=UNKNOWN,
        asks="Are the times and dates of attendance agreed with that parent?", of="the centre",
    )  # fmt: skip
    ends_on: date | None | Unknown = item(
        "the last day; none if none is set", default=UNKNOWN, asks="On what day does it end?", of="the centre"
    )
    reviews: tuple[date, ...] | Unknown = item(
        "the days on which it was reviewed with pupil and parent", default=UNKNOWN,
        asks="When was the part-time timetable reviewed with pupil and parent?", of="the centre",
    )  # fmt: skip
    authority_decided_on: date | None | Unknown = item(
        "the day the authority considered that, for reasons of health, full-time education would not be in the pupil's "
        "best interests; none if it did not", default=UNKNOWN,
        asks="Has the authority considered that full-time is not in the pupil's best interests for health, and when?",
        of="local authority",
    )  # fmt: skip
    authority_told_on: date | None | Unknown = item(
        "the day the authority that keeps the EHC plan was told; none if it was not or there is no plan",
        default=UNKNOWN, asks="Was the authority that keeps the EHC plan told of it, and when?", of="the centre",
    )  # fmt: skip
    authority_agreed_on: date | None | Unknown = item(
        "the day the authority that keeps the EHC plan agreed to it; none if it did not or there is no plan",
        default=UNKNOWN, asks="Has the authority that keeps the EHC plan agreed to it, and when?", of="local authority",
    )  # fmt: skip
    in_wider_plan: bool | Unknown = item(
        "whether it is part of a wider plan: of support, of health care, or of the way back to a whole week",
        default=UNKNOWN, asks="Which plan of support, health care or return is the part-time week part of?",
        of="the centre",
    )  # fmt: skip
    social_worker_told_on: date | None | Unknown = item(
        "the day the pupil's social worker was told; none if not, or if there is none", default=UNKNOWN,
        asks="Was the pupil's social worker told of the part-time week, and when?", of="the centre",
    )  # fmt: skip
    reported_on: date | None | Unknown = item(
        "the day the local authority was told as it asks of every part-time timetable; none if not", default=UNKNOWN,
        asks="Was the part-time timetable reported to the local authority, and when?", of="the centre",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.ends_on, date) and self.ends_on < self.first:
            yield Fault("ends_on", "is before first", "give a day on or after the first")
        for place, day in enumerate(self.reviews if isinstance(self.reviews, tuple) else ()):
            if day < self.first:
                yield Fault(f"reviews[{place}]", "is before first", "give the days of reviews held since it began")


@value
class Qualification(Value):
    """A qualification that the pupil has begun."""

    ref: str = item("its own reference, such as Q1")
    area: CurriculumArea = item("the part of the curriculum that it belongs to")
    title: str = item("what it is called", default="", shown=False)
    begun_at: str | None | Unknown = item(
        "the school at which it was begun, by its reference; none if here", default=UNKNOWN,
        asks="At which school was this qualification begun?", of="home school",
    )  # fmt: skip
    stopped_on: date | None = item("the day pupil, parent and school agreed to stop it; none if not", default=None)

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
