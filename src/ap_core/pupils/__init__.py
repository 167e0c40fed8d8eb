"""Pupils: who they are, how old the law takes them to be, and the year group and key stage they are in."""

from ap_core.pupils.ages import age_on, compulsory_school_age, last_friday_in_june, leaving_date, participation_age_end
from ap_core.pupils.pupil import Pupil
from ap_core.pupils.years import KeyStage, YearGroup, expected_year_group, key_stage, key_stage_of

__all__ = [
    "KeyStage",
    "Pupil",
    "YearGroup",
    "age_on",
    "compulsory_school_age",
    "expected_year_group",
    "key_stage",
    "key_stage_of",
    "last_friday_in_june",
    "leaving_date",
    "participation_age_end",
]
