"""Whom the board that directs a pupil off site tells and asks: parent or pupil, provider, authority, and others."""

from __future__ import annotations

from datetime import date

from ap_core.ehcp.records import EHCPlan
from ap_core.ehcp.standing import had_plan
from ap_core.law.unknown import Unknown
from ap_core.placement.records import Addressee
from ap_core.pupils.ages import age_on

#: The day from which the regulations speak of EHC plans (SI 2014/2103 art 34); of statements before it, which no
#: record here holds.
PLANS_SINCE = date(2014, 9, 1)

#: Who is invited to a review meeting beside the parent or the pupil and the authority (SI 2010/1156 reg 5(1)).
INVITED_TOO = frozenset((Addressee.PROVIDER, Addressee.HEAD, Addressee.GOVERNOR))
#: Who is told of the decision after it beside those (reg 6).
TOLD_TOO = frozenset((Addressee.PROVIDER,))

_EITHER = frozenset((Addressee.PARENT, Addressee.PUPIL))


def relevant_person(born: date, on: date) -> Addressee:
    """To whom the board turns: a parent, or the pupil from the eighteenth birthday on (SI 2010/1156 reg 2).

    >>> born = date(2008, 11, 24)
    >>> relevant_person(born, date(2026, 11, 23)).value, relevant_person(born, date(2026, 11, 24)).value
    ('the parent', 'the pupil')
    """
    return Addressee.PUPIL if on >= born and age_on(born=born, on=on) >= 18 else Addressee.PARENT


def authority_concerned(plan: EHCPlan | None | Unknown, on: date) -> bool | Unknown:
    """Whether there is an authority that keeps an EHC plan, and so has to be told and asked, on a day.

    >>> authority_concerned(None, date(2026, 11, 23))
    False
    """
    return on >= PLANS_SINCE and had_plan(plan, on)


def left_out(
    born: date | Unknown,
    plan: EHCPlan | None | Unknown,
    on: date,
    others: frozenset[Addressee],
    reached: frozenset[Addressee],
) -> frozenset[Addressee] | Unknown:
    """Of those to whom the board owes something on a day, the ones it has not reached.

    They are the parent or the pupil, ``others``, and the authority where there is an EHC plan. What is not known is
    asked for only where it makes a difference.

    >>> told = frozenset((Addressee.PARENT,))
    >>> left_out(date(2012, 3, 14), None, date(2026, 11, 23), TOLD_TOO, told)
    frozenset({<Addressee.PROVIDER: 'the provider'>})
    """
    owed = set(others)
    if not reached >= _EITHER:
        if type(born) is Unknown:
            return born
        owed.add(relevant_person(born, on))
    if Addressee.AUTHORITY not in reached:
        concerned = authority_concerned(plan, on)
        if type(concerned) is Unknown:
            return concerned
        if concerned:
            owed.add(Addressee.AUTHORITY)
    return frozenset(owed - reached)
