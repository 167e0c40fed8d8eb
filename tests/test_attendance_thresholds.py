"""What the law counts in a register, held to models that go through every week, and what a school then owes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import (
    ENGLAND,
    UNKNOWN,
    Actor,
    Calendars,
    Citation,
    Force,
    OutsideCalendar,
    PupilRecord,
    Reason,
    Registration,
    RuleBook,
    SchoolCalendar,
    Term,
    Unknown,
    Verdict,
)
from ap_core.attendance import threshold_facts, threshold_rules
from ap_core.attendance.registers import Register
from ap_core.attendance.steps import AttendanceStep, AttendanceStepTaken
from ap_core.attendance.thresholds import (
    DELETION_DAYS,
    PENALTY_SESSIONS,
    PENALTY_WEEKS,
    RETURN_DAYS,
    SICKNESS_DAYS,
    AwayRun,
    away_runs,
    count_ill,
    days_not_there,
    fifteen_days_ill,
    illness_began_on,
    may_be_away,
    sessions_ill,
    sessions_in_ten_weeks,
    ten_sessions,
)
from ap_core.law.findings import Finding
from ap_core.law.rulebook import Asked
from ap_core.policy import Policy
from ap_core.pupils.pupil import Pupil
from ap_core.registration.records import DeletionGround, Enrolment
from tests.attended_models import CENTRE, DAY, TODAY, YEAR, days, nov, only_known_facts_stay, placement

BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (threshold_facts.AwayFacts, threshold_facts.away_facts),
        (threshold_facts.IllFacts, threshold_facts.ill_facts),
        (threshold_facts.TenSessionsFacts, threshold_facts.ten_sessions_facts),
        (threshold_facts.LongAbsenceFacts, threshold_facts.long_absence_facts),
    ),
    rules=threshold_rules.RULES,
)
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
RETURN, ILLNESS = "attendance.return.ten_days", "attendance.return.sickness"
PENALTY, DELETION = "attendance.penalty.considered", "attendance.deletion.twenty_days"
GNOU = ("G", "N", "O", "U")
Sessions = Mapping[tuple[date, str], str]

#: Two school years, so that sessions can lie on either side of a summer.
TWO_YEARS = SchoolCalendar.of_terms(
    CENTRE,
    terms=[
        Term("summer 2026", date(2026, 4, 13), date(2026, 7, 21)),
        *YEAR.terms,
    ],
    breaks=[(date(2026, 5, 25), date(2026, 5, 29)), *[(each.first, each.last or each.first) for each in YEAR.breaks]],
    closed=[date(2026, 10, 23)],
)  # fmt: skip


def register(marks: Sessions, school: str = CENTRE) -> Register:
    return Register.of_marks(school, [(day, half, code) for (day, half), code in marks.items()])


def school_days(first: date, last: date, calendar: SchoolCalendar = TWO_YEARS) -> list[date]:
    return [day for day in days(first, last) if calendar.is_school_day(day)]


def all_day(code: str, *on: date) -> dict[tuple[date, str], str]:
    return {(day, half): code for day in on for half in ("AM", "PM")}


def away(n: int, code: str = "O", first: date = date(2026, 9, 14)) -> dict[tuple[date, str], str]:
    """The first ``n`` school days from ``first`` with a code in both sessions."""
    return all_day(code, *school_days(first, TWO_YEARS.last)[:n])


# ---------------------------------------------------------------- ten sessions in ten school weeks

_DAYS = school_days(date(2026, 5, 11), date(2026, 11, 20))
few_sessions = st.dictionaries(
    st.tuples(st.sampled_from(_DAYS), st.sampled_from(["AM", "PM"])),
    st.sampled_from([*GNOU, *GNOU, "I", "D", "/", "E"]), min_size=8, max_size=40,
)  # fmt: skip


def weeks_of(calendar: SchoolCalendar) -> list[date]:
    """The Monday of every week in which the school meets at least once."""
    return sorted({day - timedelta(day.weekday()) for day in calendar.school_days})


def naive_ten(marks: Sessions, on: date) -> date | None:
    """Go through every period of ten school weeks in a row, and take the earliest tenth session in any of them."""
    mondays, found = weeks_of(TWO_YEARS), []
    for start in range(len(mondays)):
        period = mondays[start : start + 10]
        inside = sorted(
            (day, half) for (day, half), code in marks.items()
            if code in GNOU and day <= on and day - timedelta(day.weekday()) in period
        )  # fmt: skip
        if len(inside) >= 10:
            found.append(inside[9][0])
    return min(found, default=None)


class TestTenSessions:
    """At ten sessions of G, N, O and U in a school's register in ten school weeks, consider (reg 9A; C17)."""

    @settings(max_examples=60)
    @given(few_sessions, st.sampled_from([TODAY, nov(6), date(2026, 9, 18)]))
    def test_as_in_every_period_of_ten_weeks(self, marks: Sessions, on: date) -> None:
        found = ten_sessions(register(marks), TWO_YEARS, on)
        assert (found.reached_on if found else None) == naive_ten(marks, on)

    @settings(max_examples=40)
    @given(few_sessions)
    def test_the_count_now_is_that_of_the_last_ten_weeks(self, marks: Sessions) -> None:
        period = [monday for monday in weeks_of(TWO_YEARS) if monday <= TODAY][-10:]
        expected = sum(code in GNOU and day - timedelta(day.weekday()) in period for (day, _), code in marks.items())
        assert sessions_in_ten_weeks(register(marks), TWO_YEARS, TODAY) == expected

    @settings(max_examples=40)
    @given(few_sessions, few_sessions)
    def test_more_marks_never_take_it_back(self, marks: Sessions, more: Sessions) -> None:
        before, after = (ten_sessions(register(each), TWO_YEARS, TODAY) for each in (marks, {**more, **marks}))
        assert before is None or (after is not None and after.reached_on <= before.reached_on)

    @pytest.mark.parametrize(("sessions", "reached"), [(9, False), (10, True)])
    def test_nine_and_ten(self, sessions: int, reached: bool) -> None:
        late = {(day, "AM"): "U" for day in school_days(nov(2), nov(20))[:sessions]}
        assert (ten_sessions(register(late), YEAR, TODAY) is not None) is reached
        assert sessions_in_ten_weeks(register(late), YEAR, TODAY) == sessions

    def test_any_mix_and_not_in_a_row(self) -> None:
        mixed = {
            (day, "PM"): code for day, code in zip(school_days(date(2026, 10, 5), nov(20)), 10 * "NGOU/", strict=False)
        }
        found = ten_sessions(register(mixed), YEAR, TODAY)
        assert found is not None and found.first == date(2026, 10, 5)

    @pytest.mark.parametrize("code", ["C", "C2", "I", "E", "S", "D", "B", "K", "Q", "Y7", "X", "Z", "#"])
    def test_what_never_counts(self, code: str) -> None:
        assert ten_sessions(register(away(30, code)), TWO_YEARS, TODAY) is None

    @pytest.mark.parametrize(("tenth", "within"), [(date(2026, 10, 19), True), (date(2026, 11, 2), False)])
    def test_half_term_and_summer_use_no_week_up(self, tenth: date, within: bool) -> None:
        """From the week of 13 July: 13 and 20 July, 31 August, 7, 14, 21, 28 September, 5, 12, 19 October."""
        nine = {(day, half): "O" for day in school_days(date(2026, 7, 13), date(2026, 7, 17)) for half in ("AM", "PM")}
        del nine[date(2026, 7, 13), "AM"]
        assert (ten_sessions(register({**nine, (tenth, "AM"): "N"}), TWO_YEARS, TODAY) is not None) is within

    def test_a_week_is_a_week_from_monday_however_short(self) -> None:
        """Thursday and Friday 3 and 4 September are the first school week of the year."""
        start = {(date(2026, 9, day), half): "O" for day in (3, 4) for half in ("AM", "PM")}
        rest = {(day, "AM"): "O" for day in school_days(nov(9), nov(13))}
        # The week of 9 November is the tenth from that of 31 August; half term is none.
        assert ten_sessions(register({**start, **rest, (nov(13), "PM"): "O"}), YEAR, TODAY) is not None
        later = {(day, half): "O" for day in (nov(16), nov(17), nov(18)) for half in ("AM", "PM")}
        assert ten_sessions(register({**start, **later}), YEAR, TODAY) is None

    @pytest.mark.parametrize(("first", "reached"), [(date(2024, 8, 16), False), (date(2024, 8, 19), True)])
    def test_absences_before_19_august_2024_are_left_out(self, first: date, reached: bool) -> None:
        early = SchoolCalendar.of_terms(CENTRE, terms=[Term("long", date(2024, 8, 1), date(2024, 12, 20))])
        on = [day for day in days(first, date(2024, 9, 13)) if early.is_school_day(day)][:5]
        assert (ten_sessions(register(all_day("O", *on)), early, date(2024, 12, 20)) is not None) is reached

    def test_nothing_adds_two_schools_up(self) -> None:
        """Trap (placement.md doubt, settled by C17): nine at one school and nine at the other reach nothing."""
        nine = {(day, "AM"): "N" for day in school_days(nov(2), nov(20))[:9]}
        record = pupil(register(nine), register({(day, "PM"): "N" for day, _ in nine}, "HILL"), steps=())
        assert told(record, PENALTY) == []

    def test_after_it_was_considered_it_is_counted_anew(self) -> None:
        marks = register(away(10, first=nov(2)))
        first = ten_sessions(marks, YEAR, TODAY)
        assert first is not None and first.reached_on == nov(6)
        again = ten_sessions(marks, YEAR, TODAY, after=nov(6))
        assert again is not None and (again.first, again.reached_on) == (nov(9), nov(13))
        assert ten_sessions(marks, YEAR, TODAY, after=nov(9)) is None
        assert ten_sessions(marks, YEAR, TODAY, since=nov(9)) is not None
        at_last = ten_sessions(marks, YEAR, TODAY, since=nov(13))
        assert at_last is not None and at_last.reached_on == nov(13)
        assert ten_sessions(marks, YEAR, TODAY, since=nov(14)) is None

    def test_beyond_the_calendar_only_where_it_matters(self) -> None:
        july = {(day, "AM"): "O" for day in school_days(date(2026, 7, 13), date(2026, 7, 17))}
        soon = {(day, "AM"): "O" for day in school_days(date(2026, 9, 7), date(2026, 9, 11))}
        with pytest.raises(OutsideCalendar):
            ten_sessions(register({**july, **soon}), YEAR, TODAY)
        late = {(day, "AM"): "O" for day in school_days(nov(9), nov(13))}
        assert ten_sessions(register({**july, **late}), YEAR, TODAY) is None
        assert sessions_in_ten_weeks(register({**july, **late}), YEAR, TODAY) == 5


