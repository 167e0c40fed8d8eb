"""A name's way onto a register and off it: returns, grounds and their guards, what travels with the pupil."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Actor,
    Calendars,
    NotInForce,
    PermanentExclusion,
    Policy,
    PupilRecord,
    Registration,
    SchoolCalendar,
    Term,
    Verdict,
    YearGroup,
)
from ap_core.law.rulebook import Asked
from ap_core.registration.agreement import disagreements
from ap_core.registration.deletion import GROUNDS_FOR_DELETION, WITHOUT_AUTHORITY, kept_to, what_it_needs
from ap_core.registration.joining_leaving_facts import files_facts, joining_facts, leaving_facts
from ap_core.registration.joining_leaving_rules import RULES
from ap_core.registration.records import DeletionGround, Enrolment, Formalities
from tests.placements import AGREED, CALENDARS, DUAL, MONDAY, STORY_CALENDAR, YEAR_8, findings, verdicts
from tests.unknowns import assert_only_learns, with_gaps

MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
ENTRY, ROUTE = "registration.joining.new_pupil_return", "registration.leaving.route"
NOT_WHILE_DUAL = "registration.leaving.not_while_dual"
OTHERS, AUTHORITY = "registration.leaving.others_agreed", "registration.leaving.authority_agreed"
RECORDED, FINAL = "registration.leaving.exclusion_recorded", "registration.leaving.exclusion_final"
BACK_DATED, RETURN = "registration.leaving.not_back_dated", "registration.leaving.deletion_return"
FILES, COPY, SAFEGUARDING = (
    "registration.files.to_new_school", "registration.files.to_second_school", "registration.files.safeguarding"
)  # fmt: skip
#: The last day on the home school's register: a Friday; the placement goes on on the centre's roll alone.
LAST = date(2026, 11, 6)
NOTHING_DONE = Formalities(
    maintained=True, entry_return_on=None, deleted_on=None, deletion_return_on=None, others_agreed_on=None,
    authority_agreed_on=None, exclusion_final_on=None, learned_of_second_on=None, files_sent_on=None,
    safeguarding_sent_on=None,
)  # fmt: skip
G = DeletionGround


def left(ended_by: Any = UNKNOWN, *, last: Any = LAST, status: Any = Enrolment.MAIN, **done: Any) -> Any:
    """The Year 8 pupil, gone from the home school's register; with what that school did about it, if anything is."""
    kept = NOTHING_DONE.but(**done) if done else None
    home = Registration(
        school="HILL", status=status, first=date(2025, 9, 3), last=last, ended_by=ended_by, formalities=kept
    )
    return YEAR_8.but(registrations=(home, *after(last)))


def after(last: date) -> tuple[Registration, ...]:
    shared = Registration(school="CENTRE", status=Enrolment.SUBSIDIARY, first=date(2026, 9, 14), last=last)
    alone = Registration(school="CENTRE", status=Enrolment.SINGLE, first=last + timedelta(days=1), last=None)
    return (shared, alone)


