"""Who has the pupil on roll, on any day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, Calendars, Policy, Reason, Registration, Unknown, Verdict
from ap_core.law.rulebook import Asked
from ap_core.registration.facts import Pattern, counts_of, patterns
from ap_core.registration.on_day import others, registered_on, standings, status_at, status_on, whose_step
from ap_core.registration.records import Enrolment
from tests.placements import DUAL, MONDAY, YEAR_8, findings, verdicts

ONE = "registration.single_or_main.at_most_one"
NEEDS_MAIN = "registration.subsidiary.needs_main"
ALONE = "registration.single.excludes_others"
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


def on_roll(*registrations: tuple[str, Enrolment, date, date | None]) -> Any:
    return YEAR_8.but(
        registrations=tuple(
            Registration(school=school, status=status, first=first, last=last)
            for school, status, first, last in registrations
        )
    )


class TestAtMostOneSingleOrMain:
    """On any day at most one registration is single or main (placement.md section 10, invariant 1)."""

    def test_main_and_subsidiary_are_right(self) -> None:
        assert set(verdicts(YEAR_8, ONE)) == {MET}

    def test_two_mains_are_not(self) -> None:
        two = on_roll(
            ("HILL", Enrolment.MAIN, date(2026, 9, 3), None), ("CENTRE", Enrolment.MAIN, date(2026, 9, 14), None)
        )
        assert verdicts(two, ONE) == [MET, NOT_MET]

    def test_two_singles_that_overlap_by_one_day_are_not(self) -> None:
        for last, expected in ((date(2026, 9, 13), MET), (date(2026, 9, 14), NOT_MET)):
            record = on_roll(
                ("HILL", Enrolment.SINGLE, date(2026, 9, 3), last),
                ("CENTRE", Enrolment.SINGLE, date(2026, 9, 14), None),
            )
            assert (NOT_MET in verdicts(record, ONE)) is (expected is NOT_MET)

    def test_not_judged_before_2014(self) -> None:
        for first, expected in ((date(2013, 12, 31), []), (date(2014, 1, 1), [NOT_MET])):
            record = on_roll(("HILL", Enrolment.MAIN, first, None), ("CENTRE", Enrolment.MAIN, first, None))
            assert verdicts(record, ONE) == expected


class TestSubsidiaryNeedsMain:
    """A subsidiary registration stands beside a main one (placement.md section 10, invariant 1)."""

    def test_beside_a_main_one(self) -> None:
        assert verdicts(YEAR_8, NEEDS_MAIN) == [MET]

    def test_beside_a_single_one_is_wrong(self) -> None:
        record = on_roll(
            ("HILL", Enrolment.SINGLE, date(2026, 9, 3), None),
            ("CENTRE", Enrolment.SUBSIDIARY, date(2026, 9, 14), None),
        )
        assert verdicts(record, NEEDS_MAIN) == [NOT_MET]

    def test_alone_may_be_right_where_the_authority_arranged_the_place(self) -> None:
        """The school that did not arrange it returns a subsidiary one with no main anywhere: readings differ."""
        record = on_roll(("HILL", Enrolment.SUBSIDIARY, date(2026, 9, 3), None))
        (finding,) = findings(record, NEEDS_MAIN)
        assert finding.verdict is UNDETERMINED
        assert "authority arranged" in finding.because


class TestSingleExcludesOthers:
    """A single registration stands alone; a guest is not registered (placement.md section 10, invariant 1)."""

    def test_alone(self) -> None:
        assert verdicts(on_roll(("CENTRE", Enrolment.SINGLE, date(2026, 9, 3), None)), ALONE) == [MET]

    def test_beside_a_subsidiary_one(self) -> None:
        record = on_roll(
            ("HILL", Enrolment.SINGLE, date(2026, 9, 3), None), ("CENTRE", Enrolment.SUBSIDIARY, date(2026, 9, 3), None)
        )
        assert verdicts(record, ALONE) == [NOT_MET]

    def test_a_guest_does_not_count(self) -> None:
        record = on_roll(
            ("HILL", Enrolment.SINGLE, date(2026, 9, 3), None), ("CENTRE", Enrolment.GUEST, date(2026, 9, 3), None)
        )
        assert verdicts(record, ALONE) == [MET]


class TestWhatIsNotKnown:
    """Missing or open ends never pass a rule; what is certain stays certain."""

    def test_no_registrations_at_all_on_record(self) -> None:
        (finding,) = findings(YEAR_8.but(registrations=UNKNOWN), ONE)
        assert finding.verdict is UNDETERMINED and finding.missing == ("registrations",)

    def test_an_unknown_end_counts_on_its_first_day_only(self) -> None:
        record = on_roll(("HILL", Enrolment.SINGLE, date(2026, 9, 3), None)).but(
            registrations=(
                Registration(school="HILL", status=Enrolment.SINGLE, first=date(2026, 9, 3)),
                Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2026, 9, 14), last=None),
            )
        )
        last = findings(record, ONE)[-1]
        assert last.verdict is UNDETERMINED and last.missing == ("registrations[0].last",)

    def test_two_statuses_at_one_school_are_named_both(self) -> None:
        """They cannot both hold, and neither is taken; the status at another school has no part in it."""
        main, subsidiary = DUAL
        twice = (subsidiary, main, main.but(status=Enrolment.SINGLE))
        unsure = status_on(twice, main.school, MONDAY)
        assert isinstance(unsure, Unknown)
        assert [(need.path, need.reason, need.of) for need in unsure.needs] == [
            ("registrations[1].status", Reason.CONTRADICTION, main.school),
            ("registrations[2].status", Reason.CONTRADICTION, main.school),
        ]
        assert status_on((subsidiary, main, main), main.school, MONDAY) is Enrolment.MAIN

    def test_a_planned_registration_is_not_seen_yet(self) -> None:
        tomorrow = MONDAY + timedelta(days=1)
        record = YEAR_8.but(
            registrations=(*DUAL, Registration(school="LAKE", status=Enrolment.MAIN, first=tomorrow, last=None))
        )
        assert NOT_MET not in verdicts(record, ONE)
        assert NOT_MET in verdicts(record, ONE, on=tomorrow)


DAYS = st.integers(0, 20).map(lambda ahead: date(2026, 9, 1) + timedelta(days=ahead))
SPANS = st.one_of(DAYS.map(lambda first: (first, None)), st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))))
KNOWN = st.builds(
    lambda school, status, span: Registration(school=school, status=status, first=span[0], last=span[1]),
    st.sampled_from(("HILL", "CENTRE", "LAKE")),
    st.sampled_from(Enrolment),
    SPANS,
)
HOLES = st.sampled_from(("status", "first", "last"))


def rows(registrations: tuple[Registration, ...], on: date = date(2026, 10, 1)) -> list[Pattern]:
    return list(patterns(YEAR_8.but(registrations=registrations), Asked(on, Calendars({}), Policy())))


@given(st.lists(KNOWN, max_size=4))
def test_patterns_agree_with_counting_day_by_day(registrations: list[Registration]) -> None:
    """Every day's counts are those of the last pattern that began on or before it: a model straight from the words."""
    found = rows(tuple(registrations))
    for ahead in range(-1, 23):
        day = date(2026, 9, 1) + timedelta(days=ahead)
        live = [each for each in registrations if each.first <= day and (each.last is None or day <= each.last)]  # type: ignore[operator]
        kinds = [each.status for each in live]
        expected = (
            kinds.count(Enrolment.SINGLE), kinds.count(Enrolment.MAIN), kinds.count(Enrolment.SUBSIDIARY),
        )  # fmt: skip
        shown = [row for row in found if row.first <= day]  # type: ignore[operator]
        if any(expected):
            row = shown[-1]
            assert (row.single, row.main, row.subsidiary) == expected
            assert row.single_or_main == expected[0] + expected[1]
            assert row.registered == sum(expected)


