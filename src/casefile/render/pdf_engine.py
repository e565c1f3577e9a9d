"""WeasyPrint, loaded late, with the house style and fonts, and closed off: it reads only what it is handed."""

from __future__ import annotations

import ctypes.util
import io
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import cache
from typing import TYPE_CHECKING, Any

from casefile.errors import CaseError, Problem
from casefile.render.builtin import builtin
from casefile.render.geometry import geometry
from casefile.render.kept import kept
from casefile.render.sheet import Asset

if TYPE_CHECKING:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

PRINT = ("print.css",)
"""The house style."""
_CLOSER = "closer.css"

_SLOWER = "Using fontTools"  # what it says without HarfBuzz's subsetter, which `doctor` asks for; nothing is left out


@cache
def weasy() -> Any:
    """The library. CaseError where the machine lacks Pango."""
    try:
        with redirect_stdout(io.StringIO()), _libraries_by_name():  # it prints advice about missing libraries
            import weasyprint
    except OSError as error:
        hint = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS: brew install pango)"
        reason = str(error).partition(":")[0]
        raise CaseError(Problem(f"PDF cannot be written: {reason}", hint=hint, rule="machine")) from error
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


@kept
def house_style(files: tuple[str, ...] = PRINT) -> tuple[weasyprint.CSS, FontConfiguration]:
    """The parsed style and the fonts, shared by every rendering of the process."""
    engine = weasy()
    from weasyprint.text.fonts import FontConfiguration  # after the engine, which says what is missing

    fonts = FontConfiguration()
    base = builtin() / "base"
    sheet = engine.CSS(
        string="".join((base / name).read_text(encoding="utf-8") for name in files),
        base_url=base.as_uri() + "/",
        url_fetcher=_font_fetcher(),
        font_config=fonts,
    )
    return sheet, fonts


@cache
def country_style(country: str) -> tuple[weasyprint.CSS, ...]:
    """A country's paper and margins."""
    place = geometry(country)
    rule = (
        f"@page {{ size: {place.width}mm {place.height}mm; margin-left: {place.margin_left}mm; "
        f"margin-right: {place.margin_right}mm; margin-bottom: {place.margin_bottom}mm }} "
        f"@page landscape {{ size: {place.height}mm {place.width}mm; margin: 22mm 20mm 25mm }}"
    )
    return (weasy().CSS(string=rule),)


@kept
def closer_style() -> weasyprint.CSS:
    """What sets a letter closer."""
    return weasy().CSS(string=(builtin() / "base" / _CLOSER).read_text(encoding="utf-8"))


@cache
def unnumbered() -> tuple[weasyprint.CSS, ...]:
    """Pages without their numbers."""
    return (weasy().CSS(string='@page { @bottom-right { content: "" } }'),)


def fetcher(assets: Mapping[str, Asset]) -> Any:
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
def logged() -> Iterator[list[str]]:
    """The lines WeasyPrint logs meanwhile, which go nowhere else."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not record.getMessage().startswith(_SLOWER):
                lines.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    kept, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield lines
    finally:
        logger.removeHandler(listener)
        logger.propagate = kept
