"""Placements: what guidance asks for, what the centre has chosen, and what is never a bar to a child."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, Calendars, EHCPlan, KeyStage, Policy, Reason, Unknown, Verdict, YearGroup
from ap_core.law.rulebook import Asked
from ap_core.placement.facts import PlacementFacts, placement_facts
from ap_core.placement.lengths import half_terms_within
from ap_core.placement.policy import PlacementPolicy
from ap_core.placement.records import AfterReview, Duration, PlacementReview, Purpose
from ap_core.presets import HALF_TERM_RESPITE
from ap_core.registration.records import Enrolment
from tests.placements import (
    AGREED,
    CALENDARS,
    DIRECTED,
    DUAL,
    MONDAY,
    STORY_CALENDAR,
    YEAR_8,
    findings,
    placed,
    reviewed,
    verdicts,
)

MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED


class TestObjectivesAndReturn:
    """A short-term placement has objectives, a planned end and a school to return to (placement.md 10, invariant 7)."""

    def test_all_recorded(self) -> None:
        assert verdicts(placed(), "placement.short_term.objectives") == [MET]
        assert verdicts(placed(), "placement.short_term.return_planned") == [MET]

    @pytest.mark.parametrize("missing", [{"planned_end": None}, {"returns_to": None}])
    def test_no_end_or_no_school_to_return_to(self, missing: dict[str, None]) -> None:
        assert verdicts(placed(**missing), "placement.short_term.return_planned") == [NOT_MET]

    def test_no_objectives(self) -> None:
        assert verdicts(placed(objectives=()), "placement.short_term.objectives") == [NOT_MET]

    def test_not_known_is_not_none(self) -> None:
        (finding,) = findings(placed(objectives=UNKNOWN), "placement.short_term.objectives")
        assert finding.verdict is UNDETERMINED and finding.missing == ("placements[0].objectives",)

    def test_a_long_placement_is_not_asked_for_a_return(self) -> None:
        assert verdicts(placed(duration=Duration.LONG, returns_to=None), "placement.short_term.return_planned") == []

    def test_the_guidance_of_the_day_the_placement_began(self) -> None:
        """The edition of 2025 from 5 February 2025; that of 2013 before it; neither before 2013."""
        rules = ("placement.short_term.objectives_2013", "placement.short_term.objectives")
        for first, expected in (
            (date(2012, 12, 31), ([], [])),
            (date(2013, 1, 1), ([MET], [])),
            (date(2025, 2, 4), ([MET], [])),
            (date(2025, 2, 5), ([], [MET])),
        ):
            assert tuple(verdicts(placed(first_day=first), rule) for rule in rules) == expected


class TestLength:
    """The centre's longest short-term length is counted in its own school weeks; no statute limits it."""

    LIMIT = "placement.length.limit"

    def test_twelve_school_weeks_end_exactly_on_11_december(self) -> None:
        """Story 1: half term is no school week."""
        assert verdicts(placed(), self.LIMIT) == [MET]
        assert verdicts(placed(planned_end=date(2026, 12, 13)), self.LIMIT) == [MET]
        assert verdicts(placed(planned_end=date(2026, 12, 14)), self.LIMIT) == [NOT_MET]

    def test_the_centre_may_choose_another_limit(self) -> None:
        for weeks, expected in ((11, NOT_MET), (12, MET)):
            policy = Policy(placement=PlacementPolicy(longest_short_term=weeks))
            assert verdicts(placed(), self.LIMIT, policy=policy) == [expected]

    def test_a_planned_number_of_weeks_needs_no_calendar(self) -> None:
        record = placed(planned_end=None, planned_weeks=13)
        assert verdicts(record, self.LIMIT, calendars=Calendars({})) == [NOT_MET]

    def test_beyond_the_calendar_cannot_be_told(self) -> None:
        (finding,) = findings(placed(planned_end=date(2027, 9, 30)), self.LIMIT)
        assert finding.verdict is UNDETERMINED and finding.reason is Reason.BEYOND_CALENDAR
        assert "2026-09-03 to 2027-07-21" in finding.because

    def test_for_a_pupil_with_a_plan_the_length_is_a_reason_to_review(self) -> None:
        """ADJ-04: never an end by itself."""
        record = placed().but(plan=EHCPlan(authority="SHIRE", made_on=date(2026, 1, 5), reviews=()))
        review = reviewed(record)
        assert self.LIMIT not in [finding.rule for finding in review]
        (finding,) = [finding for finding in review if finding.rule == "placement.length.review"]
        assert finding.verdict is PENDING and finding.due is not None and finding.due.last_day == date(2026, 12, 11)
        assert "goes on meanwhile" in finding.act

    def test_where_the_longest_length_comes_first_the_first_review_is_the_one_at_it(self) -> None:
        """A place of half a term begun in its last weeks: one review by its end is enough, and none is too few."""
        record = placed(first_day=date(2026, 10, 5), reviews=(PlacementReview(held_on=date(2026, 10, 22)),))
        record = record.but(plan=EHCPlan(authority="SHIRE", made_on=date(2026, 1, 5), reviews=()))
        for reviews, expected in ((record.placements[0].reviews, MET), ((), NOT_MET)):  # type: ignore[index]
            reviewed_so = record.but(placements=(record.placements[0].but(reviews=reviews),))  # type: ignore[index]
            assert verdicts(reviewed_so, "placement.length.review", policy=HALF_TERM_RESPITE.policy) == [expected]

    def test_a_plan_made_later_changes_nothing_yet(self) -> None:
        record = placed().but(plan=EHCPlan(authority="SHIRE", made_on=MONDAY + timedelta(days=1), reviews=()))
        assert verdicts(record, self.LIMIT) == [MET]


