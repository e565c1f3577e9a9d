"""HTML to PDF: WeasyPrint in the house style, PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once.

Knows pages, not documents. Nothing is read but the style and fonts under templates/base and the assets handed in; the
same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from casefile.errors import CaseError, Problem
from casefile.render import html, html_slip, pdf_tags, qr
from casefile.render.geometry import geometry
from casefile.render.pdf_engine import (
    PRINT,
    closer_style,
    country_style,
    fetcher,
    house_style,
    logged,
    unnumbered,
    weasy,
)
from casefile.render.sheet import Asset, Sheet
from casefile.render.slip import Slip, spoken

_NOTDEF = re.compile(r"^\.notdef glyph rendered.*\(U\+([0-9A-F]+)\)$")
_OURS = ("Liberation Sans", "Source Serif 4", "Source Sans 3")
Report = Callable[[Problem], object]


def _raise(problem: Problem) -> None:
    raise CaseError(problem)


def _raise_but_for_fonts(problem: Problem) -> None:
    if problem.rule != "font":
        raise CaseError(problem)


def draw(sheet: Sheet, report: Report = _raise, *, numbered: bool = True) -> bytes:
    """The sheet as PDF; `numbered` pages say which of how many they are, others are numbered by what they go into.

    What had to be left out (a blocked reference), and a character that our fonts lack, go to `report` as warnings;
    without one they are a CaseError. CaseError also when the machine lacks Pango.
    """
    style = country_style(sheet.frame.country) + (() if numbered else unnumbered())
    slip = sheet.assets[sheet.slip].slip if sheet.slip else None
    page = _without_slip(sheet, style) if slip is None else _with_slip(sheet, slip, style)
    drawn = _write(page, report)
    for font, characters in drawn.strange.items():
        shown = "".join(sorted(set(characters)))
        message = f"the letter fonts have no {shown}: {font} stands in"
        report(Problem(message, hint="it may look different on another machine", rule="font", level="warning"))
    return drawn.content


def typeset(
    body_html: str,
    *,
    title: str,
    language: str,
    created: date,
    assets: Mapping[str, Asset] | None = None,
    report: Report = _raise_but_for_fonts,
) -> bytes:
    """Any HTML body in the house style as PDF; pictures are `<img src="asset:name" alt="…">`.

    `report` as in `draw`, but other people's characters may come from any font, and those that no font has are spelled
    out (`[U+1F9FE]`) whether or not anybody listens.
    """
    page = html.page(body_html, title=title, language=language, created=created.isoformat(), classes="typeset")
    return _write(_Page(page, (), assets or {}), report).content


def raster(asset: Asset) -> Asset:
    """An SVG asset as PNG at 300 dpi, for formats that take no SVG; any other asset as it is."""
    if asset.media_type != "image/svg+xml":
        return asset
    import pypdfium2

    engine = weasy()
    style = engine.CSS(
        string=f"@page {{ margin: 0; size: {asset.width_mm}mm 500mm }} img {{ display: block; width: 100% }}"
    )
    page = engine.HTML(string='<img src="asset:it" alt="">', url_fetcher=fetcher({"it": asset}))
    with logged():  # what it leaves out, the PDF of the same sheet reports
        written = page.write_pdf(stylesheets=[style])
    image = pypdfium2.PdfDocument(written)[0].render(scale=300 / 72, fill_color=(255, 255, 255, 0)).to_pil()
    content = io.BytesIO()
    image.crop((0, 0, image.width, (image.getbbox() or (0, 0, 0, 1))[3])).save(content, format="PNG")
    return Asset("image/png", content.getvalue(), asset.alt, asset.width_mm)


@dataclass(frozen=True, slots=True)
class _Page:
    """HTML to draw: what styles it beside the house style, its pictures, the files of that style, the language of its
    slip, and whether it is a letter, to be set closer where that saves its last page."""

    markup: str
    more: tuple[Any, ...]
    assets: Mapping[str, Asset]
    files: tuple[str, ...] = PRINT
    slip_language: str = ""
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A finished PDF, what WeasyPrint logged, and the characters that came from fonts that are not ours, by font."""

    content: bytes
    lines: tuple[str, ...]
    strange: Mapping[str, str]


