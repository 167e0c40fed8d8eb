"""Print the invented centre's papers: a placement on one page, or what to ask of each school and authority.

    python examples/papers.py review P01       one placement, for its review with the home school and the parent
    python examples/papers.py chase            a list for each home school and each authority

--html DIRECTORY writes them as pages instead. All pupils and schools are invented.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ap_core import ApCoreError, check_roll
from ap_core.exchange import load_roll
from ap_core.pages import paper_page
from ap_core.papers import Paper, chase_lists, paper_text, placement_review
from impact_report import DATA


def papers(pupil: str | None, on: date) -> list[Paper]:
    """The page of one pupil's placement, or the chase lists."""
    roll = load_roll(DATA.read_bytes())
    reviews = check_roll(roll, on=on)
    if pupil is None:
        return list(chase_lists(roll, reviews, on=on))
    review = next((each for each in reviews if each.subject == pupil), reviews[0])
    return [placement_review(roll, pupil, review, on=on)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the papers, or write them as pages; 2 where the pupil has no such page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--html", type=Path, metavar="DIRECTORY")
    which = parser.add_subparsers(dest="which", required=True)
    which.add_parser("review").add_argument("pupil", metavar="REF")
    which.add_parser("chase")
    asked = parser.parse_args(arguments)
    try:
        made = papers(getattr(asked, "pupil", None), asked.on)
    except ApCoreError as error:
        print(error, file=sys.stderr)
        return 2
    if asked.html is None:
        print("\n\n".join(map(paper_text, made)), end="")
        return 0
    asked.html.mkdir(parents=True, exist_ok=True)
    for number, paper in enumerate(made, start=1):
        path = asked.html / f"{asked.which}-{number}.html"
        path.write_text(paper_page(paper), encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
