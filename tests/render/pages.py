"""Reading finished PDF and Word files back, for the tests of this room."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pikepdf
import pypdfium2
from docx import Document
from docx.oxml import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4


def texts(pdf: bytes) -> list[str]:
    """The text of each page, in reading order."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def place_of(pdf: bytes, words: str, page: int = 0) -> tuple[float, float, float, float]:
    """Where `words` stand on a page: left, top, right, bottom in millimetres from the top left corner."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    read = sheet.get_textpage()
    found = read.search(words).get_next()
    assert found, f"{words} is not on page {page}"
    boxes = [read.get_charbox(found[0] + each, loose=True) for each in range(found[1])]
    height = sheet.get_height()
    return (
        min(box[0] for box in boxes) / MM,
        (height - max(box[3] for box in boxes)) / MM,
        max(box[2] for box in boxes) / MM,
        (height - min(box[1] for box in boxes)) / MM,
    )


def fonts(pdf: bytes) -> dict[str, bool]:
    """The names of the fonts a PDF uses, without their subset prefix, and whether each is embedded."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                name = str(each.FontName).lstrip("/").partition("+")[2]
                found[name] = any(key in each for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def xml(docx: bytes, part: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(docx)) as packed:
        return parse_xml(packed.read(part))


def word(docx: bytes) -> Any:
    """A Word file as python-docx opens it."""
    return Document(io.BytesIO(docx))


def paragraphs(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """The words of each paragraph of a Word file, in order, without empty ones."""
    lines = []
    for paragraph in xml(docx, part).iter(f"{_W}p"):
        text = "".join(
            " " if each.tag == f"{_W}br" else each.text or ""
            for each in paragraph.iter()
            if each.tag in (f"{_W}t", f"{_W}br")
        )
        if text.strip():
            lines.append(text)
    return lines


def words(text: str) -> list[str]:
    """Words as a reader sees them: white space, list marks and soft hyphens do not count."""
    return re.sub(r"[\u00ad\ufffe\u0002]", "", text).split()
