"""Write the tables of the page on policy, from the choices and the presets themselves; the words above them stay."""

from __future__ import annotations

from pathlib import Path

from ap_core.law.choice import Bound
from ap_core.law.policies import Standing
from ap_core.law.wording import in_words
from ap_core.policy import Policy
from ap_core.presets import PRESETS, Preset

PAGE = Path(__file__).parent / "policy.md"
#: Everything below it is generated.
FROM_HERE = "<!-- generated: python docs/make_policy.py -->"


def page(text: str) -> str:
    """The page with its tables made anew."""
    words, marker, _ = text.partition(FROM_HERE)
    if not marker:
        raise ValueError(f"the page has lost the line {FROM_HERE}")
    lines = ["## Presets", ""]
    for preset in PRESETS:
        lines += _preset(preset)
    lines += ["## Every choice", "", "Defaults come from practice; none is law.", ""]
    for stands in Policy().standings:
        lines += _choice(stands)
    return "\n".join([words + marker, "", *lines]).rstrip() + "\n"


def _preset(preset: Preset) -> list[str]:
    made = (preset.policy.standing(choice) for choice in preset.makes)
    return [
        f"### {preset.title}", "", preset.says, "", "| choice | |", "|---|---|",
        *(f"| {stands.choice} | {_shown(stands.chosen, stands.unit)} |" for stands in made),
        "",
        *(
            f"- [{source.instrument}, {source.provision}]({source.url}), {source.seen.value}. {source.note}"
            for source in preset.sources
        ),
        "",
    ]  # fmt: skip


def _choice(stands: Standing) -> list[str]:
    return [
        f"### {stands.choice}", "", f"{stands.says[:1].upper()}{stands.says[1:]}.", "", "| | |", "|---|---|",
        f"| Default | {_shown(stands.default, stands.unit)} |",
        f"| From | {stands.source} |",
        f"| The law | {_said(stands.law)} |",
        f"| Guidance | {_said(stands.guidance)} |",
        "",
    ]  # fmt: skip


def _said(bound: Bound) -> str:
    cited = "" if bound.cites is None else f" ({bound.cites}: {bound.cites.force.value}, {bound.cites.seen.value})"
    binds = f". **{bound.in_words[:1].upper()}{bound.in_words[1:]}**" if bound.binds else ""
    return f"{bound.says}{cited}{binds}"


def _shown(chosen: object, unit: str) -> str:
    return f"{in_words(chosen)} {unit}".rstrip()


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