class TestByWhatRoute:
    """A home roll left while a placement goes on: by what lawful route? (placement.md off-rolling)."""

    def test_no_ground_on_record_is_one_question(self) -> None:
        (finding,) = findings(left(), ROUTE)
        assert finding.verdict is UNDETERMINED and finding.missing == ("registrations[0].ended_by",)
        assert finding.needs[0].ask == "By what lawful route did the pupil leave this roll?"

    def test_no_ground_is_possible_off_rolling_and_the_authority_decides(self) -> None:
        (finding,) = findings(left(None), ROUTE)
        assert finding.verdict is UNDETERMINED and not finding.who.is_ours
        assert "possible off-rolling" in finding.because and "authority decides" in finding.because

    def test_any_ground_answers_it(self) -> None:
        for ground in G:
            assert verdicts(left(ground), ROUTE) == [MET]

    @pytest.mark.parametrize(("last", "asked"), [
        (MONDAY - timedelta(days=366), False), (MONDAY - timedelta(days=365), True),
        (MONDAY - timedelta(days=1), True), (MONDAY, False), (MONDAY + timedelta(days=1), False),
    ])  # fmt: skip
    def test_asked_for_a_year(self, last: date, asked: bool) -> None:
        record = YEAR_8.but(
            registrations=(
                Registration(school="HILL", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=last),
                Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=None),
            )
        )
        assert bool(verdicts(record, ROUTE)) is asked

    def test_not_asked_of_a_change_of_status(self) -> None:
        """Single at the home school, main from the day after: the name was never deleted."""
        before = Registration(school="HILL", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=date(2026, 9, 13))
        main = DUAL[0].but(first=date(2026, 9, 14))
        assert verdicts(YEAR_8.but(registrations=(before, main, DUAL[1])), ROUTE) == []

    def test_not_asked_of_another_school_nor_once_the_placement_has_ended(self) -> None:
        elsewhere = Registration(school="DALE", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=LAST)
        assert verdicts(YEAR_8.but(registrations=(elsewhere, *DUAL)), ROUTE) == []
        record = left()
        (placement,) = record.placements
        ended = record.but(placements=(placement.but(ended_on=date(2026, 11, 20)),))
        assert verdicts(ended, ROUTE) == []

    def test_a_second_school_since_more_than_a_year_is_sent_nothing_more(self) -> None:
        known = NOTHING_DONE.but(learned_of_second_on=date(2026, 11, 20))
        for first, many in ((date(2025, 11, 23), 1), (date(2025, 11, 22), 0)):
            names = (DUAL[0].but(formalities=known), DUAL[1].but(first=first))
            assert len(verdicts(YEAR_8.but(registrations=names), COPY)) == many

    def test_not_asked_of_a_subsidiary_roll_or_a_guest(self) -> None:
        """A planned return: the centre deletes, the home school goes on."""
        for status in (Enrolment.SUBSIDIARY, Enrolment.GUEST):
            assert verdicts(left(status=status), ROUTE) == []

    def test_a_status_not_known_is_asked_for(self) -> None:
        (finding,) = findings(left(status=UNKNOWN), ROUTE)
        assert finding.verdict is UNDETERMINED

    def test_the_centres_own_roll_too(self) -> None:
        record = YEAR_8.but(
            registrations=(Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2026, 9, 14), last=LAST),)
        )
        (finding,) = findings(record, ROUTE)
        assert finding.who is Actor.CENTRE

    def test_unknown_registrations_make_no_row(self) -> None:
        assert verdicts(YEAR_8.but(registrations=UNKNOWN), ROUTE) == []


