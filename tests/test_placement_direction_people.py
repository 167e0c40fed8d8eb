"""Off-site direction: whose pupil, on which rolls, to whom notice goes, and how it was given until 2012."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ap_core import UNKNOWN, Force, Policy, PupilRecord, Reason, Registration, Seen, Verdict
from ap_core.dates.service import DIRECTION_NOTICE, Method
from ap_core.errors import ActualDayNeeded
from ap_core.law.rulebook import Asked
from ap_core.placement.directed_pupil_facts import directed_pupil_facts
from ap_core.placement.records import Addressee, Notice
from ap_core.registration.records import Enrolment, SchoolKind
from tests.placements import CALENDARS, DIRECTED, DUAL, MONDAY, YEAR_8, adult, directed, findings, placed, verdicts

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
REGISTERED, DUAL_ROLL, RECIPIENT, BY_POST = (
    "offsite_direction.registered",
    "offsite_direction.dual_registration",
    "offsite_direction.notice.recipient",
    "offsite_direction.notice.by_post_until_2012",
)
#: Decided in the time of the regulations as amended in 2012, by a school that was always under them.
BEFORE_2026: dict[str, Any] = {"decided_on": date(2026, 7, 1)}


class TestRegisteredThere:
    """Only its own registered pupil can a board direct (EA 2002 s.29A; offsite-direction.power)."""

    @pytest.mark.parametrize(
        ("first", "verdict"), [(date(2026, 9, 7), MET), (date(2026, 9, 8), NOT_MET), (UNKNOWN, UNDETERMINED)]
    )
    def test_on_the_day_of_the_decision(self, first: Any, verdict: Verdict) -> None:
        roll = (DUAL[0].but(first=first), DUAL[1])
        assert verdicts(directed().but(registrations=roll), REGISTERED) == [verdict]

    def test_a_direction_of_a_pupil_not_registered_there(self) -> None:
        (finding,) = findings(directed().but(registrations=(DUAL[1],)), REGISTERED)
        assert finding.verdict is NOT_MET and "Mon 7 Sep 2026" in finding.because and not finding.who.is_ours

    def test_a_guest_is_not_registered(self) -> None:
        roll = (DUAL[0].but(status=Enrolment.GUEST), DUAL[1])
        assert verdicts(directed().but(registrations=roll), REGISTERED) == [NOT_MET]

    def test_no_school_that_directs_is_a_contradiction(self) -> None:
        (finding,) = findings(directed(home_school=None), REGISTERED)
        assert finding.verdict is UNDETERMINED and finding.reason is Reason.CONTRADICTION

    def test_a_school_without_the_power_is_asked_for_its_basis_instead(self) -> None:
        record = directed(directed_by=SchoolKind.INDEPENDENT).but(registrations=())
        assert verdicts(record, REGISTERED) == []

    def test_from_1_september_2010(self) -> None:
        for decided, expected in ((date(2010, 8, 31), []), (date(2010, 9, 1), [NOT_MET])):
            assert verdicts(directed(decided_on=decided), REGISTERED) == expected

    def test_not_decided_yet_the_first_day_counts(self) -> None:
        (row,) = directed_pupil_facts(directed(decided_on=None), Asked(MONDAY, CALENDARS, Policy()))
        assert row.registered_there is True


class TestDualRegistration:
    """Both rolls, the directing school's as main; never single at the centre (offsite-direction.registration)."""

    def rolls(self, *statuses: tuple[str, Any]) -> PupilRecord:
        first = date(2025, 9, 3)
        return directed().but(
            registrations=tuple(
                Registration(school=school, status=status, first=first, last=None) for school, status in statuses
            )
        )

    def test_as_it_should_be(self) -> None:
        (finding,) = findings(directed(), DUAL_ROLL)
        assert finding.verdict is MET and finding.citation.force is Force.STATUTORY_GUIDANCE_SHOULD

    @pytest.mark.parametrize(
        "statuses",
        [
            [("HILL", Enrolment.SUBSIDIARY), ("CENTRE", Enrolment.MAIN)],
            [("CENTRE", Enrolment.SINGLE)],
            [("CENTRE", Enrolment.SUBSIDIARY)],
            [("HILL", Enrolment.SINGLE), ("CENTRE", Enrolment.SUBSIDIARY)],
            [("HILL", Enrolment.MAIN), ("CENTRE", Enrolment.GUEST)],
        ],
    )
    def test_any_other_way(self, statuses: list[tuple[str, Any]]) -> None:
        assert verdicts(self.rolls(*statuses), DUAL_ROLL) == [NOT_MET]

    def test_on_no_register_of_the_centre_it_may_be_no_school(self) -> None:
        assert verdicts(self.rolls(("HILL", Enrolment.SINGLE)), DUAL_ROLL) == []

    def test_not_before_the_first_day(self) -> None:
        assert verdicts(directed(first_day=MONDAY + timedelta(days=1), reviews=()), DUAL_ROLL) == []
        assert verdicts(directed(first_day=MONDAY, reviews=()), DUAL_ROLL) == [MET]

    def test_both_sides_of_26_july_2026(self) -> None:
        record = directed(first_day=date(2026, 5, 11), **BEFORE_2026, reviews=()).but(
            registrations=(DUAL[0], DUAL[1].but(first=date(2026, 5, 11)))
        )
        for on, expected in ((date(2026, 7, 25), []), (date(2026, 7, 26), [MET])):
            assert verdicts(record, DUAL_ROLL, on=on) == expected

    def test_a_pupil_placed_by_agreement_is_not_asked(self) -> None:
        assert verdicts(placed(), DUAL_ROLL) == []


