"""What a check says of one pupil: the review that holds the findings, what has changed, what was set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ap_core.dates.plain import plain_day
from ap_core.errors import Fault, refuse
from ap_core.law.findings import Finding
from ap_core.law.judging import DIFFER, Moment, Outcome, Verdict
from ap_core.law.rules import Rule
from ap_core.law.wording import day_in_words
from ap_core.values import Sealed, Value, expect, item, value

if TYPE_CHECKING:
    from ap_core.law.questions import Question


@value
class Acknowledgement(Value):
    """That somebody has seen a finding and has decided to leave it: kept by the caller, passed in at each review."""

    key: str = item("the finding's key")
    by: str = item("the office that decided: never a person's name")
    why: str = item("the reason, in a few words")
    until: date | None = item("the last day that it holds; none: until the matter is settled", default=None)

    def _faults(self) -> Iterator[Fault]:
        for name in ("key", "by", "why"):
            if not getattr(self, name).strip():
                yield Fault(name, "is empty", "say it: nothing is left open without a reason and somebody who decided")


@attrs.frozen
class Changes:
    """What is different between two reviews of one pupil; only what is or was open."""

    new: tuple[Finding, ...]
    settled: tuple[Finding, ...]
    changed: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]


#: What was judged of one row: the row, and each rule that applies with its outcome.
Judged = tuple[Any, list[tuple[Rule, Outcome]]]


class Review(Sealed):
    """All findings about one pupil on one day, in a stable order."""

    __slots__ = ("_findings", "_judged", "law_edition", "not_applicable", "on", "policy", "set_aside", "subject")

    #: The pupil's opaque reference.
    subject: str
    on: date
    #: How many rules were looked at and do not concern the pupil.
    not_applicable: int
    #: The policy that the findings were judged by, adjusted to the pupil's plan.
    policy: Any
    #: What somebody has acknowledged and left.
    set_aside: tuple[Finding, ...]
    #: The day to which the law behind the findings was checked; ``None`` where the rulebook does not say.
    law_edition: date | None
    _findings: tuple[Finding, ...] | None
    _judged: tuple[Judged, ...]

    def __init__(
        self,
        subject: str,
        on: date,
        findings: Iterable[Finding],
        not_applicable: int,
        policy: Any = None,
        set_aside: Iterable[Finding] = (),
        law_edition: date | None = None,
    ) -> None:
        self._fill(subject, on, tuple(findings), (), not_applicable, policy, tuple(set_aside), law_edition)

    def _fill(
        self,
        subject: str,
        on: date,
        findings: tuple[Finding, ...] | None,
        judged: tuple[Judged, ...],
        not_applicable: int,
        policy: Any,
        set_aside: tuple[Finding, ...],
        law_edition: date | None,
    ) -> None:
        _set_subject(self, subject)
        _set_on(self, on)
        _set_findings(self, findings)
        _set_judged(self, judged)
        _set_not_applicable(self, not_applicable)
        _set_policy(self, policy)
        _set_aside(self, set_aside)
        _set_law_edition(self, law_edition)

    @classmethod
    def of(
        cls,
        subject: str,
        on: date,
        judged: Iterable[Judged],
        not_applicable: int,
        policy: Any,
        law_edition: date | None = None,
    ) -> Review:
        """A review straight from what was judged; a finding is made when somebody asks for it."""
        made = cls.__new__(cls)
        made._fill(subject, on, None, tuple(judged), not_applicable, policy, (), law_edition)
        return made

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, met ones too."""
        findings = self._findings
        if findings is None:
            findings = tuple(
                Finding.of(rule, outcome, self.subject, at)
                for at, outcomes in self._moments()
                for rule, outcome in outcomes
            )
            object.__setattr__(self, "_findings", findings)
        return findings

    def _moments(self) -> Iterator[tuple[Moment, list[tuple[Rule, Outcome]]]]:
        on, policy = self.on, self.policy
        return ((Moment(row, on, policy), outcomes) for row, outcomes in self._judged)

    def _with(self, verdict: Verdict) -> tuple[Finding, ...]:
        if self._findings is None:
            subject = self.subject
            # Where readings differ, the verdict is undetermined.
            also = DIFFER if verdict is Verdict.UNDETERMINED else verdict
            return tuple(
                [
                    Finding.of(rule, outcome, subject, at)
                    for at, outcomes in self._moments()
                    for rule, outcome in outcomes
                    if outcome is verdict or outcome is also
                ]
            )
        return tuple(finding for finding in self._findings if finding.verdict is verdict)

    @property
    def met(self) -> tuple[Finding, ...]:
        """What is as it is to be."""
        return self._with(Verdict.MET)

    @property
    def not_met(self) -> tuple[Finding, ...]:
        """What is not, on every respectable reading."""
        return self._with(Verdict.NOT_MET)

    @property
    def pending(self) -> tuple[Finding, ...]:
        """Duties whose time is still running."""
        return self._with(Verdict.PENDING)

    @property
    def undetermined(self) -> tuple[Finding, ...]:
        """What cannot be told, each with the reason."""
        return self._with(Verdict.UNDETERMINED)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What to find out, each question once, with the findings that wait for the answer; most waited for first."""
        # Loaded when somebody asks: most checks read the findings.
        from ap_core.law.questions import questions

        return questions(self.undetermined)

    def _repr_html_(self) -> str:
        """What a notebook shows: the open findings as a table."""
        # Loaded when somebody asks, as the questions are.
        from ap_core.law.showing import findings_table
        from ap_core.law.wording import in_words

        open_ = [finding for finding in self.findings if finding.is_open]
        return findings_table(open_, f"{self.subject}, as on {in_words(self.on)}: {len(open_)} open")

    @property
    def law_checked(self) -> str:
        """To which day the law behind the findings was checked, as a sentence; empty where the rulebook does not say.

        Of a later day it adds that what changed in between is not known: no finding can say so of itself.
        """
        if self.law_edition is None:
            return ""
        checked = f"Law checked to {day_in_words(self.law_edition)}."
        if self.on <= self.law_edition:
            return checked
        return f"{checked} Whether it changed between then and {day_in_words(self.on)} is not known here."

    def since(self, previous: Review) -> Changes:
        """What is new, settled, changed and unchanged since an earlier review of the same pupil.

        :class:`~ap_core.errors.InvalidValue` for the review of another pupil, for all of it would be new and all
        settled, and for one of a later day, for what is new would be called settled.
        """
        if not isinstance(previous, Review) or previous.subject != self.subject:
            refuse("Review.since", "previous", "is no review of the same pupil", "give one by the same subject")
        if previous.on > self.on:
            refuse(
                "Review.since", "previous", "is of a later day", "ask the later review what is new since the earlier"
            )
        before = {finding.key: finding for finding in previous.findings if finding.is_open}
        now = {finding.key: finding for finding in self.findings if finding.is_open}
        aside = {finding.key for finding in self.set_aside}
        kept = [finding for key, finding in now.items() if key in before]
        return Changes(
            new=tuple(finding for key, finding in now.items() if key not in before),
            settled=tuple(finding for key, finding in before.items() if key not in now and key not in aside),
            changed=tuple(finding for finding in kept if finding.verdict is not before[finding.key].verdict),
            unchanged=tuple(finding for finding in kept if finding.verdict is before[finding.key].verdict),
        )

    def acknowledged(self, acknowledgements: Iterable[Acknowledgement], *, on: date) -> Review:
        """The review without the open findings that somebody has acknowledged; those are in ``set_aside``."""
        plain_day(on, "Review.acknowledged", "on")
        expect("Review.acknowledged", "acknowledgements", acknowledgements, Iterable, "give a list of them")
        given = tuple(acknowledgements)
        for at, each in enumerate(given):
            expect("Review.acknowledged", f"acknowledgements[{at}]", each, Acknowledgement, "give Acknowledgement(...)")
        keys = {each.key for each in given if each.until is None or on <= each.until}
        aside = [finding for finding in self.findings if finding.is_open and finding.key in keys]
        left = [finding for finding in self.findings if not (finding.is_open and finding.key in keys)]
        return self._but(left, (*self.set_aside, *aside))

    def only(self, findings: Iterable[Finding]) -> Review:
        """The same review with some of its findings alone."""
        return self._but(findings, self.set_aside)

    def _but(self, findings: Iterable[Finding], set_aside: Iterable[Finding]) -> Review:
        return Review(self.subject, self.on, findings, self.not_applicable, self.policy, set_aside, self.law_edition)

    def __reduce__(self) -> Any:
        parts = (self.subject, self.on, self.findings, self.not_applicable, self.policy, self.set_aside)
        return (Review, (*parts, self.law_edition))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Review):
            return NotImplemented
        mine = (self.subject, self.on, self.law_edition, self.not_applicable, self.findings, self.set_aside)
        theirs = (other.subject, other.on, other.law_edition, other.not_applicable, other.findings, other.set_aside)
        return mine == theirs

    def __hash__(self) -> int:
        return hash((self.subject, self.on, self.findings))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self._with(verdict))} {verdict.value}" for verdict in Verdict)
        return f"<Review of {self.subject} on {self.on.isoformat()}: {counts}, {self.not_applicable} not applicable>"


# A sealed class is filled through its own slots: the quickest way there is, and reviews are made by the thousand.
_set_subject, _set_on, _set_findings, _set_judged, _set_not_applicable, _set_policy, _set_aside, _set_law_edition = (
    Review.__dict__[name].__set__
    for name in ("subject", "on", "_findings", "_judged", "not_applicable", "policy", "set_aside", "law_edition")
)
