"""Off-site direction under review: who is invited and told, reviews on request, and the decision given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, EHCPlan, Policy, PupilRecord, Reason, Seen, Unknown, Verdict
from ap_core.law.rulebook import Asked
from ap_core.placement.directed_pupil_facts import directed_pupil_facts
from ap_core.placement.direction_facts import direction_facts, direction_review_facts
from ap_core.placement.direction_meeting_facts import direction_meeting_facts, review_request_facts
from ap_core.placement.direction_people import INVITED_TOO, left_out
from ap_core.placement.records import (
    Addressee,
    AfterReview,
    OutcomeItem,
    PlacementReview,
    Purpose,
    ReviewRequest,
)
from ap_core.registration.records import SchoolKind
from tests.placements import CALENDARS, MONDAY, YEAR_8, adult, directed, findings, verdicts
from tests.unknowns import assert_only_learns, with_gaps

MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
INVITATIONS, INVITED, CONTENTS, TOLD, ON_REQUEST = (
    "offsite_direction.review.invitations",
    "offsite_direction.review.invited",
    "offsite_direction.review.outcome_contents",
    "offsite_direction.review.outcome_recipients",
    "offsite_direction.review.on_request",
)
PARENT, PUPIL, PROVIDER, HEAD, GOVERNOR, AUTHORITY = Addressee
OF_IT = frozenset((Purpose.DIRECTION,))
PLAN = EHCPlan(authority="SHIRE", made_on=date(2026, 1, 5), named_setting="HILL", reviews=())
EVERYBODY = frozenset((PARENT, PROVIDER, HEAD, GOVERNOR))
BORN = date(2014, 3, 14)
#: Decided in the time of the regulations as amended in 2012, by a school that was always under them.
BEFORE_2026: dict[str, Any] = {"decided_on": date(2026, 7, 1)}


def held(day: date = date(2026, 10, 22), **more: Any) -> PlacementReview:
    whole: dict[str, Any] = {"held_on": day, "purposes": OF_IT, "outcome_sent_on": day}
    return PlacementReview(**whole | more)


class TestInvitations:
    """Everybody is invited, in writing, not later than six days before the meeting (reg 5(1); review.invite)."""

    def invited(self, day: Any, **more: Any) -> PupilRecord:
        return directed(reviews=(held(invited_on=day, invited=EVERYBODY, **more),))

    @pytest.mark.parametrize(
        ("day", "verdict"),
        [(date(2026, 10, 16), MET), (date(2026, 10, 17), NOT_MET), (None, NOT_MET), (UNKNOWN, UNDETERMINED)],
    )
    def test_six_plain_days_before(self, day: Any, verdict: Verdict) -> None:
        """For 22 October: days, not school days, so Saturday 17 October is a day late and not in time."""
        assert verdicts(self.invited(day), INVITATIONS) == [verdict]

    @pytest.mark.parametrize(("on", "verdict"), [(date(2026, 11, 24), PENDING), (date(2026, 11, 25), NOT_MET)])
    def test_before_a_meeting_that_is_fixed(self, on: date, verdict: Verdict) -> None:
        review = PlacementReview(fixed_for=date(2026, 11, 30), purposes=OF_IT, invited_on=None)
        assert verdicts(directed(reviews=(review,)), INVITATIONS, on=on) == [verdict]

    def test_an_invitation_of_tomorrow_is_not_given_yet(self) -> None:
        review = PlacementReview(fixed_for=date(2026, 11, 30), purposes=OF_IT, invited_on=date(2026, 11, 24))
        assert verdicts(directed(reviews=(review,)), INVITATIONS) == [PENDING]
        assert verdicts(directed(reviews=(review,)), INVITED) == []

    def test_the_meeting_of_today_is_one_finding(self) -> None:
        review = held(MONDAY, fixed_for=MONDAY, invited_on=MONDAY)
        assert verdicts(directed(reviews=(review,)), INVITATIONS) == [NOT_MET]

    def test_only_the_last_one_held_and_those_to_come(self) -> None:
        days = (date(2026, 9, 30), date(2026, 10, 22))
        to_come = PlacementReview(fixed_for=date(2026, 12, 7), purposes=OF_IT, invited_on=None)
        record = directed(reviews=(*(held(day, invited_on=day) for day in days), to_come))
        subjects = {finding.key.split("|")[-1] for finding in findings(record, INVITATIONS)}
        assert len(findings(record, INVITATIONS)) == 2 and not any("2026-09-30" in each for each in subjects)

    def test_a_review_of_the_centres_own_invites_nobody_by_law(self) -> None:
        fixed = PlacementReview(fixed_for=date(2026, 11, 30), invited_on=None)
        assert verdicts(directed(reviews=(fixed,)), INVITATIONS) == []
        assert verdicts(directed(), INVITATIONS) == []

    def test_reviews_not_known(self) -> None:
        """On a day that is not known, by either edition of the law."""
        assert set(verdicts(directed(reviews=UNKNOWN), INVITATIONS)) == {UNDETERMINED}

    def test_both_sides_of_26_july_2026(self) -> None:
        for day, seen in ((date(2026, 7, 25), Seen.AT_SOURCE), (date(2026, 7, 26), Seen.SECONDARY)):
            record = directed(
                **BEFORE_2026, first_day=date(2026, 5, 11), reviews=(held(day, invited_on=day - timedelta(days=6)),)
            )
            (finding,) = findings(record, INVITATIONS)
            assert (finding.verdict, finding.citation.seen) == (MET, seen)

    def test_an_academys_review_before_that_day_was_under_none_of_it(self) -> None:
        academy = {"directed_by": SchoolKind.ACADEMY, "decided_on": date(2026, 5, 7), "first_day": date(2026, 5, 18)}
        assert verdicts(directed(**academy, reviews=(held(date(2026, 7, 25), invited_on=None),)), INVITATIONS) == []
        (finding,) = findings(directed(**academy, reviews=(held(invited_on=None),)), INVITATIONS)
        assert finding.verdict is UNDETERMINED and finding.reason is Reason.LAW_NOT_SEEN


class TestWhoIsInvited:
    """Parent or pupil, provider, head, a representative of the board, and the authority with a plan (reg 5(1)(a)-(e)).

    The panel that commentary of 2026 describes for academies is this rule carried over, not a new one.
    """

    def invited(self, people: Any) -> PupilRecord:
        return directed(reviews=(held(invited_on=date(2026, 10, 16), invited=people),))

    def test_everybody(self) -> None:
        assert verdicts(self.invited(EVERYBODY), INVITED) == [MET]

    @pytest.mark.parametrize("person", [PARENT, PROVIDER, HEAD, GOVERNOR])
    def test_each_by_name(self, person: Addressee) -> None:
        (finding,) = findings(self.invited(EVERYBODY - {person}), INVITED)
        assert finding.verdict is NOT_MET and f"not invited: {person.value}." in finding.because

    def test_the_authority_where_there_is_a_plan(self) -> None:
        (finding,) = findings(self.invited(EVERYBODY).but(plan=PLAN), INVITED)
        assert finding.verdict is NOT_MET and AUTHORITY.value in finding.because
        assert verdicts(self.invited(EVERYBODY | {AUTHORITY}).but(plan=PLAN), INVITED) == [MET]
        assert verdicts(self.invited(EVERYBODY).but(plan=PLAN.but(made_on=date(2026, 10, 23))), INVITED) == [MET]

    def test_a_plan_that_is_not_known(self) -> None:
        assert verdicts(self.invited(EVERYBODY).but(plan=UNKNOWN), INVITED) == [UNDETERMINED]
        assert verdicts(self.invited(EVERYBODY | {AUTHORITY}).but(plan=UNKNOWN), INVITED) == [MET]

    def test_the_pupil_from_18_on(self) -> None:
        assert verdicts(adult(self.invited(EVERYBODY), date(2026, 10, 22)), INVITED) == [NOT_MET]
        assert verdicts(adult(self.invited(EVERYBODY), date(2026, 10, 23)), INVITED) == [MET]

    def test_not_known_who(self) -> None:
        assert verdicts(self.invited(UNKNOWN), INVITED) == [UNDETERMINED]

    def test_plans_are_named_since_1_september_2014(self) -> None:
        plan = PLAN.but(made_on=date(2014, 1, 6))
        for day, expected in ((date(2014, 8, 31), frozenset()), (date(2014, 9, 1), frozenset((AUTHORITY,)))):
            assert left_out(BORN, plan, day, INVITED_TOO, EVERYBODY) == expected

    @given(st.frozensets(st.sampled_from(Addressee)), st.frozensets(st.sampled_from(Addressee)), st.booleans(),
           st.integers(-3, 3))  # fmt: skip
    def test_naive_model(self, others: Any, reached: Any, has_plan: bool, past: int) -> None:
        day = date(2032, 3, 14) + timedelta(days=past)
        owed = others | {PUPIL if past >= 0 else PARENT} | ({AUTHORITY} if has_plan else set())
        missing = left_out(BORN, PLAN if has_plan else None, day, others, reached)
        # Where both the parent and the pupil were reached, which of the two it is makes no difference.
        assert missing == owed - reached

    def test_age_is_asked_for_only_where_it_matters(self) -> None:
        assert isinstance(left_out(UNKNOWN, None, MONDAY, INVITED_TOO, EVERYBODY), Unknown)
        assert left_out(UNKNOWN, None, MONDAY, INVITED_TOO, EVERYBODY | {PUPIL}) == frozenset()


class TestOutcome:
    """The decision, the further period if it goes on, and the reasons; to parent, provider, authority (4(1)(b), 6)."""

    def outcome(self, **more: Any) -> PupilRecord:
        whole: dict[str, Any] = {
            "decision": AfterReview.CONTINUE, "outcome_contents": frozenset(OutcomeItem),
            "outcome_sent_to": frozenset((PARENT, PROVIDER)),
        }  # fmt: skip
        return directed(reviews=(held(**whole | more),))

    def test_complete(self) -> None:
        assert verdicts(self.outcome(), CONTENTS) == verdicts(self.outcome(), TOLD) == [MET]

    @pytest.mark.parametrize("item", OutcomeItem)
    def test_each_item(self, item: OutcomeItem) -> None:
        (finding,) = findings(self.outcome(outcome_contents=frozenset(OutcomeItem) - {item}), CONTENTS)
        assert finding.verdict is NOT_MET and item.value in finding.because

    @pytest.mark.parametrize(
        ("decision", "verdict"),
        [
            (AfterReview.CONTINUE, NOT_MET),
            (AfterReview.VARY, NOT_MET),
            (AfterReview.RETURN, MET),
            (AfterReview.END, MET),
            (UNKNOWN, UNDETERMINED),
        ],
    )
    def test_a_period_only_where_it_goes_on(self, decision: Any, verdict: Verdict) -> None:
        says = frozenset((OutcomeItem.DECISION, OutcomeItem.REASONS))
        assert verdicts(self.outcome(decision=decision, outcome_contents=says), CONTENTS) == [verdict]

    @pytest.mark.parametrize("person", [PARENT, PROVIDER])
    def test_each_recipient(self, person: Addressee) -> None:
        """The provider too, as verification.md has it and the fact book had not."""
        (finding,) = findings(self.outcome(outcome_sent_to=frozenset((PARENT, PROVIDER)) - {person}), TOLD)
        assert finding.verdict is NOT_MET and f"not given to: {person.value}." in finding.because

    def test_the_authority_where_there_is_a_plan(self) -> None:
        assert verdicts(self.outcome().but(plan=PLAN), TOLD) == [NOT_MET]
        everybody = frozenset((PARENT, PROVIDER, AUTHORITY))
        assert verdicts(self.outcome(outcome_sent_to=everybody).but(plan=PLAN), TOLD) == [MET]

    def test_nothing_sent_is_late_and_not_incomplete(self) -> None:
        record = self.outcome(outcome_sent_on=None, outcome_sent_to=UNKNOWN, outcome_contents=UNKNOWN)
        assert verdicts(record, CONTENTS) == verdicts(record, TOLD) == []

    def test_not_known(self) -> None:
        record = self.outcome(outcome_sent_to=UNKNOWN, outcome_contents=UNKNOWN)
        assert verdicts(record, CONTENTS) == verdicts(record, TOLD) == [UNDETERMINED]
        record = directed(reviews=UNKNOWN)
        assert set(verdicts(record, CONTENTS)) == set(verdicts(record, TOLD)) == {UNDETERMINED}

    def test_both_sides_of_26_july_2026(self) -> None:
        for day, seen in ((date(2026, 7, 25), Seen.AT_SOURCE), (date(2026, 7, 26), Seen.SECONDARY)):
            review = held(day, decision=AfterReview.END, outcome_contents=frozenset(OutcomeItem),
                          outcome_sent_to=frozenset((PARENT, PROVIDER)))  # fmt: skip
            record = directed(**BEFORE_2026, first_day=date(2026, 5, 11), reviews=(review,))
            for rule in (CONTENTS, TOLD):
                (finding,) = findings(record, rule)
                assert (finding.verdict, finding.citation.seen) == (MET, seen)


class TestOnRequest:
    """Asked for in writing, a review is held as soon as reasonably practicable (reg 4A; review.on-request)."""

    def asked(self, made_on: date = date(2026, 11, 10), *days: date, **more: Any) -> PupilRecord:
        whole: dict[str, Any] = {"made_on": made_on, "by": PARENT, "in_writing": True}
        request = ReviewRequest(**whole | more)
        return directed(
            **BEFORE_2026, first_day=date(2026, 5, 11), reviews=tuple(held(day) for day in days),
            review_requests=(request,),
        )  # fmt: skip

    def test_no_day_is_invented(self) -> None:
        (finding,) = findings(self.asked(), ON_REQUEST)
        assert finding.verdict is PENDING and "as soon as reasonably practicable" in finding.because
        assert finding.arose_on == date(2026, 11, 10) and not finding.who.is_ours

    def test_held_since(self) -> None:
        for day in (date(2026, 11, 10), date(2026, 11, 19)):
            assert verdicts(self.asked(date(2026, 11, 10), day), ON_REQUEST) == [MET]

    @pytest.mark.parametrize(
        ("before", "expected"),
        [
            (date(2026, 8, 31), [PENDING]),  # 71 days before
            (date(2026, 9, 1), []),  # 70 days before: inside
            (date(2026, 11, 9), []),  # the eve
        ],
    )
    def test_ten_weeks_preceding_the_day_of_the_request(self, before: date, expected: list[Verdict]) -> None:
        """The trap of the boundary: the day of the request is outside, the same weekday ten weeks before inside."""
        assert verdicts(self.asked(date(2026, 11, 10), before), ON_REQUEST) == expected

    def test_a_review_of_the_centres_own_bars_no_request(self) -> None:
        record = self.asked()
        centre_review = PlacementReview(held_on=date(2026, 11, 3))
        (placement,) = record.placements  # type: ignore[misc]
        assert verdicts(record.but(placements=(placement.but(reviews=(centre_review,)),)), ON_REQUEST) == [PENDING]

    @pytest.mark.parametrize(("in_writing", "expected"), [(False, []), (UNKNOWN, [UNDETERMINED])])
    def test_in_writing(self, in_writing: Any, expected: list[Verdict]) -> None:
        assert verdicts(self.asked(in_writing=in_writing), ON_REQUEST) == expected

    def test_whether_the_authority_of_a_plan_may_ask_is_not_settled(self) -> None:
        """Reg 4A(1)(b) speaks of statements: SI 2014/2103 art 34 mended regs 3, 5 and 6 alone."""
        record = self.asked(by=AUTHORITY)
        assert verdicts(record, ON_REQUEST) == []
        (finding,) = findings(record.but(plan=PLAN), ON_REQUEST)
        assert finding.verdict is UNDETERMINED and [need.reason for need in finding.needs] == [Reason.READINGS_DIFFER]
        assert verdicts(record.but(plan=UNKNOWN), ON_REQUEST) == [UNDETERMINED]

    def test_parent_until_18_and_then_the_pupil(self) -> None:
        for eighteen_on, by in ((date(2026, 11, 10), PUPIL), (date(2026, 11, 11), PARENT)):
            for asks in (PARENT, PUPIL):
                expected = [PENDING] if asks is by else []
                assert verdicts(adult(self.asked(by=asks), eighteen_on), ON_REQUEST) == expected

    @pytest.mark.parametrize("by", [PROVIDER, HEAD, GOVERNOR])
    def test_nobody_else_has_the_right(self, by: Addressee) -> None:
        assert verdicts(self.asked(by=by).but(pupil=YEAR_8.pupil.but(born=UNKNOWN)), ON_REQUEST) == []

    def test_how_old_is_asked_where_it_decides(self) -> None:
        record = self.asked().but(pupil=YEAR_8.pupil.but(born=UNKNOWN))
        assert verdicts(record, ON_REQUEST) == [UNDETERMINED]

    def test_a_request_of_tomorrow_is_not_made_yet(self) -> None:
        assert verdicts(self.asked(MONDAY + timedelta(days=1)), ON_REQUEST) == []

    def test_a_request_of_today_is_made(self) -> None:
        assert verdicts(self.asked(MONDAY), ON_REQUEST) == [PENDING]

    def test_asked_of_an_academy_before_the_regime_reached_it(self) -> None:
        academy = {"directed_by": SchoolKind.ACADEMY, "decided_on": date(2026, 5, 7), "first_day": date(2026, 5, 18)}
        for made_on, expected in ((date(2026, 7, 25), []), (date(2026, 7, 26), [UNDETERMINED])):
            request = ReviewRequest(made_on=made_on, by=PARENT, in_writing=True)
            assert verdicts(directed(**academy, reviews=(), review_requests=(request,)), ON_REQUEST) == expected

    def test_both_sides_of_1_january_2013(self) -> None:
        for made_on, expected in ((date(2012, 12, 31), []), (date(2013, 1, 1), [PENDING])):
            record = directed(
                decided_on=date(2012, 11, 1), first_day=date(2012, 11, 12), reviews=(), planned_end=None,
                review_requests=(ReviewRequest(made_on=made_on, by=PARENT, in_writing=True),),
            )  # fmt: skip
            assert verdicts(record, ON_REQUEST) == expected

    def test_both_sides_of_26_july_2026(self) -> None:
        for made_on, seen in ((date(2026, 7, 25), Seen.AT_SOURCE), (date(2026, 7, 26), Seen.SECONDARY)):
            (finding,) = findings(self.asked(made_on), ON_REQUEST)
            assert finding.citation.seen is seen

    def test_reviews_not_known(self) -> None:
        (placement,) = self.asked().placements  # type: ignore[misc]
        record = self.asked().but(placements=(placement.but(reviews=UNKNOWN),))
        assert verdicts(record, ON_REQUEST) == [UNDETERMINED]

    @given(st.integers(0, 100), st.integers(-5, 60))
    @settings(max_examples=60, deadline=None)
    def test_naive_model(self, ago: int, later: int) -> None:
        made_on = date(2026, 9, 21)
        before, since = made_on - timedelta(days=ago + 1), made_on + timedelta(days=later)
        days = sorted({before, since})
        barred = any(1 <= (made_on - day).days <= 70 for day in days)
        held_since = any(day >= made_on for day in days)
        expected = [] if barred else [MET] if held_since else [PENDING]
        assert verdicts(self.asked(made_on, *days), ON_REQUEST) == expected


FULL = directed(
    reviews=(
        held(
            invited_on=date(2026, 10, 16), invited=EVERYBODY, decision=AfterReview.CONTINUE,
            outcome_contents=frozenset(OutcomeItem), outcome_sent_to=frozenset((PARENT, PROVIDER)),
        ),
        PlacementReview(fixed_for=date(2026, 12, 7), purposes=OF_IT, invited_on=None),
    ),
    review_requests=(ReviewRequest(made_on=date(2026, 11, 10), by=PARENT, in_writing=True),),
).but(plan=PLAN)  # fmt: skip
ASKED = Asked(MONDAY, CALENDARS, Policy())


@pytest.mark.parametrize(
    "reckoner",
    [direction_facts, directed_pupil_facts, direction_review_facts, direction_meeting_facts, review_request_facts],
)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_learning_a_fact_overturns_nothing(reckoner: Any, data: st.DataObject) -> None:
    gaps = with_gaps(FULL, data)
    assert_only_learns(list(reckoner(gaps, ASKED)), list(reckoner(FULL, ASKED)))


def test_order_of_reviews_and_requests_does_not_matter() -> None:
    placement: Any = FULL.placements[0]  # type: ignore[index]
    more = placement.but(
        review_requests=(*placement.review_requests, ReviewRequest(made_on=date(2026, 11, 12), by=AUTHORITY))
    )
    turned = more.but(reviews=more.reviews[::-1], review_requests=more.review_requests[::-1])
    for reckoner in (direction_review_facts, direction_meeting_facts, review_request_facts):
        straight, other = (
            {row.subject: {k: v for k, v in row.__dict__.items() if not isinstance(v, Unknown)} for row in
             reckoner(FULL.but(placements=(each,)), ASKED)}
            for each in (more, turned)
        )  # fmt: skip
        assert straight == other and straight
