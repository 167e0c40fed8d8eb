"""What a finding rests on, and the finding in full as text: the same for one just made, unpickled, or read back."""

from __future__ import annotations

import pickle
import textwrap
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ap_core
from ap_core.dates import Deadline
from ap_core.law.choice import Decision
from ap_core.law.citation import Citation, Force
from ap_core.law.dated import Dated, Edition
from ap_core.law.explaining import _wrapped, explain
from ap_core.law.expressions import Choice, law, walk
from ap_core.law.facts import Fact, fact, facts
from ap_core.law.findings import Finding
from ap_core.law.grounds import ChoiceUsed, FactUsed, Grounds, deciding
from ap_core.law.judging import Moment, judge
from ap_core.law.rules import Actor, Rule
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.law.wording import day_in_words, in_words, short_day
from ap_core.values import Value, item, value
from tests.strategies import (
    CENTRE,
    DAY,
    LIMIT,
    ON,
    POLICY,
    SAMPLE,
    Sample,
    SamplePolicy,
    Shade,
    condition,
    days,
    duty,
    policies,
    rows,
    rules,
    sample,
    trees,
)

CAP = condition(
    Sample.count <= law(LIMIT),
    law_date=Sample.last,
    title="No more than the limit",
    arose=Sample.first,
    met="{count}, at most {the_limit}.",
    not_met="{count} are too many, with {shade}.",
    act="Take {count} down.",
)
ENOUGH = condition(
    Sample.count >= SamplePolicy.enough,
    cites=CENTRE.at("sample.usual, enough"),
    title="Enough of them",
    not_met="Only {count} of {enough}; the centre has chosen.",
)
LETTER = duty(
    title="The letter",
    late="Due by {due}, sent: {done}.",
    pending="To send by {due}.",
    act="Send the letter.",
    cites=CENTRE.at("the letter is sent"),
)


@value
class DecidedPolicy(Value):
    """A policy that says who decided."""

    sample: SamplePolicy = item("the sample's part", default=SamplePolicy())
    decisions: tuple[Decision, ...] = item("who decided", default=())


@facts
class Whose(Sample):
    """A row that says whose step it is."""

    step_of: Fact[Actor] = fact("whose step it is")


def finding(rule: Rule, row: Any, on: date = ON, policy: Any = POLICY) -> Finding:
    at = Moment(row, on, policy)
    return Finding.of(rule, judge(rule, at)[0], "P01", at)


@st.composite
def found(draw: st.DrawFn) -> tuple[Rule, Moment, Finding]:
    """A finding of any rule over any row; the day of the check is one on which the rule applies or may apply."""
    rule, at = draw(rules), Moment(draw(rows), ON, draw(policies))
    outcome = judge(rule, at)[0]
    if outcome is None:
        rule = draw(st.just(condition(draw(trees))) | st.just(duty()))
        outcome = judge(rule, at)[0]
    return rule, at, Finding.of(rule, outcome, "P01", at)


class TestLawDate:
    """The day whose law was taken, where it is known."""

    @pytest.mark.parametrize(("last", "law_date"), [(ON, ON), (ON - DAY, ON - DAY), (None, None), (UNKNOWN, None)])
    def test_of_a_fact(self, last: Any, law_date: date | None) -> None:
        assert finding(CAP, sample(count=1, last=last)).grounds.law_date == law_date

    def test_of_the_day_of_the_check(self) -> None:
        assert finding(ENOUGH, sample(count=1), ON + DAY).grounds.law_date == ON + DAY


