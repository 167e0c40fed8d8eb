"""The 25 flat rules for OpenFisca (AGPL: measured here, used nowhere): variables that are true where a rule is not met.

Text goes in as OpenFisca's own enumerations, which it holds as numbers, and days as numpy's, whose comparisons are
false where there is no day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from flat_rules import ON

TEXTS = {"kind": ("PRU", "AP academy", "provider", "school"), "sen": ("E", "K")}
_DAYS = (
    "first_day", "planned_end", "plan_made", "review_due", "excluded_on", "sixth_day", "provided_on", "board_due",
    "board_met", "pep_due", "reviewed_on", "review_by", "part_time_until",
)  # fmt: skip
_FLAGS = ("registered", "dual", "looked_after", "objectives", "part_time")
_NUMBERS = ("year_group", "minutes", "term_half_days", "year_half_days", "absent", "possible")


def rival(table: Any) -> Any:
    """A function of no arguments that judges the table's rows by all rules, and gives a list of arrays of truths."""
    import numpy
    from openfisca_core.entities import build_entity
    from openfisca_core.indexed_enums import Enum, EnumArray
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity("person", "persons", "", is_person=True)
    system = TaxBenefitSystem([person])
    lists = {name: Enum(name, {f"at_{at}": word for at, word in enumerate(words)}) for name, words in TEXTS.items()}

    def variable(name: str, kind: type, **more: Any) -> None:
        said = {"value_type": kind, "entity": person, "definition_period": DateUnit.DAY, "label": name, **more}
        system.add_variable(type(name, (Variable,), said))

    for name in _DAYS:
        variable(name, date)
    for name in _FLAGS:
        variable(name, bool)
    for name in _NUMBERS:
        variable(name, int)
    for name, words in lists.items():
        variable(name, Enum, possible_values=words, default_value=next(iter(words)))
    today = numpy.datetime64(ON)
    for number, breach in enumerate(_breaches(numpy, today, lists), 1):
        variable(f"rule_{number:02d}", bool, formula=_formula(breach))

    given: dict[str, Any] = {name: table[name].to_numpy() for name in _FLAGS}
    given |= {name: table[name].to_numpy().astype("int32") for name in _NUMBERS}
    given |= {name: table[name].to_numpy().astype("datetime64[D]") for name in _DAYS}
    for name, words in TEXTS.items():
        at = numpy.searchsorted(numpy.array(sorted(words)), table[name].to_numpy().astype(str))
        order = numpy.array([words.index(word) for word in sorted(words)], dtype="uint8")
        given[name] = EnumArray(order[at], lists[name])
    rows = len(table)

    def judge() -> list[Any]:
        simulation = SimulationBuilder().build_default_simulation(system, rows)
        for name, values in given.items():
            simulation.set_input(name, str(ON), values)
        return [simulation.calculate(f"rule_{number:02d}", str(ON)) for number in range(1, 26)]

    return judge


def _formula(breach: Any) -> Any:
    def formula(persons: Any, period: Any, parameters: Any) -> Any:
        return breach(lambda name: persons(name, period))

    return formula


def _breaches(numpy: Any, today: Any, lists: Any) -> list[Any]:
    none = numpy.isnat
    kind, sen = lists["kind"], lists["sen"]
    of_kind = {word: list(kind)[at] for at, word in enumerate(TEXTS["kind"])}
    plan = next(iter(sen))
    return [
        lambda v: v("year_half_days") > 90,
        lambda v: (v("term_half_days") > 30) & none(v("board_met")),
        lambda v: (v("term_half_days") > 10) & none(v("provided_on")),
        lambda v: ~none(v("excluded_on")) & none(v("provided_on")) & ~(v("sixth_day") > today),
        lambda v: ~none(v("excluded_on")) & ~none(v("provided_on")) & ~(v("provided_on") <= v("sixth_day")),
        lambda v: ~none(v("excluded_on")) & none(v("board_met")) & ~(v("board_due") >= today),
        lambda v: ~none(v("plan_made")) & ~(v("review_due") >= today),
        lambda v: ~none(v("plan_made")) & (v("sen") != plan),
        lambda v: (v("sen") == plan) & none(v("plan_made")),
        lambda v: (v("minutes") < 1500) & ~v("part_time"),
        lambda v: v("part_time") & (v("part_time_until") < today),
        lambda v: v("part_time") & none(v("part_time_until")),
        lambda v: v("absent") > v("possible"),
        lambda v: (v("absent") > 60) & v("dual"),
        lambda v: (v("possible") < 20) & (v("absent") != 0),
        lambda v: v("looked_after") & (v("pep_due") < today),
        lambda v: v("looked_after") & none(v("pep_due")),
        lambda v: v("planned_end") < today,
        lambda v: ~(v("review_by") >= today) & ~(v("reviewed_on") >= v("first_day")),
        lambda v: ~v("objectives") & ((v("kind") == of_kind["PRU"]) | (v("kind") == of_kind["AP academy"])),
        lambda v: ~v("registered") & (v("minutes") >= 1080),
        lambda v: (v("kind") == of_kind["provider"]) & none(v("reviewed_on")),
        lambda v: (v("year_group") >= 10) & v("dual") & none(v("planned_end")),
        lambda v: v("first_day") > today,
        lambda v: (v("year_group") == 11) & none(v("reviewed_on")) & (v("first_day") < today),
    ]
