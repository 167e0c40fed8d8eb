"""Mentors: changes and gaps, a mentor before the pupil came, and the rule that speaks where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.law.judging import Verdict
from ap_core.law.unknown import UNKNOWN
from ap_core.support.mentors import mentor_history
from ap_core.support.records import Mentor, Mentoring, ViewsAsked
from tests.attended_models import days, nov, placement, record
from tests.test_support_rules import told

NEAR = st.dates(nov(1), nov(30))
MENTORS = st.lists(
    st.tuples(st.sampled_from("ABC"), NEAR, st.none() | st.integers(0, 10)).map(
        lambda given: Mentor(
            ref=given[0], first=given[1],
            last=None if given[2] is None else date.fromordinal(given[1].toordinal() + given[2]),
        )
    ),
    max_size=5,
)  # fmt: skip
NAMED = "support.mentor.named"


def kept(*mentors: Mentor, **changes: Any) -> Any:
    return record(placements=(placement(first_day=nov(2)),), mentoring=Mentoring(mentors=mentors)).but(**changes)


class TestHistory:
    """Gaps and changes told."""

    @given(MENTORS, NEAR, NEAR)
    def test_gaps_day_by_day(self, mentors: list[Mentor], one: date, other: date) -> None:
        first, on = min(one, other), max(one, other)
        with_mentor = {
            day for day in days(first, on) for each in mentors
            if each.first <= day and (each.last is None or day <= each.last)
        }  # fmt: skip
        found = mentor_history(mentors, first, on)
        without = [day for gap in found.gaps for day in days(gap.first, gap.last or on)]
        assert without == [day for day in days(first, on) if day not in with_mentor]
        assert bool(found.now) == (found.since is not None) == (on in with_mentor)

    @given(MENTORS, NEAR, st.randoms(use_true_random=False))
    def test_the_order_of_records_says_nothing(self, mentors: list[Mentor], on: date, random: Any) -> None:
        assert mentor_history(mentors, nov(1), on) == mentor_history(
            random.sample(mentors, len(mentors)), nov(1), on
        ) or any(one != two and one.first == two.first and one.ref == two.ref for one in mentors for two in mentors)

    def test_changes(self) -> None:
        mentors = [
            Mentor(ref="A", first=nov(2), last=nov(6)), Mentor(ref="B", first=nov(7), last=nov(10)),
            Mentor(ref="A", first=nov(11)), Mentor(ref="C", first=nov(25)),
        ]  # fmt: skip
        found = mentor_history(mentors, nov(2), nov(23))
        assert (found.now, found.since, found.changes, found.gaps) == (("A",), nov(11), (nov(7), nov(11)), ())


class TestMentor:
    """A role or an opaque reference, never a name; on or after the first day."""

    def test_before_admission(self) -> None:
        with pytest.raises(InvalidValue, match=r"mentoring.mentors\[0\].first: is before the first day of a placement"):
            kept(Mentor(ref="M1", first=nov(1)))
        assert kept(Mentor(ref="M1", first=nov(2))).mentoring is not None

    def test_not_asked_where_the_first_day_is_not_known(self) -> None:
        for placements in (UNKNOWN, (), (placement(first_day=UNKNOWN),)):
            given = record(placements=placements, mentoring=Mentoring(mentors=(Mentor(ref="M1", first=nov(1)),)))
            assert given.mentoring is not None

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"ref": ""}, "ref: is empty"), ({"ref": "A123456789012"}, "unique pupil number"),
            ({"last": nov(1)}, "last: is before first"),
        ],
    )  # fmt: skip
    def test_bad_input(self, changes: dict[str, Any], fault: str) -> None:
        with pytest.raises(InvalidValue, match=fault):
            Mentor(ref="M1", first=nov(2)).but(**changes)

    def test_views_are_a_day_and_no_words(self) -> None:
        assert list(vars(ViewsAsked(on=nov(2)))) == ["on"]


class TestNamed:
    """The centre's own promise; silent where it is not kept who the mentor is."""

    def test_silent_where_it_is_not_kept(self) -> None:
        for mentoring in (None, Mentoring(), Mentoring(mentors=(Mentor(ref="M1", first=nov(25)),))):
            assert told(NAMED, record(placements=(placement(),), mentoring=mentoring)) == {}

    @pytest.mark.parametrize(("last", "expected"), [(22, Verdict.NOT_MET), (23, Verdict.MET), (None, Verdict.MET)])
    def test_both_sides(self, last: int | None, expected: Verdict) -> None:
        about = kept(Mentor(ref="M1", first=nov(2), last=None if last is None else nov(last)))
        [found] = told(NAMED, about).values()
        assert found.verdict is expected
        if expected is Verdict.NOT_MET:
            assert found.arose_on == nov(23)
            assert found.because == (
                "The pupil has no mentor; the centre has chosen one for each pupil. First day without: Mon 23 Nov 2026."
            )

    def test_not_once_the_placement_has_ended(self) -> None:
        gone = Mentor(ref="M1", first=nov(2), last=nov(10))
        assert told(NAMED, kept(gone, placements=(placement(first_day=nov(2), ended_on=nov(20)),))) == {}
        [open_] = told(NAMED, kept(gone, placements=(placement(first_day=nov(2), ended_on=UNKNOWN),))).values()
        assert open_.verdict is Verdict.UNDETERMINED
