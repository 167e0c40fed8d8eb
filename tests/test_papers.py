"""The papers to hand over: what stands in them, to whom they go, and what never stands in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cattrs")

import papers as program
from ap_core import (
    UNKNOWN,
    EHCPlan,
    HalfDays,
    InvalidValue,
    PupilRecord,
    Register,
    Review,
    Roll,
    Suspension,
    Verdict,
    check,
    check_roll,
)
from ap_core.curriculum.records import Assessment, Domain
from ap_core.curriculum.what_works import Adjustment, Telling, WhatWorks
from ap_core.ehcp.provision import ProvisionKind, ProvisionLine
from ap_core.exchange import load_roll
from ap_core.papers import Paper, chase_lists, paper_text, placement_review
from ap_core.support.records import Goal, Mentoring
from ap_core.support.scales import GOAL, ScaleReading
from impact_report import DATA
from tests.unknowns import each_gap

GOLDEN = Path(__file__).parent / "golden"
ROLL = load_roll(DATA.read_bytes())
ON = date(2026, 11, 23)
REVIEWS = check_roll(ROLL, on=ON)
LISTS = chase_lists(ROLL, REVIEWS, on=ON)
#: By the home school and by the centre, half of a day each.
TWO_ON_ONE_DAY = tuple(
    Suspension(ref=ref, school=school, first_day=day, last_day=day, length=HalfDays(1))
    for ref, school, day in (("S1", "ALDER", date(2026, 11, 17)), ("S2", "CENTRE", date(2026, 11, 17)))
)


def with_record(ref: str, **changes: Any) -> Roll:
    return ROLL.but(records=tuple(each.but(**changes) if each.ref == ref else each for each in ROLL.records))


def page_of(ref: str, roll: Roll = ROLL, **more: Any) -> Paper:
    return placement_review(roll, ref, reviewed(roll, ref), on=ON, **more)


def record_of(roll: Roll, ref: str) -> PupilRecord:
    return next(each for each in roll.records if each.ref == ref)


def reviewed(roll: Roll, ref: str) -> Review:
    return check(record_of(roll, ref), on=ON, calendars=roll.calendars, policy=roll.policy)


class TestThePrograms:
    @pytest.mark.parametrize("asked", ["chase", "review P01", "review P26"])
    def test_prints_what_was_read_line_by_line(self, asked: str, capsys: pytest.CaptureFixture[str]) -> None:
        """After a change read it again, then write it anew with this very output."""
        assert program.main(asked.split()) == 0
        golden = GOLDEN / f"papers_{asked.replace(' ', '_')}.txt"
        assert capsys.readouterr().out == golden.read_text(encoding="utf-8")

    def test_says_what_is_wrong_with_a_reference(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert program.main(["review", "NOBODY"]) == 2
        assert "no pupil on this roll" in capsys.readouterr().err


class TestWords:
    def test_a_word_of_the_pupils_name_is_refused_as_in_a_passport(self) -> None:
        """The page leaves the centre, and calls the pupil by a reference: so do the words in it."""
        record = record_of(ROLL, "P01")
        assert isinstance(record.placements, tuple)
        placement = record.placements[0].but(objectives=("Zebedee stays in lessons",))
        named = record.pupil.but(name="Zebedee Quirk")
        roll = with_record("P01", pupil=named, placements=(placement, *record.placements[1:]))
        with pytest.raises(InvalidValue, match=r"placement\.objectives: holds a word of the pupil's name"):
            page_of("P01", roll)
        assert "Zebedee" not in paper_text(page_of("P01", with_record("P01", pupil=named)))


class TestChaseLists:
    def test_each_matter_that_others_owe_is_on_one_list(self) -> None:
        """Late, or due within four weeks, or without a day; a naive look at every finding says the same."""
        wanted = [
            finding.key
            for review in REVIEWS
            for finding in review
            if not finding.who.is_ours and finding.curable
            and (
                finding.verdict is Verdict.NOT_MET
                or (finding.verdict is Verdict.PENDING
                    and (finding.due is None or finding.due.last_day < ON + timedelta(28)))
            )
        ]  # fmt: skip
        listed = [line.key for paper in LISTS for part in paper.parts for line in part.lines if line.key]
        assert sorted(listed) == sorted(wanted) and len(listed) == len(set(listed))

    def test_a_list_names_nobody_elses_pupils(self) -> None:
        """Of a school only those who came from it; of an authority only those whose plan it keeps."""
        homes = {record.ref: record.placements[0].home_school for record in ROLL.records}  # type: ignore[index]
        for paper in LISTS:
            if paper.to.startswith("Home school"):
                assert {homes[ref] for ref in paper.pupils} == {paper.to_ref}
            if paper.to_ref is None:
                assert len(paper.pupils) == 1

    def test_a_pupil_whose_home_school_is_not_known_has_a_list_apart(self) -> None:
        placement = record_of(ROLL, "P24").placements[0].but(home_school=UNKNOWN)  # type: ignore[index]
        roll = with_record("P24", placements=(placement,))
        lists = chase_lists(roll, [reviewed(roll, "P24"), reviewed(roll, "P03")], on=ON)
        apart = [paper for paper in lists if "P24" in paper.pupils]
        assert [paper.to for paper in apart] == ["Home school of P24 (which one is not recorded)"]
        assert apart[0].pupils == ("P24",)

    def test_a_question_goes_to_the_school_that_it_names_and_one_for_the_centre_to_nobody(self) -> None:
        roll = with_record("P01", suspensions=TWO_ON_ONE_DAY, baseline=UNKNOWN)
        review = reviewed(roll, "P01")
        asked = {each.of for each in review.questions}
        assert {"ALDER", "CENTRE", "baseline lead"} <= asked
        told = "".join(paper_text(each) for each in chase_lists(roll, [review], on=ON))
        assert "made before suspension S1" in told
        assert "made before suspension S2" not in told and "baseline assessments" not in told

    def test_what_only_the_authority_can_say_is_asked_of_the_one_that_keeps_the_plan(self) -> None:
        plan = record_of(ROLL, "P26").plan
        assert isinstance(plan, EHCPlan)
        roll = with_record("P26", plan=plan.but(reviews=UNKNOWN, authority="SHIRE"))
        lists = chase_lists(roll, [reviewed(roll, "P26")], on=ON)
        (asked,) = [paper for paper in lists if "Which reviews of the EHC plan were held?" in paper_text(paper)]
        assert (asked.to, asked.to_ref) == ("Local authority SHIRE", "SHIRE")

    def test_a_later_day_asked_for_only_adds(self) -> None:
        later = chase_lists(ROLL, REVIEWS, on=ON, until=date(2027, 7, 31))
        keys = [{line.key for p in lists for part in p.parts for line in part.lines} for lists in (LISTS, later)]
        assert keys[0] < keys[1]

    @pytest.mark.parametrize(("until", "listed"), [(date(2026, 12, 7), False), (date(2026, 12, 8), True)])
    def test_what_is_due_on_the_last_day_asked_for_is_on_it(self, until: date, listed: bool) -> None:
        """P13's place under the Fair Access Protocol is due on 8 December."""
        lists = chase_lists(ROLL, REVIEWS, on=ON, until=until)
        assert any("P13" in paper.pupils for paper in lists) is listed

    def test_the_order_of_the_reviews_does_not_matter(self) -> None:
        assert chase_lists(ROLL, tuple(reversed(REVIEWS)), on=ON) == LISTS

    def test_a_time_of_day_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            chase_lists(ROLL, REVIEWS, on=datetime(2026, 11, 23))


