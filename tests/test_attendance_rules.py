"""Which code at which school: the reckoning held to a session-by-session model, the rules to story 3 and the traps."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Actor,
    Calendars,
    Finding,
    Policy,
    PupilRecord,
    Reason,
    Registration,
    RuleBook,
    Unknown,
    Verdict,
)
from ap_core.attendance import facts, rules
from ap_core.attendance.registers import Register
from ap_core.law.rulebook import Asked
from ap_core.pupils.ages import compulsory_school_age
from ap_core.registration.records import Enrolment
from tests.placements import AGREED, CALENDARS, DUAL, MONDAY, YEAR_8
from tests.placements import findings as findings_of
from tests.unknowns import assert_only_learns, with_gaps

BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=((facts.CodeUseFacts, facts.code_uses), (facts.UnexplainedFacts, facts.unexplained)), rules=rules.RULES
)
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
DAY = timedelta(1)
NEW_CODES = date(2024, 8, 19)
WEEK = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
ALONE = (Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=None),)

IN_FORCE, EARLIER = "attendance.code.in_force", "attendance.code.in_force_2013"
SECOND, PLACE = "attendance.d.needs_second_registration", "attendance.elsewhere.not_where_registered"
X, C2 = "attendance.x.not_compulsory_age", "attendance.c2.compulsory_age"
REPLACED = "attendance.n.replaced"

HOME = Register.of_weeks("HILL", {WEEK: "B B D D D D D D N /"})
UNIT = Register.of_weeks("CENTRE", {WEEK: "/ \\ / \\ / I / \\ D D"})


def marked(*registers: Register, **changes: Any) -> PupilRecord:
    """The dual-registered pupil with these registers."""
    return YEAR_8.but(registers=registers, **changes)


def one_mark(code: str, day: date = WEEK, school: str = "HILL") -> Register:
    return Register.of_marks(school, [(day, "AM", code)])


def findings(record: PupilRecord, rule: str, on: date = MONDAY, **more: Any) -> list[Finding]:
    return findings_of(record, rule, on, rulebook=BOOK, **more)


def verdicts(record: PupilRecord, rule: str, on: date = MONDAY) -> list[Verdict]:
    return [finding.verdict for finding in findings(record, rule, on)]


# ---------------------------------------------------------------- the reckoning

MONDAYS = [date(2013, 8, 26), date(2024, 8, 12), NEW_CODES, WEEK, date(2027, 6, 21), date(2027, 6, 28)]
CODES = ["-", "/", "\\", "I", "D", "D", "B", "K", "X", "C2", "J", "J1", "Y4", "N", "Z"]
weeks = st.lists(st.sampled_from(CODES), min_size=10, max_size=10).map(" ".join)
edges = st.sampled_from([monday + n * DAY for monday in MONDAYS for n in range(5)])
spans = st.tuples(edges, st.none() | edges).filter(lambda ends: ends[1] is None or ends[0] <= ends[1])


@st.composite
def records(draw: st.DrawFn) -> PupilRecord:
    """A pupil with marks at one to three schools in the weeks in which something changes, everything known."""
    schools = draw(st.lists(st.sampled_from(["HILL", "CENTRE", "BROOK"]), unique=True, max_size=3))
    marks = st.dictionaries(st.sampled_from(MONDAYS), weeks, max_size=4)
    registers = tuple(Register.of_weeks(school, draw(marks)) for school in schools)
    registrations = tuple(
        Registration(school=school, status=draw(st.sampled_from(Enrolment)), first=first, last=last)
        for school in draw(st.lists(st.sampled_from(["HILL", "CENTRE", "BROOK"]), max_size=3))
        for first, last in [draw(spans)]
    )
    pupil = YEAR_8.pupil.but(born=draw(st.sampled_from([date(2011, 1, 20), date(2012, 1, 20), date(2008, 9, 9)])))
    return YEAR_8.but(pupil=pupil, registers=registers, registrations=registrations)


PLACES, HERE = {"B", "K", "P", "V", "W"}, {"/", "\\", "L"}
NOT_LOOKED_FOR = {None, "D", "X", "Y", "Y4", "Z", "#"} | PLACES
ONLY_NOW = {"K", "C1", "C2", "J1", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"}
ASK = "not known"


def by_session(record: Any, on: date) -> dict[tuple[Any, ...], list[tuple[date, Any]]]:
    """Every use that matters, one session after the other, by school, code and list: its day, and what is so of it."""
    found: dict[tuple[Any, ...], list[tuple[date, Any]]] = defaultdict(list)
    marks = {register.school: register for register in record.registers}
    of_age = compulsory_school_age(record.pupil.born)
    for school, register in marks.items():
        for day in (monday + number * DAY for monday in MONDAYS for number in range(5)):
            if day > on or day < date(2013, 9, 1):
                continue
            here = [each for each in record.registrations if each.covers(day) and each.status is not Enrolment.GUEST]
            others = [each.school for each in here if each.school != school]
            shared = any(each.status is not Enrolment.SINGLE for each in here) and not others
            for half in (0, 1):
                code, so = register.on(day)[half], None
                if day < NEW_CODES:
                    if code not in ONLY_NOW:
                        continue
                elif code == "D":
                    so = ASK if shared else bool(others)
                elif code in PLACES:
                    theirs = [marks[other].on(day)[half] for other in others if other in marks]
                    unsure = shared or any(other not in marks for other in others)
                    if HERE & set(theirs):
                        so = THERE
                    elif any(mark not in NOT_LOOKED_FOR for mark in theirs):
                        so = ABSENT_OR_ASK if unsure else ABSENT
                    else:
                        # Outside the calendar of the stories, and at BROOK, nobody knows whether the school met.
                        so = ASK if unsure or (None in theirs and day < on) else RIGHT
                elif code in {"X", "C2"}:
                    so = of_age.covers(day)
                elif code not in {"H", "J", "Y"}:
                    continue
                found[(school, code, day >= NEW_CODES)].append((day, so))
    return found


THERE, ABSENT, ABSENT_OR_ASK, RIGHT = "there", "absent there", "absent there, if not elsewhere", "right"
#: What is told of a code: the worst of it, and what that says.
WORST: dict[str, list[tuple[Any, ...]]] = {
    "D": [(False,), (ASK,), (True,)],
    "X": [(True,), (False,)],
    "C2": [(False,), (True,)],
    "place": [(THERE,), (ABSENT, ABSENT_OR_ASK), (ASK,), (RIGHT,)],
}


def worst(code: str, uses: list[tuple[date, Any]]) -> tuple[tuple[Any, ...], list[date]]:
    """What is so of the uses told of (registered, expected, present, of age), and their days."""
    answers = {so for _, so in uses}
    for group in WORST["place" if code in PLACES else code]:
        days = [day for day, so in uses if so in group]
        if days:
            break
    if code == "D":
        return (group[0], None, None, None), days
    if code not in PLACES:
        return (None, None, None, group[0]), days
    unsure = ASK if answers & {ASK, ABSENT_OR_ASK} else False
    expected, present = {THERE: (True, True), ABSENT: (True, unsure), ASK: (ASK, ASK), RIGHT: (False, False)}[group[0]]
    return (None, expected, present, None), days


def asked(on: date) -> Asked:
    return Asked(on, CALENDARS, Policy())


class TestReckoning:
    """All uses of a code at a school are one matter; it tells of those that are worst."""

    @given(record=records(), on=st.sampled_from([MONDAY, date(2027, 7, 5), date(2024, 8, 21)]))
    def test_as_session_by_session(self, record: PupilRecord, on: date) -> None:
        found: dict[tuple[Any, ...], tuple[int, Any, Any]] = {}
        for row in facts.code_uses(record, asked(on)):
            context = (
                row.registered_elsewhere, row.expected_elsewhere, row.present_elsewhere, row.of_compulsory_age,
            )  # fmt: skip
            said = (ASK if isinstance(part, Unknown) else part for part in context)
            key = (row.school, row.code, row.in_force, *said)
            assert key not in found
            assert isinstance(row.sessions, int)
            found[key] = (row.sessions, row.first, row.last)
        expected = {}
        for (school, code, now), uses in by_session(record, on).items():
            so, days = ((None,) * 4, [day for day, _ in uses])
            if now and code not in {"H", "J", "Y"}:
                so, days = worst(code, uses)
            in_force = now and code not in {"H", "J", "Y"}
            expected[(school, code, in_force, *so)] = (len(days), days[0], days[-1])
        assert found == expected

    @given(record=records())
    def test_subjects_tell_rows_apart(self, record: PupilRecord) -> None:
        for reckoner in (facts.code_uses, facts.unexplained):
            subjects = [row.subject for row in reckoner(record, asked(date(2027, 7, 5)))]
            assert len(subjects) == len(set(subjects))

    @pytest.mark.parametrize("reckoner", [facts.code_uses, facts.unexplained])
    @given(full=records(), data=st.data())
    def test_learning_changes_nothing_known(self, reckoner: Any, full: PupilRecord, data: st.DataObject) -> None:
        on, partial = asked(date(2027, 7, 5)), with_gaps(full, data)
        # A session joins the row of its context when its context is learned: counts may grow, no verdict turns.
        counted = frozenset(("sessions", "first", "last", "when")) if reckoner is facts.code_uses else frozenset[str]()
        assert_only_learns(list(reckoner(partial, on)), list(reckoner(full, on)), counted)
        before, after = (
            {finding.key: finding.verdict for finding in BOOK.review(each, "P01", on)} for each in (partial, full)
        )
        settled = {key: verdict for key, verdict in before.items() if verdict in (MET, NOT_MET)}
        assert settled.items() <= after.items()
        # Nothing becomes another matter because more is known of it.
        if isinstance(partial.registers, tuple):
            assert before.keys() == after.keys()

    @given(record=records(), data=st.data())
    def test_the_order_of_records_does_not_matter(self, record: PupilRecord, data: st.DataObject) -> None:
        turned = record.but(
            registers=tuple(data.draw(st.permutations(record.registers))),  # type: ignore[arg-type]
            registrations=tuple(data.draw(st.permutations(record.registrations))),  # type: ignore[arg-type]
        )
        for reckoner in (facts.code_uses, facts.unexplained):
            mine, other = (sorted(map(repr, reckoner(each, asked(MONDAY)))) for each in (record, turned))
            assert mine == other

    @given(record=records())
    def test_every_n_that_stands(self, record: PupilRecord) -> None:
        days: dict[tuple[str, date], int] = defaultdict(int)
        for register in record.registers:  # type: ignore[union-attr]
            for monday in MONDAYS:
                for day in (monday + n * DAY for n in range(5)):
                    if day <= MONDAY and "N" in register.on(day):
                        days[(register.school, day)] += register.on(day).count("N")
        rows = facts.unexplained(record, asked(MONDAY))
        assert {(row.school, row.day): row.sessions for row in rows} == days

    def test_marks_after_the_day_of_the_check_are_not_there_yet(self) -> None:
        record = marked(one_mark("N", FRIDAY), one_mark("X", FRIDAY, "CENTRE"))
        for on, count in ((FRIDAY - DAY, 0), (FRIDAY, 1)):
            for reckoner in (facts.code_uses, facts.unexplained):
                assert len(list(reckoner(record, asked(on)))) == count


class TestWhoseRegister:
    """Each school owes its own register: the centre's, the home school's, another's."""

    def test_by_the_placement(self) -> None:
        whose = [facts.whose_register(YEAR_8, school, MONDAY) for school in ("CENTRE", "HILL", "BROOK")]
        assert whose == [Actor.CENTRE, Actor.HOME_SCHOOL, Actor.OTHER_SCHOOL]

    def test_not_known(self) -> None:
        assert isinstance(facts.whose_register(YEAR_8.but(placements=UNKNOWN), "HILL", MONDAY), Unknown)
        unsure = YEAR_8.but(placements=(AGREED.but(home_school=UNKNOWN),))
        assert facts.whose_register(unsure, "CENTRE", MONDAY) is Actor.CENTRE
        assert isinstance(facts.whose_register(unsure, "HILL", MONDAY), Unknown)

    def test_a_placement_that_has_not_begun_makes_no_school_ours(self) -> None:
        later = AGREED.but(ref="B", centre="BROOK", first_day=MONDAY + DAY)
        for first_day, whose in ((MONDAY + DAY, Actor.OTHER_SCHOOL), (MONDAY, Actor.CENTRE)):
            record = YEAR_8.but(placements=(AGREED, later.but(first_day=first_day)))
            assert facts.whose_register(record, "BROOK", MONDAY) is whose
        record = YEAR_8.but(placements=(AGREED, later.but(first_day=UNKNOWN)))
        assert isinstance(facts.whose_register(record, "BROOK", MONDAY), Unknown)
        assert facts.whose_register(record, "CENTRE", MONDAY) is Actor.CENTRE
        assert facts.whose_register(record, "HILL", MONDAY) is Actor.HOME_SCHOOL


