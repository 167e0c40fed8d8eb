"""Which code at which school: held to a model written from the regulation, and to the table of the fact book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, Reason
from ap_core.attendance import CODES, code_on
from ap_core.attendance.codes import PRESENT_CODES_SINCE
from ap_core.attendance.expected import TABLE, VISIT, ExpectedCode, expected_at_each, expected_code
from ap_core.attendance.reconcile import ELSEWHERE, NOT_EXPECTING
from ap_core.attendance.sessions import Activity, Arranger, Came, Session, Venue, WhyAbsent
from ap_core.errors import InvalidValue, NotInForce
from ap_core.law.citation import Force, Seen
from ap_core.placement.return_registers import Place, register_at_step
from ap_core.placement.returns import ReturnStep, WeekSession
from tests.unknowns import with_gaps

DAY = date(2026, 11, 16)
HILL, UNIT = "HILL", "UNIT"
BOTH = frozenset({HILL, UNIT})
#: A morning at the home school, as planned; everything known.
HOME = Session(
    day=DAY, half="AM", registered_at=BOTH, of_school=HILL, venue=Venue.AT_SCHOOL, arranged_by=Arranger.SCHOOL,
    activity=Activity.PROVISION, approved=True, came=Came.ON_TIME, why=WhyAbsent.NOT_ESTABLISHED,
    of_compulsory_age=True, part_time_agreed=False,
)  # fmt: skip
AT_UNIT = HOME.but(of_school=UNIT)
#: A session at a place that is no school, for a pupil of one school.
ALONE = HOME.but(registered_at=frozenset({HILL}))
OUT = ALONE.but(venue=Venue.OFF_SITE)
AUTHORITY = OUT.but(arranged_by=Arranger.AUTHORITY)

OF_REASON = {
    WhyAbsent.PERFORMANCE: "C1", WhyAbsent.APPOINTMENT: "M", WhyAbsent.INTERVIEW: "J1", WhyAbsent.STUDY: "S",
    WhyAbsent.OTHER_LEAVE: "C", WhyAbsent.TRAVELLING: "T", WhyAbsent.RELIGIOUS: "R", WhyAbsent.ILLNESS: "I",
    WhyAbsent.ACCESS: "Q", WhyAbsent.TRANSPORT: "Y1", WhyAbsent.DISRUPTION: "Y2", WhyAbsent.PREMISES: "Y3",
    WhyAbsent.DETENTION: "Y5", WhyAbsent.PUBLIC_HEALTH: "Y6", WhyAbsent.UNAVOIDABLE: "Y7", WhyAbsent.HOLIDAY: "G",
    WhyAbsent.NOT_ESTABLISHED: "N", WhyAbsent.NONE_OF_THESE: "O",
}  # fmt: skip
_LATER = {WhyAbsent.UNAVOIDABLE, WhyAbsent.HOLIDAY, WhyAbsent.NOT_ESTABLISHED, WhyAbsent.NONE_OF_THESE}

schools = st.frozensets(st.sampled_from([HILL, UNIT]))
sessions = st.builds(
    Session,
    day=st.just(DAY), half=st.sampled_from(["AM", "PM"]), registered_at=schools,
    of_school=st.sampled_from([HILL, UNIT, "TUTOR"]), venue=st.sampled_from(Venue),
    arranged_by=st.sampled_from(Arranger), activity=st.sampled_from(Activity), approved=st.booleans(),
    came=st.sampled_from(Came), why=st.sampled_from(WhyAbsent), excluded_by=schools, of_compulsory_age=st.booleans(),
    part_time_agreed=st.booleans(),
    closed=st.just(frozenset[str]()) | schools, cancelled=st.just(frozenset[str]()) | schools,
)  # fmt: skip


def code(session: Session, school: str = HILL, **changes: Any) -> str | None:
    return expected_code(session.but(**changes), school).code


def by_hand(s: Any, school: str) -> str | None:
    """The code, straight from the wording, everything known; ``None`` where the text leaves it open."""
    if school not in s.registered_at:
        return "Z"
    if school in s.cancelled:
        return "Y4"
    if school in s.closed:
        return "#"
    if s.of_school != school and s.of_school in s.registered_at:
        return "D" if s.venue is Venue.AT_SCHOOL else None
    here = s.venue is Venue.AT_SCHOOL and s.of_school == school
    away = s.venue is Venue.OFF_SITE or (s.venue is Venue.AT_SCHOOL and not here)
    came = s.came is not Came.NO
    if here and s.came is Came.ON_TIME:
        return "/" if s.half == "AM" else "\\"
    if here and s.came is Came.BEFORE_CLOSE:
        return "L"
    if away and came:
        if s.activity is Activity.WORK and s.approved:
            return None if s.arranged_by is Arranger.AUTHORITY else "W"
        if s.arranged_by is Arranger.AUTHORITY:
            return "K"
        if s.approved:
            return {Activity.VISIT: "V", Activity.SPORT: "P", Activity.PROVISION: "B"}[s.activity]
    if s.venue is Venue.REMOTE and came and s.arranged_by is Arranger.AUTHORITY:
        return None
    excluded = school in s.excluded_by
    if excluded and not away:
        return "E"
    if s.venue is Venue.NOWHERE:
        if not s.of_compulsory_age:
            return "X"
        return "C2" if s.part_time_agreed else None
    if excluded and s.why in _LATER:
        return None
    if here and s.came is Came.AFTER_CLOSE and s.why in (WhyAbsent.NOT_ESTABLISHED, WhyAbsent.NONE_OF_THESE):
        return "U"
    return OF_REASON[s.why]


class TestTable:
    """The first row whose conditions hold gives the code (SI 2024/208 reg 10)."""

    @given(session=sessions, school=st.sampled_from([HILL, UNIT]))
    def test_as_by_hand(self, session: Session, school: str) -> None:
        found = expected_code(session, school)
        assert found.code == by_hand(session, school)
        assert (found.missing is None) is (found.code is not None)
        assert found.because.endswith(".")

    @given(full=sessions, school=st.sampled_from([HILL, UNIT]), data=st.data())
    def test_learning_overturns_nothing(self, full: Session, school: str, data: st.DataObject) -> None:
        before, after = expected_code(with_gaps(full, data), school), expected_code(full, school)
        assert before.code in (None, after.code)

    @given(session=sessions)
    def test_a_session_at_a_school_is_possible_at_one_school_alone(self, session: Session) -> None:
        open_day = session.but(
            registered_at=BOTH, of_school=UNIT, venue=Venue.AT_SCHOOL, closed=frozenset(), cancelled=frozenset()
        )
        home, unit = expected_at_each(open_day)
        assert (home.school, home.code) == (HILL, "D")
        assert unit.code is not None and unit.code not in NOT_EXPECTING | ELSEWHERE

    @given(session=sessions, school=st.sampled_from([HILL, UNIT]))
    def test_a_code_of_another_place_only_for_a_pupil_who_came_there_in_person(
        self, session: Session, school: str
    ) -> None:
        if code(session, school) in ELSEWHERE:
            assert session.came is not Came.NO
            assert session.venue not in (Venue.REMOTE, Venue.NOWHERE)

    def test_every_code_of_the_list_has_a_row_and_no_other(self) -> None:
        now = {code for code, editions in CODES.items() if editions[-1].until is None}
        assert {row.code for row in TABLE if row.code is not None} == now

    def test_each_row_cites_where_the_code_stands(self) -> None:
        for row in TABLE:
            law = row.code not in ("Z", "#")
            assert (row.citation.force is Force.LAW) is law
            assert (row.citation.seen is Seen.AT_SOURCE) is law

    def test_a_condition_reads_as_it_is_asked(self) -> None:
        assert (str(VISIT), str(~VISIT), str(~~VISIT)) == ("a visit or trip", "not: a visit or trip", "a visit or trip")

    def test_no_table_before_august_2024(self) -> None:
        assert code(HOME, day=PRESENT_CODES_SINCE) == "/"
        with pytest.raises(NotInForce, match="held from 2024-08-19"):
            code(HOME, day=PRESENT_CODES_SINCE - timedelta(1))

    def test_halves(self) -> None:
        with pytest.raises(InvalidValue, match="neither half"):
            HOME.but(half="noon")


class TestFactBookTable:
    """placement.md section 7, ``attendance.code-choice.offsite``, line by line."""

    @pytest.mark.parametrize("came", list(Came))
    def test_a_school_where_registered_is_d_whether_or_not_the_pupil_came(self, came: Came) -> None:
        assert code(AT_UNIT, came=came) == "D"
        assert code(AT_UNIT, UNIT, came=Came.NO, why=WhyAbsent.ILLNESS) == "I"

    @pytest.mark.parametrize("by", list(Arranger))
    def test_whoever_arranged_it(self, by: Arranger) -> None:
        assert code(AT_UNIT, arranged_by=by) == "D"

    @pytest.mark.parametrize(
        ("activity", "expected"),
        [(Activity.PROVISION, "B"), (Activity.SPORT, "P"), (Activity.WORK, "W"), (Activity.VISIT, "V")],
    )
    def test_a_place_that_is_no_school(self, activity: Activity, expected: str) -> None:
        assert code(OUT, activity=activity) == expected
        assert code(OUT, activity=activity, came=Came.NO, why=WhyAbsent.ILLNESS) == "I"

    def test_the_nature_goes_with_b_and_with_k(self) -> None:
        """Verification C15."""
        for session in (OUT, AUTHORITY):
            assert "10(5)" in expected_code(session, HILL).also
        assert "10(6)" in expected_code(ALONE.but(came=Came.NO, why=WhyAbsent.UNAVOIDABLE), HILL).also

    def test_arranged_by_the_authority_is_k(self) -> None:
        assert code(AUTHORITY) == "K"
        assert code(AUTHORITY, came=Came.NO, why=WhyAbsent.NONE_OF_THESE) == "O"

    def test_a_school_where_the_pupil_is_not_registered_is_a_place_like_any_other(self) -> None:
        there = ALONE.but(of_school="BROOK")
        assert code(there, arranged_by=Arranger.AUTHORITY) == "K"
        assert code(there) == "B"

    @pytest.mark.parametrize("why", list(WhyAbsent))
    def test_home_online_or_set_work_is_an_absence_never_b(self, why: WhyAbsent) -> None:
        assert code(ALONE, venue=Venue.REMOTE, why=why) == OF_REASON[why]

    def test_taught_online_at_home_by_the_authority_cannot_be_told(self) -> None:
        """placement.md section 13: whether K may be used."""
        found = expected_code(AUTHORITY.but(venue=Venue.REMOTE), HILL)
        assert found.code is None and found.missing is not None
        assert found.missing.needs[0].reason is Reason.READINGS_DIFFER

    def test_not_yet_on_the_register(self) -> None:
        assert code(HOME, registered_at=frozenset({UNIT})) == "Z"

    @pytest.mark.parametrize("activity", list(Activity))
    def test_what_the_school_had_not_approved_is_an_absence(self, activity: Activity) -> None:
        for came in (Came.ON_TIME, Came.AFTER_CLOSE):
            assert code(OUT, activity=activity, approved=False, came=came, why=WhyAbsent.NONE_OF_THESE) == "O"


class TestSuspended:
    """E while no education elsewhere is attended; D, K or B where it is (section 8; verification C3)."""

    out = HOME.but(came=Came.NO, excluded_by=frozenset({HILL}))

    def test_no_provision(self) -> None:
        for venue in (Venue.AT_SCHOOL, Venue.NOWHERE, Venue.REMOTE):
            found = expected_code(self.out.but(venue=venue), HILL)
            assert found.code == "E"
            assert "a finding of its own" in found.also

    def test_provision_made(self) -> None:
        assert code(self.out, of_school=UNIT) == "D"
        away = self.out.but(registered_at=frozenset({HILL}), venue=Venue.OFF_SITE, came=Came.ON_TIME)
        assert (code(away), code(away, arranged_by=Arranger.AUTHORITY)) == ("B", "K")
        assert code(away, came=Came.NO, why=WhyAbsent.ILLNESS) == "I"

    def test_provision_not_attended_without_a_reason_bears_two_readings(self) -> None:
        assert code(self.out, venue=Venue.OFF_SITE) is None

    def test_suspended_by_the_centre_alone(self) -> None:
        """Story 11: Friday 20 November 2026, centre E E, home school D D."""
        friday = AT_UNIT.but(day=date(2026, 11, 20), excluded_by=frozenset({UNIT}), came=Came.NO)
        for half in ("AM", "PM"):
            assert [(each.school, each.code) for each in expected_at_each(friday.but(half=half))] == [
                (HILL, "D"), (UNIT, "E"),
            ]  # fmt: skip


class TestAgeAndTimetable:
    """X and C2 by age, C2 only under an agreement (section 10, attendance invariant 4; verification C16)."""

    free = ALONE.but(venue=Venue.NOWHERE)

    def test_by_age(self) -> None:
        assert code(self.free, of_compulsory_age=False) == "X"
        assert code(self.free, part_time_agreed=True) == "C2"

    def test_nothing_agreed_at_compulsory_age(self) -> None:
        found = expected_code(self.free, HILL)
        assert found.code is None and "agree a part-time timetable" in found.also

    def test_the_day_of_age_has_to_be_known(self) -> None:
        assert expected_code(self.free.but(of_compulsory_age=UNKNOWN), HILL).missing is not None


class TestCannotTell:
    """What is missing is named, each with its question; what does not matter is not asked."""

    def ask(self, session: Session, school: str = HILL) -> list[str]:
        missing = expected_code(session, school).missing
        return [] if missing is None else [need.path for need in missing.needs]

    def test_what_is_asked(self) -> None:
        assert self.ask(OUT.but(arranged_by=UNKNOWN)) == ["arranged_by"]
        assert self.ask(HOME.but(came=UNKNOWN)) == ["came"]
        assert self.ask(AT_UNIT.but(registered_at=UNKNOWN)) == ["registered_at"]
        assert self.ask(Session(day=DAY, half="AM", registered_at=BOTH, of_school=HILL, venue=Venue.AT_SCHOOL)) == [
            "came", "why",
        ]  # fmt: skip

    def test_what_is_not(self) -> None:
        assert self.ask(AT_UNIT.but(came=UNKNOWN, why=UNKNOWN, arranged_by=UNKNOWN)) == []
        assert self.ask(HOME.but(why=UNKNOWN, of_compulsory_age=UNKNOWN, excluded_by=UNKNOWN)) == []
        assert self.ask(HOME.but(closed=BOTH, came=UNKNOWN)) == []

    def test_the_other_schools_session_away_from_it(self) -> None:
        """Nothing says which code the school has that did not arrange it."""
        home, unit = expected_at_each(AT_UNIT.but(venue=Venue.OFF_SITE))
        assert (home.code, unit.code) == (None, "B")
        assert home.missing is not None
        (need,) = home.missing.needs
        assert (need.ask, need.of, need.reason) == (home.because, "the schools", Reason.READINGS_DIFFER)

    def test_at_no_school_where_none_is_known(self) -> None:
        assert expected_at_each(HOME.but(registered_at=UNKNOWN)) == ()

    def test_why_it_cannot_be_told(self) -> None:
        told = expected_code(HOME.but(came=UNKNOWN), HILL)
        assert (told.code, told.because) == (None, "It depends on what is not known.")

    def test_the_citation_is_the_one_of_the_code_table(self) -> None:
        assert isinstance(expected_code(HOME, HILL), ExpectedCode)
        assert code_on("/", DAY).citation == expected_code(HOME, HILL).citation


class TestRegistersOfAReturn:
    """What a plan of return has each register show is what the table calls for."""

    @pytest.mark.parametrize("registers", [frozenset(Place), frozenset({Place.CENTRE}), frozenset({Place.SCHOOL})])
    @pytest.mark.parametrize("at", list(Place))
    def test_each_session(self, at: Place, registers: frozenset[Place]) -> None:
        whole_week = frozenset(WeekSession)
        step = ReturnStep(
            first_day=DAY, at_centre=whole_week if at is Place.CENTRE else frozenset(),
            at_school=whole_week if at is Place.SCHOOL else frozenset(),
        )  # fmt: skip
        names = {Place.CENTRE: UNIT, Place.SCHOOL: HILL}
        for marks in register_at_step(step, registers=registers):
            session = HOME.but(
                half=marks.session.name[-2:], registered_at=frozenset(names[each] for each in registers),
                of_school=names[at],
            )  # fmt: skip
            assert marks.marked_by is not None
            by = names[marks.marked_by]
            assert (code(session, by), code(session, by, came=Came.NO)) == (marks.if_present, marks.if_absent)
            other = UNIT if by == HILL else HILL
            assert code(session, other) == (marks.elsewhere or "Z")
