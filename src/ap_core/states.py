"""The states in which a figure may stand: shown, or why it is not."""

from __future__ import annotations

from enum import Enum


class MeasureState(Enum):
    """Whether a measure can be shown, and if not, why."""

    SHOWN = "shown"
    LOW = "not nil, but rounds to nil"
    NOT_APPLICABLE = "not applicable"
    NOT_AVAILABLE = "not available"
    SUPPRESSED = "suppressed"
    UNRELIABLE = "unreliable"

    @property
    def symbol(self) -> str:
        """The department's symbol for it; empty where the number itself is shown.

        >>> [state.symbol for state in MeasureState]
        ['', 'low', 'z', 'x', 'c', 'u']
        """
        return _SYMBOLS[self]

    @property
    def has_value(self) -> bool:
        """Whether a measure in this state has a value."""
        return self in _WITH_VALUE


_SYMBOLS = {
    MeasureState.SHOWN: "",
    MeasureState.LOW: "low",
    MeasureState.NOT_APPLICABLE: "z",
    MeasureState.NOT_AVAILABLE: "x",
    MeasureState.SUPPRESSED: "c",
    MeasureState.UNRELIABLE: "u",
}
_WITH_VALUE = (MeasureState.SHOWN, MeasureState.LOW)
