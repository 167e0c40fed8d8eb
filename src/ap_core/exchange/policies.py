"""A centre's policy as a document of its own: what a governing body can keep, sign and hand on.

It reads as the ``policy`` of a roll does, with its format beside it, and an absent key is the default::

    {
      "format": "ap-core/policy/1",
      "placement": {"longest_short_term": 10},
      "decisions": [{"choice": "placement.longest_short_term", "by": "management committee", "on": "2026-09-01"}]
    }
"""

from __future__ import annotations

from ap_core.exchange.formats import Format
from ap_core.exchange.writing import WHOLE, write
from ap_core.policy import Policy
from ap_core.values import expect

POLICY = Format("ap-core/policy", "the policy", Policy)


def load_policy(text: str | bytes) -> Policy:
    """The policy that a document holds; :class:`~ap_core.errors.InvalidDocument` with every fault of it and its path.

    >>> load_policy('{"format": "ap-core/policy/1", "placement": {"first_reveiw_by": 4, "longest_short_term": 0}}')
    Traceback (most recent call last):
    ap_core.errors.InvalidDocument: the policy has 2 faults; nothing was loaded:
      placement.first_reveiw_by: is no key here; use first_review_by, or leave it out
      placement.longest_short_term: is too low; give at least 1
    """
    policy: Policy = POLICY.load(text)
    return policy


def dump_policy(policy: Policy) -> str:
    """The policy as a document: the same text for equal policies, and ``load_policy`` gives an equal policy back.

    Every choice is written, at its default too, so that a default that changes later changes nobody's policy.

    >>> load_policy(dump_policy(Policy())) == Policy()
    True
    """
    expect("dump_policy", "policy", policy, Policy, "give a whole Policy")
    return write({"format": POLICY.name, **WHOLE.tree(policy)})
