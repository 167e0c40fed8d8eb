"""Write the published JSON Schemas: run it after a change to a record, a policy or a finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ap_core.exchange import passport_schema, policy_schema, review_schema, roll_schema

SCHEMAS = Path(__file__).parent / "schemas"


def texts() -> dict[str, str]:
    """The text of each published file, by its name."""
    return {
        "roll-1.schema.json": _text(roll_schema()),
        "review-1.schema.json": _text(review_schema()),
        "policy-1.schema.json": _text(policy_schema()),
        "passport-1.schema.json": _text(passport_schema()),
    }


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMAS.mkdir(exist_ok=True)
    for name, text in texts().items():
        (SCHEMAS / name).write_text(text, encoding="utf-8")
