"""Two plans of a placement compared: what moves, what comes and what goes."""

from __future__ import annotations

from ap_core.dates.closures import Moved
from ap_core.dates.deadlines import Deadline
from ap_core.dates.timetable import Due, Step, Timetable
from ap_core.values import Value, item, value


@value
class Retold(Value):
    """A step whose day can be told in one plan and not in the other."""

    step: str = item("the step")
    was: Due = item("what the first plan says")
    now: Due = item("what the second plan says")


@value
class PlansCompared(Value):
    """What is different between two plans, each in the order of the plan it stands in."""

    moved: tuple[Moved, ...] = item("the steps that fall on another day")
    retold: tuple[Retold, ...] = item("the steps whose day can be told in only one of the plans")
    came: tuple[Step, ...] = item("the steps that only the second plan has")
    went: tuple[Step, ...] = item("the steps that only the first plan has")

    @property
    def same(self) -> bool:
        """Whether no day differs and no step came or went."""
        return not (self.moved or self.retold or self.came or self.went)


def what_if(before: Timetable, after: Timetable) -> PlansCompared:
    """What the second plan changes in the first: which steps moved, from when to when, and which came or went.

    A step has moved where its last day, or the customary one, is another. Steps are matched by name.

    >>> from datetime import date
    >>> from ap_core.dates import NotKnown
    >>> a = Timetable("placement", (Step("planned end", Deadline(date(2026, 12, 11))),))
    >>> b = Timetable("placement", (Step("planned end", Deadline(date(2026, 12, 18))), Step("return", NotKnown("…"))))
    >>> found = what_if(a, b)
    >>> found.moved[0].now.last_day, [step.name for step in found.came], found.went
    (datetime.date(2026, 12, 18), ['return'], ())
    """
    was, now = {step.name: step for step in before}, {step.name: step for step in after}
    moved: list[Moved] = []
    retold: list[Retold] = []
    for name, step in was.items():
        if name not in now:
            continue
        due, new = step.due, now[name].due
        if isinstance(due, Deadline) and isinstance(new, Deadline):
            if (due.last_day, due.customary_last_day) != (new.last_day, new.customary_last_day):
                moved.append(Moved(name, due, new))
        elif due != new:
            retold.append(Retold(step=name, was=due, now=new))
    return PlansCompared(
        moved=tuple(moved),
        retold=tuple(retold),
        came=tuple(step for name, step in now.items() if name not in was),
        went=tuple(step for name, step in was.items() if name not in now),
    )
