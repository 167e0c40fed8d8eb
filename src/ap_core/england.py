"""The rulebook for England."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ap_core.law.rulebook import RuleBook

if TYPE_CHECKING:
    from ap_core.law.rulebook import Parts
    from ap_core.record import PupilRecord

#: The day to which the law, the guidance and the local choices held here were checked.
LAW_EDITION = date(2026, 11, 24)

#: What a reader may expect a check to say, and this edition does not.
NOT_COVERED = (
    "whether a suspension or an exclusion was justified, and whether keeping a pupil away without one was lawful",
)


def _all() -> Parts[PupilRecord]:
    # Read when something is first asked of the book: many a program imports it and checks nothing.
    from ap_core.english_rules import RULES, SUBJECTS

    return SUBJECTS, RULES


#: Every rule held here, over every row of facts.
ENGLAND: RuleBook[PupilRecord] = RuleBook.later(_all, law_edition=LAW_EDITION)
