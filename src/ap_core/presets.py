"""Policies to start from: three models of alternative provision that centres have published, each with its sources.

A preset is a policy like any other, changed with ``but`` or ``choosing``. What a source says is cited; what it leaves
open is the default of practice, and what we derived from it is said to be derived. Nobody has decided a preset for a
centre: :meth:`Preset.adopted` records who does, and when.

>>> TWELVE_WEEK_KEY_STAGE_3.policy.placement.longest_short_term
12
>>> from datetime import date
>>> policy = HALF_TERM_RESPITE.adopted(by="management committee", on=date(2026, 9, 1))
>>> policy.placement.usual_ks4_duration.value, policy.decision("placement.longest_short_term").by
('short-term', 'management committee')
"""

from __future__ import annotations

from datetime import date

from ap_core.law.choice import Decision
from ap_core.law.citation import Citation, Force, Seen
from ap_core.placement.policy import LengthRule, LengthUnit, PlacementPolicy
from ap_core.placement.records import Duration
from ap_core.policy import Policy
from ap_core.registration.records import Enrolment
from ap_core.values import Value, item, value

_STEVENAGE = "Stevenage Education Support Centre"
_NORTH_HERTS = "North Herts Education Support Centre"
_COMET = "https://www.thecomet.net/news/24395284"


@value
class Preset(Value):
    """A model of provision as a policy, with what it is for and where it is described."""

    title: str = item("what the model is called")
    says: str = item("whom it is for, how it goes, and which of its numbers we derived")
    policy: Policy = item("the choices")
    makes: tuple[str, ...] = item("the choices that make the model, as part.name; the others are defaults of practice")
    sources: tuple[Citation, ...] = item("where centres describe it")

    def adopted(self, *, by: str, on: date) -> Policy:
        """The policy with a decision, by that office or body on that day, for each choice that makes the model."""
        decisions = tuple(Decision(choice=choice, by=by, on=on) for choice in self.makes)
        return self.policy.but(decisions=decisions)


def _page(centre: str, page: str, url: str, seen: Seen = Seen.AT_SOURCE, note: str = "") -> Citation:
    """What one centre publishes of its own practice: local, and no rule for anybody else."""
    return Citation(centre, page, Force.LOCAL, seen, date(2026, 11, 24), url, note)


#: A place for half a term, to draw breath and plan the return.
HALF_TERM_RESPITE = Preset(
    title="Half-term respite place",
    says=(
        "A school refers a pupil for half a term, keeps the pupil on its roll, and takes the pupil back. At either key "
        "stage the place is short and the registration subsidiary, and no place runs to the end of Year 11. Derived: "
        "the place ends with the half term in which it begins, as long or short as that is in the calendar; the first "
        "review comes by the fourth week; no review in a second half term, because there is none."
    ),
    policy=Policy(
        placement=PlacementPolicy(
            longest_short_term=1,
            length_in=LengthUnit.HALF_TERMS,
            length_is=LengthRule.LIMIT,
            first_review_by=4,
            review_each_half_term=False,
            usual_ks3_duration=Duration.SHORT,
            usual_ks3_status=Enrolment.SUBSIDIARY,
            usual_ks4_duration=Duration.SHORT,
            usual_ks4_status=Enrolment.SUBSIDIARY,
            long_to_end_of_year_11=False,
        )
    ),
    makes=(
        "placement.longest_short_term",
        "placement.length_in",
        "placement.length_is",
        "placement.first_review_by",
        "placement.review_each_half_term",
        "placement.usual_ks3_duration",
        "placement.usual_ks3_status",
        "placement.usual_ks4_duration",
        "placement.usual_ks4_status",
        "placement.long_to_end_of_year_11",
    ),
    sources=(
        _page(
            _NORTH_HERTS, "Key Stage 3 full time", "https://northhertsesc.herts.sch.uk/key-stage-3-full-time/",
            note="A short-term place of a half term, with return to the pupil's school. It speaks of Years 7 to 9.",
        ),
        _page(
            _STEVENAGE, "Respite provision", "https://www.stevenage-esc.herts.sch.uk/our-services/respite-provision/",
            note="Return to the school that referred after a half-term period. It names no key stage.",
        ),
    ),
)  # fmt: skip

#: A block of twelve weeks at Key Stage 3, with return to a mainstream school.
TWELVE_WEEK_KEY_STAGE_3 = Preset(
    title="Twelve-week Key Stage 3 block",
    says=(
        "A pupil of Years 7 to 9 comes for a block of twelve weeks, registered at both schools, and returns to a "
        "mainstream school. Derived: the weeks are school weeks, and the first review comes half-way. Key Stage 4 is "
        "as by default."
    ),
    policy=Policy(
        placement=PlacementPolicy(
            longest_short_term=12,
            length_is=LengthRule.LIMIT,
            first_review_by=6,
            usual_ks3_duration=Duration.SHORT,
            usual_ks3_status=Enrolment.SUBSIDIARY,
        )
    ),
    makes=(
        "placement.longest_short_term",
        "placement.length_is",
        "placement.first_review_by",
        "placement.usual_ks3_duration",
        "placement.usual_ks3_status",
    ),
    sources=(
        _page(
            _NORTH_HERTS, "Referral process",
            "https://www.northhertsesc.herts.sch.uk/page/?title=Referral+Process&pid=82",
            note="An older page: a programme on site at Key Stage 3 for a block of twelve weeks.",
        ),
        _page(
            _STEVENAGE, "inspection of May 2024", _COMET, Seen.SECONDARY,
            note="A newspaper on the inspection report: at Key Stage 3 short-term and registered at both schools.",
        ),
    ),
)  # fmt: skip

#: Long placements at Key Stage 4 on the centre's roll alone, to the end of Year 11.
LONG_KEY_STAGE_4 = Preset(
    title="Long Key Stage 4",
    says=(
        "A pupil of Years 10 and 11 stays, registered at the centre alone, usually to the end of Year 11, with a "
        "review in each half term. Where a short placement lasts longer than twelve school weeks, that is a reason to "
        "review and no breach, because stays there last from months to years. Derived: that kind, and the review in "
        "each half term."
    ),
    policy=Policy(
        placement=PlacementPolicy(
            length_is=LengthRule.REVIEW,
            review_each_half_term=True,
            usual_ks4_duration=Duration.LONG,
            usual_ks4_status=Enrolment.SINGLE,
            long_to_end_of_year_11=True,
        )
    ),
    makes=(
        "placement.length_is",
        "placement.review_each_half_term",
        "placement.usual_ks4_duration",
        "placement.usual_ks4_status",
        "placement.long_to_end_of_year_11",
    ),
    sources=(
        _page(
            _STEVENAGE, "inspection of May 2024", _COMET, Seen.SECONDARY,
            note="A newspaper on the inspection report: at Key Stage 4 usually longer, on the centre's roll alone.",
        ),
        _page(
            _NORTH_HERTS, "Outcomes, report of 2017-18",
            "https://www.northhertsesc.herts.sch.uk/page/?title=Outcomes&pid=65",
            note="On roll from a few months to two years.",
        ),
    ),
)  # fmt: skip

#: Every preset.
PRESETS = (HALF_TERM_RESPITE, TWELVE_WEEK_KEY_STAGE_3, LONG_KEY_STAGE_4)
