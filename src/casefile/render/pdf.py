"""HTML to PDF: WeasyPrint in the house style, PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once.

Knows pages, not documents. Nothing is read but the style and fonts under templates/base and the assets handed in; the
same input gives the same bytes.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import io
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from casefile.errors import CaseError, Problem
from casefile.render import html
from casefile.render.geometry import geometry
from casefile.render.sheet import Asset, Sheet
from casefile.render.template import builtin

if TYPE_CHECKING:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

_OURS = ("Source Serif 4", "Source Sans 3")
_MARK = b"</rdf:RDF>"
# ISO 14289-1, 5: the identification; ISO 19005-3, 6.6.2.3: PDF/A wants its namespace declared
_PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""

Report = Callable[[Problem], object]


def _raise(problem: Problem) -> None:
    raise CaseError(problem)


def draw(sheet: Sheet, report: Report = _raise) -> bytes:
    """The sheet as PDF.

    What had to be left out (a blocked reference) goes to `report` as a warning; without one it is a CaseError.
    CaseError also when the machine lacks Pango.
    """
    strange: dict[str, str] = {}
    written = _write(html.markup(sheet), _country_style(sheet.frame.country), sheet.assets, report, strange)
    for font, characters in strange.items():
        message = f"the letter fonts have no {characters}: {font} stands in"
        report(Problem(message, hint="it may look different on another machine", rule="font", level="warning"))
    return written


def typeset(
    body_html: str,
    *,
    title: str,
    language: str,
    created: date,
    assets: Mapping[str, Asset] | None = None,
    report: Report = _raise,
) -> bytes:
    """Any HTML body in the house style as PDF; `report` as in `draw`. Pictures are `<img src="asset:name" alt="…">`."""
    page = html.page(body_html, title=title, language=language, created=created.isoformat(), classes="typeset")
    return _write(page, (), assets or {}, report)


def raster(asset: Asset) -> Asset:
    """An SVG asset as PNG at 300 dpi, for formats that take no SVG; any other asset as it is."""
    if asset.media_type != "image/svg+xml":
        return asset
    import pypdfium2

    engine = _weasyprint()
    style = engine.CSS(
        string=f"@page {{ margin: 0; size: {asset.width_mm}mm 500mm }} img {{ display: block; width: 100% }}"
    )
    page = engine.HTML(string='<img src="asset:it" alt="">', url_fetcher=_fetcher({"it": asset}))
    with _reported(_raise):
        written = page.write_pdf(stylesheets=[style])
    image = pypdfium2.PdfDocument(written)[0].render(scale=300 / 72, fill_color=(255, 255, 255, 0)).to_pil()
    content = io.BytesIO()
    image.crop((0, 0, image.width, (image.getbbox() or (0, 0, 0, 1))[3])).save(content, format="PNG")
    return Asset("image/png", content.getvalue(), asset.alt, asset.width_mm)


def _write(
    page: str,
    more: tuple[Any, ...],
    assets: Mapping[str, Asset],
    report: Report,
    strange: dict[str, str] | None = None,
) -> bytes:
    engine = _weasyprint()
    style, fonts = _style()
    with _reported(report):
        document = engine.HTML(string=page, base_url="asset:", url_fetcher=_fetcher(assets))
        written = document.write_pdf(
            stylesheets=[style, *more],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            pdf_identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode(),
            finisher=partial(_finish, strange={} if strange is None else strange),
        )
    return bytes(written)


def _finish(document: Any, pdf: Any, strange: dict[str, str]) -> None:
    """Identify the file as PDF/UA, and note which characters came from fonts that are not ours, by font."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(_MARK, _PDF_UA + _MARK) for part in metadata.stream]
    for font in document.fonts.values():
        if not font.family.startswith(_OURS):
            strange[font.family] = strange.get(font.family, "") + "".join(font.to_unicode.values())


def ready() -> None:
    """Loads WeasyPrint, the fonts and the style now, for processes that are forked from this one. CaseError as in `draw`."""
    _style()


@cache
def _weasyprint() -> Any:
    try:
        with redirect_stdout(io.StringIO()), _libraries_by_name():  # it prints advice about missing libraries
            import weasyprint
    except OSError as error:
        hint = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS: brew install pango)"
        raise CaseError(Problem(f"PDF cannot be written: {error}", hint=hint, rule="machine")) from error
    return weasyprint


def _nowhere(_name: str) -> str | None:
    """No path for a library: the caller goes on to its plain names."""
    return None


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """On Linux, load libraries by the names the dynamic linker knows: asking ldconfig and gcc for each costs 0.2 s."""
    if not sys.platform.startswith("linux"):
        yield
        return
    kept = ctypes.util.find_library
    ctypes.util.find_library = _nowhere  # type: ignore[assignment]  # positional callers only
    try:
        yield
    finally:
        ctypes.util.find_library = kept


@cache
def _style() -> tuple[weasyprint.CSS, FontConfiguration]:
    """The parsed style and the fonts, shared by every rendering of the process."""
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    base = builtin() / "base"
    sheet = _weasyprint().CSS(
        string=(base / "print.css").read_text(encoding="utf-8"),
        base_url=base.as_uri() + "/",
        url_fetcher=_font_fetcher(),
        font_config=fonts,
    )
    return sheet, fonts


@cache
def _country_style(country: str) -> tuple[weasyprint.CSS, ...]:
    place = geometry(country)
    rule = (
        f"@page {{ size: {place.width}mm {place.height}mm; margin-left: {place.margin_left}mm; "
        f"margin-right: {place.margin_right}mm; margin-bottom: {place.margin_bottom}mm }}"
    )
    return (_weasyprint().CSS(string=rule),)


def _fetcher(assets: Mapping[str, Asset]) -> Any:
    """A fetcher that knows the assets handed in and nothing else: no file, no socket."""
    return _only({f"asset:{name}": (asset.media_type, asset.content) for name, asset in assets.items()})


def _font_fetcher() -> Any:
    fonts = (builtin() / "base" / "fonts").glob("*.ttf")
    return _only({each.as_uri(): ("font/ttf", each.read_bytes()) for each in fonts})


def _only(known: Mapping[str, tuple[str, bytes]]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyKnown(URLFetcher):  # type: ignore[misc]  # the library ships no types
        def fetch(self, url: str, _headers: object = None) -> Any:
            if url not in known:
                raise ValueError(f"'{url}' is not part of this document")
            media_type, content = known[url]
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

    return OnlyKnown()


@contextmanager
def _reported(report: Report) -> Iterator[None]:
    """Every line WeasyPrint logs meanwhile goes to `report` as a warning."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    kept, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.propagate = kept
    for text in lines:
        report(Problem(f"the PDF leaves something out: {text}", rule="pdf", level="warning"))
