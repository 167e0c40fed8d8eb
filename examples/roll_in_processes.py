"""Check a roll over a pool of processes: the same answers as in one, in the roll's order.

    python examples/roll_in_processes.py [FILE] [--on DATE] [--workers N] [--copies N] [--start METHOD]

FILE is a roll document ("ap-core/roll/1"); without one, the invented centre beside this program. Its pupils are
invented. ``--copies`` repeats them under other references, to see what a large roll costs.

Records and reviews pickle, but a review is put into words to be sent, which takes longer than to check the record. So
each process does with a review what is to be done with it (here: takes down what is open), and sends back that alone.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from ap_core import PupilRecord, Review, Roll, check_roll
from ap_core.exchange import load_roll
from centre_review import INVENTED_CENTRE, INVENTED_DAY, plain_day_of, read_file

#: What is sent back of a finding: the pupil, the rule, the verdict, the last day if there is one, why, what to do.
Line = tuple[str, str, str, date | None, str, str]

#: Records sent to a process at a time: enough that sending costs little, few enough that progress is seen.
AT_ONCE = 64

# A process of the pool keeps the roll without its records; the first check in it compiles the rules, once.
_here: Roll


def lines_of(review: Review) -> list[Line]:
    """What somebody still has to do or find out, as plain values."""
    return [
        (each.subject, each.rule, each.verdict.value, each.due.last_day if each.due else None, each.because, each.act)
        for each in review.findings
        if each.is_open
    ]


def check_in_processes(
    roll: Roll, *, on: date, workers: int, start: str | None = None, told: Callable[[int], None] = lambda done: None
) -> list[Line]:
    """The lines of every pupil's review, in the roll's order; ``told`` is called with how many pupils are done.

    ``start`` is how processes begin ("spawn", "forkserver" or "fork"; without one, as the system does). Where they are
    spawned, as always on Windows and macOS, each imports the main module again: what starts the pool stands below
    ``if __name__ == "__main__"``, and what runs in it at the top of a module.
    """
    found: list[Line] = []
    done = 0
    context = multiprocessing.get_context(start)
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(roll.but(records=()),)) as pool:
        parts = [*_parts(roll.records)]
        for part, lines in zip(parts, pool.map(_lines_of_part, ((part, on) for part in parts)), strict=True):
            found += lines
            done += len(part)
            told(done)
    return found


def _begin(roll: Roll) -> None:
    global _here
    _here = roll


def _lines_of_part(asked: tuple[tuple[PupilRecord, ...], date]) -> list[Line]:
    records, on = asked
    return [line for review in check_roll(_here.but(records=records), on=on) for line in lines_of(review)]


def _parts(records: tuple[PupilRecord, ...]) -> Iterator[tuple[PupilRecord, ...]]:
    for at in range(0, len(records), AT_ONCE):
        yield records[at : at + AT_ONCE]


def repeated(roll: Roll, copies: int) -> Roll:
    """The roll with each pupil so many times, under references of their own."""
    records = (
        record if not copy else record.but(pupil=record.pupil.but(ref=f"{record.ref}-{copy}"))
        for copy in range(copies) for record in roll.records
    )  # fmt: skip
    return roll.but(records=tuple(records))


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the roll, say how far it is, and how many findings there are of each verdict."""
    asked = _parser().parse_args(arguments)
    given = read_file(asked.file, load_roll)
    if given is None:
        return 2
    roll = repeated(given, asked.copies)
    began = time.perf_counter()

    def told(done: int) -> None:
        print(f"{done}/{len(roll.records)} pupils  {time.perf_counter() - began:6.1f} s", file=sys.stderr, flush=True)

    if asked.workers > 1:
        lines = check_in_processes(roll, on=asked.on, workers=asked.workers, start=asked.start, told=told)
    else:
        lines = [line for review in check_roll(roll, on=asked.on) for line in lines_of(review)]
        told(len(roll.records))
    for verdict, many in sorted(Counter(verdict for _, _, verdict, *_ in lines).items()):
        print(f"{verdict}: {many}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=INVENTED_CENTRE, help="the roll document")
    parser.add_argument("--on", type=plain_day_of, default=INVENTED_DAY, help="the day of the check, yyyy-mm-dd")
    parser.add_argument("--workers", type=int, default=2, help="how many processes; 1 for none beside this one")
    parser.add_argument("--copies", type=int, default=1, help="each pupil so many times")
    parser.add_argument("--start", choices=multiprocessing.get_all_start_methods(), help="how processes begin")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
