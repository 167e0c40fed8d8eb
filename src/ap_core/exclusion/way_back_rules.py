"""Cancelling an exclusion, and the way back into school: a suspension ends by itself, and no meeting is a condition.

Before 1 September 2023 no regulation gave a power to cancel; what guidance said of withdrawing is not judged.
"""

from __future__ import annotations

from datetime import date, timedelta

from ap_core.exclusion.way_back_facts import CancellationFacts as C
from ap_core.exclusion.way_back_facts import WayBackFacts as W
from ap_core.exclusion.windows import CANCEL_SINCE, SINCE, TOLD_SINCE
from ap_core.law.citation import Force
from ap_core.law.instruments import EA_2002, EXCLUSION_GUIDANCE_2022, EXCLUSION_GUIDANCE_2026, SI_2023_571
from ap_core.law.rules import Condition, Duty

#: The guidance of that day is in force (commentary; EX-VER-02).
GUIDANCE_2026_SINCE = date(2026, 7, 26)
_UNTIL_2026 = GUIDANCE_2026_SINCE - timedelta(days=1)
_CANCEL = SI_2023_571.reg("7, 10, 13")
_REINTEGRATION_2022 = EXCLUSION_GUIDANCE_2022.at("reintegration")
_REINTEGRATION_2026 = EXCLUSION_GUIDANCE_2026.at("reintegration")

BEFORE_MEETING = Condition(
    id="exclusion.cancellation.before_meeting",
    title="No cancelling once the board's meeting has begun",
    entry="exclusion.md EX-CAN-01, EX-CAN-02; verification.md C21",
    row=C, cites=_CANCEL, since=CANCEL_SINCE, law_date=C.excluded_on, who=C.head,
    applies=C.at_once & C.met_on.exists, requires=C.cancelled_on < C.met_on,
    # On one day, either may have come first.
    arguable=C.same_day,
    met="The exclusion was cancelled on {cancelled_on}, before the board met.",
    not_met="The exclusion was cancelled on {cancelled_on}; the board's meeting had begun on {met_on}, and from then "
    "on "
    "the head may not cancel.",
    differs="The exclusion was cancelled on {cancelled_on}, the day on which the board's meeting began: which came "
    "first "
    "decides whether the head still could.",
    act="Settle with the board and the authority what holds: the decision is then the board's, and it may reinstate.",
    arose=C.cancelled_on,
)  # fmt: skip

WITHIN_YEAR = Condition(
    id="exclusion.cancellation.within_year",
    title="No cancelling for a pupil out of school for longer than a year allows",
    entry="exclusion.md EX-CAN-03; verification.md C21",
    row=C, cites=_CANCEL, since=CANCEL_SINCE, law_date=C.excluded_on, who=C.head,
    requires=~C.out_too_long,
    met="When the exclusion was cancelled on {cancelled_on}, the pupil had not been out of school for longer than a "
    "year "
    "allows.",
    not_met="By the cancelling of {cancelled_on} the pupil had been out of school for more school days than the law "
    "allows "
    "in a school year, and then the head may not cancel.",
    act="Settle with the board and the authority what holds: the board may still reinstate.", arose=C.cancelled_on,
)  # fmt: skip

REINSTATED = Duty(
    id="exclusion.cancellation.reinstated",
    title="The pupil back after the cancelling",
    entry="exclusion.md EX-CAN-04",
    row=C, cites=_CANCEL, since=CANCEL_SINCE, law_date=C.excluded_on, who=C.head, by=C.when, done=C.back_on,
    met="The exclusion was cancelled on {cancelled_on}; the pupil was back from {back_on}.",
    pending="The exclusion was cancelled on {cancelled_on}: the pupil must be let back without delay.",
    late="The exclusion was cancelled on {cancelled_on}: the pupil must be let back without delay.",
    act="Let the pupil back now.", arose=C.cancelled_on,
)  # fmt: skip

BACK = Duty(
    id="exclusion.return.on_time",
    title="The return after the suspension",
    entry="exclusion.md EX-POW-05, EX-POW-07, EX-DAY-10",
    row=W, cites=EA_2002.section("51A(1)-(2)", note="For a fixed period: what goes beyond it has no basis."),
    since=SINCE, law_date=W.excluded_on, who=W.head, by=W.back_due, done=W.back_on,
    met="The suspension by {school} of {excluded_on} ended; the pupil was let back on {back_on}.",
    pending="The suspension by {school} of {excluded_on} ends: the pupil must be let back by {back_due}.",
    late="The suspension by {school} of {excluded_on} was for a fixed period: the pupil had to be let back by "
    "{back_due}; "
    "let back: {back_on}. Keeping a pupil out for longer is an exclusion that no law allows.",
    act="Let the pupil back at once, and record the days in between as what they were.", arose=W.excluded_on,
)  # fmt: skip

_OFFERED = "The suspension by {school} of {excluded_on}: the parent should be offered a reintegration meeting."


def _offered(since: date, until: date | None) -> Duty:
    year = since.year
    return Duty(
        id=f"exclusion.return.meeting_offered_{year}",
        title="A reintegration meeting offered",
        entry="exclusion.md EX-REI-01",
        row=W, cites=_REINTEGRATION_2022 if until else _REINTEGRATION_2026, since=since, until=until,
        law_date=W.excluded_on, who=W.head, applies=W.kept, by=W.when, done=W.offered_on,
        met="A reintegration meeting was offered on {offered_on}.", pending=_OFFERED, late=_OFFERED,
        act="Offer one. The pupil comes back on the day whether or not it is held.", arose=W.excluded_on,
    )  # fmt: skip


def _no_condition(since: date, until: date | None) -> Condition:
    cites = (EXCLUSION_GUIDANCE_2022 if until else EXCLUSION_GUIDANCE_2026).at(
        "reintegration", force=Force.STATUTORY_GUIDANCE_MUST
    )
    return Condition(
        id=f"exclusion.return.no_condition_{since.year}",
        title="A return that depends on nothing",
        entry="exclusion.md EX-REI-01, EX-POW-07",
        row=W, cites=cites, since=since, until=until, law_date=W.excluded_on, who=W.head, applies=W.kept,
        requires=~W.condition,
        not_met="After the suspension by {school} of {excluded_on} the return was made to depend on a meeting or on "
        "something else; it must depend on nothing.",
        act="Let the pupil back, and hold the meeting beside it.", arose=W.excluded_on,
    )  # fmt: skip


OFFERED_2022, OFFERED_2026 = _offered(TOLD_SINCE, _UNTIL_2026), _offered(GUIDANCE_2026_SINCE, None)
NO_CONDITION_2022, NO_CONDITION_2026 = _no_condition(TOLD_SINCE, _UNTIL_2026), _no_condition(GUIDANCE_2026_SINCE, None)

RULES = (
    BEFORE_MEETING, WITHIN_YEAR, REINSTATED, BACK, OFFERED_2022, OFFERED_2026, NO_CONDITION_2022, NO_CONDITION_2026,
)  # fmt: skip
