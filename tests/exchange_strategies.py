"""Documents of any shape beside the records: passports, reviews, and any JSON at all."""

from __future__ import annotations

from hypothesis import strategies as st

import ap_core.testing.strategies.values  # noqa: F401 - says how each record is made
from ap_core.curriculum.exam_access_records import ExamAccess
from ap_core.law.findings import Finding, Told
from ap_core.law.grounds import Grounds
from ap_core.law.judging import Term as TraceTerm
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.law.unknown import UNKNOWN
from ap_core.passport import Passport
from ap_core.policy import Policy
from ap_core.testing.strategies import values as _makers_of_every_record  # noqa: F401 - alone, nothing else loads them
from ap_core.testing.strategies.made import Draw, Maker


def finding(maker: Maker) -> Finding:
    """A finding of any wording."""
    verdict = maker.draw(st.sampled_from(Verdict))
    trace = maker.many(tuple, TraceTerm)
    return Finding(
        maker.text(), verdict, maker.text(), maker.text(), maker.built(Told), maker.built(Grounds), trace
    )  # fmt: skip


@st.composite
def passports(draw: Draw) -> Passport:
    """Any passport: made after all that it tells of."""
    maker = Maker(draw)
    fields = maker.fields(Passport)
    levels = fields.get("levels", UNKNOWN)
    if isinstance(levels, tuple):
        fields["levels"] = tuple(each.but(reading_age=None) for each in levels)
    for name in ("what_works", "adjustments"):
        # Words that look like a date are refused.
        if isinstance(fields.get(name), tuple):
            fields[name] = tuple(each.but(what="a quiet start") for each in fields[name])
    if isinstance(fields.get("adjustments"), tuple):
        fields["adjustments"] = tuple(each.but(for_disability=False, charged=False) for each in fields["adjustments"])
    access = fields.get("exam_access")
    if isinstance(access, ExamAccess) and isinstance(access.evidence, tuple):
        fields["exam_access"] = access.but(evidence=tuple(each.but(scores=None) for each in access.evidence))
    return Passport(**{**fields, "pupil": "P10", "made_by": "CENTRE", "made_on": maker.later()})


@st.composite
def reviews(draw: Draw) -> Review:
    """Any review, its findings of any wording."""
    maker = Maker(draw)
    findings = [finding(maker) for _ in range(draw(st.integers(0, 2)))]
    aside = [finding(maker) for _ in range(draw(st.integers(0, 1)))]
    policy = maker.of(Policy) if draw(st.booleans()) else None
    edition = draw(st.none() | st.just(maker.later()))
    return Review(maker.text(), maker.later(), findings, maker.more(), policy, aside, edition)


#: Any JSON at all, with something of a roll in it now and then.
plain = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2026-02-30", "2026-09-21", "1800-01-01", "P01", "HILL", "main", "/ \\", "9999-12-31"])
)
keys = st.text(max_size=8) | st.sampled_from(["ref", "pupil", "pupils", "format", "terms", "first", "school", "plan"])
trees = st.recursive(
    plain, lambda each: st.lists(each, max_size=4) | st.dictionaries(keys, each, max_size=4), max_leaves=12
)
