"""Looked-after pupils and those with a social worker: status, plan, who is told, which designated teacher, moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates import Calendars, SchoolCalendar, Term, WorkingDays
from ap_core.errors import InvalidValue
from ap_core.law.citation import Citation, Force
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from ap_core.placement.records import Basis
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.registration.records import Enrolment, Registration, SchoolKind
from ap_core.support.care import (
    CareStanding,
    care_standing,
    designated_teacher_under,
    has_social_worker,
    looked_after_on,
)
from ap_core.support.care_facts import (
    CareMoveFacts,
    EducationPlanFacts,
    EducationPlanTermFacts,
    LeadTeacherFacts,
    ToldFacts,
    care_move_facts,
    education_plan_facts,
    education_plan_term_facts,
    lead_teacher_facts,
    told_facts,
)
from ap_core.support.care_records import (
    Care,
    CareMove,
    CarePerson,
    EducationPlan,
    LeftCareBy,
    LookedAfter,
    SocialWorker,
    ToldOfPlacement,
)
from ap_core.support.care_rules import RULES
from tests.attended_models import TODAY, asked, findings, nov, placement, record
from tests.unknowns import assert_only_learns, with_gaps

DAY = timedelta(1)
RECKONERS = (
    education_plan_facts, education_plan_term_facts, told_facts, lead_teacher_facts, care_move_facts,
)  # fmt: skip
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (EducationPlanFacts, education_plan_facts),
        (EducationPlanTermFacts, education_plan_term_facts),
        (ToldFacts, told_facts),
        (LeadTeacherFacts, lead_teacher_facts),
        (CareMoveFacts, care_move_facts),
    ),
    rules=RULES,
)
PLAN, TERMLY = "support.care.education_plan", "support.care.education_plan_termly"
CONSULTED, TOLD = "support.care.consulted_before_direction", "support.care.told_of_placement"
LEAD, MOVE = "support.care.lead_teacher", "support.care.move_approved"

SINCE = date(2025, 2, 3)
PEP = EducationPlan(made_on=date(2025, 2, 20), reviewed_on=(date(2026, 6, 9), date(2026, 10, 8)))
BOTH_TOLD = tuple(ToldOfPlacement(placement="A", person=person, on=nov(5)) for person in CarePerson)
IN_CARE = Care(
    looked_after=(LookedAfter(authority="SHIRE", first=SINCE),), social_workers=(), left_care_by=None, plan=PEP,
    lead_school="HILL", told=BOTH_TOLD,
)  # fmt: skip
TWO_ROLLS = (
    Registration(school="HILL", status=Enrolment.MAIN, first=date(2025, 9, 3), last=None),
    Registration(school="CENTRE", status=Enrolment.SUBSIDIARY, first=nov(9), last=None),
)


def pupil(care: Care | None | Unknown = IN_CARE, **changes: Any) -> PupilRecord:
    """A pupil at two schools, in an agreed placement since 9 November."""
    basis = changes.pop("basis", Basis.AGREEMENT)
    decided_on = changes.pop("decided_on", nov(6))
    about = record(
        placements=(placement(basis=basis, decided_on=decided_on),), registrations=TWO_ROLLS, care=care,
    )  # fmt: skip
    return about.but(pupil=about.pupil.but(taught_year=YearGroup.Y10), **changes)


def told(about: PupilRecord, on: date = TODAY, calendars: Calendars | None = None) -> dict[str, list[Finding]]:
    return findings(BOOK, about, asked(on, calendars=calendars))


def one(rule: str, about: PupilRecord, on: date = TODAY) -> Finding:
    (finding,) = told(about, on)[rule]
    return finding


def spells(*pairs: tuple[Any, Any]) -> tuple[LookedAfter, ...]:
    return tuple(LookedAfter(authority="SHIRE", first=first, last=last) for first, last in pairs)


#: Days near those on which something turns: a term, the placement, twenty working days.
DAYS = [date(2026, 9, day) for day in (2, 3, 4)] + [nov(day) for day in (8, 9, 10, 23, 30)] + [
    date(2026, 12, day) for day in (1, 18, 19)
]  # fmt: skip
NEAR = st.sampled_from(DAYS)


@st.composite
def cares(draw: st.DrawFn) -> Care:
    """Care with one or two times that do not overlap, and the rest at random."""
    days = sorted(draw(st.lists(NEAR, min_size=2, max_size=4, unique=True)))
    looked_after = spells(*zip(days[::2], [*days[1::2], None], strict=False))
    made_on = draw(st.none() | NEAR)
    later = [day for day in DAYS if made_on and day >= made_on]
    reviewed = draw(st.lists(st.sampled_from(later), max_size=3, unique=True)) if later else []
    people = draw(st.lists(st.sampled_from(CarePerson), unique=True))
    return Care(
        looked_after=looked_after,
        social_workers=tuple(SocialWorker(first=first) for first in draw(st.lists(NEAR, max_size=1))),
        left_care_by=draw(st.none() | st.sampled_from(LeftCareBy)),
        plan=draw(st.none() | st.just(EducationPlan(made_on=made_on, reviewed_on=tuple(reviewed)))),
        lead_school=draw(st.none() | st.sampled_from(["HILL", "CENTRE", "GONE"])),
        told=tuple(ToldOfPlacement(placement="A", person=person, on=draw(st.none() | NEAR)) for person in people),
        moves=tuple(
            CareMove(
                on=day, disrupts_education=draw(st.booleans()), emergency=draw(st.booleans()),
                approved_on=draw(st.none() | NEAR),
            )
            for day in draw(st.lists(NEAR, max_size=2, unique=True))
        ),
    )  # fmt: skip


class TestStatus:
    """Looked after between two days, both included; whoever is looked after has a social worker."""

    @given(cares(), NEAR)
    @settings(max_examples=50)
    def test_against_the_words(self, care: Care, day: date) -> None:
        assert isinstance(care.looked_after, tuple)
        within = [
            spell for spell in care.looked_after
            if spell.first <= day and (spell.last is None or day <= spell.last)  # type: ignore[operator]
        ]  # fmt: skip
        assert looked_after_on(care, day) == (within[0] if within else None)
        assert isinstance(care.social_workers, tuple)
        social_worker = bool(within) or any(each.first <= day for each in care.social_workers)  # type: ignore[operator]
        assert has_social_worker(care, day) is social_worker
        wanted = (
            CareStanding.LOOKED_AFTER if within
            else CareStanding.PREVIOUSLY_LOOKED_AFTER if care.left_care_by
            else CareStanding.SOCIAL_WORKER if social_worker
            else CareStanding.NEITHER
        )  # fmt: skip
        assert care_standing(care, day) is wanted

    @given(cares(), NEAR, st.data())
    @settings(max_examples=30)
    def test_learning_a_fact_changes_no_answer(self, care: Care, day: date, data: st.DataObject) -> None:
        less = with_gaps(care, data)
        for ask in (has_social_worker, care_standing):
            before = ask(less, day)
            assert isinstance(before, Unknown) or before is ask(care, day)
        spell = looked_after_on(less, day)
        assert isinstance(spell, Unknown) or (spell is None) == (looked_after_on(care, day) is None)

    def test_whether_there_is_a_social_worker_decides_last(self) -> None:
        care = Care(looked_after=(), social_workers=UNKNOWN, left_care_by=None)
        found = care_standing(care, TODAY)
        assert isinstance(found, Unknown) and [need.path for need in found.needs] == ["care.social_workers"]
        assert care_standing(care.but(social_workers=()), TODAY) is CareStanding.NEITHER

    def test_nothing_and_not_known(self) -> None:
        assert looked_after_on(None, TODAY) is None and has_social_worker(None, TODAY) is False
        assert care_standing(None, TODAY) is CareStanding.NEITHER
        for ask in (looked_after_on, has_social_worker, care_standing):
            assert isinstance(ask(UNKNOWN, TODAY), Unknown)

    @pytest.mark.parametrize(
        ("spell", "path"),
        [
            (LookedAfter(first=UNKNOWN), "care.looked_after[0].first"),
            (LookedAfter(first=nov(1), last=UNKNOWN), "care.looked_after[0].last"),
        ],
    )
    def test_an_end_that_matters_is_asked_for(self, spell: LookedAfter, path: str) -> None:
        found = looked_after_on(Care(looked_after=(spell,)), TODAY)
        assert isinstance(found, Unknown) and [need.path for need in found.needs] == [path]
        assert looked_after_on(Care(looked_after=(spell.but(last=nov(22)),)), TODAY) is None

    def test_the_first_day_is_known_whatever_the_last(self) -> None:
        spell = LookedAfter(first=TODAY, last=UNKNOWN)
        assert looked_after_on(Care(looked_after=(spell,)), TODAY) is spell


class TestStatusNotKnown:
    """Not known is one question: no silence, no breach; and only while a placement goes on."""

    def test_one_question(self) -> None:
        for care, path in ((UNKNOWN, "care"), (IN_CARE.but(looked_after=UNKNOWN), "care.looked_after")):
            found = told(pupil(care))
            assert [each.missing for each in found.pop(PLAN)] == [(path,)]
            assert not found.keys() - {TOLD}
        assert list(told(pupil(UNKNOWN))) == [PLAN]
        assert one(PLAN, pupil(UNKNOWN)).verdict is Verdict.UNDETERMINED

    def test_silent_where_nothing_is_to_be_known(self) -> None:
        assert told(pupil(None)) == {}
        assert told(pupil(UNKNOWN, placements=())) == {}
        assert not [*education_plan_facts(pupil(UNKNOWN, placements=()), asked())]
        assert told(pupil(UNKNOWN, placements=(placement(ended_on=nov(20)),))) == {}
        assert told(pupil(Care(looked_after=spells((date(2024, 1, 8), nov(8))), social_workers=()))) == {}


class TestEducationPlan:
    """Part of the care plan; there for the first review, twenty working days after the child becomes looked after."""

    def test_made(self) -> None:
        finding = one(PLAN, pupil())
        assert finding.verdict is Verdict.MET
        assert finding.because == "There is a personal education plan, made on Thu 20 Feb 2025."
        assert finding.citation.force is Force.STATUTORY_GUIDANCE_SHOULD

    def test_twenty_working_days(self) -> None:
        """From Monday 2 November: the day itself is day nought, and Monday 30 November the twentieth."""
        care = IN_CARE.but(looked_after=spells((nov(2), None)), plan=None)
        assert WorkingDays(20).after(nov(2)).last_day == nov(30)
        for on, verdict in ((nov(30), Verdict.PENDING), (nov(30) + DAY, Verdict.NOT_MET)):
            finding = one(PLAN, pupil(care), on)
            assert (finding.verdict, finding.who) == (verdict, Actor.CARE_AUTHORITY)
            assert not finding.who.is_ours
        late = care.but(plan=EducationPlan(made_on=nov(30) + DAY, reviewed_on=()))
        assert one(PLAN, pupil(late), date(2026, 12, 2)).verdict is Verdict.NOT_MET
        assert one(PLAN, pupil(late.but(plan=EducationPlan(made_on=nov(30)))), nov(30)).verdict is Verdict.MET

    def test_a_pupil_looked_after_for_years_is_asked_about_too(self) -> None:
        """A trap: the guidance is of 2018, and the pupil came into care before it."""
        care = IN_CARE.but(looked_after=spells((date(2015, 5, 4), None)), plan=None)
        assert one(PLAN, pupil(care)).verdict is Verdict.NOT_MET

    def test_previously_looked_after_has_no_plan(self) -> None:
        """A trap: adopted or under a guardianship order, no plan is owed and nothing is asked."""
        ended = spells((date(2019, 1, 8), date(2021, 3, 1)))
        care = Care(looked_after=ended, social_workers=(), left_care_by=LeftCareBy.ADOPTION)
        assert told(pupil(care)) == {}
        assert care_standing(care, TODAY) is CareStanding.PREVIOUSLY_LOOKED_AFTER

    def test_a_social_worker_alone_brings_no_plan(self) -> None:
        """A trap: a child in need is not looked after."""
        care = Care(looked_after=(), social_workers=(SocialWorker(first=SINCE),), told=BOTH_TOLD)
        assert list(told(pupil(care))) == [TOLD]
        assert one(TOLD, pupil(care)).because == "Knows of the placement since Thu 5 Nov 2026: the social worker."

    def test_a_plan_that_is_planned_is_none_yet(self) -> None:
        care = IN_CARE.but(plan=EducationPlan(made_on=nov(24)))
        assert one(PLAN, pupil(care)).verdict is Verdict.NOT_MET


class TestEachTerm:
    """Reviewed once in each term that began while the pupil was looked after."""

    def test_this_term(self) -> None:
        assert one(TERMLY, pupil()).verdict is Verdict.MET
        pending = one(TERMLY, pupil(IN_CARE.but(plan=PEP.but(reviewed_on=PEP.reviewed_on[:1]))))  # type: ignore[index]
        assert pending.verdict is Verdict.PENDING and pending.due is not None
        assert pending.due.last_day == date(2026, 12, 18)

    @pytest.mark.parametrize(
        ("day", "verdicts"),
        [
            (date(2026, 9, 2), [Verdict.NOT_MET, Verdict.PENDING]),
            (date(2026, 9, 3), [Verdict.MET, Verdict.PENDING]),
            (date(2026, 12, 18), [Verdict.MET, Verdict.PENDING]),
            (date(2026, 12, 19), [Verdict.NOT_MET, Verdict.PENDING]),
            (date(2027, 1, 5), [Verdict.NOT_MET, Verdict.MET]),
            (date(2027, 1, 12), [Verdict.NOT_MET, Verdict.PENDING]),
        ],
    )
    def test_the_last_complete_term_and_the_current_one(self, day: date, verdicts: list[Verdict]) -> None:
        about = pupil(IN_CARE.but(plan=PEP.but(reviewed_on=(day,))))
        assert [each.verdict for each in told(about, date(2027, 1, 11))[TERMLY]] == verdicts

    def test_in_the_holidays_only_the_term_that_is_over(self) -> None:
        for on, first in ((date(2026, 12, 28), "2026-09-03"), (date(2027, 4, 1), "2027-01-05")):
            (only,) = told(pupil(), on)[TERMLY]
            assert only.matter == f"personal education plan term from {first}"

    def test_the_plan_made_in_the_term_counts(self) -> None:
        care = IN_CARE.but(plan=EducationPlan(made_on=date(2026, 9, 10), reviewed_on=()))
        assert one(TERMLY, pupil(care)).verdict is Verdict.MET

    @pytest.mark.parametrize(("since", "asked_for"), [(date(2026, 9, 3), True), (date(2026, 9, 4), False)])
    def test_not_the_term_in_which_the_pupil_came_into_care(self, since: date, asked_for: bool) -> None:
        assert (TERMLY in told(pupil(IN_CARE.but(looked_after=spells((since, None)))))) is asked_for

    def test_not_a_term_that_was_over_before_the_pupil_came(self) -> None:
        about = pupil(placements=(placement(first_day=date(2027, 1, 5)),))
        assert [each.matter[-10:] for each in told(about, date(2027, 1, 11))[TERMLY]] == ["2027-01-05"]

    def test_a_school_of_six_terms_reviews_three_times_a_year(self) -> None:
        """A trap: "each term" is autumn, spring and summer, not each of six short ones."""
        first, second = (date(2026, 9, 1), date(2026, 10, 23)), (date(2026, 11, 2), date(2026, 12, 18))
        rest = [(date(2027, 1, 4), date(2027, 2, 12)), (date(2027, 2, 22), date(2027, 3, 25)),
                (date(2027, 4, 12), date(2027, 5, 28)), (date(2027, 6, 7), date(2027, 7, 21))]  # fmt: skip
        terms = [Term(f"term {n}", *pair) for n, pair in enumerate([first, second, *rest], 1)]
        calendars = Calendars({"CENTRE": SchoolCalendar.of_terms("CENTRE", terms=terms)})
        (finding,) = told(pupil(), calendars=calendars)[TERMLY]
        assert finding.matter == "personal education plan term from 2026-09-01"
        assert finding.verdict is Verdict.MET
        later = told(pupil(), date(2027, 2, 22), calendars=calendars)[TERMLY]
        assert [each.due.last_day for each in later if each.due] == [date(2026, 12, 18), date(2027, 3, 25)]

    def test_reviews_not_known_and_a_calendar_that_does_not_reach(self) -> None:
        open_ended = IN_CARE.but(plan=EducationPlan(made_on=date(2025, 3, 3)))
        assert one(TERMLY, pupil(open_ended)).verdict is Verdict.PENDING
        after = told(pupil(open_ended), date(2027, 1, 11))[TERMLY]
        assert [each.verdict for each in after] == [Verdict.UNDETERMINED, Verdict.PENDING]
        assert one(TERMLY, pupil(), date(2027, 9, 6)).reason is Reason.BEYOND_CALENDAR


class TestWhoIsTold:
    """The social worker, and of a looked-after pupil the virtual school: before a direction by guidance, else local."""

    def test_both_people(self) -> None:
        found = told(pupil(IN_CARE.but(told=())))[TOLD]
        assert [each.matter for each in found] == ["A social worker", "A virtual school"]
        assert {each.verdict for each in found} == {Verdict.UNDETERMINED}

    @pytest.mark.parametrize(
        ("on", "verdict"),
        [(nov(9), Verdict.MET), (nov(10), Verdict.NOT_MET), (None, Verdict.NOT_MET), (UNKNOWN, Verdict.UNDETERMINED)],
    )
    def test_by_the_first_day_the_centre_s_own_choice(self, on: Any, verdict: Verdict) -> None:
        care = IN_CARE.but(told=(BOTH_TOLD[0].but(on=on), BOTH_TOLD[1]))
        finding = {each.matter: each for each in told(pupil(care))[TOLD]}["A social worker"]
        assert (finding.verdict, finding.citation.force, finding.who) == (verdict, Force.LOCAL, Actor.CENTRE)

    @pytest.mark.parametrize(
        ("decided_on", "asked_on", "verdict"),
        [
            (date(2026, 7, 25), None, None),
            (date(2026, 7, 26), None, Verdict.NOT_MET),
            (date(2026, 7, 26), date(2026, 7, 26), Verdict.MET),
            (date(2026, 7, 26), date(2026, 7, 27), Verdict.NOT_MET),
        ],
    )
    def test_before_a_direction(self, decided_on: date, asked_on: date | None, verdict: Verdict | None) -> None:
        care = IN_CARE.but(told=tuple(each.but(on=asked_on) for each in BOTH_TOLD))
        found = told(pupil(care, basis=Basis.DIRECTION, decided_on=decided_on)).get(CONSULTED, [])
        assert [each.verdict for each in found] == ([] if verdict is None else [verdict, verdict])
        assert {each.who for each in found} <= {Actor.BOARD}

    def test_whether_there_is_a_social_worker_is_asked(self) -> None:
        care = Care(looked_after=(), social_workers=UNKNOWN, told=BOTH_TOLD)
        assert one(TOLD, pupil(care)).missing == ("care.social_workers",)
        unsure = pupil(IN_CARE.but(looked_after=UNKNOWN))
        assert [row.subject for row in told_facts(unsure, asked())] == ["A social worker"]

    def test_asked_of_a_first_day_that_is_not_known(self) -> None:
        (row, _) = told_facts(pupil(placements=(placement(first_day=UNKNOWN),)), asked())
        assert isinstance(row.concerned, Unknown)

    def test_no_direction_no_consultation(self) -> None:
        assert CONSULTED not in told(pupil())
        assert CONSULTED not in told(pupil(basis=Basis.DIRECTION, decided_on=None))


class TestDesignatedTeacher:
    """Each school designates its own; which of two leads is agreed, and it has to have the pupil on roll."""

    @pytest.mark.parametrize(
        ("lead", "verdict"),
        [
            ("HILL", Verdict.MET), ("CENTRE", Verdict.MET), ("GONE", Verdict.NOT_MET), (None, Verdict.NOT_MET),
            (UNKNOWN, Verdict.UNDETERMINED),
        ],
    )  # fmt: skip
    def test_which_leads(self, lead: Any, verdict: Verdict) -> None:
        assert one(LEAD, pupil(IN_CARE.but(lead_school=lead))).verdict is verdict

    def test_the_question(self) -> None:
        finding = one(LEAD, pupil(IN_CARE.but(lead_school=UNKNOWN)))
        assert finding.needs[0].ask == "Which school's designated teacher leads on the personal education plan?"

    def test_one_register_and_no_question(self) -> None:
        assert not [*lead_teacher_facts(pupil(registrations=TWO_ROLLS[1:]), asked())]
        assert LEAD not in told(pupil(registrations=UNKNOWN))
        ended = (TWO_ROLLS[0].but(last=nov(8)), TWO_ROLLS[1])
        assert LEAD not in told(pupil(registrations=ended))

    def test_a_lead_whose_register_may_be_over(self) -> None:
        third = Registration(school="BROOK", status=Enrolment.GUEST, first=nov(2), last=None)
        unsure = (TWO_ROLLS[0].but(last=UNKNOWN), TWO_ROLLS[1], third)
        assert one(LEAD, pupil(registrations=unsure)).missing == ("registrations[0].last",)
        assert one(LEAD, pupil(IN_CARE.but(lead_school="BROOK"), registrations=unsure)).verdict is Verdict.MET

    def test_a_second_register_that_may_be_over(self) -> None:
        unsure = (TWO_ROLLS[0].but(last=UNKNOWN), TWO_ROLLS[1])
        assert one(LEAD, pupil(registrations=unsure)).missing == ("registrations[0].last",)

    @pytest.mark.parametrize(
        ("kind", "on", "provision"),
        [
            (SchoolKind.MAINTAINED, date(2009, 8, 31), None),
            (SchoolKind.MAINTAINED, date(2009, 9, 1), "s.20"),
            (SchoolKind.MAINTAINED, date(2018, 8, 31), "s.20"),
            (SchoolKind.MAINTAINED_SPECIAL, date(2018, 9, 1), "s.20A"),
            (SchoolKind.ACADEMY, date(2018, 8, 31), None),
            (SchoolKind.AP_ACADEMY, date(2018, 9, 1), "s.2E"),
            (SchoolKind.INDEPENDENT, TODAY, None),
            (SchoolKind.NOT_A_SCHOOL, TODAY, None),
        ],
    )
    def test_which_schools_the_law_has_designate_one(self, kind: SchoolKind, on: date, provision: str | None) -> None:
        found = designated_teacher_under(kind, on)
        assert (found.provision if isinstance(found, Citation) else found) == provision

    def test_of_a_pupil_referral_unit_it_is_not_known(self) -> None:
        """A trap: section 20 is about maintained schools, and a unit is none in that Part."""
        found = designated_teacher_under(SchoolKind.PRU, TODAY)
        assert isinstance(found, Unknown) and found.needs[0].reason is Reason.LAW_NOT_SEEN


MOVED = CareMove(on=nov(16), disrupts_education=True, emergency=False, approved_on=nov(16))


class TestMoves:
    """A move that disrupts Key Stage 4 waits for a nominated officer's approval, except in an emergency."""

    @pytest.mark.parametrize(
        ("changes", "verdict"),
        [
            ({}, Verdict.MET), ({"approved_on": nov(17)}, Verdict.NOT_MET), ({"approved_on": None}, Verdict.NOT_MET),
            ({"approved_on": UNKNOWN}, Verdict.UNDETERMINED), ({"emergency": True}, None),
            ({"emergency": UNKNOWN}, Verdict.UNDETERMINED), ({"disrupts_education": False}, None),
            ({"disrupts_education": UNKNOWN}, Verdict.UNDETERMINED), ({"on": nov(8)}, None),
            ({"on": nov(9), "approved_on": nov(9)}, Verdict.MET),
        ],
    )  # fmt: skip
    def test_each_limb(self, changes: dict[str, Any], verdict: Verdict | None) -> None:
        found = told(pupil(IN_CARE.but(moves=(MOVED.but(**changes),)))).get(MOVE, [])
        assert [each.verdict for each in found] == ([] if verdict is None else [verdict])

    @pytest.mark.parametrize(
        ("year", "count"), [(YearGroup.Y9, 0), (YearGroup.Y10, 1), (YearGroup.Y11, 1), (UNKNOWN, 1)]
    )
    def test_key_stage_4_alone(self, year: Any, count: int) -> None:
        about = pupil(IN_CARE.but(moves=(MOVED,)))
        assert len(told(about.but(pupil=about.pupil.but(taught_year=year))).get(MOVE, [])) == count

    def test_one_that_is_planned(self) -> None:
        finding = one(MOVE, pupil(IN_CARE.but(moves=(MOVED.but(on=nov(30), approved_on=None),))))
        assert finding.verdict is Verdict.PENDING and "must not take effect" in finding.because
        assert (finding.citation.force, finding.who) == (Force.LAW, Actor.CARE_AUTHORITY)


