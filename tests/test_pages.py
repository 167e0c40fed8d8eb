"""Pages of HTML: escaped, whole, needing nothing beside themselves; and what a board's page never tells."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("cattrs")

import centre_report
from ap_core import InvalidValue, check_roll
from ap_core.exchange import load_roll
from ap_core.impact import impact
from ap_core.law.findings import Finding
from ap_core.pages import Html, Page, board_page, centre_page, findings_html, paper_page
from ap_core.pages.html import page, safe, table, tag
from ap_core.papers import chase_lists, placement_review
from ap_core.pictures import Picture
from ap_core.progress import Purpose
from impact_report import DATA
from tests.test_papers import TWO_ON_ONE_DAY, reviewed, with_record

ON, SINCE = date(2026, 11, 23), date(2026, 9, 1)
ROLL = load_roll(DATA.read_bytes())
REVIEWS = check_roll(ROLL, on=ON)
PAGES = centre_report.pages(ON, SINCE)
CENTRE, BOARD = PAGES["centre.html"], PAGES["board.html"]
words = st.text(max_size=40)


class Reader(HTMLParser):
    """What a page holds: its text, its elements, the attributes that could fetch, and whether each element is ended."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self.tags: list[str] = []
        self.fetches: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetches += [each for each in attrs if each[0] in ("src", "href", "srcset", "action", "data", "xlink:href")]
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.told.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.told)


def visible(text: str) -> str:
    return " ".join(Reader(re.sub("<style>.*?</style>", "", text, flags=re.DOTALL)).text.split())


ALL = [CENTRE, BOARD, *map(paper_page, chase_lists(ROLL, REVIEWS, on=ON)),
       paper_page(placement_review(ROLL, "P26", REVIEWS[25], on=ON))]  # fmt: skip


@settings(max_examples=50)
@given(words, words, words)
@example("<b>", "</td><script>", '"><script>')
def test_any_words_come_back_as_they_were(title: str, cell: str, name: str) -> None:
    """Nothing that a record holds can end an element, open one, or leave an attribute."""
    made = page(title, table(("a", name), [(cell, [cell, tag("b", cell)])], caption=title))
    found = Reader(made)
    assert not found.open and found.tags.count("b") == 1 and "script" not in found.tags
    assert found.tags.count("td") == 1
    plain = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", cell)
    assert unescape(safe(cell)) == plain


def test_html_is_not_escaped_twice_and_a_picture_stands_as_it_is() -> None:
    assert safe([Html("<b>a</b>"), Picture("<svg></svg>"), "<"]) == "<b>a</b><svg></svg>&lt;"
    assert tag("p", tag("i", "&")) == "<p><i>&amp;</i></p>"
    assert Html("<b>").__html__() == "<b>" and repr(Page("abc")) == "<Page: 3 letters>"


@pytest.mark.parametrize("text", ALL)
def test_every_page_is_whole_and_fetches_nothing(text: str) -> None:
    """No script, no address, one heading of the first order, a language, and a policy that holds a browser to it."""
    found = Reader(text)
    assert not found.open and not found.fetches
    assert not {"script", "link", "img", "iframe", "form", "object", "a"} & set(found.tags)
    assert found.tags.count("h1") == 1 and text.startswith('<!doctype html>\n<html lang="en">')
    assert "default-src 'none'" in unescape(text) and "url(" not in text and "@import" not in text
    assert "block" not in visible(text).lower()


@pytest.mark.parametrize("text", ALL)
def test_no_page_holds_a_birth_date(text: str) -> None:
    assert not any(isinstance(r.pupil.born, date) and r.pupil.born.isoformat() in text for r in ROLL.records)


