"""A review goes out with every field of its findings, and comes back equal, whichever version it was written in."""

from __future__ import annotations

import contextlib
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.centre import Roll
from ap_core.checking import check_roll
from ap_core.dates import Deadline
from ap_core.errors import InvalidDocument
from ap_core.exchange import dump_review, dump_reviews, load_review, load_reviews, load_roll
from ap_core.exchange.documents import Reviews
from ap_core.exchange.formats import RELEASE, Format
from ap_core.law.citation import Citation, Force, Seen
from ap_core.law.explaining import explain
from ap_core.law.findings import Finding, Told
from ap_core.law.grounds import ChoiceUsed, FactUsed, Grounds
from ap_core.law.judging import Term, Verdict
from ap_core.law.reviews import Review
from ap_core.law.rules import Actor
from ap_core.law.unknown import Need, Reason
from ap_core.law.wording import day_in_words
from ap_core.policy import Policy
from ap_core.testing.strategies import any_rolls as rolls
from tests.exchange_example import nodes
from tests.exchange_strategies import reviews, trees

ROOT = Path(__file__).parents[1]
INVENTED = ROOT / "examples" / "data" / "invented_centre.json"
#: A document of every form that was ever written, oldest first: none is ever written anew.
STORED = [ROOT / "tests" / "golden" / "reviews" / f"review-1-{form}.json" for form in ("first", "grounds")]
LAW = Citation("SI 1", "reg 3", Force.LAW, Seen.SECONDARY, date(2026, 11, 24))
FINDING = Finding(
    "placement.review.first",
    Verdict.UNDETERMINED,
    "P01",
    "placement a",
    Told(
        title="The first review",
        because="Cannot tell.",
        who=Actor.CENTRE,
        act="Hold it.",
        due=Deadline(date(2026, 11, 6), (date(2026, 11, 5), date(2026, 11, 6)), date(2026, 11, 9)),
        citation=Citation("Policy", "", Force.LOCAL, Seen.AT_SOURCE, date(2026, 11, 24), "", "a note"),
        reason=Reason.FACT_MISSING,
        needs=(Need("placements[0].first_day", "The first day?", "the centre"),),
        curable=False,
        arose_on=date(2026, 9, 21),
    ),
    Grounds(
        law_date=date(2026, 9, 21),
        also=(LAW,),
        choices=(ChoiceUsed("part.by", "the week of the review", "6 (weeks)", "head", date(2026, 7, 8)),),
        facts=(FactUsed("first_day", "the first day", "not known"),),
    ),
    (Term(0, "all of", "", "not known"), Term(1, "the first day >= 1", "not known >= 1", "not known")),
)
REVIEW = Review("P01", date(2026, 11, 23), [FINDING], 7, law_edition=date(2026, 11, 24))


def spoiled(**changes: Any) -> str:
    document = json.loads(dump_review(REVIEW))
    document["reviews"][0]["findings"][0].update(changes)
    return json.dumps(document)


