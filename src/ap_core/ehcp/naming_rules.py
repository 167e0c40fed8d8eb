"""A setting that Section I names: consulted before it is named, requested only where a family can, admitting.

Naming is the authority's to do. A pupil referral unit may be named, and cannot be requested; no school of this centre's
kind is let off taking a pupil in.
"""

from __future__ import annotations

from ap_core.ehcp.naming import PART_3_SINCE
from ap_core.ehcp.naming_facts import NamingFacts as N
from ap_core.law.instruments import CFA_2014
from ap_core.law.rules import Actor, Condition, Duty

CONSULTED = Duty(
    id="ehcp.naming.consulted",
    title="Setting consulted before the plan names it",
    entry="ehcp.md EHC-SI-09",
    row=N, cites=CFA_2014.at("ss.39(2), 39(6), 40(3)"), since=PART_3_SINCE, law_date=N.first, who=Actor.AUTHORITY,
    applies=N.to_consult, by=N.consulted_due, done=N.consulted_on,
    met="The authority consulted {setting} on {consulted_on}, before the plan named it from {first}.",
    pending="The plan names {setting} from {first}: the authority must consult it before.",
    late="The plan names {setting} from {first}; the authority had to consult it before. Consulted: {consulted_on}.",
    act="Tell the authority what the setting can and cannot do for the pupil, for the next review of the plan.",
    arose=N.first,
)  # fmt: skip

REQUESTED = Condition(
    id="ehcp.naming.requested",
    title="A setting that a family can request",
    entry="ehcp.md EHC-SI-01, EHC-SI-02, EHC-SI-03",
    row=N,
    cites=CFA_2014.section(
        "38(3)", note="The Act of 2014 read as revised to March 2018. For what is not on the list the family makes "
        "representations, and the authority may name it all the same (ss.39(5), 40(2)).",
    ),
    since=PART_3_SINCE, law_date=N.first, who=Actor.AUTHORITY, applies=N.requested, requires=N.requestable,
    met="The plan names {setting} on a request that a family can make.",
    not_met="The record says that the plan names {setting} because the family requested it. Such a setting is not on "
    "the list of section 38: the authority can name it, and what the family says for it is a representation.",
    act="Ask the authority whether it named the setting of its own accord, and record it so. The plan holds meanwhile.",
    arose=N.first,
)  # fmt: skip

ADMITTED = Duty(
    id="ehcp.naming.admitted",
    title="The setting named admits the pupil",
    entry="ehcp.md EHC-SI-06",
    row=N, cites=CFA_2014.section("43(1)-(2)"), since=PART_3_SINCE, law_date=N.first, who=N.who, applies=N.admits,
    by=N.admitted_by, done=N.admitted_on,
    met="The plan names {setting} from {first}; on its register since {admitted_on}.",
    pending="The plan names {setting} from {first}, which must admit the pupil, full or not; on its register, as far "
    "as is recorded: {admitted_on}.",
    # A duty without a day is never late.
    late="The plan names {setting} from {first}, which must admit the pupil.",
    act="The setting named enters the pupil on its register. Where the pupil is taught elsewhere meanwhile, ask the "
    "authority on what basis.", arose=N.first,
)  # fmt: skip

RULES = (CONSULTED, REQUESTED, ADMITTED)
