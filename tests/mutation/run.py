"""Mutation testing: does a test fail for every small mistake that could be made in a module?

    python tests/mutation/run.py exclusion/sixth_days ehcp/ledger
    python tests/mutation/run.py attendance/expected --lines 100-140

Each change is tried in a child process of its own, over the tests named below, with few examples a property. Nothing on
disk is touched. What lived is printed: it is looked at by hand, and either gets a test or a line in docs/mutation.md.
Not part of the ordinary checks: it takes about a second a change, and runs where processes can be forked. The library
and the tests are loaded once: a change inside a function is put into the function that is there, and only a change of
what a module does as it is loaded (a table, a default) makes its child load everything anew.
"""

from __future__ import annotations

import argparse
import gc
import importlib.machinery
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "examples"), str(ROOT / "tests")]

# Loaded once, before any child begins; the library itself is loaded by each child.
import pytest  # noqa: E402
from _pytest.doctest import DoctestItem  # noqa: E402
from hypothesis.internal.conjecture.engine import ConjectureRunner  # noqa: E402

from tests.mutation.changes import Change, changes  # noqa: E402

#: Which tests hold a module; a module that is not named has ``tests/test_<room>_<module>.py``.
TESTS: dict[str, tuple[str, ...]] = {
    "exclusion/sixth_days": ("exclusion_sixth_day", "exclusion_rules", "traps_exclusion"),
    "exclusion/served": ("exclusion_limit", "exclusion_totals"),
    "exclusion/prospect": ("exclusion_limit", "exclusion_totals", "traps_exclusion"),
    "exclusion/codes": ("exclusion_codes", "traps_exclusion"),
    "exclusion/first_days": ("exclusion_first_days", "exclusion_days", "exclusion_rules"),
    "exclusion/rates": ("exclusion_rates",),
    "ehcp/ledger": ("ehcp_ledger", "ehcp_provision"),
    "ehcp/ledger_facts": ("ehcp_ledger", "ehcp_provision"),
    "ehcp/naming": ("ehcp_naming", "ehcp_placed", "traps_ehcp"),
    "ehcp/naming_facts": ("ehcp_naming", "ehcp_placed"),
    "attendance/expected": ("attendance_expected", "attendance_registers", "attendance_reconcile", "traps_attendance"),
    "attendance/reconcile": ("attendance_reconcile", "attendance_expected"),
    "attendance/attended": ("attendance_attended", "attendance_expected", "attendance_reconcile", "traps_attendance"),
    "attendance/thresholds": ("attendance_thresholds", "attendance_groups"),
    "attendance/threshold_facts": ("attendance_thresholds",),
    "ehcp/assessment_timetable": ("ehcp_timetables", "traps_ehcp"),
    "ehcp/review_timetable": ("ehcp_timetables", "traps_ehcp"),
    "ehcp/phase_transfer": ("ehcp_timetables", "ehcp_life_facts", "ehcp_life_rules"),
    "ehcp/reassessment_timetable": ("ehcp_timetables",),
    "ehcp/order_timetable": ("ehcp_timetables", "ehcp_life_facts"),
    "ehcp/moving_timetable": ("ehcp_timetables", "traps_ehcp"),
    "ehcp/budget_timetable": ("ehcp_timetables",),
    "ehcp/dispute_timetable": ("ehcp_timetables", "traps_ehcp"),
    "exclusion/notice_timetable": ("exclusion_timetables", "traps_exclusion", "exclusion_rules"),
    "exclusion/board_timetable": ("exclusion_timetables", "exclusion_after", "traps_exclusion"),
    "exclusion/panel_timetable": ("exclusion_timetables", "traps_exclusion"),
    "exclusion/windows": ("exclusion_timetables", "exclusion_banding", "traps_exclusion"),
    "exclusion/effect": ("exclusion_after",),
    "exclusion/sixth_day_facts": ("exclusion_sixth_day", "exclusion_rules"),
    "placement/lengths": ("placement_rules", "placement_planning"),
    "placement/returns": (
        "placement_returns",
        "placement_return_after",
        "placement_kept_plans",
        "progress_reintegration",
        "traps_placement",
    ),
    "placement/return_facts": ("placement_returns", "placement_return_after", "traps_placement"),
    "placement/return_registers": ("placement_return_registers", "traps_placement"),
    "placement/planning": ("placement_planning", "placement_kept_plans", "traps_placement"),
    "placement/plan_return": ("placement_planning", "placement_kept_plans", "placement_returns"),
    "placement/plan_reviews": ("placement_planning", "placement_kept_plans", "traps_placement"),
    "placement/direction": ("placement_direction", "placement_direction_timetable", "traps_placement"),
    "placement/direction_timetable": ("placement_direction_timetable", "placement_direction", "traps_placement"),
    "placement/bases": ("placement_bases", "traps_placement"),
    "placement/lifecycle": ("placement_lifecycle", "traps_placement"),
    "registration/deletion": ("registration_joining_leaving",),
    "registration/agreement": ("registration_joining_leaving", "placement_return_after"),
    "registration/joining_leaving_facts": ("registration_joining_leaving",),
    "registration/on_day": ("registration_rules", "registration_joining_leaving"),
    "progress/disclosure": ("progress_disclosure", "traps_progress"),
    "progress/shares": ("progress_measures", "progress_intervals", "progress_disclosure"),
    "progress/intervals": ("progress_intervals", "progress_statistics"),
    "progress/estimates": ("progress_key_stage_4",),
    "progress/change": ("progress_change", "traps_progress"),
}
#: The functions that differ, each with what is put in its place.
Swaps = list[tuple[CodeType, CodeType]]
#: A change that makes a loop endless is noticed by its time.
LONGEST = 60


