"""Force, seclusion and restraint: a record in writing and a report to each parent, since 1 April 2026.

Of force the Act asks more than one record: the governing body (or proprietor) must have a procedure that calls for it,
and must take all reasonable steps that it is kept to. What one record can show is whether it was kept to this time.

The Act and the regulations say "as soon as practicable": that is no day, so neither duty is ever called late. The
guidance aims at the same day: a report on a later day is a question to be asked, and no breach of the law.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.instruments import EIA_2006, RESTRICTIVE_INTERVENTIONS_2026, SECLUSION_REGULATIONS_2025
from ap_core.law.rules import Actor, Duty
from ap_core.support.records import Restriction
from ap_core.support.restricted_facts import RestrictedFacts as R

SINCE = date(2026, 4, 1)

_FORCE = (R.kind == Restriction.FORCE) & R.at_school
_OTHER = (R.kind != Restriction.FORCE) & R.at_school
_ACT_NOTE = "Read as inserted by the Apprenticeships, Skills, Children and Learning Act 2009 s.246, as revised in 2026."

FORCE_RECORDED = Duty(
    id="support.force.recorded",
    title="Written record of a significant use of force",
    entry="story 11",
    row=R, cites=EIA_2006.section("93A(1)(a), (2), (3)", note=_ACT_NOTE), since=SINCE, law_date=R.incident_on,
    who=Actor.CENTRE, applies=_FORCE, by=R.soon, done=R.recorded_on,
    met="The significant use of force on {incident_on} was recorded in writing on {recorded_on}.",
    pending="By the procedure that the governing body must have, the significant use of force on {incident_on} is to "
    "be recorded in writing as soon as practicable.",
    # A duty without a day is never late; so with the three that follow.
    late="By the procedure that the governing body must have, the significant use of force on {incident_on} is to be "
    "recorded in writing; recorded: {recorded_on}.",
    act="Write it up today: what led to it, what was done, for how long, and why.", arose=R.incident_on,
)  # fmt: skip

FORCE_REPORTED = Duty(
    id="support.force.reported",
    title="Report of a significant use of force to each parent",
    entry="story 11",
    row=R, cites=EIA_2006.section("93A(1)(b), (2), (5)", note=_ACT_NOTE), since=SINCE, law_date=R.incident_on,
    who=Actor.CENTRE, applies=_FORCE, by=R.soon, done=R.told_on,
    met="The significant use of force on {incident_on} was reported to each parent who is to be told by {told_on}.",
    pending="By the procedure that the governing body must have, the significant use of force on {incident_on} is to "
    "be reported to each parent as soon as practicable.",
    late="By the procedure that the governing body must have, the significant use of force on {incident_on} is to be "
    "reported to each parent; reported: {told_on}.",
    act="Tell each parent today, unless telling that parent would be likely to cause the pupil significant harm; if no "
    "parent can safely be told, tell the local authority.", arose=R.incident_on,
)  # fmt: skip

RESTRICTION_RECORDED = Duty(
    id="support.restriction.recorded",
    title="Written record of seclusion or restraint",
    entry="story 11",
    row=R, cites=SECLUSION_REGULATIONS_2025.at(), since=SINCE, law_date=R.incident_on,
    who=Actor.CENTRE, applies=_OTHER, by=R.soon, done=R.recorded_on,
    met="What happened on {incident_on} ({kind}) was recorded in writing on {recorded_on}.",
    pending="What happened on {incident_on} ({kind}) must be recorded in writing as soon as practicable.",
    late="What happened on {incident_on} ({kind}) must be recorded in writing; recorded: {recorded_on}.",
    act="Write it up today: what led to it, what was done, for how long, and why.", arose=R.incident_on,
)  # fmt: skip

RESTRICTION_REPORTED = Duty(
    id="support.restriction.reported",
    title="Report of seclusion or restraint to each parent",
    entry="story 11",
    row=R, cites=SECLUSION_REGULATIONS_2025.at(), since=SINCE, law_date=R.incident_on,
    who=Actor.CENTRE, applies=_OTHER, by=R.soon, done=R.told_on,
    met="What happened on {incident_on} ({kind}) was reported to each parent who is to be told by {told_on}.",
    pending="What happened on {incident_on} ({kind}) must be reported to each parent as soon as practicable.",
    late="What happened on {incident_on} ({kind}) must be reported to each parent; reported: {told_on}.",
    act="Tell each parent today, unless telling that parent would be likely to cause the pupil significant harm.",
    arose=R.incident_on,
)  # fmt: skip

SAME_DAY = Duty(
    id="support.force.same_day",
    title="Parents told on the day of force, seclusion or restraint",
    entry="story 11",
    row=R, cites=RESTRICTIVE_INTERVENTIONS_2026.at("recording and reporting"), since=SINCE, law_date=R.incident_on,
    who=Actor.CENTRE, applies=R.at_school, by=R.same_day, done=R.told_on,
    met="Each parent who is to be told was told on the day, {told_on}.",
    pending="Each parent should be told today of what happened ({kind}).",
    late="Guidance says that parents should be told the same day; {kind} on {incident_on}, told: {told_on}. The law "
    "sets no day, so this is no breach of it: ask why.",
    act="Tell each parent today, and ask why it was not done on the day.", arose=R.incident_on,
)  # fmt: skip

IN_WRITING = Duty(
    id="support.force.in_writing",
    title="Report of force, seclusion or restraint to parents in writing",
    entry="story 11",
    row=R, cites=RESTRICTIVE_INTERVENTIONS_2026.at("recording and reporting"), since=SINCE, law_date=R.incident_on,
    who=Actor.CENTRE, applies=R.at_school, by=R.soon, done=R.written_on,
    met="Each parent who is to be told had the report in writing by {written_on}.",
    pending="The report of what happened on {incident_on} ({kind}) should be given to each parent in writing too.",
    late="The report of what happened on {incident_on} ({kind}) should be in writing; given: {written_on}.",
    act="Give each parent the report in writing.", arose=R.incident_on,
)  # fmt: skip

RULES = (FORCE_RECORDED, FORCE_REPORTED, RESTRICTION_RECORDED, RESTRICTION_REPORTED, SAME_DAY, IN_WRITING)
