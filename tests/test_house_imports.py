"""`import ap_core` loads no room, no extra and no data that it was not asked for; its names are the contract."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys

import pytest

import ap_core
from tests.house import modules

NEVER_LOADED = [
    *(
        "cattrs",
        "orjson",
        "defusedxml",
        "icalendar",
        "msgspec",
        "narwhals",
        "numpy",
        "pandas",
        "polars",
        "duckdb",
        "hypothesis",
        "scipy",
        "matplotlib",
    ),
    *("dateutil.parser", "dateutil.tz", "zoneinfo"),
]

#: The public face that the design promises.
CONTRACT = set(
    "check Review Finding Verdict Condition Duty RuleBook ENGLAND Policy Citation Force Dated Deadline Timetable "
    "SchoolDays WorkingDays Days Weeks Months NoFixedDate AcademicYear SchoolCalendar Term Calendars DateSpan "
    "HalfDays KeyStage YearGroup key_stage expected_year_group compulsory_school_age Pupil PupilRecord Registration "
    "Placement EHCPlan Suspension PermanentExclusion Centre UNKNOWN check_roll Roll Acknowledgement ApCoreError "
    "InvalidValue InvalidDocument NotInForce OutsideCalendar".split()
)


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after the statement."""
    program = (
        f"import sys, json\nbefore = set(sys.modules)\n{statement}\nprint(json.dumps([*set(sys.modules) - before]))"
    )
    clean = {key: text for key, text in os.environ.items() if not key.startswith(("COVERAGE_", "COV_"))}
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=clean)
    return set(json.loads(run.stdout))


def surplus(loaded: set[str]) -> set[str]:
    """Of the modules loaded, those of packages that nobody asked for."""
    return {name for name in loaded if any(name == never or name.startswith(f"{never}.") for never in NEVER_LOADED)}


def test_importing_the_package_loads_nothing_else() -> None:
    """Not even a room of its own."""
    assert {
        name
        for name in loaded_by("import ap_core")
        if name.partition(".")[0] in ("ap_core", "attrs", "attr", "dateutil")
    } == {"ap_core"}


@pytest.mark.parametrize(
    "statement",
    [
        "import ap_core",
        "from ap_core import check, ENGLAND",
        "from ap_core import *",
        "import ap_core.dates, ap_core.pupils",
    ],
)
def test_no_extra_is_loaded(statement: str) -> None:
    """Whatever the core is asked for, no extra and no heavy part of dateutil comes with it."""
    assert surplus(loaded_by(statement)) == set()


@pytest.mark.parametrize("module", ["zoneinfo", "dateutil.tz", "hypothesis"])
def test_a_module_that_is_loaded_is_noticed(module: str) -> None:
    """The test above can fail."""
    assert surplus(loaded_by(f"import {module}"))


def test_the_face_keeps_the_names_that_were_promised() -> None:
    """DESIGN section 7: these names and meanings stay."""
    assert set(ap_core.__all__) >= CONTRACT
    assert set(dir(ap_core)) >= CONTRACT


@pytest.mark.parametrize("name", ap_core.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """A lazy name is found when it is asked for, and is the same object ever after."""
    assert getattr(ap_core, name) is getattr(ap_core, name)


def test_another_name_is_refused() -> None:
    """As with any module."""
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        ap_core.chekc  # noqa: B018


def test_type_checkers_see_the_names_that_are_loaded() -> None:
    """What the face declares for type checkers is what it loads: the same names, from the same modules."""
    declared = {}
    for node in ast.walk(modules()["ap_core"]):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ap_core."):
            declared.update({alias.asname: f"{node.module}:{alias.name}" for alias in node.names})
    loads = {name: f"ap_core.{home}:{name}" for name, home in ap_core._HOME_OF.items()}
    assert declared == loads
