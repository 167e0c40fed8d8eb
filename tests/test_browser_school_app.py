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
    page.goto(address)
    page.get_by_role("button", name="Load the invented centre").click()
    assert "what is due" in page.inner_text("h1")
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(fits)

    # Monday: why is something asked of P12? By keyboard alone.
    page.get_by_role("link", name="P12").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pupil/P12")
    assert "has passed with no review since" in page.inner_text("main")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] pre").first.is_visible()
    assert page.evaluate(fits)

    # Tuesday: the review was held, and the finding is gone.
    page.get_by_label("Held on").fill("2026-11-23")
    page.get_by_role("combobox").select_option("continue")
    page.get_by_role("button", name="Add the review").click()
    assert "has passed with no review since" not in page.inner_text("main")

    # Friday: another day, other matters.
    page.get_by_label("Day of the check").fill("2026-11-27")
    page.get_by_role("button", name="Check").click()
    assert "27 November 2026" in page.inner_text("main") and "P12: review held" in page.inner_text("main")

    assert not [url for url in page.asked if not url.startswith((address, "data:"))]
