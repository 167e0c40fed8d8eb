"""The baseline is of this arrival, and its scores are kept with the scale that makes them mean something."""

from __future__ import annotations

from ap_core.curriculum.baseline_facts import AssessedFacts as A
from ap_core.law.instruments import CENTRE_POLICY, LOCAL_SINCE
from ap_core.law.rules import Actor, Condition

ON_ARRIVAL = Condition(
    id="curriculum.baseline.on_arrival",
    title="The baseline is of this arrival",
    entry="story 10",
    row=A, cites=CENTRE_POLICY.at("curriculum.baseline_before_at_most"), since=LOCAL_SINCE, who=Actor.BASELINE_LEAD,
    applies=A.going_on, requires=A.before_arrival <= 0,
    met="Every assessment is of the time of the arrival.",
    not_met="Assessed too long before the first day to tell where the pupil starts from: {too_early}. The centre has "
    "chosen to assess on arrival, so it does not count as the baseline.",
    act="Ask whose assessment it is and keep it as information; assess anew: {too_early}.",
)  # fmt: skip

SCALE = Condition(
    id="curriculum.baseline.scale",
    title="Standard scores are kept with their scale",
    entry="metrics.md STD-01",
    row=A, cites=CENTRE_POLICY.at("a score is kept with the scale of its instrument"), since=LOCAL_SINCE,
    who=Actor.BASELINE_LEAD, applies=A.going_on, requires=A.without_scale <= 0,
    met="Every standard score is kept with the scale of its instrument.",
    not_met="A standard score without the scale of its instrument: {unscaled}. The centre has chosen to keep both: "
    "otherwise nobody can tell whether the test cut the score off.",
    act="Add from the test's own report the instrument, the lowest and highest score, mean and deviation.",
)  # fmt: skip

RULES = (ON_ARRIVAL, SCALE)
