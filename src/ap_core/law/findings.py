"""What a check says of one matter: a finding.

It says what was decided, in one sentence why, who acts and what to do, by when, and under which provision. It
is put into words only when somebody asks. It never holds a name, a UPN or a date of birth.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.law.citation import Citation
from ap_core.law.expressions import Choice, Expression, LawValue
from ap_core.law.grounds import Grounds, deciding, grounds, law_of
from ap_core.law.judging import DIFFER, Moment, Outcome, Term, Verdict, judge, terms_of, value
from ap_core.law.rules import Actor, Condition, Duty, Rule, law_name
from ap_core.law.unknown import Need, Reason
from ap_core.law.wording import in_words, listed
from ap_core.values import Sealed


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


#: Of a finding whose document was written before documents said what it rests on.
_NO_GROUNDS = Grounds()


class Finding(Sealed):
    """What one rule says of one matter of one pupil."""

    __slots__ = ("_source", "subject")

    #: The pupil's opaque reference.
    subject: str
    _source: _Source | _Kept

    def __init__(
        self,
        rule: str,
        verdict: Verdict,
        subject: str,
        matter: str,
        told: Told,
        grounds: Grounds = _NO_GROUNDS,
        trace: tuple[Term, ...] = (),
    ) -> None:
        _set_subject(self, subject)
        _set_source(self, _Kept(rule, verdict, matter, told, grounds, trace))

    @classmethod
    def of(cls, rule: Rule, outcome: Outcome, subject: str, at: Moment) -> Finding:
        """The finding of a rule over a row; it is put into words when somebody asks."""
        made = cls.__new__(cls)
        _set_subject(made, subject)
        _set_source(made, _Source(rule, outcome, at))
        return made

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self._source.rule_id

    @property
    def verdict(self) -> Verdict:
        """Met, not met, pending or undetermined."""
        return self._source.verdict

    @property
    def matter(self) -> str:
        """Which matter of the pupil: a placement, a review, the uses of a code."""
        return self._source.matter

    @property
    def told(self) -> Told:
        """The finding in words, all of it."""
        return self._source.told()

    @property
    def title(self) -> str:
        """What the rule is about, in a phrase."""
        return self._source.title()

    @property
    def reason(self) -> Reason | None:
        """Why it is undetermined; ``None`` for any other verdict."""
        return self._source.reason()

    @property
    def because(self) -> str:
        """One sentence that says why."""
        return self._source.because()

    @property
    def who(self) -> Actor:
        """Who owes the step."""
        return self._source.who()

    @property
    def act(self) -> str:
        """What to do about it; empty where there is nothing to do."""
        return self._source.act()

    @property
    def due(self) -> Deadline | None:
        """The deadline with the days it counted, where there is one."""
        return self._source.due()

    @property
    def citation(self) -> Citation:
        """The provision, or the edition of it, that decided."""
        return self._source.citation()

    @property
    def needs(self) -> tuple[Need, ...]:
        """What would settle it, or say whether a pending duty is done: each with the question and whom to ask."""
        return self._source.needs()

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths of what would settle it."""
        return tuple(need.path for need in self.needs)

    @property
    def curable(self) -> bool:
        """Whether anything can still put it right; nothing can where it was done, and late."""
        return self._source.curable()

    @property
    def arose_on(self) -> date | None:
        """The day the matter arose, where the rule names one."""
        return self._source.arose_on()

    @property
    def key(self) -> str:
        """The same for as long as it is the same matter, whatever the verdict."""
        return f"{self.subject}/{self.rule}/{self.matter}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do or to find out."""
        return self.verdict is not Verdict.MET

    @property
    def grounds(self) -> Grounds:
        """What it rests on beside ``citation``: the law date, other provisions, choices and facts."""
        return self._source.grounds()

    def explain(self) -> tuple[Term, ...]:
        """Every term of the rule with its values; empty only where an old document did not keep them."""
        return self._source.explain()

    def __bool__(self) -> bool:
        raise TypeError("a finding is neither true nor false: look at its verdict")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Finding):
            return NotImplemented
        if (self.key, self.verdict, self.told) != (other.key, other.verdict, other.told):
            return False
        return self.grounds == other.grounds and self.explain() == other.explain()

    def __hash__(self) -> int:
        return hash((self.key, self.verdict))

    def __reduce__(self) -> Any:
        # Everything that it says goes along, in words; what it was made from (the row and the policy) stays behind.
        parts = (self.rule, self.verdict, self.subject, self.matter, self.told, self.grounds, self.explain())
        return (Finding, parts)

    def _repr_html_(self) -> str:
        """What a notebook shows: a table of one row."""
        from ap_core.law.showing import findings_table

        return findings_table([self], self.title)

    def __repr__(self) -> str:
        return f"<Finding {self.key}: {self.verdict.value}>"


