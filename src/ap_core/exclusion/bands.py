"""What an exclusion asks of the board, by how long it makes the pupil's term, by examinations, and by whether it ends.

SI 2012/1033 regs 6, 15 and 24, read; fact book EX-BRD-01. A band is a name for showing. Rules read the plain facts
behind it: the half-days of the term, the examination, the parent's representations, that it is permanent.
"""

from __future__ import annotations

from enum import Enum


class Band(Enum):
    """The six cases of the regulations, as the fact book names them."""

    A = "at most five school days in the term"
    B = "over five school days in the term, at most fifteen, and the parent made representations"
    B0 = "over five school days in the term, at most fifteen, and the parent made none"
    C = "over fifteen school days in the term"
    D = "a public examination or National Curriculum test would be missed"
    E = "permanent"

    @property
    def meets(self) -> bool:
        """Whether the board has to meet and decide on reinstatement.

        >>> [band.name for band in Band if band.meets]
        ['B', 'C', 'D', 'E']
        """
        return self not in (Band.A, Band.B0)

    @property
    def board_told_at_once(self) -> bool:
        """Whether the board has to be told without delay, not once in the term (reg 5(2)-(3), read; EX-NOT-06)."""
        return self is not Band.A
