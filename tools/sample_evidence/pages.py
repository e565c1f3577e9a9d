"""Pages out of HTML: deterministic PDFs in the repository's own fonts."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Any

from tools.sample_evidence.figures import ROOT

FONTS = ROOT / "templates" / "base" / "fonts"
FACES = (
    ("House Serif", "SourceSerif4-Regular", 400, "normal"),
    ("House Serif", "SourceSerif4-Italic", 400, "italic"),
    ("House Serif", "SourceSerif4-SemiBold", 700, "normal"),
    ("House Sans", "SourceSans3-Regular", 400, "normal"),
    ("House Sans", "SourceSans3-Italic", 400, "italic"),
    ("House Sans", "SourceSans3-SemiBold", 700, "normal"),
)
BASE = """
@page { size: A4; margin: 22mm 20mm 20mm 24mm }
body { font: 10.5pt/1.42 "House Serif"; color: #111; margin: 0 }
h1 { font-size: 17pt; margin: 0 0 4mm } h2 { font-size: 11.5pt; margin: 5mm 0 1.5mm } p { margin: 0 0 2.4mm }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: 1.2mm 1.5mm }
th { font-weight: 700 } .r { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.small { font-size: 8.5pt; color: #444 } .sans { font-family: "House Sans" } .break { break-before: page }
"""


@cache
def _house() -> tuple[Any, Any]:
    """The fonts and the style sheet that all papers share."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style};"
        f" src: url({(FONTS / name).with_suffix('.ttf').as_uri()}) }}\n"
        for family, name, weight, style in FACES
    )
    fonts: Any = FontConfiguration()
    return fonts, CSS(string=faces + BASE, font_config=fonts)


def pdf(body: str, *, style: str = "", title: str, language: str, made: str) -> bytes:
    """A PDF of an HTML body; `made` is the date and time it claims to have been made at, ISO 8601."""
    from weasyprint import CSS, HTML

    fonts, house = _house()
    head = f'<title>{title}</title><meta name="dcterms.created" content="{made}">'
    page = f'<html lang="{language}"><head>{head}</head><body>{body}</body></html>'
    sheets = [house, CSS(string=style, font_config=fonts)]
    mark = sha256(page.encode() + style.encode()).digest()[:16]
    drawn: bytes = HTML(string=page).write_pdf(stylesheets=sheets, font_config=fonts, pdf_identifier=mark)
    return drawn


def lower_first(sentence: str) -> str:
    """A sentence as it goes on after a colon."""
    return sentence[:1].lower() + sentence[1:]
