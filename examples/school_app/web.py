"""The pages. All that is judged is judged by the library; what is here reads forms, keeps records, shows findings."""

from __future__ import annotations

import secrets
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, redirect, render_template, request, session, url_for
from werkzeug.exceptions import HTTPException

from ap_core import Acknowledgement, ApCoreError, Finding, InvalidValue, PupilRecord, Review, Roll, Verdict, check_roll
from ap_core.exchange import load_roll
from ap_core.law.explaining import explain
from ap_core.placement.records import AfterReview, Placement, PlacementReview
from school_app.store import Changed, Kept, Store

EXAMPLE = Path(__file__).parents[1] / "data" / "invented_centre.json"
#: A roll document larger than this is refused before it is read.
LARGEST = 20 * 1024 * 1024
_ORDER = (Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED)


def create_app(database: str = ":memory:", *, on: date = date(2026, 11, 23)) -> Flask:
    """The application over a database, with the day of the check that it starts with."""
    app = Flask(__name__)
    # Known to this process alone: whoever has a page open signs in with a new one after a restart.
    app.secret_key = secrets.token_bytes(32)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, SESSION_COOKIE_SAMESITE="Strict")
    app.extensions["store"] = store = Store(database)

    def day() -> date:
        try:
            return date.fromisoformat(session.get("on", ""))
        except ValueError:
            return on

    def kept() -> Kept:
        found = store.now()
        if found is None:
            abort(redirect(url_for("start")))
        return found

    def reviews(roll: Roll) -> dict[str, Review]:
        seen = store.acknowledgements()
        return {review.subject: review.acknowledged(seen, on=day()) for review in _checked(roll, day())}

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Any:
        if error.response is not None:
            return error.response
        return render_template("problem.html", title=error.name, problem=error.description), error.code

    @app.errorhandler(InvalidValue)
    def impossible_day(error: InvalidValue) -> Any:
        # What is asked of the records is refused where it is asked; what is left is a day in no year of any school.
        session.pop("on", None)
        return render_template("problem.html", title="This day cannot be checked", problem=str(error)), 422

    @app.before_request
    def refuse_forged_forms() -> None:
        wanted = session.get("token", "")
        if request.method == "POST" and not (wanted and secrets.compare_digest(request.form.get("token", ""), wanted)):
            abort(400, "This form was not made by this page, or is too old. Go back, load the page again, and send it.")

    @app.after_request
    def nothing_from_elsewhere(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = (
            "default-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'"
        )
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.context_processor
    def common() -> dict[str, Any]:
        session.setdefault("token", secrets.token_urlsafe(16))
        return {"token": session["token"], "on": day(), "explain": explain}

    @app.get("/start")
    def start() -> str:
        return render_template("start.html", faults=None)

    @app.post("/start")
    def load() -> Any:
        given = request.files.get("document")
        text = EXAMPLE.read_bytes() if "example" in request.form else b"" if given is None else given.read()
        try:
            roll = load_roll(text)
        except ApCoreError as error:
            return render_template("start.html", faults=str(error).splitlines()), 422
        before = store.now()
        store.keep(roll, f"roll loaded, {len(roll.records)} pupils", after=before and before.version)
        return redirect(url_for("due"))

    @app.post("/day")
    def choose_day() -> Any:
        try:
            session["on"] = _day("the day of the check").isoformat()
        except ValueError as error:
            return render_template("problem.html", title="Nothing was checked", problem=str(error)), 422
        return redirect(url_for("due"))

    @app.get("/")
    def due() -> str:
        version, roll = kept()
        found = [finding for review in reviews(roll).values() for finding in review]
        groups = {
            verdict: sorted(
                (each for each in found if each.verdict is verdict),
                key=lambda each: (each.due is None, each.due.last_day if each.due else date.max, each.subject),
            )
            for verdict in _ORDER
        }
        return render_template("due.html", roll=roll, groups=groups, history=store.history(), version=version)

    @app.post("/list")
    def keep_list() -> Any:
        store.keep_list(reviews(kept().roll).values())
        return redirect(url_for("changes"))

    @app.get("/changes")
    def changes() -> str:
        roll = kept().roll
        before = {review.subject: review for review in store.last_list()}
        now = reviews(roll)
        compared = [review.since(before[ref]) for ref, review in now.items() if ref in before]
        groups: dict[str, list[Finding]] = {
            "New": [finding for each in compared for finding in each.new],
            "Changed": [finding for each in compared for finding in each.changed],
            "Settled": [finding for each in compared for finding in each.settled],
        }
        since = next(iter(before.values())).on if before else None
        others = [ref for ref in now if ref not in before]
        return render_template("changes.html", roll=roll, since=since, groups=groups, others=others)

    @app.get("/pupil/<ref>")
    def pupil(ref: str) -> str:
        version, roll = kept()
        return _pupil_page(roll, version, ref, problem=None)

    def _pupil_page(roll: Roll, version: int, ref: str, problem: str | None) -> str:
        record = _record(roll, ref)
        review = reviews(roll)[ref]
        placement = _last_placement(record)
        return render_template(
            "pupil.html", roll=roll, record=record, review=review, version=version, problem=problem,
            placement=placement, held=_held(placement) if placement else (), decisions=list(AfterReview), order=_ORDER,
            reviews_known=placement is not None and isinstance(placement.reviews, tuple),
        )  # fmt: skip

    @app.post("/pupil/<ref>/review")
    def add_review(ref: str) -> Any:
        version, roll = kept()
        record = _record(roll, ref)
        placement = _last_placement(record)
        try:
            held_on = _day("the day of the review", "held_on")
            words = request.form.get("decision", "")
            if words not in ("", *(each.value for each in AfterReview)):
                raise ValueError("Choose one of the decisions.")
            decision = AfterReview(words) if words else None
            if placement is None:
                raise ValueError("there is no placement to review")
            changed = _reviewed(record, placement, PlacementReview(held_on=held_on, decision=decision))
            records = tuple(changed if each is record else each for each in roll.records)
            if request.form.get("version") != str(version):
                raise Changed
            store.keep(roll.but(records=records), f"{ref}: review held {held_on}", after=version)
        except Changed:
            problem = "Somebody has changed the roll since this page was shown. Look again before sending it again."
            return _pupil_page(roll, version, ref, problem), 409
        except ValueError as error:
            # Impossible values are refused by the records themselves, with field and remedy.
            return _pupil_page(roll, version, ref, str(error)), 422
        return redirect(url_for("pupil", ref=ref))

    @app.post("/acknowledge")
    def acknowledge() -> Any:
        version, roll = kept()
        ref = request.form.get("ref", "")
        key, by, why = (request.form.get(name, "").strip() for name in ("key", "by", "why"))
        _record(roll, ref)
        if key not in {finding.key for finding in reviews(roll)[ref] if finding.is_open}:
            return _pupil_page(roll, version, ref, "This is not open any more. Look again."), 409
        try:
            if not (by and why):
                raise ValueError("Say which office decided, and why.")
            until = _day("the last day", "until") if request.form.get("until") else None
            store.acknowledge(Acknowledgement(key=key, by=by, why=why, until=until))
        except ValueError as error:
            return _pupil_page(roll, version, ref, str(error)), 422
        return redirect(url_for("pupil", ref=ref))

    return app


@lru_cache(maxsize=8)
def _checked(roll: Roll, on: date) -> tuple[Review, ...]:
    # The same roll on the same day has the same answer always, so that it may be kept.
    return tuple(check_roll(roll, on=on))


def _day(what: str, field: str = "on") -> date:
    """The day in a field of the form; a message for people where it is none."""
    try:
        return date.fromisoformat(request.form.get(field, ""))
    except ValueError:
        raise ValueError(f"Give {what} as year, month and day, such as 2026-11-23.") from None


def _record(roll: Roll, ref: str) -> PupilRecord:
    found = next((record for record in roll.records if record.ref == ref), None)
    if found is None:
        abort(404, "No pupil on this roll has that reference.")
    return found


def _last_placement(record: PupilRecord) -> Placement | None:
    return record.placements[-1] if isinstance(record.placements, tuple) and record.placements else None


def _held(placement: Placement) -> tuple[PlacementReview, ...]:
    """The reviews that are on record."""
    return placement.reviews if isinstance(placement.reviews, tuple) else ()


def _reviewed(record: PupilRecord, placement: Placement, review: PlacementReview) -> PupilRecord:
    """The record with one more review of its last placement."""
    assert isinstance(record.placements, tuple)
    return record.but(placements=(*record.placements[:-1], placement.but(reviews=(*_held(placement), review))))
