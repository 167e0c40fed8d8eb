"""What a second reading of the instruments found: each answer that changed, on both sides of its boundary."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ap_core import UNKNOWN, Calendars, InvalidValue, NotInForce, Registration, Verdict
from ap_core.dates.deadlines import Deadline
from ap_core.ehcp.changes import CeaseReason, Ceasing, PlanMove
from ap_core.ehcp.disputes import Dispute, Disputed, Recommendation, Recommended, Ruling
from ap_core.ehcp.order_timetable import Binding, Order, order_timetable
from ap_core.exclusion import HowHeld, Meeting, Recipient, Seat
from ap_core.registration.deletion import kept_to
from ap_core.registration.records import DeletionGround, Enrolment, SchoolKind
from tests import exclusions as ex
from tests import test_ehcp_life_rules as life
from tests import test_registration_joining_leaving as roll
from tests.dates_models import D
from tests.placements import STORY_CALENDAR, YEAR_8, findings, verdicts

MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
ACADEMY = SchoolKind.AP_ACADEMY
HELD = Meeting(on=D("2026-11-20"), how=HowHeld.IN_PERSON, invited=ex.ALL, papers_on=D("2026-11-12"))


class TestWhoJoinsAPanelFromElsewhere:
    """SI 2012/1033 Sch 1 para 12(3)-(4): of an academy's review the authorities' representatives may."""

    def joined(self, kind: Any, *who: Recipient) -> Verdict:
        meeting = HELD.but(on=D("2026-12-17"), attended_remotely=frozenset(who))
        record = ex.record(school_kind=kind, review=ex.REVIEW.but(meetings=(meeting,)))
        board, panel = ex.verdicts("exclusion.meeting.joined_remotely", record)
        assert board is MET
        return panel

    @pytest.mark.parametrize("who", [Recipient.AUTHORITY, Recipient.HOME_AUTHORITY])
    def test_the_authorities_at_an_academy_s_review(self, who: Recipient) -> None:
        assert self.joined(ACADEMY, who) is MET
        assert self.joined(ACADEMY, who, Recipient.VIRTUAL_SCHOOL_HEAD) is MET
        assert self.joined(ACADEMY, who, Recipient.PARENT) is UNDETERMINED

    def test_elsewhere_the_authority_is_a_party(self) -> None:
        assert self.joined(SchoolKind.MAINTAINED, Recipient.AUTHORITY) is UNDETERMINED
        assert self.joined(UNKNOWN, Recipient.AUTHORITY) is UNDETERMINED

    def test_not_at_the_proprietor_s_own_meeting(self) -> None:
        meeting = HELD.but(attended_remotely=frozenset((Recipient.AUTHORITY,)))
        record = ex.record(school_kind=ACADEMY, procedure=ex.PROCEDURE.but(meetings=(meeting,)), review=None)
        assert ex.verdicts("exclusion.meeting.joined_remotely", record) == [UNDETERMINED]


class TestTheHomeAuthorityAtAnAcademy:
    """Reg 24(3)(c)(iii): where the parent asks for the authority, that of the home area is asked too."""

    def invited(self, **changes: Any) -> list[Verdict]:
        meeting = HELD.but(invited=ex.ALL - {Recipient.HOME_AUTHORITY})
        procedure = ex.PROCEDURE.but(meetings=(meeting,), **changes)
        return ex.verdicts(
            "exclusion.board.invited", ex.record(school_kind=ACADEMY, procedure=procedure, review=None)
        )  # fmt: skip

    def test_asked_for_and_living_elsewhere(self) -> None:
        assert self.invited(authority_asked_for=True, lives_elsewhere=True) == [NOT_MET]
        assert self.invited(authority_asked_for=True, lives_elsewhere=False) == [MET]
        assert self.invited(authority_asked_for=False, lives_elsewhere=True) == [MET]
        assert self.invited(authority_asked_for=False, lives_elsewhere=UNKNOWN) == [MET]
        assert self.invited(authority_asked_for=True, lives_elsewhere=UNKNOWN) == [UNDETERMINED]

    def test_a_maintained_school_s_own_authority_is_enough(self) -> None:
        meeting = HELD.but(invited=ex.ALL - {Recipient.HOME_AUTHORITY})
        assert ex.verdicts("exclusion.board.invited", ex.procedure(meetings=(meeting,))) == [MET]


class TestAPanelThatLostAMember:
    """Sch 1 para 3(9): a panel of five that has begun may go on while each group is still there."""

    @pytest.mark.parametrize(
        ("seats", "wanted"),
        [("LGH", MET), ("LGGHH", MET), ("LGGH", UNDETERMINED), ("LGHH", UNDETERMINED), ("GLHH", NOT_MET),
         ("LGGG", NOT_MET), ("LLGH", NOT_MET), ("LGGGH", NOT_MET), ("LG", NOT_MET)],
    )  # fmt: skip
    def test_four_may_be_five_less_one(self, seats: str, wanted: Verdict) -> None:
        of = {"L": Seat.LAY, "G": Seat.GOVERNOR, "H": Seat.HEAD}
        record = ex.review(members=tuple(of[each] for each in seats))
        assert ex.verdicts("exclusion.review.members", record) == [wanted]


class TestWhichAuthorityASuspendedUnitPupilHas:
    def test_no_authority_is_named_that_the_text_does_not_name(self) -> None:
        """EA 1996 s.19 and SI 2007/1870 reg 4(3)(b) say "a local authority"; until 2011 s.19(3A) named its own."""
        week = ex.suspension("2026-11-02", "2026-11-13", school_kind=SchoolKind.PRU)
        (finding,) = ex.of("exclusion.suspension.sixth_day_pru", ex.suspended(week), D("2026-11-23"))
        assert finding.verdict is NOT_MET and "maintains" not in finding.because


class TestAppealsNotOpposed:
    """SI 2015/359 reg 8 put in today's limits on 23 March 2015; those before it were not read."""

    @pytest.mark.parametrize(
        ("made_on", "wanted"), [(date(2015, 3, 22), None), (date(2015, 3, 23), NOT_MET)]
    )  # fmt: skip
    def test_from_the_day_the_limits_came(self, made_on: date, wanted: Verdict | None) -> None:
        ruling = Ruling(binding=Binding.UNOPPOSED, order=Order.AMEND_CONTENTS, made_on=made_on, final_on=None)
        dispute = Dispute(about=Disputed.CONTENTS, notice_on=date(2015, 1, 5), rulings=(ruling,))
        record = life.planned(made_on=date(2014, 11, 3), disputes=(dispute,))
        assert life.verdict(record, "ehcp.tribunal.not_opposed", date(2015, 6, 1)) is wanted

    def test_orders_had_theirs_from_the_beginning(self) -> None:
        made_on = date(2015, 3, 22)
        (step,) = order_timetable(order=Order.AMEND_CONTENTS, made_on=made_on)
        assert isinstance(step.due, Deadline) and step.due.last_day == date(2015, 4, 26)
        with pytest.raises(NotInForce):
            order_timetable(order=Order.AMEND_CONTENTS, made_on=made_on, binding=Binding.UNOPPOSED)


