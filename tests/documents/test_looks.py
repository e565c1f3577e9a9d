"""How every document looks, in every language: small pictures of all its pages, kept, and contact sheets to look over.

The sheets are written to build/looks/, one a language. A picture that is meant to differ is kept by --update-goldens.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageOps

from casefile.documents.kinds import KINDS
from casefile.render import pdf
from tests.documents.matters import ROOT, TODAY, sample, sheet
from tests.golden import Golden

LANGUAGES = ("en", "fr", "pl", "ru", "de")
LOOKS = ROOT / "build" / "looks"
KEPT_DPI, SHOWN_DPI = 18, 36
SHADES = 16
ACROSS = 8  # pages in a row of a contact sheet


class Shown(NamedTuple):
    """One document of a sample case."""

    case: str
    kind: str
    as_of: date = TODAY
    choices: tuple[tuple[str, Any], ...] = ()

    @property
    def name(self) -> str:
        return "-".join((self.kind, *(str(value) for key, value in self.choices if key == "step")))


SHOWN = (
    *(
        Shown("2026-017-morgenrot", "reminder", TODAY if step != "upcoming" else date(2026, 5, 20), (("step", step),))
        for step in KINDS["reminder"].named_steps
    ),
    Shown("2026-014-northwind", "breakdown"),
    Shown("2026-014-northwind", "scott-schedule"),
    Shown("2026-014-northwind", "statement"),
    Shown("2026-014-northwind", "offer"),
    Shown("2026-003-kestrel", "settlement"),
    Shown("2026-003-kestrel", "default-notice"),
    Shown("2026-014-northwind", "demand"),
    Shown("2026-014-northwind", "receipt"),
    Shown("2026-014-northwind", "chronology"),
    Shown("2026-014-northwind", "dispute-reply"),
    Shown("2026-022-brightwell", "correction", date(2026, 7, 6)),
    Shown("2026-017-morgenrot", "check-in", date(2026, 5, 14)),
    Shown("2026-003-kestrel", "terms"),
    Shown("2026-014-northwind", "summary"),
    Shown("2026-014-northwind", "brief"),
    Shown("2026-003-kestrel", "options"),
    Shown("2026-017-morgenrot", "call-sheet"),
    Shown("2026-003-kestrel", "review"),
    Shown("2026-022-brightwell", "aging"),
)


def drawn(each: Shown, language: str) -> bytes:
    """A document as PDF."""
    return pdf.draw(sheet(each.kind, sample(each.case), each.as_of, language=language, **dict(each.choices)))


def pages(content: bytes, dpi: int) -> list[Image.Image]:
    """A PDF's pages as grey pictures."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def strip(pictures: list[Image.Image]) -> Image.Image:
    """Pictures side by side, in few shades: what is kept."""
    joined = Image.new("L", (sum(each.width for each in pictures), max(each.height for each in pictures)), 255)
    at = 0
    for each in pictures:
        joined.paste(each, (at, 0))
        at += each.width
    return joined.quantize(SHADES)


def contact_sheet(found: dict[str, list[Image.Image]], path: Path) -> None:
    """All pages with their documents' names, in rows."""
    tiles = [(f"{name} {number}", page) for name, made in found.items() for number, page in enumerate(made, 1)]
    wide, high = max(page.width for _, page in tiles) + 12, max(page.height for _, page in tiles) + 28
    whole = Image.new("L", (wide * ACROSS, high * -(-len(tiles) // ACROSS)), 200)
    pen = ImageDraw.Draw(whole)
    for place, (name, page) in enumerate(tiles):
        left, top = place % ACROSS * wide, place // ACROSS * high
        whole.paste(ImageOps.expand(page, 1, 0), (left + 5, top + 20))
        pen.text((left + 5, top + 4), name, fill=0)
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.save(path)


def test_every_kind_is_shown() -> None:
    assert {each.kind for each in SHOWN} == set(KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_looks_as_it_did(language: str, golden: Golden) -> None:
    found, faults = {}, []
    for each in SHOWN:
        content = drawn(each, language)
        found[each.name] = pages(content, SHOWN_DPI)
        faults.append(golden.picture(f"{language}-{each.name}.png", strip(pages(content, KEPT_DPI))))
    contact_sheet(found, LOOKS / f"{language}.png")
    assert [fault for fault in faults if fault] == [], f"look at {LOOKS / language}.png"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_can_be_kept_and_read_by_everybody(
    language: str, validate_pdf: Callable[..., str], tmp_path: Path
) -> None:
    files = [tmp_path / f"{each.name}.pdf" for each in SHOWN]
    for each, file in zip(SHOWN, files, strict=True):
        file.write_bytes(drawn(each, language))
    for flavour in ("3a", "ua1"):
        validate_pdf(flavour, *files)
