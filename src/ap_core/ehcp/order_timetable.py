"""What an authority owes after the tribunal, and by when: orders, appeals it does not oppose, mediation agreements.

SI 2014/1530 regs 42, 44 and 45 (read as amended to April 2018, with SI 2015/359 in them); recommendations on health and
social care by SI 2017/1306 (read). The weeks run from the order, from the day the authority told the tribunal that it
does not oppose, or from the agreement, unless the tribunal directs or the parties agree in writing otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import Weeks
from ap_core.dates.timetable import Timetable
from ap_core.ehcp.kinds import Binding as Binding
from ap_core.ehcp.kinds import Order as Order
from ap_core.ehcp.relief import Relief, unless_relieved
from ap_core.ehcp.steps import PRACTICABLE, reg, running_from, step
from ap_core.errors import Fault, NotInForce, require
from ap_core.law.instruments import SI_2017_1306
from ap_core.law.rules import Actor

_FIVE_WEEKS, _ONE_WEEK = Weeks(5), Weeks(1)
_AT_ONCE = NoFixedDate("immediately")
#: From this day the limits where an appeal is not opposed are these (SI 2015/359 regs 1, 8); those before it, in SI
#: 2014/1530 reg 45 as made, were not read.
UNOPPOSED_SINCE = date(2015, 3, 23)
#: After an order two weeks away from the area are enough (regs 44(3)(b), 45(7)(b)).
_WEEKS_AWAY = 2


class OrderStep(NamedTuple):
    """One thing owed: its name, its weeks (none where it is owed at once) and the regulation.

    ``relieved`` says that exceptions may switch the limit off, ``backstop`` that it is one to "as soon as practicable".
    """

    name: str
    weeks: Weeks | None
    provision: str
    relieved: bool = False
    backstop: bool = False


_TOLD, _NO_PLAN, _FINAL = "notice that it will assess", "notice that there will be no plan", "final plan"
_DRAFT, _AMENDED, _GOES_ON = "draft plan", "amended plan", "plan kept"

#: By regulation 44(2).
_BY_ORDER: dict[Order, tuple[OrderStep, ...]] = {
    Order.ASSESS: (
        OrderStep(_TOLD, Weeks(2), "44(2)(b)", True),
        OrderStep(_NO_PLAN, Weeks(10), "44(2)(b)(i)", True, True),
        OrderStep(_FINAL, Weeks(14), "44(2)(b)(ii)", True, True),
    ),
    Order.MAKE_PLAN: (
        OrderStep(_DRAFT, Weeks(5), "44(2)(c)(i)", True),
        OrderStep(_FINAL, Weeks(11), "44(2)(c)(ii)", True),
    ),
    Order.RECONSIDER: (OrderStep("draft plan, or notice that there will be none", Weeks(2), "44(2)(d)"),),
    Order.AMEND_CONTENTS: (OrderStep(_AMENDED, Weeks(5), "44(2)(e)"),),
    Order.AMEND_PLACEMENT: (OrderStep(_AMENDED, Weeks(2), "44(2)(f)"),),
    Order.AMEND_BOTH: (
        OrderStep("plan with the setting amended", Weeks(2), "44(2)(f)"),
        OrderStep("plan with the provision amended", Weeks(5), "44(2)(e)"),
    ),
    Order.CONTINUE: (OrderStep(_GOES_ON, None, "44(2)(g)"),),
    Order.CONTINUE_AND_AMEND: (
        OrderStep(_GOES_ON, None, "44(2)(h)"),
        OrderStep(_AMENDED, Weeks(5), "44(2)(h)"),
    ),
    Order.CEASE: (OrderStep("plan ceased", None, "44(2)(a)"),),
}  # fmt: skip
#: By regulation 45; paragraph (7) relieves (3) and (6) alone, and not (3A).
_UNOPPOSED: dict[Order, tuple[OrderStep, ...]] = {
    Order.ASSESS: (
        OrderStep(_TOLD, Weeks(2), "45(3)", True),
        OrderStep(_NO_PLAN, Weeks(10), "45(3A)(a)", False, True),
        OrderStep(_FINAL, Weeks(14), "45(3A)(b)", False, True),
    ),
    Order.MAKE_PLAN: (
        OrderStep(_DRAFT, Weeks(5), "45(6)(a)", True),
        OrderStep(_FINAL, Weeks(11), "45(6)(b)", True),
    ),
    Order.AMEND_CONTENTS: (OrderStep(_AMENDED, Weeks(5), "45(4)"),),
    Order.AMEND_PLACEMENT: (OrderStep(_AMENDED, Weeks(2), "45(5)(a)"),),
    Order.AMEND_BOTH: (OrderStep(_AMENDED, Weeks(5), "45(5)(b)"),),
    Order.CONTINUE: (OrderStep(_GOES_ON, None, "45(6A)"),),
    Order.CONTINUE_AND_AMEND: (
        OrderStep(_GOES_ON, None, "45(6A)"),
        OrderStep(_AMENDED, Weeks(5), "45(6A)"),
    ),
}  # fmt: skip
_MEDIATED: dict[Order, tuple[OrderStep, ...]] = {
    **{order: tuple(each._replace(provision=f"42(2), {each.provision}") for each in steps)
       for order, steps in _BY_ORDER.items()},
    Order.NOT_APPEALABLE: (OrderStep("what was agreed", Weeks(2), "42(3)"),),
}  # fmt: skip
_STEPS = {Binding.ORDER: _BY_ORDER, Binding.UNOPPOSED: _UNOPPOSED, Binding.MEDIATION: _MEDIATED}


def order_steps(order: Order, binding: Binding = Binding.ORDER) -> tuple[OrderStep, ...]:
    """What is owed under ``binding``; none where the regulations know no such thing.

    >>> [(each.name, each.weeks) for each in order_steps(Order.MAKE_PLAN)]
    [('draft plan', Weeks(5)), ('final plan', Weeks(11))]
    """
    return _STEPS[binding].get(order, ())


def order_step_due(
    owed: OrderStep, made_on: date, reliefs: Iterable[Relief] = (), agreed_day: date | None = None
) -> Deadline | NoFixedDate:
    """The last day for one step; ``agreed_day`` where the tribunal directs, or the parties agreed on, another."""
    if agreed_day is not None:
        return Deadline(agreed_day)
    if owed.weeks is None:
        return _AT_ONCE
    due = owed.weeks.after(made_on)
    if owed.backstop:
        due = due.as_backstop_to(PRACTICABLE)
    return unless_relieved(due, made_on, reliefs, _WEEKS_AWAY) if owed.relieved else due


def order_timetable(
    *,
    order: Order,
    made_on: date,
    binding: Binding = Binding.ORDER,
    reliefs: Iterable[Relief] = (),
) -> Timetable:
    """The steps from ``made_on``: the day of the order, of not opposing, or of the mediation agreement.

    ``reliefs`` switch off only the limits that the regulations let them: those for assessing and for making a plan,
    never those for an amendment (verification C25). ``InvalidValue`` where the regulations know no such order,
    ``NotInForce`` for an appeal not opposed before 23 March 2015.

    >>> for step in order_timetable(order=Order.ASSESS, made_on=date(2026, 11, 23)):
    ...     print(step.name, "|", step.due.last_day)
    notice that it will assess | 2026-12-07
    notice that there will be no plan | 2027-02-01
    final plan | 2027-03-01
    """
    owed = order_steps(order, binding)
    if not owed:
        require("order_timetable", [Fault("order", f"is none of a {binding.value}", "give one that it can hold")])
    if binding is Binding.UNOPPOSED and made_on < UNOPPOSED_SINCE:
        why = f"the limits held here began on {UNOPPOSED_SINCE.isoformat()}"
        raise NotInForce("appeals not opposed", made_on, why)
    reliefs = tuple(reliefs)
    return Timetable(binding.value, tuple(
        step(each.name, order_step_due(each, made_on, reliefs), Actor.AUTHORITY, reg(each.provision)) for each in owed
    ))  # fmt: skip


def recommendation_answer_due(made_on: date) -> Deadline:
    """Within five weeks *beginning with* the day of a recommendation (SI 2017/1306 regs 6(3), 7(1), read; C26).

    >>> recommendation_answer_due(date(2026, 11, 2)).last_day
    datetime.date(2026, 12, 6)
    """
    return _FIVE_WEEKS.starting_with(made_on)


def recommendation_timetable(*, made_on: date, answered_on: date | None = None) -> Timetable:
    """The answers to a recommendation of the tribunal on health or social care, made on ``made_on``.

    ``answered_on`` is the day the answer was received, or given by the authority itself.

    >>> answers = recommendation_timetable(made_on=date(2026, 11, 2), answered_on=date(2026, 12, 1))
    >>> answers["copy to the Secretary of State"].due.last_day
    datetime.date(2026, 12, 7)
    """
    copy = running_from(answered_on, _ONE_WEEK.starting_with, "the day of the answer")
    return Timetable("tribunal recommendation", (
        step("answer on health", recommendation_answer_due(made_on), Actor.HEALTH, str(SI_2017_1306.reg("6(3)"))),
        step("answer on social care", recommendation_answer_due(made_on), Actor.AUTHORITY,
             str(SI_2017_1306.reg("7(1)"))),
        step("copy to the Secretary of State", copy, Actor.AUTHORITY, str(SI_2017_1306.reg("6(6), 7(4)"))),
    ))  # fmt: skip