class TestGroundsAndTheirGuards:
    """A ground that does not fit the record (placement.md register.deletion.grounds; SI 2024/208 reg 9)."""

    def test_registration_elsewhere_is_no_ground_while_dual(self) -> None:
        """Neither school may use 9(1)(a) while dual registration is agreed."""
        assert verdicts(left(G.REGISTERED_ELSEWHERE), NOT_WHILE_DUAL) == [UNDETERMINED]
        assert verdicts(left(G.REGISTERED_ELSEWHERE, status=Enrolment.SINGLE), NOT_WHILE_DUAL) == [MET]
        assert verdicts(left(G.DUAL_ENDED), NOT_WHILE_DUAL) == []

    @pytest.mark.parametrize(("agreed", "verdict"), [
        (LAST, MET), (LAST + timedelta(days=1), MET), (LAST + timedelta(days=2), NOT_MET), (None, NOT_MET),
        (UNKNOWN, UNDETERMINED),
    ])  # fmt: skip
    def test_a_dual_pupil_with_the_other_schools_consent(self, agreed: Any, verdict: Verdict) -> None:
        assert verdicts(left(G.DUAL_ENDED, others_agreed_on=agreed), OTHERS) == [verdict]

    @pytest.mark.parametrize(("entered", "agreed", "verdict"), [
        (date(2026, 11, 9), date(2026, 11, 9), MET), (date(2026, 11, 9), date(2026, 11, 10), NOT_MET),
        (UNKNOWN, date(2026, 11, 7), MET), (UNKNOWN, date(2026, 11, 9), UNDETERMINED), (UNKNOWN, None, NOT_MET),
    ])  # fmt: skip
    def test_consent_on_the_day_of_the_deletion_is_in_time(self, entered: Any, agreed: Any, verdict: Verdict) -> None:
        """The last day was a Friday; the name came off on Monday, and so did consent come and the review end."""
        assert verdicts(left(G.DUAL_ENDED, deleted_on=entered, others_agreed_on=agreed), OTHERS) == [verdict]
        record = left(G.MOVED_AWAY, deleted_on=entered, authority_arranged=True, authority_agreed_on=agreed)
        assert verdicts(record, AUTHORITY) == [verdict]
        record = left(G.PERMANENT_EXCLUSION, deleted_on=entered, exclusion_final_on=agreed)
        assert verdicts(record, FINAL) == [verdict]

    def test_consent_is_asked_for_on_that_ground_only(self) -> None:
        assert verdicts(left(G.MOVED_AWAY, others_agreed_on=None), OTHERS) == []
        assert verdicts(left(G.DUAL_ENDED), OTHERS) == []

    @pytest.mark.parametrize("ground", list(G))
    def test_a_special_school_with_the_authoritys_consent(self, ground: DeletionGround) -> None:
        """Not for (d), (e), (k) and (o) (verification C28), nor for one who is not of compulsory school age."""
        free = {G.ORDER_CHANGED, G.ORDER_REVOKED, G.DIED, G.PERMANENT_EXCLUSION, G.NOT_OF_AGE}
        found = verdicts(left(ground, authority_arranged=True, authority_agreed_on=None), AUTHORITY)
        assert found == ([] if ground in free else [NOT_MET])
        assert set(WITHOUT_AUTHORITY) == free

    def test_no_consent_is_needed_where_no_authority_arranged_the_place(self) -> None:
        assert verdicts(left(G.MOVED_AWAY, authority_agreed_on=None), AUTHORITY) == []
        assert verdicts(left(G.MOVED_AWAY, authority_arranged=True, authority_agreed_on=LAST), AUTHORITY) == [MET]

    def test_permanent_exclusion_with_none_recorded(self) -> None:
        """That the record holds none is a question to the school, and proves nothing."""
        record = left(G.PERMANENT_EXCLUSION)
        for exclusions, verdict in (
            ((), UNDETERMINED),
            ((PermanentExclusion(ref="X", school="DALE", on=LAST),), UNDETERMINED),
            ((PermanentExclusion(ref="X", school="HILL", on=LAST + timedelta(days=1)),), UNDETERMINED),
            ((PermanentExclusion(ref="X", school="HILL", on=LAST),), MET),
            ((PermanentExclusion(ref="X", school="HILL"),), UNDETERMINED),
            (UNKNOWN, UNDETERMINED),
        ):
            assert verdicts(record.but(permanent_exclusions=exclusions), RECORDED) == [verdict]

    @pytest.mark.parametrize(("final", "verdict"), [
        (LAST, MET), (LAST + timedelta(days=1), MET), (LAST + timedelta(days=2), NOT_MET), (None, NOT_MET),
        (UNKNOWN, UNDETERMINED),
    ])  # fmt: skip
    def test_permanent_exclusion_before_its_review_is_over(self, final: Any, verdict: Verdict) -> None:
        """The board's duties done and the review over: a parent's waiver alone is not enough (verification C12)."""
        assert verdicts(left(G.PERMANENT_EXCLUSION, exclusion_final_on=final), FINAL) == [verdict]

    @pytest.mark.parametrize(("entered", "verdict"), [
        (LAST, MET), (date(2026, 11, 9), MET), (date(2026, 11, 10), NOT_MET),
    ])  # fmt: skip
    def test_never_back_dated(self, entered: date, verdict: Verdict) -> None:
        """On the next school day, Monday, is right; on Tuesday, Monday's marks are gone."""
        assert verdicts(left(G.MOVED_AWAY, deleted_on=entered), BACK_DATED) == [verdict]

    def test_not_entered_yet_is_not_back_dated(self) -> None:
        assert verdicts(left(G.MOVED_AWAY, deleted_on=None), BACK_DATED) == []

    def test_nothing_is_asked_where_it_is_not_kept(self) -> None:
        for rule in (OTHERS, AUTHORITY, FINAL, BACK_DATED, RETURN):
            assert all(verdicts(left(ground), rule) == [] for ground in G)

    def test_both_sides_of_19_august_2024(self) -> None:
        for last, expected in ((date(2024, 8, 18), []), (date(2024, 8, 19), [UNDETERMINED])):
            record = YEAR_8.but(
                placements=(AGREED.but(first_day=date(2024, 6, 3), reviews=()),),
                registrations=(
                    Registration(school="HILL", status=Enrolment.SINGLE, first=date(2022, 9, 5), last=last),
                    Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2024, 6, 3), last=None),
                ),
            )
            assert verdicts(record, ROUTE, date(2024, 10, 1)) == expected

    def test_each_ground_is_held_once_with_its_place(self) -> None:
        grounds = GROUNDS_FOR_DELETION.on(MONDAY).value
        assert [each.ground for each in grounds] == list(G)
        letters = [each.provision for each in grounds if each.provision.startswith("9(1)")]
        assert letters == [f"9(1)({letter})" for letter in "abcdefghijklmno"]

    def test_low_attendance_is_no_ground(self) -> None:
        """Trap: absence is a ground only after twenty school days in a row, with no authorised mark."""
        assert "twenty school days in a row" in what_it_needs(G.LONG_ABSENCE, MONDAY).needs[0]
        assert [each for each in G if "absent" in each.value] == [G.LONG_ABSENCE]

    def test_not_held_before_19_august_2024(self) -> None:
        with pytest.raises(NotInForce):
            what_it_needs(G.DIED, date(2024, 8, 18))


