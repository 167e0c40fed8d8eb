"""Twenty-five conditions over one flat row, once in this library's language and once as text for ``rule-engine``.

They have the shape of real rules (counts, dates, options, absence) and are not law. Every fact is known. A text says
when a condition is *not* met.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ap_core import Condition, Force, RuleBook, Seen
from ap_core.law.citation import Instrument
from ap_core.law.expressions import TODAY, Proposition
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rules import Actor

ON = date(2026, 11, 23)
CITED = Instrument("Invented for the benchmark", "Invented", Force.LAW, Seen.NOT_SEEN, ON)


@facts
class Flat:
    """One pupil's flat row."""

    subject: str
    year_group: Fact[int] = fact("year group")
    kind: Fact[str] = fact("kind of setting")
    registered: Fact[bool] = fact("registered")
    first_day: Fact[date] = fact("first day")
    planned_end: MaybeFact[date] = fact("planned end")
    minutes: Fact[int] = fact("minutes a week")
    dual: Fact[bool] = fact("dual registered")
    sen: Fact[str] = fact("SEN status")
    plan_made: MaybeFact[date] = fact("plan made")
    review_due: MaybeFact[date] = fact("plan review due")
    term_half_days: Fact[int] = fact("half-days this term")
    year_half_days: Fact[int] = fact("half-days this year")
    excluded_on: MaybeFact[date] = fact("excluded")
    sixth_day: MaybeFact[date] = fact("sixth day")
    provided_on: MaybeFact[date] = fact("provision began")
    board_due: MaybeFact[date] = fact("board due")
    board_met: MaybeFact[date] = fact("board met")
    absent: Fact[int] = fact("sessions absent")
    possible: Fact[int] = fact("possible sessions")
    looked_after: Fact[bool] = fact("looked after")
    pep_due: MaybeFact[date] = fact("PEP review due")
    reviewed_on: MaybeFact[date] = fact("last review")
    review_by: Fact[date] = fact("review by")
    objectives: Fact[bool] = fact("objectives")
    part_time: Fact[bool] = fact("part-time")
    part_time_until: MaybeFact[date] = fact("part-time until")


F = Flat
#: What must hold, and the text for rule-engine of when it does not.
PAIRS: tuple[tuple[Proposition, str], ...] = (
    (F.year_half_days <= 90, "year_half_days > 90"),
    ((F.term_half_days <= 30) | F.board_met.exists, "term_half_days > 30 and board_met == null"),
    ((F.term_half_days <= 10) | F.provided_on.exists, "term_half_days > 10 and provided_on == null"),
    (
        ~F.excluded_on.exists | F.provided_on.exists | (F.sixth_day > TODAY),
        "excluded_on != null and provided_on == null and sixth_day <= today",
    ),
    (
        ~F.excluded_on.exists | ~F.provided_on.exists | (F.provided_on <= F.sixth_day),
        "excluded_on != null and provided_on != null and provided_on > sixth_day",
    ),
    (
        ~F.excluded_on.exists | F.board_met.exists | (F.board_due >= TODAY),
        "excluded_on != null and board_met == null and board_due < today",
    ),
    (~F.plan_made.exists | (F.review_due >= TODAY), "plan_made != null and review_due < today"),
    (~F.plan_made.exists | (F.sen == "E"), "plan_made != null and sen != 'E'"),
    (~(F.sen == "E") | F.plan_made.exists, "sen == 'E' and plan_made == null"),
    ((F.minutes >= 1500) | F.part_time, "minutes < 1500 and not part_time"),
    (~(F.part_time & (F.part_time_until < TODAY)), "part_time and part_time_until != null and part_time_until < today"),
    (~(F.part_time & ~F.part_time_until.exists), "part_time and part_time_until == null"),
    (F.absent <= F.possible, "absent > possible"),
    ((F.absent <= 60) | ~F.dual, "absent > 60 and dual"),
    ((F.possible >= 20) | (F.absent == 0), "possible < 20 and absent != 0"),
    (~(F.looked_after & (F.pep_due < TODAY)), "looked_after and pep_due != null and pep_due < today"),
    (~(F.looked_after & ~F.pep_due.exists), "looked_after and pep_due == null"),
    (~(F.planned_end < TODAY), "planned_end != null and planned_end < today"),
    (
        (F.review_by >= TODAY) | (F.reviewed_on >= F.first_day),
        "review_by < today and (reviewed_on == null or reviewed_on < first_day)",
    ),
    (F.objectives | ~F.kind.is_in("PRU", "AP academy"), "not objectives and kind in ['PRU', 'AP academy']"),
    (F.registered | (F.minutes < 1080), "not registered and minutes >= 1080"),
    ((F.kind != "provider") | F.reviewed_on.exists, "kind == 'provider' and reviewed_on == null"),
    (~((F.year_group >= 10) & F.dual & ~F.planned_end.exists), "year_group >= 10 and dual and planned_end == null"),
    (F.first_day <= TODAY, "first_day > today"),
    (
        ~((F.year_group == 11) & ~F.reviewed_on.exists & (F.first_day < TODAY)),
        "year_group == 11 and reviewed_on == null and first_day < today",
    ),
)  # fmt: skip

RULES = tuple(
    Condition(
        id=f"benchmark.rule_{number:02d}", title=f"Rule {number}", entry="benchmark", row=Flat,
        cites=CITED.reg(str(number)), since=date(2010, 9, 1), who=Actor.CENTRE, requires=requires,
        not_met="Year group {year_group}, {minutes} minutes.",
    )
    for number, (requires, _) in enumerate(PAIRS, 1)
)  # fmt: skip
BOOK: RuleBook[tuple[Flat, ...]] = RuleBook(subjects=((Flat, lambda rows, _: rows),), rules=RULES)


def rows(count: int) -> list[Flat]:
    """``count`` different rows, by arithmetic, so that every run has the same."""
    return [_row(number) for number in range(count)]


def _row(n: int) -> Flat:
    def back(most: int, none_in: int = 0) -> Any:
        return None if none_in and n % none_in == 0 else ON - timedelta(days=(n * 37 + most) % most)

    plan, excluded = back(400, 3), back(200, 2)
    return Flat(
        subject=f"P{n}", year_group=7 + n % 5, kind=("PRU", "AP academy", "provider", "school")[n % 4],
        registered=n % 31 != 0, first_day=back(300), planned_end=None if n % 3 else ON + timedelta(days=n % 90 - 5),
        minutes=1500 if n % 6 else 1100, dual=n % 3 == 0, sen="E" if plan else "K", plan_made=plan,
        review_due=plan and plan + timedelta(days=365), term_half_days=n % 34, year_half_days=n % 95,
        excluded_on=excluded, sixth_day=excluded and excluded + timedelta(days=8),
        provided_on=excluded and (None if n % 11 == 0 else excluded + timedelta(days=n % 10)),
        board_due=excluded and excluded + timedelta(days=21),
        board_met=None if n % 5 == 0 else back(60), absent=n % 80, possible=100 - n % 3, looked_after=n % 13 == 0,
        pep_due=None if n % 26 == 0 else ON + timedelta(days=n % 60 - 20), reviewed_on=back(50, 9),
        review_by=ON + timedelta(days=n % 40 - 10), objectives=n % 17 != 0, part_time=n % 19 == 0,
        part_time_until=None if n % 38 == 0 else ON + timedelta(days=n % 30 - 10),
    )  # fmt: skip


def as_mapping(row: Flat) -> dict[str, Any]:
    """The row as ``rule-engine`` reads it."""
    return dict(row.__dict__) | {"today": ON}
