"""HTML to PDF: WeasyPrint in the house style, PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once.

Knows pages, not documents. Nothing is read but the style and fonts under templates/base and the assets handed in; the
same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from casefile.errors import CaseError, Problem
from casefile.render import html
from casefile.render.geometry import geometry
from casefile.render.sheet import Asset, Sheet
from casefile.render.template import builtin

if TYPE_CHECKING:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

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
    """The sheet as PDF. What had to be left out (a blocked reference) goes to `report` as a warning; without one it is a
    CaseError. CaseError also when the machine lacks Pango."""
    return _write(html.markup(sheet), _country_style(sheet.frame.country), sheet.assets, report)


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


def _write(page: str, more: tuple[Any, ...], assets: Mapping[str, Asset], report: Report) -> bytes:
    engine = _weasyprint()
    style, fonts = _style()
    with _reported(report):
        document = engine.HTML(string=page, base_url="asset:", url_fetcher=_fetcher(assets))
        written = document.write_pdf(
            stylesheets=[style, *more],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            pdf_identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode(),
            finisher=_identify,
        )
    assert isinstance(written, bytes)
    return written


def _identify(_document: object, pdf: Any) -> None:
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    metadata.stream = [part.replace(_MARK, _PDF_UA + _MARK) for part in metadata.stream]


@cache
def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        hint = "install Pango: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS: brew install pango)"
        raise CaseError(Problem(f"PDF cannot be written: {error}", hint=hint, rule="machine")) from error
    return weasyprint


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
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyAssets(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            asset = assets.get(url.removeprefix("asset:")) if url.startswith("asset:") else None
            if asset is None:
                raise ValueError(f"'{url}' is not an asset of this document")
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})

    return OnlyAssets()


def _font_fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {each.as_uri(): each for each in (builtin() / "base" / "fonts").glob("*.ttf")}

    class OnlyFonts(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            return URLFetcherResponse(url, fonts[url].read_bytes(), {"Content-Type": "font/ttf"})

    return OnlyFonts()


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