class TestReturns:
    """What the authority is told: within five days of the entry, and when the name is deleted (reg 13)."""

    @pytest.mark.parametrize(("sent", "verdict"), [
        (date(2026, 9, 19), MET), (date(2026, 9, 20), NOT_MET), (None, NOT_MET), (UNKNOWN, UNDETERMINED),
    ])  # fmt: skip
    def test_five_plain_days_after_the_entry(self, sent: Any, verdict: Verdict) -> None:
        """Monday 14 September: the fifth day after is Saturday, and counts."""
        ours = DUAL[1].but(formalities=NOTHING_DONE.but(entry_return_on=sent))
        (finding,) = findings(YEAR_8.but(registrations=(DUAL[0], ours)), ENTRY)
        assert finding.verdict is verdict and finding.who is Actor.CENTRE
        assert finding.due is not None and finding.due.last_day == date(2026, 9, 19)

    def test_pending_until_then(self) -> None:
        ours = DUAL[1].but(formalities=NOTHING_DONE)
        record = YEAR_8.but(registrations=(DUAL[0], ours))
        assert verdicts(record, ENTRY, date(2026, 9, 19)) == [PENDING]
        assert verdicts(record, ENTRY, date(2026, 9, 20)) == [NOT_MET]

    @pytest.mark.parametrize(("taught", "first", "expected"), [
        (YearGroup.Y7, date(2026, 9, 3), []), (YearGroup.Y8, date(2026, 9, 3), [NOT_MET]),
        (YearGroup.Y7, date(2026, 10, 1), [NOT_MET]), (UNKNOWN, date(2026, 9, 3), [UNDETERMINED]),
    ])  # fmt: skip
    def test_ordinary_entry_to_the_most_junior_class_needs_none(self, taught: Any, first: date, expected: Any) -> None:
        there = Registration(
            school="HILL", status=Enrolment.SINGLE, first=first, last=None, formalities=NOTHING_DONE
        )  # fmt: skip
        record = YEAR_8.but(pupil=YEAR_8.pupil.but(taught_year=taught), registrations=(there,), placements=())
        assert verdicts(record, ENTRY) == expected

    @pytest.mark.parametrize(("taught", "first", "expected"), [
        (YearGroup.Y10, date(2026, 9, 3), [UNDETERMINED]), (YearGroup.Y10, date(2026, 9, 4), [NOT_MET]),
        (YearGroup.Y10, date(2026, 9, 1), [UNDETERMINED]), (YearGroup.Y11, date(2026, 9, 3), [NOT_MET]),
    ])  # fmt: skip
    def test_of_a_class_that_may_be_the_most_junior_it_is_asked(self, taught: Any, first: date, expected: Any) -> None:
        """A centre for Key Stage 4: of Year 10 on the first day of its year no return is owed (reg 13(2))."""
        there = Registration(school="HILL", status=Enrolment.SINGLE, first=first, last=None, formalities=NOTHING_DONE)
        record = YEAR_8.but(pupil=YEAR_8.pupil.but(taught_year=taught), registrations=(there,), placements=())
        assert verdicts(record, ENTRY) == expected
        if taught is YearGroup.Y10 and first == date(2026, 9, 3):
            (finding,) = findings(record, ENTRY)
            assert finding.missing == ("the most junior class of HILL",)
        without = [UNDETERMINED] if taught is YearGroup.Y10 else [NOT_MET]
        assert verdicts(record, ENTRY, calendars=Calendars({})) == without

    @pytest.mark.parametrize(("sent", "entered", "verdict"), [
        (date(2026, 11, 7), None, MET), (date(2026, 11, 8), None, UNDETERMINED), (None, None, NOT_MET),
        (date(2026, 11, 9), date(2026, 11, 9), MET), (date(2026, 11, 10), date(2026, 11, 9), UNDETERMINED),
        (date(2026, 11, 24), None, NOT_MET), (None, MONDAY - timedelta(1), NOT_MET),
    ])  # fmt: skip
    def test_the_deletion_return_when_the_name_is_deleted(self, sent: Any, entered: Any, verdict: Verdict) -> None:
        """A return that came later: the regulation says "when", and no number of days; only guidance says no later."""
        record = left(G.MOVED_AWAY, deletion_return_on=sent, deleted_on=entered)
        assert verdicts(record, RETURN) == [verdict]

    def test_on_the_day_of_the_deletion_nothing_is_late_yet(self) -> None:
        assert verdicts(left(G.MOVED_AWAY, deletion_return_on=None, deleted_on=MONDAY), RETURN) == []

    def test_ordinary_leavers_need_none(self) -> None:
        """Gone for their age, with the school year's last term behind them (reg 13(5))."""
        for ground in (G.OVER_AGE, G.NOT_OF_AGE):
            record = left(ground, last=date(2027, 7, 21), deletion_return_on=None)
            assert verdicts(record, RETURN, date(2027, 9, 20)) == []

    @pytest.mark.parametrize(("entered", "kept"), [
        (date(2021, 8, 18), date(2024, 8, 18)), (date(2024, 8, 19), date(2030, 8, 18)),
        (date(2028, 2, 29), date(2034, 2, 28)),
    ])  # fmt: skip
    def test_entries_are_kept_for_six_years(self, entered: date, kept: date) -> None:
        """Three years before 19 August 2024 (register.electronic-and-retention)."""
        assert kept_to(entered) == kept


