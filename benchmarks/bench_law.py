"""A value of law by its day, against OpenFisca's parameters (AGPL: measured here, used nowhere).

Which law decides hangs on the day of the event, so each look-up has a day of its own. OpenFisca's quickest way then is
to ask the one parameter, with an instant made beforehand: its tree of all parameters of a day is remembered for the
last 128 days only, and to build it costs three times as much and more. The second bar has one day asked again and
again, as the formulas of one period do, and OpenFisca's answer comes from that memory. What it gives is the bare
number, ours is the edition with its citation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ap_core import Citation, Dated, Force, Seen
from ap_core.law.dated import Edition
from paired import Bar, at_least, paired

EACH_ITS_DAY = "a value of law by day, a day each: faster than OpenFisca"
SAME_DAY = "the same day again, which OpenFisca remembers"
STARTS = (date(2010, 9, 1), date(2013, 1, 1), date(2016, 9, 1), date(2020, 9, 1), date(2024, 8, 19))
CITED = Citation("A sample instrument", "reg 3", Force.LAW, Seen.NOT_SEEN, date(2026, 11, 24))
LIMIT = Dated("the limit", tuple(Edition(start, 2 + n, CITED) for n, start in enumerate(STARTS)))
#: Days of events over fifteen years.
DAYS = [date(2011, 1, 3) + timedelta(days=19 * n) for n in range(300)]
TODAY = date(2026, 11, 24)


def bars() -> Iterator[Bar]:
    """Both ways of asking, once both have given the same answers."""
    try:
        from openfisca_core.entities import build_entity
        from openfisca_core.parameters import ParameterNode
        from openfisca_core.periods import instant
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    except ImportError:
        missing = "the extra rivals is not installed"
        yield at_least(EACH_ITS_DAY, 4, None, missing)
        yield at_least(SAME_DAY, 1, None, missing)
        return
    values = {start.isoformat(): {"value": 2 + n} for n, start in enumerate(STARTS)}
    system = TaxBenefitSystem([build_entity("person", "persons", "", is_person=True)])
    system.parameters = ParameterNode("", data={"exclusion": {"limit": {"values": values}}})
    instants = [instant(day) for day in DAYS]
    today = instant(TODAY)
    remembered = system.get_parameters_at_instant

    def ours() -> list[int]:
        return [LIMIT.on(day).value for day in DAYS]

    def theirs() -> list[int]:
        limit = system.parameters.exclusion.limit
        return [limit(day) for day in instants]

    def ours_again() -> list[int]:
        return [LIMIT.on(TODAY).value for _ in DAYS]

    def theirs_again() -> list[int]:
        return [remembered(today).exclusion.limit for _ in DAYS]

    if ours() != theirs() or ours_again() != theirs_again():
        raise AssertionError("the two ways do not agree")
    yield at_least(EACH_ITS_DAY, 4, paired(theirs, ours))
    yield at_least(SAME_DAY, 1, paired(theirs_again, ours_again))
