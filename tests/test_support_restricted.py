"""Force, seclusion and restraint: whom the duties bind, from when, which parents, and that no day is set by law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.law.citation import Seen
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from ap_core.support.records import Incident, ParentTold, Restricted, Restriction
from ap_core.support.restricted_facts import RestrictedFacts, restricted_facts
from ap_core.support.restricted_rules import RULES
from tests.attended_models import TODAY, asked, findings, nov, only_known_facts_stay, placement, record, without_needs

BOOK: RuleBook[PupilRecord] = RuleBook(subjects=((RestrictedFacts, restricted_facts),), rules=RULES)
FORCE_RECORDED, FORCE_REPORTED = "support.force.recorded", "support.force.reported"
RECORDED, REPORTED = "support.restriction.recorded", "support.restriction.reported"
SAME_DAY, IN_WRITING = "support.force.same_day", "support.force.in_writing"

TOLD = ParentTold(parent="parent 1", told_on=nov(19), written_on=nov(19))
THURSDAY = nov(19)
DONE = Restricted(
    kind=Restriction.FORCE, school_kind=SchoolKind.PRU, recorded_on=nov(19), parents=(TOLD,), each_parent_listed=True
)


def about(on: date = THURSDAY, **changes: Any) -> PupilRecord:
    return record(incidents=(Incident(ref="I", on=on, restricted=(DONE.but(**changes),)),))


def verdicts(pupil: PupilRecord, on: date = TODAY) -> dict[str, Verdict]:
    return {rule: given[0].verdict for rule, given in findings(BOOK, pupil, asked(on)).items()}


class TestWhomTheyBind:
    """Section 93A: the governing body of a school in England, the proprietor where it is not a maintained school."""

    @pytest.mark.parametrize(
        "kind", [kind for kind in SchoolKind if kind not in (SchoolKind.COLLEGE, SchoolKind.NOT_A_SCHOOL)]
    )
    def test_every_school(self, kind: SchoolKind) -> None:
        assert verdicts(about(school_kind=kind)) == dict.fromkeys(
            (FORCE_RECORDED, FORCE_REPORTED, SAME_DAY, IN_WRITING), Verdict.MET
        )

    def test_no_school(self) -> None:
        assert verdicts(about(school_kind=SchoolKind.NOT_A_SCHOOL)) == {}

    def test_a_college_is_under_another_act(self) -> None:
        found = findings(BOOK, about(school_kind=SchoolKind.COLLEGE), asked())
        assert {each.reason for given in found.values() for each in given} == {Reason.LAW_NOT_SEEN}

    def test_not_known_what_the_place_is(self) -> None:
        found = findings(BOOK, about(school_kind=UNKNOWN), asked())
        assert {each.missing for given in found.values() for each in given} == {
            ("incidents[0].restricted[0].school_kind",)
        }

    @pytest.mark.parametrize("kind", [Restriction.SECLUSION, Restriction.RESTRAINT])
    def test_seclusion_and_restraint_under_regulations_that_were_not_seen(self, kind: Restriction) -> None:
        found = findings(BOOK, about(kind=kind), asked())
        assert set(found) == {RECORDED, REPORTED, SAME_DAY, IN_WRITING}
        assert found[RECORDED][0].citation.seen is found[REPORTED][0].citation.seen is Seen.SECONDARY
        assert found[RECORDED][0].because == (
            f"What happened on Thu 19 Nov 2026 ({kind.value}) was recorded in writing on Thu 19 Nov 2026."
        )


class TestFromWhen:
    """From 1 April 2026, by the day of the incident."""

    @pytest.mark.parametrize("kind", Restriction)
    @pytest.mark.parametrize(("on", "rules"), [(date(2026, 3, 31), 0), (date(2026, 4, 1), 4)])
    def test_both_sides(self, kind: Restriction, on: date, rules: int) -> None:
        assert len(verdicts(about(on, kind=kind))) == rules

    def test_not_before_it_happened(self) -> None:
        assert list(restricted_facts(about(), asked(nov(18)))) == []
        assert len(list(restricted_facts(about(), asked(nov(19))))) == 1

    def test_it_does_not_end_with_the_placement(self) -> None:
        over = about(recorded_on=None).but(placements=(placement(ended_on=nov(20)),))
        assert verdicts(over)[FORCE_RECORDED] is Verdict.PENDING

    def test_incidents_not_known_are_asked_for_elsewhere(self) -> None:
        assert list(restricted_facts(record(), asked())) == []


class TestNoDayIsSet:
    """As soon as practicable is no number: never late, however long ago."""

    @pytest.mark.parametrize("on", [nov(19), TODAY, date(2027, 7, 1)])
    def test_never_late(self, on: date) -> None:
        found = findings(BOOK, about(recorded_on=None, parents=(TOLD.but(told_on=None),)), asked(on))
        for rule in (FORCE_RECORDED, FORCE_REPORTED):
            assert (found[rule][0].verdict, found[rule][0].due) == (Verdict.PENDING, None)
            assert "must" in found[rule][0].because and "as soon as practicable" in found[rule][0].because

    def test_recorded_after_today_is_not_recorded_yet(self) -> None:
        assert verdicts(about(recorded_on=nov(20)), nov(19))[FORCE_RECORDED] is Verdict.PENDING

    @pytest.mark.parametrize(
        ("told", "on", "expected"),
        [
            (nov(19), TODAY, Verdict.MET), (nov(20), TODAY, Verdict.NOT_MET), (None, TODAY, Verdict.NOT_MET),
            (None, nov(19), Verdict.PENDING), (nov(20), nov(19), Verdict.PENDING),
        ],
    )  # fmt: skip
    def test_guidance_aims_at_the_same_day(self, told: date | None, on: date, expected: Verdict) -> None:
        parents = (TOLD.but(told_on=told, written_on=None),)
        assert verdicts(about(parents=parents), on)[SAME_DAY] is expected


class TestWhichParents:
    """Each parent; not one whom telling would harm the pupil; the authority where none can be told."""

    @pytest.mark.parametrize(
        ("second", "told_on"),
        [
            (TOLD.but(told_on=nov(20)), nov(20)),
            (TOLD.but(told_on=None), None),
            (TOLD.but(told_on=None, harm_if_told=True), nov(19)),
            (TOLD.but(told_on=UNKNOWN, harm_if_told=True), nov(19)),
            (TOLD.but(told_on=UNKNOWN), UNKNOWN),
        ],
    )
    def test_a_second_parent(self, second: ParentTold, told_on: Any) -> None:
        [row] = without_needs(restricted_facts(about(parents=(TOLD, second.but(parent="parent 2"))), asked())).values()
        assert row["told_on"] == told_on

    @pytest.mark.parametrize(("authority", "told_on"), [(nov(20), nov(20)), (None, None), (UNKNOWN, UNKNOWN)])
    def test_no_parent_who_can_be_told(self, authority: Any, told_on: Any) -> None:
        for parents in ((TOLD.but(harm_if_told=True),), ()):
            given = about(parents=parents, authority_told_on=authority)
            [row] = without_needs(restricted_facts(given, asked())).values()
            assert row["told_on"] == row["written_on"] == told_on

    def test_another_parent_who_is_not_listed(self) -> None:
        for listed in (UNKNOWN, False):
            [row] = restricted_facts(about(each_parent_listed=listed), asked())
            assert isinstance(row.told_on, Unknown)
        [row] = restricted_facts(about(each_parent_listed=False, parents=(TOLD.but(told_on=None),)), asked())
        assert row.told_on is None

    def test_parents_not_known(self) -> None:
        found = findings(BOOK, about(parents=UNKNOWN), asked())
        assert found[SAME_DAY][0].missing == ("incidents[0].restricted[0].parents",)
        assert found[SAME_DAY][0].verdict is Verdict.UNDETERMINED


MAYBE = st.none() | st.dates(nov(19), nov(25))
FULL = st.builds(
    lambda parents, **given: DONE.but(
        parents=tuple(each.but(parent=f"parent {place}") for place, each in enumerate(parents)), **given
    ),
    st.lists(
        st.builds(ParentTold, parent=st.just("p"), told_on=MAYBE, written_on=MAYBE, harm_if_told=st.booleans()),
        max_size=3,
    ),
    kind=st.sampled_from(Restriction), school_kind=st.sampled_from(SchoolKind), recorded_on=MAYBE,
    each_parent_listed=st.booleans(), authority_told_on=MAYBE,
)  # fmt: skip


@st.composite
def blanked(draw: st.DrawFn, full: Restricted) -> Restricted:
    assert isinstance(full.parents, tuple)
    names = ("school_kind", "recorded_on", "parents", "each_parent_listed", "authority_told_on")
    changes: dict[str, Any] = {name: UNKNOWN for name in names if draw(st.booleans())}
    if "parents" not in changes:
        changes["parents"] = tuple(
            each.but(**{name: UNKNOWN for name in ("told_on", "written_on") if draw(st.booleans())})
            for each in full.parents
        )
    return full.but(**changes)


class TestReckoning:
    """Learning a fact changes none that was known."""

    @given(FULL.flatmap(lambda full: st.tuples(st.just(full), blanked(full))), st.dates(nov(18), nov(26)))
    def test_learning_a_fact(self, both: tuple[Restricted, Restricted], on: date) -> None:
        full, less = (record(incidents=(Incident(ref="I", on=nov(19), restricted=(each,)),)) for each in both)
        only_known_facts_stay(restricted_facts(less, asked(on)), restricted_facts(full, asked(on)))


class TestBadInput:
    """What follows an incident cannot come before it; one record for each kind and each parent."""

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"recorded_on": nov(18)}, r"restricted\[0\].recorded_on: is before the incident"),
            ({"authority_told_on": nov(18)}, r"restricted\[0\].authority_told_on: is before the incident"),
            ({"parents": (TOLD.but(told_on=nov(18)),)}, r"parents\[0\].told_on: is before the incident"),
            ({"parents": (TOLD.but(written_on=nov(18)),)}, r"parents\[0\].written_on: is before the incident"),
        ],
    )
    def test_before_the_incident(self, changes: dict[str, Any], fault: str) -> None:
        with pytest.raises(InvalidValue, match=fault):
            about(**changes)

    def test_twice(self) -> None:
        with pytest.raises(InvalidValue, match=r"parents\[1\].parent: is listed twice"):
            DONE.but(parents=(TOLD, TOLD))
        with pytest.raises(InvalidValue, match=r"restricted\[1\].kind: is given twice"):
            Incident(ref="I", on=nov(19), restricted=(DONE, DONE))

    def test_a_parent_is_an_opaque_reference(self) -> None:
        with pytest.raises(InvalidValue, match="parent: is empty"):
            TOLD.but(parent="")