def main() -> int:
    """Try every change of the modules named, and say how many lived."""
    asked = argparse.ArgumentParser(description="Which small mistakes would no test notice?")
    asked.add_argument("modules", nargs="+", help="as room/module")
    asked.add_argument("--lines", help="only changes of these lines, as first-last")
    asked.add_argument("--inside", action="store_true", help="only changes inside functions, which are quickly tried")
    given = asked.parse_args()
    os.chdir(ROOT)
    lived = sum(tried(module, given.lines, given.inside) for module in given.modules)
    return 1 if lived else 0


def tried(module: str, lines: str | None, inside_alone: bool) -> int:
    """Every change of one module; how many no test noticed."""
    path = ROOT / "src" / "ap_core" / f"{module}.py"
    names = TESTS.get(module, (module.replace("/", "_"),))
    # Its own doctests are among its tests.
    tests = [str(path), *(str(ROOT / "tests" / f"test_{name}.py") for name in names)]
    if (code := outcome(lambda: _run(tests))) != 0:
        raise SystemExit(f"{module}: its tests are not green to begin with ({code})")
    source = path.read_text(encoding="utf-8")
    first, last = map(int, lines.split("-")) if lines else (1, 10**6)
    wanted = [change for change in changes(source) if first <= change.line <= last]
    plain = compile(source, str(path), "exec")
    began = time.monotonic()
    inside: list[tuple[Change, Swaps]] = []
    anew: list[Change] = []
    for change in wanted:
        swaps = _swaps(plain, compile(change.tree, str(path), "exec"))
        if swaps is None:
            anew.append(change)
        else:
            inside.append((change, swaps))
    left = len(anew) if inside_alone else 0
    # What lived may have been run as the module was loaded: such a change is tried anew.
    anew = [*_lived_loaded(tests, inside), *([] if inside_alone else anew)]
    lived = 0
    for change in anew:
        if outcome(partial(_run, tests, path, compile(change.tree, str(path), "exec"))) == 0:
            lived += 1
            print(f"{module} {change}", flush=True)
    took = time.monotonic() - began
    print(f"{module}: {len(wanted) - left} changes, {lived} lived, {left} left out ({took:.0f} s)", flush=True)
    return lived


