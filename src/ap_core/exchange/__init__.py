"""What goes in and out of the library: JSON documents, spreadsheets, transfer files, calendars, the census view.

Each name is loaded when it is used. Rolls, reviews, policies and passports as JSON documents, with their schema, need
the extra ``json``, Common Transfer Files ``ctf``, calendars ``ical``; spreadsheets and the census view need none.

A roll is written as::

    {
      "format": "ap-core/roll/1",
      "centre": {"ref": "HILL", "name": "...", "kind": "pru"},
      "schools": [{"ref": "BROOK", "name": "...", "kind": "academy"}],
      "calendars": {"HILL": {"terms": [["autumn 2026", "2026-09-03", "2026-12-18"]]}},
      "policy": {"placement": {"longest_short_term": 10}},
      "pupils": [{"pupil": {"ref": "P01", "taught_year": "8"}, "plan": null}]
    }

An absent key is *not known* wherever a record can say so, and the field's default elsewhere; ``null`` is *none*. A
date is ``yyyy-mm-dd``, a choice one of the words that the schema lists, a length in half-days a whole number, a
register the weeks by their Monday. Of a policy only what differs from the default is given. Under the key ``*`` the
calendars may hold one for every school that has none of its own.

A document is read whole or not at all. Whatever is wrong with it is told at once, each fault with its path, in one
:class:`~ap_core.errors.InvalidDocument`; no message repeats anything from the document.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ap_core.errors import ExtraNeeded
from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.exchange.census_table import CensusRow, census_csv, census_rows
    from ap_core.exchange.ctf import TransferFile, read_ctf
    from ap_core.exchange.ctf_pupils import TransferredPupil
    from ap_core.exchange.ctf_reading import MarksLayout, Note
    from ap_core.exchange.feeds import calendar_feed
    from ap_core.exchange.formats import dump_review, dump_reviews, dump_roll, load_review, load_reviews, load_roll
    from ap_core.exchange.passports import dump_passport, load_passport
    from ap_core.exchange.policies import dump_policy, load_policy
    from ap_core.exchange.schema import passport_schema, policy_schema, review_schema, roll_schema
    from ap_core.exchange.spreadsheets import DateForm, read_marks, read_placements, read_suspensions

_HOMES = {
    "census_table": ("CensusRow", "census_csv", "census_rows"),
    "ctf": ("TransferFile", "read_ctf"),
    "ctf_pupils": ("TransferredPupil",),
    "ctf_reading": ("MarksLayout", "Note"),
    "feeds": ("calendar_feed",),
    "formats": ("dump_review", "dump_reviews", "dump_roll", "load_review", "load_reviews", "load_roll"),
    "passports": ("dump_passport", "load_passport"),
    "policies": ("dump_policy", "load_policy"),
    "schema": ("passport_schema", "policy_schema", "review_schema", "roll_schema"),
    "spreadsheets": ("DateForm", "read_marks", "read_placements", "read_suspensions"),
}
_load: Callable[[str], Any] = later(__name__, _HOMES)


def __getattr__(name: str) -> Any:
    try:
        return _load(name)
    except ModuleNotFoundError as missing:
        if missing.name in ("cattrs", "orjson"):
            raise ExtraNeeded("json") from missing
        raise


__all__ = [
    "CensusRow",
    "DateForm",
    "MarksLayout",
    "Note",
    "TransferFile",
    "TransferredPupil",
    "calendar_feed",
    "census_csv",
    "census_rows",
    "dump_passport",
    "dump_policy",
    "dump_review",
    "dump_reviews",
    "dump_roll",
    "load_passport",
    "load_policy",
    "load_review",
    "load_reviews",
    "load_roll",
    "passport_schema",
    "policy_schema",
    "read_ctf",
    "read_marks",
    "read_placements",
    "read_suspensions",
    "review_schema",
    "roll_schema",
]
