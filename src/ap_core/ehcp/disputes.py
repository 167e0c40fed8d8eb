"""Mediation and appeal about a decision of the authority, and what the tribunal or an agreement then binds it to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.ehcp.kinds import Binding, Order
from ap_core.ehcp.relief import Relief, given_once
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value

_AUTHORITY = "local authority"


class Disputed(Enum):
    """What can be appealed (CFA 2014 s.51(2), read; fact book EHC-TR-01)."""

    NOT_ASSESSING = "not assessing"
    NO_PLAN = "no plan after an assessment"
    CONTENTS = "needs or provision in the plan"
    SETTING = "the setting that the plan names"
    NOT_REASSESSING = "not reassessing"
    NOT_AMENDING = "not amending after a review or reassessment"
    CEASING = "ceasing to keep the plan"


@value
class Ruling(Value):
    """What binds the authority, since which day, and the day each step that it calls for was done."""

    binding: Binding = item("an order, an appeal not opposed, or a mediation agreement")
    order: Order = item("what the authority has to do")
    made_on: date = item("the day of the order, of not opposing, or of the agreement")
    agreed_day: date | None = item(
        "another last day, by direction or written agreement; none where the limits of the regulations hold",
        default=None,
    )  # fmt: skip
    told_on: date | None | Unknown = item(
        "the day notice was sent that it will assess; none if not yet", default=UNKNOWN,
        asks="When did the authority say, after the order, that it will assess?", of=_AUTHORITY,
    )  # fmt: skip
    no_plan_on: date | None = item("the day notice was sent that there will be no plan; none if not", default=None)
    draft_on: date | None | Unknown = item(
        "the day a draft plan was sent; none if not yet", default=UNKNOWN,
        asks="When was a draft plan sent after the order?", of=_AUTHORITY,
    )  # fmt: skip
    setting_on: date | None | Unknown = item(
        "the day the plan with another setting was sent; none if not yet", default=UNKNOWN,
        asks="When was the plan sent with the setting amended?", of=_AUTHORITY,
    )  # fmt: skip
    final_on: date | None | Unknown = item(
        "the day the final or amended plan was sent, or what was agreed was done; none if not yet", default=UNKNOWN,
        asks="When was the plan sent that the order calls for?", of=_AUTHORITY,
    )  # fmt: skip
    reliefs: tuple[Relief, ...] = item("exceptions that the authority relies on", default=())

    def _faults(self) -> Iterator[Fault]:
        # Loaded when there is a ruling to look at: most records have none.
        from ap_core.ehcp.order_timetable import order_steps

        if not order_steps(self.order, self.binding):
            yield Fault("order", f"is none of a {self.binding.value}", "give one that it can hold")
        for name in ("agreed_day", "told_on", "no_plan_on", "draft_on", "setting_on", "final_on"):
            day = getattr(self, name)
            if isinstance(day, date) and day < self.made_on:
                yield Fault(name, "is before made_on", "give a day on or after it")


class Recommended(Enum):
    """What a recommendation of the tribunal is about."""

    HEALTH = "health"
    SOCIAL_CARE = "social care"


@value
class Recommendation(Value):
    """A recommendation of the tribunal on health or social care, and its answer (SI 2017/1306)."""

    about: Recommended = item("what it is about")
    made_on: date = item("the day of the recommendation")
    answered_on: date | None | Unknown = item(
        "the day it was answered in writing; none if not yet", default=UNKNOWN,
        asks="When was the tribunal's recommendation answered?", of=_AUTHORITY,
    )  # fmt: skip
    directed_day: date | None = item(
        "another last day for the answer, by direction of the tribunal; none where the five weeks hold", default=None
    )

    def _faults(self) -> Iterator[Fault]:
        for name in ("answered_on", "directed_day"):
            day = getattr(self, name)
            if isinstance(day, date) and day < self.made_on:
                yield Fault(name, "is before made_on", "give a day on or after it")


@value
class Dispute(Value):
    """One decision that is in dispute, from the notice of it to what came of it.

    What the family may do in a time is their right: none of it is asked for, and nothing here is late through them.
    """

    about: Disputed = item("which decision")
    notice_on: date = item("the day notice of the decision was sent")
    mediation_wanted_on: date | None = item(
        "the day the authority was told that mediation is wanted; none if it was not", default=None
    )
    date_told_on: date | None | Unknown = item(
        "the day the family was told when and where mediation is; none if not yet", default=UNKNOWN,
        asks="When was the family told when and where mediation takes place?", of=_AUTHORITY,
    )  # fmt: skip
    shorter_agreed: bool = item("whether the family agreed to be told at shorter notice", default=False)
    mediation_on: date | None | Unknown = item(
        "the day of the mediation, held or fixed; none if none is arranged", default=UNKNOWN,
        asks="For which day is mediation arranged?", of=_AUTHORITY,
    )  # fmt: skip
    declined_on: date | None = item(
        "the day the mediation adviser was told that none is wanted; none if it was not", default=None
    )
    certificate_on: date | None | Unknown = item(
        "the day of the mediation certificate; none if there is none yet", default=UNKNOWN,
        asks="When was the mediation certificate issued?", of="mediation adviser",
    )  # fmt: skip
    appealed_on: date | None = item("the day the tribunal received an appeal; none if it did not", default=None)
    rulings: tuple[Ruling, ...] = item("what then binds the authority", default=())
    recommendations: tuple[Recommendation, ...] = item("what the tribunal recommends", default=())

    def _faults(self) -> Iterator[Fault]:
        for name in ("mediation_wanted_on", "mediation_on", "declined_on", "certificate_on", "appealed_on"):
            day = getattr(self, name)
            if isinstance(day, date) and day < self.notice_on:
                yield Fault(name, "is before notice_on", "give a day on or after the notice")
        yield from given_once("rulings", [(each.binding, each.order, each.made_on) for each in self.rulings])
        yield from given_once("recommendations", [(each.about, each.made_on) for each in self.recommendations])


def dispute_faults(disputes: tuple[Dispute, ...]) -> Iterator[Fault]:
    """What is wrong with several: no decision is in dispute twice."""
    yield from given_once("disputes", [(each.about, each.notice_on) for each in disputes])
