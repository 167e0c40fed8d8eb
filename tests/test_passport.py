"""The passport for the next school: made from the record, read back as it was, and telling nobody who it is about."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, InvalidDocument, InvalidValue, Pupil, PupilRecord, YearGroup
from ap_core.curriculum.exam_access_records import (
    AccessApplication,
    AreaScore,
    Arrangement,
    Evidence,
    EvidenceOnFile,
    ExamAccess,
    WayOfWorking,
)
from ap_core.curriculum.records import Assessment, Domain
from ap_core.curriculum.scores import Censored, ReadingAge, Score
from ap_core.curriculum.what_works import Adjustment, Telling, WhatWorks
from ap_core.exchange import dump_passport, load_passport, passport_schema
from ap_core.passport import Passport, passport_of
from tests.exchange_strategies import passports
from tests.test_curriculum_scores import SCALE

ON = date(2027, 2, 12)
CALM = WhatWorks(what="five minutes outside with a member of staff", on=date(2026, 11, 9), told_by=Telling.BOTH)
CARD = Adjustment(what="an exit card in every lesson", agreed_on=date(2026, 11, 20))
READING = Assessment(
    domain=Domain.READING, taken_on=date(2026, 11, 17), standard_score=71, scale=SCALE, reading_age=ReadingAge(7, 2)
)
READER = WayOfWorking(
    kind=Arrangement.READER, school="CENTRE", since=date(2026, 11, 18), recorded_on=date(2026, 11, 20)
)
FORM = EvidenceOnFile(what=Evidence.FORM_8, on=date(2026, 12, 1))
RECORD = PupilRecord(
    pupil=Pupil(ref="P10", born=date(2013, 1, 9), taught_year=YearGroup.Y9, name="Ada Nightingale-Okafor"),
    baseline=(READING,),
    what_works=(CALM,),
    adjustments=(CARD,),
    exam_access=ExamAccess(considered_on=None, ways=(READER,), evidence=(FORM,), applications=()),
)


def made(record: PupilRecord = RECORD, on: date = ON, **more: Any) -> Passport:
    return passport_of(record, on=on, made_by="CENTRE", **more)


def document(**changes: Any) -> str:
    return json.dumps({**json.loads(dump_passport(made())), **changes})


class TestMade:
    """What was done by the day and still holds; what is not known stays not known."""

    def test_the_whole(self) -> None:
        passport = made(pupil="X7")
        assert (passport.pupil, passport.made_by, passport.made_on) == ("X7", "CENTRE", ON)
        assert (passport.what_works, passport.adjustments) == ((CALM,), (CARD,))
        assert passport.levels == (READING.but(reading_age=None),)
        assert passport.levels[0].result == Score(71)
        entered = RECORD.but(exam_access=RECORD.exam_access.but(exam_centre="CENTRE"))  # type: ignore[union-attr]
        assert (
            passport.exam_access == made(entered).exam_access == RECORD.exam_access
            and passport.taught_year is YearGroup.Y9
        )

    def test_a_form_8_goes_along_without_its_scores(self) -> None:
        scores = (AreaScore(area="reading speed", score=84, taken_on=date(2026, 12, 1)),)
        access = ExamAccess(evidence=(FORM.but(scores=scores, made_at="CENTRE"),))
        found = made(RECORD.but(exam_access=access)).exam_access
        assert isinstance(found, ExamAccess) and found.evidence == (FORM.but(made_at="CENTRE"),)
        with pytest.raises(InvalidValue, match=r"exam_access.evidence\[0\].scores: has no place in a passport"):
            made().but(exam_access=access)

    def test_not_known_is_not_none(self) -> None:
        bare = made(PupilRecord(pupil=Pupil(ref="P10")))
        for part in (bare.what_works, bare.adjustments, bare.levels, bare.exam_access, bare.taught_year):
            assert part is UNKNOWN
        nothing = made(
            PupilRecord(pupil=Pupil(ref="P10"), baseline=(), what_works=(), adjustments=(), exam_access=None)
        )
        assert (nothing.what_works, nothing.adjustments, nothing.levels, nothing.exam_access) == ((), (), (), None)

    @pytest.mark.parametrize(
        ("on", "works", "agreed", "levels", "ways", "evidence"),
        [
            (date(2026, 11, 8), 0, 0, 0, 0, 0), (date(2026, 11, 9), 1, 0, 0, 0, 0), (date(2026, 11, 17), 1, 0, 1, 0, 0),
            (date(2026, 11, 18), 1, 0, 1, 1, 0), (date(2026, 11, 20), 1, 1, 1, 1, 0),
            (date(2026, 12, 1), 1, 1, 1, 1, 1),
        ],
    )  # fmt: skip
    def test_only_the_past(self, on: date, works: int, agreed: int, levels: int, ways: int, evidence: int) -> None:
        passport = made(on=on)
        access = passport.exam_access
        assert isinstance(access, ExamAccess)
        parts = (passport.what_works, passport.adjustments, passport.levels, access.ways, access.evidence)
        assert [len(part) for part in parts] == [works, agreed, levels, ways, evidence]  # type: ignore[arg-type]

    def test_what_is_still_ahead_in_something_begun(self) -> None:
        asked = AccessApplication(
            kind=Arrangement.READER, school="CENTRE", applied_on=date(2027, 1, 11), approved_on=date(2027, 2, 15)
        )
        access = ExamAccess(considered_on=date(2027, 2, 13), ways=(READER,), evidence=UNKNOWN, applications=(asked,))
        found = made(RECORD.but(exam_access=access), on=ON).exam_access
        assert isinstance(found, ExamAccess) and isinstance(found.applications, tuple)
        assert (found.considered_on, found.evidence) == (None, UNKNOWN)
        assert found.applications[0].approved_on is None
        early = made(RECORD.but(exam_access=access), on=date(2026, 11, 18)).exam_access
        assert isinstance(early, ExamAccess) and early.ways == (READER.but(recorded_on=None),)

    def test_an_adjustment_that_has_ended_is_left_out(self) -> None:
        for last, kept in ((date(2027, 2, 11), 0), (ON, 1)):
            adjustments = made(RECORD.but(adjustments=(CARD.but(last=last),))).adjustments
            assert isinstance(adjustments, tuple) and len(adjustments) == kept

    def test_the_last_look_at_each_domain_and_each_subject(self) -> None:
        later = READING.but(taken_on=date(2027, 2, 1), standard_score=69)
        science = Assessment(domain=Domain.SUBJECTS, taken_on=date(2026, 11, 20), subject="science")
        art = science.but(subject="art")
        number = Assessment(domain=Domain.NUMBER, taken_on=date(2026, 11, 20))
        each = (science, later, art, READING, number)
        for order in (each, each[::-1]):
            levels = made(RECORD.but(baseline=order)).levels
            assert levels == (later.but(reading_age=None), number, art, science)
        assert isinstance(levels, tuple) and levels[0].result == Score(69, Censored.AT_FLOOR)


class TestTellsNobody:
    """An opaque reference and no names: refused with every place, and nothing of it in a message."""

    def test_a_word_of_the_name(self) -> None:
        record = RECORD.but(
            what_works=(CALM, CALM.but(what="ADA likes to start early")),
            adjustments=(CARD.but(what="Okafor sits by the door"), CARD.but(what="adamant: no more than one change")),
        )
        with pytest.raises(InvalidValue) as wrong:
            made(record)
        assert [fault.path for fault in wrong.value.faults] == ["what_works[1].what", "adjustments[0].what"]
        assert "ada" not in str(wrong.value).lower().replace("cannot", "")

    def test_a_number_a_date_and_a_bad_reference_all_together(self) -> None:
        record = RECORD.but(
            what_works=(CALM.but(what="see Ada, A12345678901B"),), adjustments=(CARD.but(what="since 9/1/2013"),)
        )
        with pytest.raises(InvalidValue) as wrong:
            made(record, pupil="2013-01-09")
        assert [f"{fault.path}: {fault.problem}" for fault in wrong.value.faults] == [
            "what_works[0].what: holds a word of the pupil's name",
            "pupil: looks like a date",
            "what_works[0].what: holds a unique pupil number",
            "adjustments[0].what: holds a date",
        ]

    def test_nothing_of_the_child_is_in_the_document_or_in_a_display(self) -> None:
        text = dump_passport(made())
        for telling in ("2013", "Ada", "Okafor", "reading_age", "7:02"):
            assert telling not in text
        assert "exit card" not in repr(made())

    def test_what_goes_by_another_road_is_no_field_of_it(self) -> None:
        fields = set(passport_schema()["properties"])
        assert fields == {
            "format", "pupil", "made_by", "made_on", "taught_year", "what_works", "levels", "exam_access", "adjustments"
        }  # fmt: skip


class TestDocument:
    """A receiving school loads what was written; bad input is refused with every fault."""

    @settings(max_examples=30, deadline=None)
    @given(passports())
    def test_round_trip(self, passport: Passport) -> None:
        text = dump_passport(passport)
        assert load_passport(text) == passport
        assert dump_passport(load_passport(text)) == text

    @settings(max_examples=10, deadline=None)
    @given(passports())
    def test_what_is_written_is_valid(self, passport: Passport) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        jsonschema.Draft202012Validator(passport_schema()).validate(json.loads(dump_passport(passport)))

    def test_the_published_schema_is_up_to_date(self) -> None:
        published = Path(__file__).parents[1] / "docs" / "schemas" / "passport-1.schema.json"
        assert json.loads(published.read_text(encoding="utf-8")) == passport_schema()

    def test_every_fault_at_once(self) -> None:
        level = {"domain": "reading", "taken_on": "2026-11-17", "standard_score": 300}
        with pytest.raises(InvalidDocument) as wrong:
            load_passport(
                document(
                    pupil="A12345678901B", what_works=[{"what": "", "on": "2026-11-09", "told_by": "teacher"}],
                    levels=[level], surname="x",
                )
            )  # fmt: skip
        assert sorted(f"{fault.path}: {fault.problem}" for fault in wrong.value.faults) == [
            "levels[0].standard_score: is outside any standard scale",
            "pupil: looks like a unique pupil number",
            "surname: is no key here",
            "what_works[0].told_by: is not one of the words for it",
        ]

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"format": "ap-core/passport/2"}, "format: is a newer version"),
            ({"format": "ap-core/roll/1"}, "format: is another format"),
            ({"made_on": None}, "made_on: is null"),
            ({"made_on": "2026-11-16"}, "levels[0].taken_on: is after made_on"),
            ({"made_by": " "}, "made_by: is empty"),
            (
                {"levels": [{"domain": "reading", "taken_on": "2026-11-17", "reading_age": {"years": 7, "months": 2}}]},
                "levels[0].reading_age: has no place in a passport",
            ),
            ({"what_works": [{"what": " ", "on": "2026-11-09", "told_by": "pupil"}]}, "what_works[0].what: is empty"),
            (
                {"adjustments": [{"what": " ", "agreed_on": "2026-11-09", "last": "2026-11-08"}]},
                "adjustments[0].last: is before agreed_on",
            ),
            ({"exam_access": {"considered_on": "2027-02-13"}}, "exam_access.considered_on: is after made_on"),
            (
                {"exam_access": {"ways": [{"kind": "reader", "school": "A", "since": "2027-02-13"}]}},
                "exam_access.ways[0].since: is after made_on",
            ),
        ],
    )
    def test_refused(self, changes: dict[str, Any], fault: str) -> None:
        with pytest.raises(InvalidDocument) as wrong:
            load_passport(document(**changes))
        assert any(str(each).startswith(fault) for each in wrong.value.faults), str(wrong.value)

    def test_absent_is_not_known(self) -> None:
        text = json.dumps({"format": "ap-core/passport/1", "pupil": "P10", "made_by": "C", "made_on": "2027-02-12"})
        assert load_passport(text) == Passport(pupil="P10", made_by="C", made_on=ON)
        assert load_passport(text).what_works is UNKNOWN


@settings(max_examples=20)
@given(st.dates(date(2026, 11, 1), date(2027, 3, 1)))
def test_made_again_later_nothing_is_lost_but_what_has_ended(on: date) -> None:
    """What works stays: a passport of a later day has all of an earlier one's."""
    earlier, later = made(on=on), made(on=date(2027, 3, 1))
    for name in ("what_works", "adjustments", "levels"):
        assert set(getattr(earlier, name)) <= set(getattr(later, name))
