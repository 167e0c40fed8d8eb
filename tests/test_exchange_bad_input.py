"""A document with faults is refused whole: every fault at once, with its path, and nothing repeated from it."""

from __future__ import annotations

import copy
import json
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.centre import Roll
from ap_core.errors import InvalidDocument
from ap_core.exchange import load_review, load_reviews, load_roll
from ap_core.exchange.parsing import MOST_BYTES
from tests.exchange_example import Path, built_again, example, nodes
from tests.exchange_strategies import trees

Spoil = Callable[[dict[str, Any]], Any]


def refusal(text: str | bytes) -> InvalidDocument:
    with pytest.raises(InvalidDocument) as refused:
        load_roll(text)
    return refused.value


def faults(document: Any) -> list[str]:
    """The faults of a document, as they are printed."""
    return [str(fault) for fault in refusal(json.dumps(document)).faults]


def faults_after(*spoils: Spoil) -> list[str]:
    """The faults of the example after it has been spoiled."""
    document = example()
    for spoil in spoils:
        spoil(document)
    return faults(document)


def put(value: Any, *path: str | int) -> Spoil:
    """Put ``value`` at ``path``."""

    def spoil(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return spoil


PLACEMENT: Path = ("pupils", 0, "placements", 0)
LESSON: Path = ("pupils", 0, "timetable", "lessons", 0)
DATE = "give a date as yyyy-mm-dd"


class TestWrongKinds:
    """A value of another kind than the field's is refused, never converted."""

    @pytest.mark.parametrize(
        ("given_value", "fault"),
        [
            (7.9, "is a number with a decimal point; give a whole number"),
            (7.0, "is a number with a decimal point; give a whole number"),
            ("4", "is text; give a whole number"),
            (True, "is true or false; give a whole number"),
            (None, "is null; give a whole number"),
            ([4], "is an array; give a whole number"),
            ({}, "is an object; give a whole number"),
            (float("nan"), "is a number with a decimal point; give a whole number"),
            (2**53, "is too large a number; give a whole number of a few digits"),
        ],
    )
    def test_for_a_count(self, given_value: Any, fault: str) -> None:
        path = "pupils[0].timetable.lessons[0].minutes"
        assert faults_after(put(given_value, *LESSON, "minutes")) == [f"{path}: {fault}"]

    @pytest.mark.parametrize(
        ("given_value", "problem"),
        [
            ("2026-02-30", "is no day of the calendar"),
            ("0000-01-01", "is no day of the calendar"),
            ("2026-11-23T09:00", "is a date with a time of day"),
            ("2026-11-23 09:00", "is a date with a time of day"),
            ("20261123", "is text that is no date"),
            ("2026-W48-1", "is text that is no date"),
            ("23/11/2026", "is text that is no date"),
            ("2026-11-2३", "is text that is no date"),
            (" 2026-11-23", "is text that is no date"),
            ("2026-11-23\n", "is text that is no date"),
            ("", "is text that is no date"),
            (20261123, "is a number"),
            (True, "is true or false"),
            (None, "is null"),
        ],
    )
    def test_for_a_date(self, given_value: Any, problem: str) -> None:
        path = "pupils[0].placements[0].first_day"
        assert faults_after(put(given_value, *PLACEMENT, "first_day")) == [f"{path}: {problem}; {DATE}"]

    @pytest.mark.parametrize("given_value", [1, 0, "true", None])
    def test_for_true_or_false(self, given_value: Any) -> None:
        (fault,) = faults_after(put(given_value, *LESSON, "reading_support"))
        assert fault.endswith("; give true or false")

    @pytest.mark.parametrize("given_value", [1, True, None, ["HILL"], {}])
    def test_for_text(self, given_value: Any) -> None:
        (fault,) = faults_after(put(given_value, "centre", "name"))
        assert fault.startswith("centre.name: ") and fault.endswith("; give text")

    def test_for_text_half_a_character(self) -> None:
        (fault,) = faults_after(put("\ud800", "centre", "name"))
        assert fault == "centre.name: is text with half of a character; write the character out"

    @pytest.mark.parametrize("given_value", ["P02", {"ref": "P02"}, None, 3])
    def test_for_an_array(self, given_value: Any) -> None:
        (fault,) = faults_after(put(given_value, "pupils"))
        assert fault.startswith("pupils: is ") and fault.endswith("; give an array, empty if there are none")

    def test_for_an_object(self) -> None:
        (fault,) = faults_after(put(["HILL"], "pupils", 0, "plan"))
        assert fault.startswith("pupils[0].plan: is an array; give an object with the keys: authority, made_on, ")

    def test_for_half_days(self) -> None:
        path = "pupils[0].suspensions[0].length"
        assert faults_after(put(4.5, *path_of(path))) == [
            f"{path}: is a number with a decimal point; give a whole number"
        ]
        assert faults_after(put(-1, *path_of(path))) == [f"{path}: is negative; give 0 or more half-days"]

    def test_for_a_row_of_a_calendar(self) -> None:
        document = example()
        document["calendars"]["HILL"]["terms"].append(["spring", "2027-01-05"])
        document["calendars"]["HILL"]["breaks"] = [["2026-10-30", "2026-10-26"], ["2026-10-26", 5], "2026-10-26"]
        assert faults(document) == [
            "calendars[0].terms[1]: is an array of another length; give an array of 3: name, first, last",
            "calendars[0].breaks[0].last: is before first; give an end on or after the start",
            f"calendars[0].breaks[1].last: is a number; {DATE}",
            "calendars[0].breaks[2]: is text; give an array of 2: first, last",
        ]


def path_of(text: str) -> Path:
    """The steps of a printed path."""
    steps = text.replace("[", ".").replace("]", "").split(".")
    return tuple(int(step) if step.isdigit() else step for step in steps)


class TestKeysAndWords:
    """Stray and missing keys, and words that stand for nothing."""

    def test_a_stray_key_is_named(self) -> None:
        (fault,) = faults_after(put(1, "pupils", 1, "nickname"))
        assert fault.startswith(
            "pupils[1].nickname: is no key here; leave it out; the keys are: pupil, registrations, "
        )

    @pytest.mark.parametrize("key", ["Zebedee", "zebedee quixote", "z" * 31, "2014-03-14", "", "zébédée"])
    def test_a_stray_key_that_may_be_a_name_is_not(self, key: str) -> None:
        (fault,) = faults_after(put(1, "pupils", 1, key))
        assert fault.startswith("pupils[1].an unknown key: is no key here; ")

    def test_missing_keys(self) -> None:
        document = example()
        del document["centre"]["kind"], document["pupils"][0]["placements"][0]["centre"], document["pupils"][1]["pupil"]
        del document["calendars"]
        assert faults(document) == [
            "centre.kind: is missing; give what it is in law",
            "pupils[0].placements[0].centre: is missing; give the centre, by its reference",
            "pupils[1].pupil: is missing; give who",
            "calendars: is missing; give the school calendars, one a school",
        ]

    def test_an_unknown_word_lists_those_allowed(self) -> None:
        assert faults_after(put("Direction", *PLACEMENT, "basis"), put("9", "pupils", 0, "pupil", "taught_year")) == [
            "pupils[0].placements[0].basis: is not one of the words for it; give one of: agreement, direction, "
            "permanent_exclusion, exclusion_pending, health, other_authority, suspension, plan_names_centre"
        ]
        (fault,) = faults_after(put("Y8", "pupils", 0, "pupil", "taught_year"))
        assert fault.endswith("give one of: E1, E2, N1, N2, R, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, X")
        (fault,) = faults_after(put(8, "pupils", 0, "pupil", "taught_year"))
        assert fault.startswith("pupils[0].pupil.taught_year: is a number; give one of: E1, ")

    def test_a_word_twice_in_a_set(self) -> None:
        contents = ["address", "reasons", "address", "nonsense", "nonsense"]
        (fault, *others) = faults_after(put(contents, *PLACEMENT, "notice", "contents"))
        assert [fault.split(";")[0] for fault in (fault, *others)] == [
            "pupils[0].placements[0].notice.contents[3]: is not one of the words for it",
            "pupils[0].placements[0].notice.contents[4]: is not one of the words for it",
            "pupils[0].placements[0].notice.contents[2]: is given twice",
        ]

    def test_an_unknown_attendance_code_and_a_week_that_begins_on_a_tuesday(self) -> None:
        weeks = {"2026-11-17": "/ \\ / \\ / I D D - QQ", "2026-11-23": "/ /"}
        path = "pupils[0].registers[0].weeks"
        assert faults_after(put(weeks, *path_of(path))) == [
            f"{path}[0]: does not begin on a Monday; give the Monday of the week",
            f"{path}[0][Fri PM]: is not an attendance code; give a code, or - for no mark",
            f"{path}[1]: has 2 codes; give ten (Monday to Friday) or fourteen, with - for no mark",
        ]
        assert faults_after(put({"16 November": "/ /", "2026-11-16": 7}, *path_of(path))) == [
            f"{path}[0]: is text that is no date; {DATE}",
            f"{path}[1]: is a number; give text",
        ]

    def test_a_key_given_twice_is_not_lost_in_silence(self) -> None:
        text = json.dumps(example())
        for once, twice, fault in [
            ('"plan": null', '"plan": null, "plan": null', "pupils[1]: gives plan more than once"),
            ('"ref": "P02"', '"ref": "P02", "ref": 3', "pupils[1].pupil: gives ref more than once"),
            ('"2026-11-16": "', '"2026-11-16": "x", "2026-11-16": "', "pupils[0].registers[0].weeks: gives a key more"),
            ('"*": {', '"*": {}, "*": {', "calendars: gives a key more than once"),
            ('"format": ', '"format": 1, "format": ', "the document: gives a key more than once"),
        ]:
            assert text.count(once) == 1
            (fault_found, *_) = refusal(text.replace(once, twice)).faults
            assert str(fault_found).startswith(fault)


class TestBetweenParts:
    """What is wrong between parts is told together with what is wrong inside them."""

    def test_references_used_twice(self) -> None:
        document = example()
        document["pupils"][1]["pupil"]["ref"] = "P01"
        placements = document["pupils"][0]["placements"]
        placements.append(copy.deepcopy(placements[0]))
        document["pupils"][0]["registers"] *= 2
        assert faults(document) == [
            "pupils[0].placements[1].ref: is used twice; give each its own, or put the two together",
            "pupils[0].registers[1].school: is used twice; give each its own, or put the two together",
            "pupils[1].pupil.ref: is used twice; give each pupil a reference of their own",
        ]

    def test_a_placement_at_an_unknown_school(self) -> None:
        assert faults_after(put("HIL", *PLACEMENT, "centre")) == [
            "pupils[0].placements[0].centre: is a school the roll does not list; list it in schools"
        ]

    def test_an_end_before_a_start(self) -> None:
        assert faults_after(put("2026-09-01", *PLACEMENT, "planned_end")) == [
            "pupils[0].placements[0].planned_end: is before first_day; give a day on or after the first day"
        ]

    def test_an_empty_roll(self) -> None:
        assert faults_after(put([], "pupils")) == ["pupils: is empty; give at least one record a pupil"]

    def test_a_choice_looser_than_it_may_be(self) -> None:
        assert faults_after(put({"first_review_by": 0, "longest_short_term": "12"}, "policy", "placement")) == [
            "policy.placement.longest_short_term: is text; give a whole number",
            "policy.placement.first_review_by: is too low; give at least 1",
        ]

    def test_everything_at_once(self) -> None:
        """A wrong kind deep inside hides neither an end before a start nor a reference used twice."""
        found = faults_after(
            put("yes", *PLACEMENT, "duration"),
            put("2026-09-01", *PLACEMENT, "planned_end"),
            put("P01", "pupils", 1, "pupil", "ref"),
            put("QUIXOTE", "pupils", 0, "suspensions", 0, "school"),
            put("none", "pupils", 1, "plan"),
            put(1, "pupils", 1, "stray"),
        )
        assert [fault.split(":")[0] for fault in found] == [
            "pupils[0].placements[0].duration",
            "pupils[0].placements[0].planned_end",
            "pupils[1].plan",
            "pupils[1].stray",
            "pupils[1].pupil.ref",
            "pupils[0].suspensions[0].school",
        ]

    def test_a_school_that_cannot_be_read_makes_no_other_fault(self) -> None:
        assert faults_after(put(7, "schools", 0, "ref")) == ["schools[0].ref: is a number; give text"]


class TestWholeDocuments:
    """Text that is no roll at all."""

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", "stops being JSON at line 1, column 1"),
            ("format: roll", "stops being JSON at line 1, column 1"),
            ('{"format": "ap-core/roll/1",\n "centre": }', "stops being JSON at line 2, column 12"),
            ('{"a": 1} {"a": 1}', "stops being JSON at line 1, column 10"),
            ("[1, 2]", "is no JSON object"),
            ("null", "is no JSON object"),
            ("7", "is no JSON object"),
            (b"\xff\xfe{\x00", "is not text in UTF-8"),
            ("\ud800", "is not text in UTF-8"),
            ('{"a": "' + "\x00" + '"}', "stops being JSON at line 1, column 8"),
            ("[" * 100_000, "is nested too deeply"),
            ('{"a":' * 100_000, "is nested too deeply"),
            ('{"a": ' + "9" * 5000 + "}", "holds a number that is too long"),
        ],
    )
    def test_text_that_is_no_document(self, text: str | bytes, fault: str) -> None:
        refused = refusal(text)
        assert [each.path for each in refused.faults] == ["the document"]
        assert refused.faults[0].problem == fault
        assert refused.__context__ is None

    def test_a_comma_too_many(self) -> None:
        """Which of the comma and the bracket after it is at fault, releases of Python see differently."""
        assert refusal('{"a": 1,}').faults[0].problem.startswith("stops being JSON at line 1, column ")

    def test_another_format_or_version(self) -> None:
        for name in ("ap-core/review/1", "AP-CORE/ROLL/1", "ap-core/roll/0", 1, None, ["ap-core/roll/1"]):
            assert faults({**example(), "format": name}) == ["format: is another format; give ap-core/roll/1"]
        assert faults({**example(), "format": "ap-core/roll/2"}) == [
            "format: is a newer version than this release of the library knows; "
            "read it with a newer release of the library; this one reads up to ap-core/roll/1"
        ]

    def test_no_format(self) -> None:
        assert faults({"pupils": []}) == ["format: is missing; give ap-core/roll/1"]

    @pytest.mark.parametrize("nonsense", [b"x" * 50_000_000, "é" * 25_000_000])
    def test_fifty_megabytes_of_nonsense(self, nonsense: str | bytes) -> None:
        (fault,) = refusal(nonsense).faults
        assert str(fault) == "the document: is larger than 32 MiB; give fewer pupils at a time"

    def test_the_limit_is_in_bytes(self) -> None:
        assert "larger" in str(refusal("x" * (MOST_BYTES + 1)))
        assert "larger" not in str(refusal("x" * MOST_BYTES))

    def test_more_faults_than_anybody_reads(self) -> None:
        told = faults_after(put([1] * 250, "pupils"))
        assert len(told) == 201
        assert told[199].startswith("pupils[199]: ")
        assert told[200] == "the document: has 50 more faults; put these right first"

    def test_more_faults_than_are_counted(self) -> None:
        told = faults_after(put([1] * 50_000, "pupils"))
        assert told[200] == "the document: has at least 9800 more faults; put these right first"
        many = {str(n): 1 for n in range(50_000)}
        for path in (("centre",), ("calendars",), ("pupils", 0, "registers", 0, "weeks")):
            assert "at least" in faults_after(put(many, *path))[200]

    def test_the_message_lists_them_all(self) -> None:
        document = example()
        document["pupils"][0]["placements"][0]["first_day"] = "2026-02-30"
        document["pupils"][1]["plan"] = 4
        message = str(refusal(json.dumps(document)))
        assert message.splitlines()[:2] == [
            "the roll has 2 faults; nothing was loaded:",
            "  pupils[0].placements[0].first_day: is no day of the calendar; give a date as yyyy-mm-dd",
        ]


