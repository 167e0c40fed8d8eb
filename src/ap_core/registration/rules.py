"""On whose roll, on any day: at most one single or main registration, a subsidiary beside a main, single alone.

The parts that registers play for one pupil are a convention of the school census; its legal root is that a pupil of
several schools attends one of them for most of the time (SI 2013/2094 Sch 1 para 4). Not judged before 2014-01-01.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.instruments import SCHOOL_CENSUS
from ap_core.law.rules import Actor, Condition
from ap_core.registration.facts import Pattern

_CENSUS = SCHOOL_CENSUS.at(
    "enrolment status", note="Convention of the census; legal root SI 2013/2094 Sch 1 para 4, read as amended to 2015."
)
_SINCE = date(2014, 1, 1)
_AGREE = "Settle with the other school whose register is the main one, and correct the entry that is wrong."

ONE_SINGLE_OR_MAIN = Condition(
    id="registration.single_or_main.at_most_one",
    title="At most one single or main registration",
    entry="placement.md section 10 invariant 1; standards.md 3.1",
    row=Pattern, cites=_CENSUS, since=_SINCE, law_date=Pattern.first, who=Actor.CENTRE_AND_HOME_SCHOOL,
    requires=Pattern.single_or_main <= 1,
    not_met="From {first} the pupil has {single_or_main} single or main registrations; the census allows one.",
    act=_AGREE, arose=Pattern.first,
)  # fmt: skip

SUBSIDIARY_NEEDS_MAIN = Condition(
    id="registration.subsidiary.needs_main",
    title="A subsidiary registration beside a main one",
    entry="placement.md section 10 invariant 1, register.enrolment-status.la-arranged-ap; standards.md 3.1",
    row=Pattern, cites=_CENSUS, since=_SINCE, law_date=Pattern.first, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=Pattern.subsidiary >= 1, requires=Pattern.main >= 1,
    # A school whose pupil the authority placed without it returns a subsidiary registration with no main anywhere.
    arguable=Pattern.single == 0,
    not_met="From {first} a subsidiary registration stands beside a single one and there is no main one.",
    differs="From {first} there is a subsidiary registration and no main one on this record. That is right only where "
    "the authority arranged the place without the school.",
    act="Ask the other school how it returns the pupil, and record its registration.", arose=Pattern.first,
)  # fmt: skip

SINGLE_EXCLUDES_OTHERS = Condition(
    id="registration.single.excludes_others",
    title="A single registration alone",
    entry="placement.md section 10 invariant 1; standards.md 3.1",
    row=Pattern, cites=_CENSUS, since=_SINCE, law_date=Pattern.first, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=Pattern.single >= 1, requires=Pattern.registered == 1,
    not_met="From {first} a single registration stands beside others: {registered} schools have the pupil on roll.",
    act=_AGREE, arose=Pattern.first,
)  # fmt: skip

RULES = (ONE_SINGLE_OR_MAIN, SUBSIDIARY_NEEDS_MAIN, SINGLE_EXCLUDES_OTHERS)