# ---------------------------------------------------------------- the rules


class TestStory3:
    """One week, two registers: home school's Monday B B should be D D, and Friday's N is to be explained."""

    record = marked(HOME, UNIT)

    def test_mondays_b_is_wrong(self) -> None:
        (finding,) = findings(self.record, PLACE)
        assert (finding.verdict, finding.who) == (NOT_MET, Actor.HOME_SCHOOL)
        assert finding.because == (
            "B stands in the register on Mon 16 Nov 2026 (sessions: 2), when the pupil was at "
            "another school where registered."
        )
        assert finding.act.startswith("Put D in place of B")

    def test_corrected_nothing_is_left(self) -> None:
        corrected = Register.of_weeks("HILL", {WEEK: "D D D D D D D D N /"})
        assert findings(marked(corrected, UNIT), PLACE) == []

    def test_d_on_wednesday_is_right_although_he_was_ill(self) -> None:
        assert verdicts(self.record, SECOND) == [MET, MET]

    def test_a_run_of_days_is_told_from_first_to_last(self) -> None:
        longer = Register.of_weeks("HILL", {WEEK: "B B D B D D D D N /"})
        (finding,) = findings(marked(longer, UNIT), PLACE)
        assert "in the register from Mon 16 Nov 2026 to Tue 17 Nov 2026 (sessions: 3)" in finding.because

    def test_the_n_is_to_be_replaced_by_friday(self) -> None:
        (finding,) = findings(self.record, REPLACED)
        assert (finding.verdict, finding.who) == (PENDING, Actor.HOME_SCHOOL)
        assert finding.due is not None and finding.due.last_day == date(2026, 11, 27)
        assert "Tell another school where the pupil is registered that the pupil did not arrive." in finding.act
        assert "O where no reason is found" in finding.act


