"""The census view of a roll as a table (fact book: standards.md sections 7 and 11.3)."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from ap_core import UNKNOWN, Centre, Pupil, PupilRecord, Registration, Roll
from ap_core.centre import School
from ap_core.dates import Calendars
from ap_core.errors import InvalidValue
from ap_core.exchange import census_csv, census_rows
from ap_core.placement.census import CensusReason, Outcome
from ap_core.placement.providers import Provider
from ap_core.placement.records import Attendance, Basis, Placement
from ap_core.registration.records import Enrolment, SchoolKind

PREVIOUS, TODAY = date(2026, 5, 21), date(2026, 10, 1)
HILL = {"HILL": Provider(kind=SchoolKind.PRU, urn="100001")}


def placed(**changes: object) -> Placement:
    fields = {
        "ref": "A", "centre": "HILL", "home_school": "BROOK", "basis": Basis.DIRECTION, "first_day": date(2026, 9, 14),
        "attendance": Attendance.WHOLE_WEEK, "sessions_a_week": 10, **changes,
    }  # fmt: skip
    return Placement(**fields)  # type: ignore[arg-type]


def roll(*placements: Placement, **changes: object) -> Roll:
    registrations = (
        Registration(school="BROOK", status=Enrolment.MAIN, first=date(2024, 9, 4), last=None),
        Registration(school="HILL", status=Enrolment.SUBSIDIARY, first=date(2026, 9, 14), last=None),
    )
    fields = {"placements": placements, "registrations": registrations, "plan": None, "sen_support": (), **changes}
    record = PupilRecord(pupil=Pupil(ref="P01"), **fields)  # type: ignore[arg-type]
    return Roll(
        centre=Centre(ref="HILL", name="Hill", kind=SchoolKind.PRU), calendars=Calendars({}), records=(record,),
        schools=(School(ref="BROOK", name="Brook", kind=SchoolKind.ACADEMY),),
    )  # fmt: skip


def rows(of: Roll, **how: object) -> list[dict[str, str]]:
    made = census_rows(of, how.pop("providers", HILL), census_day=TODAY, since=PREVIOUS, **how)  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(census_csv(made), newline="")))


class TestTable:
    def test_a_placement_with_everything(self) -> None:
        (row,) = rows(roll(placed()))
        assert row == {
            "pupil": "P01", "placement": "A", "home_school": "BROOK", "urn": "100001", "ukprn": "", "setting_type": "",
            "reason": "off-site placement for behavioural support", "entry_date": "2026-09-14", "leaving_date": "",
            "pattern": "FT", "sessions": "10", "sen_on_entry": "N", "sen_on_leaving": "", "fails": "", "not_known": "",
        }  # fmt: skip

    def test_what_is_not_known_says_so(self) -> None:
        (row,) = rows(roll(placed(basis=Basis.AGREEMENT)), providers={})
        assert row["urn"] == row["ukprn"] == row["reason"] == "not known"
        assert "2365-2368" in row["not_known"] and "2364" in row["not_known"] and not row["fails"]

    def test_a_reason_that_is_given(self) -> None:
        (row,) = rows(roll(placed(basis=Basis.HEALTH)), reasons={("P01", "A"): CensusReason.MENTAL_HEALTH})
        assert row["reason"] == "medical condition, mental health"

    def test_an_open_placement_at_a_school_without_dual_registration_fails(self) -> None:
        """Check 2917."""
        single = (Registration(school="BROOK", status=Enrolment.SINGLE, first=date(2024, 9, 4), last=None),)
        (row,) = rows(roll(placed(), registrations=single))
        assert row["fails"].startswith("2917")

    @pytest.mark.parametrize(
        ("changes", "there"),
        [
            ({"first_day": TODAY}, True), ({"first_day": TODAY + timedelta(days=1)}, False),
            ({"first_day": date(2026, 4, 20), "ended_on": PREVIOUS}, True),
            ({"first_day": date(2026, 4, 20), "ended_on": PREVIOUS - timedelta(days=1)}, False),
            ({"first_day": UNKNOWN, "ended_on": UNKNOWN}, True),
        ],
    )  # fmt: skip
    def test_the_window_begins_with_the_previous_census_day(self, changes: dict[str, object], there: bool) -> None:
        assert bool(rows(roll(placed(**changes)))) is there

    def test_placements_not_known_make_no_row(self) -> None:
        assert rows(roll(placements=UNKNOWN)) == []

    def test_a_text_is_no_formula(self) -> None:
        (row,) = rows(roll(placed(ref="=A1")))
        assert row["placement"] == "'=A1"

    def test_checks_by_outcome(self) -> None:
        (row,) = census_rows(roll(placed()), HILL, census_day=TODAY, since=PREVIOUS)
        assert len(row.told(Outcome.PASS)) == len(row.checks)

    def test_the_days_in_the_wrong_order(self) -> None:
        with pytest.raises(InvalidValue, match="since"):
            census_rows(roll(), HILL, census_day=PREVIOUS, since=TODAY)
