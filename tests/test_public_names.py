"""The public face, frozen: a name that goes, or comes, is a decision, and shows here."""

from __future__ import annotations

from pathlib import Path

import ap_core

FROZEN = Path(__file__).parent / "golden" / "public_names.txt"


def test_the_public_names_are_those_written_down() -> None:
    """After a decision: write sorted(ap_core.__all__), a name a line."""
    assert FROZEN.read_text(encoding="utf-8").split() == sorted(ap_core.__all__)


def test_every_one_of_them_can_be_had() -> None:
    for name in ap_core.__all__:
        assert getattr(ap_core, name) is not None
        assert name in dir(ap_core)
