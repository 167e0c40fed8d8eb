"""An education, health and care plan and its reviews, so far as the first rules ask.

The setting that the plan names is one fact and the setting attended another; neither is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.ehcp.provision import ProvisionLine
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


@value
class PlanReview(Value):
    """One review of a plan: a meeting (held, or only fixed), what was sent before and after it, and the decision."""

    meeting_on: date | None | Unknown = item(
        "the day the meeting was held; none if not yet", default=None,
        asks="On what day was the review meeting held?", of="who arranged the meeting",
    )  # fmt: skip
    meeting_fixed_for: date | None = item("the day the meeting is fixed for", default=None)
    early: bool = item("whether it is held early because something threatens", default=False)
    head_asked: bool | Unknown = item(
        "whether the authority asked the head of the school attended to arrange and hold the meeting", default=UNKNOWN,
        asks="Did the authority ask the head to arrange the review meeting?", of="local authority",
    )  # fmt: skip
    invitations_on: date | None | Unknown = item(
        "the day the invitations were sent; none if not yet", default=UNKNOWN,
        asks="When were the invitations to the review meeting sent?", of="who arranges the meeting",
    )  # fmt: skip
    papers_on: date | None | Unknown = item(
        "the day the advice was circulated; none if not yet", default=UNKNOWN,
        asks="When were the papers for the review meeting circulated?", of="who arranges the meeting",
    )  # fmt: skip
    report_on: date | None | Unknown = item(
        "the day the report was written; none if not yet", default=UNKNOWN,
        asks="When was the report of the review meeting written?", of="who arranged the meeting",
    )  # fmt: skip
    decision_on: date | None | Unknown = item(
        "the day the authority sent its decision to keep, amend or cease; none if not yet", default=UNKNOWN,
        asks="Has the authority sent its decision after the review, and when?", of="local authority",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        # A decision follows a meeting: so a review not yet held has none, and nobody needs to be asked for it.
        if isinstance(self.decision_on, date):
            if self.meeting_on is None:
                yield Fault("decision_on", "is given without a meeting", "give meeting_on too, unknown if need be")
            elif isinstance(self.meeting_on, date) and self.decision_on < self.meeting_on:
                yield Fault("decision_on", "is before meeting_on", "give a day on or after the meeting")


@value
class EHCPlan(Value):
    """A plan in force."""

    authority: str = item("the authority that keeps it, by its reference")
    made_on: date | Unknown = item(
        "the day the plan was first made", default=UNKNOWN, asks="On what day was the EHC plan made?",
        of="local authority",
    )  # fmt: skip
    named_setting: str | None | Unknown = item(
        "the school that Section I names, by its reference; none if it names only a type", default=UNKNOWN,
        asks="Which school does Section I of the EHC plan name?", of="local authority",
    )  # fmt: skip
    reviews: tuple[PlanReview, ...] | Unknown = item(
        "its reviews", default=UNKNOWN, asks="Which reviews of the EHC plan were held?", of="local authority"
    )
    provision: tuple[ProvisionLine, ...] | Unknown = item(
        "the lines of Section F", default=UNKNOWN, asks="What does Section F of the EHC plan specify?",
        of="local authority",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        refs = [each.ref for each in self.provision] if isinstance(self.provision, tuple) else []
        for place, ref in enumerate(refs):
            if ref in refs[:place]:
                yield Fault(f"provision[{place}].ref", "is used twice", "give each line its own reference")
        if not isinstance(self.reviews, tuple):
            return
        seen: set[date] = set()
        for place, review in enumerate(self.reviews):
            day = review.meeting_fixed_for if review.meeting_on is None else review.meeting_on
            if isinstance(day, date):
                if day in seen:
                    yield Fault(f"reviews[{place}]", "is a second one with its meeting on the same day", "give it once")
                seen.add(day)
        if isinstance(self.made_on, date):
            for place, review in enumerate(self.reviews):
                for name in ("meeting_on", "decision_on"):
                    day = getattr(review, name)
                    if isinstance(day, date) and day < self.made_on:
                        yield Fault(f"reviews[{place}].{name}", "is before made_on", "give a day from then on")