class TestCodesInForce:
    """A code is used on days when it is one (placement.md section 8)."""

    @pytest.mark.parametrize("code", ["H", "J", "Y"])
    def test_withdrawn_codes(self, code: str) -> None:
        for day, expected in ((NEW_CODES - DAY, []), (NEW_CODES, [NOT_MET])):
            assert verdicts(marked(one_mark(code, day)), IN_FORCE) == expected
        assert verdicts(marked(one_mark(code, NEW_CODES - DAY)), EARLIER) == []

    @pytest.mark.parametrize("code", sorted(ONLY_NOW))
    def test_codes_of_2024(self, code: str) -> None:
        for day, expected in (
            (date(2013, 8, 31), []), (date(2013, 9, 1), [NOT_MET]), (NEW_CODES - DAY, [NOT_MET]), (NEW_CODES, []),
        ):  # fmt: skip
            assert verdicts(marked(one_mark(code, day)), EARLIER) == expected
        assert NOT_MET not in verdicts(marked(one_mark(code, NEW_CODES)), IN_FORCE)

    def test_right_codes_are_met_or_silent(self) -> None:
        assert verdicts(marked(HOME, UNIT), IN_FORCE) == [MET, MET, MET]
        assert findings(marked(Register.of_weeks("HILL", {WEEK: "/ \\ I L M / \\ O U /"})), IN_FORCE) == []

    def test_law_now_and_guidance_then(self) -> None:
        now = findings(marked(one_mark("J")), IN_FORCE)[0]
        then = findings(marked(one_mark("J1", date(2024, 3, 1))), EARLIER)[0]
        assert (now.citation.force.value, then.citation.force.value) == ("law", "non-statutory guidance")
        assert (now.who, now.arose_on) == (Actor.HOME_SCHOOL, WEEK)

    def test_one_letter_on_both_sides_is_two_matters(self) -> None:
        both = Register.of_marks("HILL", [(NEW_CODES - DAY, "AM", "K"), (NEW_CODES, "AM", "J"), (WEEK, "PM", "J")])
        (now,) = [finding for finding in findings(marked(both), IN_FORCE) if finding.verdict is NOT_MET]
        assert "(sessions: 2)" in now.because
        assert verdicts(marked(both), EARLIER) == [NOT_MET]


