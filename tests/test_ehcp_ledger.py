"""The provision ledger: what is due and what was delivered, line by line, against a count written from the wording."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Actor,
    Centre,
    EHCPlan,
    Finding,
    InvalidValue,
    OutsideCalendar,
    Policy,
    PupilRecord,
    Roll,
    School,
    SchoolCalendar,
    Term,
    Unknown,
    Verdict,
)
from ap_core.ehcp.ledger import (
    Delivery,
    LineLedger,
    ProvisionLedger,
    ShortfallTold,
    SiteLedger,
    WhyMissed,
    line_ledger,
)
from ap_core.ehcp.ledger_facts import delivered_facts
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.law.rulebook import Asked
from ap_core.registration.records import SchoolKind
from tests.placements import CALENDARS, MONDAY, STORY_CALENDAR, YEAR_8, reviewed
from tests.unknowns import assert_only_learns

DAY = timedelta(1)
WEEK = 7 * DAY
START = date(2026, 9, 14)
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
SECURED, TOLD = "ehcp.provision.secured", "ehcp.provision.shortfall_told"
ESCALATED = "ehcp.provision.shortfall_escalated"
SPEECH = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.WEEK, all_year=False)
#: The last day of the last week before the day of the check.
SUNDAY = MONDAY - DAY


def site(*deliveries: Delivery, **changes: Any) -> SiteLedger:
    given: dict[str, Any] = {"site": "CENTRE", "first": START, "kept_to": SUNDAY, "deliveries": deliveries}
    return SiteLedger(**(given | changes))


def of(*weeks: int | Unknown, line: str = "F1", start: date = START) -> tuple[Delivery, ...]:
    """So many minutes in each week from the first on."""
    return tuple(Delivery(line=line, on=start + n * WEEK + 2 * DAY, minutes=each) for n, each in enumerate(weeks))


def counted(line: ProvisionLine, *sites: SiteLedger, on: date = MONDAY, **more: Any) -> LineLedger:
    found = line_ledger(line, ProvisionLedger(sites=sites), STORY_CALENDAR, on=on, **more)
    assert isinstance(found, LineLedger)
    return found


def naive_due(line: ProvisionLine, first: date, on: date) -> int:
    """Straight from the wording: go through the whole weeks before the day, and add what each makes due."""
    assert isinstance(line.minutes, int)
    weeks = [first + n * WEEK for n in range(60) if first + n * WEEK + 6 * DAY < on]
    meets = [[d for d in range(7) if monday + d * DAY in STORY_CALENDAR.school_days] for monday in weeks]
    match line.per:
        case Per.SCHOOL_DAY:
            return line.minutes * sum(map(len, meets))
        case Per.WEEK:
            return line.minutes * sum(1 for days in meets if days or line.all_year is True)
        case _:
            return line.minutes * (sum(1 for days in meets if days or line.all_year is True) // 2)


lines = st.builds(
    ProvisionLine, ref=st.just("F1"), kind=st.sampled_from([ProvisionKind.THERAPY, ProvisionKind.SUPPORT]),
    minutes=st.integers(1, 90), per=st.sampled_from([Per.SCHOOL_DAY, Per.WEEK, Per.FORTNIGHT]), all_year=st.booleans(),
)  # fmt: skip
deliveries = st.lists(
    st.builds(
        Delivery, line=st.sampled_from(["F1", "F2"]), on=st.integers(0, 69).map(lambda n: START + n * DAY),
        minutes=st.integers(0, 200),
    ), max_size=12,
)  # fmt: skip
checks = st.integers(0, 70).map(lambda n: START + n * DAY)


class TestCount:
    """DL-05: what is specified less what was delivered, line by line, in the whole weeks that are over."""

    @settings(max_examples=60)
    @given(line=lines, made=deliveries, on=checks)
    def test_agrees_with_the_wording(self, line: ProvisionLine, made: list[Delivery], on: date) -> None:
        found = counted(line, site(*made), on=on)
        due = naive_due(line, START, on)
        over = on - timedelta(on.weekday())
        got = sum(each.minutes for each in made if each.line == "F1" and each.on < over)  # type: ignore[misc]
        assert (found.specified, found.delivered, found.missing) == (due, got, max(0, due - got))
        assert found.is_short_by(1) is (due > got) and found.needs is None

    @settings(max_examples=40)
    @given(line=lines, made=deliveries, data=st.data())
    def test_order_and_sites_and_other_lines_change_nothing(
        self, line: ProvisionLine, made: list[Delivery], data: st.DataObject
    ) -> None:
        """More of one line never makes up for another, and it does not matter which site delivered."""
        whole = counted(line, site(*made))
        shuffled = data.draw(st.permutations(made))
        cut = data.draw(st.integers(0, len(made)))
        two = counted(line, site(*shuffled[:cut]), site(*shuffled[cut:], site="HILL"))
        alone = counted(line, site(*[each for each in made if each.line == "F1"]))
        assert whole.missing == two.missing == alone.missing and whole.weeks == two.weeks == alone.weeks

    @settings(max_examples=40)
    @given(line=lines, made=deliveries, more=st.integers(0, 300), at=st.integers(0, 69))
    def test_more_delivered_is_never_more_missing(
        self, line: ProvisionLine, made: list[Delivery], more: int, at: int
    ) -> None:
        before, after = (
            counted(line, site(*each)).missing
            for each in (made, [*made, Delivery(line="F1", on=START + at * DAY, minutes=more)])
        )
        assert isinstance(before, int) and isinstance(after, int) and before - more <= after <= before

    @settings(max_examples=60)
    @given(line=lines, made=deliveries, data=st.data())
    def test_unknown_is_between_and_never_nothing(
        self, line: ProvisionLine, made: list[Delivery], data: st.DataObject
    ) -> None:
        gaps = [each.but(minutes=UNKNOWN) if data.draw(st.integers(0, 3)) == 3 else each for each in made]
        kept_to = data.draw(st.sampled_from([SUNDAY, UNKNOWN]))
        holidays = data.draw(st.sampled_from([line.all_year, UNKNOWN]))
        full = counted(line, site(*made))
        partial = counted(line.but(all_year=holidays), site(*gaps, kept_to=kept_to))
        for told in ("specified", "delivered", "missing", "a_week"):
            was = getattr(partial, told)
            assert isinstance(was, Unknown) or was == getattr(full, told)
        for threshold in (1, 2, 5):
            was = partial.was_short_by(threshold)
            assert isinstance(was, Unknown) or was is full.was_short_by(threshold)
            since, certain = partial.short_since(threshold), full.short_since(threshold)
            if certain is not None:
                assert since is not None and since.covers(certain.first)

    def test_half_term_owes_nothing_of_a_weekly_line(self) -> None:
        """Ten weeks from 14 September to 22 November, one of them half term: nine times 45."""
        assert counted(SPEECH, site()).specified == 405

    def test_nor_an_inset_day_of_a_daily_one(self) -> None:
        """23 October is closed, half term too: nine school weeks less a day."""
        found = counted(SPEECH.but(per=Per.SCHOOL_DAY, minutes=10), site())
        assert (found.specified, found.a_week) == (440, 50)

    def test_weeks_without_school_owe_where_the_plan_says_so(self) -> None:
        assert counted(SPEECH.but(all_year=True), site()).specified == 450

    def test_whether_they_owe_is_asked_only_where_it_matters(self) -> None:
        open_line = SPEECH.but(all_year=UNKNOWN)
        assert counted(open_line, site(*of(45, 45)), on=START + 2 * WEEK).missing == 0
        unsure = counted(open_line, site(*of(*[45] * 6, 0, *[45] * 3)))
        assert isinstance(unsure.missing, Unknown) and unsure.missing.needs[0].path == "all_year"
        # The week of half term is in doubt, and no other.
        assert [week.specified.exact for week in unsure.weeks] == [*[45] * 6, None, *[45] * 3]
        # Whatever the answer, this much is missing.
        assert counted(open_line, site()).was_short_by(9) is True

    @pytest.mark.parametrize(("weeks", "due"), [(1, 0), (2, 45), (3, 45), (4, 90)])
    def test_a_fortnight_is_due_when_it_is_over(self, weeks: int, due: int) -> None:
        found = counted(SPEECH.but(per=Per.FORTNIGHT), site(), on=START + weeks * WEEK)
        assert (found.specified, found.a_week) == (due, 23)

    @pytest.mark.parametrize(
        ("per", "on", "due", "a_week"),
        [
            # The autumn half term ends on Thursday 22 October, its week is over on the 25th: eight school weeks.
            (Per.HALF_TERM, date(2026, 10, 25), 0, None), (Per.HALF_TERM, date(2026, 10, 26), 240, 30),
            (Per.HALF_TERM, date(2026, 12, 21), 480, 35),
            (Per.TERM, date(2026, 12, 20), 0, None), (Per.TERM, date(2026, 12, 21), 240, 16),
            (Per.YEAR, date(2027, 7, 25), 0, None), (Per.YEAR, date(2027, 7, 26), 240, 6),
        ],
    )  # fmt: skip
    def test_longer_periods_are_due_when_they_are_over(self, per: Per, on: date, due: int, a_week: int | None) -> None:
        line = SPEECH.but(minutes=240, per=per)
        found = counted(line, site(first=date(2026, 9, 1), kept_to=date(2027, 7, 31)), on=on)
        assert (found.specified, found.a_week) == (due, a_week)

    def test_nothing_is_short_before_a_period_is_over(self) -> None:
        for on in (START, MONDAY):
            found = counted(SPEECH.but(per=Per.TERM), site(first=date(2026, 9, 1)), on=on)
            assert found.was_short_by(1) is False and found.short_since(1) is None and found.missing == 0
        assert counted(SPEECH.but(per=Per.TERM), site(), on=START).counted is None

    def test_a_period_that_the_ledger_did_not_see_whole_is_not_due(self) -> None:
        assert counted(SPEECH.but(per=Per.HALF_TERM), site(), on=MONDAY).specified == 0

    def test_a_year_held_in_part_is_no_year(self) -> None:
        """Autumn alone, or spring and summer alone: nobody can tell how much of a year was due in them."""
        for terms, on in (
            (STORY_CALENDAR.terms[:1], date(2026, 12, 21)),
            (STORY_CALENDAR.terms[1:], date(2027, 7, 26)),
        ):
            part = SchoolCalendar.of_terms("a part", terms=terms)
            ledger = ProvisionLedger(sites=(site(first=terms[0].first, kept_to=UNKNOWN),))
            found = line_ledger(SPEECH.but(per=Per.YEAR), ledger, part, on=on)
            assert isinstance(found, LineLedger) and (found.specified, found.a_week) == (0, None)

    def test_each_school_year_of_a_calendar_is_due_by_itself(self) -> None:
        """Whether its terms begin in September or in August, and end in July or in June."""
        terms = [
            Term("2025/26", date(2025, 9, 1), date(2026, 6, 26)),
            Term("2026/27", date(2026, 8, 24), date(2027, 7, 21)),
        ]
        two = SchoolCalendar.of_terms("two years", terms=terms)
        ledger = ProvisionLedger(sites=(site(first=date(2025, 9, 1), kept_to=date(2027, 7, 31)),))
        for on, due in ((date(2026, 8, 3), 240), (date(2027, 7, 20), 240), (date(2027, 7, 26), 480)):
            found = line_ledger(SPEECH.but(minutes=240, per=Per.YEAR), ledger, two, on=on)
            assert isinstance(found, LineLedger) and found.specified == due

    def test_the_first_week_counts_where_no_school_day_came_before(self) -> None:
        """Term begins on Thursday 3 September: a ledger from that day has the week, one from the 4th has not."""
        firsts = [counted(SPEECH, site(first=date(2026, 9, day))).weeks[0].monday.day for day in (3, 4)]
        assert firsts == [31, 7]

    def test_the_running_week_is_not_counted(self) -> None:
        assert counted(SPEECH, site(), on=START + WEEK - DAY).counted is None
        assert counted(SPEECH, site(), on=START + WEEK).missing == 45

    def test_a_week_is_kept_from_its_friday_on(self) -> None:
        for kept_to, known in ((date(2026, 11, 19), False), (date(2026, 11, 20), True)):
            assert isinstance(counted(SPEECH, site(kept_to=kept_to)).missing, int) is known

    def test_a_line_counts_from_its_first_day_to_its_last(self) -> None:
        line = SPEECH.but(first=date(2026, 9, 28), last=date(2026, 10, 11))
        assert counted(line, site()).specified == 90
        # While it lasts its weeks are due as those of a line without an end.
        for on in (START + WEEK - DAY, START + WEEK):
            assert counted(SPEECH.but(last=MONDAY), site(), on=on).weeks == counted(SPEECH, site(), on=on).weeks

    def test_what_is_not_written_down_may_be_all_that_is_missing(self) -> None:
        """A week of which nothing is known may be missing whole: a week's worth may be, a minute more cannot."""
        found = counted(SPEECH, site(*of(UNKNOWN)), on=START + WEEK)
        assert isinstance(found.was_short_by(1), Unknown) and isinstance(found.is_short_by(45), Unknown)
        assert found.is_short_by(46) is False
        # Where as much as is due is written down, nothing is missing, whatever else was delivered.
        assert counted(SPEECH, site(*of(45), *of(UNKNOWN)), on=START + WEEK).missing == 0

    def test_holidays_are_not_asked_about_before_there_are_any(self) -> None:
        found = counted(SPEECH.but(all_year=UNKNOWN), site(kept_to=UNKNOWN), on=START + 2 * WEEK)
        assert found.needs is not None
        (need,) = found.needs.needs
        assert (need.path, need.of) == ("plan.ledger.sites[0].kept_to", "each site") and need.ask.startswith("Up to")

    def test_more_in_a_later_week_makes_up_for_the_same_line(self) -> None:
        found = counted(SPEECH, site(*of(0, 90)), on=START + 2 * WEEK)
        assert (found.missing, found.was_short_by(1), found.is_short_by(1)) == (0, True, False)

    def test_since_when(self) -> None:
        found = counted(SPEECH, site(*of(45, 45, 0, 45, 0)), on=START + 6 * WEEK)
        since = found.short_since(2)
        assert since is not None and (since.first, since.last) == (START + 5 * WEEK - DAY,) * 2
        assert found.short_since(9) is None

    def test_an_open_amount_is_not_counted_and_an_unknown_one_is_asked_for(self) -> None:
        ledger = ProvisionLedger(sites=(site(),))
        none = line_ledger(SPEECH.but(minutes=None), ledger, STORY_CALENDAR, on=MONDAY)
        asked = line_ledger(SPEECH.but(minutes=UNKNOWN), ledger, STORY_CALENDAR, on=MONDAY, path="plan.provision[0].")
        often = line_ledger(SPEECH.but(per=UNKNOWN), ledger, STORY_CALENDAR, on=MONDAY)
        assert none is None and isinstance(asked, Unknown) and asked.needs[0].path == "plan.provision[0].minutes"
        assert isinstance(often, Unknown) and often.needs[0].path == "per"

    def test_beyond_the_calendar(self) -> None:
        with pytest.raises(OutsideCalendar):
            counted(SPEECH, site(kept_to=UNKNOWN), on=date(2027, 9, 20))
        with pytest.raises(OutsideCalendar):
            counted(SPEECH, site(first=date(2026, 8, 24)), on=START)
        # While no week is over, none is looked up.
        for since, on in ((date(2027, 9, 8), MONDAY), (date(2027, 9, 6), date(2027, 9, 8))):
            assert counted(SPEECH, site(kept_to=UNKNOWN), since=since, on=on).counted is None

    def test_a_week_that_the_calendar_begins_or_ends_in_has_the_days_that_it_tells(self) -> None:
        """From Sunday 6 September to Monday 5 October: four whole weeks of school and a day, which is a school week."""
        short = SchoolCalendar.of_terms("short", terms=[Term("short", date(2026, 9, 6), date(2026, 10, 5))])
        ledger = ProvisionLedger(sites=(site(first=date(2026, 8, 31)),))
        for line, due in ((SPEECH.but(per=Per.SCHOOL_DAY, minutes=10), 210), (SPEECH, 5 * 45)):
            found = line_ledger(line, ledger, short, on=date(2026, 10, 12))
            assert isinstance(found, LineLedger) and (found.specified, len(found.weeks)) == (due, 6)