class TestACertificateAskedForTooLate:
    """SI 2014/1530 reg 34(2): no certificate where the adviser was not contacted within two months of the notice."""

    RULE = "ehcp.mediation.certificate"

    @pytest.mark.parametrize(
        ("declined_on", "wanted"), [(date(2026, 11, 1), NOT_MET), (date(2026, 11, 2), UNDETERMINED)]
    )  # fmt: skip
    def test_two_months_of_a_notice_of_1_september(self, declined_on: date, wanted: Verdict) -> None:
        record = life.disputed(declined_on=declined_on, certificate_on=None)
        assert life.verdict(record, self.RULE) is wanted

    def test_an_earlier_contact_that_is_known_and_a_dispute_of_the_setting_alone(self) -> None:
        given: dict[str, Any] = {"declined_on": date(2026, 11, 9), "mediation_on": None}
        wanted = life.disputed(**given, mediation_wanted_on=date(2026, 10, 30), certificate_on=None)
        assert life.verdict(wanted, self.RULE) is NOT_MET
        setting = Dispute(about=Disputed.SETTING, notice_on=date(2026, 9, 1), **given, certificate_on=None)
        assert life.verdict(life.planned(disputes=(setting,)), self.RULE) is None
        issued = life.disputed(**given, certificate_on=date(2026, 11, 11))
        assert life.verdict(issued, self.RULE) is MET


