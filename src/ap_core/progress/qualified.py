"""What pupils reached at the end of Key Stage 4, as shares: the national thresholds and what they leave out.

The national threshold in English and mathematics counts GCSEs alone. Beside it stand a centre's own measures, for which
there is no national figure: any level in both subjects, functional skills and Entry Level included, and how many
reached nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ap_core.errors import refuse
from ap_core.progress.attainment import counted_results
from ap_core.progress.measures import Measure, measured, unsupported
from ap_core.progress.results import Result, Rung, Subject, points
from ap_core.progress.shares import share

_ENGLISH = (Subject.ENGLISH_LANGUAGE, Subject.ENGLISH_LITERATURE)
_OWN = ("comparing with other schools: there is no national figure for it",)

#: One pupil's results.
Results = Sequence[Result]


def has_basics(results: Results, *, at_least: int, leaving: int) -> bool:
    """Whether a pupil has GCSE grade ``at_least`` (4 or 5) in mathematics and in one of language and literature.

    Nobody has to sit both English subjects; the first entry counts. Nothing but a GCSE is counted in these subjects.
    """
    if at_least not in (4, 5):
        refuse("has_basics", "at_least", "is no threshold", "give 4 or 5")
    reached = {
        result.subject
        for result in counted_results(results, leaving=leaving)
        if points(result, leaving=leaving) >= 100 * at_least
    }
    return Subject.MATHEMATICS in reached and not reached.isdisjoint(_ENGLISH)


def basics(cohort: Iterable[Results], *, at_least: int, leaving: int, source: str) -> Measure:
    """The share of pupils with that grade in English and mathematics: of all at the end of Key Stage 4."""
    given = tuple(cohort)
    reached = sum(has_basics(results, at_least=at_least, leaving=leaving) for results in given)
    name = f"grade {at_least} or above in English and mathematics"
    return share(name, reached, len(given), source=source)


def highest(results: Results, subjects: Iterable[Subject]) -> Rung | None:
    """The highest level a pupil reached in some subjects, whatever the qualification; none where nothing was taken."""
    wanted = frozenset(subjects)
    return max((result.rung for result in results if result.subject in wanted), default=None)


def both_subjects(cohort: Iterable[Results], *, at_least: Rung, source: str) -> Measure:
    """The share of pupils at a level or above in English and in mathematics, whatever the qualification.

    >>> from datetime import date
    >>> from ap_core.progress.results import Kind
    >>> def skills(subject: Subject, grade: str) -> Result:
    ...     return Result(subject=subject, kind=Kind.FUNCTIONAL_SKILLS, grade=grade, on=date(2026, 6, 4),
    ...                   discount=subject.value)
    >>> pupil = (skills(Subject.ENGLISH_LANGUAGE, "Level 1"), skills(Subject.MATHEMATICS, "Entry 3"))
    >>> print(both_subjects([pupil] * 12, at_least=Rung.ENTRY_3, source="invented"))
    Entry 3 or above in English and mathematics: 100.0 per cent (12 of 12; 95% 75.8 to 100.0 (Wilson))
    """
    if at_least is Rung.NONE:
        refuse("both_subjects", "at_least", "is no level", "give a level from Entry 1 up")
    given = tuple(cohort)
    reached = sum(
        all((highest(results, subjects) or Rung.NONE) >= at_least for subjects in (_ENGLISH, (Subject.MATHEMATICS,)))
        for results in given
    )
    name = f"{at_least.name.capitalize().replace('_', ' ')} or above in English and mathematics"
    return share(name, reached, len(given), source=source, not_for=_OWN)


def nothing_reached(cohort: Iterable[Results], *, source: str) -> Measure:
    """The share of pupils who reached no level in anything, whether or not they took anything."""
    given = tuple(cohort)
    none = sum(not any(result.rung for result in results) for results in given)
    return share("no qualification at any level", none, len(given), source=source, not_for=_OWN)


def qualifications_each(cohort: Iterable[Results], *, source: str) -> Measure:
    """The mean number of qualifications reached, each counted once by its discount code, combined science as two."""
    given = tuple(cohort)
    name, unit, n = "qualifications reached", "a pupil", len(given)
    missing = unsupported(name, unit, n, of=n, source=source, not_for=_OWN)
    if missing is not None:
        return missing
    reached = sum(
        sum({result.discount: result.entries for result in results if result.rung}.values()) for results in given
    )
    return measured(name, unit, Fraction(reached, n), n=n, source=source, not_for=_OWN)
