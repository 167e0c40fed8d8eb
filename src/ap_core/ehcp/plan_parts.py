"""Parts of a plan that a program needs: needs by type and rank, outcomes, settings named, the personal budget.

Of outcomes only that they are there: their words stay with those who work with the pupil. A setting named is never
inferred from the setting attended, nor the other way round (fact book EHC-SI-05).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, opaque_reference_faults, value


class NeedType(Enum):
    """A type of need as the school census and the authorities' SEN2 return code it (fact book EHC 17.2)."""

    SPLD = "specific learning difficulty"
    MLD = "moderate learning difficulty"
    SLD = "severe learning difficulty"
    PMLD = "profound and multiple learning difficulty"
    SEMH = "social, emotional and mental health"
    SLCN = "speech, language and communication needs"
    HI = "hearing impairment"
    VI = "vision impairment"
    MSI = "multi-sensory impairment"
    PD = "physical disability"
    ASD = "autistic spectrum disorder"
    DS = "Down syndrome"
    OTH = "other difficulty or disability"
    NSA = "SEN support without a specialist assessment of the type"
    BESD = "behavioural, emotional and social difficulty"


#: Types that no plan has: plans came with the codes of September 2014.
_NOT_OF_A_PLAN = {NeedType.NSA: "is for SEN support alone", NeedType.BESD: "is a code of before there were plans"}

#: How many types of need are ranked: first the primary, then the secondary. What else there is has no rank.
MOST_RANKED = 2


@value
class Need(Value):
    """One type of need in Section B, with its rank if it has one.

    >>> Need(kind=NeedType.SEMH, rank=1)
    Need(kind=<NeedType.SEMH: 'social, emotional and mental health'>, rank=1)
    """

    kind: NeedType = item("the type of need")
    rank: int | None = item("1 for the primary need, 2 for the secondary; none for any other", default=None)


def need_faults(needs: tuple[Need, ...], *, with_plan: bool = True) -> Iterator[Fault]:
    """What is wrong with needs: each type once, two ranks at most, and in a plan none that only SEN support has."""
    kinds: set[NeedType] = set()
    ranks: set[int] = set()
    for place, need in enumerate(needs):
        at = f"needs[{place}]"
        if with_plan and need.kind in _NOT_OF_A_PLAN:
            yield Fault(f"{at}.kind", _NOT_OF_A_PLAN[need.kind], "give the type that the plan was made for")
        if need.kind in kinds:
            yield Fault(f"{at}.kind", "is given twice", "give each type once")
        kinds.add(need.kind)
        if need.rank is not None:
            if not 1 <= need.rank <= MOST_RANKED:
                yield Fault(f"{at}.rank", "is not one that the return has", "rank the first two needs, the others none")
            elif need.rank in ranks:
                yield Fault(f"{at}.rank", "is given twice", "give each rank to one need")
            ranks.add(need.rank)


@value
class Outcome(Value):
    """One outcome of Section E."""

    ref: str = item("the outcome's own reference, such as E1")
    what: str = item("the outcome, as the plan has it", default="", shown=False)
    for_adulthood: bool = item("whether it is about preparing for adulthood", default=False)

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)


@value
class Naming(Value):
    """How a setting came to be named in Section I, for a centre that keeps this; nothing is asked without."""

    school_kind: SchoolKind | Unknown = item(
        "what the setting is in law", default=UNKNOWN,
        asks="What kind of school does Section I name: maintained, an academy, alternative provision, special?",
        of="local authority",
    )  # fmt: skip
    approved: bool | None | Unknown = item(
        "whether an independent school is approved under section 41; none where it is no independent school",
        default=None, asks="Is the school that Section I names approved under section 41?", of="local authority",
    )  # fmt: skip
    requested: bool | Unknown = item(
        "whether the plan names it because the family requested it under section 38", default=UNKNOWN,
        asks="Did the family request the school that Section I names?", of="local authority",
    )  # fmt: skip
    consulted_on: date | None | Unknown = item(
        "the day the authority consulted the setting; none if it did not", default=UNKNOWN,
        asks="Did the authority consult the school before the plan named it, and when?", of="local authority",
    )  # fmt: skip


@value
class NamedSetting(Value):
    """A setting that Section I names, and from which day; a plan may name the present one and the next."""

    school: str | None = item("the school or institution, by its reference; none where only a type is named")
    kind: str = item("its type, as Section I has it", default="")
    first: date = item("the day from which the plan names it")
    last: date | None = item("the last day for which the plan names it; none while it goes on", default=None)
    naming: Naming | None = item("how it came to be named; none where that is not kept", default=None)

    def _faults(self) -> Iterator[Fault]:
        if self.school is None and not self.kind.strip():
            yield Fault("kind", "is missing", "give the school, or the type that the plan names")
        if self.last is not None and self.last < self.first:
            yield Fault("last", "is before first", "give a last day on or after the first")
        if self.school is None and self.naming is not None:
            yield Fault("naming", "is told of a type", "give the school, or leave it out")


@value
class PersonalBudget(Value):
    """A personal budget that the family asked for; the payments that Section J tells of, where there are any."""

    asked_on: date = item("the day the family asked for it")
    prepared_on: date | None | Unknown = item(
        "the day the authority had prepared it; none if not yet", default=UNKNOWN,
        asks="Has the authority prepared the personal budget, and when?", of="local authority",
    )  # fmt: skip
    first_paid_on: date | None = item("the day of the first direct payment; none if there are none", default=None)
    payments_reviewed_on: date | None | Unknown = item(
        "the day the payments were first reviewed; none if not yet", default=UNKNOWN,
        asks="Has the authority reviewed the direct payments, and when?", of="local authority",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        for name in ("prepared_on", "first_paid_on", "payments_reviewed_on"):
            day = getattr(self, name)
            if isinstance(day, date) and day < self.asked_on:
                yield Fault(name, "is before asked_on", "give a day on or after the request")
