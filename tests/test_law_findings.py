"""Findings and reviews: said only when asked, keyed for as long as it is the same matter, compared and set aside."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import Deadline, NoFixedDate
from ap_core.errors import InvalidValue
from ap_core.law import findings as findings_room
from ap_core.law.dated import Dated, Edition
from ap_core.law.expressions import law
from ap_core.law.facts import Fact, fact, facts
from ap_core.law.findings import Finding
from ap_core.law.fused import fuse
from ap_core.law.grounds import Grounds
from ap_core.law.judging import Moment, Verdict, judge
from ap_core.law.reviews import Acknowledgement, Changes, Review
from ap_core.law.rules import Actor, Rule
from ap_core.law.unknown import UNKNOWN, Need, Reason, Unknown
from tests.strategies import DAY, LIMIT, ON, POLICY, SAMPLE, Sample, SamplePolicy, Shade, condition, duty, sample

CAP = condition(
    Sample.count <= law(LIMIT),
    law_date=Sample.last,
    title="No more than the limit",
    arose=Sample.last,
    met="{count}, at most {the_limit}.",
    not_met="{count} are too many; at most {the_limit}.",
    act="Take {count} down.",
    arguable=Sample.flag,
    differs="{count} may be right.",
)
BARE = condition(Sample.count >= SamplePolicy.enough, title="Enough of them", not_met="Only {count} of {enough}.")
LATE = duty(
    title="The letter",
    met="Sent on {done}.",
    late="Due by {due}, sent: {done}.",
    pending="To send by {due}.",
    differs="Sent on {done}: the readings differ.",
    act="Send the letter.",
)
PLAIN = duty(title="The letter", late="Late: {done}.")


def finding(rule: Rule, row: Any, on: date = ON, policy: Any = POLICY) -> Finding:
    at = Moment(row, on, policy)
    return Finding.of(rule, judge(rule, at)[0], "P01", at)


class TestWords:
    """One sentence for each verdict, with the facts, the value of law or the choice that decided."""

    @pytest.mark.parametrize(
        ("count", "flag", "verdict", "because", "act"),
        [
            (3, False, Verdict.MET, "3, at most 3.", ""),
            (4, False, Verdict.NOT_MET, "4 are too many; at most 3.", "Take 4 down."),
            (4, True, Verdict.UNDETERMINED, "4 may be right.", "Take 4 down."),
            (
                UNKNOWN,
                False,
                Verdict.UNDETERMINED,
                "Cannot tell: No more than the limit. Need to know: things counted",
                "",
            ),
        ],
    )
    def test_of_a_condition(self, count: Any, flag: bool, verdict: Verdict, because: str, act: str) -> None:
        told = finding(CAP, sample(count=count, flag=flag, last=ON))
        assert (told.verdict, told.because, told.act) == (verdict, because, act)
        assert (told.title, told.who, told.curable, told.arose_on) == ("No more than the limit", Actor.CENTRE, True, ON)

    def test_of_a_condition_without_sentences_of_its_own(self) -> None:
        assert finding(BARE, sample(count=2)).because == "Enough of them: in order."
        assert finding(BARE, sample(count=1)).because == "Only 1 of 2."

    @pytest.mark.parametrize(
        ("on", "done", "verdict", "own", "plain"),
        [
            (
                ON + DAY,
                ON,
                Verdict.MET,
                "Sent on Mon 23 Nov 2026.",
                "The letter: done Mon 23 Nov 2026, due by Mon 23 Nov 2026.",
            ),
            (ON + DAY, None, Verdict.NOT_MET, "Due by Mon 23 Nov 2026, sent: none.", "Late: none."),
            (ON, None, Verdict.PENDING, "To send by Mon 23 Nov 2026.", "The letter: due by Mon 23 Nov 2026."),
        ],
    )
    def test_of_a_duty(self, on: date, done: Any, verdict: Verdict, own: str, plain: str) -> None:
        row = sample(due=Deadline(ON), done=done)
        assert (finding(LATE, row, on).verdict, finding(LATE, row, on).because) == (verdict, own)
        assert finding(PLAIN, row, on).because == plain

    def test_of_a_duty_between_the_readings(self) -> None:
        row = sample(due=Deadline(ON, customary_last_day=ON + DAY), done=ON + DAY)
        assert finding(LATE, row, ON + DAY).because == "Sent on Tue 24 Nov 2026: the readings differ."
        assert finding(PLAIN, row, ON + DAY).because == (
            "Readings differ. The letter: due by Mon 23 Nov 2026 (on the other reading Tue 24 Nov 2026); "
            "done: Tue 24 Nov 2026."
        )

    @pytest.mark.parametrize(
        ("done", "because"),
        [(ON, "The letter: done Mon 23 Nov 2026, due without delay."), (None, "The letter: due without delay.")],
    )
    def test_of_a_duty_without_a_date(self, done: Any, because: str) -> None:
        assert finding(PLAIN, sample(due=NoFixedDate("without delay"), done=done)).because == because

    def test_questions_come_once_each(self) -> None:
        same = Unknown.because("visits[0].day", ask="When was the visit?")
        told = finding(PLAIN, sample(due=same, done=Unknown.because("visits[1].day", ask="When was the visit?")))
        assert told.because == "Cannot tell: The letter. Need to know: When was the visit?"
        assert told.missing == ("visits[0].day", "visits[1].day")

    def test_without_a_question_the_place_in_the_record_is_named(self) -> None:
        told = finding(BARE, sample(count=Unknown.because("visits[0].count")))
        assert told.because == "Cannot tell: Enough of them. Need to know: visits[0].count"


@facts
class Worded(Sample):
    """A row with facts put into words."""

    @property
    def in_short(self) -> str:
        return f"{self.count} in all"

    @property
    def seen_on(self) -> Any:
        return self.first


class TestWhatASentenceShows:
    """Facts, words of a row, values of law and choices, each under its own name."""

    def test_words_of_a_row(self) -> None:
        rule = condition(Sample.count >= 9, row=Worded, not_met="Only {in_short}, seen on {seen_on}.")
        row = Worded(**sample(count=1, first=ON).__dict__)
        assert finding(rule, row).because == "Only 1 in all, seen on Mon 23 Nov 2026."

    def test_several_values_of_law_and_choices(self) -> None:
        least = Dated("the least", (Edition(ON - 9 * DAY, 1, SAMPLE.reg("5")),))
        within = (Sample.count >= law(least)) & (Sample.count <= law(LIMIT))
        rule = condition(
            within & (Sample.shade == SamplePolicy.usual) & (Sample.count >= SamplePolicy.enough),
            not_met="{count} of {the_least} to {the_limit}, at best {enough}; {shade}, not {usual}.",
        )
        assert finding(rule, sample(count=3, shade=Shade.BLUE)).because == "3 of 1 to 3, at best 2; blue, not red."

    def test_what_a_duty_asks_for_is_not_done_yet_while_its_day_lies_ahead(self) -> None:
        """Another day that lies ahead is shown as it is."""
        rule = duty(pending="By {due}, sent: {done}; the visit is on {first}.")
        row = sample(due=Deadline(ON), done=ON + DAY, first=ON + DAY)
        assert finding(rule, row).because == "By Mon 23 Nov 2026, sent: not yet; the visit is on Tue 24 Nov 2026."
        late = duty(late="Due by {due}, sent: {done}.")
        assert finding(late, row, ON + DAY).because == "Due by Mon 23 Nov 2026, sent: Tue 24 Nov 2026."


class Remarked:
    """A policy that has something to say of one of its choices."""

    sample = SamplePolicy()
    remarks: ClassVar = {"sample.enough": "Guidance says three; the reason is recorded."}


class TestRemarks:
    """Where a choice departs from guidance, every finding that rests on it says so, and no other."""

    RULE = condition((Sample.count >= SamplePolicy.enough) & (Sample.shade == SamplePolicy.usual), not_met="{count}.")

    def test_after_the_sentence(self) -> None:
        told = finding(self.RULE, sample(count=1, shade=Shade.RED), policy=Remarked())
        assert told.because == "1. Guidance says three; the reason is recorded."

    def test_only_where_the_choice_decides(self) -> None:
        other = condition(Sample.shade == SamplePolicy.usual, not_met="It is {shade}.")
        assert finding(other, sample(shade=Shade.BLUE), policy=Remarked()).because == "It is blue."


class TestDoneLate:
    """What was done late stays late: nothing is left to do, and nothing can put it right."""

    @pytest.mark.parametrize(
        ("done", "verdict", "curable"),
        [
            (ON, Verdict.MET, False),
            (ON + DAY, Verdict.NOT_MET, False),
            (ON + 2 * DAY, Verdict.NOT_MET, False),
            (ON + 3 * DAY, Verdict.NOT_MET, True),  # it lies ahead: not done yet
            (None, Verdict.NOT_MET, True),
        ],
    )
    def test_up_to_the_day_of_the_check(self, done: date | None, verdict: Verdict, curable: bool) -> None:
        told = finding(LATE, sample(due=Deadline(ON), done=done), ON + 2 * DAY)
        assert (told.verdict, told.curable, told.act) == (verdict, curable, "Send the letter." if curable else "")

    def test_between_the_readings(self) -> None:
        row = sample(due=Deadline(ON, customary_last_day=ON + DAY), done=ON + DAY)
        told = finding(LATE, row, ON + DAY)
        assert (told.verdict, told.curable, told.act) == (Verdict.UNDETERMINED, False, "")

    @pytest.mark.parametrize("count", [1, 2])
    def test_some_things_nothing_can_put_right(self, count: int) -> None:
        assert finding(condition(Sample.count >= 2, curable=False), sample(count=count)).curable is False
        assert finding(BARE, sample(count=count)).curable is True


class TestReasons:
    """Undetermined says why: a fact missing, readings that differ, beyond the calendar, law not held."""

    @pytest.mark.parametrize("reason", list(Reason))
    def test_of_what_is_needed(self, reason: Reason) -> None:
        told = finding(BARE, sample(count=Unknown.because("somewhere", reason=reason)))
        assert (told.reason, told.needs) == (reason, (Need("somewhere", reason=reason),))

    def test_the_first_that_is_needed_says_why(self) -> None:
        due = Unknown.because("the calendar of HILL", reason=Reason.BEYOND_CALENDAR)
        assert finding(LATE, sample(due=due, done=Unknown.because("sent_on"))).reason is Reason.BEYOND_CALENDAR

    def test_readings_that_differ(self) -> None:
        told = finding(CAP, sample(count=4, flag=True, last=ON))
        assert (told.verdict, told.reason, told.missing) == (Verdict.UNDETERMINED, Reason.READINGS_DIFFER, ())

    @pytest.mark.parametrize("count", [1, 2])
    def test_none_for_any_other_verdict(self, count: int) -> None:
        told = finding(BARE, sample(count=count))
        assert told.reason is None and told.needs == () and told.missing == ()


class TestCitation:
    """A finding cites the edition that decided, or else the rule's own provision."""

    @pytest.mark.parametrize(
        ("n", "provision"), [(-2, "reg 3"), (-1, "reg 3"), (0, "reg 3A"), (1, "reg 3A"), (2, "reg 1")]
    )
    def test_the_edition_of_the_law_date(self, n: int, provision: str) -> None:
        assert finding(CAP, sample(count=9, flag=False, last=ON + n * DAY)).citation == SAMPLE.at(provision)

    def test_the_rules_own_where_nothing_is_looked_up(self) -> None:
        assert finding(CAP, sample(count=9, last=UNKNOWN)).citation == SAMPLE.reg("1")
        assert finding(BARE, sample(count=9)).citation == finding(LATE, sample()).citation == SAMPLE.reg("1")


