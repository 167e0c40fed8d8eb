"""What every picture is drawn with: words that fit, marks, colours, and the document with its title and description."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ap_core.law.showing import text_of

WIDTH, MARGIN = 960, 24
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
INK, QUIET, GRID, BAND, TODAY = "#222222", "#595959", "#dddddd", "#f1f5f9", "#CC79A7"
#: How wide a letter of size 12 is taken to be: wide enough for any usual face.
LETTER = 7.0
_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)


class Picture(str):
    """A picture: the text of an SVG document, which a notebook shows as a picture.

    >>> picture = Picture("<svg><title>A plan</title></svg>")
    >>> picture, picture == "<svg><title>A plan</title></svg>"
    (<Picture: A plan>, True)
    """

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return self[:]

    def __repr__(self) -> str:
        title = _TITLE.search(self)
        return f"<Picture: {title[1] if title else ''}>"


def document(height: float, title: str, described: str, parts: Iterable[str]) -> Picture:
    """The whole document: as wide as every picture, its title and description first for those who do not see it."""
    return Picture(
        "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" font-family="Helvetica, Arial, sans-serif">',
            f"<title>{text_of(title)}</title>",
            f"<desc>{text_of(described)}</desc>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            words(MARGIN, 30, fitted(title, WIDTH - 2 * MARGIN, 18), size=18, weight="bold"),
            *parts,
            "</svg>",
            "",
        ])
    )  # fmt: skip


def words(
    x: float, y: float, text: str, *, size: int, fill: str = INK, weight: str = "", style: str = "", anchor: str = ""
) -> str:
    """A line of words; ``y`` is where its letters stand."""
    more = f' font-weight="{weight}"' if weight else ""
    more += f' font-style="{style}"' if style else ""
    more += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y}" font-size="{size}" fill="{fill}"{more}>{text_of(text)}</text>'


def fitted(text: str, width: float, size: int) -> str:
    """The text, or as much of it as there is room for and an ellipsis; the description holds the whole.

    >>> fitted("P01", 60, 12), fitted("PUPIL-000000000001", 60, 12)
    ('P01', 'PUPIL-0…')
    """
    room = letters(width, size)
    return text if len(text) <= room else text[: room - 1] + "…"


def letters(width: float, size: int) -> int:
    """For how many letters there is room; at least two."""
    return max(2, int(width / (LETTER * size / 12)))


def month_of(day: date) -> int:
    """Months counted from the year 0."""
    return day.year * 12 + day.month - 1
