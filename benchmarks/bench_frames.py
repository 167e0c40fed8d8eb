"""Whole tables: the 25 flat rules against Polars written by hand, the other engines and our own records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flat_rules import BOOK, ON, RULES, Flat, rows
from paired import Bar, at_least, at_most, paired

ROWS = 1_000_000
FEW_ROWS = 100_000
HAND = "25 rules, 1M rows: Narwhals on Polars / Polars by hand"
HAND_FEW = "25 rules, 100k rows: Narwhals on Polars / Polars by hand"
OPENFISCA = "25 rules, 1M rows: faster than OpenFisca by"
RECORDS = "25 rules, 1M rows: faster than our own records by"
OTHERS = "25 rules, 1M rows: {} / our Polars"


def bars() -> Iterator[Bar]:
    """The bars, once every way has given the same states."""
    try:
        import duckdb
        import pandas
        import polars

        from ap_core.frames import State, check
    except ImportError:
        missing = "the extra rivals is not installed"
        yield at_most(HAND, 1.5, None, missing)
        yield at_most(HAND_FEW, 3.5, None, missing)
        yield at_least(RECORDS, 4, None, missing)
        for engine in ("DuckDB", "PyArrow", "pandas"):
            yield at_most(OTHERS.format(engine), 8, None, missing)
        yield at_least(OPENFISCA, 3, None, missing)
        return
    few = rows(10_000)
    table = flat_table(few, ROWS)
    short = table.head(FEW_ROWS)
    arrow = table.to_arrow()
    relation, frame = duckdb.from_arrow(arrow), arrow.to_pandas(types_mapper=pandas.ArrowDtype)

    def ours(given: Any) -> Any:
        return check(given, subject=Flat, on=ON, rulebook=BOOK, trusted=True)

    def hand(of: Any = table) -> Any:
        return of.lazy().select("key", *by_hand(polars)).collect()

    def records() -> Any:
        return [BOOK.compiled()[0][2](row, ON, None) for row in few]

    mine, theirs = ours(table), hand()
    if not mine.equals(theirs) or not ours(short).equals(hand(short)):
        raise AssertionError("the two ways do not agree")
    states = {State.MET: "met", State.NOT_MET: "not met"}
    for at, outcomes in enumerate(records()):
        said = [outcome.value for _, outcome in outcomes]
        if said != [states[State(mine[rule.id][at])] for rule in RULES]:
            raise AssertionError("table and records do not agree")
    yield at_most(HAND, 1.5, paired(lambda: ours(table), hand, rounds=9))
    few_rows = paired(lambda: ours(short), lambda: hand(short), rounds=15, target=0.1)
    yield at_most(HAND_FEW, 3.5, few_rows)
    apiece = paired(records, lambda: ours(table), rounds=5)
    times = ROWS // len(few)
    yield at_least(RECORDS, 4, type(apiece)(*(each * times for each in apiece)), f"{len(few)} records, scaled")
    for engine, given in (("DuckDB", relation), ("PyArrow", arrow), ("pandas", frame)):

        def other(given: Any = given) -> Any:
            answer = ours(given)
            return answer.to_arrow_table() if given is relation else answer

        yield at_most(OTHERS.format(engine), 8, paired(other, lambda: ours(table), rounds=7), known=True)
    yield _openfisca(table, mine, lambda: ours(table))


def flat_table(few: list[Flat], many: int) -> Any:
    """The flat rows again and again, as a table of ``many`` in one piece."""
    import polars

    from ap_core.frames import table_of

    keyed = {str(at): row for at, row in enumerate(few)}
    part = table_of(keyed, Flat, backend="polars", rulebook=BOOK).drop("subject")
    # What is never marked as not known in this table is left out of it, as it would be.
    part = part.drop([name for name in part.columns if name.endswith("_unknown")])
    return polars.concat([part] * (many // len(few))).with_columns(key=polars.int_range(many)).rechunk()


def _openfisca(table: Any, mine: Any, ours: Any) -> Bar:
    """Both judge what lies in memory ready for them: OpenFisca arrays of numpy, ours a table of Polars."""
    try:
        import openfisca_core  # noqa: F401
    except ImportError:
        return at_least(OPENFISCA, 3, None, "OpenFisca is not installed")
    from ap_core.frames import State
    from openfisca_rules import rival

    judge = rival(table)
    for rule, breached in zip(RULES, judge(), strict=True):
        if not ((mine[rule.id] == State.NOT_MET).to_numpy() == breached).all():
            raise AssertionError("the two ways do not agree")
    return at_least(OPENFISCA, 3, paired(judge, ours, rounds=5))


def by_hand(pl: Any) -> list[Any]:
    """The 25 rules as one would write them in Polars, each to the same state."""
    c = pl.col
    held = [
        c("year_half_days") <= 90,
        (c("term_half_days") <= 30) | c("board_met").is_not_null(),
        (c("term_half_days") <= 10) | c("provided_on").is_not_null(),
        c("excluded_on").is_null()
        | c("provided_on").is_not_null()
        | (c("sixth_day").is_not_null() & (c("sixth_day") > ON)),
        c("excluded_on").is_null()
        | c("provided_on").is_null()
        | (c("sixth_day").is_not_null() & (c("provided_on") <= c("sixth_day"))),
        c("excluded_on").is_null()
        | c("board_met").is_not_null()
        | (c("board_due").is_not_null() & (c("board_due") >= ON)),
        c("plan_made").is_null() | (c("review_due").is_not_null() & (c("review_due") >= ON)),
        c("plan_made").is_null() | (c("sen") == "E"),
        (c("sen") != "E") | c("plan_made").is_not_null(),
        (c("minutes") >= 1500) | c("part_time"),
        ~(c("part_time") & c("part_time_until").is_not_null() & (c("part_time_until") < ON)),
        ~(c("part_time") & c("part_time_until").is_null()),
        c("absent") <= c("possible"),
        (c("absent") <= 60) | ~c("dual"),
        (c("possible") >= 20) | (c("absent") == 0),
        ~(c("looked_after") & c("pep_due").is_not_null() & (c("pep_due") < ON)),
        ~(c("looked_after") & c("pep_due").is_null()),
        ~(c("planned_end").is_not_null() & (c("planned_end") < ON)),
        (c("review_by") >= ON) | (c("reviewed_on").is_not_null() & (c("reviewed_on") >= c("first_day"))),
        c("objectives") | ~c("kind").is_in(["PRU", "AP academy"]),
        c("registered") | (c("minutes") < 1080),
        (c("kind") != "provider") | c("reviewed_on").is_not_null(),
        ~((c("year_group") >= 10) & c("dual") & c("planned_end").is_null()),
        c("first_day") <= ON,
        ~((c("year_group") == 11) & c("reviewed_on").is_null() & (c("first_day") < ON)),
    ]
    met, not_met, unknown = (pl.lit(state, pl.Int8) for state in (1, 2, 4))
    return [
        pl.when(each).then(met).when(~each).then(not_met).otherwise(unknown).alias(rule.id)
        for each, rule in zip(held, RULES, strict=True)
    ]