class TestDue:
    """The deadline with the days it counted, where there is one."""

    def test_of_a_duty(self) -> None:
        due = Deadline(ON, counted=(ON - DAY, ON))
        assert finding(LATE, sample(due=due, done=None)).due is due

    @pytest.mark.parametrize("by", [NoFixedDate("without delay"), UNKNOWN])
    def test_none_where_there_is_no_date(self, by: Any) -> None:
        assert finding(LATE, sample(due=by, done=None)).due is None
        assert finding(BARE, sample(count=1)).due is None


@facts
class Whose(Sample):
    """A row that says whose step it is."""

    step_of: Fact[Actor] = fact("whose step it is")


class TestWho:
    """Whose step it is may be a fact; where it is not known, finding out is the centre's."""

    @pytest.mark.parametrize(("known", "who"), [(Actor.AUTHORITY, Actor.AUTHORITY), (UNKNOWN, Actor.CENTRE)])
    def test_from_the_row(self, known: Any, who: Actor) -> None:
        rule = condition(Sample.count >= 2, row=Whose, who=Whose.step_of)
        row = Whose(**{**sample(count=1).__dict__, "step_of": known})
        assert finding(rule, row).who is who

    def test_when_it_arose_is_none_where_it_is_not_known(self) -> None:
        assert finding(CAP, sample(count=4, flag=False, last=None)).arose_on is None
        assert finding(CAP, sample(count=4, flag=False, last=UNKNOWN)).arose_on is None
        assert finding(CAP, sample(count=4, flag=False, last=ON)).arose_on == ON