class TestProvisions:
    """Beside what decided: the rule's own provision, and every other edition that was read, each once."""

    def test_the_rules_own_where_an_edition_decided(self) -> None:
        made = finding(CAP, sample(count=9, last=ON))
        assert (made.citation, made.grounds.also) == (SAMPLE.reg("3A"), (SAMPLE.reg("1"),))

    @pytest.mark.parametrize("last", [ON + 2 * DAY, ON - 3 * DAY, UNKNOWN, None])
    def test_nothing_else_where_no_law_of_the_day_is_held(self, last: Any) -> None:
        made = finding(CAP, sample(count=9, last=last))
        assert (made.citation, made.grounds.also) == (SAMPLE.reg("1"), ())

    def test_an_edition_that_opens_the_gate(self) -> None:
        rule = duty(applies=Sample.count > law(LIMIT), law_date=Sample.first)
        made = finding(rule, sample(count=9, first=ON - DAY))
        assert (made.citation, made.grounds.also) == (SAMPLE.reg("1"), (SAMPLE.reg("3"),))

    def test_the_rules_own_comes_before_other_editions(self) -> None:
        least = Dated("the least", (Edition(ON - 9 * DAY, 1, SAMPLE.reg("5")),))
        rule = condition(Sample.count <= law(LIMIT), applies=Sample.count >= law(least), law_date=Sample.first)
        made = finding(rule, sample(count=9, first=ON))
        assert (made.citation, made.grounds.also) == (SAMPLE.reg("3A"), (SAMPLE.reg("1"), SAMPLE.reg("5")))

    @given(found())
    def test_what_decided_stands_apart_and_nothing_twice(self, of: tuple[Rule, Moment, Finding]) -> None:
        rule, at, made = of
        also = made.grounds.also
        assert made.citation not in also and len(set(also)) == len(also)
        assert rule.cites in (made.citation, *also)
        assert made.citation == deciding(rule, at)
        editions = {each.citation for each in LIMIT.editions}
        assert set(also) <= editions | {rule.cites}


class TestFacts:
    """The facts that a rule reads, that date it, or that its sentences show: name, meaning and value, in words."""

    def test_each_in_the_order_of_the_row(self) -> None:
        assert finding(CAP, sample(count=4, shade=Shade.RED, first=ON, last=None)).grounds.facts == (
            FactUsed("count", "things counted", "4"),
            FactUsed("shade", "the shade", "red"),
            FactUsed("first", "the first day", "Mon 23 Nov 2026"),
            FactUsed("last", "the last day", "none"),
        )

    def test_of_a_duty(self) -> None:
        made = finding(LETTER, sample(due=Deadline(ON), done=Unknown.because("letters[0].sent_on")))
        assert made.grounds.facts == (
            FactUsed("due", "the last day for it", "Mon 23 Nov 2026"),
            FactUsed("done", "the day it was done", "not known"),
        )

    def test_whose_step_it_is(self) -> None:
        row = Whose(**{**sample(count=1).__dict__, "step_of": Actor.AUTHORITY})
        told = finding(condition(Sample.count >= 2, row=Whose, who=Whose.step_of), row).grounds.facts
        assert told == (
            FactUsed("count", "things counted", "1"),
            FactUsed("step_of", "whose step it is", "Local authority"),
        )

    def test_none_without_its_value(self) -> None:
        for made in (FactUsed, ChoiceUsed):
            with pytest.raises(TypeError, match="value"):
                made("count", "things counted")  # type: ignore[call-arg]

    def test_which_matter_it_is_is_no_fact(self) -> None:
        """A sentence may name the matter; it was given, not found out."""
        rule = condition(Sample.count >= 2, not_met="{subject}: only {count}.")
        made = finding(rule, sample(count=1))
        assert made.because == "matter: only 1."
        assert made.grounds.facts == (FactUsed("count", "things counted", "1"),)

    @given(found())
    def test_every_fact_that_decides_is_told_as_the_row_has_it(self, of: tuple[Rule, Moment, Finding]) -> None:
        rule, at, made = of
        told = {each.name: each for each in made.grounds.facts}
        assert told.keys() >= rule.fields.keys()
        for name, used in told.items():
            assert used.value == in_words(getattr(at.row, name))
            assert used.says == getattr(Sample, name).says


class TestChoices:
    """The choices that the provision names and the rule reads, with the unit, and who decided and when."""

    def test_of_the_provision_first(self) -> None:
        assert finding(ENOUGH, sample(count=1)).grounds.choices == (
            ChoiceUsed("sample.usual", "the usual shade", "red"),
            ChoiceUsed("sample.enough", "how many are enough", "2 (things)"),
        )

    def test_the_last_decision_counts(self) -> None:
        decisions = tuple(
            Decision(choice=choice, by=by, on=ON + n * DAY, why=f"{by} says so")
            for n, (choice, by) in enumerate(
                [("sample.enough", "head"), ("sample.enough", "board"), ("sample.other", "nobody")]
            )
        )
        policy = DecidedPolicy(sample=SamplePolicy(enough=3), decisions=decisions)
        usual, enough = finding(ENOUGH, sample(count=1), policy=policy).grounds.choices
        assert (usual.by, usual.on, usual.why) == ("", None, "")
        assert (enough.value, enough.by, enough.on, enough.why) == ("3 (things)", "board", ON + DAY, "board says so")

    @pytest.mark.parametrize("provision", ["the letter is sent", "sample.", "sample.other", "other.enough", "", "."])
    def test_a_local_provision_that_names_no_choice(self, provision: str) -> None:
        rule = duty(cites=CENTRE.at(provision), late="Late, as the centre has chosen.")
        assert finding(rule, sample()).grounds.choices == ()

    def test_a_provision_of_law_names_none(self) -> None:
        assert finding(duty(cites=SAMPLE.at("sample.enough")), sample()).grounds.choices == ()

    @given(found())
    def test_every_choice_that_is_read_is_told(self, of: tuple[Rule, Moment, Finding]) -> None:
        rule, _, made = of
        told = {choice.name for choice in made.grounds.choices}
        read = {
            f"{node.part}.{node.name}"
            for part in rule.expressions().values()
            for node in walk(part)
            if isinstance(node, Choice)
        }
        assert told == read


