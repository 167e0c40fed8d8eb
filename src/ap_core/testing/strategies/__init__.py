"""Hypothesis strategies for the records of this library: plural names, nothing drawn thrown away.

Three kinds. *Any* value of a class (:mod:`~ap_core.testing.strategies.values`): contradictory and unlawful records too,
never refused ones. A record *in good order* on a day (:mod:`~ap_core.testing.strategies.scenarios`). What is *legal and
nasty* (:mod:`~ap_core.testing.strategies.awkward`). Histories as state machines are in
:mod:`ap_core.testing.strategies.histories`. ``st.from_type`` gives any value of a class without an import of these.
"""

from typing import TYPE_CHECKING

from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.testing.strategies.awkward import (
        at_the_limit_of_a_year,
        born_at_the_turn_of_the_year,
        born_on_29_february,
        closure_on_the_due_day,
        decided_near_a_change_of_law,
        dual_with_two_calendars,
        joined_in_mid_term,
        moving_into_key_stage_4,
        plan_issued_in_the_summer_gap,
        term_of_one_day,
    )
    from ap_core.testing.strategies.histories import PlacementHistory, RegistrationHistory
    from ap_core.testing.strategies.scenarios import (
        Case,
        cases,
        days_near_law,
        law_days,
        pupils,
        rolls,
        school_calendars,
    )
    from ap_core.testing.strategies.values import (
        any_calendars,
        any_pupil_records,
        any_pupils,
        any_rolls,
        assessments,
        cares,
        date_spans,
        deadlines,
        half_days,
        incidents,
        permanent_exclusions,
        placements,
        plans,
        policies,
        registers,
        registrations,
        sen_supports,
        suspensions,
        timetables,
        values_of,
    )

_HOMES = {
    "awkward": (
        "at_the_limit_of_a_year", "born_at_the_turn_of_the_year", "born_on_29_february", "closure_on_the_due_day",
        "decided_near_a_change_of_law", "dual_with_two_calendars", "joined_in_mid_term", "moving_into_key_stage_4",
        "plan_issued_in_the_summer_gap", "term_of_one_day",
    ),
    "histories": ("PlacementHistory", "RegistrationHistory"),
    "scenarios": ("Case", "cases", "days_near_law", "law_days", "pupils", "rolls", "school_calendars"),
    "values": (
        "any_calendars", "any_pupil_records", "any_pupils", "any_rolls", "assessments", "cares", "date_spans",
        "deadlines", "half_days", "incidents", "permanent_exclusions", "placements", "plans", "policies", "registers",
        "registrations", "sen_supports", "suspensions", "timetables", "values_of",
    ),
}  # fmt: skip

__all__ = [
    "Case",
    "PlacementHistory",
    "RegistrationHistory",
    "any_calendars",
    "any_pupil_records",
    "any_pupils",
    "any_rolls",
    "assessments",
    "at_the_limit_of_a_year",
    "born_at_the_turn_of_the_year",
    "born_on_29_february",
    "cares",
    "cases",
    "closure_on_the_due_day",
    "date_spans",
    "days_near_law",
    "deadlines",
    "decided_near_a_change_of_law",
    "dual_with_two_calendars",
    "half_days",
    "incidents",
    "joined_in_mid_term",
    "law_days",
    "moving_into_key_stage_4",
    "permanent_exclusions",
    "placements",
    "plan_issued_in_the_summer_gap",
    "plans",
    "policies",
    "pupils",
    "registers",
    "registrations",
    "rolls",
    "school_calendars",
    "sen_supports",
    "suspensions",
    "term_of_one_day",
    "timetables",
    "values_of",
]

__getattr__ = later(__name__, _HOMES)