class TestPlacementReview:
    def test_everybody_on_the_roll_has_one(self) -> None:
        """And none of it is a bar to a child, or tells when a pupil was born."""
        for record in ROLL.records:
            text = paper_text(page_of(record.ref)).lower()
            assert not any(word in text for word in ("block", "refuse", "hard stop", "reject"))
            assert isinstance(record.pupil.born, date)
            assert record.pupil.born.isoformat() not in text

    def test_what_is_not_known_is_said_and_stops_nothing(self) -> None:
        full = record_of(ROLL, "P26")
        review = reviewed(ROLL, "P26")
        for where, gap in each_gap(full):
            if where == ".placements":
                continue
            assert placement_review(ROLL.but(records=(gap,)), "P26", review, on=ON).parts

    def test_the_words_of_a_goal_only_where_the_pupil_agrees(self) -> None:
        readings = tuple(ScaleReading(scale=GOAL, on=date(2026, 10, day), score=day) for day in (2, 9))
        ahead = ScaleReading(scale=GOAL, on=date(2026, 12, 1), score=0)
        goal = Goal(ref="G1", what="get to science on time", readings=(*readings, ahead))
        roll = with_record("P01", mentoring=Mentoring(goals=(goal, Goal(ref="G2", what="swim"))))
        assert "science" not in paper_text(page_of("P01", roll))
        assert "2 set; 1 nearer than at first, 1 not looked at yet." in paper_text(page_of("P01", roll))
        shared = paper_text(page_of("P01", roll, goals_shared=True))
        assert "get to science on time: nearer than at first." in shared

    def test_words_that_tell_who_it_is_are_refused(self) -> None:
        placement = record_of(ROLL, "P01").placements[0].but(objectives=("see A123456789012 daily",))  # type: ignore[index]
        with pytest.raises(InvalidValue, match="unique pupil number") as told:
            page_of("P01", with_record("P01", placements=(placement,)))
        assert "A123456789012" not in str(told.value)

    def test_nothing_after_the_day_counts_as_done(self) -> None:
        """P01's review of 22 October is none on the 21st."""
        early = date(2026, 10, 21)
        review = check(record_of(ROLL, "P01"), on=early, calendars=ROLL.calendars, policy=ROLL.policy)
        text = paper_text(placement_review(ROLL, "P01", review, on=early))
        assert "No review has been held yet." in text and "10 Nov" not in text

    def says(self, ref: str, **changes: Any) -> str:
        """The page with something else on record; ``placement`` are changes of the placement, ``plan`` of the plan."""
        record = record_of(ROLL, ref)
        if "placement" in changes:
            assert isinstance(record.placements, tuple)
            changes["placements"] = (record.placements[0].but(**changes.pop("placement")),)
        if "plan" in changes:
            assert isinstance(record.plan, EHCPlan)
            changes["plan"] = record.plan.but(**changes["plan"])
        # Each sentence in one line, however long.
        return " ".join(paper_text(page_of(ref, with_record(ref, **changes))).split())

    @pytest.mark.parametrize(("ended_on", "told"), [(ON, True), (ON + timedelta(1), False)])
    def test_a_placement_that_has_ended(self, ended_on: date, told: bool) -> None:
        text = self.says("P01", placement={"ended_on": ended_on})
        assert ("ended on Mon 23 Nov" in text) is told

    def test_what_was_not_put_down_is_left_out(self) -> None:
        text = self.says("P01", placement={"objectives": (), "reviews": UNKNOWN})
        assert "It is for" not in text and "What it is for" not in text
        assert "Which reviews were held is not known here." in text

    def test_attendance_before_and_here(self) -> None:
        assert "Before: no school." in self.says("P01", previous_attendance=None)
        for codes, told in (
            ("- - - - - - - - - -", "no session yet"),
            ("/ \\ J \\ - - - - - -", "still to be settled"),
        ):
            register = Register.of_weeks(ROLL.centre.ref, {date(2026, 11, 16): codes})
            assert told in self.says("P01", registers=(register,))

    def test_a_score_without_its_scale_has_nothing_beside_it(self) -> None:
        test = Assessment(domain=Domain.READING, taken_on=date(2026, 11, 2), standard_score=84, barrier=None)
        text = self.says("P01", baseline=(test,))
        assert "Score 84 on Mon 2 Nov" in text and "The average" not in text

    def test_help_that_is_still_to_come_or_is_over(self) -> None:
        found = [WhatWorks(what=f"way {day}", on=ON + timedelta(day), told_by=Telling.PUPIL) for day in (0, 1)]
        agreed = [
            Adjustment(what=f"change {day}", agreed_on=date(2026, 11, 2), last=ON + timedelta(day)) for day in (-1, 0)
        ]
        text = self.says("P01", what_works=tuple(found), adjustments=tuple(agreed))
        assert "way 0" in text and "way 1" not in text
        assert "change 0" in text and "change -1" not in text

    def test_a_plan_that_names_no_school_and_an_amount_not_known(self) -> None:
        line = ProvisionLine(ref="F9", kind=ProvisionKind.THERAPY)
        text = self.says("P26", plan={"named_setting": None, "provision": (line,), "ledger": None})
        assert "names a type of school, and no school" in text and "how much is not known here" in text
        without = self.says("P26", plan={"provision": (line.but(minutes=None, per=None),), "ledger": None})
        assert "F9: " in without and "with no amount in the plan" in without

    def test_a_review_of_another_pupil_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="another pupil"):
            placement_review(ROLL, "P01", REVIEWS[1], on=ON)

    def test_no_placement_here_no_page(self) -> None:
        with pytest.raises(InvalidValue, match="without a placement"):
            page_of("P01", with_record("P01", placements=()))