class TestTheCentresPage:
    def test_every_open_finding_stands_in_it(self) -> None:
        """Each pupil's, with its provision folded away."""
        told = visible(CENTRE)
        for review in REVIEWS:
            for finding in review:
                if finding.is_open:
                    assert f"[{finding.rule}]" in told and str(finding.citation) in told

    def test_each_duty_of_the_centre_stands_once_above(self) -> None:
        """Today, this week or the next four weeks; a naive look at every finding says how many."""
        heads = CENTRE[: CENTRE.index("What others owe")]
        ours = [
            finding for review in REVIEWS for finding in (*review.not_met, *review.pending)
            if finding.curable and finding.who.is_ours
            and (finding in review.not_met or finding.due is None or finding.due.last_day <= date(2026, 12, 20))
        ]  # fmt: skip
        assert heads.count('<tr><th scope="row">') == len(ours)

    def test_a_pupil_with_nothing_open_is_there_too(self) -> None:
        assert "P04: 0 open" in visible(CENTRE)

    def test_says_to_which_day_the_law_was_checked_and_that_later_law_is_not_known(self) -> None:
        assert "Law checked to Tue 24 Nov 2026." in visible(CENTRE) and "Law checked to Tue 24 Nov 2026." in visible(
            BOARD
        )
        assert "is not known here" not in visible(CENTRE)
        later = date(2027, 3, 1)
        asked_later = str(centre_page(ROLL, check_roll(ROLL, on=later), on=later))
        assert "Whether it changed between then and Mon 1 Mar 2027 is not known here." in visible(asked_later)

    def test_a_doubt_of_law_is_no_question_to_anybody(self) -> None:
        roll = with_record("P01", suspensions=TWO_ON_ONE_DAY)
        review = reviewed(roll, "P01")
        assert any(each.of == "a lawyer" for each in review.questions)
        told = centre_page(roll, [review], on=ON)
        assert '<th scope="row">the other schools</th>' in told and '<th scope="row">a lawyer</th>' not in told

    def test_a_roll_without_pupils(self) -> None:
        told = visible(centre_page(ROLL.but(records=()), (), on=ON))
        assert "0 on roll: nobody." in told and "Nothing." in told


class TestTheBoardsPage:
    def test_tells_of_no_pupil(self) -> None:
        """Not by reference, nor by rule, nor by school."""
        told = visible(BOARD)
        assert not re.search(r"\bP\d\d\b", told)
        assert not any(school.ref in told or school.name in told for school in ROLL.schools)

    def test_small_numbers_are_hidden(self) -> None:
        """Of five pupils whose duties are late, one with the centre: neither count may stand."""
        few = REVIEWS[10:13] + REVIEWS[3:6]
        report = impact(ROLL, since=SINCE, on=ON).published(Purpose.BOARD)
        told = visible(board_page(ROLL, few, report, on=ON))
        duties = told[told.index("Pupils by whether") : told.index("A pupil is counted once")]
        assert " c " in duties and not re.search(r"\b[12]\b", duties)

    def test_its_report_is_of_the_same_day(self) -> None:
        report = impact(ROLL, since=SINCE, on=date(2026, 11, 20)).published(Purpose.BOARD)
        with pytest.raises(InvalidValue, match="another day"):
            board_page(ROLL, REVIEWS, report, on=ON)

    def test_without_places_set(self) -> None:
        report = impact(ROLL, since=SINCE, on=ON).published(Purpose.PUBLIC)
        roll = ROLL.but(centre=ROLL.centre.but(places=None))
        assert "How many places there are is not set." in visible(board_page(roll, REVIEWS, report, on=ON))


class TestFindings:
    def test_a_notebook_shows_a_review_as_a_table(self) -> None:
        shown = findings_html(REVIEWS[0])
        assert shown._repr_html_() == shown and shown.count("<tr>") == len(REVIEWS[0]) + 1

    def test_a_review_and_a_finding_show_themselves(self) -> None:
        """A review its open findings, a finding itself; a word that would be HTML stays a word."""
        review = REVIEWS[10]
        open_ = [finding for finding in review if finding.is_open]
        assert review._repr_html_() == findings_html(open_, caption=f"P11, as on Mon 23 Nov 2026: {len(open_)} open")
        assert open_[0]._repr_html_() == findings_html(open_[:1], caption=open_[0].title)
        assert review.only([])._repr_html_() == "<p>P11, as on Mon 23 Nov 2026: 0 open: none.</p>"
        spoilt = Finding(open_[0].rule, open_[0].verdict, "<b>\x00", open_[0].matter, open_[0].told)
        assert '<th scope="row">&lt;b&gt;\ufffd</th>' in spoilt._repr_html_()

    def test_a_deadline_with_two_readings_shows_both(self) -> None:
        assert "Tue 20 Oct 2026 (or Wed 21 Oct 2026)" in findings_html(REVIEWS[27])


def test_the_program_writes_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same text for the same day."""
    assert centre_report.main([str(tmp_path / "out")]) == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()} == PAGES
    assert capsys.readouterr().out.count(".html") == 2
