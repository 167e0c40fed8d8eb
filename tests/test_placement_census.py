"""The census view of a school-arranged placement (standards.md 7, 11.3): each check passed, failed and not known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, Force, InvalidValue
from ap_core.placement.census import (
    AttendancePattern,
    CensusPlacement,
    CensusReason,
    Outcome,
    SENProvision,
    SettingType,
    census_checks,
    primary_reason,
)

DAY = date(2026, 10, 1)
GOOD = CensusPlacement(
    urn="100001", ukprn=None, setting_type=None, reason=CensusReason.BEHAVIOUR, entry_date=date(2026, 9, 14),
    leaving_date=None, pattern=AttendancePattern.FT, sessions=10, sen_on_entry=SENProvision.K, sen_on_leaving=None,
    at_english_school=True, dual_registered=True, left_commissioner_on=None, on_roll_since=date(2024, 9, 3),
)  # fmt: skip
PASS, FAIL, NOT_KNOWN = Outcome.PASS, Outcome.FAIL, Outcome.NOT_KNOWN


def outcomes(**changes: Any) -> dict[str, Outcome]:
    """What is not passed, by number, or by what is asked where it has none."""
    checks = census_checks(GOOD.but(**changes), census_day=DAY)
    return {check.number or check.asks: check.outcome for check in checks if check.outcome is not PASS}


def test_a_placement_that_agrees_passes_every_check() -> None:
    assert outcomes() == {}
    assert all(check.cites.force is Force.STATISTICAL for check in census_checks(GOOD, census_day=DAY))


FULL_IS_TEN = "full-time and 10 sessions go together (a warning)"
ONE_ONLY = "one of URN, UKPRN and setting type, and no more"


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"urn": None}, {"2364": FAIL, ONE_ONLY: FAIL}),
        ({"urn": UNKNOWN}, {"2364": NOT_KNOWN, ONE_ONLY: NOT_KNOWN}),
        ({"ukprn": "10000001"}, {ONE_ONLY: FAIL}),
        ({"urn": None, "setting_type": SettingType.OOT}, {}),
        ({"reason": None}, {"2365-2368": FAIL}),
        ({"entry_date": None}, {"2369-2370": FAIL}),
        ({"entry_date": date(2026, 10, 2)}, {"2369-2370": FAIL}),
        ({"pattern": None, "sessions": 4}, {"2375-2377": FAIL}),
        ({"sessions": 11, "pattern": AttendancePattern.PT}, {"2375-2377": FAIL}),
        ({"sessions": UNKNOWN}, {"2375-2377": NOT_KNOWN, FULL_IS_TEN: NOT_KNOWN}),
        ({"sessions": 8}, {FULL_IS_TEN: FAIL}),
        ({"on_roll_since": date(2026, 9, 15)}, {
            "the entry date is not before the pupil joined the commissioning school": FAIL
        }),
        ({"leaving_date": date(2026, 9, 13), "sen_on_leaving": SENProvision.K}, {
            "the leaving date is not before the entry date": FAIL
        }),
        ({"leaving_date": date(2026, 9, 20)}, {"ended: the SEN provision on leaving is given": FAIL}),
        ({"reason": CensusReason.NAMED_ON_PLAN}, {
            "the reason is the EHC plan: the SEN provision is a plan (as check 2363 asks elsewhere)": FAIL
        }),
        ({"sen_on_entry": None}, {"the SEN provision on entry is given": FAIL}),
    ],
)  # fmt: skip
def test_what_does_not_agree(changes: dict[str, Any], wanted: dict[str, Outcome]) -> None:
    assert outcomes(**changes) == wanted


class TestOffRoll:
    """2372: for a pupil off the roll the leaving date is there, and not after the day of leaving the roll."""

    @pytest.mark.parametrize(
        ("left", "leaving", "wanted"),
        [
            (None, None, PASS),
            (date(2026, 9, 25), None, FAIL),
            (date(2026, 9, 25), date(2026, 9, 25), PASS),
            (date(2026, 9, 25), date(2026, 9, 26), FAIL),
            (date(2026, 9, 25), UNKNOWN, NOT_KNOWN),
            (UNKNOWN, None, NOT_KNOWN),
        ],
    )
    def test_both_sides(self, left: Any, leaving: Any, wanted: Outcome) -> None:
        got = outcomes(left_commissioner_on=left, leaving_date=leaving, sen_on_leaving=SENProvision.K)
        assert got.get("2372", PASS) is wanted


class TestDualRegistration:
    """2917: open at a school in England, so dual registered; leaving on the census day is still open."""

    @pytest.mark.parametrize(
        ("changes", "wanted"),
        [
            ({}, FAIL),
            ({"dual_registered": UNKNOWN}, NOT_KNOWN),
            ({"at_english_school": False}, PASS),
            ({"at_english_school": UNKNOWN}, NOT_KNOWN),
            ({"leaving_date": DAY}, FAIL),
            ({"leaving_date": date(2026, 9, 30)}, PASS),
            ({"leaving_date": UNKNOWN}, NOT_KNOWN),
            ({"entry_date": date(2026, 10, 2)}, PASS),
        ],
    )
    def test_both_sides(self, changes: dict[str, Any], wanted: Outcome) -> None:
        got = outcomes(**{"dual_registered": False, "sen_on_leaving": SENProvision.K, **changes})
        assert got.get("2917", PASS) is wanted


FIELDS = [field.name for field in attrs.fields(CensusPlacement)]  # type: ignore[arg-type]


@given(st.sets(st.sampled_from(FIELDS)))
def test_knowing_more_never_overturns_what_was_told(missing: set[str]) -> None:
    """Unknown is not known, never passed by mistake nor failed."""
    whole = census_checks(GOOD, census_day=DAY)
    partly = census_checks(GOOD.but(**dict.fromkeys(missing, UNKNOWN)), census_day=DAY)
    for before, after in zip(partly, whole, strict=True):
        assert before.outcome in (NOT_KNOWN, after.outcome)


def test_no_letters_are_invented_for_the_reasons() -> None:
    """Labels only: the coded letters were in no source read."""
    assert all(len(reason.value) > 4 for reason in CensusReason)
    assert primary_reason([]) is None
    assert primary_reason([CensusReason.OTHER]) is CensusReason.OTHER


def test_a_time_of_day_is_refused() -> None:
    with pytest.raises(InvalidValue):
        census_checks(GOOD, census_day=datetime(2026, 10, 1))
