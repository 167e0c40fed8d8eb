"""The invented schools of the example centre, with the term dates of real schools.

Each invented place keeps the dates that real schools publish for 2025/26 and 2026/27; its note says whose they are
and what is assumed. Plain Python, without the library: the example document is to be an independent input.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Node = dict[str, Any]

CENTRE = "CENTRE"
#: The registers of Monday 23 November are not taken yet.
LAST_MARKS = date(2026, 11, 20)

#: Term dates as real schools publish them: the page, terms, half terms, INSET and other closed days.
PUBLISHED: dict[str, Node] = {
    "Merit PRU": {
        "page": "https://www.meritpru-stoke.org.uk/term-dates/",
        "terms": "2025-09-02 2025-12-19 2026-01-05 2026-03-27 2026-04-13 2026-07-17",
        "breaks": "2025-10-27 2025-10-31 2026-02-16 2026-02-20 2026-05-25 2026-05-29",
        "closed": "2025-10-24 2025-11-26 2026-01-20 2026-02-13 2026-05-04",
    },
    "Bedwell School": {
        "page": "https://bedwell.herts.sch.uk/diary.html",
        "terms": "2025-09-04 2025-12-19 2026-01-06 2026-03-27 2026-04-14 2026-07-23",
        "breaks": "2025-10-27 2025-10-31 2026-02-16 2026-02-20 2026-05-25 2026-05-29",
        "closed": "2025-11-03 2026-05-04 2026-06-26 2026-06-29",
    },
    "Crabtree Schools": {
        "page": "https://crabtreeschools.org/key-information/year-dates",
        "terms": "2025-09-02 2025-12-17 2026-01-05 2026-03-27 2026-04-13 2026-07-17",
        "breaks": "2025-10-27 2025-10-31 2026-02-16 2026-02-20 2026-05-25 2026-05-29",
        "closed": "2025-10-23 2025-10-24 2026-05-04",
    },
    "Shinfield St Mary's Junior School, 2025/26": {
        "page": "https://www.shinfield-st-marys-junior.co.uk/page/?pid=28&title=Term+Dates",
        "terms": "2025-09-04 2025-12-19 2026-01-06 2026-03-27 2026-04-13 2026-07-21",
        "breaks": "2025-10-27 2025-10-31 2026-02-16 2026-02-20 2026-05-25 2026-05-29",
        "closed": "2025-10-24 2026-05-04 2026-06-01",
    },
    "Shinfield St Mary's Junior School, 2026/27": {
        "page": "https://www.shinfield-st-marys-junior.co.uk/page/?pid=28&title=Term+Dates",
        "terms": "2026-09-03 2026-12-18 2027-01-05 2027-03-25 2027-04-12 2027-07-21",
        "breaks": "2026-10-26 2026-10-30 2027-02-15 2027-02-19 2027-05-31 2027-06-04",
        "closed": "2026-10-23 2027-05-03 2027-06-07",
    },
    "the school at owps.org.uk": {
        "page": "https://www.owps.org.uk/page/?pid=405&title=Term+Dates+2026+-+2027",
        "terms": "2026-09-03 2026-12-18 2027-01-04 2027-03-25 2027-04-12 2027-07-21",
        "breaks": "2026-10-26 2026-10-30 2027-02-15 2027-02-19 2027-05-31 2027-06-04",
        "closed": "2026-10-23 2026-11-02 2026-11-27 2027-05-03 2027-05-28 2027-06-25",
    },
}
SHINFIELD_2025 = "Shinfield St Mary's Junior School, 2025/26"
SHINFIELD_2026 = "Shinfield St Mary's Junior School, 2026/27"

#: What each place is called and is in law, and whose published dates it keeps in 2025/26 and in 2026/27.
PLACES = {
    CENTRE: ("Invented Centre", "pru", "Merit PRU", SHINFIELD_2026),
    "ALDER": ("Invented Alder School", "maintained", SHINFIELD_2025, SHINFIELD_2026),
    "BIRCH": ("Invented Birch High School", "maintained", "Crabtree Schools", "the school at owps.org.uk"),
    "COPSE": ("Invented Copse Academy", "academy", "Bedwell School", SHINFIELD_2026),
    "DELL": ("Invented Dell Special School", "maintained_special", "Crabtree Schools", SHINFIELD_2026),
    "ELM": ("Invented Elm College", "college", SHINFIELD_2025, SHINFIELD_2026),
}


def pairs(text: str) -> list[list[str]]:
    """Days two by two: from, to."""
    days = text.split()
    return [days[at : at + 2] for at in range(0, len(days), 2)]


def calendar(place: str) -> Node:
    """The two school years of a place, joined."""
    *_, former, present = PLACES[place]
    years = [(name, PUBLISHED[whose]) for name, whose in (("2025/26", former), ("2026/27", present))]
    names = ("autumn", "spring", "summer")
    return {
        "terms": [
            [f"{term} {first[:4]}", first, last]
            for _, year in years
            for term, (first, last) in zip(names, pairs(year["terms"]), strict=True)
        ],
        "breaks": [pause for _, year in years for pause in pairs(year["breaks"])],
        "closed": [day for _, year in years for day in year["closed"].split()],
        "extra": [],
    }


def note(place: str) -> str:
    """Where the dates come from, and what is assumed."""
    *_, former, present = PLACES[place]
    says = [f"2025/26 as published by {named(former)}", f"2026/27 as published by {named(present)}"]
    if (former, present) != (SHINFIELD_2025, SHINFIELD_2026):
        says.append("that one school keeps both is assumed")
    if former == "Merit PRU":
        says.append("the INSET days of summer 2026 were not published and none is assumed")
    if present == SHINFIELD_2026:
        says.append("the page calls 25 March 2027, a Thursday, a Friday: the date is assumed to be right")
    return f"Invented. Term dates: {'; '.join(says)}."


def named(whose: str) -> str:
    """The school that published the dates, with the address of its page."""
    return f"{whose.split(',')[0]} ({PUBLISHED[whose]['page']})"


CALENDARS = {place: calendar(place) for place in PLACES}


def days_of(place: str) -> list[date]:
    """The days on which a place meets."""
    kept = CALENDARS[place]
    days = []
    for _, first, last in kept["terms"]:
        day = date.fromisoformat(first)
        while (written := day.isoformat()) <= last:
            paused = any(start <= written <= end for start, end in kept["breaks"])
            if day.weekday() < 5 and not paused and written not in kept["closed"]:
                days.append(day)
            day += timedelta(1)
    return days


MEETS = {place: days_of(place) for place in PLACES}
AUTUMN = {place: [day for day in MEETS[place] if date(2026, 9, 1) <= day <= LAST_MARKS] for place in PLACES}


def sixth_school_day(school: str, event: str) -> str:
    """The sixth school day of a school after an event: the day from which the authority arranges education."""
    return [day.isoformat() for day in MEETS[school] if day.isoformat() > event][5]


def school_days_before(day: str, number: int, place: str = CENTRE) -> str:
    """The school day so many school days before a day; the centre's, where none is named."""
    return [met.isoformat() for met in MEETS[place] if met.isoformat() < day][-number]


def later(day: str, days: int) -> str:
    """The day so many calendar days on, or back."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()
