"""Pictures as SVG text, from the values of the rooms below; a notebook shows each as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.pictures.centre_year import centre_year_svg
    from ap_core.pictures.drawing import Picture
    from ap_core.pictures.due_calendar import due_calendar_svg
    from ap_core.pictures.timeline import timeline_svg

__all__ = ["Picture", "centre_year_svg", "due_calendar_svg", "timeline_svg"]

__getattr__ = later(
    __name__,
    {
        "centre_year": ("centre_year_svg",),
        "drawing": ("Picture",),
        "due_calendar": ("due_calendar_svg",),
        "timeline": ("timeline_svg",),
    },
)