class TestDNeedsASecondRegistration:
    """D is leave to attend another school where the pupil is registered (reg 10(4); verification C4)."""

    def test_questions_stand_in_the_order_of_the_schools(self) -> None:
        asked_of = (DUAL[0].but(school="BROOK", status=UNKNOWN), DUAL[1].but(school="ASH", last=UNKNOWN))
        for registrations in (asked_of, asked_of[::-1]):
            (finding,) = findings(marked(one_mark("D"), registrations=registrations), SECOND)
            assert finding.because.endswith(
                "Still registered there, or until when? and Single, main or subsidiary registration?"
            )

    def test_registered_nowhere_else(self) -> None:
        record = marked(one_mark("D", school="CENTRE"), registrations=ALONE)
        (finding,) = findings(record, SECOND)
        assert (finding.verdict, finding.who) == (NOT_MET, Actor.CENTRE)

    def test_up_to_the_last_day_of_the_other_registration(self) -> None:
        for last, expected in ((WEEK, [MET]), (WEEK - DAY, [NOT_MET])):
            other = Registration(school="HILL", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=last)
            assert verdicts(marked(one_mark("D", school="CENTRE"), registrations=(*ALONE, other)), SECOND) == expected

    def test_one_use_on_each_side_of_that_day(self) -> None:
        """The one that is wrong is told of."""
        other = Registration(school="HILL", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=WEEK)
        both = Register.of_marks("CENTRE", [(WEEK, "AM", "D"), (WEEK + DAY, "AM", "D")])
        (finding,) = findings(marked(both, registrations=(*ALONE, other)), SECOND)
        assert (finding.verdict, finding.arose_on) == (NOT_MET, WEEK + DAY)
        assert "on Tue 17 Nov 2026 (sessions: 1)" in finding.because

    def test_a_guest_is_not_registered(self) -> None:
        guest = Registration(school="HILL", status=Enrolment.GUEST, first=date(2025, 9, 3), last=None)
        assert verdicts(marked(one_mark("D", school="CENTRE"), registrations=(*ALONE, guest)), SECOND) == [NOT_MET]

    def test_a_subsidiary_registration_says_that_there_is_another(self) -> None:
        (finding,) = findings(marked(one_mark("D", school="CENTRE"), registrations=DUAL[1:]), SECOND)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("registrations",))
        unsure = (DUAL[1], DUAL[0].but(last=UNKNOWN))
        (finding,) = findings(marked(one_mark("D", school="CENTRE"), registrations=unsure), SECOND)
        assert finding.missing == ("registrations[1].last",)

    def test_not_known_whether_still_registered_elsewhere(self) -> None:
        other = Registration(school="HILL", status=Enrolment.MAIN, first=WEEK, last=UNKNOWN)
        week = Register.of_weeks("CENTRE", {WEEK: "D D D D D D D D D D"})
        (finding,) = findings(marked(week, registrations=(*ALONE, other)), SECOND)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("registrations[1].last",))

    @pytest.mark.parametrize("field", ["status", "first", "last"])
    def test_what_is_not_known_of_its_own_registration(self, field: str) -> None:
        """It may be a main one, which says that there is another school: no breach, and no pass, until it is known."""
        own = Registration(school="HILL", status=Enrolment.MAIN, first=date(2025, 9, 3), last=None)
        for code, rule in (("D", SECOND), ("B", PLACE)):
            record = marked(one_mark(code), registrations=(own.but(**{field: UNKNOWN}),))
            unsure, known = findings(record, rule)[0], findings(marked(one_mark(code), registrations=(own,)), rule)[0]
            assert (unsure.verdict, unsure.missing) == (UNDETERMINED, (f"registrations[0].{field}",))
            assert (known.verdict, known.missing) == (UNDETERMINED, ("registrations",))
            assert unsure.key == known.key
            single = own.but(status=Enrolment.SINGLE)
            settled = NOT_MET if code == "D" else MET
            assert verdicts(marked(one_mark(code), registrations=(single,)), rule) == [settled]

    @pytest.mark.parametrize("field", ["status", "first", "last"])
    def test_its_own_registration_does_not_matter_where_another_is_known(self, field: str) -> None:
        registered = (DUAL[0].but(**{field: UNKNOWN}), DUAL[1])
        assert verdicts(marked(one_mark("D"), registrations=registered), SECOND) == [MET]

    def test_law_from_august_2024(self) -> None:
        for day, expected in ((NEW_CODES - DAY, []), (NEW_CODES, [NOT_MET])):
            assert verdicts(marked(one_mark("D", day), registrations=()), SECOND) == expected

    def test_not_known(self) -> None:
        record = marked(one_mark("D"), registrations=UNKNOWN)
        assert [finding.missing for finding in findings(record, SECOND)] == [("registrations",)]


