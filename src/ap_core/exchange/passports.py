"""A pupil's passport for the next school, as a document of its own that the receiving school can load.

An absent key is *not known*: what the school before did not say, nobody may take for none::

    {
      "format": "ap-core/passport/1",
      "pupil": "P10",
      "made_by": "CENTRE",
      "made_on": "2027-02-12",
      "what_works": [{"what": "a quiet start with one task", "on": "2026-11-10", "told_by": "pupil"}],
      "adjustments": []
    }
"""

from __future__ import annotations

from ap_core.exchange.formats import Format
from ap_core.passport import Passport

PASSPORT = Format("ap-core/passport", "the passport", Passport)


def load_passport(text: str | bytes) -> Passport:
    """The passport that a document holds; :class:`~ap_core.errors.InvalidDocument` lists every fault with its path.

    >>> load_passport('{"format": "ap-core/passport/1", "pupil": "A123456789012", "made_by": "", '
    ...     '"made_on": "2027-02-12"}')
    Traceback (most recent call last):
    ap_core.errors.InvalidDocument: the passport has 2 faults; nothing was loaded:
      pupil: looks like a unique pupil number; give an opaque reference such as P01
      made_by: is empty; give an opaque reference such as P01
    """
    passport: Passport = PASSPORT.load(text)
    return passport


def dump_passport(passport: Passport) -> str:
    """The passport as a document: the same text for equal passports, and ``load_passport`` gives an equal one back.

    >>> from datetime import date
    >>> passport = Passport(pupil="P10", made_by="CENTRE", made_on=date(2027, 2, 12), adjustments=())
    >>> load_passport(dump_passport(passport)) == passport
    True
    """
    return PASSPORT.dump(passport)