class TestText:
    """Indented plain text: the sentence, who does what by when, what to ask, the law, and term by term why."""

    def test_is_on_the_face(self) -> None:
        assert ap_core.explain is explain

    def test_of_a_condition_of_law(self) -> None:
        made = finding(CAP, sample(count=4, shade=Shade.RED, first=ON, last=ON))
        assert explain(made).splitlines() == [
            "No more than the limit: not met   [sample.rule]",
            "  4 are too many, with red.",
            "  Centre: Take 4 down.",
            "  Sample 1 reg 3A (law; read at source; looked at Tue 24 Nov 2026)",
            "  Sample 1 reg 1 (law; read at source; looked at Tue 24 Nov 2026)",
            "  The day that decides which law applies: Mon 23 Nov 2026",
            "    all of: yes",
            "      the last day is recorded (Mon 23 Nov 2026): yes",
            "      the last day >= Fri 1 Jan 2010 (Mon 23 Nov 2026 >= Fri 1 Jan 2010): yes",
            "    things counted <= the limit (by law) (4 <= 3): no",
        ]

    def test_of_a_duty_with_the_days_counted(self) -> None:
        due = Deadline(ON, counted=(ON - 3 * DAY, ON), customary_last_day=ON + DAY)
        made = finding(LETTER, sample(due=due, done=None))
        assert explain(made).splitlines()[:6] == [
            "The letter: pending   [sample.rule]",
            "  To send by Mon 23 Nov 2026 (on the other reading Tue 24 Nov 2026).",
            "  Centre: Send the letter.",
            "  Last day Mon 23 Nov 2026, counted: Fri 20 Nov, Mon 23 Nov",
            "  On the other reading Tue 24 Nov 2026",
            "  Centre policy the letter is sent",
        ]

    def test_of_a_duty_without_days_counted(self) -> None:
        lines = explain(finding(LETTER, sample(due=Deadline(ON), done=None))).splitlines()
        assert "  Last day Mon 23 Nov 2026" in lines

    def test_of_what_is_to_be_asked(self) -> None:
        missing = Unknown.because("visits[0].count", ask="How many?", of="the home school")
        lines = explain(finding(ENOUGH, sample(count=missing))).splitlines()
        assert lines[2] == "  Ask the home school: How many? (visits[0].count)"
        bare = explain(finding(ENOUGH, sample(count=Unknown.because("count")))).splitlines()
        assert bare[2] == "  Ask whoever knows: count (count)"

    def test_a_long_line_goes_on_further_in(self) -> None:
        rule = duty(late=f"Late:{' again' * 20}.", act="Do it.")
        made = finding(rule, sample(due=Deadline(ON - DAY), done=None))
        assert explain(made).splitlines()[:4] == [
            "The sample: not met   [sample.rule]",
            f"  Late:{' again' * 14}",
            f"    {'again ' * 5}again.",
            "  Centre: Do it.",
        ]

    def test_a_line_is_as_long_as_it_may_be(self) -> None:
        """94 signs stand on one line; a title goes on further in as any other line does."""
        full = f"Late:{' x' * 43}y"
        made = finding(duty(late=full, title="A title" + " again" * 20), sample(due=Deadline(ON - DAY), done=None))
        lines = explain(made).splitlines()
        assert (len(lines[2]), lines[2]) == (94, f"  {full}")
        assert lines[1].startswith("  again") and lines[1].endswith("[sample.rule]")

    def test_of_a_choice_of_the_centre(self) -> None:
        """A local provision is made, not read: who made it stands with the choice."""
        decision = Decision(choice="sample.enough", by="the board", on=ON, why="groups are small")
        made = finding(ENOUGH, sample(count=1), policy=DecidedPolicy(decisions=(decision,)))
        assert explain(made).splitlines()[2:6] == [
            "  Centre policy sample.usual, enough",
            "  The centre's choice: the usual shade: red; no decision is recorded",
            "  The centre's choice: how many are enough: 2 (things); decided by: the board, Mon 23 Nov",
            "    2026, because: groups are small",
        ]

    @pytest.mark.parametrize(
        ("cites", "shown"),
        [
            (CENTRE.at("sample.enough", note="A note."), False),
            (CENTRE.at("as agreed", note="A note."), True),
            (SAMPLE.at("reg 1", note="A note."), True),
        ],
    )
    def test_a_note_is_shown_unless_the_choice_says_it_all(self, cites: Citation, shown: bool) -> None:
        made = finding(duty(cites=cites, late="Late, as the centre has chosen."), sample())
        assert ("    A note." in explain(made).splitlines()) is shown
        if cites.force is not Force.LOCAL:
            rests_on_a_choice = condition(Sample.count >= SamplePolicy.enough, cites=cites)
            assert "    A note." in explain(finding(rests_on_a_choice, sample(count=1))).splitlines()
        assert ("The day that decides" in explain(made)) is (cites.force is not Force.LOCAL)

    def test_a_decision_without_a_day(self) -> None:
        made = finding(ENOUGH, sample(count=1))
        undated = Grounds(choices=(ChoiceUsed("sample.enough", "how many", "2", "head"),))
        twin = Finding(made.rule, made.verdict, made.subject, made.matter, made.told, undated)
        assert explain(twin).endswith("\n  The centre's choice: how many: 2; decided by: head")

    def test_the_arguable_reading_is_a_heading(self) -> None:
        rule = condition(Sample.count <= 2, arguable=Sample.flag, differs="Perhaps.")
        assert explain(finding(rule, sample(count=4, flag=True))).splitlines()[-2:] == [
            "    on the arguable reading:",
            "      the flag is up: yes",
        ]

    @given(found())
    def test_the_same_unpickled_and_no_line_too_long(self, of: tuple[Rule, Moment, Finding]) -> None:
        made = of[2]
        text = explain(made)
        assert explain(pickle.loads(pickle.dumps(made))) == text
        assert max(map(len, text.splitlines())) <= 94
        assert " ".join(made.because.split()) in " ".join(text.split())
        for term in made.explain():
            assert term.result in text

    @given(found())
    def test_a_finding_of_an_older_document_says_what_it_has(self, of: tuple[Rule, Moment, Finding]) -> None:
        made = of[2]
        older = Finding(made.rule, made.verdict, made.subject, made.matter, made.told)
        lines = explain(made).splitlines()
        assert [line for line in explain(older).splitlines() if line not in lines] == []


