"""The page on policy says what the choices and the presets say."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from ap_core.policy import Policy
from ap_core.presets import PRESETS

DOCS = Path(__file__).parent.parent / "docs"
MAKER = runpy.run_path(str(DOCS / "make_policy.py"))
TEXT = (DOCS / "policy.md").read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    """After a change of a choice or a preset: python docs/make_policy.py."""
    assert MAKER["page"](TEXT) == TEXT


def test_every_choice_and_every_preset_is_there() -> None:
    headings = {line.removeprefix("### ") for line in TEXT.splitlines() if line.startswith("### ")}
    assert headings == {stands.choice for stands in Policy().standings} | {preset.title for preset in PRESETS}


def test_a_page_that_lost_its_marker_is_noticed() -> None:
    with pytest.raises(ValueError, match="has lost the line"):
        MAKER["page"]("# Policy\n")