class TestTheSummerOf2020:
    """SI 2020/471 reg 5: the limits of regs 15(8), 34(1) and 39(1) gave way to a coronavirus reason too."""

    @pytest.mark.parametrize(
        ("told_on", "wanted"),
        [(date(2020, 4, 27), NOT_MET), (date(2020, 4, 28), UNDETERMINED), (date(2020, 9, 21), UNDETERMINED),
         (date(2020, 9, 22), NOT_MET)],
    )  # fmt: skip
    def test_the_mediation_certificate(self, told_on: date, wanted: Verdict) -> None:
        """Three working days after the 27th is 30 April; after the 21st, 24 September."""
        dispute = Dispute(
            about=Disputed.CONTENTS, notice_on=date(2020, 4, 20), declined_on=told_on, certificate_on=None,
            mediation_wanted_on=date(2020, 4, 24), mediation_on=None,
        )  # fmt: skip
        record = life.planned(made_on=date(2019, 11, 4), disputes=(dispute,))
        assert life.verdict(record, "ehcp.mediation.certificate", date(2020, 11, 2)) is wanted

    @pytest.mark.parametrize(
        ("aware_on", "wanted"), [(date(2020, 4, 1), NOT_MET), (date(2020, 6, 1), UNDETERMINED)]
    )  # fmt: skip
    def test_the_new_health_body_s_request(self, aware_on: date, wanted: Verdict) -> None:
        move = PlanMove(moved_on=date(2020, 4, 1), aware_on=date(2020, 4, 1), health_aware_on=aware_on,
                             health_out_of_reach=True, health_asked_on=None)  # fmt: skip
        record = life.planned(made_on=date(2019, 11, 4), moves=(move,))
        assert life.verdict(record, "ehcp.move.health_request", date(2020, 11, 2)) is wanted


class TestAnotherDayForTheAnswer:
    """SI 2017/1306 regs 6(4) and 7(2): no five weeks where the tribunal directs another time."""

    @pytest.mark.parametrize(
        ("directed", "on", "wanted"),
        [(None, date(2026, 11, 5), NOT_MET), (date(2026, 11, 20), date(2026, 11, 20), PENDING),
         (date(2026, 11, 20), date(2026, 11, 21), NOT_MET), (date(2026, 10, 9), date(2026, 10, 10), NOT_MET)],
    )  # fmt: skip
    def test_as_directed(self, directed: date | None, on: date, wanted: Verdict) -> None:
        asked = Recommendation(
            about=Recommended.HEALTH, made_on=date(2026, 10, 1), answered_on=None, directed_day=directed
        )
        assert life.verdict(life.disputed(recommendations=(asked,)), "ehcp.tribunal.recommendation", on) is wanted

    def test_not_before_it_was_made(self) -> None:
        with pytest.raises(InvalidValue, match="directed_day: is before made_on"):
            Recommendation(about=Recommended.HEALTH, made_on=date(2026, 10, 1), directed_day=date(2026, 9, 30))


