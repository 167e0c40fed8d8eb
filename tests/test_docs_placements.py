"""The page on the life of a placement: its examples run, and its tables are what the library says."""

from __future__ import annotations

import doctest
import json

import pytest

from ap_core.placement.dimensions import REGISTRATION_ON
from ap_core.placement.lifecycle import State, allowed_after
from ap_core.placement.records import Basis
from ap_core.registration.records import Enrolment
from tests.house import ROOT
from tests.placements import MONDAY

PAGE = (ROOT / "docs" / "placements.md").read_text(encoding="utf-8")


def test_the_examples_run() -> None:
    test = doctest.DocTestParser().get_doctest(PAGE, {}, "placements", "placements.md", 0)
    assert test.examples
    doctest.DebugRunner().run(test)


@pytest.mark.parametrize("state", State)
def test_what_may_follow(state: State) -> None:
    could = ", ".join(kind.value for kind in allowed_after(state)) or "nothing: it is over"
    assert f"\n| {state.value} | {could} |\n" in PAGE


@pytest.mark.parametrize("basis", Basis)
def test_basis_and_registration(basis: Basis) -> None:
    edition = REGISTRATION_ON[basis].on(MONDAY)
    order = (Enrolment.SINGLE, Enrolment.MAIN, Enrolment.SUBSIDIARY, None)
    cells = " | ".join(edition.value[status].value for status in order)
    cites = edition.citation
    row = f"| {basis.value} | {cells} | {edition.valid_from} | {cites} ({cites.force.value}) |"
    assert f"\n{row}\n" in PAGE


def test_whose_basis_is_which_in_the_example() -> None:
    document = json.loads((ROOT / "examples" / "data" / "invented_centre.json").read_bytes())
    pupils: dict[str, list[str]] = {}
    for record in document["pupils"]:
        name = record["placements"][-1].get("basis")
        basis = "not recorded" if name is None else Basis[name.upper()].value
        pupils.setdefault(basis, []).append(record["pupil"]["ref"])
    assert len(pupils) == len(Basis) + 1
    for basis, refs in pupils.items():
        assert f"\n| {basis} | {' '.join(refs)} |\n" in PAGE