class TestRecords:
    """Impossible ledgers are refused, with all their faults."""

    def test_deliveries(self) -> None:
        with pytest.raises(InvalidValue, match=r"minutes: is below 0.*missed: is below 0"):
            Delivery(line="F1", on=START, minutes=-1, missed=-1)
        for missed in (1, 45):
            with pytest.raises(InvalidValue, match="why_missed: does not go with missed"):
                Delivery(line="F1", on=START, minutes=0, missed=missed)
        with pytest.raises(InvalidValue, match="why_missed: does not go with missed"):
            Delivery(line="F1", on=START, minutes=0, why_missed=WhyMissed.CLOSED)

    def test_sites(self) -> None:
        outside = (Delivery(line="F1", on=START - DAY, minutes=0), Delivery(line="F1", on=MONDAY, minutes=0))
        with pytest.raises(InvalidValue, match=r"deliveries\[0\].on: is outside.*deliveries\[1\].on: is outside"):
            site(*outside)
        with pytest.raises(InvalidValue, match="kept_to: is before first"):
            site(kept_to=START - DAY)
        assert site(kept_to=START).kept_to == START
        assert site(Delivery(line="F1", on=MONDAY, minutes=0), kept_to=UNKNOWN).kept_to is UNKNOWN
        with pytest.raises(InvalidValue, match=r"sites\[1\].site: is given twice"):
            ProvisionLedger(sites=(site(), site()))

    def test_lines_that_the_plan_does_not_have(self) -> None:
        ledger = ProvisionLedger(sites=(site(*of(45, line="F9")),), told=(ShortfallTold(line="F8", on=MONDAY),))
        with pytest.raises(InvalidValue, match=r"ledger.sites\[0\].deliveries\[0\].line: is no.*ledger.told\[0\].line"):
            EHCPlan(authority="SHIRE", provision=(SPEECH,), ledger=ledger)
        assert EHCPlan(authority="SHIRE", ledger=ledger).provision is UNKNOWN

    def test_a_roll_lists_every_site(self) -> None:
        centre = Centre(ref="CENTRE", name="Invented Centre", kind=SchoolKind.PRU)
        hill = School(ref="HILL", name="Invented Hill School", kind=SchoolKind.MAINTAINED)
        with pytest.raises(InvalidValue, match=r"plan.ledger.sites\[0\].site: is a school the roll does not"):
            Roll(centre=centre, schools=(hill,), calendars=CALENDARS, records=(kept(site(site="LAKE")),))


