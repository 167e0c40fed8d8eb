"""Start the application: python examples/school_app [--database FILE] [--on DATE] [--port NUMBER]

It listens on this machine alone. Without ``--database`` everything is forgotten when it stops.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from school_app.web import create_app


def main() -> None:
    """Start it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--database", default=":memory:", help="the SQLite file to keep everything in")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=date(2026, 11, 23), metavar="DATE",
        help="the day of the check at the start, yyyy-mm-dd: the library has no clock, and the page can change it",
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=8000)
    asked = parser.parse_args()
    create_app(asked.database, on=asked.on).run(host="127.0.0.1", port=asked.port, threaded=False)


if __name__ == "__main__":
    main()
