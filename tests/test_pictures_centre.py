"""A centre's year and the calendar of what is due: well-formed, told in words, never by colour alone, within bounds."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, AcademicYear, Calendars, Centre, Citation, Finding, Force, Pupil, PupilRecord, Roll, Seen
from ap_core.centre import School
from ap_core.dates import Deadline
from ap_core.errors import InvalidValue
from ap_core.law.findings import Told
from ap_core.law.judging import Verdict
from ap_core.law.rules import Actor
from ap_core.pictures import Picture, centre_year_svg, due_calendar_svg
from ap_core.placement.records import Placement
from ap_core.registration.records import Enrolment, Registration, SchoolKind

SVG = "{http://www.w3.org/2000/svg}"
YEAR, ON = AcademicYear(2026), date(2026, 11, 23)
days = st.dates(date(2026, 7, 1), date(2027, 10, 1))


def roll(*records: PupilRecord) -> Roll:
    centre = Centre(ref="C", name="Invented", kind=SchoolKind.PRU)
    others = tuple(School(ref=ref, name=ref, kind=SchoolKind.MAINTAINED) for ref in ("H", "HILL"))
    return Roll(centre=centre, schools=others, calendars=Calendars({}), records=records)


def pupil(ref: str, *registrations: Registration, **more: Any) -> PupilRecord:
    return PupilRecord(pupil=Pupil(ref=ref), registrations=registrations, **more)


def here(status: Any = Enrolment.SINGLE, first: Any = date(2026, 9, 7), last: Any = None) -> Registration:
    return Registration(school="C", status=status, first=first, last=last)


def drawn(*records: PupilRecord, on: date = ON) -> ET.Element:
    return ET.fromstring(centre_year_svg(roll(*records), YEAR, on=on, title="The year"))


def desc(picture: ET.Element) -> str:
    return picture.findtext(f"{SVG}desc") or ""


def filled(picture: ET.Element) -> list[dict[str, str]]:
    """The bars of the rows: what is drawn in ink above the legend."""
    bottom = float(picture.attrib["height"]) - 40
    return [
        each.attrib for each in picture.iter(f"{SVG}rect")
        if each.attrib.get("fill") == "#222222" and float(each.attrib["y"]) < bottom
    ]  # fmt: skip


references = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(
    lambda ref: ref.strip() and not any(letter.isdigit() for letter in ref)
)


@settings(max_examples=50)
@given(st.data())
def test_any_roll_gives_a_well_formed_picture_within_its_bounds(data: st.DataObject) -> None:
    """Whatever the references hold and whenever pupils come and go; the same for the same roll."""
    records = []
    for ref in data.draw(st.lists(references, max_size=4, unique=True)):
        first = data.draw(days | st.just(UNKNOWN))
        length = data.draw(st.integers(0, 300) | st.none())
        last = None if length is None or not isinstance(first, date) else first + timedelta(length)
        records.append(pupil(ref, here(data.draw(st.sampled_from([*Enrolment, UNKNOWN])), first, last)))
    on = data.draw(days)
    text = centre_year_svg(roll(*records), YEAR, on=on, title="The <year>")
    picture = ET.fromstring(text)
    assert text == centre_year_svg(roll(*records), YEAR, on=on, title="The <year>")
    assert [child.tag for child in picture][:2] == [f"{SVG}title", f"{SVG}desc"]
    for each in picture.iter(f"{SVG}rect"):
        assert float(each.attrib.get("x", 0)) + float(each.attrib["width"]) <= 960.01
    for each in picture.iter(f"{SVG}text"):
        assert 0 <= float(each.attrib["x"]) + 6.2 * len(each.text or "") <= 1000


def test_one_register_is_a_thick_bar_and_two_are_two_thin_ones() -> None:
    """The form tells them apart: in black and white too."""
    single, dual, guest = (
        [float(bar["height"]) for bar in filled(drawn(pupil("A", here(status))))]
        for status in (Enrolment.SINGLE, Enrolment.SUBSIDIARY, Enrolment.GUEST)
    )
    assert (single, dual, guest) == ([12], [4, 4], [4])
    assert filled(drawn(pupil("A", here(UNKNOWN)))) == []


def test_what_is_planned_is_no_part_of_the_bar() -> None:
    """The bar ends on the day of the picture; a line goes on to the planned end, and past the year to an arrow."""
    placed = Placement(ref="P", centre="C", first_day=date(2026, 9, 7), planned_end=date(2026, 12, 11))
    told = desc(drawn(pupil("A", here(), placements=(placed,))))
    assert "A: one register from Mon 7 Sep 2026 to Mon 23 Nov 2026; planned to Fri 11 Dec 2026." in told
    past = drawn(pupil("A", here(), placements=(placed.but(planned_end=date(2026, 11, 20)),)))
    assert "planned" not in desc(past)


def test_who_is_not_here_has_no_row_and_who_may_be_has_one() -> None:
    elsewhere = Registration(school="H", status=Enrolment.SINGLE, first=date(2020, 9, 1), last=None)
    unknown = PupilRecord(pupil=Pupil(ref="B"))
    told = desc(drawn(pupil("A", elsewhere), unknown))
    assert "A:" not in told and "B: registers not known." in told


def test_the_other_school_stands_beside_the_pupil() -> None:
    main = Registration(school="HILL", status=Enrolment.MAIN, first=date(2026, 9, 7), last=None)
    assert "; also at HILL." in desc(drawn(pupil("A", main, here(Enrolment.SUBSIDIARY))))


def finding(subject: str, title: str, due: date | None, who: Actor = Actor.CENTRE, **more: Any) -> Finding:
    verdict = more.pop("verdict", Verdict.PENDING)
    told = Told(
        title, "Why.", who, "Do it.", None if due is None else Deadline(due, **more),
        Citation("An Act", "s.1", Force.LAW, Seen.AT_SOURCE, ON), None, (), True, None,
    )  # fmt: skip
    return Finding("sample.rule", verdict, subject, title, told)


def calendar(*findings: Finding, **more: Any) -> ET.Element:
    return ET.fromstring(due_calendar_svg(findings, **{"on": ON, "title": "Due", **more}))


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=80), days | st.none(), st.sampled_from(Actor)), max_size=8),
    st.integers(1, 6),
)
def test_every_matter_of_those_weeks_stands_in_the_calendar_once(made: list[Any], weeks: int) -> None:
    """In words in the description, and nothing of another week; every line within its column."""
    findings = [finding(f"P{n}", title, due, who) for n, (title, due, who) in enumerate(made)]
    picture = calendar(*findings, weeks=weeks)
    last = ON + timedelta(7 * weeks - 1)
    for each in findings:
        expected = each.due is not None and ON <= each.due.last_day <= last
        assert (f": {each.subject} " in desc(picture)) is expected
    for text in picture.iter(f"{SVG}text"):
        assert float(text.attrib["x"]) + 6.4 * len(text.text or "") * int(text.attrib["font-size"]) / 12 <= 960


def test_a_day_at_the_weekend_has_a_column() -> None:
    saturday = calendar(finding("P1", "a", date(2026, 11, 28)))
    assert "Saturday" in {each.text for each in saturday.iter(f"{SVG}text")}
    assert "Saturday" not in {each.text for each in calendar().iter(f"{SVG}text")}


def test_what_is_late_or_without_a_day_is_counted_below() -> None:
    late = finding("P1", "a", date(2026, 11, 20), verdict=Verdict.NOT_MET)
    assert "not shown here: 2." in desc(calendar(late, finding("P2", "b", None)))


def test_whose_it_is_is_told_by_the_square_and_custom_in_words() -> None:
    """Filled for the centre, hollow for others."""
    picture = calendar(finding("P1", "a", ON, Actor.AUTHORITY, customary_last_day=ON + timedelta(1)))
    assert "by custom Tue 24 Nov 2026" in desc(picture)
    marks = [each.attrib["fill"] for each in picture.iter(f"{SVG}rect") if each.attrib["width"] == "8"]
    assert marks == ["#ffffff", "#222222", "#ffffff"]


@pytest.mark.parametrize("weeks", [0, 54, True])
def test_weeks_that_are_none_are_refused(weeks: int) -> None:
    with pytest.raises(InvalidValue):
        due_calendar_svg((), on=ON, weeks=weeks, title="Due")
    with pytest.raises(InvalidValue):
        centre_year_svg(roll(), YEAR, on=datetime(2026, 11, 23), title="Due")


def test_a_notebook_shows_a_picture() -> None:
    picture = due_calendar_svg((), on=ON, title="Due")
    assert isinstance(picture, Picture) and picture._repr_svg_() == picture
    assert repr(picture) == "<Picture: Due>"