class TestFinding:
    """A finding has no truth value, a key that outlives its verdict, and is equal by what it says."""

    def test_has_no_truth_value(self) -> None:
        with pytest.raises(TypeError, match="look at its verdict"):
            bool(finding(BARE, sample(count=1)))

    @given(st.integers(0, 4), st.integers(0, 4))
    def test_key_stays_while_the_verdict_changes(self, before: int, now: int) -> None:
        one, other = finding(BARE, sample(count=before)), finding(BARE, sample(count=now))
        assert one.key == other.key == "P01/sample.rule/matter"
        assert (one == other) is (before == now)

    def test_key_tells_pupils_rules_and_matters_apart(self) -> None:
        at = Moment(sample(count=1), ON, POLICY)
        other_row = Moment(attrs.evolve(at.row, subject="another"), ON, POLICY)
        other_rule = condition(Sample.count >= 2, id="sample.other")
        keys = {
            Finding.of(BARE, Verdict.MET, "P01", at).key,
            Finding.of(BARE, Verdict.MET, "P02", at).key,
            Finding.of(BARE, Verdict.MET, "P01", other_row).key,
            Finding.of(other_rule, Verdict.MET, "P01", at).key,
        }
        assert len(keys) == 4
        assert Finding.of(BARE, Verdict.MET, "P01", at) != Finding.of(BARE, Verdict.MET, "P02", at)

    def test_open_until_met(self) -> None:
        assert [finding(BARE, sample(count=count)).is_open for count in (2, 1, UNKNOWN)] == [False, True, True]

    @pytest.mark.parametrize(
        "made",
        [
            finding(CAP, sample(count=4, flag=False, last=ON)),
            finding(CAP, sample(count=4, flag=True, last=ON)),
            finding(CAP, sample(last=ON)),
            finding(LATE, sample(due=Deadline(ON), done=None)),
            finding(BARE, sample(count=2)),
        ],
    )
    def test_everything_that_it_says_travels(self, made: Finding) -> None:
        assert made.explain() and type(made.explain()) is tuple and made.grounds.facts
        twin = pickle.loads(pickle.dumps(made))
        assert twin == made and hash(twin) == hash(made) and twin.told == made.told
        assert twin.explain() == made.explain() and repr(twin) == repr(made)
        names = (
            "title",
            "reason",
            "because",
            "who",
            "act",
            "due",
            "citation",
            "needs",
            "missing",
            "curable",
            "arose_on",
            "grounds",
            "key",
            "is_open",
            "verdict",
            "rule",
            "subject",
            "matter",
        )
        for name in names:
            assert getattr(twin, name) == getattr(made, name), name
        assert (twin == "finding") is False and made != finding(BARE, sample(count=0))

    def test_the_same_words_on_other_grounds_are_not_the_same(self) -> None:
        """Met with three is not met with two, though the sentence says neither."""
        two, three = finding(BARE, sample(count=2)), finding(BARE, sample(count=3))
        assert two.told == three.told and two != three
        bare = Finding(two.rule, two.verdict, two.subject, two.matter, two.told)
        assert bare != two and bare.grounds == Grounds() and bare.explain() == ()
        without_terms = Finding(two.rule, two.verdict, two.subject, two.matter, two.told, two.grounds)
        assert without_terms != bare and without_terms != two

    def test_says_nothing_of_the_facts_in_its_display(self) -> None:
        assert repr(finding(BARE, sample(count=1))) == "<Finding P01/sample.rule/matter: not met>"


