"""Numbers of pupils, schools and providers (fact book: standards.md section 2)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.law.unknown import Unknown
from ap_core.pupils.identifiers import authorities, laestab, ukprn, uln, upn, urn

ALL = [upn, uln, urn, laestab, ukprn]
GOOD = {
    upn: "B801200005001", uln: "9276308686", urn: "100001", laestab: "8011234", ukprn: "10000001",
}  # fmt: skip
every_number = pytest.mark.parametrize("module", ALL, ids=lambda module: module.__name__.rpartition(".")[2])
bodies = st.builds(
    lambda figures, last: figures + last,
    st.text("0123456789", min_size=11, max_size=11),
    st.sampled_from("0123456789" + upn.LETTERS),
)


@every_number
class TestTheFourFunctions:
    """Each number has the same four, and they agree."""

    def test_agree(self, module: ModuleType) -> None:
        good = GOOD[module]
        assert module.is_valid(good) and module.validate(f" {good.lower()} ") == good
        assert module.compact(module.format(good)) == good
        assert module.compact(module.compact(good)) == module.compact(good)

    @given(st.text(max_size=15))
    def test_nothing_crashes_and_nothing_is_told_again(self, module: ModuleType, text: str) -> None:
        if module.is_valid(text):
            assert module.validate(text) == module.compact(text)
            return
        with pytest.raises(InvalidValue) as wrong:
            module.validate(text)
        assert wrong.value.faults
        if any(each.isdigit() for each in text) and len(text) > 3:
            assert text not in str(wrong.value)

    @pytest.mark.parametrize("wrong", [None, 9276308686, b"100001", ["100001"]])
    def test_what_is_no_text_is_refused(self, module: ModuleType, wrong: object) -> None:
        assert not module.is_valid(wrong)
        with pytest.raises(InvalidValue, match="is not text"):
            module.validate(wrong)

    def test_figures_of_other_scripts_are_none(self, module: ModuleType) -> None:
        arabic = GOOD[module].translate({ord(str(each)): 0x0660 + each for each in range(10)})
        assert not module.is_valid(arabic)


class TestUPN:
    """Section 2.1."""

    @pytest.mark.parametrize(
        "number",
        "B801200005001 R201100018042 T20110001804V H801200001001 G80120000101A X00180001701A X845212818005 "
        "Q247962919251 W428558133462".split(),
    )
    def test_worked_examples(self, number: str) -> None:
        assert upn.is_valid(number)

    @pytest.mark.parametrize("number", "R247962919251 R428558133462 Q207000016049".split())
    def test_a_wrong_check_letter(self, number: str) -> None:
        """The last is the example of a help page, whose sum is wrong by one."""
        with pytest.raises(InvalidValue, match="check letter that goes with the rest"):
            upn.validate(number)

    @given(bodies)
    def test_one_letter_goes_with_a_body(self, body: str) -> None:
        fits = [letter for letter in upn.LETTERS if upn.is_valid(letter + body)]
        assert fits == [upn.check_letter(body)]

    @given(bodies, st.integers(0, 11), st.sampled_from("0123456789"))
    def test_one_wrong_figure_is_noticed(self, body: str, at: int, figure: str) -> None:
        """The weights and the differences of figures are below 23, which is prime."""
        spoilt = body[:at] + figure + body[at + 1 :]
        values = [int(each[at]) if each[at].isdigit() else upn.LETTERS.index(each[at]) for each in (body, spoilt)]
        assert upn.is_valid(upn.check_letter(body) + spoilt) is (values[0] == values[1])

    @pytest.mark.parametrize("letter", "IOS")
    def test_i_o_and_s_are_no_letters(self, letter: str) -> None:
        assert not upn.is_valid(letter + "801200005001")
        assert not upn.is_valid("G80120000101" + letter)

    def test_a_letter_among_the_figures_whatever_the_check_letter(self) -> None:
        """The Department's own example of a wrong number; counting E as 4 its letter would be right."""
        with pytest.raises(InvalidValue) as wrong:
            upn.validate("H813E00000121")
        assert [fault.path for fault in wrong.value.faults] == ["characters 5 to 12"]

    def test_all_failures_at_once(self) -> None:
        with pytest.raises(InvalidValue) as wrong:
            upn.validate("SABCDEFGHIJK!")
        assert len(wrong.value.faults) == 4

    def test_a_former_number_may_be_temporary(self) -> None:
        assert upn.kind_of("T20110001804V") is upn.UPNKind.TEMPORARY
        assert upn.kind_of("R201100018042") is upn.UPNKind.PERMANENT

    @given(bodies)
    def test_agrees_with_python_stdnum_where_that_knows_the_authority(self, body: str) -> None:
        """Its list of authorities is of January 2011: later and older codes it refuses, and is no judge of."""
        oracle = pytest.importorskip("stdnum.gb.upn")
        number = upn.check_letter(body) + body
        if number[1:4] in oracle._la_numbers:
            assert oracle.is_valid(number)
        assert oracle.calc_check_digit(body) == upn.check_letter(body)


