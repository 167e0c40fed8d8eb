"""What Part 3 of the Children and Families Act 2014 has to do with each kind of school, above all with alternative
provision: who may be requested and named in a plan, who must admit, and whom its duties on schools bind.

Every answer comes with its provision, and with the doubt where there is one. A pupil referral unit is a school that an
authority maintains, and yet no "maintained school" in this Part: section 83(2) counts community, foundation, voluntary
and community or foundation special schools. An alternative provision academy is an Academy (Academies Act 2010 ss.1(10)
and 1C(3), read as inserted in 2011), and no Academy *school*: section 1A(1)(e) leaves it out. Where the Act lists
Academies it is in; where it lists Academy schools, it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from ap_core.law.citation import Citation
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import CFA_2014, SI_2014_1530
from ap_core.law.unknown import Reason, Unknown
from ap_core.registration.records import SchoolKind as Kind
from ap_core.values import Value, item, value

PART_3_SINCE = date(2014, 9, 1)


class Reply(Enum):
    """What the law answers."""

    YES = "yes"
    NO = "no"
    READINGS_DIFFER = "readings differ"


@value
class Answer(Value):
    """An answer of law: what it is, which provision gives it, and what is in doubt about it."""

    reply: Reply = item("what the law answers")
    cites: Citation = item("the provision")
    doubt: str = item("what a reader must know before relying on it; empty where there is no doubt", default="")

    def __str__(self) -> str:
        return f"{self.reply.value} ({self.cites})"


def _since_2014(name: str, kinds: tuple[Kind, ...], cites: Citation) -> Dated[tuple[Kind, ...]]:
    return Dated(name, (Edition(PART_3_SINCE, kinds, cites),))


_LISTED = (
    Kind.MAINTAINED, Kind.MAINTAINED_SPECIAL, Kind.ACADEMY, Kind.AP_ACADEMY, Kind.COLLEGE, Kind.NON_MAINTAINED_SPECIAL,
    Kind.INDEPENDENT,
)  # fmt: skip
_INSTITUTIONS = tuple(kind for kind in Kind if kind is not Kind.NOT_A_SCHOOL)
#: Of these the lists name only those that the Secretary of State has approved under section 41.
_IF_APPROVED = frozenset((Kind.INDEPENDENT,))

REQUESTED = _since_2014("settings that a family may request for a plan", _LISTED, CFA_2014.section("38(3)"))
NAMED = _since_2014("settings that an authority may name in a plan", _INSTITUTIONS, CFA_2014.at("ss.39(5), 40(2)"))
ADMITS = _since_2014("settings that must admit a pupil whose plan names them", _LISTED, CFA_2014.section("43(1)-(2)"))
CONSULTED = _since_2014(
    "settings to be consulted before a plan names them", _INSTITUTIONS, CFA_2014.at("ss.39(2), 39(6), 40(3)")
)
HOLDS_MEETING = _since_2014(
    "settings whose head can be required to hold the review meeting",
    (Kind.MAINTAINED, Kind.MAINTAINED_SPECIAL, Kind.ACADEMY, Kind.AP_ACADEMY, Kind.PRU, Kind.NON_MAINTAINED_SPECIAL,
     Kind.INDEPENDENT),
    SI_2014_1530.reg("20(1), (12)"),
)  # fmt: skip
ASKS_FOR_ASSESSMENT = _since_2014(
    "settings for which somebody may ask for a needs assessment", _INSTITUTIONS, CFA_2014.section("36(1)")
)
BEST_ENDEAVOURS = _since_2014(
    "settings that must use their best endeavours for special educational provision",
    (Kind.MAINTAINED, Kind.ACADEMY, Kind.AP_ACADEMY, Kind.PRU, Kind.COLLEGE), CFA_2014.section("66(1)-(3)"),
)  # fmt: skip
SENCO = _since_2014(
    "settings that must designate a SENCO", (Kind.MAINTAINED, Kind.ACADEMY), CFA_2014.section("67(1)-(2)")
)
INFORMS_PARENTS = _since_2014(
    "settings that must tell parents of special educational provision without a plan",
    (Kind.MAINTAINED, Kind.MAINTAINED_SPECIAL, Kind.ACADEMY, Kind.AP_ACADEMY, Kind.PRU), CFA_2014.section("68(1)-(3)"),
)  # fmt: skip
SEN_REPORT = _since_2014(
    "settings that must publish a SEN information report",
    (Kind.MAINTAINED, Kind.MAINTAINED_SPECIAL, Kind.ACADEMY), CFA_2014.section("69(1)-(3)"),
)  # fmt: skip

_ACADEMY_TOO = (
    'An alternative provision academy is "an Academy" by its definition. Regulations may say otherwise of such '
    "academies (Academies Act 2010 s.1D, read as inserted); none that does was found."
)
_IN_HOSPITAL = "One that is established in a hospital is not meant (s.83(2))."
_SPECIAL_ACADEMY = "A special academy is not meant: only a mainstream school is (s.83(2))."
_NOT_MAINSTREAM = (
    "It is no mainstream school (s.83(2)): the authority names it only where mainstream goes against the family's "
    "wishes or the efficient education of others (s.33(2))."
)
_OTHER_PROVIDER = (
    'Whether a provider that is no school can be an "other institution" was argued of statements (TB v Essex CC [2013] '
    "UKUT 534 (AAC), read in its opening only); practice writes such provision into Section F."
)
_BY_CODE = (
    "The section names neither pupil referral units nor alternative provision academies. The SEND Code of 2015 counts "
    "both among the schools that are to do this (para 6.2, as an advice service quotes it); for units, regulations "
    "that apply enactments to them were read as of 2007 only."
)
_MEETING = "The list was read as amended to April 2018; since when it names alternative provision is not known."
_COMMITTEE = "The words are governing body, proprietor or principal; a unit's management committee is not among them."

#: What is in doubt of each list, by kind of school.
_DOUBTS: Mapping[str, Mapping[Kind, str]] = {
    REQUESTED.name: {Kind.AP_ACADEMY: _ACADEMY_TOO, Kind.MAINTAINED_SPECIAL: _IN_HOSPITAL},
    ADMITS.name: {Kind.AP_ACADEMY: _ACADEMY_TOO, Kind.MAINTAINED_SPECIAL: _IN_HOSPITAL},
    NAMED.name: {
        Kind.PRU: _NOT_MAINSTREAM, Kind.AP_ACADEMY: _NOT_MAINSTREAM, Kind.NOT_A_SCHOOL: _OTHER_PROVIDER,
    },
    CONSULTED.name: {Kind.PRU: _COMMITTEE, Kind.NOT_A_SCHOOL: _OTHER_PROVIDER},
    HOLDS_MEETING.name: {Kind.PRU: _MEETING, Kind.AP_ACADEMY: _MEETING},
    BEST_ENDEAVOURS.name: {Kind.ACADEMY: _SPECIAL_ACADEMY},
    SENCO.name: {Kind.PRU: _BY_CODE, Kind.AP_ACADEMY: _BY_CODE, Kind.ACADEMY: _SPECIAL_ACADEMY},
    INFORMS_PARENTS.name: {Kind.MAINTAINED_SPECIAL: _IN_HOSPITAL},
    SEN_REPORT.name: {Kind.PRU: _BY_CODE, Kind.AP_ACADEMY: _BY_CODE, Kind.MAINTAINED_SPECIAL: _IN_HOSPITAL},
}  # fmt: skip
#: Where the doubt is whether the answer is yes at all.
_DIFFER = frozenset((_OTHER_PROVIDER, _BY_CODE))


def may_be_requested(kind: Kind, on: date, *, approved: bool | Unknown | None = None) -> Answer | Unknown:
    """Whether a family may ask for such a setting to be named, so that the authority must name it unless it is
    unsuitable or incompatible (s.39(3)-(4)). Of any other the family may make representations.

    ``approved``: whether an independent school is approved under section 41; not known where that is left out.

    >>> print(may_be_requested(Kind.PRU, date(2026, 11, 23)), may_be_requested(Kind.AP_ACADEMY, date(2026, 11, 23)))
    no (CFA 2014 s.38(3)) yes (CFA 2014 s.38(3))
    >>> may_be_requested(Kind.INDEPENDENT, date(2026, 11, 23))
    UNKNOWN(approval under section 41)
    """
    return _answer(REQUESTED, kind, on, approved)


def may_be_named(kind: Kind, on: date) -> Answer | Unknown:
    """Whether the authority may name such a setting of its own accord.

    >>> answer = may_be_named(Kind.PRU, date(2026, 11, 23))
    >>> answer.reply.value, "mainstream" in answer.doubt
    ('yes', True)
    """
    return _answer(NAMED, kind, on)


def must_admit_if_named(kind: Kind, on: date, *, approved: bool | Unknown | None = None) -> Answer | Unknown:
    """Whether section 43 makes such a setting admit a pupil whose plan names it, full or not.

    A pupil referral unit is not on the list: that a pupil comes in is arranged with the authority that maintains it.

    >>> print(must_admit_if_named(Kind.PRU, date(2026, 11, 23)))
    no (CFA 2014 s.43(1)-(2))
    """
    return _answer(ADMITS, kind, on, approved)


def must_be_consulted(kind: Kind, on: date) -> Answer | Unknown:
    """Whether the authority must consult such a setting before the plan names it.

    >>> must_be_consulted(Kind.AP_ACADEMY, date(2026, 11, 23)).reply.value
    'yes'
    """
    return _answer(CONSULTED, kind, on)


def can_be_required_to_meet(kind: Kind, on: date, *, approved: bool | Unknown | None = None) -> Answer | Unknown:
    """Whether the authority can require the head of such a setting to arrange and hold the review meeting.

    >>> print(can_be_required_to_meet(Kind.PRU, date(2026, 11, 23)))
    yes (SI 2014/1530 reg 20(1), (12))
    """
    return _answer(HOLDS_MEETING, kind, on, approved)


def may_ask_for_assessment(kind: Kind, on: date) -> Answer | Unknown:
    """Whether somebody who acts for such a setting may ask for a needs assessment, as a parent or young person may.

    Nothing is a condition of asking: the test is whether there are or may be special educational needs, and whether a
    plan may be necessary (s.36(8), read). No number of rounds of SEN support, no sum spent and no report is.

    >>> may_ask_for_assessment(Kind.PRU, date(2026, 11, 23)).reply.value
    'yes'
    """
    return _answer(ASKS_FOR_ASSESSMENT, kind, on)


def must_use_best_endeavours(kind: Kind, on: date) -> Answer | Unknown:
    """Whether those who run such a setting must use their best endeavours that special educational needs are met.

    >>> must_use_best_endeavours(Kind.PRU, date(2026, 11, 23)).reply.value
    'yes'
    """
    return _answer(BEST_ENDEAVOURS, kind, on)


def must_have_senco(kind: Kind, on: date) -> Answer | Unknown:
    """Whether such a setting must designate a SENCO.

    >>> must_have_senco(Kind.AP_ACADEMY, date(2026, 11, 23)).reply.value
    'readings differ'
    """
    return _answer(SENCO, kind, on)


def must_inform_parents(kind: Kind, on: date) -> Answer | Unknown:
    """Whether such a setting must tell the parent or the young person of provision that it makes without a plan.

    >>> must_inform_parents(Kind.PRU, date(2026, 11, 23)).reply.value
    'yes'
    """
    return _answer(INFORMS_PARENTS, kind, on)


def must_report_on_sen(kind: Kind, on: date) -> Answer | Unknown:
    """Whether such a setting must publish a SEN information report (contents: SI 2014/1530 reg 51 and Sch 1, read).

    >>> must_report_on_sen(Kind.PRU, date(2026, 11, 23)).reply.value
    'readings differ'
    """
    return _answer(SEN_REPORT, kind, on)


def as_fact(answer: Answer | Unknown) -> bool | Unknown:
    """An answer as a fact of a rule: unknown where readings differ.

    >>> as_fact(must_have_senco(Kind.PRU, date(2026, 11, 23)))
    UNKNOWN(readings of CFA 2014 s.67(1)-(2))
    """
    if type(answer) is Unknown:
        return answer
    if answer.reply is Reply.READINGS_DIFFER:
        return Unknown.because(
            f"readings of {answer.cites}", ask=answer.doubt, of="a lawyer", reason=Reason.READINGS_DIFFER
        )
    return answer.reply is Reply.YES


def _answer(
    law: Dated[tuple[Kind, ...]], kind: Kind, on: date, approved: bool | Unknown | None = None
) -> Answer | Unknown:
    listed = law.on(on)
    doubt = _DOUBTS.get(law.name, {}).get(kind, "")
    if doubt in _DIFFER:
        return Answer(reply=Reply.READINGS_DIFFER, cites=listed.citation, doubt=doubt)
    is_in = kind in listed.value
    if is_in and kind in _IF_APPROVED and law.name in _APPROVAL_ASKED:
        if not isinstance(approved, bool):
            return approved if isinstance(approved, Unknown) and approved.needs else _APPROVAL
        is_in = approved
    return Answer(reply=Reply.YES if is_in else Reply.NO, cites=listed.citation, doubt=doubt)


_APPROVAL_ASKED = frozenset((REQUESTED.name, ADMITS.name, HOLDS_MEETING.name))
_APPROVAL = Unknown.because(
    "approval under section 41", ask="Is the school approved under section 41 of the Children and Families Act 2014?",
    of="local authority",
)  # fmt: skip
