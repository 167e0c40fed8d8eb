"""The limit of a school year: before a suspension is made, and of the last one that was (EX-DAY-04 to 06, 09)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, HalfDays, InvalidValue, PermanentExclusion, Suspension, Verdict
from ap_core.errors import NotInForce
from ap_core.exclusion.boards import Procedure
from ap_core.exclusion.day_counts import Scope
from ap_core.exclusion.elsewhere import SuspendedElsewhere, elsewhere_in_term, elsewhere_in_year
from ap_core.exclusion.notices import Cancellation
from ap_core.exclusion.prospect import may_suspend
from ap_core.exclusion.served import _BACK, _FIRST_DAY, days_served, missed_under
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Reason, Unknown
from ap_core.policy import Area, Policy
from tests.dates_models import D
from tests.placements import CALENDARS as OF_STORIES
from tests.placements import MONDAY, YEAR_8, findings
from tests.suspensions import CALENDARS, SCHOOLS, asked, bounds, known_suspensions, naive_count, part, suspended
from tests.unknowns import assert_only_learns, with_gaps

LIMIT, SCHOOL_DAYS = "exclusion.limit.school_year", "exclusion.suspension.school_days"
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
of_records = settings(max_examples=50, deadline=None)


def told(this_year: Any = UNKNOWN, this_term: Any = UNKNOWN, on: str = "2026-09-10") -> SuspendedElsewhere:
    """Half-days elsewhere, as numbers."""
    given_as = [HalfDays(each) if isinstance(each, int) else each for each in (this_year, this_term)]
    return SuspendedElsewhere(counted_on=D(on), this_year=given_as[0], this_term=given_as[1])


class TestBeforeItIsMade:
    """How many half-days remain, what this one would use, and whether the law allows it: 45 lawful, 45.5 not."""

    FRIDAY = suspended("S9", "2026-11-20", part_days=())

    @pytest.mark.parametrize(("used", "lawful", "left"), [(0, True, 90), (88, True, 2), (89, False, 1), (95, False, 0)])
    def test_both_sides_of_the_limit(self, used: int, lawful: bool, left: int) -> None:
        """A whole day on top of what was used; nothing is left below nothing."""
        prospect = may_suspend(self.FRIDAY, [], CALENDARS, elsewhere=told(used))
        [year] = prospect.years
        assert prospect.lawful is year.lawful is lawful
        assert (year.remaining, year.remaining_at_most) == (HalfDays(left), HalfDays(left))
        assert (bounds(year.already), bounds(year.adds), bounds(year.total)) == ((used,) * 2, (2, 2), (used + 2,) * 2)

    def test_half_a_day_on_top_of_forty_five(self) -> None:
        """Is not lawful; on top of forty-four and a half it is."""
        morning = self.FRIDAY.but(part_days=(part("2026-11-20", "m"),))
        assert [may_suspend(morning, [], CALENDARS, elsewhere=told(used)).lawful for used in (89, 90)] == [True, False]

    def test_unknown_days_elsewhere_are_not_nothing(self) -> None:
        """Open, unless the days on record are too many by themselves."""
        open_answer = may_suspend(self.FRIDAY, [], CALENDARS, elsewhere=UNKNOWN)
        assert asked(open_answer.lawful) == {"suspended_elsewhere"}
        [year] = open_answer.years
        assert isinstance(year.remaining, Unknown) and year.remaining_at_most == HalfDays(90)
        long = suspended("S1", "2027-01-05", "2027-03-25", part_days=())
        assert may_suspend(self.FRIDAY, [long], CALENDARS, elsewhere=UNKNOWN).lawful is False

    def test_over_the_turn_of_the_school_year(self) -> None:
        """Two days in July, two in September: each year has its own, and its own limit."""
        over = suspended("S9", "2027-07-20", "2027-09-03", part_days=())
        long = suspended("S1", "2027-01-05", "2027-03-25", part_days=())
        prospect = may_suspend(over, [long], CALENDARS, elsewhere=None)
        assert [(year.year.first, bounds(year.adds), year.lawful) for year in prospect.years] == [  # type: ignore[union-attr]
            (D("2026-09-03"), (4, 4), False), (D("2027-09-02"), (4, 4), True),
        ]  # fmt: skip
        assert prospect.lawful is False
        assert may_suspend(over, [], CALENDARS, elsewhere=None).lawful is True

    def test_a_number_is_of_one_school_year(self) -> None:
        """What was told of this year says nothing of the next, nor of this term what was told of another."""
        over = suspended("S9", "2027-07-20", "2027-09-03", part_days=())
        prospect = may_suspend(over, [], CALENDARS, elsewhere=told(10))
        assert [year.lawful is True for year in prospect.years] == [True, False]
        assert asked(prospect.lawful) == {"suspended_elsewhere.counted_on"}

    def test_over_the_turn_of_the_term(self) -> None:
        """Each term has its own days."""
        over = suspended("S9", "2026-12-17", "2027-01-06", part_days=())
        earlier = suspended("S1", "2026-09-14", "2026-09-18", part_days=())
        terms = may_suspend(over, [earlier], CALENDARS, elsewhere=told(6, 3)).terms
        assert isinstance(terms, tuple)
        assert [(bounds(each.already), bounds(each.adds), bounds(each.total)) for each in terms] == [
            ((13, 13), (4, 4), (17, 17)), ((0, None), (4, 4), (4, None)),
        ]  # fmt: skip

    @of_records
    @given(known_suspensions(), st.data())
    def test_is_what_the_naive_count_says(self, suspensions: list[Suspension], data: st.DataObject) -> None:
        """Whichever of them is the one not yet made; and in whatever order the others stand."""
        # Of BROOK's second year the end is not known.
        could = [each for each in suspensions if each.school == "HILL" or each.last_day < D("2027-08-25")]  # type: ignore[operator]
        if not could:
            return
        planned = data.draw(st.sampled_from(could))
        others = [each for each in suspensions if each is not planned]
        prospect = may_suspend(planned, data.draw(st.permutations(others)), CALENDARS, elsewhere=None)
        for year in prospect.years:
            least, most = naive_count(suspensions, _span_of(year.year, SCHOOLS[planned.school]))
            assert bounds(year.total) == (least, most)
            wanted = True if most <= 90 else False if least > 90 else None
            assert year.lawful == wanted if wanted is not None else isinstance(year.lawful, Unknown)
        assert isinstance(prospect.terms, tuple)
        for term in prospect.terms:
            assert bounds(term.total) == naive_count(suspensions, term.term)

    def test_by_this_school_alone(self) -> None:
        """The other reading, by name."""
        there = suspended("S1", "2027-01-05", "2027-03-25", part_days=(), school="BROOK")
        for scope, lawful in ((Scope.ALL_SCHOOLS, False), (Scope.THIS_SCHOOL, True)):
            assert may_suspend(self.FRIDAY, [there], CALENDARS, elsewhere=None, scope=scope).lawful is lawful

    def test_what_cannot_be_reckoned(self) -> None:
        """Suspensions that nobody recorded, days beyond the calendar, one without days, and a day before the law."""
        assert asked(may_suspend(self.FRIDAY, UNKNOWN, CALENDARS, elsewhere=None).lawful) == {"suspensions"}
        beyond = suspended("S9", "2026-11-20", school="MILL", part_days=())
        prospect = may_suspend(beyond, [], CALENDARS, elsewhere=None)
        assert asked(prospect.lawful) == {"calendars.MILL"}
        assert isinstance(prospect.terms, Unknown) and isinstance(prospect.years[0].year, Unknown)
        for missing in ({"first_day": UNKNOWN}, {"last_day": UNKNOWN}, {"first_day": UNKNOWN, "last_day": UNKNOWN}):
            with pytest.raises(InvalidValue, match="planned: has no first or no last day"):
                may_suspend(self.FRIDAY.but(**missing), [], CALENDARS, elsewhere=None)
        with pytest.raises(NotInForce):
            may_suspend(suspended("S9", "2012-08-31", part_days=()), [], CALENDARS, elsewhere=None)

    def test_more_in_the_term_than_in_the_year_is_refused(self) -> None:
        """The term lies in the year."""
        with pytest.raises(InvalidValue, match="this_term: is more than this_year"):
            told(3, 4)
        assert told(4, 4).this_term == HalfDays(4)

    def test_a_year_without_any_has_no_term_with_some(self) -> None:
        """Nothing is asked about the term then."""
        terms = may_suspend(self.FRIDAY, [], CALENDARS, elsewhere=told(0)).terms
        assert isinstance(terms, tuple) and bounds(terms[0].total) == (2, 2)
        unsure = may_suspend(self.FRIDAY, [], CALENDARS, elsewhere=told(1)).terms
        assert isinstance(unsure, tuple) and asked(unsure[0].total.half_days) == {"suspended_elsewhere.this_term"}


def _span_of(year: Any, calendar: Any) -> Any:
    from ap_core.dates import DateSpan, SchoolYear

    return DateSpan(year.first, SchoolYear.end_of(year.first, calendar))


def record(*suspensions: Suspension, elsewhere: Any = None, **more: Any) -> Any:
    """The Year 8 pupil of the stories, suspended."""
    return YEAR_8.but(suspensions=suspensions, suspended_elsewhere=elsewhere, **more)


def whole(ref: str, first: str, last: str = "", school: str = "CENTRE", **more: Any) -> Suspension:
    """A suspension of whole days."""
    return suspended(ref, first, last, school=school, part_days=(), **more)


class TestTheLastSuspension:
    """Each school's last one of the year, on the total as it stood when it was made."""

    FRIDAY = whole("S1", "2026-11-20")

    @pytest.mark.parametrize(("used", "verdict"), [(0, MET), (88, MET), (89, NOT_MET), (90, NOT_MET)])
    def test_45_days_are_lawful_and_45_and_a_half_are_not(self, used: int, verdict: Verdict) -> None:
        [finding] = findings(record(self.FRIDAY, elsewhere=told(used)), LIMIT)
        assert (finding.verdict, finding.who) == (verdict, Actor.CENTRE)

    def test_of_two_that_began_on_one_day_the_one_that_follows(self) -> None:
        """It is judged with the one before it, in whatever order they stand."""
        lunch = whole("S1", "2026-11-20").but(part_days=(part("2026-11-20", "l"),))
        after = whole("S2", "2026-11-20", "2026-11-23", follows="S1").but(part_days=(part("2026-11-20", "a"),))
        for both in ((lunch, after), (after, lunch)):
            [finding] = findings(record(*both, elsewhere=told(87)), LIMIT)
            assert finding.verdict is UNDETERMINED
            assert "a lawyer" in {need.of for need in finding.needs}

    def test_reaching_the_limit_is_no_breach_and_no_permanent_exclusion(self) -> None:
        """Trap 1 of the fact book: several pages say that it becomes one."""
        [finding] = findings(record(self.FRIDAY, elsewhere=told(88)), LIMIT)
        assert finding.verdict is MET and "at most 45, of 45" in finding.because
        [over] = findings(record(self.FRIDAY, elsewhere=told(90)), LIMIT)
        assert "not permanently excluded" in over.act and "46" in over.because

    def test_undetermined_while_days_elsewhere_are_not_known(self) -> None:
        """And they are asked for; unless the days on record decide it."""
        [finding] = findings(record(self.FRIDAY, elsewhere=UNKNOWN), LIMIT)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("suspended_elsewhere",))
        long = whole("S1", "2026-09-07", "2026-11-20")
        assert [each.verdict for each in findings(record(long, elsewhere=UNKNOWN), LIMIT)] == [NOT_MET]

    def test_days_elsewhere_counted_later_may_have_come_later(self) -> None:
        """Only what had been when it was made makes it unlawful: no later day does."""
        for on, verdict in (("2026-11-20", NOT_MET), ("2026-11-21", UNDETERMINED)):
            [finding] = findings(record(self.FRIDAY, elsewhere=told(89, on=on)), LIMIT)
            assert finding.verdict is verdict
        [fine] = findings(record(self.FRIDAY, elsewhere=told(88, on="2026-11-21")), LIMIT)
        assert fine.verdict is MET

    def test_not_retrospective(self) -> None:
        """40 days at the home school, then the centre's: the centre's goes over, the home school's did not."""
        home = whole("S1", "2026-09-03", "2026-11-05", school="HILL")
        centre = whole("S2", "2026-11-09", "2026-11-16")
        found = {finding.who: finding for finding in findings(record(centre, home), LIMIT)}
        assert (found[Actor.HOME_SCHOOL].verdict, found[Actor.CENTRE].verdict) == (MET, NOT_MET)
        assert found[Actor.CENTRE].arose_on == D("2026-11-09")

    def test_the_whole_of_it_counts_though_it_is_not_over(self) -> None:
        """The law looks at what the pupil would be excluded for."""
        long = whole("S1", "2026-11-16", "2027-02-05")
        assert [each.verdict for each in findings(record(long), LIMIT)] == [NOT_MET]

    def test_what_has_not_begun_or_was_in_another_year_is_not_judged(self) -> None:
        for first in ("2026-11-24", "2026-07-20"):
            assert findings(record(whole("S1", first)), LIMIT) == []
        assert findings(record(), LIMIT) == []

    def test_whether_there_are_any_is_asked_where_nobody_knows(self) -> None:
        """Not known is not none: one question, of a system that holds them."""
        unknown = record().but(suspensions=UNKNOWN)
        [finding] = findings(unknown, LIMIT)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("suspensions",))
        held_nowhere = Policy(not_recorded=frozenset((Area.SUSPENSIONS,)))
        assert findings(unknown, LIMIT, policy=held_nowhere) == []

    def test_a_first_day_not_known_is_asked_for(self) -> None:
        [finding] = findings(record(self.FRIDAY.but(first_day=UNKNOWN)), LIMIT)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("suspensions[0].first_day",))

    def test_a_school_without_a_calendar_is_asked_for_it(self) -> None:
        for first, expected in (("2026-09-01", [UNDETERMINED]), ("2026-08-31", [])):
            found = findings(record(whole("S1", first, school="MILL")), LIMIT)
            assert [each.verdict for each in found] == expected

    def test_two_suspensions_for_one_time_contradict_each_other(self) -> None:
        """An overlap is no count: which is right is asked."""
        [finding] = findings(record(self.FRIDAY, whole("S2", "2026-11-19", "2026-11-20")), LIMIT)
        assert (finding.verdict, finding.reason) == (UNDETERMINED, Reason.CONTRADICTION)
        assert set(finding.missing) == {"suspensions[0].first_day", "suspensions[1].first_day"}

    def test_two_schools_on_one_day(self) -> None:
        """Where the doubt decides, the readings differ; where it does not, it decides nothing."""
        home = whole("S0", "2026-11-20", school="HILL")
        for used, verdict in ((86, MET), (87, UNDETERMINED), (89, NOT_MET)):
            found = findings(record(self.FRIDAY.but(follows="S0"), home, elsewhere=told(used)), LIMIT)
            assert {each.verdict for each in found if each.who is Actor.CENTRE} == {verdict}

    @pytest.mark.parametrize(("on", "expected"), [(date(2012, 9, 1), [MET]), (date(2012, 8, 31), [])])
    def test_from_september_2012(self, on: date, expected: list[Verdict]) -> None:
        """The limit is older; held is the present law."""
        from ap_core import Calendars, SchoolCalendar, Term

        year = SchoolCalendar.of_terms("CENTRE", terms=[Term("all", date(2012, 8, 20), date(2013, 7, 19))])
        older = YEAR_8.pupil.but(born=date(2000, 3, 14))
        early = record(whole("S1", on.isoformat(), "2012-09-07"), pupil=older, placements=(), registrations=())
        found = findings(early, LIMIT, date(2012, 10, 1), calendars=Calendars({"CENTRE": year}))
        assert [each.verdict for each in found] == expected

    @given(st.data())
    @of_records
    def test_more_is_only_learned(self, data: st.DataObject) -> None:
        from ap_core.exclusion.suspension_facts import suspension_days, suspension_years

        full = record(
            self.FRIDAY, whole("S2", "2026-10-05", "2026-10-07"), whole("S3", "2026-10-24", "2026-10-25"),
            whole("S4", "2026-11-16", "2026-11-17", school="HILL"), elsewhere=told(5, 2), permanent_exclusions=(),
        )  # fmt: skip
        ask = Asked(MONDAY, OF_STORIES, Policy())
        gaps = full.but(
            suspensions=tuple(with_gaps(each, data) for each in full.suspensions),
            suspended_elsewhere=data.draw(
                st.sampled_from([UNKNOWN, told(5), told(this_term=2), full.suspended_elsewhere])
            ),
            permanent_exclusions=data.draw(st.sampled_from([UNKNOWN, ()])),
        )
        for reckoner in (suspension_years, suspension_days):
            before, after = list(reckoner(gaps, ask)), list(reckoner(full, ask))
            # What is the last one, and the least so far, may well be learned with a first day.
            assert_only_learns(before, after, frozenset(("last_began_on", "at_least")))


