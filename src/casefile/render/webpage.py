"""A sheet as one HTML file for a browser: good on a telephone and on paper, asking for nothing outside itself.

The text is html.py's; what stands on every page of the PDF stands once here. Knows no PDF and no e-mail.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from html import escape

from casefile.render import html
from casefile.render.builtin import builtin
from casefile.render.geometry import geometry
from casefile.render.sheet import Sheet

_FONT_FILES = re.compile(r"@font-face \{[^}]*\}\n")
_STAND_INS = {
    "Source Serif 4": 'Georgia, "Times New Roman", serif',
    "Source Sans 3": 'Calibri, "Segoe UI", Helvetica, Arial, sans-serif',
}
_HEAD = """<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">"""


def draw(sheet: Sheet) -> str:
    """The sheet as one HTML file: style and pictures are inside, and a browser is told to fetch and run nothing."""
    head = f"{_HEAD}\n<style>\n{_style()}{_paper(sheet)}\n{_screen()}</style>\n</head>"
    before, body, rest = html.markup(sheet).replace("</head>", head, 1).partition("<body")
    opening, _, inside = rest.partition(">")  # no value can hold one: they are escaped
    content = inside.rpartition("</body>")[0].strip()
    text = f"{before}{body}{opening}>\n{_banner(sheet)}{content}\n{_foot(sheet)}</body>\n</html>\n"
    for name, asset in sheet.assets.items():
        packed = b64encode(asset.content).decode()
        text = text.replace(f'src="asset:{escape(name)}"', f'src="data:{asset.media_type};base64,{packed}"')
    return text


def _paper(sheet: Sheet) -> str:
    """How wide the paper is that a screen shows, with the margins of the sender's country."""
    place = geometry(sheet.frame.country)
    width = place.height if sheet.landscape else place.width
    margins = f"{html.TOP}mm {place.margin_right:g}mm 20mm {place.margin_left:g}mm"
    return f"@media screen {{ body {{ max-width: {width:g}mm; padding: {margins} }} }}"


def _banner(sheet: Sheet) -> str:
    return f'<p class="banner">{escape(sheet.frame.banner)}</p>\n' if sheet.frame.banner else ""


def _foot(sheet: Sheet) -> str:
    lines = (" · ".join(sheet.frame.details), " · ".join(sheet.frame.footer))
    return f"<footer>{''.join(f'<p>{escape(line)}</p>' for line in lines if line)}</footer>\n" if any(lines) else ""


@cache
def _style() -> str:
    """The house style, with what most machines have in place of our fonts: they would outweigh the letter."""
    return _with_stand_ins(_FONT_FILES.sub("", (builtin() / "base" / "print.css").read_text(encoding="utf-8")))


@cache
def _screen() -> str:
    return _with_stand_ins((builtin() / "base" / "screen.css").read_text(encoding="utf-8"))


def _with_stand_ins(style: str) -> str:
    for face, others in _STAND_INS.items():
        style = style.replace(f'"{face}"', f'"{face}", {others}')
    return style
