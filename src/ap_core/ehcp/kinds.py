"""Kinds that a plan's records and its timetables both name; apart, so that a record does not load the timetables."""

from __future__ import annotations

from enum import Enum


class Phase(Enum):
    """A transfer between phases of education (regs 2(1) and 18(2), read)."""

    EARLY_YEARS_TO_SCHOOL = "early years to school"
    INFANT_TO_JUNIOR = "infant to junior school"
    PRIMARY_TO_MIDDLE = "primary to middle school"
    PRIMARY_TO_SECONDARY = "primary to secondary school"
    MIDDLE_TO_SECONDARY = "middle to secondary school"
    SECONDARY_TO_POST_16 = "secondary school to a post-16 institution"
    BETWEEN_POST_16 = "one post-16 institution to another"


class Binding(Enum):
    """What binds the authority."""

    ORDER = "tribunal order"
    UNOPPOSED = "appeal not opposed"
    MEDIATION = "mediation agreement"


class Order(Enum):
    """What the authority has to do."""

    ASSESS = "assess or reassess"
    MAKE_PLAN = "make and keep a plan"
    RECONSIDER = "reconsider whether a plan is needed"
    AMEND_CONTENTS = "amend needs or provision"
    AMEND_PLACEMENT = "amend the setting named"
    AMEND_BOTH = "amend provision and the setting named"
    CONTINUE = "go on keeping the plan"
    CONTINUE_AND_AMEND = "go on keeping the plan and amend it"
    CEASE = "cease to keep the plan"
    NOT_APPEALABLE = "do what cannot be appealed"
