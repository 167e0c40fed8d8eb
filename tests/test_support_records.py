"""What a record of an incident refuses, and what it never shows."""

from __future__ import annotations

import pytest

from ap_core.errors import InvalidValue
from ap_core.support.records import AgreedAction, Covered, Incident
from tests.attended_models import nov


class TestIncident:
    """A conversation follows its incident; on the same day is after it."""

    def test_before_the_incident(self) -> None:
        with pytest.raises(InvalidValue, match="restorative_on: is before the incident"):
            Incident(ref="I", on=nov(19), restorative_on=nov(18))

    @pytest.mark.parametrize("ref", ["", " ", "Jane Doe 14/03/2014", "A123456789012"])
    def test_a_reference_that_findings_show_says_nothing_of_the_pupil(self, ref: str) -> None:
        with pytest.raises(InvalidValue, match="give an opaque reference"):
            Incident(ref=ref, on=nov(19))

    def test_an_action_before_the_incident(self) -> None:
        with pytest.raises(InvalidValue, match=r"actions\[0\].in_place_on: is before the incident"):
            Incident(ref="I", on=nov(19), actions=(AgreedAction(what="a seat", in_place_on=nov(18)),))

    def test_what_was_covered_without_a_conversation(self) -> None:
        with pytest.raises(InvalidValue, match="covered: is given, and no conversation was held"):
            Incident(ref="I", on=nov(19), restorative_on=None, covered=frozenset(Covered))

    @pytest.mark.parametrize("helped", [("a walk", "a walk"), (" ",)])
    def test_what_helped_is_named_once(self, helped: tuple[str, ...]) -> None:
        with pytest.raises(InvalidValue, match=r"helped\[\d\]: is empty or given twice"):
            Incident(ref="I", on=nov(19), helped=helped)

    def test_the_place_is_not_shown(self) -> None:
        assert "maths" not in repr(Incident(ref="I", on=nov(19), place="maths"))

    def test_on_the_day(self) -> None:
        assert Incident(ref="I", on=nov(19), restorative_on=nov(19)).restorative_on == nov(19)


class TestAgreedAction:
    """What was agreed may name a child: it is kept and not shown."""

    def test_not_shown(self) -> None:
        assert "seat" not in repr(Incident(ref="I", on=nov(19), actions=(AgreedAction(what="a seat"),)))
