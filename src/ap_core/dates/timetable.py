"""The calendar of a process: its steps by name, each with its deadline."""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.errors import Fault
from ap_core.values import Value, item, small_value


@small_value
class NotKnown(Value):
    """A day that cannot be told, with the reason and what would settle it: never a guess.

    >>> NotKnown("no home school is named")
    NotKnown(why='no home school is named')
    """

    why: str = item("why the day cannot be told, and what would settle it")


Due = Deadline | NoFixedDate | NotKnown


@small_value
class Step(Value):
    """One step of a process: what is due, when, from whom, and by which provision."""

    name: str = item("the step, as the field calls it")
    due: Deadline | NoFixedDate | NotKnown = item(
        "by when, or the words of a duty without a date, or why the day cannot be told"
    )
    who: str = item("who owes it", default="")
    citation: str = item("the provision, or the choice of the centre", default="")
    note: str = item("what else a reader must know", default="")


@small_value
class Timetable(Value):
    """The steps of a process in order; each is found by its name (``KeyError`` where there is no such step).

    >>> from datetime import date
    >>> review = Timetable("annual review", (Step("report", Deadline(date(2026, 12, 21)), "head"),))
    >>> review["report"].due.last_day, [step.name for step in review]
    (datetime.date(2026, 12, 21), ['report'])
    """

    name: str = item("the process")
    steps: tuple[Step, ...] = item("its steps, in order")

    def _faults(self) -> Iterator[Fault]:
        named: set[str] = set()
        for at, step in enumerate(self.steps):
            if step.name in named:
                yield Fault(f"steps[{at}].name", "is the name of an earlier step", "give each step a name of its own")
            named.add(step.name)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __getitem__(self, name: str) -> Step:
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)