class TestOnlyThePastCounts:
    """What lies ahead of the day of the check has not happened: no fact says otherwise."""

    def test_in_every_row(self) -> None:
        ahead = nov(24)
        care = IN_CARE.but(
            plan=EducationPlan(made_on=ahead, reviewed_on=(nov(25),)), moves=(MOVED.but(approved_on=ahead),),
            told=tuple(each.but(on=ahead) for each in BOTH_TOLD),
        )  # fmt: skip
        (plan,), (term,), (move,) = (
            [*how(pupil(care), asked())] for how in (education_plan_facts, education_plan_term_facts, care_move_facts)
        )
        assert plan.made_on is term.reviewed_on is move.approved_on is None
        assert [row.told_on for row in told_facts(pupil(care), asked())] == [None, None]
        (term,) = education_plan_term_facts(pupil(care.but(plan=EducationPlan(made_on=ahead, reviewed_on=()))), asked())
        assert term.reviewed_on is None


class TestReckoning:
    """More knowledge overturns nothing, and the order of what is recorded says nothing."""

    @given(cares(), NEAR, st.data())
    @settings(max_examples=30)
    def test_learning_a_fact(self, care: Care, on: date, data: st.DataObject) -> None:
        for how in RECKONERS:
            before, after = ([*how(pupil(each), asked(on))] for each in (with_gaps(care, data), care))
            assert_only_learns(before, after)

    @given(cares(), NEAR, st.randoms(use_true_random=False))
    @settings(max_examples=30)
    def test_order(self, care: Care, on: date, random: Any) -> None:
        given = {name: getattr(care, name) for name in ("looked_after", "social_workers", "told", "moves")}
        shuffled = care.but(**{name: tuple(random.sample(some, len(some))) for name, some in given.items()})
        for how in RECKONERS:
            rows = [sorted(how(pupil(each), asked(on)), key=lambda row: row.subject) for each in (care, shuffled)]
            assert rows[0] == rows[1]


