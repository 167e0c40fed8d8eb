"""Write the invented centre's pages to hand over, each one HTML file that fetches nothing.

    python examples/centre_report.py [DIRECTORY]

centre.html is for the head of centre and the staff; board.html for the management committee, with small numbers hidden
and no pupil in it. All pupils and schools are invented.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ap_core import check_roll
from ap_core.exchange import load_roll
from ap_core.impact import impact
from ap_core.pages import board_page, centre_page
from ap_core.progress import Purpose
from impact_report import DATA, TESTS


def pages(on: date, since: date) -> dict[str, str]:
    """Each page by its file name."""
    roll = load_roll(DATA.read_bytes())
    reviews = check_roll(roll, on=on)
    report = impact(roll, since=since, on=on, tests=TESTS).published(Purpose.BOARD)
    return {
        "centre.html": centre_page(roll, reviews, on=on),
        "board.html": board_page(roll, reviews, report, on=on),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", nargs="?", type=Path, default=Path("."), help="where to write them")
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--since", type=date.fromisoformat, default=date(2026, 9, 1))
    asked = parser.parse_args(arguments)
    asked.directory.mkdir(parents=True, exist_ok=True)
    for name, text in pages(asked.on, asked.since).items():
        path = asked.directory / name
        path.write_text(text, encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
