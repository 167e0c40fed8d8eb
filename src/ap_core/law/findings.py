"""What a check says: findings, the review that holds them, what changed since the last, what was set aside.

A finding says what was decided, in one sentence why, who acts and what to do, by when, and under which provision. It
is put into words only when somebody asks. It never holds a name, a UPN or a date of birth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.law.citation import Citation
from ap_core.law.expressions import Choice, LawValue, walk
from ap_core.law.judging import DIFFER, Moment, Outcome, Term, Verdict, explain, judge, value
from ap_core.law.rules import Actor, Condition, Duty, Rule, law_name
from ap_core.law.unknown import Need, Reason, Unknown
from ap_core.law.wording import in_words, listed
from ap_core.values import Sealed, Value, item
from ap_core.values import value as value_class


@attrs.frozen
class Told:
    """A finding put into words."""

    title: str
    because: str
    who: Actor
    act: str
    due: Deadline | None
    citation: Citation
    reason: Reason | None
    needs: tuple[Need, ...]
    curable: bool
    arose_on: date | None


class Finding(Sealed):
    """What one rule says of one matter of one pupil."""

    __slots__ = ("_source", "_told", "matter", "rule", "subject", "verdict")

    #: The rule's id.
    rule: str
    #: The verdict: met, not met, pending or undetermined.
    verdict: Verdict
    #: The pupil's opaque reference.
    subject: str
    #: Which matter of the pupil: a placement, a review, the uses of a code.
    matter: str
    _source: _Source | None
    _told: Any  # the words, once somebody has asked for all of them; read back from a document, they are all there is

    def __init__(self, rule: str, verdict: Verdict, subject: str, matter: str, told: Told) -> None:
        self._fill(rule, verdict, subject, matter, told, None)

    def _fill(
        self, rule: str, verdict: Verdict, subject: str, matter: str, told: Told | None, source: _Source | None
    ) -> None:
        fill = object.__setattr__
        fill(self, "rule", rule)
        fill(self, "verdict", verdict)
        fill(self, "subject", subject)
        fill(self, "matter", matter)
        fill(self, "_told", told)
        fill(self, "_source", source)

    @classmethod
    def of(cls, rule: Rule, outcome: Outcome, subject: str, at: Moment) -> Finding:
        """The finding of a rule over a row; it is put into words when somebody asks."""
        made = cls.__new__(cls)
        verdict = outcome if isinstance(outcome, Verdict) else Verdict.UNDETERMINED
        made._fill(rule.id, verdict, subject, at.row.subject, None, _Source(rule, outcome, at))
        return made

    @property
    def told(self) -> Told:
        """The finding in words, all of it."""
        told: Told | None = self._told
        if told is None:
            told = Told(
                title=self.title,
                because=self.because,
                who=self.who,
                act=self.act,
                due=self.due,
                citation=self.citation,
                reason=self.reason,
                needs=self.needs,
                curable=self.curable,
                arose_on=self.arose_on,
            )
            object.__setattr__(self, "_told", told)
        return told

    @property
    def title(self) -> str:
        """What the rule is about, in a phrase."""
        return self._told.title if self._source is None else self._source.rule.title

    @property
    def reason(self) -> Reason | None:
        """Why it is undetermined; ``None`` for any other verdict."""
        return self._told.reason if self._source is None else self._source.reason()

    @property
    def because(self) -> str:
        """One sentence that says why."""
        return self._told.because if self._source is None else self._source.because()

    @property
    def who(self) -> Actor:
        """Who owes the step."""
        return self._told.who if self._source is None else self._source.who()

    @property
    def act(self) -> str:
        """What to do about it; empty where there is nothing to do."""
        return self._told.act if self._source is None else self._source.act()

    @property
    def due(self) -> Deadline | None:
        """The deadline with the days it counted, where there is one."""
        return self._told.due if self._source is None else self._source.due()

    @property
    def citation(self) -> Citation:
        """The provision, or the edition of it, that decided."""
        return self._told.citation if self._source is None else self._source.citation()

    @property
    def needs(self) -> tuple[Need, ...]:
        """What would settle it, or say whether a pending duty is done: each with the question and whom to ask."""
        return self._told.needs if self._source is None else self._source.needs()

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths of what would settle it."""
        return tuple(need.path for need in self.needs)

    @property
    def curable(self) -> bool:
        """Whether anything can still put it right; nothing can where it was done, and late."""
        return self._told.curable if self._source is None else self._source.curable()

    @property
    def arose_on(self) -> date | None:
        """The day the matter arose, where the rule names one."""
        return self._told.arose_on if self._source is None else self._source.arose_on()

    @property
    def key(self) -> str:
        """The same for as long as it is the same matter, whatever the verdict."""
        return f"{self.subject}/{self.rule}/{self.matter}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do or to find out."""
        return self.verdict is not Verdict.MET

    def explain(self) -> tuple[Term, ...]:
        """Every term of the rule with its values; empty for a finding read back from a document."""
        return () if self._source is None else explain(self._source.rule, self._source.at)

    def __bool__(self) -> bool:
        raise TypeError("a finding is neither true nor false: look at its verdict")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Finding):
            return NotImplemented
        return (self.key, self.verdict, self.told) == (other.key, other.verdict, other.told)

    def __hash__(self) -> int:
        return hash((self.key, self.verdict))

    def __reduce__(self) -> Any:
        # The words go along; the way there (the row and the policy) stays behind.
        return (Finding, (self.rule, self.verdict, self.subject, self.matter, self.told))

    def __repr__(self) -> str:
        return f"<Finding {self.key}: {self.verdict.value}>"