def kept(*sites: SiteLedger, told: tuple[ShortfallTold, ...] = (), **changes: Any) -> PupilRecord:
    plan: dict[str, Any] = {
        "authority": "SHIRE", "made_on": date(2026, 1, 12), "reviews": (), "next_phase": None, "provision": (SPEECH,),
        "named_setting": "HILL", "ledger": ProvisionLedger(sites=sites, told=told),
    }  # fmt: skip
    return YEAR_8.but(plan=EHCPlan(**(plan | changes)))


def found(record: PupilRecord, rule: str, on: date = MONDAY, **more: Any) -> Finding | None:
    every = [each for each in reviewed(record, on, **more) if each.rule == rule]
    assert len(every) <= 1
    return every[0] if every else None


def verdict(record: PupilRecord, rule: str, on: date = MONDAY, **more: Any) -> Verdict | None:
    finding = found(record, rule, on, **more)
    return None if finding is None else finding.verdict


#: Nine school weeks from 14 September to 22 November; the seventh week is half term.
ALL = of(*[45] * 6, 0, *[45] * 3)
ONE_MISSED = of(*[45] * 6, 0, 45, 0, 45)
TWO_MISSED = of(*[45] * 6, 0, 0, 0, 45)


class TestSecured:
    """DL-01: securing every item of Section F is the authority's, whoever delivers it."""

    def test_all_of_it(self) -> None:
        assert verdict(kept(site(*ALL)), SECURED) is MET

    def test_a_minute_missing_is_the_authority_s(self) -> None:
        finding = found(kept(site(*ALL[:-1], ALL[-1].but(minutes=44))), SECURED)
        assert finding is not None and (finding.verdict, finding.who) == (NOT_MET, Actor.AUTHORITY)
        assert "F1 (" in finding.because and "missing: 1." in finding.because

    def test_both_sites_together(self) -> None:
        """The staged return: 20 minutes at the school and 25 at the centre keep Section F whole."""
        halves = [tuple(each.but(minutes=min(n, each.minutes)) for each in ALL) for n in (20, 25)]
        assert verdict(kept(site(*halves[0], site="HILL"), site(*halves[1])), SECURED) is MET
        assert verdict(kept(site(*halves[1])), SECURED) is NOT_MET

    def test_what_another_site_has_not_written_down_is_unknown_and_not_nothing(self) -> None:
        record = kept(site(*ONE_MISSED), site(site="HILL", kept_to=UNKNOWN))
        finding = found(record, SECURED)
        assert finding is not None and finding.verdict is UNDETERMINED
        assert finding.missing == ("plan.ledger.sites[1].kept_to",)

    def test_more_of_another_line_makes_up_for_nothing(self) -> None:
        lines = (SPEECH, SPEECH.but(ref="F2", minutes=30))
        record = kept(site(*ONE_MISSED, *of(*[300] * 10, line="F2")), provision=lines)
        assert {each.matter: each.verdict for each in reviewed(record) if each.rule == SECURED} == {
            "delivered F1": NOT_MET, "delivered F2": MET,
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("why", "minutes", "wanted"),
        [(WhyMissed.PUPIL_ABSENT, 45, UNDETERMINED), (WhyMissed.NOT_TAKEN_UP, 45, UNDETERMINED),
         (WhyMissed.PUPIL_ABSENT, 44, NOT_MET), (WhyMissed.STAFF_ABSENT, 45, NOT_MET), (WhyMissed.CLOSED, 45, NOT_MET)],
    )  # fmt: skip
    def test_reasons_take_nothing_off(self, why: WhyMissed, minutes: int, wanted: Verdict) -> None:
        """Staff absent and closures excuse nobody; of an absent pupil readings differ."""
        missed = ONE_MISSED[8].but(missed=minutes, why_missed=why)
        record = kept(site(*ONE_MISSED[:8], missed, *ONE_MISSED[9:]))
        assert verdict(record, SECURED) is wanted

    def test_no_ledger_no_question(self) -> None:
        for record in (kept(site()).but(plan=None), kept(), kept(ledger=None), kept(site(), provision=UNKNOWN)):
            assert not [each for each in reviewed(record) if each.rule.startswith("ehcp.provision.")]

    def test_lines_without_an_amount_and_lines_of_another_time_are_not_counted(self) -> None:
        lines = (SPEECH.but(minutes=None), SPEECH.but(ref="F2", first=MONDAY + DAY),
                 SPEECH.but(ref="F3", last=date(2026, 8, 31)))  # fmt: skip
        assert rows(kept(site(), provision=lines)) == []
        # One that ended within the school year is still counted, as long as it lasted.
        (row,) = rows(kept(site(), provision=(SPEECH.but(last=date(2026, 9, 27)),)))
        assert row.missing == 90
        # One that began within it is counted from then.
        (row,) = rows(kept(site(), provision=(SPEECH.but(first=date(2026, 11, 9)),)))
        assert (row.counted_from, row.missing) == (date(2026, 11, 9), 90)
        assert rows(kept(site()).but(placements=())) == []

    def test_of_several_placements_the_first_by_reference_gives_the_term_dates(self) -> None:
        """In whatever order they are written down; of a second centre whose dates are not here nothing is asked."""
        (first,) = kept(site(*ALL)).placements  # type: ignore[misc]
        second = first.but(ref=f"{first.ref}2", centre="LAKE")
        for both in ((first, second), (second, first)):
            (row,) = rows(kept(site(*ALL)).but(placements=both))
            assert (row.specified, row.missing, row.going_on) == (405, 0, True)

    def test_nothing_is_due_before_there_is_a_plan(self) -> None:
        (row,) = rows(kept(site(), made_on=date(2026, 11, 9)))
        assert (row.counted_from, row.specified) == (date(2026, 11, 9), 90)
        finding = found(kept(site(), made_on=UNKNOWN), SECURED)
        assert finding is not None and finding.missing == ("plan.made_on",)

    def test_nothing_before_a_week_is_over(self) -> None:
        assert verdict(kept(site(first=date(2026, 11, 17))), SECURED) is None

    def test_an_unknown_amount_is_one_question(self) -> None:
        finding = found(kept(site(), provision=(SPEECH.but(minutes=UNKNOWN),)), SECURED)
        assert finding is not None and finding.missing == ("plan.provision[0].minutes",)

    def test_the_months_of_coronavirus(self) -> None:
        """From 1 May to 31 July 2020 the duty was one of reasonable endeavours; before and after it was not."""
        from ap_core import Calendars

        terms = [Term("2020", date(2020, 1, 6), date(2020, 12, 18))]
        calendar = Calendars({"CENTRE": SchoolCalendar.of_terms("2020", terms=terms)})
        record = kept(made_on=date(2019, 9, 2)).but(
            placements=(YEAR_8.placements[0].but(first_day=date(2020, 1, 6), planned_end=None),)  # type: ignore[index]
        )
        for on, first, wanted in (
            (date(2020, 4, 27), date(2020, 4, 20), NOT_MET), (date(2020, 5, 4), date(2020, 4, 20), UNDETERMINED),
            (date(2020, 9, 14), date(2020, 9, 7), NOT_MET),
        ):  # fmt: skip
            ledger = ProvisionLedger(sites=(site(first=first, kept_to=on - DAY),))
            plan: Any = record.plan
            assert verdict(record.but(plan=plan.but(ledger=ledger)), SECURED, on, calendars=calendar) is wanted
        ledger = ProvisionLedger(sites=(site(first=date(2020, 4, 20), kept_to=date(2020, 5, 3)),))
        (row,) = delivered_facts(record.but(plan=plan.but(ledger=ledger)), Asked(date(2020, 5, 4), calendar, Policy()))
        assert isinstance(row.secured, Unknown)
        (need,) = row.secured.needs
        assert need.of == "local authority" and "all reasonable endeavours" in need.ask
        # Where all of it was delivered it was secured, whatever the duty.
        whole = site(*of(45, 45, start=date(2020, 4, 20)), first=date(2020, 4, 20), kept_to=date(2020, 5, 3))
        ledger = ProvisionLedger(sites=(whole,))
        assert verdict(record.but(plan=plan.but(ledger=ledger)), SECURED, date(2020, 5, 4), calendars=calendar) is MET


