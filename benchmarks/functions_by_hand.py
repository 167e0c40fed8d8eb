"""The 25 flat rules as functions that somebody writes by hand: true where the rule is not met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

#: In the order of the flat rules.
BREACHES: tuple[Callable[[Any, date], object], ...] = (
    lambda r, on: r.year_half_days > 90,
    lambda r, on: r.term_half_days > 30 and r.board_met is None,
    lambda r, on: r.term_half_days > 10 and r.provided_on is None,
    lambda r, on: r.excluded_on is not None and r.provided_on is None and r.sixth_day <= on,
    lambda r, on: r.excluded_on is not None and r.provided_on is not None and r.provided_on > r.sixth_day,
    lambda r, on: r.excluded_on is not None and r.board_met is None and r.board_due < on,
    lambda r, on: r.plan_made is not None and r.review_due < on,
    lambda r, on: r.plan_made is not None and r.sen != "E",
    lambda r, on: r.sen == "E" and r.plan_made is None,
    lambda r, on: r.minutes < 1500 and not r.part_time,
    lambda r, on: r.part_time and r.part_time_until is not None and r.part_time_until < on,
    lambda r, on: r.part_time and r.part_time_until is None,
    lambda r, on: r.absent > r.possible,
    lambda r, on: r.absent > 60 and r.dual,
    lambda r, on: r.possible < 20 and r.absent != 0,
    lambda r, on: r.looked_after and r.pep_due is not None and r.pep_due < on,
    lambda r, on: r.looked_after and r.pep_due is None,
    lambda r, on: r.planned_end is not None and r.planned_end < on,
    lambda r, on: r.review_by < on and (r.reviewed_on is None or r.reviewed_on < r.first_day),
    lambda r, on: not r.objectives and r.kind in ("PRU", "AP academy"),
    lambda r, on: not r.registered and r.minutes >= 1080,
    lambda r, on: r.kind == "provider" and r.reviewed_on is None,
    lambda r, on: r.year_group >= 10 and r.dual and r.planned_end is None,
    lambda r, on: r.first_day > on,
    lambda r, on: r.year_group == 11 and r.reviewed_on is None and r.first_day < on,
)
