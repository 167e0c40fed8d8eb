"""Reasonable adjustments: who owes a disabled pupil which of them (Equality Act 2010).

A school owes the first and the third of the three requirements: steps against a disadvantage from a provision,
criterion or practice, and auxiliary aids. Not the second, on physical features: for these there are accessibility plans
(Schedule 10). The duty is to disabled pupils generally (Schedule 13 para 2(3)(b)), so it does not wait until one
arrives, and none may be asked to pay for it (section 20(7)). What an EHC plan specifies stands in the plan, and the
duty remains for what it leaves out.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from ap_core.law.citation import Citation, Seen
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import EQA_2010
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, value


class Requirement(Enum):
    """The three requirements of the duty (section 20(3) to (5))."""

    PRACTICE = "steps against a disadvantage from a provision, criterion or practice"
    PHYSICAL_FEATURE = "steps against a disadvantage from a physical feature"
    AUXILIARY_AID = "auxiliary aids and services"


_ALL = tuple(Requirement)

SCHOOLS_OWE: Dated[tuple[Requirement, ...]] = Dated("reasonable adjustments that a school owes", (
    Edition(
        date(2010, 10, 1), (Requirement.PRACTICE,),
        EQA_2010.at("s.85(6), Sch 13 para 2", note="That the Act began on this day, and that auxiliary aids came "
                                                   "later, is known from secondary sources."),
    ),
    Edition(
        date(2012, 9, 1), (Requirement.PRACTICE, Requirement.AUXILIARY_AID),
        EQA_2010.at("s.85(6), Sch 13 para 2", note="Read in a text of 7 April 2026; that schools owe auxiliary aids "
                                                   "from 1 September 2012 is known from secondary sources."),
    ),
))  # fmt: skip
COLLEGES_OWE: Dated[tuple[Requirement, ...]] = Dated("reasonable adjustments that a college owes", (
    Edition(date(2010, 10, 1), _ALL, EQA_2010.at("Sch 13 para 3", note="Section 91 itself was not read.")),
))  # fmt: skip
PROVIDERS_OWE: Dated[tuple[Requirement, ...]] = Dated("reasonable adjustments that a provider of services owes", (
    Edition(
        date(2010, 10, 1), _ALL,
        EQA_2010.at("s.29, Sch 2", seen=Seen.SECONDARY, note="Known from the fact book; the text was not read."),
    ),
))  # fmt: skip

_OWNERS = {
    SchoolKind.MAINTAINED: "the authority or the governing body",
    SchoolKind.MAINTAINED_SPECIAL: "the authority or the governing body",
    SchoolKind.PRU: "the authority that maintains it",
    SchoolKind.COLLEGE: "its governing body",
    SchoolKind.NOT_A_SCHOOL: "whoever provides the service",
}
_UNIT = (
    "A unit is a school maintained by an authority (s.85(7)(a)). Schedule 10 names the authority alone as its "
    "responsible body; section 85(9)(a) says the authority or governing body, and speaks of no management committee."
)


@value
class AdjustmentDuty(Value):
    """Who owes reasonable adjustments, which of the three requirements, and under which provision."""

    owed_by: str = item("whose duty it is")
    requirements: tuple[Requirement, ...] = item("which requirements")
    cites: Citation = item("the provision")
    doubt: str = item("what a reader must know before relying on it; empty where there is no doubt", default="")


def adjustments_owed(kind: SchoolKind, on: date) -> AdjustmentDuty:
    """Who owes a disabled pupil reasonable adjustments at a school of this kind, and which.

    :class:`~ap_core.errors.NotInForce` before 1 October 2010.

    >>> owed = adjustments_owed(SchoolKind.PRU, date(2026, 11, 23))
    >>> owed.owed_by, len(owed.requirements), str(owed.cites)
    ('the authority that maintains it', 2, 'EQA 2010 s.85(6), Sch 13 para 2')
    >>> Requirement.PHYSICAL_FEATURE in adjustments_owed(SchoolKind.NOT_A_SCHOOL, date(2026, 11, 23)).requirements
    True
    """
    law = {SchoolKind.COLLEGE: COLLEGES_OWE, SchoolKind.NOT_A_SCHOOL: PROVIDERS_OWE}.get(kind, SCHOOLS_OWE).on(on)
    return AdjustmentDuty(
        owed_by=_OWNERS.get(kind, "the proprietor"), requirements=law.value, cites=law.citation,
        doubt=_UNIT if kind is SchoolKind.PRU else "",
    )  # fmt: skip