class TestBadInput:
    """Every fault named, all together."""

    @pytest.mark.parametrize(
        ("make", "fault"),
        [
            (lambda: LookedAfter(first=nov(9), last=nov(8)), "last: is before first"),
            (lambda: SocialWorker(first=nov(9), last=nov(8)), "last: is before first"),
            (lambda: LookedAfter(authority=" "), "authority: is empty"),
            (lambda: EducationPlan(made_on=nov(9), reviewed_on=(nov(8),)), r"reviewed_on\[0\]: is before made_on"),
            (lambda: EducationPlan(made_on=None, reviewed_on=(nov(8),)), r"reviewed_on\[0\]: is a review of no plan"),
            (lambda: EducationPlan(reviewed_on=(nov(8), nov(8))), r"reviewed_on\[1\]: is given twice"),
            (lambda: Care(told=(BOTH_TOLD[0], BOTH_TOLD[0])), r"told\[1\]: is given twice"),
            (lambda: Care(moves=(MOVED, MOVED)), r"moves\[1\].on: is the day of another move"),
            (
                lambda: Care(looked_after=spells((nov(9), None), (nov(2), nov(9)))),
                r"looked_after\[0\]: begins while looked_after\[1\] goes on",
            ),
        ],
    )
    def test_refused(self, make: Any, fault: str) -> None:
        with pytest.raises(InvalidValue, match=fault):
            make()

    def test_one_time_right_after_another(self) -> None:
        assert Care(looked_after=spells((nov(2), nov(8)), (nov(9), None))).looked_after
