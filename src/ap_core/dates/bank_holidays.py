"""England's bank and public holidays as a table, year by year, and nothing computed.

Banking and Financial Dealings Act 1971 s.1 and Sch 1, with the days appointed by proclamation; Good Friday and
Christmas Day are holidays at common law and stand in the table with the others (remembered). Substitute and special
days of 2019 to 2028 as in fact book CAL-08 (read in secondary sources); earlier years recomputed from the Act's rules
with the special days that CAL-08 lists, and compared with an independent table in the tests.

Where a holiday falls on a weekend the table holds the weekday kept instead of it, as the official list does: a Saturday
or Sunday is never a working day, so a weekend 25 December needs no entry.
"""

from __future__ import annotations

from datetime import date

from ap_core.dates.plain import plain_day
from ap_core.errors import OutsideCalendar

# Special days: 2011 royal wedding (29 Apr); 2012 Diamond Jubilee (spring holiday moved to 4 Jun, and 5 Jun); 2020 early
# May holiday moved to 8 May; 2022 Platinum Jubilee (spring holiday moved to 2 Jun, and 3 Jun) and State Funeral
# (19 Sep); 2023 Coronation (8 May).
_BY_YEAR = {
    2004: "01-01 04-09 04-12 05-03 05-31 08-30 12-27 12-28",
    2005: "01-03 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2006: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2007: "01-01 04-06 04-09 05-07 05-28 08-27 12-25 12-26",
    2008: "01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26",
    2009: "01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28",
    2010: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
}

#: Every bank holiday in England that the table holds; all of them are weekdays.
BANK_HOLIDAYS = frozenset(
    date.fromisoformat(f"{year}-{day}") for year, days in _BY_YEAR.items() for day in days.split()
)

#: The first and the last day that the table can answer for.
FIRST_DAY, LAST_DAY = date(min(_BY_YEAR), 1, 1), date(max(_BY_YEAR), 12, 31)

#: Years not yet announced when the table was made: the rules give these days, a proclamation may change them.
PROVISIONAL_YEARS = frozenset({2029, 2030})


def is_bank_holiday(day: date) -> bool:
    """Whether ``day`` is a bank or public holiday in England; ``OutsideCalendar`` beyond the table (2004 to 2030).

    >>> is_bank_holiday(date(2022, 9, 19)), is_bank_holiday(date(2021, 12, 25))
    (True, False)
    """
    if not FIRST_DAY <= plain_day(day, "is_bank_holiday") <= LAST_DAY:
        raise beyond_table(day.isoformat())
    return day in BANK_HOLIDAYS


def beyond_table(wanted: str) -> OutsideCalendar:
    """The refusal of a question about days whose bank holidays are not in the table."""
    return OutsideCalendar("bank holidays in England", FIRST_DAY, LAST_DAY, wanted)
