"""The example application: it loads, shows, explains, keeps and changes, and holds no rule of its own."""

from __future__ import annotations

import ast
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("flask")
pytest.importorskip("cattrs")

from school_app.web import create_app

APP = Path(__file__).parents[1] / "examples" / "school_app"


@pytest.fixture
def client(tmp_path: Path) -> Any:
    app = create_app(str(tmp_path / "school.db"), on=date(2026, 11, 23))
    app.config["TESTING"] = True
    yield app.test_client()
    app.extensions["store"].close()


def token(client: Any) -> str:
    return str(re.findall(r'name="token" value="([^"]+)"', client.get("/start").text)[0])


def post(client: Any, path: str, **fields: Any) -> Any:
    return client.post(path, data={"token": token(client), **fields}, follow_redirects=True)


def keys(page: str) -> list[str]:
    return re.findall(r'name="key" value="([^"]+)"', page)


class TestLoading:
    def test_before_a_roll_there_is_the_page_to_load_one(self, client: Any) -> None:
        assert client.get("/").location == "/start"

    def test_the_invented_centre(self, client: Any) -> None:
        page = post(client, "/start", example="1").text
        assert "INVENTED CENTRE" in page.upper() and 'href="/pupil/P24"' in page and "32 pupils" in page

    def test_the_faults_of_a_bad_file_and_nothing_half_loaded(self, client: Any) -> None:
        bad = b'{"format": "ap-core/roll/1", "centre": {"ref": "C", "kind": "pru"}, "pupils": [{"pupil": {"ref": ""}}]}'
        done = post(client, "/start", document=(io.BytesIO(bad), "roll.json"))
        assert done.status_code == 422 and "pupils[0]" in done.text and "nothing was loaded" in done.text
        assert client.get("/").location == "/start"

    def test_what_is_in_a_file_is_not_run_as_html(self, client: Any) -> None:
        bad = b'{"format": "<script>alert(1)</script>"}'
        assert "<script>alert" not in post(client, "/start", document=(io.BytesIO(bad), "roll.json")).text


class TestAWeek:
    def test_a_review_that_is_added_changes_the_finding(self, client: Any) -> None:
        post(client, "/start", example="1")
        before = client.get("/pupil/P12").text
        version = re.findall(r'name="version" value="(\d+)"', before)[0]
        assert "has passed with no review since" in before
        after = post(client, "/pupil/P12/review", held_on="2026-11-23", decision="continue", version=version).text
        assert "has passed with no review since" not in after and keys(before) != keys(after)
        assert "P12: review held 2026-11-23" in client.get("/").text and "<li>Mon 23 Nov 2026: continue</li>" in after

    def test_why_and_under_which_provision(self, client: Any) -> None:
        post(client, "/start", example="1")
        page = client.get("/pupil/P19").text
        assert "SI 2010/1156" in page and "<details>" in page

    def test_what_is_acknowledged_stays_quiet(self, client: Any) -> None:
        post(client, "/start", example="1")
        page = client.get("/pupil/P28").text
        (key, *_) = keys(page)
        after = post(client, "/acknowledge", ref="P28", key=key, by="head", why="in time by custom").text
        assert key not in keys(after) and "Seen, and left as it is</h2>" in after

    def test_another_day_another_answer(self, client: Any) -> None:
        post(client, "/start", example="1")
        before = client.get("/").text
        later = post(client, "/day", on="2026-12-14").text
        assert "14 December 2026" in later and later.count("<tr>") != before.count("<tr>")

    def test_a_day_that_cannot_be_checked_is_refused_and_another_is_shown(self, client: Any) -> None:
        post(client, "/start", example="1")
        for on in ("no day", "", "2026-02-30", "0001-01-01", "9999-12-31"):
            done = post(client, "/day", on=on)
            assert done.status_code == 422 and 'role="alert"' in done.text
        assert "23 November 2026" in client.get("/").text

    def test_what_has_changed_since_the_list_of_last_monday(self, client: Any) -> None:
        post(client, "/start", example="1")
        assert "No list has been kept yet" in client.get("/changes").text
        post(client, "/day", on="2026-11-16")
        same = post(client, "/list").text
        assert "Monday 16 November 2026" in same and same.count("(0)") == 3
        post(client, "/day", on="2026-11-23")
        later = client.get("/changes").text
        new, changed, settled = (int(n) for n in re.findall(r"<h2>\w+ \((\d+)\)</h2>", later))
        assert new and changed and settled and "The planned end has come" in later

    def test_only_what_is_open_is_acknowledged_by_somebody_for_a_reason(self, client: Any) -> None:
        post(client, "/start", example="1")
        page = client.get("/pupil/P12").text
        good = {"ref": "P12", "key": keys(page)[0], "by": "head", "why": "booked", "until": "2026-11-27"}
        bad: list[tuple[dict[str, str], int]] = [
            ({"key": "P12/no.rule/x"}, 409), ({"key": ""}, 409), ({"by": " "}, 422), ({"why": ""}, 422),
            ({"until": "tomorrow"}, 422), ({"ref": "P99"}, 404),
        ]  # fmt: skip
        for fields, status in bad:
            assert post(client, "/acknowledge", **good | fields).status_code == status
        assert keys(client.get("/pupil/P12").text) == keys(page)

    @pytest.mark.parametrize(
        ("fields", "status", "words"),
        [
            ({"held_on": "", "version": "1"}, 422, "Give the day of the review as year, month and day"),
            ({"held_on": "23/11/2026", "version": "1"}, 422, "such as 2026-11-23"),
            ({"held_on": "2026-11-20", "decision": "expel", "version": "1"}, 422, "Choose one of the decisions"),
            ({"held_on": "2026-10-22", "version": "1"}, 422, "is the day of another review"),
            ({"held_on": "2026-11-23", "version": "7"}, 409, "Somebody has changed the roll"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused_and_nothing_is_kept(
        self, client: Any, fields: dict[str, str], status: int, words: str
    ) -> None:
        post(client, "/start", example="1")
        done = post(client, "/pupil/P01/review", **fields)
        assert done.status_code == status and words in done.text
        assert "P01: review" not in client.get("/").text

    def test_a_pupil_who_is_not_there(self, client: Any) -> None:
        post(client, "/start", example="1")
        assert client.get("/pupil/P99").status_code == 404

    def test_a_form_from_elsewhere(self, client: Any) -> None:
        assert client.post("/start", data={"example": "1"}).status_code == 400
        assert client.post("/start", data={"example": "1", "token": "guessed"}).status_code == 400

    def test_it_is_all_there_after_a_restart(self, client: Any, tmp_path: Path) -> None:
        post(client, "/start", example="1")
        again = create_app(str(tmp_path / "school.db"))
        assert 'href="/pupil/P24"' in again.test_client().get("/").text
        again.extensions["store"].close()


class TestHonest:
    @pytest.mark.parametrize("path", sorted(APP.glob("*.py")), ids=lambda path: path.name)
    def test_no_rule_of_its_own(self, path: Path) -> None:
        """It adds no days and compares no date or number with one of its own."""
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (
                isinstance(node, (ast.Name, ast.alias)) and getattr(node, "id", "") in {"timedelta", "relativedelta"}
            )
            if isinstance(node, ast.Compare):
                assert not any(isinstance(op, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for op in node.ops)

    def test_pages_ask_for_nothing_elsewhere(self, client: Any) -> None:
        page = post(client, "/start", example="1")
        assert "http" not in re.sub(r"https?://www\.legislation\.gov\.uk\S*", "", page.text)
        assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
