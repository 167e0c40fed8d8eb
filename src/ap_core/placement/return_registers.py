"""What the two registers show in each step of a return: who takes the mark of a session, and what the other enters.

Each school marks the sessions for which it expects the pupil; the other enters D, leave to attend another school where
registered, whether or not the pupil comes (SI 2024/208 reg 10(4), read). D stands only where the pupil is on both
registers: attending a place where not registered can be no D. A mark is for what happened, never for a plan.

>>> from datetime import date
>>> step = ReturnStep(
...     first_day=date(2026, 11, 30), at_centre=frozenset({WeekSession.MONDAY_AM}),
...     at_school=frozenset({WeekSession.MONDAY_PM}),
... )
>>> for marks in register_at_step(step)[:3]:
...     print(marks.session.value, marks.expected_at and marks.expected_at.value, marks.if_present, marks.elsewhere)
Monday morning the centre / D
Monday afternoon the school \\ D
Tuesday morning None None None
"""

from __future__ import annotations

from enum import Enum

from ap_core.attendance.codes import PRESENT_CODES_SINCE, code_on
from ap_core.errors import refuse
from ap_core.law.citation import Citation
from ap_core.placement.returns import ReturnStep, WeekSession
from ap_core.values import Value, item, small_value


class Place(Enum):
    """Where a session of a return is."""

    CENTRE = "the centre"
    SCHOOL = "the school"


#: A pupil on both registers, as in most returns.
BOTH = frozenset(Place)


@small_value
class SessionMarks(Value):
    """What one session of the week shows: the mark of whoever expects the pupil, and what the other register enters."""

    session: WeekSession = item("the session")
    expected_at: Place | None = item("where the pupil is expected; none if at neither")
    marked_by: Place | None = item("who takes the mark; none where nobody expects the pupil")
    if_present: str | None = item("the mark there for a pupil who came; none where nobody expects one")
    if_absent: str | None = item("the mark there until it is known why the pupil did not come")
    elsewhere: str | None = item("what the other register enters, come or not; none where there is no such register")
    says: str = item("what to mind, in a sentence")
    citation: Citation = item("the provision")


def register_at_step(step: ReturnStep, *, registers: frozenset[Place] = BOTH) -> tuple[SessionMarks, ...]:
    """What each register shows for every session of a week of ``step``, from Monday morning on.

    ``registers`` says where the pupil is on the register: usually both; the centre's alone before a new school has
    admitted the pupil; the school's alone where the centre is no school. A session at a place without a register is an
    approved activity elsewhere for the other (code B, if it is supervised and approved, with its nature recorded), and
    one missed there is that other's absence. A session at neither place is no free time: only under an agreed
    part-time timetable may a school enter code C2, and whose leave that is they settle with the parent.
    ``InvalidValue`` where the pupil is on neither register; ``NotInForce`` for a step before the codes held here.
    """
    if not registers:
        refuse("register_at_step", "registers", "is empty", "name the register that the pupil is on")
    return tuple(_marks(session, step, registers) for session in WeekSession)


def _marks(session: WeekSession, step: ReturnStep, registers: frozenset[Place]) -> SessionMarks:
    if session not in step.at_centre | step.at_school:
        code = "C2" if step.first_day >= PRESENT_CODES_SINCE else "C"
        says = f"Neither expects the pupil: only under a part-time timetable agreed with a parent may one enter {code}."
        return SessionMarks(session, None, None, None, None, None, says, _cited(code, step))
    here, other = Place.CENTRE, Place.SCHOOL
    if session in step.at_school:
        here, other = other, here
    if here in registers:
        present = "/" if session.name.endswith("AM") else "\\"
        elsewhere = "D" if other in registers else None
        says = f"Marked by {here.value}, which finds out why where the pupil does not come."
        if elsewhere:
            says += f" D at {other.value} either way."
        return SessionMarks(session, here, here, present, "N", elsewhere, says, _cited(elsewhere or present, step))
    says = f"The only register is that of {other.value}: B with the nature of the activity, or an absence."
    return SessionMarks(session, here, other, "B", "N", None, says, _cited("B", step))


def _cited(code: str, step: ReturnStep) -> Citation:
    return code_on(code, step.first_day).citation
