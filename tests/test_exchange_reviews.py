"""A review goes out with every field of its findings, and comes back equal."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates import Deadline
from ap_core.errors import InvalidDocument
from ap_core.exchange import dump_review, dump_reviews, load_review, load_reviews
from ap_core.law.citation import Citation, Force, Seen
from ap_core.law.findings import Finding, Told
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.law.rules import Actor
from ap_core.law.unknown import Need, Reason
from tests.exchange_example import nodes
from tests.exchange_strategies import reviews, trees

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
)
REVIEW = Review("P01", date(2026, 11, 23), [FINDING], 7)


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
        assert back.policy == review.policy
        assert dump_review(back) == text
        assert all(finding.explain() == () for finding in back)

    @settings(max_examples=10, deadline=None)
    @given(st.lists(reviews(), max_size=3))
    def test_several_come_back_in_order(self, several: list[Review]) -> None:
        assert load_reviews(dump_reviews(several)) == tuple(several)

    def test_every_field_is_in_the_document(self) -> None:
        (review,) = json.loads(dump_review(REVIEW))["reviews"]
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
                }
            ],
            "not_applicable": 7,
        }

    def test_a_policy_that_is_no_centres_is_left_out(self) -> None:
        review = Review("P01", date(2026, 11, 23), (), 0, policy=object())
        assert load_review(dump_review(review)).policy is None


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
        with pytest.raises(InvalidDocument, match="format: is another format, or another version of it"):
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
