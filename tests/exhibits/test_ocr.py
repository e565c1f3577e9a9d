"""Scans become searchable where the programs for it are installed: in the copy, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from casefile.exhibits import harmless, ocr, picture
from casefile.exhibits.convert import convert, fingerprint
from casefile.render.builtin import builtin
from tests.exhibits.conftest import MakeNative
from tests.exhibits.test_pdf import look_alike
from tests.exhibits.test_text import text_of

needs_ocr = pytest.mark.skipif(not ocr.version("en"), reason="OCRmyPDF is not installed, or no English for Tesseract")


def small() -> bytes:
    """A picture of no page."""
    stream = BytesIO()
    Image.new("L", (200, 200), 128).save(stream, "PNG")
    return stream.getvalue()


def scan(*lines: str) -> bytes:
    """A page of A4 at 150 dpi, as a scanner gives it."""
    sheet = Image.new("L", (1240, 1754), 255)
    font = ImageFont.truetype(builtin() / "base" / "fonts" / "SourceSans3-Regular.ttf", 44)
    for number, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((150, 220 + 80 * number), line, font=font, fill=0)
    stream = BytesIO()
    sheet.save(stream, "PNG", dpi=(150, 150))
    return stream.getvalue()


@pytest.mark.slow
@needs_ocr
def test_a_scan_can_be_searched_and_looks_the_same(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("scan.png", scan("Delivery note 4711", "We received twelve baskets."))
    before = theirs.path.read_bytes()
    first, again = (convert([theirs], tmp_path / name)[0] for name in "ab")
    (plain,) = convert([theirs], tmp_path / "c", recognise=False)
    assert "Delivery note 4711" in text_of(first.pdf)
    assert "twelve baskets" in text_of(first.pdf)
    assert text_of(plain.pdf).strip() == ""
    assert first.notes[0].startswith("The text of scanned pages was recognised by OCRmyPDF")
    assert first.pdf.read_bytes() == again.pdf.read_bytes()
    assert look_alike(first.pdf, plain.pdf, 595, 842)
    assert theirs.path.read_bytes() == before
    with pikepdf.open(first.pdf) as pdf:
        assert harmless.active_content(pdf) == ()
        assert pdf.check_pdf_syntax() == []
        assert "/Metadata" not in pdf.Root


@pytest.mark.slow
@pytest.mark.skipif(not ocr.version("ru"), reason="no Russian for Tesseract")
def test_in_the_exhibits_language(native: MakeNative, tmp_path: Path) -> None:
    theirs = replace(native("scan.png", scan("Договор поставки", "от 21 марта")), language="ru")
    assert "Договор поставки" in text_of(convert([theirs], tmp_path / "out")[0].pdf)


@pytest.mark.slow
@needs_ocr
def test_a_picture_without_words_gets_no_note(native: MakeNative, tmp_path: Path) -> None:
    (pages,) = convert([native("blank.png", scan())], tmp_path / "out")
    assert (pages.slip, pages.notes) == ("", ())


def test_pages_with_text_are_left_alone(native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[int]] = []
    monkeypatch.setattr(ocr, "version", lambda _: "OCRmyPDF 0, Tesseract 0")
    monkeypatch.setattr(ocr, "add_text", lambda _copy, _language, pages: asked.append(pages))
    convert([native("a.txt", b"words")], tmp_path / "out")
    convert([native("small.png", small())], tmp_path / "out")
    (pages,) = convert([native("scan.png", scan())], tmp_path / "out")
    assert asked == [[1]]
    assert (pages.slip, pages.notes) == ("", ())


def test_what_recognises_it_is_in_the_fingerprint(native: MakeNative, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = native("scan.png", scan())
    monkeypatch.setattr(ocr, "mark", lambda _: "")
    without = fingerprint(theirs)
    monkeypatch.setattr(ocr, "mark", lambda _: "OCRmyPDF 16")
    assert fingerprint(theirs) != without


@pytest.mark.parametrize("script", ["exit 1", "sleep 60", "exit 0"])
def test_a_program_that_fails_changes_nothing(
    tmp_path: Path, native: MakeNative, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    (pages,) = convert([native("scan.png", scan("Words"))], tmp_path / "out", recognise=False)
    before = pages.pdf.read_bytes()
    (tmp_path / "ocrmypdf").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "ocrmypdf").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(ocr, "languages", lambda _: "eng")
    monkeypatch.setattr(ocr, "_START", 1.0)
    monkeypatch.setattr(ocr, "_PER_PAGE", 0.5)
    assert not ocr.add_text(pages.pdf, "en", [1])
    assert pages.pdf.read_bytes() == before
    assert [each.name for each in pages.pdf.parent.iterdir()] == [pages.pdf.name]
    with picture.drawn(pages.pdf) as pdf:
        assert len(pdf) == 1
