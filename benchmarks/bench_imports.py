"""What an import costs, in instructions: valgrind counts them, so that the figure has no noise."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from paired import Bar, Ratio, at_most

BASELINE = "import attrs, dateutil.relativedelta"
BARS = (("import ap_core", 1.1), ("from ap_core import check, ENGLAND", 3.0))


def bars() -> Iterator[Bar]:
    """Instructions over the bare interpreter, in units of what importing attrs and relativedelta takes over it."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        for statement, bar in BARS:
            yield at_most(f"{statement}: instructions", bar, None, "valgrind is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        bare = _instructions(valgrind, folder, "pass")
        unit = _instructions(valgrind, folder, BASELINE) - bare
        for statement, bar in BARS:
            got = _instructions(valgrind, folder, statement) - bare
            note = f"{got / 1e6:.1f} of {unit / 1e6:.1f} million"
            yield at_most(f"{statement}: instructions", bar, Ratio.counted(got / unit), note)


def _instructions(valgrind: str, folder: str, statement: str) -> int:
    """The instructions of a fresh interpreter that runs the statement with its byte-code already written."""
    # Byte-code goes to a folder of our own, so that it can be written wherever the packages lie, and is warm for sure.
    env = {key: text for key, text in os.environ.items() if not key.startswith("PYTHON")}
    env |= {"PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": folder}
    command = [sys.executable, "-c", statement]
    subprocess.run(command, env=env, check=True)
    counted = Path(folder) / "callgrind.out"
    options = ["--tool=callgrind", f"--callgrind-out-file={counted}"]
    subprocess.run([valgrind, *options, *command], env=env, check=True, capture_output=True)
    total = re.search(r"^(?:summary|totals): (\d+)", counted.read_text(encoding="utf-8"), re.MULTILINE)
    if total is None:
        raise RuntimeError("callgrind wrote no total")
    return int(total[1])
