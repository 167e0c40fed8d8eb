"""What the tests of an exclusion's procedure share: one permanent exclusion by the book, and suspensions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ap_core import (
    UNKNOWN,
    Calendars,
    Finding,
    PermanentExclusion,
    PupilRecord,
    Registration,
    Suspension,
    Verdict,
)
from ap_core.dates.service import Method
from ap_core.exclusion import (
    BoardDecision,
    Cancellation,
    Content,
    HowHeld,
    Meeting,
    Notice,
    Outcome,
    PanelDecision,
    PanelReview,
    Procedure,
    Recipient,
    Reconsideration,
    ReviewApplication,
    Seat,
)
from ap_core.registration.records import DeletionGround, Enrolment, SchoolKind
from ap_core.support.care_records import Care, LookedAfter
from tests.dates_models import D, calendar
from tests.placements import YEAR_8, reviewed

MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
ALL = frozenset(Recipient)
#: A spring day by which all of it is over.
MARCH = D("2027-03-01")
#: Whole calendars for the years around each change of the law.
YEARS = calendar(
    "HILL",
    "2011-09-05/2011-12-16 2012-01-04/2012-03-30 2012-04-16/2012-07-20 2012-09-04/2012-12-21 2013-01-07/2013-03-28 "
    "2013-04-15/2013-07-19 2019-09-04/2019-12-20 2020-01-06/2020-04-03 2020-04-20/2020-07-21 2020-09-03/2020-12-18 "
    "2021-01-04/2021-03-31 2021-04-19/2021-07-21 2021-09-03/2021-12-17 2022-01-04/2022-04-08 2022-04-25/2022-07-22 "
    "2022-09-01/2022-12-16 2023-01-03/2023-03-31 2023-04-17/2023-07-21 2023-09-01/2023-12-20 2024-01-08/2024-03-28 "
    "2024-04-15/2024-07-19 2024-09-02/2024-12-20 2025-01-06/2025-04-04 2025-04-22/2025-07-22",
)


def told(day: str, *to: Recipient, method: Any = Method.BY_HAND) -> tuple[Notice, ...]:
    return tuple(Notice(to=each, on=D(day), method=method) for each in Recipient if each in (to or ALL))


BOARD = BoardDecision(
    on=D("2026-11-20"), reinstates=False, notices=told("2026-11-20"), last_day_stated=D("2026-12-11")
)  # fmt: skip
PROCEDURE = Procedure(
    notices=told("2026-11-02"), contents=frozenset(Content), lives_elsewhere=True, representations=None,
    remote_asked_on=None, authority_asked_for=False, extended=None,
    meetings=(Meeting(on=D("2026-11-20"), how=HowHeld.IN_PERSON, invited=ALL, papers_on=D("2026-11-12")),),
    decision=BOARD, back_on=None,
)  # fmt: skip
REVIEW = PanelReview(
    application=ReviewApplication(on=D("2026-12-01"), method=Method.BY_HAND, sen_expert=True),
    sen_expert_on=D("2026-12-08"), members=(Seat.LAY, Seat.GOVERNOR, Seat.HEAD),
    meetings=(Meeting(on=D("2026-12-17"), how=HowHeld.IN_PERSON, papers_on=D("2026-12-09")),),
    decision=PanelDecision(
        on=D("2026-12-17"), outcome=Outcome.QUASHED, orders_payment=True, notices=told("2026-12-18"),
    ),
    reconsidered=Reconsideration(on=D("2027-01-15"), reinstates=False, notices=told("2027-01-18")),
    paid_on=D("2027-02-01"),
)  # fmt: skip
EXCLUDED = PermanentExclusion(
    ref="X1", school="HILL", on=D("2026-11-02"), notice_on=D("2026-11-02"), education_from=D("2026-11-09"),
    school_kind=SchoolKind.MAINTAINED, exam_on=None, procedure=PROCEDURE, review=REVIEW,
)  # fmt: skip
CARED_FOR = Care(looked_after=(LookedAfter(authority="SHIRE", first=D("2025-01-06")),))
GONE = (
    Registration(
        school="HILL", status=Enrolment.SINGLE, first=D("2025-09-03"), last=D("2027-01-18"),
        ended_by=DeletionGround.PERMANENT_EXCLUSION,
    ),
)  # fmt: skip


def record(**changes: Any) -> PupilRecord:
    """The pupil excluded on 2 November 2026, with something different about the exclusion."""
    excluded = EXCLUDED.but(**changes)
    return YEAR_8.but(
        placements=(), registrations=GONE, care=CARED_FOR, suspended_elsewhere=None, permanent_exclusions=(excluded,)
    )


def procedure(**changes: Any) -> PupilRecord:
    return record(procedure=PROCEDURE.but(**changes), review=None)


def decision(**changes: Any) -> PupilRecord:
    return record(procedure=PROCEDURE.but(decision=BOARD.but(**changes)), review=None)


def review(**changes: Any) -> PupilRecord:
    return record(review=REVIEW.but(**changes))


def of(rule: str, of_record: PupilRecord, on: date = MARCH, **more: Any) -> list[Finding]:
    """What a rule says, in whichever edition of the law."""
    return [
        finding for finding in reviewed(of_record, on, **more) if finding.rule.rsplit("_20", 1)[0] == rule
    ]  # fmt: skip


def verdicts(rule: str, of_record: PupilRecord, on: date = MARCH, **more: Any) -> list[Verdict]:
    return [finding.verdict for finding in of(rule, of_record, on, **more)]


def one(rule: str, of_record: PupilRecord, on: date = MARCH, **more: Any) -> Finding:
    (finding,) = of(rule, of_record, on, **more)
    return finding


def excluding(of_record: PupilRecord, on: date = MARCH) -> dict[str, set[Verdict]]:
    """Every rule of this room that says something, and what."""
    said: dict[str, set[Verdict]] = {}
    for finding in reviewed(of_record, on):
        if finding.rule.startswith("exclusion."):
            said.setdefault(finding.rule, set()).add(finding.verdict)
    return said


def suspension(first: str, last: str, **changes: Any) -> Suspension:
    return Suspension(**{
        "ref": "S1", "school": "HILL", "first_day": D(first), "last_day": D(last), "part_days": (), "exam_on": None,
        "notice_on": D(first), "school_kind": SchoolKind.MAINTAINED, "education_from": None,
        "procedure": Procedure(
            notices=told(first), contents=frozenset(Content), lives_elsewhere=False, representations=None,
            remote_asked_on=None, authority_asked_for=False, extended=None, meetings=(), decision=None, back_on=None,
        ), **changes,
    })  # fmt: skip


def suspended(*suspensions: Suspension, **changes: Any) -> PupilRecord:
    return YEAR_8.but(
        **{"placements": (), "suspensions": suspensions, "suspended_elsewhere": None, "care": None, **changes}
    )


def doing(first: str, last: str, **changes: Any) -> PupilRecord:
    """One suspension, with something different about its procedure."""
    kept = suspension(first, last)
    assert kept.procedure is not None
    notice = {"notice_on": UNKNOWN} if "notices" in changes else {}
    return suspended(kept.but(procedure=kept.procedure.but(**changes), **notice))


def in_years(first: str, **changes: Any) -> tuple[PupilRecord, dict[str, Any]]:
    """A one-day suspension of which nobody was told, in the long calendars, with how to check it four weeks later."""
    (only,) = doing("2026-11-02", "2026-11-02", notices=(), **changes).suspensions  # type: ignore[misc]
    pupil = YEAR_8.pupil.but(born=D("2002-03-14"), taught_year=UNKNOWN)
    care = Care(looked_after=(LookedAfter(authority="SHIRE", first=D("2010-01-06")),))
    old = suspended(only.but(first_day=D(first), last_day=D(first), notice_on=None), pupil=pupil, care=care)
    return old, {"on": D(first) + timedelta(28), "calendars": Calendars({"HILL": YEARS})}


def cancelled(on: str, **changes: Any) -> PupilRecord:
    return record(review=None, procedure=PROCEDURE.but(**{
        "decision": None, "meetings": (), "cancelled": Cancellation(on=D(on), notices=told(on)), "back_on": D(on),
        **changes,
    }))  # fmt: skip
