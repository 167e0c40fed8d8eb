"""Pure: no clock, chance, file, environment or global that changes in the core, read off the syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house import EXTRAS, modules, room_of

IMPURE_MODULES = frozenset(
    "asyncio atexit builtins concurrent ctypes fileinput getpass glob http importlib io locale logging mmap "
    "multiprocessing os pathlib platform random secrets select shutil signal socket sqlite3 ssl subprocess sys "
    "tempfile threading time tzlocal urllib uuid zoneinfo".split()
)
IMPURE_CALLS = frozenset({"open", "print", "input", "breakpoint", "__import__", "globals", "eval", "exec"})
CLOCKS = frozenset({"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp"})

#: The places that run text, every token of which the library wrote itself: rules are fused into a function, a row of
#: facts is made by one, and the fields of a value are checked by one.
RUNS_TEXT = {"ap_core.law.fused": {"exec"}, "ap_core.law.facts": {"exec"}, "ap_core.values": {"eval"}}


def impurities(tree: ast.Module, name: str = "") -> Iterator[str]:
    """Every place where a module reaches outside its arguments, each with its line."""
    dates = _names_of_dates(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            base = node.module if isinstance(node, ast.ImportFrom) and not node.level else None
            for wanted in [base] if base else [alias.name for alias in node.names]:
                if wanted.partition(".")[0] in IMPURE_MODULES:
                    yield f"{name}:{node.lineno} imports {wanted}"
        elif isinstance(node, ast.Name):
            if node.id in IMPURE_CALLS and node.id not in RUNS_TEXT.get(name, ()):
                yield f"{name}:{node.lineno} uses {node.id}"
        elif isinstance(node, ast.Attribute):
            if node.attr in CLOCKS and ast.unparse(node.value) in dates:
                yield f"{name}:{node.lineno} reads a clock: {ast.unparse(node)}"
        elif isinstance(node, ast.Global):
            yield f"{name}:{node.lineno} changes a global: {', '.join(node.names)}"


def _names_of_dates(tree: ast.Module) -> set[str]:
    """What the module calls the datetime module and its classes."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "datetime":
                    module = alias.asname or alias.name
                    names |= {module, f"{module}.date", f"{module}.datetime"}
        elif isinstance(node, ast.ImportFrom) and node.module == "datetime":
            names |= {alias.asname or alias.name for alias in node.names}
    return names


# The faces load names by importing what they live in: that is their one job.
FACES = ("ap_core", "ap_core.faces")
PURE = sorted(name for name in modules() if name not in FACES and room_of(name) not in EXTRAS)


@pytest.mark.parametrize("name", PURE)
def test_reads_nothing_but_its_arguments(name: str) -> None:
    """Every question takes its day; the same question has the same answer everywhere."""
    assert list(impurities(modules()[name], name)) == []


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "from random import random",
        "import os.path",
        "from os import environ",
        "def f():\n    import pathlib",
        "import importlib.resources",
        "def f(p):\n    return open(p).read()",
        "print('x')",
        "how = print",
        "from datetime import date\nwhen = date.today()",
        "from datetime import date as d\nclock = d.today",
        "import datetime as dt\ndt.datetime.now()",
        "import datetime\ndatetime.date.fromtimestamp(0)",
        "seen = 0\ndef f():\n    global seen\n    seen += 1",
        "exec('1')",
    ],
)
def test_what_is_impure_is_noticed(source: str) -> None:
    """The test above can fail."""
    assert list(impurities(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\nfirst = date(2026, 9, 1)\nsame = date.fromordinal(first.toordinal())",
        "from ap_core.law.expressions import TODAY\nnow = TODAY",
        "class Clock:\n    today = 1\nClock.today",
    ],
)
def test_what_is_pure_is_let_be(source: str) -> None:
    """Nor is it always red."""
    assert list(impurities(ast.parse(source))) == []