class TestOnNoSchoolDay:
    """A suspension on no school day counts nothing, and is told; of no half-days it is refused; before birth too."""

    def test_a_weekend(self) -> None:
        [finding] = findings(record(whole("S1", "2026-11-14", "2026-11-15")), SCHOOL_DAYS)
        assert finding.verdict is NOT_MET and "counts nothing" in finding.because
        assert findings(record(whole("S1", "2026-11-13", "2026-11-15")), SCHOOL_DAYS) == []

    @pytest.mark.parametrize("first", ["2026-11-28", "2026-07-11"])
    def test_one_not_begun_or_of_another_year_is_not_told(self, first: str) -> None:
        """Each is a Saturday."""
        assert findings(record(whole("S1", first)), SCHOOL_DAYS) == []

    def test_outside_the_calendar(self) -> None:
        [finding] = findings(record(whole("S1", "2026-11-14", school="MILL")), SCHOOL_DAYS)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("calendars.MILL",))

    def test_one_that_was_cancelled_before_it_began_may_hold_none(self) -> None:
        cancelled = Procedure(cancelled=Cancellation(on=D("2026-11-12")))
        assert findings(record(whole("S1", "2026-11-14", procedure=cancelled)), SCHOOL_DAYS) == []

    def test_of_no_half_days(self) -> None:
        with pytest.raises(InvalidValue, match="length: is nothing"):
            suspended("S1", "2026-11-19", half_days=0)

    def test_before_birth(self) -> None:
        """All at once, and without the birthday."""
        early = (whole("S1", "2014-03-13"), whole("S2", "2014-03-14"))
        expelled = (PermanentExclusion(ref="X", school="HILL", on=D("2014-03-13")),)
        with pytest.raises(InvalidValue) as refused:
            record(*early, permanent_exclusions=expelled)
        assert [fault.path for fault in refused.value.faults] == [
            "suspensions[0].first_day", "permanent_exclusions[0].on",
        ]  # fmt: skip
        assert "2014" not in str(refused.value)


