"""What follows Year 11: an offer by the end of September, and its beginning. Nobody who has neither is in breach."""

from __future__ import annotations

from datetime import date

from ap_core.law.instruments import ESA_2008, PARTICIPATION_GUIDANCE_2016
from ap_core.law.rules import Actor, Duty
from ap_core.placement.after_year_11_facts import OfferFacts, StartFacts

OFFER = Duty(
    id="placement.after_year_11.offer",
    title="An offer of education or training by the end of September",
    entry="metrics.md DEST-02",
    row=OfferFacts, cites=PARTICIPATION_GUIDANCE_2016.at("September Guarantee"), since=date(2016, 9, 1),
    law_date=OfferFacts.leaving, who=Actor.AUTHORITY,
    by=OfferFacts.offer_due, done=OfferFacts.offered_on,
    met="Education or training after Year 11 was offered on {offered_on}.",
    pending="Leaves compulsory school age on {leaving}; there should be an offer of education or training by "
    "{offer_due}.",
    late="Left compulsory school age on {leaving}; there should have been an offer of education or training by "
    "{offer_due}; made: {offered_on}.",
    act="Apply with the pupil, and tell the authority's participation team where there is no offer yet. A job without "
    "training is none.",
)  # fmt: skip

START = Duty(
    id="placement.after_year_11.start",
    title="Education or training after Year 11 has begun",
    entry="metrics.md DEST-02",
    row=StartFacts, cites=ESA_2008.section("10, 12"), since=date(2015, 6, 26), law_date=StartFacts.leaving,
    who=Actor.AUTHORITY,
    by=StartFacts.begins, done=StartFacts.started_on,
    met="Education or training after Year 11 began on {started_on}.",
    pending="Left compulsory school age on {leaving}, and education or training is not recorded to have begun. That is "
    "a question and no breach: the authority must encourage taking part, and have arrangements to find who does not.",
    # A duty without a day is never late.
    late="Left compulsory school age on {leaving}; education or training begun: {started_on}. The authority must "
    "encourage taking part.",
    act="Ask the young person and the provider whether it has begun. Where nothing has, tell the authority's "
    "participation team, and keep in touch.",
)  # fmt: skip

RULES = (OFFER, START)
