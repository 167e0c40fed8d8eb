"""Census codes of exclusions: categories and reasons by date (exclusion.md section 11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ap_core import UNKNOWN, Calendars, InvalidValue, PermanentExclusion, SchoolCalendar, Term, Verdict
from ap_core.errors import NotInForce
from ap_core.exclusion import census_category
from ap_core.exclusion.codes import CATEGORIES, ExclusionCategory, ExclusionReason, category_on, reasons_on
from ap_core.law.citation import Force
from tests.dates_models import D
from tests.placements import YEAR_8, findings
from tests.suspensions import HILL, asked, part, suspended

NUMBER, IN_USE = "exclusion.reasons.number", "exclusion.reasons.in_use"
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
_OLD = "PP PA VP VA BU RA SM DA DM TH DB"
_SIXTEEN = f"{_OLD} OW LG DS MT PH"
_NEW = "BW TB SB MB AB DR AR SR VR LD CB MP OS"


def codes(text: str) -> tuple[ExclusionReason, ...]:
    return tuple(ExclusionReason[code] for code in text.split())


class TestReasons:
    """Twelve, then sixteen from September 2020 without "other", then twenty-nine."""

    @pytest.mark.parametrize(
        ("first", "last", "held"),
        [("2012-09-01", "2020-08-31", f"{_OLD} OT"), ("2020-09-01", "2026-08-31", _SIXTEEN),
         ("2026-09-01", "2030-01-01", f"{_SIXTEEN} {_NEW}")],
    )  # fmt: skip
    def test_the_list_of_each_time(self, first: str, last: str, held: str) -> None:
        assert reasons_on(D(first)) == reasons_on(D(last)) == set(codes(held))

    def test_no_code_pr(self) -> None:
        """The code of public health is PH."""
        assert not hasattr(ExclusionReason, "PR") and "health" in ExclusionReason.PH.value

    def test_the_first_day_of_the_new_list_can_be_named(self) -> None:
        """It was found nowhere: earlier or later than assumed, but not before the list was published."""
        for new_from, day, many in (
            ("2026-05-26", "2026-05-26", 29), ("2026-05-26", "2026-05-25", 16), ("2027-01-01", "2026-12-31", 16),
            ("2027-01-01", "2027-01-01", 29), ("2020-01-01", "2026-04-30", 16), ("2020-01-01", "2026-05-01", 29),
            ("2027-01-01", "2019-09-01", 12),
        ):  # fmt: skip
            assert len(reasons_on(D(day), new_from=D(new_from))) == many

    def test_before_the_present_law_nothing_is_held(self) -> None:
        for ask in (reasons_on, category_on):
            with pytest.raises(NotInForce):
                ask(D("2012-08-31"))

    @pytest.mark.parametrize(
        ("given_as", "paths"),
        [("PP PA VP VA", ["reasons"]), ("PP PP", ["reasons[1]"]),
         ("PP PA PP PA", ["reasons", "reasons[2]", "reasons[3]"])],
    )  # fmt: skip
    def test_four_or_one_twice_are_refused_together(self, given_as: str, paths: list[str]) -> None:
        """Of suspensions and of permanent exclusions."""
        for build in (
            lambda reasons: suspended("S1", "2026-11-20", reasons=reasons),
            lambda reasons: PermanentExclusion(ref="X", school="HILL", reasons=reasons),
        ):
            with pytest.raises(InvalidValue) as refused:
                build(codes(given_as))
            assert [fault.path for fault in refused.value.faults] == paths
            assert build(codes(given_as)[:1]).reasons == codes("PP")

    def test_one_that_is_none_is_refused(self) -> None:
        wrong: Any = ("PR",)
        with pytest.raises(InvalidValue, match=r"reasons\[0\]"):
            suspended("S1", "2026-11-20", reasons=wrong)


class TestCategory:
    """Fixed period until the school year 2020/21, suspension since; lunchtimes have their own."""

    def test_the_list_of_each_time(self) -> None:
        """One code for a suspension, which changed in 2021; the others stand in both lists."""
        before, after = (CATEGORIES.on(date(2021, *day)).value for day in ((8, 31), (9, 1)))
        assert before - after == {ExclusionCategory.FIXD} and after - before == {ExclusionCategory.SUSP}

    def test_by_date(self) -> None:
        assert category_on(D("2021-08-31")) is ExclusionCategory.FIXD
        assert category_on(D("2021-09-01")) is ExclusionCategory.SUSP
        assert category_on(D("2026-11-20"), lunchtime=True) is ExclusionCategory.LNCH

    @pytest.mark.parametrize(
        ("parts", "expected"),
        [("l l", "LNCH"), ("l", "SUSP"), ("", "SUSP"), ("l lm", "SUSP"), ("la l", "SUSP"), ("m a", "SUSP")],
    )  # fmt: skip
    def test_of_a_suspension(self, parts: str, expected: str) -> None:
        """Two school days, with parts of one or both."""
        told = tuple(part(day, each) for day, each in zip(("2026-11-19", "2026-11-20"), parts.split(), strict=False))
        given_as = suspended("S1", "2026-11-19", "2026-11-22", part_days=told)
        assert census_category(given_as, HILL) is ExclusionCategory[expected]

    def test_what_is_not_known(self) -> None:
        bare = suspended("S1", "2026-11-19")
        for given_as, path in ((bare, "part_days"), (bare.but(first_day=UNKNOWN), "first_day")):
            assert asked(census_category(given_as, HILL)) == {path}
        weekend = suspended("S1", "2026-11-21", part_days=())
        assert census_category(weekend, HILL) is ExclusionCategory.SUSP


def verdict(rule: str, first: str, reasons: Any) -> list[Verdict]:
    """Of a suspension on one day, asked on that day."""
    day = D(first)
    year = SchoolCalendar.of_terms("CENTRE", terms=[Term("all", date(day.year, 1, 5), date(day.year, 12, 18))])
    record = YEAR_8.but(
        pupil=YEAR_8.pupil.but(born=date(2010, 1, 1)), placements=(), registrations=(),
        suspensions=(suspended("S1", first, school="CENTRE", reasons=reasons),),
    )  # fmt: skip
    return [each.verdict for each in findings(record, rule, day, calendars=Calendars({"CENTRE": year}))]


class TestRules:
    """One reason at least; one at most, and three since September 2020; in the list of that day."""

    @pytest.mark.parametrize(
        ("first", "given_as", "expected"),
        [("2020-08-31", "PP", MET), ("2020-08-31", "PP PA", NOT_MET), ("2020-09-01", "PP PA DB", MET),
         ("2026-11-20", "", NOT_MET), ("2012-09-01", "PP PA", NOT_MET)],
    )  # fmt: skip
    def test_how_many(self, first: str, given_as: str, expected: Verdict) -> None:
        assert verdict(NUMBER, first, codes(given_as)) == [expected]

    @pytest.mark.parametrize(
        ("first", "given_as", "expected"),
        [("2020-08-28", "OT", MET), ("2020-09-01", "OT", NOT_MET), ("2026-11-20", "OT", NOT_MET),
         ("2020-08-28", "PH", NOT_MET), ("2020-09-01", "PH", MET), ("2026-04-30", "VR", NOT_MET),
         ("2026-05-01", "VR", UNDETERMINED), ("2026-08-28", "VR DA", UNDETERMINED), ("2026-08-28", "VR OT", NOT_MET),
         ("2026-09-01", "VR DA DB", MET), ("2026-08-28", "DA", MET)],
    )  # fmt: skip
    def test_in_the_list_of_the_day(self, first: str, given_as: str, expected: Verdict) -> None:
        assert verdict(IN_USE, first, codes(given_as)) == [expected]

    def test_the_codes_are_named(self) -> None:
        for given_as, shown in (("VR OT", "VR, OT"), ("OT", "OT")):
            day = suspended("S1", "2026-11-20", school="CENTRE", reasons=codes(given_as))
            [finding] = findings(YEAR_8.but(suspensions=(day,)), IN_USE)
            assert f"Recorded for Fri 20 Nov 2026: {shown}. " in finding.because

    def test_silent_where_no_reasons_are_kept_here(self) -> None:
        assert verdict(NUMBER, "2026-11-20", UNKNOWN) == verdict(IN_USE, "2026-11-20", UNKNOWN) == []
        assert verdict(NUMBER, "2012-08-31", codes("PP")) == []

    def test_of_a_permanent_exclusion_too_and_of_this_year_alone(self) -> None:
        for on, expected in (("2026-11-20", [NOT_MET]), ("2026-11-24", []), ("2026-07-01", [])):
            expelled = PermanentExclusion(ref="X", school="HILL", on=D(on), reasons=codes("OT"))
            found = findings(YEAR_8.but(permanent_exclusions=(expelled,)), IN_USE)
            assert [each.verdict for each in found] == expected
        [finding] = findings(
            YEAR_8.but(permanent_exclusions=(PermanentExclusion(ref="X", school="HILL", reasons=codes("OT")),)), IN_USE
        )
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("permanent_exclusions[0].on",))
        assert finding.citation.force is Force.STATISTICAL