# ---------------------------------------------------------------- away without a break

_RUN_DAYS = school_days(date(2026, 10, 5), nov(20), YEAR)
_day_marks = st.sampled_from([("O", "N"), ("N", "U"), ("G", "G"), ("O", "#"), ("#", "#"), ("O", "-"), ("-", "-"),
                              ("O", "I"), ("D", "O"), ("/", "\\")])  # fmt: skip
run_marks = st.lists(_day_marks, min_size=len(_RUN_DAYS), max_size=len(_RUN_DAYS))


def naive_runs(marks: list[tuple[str, str]], fewest: int) -> Iterator[tuple[date, ...] | None]:
    """Day by day: what counts, what breaks, and ``None`` where a mark that is missing decides."""
    run: list[tuple[date, bool]] = []
    for day, both in [*zip(_RUN_DAYS, marks, strict=True), (None, ("/", "/"))]:
        if both == ("#", "#"):
            continue
        if set(both) <= {*GNOU, "#", "-"} and (run or set(both) & set(GNOU)):
            assert day is not None
            run.append((day, "-" not in both))
            continue
        if both == ("-", "-"):
            continue
        while run and not set(dict(zip(_RUN_DAYS, marks, strict=True))[run[-1][0]]) & set(GNOU):
            # What comes after the last absence on record is a matter of its own only when something follows.
            if day is not None:
                break
            run.pop()
        sure = next((at for at, (_, certain) in enumerate(run) if not certain), len(run))
        if len(run) >= fewest:
            yield tuple(each for each, _ in run[:sure]) if sure >= fewest else None
        run = []