class TestRoundTrip:
    """Findings equal those that were written, in all that they say."""

    @settings(max_examples=60, deadline=None)
    @given(reviews())
    def test_a_review_comes_back_equal(self, review: Review) -> None:
        text = dump_review(review)
        back = load_review(text)
        assert back == review
        assert back.policy == review.policy and back.law_edition == review.law_edition
        assert dump_review(back) == text
        for mine, theirs in zip(review, back, strict=True):
            assert (theirs.grounds, theirs.explain()) == (mine.grounds, mine.explain())
            assert explain(theirs) == explain(mine)

    def test_a_backstop_is_still_one(self) -> None:
        """Whoever reads the document must not take the day for the whole limit; without the words it is."""
        due = Deadline(date(2027, 2, 1)).as_backstop_to("as soon as practicable")
        finding = Finding("sample.by", Verdict.MET, "P01", "plan", attrs.evolve(FINDING.told, due=due), Grounds())
        (back,) = load_review(dump_review(Review("P01", REVIEW.on, [finding], 0)))
        assert back.due == due and back.due.backstop_to == "as soon as practicable"
        (plain,) = load_review(dump_review(REVIEW))
        assert plain.due is not None and plain.due.backstop_to is None

    @settings(max_examples=10, deadline=None)
    @given(st.lists(reviews(), max_size=3))
    def test_several_come_back_in_order(self, several: list[Review]) -> None:
        assert load_reviews(dump_reviews(several)) == tuple(several)

    def test_every_field_is_in_the_document(self) -> None:
        document = json.loads(dump_review(REVIEW))
        assert [*document] == ["format", "written_by", "reviews"]
        assert (document["format"], document["written_by"]) == ("ap-core/review/1", RELEASE)
        (review,) = document["reviews"]
        assert review == {
            "subject": "P01",
            "on": "2026-11-23",
            "findings": [
                {
                    "key": "P01/placement.review.first/placement a",
                    "rule": "placement.review.first",
                    "subject": "P01",
                    "matter": "placement a",
                    "verdict": "undetermined",
                    "reason": "fact_missing",
                    "title": "The first review",
                    "because": "Cannot tell.",
                    "who": "centre",
                    "act": "Hold it.",
                    "due": {
                        "last_day": "2026-11-06",
                        "counted": ["2026-11-05", "2026-11-06"],
                        "customary_last_day": "2026-11-09",
                    },
                    "citation": {
                        "instrument": "Policy",
                        "provision": "",
                        "force": "local",
                        "seen": "at_source",
                        "reviewed_on": "2026-11-24",
                        "note": "a note",
                    },
                    "needs": [{"path": "placements[0].first_day", "ask": "The first day?", "of": "the centre"}],
                    "curable": False,
                    "arose_on": "2026-09-21",
                    "law_date": "2026-09-21",
                    "also": [
                        {
                            "instrument": "SI 1",
                            "provision": "reg 3",
                            "force": "law",
                            "seen": "secondary",
                            "reviewed_on": "2026-11-24",
                        }
                    ],
                    "choices": [
                        {
                            "name": "part.by",
                            "says": "the week of the review",
                            "value": "6 (weeks)",
                            "by": "head",
                            "on": "2026-07-08",
                        }
                    ],
                    "facts": [{"name": "first_day", "says": "the first day", "value": "not known"}],
                    "trace": [
                        {"depth": 0, "asked": "all of", "values": "", "result": "not known"},
                        {"depth": 1, "asked": "the first day >= 1", "values": "not known >= 1", "result": "not known"},
                    ],
                }
            ],
            "not_applicable": 7,
            "law_edition": "2026-11-24",
        }

    def test_the_release_is_that_of_the_package(self) -> None:
        """The library names it without looking for its own files."""
        packaged = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
        assert packaged is not None and packaged[1] == RELEASE

    def test_a_policy_is_written_whole(self) -> None:
        """A default may change, and a review says for ever by which choices it judged."""
        policy = Policy()
        (review,) = json.loads(dump_review(Review("P01", date(2026, 11, 23), (), 0, policy)))["reviews"]
        for part in ("placement", "curriculum", "support"):
            assert review["policy"][part].keys() == getattr(policy, part).__dict__.keys()

    def test_a_policy_that_is_no_centres_is_left_out(self) -> None:
        review = Review("P01", date(2026, 11, 23), (), 0, policy=object())
        assert load_review(dump_review(review)).policy is None


@pytest.fixture(scope="module")
def invented() -> tuple[Review, ...]:
    """The reviews of the invented centre."""
    roll = load_roll(INVENTED.read_bytes())
    return check_roll(roll, on=date(2026, 11, 23))


class TestOfChecks:
    """What a check says comes back from its document: the words, the grounds, and every term."""

    def test_all_of_it_comes_back(self, invented: tuple[Review, ...]) -> None:
        text = dump_reviews(invented)
        back = load_reviews(text)
        assert back == invented and dump_reviews(back) == text
        for mine, theirs in zip(invented, back, strict=True):
            assert theirs.policy == mine.policy
            assert [*map(explain, theirs)] == [*map(explain, mine)]
            assert all(finding.explain() and finding.grounds.facts for finding in theirs)

    def test_changes_since_a_review_read_back(self, invented: tuple[Review, ...]) -> None:
        roll = load_roll(INVENTED.read_bytes())
        earlier = check_roll(roll, on=date(2026, 11, 2))
        back = load_reviews(dump_reviews(earlier))
        changes = [now.since(before) for now, before in zip(invented, back, strict=True)]
        assert changes == [now.since(before) for now, before in zip(invented, earlier, strict=True)]
        assert any(change.new for change in changes) and any(change.settled for change in changes)

    @settings(max_examples=25, deadline=None)
    @given(rolls(), st.integers(0, 120))
    def test_of_any_record_and_no_child_is_in_it(self, roll: Roll, n: int) -> None:
        """The text comes back as it was, and holds no name, and no date of birth in either way of writing it."""
        born = date(2011, 3, 29)
        records = [record.but(pupil=record.pupil.but(name="Sentinel", born=born)) for record in roll.records]
        made = check_roll(roll.but(records=tuple(records)), on=date(2026, 9, 1) + timedelta(n))
        text = dump_reviews(made)
        assert not any(word in text for word in ("Sentinel", born.isoformat(), day_in_words(born)))
        back = load_reviews(text)
        assert back == made and dump_reviews(back) == text == dump_reviews(made)
        assert [explain(finding) for review in back for finding in review] == [
            explain(finding) for review in made for finding in review
        ]

    def test_no_child_of_the_invented_centre_is_in_it(self, invented: tuple[Review, ...]) -> None:
        roll = load_roll(INVENTED.read_bytes())
        records = [record.but(pupil=record.pupil.but(name="Sentinel")) for record in roll.records]
        text = dump_reviews(check_roll(roll.but(records=tuple(records)), on=date(2026, 11, 23)))
        assert text == dump_reviews(invented) and "Sentinel" not in text
        born = [record.pupil.born for record in records if isinstance(record.pupil.born, date)]
        assert len(born) > 20
        assert not any(day.isoformat() in text or day_in_words(day) in text for day in born)