class TestReviews:
    """First review by the end of the chosen school week, one in each later half term, a final one before the end."""

    FIRST, LATER, FINAL = (
        "placement.first_review.in_time",
        "placement.later_review.each_half_term",
        "placement.final_review.before_end",
    )

    def test_first_review_in_the_sixth_school_week(self) -> None:
        """Story 1: 22 October is in time, for 23 October was INSET; a day later would not have been."""
        (finding,) = findings(placed(), self.FIRST)
        assert finding.verdict is MET and finding.due is not None and finding.due.last_day == date(2026, 10, 22)
        late = placed(reviews=(PlacementReview(held_on=date(2026, 10, 23)),))
        assert verdicts(late, self.FIRST) == [NOT_MET]

    def test_not_held_yet(self) -> None:
        record = placed(first_day=date(2026, 10, 12), reviews=())
        assert [verdicts(record, self.FIRST, on=day)[0] for day in (date(2026, 11, 27), date(2026, 11, 28))] == [
            PENDING,
            NOT_MET,
        ]

    @pytest.mark.parametrize(
        ("planned_end", "duration", "policy", "expected"),
        [
            (date(2026, 11, 26), Duration.SHORT, Policy(), []),
            (date(2026, 11, 27), Duration.SHORT, Policy(), [PENDING]),
            (date(2026, 11, 26), Duration.LONG, Policy(), [PENDING]),
            (date(2026, 11, 26), Duration.SHORT, Policy(placement=PlacementPolicy(final_review=False)), [PENDING]),
            (UNKNOWN, Duration.SHORT, Policy(), [UNDETERMINED]),
            (UNKNOWN, Duration.LONG, Policy(), [PENDING]),
            (None, Duration.SHORT, Policy(), [PENDING]),
        ],
    )
    def test_a_short_placement_that_ends_first_has_its_final_review_instead(
        self, planned_end: Any, duration: Duration, policy: Policy, expected: list[Verdict]
    ) -> None:
        """A place from the sixth day of a suspension: three weeks, and no first review after its end."""
        record = placed(first_day=date(2026, 10, 12), planned_end=planned_end, duration=duration, reviews=())
        assert verdicts(record, self.FIRST, policy=policy) == expected

    def test_late_but_done_leaves_nothing_to_do(self) -> None:
        """Held a day late, on the very day of the check: said once, with nothing to book."""
        late = date(2026, 10, 23)
        (finding,) = findings(placed(reviews=(PlacementReview(held_on=late),)), self.FIRST, on=late)
        assert finding.verdict is NOT_MET and not finding.curable and finding.act == ""

    def test_a_review_fixed_for_later_is_not_held(self) -> None:
        record = placed(first_day=date(2026, 10, 12), reviews=(PlacementReview(fixed_for=date(2026, 11, 26)),))
        assert verdicts(record, self.FIRST) == [PENDING]

    def test_a_review_in_the_future_of_the_check_is_not_seen(self) -> None:
        assert verdicts(placed(), self.FIRST, on=date(2026, 10, 21)) == [PENDING]

    def test_later_reviews_only_after_the_half_term_of_the_first(self) -> None:
        long = {"planned_end": date(2027, 3, 25), "duration": Duration.LONG}
        assert verdicts(placed(**long), self.LATER, on=date(2026, 10, 1)) == []
        (finding,) = findings(placed(**long), self.LATER)
        assert finding.verdict is PENDING and finding.due is not None and finding.due.last_day == date(2026, 12, 18)
        held = (*AGREED.reviews, PlacementReview(held_on=date(2026, 11, 12)))  # type: ignore[misc]
        assert verdicts(placed(**long, reviews=held), self.LATER) == [MET]

    def test_a_half_term_without_one(self) -> None:
        long = {"planned_end": date(2027, 3, 25), "duration": Duration.LONG}
        assert verdicts(placed(**long), self.LATER, on=date(2026, 12, 19)) == [NOT_MET]
        assert verdicts(placed(**long), self.LATER, on=date(2027, 1, 5)) == [PENDING]

    def test_a_placement_that_ends_in_the_half_term_has_its_final_review_instead(self) -> None:
        assert verdicts(placed(), self.LATER) == []
        (finding,) = findings(placed(), self.FINAL)
        assert finding.verdict is PENDING and finding.due is not None and finding.due.last_day == date(2026, 12, 10)

    def test_another_review_later_makes_none_late(self) -> None:
        finals = tuple(
            PlacementReview(held_on=day, purposes=frozenset((Purpose.FINAL,)))
            for day in (date(2026, 12, 9), date(2026, 12, 16))
        )
        assert verdicts(placed(reviews=(*AGREED.reviews, *finals)), self.FINAL, on=date(2026, 12, 17)) == [MET]  # type: ignore[misc]

    def test_one_fixed_for_later_hides_no_earlier_one(self) -> None:
        later = PlacementReview(held_on=UNKNOWN, fixed_for=date(2026, 12, 9))
        assert verdicts(placed(reviews=(*AGREED.reviews, later)), self.FIRST) == [MET]  # type: ignore[misc]

    def test_final_review_held(self) -> None:
        final = PlacementReview(held_on=date(2026, 11, 20), purposes=frozenset((Purpose.FINAL,)))
        assert verdicts(placed(reviews=(*AGREED.reviews, final)), self.FINAL) == [MET]  # type: ignore[misc]

    def test_reviews_not_known(self) -> None:
        (finding,) = findings(placed(reviews=UNKNOWN), self.FIRST)
        assert finding.verdict is UNDETERMINED and finding.missing == ("placements[0].reviews",)


