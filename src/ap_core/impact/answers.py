"""The answers of an impact report, as the centre keeps them and as they may be shown to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ap_core.errors import Fault, refuse
from ap_core.progress.disclosure import CountTable, Published, Purpose, disclosed, publish
from ap_core.progress.measures import Measure, not_shown
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value, value


@small_value
class Missing(Value):
    """A pupil who should be in an answer and is not."""

    pupil: str = item("the pupil's reference")
    why: str = item("why the pupil is not in it")


@value
class Answer(Value):
    """One question, the one indicator that answers it, and all that has to stand beside it."""

    question: str = item("the question")
    measure: Measure = item("the primary indicator")
    beside: tuple[Measure, ...] = item("measures that it is read with", default=())
    counts: tuple[CountTable, ...] = item("what changed, in pupils", default=())
    missing: tuple[Missing, ...] = item("who should be in it and is not", default=(), shown=False)
    remarks: tuple[str, ...] = item("what has to be said with it; no count of pupils stands in it", default=())

    def _faults(self) -> Iterator[Fault]:
        if self.measure.missing is not None and self.measure.missing != len(self.missing):
            yield Fault(
                "missing", "are not those that the measure lacks", "name each pupil whom the measure lacks, once"
            )

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why pupils are missing, the most frequent reason first."""
        found = Counter(each.why for each in self.missing)
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


@value
class Impact(Value):
    """What a centre can say of its pupils over some days, for its own staff: nothing is hidden in it.

    Give others what :meth:`published` returns.
    """

    centre: str = item("the centre's reference")
    called: str = item("what the centre is called")
    since: date = item("the first day looked at")
    on: date = item("the day of the report: nothing later is looked at")
    pupils: int = item("pupils with a placement there in that time")
    answers: tuple[Answer, ...] = item("one answer a question")

    def published(self, purpose: Purpose) -> PublishedImpact:
        """The same for a board or for anybody: small numbers are hidden, and nobody's reference stands in it.

        :class:`~ap_core.errors.InvalidValue` for a pupil's own report: this one is about a group.
        """
        if purpose is Purpose.OWN_REPORT:
            refuse("Impact.published", "purpose", "is a pupil's own report", "say who of the others reads it")
        return PublishedImpact(
            called=self.called, since=self.since, on=self.on, pupils=self.pupils, purpose=purpose,
            answers=tuple(_published(answer, purpose) for answer in self.answers),
        )  # fmt: skip


@value
class PublishedAnswer(Value):
    """One answer as it may be shown."""

    question: str = item("the question")
    measure: Measure = item("the primary indicator, or that it is suppressed")
    beside: tuple[Measure, ...] = item("measures that it is read with", default=())
    counts: tuple[Published, ...] = item("what changed, in pupils, with small numbers hidden", default=())
    remarks: tuple[str, ...] = item("what has to be said with it", default=())


@value
class PublishedImpact(Value):
    """An impact report as it may be shown."""

    called: str = item("what the centre is called")
    since: date = item("the first day looked at")
    on: date = item("the day of the report")
    pupils: int = item("pupils with a placement there in that time")
    purpose: Purpose = item("for whom")
    answers: tuple[PublishedAnswer, ...] = item("one answer a question")


def _published(answer: Answer, purpose: Purpose) -> PublishedAnswer:
    shown = disclosed(answer.measure, purpose)
    # Where the indicator, or how many it lacks, is hidden, what stands beside it would give that away.
    whole = shown.state is not MeasureState.SUPPRESSED and shown.of == answer.measure.of
    return PublishedAnswer(
        question=answer.question,
        measure=shown,
        beside=tuple(disclosed(each, purpose) if whole else _hidden(each) for each in answer.beside),
        counts=tuple(publish(table, purpose) for table in answer.counts),
        remarks=answer.remarks,
    )


def _hidden(measure: Measure) -> Measure:
    return not_shown(
        measure.name, measure.unit, MeasureState.SUPPRESSED, "small numbers", n=None, source=measure.source,
        places=measure.places, not_for=measure.not_for,
    )  # fmt: skip
