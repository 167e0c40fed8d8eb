"""Registers: a pupil-year's totals against ``Counter`` and numpy, its memory, and two registers checked."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from ap_core import Calendars, Pupil, PupilRecord, Registration, RuleBook, SchoolCalendar, Term, YearGroup, check
from ap_core.attendance import (
    CODES,
    AttendanceClass,
    Register,
    Totals,
    code_on,
    compared_facts,
    compared_rules,
    shared_facts,
    totals,
)
from ap_core.attendance import facts as attendance_facts
from ap_core.attendance import rules as attendance_rules
from ap_core.registration.records import Enrolment
from paired import Bar, Ratio, at_least, at_most, no_garbage_collection, paired

PUPILS = 200
FIRST = date(2024, 9, 2)
DAY = timedelta(days=1)
#: What a pupil's year looks like: mostly present, with every class of code among the rest.
HABITS = ("/",) * 14 + ("I", "D", "B", "L", "O", "M", "C2", "Y1", "N")
ORDER = (
    AttendanceClass.PRESENT, AttendanceClass.APPROVED_ACTIVITY, AttendanceClass.AUTHORISED,
    AttendanceClass.UNAUTHORISED, AttendanceClass.NOT_POSSIBLE, AttendanceClass.ADMINISTRATIVE,
)  # fmt: skip


def bars() -> Iterator[Bar]:
    """The bars, once the ways have given the same answers."""
    years = [_codes(pupil) for pupil in range(PUPILS)]
    registers = [Register.of_marks("HILL", _marks(codes)) for codes in years]
    yield _counter(years, registers)
    yield _numpy(years, registers)
    yield _memory(years[0])
    yield _two_registers()


def _codes(pupil: int, days: int = 190) -> list[str]:
    return [HABITS[(7 * pupil + 5 * at + at * at // 11) % len(HABITS)] for at in range(2 * days)]


def _marks(codes: list[str]) -> list[tuple[date, str, str]]:
    """The codes of so many school days: five a week, with every seventh week off."""
    days: list[date] = []
    day = FIRST
    while len(days) < len(codes) // 2:
        if day.weekday() < 5 and (day - FIRST).days // 7 % 7 != 6:
            days.append(day)
        day += DAY
    return [(days[at // 2], ("AM", "PM")[at % 2], code) for at, code in enumerate(codes)]


def _counter(years: list[list[str]], registers: list[Register]) -> Bar:
    """The codes of a year counted, then put together by what each counts as."""
    kind = {code: code_on(code, FIRST).counts_as for code in HABITS}

    def counted() -> list[Totals]:
        found = []
        for codes in years:
            by_class = dict.fromkeys(ORDER, 0)
            for code, number in Counter(codes).items():
                by_class[kind[code]] += number
            found.append(Totals(*by_class.values()))
        return found

    def ours() -> list[Totals]:
        return [totals(register) for register in registers]

    _same(counted(), ours())
    return at_least("a pupil-year's totals: faster than Counter", 4, paired(counted, ours))


def _numpy(years: list[list[str]], registers: list[Register]) -> Bar:
    """All pupils as one matrix of codes: what each code counts as looked up, and the rows counted, class by class."""
    name = "the same for all pupils / one numpy matrix"
    try:
        import numpy
    except ImportError:
        return at_most(name, 2, None, "the extra rivals is not installed")
    number = {code: at for at, code in enumerate(CODES)}
    matrix = numpy.array([[number[code] for code in codes] for codes in years], dtype=numpy.uint8)
    table = numpy.array([ORDER.index(editions[-1].counts_as) for editions in CODES.values()], dtype=numpy.uint8)

    def theirs() -> list[list[int]]:
        classes = table[matrix]
        counts: list[list[int]] = numpy.stack([(classes == at).sum(1) for at in range(len(ORDER))], 1).tolist()
        return counts

    def ours() -> list[Totals]:
        return [totals(register) for register in registers]

    _same([Totals(*row) for row in theirs()], ours())
    return at_most(name, 2, paired(ours, theirs, rounds=25, target=0.05), known=True)


def _memory(codes: list[str]) -> Bar:
    """The bytes that a pupil-year takes in memory, the register's own among them, for each half-day that it spans."""
    marks = _marks(codes)
    span = 2 * ((marks[-1][0] - marks[0][0]).days + 1)
    Register.of_marks("HILL", marks)
    with no_garbage_collection():
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        held = [Register.of_marks("HILL", marks) for _ in range(PUPILS)]
        after, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    each = (after - before) / len(held)
    note = f"{each:.0f} bytes a pupil-year, {len(held[0].marks)} of them marks; a million are {each:.0f} MB"
    return at_most("a pupil-year in memory: bytes / half-days of the year", 2, Ratio.counted(each / span), note)


BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (attendance_facts.CodeUseFacts, attendance_facts.code_uses),
        (attendance_facts.UnexplainedFacts, attendance_facts.unexplained),
        (shared_facts.SharedFacts, shared_facts.shared),
        (compared_facts.OffSiteFacts, compared_facts.off_site_uses),
        (compared_facts.PartTimeUseFacts, compared_facts.part_time_uses),
        (compared_facts.ExcludedUseFacts, compared_facts.excluded_uses),
    ),
    rules=(*attendance_rules.RULES, *compared_rules.RULES),
)


def _two_registers() -> Bar:
    """Both registers of a pupil of two schools: four times the sessions, at most four times the time."""
    one, four, on = _dual(190), _dual(760), date(2028, 12, 31)
    calendar = SchoolCalendar.of_terms("both", terms=[Term("four years", FIRST, on)])
    calendars = Calendars({"HILL": calendar, "UNIT": calendar})

    def checked(record: PupilRecord) -> list[tuple[str, str]]:
        review = check(record, on=on, calendars=calendars, rulebook=BOOK)
        return [(finding.rule, finding.verdict.value) for finding in review]

    _same(checked(one), checked(four))
    got = paired(lambda: checked(four), lambda: checked(one))
    return at_most("two registers checked, 4 times the sessions / once", 4, got)


def _dual(days: int) -> PupilRecord:
    """Three days a week at the unit, two at the home school; here and there an illness, and a wrong B."""
    home, unit = [], []
    for at, (day, half, _) in enumerate(_marks(["/"] * (2 * days))):
        away = day.weekday() < 3
        home.append((day, half, "D" if away else "I" if at % 31 == 7 else "/"))
        unit.append((day, half, "D" if not away else "B" if at == 2 else "I" if at % 29 == 5 else "/"))
    registrations = (
        Registration(school="HILL", status=Enrolment.MAIN, first=FIRST, last=None),
        Registration(school="UNIT", status=Enrolment.SUBSIDIARY, first=FIRST, last=None),
    )
    return PupilRecord(
        pupil=Pupil(ref="P01", born=date(2014, 3, 14), taught_year=YearGroup.Y8), registrations=registrations,
        registers=(Register.of_marks("HILL", home), Register.of_marks("UNIT", unit)), placements=(),
    )  # fmt: skip


def _same(theirs: object, ours: object) -> None:
    if theirs != ours:
        raise AssertionError("the two ways do not agree")
