"""Two registers side by side: held to a session-by-session model; one school a session, and none lost between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, Calendars, Finding, Policy, PupilRecord, Registration, RuleBook, Unknown, Verdict
from ap_core.attendance import Register
from ap_core.attendance.compared_rules import NOT_LOST, ONE_SCHOOL
from ap_core.attendance.reconcile import both_expecting, neither_expecting
from ap_core.attendance.shared_facts import SharedFacts, shared
from ap_core.law.rulebook import Asked
from ap_core.registration.records import Enrolment
from tests.placements import CALENDARS, DUAL, MONDAY, YEAR_8, reviewed
from tests.placements import findings as findings_of
from tests.unknowns import with_gaps

BOOK: RuleBook[PupilRecord] = RuleBook(subjects=((SharedFacts, shared),), rules=(ONE_SCHOOL, NOT_LOST))
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
WEEK, CHANGE, DAY = date(2026, 11, 16), date(2024, 8, 19), timedelta(1)
BOTH, LOST = "attendance.shared.one_school", "attendance.shared.not_lost"
HERE, PLACE = {"/", "\\", "L"}, {"B", "K", "P", "V", "W"}
NOT_OWN = {None, "D", "X", "Y", "Y4", "Z", "#"} | PLACE

MONDAYS = (date(2024, 8, 12), CHANGE, WEEK)
SCHOOLS = ("CENTRE", "HILL", "BROOK")
CODES = ["- / D I E C2 B N X".split(), "- / \\".split(), "- D".split()]
weeks = (
    st.sampled_from(CODES)
    .flatmap(lambda codes: st.lists(st.sampled_from(codes), min_size=10, max_size=10))
    .map(" ".join)
)
edges = st.sampled_from([monday + n * DAY for monday in MONDAYS for n in range(5)])


def registers(draw: st.DrawFn, schools: tuple[str, ...]) -> tuple[Register, ...]:
    marks = st.dictionaries(st.sampled_from(MONDAYS), weeks, min_size=1)
    return tuple(Register.of_weeks(school, draw(marks)) for school in schools)


@st.composite
def records(draw: st.DrawFn) -> PupilRecord:
    schools = tuple(draw(st.lists(st.sampled_from(SCHOOLS), unique=True, min_size=2, max_size=3)))
    registrations = []
    for school in SCHOOLS[: draw(st.integers(2, 3))]:
        first, last = sorted([draw(edges), draw(edges)])
        status = draw(st.sampled_from([Enrolment.MAIN, Enrolment.SUBSIDIARY, Enrolment.GUEST]))
        end = None if draw(st.booleans()) else last
        registrations.append(Registration(school=school, status=status, first=first, last=end))
    return YEAR_8.but(registers=registers(draw, schools), registrations=tuple(registrations))


def rows(record: PupilRecord, on: date = MONDAY) -> list[SharedFacts]:
    return list(shared(record, Asked(on, CALENDARS, Policy())))


def sessions(on: date) -> Iterator[tuple[date, int]]:
    for monday in MONDAYS:
        for n in range(5):
            if CHANGE <= monday + n * DAY <= on:
                yield from ((monday + n * DAY, half) for half in (0, 1))


def days_of_both(one: Register, other: Register, on: date) -> set[date]:
    """Days that both registers hold: whole weeks, from the first with a mark to the last."""
    held = []
    for register in (one, other):
        if register.span is None or register.span.last is None:
            return set()
        begin = register.span.first - register.span.first.weekday() * DAY
        end = register.span.last + (6 - register.span.last.weekday()) * DAY
        held.append((begin, end))
    return {day for day, _ in sessions(on) if all(begin <= day <= end for begin, end in held)}


def by_session(record: Any, one: Register, other: Register, on: date) -> dict[str, Any]:
    """Counts of sessions of both and of neither, one after another; unknown where only marks not made could tell."""
    found: dict[str, Any] = {"both": [], "open": [], "neither": [], "blank": [], "maybe": []}
    days = days_of_both(one, other, on)
    for day, half in sessions(on):
        on_roll = {
            each.school for each in record.registrations if each.covers(day) and each.status is not Enrolment.GUEST
        }
        if day not in days or not {one.school, other.school} <= on_roll:
            continue
        a, b = one.on(day)[half], other.on(day)[half]
        pair = {a, b}
        if pair == {"C2"} or (a in PLACE and b in PLACE):
            found["open"].append(day)
        elif not pair & NOT_OWN and not ("E" in pair and pair & HERE):
            found["both"].append(day)
        elif pair == {"D"}:
            names = {each.school for each in record.registrations if each.covers(day)}
            thirds = {each.school: each.on(day)[half] for each in record.registers if each not in (one, other)}
            if any(mark not in NOT_OWN or mark in PLACE for mark in thirds.values()):
                continue
            known = names <= {each.school for each in record.registers}
            found["neither" if known else "maybe"].append(day)
        elif pair == {"D", None} and day < on:
            blank = one.school if a is None else other.school
            # Outside the calendar of the stories, and at BROOK, nobody knows whether the school met.
            closed = blank != "BROOK" and day >= date(2026, 9, 3) and not CALENDARS.of(blank).is_school_day(day)
            if not closed:
                found["blank"].append(day)
    return found


class TestReckoning:
    """Which sessions both took and which neither, only on days on both registers (placement 7, dual.which-register)."""

    @given(record=records(), on=st.sampled_from([MONDAY, date(2024, 8, 21), WEEK + 2 * DAY]))
    def test_as_session_by_session(self, record: Any, on: date) -> None:
        by_name = {each.school: each for each in record.registers}
        pairs = [(a, b) for a in sorted(by_name) for b in sorted(by_name) if a < b]
        expected = {}
        for a, b in pairs:
            if days_of_both(by_name[a], by_name[b], on):
                expected[f"{a} and {b}"] = by_session(record, by_name[a], by_name[b], on)
        found = {row.subject: row for row in rows(record, on)}
        assert found.keys() == expected.keys()
        for name, row in found.items():
            told = expected[name]
            assert (row.both, row.open_ones) == (len(told["both"]), len(told["open"]))
            assert row.both_first == min(told["both"], default=None) and row.both_last == max(
                told["both"], default=None
            )
            if told["neither"]:
                assert row.neither == len(told["neither"])
                assert (row.neither_first, row.neither_last) == (told["neither"][0], told["neither"][-1])
            else:
                assert (type(row.neither) is Unknown) is bool(told["maybe"] or told["blank"])

    @settings(max_examples=50)
    @given(record=records())
    def test_the_order_of_registers_does_not_matter(self, record: Any) -> None:
        turned = record.but(registers=record.registers[::-1], registrations=record.registrations[::-1])
        assert sorted(map(repr, rows(record))) == sorted(map(repr, rows(turned)))

    @settings(max_examples=50)
    @given(full=records(), data=st.data())
    def test_learning_overturns_nothing(self, full: PupilRecord, data: st.DataObject) -> None:
        on = Asked(MONDAY, CALENDARS, Policy())
        before, after = (
            {finding.key: finding.verdict for finding in BOOK.review(each, "P01", on)}
            for each in (with_gaps(full, data), full)
        )
        settled = {key: verdict for key, verdict in before.items() if verdict in (MET, NOT_MET)}
        assert settled.items() <= after.items()

    @settings(max_examples=50)
    @given(record=records())
    def test_agrees_with_the_registers_compared(self, record: Any) -> None:
        """What is told of is told by the plain comparison too, whoever is registered where."""
        by_name = {each.school: each for each in record.registers}
        for row in rows(record, date(2027, 1, 1)):
            a, b = (by_name[school] for school in str(row.schools).split(" and "))
            expecting, left = both_expecting(a, b), neither_expecting(a, b)
            assert isinstance(row.both, int) and isinstance(row.open_ones, int)
            assert row.both + row.open_ones <= len(expecting)
            assert isinstance(row.neither, Unknown) or row.neither <= len(left)


def marked(home: str, unit: str, **changes: Any) -> PupilRecord:
    return YEAR_8.but(
        registers=(Register.of_weeks("HILL", {WEEK: home}), Register.of_weeks("CENTRE", {WEEK: unit})), **changes
    )


def findings(record: PupilRecord, rule: str, **more: Any) -> list[Finding]:
    return findings_of(record, rule, MONDAY, rulebook=BOOK, **more)


SPLIT_HOME, SPLIT_UNIT = "D D D D D D D D / \\", "/ \\ / \\ / I / \\ D D"


class TestOneSchoolASession:
    """A session is possible at exactly one school."""

    def test_a_week_that_fits(self) -> None:
        record = marked(SPLIT_HOME, SPLIT_UNIT)
        assert [each.verdict for rule in (BOTH, LOST) for each in findings(record, rule)] == [MET, MET]

    @pytest.mark.parametrize(
        ("mark", "theirs"), [("I", "/"), ("N", "/"), ("I", "I"), ("/", "/"), ("E", "I"), ("C2", "/")]
    )
    def test_both_marked_it(self, mark: str, theirs: str) -> None:
        (finding,) = findings(marked(f"{mark} D D D D D D D / \\", f"{theirs} \\ / \\ / \\ / \\ D D"), BOTH)
        assert (finding.verdict, finding.who) == (NOT_MET, Actor.CENTRE_AND_HOME_SCHOOL)
        assert "CENTRE and HILL both took the same sessions for their own on Mon 16 Nov 2026 (sessions: 1)" in (
            finding.because
        )
        assert "the other school puts D" in finding.act

    @pytest.mark.parametrize(("mark", "theirs"), [("B", "B"), ("K", "B"), ("C2", "C2")])
    def test_at_a_third_place_or_free_at_both_is_said_nowhere(self, mark: str, theirs: str) -> None:
        (finding,) = findings(marked(f"{mark} D D D D D D D / \\", f"{theirs} \\ / \\ / \\ / \\ D D"), BOTH)
        assert finding.verdict is UNDETERMINED and "which code the other enters" in finding.because

    @pytest.mark.parametrize("mark", ["#", "Y4", "D", "X", "-", "Z"])
    def test_one_school_did_not_expect_the_pupil(self, mark: str) -> None:
        record = marked(f"{mark} D D D D D D D / \\", SPLIT_UNIT)
        assert [each.verdict for each in findings(record, BOTH)] == [MET]

    def test_excluded_from_one_school_and_at_the_other_is_told_once(self) -> None:
        """The rule on E tells of it."""
        assert [each.verdict for each in findings(marked("E D D D D D D D / \\", SPLIT_UNIT), BOTH)] == [MET]

    def test_only_while_on_both_registers(self) -> None:
        for last, expected in ((WEEK, [NOT_MET]), (WEEK - DAY, [MET])):
            ended = (DUAL[0].but(last=last), DUAL[1])
            record = marked("I D D D D D D D / \\", SPLIT_UNIT, registrations=ended)
            assert [each.verdict for each in findings(record, BOTH)] == expected

    def test_registrations_not_known(self) -> None:
        (finding,) = findings(marked("I " + SPLIT_HOME[2:], SPLIT_UNIT, registrations=UNKNOWN), BOTH)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("registrations",))

    def test_law_from_august_2024(self) -> None:
        for week, expected in ((CHANGE - 7 * DAY, []), (CHANGE, [NOT_MET])):
            pair = tuple(Register.of_weeks(school, {week: "/ " * 10}) for school in ("HILL", "CENTRE"))
            spans = tuple(each.but(first=date(2020, 9, 1)) for each in DUAL)
            record = YEAR_8.but(registers=pair, registrations=spans)
            assert [each.verdict for each in findings(record, BOTH)] == expected

    def test_with_the_whole_book(self) -> None:
        (finding,) = [each for each in reviewed(marked("I " + SPLIT_HOME[2:], SPLIT_UNIT)).not_met if each.rule == BOTH]
        assert finding.arose_on == WEEK


class TestNoneLost:
    """D in both registers: nobody looks for the pupil."""

    def test_d_in_both(self) -> None:
        (finding,) = findings(marked("D " * 10, SPLIT_UNIT), LOST)
        assert finding.verdict is NOT_MET
        assert "on Fri 20 Nov 2026 (sessions: 2)" in finding.because

    def test_a_third_school_took_it(self) -> None:
        third = Register.of_weeks("BROOK", {WEEK: "- - - - - - - - / B"})
        record = marked("D " * 10, SPLIT_UNIT)
        on_three = (*DUAL, Registration(school="BROOK", status=Enrolment.SUBSIDIARY, first=WEEK, last=None))
        with_third = record.but(registers=(*record.registers, third), registrations=on_three)  # type: ignore[misc]
        found = [each for each in findings(with_third, LOST) if each.because.startswith("CENTRE and HILL")]
        assert [each.verdict for each in findings(with_third, LOST) if each.verdict is NOT_MET] == found == []
        (asked,) = findings(record.but(registrations=on_three), LOST)
        assert asked.verdict is UNDETERMINED and "The attendance marks of BROOK?" in asked.because

    def test_left_to_a_school_that_has_no_mark_yet(self) -> None:
        (finding,) = findings(marked("D D D D D D D D / \\", "/ \\ - - / I / \\ D D"), LOST)
        assert finding.verdict is UNDETERMINED
        assert finding.missing == ("registers[CENTRE] from 2026-11-17",)

    def test_todays_mark_may_still_come(self) -> None:
        record = marked("D D D D D D D D / \\", "/ \\ - - / I / \\ D D")
        for on, expected in ((WEEK + DAY, [MET]), (WEEK + 2 * DAY, [UNDETERMINED])):
            assert [each.verdict for each in findings_of(record, LOST, on, rulebook=BOOK)] == expected

    def test_left_so_and_not_known_whether_on_both_registers(self) -> None:
        record = marked("D D D D D D D D / \\", "/ \\ - - / I / \\ D D", registrations=UNKNOWN)
        assert [each.missing for each in findings(record, LOST)] == [("registrations",)]

    def test_where_that_school_was_closed_nothing_is_asked(self) -> None:
        closed = CALENDARS.of("CENTRE").closed_on([WEEK + DAY])
        calendars = Calendars({"CENTRE": closed, "HILL": CALENDARS.of("HILL")})
        record = marked("D D D D D D D D / \\", "/ \\ - - / I / \\ D D")
        assert [each.verdict for each in findings(record, LOST, calendars=calendars)] == [MET]

    def test_after_the_marks_of_a_register_nothing_is_asked(self) -> None:
        """Marks not yet handed on are no gap."""
        later = Register.of_weeks("HILL", {WEEK: SPLIT_HOME, WEEK + 7 * DAY: "D D - - - - - - - -"})
        record = marked(SPLIT_HOME, SPLIT_UNIT)
        assert isinstance(record.registers, tuple)
        assert [each.verdict for each in findings(record.but(registers=(later, record.registers[1])), LOST)] == [MET]