def outcome(run: Callable[[], int], longest: float | None = LONGEST) -> int:
    """What ``run`` gives in a child process: 0 where none of the tests fails."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os._exit(run())
    end = time.monotonic() + (longest or 10**9)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -1
        time.sleep(0.01)


def _swaps(plain: CodeType, other: CodeType) -> Swaps | None:
    """The functions that differ, each with what to put in its place; None where what is done at loading differs."""
    loads, functions = _parts(plain)
    loads_then, functions_then = _parts(other)
    swaps = [pair for pair in zip(functions, functions_then, strict=False) if pair[0] != pair[1]]
    if loads != loads_then or any(each.co_name.startswith("<") for each, _ in swaps):
        return None
    return swaps


def _parts(code: CodeType) -> tuple[list[Any], list[CodeType]]:
    """What a module (or the body of a class) does as it is loaded, and the functions it makes."""
    loads: list[Any] = [code.co_code, code.co_names, code.co_exceptiontable]
    functions: list[CodeType] = []
    for held in code.co_consts:
        if not isinstance(held, CodeType):
            loads.append(held)
        elif held.co_flags & CO_OPTIMIZED:
            functions.append(held)
        else:
            inner, more = _parts(held)
            loads.append(inner)
            functions.extend(more)
    return loads, functions


def _lived_loaded(tests: list[str], inside: list[tuple[Change, Swaps]]) -> list[Change]:
    """The changes inside functions that no test notices once everything is loaded."""
    reading, writing = os.pipe()
    each = _EachChange([swaps for _, swaps in inside], writing)
    outcome(partial(_run, tests, plugins=[each]), longest=None)
    os.close(writing)
    with os.fdopen(reading) as told:
        return [inside[int(place)][0] for place in told.read().split()]


class _EachChange:
    """Once the tests are collected: a child for each change, which goes on to run them."""

    def __init__(self, tried: list[Swaps], told: int) -> None:
        self.tried, self.told = tried, told

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: Any) -> bool:
        usual = session.config.pluginmanager.get_plugin("main").pytest_runtestloop
        # Once as it is, so that no child has to make ready what each needs: the rules as one function, the strategies.
        # Doctests are left for the children: they can be run once alone.
        every = session.items
        session.items = [each for each in every if not isinstance(each, DoctestItem)]
        usual(session)
        session.items = every
        there = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
        kept = [each for each in gc.get_objects() if hasattr(type(each), "cache_clear")]

        def run(put: list[tuple[FunctionType, CodeType]]) -> int:
            for answers in kept:
                answers.cache_clear()
            for function, new in put:
                function.__code__ = new
            try:
                usual(session)
            except BaseException:  # that a test failed, with -x
                return 1
            return int(session.testsfailed > 0)

        # Tests that are not green a second time tell nothing here: then every change is tried anew.
        twice = outcome(partial(run, [])) == 0
        for place, swaps in enumerate(self.tried):
            put = [(each, new) for old, new in swaps for each in there if each.__code__ == old]
            if not (twice and put) or outcome(partial(run, put)) == 0:
                os.write(self.told, f"{place} ".encode())
        return True


def _run(tests: list[str], path: Path | None = None, code: CodeType | None = None, plugins: Any = ()) -> int:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    usual: Any = importlib.machinery.SourceFileLoader.get_code

    def get_code(loader: Any, name: str) -> Any:
        return code if code is not None and loader.path == str(path) else usual(loader, name)

    setattr(importlib.machinery.SourceFileLoader, "get_code", get_code)  # noqa: B010 - no type checker lets it be set
    # That an example fails is enough: a plainer one is not looked for.
    setattr(ConjectureRunner, "shrink_interesting_examples", lambda _: None)  # noqa: B010
    plain = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=brief", "--tb=no"]
    # Rewriting asserts would read the module from disk, as it is named here for its doctests.
    plain += ["--assert=plain", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*plain, *tests], plugins=list(plugins)))


if __name__ == "__main__":
    sys.exit(main())
