"""Write the pictures of the docs: python docs/make_pictures.py"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ap_core import AcademicYear, Calendars, SchoolCalendar, Term, Timetable, YearGroup, check_roll
from ap_core.exchange import load_roll
from ap_core.pictures import centre_year_svg, due_calendar_svg, timeline_svg
from ap_core.placement.planning import plan_placement
from ap_core.placement.records import Basis
from ap_core.registration.records import SchoolKind

PICTURES = Path(__file__).parent / "pictures"
ROLL = Path(__file__).parent.parent / "examples" / "data" / "invented_centre.json"
ON = date(2026, 11, 23)


def _calendar(name: str) -> SchoolCalendar:
    return SchoolCalendar.of_terms(
        name,
        terms=[
            Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18)),
            Term("spring 2027", date(2027, 1, 5), date(2027, 3, 25)),
            Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
        ],
        breaks=[
            (date(2026, 10, 26), date(2026, 10, 30)),
            (date(2027, 2, 15), date(2027, 2, 19)),
            (date(2027, 5, 31), date(2027, 6, 4)),
        ],
    )


def plan() -> Timetable:
    """A short-term placement of a Year 9 pupil with an EHC plan, under an off-site direction."""
    return plan_placement(
        start=date(2026, 11, 23), centre="CENTRE", home_school="HILL", basis=Basis.DIRECTION, year=YearGroup.Y9,
        directed_by=SchoolKind.MAINTAINED, plan_clock=date(2026, 2, 2), return_weeks=3,
        calendars=Calendars({"CENTRE": _calendar("CENTRE"), "HILL": _calendar("HILL")}),
    )  # fmt: skip


def pictures() -> dict[str, str]:
    """Every picture by its file name."""
    title = "A twelve-week placement under an off-site direction"
    roll = load_roll(ROLL.read_bytes())
    findings = [finding for review in check_roll(roll, on=ON) for finding in review]
    return {
        "placement.svg": timeline_svg(plan(), title=title, today=date(2026, 11, 24)),
        "centre_year.svg": centre_year_svg(
            roll, AcademicYear.of(ON), on=ON, title="Invented Centre: who is here, and when"
        ),
        "due_calendar.svg": due_calendar_svg(findings, on=ON, title="Invented Centre: due in four weeks"),
    }


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for name, text in pictures().items():
        PICTURES.joinpath(name).write_text(text, encoding="utf-8")
