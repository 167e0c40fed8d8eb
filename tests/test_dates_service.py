"""The day on which a notice is taken to have been given: each provision's own rule, and no rule where there is none."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import SchoolDays
from ap_core.dates.bank_holidays import is_bank_holiday
from ap_core.dates.service import (
    BOARD_DECISION,
    DIRECTION_NOTICE,
    HEADS_NOTICE,
    PANEL_DECISION,
    PUBLIC_PLACES_NOTICE,
    REVIEW_APPLICATION,
    Method,
    ServiceRule,
)
from ap_core.errors import ActualDayNeeded, InvalidValue, OutsideCalendar
from tests.dates_models import ONE, D, calendar, near

EVERY = (BOARD_DECISION, REVIEW_APPLICATION, PANEL_DECISION, HEADS_NOTICE, PUBLIC_PLACES_NOTICE, DIRECTION_NOTICE)
UNDER_2012 = (BOARD_DECISION, REVIEW_APPLICATION, PANEL_DECISION)
FIXED = (REVIEW_APPLICATION, PANEL_DECISION)
POST = Method.FIRST_CLASS_POST
SENT = near("2026-12-24", "2026-04-02", "2021-12-24", "2022-09-16", "2024-02-28") | st.dates(
    D("2005-01-01"), D("2029-12-31")
)


def naive_second_working_day(posted: date) -> date:
    """CAL-07 and CAL-11 a day at a time."""
    day, still = posted, 2
    while still:
        day += ONE
        still -= day.weekday() < 5 and not is_bank_holiday(day)
    return day


class TestFirstClassPost:
    """CAL-11, CAL-07: the second working day after posting; half-term weekdays are working days."""

    @given(SENT, st.sampled_from(UNDER_2012))
    def test_second_working_day_after_posting(self, sent: date, rule: ServiceRule) -> None:
        assert rule.given_on(POST, sent) == naive_second_working_day(sent)

    @pytest.mark.parametrize(
        ("sent", "given_on"),
        [
            ("2004-09-13", "2004-09-15"),  # the published example
            ("2026-10-23", "2026-10-27"),  # a Friday, and half term after it
            ("2026-12-23", "2026-12-29"),  # Christmas Day, and Boxing Day kept on the Monday
            ("2026-04-02", "2026-04-08"),  # Good Friday and Easter Monday
            ("2026-11-28", "2026-12-01"),  # posted on a Saturday
        ],
    )
    def test_examples(self, sent: str, given_on: str) -> None:
        for rule in UNDER_2012:
            assert rule.given_on(POST, D(sent)) == D(given_on)

    def test_the_published_deadline(self) -> None:
        """CAL-09: posted on Mon 13 Sep 2004, fifteen school days run to Wed 6 Oct 2004."""
        school = calendar("school", "2004-09-06/2004-10-22")
        given_on = BOARD_DECISION.given_on(POST, D("2004-09-13"))
        assert SchoolDays(15).after(given_on, school).last_day == D("2004-10-06")

    def test_the_contrary_can_be_shown_of_the_boards_decision_alone(self) -> None:
        """C8: regulation 6(11) says "unless the contrary is shown"; Schedule 1 and regulation 8(3) do not."""
        late = D("2026-12-04")
        assert BOARD_DECISION.given_on(POST, D("2026-11-23"), late) == late
        for rule in FIXED:
            assert rule.given_on(POST, D("2026-11-23"), late) == D("2026-11-25")

    def test_trap_the_heads_notice_has_no_such_day(self) -> None:
        """No deeming rule beyond the ordinary course of post (Interpretation Act 1978 s.7)."""
        for rule in (HEADS_NOTICE, PUBLIC_PLACES_NOTICE):
            with pytest.raises(ActualDayNeeded, match="no provision names a day"):
                rule.given_on(POST, D("2026-11-23"))
            assert rule.given_on(POST, D("2026-11-23"), D("2026-11-24")) == D("2026-11-24")

    def test_years_without_known_bank_holidays(self) -> None:
        with pytest.raises(OutsideCalendar):
            BOARD_DECISION.given_on(POST, D("2030-12-31"))


class TestByHand:
    """CAL-11: handed over, left at or delivered to the address counts on that day, school day or not."""

    @given(SENT, st.sampled_from(EVERY))
    def test_that_day(self, sent: date, rule: ServiceRule) -> None:
        assert rule.given_on(Method.BY_HAND, sent) == sent


class TestElectronically:
    """CAL-11, C9: the head's notice only by written agreement; the public-places notice by any effective method."""

    def test_without_agreement_it_does_not_count_even_when_received(self) -> None:
        for received in (None, D("2026-11-23")):
            with pytest.raises(ActualDayNeeded, match="agreed to that beforehand, in writing"):
                HEADS_NOTICE.given_on(Method.ELECTRONIC, D("2026-11-23"), received)

    def test_with_agreement_the_actual_day_is_needed(self) -> None:
        with pytest.raises(ActualDayNeeded, match="no provision names a day"):
            HEADS_NOTICE.given_on(Method.ELECTRONIC, D("2026-11-23"), agreed=True)
        given_on = HEADS_NOTICE.given_on(Method.ELECTRONIC, D("2026-11-23"), D("2026-11-24"), agreed=True)
        assert given_on == D("2026-11-24")

    def test_any_effective_method_needs_no_agreement(self) -> None:
        given_on = PUBLIC_PLACES_NOTICE.given_on(Method.ELECTRONIC, D("2026-11-23"), D("2026-11-23"))
        assert given_on == D("2026-11-23")