# ---------------------------------------------------------------- reviews

RULES = tuple(
    condition(Sample.count >= 2, id=f"sample.rule_{letter}", title=f"Rule {letter}", not_met="Too few.")
    for letter in "abcd"
)
#: What each of four matters came to: met, not met, not known, or not applicable.
states = st.lists(st.sampled_from([2, 1, UNKNOWN, None]), min_size=4, max_size=4)


def review(counts: list[Any], on: date = ON) -> Review:
    found = [
        finding(rule, sample(count=count), on) for rule, count in zip(RULES, counts, strict=True) if count is not None
    ]
    return Review("P01", on, found, counts.count(None))


class TestReview:
    """All findings about one pupil on one day, by verdict, in order."""

    @given(states)
    def test_verdicts_part_the_findings(self, counts: list[Any]) -> None:
        made = review(counts)
        parts = (made.met, made.not_met, made.pending, made.undetermined)
        assert [len(part) for part in parts] == [counts.count(2), counts.count(1), 0, counts.count(UNKNOWN)]
        assert sorted(each.key for part in parts for each in part) == sorted(each.key for each in made)
        assert len(made) == len(made.findings) == 4 - made.not_applicable

    @given(st.lists(st.sampled_from([2, 1, UNKNOWN, "differs", "pending"]), max_size=5))
    def test_by_verdict_the_same_whether_its_findings_were_read_or_not(self, drawn: list[Any]) -> None:
        """As it was judged, and once all of it is put into findings; where readings differ it is undetermined."""
        dues = {"differs": Deadline(ON, customary_last_day=ON + DAY), "pending": Deadline(ON + 3 * DAY)}
        judged = []
        for state in drawn:
            rule = LATE if state in dues else RULES[0]
            done = ON + DAY if state == "differs" else None
            row = sample(due=dues.get(state), done=done, count=0 if state in dues else state)
            judged.append((row, fuse((rule,))(row, ON + DAY, POLICY)))
        came_to: dict[Verdict, list[Any]] = {
            Verdict.MET: [2], Verdict.NOT_MET: [1], Verdict.PENDING: ["pending"],
            Verdict.UNDETERMINED: [UNKNOWN, "differs"],
        }  # fmt: skip
        for read_before in (False, True):
            made = Review.of("P01", ON + DAY, judged, 0, POLICY)
            if read_before:
                assert len(made.findings) == len(drawn) and made.findings is made.findings
            parts = zip(came_to.items(), (made.met, made.not_met, made.pending, made.undetermined), strict=True)
            for (verdict, those), part in parts:
                assert len(part) == sum(map(drawn.count, those)) and {each.verdict for each in part} <= {verdict}

    @given(states)
    def test_equal_and_equal_after_pickling(self, counts: list[Any]) -> None:
        made = review(counts)
        twin = pickle.loads(pickle.dumps(made))
        assert twin == made == review(counts) and hash(twin) == hash(made)
        assert made != review([*counts[:3], 2 if counts[3] != 2 else 1]) and made != "review"

    def test_display_counts_and_names_no_fact(self) -> None:
        assert repr(review([2, 1, UNKNOWN, None])) == (
            "<Review of P01 on 2026-11-23: 1 met, 1 not met, 0 pending, 1 undetermined, 1 not applicable>"
        )

    def test_counting_puts_nothing_into_words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Words cost time: a roll is counted without any, and then one finding's words are its own alone."""
        at = Moment(sample(count=1), ON, POLICY)
        judged = fuse(RULES)(at.row, ON, POLICY)

        def never(*_: Any) -> None:
            raise AssertionError("put into words")

        for name in ("in_words", "judge", "terms_of", "grounds", "Told"):
            monkeypatch.setattr(findings_room, name, never)
        made = Review.of("P01", ON, [(at.row, judged)], 0, POLICY)
        assert (len(made.not_met), len(made.met), len(made)) == (4, 0, 4)
        assert [each.key for each in made.not_met] == [f"P01/sample.rule_{letter}/matter" for letter in "abcd"]
        assert repr(made) and made.since(made).unchanged and made.acknowledged((), on=ON).findings