def _without_slip(sheet: Sheet, style: tuple[Any, ...]) -> _Page:
    return _Page(html.markup(sheet), style, sheet.assets, is_letter=sheet.layout == "letter")


def _with_slip(sheet: Sheet, slip: Slip, style: tuple[Any, ...]) -> _Page:
    """The sheet with its slip at the foot of the last page, or on a page of its own where the text leaves no room."""
    place, asset = geometry(sheet.frame.country), sheet.assets[sheet.slip]
    letter, assets = replace(sheet, body=sheet.body[:-1]), {**sheet.assets, sheet.slip: qr.borderless(asset)}
    before = _quietly(_Page(html.markup(letter), style, assets)).pages

    def page(own: bool) -> _Page:
        foot = html_slip.foot(slip, sheet.slip, asset.alt, sheet.language, place, own_page=own)
        rule = weasy().CSS(string=html_slip.page_rule(len(before) + own, place))
        language = spoken(sheet.language)
        return _Page(html.markup(letter, foot), (*style, rule), assets, (*PRINT, html_slip.STYLE), language)

    has_room = before[-1].width < before[-1].height and len(_quietly(page(own=False)).pages) == len(before)
    return page(own=not has_room)


def _quietly(page: _Page) -> Any:
    with logged():  # what is said of it will be said of the page that is written
        return _laid_out(page)


def _write(page: _Page, report: Report) -> _Drawn:
    drawn = _drawn(page)
    missing = sorted({int(code, 16) for line in drawn.lines for code in _NOTDEF.findall(line)})
    if missing:
        # PDF/A allows no stand-in box for a glyph that is missing (ISO 19005-3, 6.2.11.8): spell the character instead
        drawn = _drawn(replace(page, markup=page.markup.translate({code: f"[U+{code:04X}]" for code in missing})))
        shown = " ".join(f"{chr(code)} (U+{code:04X})" for code in missing)
        report(Problem(f"no font has {shown}: spelled out in the PDF", rule="font", level="warning"))
    for line in dict.fromkeys(drawn.lines):  # a letter may have been laid out twice
        report(Problem(f"the PDF leaves something out: {line}", rule="pdf", level="warning"))
    return drawn


def _drawn(page: _Page) -> _Drawn:
    strange = dict[str, str]()
    with logged() as lines:
        written = _laid_out(page).write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=hashlib.sha256(page.markup.encode()).hexdigest()[:32].encode(),
            finisher=partial(_finish, strange=strange, slip_language=page.slip_language),
        )
    return _Drawn(bytes(written), tuple(lines), strange)


def _laid_out(page: _Page) -> Any:
    """The document in pages, before it is written."""
    style, fonts = house_style(page.files)
    document = weasy().HTML(string=page.markup, base_url="asset:", url_fetcher=fetcher(page.assets))

    def made(*more: Any) -> Any:
        return document.render(stylesheets=[style, *page.more, *more], font_config=fonts, pdf_variant="pdf/a-3a")

    laid = made()
    if not page.is_letter or len(laid.pages) == 1:
        return laid
    closer = made(closer_style())
    return closer if len(closer.pages) < len(laid.pages) else laid


def _finish(document: Any, pdf: Any, strange: dict[str, str], slip_language: str) -> None:
    """Identify the file as PDF/UA, mend its lists, and note which characters came from which strange font."""
    pdf_tags.identify(pdf)
    pdf_tags.mend_lists(pdf)
    if slip_language:
        pdf_tags.name_sections(pdf, slip_language)
    for font in document.fonts.values():
        if not font.family.startswith(_OURS):
            strange[font.family] = strange.get(font.family, "") + "".join(font.to_unicode.values())


def ready() -> None:
    """Loads WeasyPrint, fonts and style now, for processes that are forked from this one. CaseError as in `draw`."""
    house_style()
