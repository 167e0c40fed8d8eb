"""What a record of an incident refuses, and what it never shows."""

from __future__ import annotations

import pytest

from ap_core.errors import InvalidValue
from ap_core.support.records import AgreedAction, Incident
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

    def test_on_the_day(self) -> None:
        assert Incident(ref="I", on=nov(19), restorative_on=nov(19)).restorative_on == nov(19)


class TestAgreedAction:
    """What was agreed may name a child: it is kept and not shown."""

    def test_not_shown(self) -> None:
        assert "seat" not in repr(Incident(ref="I", on=nov(19), actions=(AgreedAction(what="a seat"),)))