class TestSince:
    """What is new, settled, changed and unchanged since an earlier review; only what is or was open."""

    @given(states, states)
    def test_everything_open_is_in_one_part_and_only_one(self, before: list[Any], now: list[Any]) -> None:
        old, new = review(before, ON - DAY), review(now)
        changes = new.since(old)
        was = {each.key: each for each in old if each.is_open}
        is_now = {each.key: each for each in new if each.is_open}
        assert {each.key for each in changes.new} == is_now.keys() - was.keys()
        assert {each.key for each in changes.settled} == was.keys() - is_now.keys()
        assert {each.key for each in (*changes.changed, *changes.unchanged)} == is_now.keys() & was.keys()
        assert all(each.verdict is not was[each.key].verdict for each in changes.changed)
        assert all(each.verdict is was[each.key].verdict for each in changes.unchanged)
        parts = (changes.new, changes.settled, changes.changed, changes.unchanged)
        keys = [each.key for part in parts for each in part]
        assert len(keys) == len(set(keys))

    @given(states)
    def test_nothing_is_new_since_itself(self, counts: list[Any]) -> None:
        changes = review(counts).since(review(counts))
        assert (changes.new, changes.settled, changes.changed) == ((), (), ())

    def test_of_another_pupil_nothing_is_compared(self) -> None:
        """It would all be new, and all settled."""
        ours = review([1, 2, 2, 2])
        theirs: Any
        for theirs in (Review("P02", ON, ours.findings, 0), None, ours.findings):
            with pytest.raises(InvalidValue, match="previous: is no review of the same pupil"):
                ours.since(theirs)

    def test_it_is_the_finding_of_today_that_is_shown(self) -> None:
        changes = review([1, 2, UNKNOWN, 1]).since(review([UNKNOWN, 1, UNKNOWN, 2]))
        assert [each.because for each in changes.changed] == ["Too few."]
        assert [each.rule for each in changes.settled] == ["sample.rule_b"]
        assert [each.rule for each in changes.new] == ["sample.rule_d"]
        assert [each.rule for each in changes.unchanged] == ["sample.rule_c"]