class TestEnd:
    """Past its planned end without a review a placement is flagged, never closed by itself."""

    OVERRUN = "placement.end.overrun"

    def test_not_before_the_day_after(self) -> None:
        assert verdicts(placed(), self.OVERRUN, on=date(2026, 12, 11)) == []
        (finding,) = findings(placed(), self.OVERRUN, on=date(2026, 12, 12))
        assert finding.verdict is NOT_MET and "keeps coming" in finding.act
        assert finding.arose_on == date(2026, 12, 11)

    def test_reviewed_since(self) -> None:
        record = placed(reviews=(*AGREED.reviews, PlacementReview(held_on=date(2026, 12, 11))))  # type: ignore[misc]
        assert verdicts(record, self.OVERRUN, on=date(2026, 12, 12)) == [MET]

    @pytest.mark.parametrize("purposes", [frozenset(), frozenset((Purpose.FINAL,))])
    def test_a_review_before_the_end_is_not_enough(self, purposes: frozenset[Purpose]) -> None:
        """Even the final one: the pupil is still here, and nobody has looked since."""
        before = PlacementReview(held_on=date(2026, 12, 10), purposes=purposes)
        record = placed(reviews=(*AGREED.reviews, before))  # type: ignore[misc]
        assert verdicts(record, self.OVERRUN, on=date(2026, 12, 12)) == [NOT_MET]

    def test_whether_it_has_ended_is_not_known(self) -> None:
        (finding,) = findings(placed(ended_on=UNKNOWN), self.OVERRUN, on=date(2026, 12, 12))
        assert finding.verdict is UNDETERMINED and finding.missing == ("placements[0].ended_on",)

    def test_an_ended_placement_is_silent(self) -> None:
        record = placed(ended_on=date(2026, 12, 11))
        assert [
            finding for finding in reviewed(record, date(2026, 12, 12)) if finding.rule.startswith("placement")
        ] == []

    def test_what_follows(self) -> None:
        rule = "placement.end.what_follows"
        for on, agreed, expected in (
            (date(2026, 12, 11), None, PENDING),
            (date(2026, 12, 12), None, NOT_MET),
            (date(2026, 12, 12), date(2026, 12, 1), MET),
        ):
            assert verdicts(placed(next_setting_agreed_on=agreed), rule, on=on) == [expected]


