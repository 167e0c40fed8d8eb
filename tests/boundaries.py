"""The boundaries of our own rules, drawn once for all the tests that go over them."""

from __future__ import annotations

from functools import cache

from ap_core.law.rules import Rule
from ap_core.testing.boundaries import BoundaryCase, boundary_cases


@cache
def boundaries_of(rule: Rule) -> tuple[BoundaryCase, ...]:
    """Every boundary of a rule of the library; rules are told apart by their ids."""
    return tuple(boundary_cases(rule))
