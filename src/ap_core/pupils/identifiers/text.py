"""What the numbers have in common: the characters between the figures, and faults that never show a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ap_core.errors import Fault, InvalidValue

#: Tells what is wrong with a number in its compact form.
Faults = Callable[[str], Iterator[Fault]]


def compacted(number: str, what: str, between: str = " ") -> str:
    """The number in capitals without the characters ``between``; :class:`InvalidValue` for what is no text."""
    if not isinstance(number, str):
        # A number that was read as a whole number has lost the noughts it began with.
        raise InvalidValue(what, [Fault("number", "is not text", "give it as text, with every nought")])
    return number.strip().translate({ord(each): None for each in between}).upper()


def validated(number: str, what: str, faults: Faults) -> str:
    """The compact number as it was given; :class:`InvalidValue` with every fault."""
    found = list(faults(number))
    if found:
        raise InvalidValue(what, found)
    return number


def holds(number: object, validate: Callable[[str], str]) -> bool:
    """Whether ``validate`` has nothing against a number; anything that is no text is no number."""
    try:
        validate(number)  # type: ignore[arg-type]
    except InvalidValue:
        return False
    return True


def digit_faults(number: str, length: int, *, no_nought_first: bool = False) -> Iterator[Fault]:
    """What is wrong with a number that consists of figures alone."""
    if len(number) != length:
        yield Fault("number", "has the wrong length", f"give {length} figures")
    if not is_digits(number):
        yield Fault("number", "holds other characters than figures", "give figures only")
    elif no_nought_first and number.startswith("0"):
        yield Fault("first figure", "is a nought", "give the number as it was issued")


def is_digits(text: str) -> bool:
    """Whether there are only the figures 0 to 9, and at least one."""
    return text.isascii() and text.isdigit()
