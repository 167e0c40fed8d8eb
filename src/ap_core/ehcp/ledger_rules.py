"""What was delivered of Section F: the authority's duty to secure it, and when the centre tells the authority.

The duty is the authority's alone, whoever delivers (CFA 2014 s.42(2)). What the centre has chosen is to say so early.
"""

from __future__ import annotations

from datetime import date

from ap_core.ehcp.ledger_facts import DeliveredFacts as D
from ap_core.law.instruments import CENTRE_POLICY, CFA_2014, LOCAL_SINCE
from ap_core.law.rules import Actor, Condition, Duty

SECURED = Condition(
    id="ehcp.provision.secured",
    title="Section F delivered, line by line",
    entry="ehcp.md EHC-DL-01, EHC-DL-05, ADJ-07",
    row=D,
    cites=CFA_2014.section(
        "42(2)", note="Read as revised to March 2018. That nothing excuses the authority: R (L) v Hampshire County "
        "Council [2024] EWHC 1928 (Admin), read in a summary. Where the family has made suitable arrangements of its "
        "own the duty does not hold (s.42(5)). Whether what was offered to an absent pupil was secured is not said.",
    ),
    since=date(2014, 9, 1), law_date=D.counted_to, who=Actor.AUTHORITY,
    applies=D.going_on & D.has_plan & D.counted_to.exists, requires=D.secured, arguable=D.explained,
    met="Section F, {line} ({kind}): nothing missing in the weeks from {counted_from} to {counted_to}.",
    not_met="The authority must secure all that Section F gives: {line} ({kind}), minutes due from {counted_from} to "
    "{counted_to}: {specified}; delivered: {delivered}; missing: {missing}. More of another line does not make up for "
    "it.",
    differs="Section F, {line} ({kind}), minutes due from {counted_from} to {counted_to}: {specified}; delivered: "
    "{delivered}. The rest was offered while the pupil was absent or did not take it up: whether that was secured, "
    "readings differ.",
    act="Tell the authority what is missing, and ask how it secures the line from now on and makes up for it.",
    arose=D.counted_to,
)  # fmt: skip

TOLD = Duty(
    id="ehcp.provision.shortfall_told",
    title="The authority told what is missing of Section F",
    entry="ehcp.md EHC-DL-05, ADJ-07",
    row=D, cites=CENTRE_POLICY.at("ehcp.shortfall_to_tell"), since=LOCAL_SINCE, who=D.whose_step,
    applies=D.going_on & D.has_plan & D.short, by=D.when, done=D.told_on,
    met="Section F, {line}: the authority was told of what is missing on {told_on}.",
    pending="Section F, {line} ({kind}), minutes missing by {counted_to}: {missing}. The centre has chosen to tell the "
    "authority when this many weeks' worth of a line is missing: {to_tell}.",
    # A duty without a day is never late.
    late="Section F, {line}: the centre has chosen to tell the authority when this many weeks' worth of a line is "
    "missing: {to_tell}.",
    act="Tell the authority in writing: which line, how much, since when and why. It is the authority's to secure.",
)  # fmt: skip

ESCALATED = Duty(
    id="ehcp.provision.shortfall_escalated",
    title="A shortfall of Section F raised with those who decide",
    entry="ehcp.md ADJ-07",
    row=D, cites=CENTRE_POLICY.at("ehcp.shortfall_to_escalate"), since=LOCAL_SINCE, who=D.whose_step,
    applies=D.going_on & D.has_plan & D.very_short, by=D.when, done=D.escalated_on,
    met="Section F, {line}: what is missing was raised with those who decide on {escalated_on}.",
    pending="Section F, {line} ({kind}), minutes missing by {counted_to}: {missing}. The centre has chosen to raise it "
    "with those who decide when this many weeks' worth of a line is missing: {to_escalate}.",
    late="Section F, {line}: the centre has chosen to raise it with those who decide when this many weeks' worth of a "
    "line is missing: {to_escalate}.",
    act="Write to whoever decides on provision at the authority, and tell the family whom it may turn to.",
)  # fmt: skip

RULES = (SECURED, TOLD, ESCALATED)
