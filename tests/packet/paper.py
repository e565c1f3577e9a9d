"""PDFs for tests, made page by page: text at a place, rotated, cropped, in other units; and reading pages back."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from lxml import etree
from pikepdf import Array, Dictionary, Name

from tests.program import program


@dataclass(frozen=True)
class Leaf:
    """One page: what it draws, its boxes, its rotation."""

    draws: str = ""
    media: tuple[float, float, float, float] = (0, 0, 595, 842)
    crop: tuple[float, float, float, float] | None = None
    rotate: int = 0
    unit: float = 1


def text(words: str, x: float = 72, y: float = 700, size: float = 12) -> str:
    """The operators that write words at a place."""
    return f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET"


def write(path: Path, *leaves: Leaf) -> Path:
    """A PDF of these pages."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for leaf in leaves:
        page = Dictionary(
            Type=Name.Page, MediaBox=Array(list(leaf.media)), Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=pdf.make_stream(leaf.draws.encode()), Rotate=leaf.rotate, UserUnit=leaf.unit,
        )  # fmt: skip
        if leaf.crop:
            page.CropBox = Array(list(leaf.crop))
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(path, deterministic_id=True)
    return path


def words(path: Path) -> list[str]:
    """Each page's words, read by PDFium."""
    document = pypdfium2.PdfDocument(path)
    found = [" ".join(document[number].get_textpage().get_text_range().split()) for number in range(len(document))]
    document.close()
    return found


def places(path: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """Each page's words with left, top, right, bottom as its reader sees it, read by poppler."""
    run = subprocess.run([program("pdftotext"), "-bbox", "-cropbox", str(path), "-"], capture_output=True, check=True)
    tree = etree.fromstring(run.stdout, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    space = "{http://www.w3.org/1999/xhtml}"
    return [[_placed(word) for word in page.iter(space + "word")] for page in tree.iter(space + "page")]


def _placed(word: etree._Element) -> tuple[str, float, float, float, float]:
    left, top, right, bottom = (float(word.get(side, 0)) for side in ("xMin", "yMin", "xMax", "yMax"))
    return str(word.text), left, top, right, bottom


def ink(path: Path, number: int, box: tuple[float, float, float, float]) -> int:
    """The darkest shade (0 black, 255 white) in left, top, right, bottom points of a page as its reader sees it."""
    document = pypdfium2.PdfDocument(path)
    picture = document[number].render(scale=2, grayscale=True).to_pil()
    document.close()
    left, top, right, bottom = (round(edge * 2) for edge in box)
    histogram = picture.crop((left, top, right, bottom)).histogram()
    return next(shade for shade, count in enumerate(histogram) if count)