# ---------------------------------------------------------------- properties

SENTINEL = "Zebedee Quixote 2011-05-06"

NODES = [path for path, _ in nodes(example())]
#: One of each kind of thing that a document may have in a place.
KINDS = ["HILL", "2026-09-03", 3, True, None, 7.9, [], {}]
TEXTS = [path for path, node in nodes(example()) if isinstance(node, str)]
OBJECTS = [path for path, node in nodes(example()) if isinstance(node, dict)]


def told_by(document: Any) -> str:
    """All that a failed load shows anywhere, its traceback included; empty where it is a roll."""
    try:
        assert isinstance(load_roll(json.dumps(document)), Roll)
    except InvalidDocument as refused:
        shown = f"{refused} {refused!r} {refused.faults!r} {refused.args!r}"
        # The traceback's source lines are ours; its last line is the message.
        return shown + "".join(traceback.format_exception_only(refused))
    return ""


def parts_of_the_sentinel(told: str) -> list[str]:
    return [part for part in ("ebedee", "uixote", "2011", "05-06") if part.lower() in told.lower()]


class TestPrivacy:
    """Whatever a document holds in the wrong place, a name or a date of birth, no message repeats it."""

    @pytest.mark.parametrize("path", TEXTS, ids=lambda path: ".".join(map(str, path)))
    def test_in_the_place_of_any_text(self, path: Path) -> None:
        document = example()
        put(SENTINEL, *path)(document)
        assert not parts_of_the_sentinel(told_by(document))

    def test_in_the_place_of_every_text(self) -> None:
        document = example()
        for path in TEXTS[1:]:
            put(SENTINEL, *path)(document)
        told = told_by(document)
        assert told and not parts_of_the_sentinel(told)

    @pytest.mark.parametrize("path", OBJECTS, ids=lambda path: ".".join(map(str, path)))
    @pytest.mark.parametrize("stray", [{SENTINEL: 1}, {SENTINEL: {SENTINEL: [SENTINEL]}}])
    def test_as_a_key_of_any_object(self, path: Path, stray: dict[str, Any]) -> None:
        document = example()
        node: Any = document
        for step in path:
            node = node[step]
        node.update(stray)
        assert not parts_of_the_sentinel(told_by(document))

    def test_as_a_key_given_twice_anywhere(self) -> None:
        text = json.dumps(example()).replace("{", f'{{"{SENTINEL}": 1, "{SENTINEL}": 2, ').replace(", }", "}")
        refused = refusal(text)
        assert not parts_of_the_sentinel(str(refused))

    @settings(max_examples=100, deadline=None)
    @given(
        st.sampled_from(NODES), st.sampled_from([SENTINEL, [SENTINEL], {SENTINEL: SENTINEL}, [[SENTINEL, SENTINEL]]])
    )
    def test_in_the_place_of_anything(self, path: Path, node: Any) -> None:
        document = example()
        put(node, *path)(document)
        assert not parts_of_the_sentinel(told_by(document))

    def test_the_document_does_not_travel_with_the_error(self) -> None:
        for text in (json.dumps(example())[:-1] + SENTINEL, json.dumps({**example(), "schools": SENTINEL})):
            refused = refusal(text)
            assert refused.__cause__ is None and refused.__context__ is None


