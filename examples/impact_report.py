"""What the invented centre can say of how far its pupils have come since September: for itself, or for others.

python examples/impact_report.py                  for the centre's own staff
python examples/impact_report.py --for board      for the management committee: small numbers are hidden
python examples/impact_report.py --for public     for anybody
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ap_core.exchange import load_roll
from ap_core.impact import impact, impact_page
from ap_core.progress import Precision, Purpose
from ap_core.support.scales import Better

DATA = Path(__file__).parent / "data" / "invented_centre.json"
READERS = {"board": Purpose.BOARD, "public": Purpose.PUBLIC}
#: How exactly the invented reading test measures, as its invented manual says.
TESTS = {
    "an invented reading test": Precision(
        deviation=15, reliability=0.9, better=Better.HIGHER, mean=100, source="the test's invented manual"
    )
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--for", dest="readers", choices=sorted(READERS), help="who is going to read it")
    parser.add_argument("--since", type=date.fromisoformat, default=date(2026, 9, 1))
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 11, 23))
    asked = parser.parse_args(arguments)
    report = impact(load_roll(DATA.read_bytes()), since=asked.since, on=asked.on, tests=TESTS)
    sys.stdout.write(impact_page(report.published(READERS[asked.readers]) if asked.readers else report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