class TestTelling:
    """ADJ-07: the authority is told at one week's worth, and it is escalated at two, as the centre has chosen."""

    def test_under_a_week_s_worth_nobody_is_told(self) -> None:
        record = kept(site(*ALL[:-1], ALL[-1].but(minutes=1)))
        assert verdict(record, SECURED) is NOT_MET and verdict(record, TOLD) is None

    def test_at_a_week_s_worth(self) -> None:
        finding = found(kept(site(*ONE_MISSED)), TOLD)
        assert finding is not None and (finding.verdict, finding.who) == (PENDING, Actor.CENTRE_AND_HOME_SCHOOL)
        assert "missing by Sun 22 Nov 2026: 45" in finding.because
        assert verdict(kept(site(*ONE_MISSED)), ESCALATED) is None
        assert verdict(kept(site(*TWO_MISSED)), ESCALATED) is PENDING

    def test_told_once_it_was_missing(self) -> None:
        """It was missing by Sunday 15 November: told that day or later it is told, the day before it is not."""
        for on, wanted in ((date(2026, 11, 14), PENDING), (date(2026, 11, 15), MET), (MONDAY + DAY, PENDING)):
            record = kept(site(*ONE_MISSED), told=(ShortfallTold(line="F1", on=on),))
            assert verdict(record, TOLD) is wanted

    def test_telling_is_not_escalating_and_of_one_line_is_not_of_another(self) -> None:
        told = ShortfallTold(line="F1", on=SUNDAY)
        record = kept(site(*TWO_MISSED), told=(told,))
        assert (verdict(record, TOLD), verdict(record, ESCALATED)) == (MET, PENDING)
        assert verdict(kept(site(*TWO_MISSED), told=(told.but(escalated=True),)), ESCALATED) is MET
        two = kept(site(*TWO_MISSED), told=(told.but(line="F2"),), provision=(SPEECH, SPEECH.but(ref="F2")))
        assert {each.verdict for each in reviewed(two) if each.rule == TOLD} == {PENDING, MET}

    def test_thresholds_are_the_centre_s(self) -> None:
        policy = Policy().choosing({"ehcp.shortfall_to_tell": 2, "ehcp.shortfall_to_escalate": 3})
        assert verdict(kept(site(*ONE_MISSED)), TOLD, policy=policy) is None
        assert verdict(kept(site(*TWO_MISSED)), TOLD, policy=policy) is PENDING
        assert verdict(kept(site(*TWO_MISSED)), ESCALATED, policy=policy) is None

    def test_told_on_a_day_of_which_nobody_can_say(self) -> None:
        """Unknown minutes in October: missing since some day from then to 15 November, and told in between."""
        unsure = ONE_MISSED[3].but(minutes=UNKNOWN)
        deliveries = (*ONE_MISSED[:3], unsure, *ONE_MISSED[4:])
        for on, wanted in ((date(2026, 10, 1), UNDETERMINED), (date(2026, 11, 2), UNDETERMINED)):
            assert verdict(kept(site(*deliveries), told=(ShortfallTold(line="F1", on=on),)), TOLD) is wanted
        (row,) = rows(kept(site(*deliveries), told=(ShortfallTold(line="F1", on=date(2026, 10, 1)),)))
        assert row.told_on is None
        (row,) = rows(kept(site(*deliveries), told=(ShortfallTold(line="F1", on=date(2026, 11, 2)),)))
        assert isinstance(row.told_on, Unknown)

    def test_told_between_the_first_day_that_it_can_be_and_the_last(self) -> None:
        """Whether half term owes a week is not known: missing since 1 November, or since the 15th at the latest."""
        line = SPEECH.but(all_year=UNKNOWN)
        doubtful, certain = date(2026, 11, 14), date(2026, 11, 15)
        for days in ((doubtful,), (certain,), (MONDAY, certain), (doubtful, certain)):
            told = tuple(ShortfallTold(line="F1", on=on) for on in days)
            (row,) = rows(kept(site(*ONE_MISSED), provision=(line,), told=told))
            assert isinstance(row.told_on, Unknown) if doubtful in days else row.told_on == certain


def rows(record: PupilRecord, on: date = MONDAY) -> list[Any]:
    return list(delivered_facts(record, Asked(on, CALENDARS, Policy())))


@settings(max_examples=50)
@given(line=lines, made=deliveries, told=st.lists(st.integers(0, 69), max_size=2), data=st.data())
def test_learning_changes_nothing_known(
    line: ProvisionLine, made: list[Delivery], told: list[int], data: st.DataObject
) -> None:
    both = (line, line.but(ref="F2"))
    days = tuple(ShortfallTold(line="F1", on=START + n * DAY) for n in told)
    full = kept(site(*made), provision=both, told=days)
    gaps = [each.but(minutes=UNKNOWN) if data.draw(st.integers(0, 3)) == 3 else each for each in made]
    draw = data.draw
    partial = kept(
        site(*gaps, kept_to=draw(st.sampled_from([SUNDAY, UNKNOWN]))), told=days,
        provision=tuple(
            each.but(
                all_year=draw(st.sampled_from([each.all_year, UNKNOWN])),
                minutes=draw(st.sampled_from([each.minutes, each.minutes, UNKNOWN])),
            ) for each in both
        ),
    )  # fmt: skip
    assert_only_learns(rows(partial), rows(full))
