"""Measure every bar, print one line for each and write them to docs/bars.md: python benchmarks/run.py [NAME ...]

NAME is one of the modules beside this file without its bench_ (imports, dates, …); all of them unless named, but for
those that take minutes: ``tables``, ``rulebook`` and ``memory``. A part of the page is written anew only where its
module was run. A bar that is missed is measured again, twice at most, since other work may have held up one of the two
ways; the last time counts. Exits 1 if a bar is missed then that is not known to be, 2 if one that was asked for by name
could not be measured.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "bars.md"
#: Run only when named.
LONG = {"tables", "rulebook", "memory"}
#: How often a bar that is missed is measured again.
AGAIN = 2
HEADING = f"{'':58s} {'bar':>8s} {'measured':>9s}  {'quartiles':>16s}"


def main(asked: list[str]) -> int:
    """Run the modules asked for, and say how it went."""
    sys.path.insert(0, str(HERE))
    from told import machine, rewritten

    every = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    if unknown := set(asked) - set(every):
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(every)}", file=sys.stderr)
        return 2
    print(HEADING)
    missed = known = skipped = 0
    for name in asked or [name for name in every if name not in LONG]:
        measured_on, bars = machine(), []
        module = importlib.import_module(f"bench_{name}")
        for bar in module.bars():
            print(bar.line(), flush=True)
            for _ in range(AGAIN):
                if bar.missed and not bar.known:
                    bar = next(each for each in module.bars() if each.name == bar.name)
                    print(bar.line(), "(again)", flush=True)
            missed += bar.missed and not bar.known
            known += bar.missed and bar.known
            skipped += bar.got is None
            bars.append(bar)
        PAGE.write_text(rewritten(PAGE.read_text(), name, bars, measured_on))
    print(f"{missed} missed, {known} known to be missed (docs/speed.md), {skipped} skipped")
    return 1 if missed else 2 if skipped and asked else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
