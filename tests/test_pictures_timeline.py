"""A timetable as a picture: well-formed, told in words, never by colour alone, nothing over anything else."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import Deadline, NoFixedDate, NotKnown, Step, Timetable
from ap_core.errors import InvalidValue
from ap_core.pictures import timeline_svg
from tests.house import ROOT

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 12, 11)

words = st.text(max_size=60)
dues = st.one_of(
    st.builds(Deadline, st.dates(date(2026, 1, 1), date(2029, 12, 31))),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)).map(
        lambda day: Deadline(day, customary_last_day=day + timedelta(days=1))
    ),
    st.builds(NotKnown, words),
    st.just(NoFixedDate("without delay")),
)
timetables = st.lists(
    st.builds(Step, st.text(min_size=1, max_size=30), dues, words, st.sampled_from(["", "Centre policy x", "an Act"])),
    max_size=8, unique_by=lambda step: step.name,
).map(lambda steps: Timetable("placement", tuple(steps)))  # fmt: skip


def drawn(*steps: Step, **more: Any) -> ET.Element:
    """The picture of some steps, read as XML."""
    return ET.fromstring(timeline_svg(Timetable("placement", steps), title="A plan", **more))


def texts(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


@given(timetables, words, st.none() | st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_any_timetable_gives_a_well_formed_picture(timetable: Timetable, title: str, today: date | None) -> None:
    """Whatever the words hold; and the same for the same timetable."""
    text = timeline_svg(timetable, title=title, today=today)
    picture = ET.fromstring(text)
    assert text == timeline_svg(timetable, title=title, today=today)
    assert [child.tag for child in picture][:2] == [f"{SVG}title", f"{SVG}desc"]
    height, width = float(picture.attrib["height"]), float(picture.attrib["width"])
    for each in picture.iter(f"{SVG}text"):
        assert 0 <= float(each.attrib["x"]) <= width and 0 <= float(each.attrib["y"]) <= height


@given(timetables)
def test_no_label_of_a_row_lies_over_another_or_outside(timetable: Timetable) -> None:
    """Each line of words has its own height, and a day stays right of the names and within the picture."""
    picture = ET.fromstring(timeline_svg(timetable, title="A plan"))
    boxes = [each.attrib for each in picture.iter(f"{SVG}rect") if "fill-opacity" in each.attrib]
    for box in boxes:
        assert float(box["x"]) >= 285 and float(box["x"]) + float(box["width"]) <= 960
    heights = [float(box["y"]) for box in boxes]
    assert all(later - earlier >= 14 for earlier, later in pairwise(heights))


def test_what_a_step_rests_on_is_told_by_shape_and_in_the_legend() -> None:
    """Law a diamond, the centre's choice a circle, what is arranged a square."""
    picture = drawn(
        Step("a", Deadline(DAY), citation="SI 2010/1156 reg 3"), Step("b", Deadline(DAY), citation="Centre policy x"),
        Step("c", Deadline(DAY)),
    )  # fmt: skip
    assert len(list(picture.iter(f"{SVG}path"))) == len(list(picture.iter(f"{SVG}circle"))) == 2
    assert {"fixed by law or guidance", "chosen by the centre", "arranged for this placement"} <= set(texts(picture))


def test_the_description_holds_every_step_and_today() -> None:
    """For those who do not see it."""
    custom = Deadline(DAY, customary_last_day=DAY + timedelta(days=1))
    described = drawn(
        Step("notice", custom), Step("return", NotKnown("no school")), Step("tell", NoFixedDate("without delay")),
        today=DAY,
    ).findtext(f"{SVG}desc")  # fmt: skip
    assert described == (
        "The steps of a placement. notice: Fri 11 Dec 2026 (by custom Sat 12 Dec 2026); return: cannot be told, for no "
        "school; tell: without delay; today: Fri 11 Dec 2026."
    )


def test_today_is_a_line_only_where_a_day_is_given() -> None:
    assert "today, Fri 11 Dec 2026" in texts(drawn(Step("end", Deadline(DAY)), today=DAY))
    assert not any("today" in text for text in texts(drawn(Step("end", Deadline(DAY)))))
    with pytest.raises(InvalidValue):
        drawn(today=datetime(2026, 12, 11))


def test_months_are_named_as_far_as_there_is_room() -> None:
    """Every one of a few, some of many; the year under the first and each January."""
    few = texts(drawn(Step("a", Deadline(date(2026, 11, 2))), Step("b", Deadline(date(2027, 2, 1)))))
    assert [text for text in few if text in ("Nov", "Dec", "Jan", "Feb", "2026", "2027")] == [
        "Nov", "2026", "Dec", "Jan", "2027", "Feb",
    ]  # fmt: skip
    many = texts(drawn(Step("a", Deadline(date(2020, 1, 2))), Step("b", Deadline(date(2029, 2, 1)))))
    assert many.count("Jan") == 10 and "Feb" not in many


def test_the_pictures_of_the_docs_are_up_to_date() -> None:
    """After a change of the plan, of the invented centre or of a picture: python docs/make_pictures.py."""
    pytest.importorskip("cattrs")
    spec = importlib.util.spec_from_file_location("make_pictures", ROOT / "docs" / "make_pictures.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    for name, text in maker.pictures().items():
        assert (ROOT / "docs" / "pictures" / name).read_text(encoding="utf-8") == text
    assert {path.name for path in (ROOT / "docs" / "pictures").iterdir()} == set(maker.pictures())
