"""Penalty notices: amounts by the day the offence began, earlier notices by the regulations' own words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import InvalidValue, NotInForce
from ap_core.attendance.penalties import (
    DISREGARDED,
    PENALTY_SCALE,
    SCHOOLS_THAT_MAY,
    EarlierNotice,
    penalty,
)
from ap_core.law.citation import Seen
from ap_core.registration.records import SchoolKind

FRAMEWORK, AUTUMN, TODAY = date(2024, 8, 19), date(2026, 9, 14), date(2026, 11, 23)
near = st.builds(
    lambda day, n: day + timedelta(n), st.sampled_from([TODAY, date(2023, 11, 23), FRAMEWORK, date(2025, 3, 3)]),
    st.integers(-2, 2),
)  # fmt: skip


@st.composite
def notices(draw: st.DrawFn) -> EarlierNotice:
    issued = draw(near)
    after = st.none() | st.integers(0, 700).map(lambda n: issued + timedelta(n))
    return EarlierNotice(
        issued_on=issued, offence_first=draw(near), withdrawn_on=draw(after), acquitted_on=draw(after)
    )  # fmt: skip


def by_the_words(notice: EarlierNotice, on: date) -> bool:
    """Regs 4(4A) and 12A(3), one after the other, over the three years that end with the day of issue."""
    if notice.offence_first < FRAMEWORK:
        return False
    if notice.withdrawn_on is not None and notice.withdrawn_on <= on:
        return False
    if notice.acquitted_on is not None and notice.acquitted_on <= on:
        return False
    return on - relativedelta(years=3) < notice.issued_on <= on


class TestEscalation:
    """Nothing earlier: 80 or 160. One earlier in three years: 160. Two: none may be given (regs 4, 12A; C17)."""

    @settings(max_examples=60)
    @given(st.lists(notices(), max_size=4), near)
    def test_by_the_words(self, earlier: list[EarlierNotice], on: date) -> None:
        found = penalty(offence_first=AUTUMN, on=on, earlier=earlier)
        counted = sum(by_the_words(each, on) for each in earlier)
        assert found.earlier == counted
        assert (found.early, found.amount) == {0: (80, 160), 1: (None, 160)}.get(counted, (None, None))
        assert found.allowed is (counted < 2)

    @pytest.mark.parametrize(
        ("issued", "counts"),
        [(date(2023, 11, 24), True), (date(2023, 11, 23), False), (TODAY, True), (date(2026, 11, 24), False)],
    )
    def test_three_years_ending_with_the_day_of_issue(self, issued: date, counts: bool) -> None:
        assert EarlierNotice(issued_on=issued, offence_first=FRAMEWORK).counts(TODAY) is counts

    @pytest.mark.parametrize(("began", "counts"), [(date(2024, 8, 18), False), (FRAMEWORK, True)])
    def test_it_goes_by_the_period_of_the_offence_not_by_the_day_of_issue(self, began: date, counts: bool) -> None:
        """Trap: SI 2024/210 said the day of issue; SI 2024/717, in force on the same day, the offence's first day."""
        assert EarlierNotice(issued_on=date(2024, 9, 30), offence_first=began).counts(TODAY) is counts

    def test_a_withdrawn_notice_counts_for_neither(self) -> None:
        """Trap (verification C17 read SI 2024/210 alone): since SI 2024/717 the amount leaves it out as well."""
        withdrawn = EarlierNotice(issued_on=date(2026, 1, 12), offence_first=FRAMEWORK, withdrawn_on=date(2026, 2, 2))
        assert penalty(offence_first=AUTUMN, on=TODAY, earlier=[withdrawn, withdrawn]).early == 80
        assert penalty(offence_first=AUTUMN, on=date(2026, 2, 1), earlier=[withdrawn]).early is None

    def test_an_acquittal_after_the_day_does_not_reach_back(self) -> None:
        tried = EarlierNotice(issued_on=date(2026, 1, 12), offence_first=FRAMEWORK, acquitted_on=date(2026, 11, 24))
        assert tried.counts(TODAY) and not tried.counts(date(2026, 11, 24))


class TestAmounts:
    """Each amount by the first day of the period of the offence, both sides of every change."""

    @pytest.mark.parametrize(
        ("began", "early", "amount", "soon", "whole"),
        [
            (date(2007, 9, 1), 50, 100, 28, 42), (date(2012, 8, 31), 50, 100, 28, 42),
            (date(2012, 9, 1), 60, 120, 28, 42), (date(2013, 8, 31), 60, 120, 28, 42),
            (date(2013, 9, 1), 60, 120, 21, 28), (date(2024, 8, 18), 60, 120, 21, 28),
            (date(2024, 8, 19), 80, 160, 20, 28), (TODAY, 80, 160, 20, 28),
        ],
    )  # fmt: skip
    def test_by_the_day_the_offence_began(self, began: date, early: int, amount: int, soon: int, whole: int) -> None:
        found = penalty(offence_first=began, on=TODAY)
        assert (found.early, found.amount) == (early, amount)
        received = date(2026, 11, 25)
        # The 21 days "beginning with" the receipt end on the twentieth day after it.
        assert found.last_days(received) == (received + timedelta(soon), received + timedelta(whole))

    def test_an_old_offence_knows_no_second_notice(self) -> None:
        before = EarlierNotice(issued_on=date(2026, 1, 12), offence_first=FRAMEWORK)
        found = penalty(offence_first=date(2024, 8, 18), on=TODAY, earlier=[before] * 3)
        assert (found.allowed, found.early, found.amount) == (True, 60, 120)

    def test_no_early_day_where_nothing_is_off(self) -> None:
        before = EarlierNotice(issued_on=date(2026, 1, 12), offence_first=FRAMEWORK)
        received = date(2026, 11, 25)
        assert penalty(offence_first=AUTUMN, on=TODAY, earlier=[before]).last_days(received) == (
            None,
            date(2026, 12, 23),
        )
        assert penalty(offence_first=AUTUMN, on=TODAY, earlier=[before] * 2).last_days(received) == (None, None)

    def test_before_the_regulations(self) -> None:
        with pytest.raises(NotInForce):
            penalty(offence_first=date(2007, 8, 31), on=TODAY)

    def test_every_source_was_read(self) -> None:
        for edition in (*PENALTY_SCALE.editions, *DISREGARDED.editions, *SCHOOLS_THAT_MAY.editions):
            assert edition.citation.seen is Seen.AT_SOURCE


def test_whose_staff_may_give_one() -> None:
    """A relevant school (s.444B(4)): a unit and an academy for alternative provision are, an independent one is not."""
    may = set(SCHOOLS_THAT_MAY.on(TODAY).value)
    assert may == {
        SchoolKind.PRU, SchoolKind.AP_ACADEMY, SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL, SchoolKind.ACADEMY,
    }  # fmt: skip


def test_a_notice_may_be_undone_on_the_day_it_was_given() -> None:
    given = EarlierNotice(issued_on=TODAY, offence_first=AUTUMN, withdrawn_on=TODAY, acquitted_on=TODAY)
    assert not given.counts(TODAY)


def test_a_notice_undone_before_it_was_given_is_refused() -> None:
    with pytest.raises(InvalidValue) as refused:
        EarlierNotice(
            issued_on=TODAY, offence_first=AUTUMN, withdrawn_on=date(2026, 11, 22), acquitted_on=date(2026, 11, 21)
        )  # fmt: skip
    assert [fault.path for fault in refused.value.faults] == ["withdrawn_on", "acquitted_on"]
