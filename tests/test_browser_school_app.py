"""The example application in a real browser: a week of a head of centre, by mouse and by keyboard, on a phone too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture
def address() -> Iterator[str]:
    serving = pytest.importorskip("werkzeug.serving")
    from school_app.web import create_app

    app = create_app(on=date(2026, 11, 23))
    server = serving.make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    app.extensions["store"].close()


@pytest.fixture(params=[1200, 360], ids=lambda width: f"{width} px")
def page(request: pytest.FixtureRequest) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not here")
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        page = browser.new_page(viewport={"width": request.param, "height": 800})
        asked: list[str] = []
        page.on("request", lambda each: asked.append(each.url))
        page.asked = asked
        yield page
        browser.close()


def test_a_week_at_the_centre(page: Any, address: str) -> None:
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"

    def look(ref: str) -> None:
        page.goto(address)
        page.get_by_role("link", name=ref).first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/pupil/{ref}")
        assert page.evaluate(fits)

    def check(day: str) -> None:
        page.get_by_label("Day of the check").fill(day)
        page.get_by_role("button", name="Check").click()

    # A file with faults: nothing is loaded. Then the centre, and last Monday's list is kept.
    page.goto(address)
    bad = {"name": "roll.json", "mimeType": "application/json", "buffer": b'{"format": "ap-core/roll/1"}'}
    page.set_input_files("#document", files=[bad])
    page.get_by_role("button", name="Load it").click()
    assert "Nothing was loaded" in page.inner_text("main") and page.evaluate(fits)
    page.get_by_role("button", name="Load the invented centre").click()
    check("2026-11-16")
    page.get_by_role("button", name="Keep this list").click()

    # Monday: what is new since; why is something asked of P11? By keyboard alone.
    check("2026-11-23")
    assert "what is due" in page.inner_text("h1") and page.evaluate(fits)
    page.get_by_role("link", name="What has changed").click()
    assert "Monday 16 November 2026" in page.inner_text("main") and page.evaluate(fits)
    look("P11")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] pre").first.is_visible() and page.evaluate(fits)

    # Tuesday and Wednesday: the reviews of P12 and P24 were held; a second one of that day is refused.
    for ref, decision, settled in (("P12", "continue", "has passed"), ("P24", "return", "what follows is agreed")):
        look(ref)
        assert settled in page.inner_text("main")
        page.get_by_label("Held on").fill("2026-11-23")
        page.get_by_role("combobox").select_option(decision)
        page.get_by_role("button", name="Add the review").click()
        assert settled not in page.inner_text("main")
        assert f"Mon 23 Nov 2026: {decision}" in page.inner_text("main")
    page.get_by_label("Held on").fill("2026-11-23")
    page.get_by_role("button", name="Add the review").click()
    assert "is the day of another review" in page.get_by_role("alert").inner_text()

    # Thursday: the late notice of P19 cannot be put right; it is acknowledged and stays quiet.
    look("P19")
    page.locator("summary", has_text="Seen").first.click()
    page.get_by_label("Office that decided").first.fill("head of centre")
    page.get_by_label("Why", exact=True).first.fill("late by two days; the school knows")
    page.get_by_role("button", name="Acknowledge").first.click()
    assert "Written notice had to be given" not in page.inner_text(".finding >> nth=0")
    assert page.get_by_role("heading", name="Seen, and left as it is").is_visible()

    # Friday: another day, other matters, and what the week has settled.
    check("2026-11-27")
    assert "27 November 2026" in page.inner_text("main") and "P12: review held" in page.inner_text("main")
    page.get_by_role("link", name="What has changed").click()
    settled = page.inner_text("main").partition("Settled (")[2]
    assert "P12" in settled and "P19" not in settled and page.evaluate(fits)

    assert not [url for url in page.asked if not url.startswith((address, "data:"))]
