"""Take the two commands out of the README; refuse unless each stands alone, on one line, under its own heading.

python .ci/readme_commands.py "Try it"     prints the command
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HEADINGS = ("Try it", "Test it")
_PART = re.compile(r"^#+ +(.*?) *$", re.MULTILINE)
_BLOCK = re.compile(r"^(?:```|~~~)(?:sh|bash|shell|console)[^\n]*\n(.*?)^(?:```|~~~)", re.DOTALL | re.MULTILINE)


def commands(text: str) -> dict[str, str]:
    """The command under each heading."""
    parts = _PART.split(text)
    found = {}
    for heading, body in zip(["", *parts[1::2]], parts[::2], strict=True):
        for block in _BLOCK.findall(body):
            lines = block.strip().splitlines()
            if heading in found or heading not in HEADINGS or len(lines) != 1:
                sys.exit(f"README: one sh block of one line, and no more, belongs under each of {HEADINGS}")
            found[heading] = lines[0].strip()
    if tuple(found) != HEADINGS:
        sys.exit(f"README: an sh block is missing under one of {HEADINGS}, or they are in another order")
    return found


if __name__ == "__main__":
    print(commands(Path("README.md").read_text(encoding="utf-8"))[sys.argv[1]])