class TestMoveIntoKeyStage4:
    """A pupil whose placement goes on over the move into Key Stage 4 has a review before it."""

    RULE = "placement.key_stage_4_move.review"
    YEAR_9 = YEAR_8.pupil.but(born=date(2013, 3, 14), taught_year=YearGroup.Y9)

    def in_year_9(self, **changes: Any) -> Any:
        return placed(**changes).but(pupil=self.YEAR_9)

    def test_spans_the_summer(self) -> None:
        (finding,) = findings(self.in_year_9(planned_end=date(2027, 9, 1)), self.RULE)
        assert finding.verdict is PENDING and finding.due is not None and finding.due.last_day == date(2027, 7, 21)
        assert "neither roll nor basis" in finding.act

    def test_ends_before_september_or_not_in_year_9(self) -> None:
        assert verdicts(self.in_year_9(planned_end=date(2027, 8, 31)), self.RULE) == []
        assert verdicts(placed(planned_end=date(2027, 9, 1)), self.RULE) == []

    def test_with_no_planned_end_it_goes_on_as_things_stand(self) -> None:
        assert verdicts(self.in_year_9(planned_end=None), self.RULE) == [PENDING]
        assert verdicts(self.in_year_9(planned_end=UNKNOWN), self.RULE) == [UNDETERMINED]

    def test_story_1_twelve_weeks_from_14_june(self) -> None:
        """Six school weeks remain before 21 July: the end lies in a year whose calendar is not loaded."""
        record = self.in_year_9(
            first_day=date(2027, 6, 14), planned_end=UNKNOWN, planned_weeks=12, reviews=(), decided_on=date(2027, 6, 1)
        )
        on = date(2027, 6, 14)
        (finding,) = findings(record, self.RULE, on=on)
        assert finding.verdict is PENDING and finding.due is not None and finding.due.last_day == date(2027, 7, 21)
        row = next(iter(placement_facts(record, Asked(on, CALENDARS, Policy()))))
        assert isinstance(row.longest_reached, Unknown)
        assert "2026-09-03 to 2027-07-21" in row.longest_reached.needs[0].ask

    def test_reviewed(self) -> None:
        about = PlacementReview(held_on=date(2026, 11, 2), purposes=frozenset((Purpose.KEY_STAGE_4,)))
        assert verdicts(self.in_year_9(planned_end=date(2027, 9, 30), reviews=(about,)), self.RULE) == [MET]


