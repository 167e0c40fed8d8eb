"""The impact report: one indicator a question, who is not in it, what is shown to whom, and nothing it cannot carry."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, Calendars, Centre, InvalidValue, Placement, Pupil, PupilRecord, Roll, SchoolCalendar, Term
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.registers import Register
from ap_core.curriculum.records import Assessment, Domain
from ap_core.curriculum.scores import ScoreScale
from ap_core.dates.calendars import SchoolCalendar as Calendar
from ap_core.exchange import load_roll
from ap_core.impact import Answer, Impact, Missing, PublishedImpact, impact, impact_page
from ap_core.placement.after_year_11 import AfterYear11
from ap_core.placement.returns import CheckUp, ReturnPlan
from ap_core.progress import Precision, Purpose, measured
from ap_core.pupils.years import YearGroup
from ap_core.registration.records import SchoolKind
from ap_core.states import MeasureState
from ap_core.support.scales import Better, OrdinalScale, ScaleReading
from tests.suspensions import suspended
from tests.unknowns import each_gap

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
ROLL = load_roll((ROOT / "examples/data/invented_centre.json").read_bytes())
SINCE, ON = date(2026, 9, 1), date(2026, 11, 23)
ATTENDANCE, SUSPENSIONS, READING, ATTITUDES, RETURNS, AFTER, RESULTS = range(7)

TEST = ScoreScale(instrument="a test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15)
MANUAL = Precision(deviation=15, reliability=0.9, better=Better.HIGHER, mean=100, source="an invented manual")
GRADE = OrdinalScale(instrument="a grade", lowest=1, highest=5, better=Better.LOWER)
UNIT: Calendar = SchoolCalendar.of_terms("UNIT", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])


def roll(*records: PupilRecord) -> Roll:
    return Roll(
        centre=Centre(ref="UNIT", name="Invented Unit", kind=SchoolKind.PRU), schools=ROLL.schools,
        calendars=Calendars(by_school={"UNIT": UNIT, "ALDER": UNIT}), records=records,
    )  # fmt: skip


def pupil(ref: str = "P1", **fields: Any) -> PupilRecord:
    placement: Any = {"first_day": date(2026, 9, 3), "ended_on": None, **fields.pop("placement", {})}
    return PupilRecord(
        pupil=Pupil(ref=ref, taught_year=fields.pop("year", UNKNOWN)),
        placements=(Placement(ref=f"{ref}-A", centre="UNIT", **placement),), **fields,
    )  # fmt: skip


def read_twice(ref: str, first: int, last: int, *, second: date = date(2026, 11, 10), scale: ScoreScale = TEST) -> Any:
    taken = ((date(2026, 9, 7), first), (second, last))
    return pupil(
        ref,
        baseline=tuple(
            Assessment(domain=Domain.READING, taken_on=on, standard_score=score, scale=scale) for on, score in taken
        ),
    )


def answer(of: Impact | PublishedImpact, question: int) -> Any:
    return of.answers[question]


class TestTheInventedCentre:
    @pytest.mark.parametrize("readers", [None, Purpose.BOARD])
    def test_is_the_page_that_was_read_as_an_inspector_would(self, readers: Purpose | None) -> None:
        """After a change read it again, as somebody who doubts each line, then write it anew."""
        import impact_report

        report = impact(ROLL, since=SINCE, on=ON, tests=impact_report.TESTS)
        page = impact_page(report if readers is None else report.published(readers))
        name = "impact_own.txt" if readers is None else "impact_board.txt"
        assert page == (GOLDEN / name).read_text(encoding="utf-8")

    def test_the_program_prints_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        import impact_report

        assert impact_report.main(["--for", "board"]) == 0
        assert capsys.readouterr().out == (GOLDEN / "impact_board.txt").read_text(encoding="utf-8")
        assert impact_report.main([]) == 0
        assert capsys.readouterr().out == (GOLDEN / "impact_own.txt").read_text(encoding="utf-8")

    def test_claims_no_cause_and_no_grade(self) -> None:
        words = (GOLDEN / "impact_own.txt").read_text(encoding="utf-8").lower()
        assert not re.search(
            r"thanks to|because of|impact of|exceptional|outstanding|target|success rate|months of", words
        )
        assert words.count("says what caused a change") == 1

    def test_nobody_is_named_to_others(self) -> None:
        for purpose in (Purpose.BOARD, Purpose.PUBLIC):
            page = impact_page(impact(ROLL, since=SINCE, on=ON).published(purpose))
            assert not re.search(r"\bP\d\d\b", page)

    def test_everybody_is_in_the_answer_or_missing_from_it_with_a_reason(self) -> None:
        report = impact(ROLL, since=SINCE, on=ON)
        for question in (ATTENDANCE, SUSPENSIONS, READING, ATTITUDES):
            measure = answer(report, question).measure
            assert measure.n + len(answer(report, question).missing) == report.pupils == measure.of
            assert all(each.why for each in answer(report, question).missing)


class TestLaws:
    def test_the_order_of_the_roll_says_nothing(self) -> None:
        turned = ROLL.but(records=ROLL.records[::-1])
        one, other = (impact(each, since=SINCE, on=ON) for each in (ROLL, turned))
        for mine, theirs in zip(one.answers, other.answers, strict=True):
            assert mine.measure == theirs.measure and mine.counts == theirs.counts
            assert sorted(mine.missing, key=str) == sorted(theirs.missing, key=str)

    @given(st.dates(SINCE, ON))
    @settings(max_examples=15)
    def test_what_comes_later_is_not_seen(self, day: date) -> None:
        def cut(record: PupilRecord) -> PupilRecord:
            later: dict[str, Any] = {"attitudes": tuple(each for each in record.attitudes if each.on <= day)}
            for name, field in (("baseline", "taken_on"), ("suspensions", "first_day")):
                kept = getattr(record, name)
                if isinstance(kept, tuple):
                    later[name] = tuple(each for each in kept if getattr(each, field) <= day)
            return record.but(**later)

        before = ROLL.but(records=tuple(map(cut, ROLL.records)))
        assert impact(ROLL, since=SINCE, on=day) == impact(before, since=SINCE, on=day)

    @pytest.mark.parametrize("record", ROLL.records[:6], ids=lambda record: record.ref)
    def test_a_gap_never_makes_it_fall_over(self, record: PupilRecord) -> None:
        for _, gap in each_gap(record):
            report = impact(ROLL.but(records=(gap,)), since=SINCE, on=ON)
            assert impact_page(report) and report.pupils <= 1

    def test_of_nobody_there_is_a_state_and_no_number(self) -> None:
        report = impact(roll(), since=SINCE, on=ON)
        assert report.pupils == 0 and not any(each.measure.state.has_value for each in report.answers)
        assert "0 pupils had a placement" in impact_page(report)

    def test_of_one_pupil_there_is_no_number_either(self) -> None:
        report = impact(roll(read_twice("P1", 80, 95)), since=SINCE, on=ON)
        assert not any(each.measure.state.has_value for each in report.answers)

    def test_the_days_stand_in_order(self) -> None:
        with pytest.raises(InvalidValue, match="on: is before since"):
            impact(ROLL, since=ON, on=SINCE)


class TestPublished:
    def test_small_counts_and_what_gives_them_away_are_hidden(self) -> None:
        pupils = [read_twice(f"P{k}", 90, 91 + k % 5) for k in range(11)] + [read_twice("P11", 90, 88), pupil("P12")]
        report = impact(roll(*pupils), since=SINCE, on=ON, tests={"a test": MANUAL})
        own, board = answer(report, READING), answer(report.published(Purpose.BOARD), READING)
        assert own.counts[0].counts == ((11, 0, 1),) and own.measure.missing == 1 and len(own.beside) == 2
        shown = board.counts[0].counts[0]
        assert shown[2] is None and shown.count(None) > 1
        # One pupil is missing: how many is not said, nor anything from which it could be reckoned.
        assert board.measure.of is None and {each.state for each in board.beside} == {MeasureState.SUPPRESSED}

    def test_a_group_too_small_is_hidden_whole(self) -> None:
        report = impact(roll(*(read_twice(f"P{k}", 90, 91) for k in range(5))), since=SINCE, on=ON)
        board = answer(report.published(Purpose.BOARD), READING)
        assert board.measure.state is MeasureState.SUPPRESSED
        assert board.measure.n is None and set(board.counts[0].counts[0][:-1]) == {None}

    def test_it_is_no_pupils_own_report(self) -> None:
        with pytest.raises(InvalidValue, match="is a pupil's own report"):
            impact(ROLL, since=SINCE, on=ON).published(Purpose.OWN_REPORT)

    def test_an_answer_names_each_whom_its_measure_lacks(self) -> None:
        lacks = measured("m", "points", 1, n=10, of=12, source="invented")
        with pytest.raises(InvalidValue, match="missing"):
            Answer(question="?", measure=lacks, missing=(Missing("P1", "away"),))


class TestWho:
    """A pupil is in it whose placement at the centre was going on, or may have been, on one of the days."""

    @pytest.mark.parametrize(
        ("placement", "counts"),
        [
            ({"first_day": date(2026, 11, 23)}, True), ({"first_day": date(2026, 11, 24)}, False),
            ({"first_day": date(2026, 3, 2), "ended_on": date(2026, 9, 1)}, True),
            ({"first_day": date(2026, 3, 2), "ended_on": date(2026, 8, 31)}, False),
            ({"first_day": UNKNOWN}, True), ({"ended_on": UNKNOWN}, True),
        ],
    )  # fmt: skip
    def test_of_the_days(self, placement: dict[str, Any], counts: bool) -> None:
        assert impact(roll(pupil(placement=placement)), since=SINCE, on=ON).pupils == counts

    def test_of_no_other_centre_and_only_once(self) -> None:
        twice = pupil()
        assert isinstance(twice.placements, tuple)
        first = twice.placements[0].but(ref="P1-B", first_day=date(2026, 1, 5), ended_on=date(2026, 9, 2))
        assert impact(roll(twice.but(placements=(*twice.placements, first))), since=SINCE, on=ON).pupils == 1
        assert impact(roll(twice.but(placements=(first.but(centre="ALDER"),))), since=SINCE, on=ON).pupils == 0
        assert impact(roll(twice.but(placements=UNKNOWN)), since=SINCE, on=ON).pupils == 0


class TestAttendance:
    BEFORE = PreviousAttendance(school="ALDER", attended=51, possible=100)
    DAYS = tuple(day for day in UNIT.school_days if day <= ON)

    def report(self, *, before: Any = BEFORE, marks: str = "/", **fields: Any) -> Any:
        register = Register.of_marks("UNIT", [(day, half, marks) for day in self.DAYS for half in ("AM", "PM")])
        record = pupil(previous_attendance=before, registers=(register,), **fields)
        return answer(impact(roll(record), since=fields.get("since", SINCE), on=ON), ATTENDANCE)

    def test_more_and_less(self) -> None:
        assert self.report().counts[0].counts == ((1, 0, 0),)
        assert self.report(marks="O").counts[0].counts == ((0, 0, 1),)

    @pytest.mark.parametrize(
        ("before", "placement", "why"),
        [
            (UNKNOWN, {}, "attendance before is not known"), (None, {}, "no school before"),
            (BEFORE.but(attended=20, possible=39), {}, "too few sessions"),
            (BEFORE, {"first_day": date(2026, 11, 16)}, "within the first ten school days"),
            (BEFORE, {"first_day": UNKNOWN}, "first day here is not known"),
            (BEFORE, {"first_day": date(2025, 1, 6)}, "outside the centre's term dates"),
        ],
    )  # fmt: skip
    def test_who_is_not_in_it_and_why(self, before: Any, placement: dict[str, Any], why: str) -> None:
        (missing,) = self.report(before=before, placement=placement).missing
        assert why in missing.why

    def test_no_register_and_no_term_dates(self) -> None:
        (missing,) = answer(
            impact(roll(pupil(previous_attendance=self.BEFORE)), since=SINCE, on=ON), ATTENDANCE
        ).missing
        assert missing.why == "no register of the centre"
        register = Register.of_marks("UNIT", [(ON, "AM", "/")])
        bare = roll(pupil(previous_attendance=self.BEFORE, registers=(register,))).but(
            calendars=Calendars(by_school={})
        )
        (missing,) = answer(impact(bare, since=SINCE, on=ON), ATTENDANCE).missing
        assert missing.why == "the centre's term dates are not known"

    def test_no_day_before_the_days_looked_at_counts(self) -> None:
        """Absent until the end of October, present since: the report from November on sees the present days alone."""
        marks = [(day, half, "O" if day < date(2026, 11, 1) else "/") for day in self.DAYS for half in ("AM", "PM")]
        record = pupil(previous_attendance=self.BEFORE, registers=(Register.of_marks("UNIT", marks),))
        whole, later = (impact(roll(record), since=each, on=ON) for each in (SINCE, date(2026, 11, 2)))
        assert answer(whole, ATTENDANCE).counts[0].counts == ((0, 0, 1),)
        assert answer(later, ATTENDANCE).counts[0].counts == ((1, 0, 0),)


class TestSuspensions:
    REGISTER = Register.of_marks("UNIT", [(day, half, "/") for day in UNIT.school_days[:50] for half in ("AM", "PM")])

    def report(self, *suspensions: Any, n: int = 10) -> Any:
        busy = pupil("P0", registers=(self.REGISTER,), suspensions=suspensions)
        others = [pupil(f"P{k}", registers=(self.REGISTER,), suspensions=()) for k in range(1, n)]
        return answer(impact(roll(busy, *others), since=SINCE, on=ON), SUSPENSIONS)

    def test_for_a_thousand_sessions_by_this_centre_in_these_days(self) -> None:
        these = [suspended(f"S{k}", f"2026-10-0{5 + k}", school="UNIT") for k in range(2)]
        others = [
            suspended("E", "2026-10-12", school="ALDER"), suspended("F", "2026-08-31", school="UNIT"),
            suspended("G", "2026-11-24", school="UNIT"),
        ]  # fmt: skip
        found = self.report(*these, *others)
        assert found.measure.value == 2 and found.counts[0].counts == ((1, 9),)

    def test_says_when_they_gather_in_a_few(self) -> None:
        three = [suspended(f"S{k}", f"2026-10-0{5 + k}", school="UNIT") for k in range(3)]
        assert any("gather in a few" in each for each in self.report(*three).remarks)
        assert not any("gather in a few" in each for each in self.report(three[0]).remarks)


class TestReading:
    def report(self, *records: PupilRecord, **more: Any) -> Any:
        return answer(impact(roll(*records), since=SINCE, on=ON, **more), READING)

    def test_reliable_only_by_the_tests_own_manual(self) -> None:
        pupils = [read_twice(f"P{k}", 90, 92) for k in range(9)] + [read_twice("P9", 80, 95)]
        with_manual = self.report(*pupils, tests={"a test": MANUAL})
        assert with_manual.counts[1].counts == ((1, 9, 0),) and len(with_manual.beside) == 2
        without = self.report(*pupils)
        assert len(without.counts) == 1 and not without.beside
        assert any("was not given" in each for each in without.remarks)
        of_no_mean = self.report(*pupils, tests={"a test": MANUAL.but(mean=None)})
        assert len(of_no_mean.counts) == 2 and not of_no_mean.beside

    @pytest.mark.parametrize(
        ("record", "why"),
        [
            (pupil("X"), "not tested twice"),
            (read_twice("X", 90, 95, scale=TEST.but(instrument="another test")), "not tested twice"),
            (pupil("X", baseline=()), "not tested twice"),
            (read_twice("X", 69, 95), "end of the scale"), (read_twice("X", 90, 131), "end of the scale"),
        ],
    )  # fmt: skip
    def test_who_is_not_in_it_and_why(self, record: PupilRecord, why: str) -> None:
        found = self.report(record, *(read_twice(f"P{k}", 90, 92) for k in range(3)))
        assert [each.pupil for each in found.missing] == ["X"] and why in found.missing[0].why

    def test_a_score_not_known(self) -> None:
        twice = read_twice("X", 90, 92)
        assert isinstance(twice.baseline, tuple)
        open_score = twice.but(baseline=(twice.baseline[0], twice.baseline[1].but(standard_score=UNKNOWN)))
        (missing,) = self.report(open_score, read_twice("P1", 90, 92)).missing
        assert missing.why == "a score is not known"

    def test_the_second_test_lies_in_the_days_looked_at(self) -> None:
        early = read_twice("P1", 90, 95, second=date(2026, 10, 30))
        assert answer(impact(roll(early), since=date(2026, 11, 1), on=ON), READING).measure.n == 0
        assert answer(impact(roll(early), since=date(2026, 10, 30), on=ON), READING).measure.n == 1

    def test_the_scale_of_the_most_is_taken(self) -> None:
        other = TEST.but(instrument="a longer test")
        found = self.report(
            *(read_twice(f"P{k}", 90, 92) for k in range(3)),
            *(read_twice(f"Q{k}", 90, 92, scale=other) for k in range(2)),
        )
        assert found.measure.n == 3 and "a test" in found.measure.source


class TestAttitudes:
    def read(self, ref: str, *readings: tuple[date, int]) -> PupilRecord:
        return pupil(ref, attitudes=tuple(ScaleReading(scale=GRADE, on=on, score=score) for on, score in readings))

    def test_by_the_scales_own_direction_first_and_last(self) -> None:
        days = [date(2026, 9, 10), date(2026, 10, 10), date(2026, 11, 10)]
        up = self.read("P1", *zip(days, (3, 5, 2), strict=True))
        down = self.read("P2", *zip(days, (2, 1, 3), strict=True))
        found = answer(impact(roll(up, down, self.read("P3", (days[0], 3))), since=SINCE, on=ON), ATTITUDES)
        assert found.counts[0].counts == ((1, 0, 1),)
        assert [each.pupil for each in found.missing] == ["P3"]

    def test_nobody_read_twice(self) -> None:
        found = answer(impact(roll(self.read("P1", (date(2026, 9, 10), 3))), since=SINCE, on=ON), ATTITUDES)
        assert found.measure.state is MeasureState.NOT_AVAILABLE and len(found.missing) == 1


class TestReturns:
    BACK = date(2026, 9, 7)

    def returned(self, ref: str, plan: ReturnPlan, **placement: Any) -> PupilRecord:
        return pupil(
            ref, placement={"first_day": date(2026, 4, 1), "return_plan": plan, "returns_to": "ALDER", **placement}
        )

    def report(self, *records: PupilRecord, on: date = date(2026, 12, 18)) -> Any:
        return answer(impact(roll(*records), since=SINCE, on=on), RETURNS)

    def test_lasted_failed_and_too_young(self) -> None:
        lasted = ReturnPlan(returned_on=self.BACK, check_ups=(CheckUp(date(2026, 11, 27), True),))
        failed = ReturnPlan(returned_on=self.BACK, failed_on=date(2026, 10, 5))
        young = ReturnPlan(returned_on=date(2026, 11, 2))
        found = self.report(*(self.returned(f"P{k}", each) for k, each in enumerate((lasted, failed, young))))
        assert (found.measure.n, found.measure.of, found.missing) == (2, 2, ())

    def test_not_looked_at_is_not_known(self) -> None:
        found = self.report(self.returned("P1", ReturnPlan(returned_on=self.BACK)))
        assert (found.measure.n, found.measure.of) == (0, 1) and found.missing[0].why.startswith("whether the return")

    def test_a_school_not_known_or_without_term_dates(self) -> None:
        plan = ReturnPlan(returned_on=self.BACK)
        for school in (UNKNOWN, "BIRCH"):
            assert self.report(self.returned("P1", plan, returns_to=school)).measure.of == 1
        assert self.report(self.returned("P1", plan, returns_to=None)).measure.of == 0


class TestAfterYear11:
    def test_an_offer_by_the_day_and_not_known_kept_so(self) -> None:
        offers = (date(2026, 11, 2), date(2026, 11, 24), None, UNKNOWN)
        records = [
            pupil(f"P{k}", year=YearGroup.Y11, after_year_11=AfterYear11(offered_on=each))
            for k, each in enumerate(offers)
        ]
        records.append(pupil("P4", year=YearGroup.Y11, after_year_11=None))
        records.append(pupil("P5", year=YearGroup.Y10))
        records.append(pupil("P6", year=YearGroup.Y11, placement={"ended_on": date(2026, 10, 1)}))
        found = answer(impact(roll(*records), since=SINCE, on=ON), AFTER)
        assert (found.measure.n, found.measure.of) == (4, 5)
        assert [each.pupil for each in found.missing] == ["P3"] and len(found.beside) == 2

    def test_without_a_gap_there_are_no_bounds(self) -> None:
        records = [pupil(f"P{k}", year=YearGroup.Y11, after_year_11=None) for k in range(6)]
        found = answer(impact(roll(*records), since=SINCE, on=ON), AFTER)
        assert found.measure.count == 0 and not found.beside


class TestResults:
    def test_the_roll_holds_none_and_the_report_says_so(self) -> None:
        found = answer(impact(ROLL, since=SINCE, on=ON), RESULTS)
        assert found.measure.state is MeasureState.NOT_AVAILABLE and "no Progress 8" in found.remarks[0]
