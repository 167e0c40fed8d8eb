"""What there is to ask: each question once, with every finding that waits for the answer.

One unknown fact may leave a dozen rules undetermined. None of them is dropped for that: a rule that is silent does not
concern the pupil, and whoever looks for its finding has to see that it cannot be told. So findings stay as they are,
and it is the questions that are put together.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.unknown import Need


@attrs.frozen
class Question:
    """One thing to find out about a pupil: where it belongs, what to ask and of whom, and what waits for it."""

    subject: str
    need: Need
    findings: tuple[Finding, ...]

    @property
    def path(self) -> str:
        """The place in the record, or what is needed beside it."""
        return self.need.path

    @property
    def ask(self) -> str:
        """The question in words."""
        return self.need.ask or self.need.path

    @property
    def of(self) -> str:
        """Whom to ask."""
        return self.need.of

    @property
    def settles(self) -> tuple[Finding, ...]:
        """The findings that wait for nothing else."""
        return tuple(finding for finding in self.findings if set(finding.needs) == {self.need})


def questions(findings: Iterable[Finding]) -> tuple[Question, ...]:
    """The questions of all undetermined findings: the one that most of them wait for first, then in their own order."""
    asked: dict[tuple[str, Need], list[Finding]] = {}
    for finding in findings:
        if finding.verdict is Verdict.UNDETERMINED:
            for need in dict.fromkeys(finding.needs):
                asked.setdefault((finding.subject, need), []).append(finding)
    made = [Question(subject, need, tuple(waiting)) for (subject, need), waiting in asked.items()]
    made.sort(key=lambda question: -len(question.findings))
    return tuple(made)
