"""What follows Year 11: an offer of education or training, and whether it began.

Compulsory school age ends on the last Friday in June; from then to the eighteenth birthday the young person has to take
part in education or training (Education and Skills Act 2008 ss.1-2, read). That duty is the young person's. Those of
encouraging it, and of finding who takes no part, are the authority's (ss.10, 12, read).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class Route(Enum):
    """What is offered after Year 11."""

    SCHOOL = "a school sixth form"
    COLLEGE = "full-time education or training at a college or provider"
    APPRENTICESHIP = "an apprenticeship"
    WORK_WITH_TRAINING = "work with part-time education or training"
    WORK_ALONE = "work without education or training"

    @property
    def takes_part(self) -> bool:
        """Whether it is one of the ways to take part (ESA 2008 s.2(1)); a job alone is none before 18.

        >>> Route.APPRENTICESHIP.takes_part, Route.WORK_ALONE.takes_part
        (True, False)
        """
        return self is not Route.WORK_ALONE


@value
class AfterYear11(Value):
    """The offer that a pupil has for the time after Year 11, and its beginning."""

    offered_on: date | None | Unknown = item(
        "the day a place was offered; none if not yet", default=UNKNOWN,
        asks="Does the pupil have an offer of education or training after Year 11, and since when?", of="the centre",
    )  # fmt: skip
    route: Route | None | Unknown = item(
        "what is offered; none if nothing is yet", default=UNKNOWN,
        asks="What is the offer after Year 11: school, college, apprenticeship, or work with or without training?",
        of="the centre",
    )  # fmt: skip
    started_on: date | None | Unknown = item(
        "the day it began; none if not yet", default=UNKNOWN,
        asks="Has education or training after Year 11 begun, and when?", of="the provider",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if self.offered_on is None and isinstance(self.route, Route):
            yield Fault("route", "is given, and nothing was offered", "give offered_on too, unknown if need be")
        if isinstance(self.offered_on, date) and self.route is None:
            yield Fault("route", "is none, and something was offered", "say what, or leave it out")
