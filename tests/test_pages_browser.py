"""The pages in a real browser: what they show, by keyboard, on a phone, and that they ask the network for nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cattrs")
pytest.importorskip("playwright")

import centre_report
import papers
from ap_core.pages import paper_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not here"),
]
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
ON = date(2026, 11, 23)
NAMES = ("centre.html", "board.html", "review-P07.html", "review-P26.html", *(f"chase-{n}.html" for n in range(6)))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page as a file."""
    where = tmp_path_factory.mktemp("pages")
    made = centre_report.pages(ON, date(2026, 9, 1))
    made |= {f"review-{ref}.html": paper_page(papers.papers(ref, ON)[0]) for ref in ("P07", "P26")}
    made |= {f"chase-{n}.html": paper_page(paper) for n, paper in enumerate(papers.papers(None, ON))}
    assert set(made) == set(NAMES)
    for name, text in made.items():
        (where / name).write_text(text, encoding="utf-8")
    return where


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with import_module("playwright.sync_api").sync_playwright() as started:
        opened = started.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Any, written: Path) -> Iterator[Any]:
    """Opens a page at a width; what it asks for and what goes wrong in it fails the test."""
    pages, wrong = [], []

    def open_(name: str, width: int = 1200) -> Any:
        shown = browser.new_page(viewport={"width": width, "height": 800})
        shown.on("request", lambda request: None if request.url.startswith("file://") else wrong.append(request.url))
        shown.on("console", lambda message: wrong.append(message.text))
        shown.goto((written / name).as_uri())
        pages.append(shown)
        return shown

    yield open_
    for shown in pages:
        shown.close()
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_a_phone(opened: Any, name: str) -> None:
    """At 360 pixels, with everything unfolded, nothing is cut off and nobody scrolls sideways but in a picture."""
    shown = opened(name, 360)
    shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert shown.evaluate("document.documentElement.scrollWidth") == 360
    wide = """[...document.querySelectorAll('main *')].filter(each => !each.closest('figure') && !each.closest('thead')
        && each.getBoundingClientRect().right > 360).length"""
    assert shown.evaluate(wide) == 0


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("review")])
def test_a_placement_review_is_printed_on_one_sheet(opened: Any, name: str) -> None:
    """Those are the longest two: with a plan and a year of reviews; with a plan and a corporate parent."""
    printed = opened(name).pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", printed), "A4"


def test_a_finding_is_unfolded_by_keyboard(opened: Any) -> None:
    """Tab to the first one, see where one is, Enter: its provision is there; Enter again: it is away."""
    shown = opened("centre.html")
    assert not shown.locator("details pre").first.is_visible()
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert shown.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    shown.keyboard.press("Enter")
    assert shown.locator("details pre").first.is_visible()
    assert "Baseline lead: Complete the baseline" in shown.locator("details pre").first.inner_text()
    shown.keyboard.press("Enter")
    assert not shown.locator("details pre").first.is_visible()


def test_the_pictures_are_reached_by_keyboard_and_read_out(opened: Any) -> None:
    shown = opened("centre.html", 360)
    figures = shown.get_by_role("region")
    assert [figures.nth(n).get_attribute("aria-label") for n in range(2)] == ["The calendar", "The year"]
    figures.first.focus()
    before = figures.first.evaluate("each => each.scrollLeft")
    shown.keyboard.press("ArrowRight")
    shown.wait_for_timeout(300)
    assert before == 0 < figures.first.evaluate("each => each.scrollLeft")
    assert shown.locator("svg[role=img] > title").count() == 2


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_in_light_and_in_dark(browser: Any, written: Path, dark: bool) -> None:
    """A contrast of at least 7 for the text and 4.5 for what is quiet."""
    shown = browser.new_page(color_scheme="dark" if dark else "light")
    shown.goto((written / "centre.html").as_uri())
    ground = _rgb(shown.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert (sum(ground) < 200) is dark
    assert _contrast(_rgb(shown.evaluate("getComputedStyle(document.body).color")), ground) >= 7
    quiet = shown.locator("p.quiet").first.evaluate("each => getComputedStyle(each).color")
    assert _contrast(_rgb(quiet), ground) >= 4.5
    shown.close()


def _rgb(said: str) -> tuple[int, ...]:
    return tuple(int(part) for part in said[said.index("(") + 1 : -1].split(",")[:3])


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