class TestAway:
    """Continuously away for ten school days, on G, N, O and U exclusively (reg 13(7)(b); verification C14)."""

    @given(run_marks, st.integers(1, 6))
    def test_as_day_by_day(self, marks: list[tuple[str, str]], fewest: int) -> None:
        of = register({
            (day, half): code for day, both in zip(_RUN_DAYS, marks, strict=True)
            for half, code in zip(("AM", "PM"), both, strict=True) if code != "-"
        })  # fmt: skip
        found = away_runs(of, YEAR, TODAY, fewest)
        assert not found or may_be_away(of, TODAY, fewest)
        assert [each.days if isinstance(each, AwayRun) else None for each in found] == list(naive_runs(marks, fewest))

    @pytest.mark.parametrize(("n", "runs"), [(9, 0), (10, 1)])
    def test_nine_and_ten(self, n: int, runs: int) -> None:
        assert len(away_runs(register(away(n)), YEAR, TODAY, 10)) == runs

    @pytest.mark.parametrize("code", ["I", "C", "D", "B", "K", "E", "/", "L", "Y4"])
    def test_one_session_of_another_code_breaks_it(self, code: str) -> None:
        marks = {**away(19), (date(2026, 9, 25), "PM"): code}
        assert [len(run.days) for run in away_runs(register(marks), YEAR, TODAY, 9) if isinstance(run, AwayRun)] == [
            9,
            9,
        ]
        assert away_runs(register(marks), YEAR, TODAY, 10) == ()

    def test_weekends_half_term_and_training_days_neither_count_nor_break(self) -> None:
        (run,) = away_runs(register(away(10, first=date(2026, 10, 19))), YEAR, TODAY, 10)
        assert isinstance(run, AwayRun)
        # Friday 23 October is a training day, and half term follows.
        assert (run.first, run.reached_on(10)) == (date(2026, 10, 19), nov(9))

    def test_u_counts_for_ten_days_and_not_for_twenty(self) -> None:
        """Trap (C14): a pupil marked U came to school, so the twenty days of a deletion are broken."""
        marks = {**away(20), (date(2026, 9, 28), "AM"): "U"}
        (run,) = away_runs(register(marks), TWO_YEARS, TODAY, 20)
        assert isinstance(run, AwayRun)
        assert days_not_there(register(marks), TWO_YEARS, run.days[-1]) == 9

    def test_it_may_have_begun_before_the_calendar(self) -> None:
        july = all_day("O", date(2026, 7, 20), date(2026, 7, 21))
        with pytest.raises(OutsideCalendar):
            away_runs(register({**july, **away(9, first=date(2026, 9, 3))}), YEAR, TODAY, 9)
        back = {**july, (date(2026, 7, 21), "PM"): "\\", **away(9, first=date(2026, 9, 3))}
        assert len(away_runs(register(back), YEAR, TODAY, 9)) == 1
        assert len(away_runs(register({**july, **away(9, first=date(2026, 9, 7))}), YEAR, TODAY, 9)) == 1
        after_a_day = register({**july, (date(2026, 9, 3), "AM"): "/", **away(9, first=date(2026, 9, 4))})
        assert len(away_runs(after_a_day, YEAR, TODAY, 9)) == 1
        linked = register({**july, **away(2, first=date(2026, 9, 3)), (date(2026, 9, 7), "AM"): "/"})
        assert away_runs(linked, YEAR, TODAY, 1, since=date(2026, 9, 8)) == ()

    @pytest.mark.parametrize("n", [9, 10])
    def test_seen_at_once_without_a_calendar(self, n: int) -> None:
        """From a Monday on nine school days reach over eleven days with the weekend; the calendar tells more."""
        assert may_be_away(register(away(n)), TODAY, n) and not may_be_away(register(away(n)), TODAY, 14)
        broken = {(day, half): code for (day, half), code in away(19).items()} | {(date(2026, 9, 25), "PM"): "/"}
        assert not may_be_away(register(broken), TODAY, 14)
        assert not may_be_away(register(away(n)), date(2026, 9, 11), 1)

    def test_a_gap_in_the_marks_may_hide_the_rest_of_a_run(self) -> None:
        """Two absences with nothing but missing marks between them: ten school days, so it is asked for."""
        marks = register({(date(2026, 9, 14), "AM"): "O", (date(2026, 9, 25), "PM"): "O"})
        (unsure,) = away_runs(marks, YEAR, TODAY, 10)
        assert isinstance(unsure, Unknown) and "2026-09-14" in unsure.needs[0].path

    @given(run_marks)
    def test_not_there_as_day_by_day(self, marks: list[tuple[str, str]]) -> None:
        of = register({
            (day, half): code for day, both in zip(_RUN_DAYS, marks, strict=True)
            for half, code in zip(("AM", "PM"), both, strict=True) if code != "-"
        })  # fmt: skip
        expected, n = None, 0
        # Before the first of these days nothing is marked.
        for both in reversed([("-", "-"), *marks]):
            if set(both) - {"G", "N", "O", "#", "-"}:
                expected = n
                break
            if "-" in both:
                expected = n if n >= 20 else None
                break
            n += both != ("#", "#")
        found = days_not_there(of, YEAR, nov(20))
        assert (None if isinstance(found, Unknown) else found) == expected

    def test_not_there_at_the_end(self) -> None:
        marks = register(away(20))
        last = school_days(date(2026, 9, 14), YEAR.last)[19]
        for on, n in ((last, 20), (last + timedelta(2), 20)):
            assert days_not_there(marks, YEAR, on) == n
        # Nineteen, and before them nobody has marked anything.
        assert isinstance(days_not_there(marks, YEAR, last - DAY), Unknown)
        with pytest.raises(OutsideCalendar):
            days_not_there(register(away(5, first=date(2026, 9, 3))), YEAR, date(2026, 9, 9))
        assert days_not_there(register(away(25, first=date(2026, 9, 3))), YEAR, date(2026, 10, 7)) == 25

    def test_a_gap_in_the_last_days_leaves_it_open(self) -> None:
        on = school_days(date(2026, 9, 14), YEAR.last)[:25]
        marks = all_day("O", *on)
        del marks[on[4], "PM"]
        assert days_not_there(register(marks), YEAR, on[-1]) == 20
        assert isinstance(days_not_there(register(marks), YEAR, on[-2]), Unknown)