class TestAuthorities:
    """Codes of abolished authorities stay; those of new ones come on their day; of others nothing is said."""

    @pytest.mark.parametrize(
        ("code", "first"),
        [("838", date(2019, 4, 1)), ("839", date(2019, 4, 1)), ("940", date(2021, 4, 1)), ("941", date(2021, 4, 1)),
         ("942", date(2023, 4, 1)), ("943", date(2023, 4, 1))],
    )  # fmt: skip
    def test_from_their_day(self, code: str, first: date) -> None:
        assert isinstance(authorities.is_listed(code, first.replace(month=3, day=31)), Unknown)
        assert authorities.is_listed(code, first) is True

    @pytest.mark.parametrize("code", ["835", "836", "837", "909", "928", "001", "660"])
    def test_abolished_welsh_and_stand_in_codes_stay(self, code: str) -> None:
        assert authorities.is_listed(code, date(2026, 11, 23)) is True

    @pytest.mark.parametrize("code", ["950", "243", "000", "999"])
    def test_another_code_cannot_be_told(self, code: str) -> None:
        assert isinstance(authorities.is_listed(code, date(2026, 11, 23)), Unknown)
        assert upn.is_valid(upn.check_letter(f"{code}000178301") + f"{code}000178301")

    def test_no_code_ever_goes(self) -> None:
        lists = [authorities.UPN_AUTHORITIES.on(date(year, 4, 1)).value for year in (1998, 2019, 2021, 2023)]
        assert all(earlier <= later for earlier, later in pairwise(lists))


class TestULN:
    """Section 2.2."""

    @pytest.mark.parametrize("number", ["9276308686", "1000102504", "9999375358"])
    def test_valid(self, number: str) -> None:
        assert uln.is_valid(number)

    @pytest.mark.parametrize("number", ["1000102508", "0123456789", "100010250", "10001025045", "9999999999"])
    def test_not_valid(self, number: str) -> None:
        assert not uln.is_valid(number)

    def test_the_stand_in_is_told_as_one(self) -> None:
        with pytest.raises(InvalidValue, match="stands for no number"):
            uln.validate(uln.PLACEHOLDER)

    @pytest.mark.parametrize("last", "0123456789")
    def test_no_figure_ends_what_leaves_nought(self, last: str) -> None:
        assert not uln.is_valid("100000006" + last)

    @given(st.integers(100_000_000, 999_999_999).map(str), st.sampled_from("0123456789"))
    def test_agrees_with_the_one_step_form(self, nine: str, last: str) -> None:
        """All ten weighted 10 to 1 leave 10 when divided by 11; the stand-in is never valid."""
        number = nine + last
        one_step = sum(int(figure) * weight for figure, weight in zip(number, range(10, 0, -1), strict=True)) % 11 == 10
        assert uln.is_valid(number) is one_step


class TestOthers:
    """Section 2.3."""

    def test_lengths(self) -> None:
        assert not urn.is_valid("10000") and not urn.is_valid("1000001")
        assert not ukprn.is_valid("1000001") and not ukprn.is_valid("01000001")
        assert not laestab.is_valid("801/123") and not laestab.is_valid("801-1234")

    def test_a_dfe_number_keeps_the_noughts_of_its_establishment(self) -> None:
        assert laestab.format("801 0012") == "801/0012"
