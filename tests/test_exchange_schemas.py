"""The published schemas are those of the code, accept what is written, and refuse what reading refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import ap_core.exchange
from ap_core.centre import Roll
from ap_core.errors import ExtraNeeded
from ap_core.exchange import dump_review, dump_roll, review_schema, roll_schema
from ap_core.law.reviews import Review
from ap_core.testing.strategies import any_rolls as rolls
from tests.exchange_example import example
from tests.exchange_strategies import reviews

ROOT = Path(__file__).parents[1]


def validator(schema: dict[str, Any]) -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.Draft202012Validator(schema)


class TestPublished:
    """The files under docs are made from the classes: after a change, run docs/make_schemas.py."""

    @pytest.mark.parametrize(
        ("name", "schema"), [("roll-1.schema.json", roll_schema()), ("review-1.schema.json", review_schema())]
    )
    def test_the_file_is_up_to_date(self, name: str, schema: dict[str, Any]) -> None:
        published = (ROOT / "docs" / "schemas" / name).read_text(encoding="utf-8")
        assert published == json.dumps(schema, indent=2, ensure_ascii=False) + "\n"

    @pytest.mark.parametrize("schema", [roll_schema(), review_schema()])
    def test_every_object_is_closed_and_every_part_is_used_and_described(self, schema: dict[str, Any]) -> None:
        text = json.dumps(schema)
        for name, part in schema["$defs"].items():
            assert part["description"], name
            assert f'"#/$defs/{name}"' in text
            if "properties" in part:
                assert part["additionalProperties"] is False


class TestMeaning:
    """What a field means, what null and absence say, and which words there are."""

    def test_a_field_that_can_be_unknown_none_or_a_word(self) -> None:
        fields = roll_schema()["$defs"]["placement.Placement"]
        assert fields["properties"]["basis"] == {
            "description": "the legal basis. Leave the key out where it is not known.",
            "$ref": "#/$defs/placement.Basis",
        }
        assert fields["properties"]["returns_to"] == {
            "description": "the school to return to; none if no return is planned. "
            "Leave the key out where it is not known.",
            "anyOf": [{"type": "string"}, {"type": "null"}],
        }
        assert fields["required"] == ["ref", "centre"]

    def test_a_choice_of_the_centre(self) -> None:
        fields = roll_schema()["$defs"]["placement.PlacementPolicy"]["properties"]
        assert fields["longest_short_term"] == {
            "description": "the longest short-term placement, in school weeks or half terms (see length_in)",
            "default": 12,
            "type": "integer",
            "minimum": 1,
        }

    def test_words(self) -> None:
        parts = roll_schema()["$defs"]
        assert parts["registration.Enrolment"]["enum"] == ["single", "main", "subsidiary", "guest"]
        assert parts["pupils.YearGroup"]["enum"][:6] == ["E1", "E2", "N1", "N2", "R", "1"]


class TestAgreement:
    """A validator that knows only the schema agrees with reading."""

    @settings(max_examples=8, deadline=None)
    @given(rolls())
    def test_what_is_written_is_valid(self, roll: Roll) -> None:
        validator(roll_schema()).validate(json.loads(dump_roll(roll)))

    @settings(max_examples=8, deadline=None)
    @given(reviews())
    def test_what_is_written_of_a_review_is_valid(self, review: Review) -> None:
        validator(review_schema()).validate(json.loads(dump_review(review)))

    @pytest.mark.parametrize("schema", [roll_schema(), review_schema()])
    def test_the_schemas_are_schemas(self, schema: dict[str, Any]) -> None:
        validator(schema).check_schema(schema)

    def test_the_example_is_valid(self) -> None:
        validator(roll_schema()).validate(example())

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda roll: roll.update(format="ap-core/roll/2"),
            lambda roll: roll.update(pupils=[]),
            lambda roll: roll.pop("calendars"),
            lambda roll: roll["centre"].update(stray=1),
            lambda roll: roll["centre"].update(places=7.9),
            lambda roll: roll["centre"].update(name=None),
            lambda roll: roll["schools"][0].update(kind="Academy"),
            lambda roll: roll["calendars"]["HILL"]["terms"].append(["spring", "2027-01-05"]),
            lambda roll: roll["calendars"]["HILL"]["terms"].append(["spring", "2027-01-05", "2027-03-25", 1]),
            lambda roll: roll["policy"]["placement"].update(longest_short_term=0),
            lambda roll: roll["policy"]["not_recorded"].append("incidents"),
            lambda roll: roll["pupils"][0]["pupil"].update(born="14 March 2014"),
            lambda roll: roll["pupils"][0]["placements"][0].update(first_day=None),
            lambda roll: roll["pupils"][0]["registers"][0]["weeks"].update({"Monday": "/"}),
            lambda roll: roll["pupils"][0]["suspensions"][0].update(length=-1),
        ],
    )
    def test_what_is_refused_is_not(self, spoil: Any) -> None:
        roll = example()
        spoil(roll)
        assert not validator(roll_schema()).is_valid(roll)


class TestExtra:
    """The documents are an extra: without its packages the library says what to install, and all else works."""

    @pytest.mark.parametrize("package", ["cattrs", "orjson"])
    def test_without_the_packages(self, package: str) -> None:
        told = run(
            f"import sys; sys.modules['{package}'] = None\n"
            "from ap_core.errors import ExtraNeeded\n"
            "from ap_core.exchange import read_placements, read_ctf, calendar_feed, census_rows\n"
            "try:\n    from ap_core.exchange import load_roll\n"
            "except ExtraNeeded as needed:\n    print(needed)"
        )
        assert re.fullmatch(r"this needs packages .*: pip install 'ap_core\[json\]'", told)

    @pytest.mark.parametrize(("package", "kind"), [("orjson", ExtraNeeded), ("another", ModuleNotFoundError)])
    def test_another_package_that_is_missing_is_told_as_it_is(
        self, package: str, kind: type[Exception], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def missing(_: str) -> None:
            raise ModuleNotFoundError(name=package)

        monkeypatch.setattr(ap_core.exchange, "_load", missing)
        with pytest.raises(kind) as told:
            ap_core.exchange.__getattr__("load_roll")
        assert type(told.value) is kind

    def test_the_core_loads_none_of_it(self) -> None:
        told = run(
            "import sys, ap_core, ap_core.centre, ap_core.checking, ap_core.england\n"
            "print([name for name in sys.modules if name.startswith(('cattrs', 'orjson', 'ap_core.exchange'))])"
        )
        assert told == "[]"


def run(program: str) -> str:
    """What a program prints in a Python of its own."""
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.strip()