class TestKeyStage4:
    """A long one runs to the last Friday in June of Year 11; a shorter one with a return needs no excuse."""

    RULE = "placement.long_key_stage_4.planned_end"

    def taught(self, year: YearGroup, **changes: Any) -> Any:
        facts = {"duration": Duration.LONG, "returns_to": None, "planned_end": date(2027, 6, 25)} | changes
        return placed(**facts).but(pupil=YEAR_8.pupil.but(taught_year=year))

    def test_year_11_ends_on_25_june_2027(self) -> None:
        assert verdicts(self.taught(YearGroup.Y11), self.RULE) == [MET]
        assert verdicts(self.taught(YearGroup.Y11, planned_end=date(2027, 6, 24)), self.RULE) == [NOT_MET]
        assert verdicts(self.taught(YearGroup.Y11, planned_end=date(2027, 7, 21)), self.RULE) == [MET]

    def test_year_10_ends_a_year_later(self) -> None:
        assert verdicts(self.taught(YearGroup.Y10), self.RULE) == [NOT_MET]
        assert verdicts(self.taught(YearGroup.Y10, planned_end=date(2028, 6, 30)), self.RULE) == [MET]

    def test_no_excuse_for_a_shorter_one_with_a_return(self) -> None:
        assert verdicts(self.taught(YearGroup.Y10, returns_to="HILL", planned_end=date(2027, 2, 12)), self.RULE) == []
        assert verdicts(self.taught(YearGroup.Y10, duration=Duration.SHORT), self.RULE) == []


class TestUsualPattern:
    """The centre's usual pattern is policy: another is said once to be unlike it, never a breach of law."""

    def test_key_stage_3_short_and_dual(self) -> None:
        assert verdicts(placed(), "placement.usual.key_stage_3") == [MET]
        single = YEAR_8.but(registrations=(DUAL[1].but(status=Enrolment.SINGLE),))
        (finding,) = findings(single, "placement.usual.key_stage_3")
        assert finding.verdict is NOT_MET and not finding.curable and finding.act == ""
        assert finding.because.startswith("Unlike this centre's usual")
        assert finding.citation.force.value == "local choice"

    def test_key_stage_follows_the_year_taught_in(self) -> None:
        """A pupil born for Year 10 and taught in Year 9 is at Key Stage 3."""
        behind = placed().but(pupil=YEAR_8.pupil.but(born=date(2012, 3, 14), taught_year=YearGroup.Y9))
        assert verdicts(behind, "placement.usual.key_stage_3") == [MET]
        assert verdicts(behind, "placement.usual.key_stage_4") == []


# ---------------------------------------------------------------- laws of the reckoning

HOLES = st.sampled_from(("duration", "first_day", "planned_end", "returns_to", "objectives", "reviews", "basis"))
FILL = {
    "duration": st.sampled_from(Duration),
    "first_day": st.dates(date(2026, 9, 3), date(2026, 11, 20)),
    "planned_end": st.none() | st.dates(date(2026, 11, 23), date(2027, 9, 30)),
    "returns_to": st.sampled_from((None, "HILL")),
    "objectives": st.sampled_from(((), ("one",))),
    "reviews": st.lists(
        st.builds(
            PlacementReview,
            held_on=st.dates(date(2026, 9, 3), date(2026, 12, 18)),
            purposes=st.frozensets(st.sampled_from(Purpose)),
            decision=st.just(AfterReview.CONTINUE),
        ),
        max_size=3,
        unique_by=lambda review: review.held_on,
    ).map(tuple),
    "basis": st.just(AGREED.basis),
}


