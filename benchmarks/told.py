"""The bars as a page: a part for each module, with the machine that it was measured on and how busy that was."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib import metadata

from paired import Bar

#: What the rivals and engines are called where they come from.
_LIBRARIES = (
    "ap-core", "attrs", "duckdb", "holidays", "narwhals", "numpy", "openfisca-core", "pandas", "polars", "pyarrow",
    "pydantic", "python-dateutil", "rule-engine", "scipy", "statsmodels", "zen-engine",
)  # fmt: skip


def machine() -> str:
    """The machine in one line: no name of it, and how many others ask for its cores."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = [f"{name} {version}" for name in _LIBRARIES if (version := _version(name))]
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, {platform.system()}; at the start "
        f"{os.getloadavg()[0]:.1f} processes wanted to run. Python {platform.python_version()}; {', '.join(libraries)}."
    )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def rewritten(page: str, name: str, bars: Sequence[Bar], measured_on: str) -> str:
    """The page with the part of one module written anew, the parts in order of their names."""
    beginning, *parts = page.split("\n## ")
    held = {part.split("\n", 1)[0]: part.split("\n", 1)[1].strip() for part in parts}
    rows = ["| Bar | To reach | Measured | Quartiles | |", "|---|---|---|---|---|", *map(_row, bars)]
    held[name] = "\n".join([measured_on, "", *rows])
    return "\n\n".join([beginning.strip(), *(f"## {each}\n\n{text}" for each, text in sorted(held.items()))]) + "\n"


def _row(bar: Bar) -> str:
    to_reach = f"<= {bar.at_most:g}" if bar.at_most is not None else f">= {bar.at_least:g}"
    if bar.got is None:
        return f"| {bar.name} | {to_reach} | | | not measured: {bar.note} |"
    spread = "" if bar.got.low == bar.got.high else f"{bar.got.low:.3g} to {bar.got.high:.3g}"
    said = "; ".join(filter(None, ("**missed**" if bar.missed else "reached", bar.note)))
    return f"| {bar.name} | {to_reach} | {bar.got.median:.3g} | {spread} | {said} |"
