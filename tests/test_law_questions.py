"""Each question once, with all that waits for the answer: what a missing fact leaves open is never dropped."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, Review, Verdict
from ap_core.exchange import dump_review, load_review
from ap_core.law.questions import questions
from ap_core.placement.records import Basis
from ap_core.registration.records import DeletionGround
from tests.placements import DUAL, YEAR_8, directed, placed, reviewed
from tests.unknowns import with_gaps

BASIS = "placements[0].basis"
ENDED_BY = "registrations[0].ended_by"
HOME, CENTRE = DUAL
LEFT = YEAR_8.but(registrations=(HOME.but(last=date(2026, 10, 16)), CENTRE))


def of_path(review: Review, path: str) -> list[Any]:
    return [question for question in review.questions if question.path == path]


class TestOneQuestionAskedOnce:
    """Story 1: 'By agreement, or directed by the home school?'"""

    def test_a_legal_basis_not_recorded(self) -> None:
        """Every rule of a direction may apply: each says that it cannot be told, and one question is asked."""
        review = reviewed(directed(basis=UNKNOWN, reviews=UNKNOWN, notice=UNKNOWN))
        (question,) = of_path(review, BASIS)
        assert question is not None and review.questions[0].path == BASIS
        assert (question.ask, question.of) == ("By agreement, or directed by the home school?", "home school")
        assert len(question.findings) > 5 and len({finding.rule for finding in question.findings}) > 5

    def test_the_answer_leaves_nothing_to_ask(self) -> None:
        """But for what a direction by no school contradicts, which is another question."""
        for basis in Basis:
            assert [question.ask for question in of_path(reviewed(placed(basis=basis)), BASIS)] == (
                ["What kind of school gave the direction?"] if basis is Basis.DIRECTION else []
            )

    def test_why_a_roll_was_left(self) -> None:
        (question,) = of_path(reviewed(LEFT), ENDED_BY)
        assert len(question.findings) > 1
        home = HOME.but(last=date(2026, 10, 16), ended_by=DeletionGround.DUAL_ENDED)
        assert of_path(reviewed(LEFT.but(registrations=(home, CENTRE))), ENDED_BY) == []


class TestNothingIsDropped:
    """Grouping is a view: what is undetermined is still found, and found under each thing that it waits for."""

    @settings(max_examples=30)
    @given(st.data())
    def test_every_need_is_asked_once(self, data: st.DataObject) -> None:
        review = reviewed(with_gaps(data.draw(st.sampled_from((directed(), LEFT))), data))
        asked = [question.need for question in review.questions]
        assert len(asked) == len(set(asked))
        assert {(q.need, f.key) for q in review.questions for f in q.findings} == {
            (need, finding.key) for finding in review.undetermined for need in finding.needs
        }
        waiting = [len(question.findings) for question in review.questions]
        assert waiting == sorted(waiting, reverse=True)
        for question in review.questions:
            assert [f.key for f in question.settles] == [f.key for f in question.findings if len(set(f.needs)) == 1]
            assert {finding.verdict for finding in question.findings} == {Verdict.UNDETERMINED}

    def test_pupils_are_asked_about_apart(self) -> None:
        one, other = (reviewed(placed(basis=UNKNOWN).but(pupil=YEAR_8.pupil.but(ref=ref))) for ref in ("P01", "P02"))
        together = questions((*one, *other))
        assert [q.subject for q in together if q.path == BASIS] == ["P01", "P02"]

    def test_a_review_read_from_its_document_asks_the_same(self) -> None:
        review = reviewed(placed(basis=UNKNOWN))
        again = load_review(dump_review(review)).questions
        assert [(q.path, q.ask, len(q.findings)) for q in again] == [
            (q.path, q.ask, len(q.findings)) for q in review.questions
        ]
