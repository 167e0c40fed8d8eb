"""Mutation testing: does a test fail for every small mistake that could be made in a module?

    python tests/mutation/run.py exclusion/sixth_days ehcp/ledger
    python tests/mutation/run.py attendance/expected --lines 100-140

Each change is tried in a child process of its own, over the tests named below, with few examples a property. Nothing on
disk is touched. What lived is printed: it is looked at by hand, and either gets a test or a line in docs/mutation.md.
Not part of the ordinary checks: it takes about a second a change, and runs where processes can be forked.
"""

from __future__ import annotations

import argparse
import importlib.machinery
import os
import signal
import sys
import time
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "examples"), str(ROOT / "tests")]

# Loaded once, before any child begins; the library itself is loaded by each child.
import hypothesis  # noqa: E402, F401
import pytest  # noqa: E402

from tests.mutation.changes import changes  # noqa: E402

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
}
#: A change that makes a loop endless is noticed by its time.
LONGEST = 60


def main() -> int:
    """Try every change of the modules named, and say how many lived."""
    asked = argparse.ArgumentParser(description="Which small mistakes would no test notice?")
    asked.add_argument("modules", nargs="+", help="as room/module")
    asked.add_argument("--lines", help="only changes of these lines, as first-last")
    given = asked.parse_args()
    os.chdir(ROOT)
    lived = sum(tried(module, given.lines) for module in given.modules)
    return 1 if lived else 0


def tried(module: str, lines: str | None) -> int:
    """Every change of one module; how many no test noticed."""
    path = ROOT / "src" / "ap_core" / f"{module}.py"
    names = TESTS.get(module, (module.replace("/", "_"),))
    # Its own doctests are among its tests.
    tests = [str(path), *(str(ROOT / "tests" / f"test_{name}.py") for name in names)]
    if (code := outcome(path, None, tests)) != 0:
        raise SystemExit(f"{module}: its tests are not green to begin with ({code})")
    first, last = map(int, lines.split("-")) if lines else (1, 10**6)
    wanted = [change for change in changes(path.read_text(encoding="utf-8")) if first <= change.line <= last]
    lived = 0
    began = time.monotonic()
    for change in wanted:
        if outcome(path, compile(change.tree, str(path), "exec"), tests) == 0:
            lived += 1
            print(f"{module} {change}", flush=True)
    print(f"{module}: {len(wanted)} changes, {lived} lived ({time.monotonic() - began:.0f} s)", flush=True)
    return lived


def outcome(path: Path, code: CodeType | None, tests: list[str]) -> int:
    """How the tests of a module end with ``code`` in its place: 0 where none of them fails."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os._exit(_run(path, code, tests))
    end = time.monotonic() + LONGEST
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -1
        time.sleep(0.01)


def _run(path: Path, code: CodeType | None, tests: list[str]) -> int:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    usual: Any = importlib.machinery.SourceFileLoader.get_code

    def get_code(loader: Any, name: str) -> Any:
        return code if code is not None and loader.path == str(path) else usual(loader, name)

    setattr(importlib.machinery.SourceFileLoader, "get_code", get_code)  # noqa: B010 - no type checker lets it be set
    plain = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=brief", "--tb=no"]
    # Rewriting asserts would read the module from disk, as it is named here for its doctests.
    plain += ["--assert=plain", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*plain, *tests]))


if __name__ == "__main__":
    sys.exit(main())