@given(st.permutations(DUAL))
def test_the_order_of_registrations_does_not_matter(registrations: list[Registration]) -> None:
    assert rows(tuple(registrations)) == rows(DUAL)


@given(st.lists(KNOWN, min_size=1, max_size=3), st.integers(0, 2), st.none() | HOLES)
def test_the_statuses_of_the_day_are_those_of_any_day(
    registrations: list[Registration], at: int, hole: str | None
) -> None:
    """What is kept for the day of the check is what is told of that day when it is asked about by itself."""
    at %= len(registrations)
    holed = tuple(
        each.but(**{hole: UNKNOWN}) if hole and place == at else each for place, each in enumerate(registrations)
    )
    for ahead in range(22):
        asked = Asked(date(2026, 9, 1) + timedelta(days=ahead), None, None)
        for school in {each.school for each in holed} | {"ELSEWHERE"}:
            assert status_at(holed, school, asked) == status_on(holed, school, asked.on)


@given(st.lists(KNOWN, min_size=1, max_size=3), st.integers(0, 2), HOLES, KNOWN)
def test_filling_a_hole_changes_no_count_that_was_known(
    registrations: list[Registration], at: int, hole: str, other: Registration
) -> None:
    """Replacing an unknown by any value changes no fact that was known on the same day."""
    at %= len(registrations)
    before = registrations[at]
    filled = other.but(school=before.school)
    try:
        filled = before.but(**{hole: getattr(other, hole)})
    except ValueError:
        return  # an end before its start is no record
    holed = tuple(each.but(**{hole: UNKNOWN}) if place == at else each for place, each in enumerate(registrations))
    whole = tuple(filled if place == at else each for place, each in enumerate(registrations))
    for ahead in range(22):
        day = date(2026, 9, 1) + timedelta(days=ahead)
        sure = counts_of(registered_on(whole, day))
        for name, was in counts_of(registered_on(holed, day)).items():
            if not isinstance(was, Unknown):
                assert was == sure[name]
        for each_way in (whole, holed):
            spans = standings(each_way, Asked(MONDAY, None, None))
            firsts = [each.first or date.min for each in spans]
            assert spans[0].first is None and firsts == sorted(set(firsts))
            here = [each for each, first in zip(spans, firsts, strict=True) if first <= day][-1]
            assert here.registered == tuple(registered_on(each_way, day))


