"""Groups: ratios of sums, held to plain counts and to what the department has published, count by count."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.attendance.codes import CODES, AttendanceClass, code_on
from ap_core.attendance.groups import GroupAttendance, absence_by_reason, group, totals_of
from ap_core.attendance.rates import FEWEST_SESSIONS, Totals, percent, totals, whole_pupil
from ap_core.attendance.registers import Register
from ap_core.dates import DateSpan
from ap_core.errors import NotInForce
from ap_core.states import MeasureState

MONDAY, BREAK = date(2026, 11, 16), date(2024, 8, 19)
counts = st.integers(0, 60)
enrolments = st.builds(
    Totals, present=counts, approved=counts, authorised=counts, unauthorised=counts, not_possible=counts
)  # fmt: skip
groups = st.lists(enrolments, max_size=8)
marks = st.dictionaries(
    st.tuples(st.sampled_from([BREAK + timedelta(n) for n in range(-4, 4)]), st.sampled_from(["AM", "PM"])),
    st.sampled_from(["/", "I", "C", "C2", "H", "J", "J1", "N", "O", "D"]), max_size=14,
)  # fmt: skip


def register_of(of: dict[tuple[date, str], str], school: str = "HILL") -> Register:
    return Register.of_marks(school, [(day, half, code) for (day, half), code in of.items()])


# ---------------------------------------------------------------- what was published


class Published(NamedTuple):
    """A row that the department published: counts, and the percentages it made of them."""

    possible: int
    authorised: int
    unauthorised: int
    enrolments: int
    persistent: int
    severe: int
    percentages: tuple[str, str, str, str, str]  # overall, authorised, unauthorised, persistent, severe


#: State-funded alternative provision, autumn and spring term (published pupil absence statistics, as kept in the
#: department's own repository SEND-AP-Inclusion-Dashboard, data/absence/4_absence_2term_pru.csv).
AP_ROWS = {
    "England 2017/18": Published(
        5303072, 1037914, 799267, 36189, 26877, 10878, ("34.64371", "19.57194", "15.07177", "74.26842", "30.0589")
    ),
    "England 2021/22": Published(
        4898212, 1048884, 783154, 31608, 24751, 10387, ("37.40218", "21.41361", "15.98857", "78.30613", "32.8619")
    ),
    "Hertfordshire 2022/23": Published(
        66761, 16036, 9494, 423, 351, 133, ("38.24089", "24.02001", "14.22088", "82.97872", "31.4421")
    ),
}
#: The reasons of the Hertfordshire row.
HERTFORDSHIRE = {"I": 4443, "M": 468, "R": 5, "S": 279, "T": 0, "H": 33, "E": 1327, "C": 9481,
                 "G": 359, "U": 279, "O": 8808, "N": 48}  # fmt: skip

#: Special schools of Gateshead, school year 2022/23 to date (the department's repository attendance-data-dashboard,
#: data/EES_ytd_data.csv): sessions by code, and the totals that were published with them.
GATESHEAD = {"/": 20648, "\\": 20998, "L": 438, "B": 1376, "J": 0, "P": 0, "V": 0, "W": 0, "D": 1094,
             "I": 2628, "M": 198, "R": 0, "S": 0, "T": 0, "H": 32, "E": 116, "C": 922,
             "G": 296, "U": 68, "O": 3044, "N": 0}  # fmt: skip
#: The same of Derbyshire, where X was used.
DERBYSHIRE = {"/": 69430, "\\": 70181, "L": 465, "B": 1913, "J": 5, "P": 2, "V": 105, "W": 0, "D": 392,
              "I": 11572, "M": 1995, "R": 0, "S": 0, "T": 20, "H": 208, "E": 90, "C": 4339,
              "G": 502, "U": 591, "O": 2179, "N": 47, "X": 16}  # fmt: skip
IN_2022_23 = date(2023, 3, 1)


def places_of(text: str) -> int:
    return len(text.partition(".")[2])


class TestPublished:
    """The department's rows come out exactly as published, from their counts (metrics.md ATT-00 to ATT-05)."""

    @pytest.mark.parametrize("row", AP_ROWS.values(), ids=AP_ROWS)
    def test_rates_of_alternative_provision(self, row: Published) -> None:
        attended = row.possible - row.authorised - row.unauthorised
        of = Totals(present=attended, authorised=row.authorised, unauthorised=row.unauthorised)
        found = GroupAttendance(of, row.enrolments, row.persistent, row.severe, 0)
        rates = (
            of.absence_rate, of.authorised_rate, of.unauthorised_rate, found.persistent_share, found.severe_share
        )  # fmt: skip
        for rate, published in zip(rates, row.percentages, strict=True):
            shown = percent(rate.numerator, rate.denominator, places_of(published))
            assert (shown, rate.state) == (Decimal(published), MeasureState.SHOWN)

    def test_reasons_of_alternative_provision(self) -> None:
        row, of = AP_ROWS["Hertfordshire 2022/23"], totals_of(HERTFORDSHIRE, IN_2022_23)
        assert (of.authorised, of.unauthorised) == (row.authorised, row.unauthorised)

    def test_the_identity_of_special_schools(self) -> None:
        """Attending = present + approved; possible = attending + absence; each absence is the sum of its reasons."""
        of = totals_of(GATESHEAD, IN_2022_23)
        assert (of.present, of.approved, of.attended) == (42084, 1376, 43460)
        assert (of.authorised, of.unauthorised, of.absent, of.possible) == (3896, 3408, 7304, 50764)
        shown = [percent(n, of.possible, 13) for n in (of.attended, of.absent, of.authorised, of.unauthorised)]
        assert shown == [
            Decimal(text).quantize(Decimal("1e-13"))
            for text in ("85.6118509179734", "14.3881490820266", "7.67473012370971", "6.71341895831692")
        ]

    def test_trap_d_is_neither_attendance_nor_possible(self) -> None:
        """1,094 sessions of D in the published row are in no total of it."""
        without = {code: count for code, count in GATESHEAD.items() if code != "D"}
        assert totals_of(GATESHEAD, IN_2022_23) == totals_of(without, IN_2022_23) + Totals(not_possible=1094)

    def test_trap_published_totals_may_hold_more_than_their_reasons(self) -> None:
        """In 2022/23 the department's own authorised total held X, which is no possible session: 16 of 18,240."""
        of = totals_of(DERBYSHIRE, IN_2022_23)
        assert (of.attended, of.unauthorised) == (142101, 3319)
        assert (of.authorised, 18240 - of.authorised, of.not_possible) == (18224, 16, 392 + 16)


