"""Pictures as SVG text, from the values of the rooms below."""

from __future__ import annotations

from ap_core.pictures.timeline import timeline_svg

__all__ = ["timeline_svg"]