class TestAnotherWay:
    """CAL-11: second-class post and whatever else is not named: the actual day of receipt, or no answer."""

    @pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.notice)
    def test_needs_the_actual_day(self, rule: ServiceRule) -> None:
        with pytest.raises(ActualDayNeeded, match="give the day on which it was received") as refused:
            rule.given_on(Method.ANOTHER_WAY, D("2026-11-23"))
        assert refused.value.notice == rule.notice and refused.value.method == "in another way"
        assert rule.given_on(Method.ANOTHER_WAY, D("2026-11-23"), D("2026-11-27")) == D("2026-11-27")


class TestProvisions:
    """CAL-11, C8, C9: where each rule stands, for a finding cites it."""

    @pytest.mark.parametrize(
        ("rule", "provision"),
        [
            (BOARD_DECISION, "SI 2012/1033 regs 6(11), 15(11), 24(11)"),
            (REVIEW_APPLICATION, "SI 2012/1033 Sch 1 para 1(2)"),
            (PANEL_DECISION, "SI 2012/1033 regs 8(3), 17(3), 26(3)"),
            (HEADS_NOTICE, "EA 1996 s.572; Interpretation Act 1978 s.7"),
            (PUBLIC_PLACES_NOTICE, "EIA 2006 s.104(6)"),
            (DIRECTION_NOTICE, "SI 2010/1156 reg 3; Interpretation Act 1978 s.7"),
        ],
    )
    def test_each_is_cited(self, rule: ServiceRule, provision: str) -> None:
        assert rule.provision == provision

    def test_a_provision_that_says_no_more_fixes_no_day_and_asks_for_no_agreement(self) -> None:
        silent = ServiceRule("a notice", "SI 2000/1")
        assert (silent.posted, silent.rebuttable, silent.needs_agreement) == (None, True, False)


class TestBadInput:
    """All that is wrong is named together."""

    def test_a_day_is_a_plain_date_and_a_method_a_method(self) -> None:
        moment: Any = datetime(2026, 11, 23, 9)
        method: Any = "post"
        with pytest.raises(InvalidValue) as refused:
            BOARD_DECISION.given_on(method, moment, moment)
        assert [fault.path for fault in refused.value.faults] == ["sent_on", "received_on", "method"]
        with pytest.raises(InvalidValue) as refused:
            BOARD_DECISION.given_on(POST, moment)
        assert [fault.path for fault in refused.value.faults] == ["sent_on"]

    def test_nothing_arrives_before_it_is_sent(self) -> None:
        with pytest.raises(InvalidValue, match=r"^ServiceRule\.given_on cannot be built: received_on: is before"):
            BOARD_DECISION.given_on(POST, D("2026-11-23"), D("2026-11-22"))
        assert BOARD_DECISION.given_on(POST, D("2026-11-23"), D("2026-11-23")) == D("2026-11-23")

    @pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.notice)
    def test_a_rule_is_a_value(self, rule: ServiceRule) -> None:
        twin = pickle.loads(pickle.dumps(rule))
        assert twin == rule and hash(twin) == hash(rule)


def test_a_day_that_is_none_is_compared_with_nothing() -> None:
    wrong: Any = "2026-11-23"
    with pytest.raises(InvalidValue, match="sent_on"):
        BOARD_DECISION.given_on(Method.BY_HAND, wrong, date(2026, 11, 24))
