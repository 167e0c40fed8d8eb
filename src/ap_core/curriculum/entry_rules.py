"""Entries for examinations made before they close. The day is the awarding bodies', and no law."""

from __future__ import annotations

from datetime import date

from ap_core.curriculum.entry_facts import EntryFacts as E
from ap_core.law.instruments import JCQ_KEY_DATES
from ap_core.law.rules import Duty

ENTERED = Duty(
    id="curriculum.exam_entry.in_time",
    title="Entry for an examination before entries close",
    entry="not in the fact books",
    row=E, cites=JCQ_KEY_DATES.at("entries for the summer series"), since=date(2017, 9, 1), law_date=E.closing_day,
    who=E.whose_step, applies=E.going_on,
    by=E.closes, done=E.entered_on,
    met="Entered on {entered_on}: {entry}.",
    pending="Entries close on {closes}; to be entered: {entry}.",
    late="Entries closed on {closes}, and the entry should have been made by then: {entry}. Made: {entered_on}.",
    act="Agree which school enters the pupil, and make the entry while the exams office is open. After the last day "
    "awarding bodies still take late entries, for a fee: ask.",
)  # fmt: skip

RULES = (ENTERED,)
