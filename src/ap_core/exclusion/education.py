"""Words for the education during an exclusion: where it is given, and why none is owed from the sixth day."""

from __future__ import annotations

from enum import Enum


class EducationPlace(Enum):
    """Where the education from the sixth day of a suspension is given (Education and Inspections Act 2006 s.100(3))."""

    ELSEWHERE = "elsewhere than at the school"
    JOINTLY = "at the school, by arrangements made jointly with another school for pupils excluded from either"
    AT_THE_SCHOOL = "at the school that suspended"


class SixthDayException(Enum):
    """Why no education is owed from the sixth day (SI 2007/1870 reg 5, read; EX-EDU-05)."""

    NO_EXAM_LEFT = "in Year 11, with every public examination of the year taken or missed"
    HOURS_OF_PLAN = "the EHC plan sets fewer hours than usual at that age, and the authority provides them"