class TestWhatTravels:
    """Common transfer file in fifteen school days, child protection file in five days (verification C32; KCSIE)."""

    @pytest.mark.parametrize(("sent", "verdict"), [
        (date(2026, 11, 27), PENDING), (date(2026, 11, 20), MET), (None, PENDING), (UNKNOWN, PENDING),
    ])  # fmt: skip
    def test_fifteen_school_days_after_leaving(self, sent: Any, verdict: Verdict) -> None:
        (finding,) = findings(left(G.MOVED_AWAY, files_sent_on=sent), FILES)
        assert finding.due is not None and finding.due.last_day == date(2026, 11, 27)
        assert finding.verdict is verdict and finding.who is Actor.HOME_SCHOOL

    def test_late_from_the_next_day(self) -> None:
        for on, verdict in ((date(2026, 11, 27), PENDING), (date(2026, 11, 28), NOT_MET)):
            assert verdicts(left(G.MOVED_AWAY, files_sent_on=None), FILES, on) == [verdict]

    def test_only_of_schools_that_an_authority_maintains(self) -> None:
        assert verdicts(left(G.MOVED_AWAY, maintained=False), FILES) == []
        assert verdicts(left(G.MOVED_AWAY, maintained=UNKNOWN), FILES) == [UNDETERMINED]

    @pytest.mark.parametrize(("first", "sent", "verdict"), [
        (date(2026, 10, 10), None, NOT_MET), (date(2026, 10, 11), None, UNDETERMINED),
        (date(2026, 10, 11), date(2026, 11, 27), MET), (date(2026, 10, 11), date(2026, 11, 28), UNDETERMINED),
        (UNKNOWN, None, UNDETERMINED),
    ])  # fmt: skip
    def test_there_for_less_than_four_weeks_the_time_may_be_longer(self, first: Any, sent: Any, verdict: Any) -> None:
        """Counted from when that school had the files itself, if that was later (reg 9(8)-(9))."""
        record = left(G.MOVED_AWAY, files_sent_on=sent)
        home, *others = record.registrations
        record = record.but(registrations=(home.but(first=first), *others))
        assert verdicts(record, FILES, date(2026, 11, 30)) == [verdict]

    def test_a_first_day_there_that_is_not_known_is_asked(self) -> None:
        record = left(G.MOVED_AWAY, files_sent_on=None)
        there = Registration(school="BROOK", status=Enrolment.SINGLE, first=UNKNOWN, last=None)
        (finding,) = findings(record.but(registrations=(record.registrations[0], there)), FILES)
        assert finding.verdict is UNDETERMINED and finding.missing == ("registrations[1].first",)
        over = there.but(last=date(2026, 11, 13))
        assert verdicts(record.but(registrations=(record.registrations[0], over)), FILES) == []

    def test_only_where_the_pupil_is_at_another_school(self) -> None:
        record = left(G.MOVED_AWAY, files_sent_on=None)
        assert verdicts(record.but(registrations=record.registrations[:1]), FILES) == []

    @pytest.mark.parametrize(("learned", "verdict"), [
        (date(2026, 9, 14), NOT_MET), (date(2026, 11, 9), PENDING), (None, None), (UNKNOWN, UNDETERMINED),
    ])  # fmt: skip
    def test_dual_registration_sends_copies(self, learned: Any, verdict: Verdict | None) -> None:
        home = DUAL[0].but(formalities=NOTHING_DONE.but(learned_of_second_on=learned))
        record = YEAR_8.but(registrations=(home, DUAL[1].but(formalities=Formalities(maintained=True))))
        assert verdicts(record, COPY) == ([] if verdict is None else [verdict])
        assert verdicts(record, FILES) == [] and verdicts(record, SAFEGUARDING) == []

    @pytest.mark.parametrize(("first", "second", "expected"), [
        (True, True, [NOT_MET]), (True, False, []), (False, True, []), (False, UNKNOWN, []), (UNKNOWN, False, []),
        (True, UNKNOWN, [UNDETERMINED]), (UNKNOWN, True, [UNDETERMINED]),
    ])  # fmt: skip
    def test_copies_between_schools_that_an_authority_maintains(self, first: Any, second: Any, expected: Any) -> None:
        """To an academy, an alternative provision academy among them, reg 9(3A) does not reach."""
        home = DUAL[0].but(formalities=NOTHING_DONE.but(maintained=first, learned_of_second_on=date(2026, 9, 14)))
        ours = DUAL[1].but(formalities=Formalities(maintained=second))
        assert verdicts(YEAR_8.but(registrations=(home, ours)), COPY) == expected
        if second is UNKNOWN:
            assert verdicts(YEAR_8.but(registrations=(home, DUAL[1])), COPY) == expected

    @pytest.mark.parametrize(("sent", "verdict"), [
        (date(2026, 11, 11), MET), (date(2026, 11, 12), UNDETERMINED), (date(2026, 11, 13), UNDETERMINED),
        (date(2026, 11, 16), NOT_MET), (None, NOT_MET),
    ])  # fmt: skip
    def test_the_child_protection_file(self, sent: Any, verdict: Verdict) -> None:
        """Five days or five school days: readings differ between the two, and only past both is it late."""
        assert verdicts(left(G.MOVED_AWAY, safeguarding_sent_on=sent), SAFEGUARDING) == [verdict]

    def back_and_gone_again(self, **done: Any) -> PupilRecord:
        """Off the home school's roll in February for another school, back in May, and gone again in November."""
        first_time, again = (
            Registration(
                school="HILL", status=Enrolment.SINGLE, first=first, last=last, formalities=NOTHING_DONE.but(**done)
            )
            for first, last in ((date(2025, 12, 8), date(2026, 2, 1)), (date(2026, 5, 1), LAST))
        )
        between = Registration(school="BROOK", status=Enrolment.SINGLE, first=date(2026, 2, 2), last=date(2026, 4, 30))
        return YEAR_8.but(registrations=(first_time, between, again, *after(LAST)))

    def test_left_twice_in_a_year_is_two_matters(self) -> None:
        """Each with its own key: settling one leaves the other open."""
        for rule in (FILES, SAFEGUARDING):
            matters = {each.matter for each in findings(self.back_and_gone_again(), rule)}
            assert matters == {"HILL until 2026-02-01: files", "HILL until 2026-11-06: files"}

    def test_the_new_school_is_the_next_one_and_no_later_one(self) -> None:
        """The first five days of a new term are those at the school that came next, not at one three months on."""
        calendar = SchoolCalendar.of_terms(
            "HILL", terms=[Term("spring", date(2026, 1, 5), date(2026, 3, 27)),
                           Term("autumn", date(2026, 9, 3), date(2026, 12, 18))],
        )  # fmt: skip
        calendars = Calendars({"CENTRE": STORY_CALENDAR, "HILL": calendar})
        record = self.back_and_gone_again(safeguarding_sent_on=date(2026, 9, 10))
        found = {each.matter: each for each in findings(record, SAFEGUARDING, calendars=calendars)}
        assert found["HILL until 2026-02-01: files"].verdict is NOT_MET

    def test_copies_were_owed_before_the_registers_of_2024(self) -> None:
        """SI 2005/1437 reg 9(3A) stands in the text of 1 September 2015."""
        calendars = Calendars({}, default=SchoolCalendar.of_terms(
            "of 2019", terms=[Term("autumn", date(2019, 9, 3), date(2019, 12, 20))]
        ))  # fmt: skip
        home, ours = (each.but(first=date(2019, 9, 9)) for each in DUAL)
        home = home.but(formalities=NOTHING_DONE.but(learned_of_second_on=date(2019, 9, 9)))
        record = YEAR_8.but(registrations=(home, ours.but(formalities=Formalities(maintained=True))))
        assert verdicts(record, COPY, date(2019, 11, 25), calendars=calendars) == [NOT_MET]

    @pytest.mark.parametrize(("learned", "expected"), [(date(2015, 8, 31), []), (date(2015, 9, 1), [NOT_MET])])
    def test_copies_on_both_sides_of_the_day_of_the_text(self, learned: date, expected: list[Verdict]) -> None:
        calendars = Calendars({}, default=SchoolCalendar.of_terms(
            "of 2015", terms=[Term("autumn", date(2015, 8, 24), date(2015, 12, 18))]
        ))  # fmt: skip
        home, ours = (each.but(first=date(2015, 8, 24)) for each in DUAL)
        home = home.but(formalities=NOTHING_DONE.but(learned_of_second_on=learned))
        record = YEAR_8.but(registrations=(home, ours.but(formalities=Formalities(maintained=True))))
        assert verdicts(record, COPY, date(2015, 11, 23), calendars=calendars) == expected

    def test_without_formalities_nothing_is_asked(self) -> None:
        for rule in (FILES, COPY, SAFEGUARDING, ENTRY):
            assert verdicts(left(G.MOVED_AWAY), rule) == [] and verdicts(YEAR_8, rule) == []

    def test_without_the_schools_calendar_it_cannot_be_told(self) -> None:
        calendars = Calendars({"CENTRE": STORY_CALENDAR})
        assert verdicts(left(G.MOVED_AWAY, files_sent_on=None), FILES, calendars=calendars) == [UNDETERMINED]


