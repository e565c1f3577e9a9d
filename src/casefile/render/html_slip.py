"""A slip as HTML, for the foot of a page: the payment part with receipt in the measures of slip.css.

Knows what the slip says and where the page's text area lies, no sheet.
"""

from __future__ import annotations

from html import escape

from casefile.render import slip as slips
from casefile.render.geometry import Geometry
from casefile.render.slip import Slip, Words

STYLE = "slip.css"


def foot(slip: Slip, picture: str, alt: str, language: str, place: Geometry, *, own_page: bool) -> str:
    """The slip, to stand after the text: at the foot of its last page, or of a page of its own.

    `picture` is the asset of the code, drawn to its edge. What is read first stands first.
    """
    said, spoken = slips.words(language), slips.spoken(language)
    drawn = f'<img src="asset:{escape(picture)}" alt="{escape(alt)}">'
    at = f"left:{-place.margin_left:g}mm;bottom:{-below(place):g}mm"
    section = (
        f'<section class="slip" lang="{spoken}" style="{at}">'
        f'<div class="sheet"><p class="separate">{escape(said.separate)}</p>'
        f"{_receipt(slip, said)}{_part(slip, said, drawn)}</div></section>"
    )
    return f'<div class="own-page">{section}</div>' if own_page else section


def below(place: Geometry) -> float:
    """How far up the text ends on the page of the slip, in millimetres: the page's own foot stands between them."""
    return slips.HEIGHT + place.margin_bottom


def page_rule(page: int, place: Geometry) -> str:
    """The style of the page, by its number, that has the slip."""
    return f"@page :nth({page}) {{ margin-bottom: {below(place):g}mm }}"


def _receipt(slip: Slip, said: Words) -> str:
    return (
        f'<div class="receipt"><div class="title"><h2>{escape(said.receipt)}</h2></div>'
        f"{_information(slip.receipt, said, slips.BLANK_ON_RECEIPT)}{_amount(slip, said)}"
        f'<p class="acceptance">{escape(said.acceptance_point)}</p></div>'
    )


def _part(slip: Slip, said: Words, drawn: str) -> str:
    return (
        f'<div class="part"><div class="title"><h2>{escape(said.payment_part)}</h2></div><p class="code">{drawn}</p>'
        f"{_amount(slip, said)}{_information(slip, said, slips.BLANK, 'long' if slip.is_long else '')}</div>"
    )


def _information(slip: Slip, said: Words, blank: tuple[int, int], size: str = "") -> str:
    rows = "".join(_row(heading, lines, blank) for heading, lines in slip.sections(said))
    return f'<div class="{f"information {size}".strip()}">{rows}</div>'


def _row(heading: str, lines: tuple[str, ...], blank: tuple[int, int]) -> str:
    return f'<p class="label">{escape(heading)}</p>{_value(lines) if lines else _blank(blank)}'


def _value(lines: tuple[str, ...]) -> str:
    return f'<p class="value">{"<br>".join(map(escape, lines))}</p>'


def _blank(size: tuple[int, int]) -> str:
    width, height = size
    corners = "".join(f'<div class="{each}"></div>' for each in ("nw", "ne", "sw", "se"))
    return f'<div class="blank" style="width:{width}mm;height:{height}mm">{corners}</div>'


def _amount(slip: Slip, said: Words) -> str:
    columns = ("currency", said.currency, slip.currency), ("sum", said.amount, slip.amount)
    return "".join(
        f'<div class="amount {name}"><p class="label">{escape(heading)}</p>{_value((value,))}</div>'
        for name, heading, value in columns
    )