class TestCodesOfAnotherPlace:
    """B, K, P, V and W are for places where the pupil is not registered: all five, one rule (reg 10(3), (11)(a))."""

    @pytest.mark.parametrize("code", sorted(PLACES))
    def test_each_of_the_five(self, code: str) -> None:
        mine = one_mark(code)
        for theirs, expected in (("/", NOT_MET), ("L", NOT_MET), ("D", MET), ("#", MET), ("Z", MET), ("B", MET)):
            found = findings(marked(mine, one_mark(theirs, school="CENTRE")), PLACE)
            assert [finding.verdict for finding in found if finding.who is Actor.HOME_SCHOOL] == [expected]

    @pytest.mark.parametrize("theirs", ["I", "N", "O", "C2"])
    def test_an_absence_there_shows_only_that_one_of_the_two_is_wrong(self, theirs: str) -> None:
        (finding,) = findings(marked(one_mark("V"), one_mark(theirs, school="CENTRE")), PLACE)
        assert (finding.verdict, finding.reason) == (UNDETERMINED, Reason.READINGS_DIFFER)
        assert "One of the two registers is wrong" in finding.because
        assert finding.missing == ()

    def test_no_mark_there_yet_is_asked_for_once(self) -> None:
        lessons = Register.of_weeks("HILL", {WEEK: "B B B B B B B B B B"})
        last_week = one_mark("/", WEEK - 7 * DAY, "CENTRE")
        (finding,) = findings(marked(lessons, last_week), PLACE)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("registers[CENTRE] from 2026-11-16",))
        (late,) = findings(marked(lessons, Register.of_weeks("CENTRE", {WEEK: "/ \\ / \\ / \\ / \\ / \\"})), PLACE)
        assert (late.verdict, late.key) == (NOT_MET, finding.key)
        (agreed,) = findings(marked(lessons, Register.of_weeks("CENTRE", {WEEK: "D D D D D D D D D D"})), PLACE)
        assert (agreed.verdict, agreed.key) == (MET, finding.key)

    def test_an_empty_register_is_one_without_marks(self) -> None:
        (finding,) = findings(marked(one_mark("B"), Register.of_marks("CENTRE", ())), PLACE)
        assert finding.missing == ("registers[CENTRE] from 2026-11-16",)

    def test_no_mark_on_a_day_without_school_there(self) -> None:
        inset = Register.of_marks("HILL", [(date(2026, 10, 23), "AM", "B")])
        assert verdicts(marked(inset, one_mark("/", WEEK, "CENTRE")), PLACE) == [MET]

    def test_where_it_is_not_known_whether_the_school_met(self) -> None:
        record = marked(one_mark("B"), one_mark("/", WEEK + DAY, "CENTRE"))
        (finding,) = findings(record, PLACE, calendars=Calendars({}))
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("calendars.CENTRE",))

    def test_marks_of_today_may_still_come(self) -> None:
        record = marked(one_mark("B"), one_mark("/", WEEK - DAY * 7, "CENTRE"))
        for on, expected in ((WEEK, MET), (WEEK + DAY, UNDETERMINED)):
            assert verdicts(record, PLACE, on) == [expected]

    def test_the_other_register_is_asked_for_once(self) -> None:
        lessons = Register.of_weeks("HILL", {WEEK: "B B B B B B B B B B"})
        (finding,) = findings(marked(lessons), PLACE)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("registers",))
        assert "The attendance marks of CENTRE?" in finding.because

    def test_a_school_where_not_registered_does_not_matter(self) -> None:
        assert verdicts(marked(one_mark("B"), one_mark("/", school="CENTRE"), registrations=()), PLACE) == [MET]
        left = (DUAL[0].but(status=Enrolment.SINGLE), DUAL[1].but(last=WEEK - DAY))
        assert verdicts(marked(one_mark("B"), one_mark("/", school="CENTRE"), registrations=left), PLACE) == [MET]

    def test_the_morning_there_and_the_afternoon_elsewhere(self) -> None:
        mine = Register.of_weeks("HILL", {WEEK: "B B - - - - - - - -"})
        theirs = Register.of_weeks("CENTRE", {WEEK: "D / - - - - - - - -"})
        (finding,) = findings(marked(mine, theirs), PLACE)
        assert finding.verdict is NOT_MET
        assert "(sessions: 1)" in finding.because

    def test_law_from_august_2024(self) -> None:
        for day, expected in ((NEW_CODES - DAY, []), (NEW_CODES, [NOT_MET])):
            long_dual = tuple(each.but(first=date(2023, 9, 1)) for each in DUAL)
            record = marked(one_mark("B", day), one_mark("/", day, "CENTRE"), registrations=long_dual)
            assert verdicts(record, PLACE) == expected