class TestTwoSchoolsRecords:
    """Dual registration in agreement: both schools' records say the same (verification C30)."""

    def test_agreeing_records(self) -> None:
        assert disagreements(DUAL, DUAL[::-1], MONDAY) == ()

    def test_both_say_main(self) -> None:
        theirs = (DUAL[0].but(status=Enrolment.SUBSIDIARY), DUAL[1].but(status=Enrolment.MAIN))
        assert [(each.school, each.ours, each.theirs) for each in disagreements(DUAL, theirs, MONDAY)] == [
            ("CENTRE", Enrolment.SUBSIDIARY, Enrolment.MAIN), ("HILL", Enrolment.MAIN, Enrolment.SUBSIDIARY),
        ]  # fmt: skip

    def test_one_does_not_know_of_the_other(self) -> None:
        (only,) = disagreements(DUAL, DUAL[:1], MONDAY)
        assert (only.school, only.theirs) == ("CENTRE", None)

    def test_what_is_not_known_is_no_disagreement(self) -> None:
        gap = (DUAL[0].but(status=UNKNOWN), DUAL[1])
        assert disagreements(DUAL, gap, MONDAY) == disagreements(gap, DUAL, MONDAY) == ()

    @given(st.lists(st.sampled_from(Enrolment), max_size=2), st.lists(st.sampled_from(Enrolment), max_size=2))
    def test_it_is_the_same_from_either_side(self, ours: list[Enrolment], theirs: list[Enrolment]) -> None:
        one, other = (
            [
                Registration(school=school, status=status, first=LAST, last=None)
                for school, status in zip(("A", "B"), some, strict=False)
            ]
            for some in (ours, theirs)
        )
        there = [(each.school, each.theirs, each.ours) for each in disagreements(other, one, MONDAY)]
        assert [(each.school, each.ours, each.theirs) for each in disagreements(one, other, MONDAY)] == there