# ---------------------------------------------------------------- illness


class TestIllness:
    """Fifteen school days of illness in the school year, in a row or not (reg 13(9)(b)(ii); C14)."""

    @given(st.dictionaries(st.tuples(st.sampled_from(_DAYS), st.sampled_from(["AM", "PM"])),
                           st.sampled_from(["I", "I", "M", "/"]), max_size=60))  # fmt: skip
    def test_as_a_plain_count(self, marks: Sessions) -> None:
        ill = sorted(day for (day, _), code in marks.items() if code == "I" and date(2026, 9, 1) <= day)
        assert list(sessions_ill(register(marks), TODAY)) == ill and count_ill(register(marks), TODAY) == len(ill)
        assert fifteen_days_ill(register(marks), TODAY) == (ill[29] if len(ill) >= 30 else None)

    @pytest.mark.parametrize(("n", "reached"), [(14, False), (15, True)])
    def test_fourteen_days_and_fifteen(self, n: int, reached: bool) -> None:
        assert (fifteen_days_ill(register(away(n, "I")), TODAY) is not None) is reached

    def test_a_half_day_short(self) -> None:
        marks = away(15, "I")
        marks.popitem()
        assert fifteen_days_ill(register(marks), TODAY) is None

    def test_last_school_year_is_another(self) -> None:
        marks = {**away(10, "I", date(2026, 7, 6)), **away(5, "I")}
        assert fifteen_days_ill(register(marks), TODAY) is None

    def test_appointments_are_no_illness(self) -> None:
        assert fifteen_days_ill(register(away(20, "M")), TODAY) is None

    def test_when_it_began(self) -> None:
        marks = {**away(3, "I", nov(2)), (nov(5), "AM"): "/", **away(3, "I", nov(6))}
        assert illness_began_on(register(marks), YEAR, nov(10)) == nov(6)
        assert illness_began_on(register(marks), YEAR, nov(3)) == nov(2)
        half_days = {(nov(4), "PM"): "I", (nov(5), "PM"): "I", (nov(6), "AM"): "I"}
        assert illness_began_on(register(half_days), YEAR, nov(6)) == nov(4)
        with pytest.raises(OutsideCalendar):
            illness_began_on(register(away(3, "I", date(2026, 9, 3))), YEAR, date(2026, 9, 7))


