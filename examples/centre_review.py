"""Check a centre's roll and print one page that a head of centre can act on.

    python examples/centre_review.py [FILE] [--on DATE] [--since FILE] [--pupil REF | --json]

FILE is a roll document ("ap-core/roll/1"); without one, the invented centre beside this program is checked as on
Monday 23 November 2026. All its pupils and schools are invented.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from ap_core import ApCoreError, InvalidValue, Review, Roll, check_roll
from ap_core.exchange import dump_reviews, load_reviews, load_roll
from review_page import page, pupil_page

T = TypeVar("T")

INVENTED_CENTRE = Path(__file__).parent / "data" / "invented_centre.json"
INVENTED_DAY = date(2026, 11, 23)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; 0 when the page was printed, 2 when the input could not be read."""
    asked = _parser().parse_args(arguments)
    roll = read_file(asked.file, load_roll)
    before = read_file(asked.since, load_reviews) if asked.since else None
    if roll is None or (asked.since and before is None):
        return 2
    try:
        reviews = check_roll(roll, on=asked.on)
        if asked.json:
            print(dump_reviews(reviews))
        elif asked.pupil:
            return _explained(roll, reviews, asked.pupil)
        else:
            print(page(roll, reviews, on=asked.on, before=before))
    except InvalidValue as wrong:
        # A day that no school has, or reviews of a later day to compare with.
        print("\n".join(map(str, wrong.faults)), file=sys.stderr)
        return 2
    return 0


def _explained(roll: Roll, reviews: tuple[Review, ...], ref: str) -> int:
    for record, review in zip(roll.records, reviews, strict=True):
        if record.ref == ref:
            print(pupil_page(record, review))
            return 0
    print(f"No pupil on this roll has that reference; there are {len(reviews)}.", file=sys.stderr)
    return 2


def read_file(path: Path, load: Callable[[bytes], T]) -> T | None:
    """The document in a file; what is wrong with it goes to standard error."""
    try:
        return load(path.read_bytes())
    except OSError as error:
        print(f"{path.name}: cannot be read ({error.strerror})", file=sys.stderr)
    except ApCoreError as error:
        print(f"{path.name}: {error}", file=sys.stderr)
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=INVENTED_CENTRE, help="the roll document")
    parser.add_argument(
        "--on", type=plain_day_of, default=INVENTED_DAY, metavar="DATE", help="the day of the check, yyyy-mm-dd"
    )
    parser.add_argument("--since", type=Path, metavar="FILE", help="an earlier --json, to show what is new and settled")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--pupil", metavar="REF", help="explain one pupil's findings in full")
    how.add_argument("--json", action="store_true", help="print the reviews as JSON")
    return parser


def plain_day_of(text: str) -> date:
    """The day that an argument names, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("give a day as yyyy-mm-dd, such as 2026-11-23") from None


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except BrokenPipeError:
        # Whoever read the page has seen enough (head, less).
        sys.stderr.close()
        raise SystemExit(0) from None
