"""Rolls, reviews, policies and passports as JSON documents, with their schema. Needs the extra ``json``.

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

from ap_core.errors import ExtraNeeded

try:
    import cattrs  # noqa: F401
    import orjson  # noqa: F401
except ImportError as missing:
    raise ExtraNeeded("json") from missing

from ap_core.exchange.formats import dump_review, dump_reviews, dump_roll, load_review, load_reviews, load_roll
from ap_core.exchange.passports import dump_passport, load_passport
from ap_core.exchange.policies import dump_policy, load_policy
from ap_core.exchange.schema import passport_schema, policy_schema, review_schema, roll_schema

__all__ = [
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
    "review_schema",
    "roll_schema",
]
