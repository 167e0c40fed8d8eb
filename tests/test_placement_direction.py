"""Off-site direction: notice, contents, copy, reviews, and who may direct, before and from 26 July 2026."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ap_core import UNKNOWN, Calendars, EHCPlan, Reason, SchoolCalendar, Seen, Term, Unknown, Verdict
from ap_core.placement.direction import power, regulated
from ap_core.placement.records import Basis, Notice, NoticeItem, PlacementReview, Purpose
from ap_core.registration.records import SchoolKind
from tests.placements import DIRECTED, MONDAY, directed, findings, placed, reviewed, verdicts

MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
NOTICE, CONTENTS, COPY, SCOPE, OUTCOME, THIRTY, YEAR_END = (
    "offsite_direction.notice.in_time",
    "offsite_direction.notice.contents",
    "offsite_direction.notice.authority",
    "offsite_direction.scope",
    "offsite_direction.review.outcome",
    "offsite_direction.review.thirty_days_until_2012",
    "offsite_direction.year_end_until_2012",
)
#: A review that the directing board holds to keep the direction under review.
OF_IT = frozenset((Purpose.DIRECTION,))
PLAN = EHCPlan(authority="SHIRE", made_on=date(2026, 1, 5), named_setting="HILL", reviews=())


def noticed(given_on: date | None, **more: Any) -> Any:
    return directed(notice=DIRECTED.notice.but(given_on=given_on, **more))  # type: ignore[union-attr]


class TestNoticeInTime:
    """Written, not less than two school days before the first day (SI 2010/1156 reg 3(1)-(2); verification.md 2)."""

    @pytest.mark.parametrize(
        ("given_on", "verdict"),
        [
            (date(2026, 9, 9), MET),  # Wednesday: Thursday and Friday lie between
            (date(2026, 9, 10), UNDETERMINED),  # Thursday: only Friday
            (date(2026, 9, 11), NOT_MET),  # Friday: no school day
            (date(2026, 9, 13), NOT_MET),  # Sunday: none either
        ],
    )
    def test_for_a_first_day_on_monday_14_september(self, given_on: date, verdict: Verdict) -> None:
        (finding,) = findings(noticed(given_on), NOTICE)
        assert finding.verdict is verdict
        if verdict is UNDETERMINED:
            assert finding.reason is Reason.READINGS_DIFFER and "differ" in finding.because

    def test_no_notice_at_all(self) -> None:
        assert verdicts(directed(notice=None), NOTICE) == [NOT_MET]
        assert verdicts(directed(notice=UNKNOWN), NOTICE) == [UNDETERMINED]

    def test_still_time_before_the_first_day(self) -> None:
        record = directed(first_day=date(2026, 11, 30), notice=None, reviews=())
        assert [verdicts(record, NOTICE, on=day)[0] for day in (date(2026, 11, 25), date(2026, 11, 27))] == [
            PENDING,
            NOT_MET,
        ]

    def test_school_days_are_the_directing_schools(self) -> None:
        """With Friday an INSET day at the home school, notice on Wednesday leaves one school day between."""
        home = SchoolCalendar.of_terms(
            "HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))], closed=[date(2026, 9, 11)]
        )
        calendars = Calendars({"HILL": home}, default=None)
        assert verdicts(noticed(date(2026, 9, 9)), NOTICE, calendars=calendars) == [UNDETERMINED]

    def test_owed_by_the_directing_school_never_by_the_centre(self) -> None:
        (finding,) = findings(noticed(date(2026, 9, 11)), NOTICE)
        assert not finding.who.is_ours

    def test_from_2010_by_the_day_of_the_decision(self) -> None:
        for decided, expected in ((date(2010, 8, 31), []), (date(2010, 9, 1), [MET])):
            assert verdicts(directed(decided_on=decided), NOTICE) == expected


class TestSilence:
    """An agreed placement is under none of this: silence, not a warning (story 1)."""

    def test_agreement(self) -> None:
        assert [finding for finding in reviewed(placed()) if finding.rule.startswith("offsite")] == []

    def test_basis_not_recorded_asks_one_question(self) -> None:
        record = directed(basis=UNKNOWN)
        review = reviewed(record)
        asked = {finding.needs[0].ask for finding in review.undetermined if finding.rule.startswith("offsite")}
        assert asked == {"By agreement, or directed by the home school?"}
        assert not review.not_met


class TestContents:
    """Address, person to report to, number of days, reasons, objectives, session times (reg 3(4))."""

    def test_complete(self) -> None:
        assert verdicts(directed(), CONTENTS) == [MET]

    @pytest.mark.parametrize("item", NoticeItem)
    def test_each_item_is_needed(self, item: NoticeItem) -> None:
        (finding,) = findings(noticed(date(2026, 9, 8), contents=frozenset(NoticeItem) - {item}), CONTENTS)
        assert finding.verdict is NOT_MET and item.value in finding.because

    def test_not_asked_before_notice_is_given(self) -> None:
        assert verdicts(directed(notice=None), CONTENTS) == []


class TestCopyToTheAuthority:
    """Where there is an EHC plan, the authority that keeps it has the notice too (reg 3(3), SI 2014/2103 art 34)."""

    @pytest.mark.parametrize(
        ("copied", "verdict"), [(date(2026, 9, 9), MET), (date(2026, 9, 11), NOT_MET), (None, NOT_MET)]
    )
    def test_with_a_plan(self, copied: date | None, verdict: Verdict) -> None:
        assert verdicts(noticed(date(2026, 9, 8), authority_copied_on=copied).but(plan=PLAN), COPY) == [verdict]

    def test_without_one(self) -> None:
        assert verdicts(directed(), COPY) == []
        assert verdicts(directed().but(plan=UNKNOWN), COPY) == [UNDETERMINED]

    def test_both_sides_of_1_september_2014(self) -> None:
        for decided, expected in ((date(2014, 8, 31), []), (date(2014, 9, 1), [NOT_MET])):
            assert verdicts(directed(decided_on=decided).but(plan=PLAN), COPY) == expected

    @pytest.mark.parametrize(
        ("made_on", "expected"), [(date(2026, 9, 8), [NOT_MET]), (date(2026, 9, 9), []), (UNKNOWN, [UNDETERMINED])]
    )
    def test_a_plan_made_after_the_notice_changes_nothing(self, made_on: Any, expected: list[Verdict]) -> None:
        assert verdicts(directed().but(plan=PLAN.but(made_on=made_on)), COPY) == expected


class TestReviews:
    """A review is followed by a written decision within six days (regs 4(1)(b), 6); no fixed interval since 2013."""

    def sent(self, day: date | None) -> Any:
        return directed(reviews=(PlacementReview(held_on=date(2026, 10, 22), purposes=OF_IT, outcome_sent_on=day),))

    @pytest.mark.parametrize(
        ("day", "verdict"), [(date(2026, 10, 28), MET), (date(2026, 10, 29), NOT_MET), (None, NOT_MET)]
    )
    def test_six_plain_days(self, day: date | None, verdict: Verdict) -> None:
        """Half term does not stop them: they are days, not school days."""
        assert verdicts(self.sent(day), OUTCOME) == [verdict]

    def test_a_review_of_the_centres_own_is_none_of_the_boards(self) -> None:
        assert verdicts(directed(), OUTCOME) == []

    def test_thirty_day_rule_is_history(self) -> None:
        """The trap: pages that still say every thirty days."""
        assert verdicts(directed(reviews=()), THIRTY) == []

    @pytest.mark.parametrize(
        ("first_day", "expected"),
        [
            (date(2012, 12, 1), [NOT_MET]),  # due on 31 December 2012
            (date(2012, 12, 2), []),  # due on 1 January 2013: no longer owed
        ],
    )
    def test_thirty_days_by_the_day_it_fell_due(self, first_day: date, expected: list[Verdict]) -> None:
        """SI 2012/2532 has no transitional provision: what had fallen due was owed, what had not was not."""
        record = directed(decided_on=date(2012, 11, 1), first_day=first_day, reviews=(), planned_end=None)
        assert verdicts(record, THIRTY) == expected

    def test_reviews_every_thirty_days_then(self) -> None:
        days = (date(2011, 10, 1), date(2011, 10, 31))
        reviews = tuple(PlacementReview(held_on=day, purposes=OF_IT, outcome_sent_on=day) for day in days)
        record = directed(decided_on=date(2011, 8, 25), first_day=date(2011, 9, 1), reviews=reviews, planned_end=None)
        assert verdicts(record, THIRTY, on=date(2011, 11, 1)) == [MET, MET, PENDING]

    def test_reviews_not_known_then(self) -> None:
        first = {"decided_on": date(2011, 8, 25), "first_day": date(2011, 9, 1), "planned_end": None}
        assert verdicts(directed(**first, reviews=UNKNOWN), THIRTY, on=date(2011, 11, 1)) == [UNDETERMINED]


class TestYearEnd:
    """Until the end of 2012 no direction outlasted the school year (reg 3(5) as made)."""

    def test_history_only(self) -> None:
        for first, end, expected in (
            (date(2012, 5, 1), date(2012, 9, 3), [NOT_MET]),
            (date(2012, 5, 1), date(2012, 7, 20), [MET]),
            (date(2012, 9, 5), date(2013, 9, 20), []),
        ):
            record = directed(decided_on=date(2012, 4, 2), first_day=first, planned_end=end)
            assert verdicts(record, YEAR_END) == expected


class TestScope:
    """Section 29A: maintained schools from 2010; academies and pupil referral units from 26 July 2026."""

    @pytest.mark.parametrize("kind", [SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL])
    def test_maintained_schools_always(self, kind: SchoolKind) -> None:
        assert verdicts(directed(directed_by=kind), SCOPE) == [MET]

    def test_from_26_july_2026_the_regulations_that_were_not_seen_are_cited(self) -> None:
        """What was read binds maintained schools only; that it is carried over is known from commentary."""
        for decided, seen in ((date(2026, 7, 25), Seen.AT_SOURCE), (date(2026, 7, 26), Seen.SECONDARY)):
            (finding,) = findings(directed(decided_on=decided), NOTICE)
            assert finding.citation.seen is seen

    def test_nobody_directs_a_direction(self) -> None:
        """The basis and the silence about who directs cannot both be right: both are named."""
        (finding,) = findings(directed(directed_by=None), SCOPE)
        assert finding.verdict is UNDETERMINED and finding.reason is Reason.CONTRADICTION
        assert finding.missing == ("placements[0].basis", "placements[0].directed_by")

    @pytest.mark.parametrize("kind", [SchoolKind.ACADEMY, SchoolKind.AP_ACADEMY, SchoolKind.PRU])
    def test_both_sides_of_26_july_2026(self, kind: SchoolKind) -> None:
        assert power(kind, date(2026, 7, 26)) is True
        before = power(kind, date(2026, 7, 25))
        if kind is SchoolKind.PRU:
            assert before is False
        else:
            assert before not in (True, False), "academies: the law from 29 June to 25 July was not seen"
        assert power(kind, date(2026, 6, 28)) is False
        on_the_day = power(kind, date(2026, 6, 29))
        if kind is SchoolKind.PRU:
            assert on_the_day is False
        else:
            assert isinstance(on_the_day, Unknown) and on_the_day.needs[0].of == "a lawyer"

    def test_what_an_academy_owed_before_the_act_and_of_a_direction_that_ran_on(self) -> None:
        """It had powers of its own: no regulation bound it until 26 July 2026, and then nobody knows."""
        record: Any = directed(directed_by=SchoolKind.ACADEMY, decided_on=date(2025, 9, 7))
        (academy,) = record.placements
        for on, bound in ((date(2026, 7, 25), False), (UNKNOWN, None), (date(2026, 7, 26), None)):
            found = regulated(academy, "placements[0].", on)
            assert found is False if bound is False else isinstance(found, Unknown)
        told = regulated(academy, "placements[0].", date(2026, 7, 26))
        assert isinstance(told, Unknown) and told.needs[0].reason is Reason.LAW_NOT_SEEN
        for kind in (SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL):
            assert regulated(academy.but(directed_by=kind), "placements[0].", date(2025, 9, 8)) is True
        unit = academy.but(directed_by=SchoolKind.PRU)
        assert regulated(unit, "placements[0].", date(2026, 7, 26)) is False

    def test_a_basis_that_was_not_open_is_a_question_not_a_breach(self) -> None:
        """Academies had general powers of their own, and used them."""
        record = directed(directed_by=SchoolKind.ACADEMY, decided_on=date(2025, 9, 7), ended_on=date(2026, 12, 11))
        (finding,) = findings(record, SCOPE)
        assert finding.verdict is UNDETERMINED and "another power" in finding.because
        assert not finding.who.is_ours

    def test_an_academys_direction_running_on_26_july_2026_cannot_be_told(self) -> None:
        record = directed(directed_by=SchoolKind.ACADEMY, decided_on=date(2026, 5, 7))
        (finding,) = findings(record, NOTICE)
        assert finding.verdict is UNDETERMINED and finding.reason is Reason.LAW_NOT_SEEN

    def test_what_an_academy_owed_before_that_day_was_owed_under_other_powers(self) -> None:
        record = directed(directed_by=SchoolKind.ACADEMY, decided_on=date(2026, 5, 7), first_day=date(2026, 5, 18))
        assert verdicts(record, NOTICE) == []

    def test_an_academys_direction_that_ended_before_is_under_none_of_it(self) -> None:
        record = directed(
            directed_by=SchoolKind.ACADEMY, decided_on=date(2026, 3, 2), first_day=date(2026, 3, 9),
            planned_end=date(2026, 5, 1), ended_on=date(2026, 5, 1),
        )  # fmt: skip
        assert verdicts(record, NOTICE, on=date(2026, 4, 1)) == []

    def test_not_known_who_directs(self) -> None:
        (finding,) = findings(directed(directed_by=UNKNOWN), SCOPE)
        assert finding.missing == ("placements[0].directed_by",)

    def test_a_decision_that_is_not_taken_yet_is_under_the_law_of_today(self) -> None:
        assert power(SchoolKind.ACADEMY, None) is True

    def test_on_a_day_that_is_not_known(self) -> None:
        asks = power(SchoolKind.PRU, UNKNOWN)
        assert asks is UNKNOWN and power(SchoolKind.MAINTAINED, UNKNOWN) is True

    def test_other_schools_have_no_such_power(self) -> None:
        assert power(SchoolKind.INDEPENDENT, MONDAY) is False


def test_only_a_direction_is_reviewed_as_one() -> None:
    assert DIRECTED.basis is Basis.DIRECTION and isinstance(DIRECTED.notice, Notice)
    assert verdicts(placed(), OUTCOME) == []


@pytest.mark.parametrize("gap", range(1, 12))
def test_notice_agrees_with_counting_school_days_between(gap: int) -> None:
    """A naive model: whole school days strictly between the day of notice and the first day."""
    first = date(2026, 9, 14)
    given_on = first - timedelta(days=gap)
    between = sum(
        (given_on + timedelta(days=ahead)).weekday() < 5 and date(2026, 9, 3) <= given_on + timedelta(days=ahead)
        for ahead in range(1, gap)
    )
    expected = MET if between >= 2 else UNDETERMINED if between == 1 else NOT_MET
    assert verdicts(noticed(given_on), NOTICE) == [expected]


def test_placements_not_known_ask_once_and_elsewhere() -> None:
    record = directed().but(placements=UNKNOWN)
    assert [finding for finding in reviewed(record) if finding.rule.startswith("offsite")] == []


@pytest.mark.parametrize(("ended_on", "says"), [(MONDAY, True), (date(2026, 11, 22), False), (UNKNOWN, True)])
def test_a_direction_that_has_ended_is_silent(ended_on: Any, says: bool) -> None:
    assert any(each.rule.startswith("offsite") for each in reviewed(directed(ended_on=ended_on))) is says