def _held(stored: Any, written: Any) -> bool:
    """Whether everything that a stored tree says is in the tree written now."""
    if isinstance(stored, dict):
        return isinstance(written, dict) and all(
            key in written and _held(each, written[key]) for key, each in stored.items() if key != "written_by"
        )
    if isinstance(stored, list):
        return isinstance(written, list) and len(stored) == len(written) and all(map(_held, stored, written))
    return bool(stored == written)


RETOLD = {"P14", "P25", "P26"}


class TestStored:
    """Documents of every form that was ever written are read for ever, and say what they said."""

    @pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
    def test_says_what_it_said(self, path: Path) -> None:
        tree = json.loads(path.read_text(encoding="utf-8"))
        back = load_reviews(path.read_bytes())
        assert [(review.subject, review.on.isoformat()) for review in back] == [
            (review["subject"], review["on"]) for review in tree["reviews"]
        ]
        for review, told in zip(back, tree["reviews"], strict=True):
            both = (*review.findings, *review.set_aside)
            for finding, said in zip(both, (*told["findings"], *told.get("set_aside", ())), strict=True):
                assert (finding.key, finding.title, finding.because) == (said["key"], said["title"], said["because"])
                assert finding.verdict.name.lower() == said["verdict"] and finding.who.name.lower() == said["who"]
                assert str(finding.citation).split() == " ".join(
                    (said["citation"]["instrument"], said["citation"]["provision"])
                ).split()  # fmt: skip
                days = [] if finding.due is None else [day.isoformat() for day in finding.due.counted]
                assert days == said.get("due", {}).get("counted", [])
                assert len(finding.explain()) == len(said.get("trace", ()))

    @pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
    def test_nothing_of_it_is_lost_when_it_is_written_again(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert _held(json.loads(text), json.loads(dump_reviews(load_reviews(text))))

    @pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
    def test_has_something_of_everything(self, path: Path) -> None:
        """Every verdict, something set aside, days counted, a second reading, and an adjusted policy."""
        back = load_reviews(path.read_bytes())
        findings = [finding for review in back for finding in (*review, *review.set_aside)]
        assert {finding.verdict for finding in findings} == set(Verdict)
        assert any(review.set_aside for review in back)
        assert any(finding.due and finding.due.counted for finding in findings)
        assert any(finding.due and finding.due.customary_last_day for finding in findings)
        lengths = {review.policy.placement.length_is.name for review in back}
        assert lengths == {"LIMIT", "REVIEW"}

    def test_the_first_form_knows_no_grounds(self) -> None:
        """It says what it said then; nothing is made up."""
        for review in load_reviews(STORED[0].read_bytes()):
            assert review.law_edition is None
            assert all(finding.grounds == Grounds() and finding.explain() == () for finding in review)
            assert all(finding.because in " ".join(explain(finding).split()) for finding in review)

    def test_every_form_is_read_by_the_newest_rules_too(self, invented: tuple[Review, ...]) -> None:
        """Nothing but the grounds is new between the forms, so a review of the same day finds nothing new.

        Left out are the pupils to whom the example has since given another kind of placement.
        """
        for path in STORED:
            stored = [review for review in load_reviews(path.read_bytes()) if review.subject not in RETOLD]
            assert len(stored) == 12
            for before in stored:
                now = next(review for review in invented if review.subject == before.subject)
                assert {finding.key for finding in (*before, *before.set_aside)} <= {finding.key for finding in now}


def _from_1(tree: dict[str, Any]) -> dict[str, Any]:
    return {"reviews": tree["pupils"]}


def _from_2(tree: dict[str, Any]) -> dict[str, Any]:
    return {"reviews": [{**review, "not_applicable": 0} for review in tree["reviews"]]}


class TestVersions:
    """The newest version is written; each earlier one is read through small steps, a later one is refused."""

    FORMAT = Format("ap-core/sample", "the sample", Reviews, (_from_1, _from_2))

    @pytest.mark.parametrize(
        "text",
        [
            '{"format": "ap-core/sample/1", "pupils": [{"subject": "P01", "on": "2026-11-23", "findings": []}]}',
            '{"format": "ap-core/sample/2", "reviews": [{"subject": "P01", "on": "2026-11-23", "findings": []}]}',
            '{"format": "ap-core/sample/3", "reviews": [{"subject": "P01", "on": "2026-11-23", "findings": [], '
            '"not_applicable": 0}]}',
        ],
    )
    def test_every_version_says_the_same(self, text: str) -> None:
        held = self.FORMAT.load(text)
        assert held.reviews == (Review("P01", date(2026, 11, 23), (), 0),)
        assert json.loads(self.FORMAT.dump(held))["format"] == "ap-core/sample/3"

    @pytest.mark.parametrize("version", ["2", "17", "9999"])
    def test_a_version_still_to_come(self, version: str) -> None:
        text = dump_review(REVIEW).replace("ap-core/review/1", f"ap-core/review/{version}")
        with pytest.raises(InvalidDocument) as caught:
            load_review(text)
        assert str(caught.value) == (
            "the review document has 1 fault; nothing was loaded:\n"
            "  format: is a newer version than this release of the library knows; read it with a newer release of the "
            "library; this one reads up to ap-core/review/1"
        )

    @pytest.mark.parametrize(
        "name", ["ap-core/review/0", "ap-core/review/01", "ap-core/review", "ap-core/review/1.1", "", "review/1", 1,
                 None, ["ap-core/review/1"], "ap-core/review/1\n", "ap-core/review/99999"],
    )  # fmt: skip
    def test_no_version_at_all(self, name: Any) -> None:
        with pytest.raises(InvalidDocument, match="format: is another format; give ap-core/review/1"):
            load_review(json.dumps({"format": name, "reviews": []}))


class TestFaults:
    """A review document with faults is refused like a roll."""

    def test_a_key_that_is_not_the_findings_own(self) -> None:
        with pytest.raises(InvalidDocument) as refused:
            load_review(spoiled(key="P02/x/y"))
        assert str(refused.value) == (
            "the review document has 1 fault; nothing was loaded:\n"
            "  reviews[0].findings[0].key: is not the finding's own; give subject/rule/matter"
        )

    def test_a_deadline_before_the_customary_day_and_a_wrong_word(self) -> None:
        with pytest.raises(InvalidDocument) as refused:
            load_review(spoiled(verdict="fine", due={"last_day": "2026-11-06", "customary_last_day": "2026-11-05"}))
        assert [(fault.path, fault.remedy) for fault in refused.value.faults] == [
            ("reviews[0].findings[0].verdict", "give one of: met, not_met, pending, undetermined"),
            (
                "reviews[0].findings[0].due.customary_last_day",
                "give a later day, or none where practice does not differ",
            ),
        ]

    def test_a_negative_count_of_rules(self) -> None:
        text = dump_review(REVIEW).replace('"not_applicable": 7', '"not_applicable": -7')
        with pytest.raises(InvalidDocument, match=r"reviews\[0\].not_applicable: is negative"):
            load_review(text)

    @pytest.mark.parametrize("several", [(), (REVIEW, REVIEW)])
    def test_one_review_is_asked_for_and_there_is_another_number(self, several: tuple[Review, ...]) -> None:
        with pytest.raises(InvalidDocument, match="use load_reviews"):
            load_review(dump_reviews(several))

    def test_a_roll_is_no_review(self) -> None:
        with pytest.raises(InvalidDocument, match="format: is another format; give ap-core/review/1"):
            load_review('{"format": "ap-core/roll/1", "reviews": []}')

    @settings(max_examples=80, deadline=None)
    @given(st.data())
    def test_any_one_node_changed_is_a_review_or_refused(self, data: st.DataObject) -> None:
        document = json.loads(dump_review(REVIEW))
        path, _ = data.draw(st.sampled_from([*nodes(document)]))
        node = document
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = data.draw(trees)
        with contextlib.suppress(InvalidDocument):
            assert isinstance(load_review(json.dumps(document)), Review)