class TestRecipient:
    """The parent, or the pupil from the eighteenth birthday on (regs 2, 3(3)(a); offsite-direction.notice.recipients).

    A notice on record with nobody named was given to the parent: what earlier documents meant.
    """

    @pytest.mark.parametrize(("eighteen_on", "verdict"), [(date(2026, 9, 8), NOT_MET), (date(2026, 9, 9), MET)])
    def test_both_sides_of_the_birthday(self, eighteen_on: date, verdict: Verdict) -> None:
        """Notice was given to the parent on 8 September 2026."""
        assert verdicts(adult(directed(), eighteen_on), RECIPIENT) == [verdict]

    def test_to_the_pupil_instead(self) -> None:
        given_to = DIRECTED.notice.but(given_to=frozenset((Addressee.PUPIL,)))  # type: ignore[union-attr]
        assert verdicts(adult(directed(notice=given_to), date(2026, 9, 8)), RECIPIENT) == [MET]
        (finding,) = findings(directed(notice=given_to), RECIPIENT)
        assert finding.verdict is NOT_MET and "to the parent; it was given to: the pupil" in finding.because

    def test_not_known_how_old(self) -> None:
        record = directed().but(pupil=YEAR_8.pupil.but(born=UNKNOWN))
        (finding,) = findings(record, RECIPIENT)
        assert finding.missing == ("pupil.born",)

    def test_no_notice_no_recipient(self) -> None:
        assert verdicts(directed(notice=None), RECIPIENT) == []

    def test_both_sides_of_26_july_2026(self) -> None:
        for decided, seen in ((date(2026, 7, 25), Seen.AT_SOURCE), (date(2026, 7, 26), Seen.SECONDARY)):
            (finding,) = findings(directed(decided_on=decided), RECIPIENT)
            assert finding.citation.seen is seen


class TestByPost:
    """Until 31 December 2012 notice was given by post (reg 7 as made; SI 2012/2532 reg 7; verification.md 2)."""

    def noticed(self, given_on: date, by: Method | None) -> PupilRecord:
        return directed(
            decided_on=date(2012, 11, 1), first_day=date(2013, 1, 14), planned_end=None, reviews=(),
            notice=Notice(given_on=given_on, contents=frozenset(), authority_copied_on=None, given_by=by),
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            (Method.FIRST_CLASS_POST, [MET]),
            (Method.BY_HAND, [NOT_MET]),
            (Method.ELECTRONIC, [NOT_MET]),
            (Method.ANOTHER_WAY, [UNDETERMINED]),
            (None, []),
        ],
    )
    def test_then(self, by: Method | None, expected: list[Verdict]) -> None:
        assert verdicts(self.noticed(date(2012, 12, 31), by), BY_POST) == expected

    def test_no_longer(self) -> None:
        assert verdicts(self.noticed(date(2013, 1, 1), Method.BY_HAND), BY_POST) == []

    @pytest.mark.parametrize(("first_day", "asked"), [(date(2013, 8, 31), True), (date(2013, 9, 1), False)])
    def test_a_later_direction_is_asked_nothing(self, first_day: date, asked: bool) -> None:
        """No notice on record, and a direction of today: nobody asks whether it came by post."""
        record = directed(decided_on=date(2012, 12, 1), first_day=first_day, notice=UNKNOWN, reviews=())
        assert bool(verdicts(record, BY_POST)) is asked

    def test_no_provision_names_the_day_of_a_posted_notice(self) -> None:
        day = date(2012, 11, 5)
        with pytest.raises(ActualDayNeeded, match="no provision names a day"):
            DIRECTION_NOTICE.given_on(Method.FIRST_CLASS_POST, day)
        received = day + timedelta(days=2)
        assert DIRECTION_NOTICE.given_on(Method.FIRST_CLASS_POST, day, received_on=received) == received
        assert DIRECTION_NOTICE.given_on(Method.BY_HAND, day) == day