class _Source:
    """Where a finding comes from; each part of it is put into words on its own, when somebody asks."""

    __slots__ = ("at", "outcome", "rule")

    def __init__(self, rule: Rule, outcome: Outcome, at: Moment) -> None:
        self.rule, self.outcome, self.at = rule, outcome, at

    def needs(self) -> tuple[Need, ...]:
        if self.outcome is Verdict.MET or self.outcome is Verdict.NOT_MET:
            return ()
        _, missing = judge(self.rule, self.at)
        return () if missing is None else missing.needs

    def reason(self) -> Reason | None:
        if self.outcome is DIFFER:
            return DIFFER
        if self.outcome is Verdict.UNDETERMINED:
            return self.needs()[0].reason
        return None

    def due(self) -> Deadline | None:
        by = value(self.rule.by, self.at) if isinstance(self.rule, Duty) else None
        return by if isinstance(by, Deadline) else None

    def who(self) -> Actor:
        who = self.rule.who if isinstance(self.rule.who, Actor) else value(self.rule.who, self.at)
        # Where it is not known whose step it is, finding out is the centre's.
        return who if isinstance(who, Actor) else Actor.CENTRE

    def arose_on(self) -> date | None:
        arose = None if self.rule.arose is None else value(self.rule.arose, self.at)
        return arose if isinstance(arose, date) else None

    def is_done(self) -> bool:
        """Whether what a duty asks for has been done, in time or not."""
        done = value(self.rule.done, self.at) if isinstance(self.rule, Duty) else None
        return isinstance(done, date) and done <= self.at.on

    def curable(self) -> bool:
        return self.rule.curable and not self.is_done()

    def act(self) -> str:
        # Where something is not known, what to do is to ask: the needs say whom and what.
        over = self.outcome in (Verdict.MET, Verdict.UNDETERMINED) or self.is_done()
        return "" if over else self.rule.act.format_map(_Shown(self.rule, self.at))

    def because(self) -> str:
        return _because(self.rule, self.outcome, self.needs(), self.at)

    def citation(self) -> Citation:
        return _citation(self.rule, self.at)


class _Shown(dict[str, str]):
    """The placeholders of a rule's sentences, each put into words when a sentence asks for it."""

    def __init__(self, rule: Rule, at: Moment) -> None:
        super().__init__()
        self._rule, self._at = rule, at

    def __missing__(self, name: str) -> str:
        if name in self._at.row.__dict__:
            fact = self._at.row.__dict__[name]
            # What a duty asks for is not done yet while its day lies ahead.
            ahead = isinstance(self._rule, Duty) and name == self._rule.done.name and isinstance(fact, date)
            return "not yet" if ahead and fact > self._at.on else in_words(fact)
        for expression in self._rule.expressions().values():
            for node in walk(expression):
                named = isinstance(node, Choice) and node.name == name
                if named or (isinstance(node, LawValue) and law_name(node) == name):
                    return in_words(value(node, self._at))
        raise KeyError(name)


def _because(rule: Rule, outcome: Outcome, needs: tuple[Need, ...], at: Moment) -> str:
    shown = _Shown(rule, at)
    if outcome is DIFFER:
        if isinstance(rule, Duty) and not rule.differs:
            by, done = shown[rule.by.name], shown[rule.done.name]
            return f"Readings differ. {rule.title}: due by {by}; done: {done}."
        return (rule.differs if isinstance(rule, (Condition, Duty)) else "").format_map(shown)
    if outcome is Verdict.UNDETERMINED:
        wanted = listed(dict.fromkeys(need.ask or need.path for need in needs))
        return f"Cannot tell: {rule.title}. Need to know: {wanted}"
    if isinstance(rule, Duty):
        due = "due" if isinstance(value(rule.by, at), NoFixedDate) else "due by"
        if outcome is Verdict.MET:
            template = rule.met or f"{rule.title}: done {{{rule.done.name}}}, {due} {{{rule.by.name}}}."
        elif outcome is Verdict.PENDING:
            template = rule.pending or f"{rule.title}: {due} {{{rule.by.name}}}."
        else:
            template = rule.late
    else:
        assert isinstance(rule, Condition)
        template = rule.not_met if outcome is Verdict.NOT_MET else rule.met or f"{rule.title}: in order."
    return template.format_map(shown)