class TestAges:
    """X only outside compulsory school age, C2 only within it (placement.md section 10, attendance invariant 4)."""

    record = YEAR_8.but(pupil=YEAR_8.pupil.but(born=date(2011, 1, 20)))

    @pytest.mark.parametrize(("rule", "code", "within", "after"), [(X, "X", NOT_MET, MET), (C2, "C2", MET, NOT_MET)])
    def test_the_leaving_day_is_still_inside(self, rule: str, code: str, within: Verdict, after: Verdict) -> None:
        for day, expected in ((date(2027, 6, 25), within), (date(2027, 6, 26), after)):
            record = self.record.but(registers=(one_mark(code, day),))
            assert verdicts(record, rule, date(2027, 7, 5)) == [expected]

    @pytest.mark.parametrize(("rule", "code", "wrong"), [(X, "X", date(2011, 1, 20)), (C2, "C2", date(2021, 1, 20))])
    def test_law_from_august_2024(self, rule: str, code: str, wrong: date) -> None:
        """X meant something else in the coronavirus years, so it is not judged before."""
        for day, expected in ((NEW_CODES - DAY, []), (NEW_CODES, [NOT_MET])):
            record = YEAR_8.but(pupil=YEAR_8.pupil.but(born=wrong), registers=(one_mark(code, day),))
            assert verdicts(record, rule) == expected

    @pytest.mark.parametrize(("rule", "code"), [(X, "X"), (C2, "C2")])
    def test_not_known(self, rule: str, code: str) -> None:
        record = YEAR_8.but(pupil=YEAR_8.pupil.but(born=UNKNOWN), registers=(one_mark(code),))
        (finding,) = findings(record, rule)
        assert finding.missing == ("pupil.born",)
        assert [learnt.key for learnt in findings(YEAR_8.but(registers=record.registers), rule)] == [finding.key]

    @pytest.mark.parametrize("born", [date.min, date.max])
    def test_a_birth_that_cannot_be(self, born: date) -> None:
        record = YEAR_8.but(pupil=YEAR_8.pupil.but(born=born), registers=(one_mark("X"),))
        assert verdicts(record, X) == [UNDETERMINED]


