"""Write the charts of the docs, of the invented centre: python docs/make_charts.py (needs the extra plot)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ap_core.charts import before_and_after_svg, intervals_svg
from ap_core.exchange import load_roll
from ap_core.impact import impact
from ap_core.progress import Precision
from ap_core.progress.change import Pair
from ap_core.support.scales import Better

ROOT = Path(__file__).parent.parent
CHARTS = Path(__file__).parent / "charts"
SINCE, ON = date(2026, 9, 1), date(2026, 11, 23)
TEST = "an invented reading test"


def charts() -> dict[str, str]:
    """Every chart by its file name."""
    roll = load_roll((ROOT / "examples" / "data" / "invented_centre.json").read_bytes())
    manual = Precision(deviation=15, reliability=0.9, better=Better.HIGHER, mean=100, source="an invented manual")
    reading = impact(roll, since=SINCE, on=ON, tests={TEST: manual}).answers[2]
    twice: list[Pair] = []
    for record in roll.records:
        scores = [
            each.standard_score
            for each in (record.baseline if isinstance(record.baseline, tuple) else ())
            if each.scale is not None and each.scale.instrument == TEST and isinstance(each.standard_score, int)
        ]
        twice.append((scores[0], scores[-1]) if len(scores) > 1 else (None, None))
    return {
        "reading_pupils.svg": before_and_after_svg(
            twice, better=Better.HIGHER, title="Reading, pupil by pupil", unit="standard score", before="on arrival"
        ),
        "reading_intervals.svg": intervals_svg(
            [reading.measure, *reading.beside], title="Reading: change, and what would have come anyway"
        ),
    }


if __name__ == "__main__":
    CHARTS.mkdir(exist_ok=True)
    for name, text in charts().items():
        CHARTS.joinpath(name).write_text(text, encoding="utf-8")