# ---------------------------------------------------------------- the rules


def pupil(*registers: Register, steps: Any = UNKNOWN, **changes: Any) -> PupilRecord:
    taken = steps if isinstance(steps, Unknown) else tuple(
        AttendanceStepTaken(school=school, step=step, on=on) for school, step, on in steps
    )  # fmt: skip
    return PupilRecord(
        pupil=Pupil(ref="P1", born=date(2012, 3, 1)), registers=registers, attendance_steps=taken,
        placements=(placement(first_day=date(2026, 9, 3), home_school="HILL"),),
    ).but(**changes)  # fmt: skip


def told(record: PupilRecord, rule: str, on: date = TODAY, calendar: SchoolCalendar = YEAR) -> list[Finding]:
    asked = Asked(on, Calendars({CENTRE: calendar, "HILL": calendar}), Policy())
    return [finding for finding in BOOK.review(record, record.ref, asked) if finding.rule == rule]


def verdicts(record: PupilRecord, rule: str, on: date = TODAY) -> list[Verdict]:
    return [finding.verdict for finding in told(record, rule, on)]


class TestAttendanceReturn:
    """Each school names in its attendance return whoever was away ten school days on these codes (reg 13(7)-(8))."""

    AWAY = register(away(12, first=nov(2)))
    STEP = AttendanceStep.ATTENDANCE_RETURN

    def test_who_owes_it_and_since_when(self) -> None:
        (finding,) = told(pupil(self.AWAY, steps=()), RETURN)
        assert (finding.verdict, finding.who, finding.arose_on) == (PENDING, Actor.CENTRE, nov(13))
        assert finding.citation.force is Force.LAW and finding.key.endswith("away from 2026-11-02")
        (theirs,) = told(pupil(register(away(12, first=nov(2)), "HILL"), steps=()), RETURN)
        assert theirs.who is Actor.HOME_SCHOOL

    @pytest.mark.parametrize(
        ("steps", "verdict"),
        [
            ((), PENDING), (((CENTRE, STEP, nov(13)),), MET), (((CENTRE, STEP, nov(12)),), PENDING),
            (((CENTRE, STEP, TODAY),), MET), (((CENTRE, STEP, nov(24)),), PENDING),
            ((("HILL", STEP, nov(16)),), PENDING),
            (((CENTRE, AttendanceStep.SICKNESS_RETURN, nov(16)),), PENDING), (UNKNOWN, UNDETERMINED),
        ],
    )  # fmt: skip
    def test_told_since_the_tenth_day(self, steps: Any, verdict: Verdict) -> None:
        assert verdicts(pupil(self.AWAY, steps=steps), RETURN) == [verdict]

    @pytest.mark.parametrize(("more", "verdict"), [(9, MET), (10, PENDING)])
    def test_ten_more_days_since_the_return_are_told_again(self, more: int, verdict: Verdict) -> None:
        """Reg 13(7) asks what came since the last return, so a pupil who stays away is named in each."""
        on = school_days(date(2026, 10, 12), YEAR.last)[: 10 + more]
        record = pupil(register(all_day("O", *on)), steps=((CENTRE, self.STEP, on[9]),))
        assert verdicts(record, RETURN, on[-1]) == [verdict]
        twice = ((CENTRE, self.STEP, on[-1]), (CENTRE, self.STEP, on[9]))
        assert verdicts(pupil(register(all_day("O", *on)), steps=twice), RETURN, on[-1]) == [MET]

    def test_the_day_before_the_tenth(self) -> None:
        assert told(pupil(self.AWAY, steps=()), RETURN, nov(12)) == []
        assert verdicts(pupil(self.AWAY, steps=()), RETURN, nov(13)) == [PENDING]

    def test_outside_compulsory_school_age(self) -> None:
        assert told(pupil(self.AWAY, steps=(), pupil=Pupil(ref="P1", born=date(2009, 3, 1))), RETURN) == []
        assert verdicts(pupil(self.AWAY, steps=(), pupil=Pupil(ref="P1")), RETURN) == [UNDETERMINED]

    def test_a_mark_that_is_missing_is_asked_for(self) -> None:
        marks = {key: code for key, code in away(12, first=nov(2)).items() if key != (nov(5), "PM")}
        (finding,) = told(pupil(register(marks), steps=()), RETURN)
        assert finding.verdict is UNDETERMINED and "2026-11-05" in finding.missing[0]

    def test_of_last_school_year_nobody_speaks_any_more(self) -> None:
        july = register(away(12, first=date(2026, 7, 1)))
        assert told(pupil(july, steps=()), RETURN, calendar=TWO_YEARS) == []

    def test_without_the_calendar_it_is_asked_for(self) -> None:
        record = pupil(register(away(12, first=nov(2)), "BROOK"), steps=())
        (finding,) = told(record, RETURN)
        assert (finding.verdict, finding.reason) == (UNDETERMINED, Reason.BEYOND_CALENDAR)

    def test_both_sides_of_the_law_date(self) -> None:
        rule = ENGLAND.rule(RETURN)
        assert rule.since == date(2024, 8, 19)