def test_a_registration_from_an_unknown_day_is_asked_about() -> None:
    record = YEAR_8.but(registrations=(Registration(school="HILL", status=Enrolment.SINGLE, last=None),))
    (finding,) = findings(record, ONE)
    assert finding.verdict is UNDETERMINED and finding.missing == ("registrations[0].first",)


@pytest.mark.parametrize("enrolment", Enrolment)
def test_every_status_is_counted_or_left_out_on_purpose(enrolment: Enrolment) -> None:
    found = rows((Registration(school="HILL", status=enrolment, first=date(2026, 9, 1), last=None),))
    assert [row.registered for row in found] == ([] if enrolment is Enrolment.GUEST else [1])


@pytest.mark.parametrize("status", [*Enrolment, None])
def test_the_home_school_has_a_say_where_both_have_the_pupil_on_roll(status: Enrolment | None) -> None:
    dual = status in (Enrolment.MAIN, Enrolment.SUBSIDIARY)
    assert whose_step(status) is (Actor.CENTRE_AND_HOME_SCHOOL if dual else Actor.CENTRE)
    assert ("the home school" in others(status)) == dual and "the parent" in others(status)


def test_registrations_from_the_first_day_to_the_last_that_there_is() -> None:
    """The days on which something changes are days of the calendar, and nothing comes after its last."""
    for first, last in ((date.min, date.max), (date.max, UNKNOWN), (date.max, None)):
        whole = Registration(school="HILL", status=Enrolment.SINGLE, first=first, last=last)
        spans = standings((whole,), Asked(MONDAY, Calendars({}), Policy()))
        assert spans[-1].first == first and [each[0] for each in spans[-1].registered] == ["HILL"]


def test_what_is_not_known_of_a_registration_is_not_known_of_the_status() -> None:
    asked = Asked(MONDAY, Calendars({}), Policy())
    assert status_at(UNKNOWN, "HILL", asked) is UNKNOWN
    sure = Registration(school="HILL", status=Enrolment.SINGLE, first=date(2026, 9, 3), last=None)
    unsure = (
        (sure.but(last=UNKNOWN), "last"), (sure.but(first=UNKNOWN), "first"), (sure.but(status=UNKNOWN), "status"),
    )  # fmt: skip
    elsewhere = sure.but(school="MILL", status=Enrolment.GUEST)
    for each, missing in unsure:
        for many in ((each,), (elsewhere, each), (sure, each)):
            found = status_at(many, "HILL", asked)
            assert isinstance(found, Unknown)
            assert [need.path for need in found.needs] == [f"registrations[{len(many) - 1}].{missing}"]
        assert status_at((each, elsewhere), "MILL", asked) is Enrolment.GUEST
    assert status_at((sure, elsewhere), "HILL", asked) is Enrolment.SINGLE
    assert status_at((sure, sure), "HILL", asked) is Enrolment.SINGLE
    assert status_at((sure,), "MILL", asked) is None