# A sealed class is filled through its own slots: the quickest way there is, and findings are made by the thousand.
_set_subject: Callable[[Finding, str], None] = Finding.__dict__["subject"].__set__
_set_source: Callable[[Finding, _Source | _Kept], None] = Finding.__dict__["_source"].__set__


def law_behind(finding: Finding) -> Grounds:
    """The grounds of a finding; the facts may be left out of them."""
    return finding._source.law()


class _Kept:
    """A finding read back from a document: all that it said."""

    __slots__ = ("_grounds", "_told", "_trace", "matter", "rule_id", "verdict")

    def __init__(
        self, rule_id: str, verdict: Verdict, matter: str, told: Told, grounds: Grounds, trace: tuple[Term, ...]
    ) -> None:
        self.rule_id, self.verdict, self.matter = rule_id, verdict, matter
        self._told, self._grounds, self._trace = told, grounds, trace

    def told(self) -> Told:
        return self._told

    def title(self) -> str:
        return self._told.title

    def reason(self) -> Reason | None:
        return self._told.reason

    def because(self) -> str:
        return self._told.because

    def who(self) -> Actor:
        return self._told.who

    def act(self) -> str:
        return self._told.act

    def due(self) -> Deadline | None:
        return self._told.due

    def citation(self) -> Citation:
        return self._told.citation

    def needs(self) -> tuple[Need, ...]:
        return self._told.needs

    def curable(self) -> bool:
        return self._told.curable

    def arose_on(self) -> date | None:
        return self._told.arose_on

    def grounds(self) -> Grounds:
        return self._grounds

    law = grounds

    def explain(self) -> tuple[Term, ...]:
        return self._trace


class _Source:
    """Where a finding comes from; each part of it is put into words on its own, when somebody asks."""

    __slots__ = ("at", "outcome", "rule")

    def __init__(self, rule: Rule, outcome: Outcome, at: Moment) -> None:
        self.rule, self.outcome, self.at = rule, outcome, at

    @property
    def rule_id(self) -> str:
        return self.rule.id

    @property
    def verdict(self) -> Verdict:
        return self.outcome if isinstance(self.outcome, Verdict) else Verdict.UNDETERMINED

    @property
    def matter(self) -> str:
        matter: str = self.at.row.subject
        return matter

    def told(self) -> Told:
        return Told(
            title=self.title(),
            because=self.because(),
            who=self.who(),
            act=self.act(),
            due=self.due(),
            citation=self.citation(),
            reason=self.reason(),
            needs=self.needs(),
            curable=self.curable(),
            arose_on=self.arose_on(),
        )

    def title(self) -> str:
        return self.rule.title

    def grounds(self) -> Grounds:
        return grounds(self.rule, self.at)

    def law(self) -> Grounds:
        return law_of(self.rule, self.at)

    def explain(self) -> tuple[Term, ...]:
        return terms_of(self.rule, self.at)

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
        said = _because(self.rule, self.outcome, self.needs(), self.at)
        # Where a choice departs from guidance, or is stricter than asked, what rests on it says so.
        remarks: Any = getattr(self.at.policy, "remarks", None)
        rests_on = self.law().choices if remarks else ()
        return " ".join([said, *(remarks[each.name] for each in rests_on if each.name in remarks)])

    def citation(self) -> Citation:
        return deciding(self.rule, self.at)


class _Shown(dict[str, str]):
    """The placeholders of a rule's sentences, each put into words when a sentence asks for it."""

    def __init__(self, rule: Rule, at: Moment) -> None:
        self._rule, self._at = rule, at

    def __missing__(self, name: str) -> str:
        if name in self._at.row.__dict__:
            fact = self._at.row.__dict__[name]
            # What a duty asks for is not done yet while its day lies ahead.
            ahead = isinstance(self._rule, Duty) and name == self._rule.done.name and isinstance(fact, date)
            return "not yet" if ahead and fact > self._at.on else in_words(fact)
        if isinstance(getattr(type(self._at.row), name, None), property):
            return in_words(getattr(self._at.row, name))
        # A rule that names nothing of these is refused when it is made.
        return in_words(value(next(node for node in self._rule.nodes if _called(node, name)), self._at))


def _called(node: Expression[Any], name: str) -> bool:
    return (isinstance(node, Choice) and node.name == name) or (isinstance(node, LawValue) and law_name(node) == name)


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