class TestSicknessReturn:
    """As soon as possible after illness came to fifteen days, or is foreseen to (reg 13(9)-(11))."""

    ILL = register(away(16, "I", date(2026, 10, 12)))
    STEP, FORESEEN = AttendanceStep.SICKNESS_RETURN, AttendanceStep.ILLNESS_FORESEEN

    def test_who_owes_it_and_since_when(self) -> None:
        (finding,) = told(pupil(self.ILL, steps=()), ILLNESS)
        assert (finding.verdict, finding.who) == (PENDING, Actor.CENTRE)
        assert finding.arose_on == school_days(date(2026, 10, 12), YEAR.last)[14]

    @pytest.mark.parametrize(
        ("on", "verdict"), [(date(2026, 10, 9), PENDING), (date(2026, 10, 12), MET), (nov(20), MET), (nov(24), PENDING)]
    )
    def test_one_return_for_the_illness_in_which_it_falls(self, on: date, verdict: Verdict) -> None:
        assert verdicts(pupil(self.ILL, steps=((CENTRE, self.STEP, on),)), ILLNESS) == [verdict]

    def test_a_return_for_an_earlier_illness_is_not_this_one(self) -> None:
        marks = register({**away(5, "I", date(2026, 9, 14)), **away(11, "I", date(2026, 10, 12))})
        record = pupil(marks, steps=((CENTRE, self.STEP, date(2026, 9, 16)),))
        assert verdicts(record, ILLNESS) == [PENDING]

    def test_foreseen_on_the_third_day(self) -> None:
        short = register(away(3, "I", nov(16)))
        assert told(pupil(short, steps=()), ILLNESS) == []
        record = pupil(short, steps=((CENTRE, self.FORESEEN, nov(17)),))
        assert verdicts(record, ILLNESS) == [PENDING]
        sent = pupil(short, steps=((CENTRE, self.FORESEEN, nov(17)), (CENTRE, self.STEP, nov(18))))
        assert verdicts(sent, ILLNESS) == [MET]

    def test_foreseen_without_a_mark_is_nothing_yet(self) -> None:
        record = pupil(register({(nov(16), "AM"): "/"}), steps=((CENTRE, self.FORESEEN, nov(17)),))
        assert told(record, ILLNESS) == []
        sooner = pupil(register({(nov(16), "AM"): "I"}), steps=((CENTRE, self.FORESEEN, nov(13)),))
        assert verdicts(sooner, ILLNESS) == [PENDING]

    def test_not_known_what_was_sent(self) -> None:
        (finding,) = told(pupil(self.ILL), ILLNESS)
        assert finding.verdict is UNDETERMINED and finding.missing == ("attendance_steps",)


