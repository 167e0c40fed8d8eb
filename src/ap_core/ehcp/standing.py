"""Whether a pupil had an EHC plan on a day."""

from __future__ import annotations

from datetime import date

from ap_core.ehcp.records import EHCPlan
from ap_core.law.unknown import Unknown, known


def had_plan(plan: EHCPlan | None | Unknown, on: date) -> bool | Unknown:
    """Whether ``plan``, a record's plan as a fact, had been made by ``on``.

    >>> had_plan(None, date(2026, 11, 23))
    False
    """
    if plan is None:
        return False
    if type(plan) is Unknown:
        return plan
    made_on = plan.made_on
    return known(plan, "made_on", "plan.") if type(made_on) is Unknown else made_on <= on