# ---------------------------------------------------------------- the traps of ATT-00


class TestTraps:
    """metrics.md section 1, each trap by name; D, J and the thresholds are beside the totals themselves."""

    def test_trap_late_after_the_register_closed_is_absence(self) -> None:
        assert totals_of({"U": 1, "L": 1}, MONDAY) == Totals(present=1, unauthorised=1)

    def test_trap_a_part_time_timetable_lowers_attendance_and_can_make_persistently_absent(self) -> None:
        half_days = totals_of({"/": 100, "C2": 12}, MONDAY)
        assert half_days.persistently_absent().reached is True and half_days.attendance_rate.percent == Decimal("89.3")

    def test_trap_h_and_plain_y_are_closed_codes(self) -> None:
        for code in ("H", "Y"):
            assert totals_of({code: 1}, BREAK - timedelta(1)).unsettled == 0
            assert totals_of({code: 1}, BREAK).unsettled == 1

    def test_trap_j_attended_and_j1_does_not(self) -> None:
        assert totals_of({"J": 1}, BREAK - timedelta(1)).attended == totals_of({"J1": 1}, BREAK).absent == 1

    @pytest.mark.parametrize("code", ["D", "Q", "X", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"])
    def test_trap_not_possible_is_in_no_part_of_a_rate(self, code: str) -> None:
        """A management system files these as authorised: every dual pupil would be persistently absent."""
        of = totals_of({"/": 20, code: 380}, MONDAY)
        assert (of.possible, of.not_possible, of.persistently_absent().reached) == (20, 380, False)

    @pytest.mark.parametrize("code", ["Z", "#"])
    def test_trap_not_collected_is_in_nothing(self, code: str) -> None:
        assert totals_of({code: 5}, MONDAY).possible == 0

    def test_trap_persistent_absence_takes_in_severe_absence(self) -> None:
        """A vendor shows persistent absence as 50 to 90 per cent attendance; the department counts everybody below."""
        found = group([Totals(present=10, unauthorised=90)])
        assert (found.persistent, found.severe) == (1, 1)

    def test_trap_a_group_rate_is_no_mean_of_rates(self) -> None:
        found = group([Totals(present=90, authorised=10), Totals(unauthorised=10)])
        assert found.absence_rate.percent == Decimal("18.2")  # not the mean of 10 and 100

    def test_trap_parts_add_up_only_before_rounding(self) -> None:
        of = Totals(present=1997, authorised=1, unauthorised=2)
        parts = (of.authorised_rate.percent, of.unauthorised_rate.percent, of.absence_rate.percent)
        assert parts == (Decimal("0.1"), Decimal("0.1"), Decimal("0.2"))
        whole = Totals(present=1999, authorised=1)
        assert (whole.attendance_rate.percent, whole.absence_rate.percent) == (Decimal("100.0"), Decimal("0.1"))

    def test_trap_no_possible_session_no_enrolment(self) -> None:
        found = group([Totals(not_possible=300), Totals(present=10)])
        assert (found.enrolments, found.persistent_share.denominator) == (1, 1)

    def test_trap_a_dual_pupil_is_two_enrolments_and_may_be_persistent_at_one(self) -> None:
        home = Register.of_weeks("HILL", {MONDAY: "D D D D D D D D / N"})
        unit = Register.of_weeks("UNIT", {MONDAY: r"/ \ / \ / \ / \ D D"})
        found = group([totals(home), totals(unit)])
        assert (found.enrolments, found.persistent) == (2, 1)
        assert whole_pupil(home, unit).attendance_rate.percent == Decimal("90.0")

    def test_trap_days_and_sessions_of_a_school_year(self) -> None:
        """Posters print 72 sessions missed for 80 per cent, and nine days for 95: it is 76, and nine and a half."""
        assert Totals(present=380 - 76, unauthorised=76).attendance_rate.percent == Decimal("80.0")
        assert Totals(present=380 - 19, unauthorised=19).attendance_rate.percent == Decimal("95.0")

    def test_trap_half_up_and_not_to_the_even_digit(self) -> None:
        for numerator, denominator, shown in ((57, 2000, "2.9"), (1, 2000, "0.1"), (3, 2000, "0.2"), (5, 2000, "0.3")):
            assert percent(numerator, denominator) == Decimal(shown)

    def test_trap_a_few_days_carry_no_judgement(self) -> None:
        """The department publishes no persistent absence of a day or a week; with a bound they are counted apart."""
        short, long = Totals(unauthorised=FEWEST_SESSIONS - 1), Totals(present=FEWEST_SESSIONS)
        found = group([short, long], fewest=FEWEST_SESSIONS)
        assert (found.enrolments, found.too_few, found.persistent, found.persistent_share.denominator) == (2, 1, 0, 1)
        assert group([short, long]).persistent_share.percent == Decimal("50.0")


class TestGroup:
    """A group adds up, in any order, and shows nothing while one mark of it settles nothing."""

    @settings(max_examples=60)
    @given(groups)
    def test_as_a_plain_count(self, of: list[Totals]) -> None:
        found = group(of)
        counted = [each for each in of if each.possible]
        assert found.totals == sum(of, Totals())
        assert found.enrolments == len(counted)
        judged = [each for each in counted if not each.unsettled]
        assert found.persistent == sum(each.absent * 10 >= each.possible for each in judged)
        assert found.severe == sum(each.absent * 2 >= each.possible for each in judged) <= found.persistent

    @settings(max_examples=50)
    @given(st.permutations(range(4)), st.lists(enrolments, min_size=4, max_size=4), st.integers(1, 40))
    def test_in_any_order(self, order: list[int], of: list[Totals], fewest: int) -> None:
        assert group([of[at] for at in order], fewest=fewest) == group(of, fewest=fewest)

    def test_nobody(self) -> None:
        found = group([])
        assert found.absence_rate.state is found.persistent_share.state is MeasureState.NOT_APPLICABLE
        assert found.severe_share.percent is None

    def test_one_unsettled_mark_and_no_figure(self) -> None:
        found = group([Totals(present=30), Totals(present=30, unsettled=1)])
        assert found.absence_rate.state is found.persistent_share.state is MeasureState.UNRELIABLE

    @given(st.dictionaries(st.sampled_from(list(CODES)), counts), st.sampled_from([BREAK - timedelta(1), BREAK]))
    def test_counts_by_code_as_marks(self, of: dict[str, int], on: date) -> None:
        expected = Counter[str]()
        for code, count in of.items():
            try:
                expected[code_on(code, on).counts_as.value] += count
            except NotInForce:
                expected["unsettled"] += count
        found = totals_of(of, on)
        assert found.present == expected[AttendanceClass.PRESENT.value]
        assert found.approved == expected[AttendanceClass.APPROVED_ACTIVITY.value]
        assert found.authorised == expected[AttendanceClass.AUTHORISED.value]
        assert found.unauthorised == expected[AttendanceClass.UNAUTHORISED.value]
        assert found.not_possible == expected[AttendanceClass.NOT_POSSIBLE.value]
        assert found.administrative == expected[AttendanceClass.ADMINISTRATIVE.value]
        assert found.unsettled == expected["unsettled"]


class TestReasons:
    """Absence by code: sessions, of those possible, of all absence, and how many had any (ATT-06)."""

    @settings(max_examples=60)
    @given(marks, marks, st.none() | st.sampled_from([DateSpan(BREAK, None), DateSpan(BREAK - timedelta(4), BREAK)]))
    def test_as_a_plain_count(self, one: dict[tuple[date, str], str], two: dict[tuple[date, str], str],
                              span: DateSpan | None) -> None:  # fmt: skip
        expected, having = Counter[str](), Counter[str]()
        for of in (one, two):
            seen = set()
            for (day, _), code in of.items():
                absent = code in ("I", "C", "N", "O") or (
                    (code in ("C2", "J1")) == (day >= BREAK) and code in ("C2", "J1")
                )
                if (absent or (code == "H" and day < BREAK)) and (span is None or span.covers(day)):
                    expected[code] += 1
                    seen.add(code)
            having.update(seen)
        found = absence_by_reason(register_of(one), register_of(two, "UNIT"), span=span)
        assert {each.code: each.sessions for each in found} == expected
        assert {each.code: each.enrolments for each in found} == having
        assert [each.code for each in found] == [code for code in CODES if code in expected]

    @settings(max_examples=50)
    @given(marks)
    def test_they_are_all_the_absence_there_is(self, of: dict[tuple[date, str], str]) -> None:
        found = absence_by_reason(register_of(of))
        for kind, field in ((AttendanceClass.AUTHORISED, "authorised"), (AttendanceClass.UNAUTHORISED, "unauthorised")):
            assert sum(each.sessions for each in found if each.counts_as is kind) == getattr(
                totals(register_of(of)), field
            )

    def test_two_shares_of_one_code(self) -> None:
        (ill,) = absence_by_reason(Register.of_weeks("HILL", {MONDAY: "/ I / I - - - - - -"}))
        assert (ill.rate.percent, ill.share.percent) == (Decimal("50.0"), Decimal("100.0"))

    def test_no_share_while_a_mark_is_unsettled(self) -> None:
        (ill,) = absence_by_reason(Register.of_weeks("HILL", {MONDAY: "/ I / H - - - - - -"}))
        assert ill.rate.state is ill.share.state is MeasureState.UNRELIABLE
