"""What makes a placement of the example one of its kind: how it came about, its life so far, the way back.

Plain Python, without the library: the example document is to be an independent input.
"""

from __future__ import annotations

from invented_schools import Node

#: The sessions of a day, Monday to Friday.
WEEK = [[f"{day}_{half}" for half in ("am", "pm")] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")]
THURSDAY, FRIDAY = 3, 4
WHOLE_WEEK = (0, 1, 2, THURSDAY, FRIDAY)
NOTICE = ("address", "report_to", "number_of_days", "reasons", "objectives", "session_times")
BOARD_INVITES = ["parent", "provider", "head", "governor"]


def placement(record: Node) -> Node:
    """The placement of a pupil who has one, or the last of several."""
    placed: list[Node] = record["placements"]
    return placed[-1]


# ---------------------------------------------------------------- how it came about


def directed(record: Node, kind: str, decided_on: str, given_on: str, leaves_out: tuple[str, ...] = ()) -> Node:
    """The same placement, by off-site direction."""
    contents = [each for each in NOTICE if each not in leaves_out]
    notice = {"given_on": given_on, "contents": contents, "authority_copied_on": None}
    placement(record).update(basis="direction", directed_by=kind, decided_on=decided_on, notice=notice)
    return record


def basis_not_recorded(record: Node) -> Node:
    """The same placement, with nothing on record of how it came about."""
    for key in ("basis", "directed_by", "decided_on", "notice", "commissioned_by", "checked_on", "authority_told_on"):
        del placement(record)[key]
    return record


def suspended(ref: str, school: str, first: str, last: str, half_days: int, told: str) -> Node:
    """A suspension, by its first and last day and its length."""
    return {
        "ref": ref, "school": school, "first_day": first, "last_day": last, "length": half_days, "notice_on": told,
    }  # fmt: skip


# ---------------------------------------------------------------- reviews


def held(*days: str, **more: object) -> list[Node]:
    """Reviews of a placement that decided to go on."""
    return [{"held_on": day, "decision": "continue", **more} for day in days]


def fixed(day: str) -> Node:
    """A review that is only fixed for a day."""
    return {"held_on": None, "fixed_for": day}


def of_direction(held_on: str, invited_on: str, decision: str | None, told_on: str | None, *authority: str) -> Node:
    """A review that the directing board held, with everybody invited; what came of it where it has decided."""
    review: Node = {
        "held_on": held_on, "purposes": ["direction"], "invited_on": invited_on,
        "invited": [*BOARD_INVITES, *authority], "decision": decision,
        "decided_on": decision and held_on, "outcome_sent_on": told_on,
    }  # fmt: skip
    if told_on is not None:
        review["outcome_contents"] = ["decision", "period", "reasons"]
        review["outcome_sent_to"] = ["parent", "provider", *authority]
    return review


# ---------------------------------------------------------------- its life, and the way back


def events(ref: str, *happened: tuple[str, str], end: str | None = None, outcome: str | None = None) -> list[Node]:
    """What happened to a placement, event by event; the agreement set its ``end``."""
    told: list[Node] = [
        {"ref": f"{ref}-E{number}", "kind": kind, "on": day} for number, (kind, day) in enumerate(happened, start=1)
    ]
    for event in told:
        if event["kind"] == "agreed" and end is not None:
            event["planned_end"] = end
        if event["kind"] == "ended":
            event["outcome"] = outcome
    return told


def step(first: str, *at_school: int, tasks: tuple[Node, ...] = ()) -> Node:
    """A step of a return: from a day on these weekdays are the school's, the others the centre's."""
    return {
        "first_day": first,
        "at_centre": [session for at, day in enumerate(WEEK) if at not in at_school for session in day],
        "at_school": [session for at in at_school for session in WEEK[at]],
        "tasks": list(tasks),
    }


def task(who: str, what: str, done_on: str | None = None) -> Node:
    """Something to be done for a step."""
    return {"who": who, "what": what, "done_on": done_on}


def return_plan(agreed_on: str, *steps: Node, **more: object) -> Node:
    """The plan of a return, with every session of the week at one of the two places."""
    return {"agreed_on": agreed_on, "steps": list(steps), "part_time_agreed": False, **more}


def earlier(record: Node, first: str, last: str, school: str, **fields: object) -> Node:
    """A placement from an earlier year, agreed and over, put before the present one."""
    ref = f"{record['pupil']['ref']}-0"
    record["placements"].insert(0, {
        "ref": ref, "centre": placement(record)["centre"], "home_school": school, "basis": "agreement",
        "directed_by": None, "duration": "short", "first_day": first, "ended_on": last, "returns_to": school,
        "objectives": ["a working plan with the home school"], "notice": None, "attendance": "whole_week",
        "sessions_a_week": 10, **fields,
    })  # fmt: skip
    return record