class TestNReplaced:
    """N is replaced within five school days after the session, of that school's calendar (reg 10(7)-(9); C15)."""

    def test_still_there_on_the_sixth_day(self) -> None:
        record = marked(one_mark("N", FRIDAY))
        for on, expected in ((FRIDAY, PENDING), (FRIDAY + 7 * DAY, PENDING), (FRIDAY + 8 * DAY, NOT_MET)):
            assert verdicts(record, REPLACED, on) == [expected]

    def test_replaced_it_is_gone(self) -> None:
        assert findings(marked(one_mark("O", FRIDAY)), REPLACED, FRIDAY + 8 * DAY) == []

    def test_half_term_uses_no_day_up(self) -> None:
        (finding,) = findings(marked(one_mark("N", date(2026, 10, 22))), REPLACED)
        assert finding.due is not None and finding.due.last_day == date(2026, 11, 6)

    def test_each_day_is_its_own_matter(self) -> None:
        week = Register.of_weeks("HILL", {WEEK: "N N / N - - - - - -"})
        found = findings(marked(week), REPLACED)
        assert [finding.matter for finding in found] == ["HILL N on 2026-11-16", "HILL N on 2026-11-17"]
        assert "(sessions: 2)" in found[0].because

    def test_the_centres_own(self) -> None:
        (finding,) = findings(marked(one_mark("N", FRIDAY, "CENTRE")), REPLACED, FRIDAY + 8 * DAY)
        assert (finding.verdict, finding.who.is_ours) == (NOT_MET, True)

    def test_without_a_calendar(self) -> None:
        (finding,) = findings(marked(one_mark("N", FRIDAY)), REPLACED, calendars=Calendars({}))
        assert (finding.verdict, finding.reason) == (UNDETERMINED, Reason.BEYOND_CALENDAR)

    def test_law_from_august_2024(self) -> None:
        for day, count in ((NEW_CODES - DAY, 0), (NEW_CODES, 1)):
            assert len(findings(marked(one_mark("N", day)), REPLACED)) == count


def test_registers_not_known_are_asked_for() -> None:
    """Nothing passes because nobody gave the marks."""
    record = YEAR_8.but(registers=UNKNOWN)
    for rule in rules.RULES:
        (finding,) = findings(record, rule.id)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("registers",))
