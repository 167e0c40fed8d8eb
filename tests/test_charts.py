"""Charts: a line a pupil without a name, a point with its interval, and the same in words for who does not see them."""

from __future__ import annotations

import importlib.util
import re
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from ap_core.errors import ExtraNeeded, InvalidValue
from ap_core.progress import Interval, measured, not_shown
from ap_core.states import MeasureState
from ap_core.support.scales import Better

ROOT = Path(__file__).parent.parent
PAIRS: list[Any] = [(80 + k, 80 + k + (k % 3 - 1) * 4) for k in range(12)] + [(90, None)]
MEASURE = measured(
    "change", "points", Fraction(5, 2), n=14, source="invented", interval=Interval(-1, 6, 0.95, "Student's t")
)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from ap_core.charts import intervals_svg

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ExtraNeeded, match="plot"):
        intervals_svg([MEASURE], title="t")


class TestDrawn:
    @pytest.fixture(autouse=True)
    def charts(self) -> Any:
        pytest.importorskip("matplotlib")
        import ap_core.charts

        return ap_core.charts

    def before_and_after(self, charts: Any, **more: Any) -> str:
        given = {"better": Better.HIGHER, "title": "Reading <now>", "unit": "standard score", **more}
        drawn: str = charts.before_and_after_svg(given.pop("pairs", PAIRS), **given)
        return drawn

    def test_one_line_a_pupil_and_all_of_it_in_words(self, charts: Any) -> None:
        text = self.before_and_after(charts)
        found = re.search("<desc>(.*?)</desc>", text)
        assert found is not None and found[1] == (
            "12 pupils, a line each, in standard score: 4 improved, 4 the same, 4 worse; 1 not measured twice. "
            "before: from 80.0 to 91.0. now: from 76.0 to 95.0."
        )
        assert "<title>Reading &lt;now&gt;</title>" in text and 'role="img"' in text
        assert ElementTree.fromstring(text).tag.endswith("svg")

    def test_which_end_is_better_is_the_scales(self, charts: Any) -> None:
        turned: list[Any] = [(first, None if last is None else last + 1) for first, last in PAIRS]
        assert "8 improved, 0 the same, 4 worse" in self.before_and_after(charts, pairs=turned)
        assert "4 improved, 0 the same, 8 worse" in self.before_and_after(charts, pairs=turned, better=Better.LOWER)

    def test_the_same_text_each_time_and_no_day_in_it(self, charts: Any) -> None:
        assert self.before_and_after(charts) == self.before_and_after(charts)
        assert "<dc:date>" not in self.before_and_after(charts)

    @pytest.mark.parametrize("n", [0, 5, 9])
    def test_a_line_that_could_be_told_is_not_drawn(self, charts: Any, n: int) -> None:
        with pytest.raises(InvalidValue, match="fewer than ten pupils"):
            self.before_and_after(charts, pairs=PAIRS[:n])

    def test_a_measure_without_a_value_says_why(self, charts: Any) -> None:
        none = not_shown("back at school", "points", MeasureState.UNRELIABLE, "fewer than 6", n=4, source="invented")
        text = charts.intervals_svg([MEASURE, MEASURE.but(interval=None), none], title="Three")
        assert "u: fewer than 6" in text and "95% -1.0 to 6.0 (Student&#x27;s t)" in text

    def test_of_a_suppressed_measure_no_number_is_said(self, charts: Any) -> None:
        hidden = not_shown("returns", "points", MeasureState.SUPPRESSED, "small numbers", n=None, source="invented")
        text = charts.intervals_svg([hidden], title="One")
        assert "c: small numbers" in text and "n =" not in text and "None" not in text.partition("<desc>")[2]

    def test_one_unit_at_a_time(self, charts: Any) -> None:
        for measures in ([], [MEASURE, MEASURE.but(unit="months")]):
            with pytest.raises(InvalidValue, match="measures: are none, or in several units"):
                charts.intervals_svg(measures, title="t")

    def test_the_charts_of_the_docs_say_what_the_roll_says(self) -> None:
        """How the lines are drawn is matplotlib's; after a change: python docs/make_charts.py."""
        maker = _maker()
        drawn = maker.charts()
        assert {path.name for path in (ROOT / "docs" / "charts").iterdir()} == set(drawn)
        for name, text in drawn.items():
            kept = (ROOT / "docs" / "charts" / name).read_text(encoding="utf-8")
            for part in ("title", "desc"):
                words = re.compile(f"<{part}>(.*?)</{part}>", re.DOTALL)
                assert words.findall(kept) == words.findall(text)


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_charts", ROOT / "docs" / "make_charts.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    return maker