class TestCeasingAPlanThatNamesNoSchool:
    """SI 2014/1530 reg 31(1)(c): the head of the institution *that is named*; a plan may name a type, or none."""

    RULE = "ehcp.ceasing.consulted"

    @pytest.mark.parametrize(
        ("named", "school_on", "wanted"),
        [("HILL", None, NOT_MET), (None, None, MET), (None, UNKNOWN, MET), (UNKNOWN, None, UNDETERMINED),
         (UNKNOWN, date(2026, 5, 4), MET)],
    )  # fmt: skip
    def test_only_a_named_school_is_consulted(self, named: Any, school_on: Any, wanted: Verdict) -> None:
        ceasing = Ceasing(
            reason=CeaseReason.NOT_NEEDED, family_consulted_on=date(2026, 5, 4), school_consulted_on=school_on,
            notice_on=date(2026, 6, 1), appealed=False, determined_on=None, ceased_on=None,
        )  # fmt: skip
        assert life.verdict(life.planned(ceasing=ceasing, named_setting=named), self.RULE) is wanted
        silent = ceasing.but(family_consulted_on=None)
        assert life.verdict(life.planned(ceasing=silent, named_setting=named), self.RULE) is NOT_MET


class TestHowLongEntriesAreKept:
    """SI 2006/1751 reg 14: three years *after* the day of the entry; SI 2024/208 reg 7(a): *every* entry, six years."""

    @pytest.mark.parametrize(
        ("entered", "kept"),
        [(date(2006, 9, 1), date(2009, 9, 1)), (date(2021, 8, 18), date(2024, 8, 18)),
         (date(2021, 8, 19), date(2027, 8, 18)), (date(2024, 8, 18), date(2030, 8, 17)),
         (date(2024, 8, 19), date(2030, 8, 18))],
    )  # fmt: skip
    def test_three_years_after_then_six_beginning_with(self, entered: date, kept: date) -> None:
        assert kept_to(entered) == kept


class TestLongAbsenceOfAPupilPastTheAge:
    """SI 2024/208 reg 9(1)(i) and 9(2) are of pupils of compulsory school age; 9(3)(c) asks less."""

    @pytest.mark.parametrize(("born", "said"), [(date(2014, 3, 14), 1), (date(2009, 3, 14), 0), (UNKNOWN, 1)])
    def test_the_twenty_days_and_the_authority_s_consent(self, born: Any, said: int) -> None:
        record = roll.left(DeletionGround.LONG_ABSENCE, authority_arranged=True, authority_agreed_on=None)
        record = record.but(pupil=record.pupil.but(born=born), registers=())
        for rule in ("attendance.deletion.twenty_days", roll.AUTHORITY):
            assert len(findings(record, rule)) == said, rule


class TestTheReturnOfALeaver:
    """SI 2024/208 reg 13(5): none is owed only from the end of the school year's final term on."""

    @pytest.mark.parametrize("ground", [DeletionGround.OVER_AGE, DeletionGround.NOT_OF_AGE])
    @pytest.mark.parametrize(
        ("last", "wanted"),
        [(date(2026, 11, 6), [NOT_MET]), (date(2027, 6, 25), [NOT_MET]), (date(2027, 7, 20), [NOT_MET]),
         (date(2027, 7, 21), []), (date(2027, 8, 31), []), (date(2027, 9, 1), [])],
    )  # fmt: skip
    def test_the_last_friday_in_june_is_not_the_end(
        self, ground: DeletionGround, last: date, wanted: list[Verdict]
    ) -> None:
        assert STORY_CALENDAR.terms[-1].last == date(2027, 7, 21)
        home = Registration(
            school="HILL", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=last, ended_by=ground,
            formalities=roll.NOTHING_DONE,
        )  # fmt: skip
        record = YEAR_8.but(registrations=(home,))
        assert verdicts(record, roll.RETURN, date(2027, 9, 20)) == wanted
        sent = home.but(formalities=roll.NOTHING_DONE.but(deletion_return_on=last))
        if wanted:
            assert verdicts(YEAR_8.but(registrations=(sent,)), roll.RETURN, date(2027, 9, 20)) == [MET]

    def test_without_the_school_s_calendar_it_is_asked(self) -> None:
        record = roll.left(DeletionGround.OVER_AGE, deletion_return_on=None)
        (finding,) = findings(record, roll.RETURN, calendars=Calendars({}))
        assert finding.verdict is UNDETERMINED