def row_of(record: Any, on: date = MONDAY) -> PlacementFacts:
    return next(iter(placement_facts(record, Asked(on, CALENDARS, Policy()))))


@given(st.data(), st.sets(HOLES, min_size=1))
def test_filling_a_hole_changes_no_fact_that_was_known(data: st.DataObject, holes: set[str]) -> None:
    """Replacing an unknown of the placement by any value leaves every known fact as it was."""
    whole = {name: data.draw(FILL[name]) for name in sorted(FILL)}
    filled = row_of(placed(**whole))
    holed = row_of(placed(**whole | dict.fromkeys(holes, UNKNOWN)))
    for name, was in holed.__dict__.items():
        if not isinstance(was, Unknown):
            assert filled.__dict__[name] == was


@given(st.permutations(range(3)))
def test_the_order_of_reviews_does_not_matter(order: list[int]) -> None:
    reviews = tuple(PlacementReview(held_on=date(2026, 10, day), decision=AfterReview.CONTINUE) for day in (1, 15, 22))
    assert row_of(placed(reviews=tuple(reviews[at] for at in order))) == row_of(placed(reviews=reviews))


def test_key_stage_of_an_unknown_year_is_asked_for() -> None:
    row = row_of(placed().but(pupil=YEAR_8.pupil.but(taught_year=UNKNOWN)))
    assert isinstance(row.key_stage, Unknown) and row.key_stage.needs[0].path == "pupil.taught_year"
    assert row_of(placed()).key_stage is KeyStage.KS3


class TestNoPlacementOnRecord:
    """Where nobody has filled in the placements, one question is asked; nothing passes."""

    def test_asks(self) -> None:
        review = reviewed(YEAR_8.but(placements=UNKNOWN))
        about = [finding for finding in review.undetermined if finding.rule.startswith("placement")]
        assert about and {finding.missing for finding in about} == {("placements",)}
        assert not [finding for finding in review.met if finding.rule.startswith("placement")]

    def test_known_to_have_none(self) -> None:
        assert not [finding for finding in reviewed(YEAR_8.but(placements=())) if finding.rule.startswith("placement")]


class TestWhetherThereIsAPlan:
    """Learning of a plan never overturns what was said of the length."""

    @pytest.mark.parametrize("plan", [UNKNOWN, EHCPlan(authority="SHIRE", reviews=())])
    def test_cannot_tell_which_of_the_two_it_is(self, plan: Any) -> None:
        record = placed(planned_weeks=13).but(plan=plan)
        assert verdicts(record, "placement.length.limit") == [UNDETERMINED]
        assert verdicts(record, "placement.length.review") == [UNDETERMINED]


def test_no_record_stops_the_others() -> None:
    """Systems write 9999-12-31 for "no end", and nonsense finds its way in: a finding, never an error."""
    for day in (date(9999, 12, 31), date(1, 1, 1)):
        reviewed(placed(planned_end=None, first_day=day, reviews=()))
        reviewed(YEAR_8.but(placements=(AGREED.but(first_day=day, planned_end=None, ended_on=None, reviews=()),)))
        reviewed(YEAR_8.but(registrations=tuple(each.but(last=date(9999, 12, 31)) for each in DUAL)))
        reviewed(YEAR_8.but(registrations=tuple(each.but(first=day, last=None) for each in DUAL)))
        reviewed(YEAR_8.but(placements=(DIRECTED.but(first_day=day, planned_end=None, reviews=()),)))


def test_no_half_term_is_met_by_days_without_school() -> None:
    """A weekend, a half-term break and the holidays between terms lie in none."""
    for first, last in (("2026-10-24", "2026-11-01"), ("2026-12-19", "2027-01-04"), ("2026-11-21", "2026-11-22")):
        assert half_terms_within(date.fromisoformat(first), date.fromisoformat(last), STORY_CALENDAR) == 0
    assert half_terms_within(date(2026, 11, 20), date(2026, 11, 22), STORY_CALENDAR) == 1