class TestPenaltyConsidered:
    """Staff must consider, as soon as practicable; no notice is owed, and nothing is asked where it is not kept."""

    MARKS = register(away(5, first=nov(2)))
    STEP = AttendanceStep.PENALTY_CONSIDERED

    def test_where_it_is_not_kept_there_is_a_measure_and_no_finding(self) -> None:
        assert told(pupil(self.MARKS), PENALTY) == []
        assert sessions_in_ten_weeks(self.MARKS, YEAR, TODAY) == 10

    @pytest.mark.parametrize(
        ("steps", "verdict"),
        [((), PENDING), (((CENTRE, STEP, nov(6)),), MET), (((CENTRE, STEP, nov(5)),), PENDING),
         (((CENTRE, STEP, nov(24)),), PENDING), ((("HILL", STEP, nov(9)),), PENDING)],
    )  # fmt: skip
    def test_considered_since_the_tenth(self, steps: Any, verdict: Verdict) -> None:
        assert verdicts(pupil(self.MARKS, steps=steps), PENALTY) == [verdict]

    def test_ten_more_are_considered_again(self) -> None:
        record = pupil(register(away(10, first=nov(2))), steps=((CENTRE, self.STEP, nov(6)),))
        (finding,) = told(record, PENALTY)
        assert finding.verdict is PENDING and finding.arose_on == nov(13)

    def test_it_never_says_that_a_notice_is_owed(self) -> None:
        (finding,) = told(pupil(self.MARKS, steps=()), PENALTY)
        assert "That they give one is not owed." in finding.because and NOT_MET not in verdicts(
            pupil(self.MARKS, steps=()), PENALTY
        )

    def test_beyond_the_calendar(self) -> None:
        marks = {**away(5, first=date(2026, 9, 7)), **all_day("O", date(2026, 7, 20))}
        del marks[date(2026, 9, 11), "PM"]
        (finding,) = told(pupil(register(marks), steps=()), PENALTY)
        assert (finding.verdict, finding.reason) == (UNDETERMINED, Reason.BEYOND_CALENDAR)


