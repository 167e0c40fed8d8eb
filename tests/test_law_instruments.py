"""Each instrument is named once, says how far its text was read, and leads to its official address."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import attrs
import pytest

from ap_core.law import instruments
from ap_core.law.citation import Citation, Force, Instrument, Seen

NAMED = {name: value for name, value in vars(instruments).items() if isinstance(value, Instrument)}
ALL = tuple(NAMED.values())
GUIDANCE = tuple(i for i in ALL if i.force is Force.STATUTORY_GUIDANCE_SHOULD)


def each(chosen: tuple[Instrument, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("instrument", chosen, ids=lambda instrument: instrument.short)


class TestNamedOnce:
    """Two names for one instrument would let two reviews of it drift apart."""

    @pytest.mark.parametrize("field", ["short", "title"])
    def test_no_two_share_a_form(self, field: str) -> None:
        forms = [getattr(instrument, field).casefold() for instrument in ALL]
        assert sorted(forms) == sorted(set(forms))

    @pytest.mark.parametrize("name", sorted(name for name in NAMED if re.fullmatch(r"SI_\d{4}_\d+|[A-Z]+_\d{4}", name)))
    def test_the_name_is_the_short_form(self, name: str) -> None:
        """A constant called after one instrument that held another would misquote every rule that uses it."""
        head, year, *number = name.split("_")
        assert NAMED[name].short == f"{head} {year}" + "".join(f"/{n}" for n in number)


class TestHowFarItWasRead:
    """Read and remembered are different things, and a reader is told which."""

    @each(ALL)
    def test_force_and_seen_and_day_are_stated(self, instrument: Instrument) -> None:
        assert isinstance(instrument.force, Force)
        assert isinstance(instrument.seen, Seen)
        assert instrument.reviewed_on == date(2026, 11, 24)

    @each(tuple(i for i in ALL if i.seen is not Seen.AT_SOURCE))
    def test_what_was_not_read_says_why_it_is_here(self, instrument: Instrument) -> None:
        assert instrument.note

    @each(tuple(i for i in ALL if i.seen is Seen.AT_SOURCE))
    def test_what_was_read_says_in_which_state(self, instrument: Instrument) -> None:
        """A consolidated text is one point in time: without it "read at source" promises too much."""
        assert re.search(r"\bread\b", instrument.note, re.IGNORECASE)

    def test_no_guidance_passes_for_read_at_source(self) -> None:
        """No guidance could be opened whole (the fact books' doubts), so none may claim it."""
        assert GUIDANCE
        assert {instrument.seen for instrument in GUIDANCE} == {Seen.SECONDARY}

    def test_the_2026_law_is_not_passed_off_as_read(self) -> None:
        assert instruments.CWSA_2026.section("55").seen is Seen.NOT_SEEN
        assert instruments.CWSA_2026.section("78", seen=Seen.AT_SOURCE).seen is Seen.AT_SOURCE
        assert instruments.OFFSITE_REGULATIONS_2026.seen is Seen.SECONDARY


class TestAPlace:
    """A place says what its instrument says, unless something else is known of the place itself."""

    ACT = Instrument("An Act", "Act 1", Force.LAW, Seen.SECONDARY, date(2026, 11, 24), "https://act.gov.uk", "As made.")

    @pytest.mark.parametrize(("place", "provision"), [(ACT.at, "7"), (ACT.section, "s.7"), (ACT.reg, "reg 7")])
    def test_what_is_known_of_it(self, place: Callable[..., Citation], provision: str) -> None:
        whole = (self.ACT.short, provision, Force.LAW, Seen.SECONDARY, self.ACT.reviewed_on, self.ACT.url, "As made.")
        assert attrs.astuple(place("7")) == whole
        own = place("7", seen=Seen.NOT_SEEN, note="Not in force.")
        assert attrs.astuple(own) == (*whole[:3], Seen.NOT_SEEN, *whole[4:6], "Not in force.")

    def test_another_force_than_the_instrument_as_a_whole(self) -> None:
        """Guidance says "must" in some places and "should" in most."""
        assert self.ACT.at("7", force=Force.PRACTICE).force is Force.PRACTICE


class TestForce:
    """Which verb a sentence may use hangs on it."""

    @each(tuple(i for i in ALL if "/uksi/" in i.url or "/ukpga/" in i.url))
    def test_acts_and_regulations_are_law(self, instrument: Instrument) -> None:
        assert instrument.force is Force.LAW

    def test_in_the_words_that_stored_documents_hold(self) -> None:
        """A review that was kept is read by these words, for ever."""
        assert [force.value for force in Force] == [
            "law", "statutory guidance (must)", "statutory guidance (should)", "non-statutory guidance",
            "statistical convention", "good practice", "local choice", "announced",
        ]  # fmt: skip
        assert [seen.value for seen in Seen] == ["read at source", "read in a secondary source", "not seen"]

    def test_the_census_is_a_convention_and_the_policy_a_choice(self) -> None:
        assert instruments.SCHOOL_CENSUS.force is Force.STATISTICAL
        assert instruments.CENTRE_POLICY.force is Force.LOCAL

    def test_the_letters_before_2024_were_not_law(self) -> None:
        """SI 2006/1751 knew no code letters; they came with SI 2024/208."""
        assert instruments.ATTENDANCE_CODES_2009.force is Force.GUIDANCE


class TestAddress:
    """An address is given where the official one is certain, and is built from year and number."""

    @each(tuple(i for i in ALL if i.short.startswith("SI ")))
    def test_regulations(self, instrument: Instrument) -> None:
        year, number = instrument.short.removeprefix("SI ").split("/")
        assert instrument.url == f"https://www.legislation.gov.uk/uksi/{year}/{number}"
        assert year in instrument.title

    @each(tuple(i for i in ALL if i.title.split()[-2] == "Act"))
    def test_acts(self, instrument: Instrument) -> None:
        year = instrument.short.split()[-1]
        assert re.fullmatch(rf"https://www\.legislation\.gov\.uk/ukpga/{year}/[1-9]\d*", instrument.url)

    @pytest.mark.parametrize(
        ("act", "chapter"),
        [
            ("EA_1996", 56),
            ("EA_2002", 32),
            ("EIA_2006", 40),
            ("ESA_2008", 25),
            ("CFA_2014", 6),
            ("CWSA_2026", 21),
            ("FLRA_1969", 46),
            ("BFDA_1971", 80),
        ],
    )
    def test_chapter_numbers(self, act: str, chapter: int) -> None:
        assert NAMED[act].url.endswith(f"/{chapter}")

    @each(tuple(i for i in ALL if i.force is not Force.LAW and i.url))
    def test_the_rest_lead_to_government_sites_or_the_awarding_bodies(self, instrument: Instrument) -> None:
        assert re.fullmatch(r"https://([a-z.-]+\.gov\.uk|www\.jcq\.org\.uk)/[a-z0-9/-]+", instrument.url)

    def test_an_unknown_number_is_not_guessed(self) -> None:
        assert instruments.OFFSITE_REGULATIONS_2026.url == ""
        assert instruments.SECLUSION_REGULATIONS_2025.url == ""