def seen(letter: str, until: date | None = None) -> Acknowledgement:
    return Acknowledgement(key=f"P01/sample.rule_{letter}/matter", by="head", why="agreed", until=until)


class TestAcknowledged:
    """What somebody has seen and left is set aside to the end of the day they gave, or until it is settled."""

    @pytest.mark.parametrize(("n", "quiet"), [(-1, True), (0, True), (1, False)])
    def test_until_a_day_inclusive(self, n: int, quiet: bool) -> None:
        made = review([1, 1, 2, 2]).acknowledged([seen("a", ON)], on=ON + n * DAY)
        assert [each.rule for each in made.set_aside] == (["sample.rule_a"] if quiet else [])
        assert ("sample.rule_a" in [each.rule for each in made]) is not quiet

    @given(states, st.sets(st.sampled_from("abcd")))
    def test_sets_aside_what_is_open_and_loses_nothing(self, counts: list[Any], letters: set[str]) -> None:
        before = review(counts)
        made = before.acknowledged(map(seen, letters), on=ON)
        assert sorted(each.key for each in (*made, *made.set_aside)) == sorted(each.key for each in before)
        assert {each.rule[-1] for each in made.set_aside} == {
            letter for letter, count in zip("abcd", counts, strict=True) if letter in letters and count in (1, UNKNOWN)
        }
        assert made.not_applicable == before.not_applicable and made.met == before.met
        assert made.acknowledged(map(seen, letters), on=ON) == made

    def test_what_is_quiet_stays_quiet(self) -> None:
        """The same acknowledgement at the next review: it is neither new nor settled."""
        before = review([1, 2, 2, 2], ON - DAY).acknowledged([seen("a")], on=ON - DAY)
        changes = review([1, 2, 2, 2]).acknowledged([seen("a")], on=ON).since(before)
        assert changes == Changes((), (), (), ())

    def test_set_aside_today_is_not_settled(self) -> None:
        changes = review([1, 1, 2, 2]).acknowledged([seen("a")], on=ON).since(review([1, 1, 2, 2], ON - DAY))
        assert changes.settled == () and [each.rule for each in changes.unchanged] == ["sample.rule_b"]

    def test_settled_it_is_no_longer_set_aside(self) -> None:
        made = review([2, 2, 2, 2]).acknowledged([seen("a")], on=ON)
        assert made.set_aside == () and len(made.met) == 4

    def test_when_the_day_is_past_it_comes_back_as_new(self) -> None:
        before = review([1, 2, 2, 2], ON).acknowledged([seen("a", ON)], on=ON)
        changes = review([1, 2, 2, 2], ON + DAY).acknowledged([seen("a", ON)], on=ON + DAY).since(before)
        assert [each.rule for each in changes.new] == ["sample.rule_a"]

    def test_nothing_is_acknowledged_without_office_and_reason_or_at_a_time_of_day(self) -> None:
        with pytest.raises(InvalidValue) as told:
            Acknowledgement(key="", by=" ", why="")
        assert [fault.path for fault in told.value.faults] == ["key", "by", "why"]
        with pytest.raises(InvalidValue, match="on: is not a plain date"):
            review([1, 2, 2, 2]).acknowledged([seen("a", ON)], on=datetime(2026, 11, 23))

    def test_an_acknowledgement_of_another_matter_changes_nothing(self) -> None:
        other = Acknowledgement(key="P02/sample.rule_a/matter", by="head", why="agreed")
        assert review([1, 1, 2, 2]).acknowledged([other], on=ON) == review([1, 1, 2, 2])