def _citation(rule: Rule, at: Moment) -> Citation:
    """The edition of a value of law that the rule turned on, or the rule's own provision."""
    if isinstance(rule, Condition):
        for node in rule.law_values:
            day = value(node.at, at)
            if isinstance(day, date) and not isinstance(value(node, at), Unknown):
                return node.dated.on(day).citation
    return rule.cites


@value_class
class Acknowledgement(Value):
    """That somebody has seen a finding and has decided to leave it: kept by the caller, passed in at each review."""

    key: str = item("the finding's key")
    by: str = item("the office that decided: never a person's name")
    why: str = item("the reason, in a few words")
    until: date | None = item("the last day that it holds; none: until the matter is settled", default=None)


@attrs.frozen
class Changes:
    """What is different between two reviews of one pupil; only what is or was open."""

    new: tuple[Finding, ...]
    settled: tuple[Finding, ...]
    changed: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]


#: What was judged of one row: where it was judged, and each rule that applies with its outcome.
Judged = tuple[Moment, list[tuple[Rule, Outcome]]]


class Review(Sealed):
    """All findings about one pupil on one day, in a stable order."""

    __slots__ = ("_findings", "_judged", "not_applicable", "on", "policy", "set_aside", "subject")

    #: The pupil's opaque reference.
    subject: str
    on: date
    #: How many rules were looked at and do not concern the pupil.
    not_applicable: int
    #: The policy that the findings were judged by, adjusted to the pupil's plan.
    policy: Any
    #: What somebody has acknowledged and left.
    set_aside: tuple[Finding, ...]
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
    ) -> None:
        self._fill(subject, on, tuple(findings), (), not_applicable, policy, tuple(set_aside))

    def _fill(self, *values: Any) -> None:
        names = ("subject", "on", "_findings", "_judged", "not_applicable", "policy", "set_aside")
        for name, given in zip(names, values, strict=True):
            object.__setattr__(self, name, given)

    @classmethod
    def of(cls, subject: str, on: date, judged: Iterable[Judged], not_applicable: int, policy: Any) -> Review:
        """A review straight from what was judged; a finding is made when somebody asks for it."""
        made = cls.__new__(cls)
        made._fill(subject, on, None, tuple(judged), not_applicable, policy, ())
        return made

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, met ones too."""
        findings = self._findings
        if findings is None:
            findings = tuple(
                Finding.of(rule, outcome, self.subject, at)
                for at, outcomes in self._judged
                for rule, outcome in outcomes
            )
            object.__setattr__(self, "_findings", findings)
        return findings

    def _with(self, verdict: Verdict) -> tuple[Finding, ...]:
        if self._findings is None:
            listed = (verdict, DIFFER) if verdict is Verdict.UNDETERMINED else (verdict,)
            return tuple(
                Finding.of(rule, outcome, self.subject, at)
                for at, outcomes in self._judged
                for rule, outcome in outcomes
                if outcome in listed
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

    def since(self, previous: Review) -> Changes:
        """What is new, settled, changed and unchanged since an earlier review of the same pupil."""
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
        keys = {each.key for each in acknowledgements if each.until is None or on <= each.until}
        aside = [finding for finding in self.findings if finding.is_open and finding.key in keys]
        left = [finding for finding in self.findings if not (finding.is_open and finding.key in keys)]
        return Review(self.subject, self.on, left, self.not_applicable, self.policy, (*self.set_aside, *aside))

    def __reduce__(self) -> Any:
        return (Review, (self.subject, self.on, self.findings, self.not_applicable, self.policy, self.set_aside))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Review):
            return NotImplemented
        mine = (self.subject, self.on, self.findings, self.not_applicable, self.set_aside)
        return mine == (other.subject, other.on, other.findings, other.not_applicable, other.set_aside)

    def __hash__(self) -> int:
        return hash((self.subject, self.on, self.findings))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self._with(verdict))} {verdict.value}" for verdict in Verdict)
        return f"<Review of {self.subject} on {self.on.isoformat()}: {counts}, {self.not_applicable} not applicable>"