class TestDays:
    """A day in a row of days goes without its year."""

    @given(st.dates())
    def test_short(self, day: date) -> None:
        assert day_in_words(day) == f"{short_day(day)} {day.year}"

    def test_every_weekday_and_month(self) -> None:
        """The same in every locale, and as a sentence writes them."""
        assert [short_day(date(2026, month, 1)) for month in range(1, 13)] == [
            "Thu 1 Jan", "Sun 1 Feb", "Sun 1 Mar", "Wed 1 Apr", "Fri 1 May", "Mon 1 Jun",
            "Wed 1 Jul", "Sat 1 Aug", "Tue 1 Sep", "Thu 1 Oct", "Sun 1 Nov", "Tue 1 Dec",
        ]  # fmt: skip

    @given(days)
    def test_one_word_each(self, day: date) -> None:
        assert short_day(day).split()[1] == str(day.day)


def test_who_acts_is_told_with_the_act() -> None:
    """Whoever it is."""
    rule = duty(who=Actor.AUTHORITY, act="Decide.", title="A decision")
    assert "  Local authority: Decide." in explain(finding(rule, sample(due=Deadline(ON), done=None))).splitlines()


@given(text=st.text(st.sampled_from("ab \t\n-\u00a0\u2003"), max_size=120), depth=st.integers(0, 4))
@settings(max_examples=50)
def test_a_line_that_fits_is_the_one_that_wrapping_gives(text: str, depth: int) -> None:
    indent = "  " * depth
    wrapped = textwrap.wrap(text, 94, initial_indent=indent, subsequent_indent=indent + "  ")
    assert _wrapped(text, indent) == wrapped
