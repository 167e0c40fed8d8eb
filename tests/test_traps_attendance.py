"""The attendance traps of placement.md section 12 as the table of codes has them, and those of metrics.md ATT-00.

What the rules and totals make of traps 1, 2, 3, 7 and 8 stands with the other traps of that section; here it is the
code that a session calls for, and what each code counts as.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ap_core.attendance import Register, code_on, totals
from ap_core.attendance.codes import PRESENT_CODES_SINCE, AttendanceClass, CensusBucket
from ap_core.attendance.expected import expected_at_each, expected_code
from ap_core.attendance.sessions import Activity, Arranger, Came, Session, Venue, WhyAbsent
from ap_core.errors import NotInForce

DAY, EVE = date(2026, 11, 16), PRESENT_CODES_SINCE - timedelta(1)
AT_CENTRE = Session(
    day=DAY, half="AM", registered_at=frozenset({"HILL", "CENTRE"}), of_school="CENTRE", venue=Venue.AT_SCHOOL,
    arranged_by=Arranger.SCHOOL, activity=Activity.PROVISION, approved=True, came=Came.ON_TIME,
    why=WhyAbsent.NONE_OF_THESE, of_compulsory_age=True, part_time_agreed=False,
)  # fmt: skip
ALONE = AT_CENTRE.but(registered_at=frozenset({"HILL"}), of_school="HILL")


class TestTrap1DIsNoAbsence:
    """A software's seed has D, Q, X and Y1 to Y7 as authorised absence; they are no possible session."""

    @pytest.mark.parametrize("code", "D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7".split())
    def test_class_and_census(self, code: str) -> None:
        edition = code_on(code, DAY)
        assert edition.counts_as is AttendanceClass.NOT_POSSIBLE
        assert edition.census is CensusBucket.NOT_POSSIBLE

    def test_y7_is_for_what_is_unavoidable(self) -> None:
        """Standards section 6: the same seed words it as avoidable."""
        assert "unavoidable" in code_on("Y7", DAY).meaning


class TestTrap2BForDualRegistration:
    """Vendors and an authority have the home school enter B; the regulation has D."""

    @pytest.mark.parametrize("came", list(Came))
    def test_the_home_school_has_d(self, came: Came) -> None:
        home = {each.school: each.code for each in expected_at_each(AT_CENTRE.but(came=came))}["HILL"]
        assert home == "D"

    def test_b_where_the_place_has_no_register(self) -> None:
        assert expected_code(ALONE.but(venue=Venue.OFF_SITE), "HILL").code == "B"


class TestTrap3XOutsideTheTimetable:
    """A vendor has X for the sessions that a part-time place leaves free."""

    def test_d_at_the_school_that_does_not_have_the_session(self) -> None:
        assert [each.code for each in expected_at_each(AT_CENTRE)] == ["/", "D"]

    def test_c2_or_nothing_where_neither_has_it(self) -> None:
        free = ALONE.but(venue=Venue.NOWHERE)
        assert expected_code(free.but(part_time_agreed=True), "HILL").code == "C2"
        assert expected_code(free, "HILL").code is None

    def test_x_only_outside_compulsory_age(self) -> None:
        assert expected_code(ALONE.but(venue=Venue.NOWHERE, of_compulsory_age=False), "HILL").code == "X"


class TestTrap7Interviews:
    """J was attendance, J1 is absence: the series breaks on 19 August 2024."""

    def test_each_on_its_side(self) -> None:
        assert code_on("J", EVE).census is CensusBucket.OFF_SITE
        assert code_on("J1", PRESENT_CODES_SINCE).census is CensusBucket.AUTHORISED
        away = ALONE.but(came=Came.NO, why=WhyAbsent.INTERVIEW)
        assert expected_code(away, "HILL").code == "J1"


class TestATT00:
    """metrics.md ATT-00: what the classing of sessions is got wrong by."""

    @pytest.mark.parametrize("code", ["H", "Y", "J"])
    def test_closed_codes(self, code: str) -> None:
        assert code_on(code, EVE).until == EVE
        with pytest.raises(NotInForce):
            code_on(code, PRESENT_CODES_SINCE)

    def test_late_after_the_register_closed_is_an_absence(self) -> None:
        assert expected_code(ALONE.but(came=Came.AFTER_CLOSE), "HILL").code == "U"
        assert code_on("U", DAY).counts_as is AttendanceClass.UNAUTHORISED

    def test_an_agreed_part_time_timetable_lowers_attendance(self) -> None:
        week = totals(Register.of_weeks("CENTRE", {DAY: "/ C2 / C2 / C2 / C2 / C2"}))
        assert (week.attended, week.possible, str(week.attendance_rate.percent)) == (5, 10, "50.0")
        assert week.persistently_absent(fewest=1).reached

    @pytest.mark.parametrize("by", list(Arranger))
    def test_remote_education_is_never_b(self, by: Arranger) -> None:
        assert expected_code(ALONE.but(venue=Venue.REMOTE, arranged_by=by), "HILL").code != "B"

    def test_d_is_never_attendance(self) -> None:
        assert totals(Register.of_weeks("HILL", {DAY: "D D D D D D D D / \\"})).attended == 2

    def test_absent_at_the_centre_only(self) -> None:
        """Due at the centre and not there: absent there, and D at the home school stays."""
        assert [each.code for each in expected_at_each(AT_CENTRE.but(came=Came.NO))] == ["O", "D"]