class TestCancelled:
    """EX-CAN-05: the days already missed still count, and no others; of a permanent exclusion that stands, none."""

    WEEK = whole("S1", "2026-11-16", "2026-11-20")

    @pytest.mark.parametrize(
        ("cancelled", "back", "half_days"),
        [("2026-11-17", "2026-11-18", 4), ("2026-11-13", "2026-11-16", 0), ("2026-11-20", "2026-11-23", 10),
         ("2026-11-16", "2026-11-16", 0), ("2026-11-16", None, 10)],
    )  # fmt: skip
    def test_the_days_missed(self, cancelled: str, back: str | None, half_days: int) -> None:
        procedure = Procedure(cancelled=Cancellation(on=D(cancelled)), back_on=back if back is None else D(back))
        later = whole("S2", "2026-11-23")
        given_as = record(self.WEEK.but(procedure=procedure), later)
        [finding] = findings(given_as, LIMIT)
        assert f"at most {HalfDays(half_days + 2).school_days}," in finding.because

    def test_one_that_never_began_is_not_the_last(self) -> None:
        """The one before it is: what came to nothing took nobody over the limit."""
        never = whole("S2", "2026-11-20", procedure=Procedure(cancelled=Cancellation(on=D("2026-11-19"))))
        [finding] = findings(record(whole("S1", "2026-11-16"), never), LIMIT)
        assert finding.arose_on == D("2026-11-16")
        assert findings(record(never), LIMIT) == []

    def test_a_day_back_that_is_not_known_leaves_it_open(self) -> None:
        procedure = Procedure(cancelled=Cancellation(on=D("2026-11-17")))
        served = days_served(self.WEEK.but(procedure=procedure), "suspensions[0].")
        assert served is not None and asked(served.last_day) == {"suspensions[0].procedure.back_on"}

    def test_the_parts_of_days_before_the_return_stay(self) -> None:
        procedure = Procedure(cancelled=Cancellation(on=D("2026-11-17")), back_on=D("2026-11-18"))
        parts = (part("2026-11-16", "a"), part("2026-11-18", "m"), part("2026-11-20", "m"))
        served = days_served(suspended("S1", "2026-11-16", "2026-11-20", part_days=parts, procedure=procedure))
        assert served is not None and served.part_days == parts[:1]

    def test_what_was_served_before_the_return_is_all_of_it(self) -> None:
        """Only a day back within the suspension shortens it; one that was never cancelled stands."""
        week = self.WEEK.but(length=HalfDays(10))
        assert days_served(week.but(procedure=Procedure())) == week.but(procedure=Procedure())
        cancelled = Procedure(cancelled=Cancellation(on=D("2026-11-17")))
        for back, last in (("2026-11-20", "2026-11-19"), ("2026-11-21", "2026-11-20"), ("2026-11-25", "2026-11-20")):
            served = days_served(week.but(procedure=cancelled.but(back_on=D(back))))
            assert served is not None and served.last_day == D(last)
            assert isinstance(served.length, Unknown) is (back == "2026-11-20")
            assert (served.procedure is None) is (back == "2026-11-20")

    def test_a_day_that_is_not_known_is_asked_for_in_whatever_hangs_on_it(self) -> None:
        path, cancelled = "suspensions[0].", Procedure(cancelled=Cancellation(on=D("2026-11-17")))
        served = days_served(self.WEEK.but(procedure=cancelled, length=HalfDays(10), part_days=()), path)
        assert served is not None and served.procedure is None
        for left_open in (served.last_day, served.length, served.part_days):
            assert asked(left_open) == {"suspensions[0].procedure.back_on"}
        back = cancelled.but(back_on=D("2026-11-18"))
        for changed in ({"first_day": UNKNOWN}, {"last_day": UNKNOWN}):
            served = days_served(self.WEEK.but(procedure=back, **changed), path)
            assert served is not None and served.last_day == D("2026-11-17")

    def test_a_permanent_exclusion(self) -> None:
        """How much of its own day was missed is not recorded: where that decides, it is asked."""
        stands = PermanentExclusion(ref="X", school="HILL", on=D("2026-11-16"))
        assert missed_under(stands) is None
        procedure = Procedure(cancelled=Cancellation(on=D("2026-11-18")), back_on=D("2026-11-19"))
        missed = missed_under(stands.but(procedure=procedure))
        assert missed is not None
        assert (missed.first_day, missed.last_day) == (D("2026-11-16"), D("2026-11-18"))
        friday = whole("S2", "2026-11-20")
        for used, verdict in ((82, MET), (83, UNDETERMINED), (89, NOT_MET)):
            given_as = record(friday, elsewhere=told(used), permanent_exclusions=(stands.but(procedure=procedure),))
            assert [each.verdict for each in findings(given_as, LIMIT)] == [verdict]
        back_at_once = procedure.but(back_on=D("2026-11-16"))
        assert missed_under(stands.but(procedure=back_at_once)) is None
        assert missed.ref == "X (cancelled)" and asked(missed.part_days) == {_FIRST_DAY.needs[0].path}
        assert missed_under(stands.but(procedure=Procedure())) is None
        unknown_day = missed_under(stands.but(on=UNKNOWN, procedure=procedure), "permanent_exclusions[0].")
        assert unknown_day is not None
        for left_open in (unknown_day.first_day, unknown_day.part_days):
            assert asked(left_open) == {"permanent_exclusions[0].on"}
        for words, need in (("let back", _BACK.needs[0]), ("day of the exclusion", _FIRST_DAY.needs[0])):
            assert words in need.ask and need.of == "the school"
        for back in (None, UNKNOWN):
            open_end = missed_under(stands.but(procedure=procedure.but(back_on=back)))
            assert open_end is not None and isinstance(open_end.last_day, Unknown)

    def test_whether_there_was_one_has_to_be_known(self) -> None:
        given_as = record(whole("S2", "2026-11-20"), permanent_exclusions=UNKNOWN)
        [finding] = findings(given_as, LIMIT)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("permanent_exclusions",))


def test_elsewhere_of_a_year_or_a_term_that_is_not_known_asks_for_that() -> None:
    given_as = told(4, 2, on="2026-11-18")
    missing = Unknown.because("the calendar of HILL")
    assert elsewhere_in_year(given_as, date(2026, 11, 20), missing) == missing
    assert elsewhere_in_term(given_as, missing) == missing


def test_what_lies_in_one_year_is_told_of_that_year_once() -> None:
    planned = suspended("S1", "2026-11-18", "2026-11-20", 6)
    assert len(may_suspend(planned, [], CALENDARS, elsewhere=None).years) == 1
    over_the_summer = suspended("S1", "2027-07-20", "2027-09-03", 8)
    assert len(may_suspend(over_the_summer, [], CALENDARS, elsewhere=None).years) == 2
