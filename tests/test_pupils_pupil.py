"""The pupil: an opaque reference, facts that may be unknown, and nothing private in any display."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.law.unknown import UNKNOWN, Unknown, known
from ap_core.pupils import Pupil, YearGroup, expected_year_group


class TestReference:
    """A finding shows the reference, so it is neither a pupil number nor a date (DESIGN, promise 12)."""

    @given(st.from_regex(r"[A-Z]{1,4}[0-9]{1,6}", fullmatch=True))
    def test_opaque_references_are_taken(self, ref: str) -> None:
        assert Pupil(ref=ref).ref == ref

    @pytest.mark.parametrize("ref", ["P01", "a1b2-c3", "HILL/0042", "3fa85f64-5717-4562-b3fc-2c963f66afa6"])
    def test_systems_references_are_taken(self, ref: str) -> None:
        assert Pupil(ref=ref).ref == ref

    @given(
        st.from_regex(r"[A-Z][0-9]{11}[0-9A-Z]", fullmatch=True),
        st.sampled_from(["{}", "upn:{}", " {} ", "P-{}"]),
        st.booleans(),
    )
    def test_a_upn_is_refused_wherever_it_stands(self, upn: str, around: str, lower: bool) -> None:
        ref = around.format(upn.lower() if lower else upn)
        with pytest.raises(InvalidValue, match="unique pupil number") as error:
            Pupil(ref=ref)
        assert upn not in str(error.value).upper()

    @given(
        st.dates(date(1990, 1, 1), date(2035, 1, 1)),
        st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "P %d-%m-%Y", "%Y/%m/%d"]),
    )
    def test_a_date_is_refused_however_written(self, day: date, form: str) -> None:
        with pytest.raises(InvalidValue, match="looks like a date") as error:
            Pupil(ref=day.strftime(form))
        assert day.strftime(form) not in str(error.value)

    @pytest.mark.parametrize("ref", ["", "  "])
    def test_empty_is_refused(self, ref: str) -> None:
        with pytest.raises(InvalidValue, match="is empty"):
            Pupil(ref=ref)


class TestFacts:
    """Birth date and taught year are two facts; either may be unknown, and neither is inferred from the other."""

    def test_taught_year_is_not_inferred(self) -> None:
        pupil = Pupil(ref="P01", born=date(2014, 3, 14))
        assert isinstance(pupil.taught_year, Unknown)
        assert str(expected_year_group(born=date(2014, 3, 14), on=date(2026, 11, 23))) == "8"

    def test_out_of_cohort_is_possible(self) -> None:
        pupil = Pupil(ref="P01", born=date(2014, 3, 14), taught_year=YearGroup.Y7)
        assert pupil.taught_year is YearGroup.Y7

    @pytest.mark.parametrize("field", ["born", "taught_year"])
    def test_what_is_missing_asks_its_question(self, field: str) -> None:
        fact = known(Pupil(ref="P01"), field, "pupil.")
        assert isinstance(fact, Unknown)
        (need,) = fact.needs
        assert need.path == f"pupil.{field}"
        assert need.ask.endswith("?")
        assert need.of == "home school"

    def test_a_moment_of_birth_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="time of day"):
            Pupil(ref="P01", born=datetime(2014, 3, 14))


class TestPrivacy:
    """No display carries the name or the date of birth."""

    @given(
        st.dates(date(2000, 1, 1), date(2020, 1, 1)), st.from_regex(r"[A-Z][a-z]{3,9} [A-Z][a-z]{3,9}", fullmatch=True)
    )
    def test_repr(self, born: date, name: str) -> None:
        shown = repr(Pupil(ref="P01", born=born, name=name, taught_year=UNKNOWN))
        assert shown == "Pupil(ref='P01', taught_year=UNKNOWN)"

    def test_kept_and_compared_all_the_same(self) -> None:
        pupil = Pupil(ref="P01", born=date(2014, 3, 14), name="Invented Child")
        assert pupil != pupil.but(name="Another Child")
        assert pupil != pupil.but(born=date(2014, 3, 15))
        assert pupil == pupil.but()
