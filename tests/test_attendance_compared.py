"""Marks beside the rest of the record: education elsewhere (B, K, P, V, W), part-time weeks (C2), exclusions (E)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Actor,
    Finding,
    HalfDays,
    PermanentExclusion,
    Policy,
    PupilRecord,
    Registration,
    RuleBook,
    Suspension,
    Unknown,
    Verdict,
)
from ap_core.attendance import Register
from ap_core.attendance import compared_facts as facts
from ap_core.attendance.compared_rules import RULES
from ap_core.attendance.expected import expected_code
from ap_core.attendance.off_site import OffSite
from ap_core.attendance.sessions import Activity, Arranger, Came, Session, Venue, WhyAbsent
from ap_core.attendance.shared_facts import SharedFacts, shared
from ap_core.centre import Centre, Roll
from ap_core.curriculum.plan import PartTime, PartTimeGround
from ap_core.curriculum.records import Timetable
from ap_core.errors import InvalidValue
from ap_core.law.rulebook import Asked
from ap_core.placement.returns import WeekSession
from ap_core.registration.records import Enrolment, SchoolKind
from tests.placements import AGREED, CALENDARS, MONDAY, YEAR_8, reviewed
from tests.placements import findings as findings_of
from tests.unknowns import with_gaps

BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (SharedFacts, shared),
        (facts.OffSiteFacts, facts.off_site_uses),
        (facts.PartTimeUseFacts, facts.part_time_uses),
        (facts.ExcludedUseFacts, facts.excluded_uses),
    ),
    rules=RULES,
)
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
WEEK, CHANGE, DAY = date(2026, 11, 16), date(2024, 8, 19), timedelta(1)
IN_PERSON, WHO = "attendance.elsewhere.in_person", "attendance.elsewhere.who_arranged"
APPROVED, NATURE = "attendance.elsewhere.approved", "attendance.elsewhere.nature"
C2, E = "attendance.c2.timetable_agreed", "attendance.e.no_provision"
ALONE = (Registration(school="HILL", status=Enrolment.SINGLE, first=date(2020, 9, 1), last=None),)


def marks(school: str, text: str, monday: date = WEEK) -> Register:
    return Register.of_weeks(school, {monday: text})


def marked(*registers: Register, **changes: Any) -> PupilRecord:
    return YEAR_8.but(registers=registers, **changes)


def findings(record: PupilRecord, rule: str, on: date = MONDAY) -> list[Finding]:
    return findings_of(record, rule, on, rulebook=BOOK)


def verdicts(record: PupilRecord, rule: str, on: date = MONDAY) -> list[Verdict]:
    return [finding.verdict for finding in findings(record, rule, on)]


def asked(on: date) -> Asked:
    return Asked(on, CALENDARS, Policy())


TUITION = OffSite(
    ref="T1", school="HILL", first=date(2026, 11, 9), arranged_by=Arranger.SCHOOL, in_person=True, approved=True,
    nature_recorded=True,
)  # fmt: skip
#: Two mornings of tuition, the rest at school.
TAUGHT = "B \\ / \\ B \\ / \\ / \\"


def taught(text: str = TAUGHT, **changes: Any) -> PupilRecord:
    return marked(marks("HILL", text), registrations=ALONE, off_site=(TUITION.but(**changes),))


class TestOffSiteUses:
    """The uses of a code of another place are cut by the arrangement that they stand for."""

    days = st.integers(0, 11).map(lambda n: WEEK + n * DAY)
    slots = st.frozensets(st.sampled_from(WeekSession), min_size=1)
    weeks = st.lists(st.sampled_from("/ B K P D".split()), min_size=20, max_size=20)

    @given(codes=weeks, first=days, length=st.none() | st.integers(0, 9), slots=slots, on=days)
    def test_as_session_by_session(
        self, codes: list[str], first: date, length: int | None, slots: frozenset[WeekSession], on: date
    ) -> None:
        last = None if length is None else first + length * DAY
        register = Register.of_weeks("HILL", {WEEK: " ".join(codes[:10]), WEEK + 7 * DAY: " ".join(codes[10:])})
        record = marked(register, off_site=(TUITION.but(first=first, last=last, sessions=slots),))
        expected: dict[Any, list[date]] = defaultdict(list)
        for n, code in enumerate(codes):
            day = WEEK + (n // 2 if n < 10 else n // 2 + 2) * DAY
            in_time = first <= day <= on and (last is None or day <= last)
            if code in "BKP" and in_time and list(WeekSession)[n % 10] in slots:
                expected[code].append(day)
        found = {row.code: (row.sessions, row.first, row.last) for row in facts.off_site_uses(record, asked(on))}
        assert found == {code: (len(days), days[0], days[-1]) for code, days in expected.items()}

    def test_a_register_of_another_school_is_not_looked_at(self) -> None:
        assert list(facts.off_site_uses(marked(marks("CENTRE", TAUGHT), off_site=(TUITION,)), asked(MONDAY))) == []

    def test_its_school_is_one_that_the_roll_lists(self) -> None:
        about = marked(registrations=(), placements=(), timetable=None, off_site=(TUITION,))
        with pytest.raises(InvalidValue, match=r"off_site\[0\].school: is a school the roll does not list"):
            Roll(
                centre=Centre(ref="CENTRE", name="C", kind=SchoolKind.PRU), calendars=CALENDARS, records=(about,)
            )  # fmt: skip

    def test_the_record_of_it(self) -> None:
        for wrong, problem in (
            ({"last": date(2026, 11, 8)}, "before first"),
            ({"sessions": frozenset()}, "are none"),
            ({"ref": ""}, "empty"),
        ):
            with pytest.raises(InvalidValue, match=problem):
                TUITION.but(**wrong)
        with pytest.raises(InvalidValue, match=r"off_site\[1\].ref: is used twice"):
            YEAR_8.but(off_site=(TUITION, TUITION))


class TestCodesOfWhatWasArranged:
    """B for remote learning, K and B by who arranged it, approval, and the nature recorded (reg 10(3), (5), (11))."""

    rules = (IN_PERSON, WHO, APPROVED, NATURE)

    def test_as_it_should_be(self) -> None:
        assert [verdicts(taught(), rule) for rule in self.rules] == [[MET]] * 4

    def test_b_for_remote_learning(self) -> None:
        """placement.md section 7: home, online or set work is never B."""
        (finding,) = findings(taught(in_person=False), IN_PERSON)
        assert (finding.verdict, finding.who, finding.arose_on) == (NOT_MET, Actor.HOME_SCHOOL, WEEK)
        assert "from Mon 16 Nov 2026 to Wed 18 Nov 2026 (sessions: 2)" in finding.because

    def test_k_for_teaching_at_home_by_the_authority_bears_two_readings(self) -> None:
        record = taught("K \\ " + TAUGHT[4:].replace("B", "/"), in_person=False, arranged_by=Arranger.AUTHORITY)
        (finding,) = findings(record, IN_PERSON)
        assert finding.verdict is UNDETERMINED and "the text does not say" in finding.because

    @pytest.mark.parametrize(
        ("code", "by", "expected"),
        [
            ("B", Arranger.AUTHORITY, NOT_MET), ("K", Arranger.SCHOOL, NOT_MET), ("P", Arranger.AUTHORITY, NOT_MET),
            ("V", Arranger.AUTHORITY, NOT_MET), ("K", Arranger.AUTHORITY, MET), ("B", Arranger.SCHOOL, MET),
            ("W", Arranger.AUTHORITY, UNDETERMINED), ("W", Arranger.SCHOOL, MET), ("W", UNKNOWN, UNDETERMINED),
            ("B", UNKNOWN, UNDETERMINED),
        ],
    )  # fmt: skip
    def test_who_arranged_it(self, code: str, by: Any, expected: Verdict) -> None:
        record = taught(f"{code} \\ / \\ / \\ / \\ / \\", arranged_by=by)
        assert verdicts(record, WHO) == [expected]

    @pytest.mark.parametrize(("code", "expected"), [("B", [NOT_MET]), ("P", [NOT_MET]), ("V", [NOT_MET]), ("K", [])])
    def test_not_approved(self, code: str, expected: list[Verdict]) -> None:
        assert verdicts(taught(f"{code} \\ / \\ / \\ / \\ / \\", approved=False), APPROVED) == expected

    @pytest.mark.parametrize(("code", "expected"), [("B", [NOT_MET]), ("K", [NOT_MET]), ("P", []), ("W", [])])
    def test_nature_not_recorded(self, code: str, expected: list[Verdict]) -> None:
        """Verification C15: of B and K."""
        assert verdicts(taught(f"{code} \\ / \\ / \\ / \\ / \\", nature_recorded=False), NATURE) == expected

    def test_not_known(self) -> None:
        unknown = taught(in_person=UNKNOWN, arranged_by=UNKNOWN, approved=UNKNOWN, nature_recorded=UNKNOWN)
        missing = [finding.missing for rule in self.rules for finding in findings(unknown, rule)]
        names = ("in_person", "arranged_by", "approved", "nature_recorded")
        assert missing == [(f"off_site[0].{name}",) for name in names]

    def test_law_from_august_2024(self) -> None:
        for monday, expected in ((CHANGE - 7 * DAY, []), (CHANGE, [NOT_MET])):
            record = marked(marks("HILL", TAUGHT, monday), off_site=(TUITION.but(first=monday, in_person=False),))
            assert verdicts(record, IN_PERSON) == expected

    def test_nothing_arranged_nothing_asked(self) -> None:
        assert list(facts.off_site_uses(marked(marks("HILL", TAUGHT)), asked(MONDAY))) == []


FULL = Timetable(first=date(2026, 9, 14), lessons=(), part_time_agreed=False)
PART = FULL.but(
    part_time=PartTime(
        first=date(2026, 11, 10), ground=PartTimeGround.EXCEPTIONAL, leave_from=SchoolKind.PRU,
        parent_agreed_on=date(2026, 11, 5), times_agreed=True, ends_on=date(2026, 11, 19), reviews=(),
    ),
)  # fmt: skip


def part_timer(text: str, timetable: Any, monday: date = WEEK) -> PupilRecord:
    return marked(marks("CENTRE", text, monday), timetable=timetable)


def c2_on(day: date, timetable: Any) -> list[Verdict]:
    register = Register.of_marks("CENTRE", [(day, "PM", "C2")])
    return verdicts(marked(register, timetable=timetable), C2)


class TestC2OnlyUnderATimetable:
    """C2 only while a part-time timetable agreed with a parent is in force (invariant 4; verification C16)."""

    def test_on_each_side_of_its_days(self) -> None:
        assert PART.part_time is not None
        last = PART.part_time.ends_on
        assert isinstance(last, date)
        for day, expected in (
            (PART.part_time.first - DAY, NOT_MET), (PART.part_time.first, MET), (last, MET), (last + DAY, NOT_MET),
            (FULL.first, NOT_MET),
        ):  # fmt: skip
            assert c2_on(day, PART) == [expected]

    def test_before_the_week_on_record_it_is_asked(self) -> None:
        (finding,) = findings(
            marked(Register.of_marks("CENTRE", [(FULL.first - DAY * 3, "AM", "C2")]), timetable=PART), C2
        )
        assert finding.verdict is UNDETERMINED and finding.missing == ("timetable before 2026-09-14",)

    def test_the_days_before_the_parent_agreed(self) -> None:
        assert PART.part_time is not None
        late = PART.but(part_time=PART.part_time.but(parent_agreed_on=WEEK))
        assert [c2_on(day, late) for day in (date(2026, 11, 13), WEEK)] == [[NOT_MET], [MET]]

    def test_agreed_after_its_last_day_is_never(self) -> None:
        assert PART.part_time is not None
        after = PART.but(part_time=PART.part_time.but(parent_agreed_on=date(2026, 11, 30)))
        (finding,) = findings(part_timer("C2 C2 C2 C2 C2 C2 C2 C2 C2 C2", after), C2)
        assert finding.verdict is NOT_MET and "(sessions: 10)" in finding.because

    def test_before_its_first_day_it_does_not_matter_when_it_was_agreed(self) -> None:
        assert PART.part_time is not None
        unsure = PART.but(part_time=PART.part_time.but(parent_agreed_on=UNKNOWN))
        assert c2_on(PART.part_time.first - DAY, unsure) == [NOT_MET]

    def test_never_agreed_or_nothing_agreed_at_all(self) -> None:
        assert PART.part_time is not None
        never = PART.but(part_time=PART.part_time.but(parent_agreed_on=None))
        for timetable in (never, FULL):
            assert c2_on(WEEK, timetable) == [NOT_MET]

    def test_no_week_made_yet_says_nothing_of_what_a_school_agreed(self) -> None:
        (finding,) = findings(marked(Register.of_marks("HILL", [(WEEK, "PM", "C2")]), timetable=None), C2)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("timetable",))

    def test_a_plain_yes(self) -> None:
        assert c2_on(WEEK, FULL.but(part_time_agreed=True)) == [MET]

    @pytest.mark.parametrize("field", ["parent_agreed_on", "ends_on"])
    def test_not_known(self, field: str) -> None:
        assert PART.part_time is not None
        unsure = PART.but(part_time=PART.part_time.but(**{field: UNKNOWN}))
        assert c2_on(WEEK, unsure) == [UNDETERMINED]
        for unknown in (UNKNOWN, FULL.but(part_time_agreed=UNKNOWN)):
            assert c2_on(WEEK, unknown) == [UNDETERMINED]

    def test_the_worst_is_told(self) -> None:
        (finding,) = findings(part_timer("C2 C2 / \\ / \\ C2 C2 C2 C2", PART), C2)
        assert finding.verdict is NOT_MET and "on Fri 20 Nov 2026 (sessions: 2)" in finding.because

    def test_silent_without_c2(self) -> None:
        assert verdicts(part_timer("/ \\ / \\ / \\ / \\ / \\", PART), C2) == []

    def test_law_from_august_2024(self) -> None:
        for day, expected in ((CHANGE - DAY, []), (CHANGE, [NOT_MET])):
            assert c2_on(day, FULL.but(first=date(2020, 9, 1))) == expected


SUSPENDED = Suspension(
    ref="S1", school="HILL", first_day=date(2026, 11, 9), last_day=date(2026, 11, 20), length=HalfDays(20),
    part_days=(), school_kind=SchoolKind.MAINTAINED, education_from=None,
)  # fmt: skip
ALL_E = "E E E E E E E E E E"


def excluded(text: str = ALL_E, *others: Register, monday: date = WEEK, **changes: Any) -> PupilRecord:
    return marked(
        marks("HILL", text, monday), *others, registrations=changes.pop("registrations", YEAR_8.registrations),
        suspensions=(SUSPENDED.but(**changes),),
    )  # fmt: skip


class TestEOnlyWithoutProvision:
    """E while no education elsewhere was made; from the sixth day the missing education is another finding."""

    def test_day_six_with_no_provision_the_code_is_right_and_the_education_is_missing(self) -> None:
        """Against the school that owed it (EIA 2006 s.100), not against the register."""
        record = excluded(registrations=ALONE, education_from=None).but(placements=())
        assert verdicts(record, E) == []
        found = {finding.rule: finding for finding in reviewed(record).not_met}
        owed = found["exclusion.suspension.sixth_day"]
        assert owed.who is Actor.HOME_SCHOOL and owed.due is not None and owed.due.last_day == date(2026, 11, 16)
        assert not any(rule.startswith("attendance.") for rule in found)

    def test_after_a_permanent_exclusion_the_authority_owes_it(self) -> None:
        gone = PermanentExclusion(ref="X1", school="HILL", on=date(2026, 11, 6), education_from=None)
        record = marked(marks("HILL", ALL_E), registrations=ALONE, permanent_exclusions=(gone,), placements=())
        found = {finding.rule: finding.who for finding in reviewed(record).not_met}
        assert found["exclusion.permanent.sixth_day"] is Actor.AUTHORITY
        assert verdicts(record, E) == []
        since = record.but(permanent_exclusions=(gone.but(education_from=WEEK + DAY),))
        (finding,) = findings(since, E)
        assert finding.verdict is UNDETERMINED and "(sessions: 8)" in finding.because

    def test_at_another_school_where_registered(self) -> None:
        (finding,) = findings(excluded("E E E E E E E E E E", marks("CENTRE", "/ \\ / I D D D D D D")), E)
        assert (finding.verdict, finding.who) == (NOT_MET, Actor.HOME_SCHOOL)
        assert "from Mon 16 Nov 2026 to Tue 17 Nov 2026 (sessions: 3)" in finding.because
        assert finding.act.startswith("Put D for another school")

    def test_a_guest_there_is_not_registered(self) -> None:
        guest = (*ALONE, Registration(school="CENTRE", status=Enrolment.GUEST, first=date(2020, 9, 1), last=None))
        assert verdicts(excluded(ALL_E, marks("CENTRE", "/ " * 10), registrations=guest), E) == []

    def test_suspended_by_the_centre_the_home_school_has_d(self) -> None:
        """Story 11: Friday 20 November 2026."""
        friday = date(2026, 11, 20)
        record = marked(
            marks("HILL", "D D D D D D D D D D"), marks("CENTRE", "/ \\ / \\ / \\ / \\ E E"),
            suspensions=(SUSPENDED.but(school="CENTRE", first_day=friday, last_day=friday, length=HalfDays(2)),),
        )  # fmt: skip
        assert [finding.rule for finding in BOOK.review(record, "P01", asked(MONDAY)).not_met] == []

    def test_education_made_and_no_register_of_it_bears_two_readings(self) -> None:
        (finding,) = findings(excluded(registrations=ALONE, education_from=WEEK + 2 * DAY), E)
        assert finding.verdict is UNDETERMINED
        assert "from Wed 18 Nov 2026 to Fri 20 Nov 2026 (sessions: 6)" in finding.because

    def test_beyond_the_suspension_nothing_is_said(self) -> None:
        before = marks("HILL", ALL_E, WEEK + 7 * DAY)
        record = marked(before, registrations=ALONE, suspensions=(SUSPENDED.but(education_from=WEEK),))
        assert verdicts(record, E, MONDAY + 4 * DAY) == []

    def test_of_another_school_or_without_an_end_nothing_is_said(self) -> None:
        record = excluded(registrations=ALONE, education_from=WEEK)
        assert verdicts(record, E) == [UNDETERMINED]
        for changes in ({"school": "CENTRE"}, {"last_day": UNKNOWN}, {"education_from": UNKNOWN}):
            (suspension,) = record.suspensions  # type: ignore[misc]
            assert verdicts(record.but(suspensions=(suspension.but(**changes),)), E) == []

    def test_law_from_august_2024(self) -> None:
        spans = tuple(each.but(first=date(2020, 9, 1)) for each in YEAR_8.registrations)  # type: ignore[union-attr]
        for monday, expected in ((CHANGE - 7 * DAY, []), (CHANGE, [NOT_MET])):
            record = excluded(ALL_E, marks("CENTRE", "/ " * 10, monday), monday=monday, registrations=spans)
            assert verdicts(record, E) == expected


SUBJECTS: list[Callable[..., Any]] = [facts.off_site_uses, facts.part_time_uses, facts.excluded_uses]


@st.composite
def records(draw: st.DrawFn) -> PupilRecord:
    weeks = st.lists(st.sampled_from("/ B K C2 E D".split()), min_size=10, max_size=10).map(" ".join)
    registers = [marks(school, draw(weeks)) for school in ("HILL", "CENTRE")]
    assert PART.part_time is not None
    timetable = draw(st.sampled_from([None, FULL, PART, PART.but(part_time=PART.part_time.but(ends_on=None))]))
    elsewhere = TUITION.but(
        arranged_by=draw(st.sampled_from(Arranger)), in_person=draw(st.booleans()),
        first=draw(st.sampled_from([WEEK, MONDAY])),
    )  # fmt: skip
    suspension = SUSPENDED.but(education_from=draw(st.none() | st.just(WEEK + DAY)))
    return marked(*registers, timetable=timetable, off_site=(elsewhere,), suspensions=(suspension,))


class TestLearning:
    """Supplying a fact settles; it never overturns."""

    @settings(max_examples=50)
    @given(full=records(), data=st.data())
    def test_no_verdict_turns(self, full: PupilRecord, data: st.DataObject) -> None:
        before, after = (
            {finding.key: finding.verdict for finding in BOOK.review(each, "P01", asked(MONDAY))}
            for each in (with_gaps(full, data), full)
        )
        settled = {key: verdict for key, verdict in before.items() if verdict in (MET, NOT_MET)}
        assert settled.items() <= after.items()

    @settings(max_examples=50)
    @given(record=records())
    def test_subjects_tell_rows_apart(self, record: PupilRecord) -> None:
        for reckoner in SUBJECTS:
            subjects = [row.subject for row in reckoner(record, asked(MONDAY))]
            assert len(subjects) == len(set(subjects))


PLAIN = Session(
    day=WEEK, half="AM", registered_at=frozenset({"HILL"}), of_school="HILL", venue=Venue.AT_SCHOOL,
    arranged_by=Arranger.SCHOOL, activity=Activity.PROVISION, approved=True, came=Came.ON_TIME,
    why=WhyAbsent.NONE_OF_THESE, of_compulsory_age=True, part_time_agreed=False,
)  # fmt: skip
BOTH = PLAIN.but(registered_at=frozenset({"HILL", "CENTRE"}), of_school="CENTRE")


class TestRulesAgreeWithTheTable:
    """What the table expects is held against nobody; what is held against a school, the table does not expect."""

    cases = [
        ("D", "/", BOTH, {}),
        ("B", "/", BOTH, {}),
        ("K", "/", BOTH, {}),
        ("I", "/", BOTH, {}),
        ("E", "/", BOTH.but(excluded_by=frozenset({"HILL"})), {}),
        ("B", None, PLAIN.but(venue=Venue.OFF_SITE), {"off_site": (TUITION,)}),
        ("K", None, PLAIN.but(venue=Venue.OFF_SITE), {"off_site": (TUITION,)}),
        (
            "K", None, PLAIN.but(venue=Venue.OFF_SITE, arranged_by=Arranger.AUTHORITY),
            {"off_site": (TUITION.but(arranged_by=Arranger.AUTHORITY),)},
        ),
        (
            "B", None, PLAIN.but(venue=Venue.OFF_SITE, arranged_by=Arranger.AUTHORITY),
            {"off_site": (TUITION.but(arranged_by=Arranger.AUTHORITY),)},
        ),
        ("B", None, PLAIN.but(venue=Venue.REMOTE), {"off_site": (TUITION.but(in_person=False),)}),
        ("D", None, PLAIN, {}),
        ("X", None, PLAIN.but(venue=Venue.NOWHERE), {}),
        ("C2", None, PLAIN.but(venue=Venue.NOWHERE), {"timetable": FULL}),
        ("C2", None, PLAIN.but(venue=Venue.NOWHERE, part_time_agreed=True), {"timetable": PART}),
        ("E", None, PLAIN.but(came=Came.NO, excluded_by=frozenset({"HILL"})), {"suspensions": (SUSPENDED,)}),
    ]  # fmt: skip

    @pytest.mark.parametrize(("mark", "theirs", "session", "kept"), cases)
    def test_each(self, mark: str, theirs: str | None, session: Session, kept: dict[str, Any]) -> None:
        registers = [Register.of_marks("HILL", [(WEEK, "AM", mark)])]
        registrations = ALONE
        if theirs is not None:
            registers.append(Register.of_marks("CENTRE", [(WEEK, "AM", theirs)]))
            registrations = YEAR_8.registrations  # type: ignore[assignment]
        record = marked(*registers, registrations=registrations, placements=(AGREED,), **kept)
        wrong = [each for each in reviewed(record).not_met if each.rule.startswith("attendance.")]
        expected = expected_code(session, "HILL").code
        assert bool(wrong) is (mark != expected), (mark, expected, [each.rule for each in wrong])

    def test_the_reason_of_an_unknown(self) -> None:
        (row,) = facts.part_time_uses(part_timer(f"C2 {'/ ' * 9}", UNKNOWN), asked(MONDAY))
        assert isinstance(row.agreed, Unknown)
