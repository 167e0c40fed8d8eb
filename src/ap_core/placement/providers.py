"""Who provides: told by one identifier, and whether the place has to register as an independent school."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.errors import Fault, refuse
from ap_core.law.citation import Citation
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import EA_1996, REGISTRATION_GUIDANCE_2019
from ap_core.law.unknown import Unknown, unknown_among
from ap_core.pupils.identifiers import ukprn, urn
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, value

#: A place that teaches so many children of compulsory school age full-time is an independent school.
PUPILS_OF_A_SCHOOL: Dated[int] = Dated("full-time pupils that make a place a school", (
    Edition(
        date(2003, 9, 1), 5,
        EA_1996.section("463", note="Read as revised to 17 August 2026; the day from memory."),
    ),
))  # fmt: skip

#: The Department takes daytime teaching above so many hours a week to be full-time in general: an indicator, no line.
USUALLY_FULL_TIME_HOURS: Dated[int] = Dated("hours a week above which teaching is usually full-time", (
    Edition(date(2019, 8, 1), 18, REGISTRATION_GUIDANCE_2019.at("full-time education")),
))  # fmt: skip


@value
class Provider(Value):
    """A place that provides, as the census wants it told: by URN or by UKPRN, never both.

    >>> Provider(kind=SchoolKind.PRU, urn="100001", ukprn="10000001")
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: Provider cannot be built: ukprn: is given beside a urn; \
give the URN of a school, or the UKPRN of a place that has no URN
    """

    kind: SchoolKind = item("what kind of place it is")
    urn: str | None = item("its unique reference number; none if it has none", default=None)
    ukprn: str | None = item("its UK provider reference number, where it has no URN", default=None)

    @property
    def has_a_roll(self) -> bool:
        """Whether pupils can be on its admission register: a college and a place that is no school have none."""
        return self.kind not in (SchoolKind.COLLEGE, SchoolKind.NOT_A_SCHOOL)

    def _faults(self) -> Iterator[Fault]:
        for name, number, kind in (("urn", self.urn, urn), ("ukprn", self.ukprn, ukprn)):
            if number is not None and any(kind.faults(number)):
                yield Fault(name, "is no such number", f"give {kind.LENGTH} digits, or none")
        if self.urn is not None and self.ukprn is not None:
            yield Fault(
                "ukprn", "is given beside a urn", "give the URN of a school, or the UKPRN of a place that has no URN"
            )


@value
class Registering(Value):
    """Whether a place has to register as an independent school, why, and who says so."""

    must: bool | Unknown = item("it has to register; running it unregistered is then an offence")
    because: str = item("why, in words")
    cites: Citation = item("the provision")


def must_register(full_time: int | Unknown, plan_or_looked_after: int | Unknown, on: date) -> Registering:
    """Whether a place that is no school yet has to register as one.

    ``full_time`` is how many children of compulsory school age get all or substantially all of their education there;
    ``plan_or_looked_after`` how many of these have an EHC plan or are looked after. Any number taught part-time makes
    no school (EA 1996 s.463, read; fact book provider.must-register). What CWSA 2026 s.43 would change
    has not been brought into force.

    >>> must_register(4, 0, date(2026, 11, 23)).must, must_register(1, 1, date(2026, 11, 23)).must
    (False, True)
    """
    for name, number in (("full_time", full_time), ("plan_or_looked_after", plan_or_looked_after)):
        if not isinstance(number, Unknown) and (type(number) is not int or number < 0):
            refuse("must_register", name, "is no number of children", "give a whole number from 0, or UNKNOWN")
    if isinstance(full_time, int) and isinstance(plan_or_looked_after, int) and plan_or_looked_after > full_time:
        refuse("must_register", "plan_or_looked_after", "is above full_time", "count only children taught full-time")
    edition = PUPILS_OF_A_SCHOOL.on(on)
    if isinstance(plan_or_looked_after, int) and plan_or_looked_after >= 1:
        because = "A child with an EHC plan, or looked after, is taught there full-time: one is enough."
        return Registering(must=True, because=because, cites=edition.citation)
    if isinstance(full_time, int) and full_time >= edition.value:
        because = f"At least {edition.value} children of compulsory school age are taught there full-time."
        return Registering(must=True, because=because, cites=edition.citation)
    missing = unknown_among([full_time, plan_or_looked_after])
    if missing is not None and full_time != 0:
        because = "It depends on how many are taught there full-time, and whether one has a plan or is looked after."
        return Registering(must=missing, because=because, cites=edition.citation)
    because = f"Fewer than {edition.value} are taught there full-time, none with an EHC plan or looked after."
    return Registering(must=False, because=because, cites=edition.citation)


def usually_full_time(hours: float, on: date) -> bool:
    """Whether so many hours a week, breaks included, are more than what the Department usually takes as full-time.

    An indicator and no line: the test is whether a place gives all or substantially all of a child's education. There
    is no limit of fifteen hours (fact book provider.full-time-indicator).

    >>> usually_full_time(18, date(2026, 11, 23)), usually_full_time(18.5, date(2026, 11, 23))
    (False, True)
    """
    return hours > USUALLY_FULL_TIME_HOURS.on(on).value