class TestDeletedForLongAbsence:
    """Ground (i) needs twenty school days on G, N and O alone; any other mark in them breaks it (reg 9(1)(i); C14)."""

    DAYS = school_days(date(2026, 9, 14), YEAR.last)[:20]

    def gone(self, marks: Any, last: date | None = None, **changes: Any) -> list[Finding]:
        left = Registration(
            school=CENTRE, status=Enrolment.SUBSIDIARY, first=date(2025, 9, 3), last=last or self.DAYS[-1],
            ended_by=DeletionGround.LONG_ABSENCE,
        )  # fmt: skip
        registers = UNKNOWN if isinstance(marks, Unknown) else marks
        return told(pupil(registrations=(left.but(**changes),)).but(registers=registers), DELETION)

    def test_twenty_days_and_nineteen(self) -> None:
        for n, verdict in ((20, MET), (19, NOT_MET)):
            marks = {**all_day("/", self.DAYS[0]), **all_day("O", *self.DAYS[20 - n :])}
            (finding,) = self.gone((register(marks),))
            assert (finding.verdict, finding.who) == (verdict, Actor.CENTRE)

    @pytest.mark.parametrize("code", ["U", "D", "I", "C", "B", "K", "/"])
    def test_one_session_of_anything_else(self, code: str) -> None:
        (finding,) = self.gone((register({**all_day("N", *self.DAYS), (self.DAYS[9], "PM"): code}),))
        assert finding.verdict is NOT_MET and "alone: 10." in finding.because

    def test_nothing_at_the_end(self) -> None:
        (finding,) = self.gone((register(all_day("/", *self.DAYS)),))
        assert finding.verdict is NOT_MET and "alone: 0." in finding.because

    def test_a_register_that_is_not_here(self) -> None:
        for marks in (UNKNOWN, (register({}, "HILL"),)):
            (finding,) = self.gone(marks)
            assert finding.verdict is UNDETERMINED

    def test_only_of_this_ground_and_the_last_year(self) -> None:
        whole = (register(all_day("/", *self.DAYS)),)
        assert self.gone(whole, ended_by=DeletionGround.MOVED_AWAY) == []
        assert self.gone(whole, last=date(2026, 11, 24)) == []
        assert len(self.gone(whole, last=TODAY)) == len(self.gone(whole, last=date(2025, 11, 23))) == 1
        assert self.gone(whole, date(2025, 11, 21)) == []
        assert told(pupil(registrations=UNKNOWN), DELETION) == []


class TestLearning:
    """A record that says more overturns no fact that was known."""

    @settings(max_examples=30)
    @given(few_sessions, st.lists(st.tuples(st.sampled_from([CENTRE, "HILL"]), st.sampled_from(AttendanceStep),
                                            st.sampled_from([nov(2), nov(13), nov(20)])), max_size=4))  # fmt: skip
    def test_steps_and_birth(self, marks: Sessions, steps: list[Any]) -> None:
        asked = Asked(TODAY, Calendars({CENTRE: TWO_YEARS}), Policy())
        whole = pupil(register({**marks, **away(12, first=nov(2))}), register(away(16, "I"), "HILL"), steps=steps)
        for gap in (whole.but(attendance_steps=UNKNOWN), whole.but(pupil=Pupil(ref="P1"))):
            for _, reckoner in BOOK.subjects:
                only_known_facts_stay(reckoner(gap, asked), reckoner(whole, asked))


def test_the_figures_of_the_law_have_their_days() -> None:
    for figure, value in (
        (PENALTY_SESSIONS, 10), (PENALTY_WEEKS, 10), (RETURN_DAYS, 10), (SICKNESS_DAYS, 15), (DELETION_DAYS, 20)
    ):  # fmt: skip
        edition = figure.on(date(2024, 8, 19))
        assert edition.value == value and isinstance(edition.citation, Citation)
        with pytest.raises(LookupError):
            figure.on(date(2024, 8, 18))


def test_a_register_that_reaches_nothing_has_no_row() -> None:
    quiet = pupil(register(away(4, first=nov(2))), register(away(14, "I"), "HILL"), steps=())
    assert Counter(finding.rule for finding in BOOK.review(quiet, "P1", Asked(TODAY, Calendars({}), Policy()))) == {}
    assert (
        Counter(f.rule for f in BOOK.review(quiet.but(registers=UNKNOWN), "P1", Asked(TODAY, Calendars({}), Policy())))
        == {}
    )
