"""Ages that the law hangs duties on: compulsory school age, the leaving date, the participation age.

The Education Act 1996 s.8 says when compulsory school age begins and ends; two orders fix the days it speaks of. All of
them were read at source. Exclusion, attendance and the duty to arrange education rest on these days; the year group
does not move them: a summer-born pupil taught a year behind leaves by age, from Year 10.
"""

from __future__ import annotations

from datetime import date, timedelta

from ap_core.dates.plain import plain_day
from ap_core.dates.spans import DateSpan
from ap_core.errors import NotInForce, refuse
from ap_core.law.instruments import EA_1996, ESA_2008, FLRA_1969

STARTS_UNDER = EA_1996.section("8(2)", note="with SI 1998/1607 art 2: 31 August, 31 December and 31 March")
ENDS_UNDER = EA_1996.section(
    "8(3)",
    note="with SI 1997/1970 art 2: the last Friday in June. A school year is taken to begin on 1 September; by s.579 "
    "it begins with the first term after July, which differs only for a birthday between the two",
)
PARTICIPATION_UNDER = ESA_2008.section("1", note="ends sooner with a level 3 qualification")
AGE_ATTAINED_UNDER = FLRA_1969.section(
    "9(1)", note="an age begins with the anniversary; that 29 February is kept on 1 March is our reading"
)

#: Section 8(2) has its present words, and the order its prescribed days, from here.
PRESCRIBED_SINCE = date(1998, 8, 1)
#: The first day whose leaving date, that of 1998, is one of those the order fixes: it came into force then.
LEAVING_DATES_SINCE = date(1997, 9, 1)
#: From here the duty to take part runs to the age of 18 (SI 2013/1204 art 3); for two years before it was shorter.
PARTICIPATION_TO_18_SINCE = date(2015, 6, 26)


def last_friday_in_june(year: int) -> date:
    """The school leaving date of ``year`` (SI 1997/1970).

    >>> last_friday_in_june(2027)
    datetime.date(2027, 6, 25)
    """
    end = date(year, 6, 30)
    return end - timedelta((end.weekday() - 4) % 7)


def age_on(*, born: date, on: date) -> int:
    """Years of age on ``on``. A new age begins with the birthday (FLRA 1969 s.9); 29 February is kept on 1 March.

    Raises :class:`~ap_core.errors.InvalidValue` for a day before birth.

    >>> age_on(born=date(2012, 2, 29), on=date(2027, 2, 28)), age_on(born=date(2012, 2, 29), on=date(2027, 3, 1))
    (14, 15)
    """
    plain_day(born, "age_on", "born")
    plain_day(on, "age_on", "on")
    if on < born:
        refuse("age_on", "on", "is before born", "ask for a day from the day of birth on")
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def compulsory_school_age(born: date) -> DateSpan:
    """The days of compulsory school age, both ends included (EA 1996 s.8).

    It begins on the prescribed day (31 August, 31 December, 31 March) that is the fifth birthday or next follows it,
    and ends at the end of the school leaving date. Raises :class:`~ap_core.errors.NotInForce` where the fifth birthday
    fell before the present rule (1 August 1998).

    >>> span = compulsory_school_age(date(2011, 1, 20))
    >>> print(span.first, span.last)
    2016-03-31 2027-06-25
    """
    plain_day(born, "compulsory_school_age", "born")
    fifth = _birthday(born, 5)
    if fifth < PRESCRIBED_SINCE:
        raise NotInForce("start of compulsory school age", fifth, "the prescribed days are held from 1 August 1998")
    year = fifth.year
    prescribed = (date(year, 3, 31), date(year, 8, 31), date(year, 12, 31))
    return DateSpan(next(day for day in prescribed if day >= fifth), leaving_date(born))


def leaving_date(born: date) -> date:
    """The last day of compulsory school age (EA 1996 s.8(3)): a last Friday in June.

    Whoever turns 16 by 31 August leaves on that year's date, even before the birthday; others on the next one. The
    school year is taken to begin on 1 September (see ``ENDS_UNDER``). Raises :class:`~ap_core.errors.NotInForce` for
    leaving dates before 1998.

    >>> leaving_date(date(2011, 8, 31)), leaving_date(date(2011, 9, 1))
    (datetime.date(2027, 6, 25), datetime.date(2028, 6, 30))
    """
    plain_day(born, "leaving_date", "born")
    sixteenth = _birthday(born, 16)
    year = sixteenth.year if sixteenth.month < 9 else sixteenth.year + 1
    if sixteenth < LEAVING_DATES_SINCE:
        raise NotInForce("school leaving date", sixteenth, "the last Friday in June is held from 1998")
    return last_friday_in_june(year)


def participation_age_end(born: date) -> date:
    """The 18th birthday: the first day without the duty to take part in education or training (ESA 2008 s.1).

    The duty runs from the end of compulsory school age, does not lengthen it, and ends sooner with a level 3
    qualification. Raises :class:`~ap_core.errors.NotInForce` where the birthday fell before the duty ran so far
    (26 June 2015).

    >>> participation_age_end(date(2011, 1, 20))
    datetime.date(2029, 1, 20)
    """
    plain_day(born, "participation_age_end", "born")
    eighteenth = _birthday(born, 18)
    if eighteenth < PARTICIPATION_TO_18_SINCE:
        raise NotInForce("participation to the age of 18", eighteenth, "the duty runs so far from 26 June 2015")
    return eighteenth


def _birthday(born: date, years: int) -> date:
    if born.year + years >= date.max.year:
        # Some systems write 9999-12-31 for "not known". The last year of all is left out: a leaving date may follow.
        raise NotInForce(f"an age reached after the year {date.max.year - 1}", date.max, "dates end there")
    # 29 February in a common year: no statute names the day. 1 March is the cautious reading (never a day too early),
    # and no prescribed day or school year falls between the two, so section 8 gives the same answer on either.
    if born.month == 2 and born.day == 29:
        return date(born.year + years, 2, 28) + timedelta(1)
    return born.replace(year=born.year + years)
