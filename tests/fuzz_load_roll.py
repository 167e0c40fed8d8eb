"""Fuzz the reading of rolls: python -m tests.fuzz_load_roll --seconds 60 --seed 1

Valid documents of any shape are drawn, and then bytes are changed, cut, doubled and swapped in them, or values inside
them replaced. Whatever comes of it, reading gives a roll or says with ``InvalidDocument`` what is wrong: any other
exception is printed with its document, and the exit code is 1. A roll that is read is written and read again, equal,
and every value in it passes the checks of its class.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from ap_core.errors import InvalidDocument
from ap_core.exchange import dump_roll, load_roll
from ap_core.testing.strategies import any_rolls
from tests.exchange_example import built_again

_ODD_BYTES = b'{}[]",:0-9eE+.\\u0000tfn \n\xff\xc3\x28\xed\xa0\x80'
_ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 1.5, "", " ", "2026-02-30", "9999-12-31", "unknown", [], {}, [[]], {"a": 1},
    "é\u0000",
)  # fmt: skip


def seeds(n: int) -> list[bytes]:
    """Valid documents: some drawn, and two pupils of the invented centre."""
    centre = json.loads((Path(__file__).parents[1] / "examples" / "data" / "invented_centre.json").read_bytes())
    found = [json.dumps({**centre, "pupils": centre["pupils"][:2]}).encode()]

    @settings(
        max_examples=n, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(any_rolls())
    def keep(roll: Any) -> None:
        found.append(dump_roll(roll).encode())

    keep()
    return found


def spoil_bytes(document: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut out, doubled or put in."""
    data = bytearray(document)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(data) + 1)
        size = chance.choice((1, 1, 2, 8, 64))
        what = chance.randrange(4)
        if what == 0 and data:
            data[min(at, len(data) - 1)] = chance.choice(_ODD_BYTES)
        elif what == 1:
            del data[at : at + size]
        elif what == 2:
            data[at:at] = data[at : at + size]
        else:
            data[at:at] = bytes(chance.choices(_ODD_BYTES, k=size))
    return bytes(data)


def spoil_values(document: bytes, chance: random.Random) -> bytes:
    """One value somewhere inside replaced by an odd one, or a key renamed or left out."""
    try:
        node = json.loads(document)
    except ValueError:
        return document
    at: Any = node
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            break
        key = chance.choice(keys)
        if isinstance(at[key], (dict, list)) and at[key] and chance.random() < 0.85:
            at = at[key]
            continue
        if isinstance(at, dict) and chance.random() < 0.3:
            value = at.pop(key)
            if chance.random() < 0.5:
                at[f"{key}s"] = value
        else:
            at[key] = chance.choice(_ODD_VALUES)
        break
    return json.dumps(node).encode()


def main() -> int:
    """Fuzz for as long as was asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, documents, seen = random.Random(asked.seed), seeds(40), Counter[str]()
    until = time.monotonic() + asked.seconds
    while time.monotonic() < until:
        spoil = chance.choice((spoil_bytes, spoil_values))
        document = spoil(chance.choice(documents), chance)
        try:
            roll = load_roll(document)
        except InvalidDocument:
            seen["refused"] += 1
            continue
        except BaseException as error:
            sys.stdout.write(f"{type(error).__name__}: {error}\n{document!r}\n")
            return 1
        seen["read"] += 1
        assert load_roll(dump_roll(roll)) == roll, document
        built_again(roll)
    counts = f"{seen.total()} documents, {seen['refused']} refused, {seen['read']} read"
    sys.stdout.write(f"seed {asked.seed}: {counts}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
