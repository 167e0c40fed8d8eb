"""The law edition: the day to which the law was checked goes with a rulebook, and with every review it makes."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given

from ap_core import ENGLAND, Calendars, Policy, PupilRecord, check
from ap_core.england import LAW_EDITION
from ap_core.errors import InvalidValue
from ap_core.law.reviews import Acknowledgement, Review
from ap_core.law.rulebook import Asked, RuleBook
from ap_core.policy import Area
from ap_core.pupils.pupil import Pupil
from tests.strategies import DAY, ON, POLICY, Sample, condition, days, none, sample

FEW = condition(Sample.count >= 2, id="sample.few")
FLAG = condition(Sample.flag, id="sample.flag")
ASKED = Asked(ON, None, POLICY)
editions = none | days


def as_given(record: tuple[Any, ...], asked: Asked) -> Iterator[Any]:
    yield from record


def book(*rules: Any, edition: date | None = ON) -> RuleBook[Any]:
    return RuleBook(subjects=((Sample, as_given),), rules=rules, law_edition=edition)


class TestOfABook:
    """A book is checked to a day; two books together only as far as both are."""

    @given(editions, editions)
    def test_the_earlier_of_two(self, mine: date | None, theirs: date | None) -> None:
        both = book(FEW, edition=mine) | book(FLAG, edition=theirs)
        if mine is None or theirs is None:
            assert both.law_edition == (mine or theirs)
        else:
            assert both.law_edition == (mine if mine < theirs else theirs)

    def test_a_centre_s_own_rules_leave_it_as_it_is(self) -> None:
        assert (book(FEW) | book(FLAG, edition=None)).law_edition == ON
        assert (book(FEW, edition=None) | book(FLAG)).law_edition == ON

    def test_goes_with_the_book(self) -> None:
        assert book(FEW, FLAG).without("sample.few").law_edition == ON
        assert pickle.loads(pickle.dumps(book(FEW))).law_edition == ON

    def test_is_part_of_its_value(self) -> None:
        assert book(FEW) == book(FEW) != book(FEW, edition=ON + DAY)
        assert book(FEW) != book(FEW, edition=None)

    @pytest.mark.parametrize("edition", [datetime(2026, 11, 24), "2026-11-24", 2026])
    def test_is_a_plain_date(self, edition: Any) -> None:
        with pytest.raises(InvalidValue, match="law_edition: is no plain date"):
            book(FEW, edition=edition)


class TestOfAReview:
    """A review says to which day the law behind it was checked, whatever is done with it afterwards."""

    def test_from_the_book(self) -> None:
        assert book(FEW).review((sample(count=1),), "P01", ASKED).law_edition == ON
        assert book(FEW, edition=None).review((sample(count=1),), "P01", ASKED).law_edition is None

    def test_of_a_later_day_it_is_said_that_nobody_can_know(self) -> None:
        """Law that came after the edition is in no rule: the review says so, and does not pass for current."""
        for on, later in ((ON - DAY, False), (ON, False), (ON + DAY, True)):
            made = book(FEW).review((sample(count=1),), "P01", Asked(on, None, POLICY))
            assert made.law_checked.startswith("Law checked to Mon 23 Nov 2026.")
            assert ("between then and Tue 24 Nov 2026 is not known here" in made.law_checked) is later
        assert book(FEW, edition=None).review((sample(count=1),), "P01", ASKED).law_checked == ""

    def test_goes_with_the_review(self) -> None:
        made = book(FEW).review((sample(count=1),), "P01", ASKED)
        (finding,) = made.findings
        seen = Acknowledgement(key=finding.key, by="head", why="known")
        for other in (made.acknowledged([seen], on=ON), made.only([]), pickle.loads(pickle.dumps(made))):
            assert other.law_edition == ON

    def test_is_part_of_its_value(self) -> None:
        """The same findings from law checked to another day are not the same answer."""
        assert Review("P01", ON, (), 0, law_edition=ON) != Review("P01", ON, (), 0, law_edition=ON + DAY)
        assert Review("P01", ON, (), 0) == Review("P01", ON, (), 0, law_edition=None)

    def test_what_is_kept_alone_keeps_what_was_set_aside(self) -> None:
        made = book(FEW, FLAG).review((sample(count=1, flag=False),), "P01", ASKED)
        seen = Acknowledgement(key=made.findings[0].key, by="head", why="known")
        less = made.acknowledged([seen], on=ON).only(())
        assert (less.findings, less.set_aside) == ((), made.findings[:1])


class TestOfEngland:
    """Every review of a check carries it, also where a centre's system leaves areas out."""

    @pytest.mark.parametrize("policy", [Policy(), Policy(not_recorded=frozenset(Area))])
    def test_in_every_review(self, policy: Policy) -> None:
        record = PupilRecord(pupil=Pupil(ref="P01"))
        assert check(record, on=date(2026, 11, 24), calendars=Calendars({}), policy=policy).law_edition == LAW_EDITION

    def test_nothing_was_looked_at_after_it(self) -> None:
        assert ENGLAND.law_edition == LAW_EDITION
        assert all(rule.cites.reviewed_on <= LAW_EDITION for rule in ENGLAND.rules)
