"""Where pupils went after Year 11: sustained, not sustained, or not known, with the best and the worst it may be.

The national measure comes two years later. A centre that follows its own leavers counts who is not known as not known:
never as a success, never as a failure, and beside the share stand what both would make of it. The two national figures
for alternative provision differ by a quarter of all pupils, so a comparison has to say which of them it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction

from ap_core.errors import Fault, require
from ap_core.law.unknown import Unknown
from ap_core.progress.measures import Measure, measured, unsupported
from ap_core.progress.shares import share
from ap_core.support.patterns import Count
from ap_core.values import Value, item, small_value


class Destination(Enum):
    """What a leaver did."""

    EDUCATION = "education"
    APPRENTICESHIP = "apprenticeship"
    EMPLOYMENT = "employment"
    NOT_SUSTAINED = "not sustained"


_SUSTAINED = (Destination.EDUCATION, Destination.APPRENTICESHIP, Destination.EMPLOYMENT)


@small_value
class Destinations(Value):
    """The share of leavers with a sustained destination, and all that the one figure leaves out."""

    sustained: Measure = item("of the leavers of whom it is known")
    lowest: Measure = item("the same if nobody of whom it is not known sustained one")
    highest: Measure = item("the same if all of them did")
    went_to: tuple[Count, ...] = item("how many leavers each destination has, with those not known")


def destinations(leavers: Iterable[Destination | Unknown], *, source: str) -> Destinations:
    """Leavers of Year 11 by destination (DEST-01, DEST-02): one entry a leaver, unknown where nobody knows.

    >>> from ap_core.law.unknown import UNKNOWN
    >>> gone = [Destination.EDUCATION] * 9 + [Destination.NOT_SUSTAINED] * 3 + [UNKNOWN] * 2
    >>> found = destinations(gone, source="invented")
    >>> print(found.sustained)
    sustained destination: 75.0 per cent (9 of 12; 2 more not known; 95% 46.8 to 91.1 (Wilson))
    >>> found.lowest.shown, found.highest.shown
    ('64.3', '78.6')
    """
    given = tuple(leavers)
    known = [each for each in given if isinstance(each, Destination)]
    sustained, of = sum(each in _SUSTAINED for each in known), len(given)
    name, unknown = "sustained destination", len(given) - len(known)
    not_for = ("comparing with a national figure without saying which alternative provision that one counts",)
    counts = [(each.value, known.count(each)) for each in Destination] + [("not known", unknown)]
    return Destinations(
        sustained=share(name, sustained, len(known), of=of, source=source, not_for=not_for),
        lowest=share(f"{name}, at least", sustained, of, source=source, not_for=not_for),
        highest=share(f"{name}, at most", sustained + unknown, of, source=source, not_for=not_for),
        went_to=tuple(Count(what, n) for what, n in counts if n),
    )


@small_value
class NotInEducation(Value):
    """Of leavers aged 16 and 17: not in education, employment or training, and not known, always side by side."""

    neet: Measure = item("not in education, employment or training")
    not_known: Measure = item("of whom it is not known")
    together: Measure = item("both")


def not_in_education(neet: Sequence[int], not_known: Sequence[int], cohort: int, *, source: str) -> NotInEducation:
    """The mean of the three winter counts, December to February, of one cohort (DEST-03).

    >>> found = not_in_education((2, 3, 4), (0, 1, 2), 40, source="invented")
    >>> found.neet.shown, found.not_known.shown, found.together.shown
    ('7.5', '2.5', '10.0')
    """
    faults = [
        Fault(name, "are not the three counts of December, January and February", "give three counts, 0 or more")
        for name, counts in (("neet", neet), ("not_known", not_known))
        if len(counts) != _WINTER_COUNTS or any(type(count) is not int or count < 0 for count in counts)
    ]
    if not faults and any(one + other > cohort for one, other in zip(neet, not_known, strict=True)):
        faults.append(Fault("cohort", "is smaller than a month's counts", "give all pupils of these ages"))
    require("not_in_education", faults)
    both = [one + other for one, other in zip(neet, not_known, strict=True)]
    return NotInEducation(
        neet=_mean_share("not in education, employment or training", neet, cohort, source),
        not_known=_mean_share("not known", not_known, cohort, source),
        together=_mean_share("not in education, employment or training, or not known", both, cohort, source),
    )


#: December, January, February.
_WINTER_COUNTS = 3


def _mean_share(name: str, counts: Sequence[int], cohort: int, source: str) -> Measure:
    missing = unsupported(name, "per cent", cohort, of=cohort, source=source)
    if missing is not None:
        return missing
    mean = Fraction(100 * sum(counts), _WINTER_COUNTS * cohort)
    return measured(name, "per cent", mean, n=cohort, source=source, why="mean of three months")