class TestAnythingAtAll:
    """Whatever comes in, a roll or an InvalidDocument comes out."""

    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=30) | st.binary(max_size=30) | trees.map(json.dumps))
    def test_any_text(self, text: str | bytes) -> None:
        for load in (load_roll, load_review, load_reviews):
            with pytest.raises(InvalidDocument):
                load(text)

    @settings(max_examples=80, deadline=None)
    @given(st.dictionaries(st.sampled_from([*example()]), trees))
    def test_any_roll(self, document: dict[str, Any]) -> None:
        told_by({**document, "format": "ap-core/roll/1"})

    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(NODES), trees)
    def test_the_example_with_any_one_node_changed(self, path: Path, node: Any) -> None:
        document = example()
        put(node, *path)(document)
        told_by(document)

    @pytest.mark.parametrize("node", KINDS, ids=repr)
    def test_what_is_read_is_sound(self, node: Any) -> None:
        """Reading builds a value without asking again for the types of its fields: it has seen to them itself."""
        for path in NODES:
            document = example()
            put(node, *path)(document)
            try:
                roll = load_roll(json.dumps(document))
            except InvalidDocument:
                continue
            built_again(roll)

    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.sampled_from(TEXTS[1:]), unique=True, min_size=2, max_size=5), st.sampled_from([7.9, [], False]))
    def test_every_fault_is_told_alone_and_in_company(self, paths: list[Path], node: Any) -> None:
        together = set(faults_after(*(put(node, *path) for path in paths)))
        for path in paths:
            (alone,) = faults_after(put(node, *path))
            assert alone in together