class TestWhatIsNotKnown:
    """Filling a gap changes no fact that was known; the order of registrations says nothing."""

    @given(st.data())
    def test_more_is_only_learned(self, data: st.DataObject) -> None:
        home = DUAL[0].but(formalities=NOTHING_DONE.but(learned_of_second_on=LAST))
        record = data.draw(st.sampled_from((
            left(G.MOVED_AWAY, deleted_on=LAST, files_sent_on=MONDAY), left(G.PERMANENT_EXCLUSION),
            YEAR_8.but(registrations=(home, DUAL[1].but(formalities=NOTHING_DONE))),
        )))  # fmt: skip
        asked = Asked(MONDAY, CALENDARS, Policy())
        gaps = with_gaps(record, data)
        for rows in (leaving_facts, joining_facts, files_facts):
            assert_only_learns(list(rows(gaps, asked)), list(rows(record, asked)))

    @given(st.permutations(left(G.MOVED_AWAY, files_sent_on=MONDAY, deleted_on=LAST).registrations))
    def test_in_any_order(self, mixed: list[Registration]) -> None:
        record, asked = left(G.MOVED_AWAY, files_sent_on=MONDAY, deleted_on=LAST), Asked(MONDAY, CALENDARS, Policy())
        for rows in (leaving_facts, joining_facts, files_facts):
            assert list(rows(record.but(registrations=tuple(mixed)), asked)) == list(rows(record, asked))

    def test_a_home_school_not_known_is_asked_for(self) -> None:
        record = left(G.MOVED_AWAY)
        record = record.but(placements=(AGREED.but(home_school=UNKNOWN),))
        (finding,) = findings(record, ROUTE)
        assert finding.verdict is UNDETERMINED and finding.missing == ("placements[0].home_school",)


class TestWhoseStep:
    """What another school owes is its own, never the centre's breach."""

    def test_the_home_schools(self) -> None:
        done = left(G.MOVED_AWAY, deletion_return_on=None)
        assert {finding.who for rule in RULES for finding in findings(done, rule.id) if "HILL" in finding.because} == {
            Actor.HOME_SCHOOL
        }
