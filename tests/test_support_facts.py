"""Mentor weeks and incidents as facts: properties of the reckoning, and which weeks and incidents have a row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import Calendars, Deadline, SchoolCalendar, Term
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from ap_core.record import PupilRecord
from ap_core.support.facts import MentorWeekFacts, incident_facts, mentor_week_facts
from ap_core.support.records import AgreedAction, Incident, MentorSession
from tests.attended_models import (
    BLANK,
    CENTRE,
    DAY,
    IN,
    MARKS,
    OUT,
    TODAY,
    YEAR,
    Marks,
    asked,
    attended_on,
    days,
    every_nth_day,
    nov,
    only_known_facts_stay,
    placement,
    record,
    register,
    school_days,
    without_needs,
)

NEAR = st.dates(nov(5), nov(26))
MARKED = st.dictionaries(st.sampled_from(school_days(nov(9), nov(26))), st.sampled_from(MARKS))
SESSIONS = st.lists(st.builds(MentorSession, on=NEAR), max_size=4).map(tuple)


@st.composite
def incidents(draw: st.DrawFn) -> tuple[Incident, ...]:
    made = []
    for number in range(draw(st.integers(0, 4))):
        on = draw(NEAR)
        in_place_on = st.none() | st.dates(on, nov(27))
        actions = draw(st.lists(st.builds(AgreedAction, what=st.just("a seat"), in_place_on=in_place_on), max_size=3))
        restorative_on = draw(st.none() | st.dates(on, nov(27)))
        made.append(Incident(ref=f"I{number}", on=on, restorative_on=restorative_on, actions=tuple(actions)))
    return tuple(made)


RECORDS = st.builds(
    lambda marks, **given: record(registers=(register(marks),), **given),
    MARKED, mentor_sessions=SESSIONS, incidents=incidents(),
)  # fmt: skip


@st.composite
def blanked(draw: st.DrawFn, full: PupilRecord) -> PupilRecord:
    """The record with some of what it says not known."""
    changes: dict[str, Any] = {
        name: UNKNOWN for name in ("registers", "mentor_sessions", "incidents") if draw(st.booleans())
    }
    if "incidents" not in changes:
        assert isinstance(full.incidents, tuple)
        changes["incidents"] = tuple(draw(_blanked(incident)) for incident in full.incidents)
    if draw(st.booleans()):
        changes["placements"] = (placement(first_day=UNKNOWN),)
    return full.but(**changes)


@st.composite
def _blanked(draw: st.DrawFn, incident: Incident) -> Incident:
    actions = tuple(each.but(in_place_on=UNKNOWN) if draw(st.booleans()) else each for each in incident.actions)
    restorative_on = UNKNOWN if draw(st.booleans()) else incident.restorative_on
    return incident.but(actions=actions, restorative_on=restorative_on)


class TestReckoning:
    """Learning a fact changes none that was known, and the order of events says nothing (DESIGN section 4)."""

    @given(RECORDS.flatmap(lambda full: st.tuples(st.just(full), blanked(full))), NEAR)
    def test_learning_a_fact_changes_none_that_was_known(self, both: tuple[PupilRecord, PupilRecord], on: date) -> None:
        full, less = both
        for reckoner in (mentor_week_facts, incident_facts):
            # How many are known to be outstanding may grow: it only stands in a sentence.
            only_known_facts_stay(reckoner(less, asked(on)), reckoner(full, asked(on)), but=("outstanding",))

    @given(RECORDS.flatmap(blanked), NEAR, st.randoms(use_true_random=False))
    def test_the_order_of_events_says_nothing(self, less: PupilRecord, on: date, random: Any) -> None:
        shuffled = {
            name: tuple(random.sample(events, len(events)))
            for name in ("mentor_sessions", "incidents")
            if isinstance(events := getattr(less, name), tuple)
        }
        for reckoner in (mentor_week_facts, incident_facts):
            assert without_needs(reckoner(less, asked(on))) == without_needs(reckoner(less.but(**shuffled), asked(on)))

    @given(MARKED, st.dates(nov(9), nov(26)))
    def test_the_conversation_is_due_by_days_attended_since(self, marks: dict[date, Marks], on: date) -> None:
        about = record(registers=(register(marks),), incidents=(Incident(ref="I", on=nov(9)),))
        [row] = incident_facts(about, asked(on))
        possible = every_nth_day(2, nov(10), marks, on)
        due = row.restorative_due
        assert isinstance(due, Unknown) or due.last_day == min(possible)


def weeks(first_day: date, on: date) -> list[tuple[date, date]]:
    """The Monday and last school day of the last complete school week and of the current one, by walking."""
    ends: dict[date, date] = {}
    for day in school_days(max(first_day, YEAR.first), YEAR.last):
        ends[date.fromordinal(day.toordinal() - day.weekday())] = day
    complete = [(monday, end) for monday, end in ends.items() if end < on][-1:]
    return complete + [(monday, end) for monday, end in ends.items() if monday <= on <= end]


class TestMentorWeeks:
    """The last complete school week of the centre and the current one, since the first day."""

    @given(st.dates(date(2026, 8, 20), nov(30)), st.dates(YEAR.first, date(2027, 1, 10)))
    def test_which_weeks(self, first_day: date, on: date) -> None:
        about = record(placements=(placement(first_day=first_day),))
        rows = list(mentor_week_facts(about, asked(on)))
        expected = weeks(first_day, on) if first_day <= on else []
        assert [(row.week, row.session_due) for row in rows] == [(monday, Deadline(end)) for monday, end in expected]
        assert [row.subject for row in rows] == [f"A week of {monday.isoformat()}" for monday, _ in expected]

    @pytest.mark.parametrize(
        ("on", "mondays"),
        [
            (date(2026, 10, 22), [date(2026, 10, 12), date(2026, 10, 19)]),  # the last school day before half term
            (date(2026, 10, 23), [date(2026, 10, 19)]),  # the INSET day after it
            (date(2026, 10, 28), [date(2026, 10, 19)]),
            (date(2026, 11, 2), [date(2026, 10, 19), date(2026, 11, 2)]),
            (date(2026, 11, 8), [date(2026, 11, 2)]),
        ],
    )
    def test_half_term_is_no_week(self, on: date, mondays: list[date]) -> None:
        about = record(placements=(placement(first_day=date(2026, 9, 14)),))
        assert [row.week for row in mentor_week_facts(about, asked(on))] == mondays

    @given(MARKED, st.dates(nov(9), nov(26)), st.dates(nov(9), nov(26)))
    def test_days_attended(self, marks: dict[date, Marks], first_day: date, on: date) -> None:
        about = record(placements=(placement(first_day=first_day),), registers=(register(marks),))
        for row in mentor_week_facts(about, asked(on)):
            assert isinstance(row.week, date)
            counted = [day for day in days(row.week, row.week + 6 * DAY) if first_day <= day <= on]
            came = [day for day in counted if {"/", "\\"} & set(marks.get(day, BLANK))]
            may_have = [
                day for day in counted
                if day not in came and day != on and YEAR.is_school_day(day) and "-" in marks.get(day, BLANK)
            ]  # fmt: skip
            if len(came) < 2 <= len(came) + len(may_have):
                assert isinstance(row.attended, Unknown)
                assert row.attended.needs[0].path == f"registers[{CENTRE}] from {may_have[0].isoformat()}"
            else:
                assert row.attended == len(came)

    @given(SESSIONS, st.dates(nov(9), nov(26)))
    def test_the_first_session_of_the_week(self, sessions: tuple[MentorSession, ...], on: date) -> None:
        for row in mentor_week_facts(record(mentor_sessions=sessions), asked(on)):
            assert isinstance(row.week, date)
            held = sorted(each.on for each in sessions if row.week <= each.on < row.week + 7 * DAY and each.on <= on)
            assert row.session_on == (held[0] if held else None)

    def test_where_the_weeks_are_not_known_a_row_says_so(self) -> None:
        short = SchoolCalendar.of_terms(CENTRE, terms=[Term("autumn", date(2026, 9, 3), nov(20))])
        for at, about, reason in (
            (asked(calendars=Calendars({})), record(), Reason.BEYOND_CALENDAR),
            (asked(calendars=Calendars({CENTRE: short})), record(), Reason.BEYOND_CALENDAR),
            (asked(), record(placements=(placement(first_day=UNKNOWN),)), Reason.FACT_MISSING),
        ):
            [row] = mentor_week_facts(about, at)
            assert row.subject == "A week of 2026-11-23"
            for found in (row.attended, row.session_due, row.session_on):
                assert isinstance(found, Unknown)
                assert [need.reason for need in found.needs] == [reason]

    def test_the_first_week_of_the_year_begins_with_the_calendar(self) -> None:
        """Placed last year; the new calendar begins on a Thursday, and its first week asks for no other calendar."""
        about = record(placements=(placement(first_day=date(2026, 5, 11)),), registers=(attended_on(YEAR.first),))
        for on in (date(2026, 9, 4), date(2026, 9, 7)):
            row, *_ = mentor_week_facts(about, asked(on))
            assert row.week == date(2026, 8, 31)
            assert row.attended == 1 if on.day == 4 else isinstance(row.attended, Unknown)
            if isinstance(row.attended, Unknown):
                assert [need.path for need in row.attended.needs] == [f"registers[{CENTRE}] from 2026-09-04"]

    def test_a_week_before_the_calendar_is_not_looked_for(self) -> None:
        about = record(placements=(placement(first_day=date(2026, 5, 11)),))
        assert [row.week for row in mentor_week_facts(about, asked(YEAR.first))] == [date(2026, 8, 31)]

    def test_only_while_the_placement_goes_on(self) -> None:
        for changes in ({"first_day": nov(24)}, {"ended_on": nov(20)}):
            about = record(placements=(placement(**changes),), incidents=(Incident(ref="I", on=nov(19)),))
            assert not [*mentor_week_facts(about, asked()), *incident_facts(about, asked())]

    def test_each_placement_has_its_own(self) -> None:
        other = placement(ref="B", centre="OTHER")
        about = record(placements=(placement(), other), registers=(attended_on(nov(16), nov(17)),))
        calendars = Calendars({CENTRE: YEAR, "OTHER": YEAR})
        rows = {row.subject: row for row in mentor_week_facts(about, asked(calendars=calendars))}
        assert isinstance(rows["A week of 2026-11-16"], MentorWeekFacts)
        assert rows["A week of 2026-11-16"].attended == 2
        assert isinstance(rows["B week of 2026-11-16"].attended, Unknown)


class TestIncidents:
    """Incidents from the first day of the placement to the day of the check."""

    @pytest.mark.parametrize(
        ("on", "first_day", "rows"),
        [(nov(9), nov(9), 1), (nov(8), nov(9), 0), (TODAY, nov(9), 1), (nov(24), nov(9), 0), (nov(8), UNKNOWN, 1)],
    )
    def test_which(self, on: date, first_day: Any, rows: int) -> None:
        about = record(placements=(placement(first_day=first_day),), incidents=(Incident(ref="I", on=on),))
        assert [row.subject for row in incident_facts(about, asked())] == ["A incident I"] * rows

    def test_not_known_whether_there_were_any(self) -> None:
        [row] = incident_facts(record(), asked())
        assert row.subject == "A incidents"
        assert isinstance(row.incident_on, Unknown)
        assert [need.path for need in row.incident_on.needs] == ["incidents"]

    @pytest.mark.parametrize(
        ("in_place", "outstanding", "all_on"),
        [
            ((), 0, None),
            ((nov(10),), 0, nov(10)),
            ((nov(10), nov(11)), 0, nov(11)),
            ((nov(10), None), 1, None),
            ((None, None), 2, None),
            ((nov(24), nov(10)), 1, None),
            ((TODAY,), 0, TODAY),
            ((UNKNOWN, None), 1, None),
            ((UNKNOWN, nov(24)), 1, None),
            ((UNKNOWN, nov(10)), 0, UNKNOWN),
        ],
    )
    def test_actions(self, in_place: tuple[Any, ...], outstanding: Any, all_on: Any) -> None:
        actions = tuple(AgreedAction(what="a seat", in_place_on=day) for day in in_place)
        incident = Incident(ref="I", on=nov(9), actions=actions)
        row = without_needs(incident_facts(record(incidents=(incident,)), asked()))["A incident I"]
        assert (row["agreed"], row["outstanding"], row["in_place_on"]) == (len(in_place), outstanding, all_on)

    def test_days_since_are_calendar_days(self) -> None:
        for on, since in ((TODAY, 0), (nov(20), 3), (nov(9), 14)):
            [row] = incident_facts(record(incidents=(Incident(ref="I", on=on),)), asked())
            assert row.days_since == since

    def test_the_day_itself_never_counts(self) -> None:
        about = record(registers=(register({nov(19): IN, nov(20): OUT}),), incidents=(Incident(ref="I", on=nov(19)),))
        [row] = incident_facts(about, asked())
        assert row.restorative_due == Deadline(nov(24), (TODAY, nov(24)))
