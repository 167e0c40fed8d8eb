"""A second reading of the law: what the registers' table of codes says of work experience (SI 2024/208 reg 10)."""

from __future__ import annotations

from datetime import date

import pytest

from ap_core.attendance.expected import expected_code
from ap_core.attendance.sessions import Activity, Arranger, Came, Session, Venue
from ap_core.law.unknown import UNKNOWN, Reason

AT_WORK = Session(
    day=date(2026, 11, 23), half="AM", registered_at=frozenset({"HILL"}), of_school="HILL", venue=Venue.OFF_SITE,
    came=Came.ON_TIME, activity=Activity.WORK, approved=True, arranged_by=Arranger.SCHOOL,
)  # fmt: skip


class TestWorkExperience:
    """Reg 10(11)(b)(i) leaves provision under EA 1996 s.19 and CFA 2014 s.42, s.61 out of what W rests on."""

    def test_of_the_school_is_w(self) -> None:
        assert expected_code(AT_WORK, "HILL").code == "W"

    def test_within_provision_of_the_authority_bears_two_readings(self) -> None:
        found = expected_code(AT_WORK.but(arranged_by=Arranger.AUTHORITY), "HILL")
        assert found.code is None
        assert found.missing is not None
        assert found.missing.needs[0].reason is Reason.READINGS_DIFFER

    def test_who_arranged_it_is_asked_where_it_is_not_known(self) -> None:
        found = expected_code(AT_WORK.but(arranged_by=UNKNOWN), "HILL")
        assert (found.code, str(found.missing)) == (None, "UNKNOWN(arranged_by)")

    @pytest.mark.parametrize("activity", [Activity.SPORT, Activity.PROVISION])
    def test_any_other_provision_of_the_authority_is_k(self, activity: Activity) -> None:
        assert expected_code(AT_WORK.but(arranged_by=Arranger.AUTHORITY, activity=activity), "HILL").code == "K"

    def test_work_not_approved_within_provision_of_the_authority_is_k(self) -> None:
        assert expected_code(AT_WORK.but(arranged_by=Arranger.AUTHORITY, approved=False), "HILL").code == "K"
