"""Words that a box was drawn over are not in the copy of a page; what shines through or lies behind words covers none."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name

from casefile.exhibits import concealed, table
from tests.exhibits.conftest import MakeNative, page_pdf
from tests.exhibits.test_text import text_of

WORDS = b"BT /F 12 Tf 60 700 Td (CANARY clause) Tj 0 -100 Td (for all to read) Tj ET "
BLACK, WHITE, YELLOW = (colour + b" rg 50 690 300 30 re f " for colour in (b"0 0 0", b"1 1 1", b"1 1 0"))
MULTIPLIED = {"ExtGState": Dictionary(G=Dictionary(BM=Name.Multiply)), "Half": None}
FORM = b"q 1 0 0 1 10 20 cm /X Do Q"


def with_page(path: Path, content: bytes, **resources: object) -> None:
    with page_pdf(path, content) as pdf:
        for key, value in resources.items():
            pdf.pages[0].obj.Resources[f"/{key}"] = value
        pdf.save(path)


GLASS = Dictionary(M=Dictionary(BM=Name.Multiply), H=Dictionary(ca=0.4))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (WORDS, False),
        (WORDS + BLACK, True),
        (WORDS + WHITE, True),
        (WORDS + YELLOW, True),
        (BLACK + b"0 g " + WORDS, True),
        (b"3 Tr " + WORDS.replace(b"BT", b"BT 3 Tr") + BLACK, True),
        (WORDS + b"0 G 20 w 50 705 m 350 705 l S", True),
        (WHITE + b"0 g " + WORDS, False),
        (YELLOW + b"0 g " + WORDS, False),
        (BLACK + b"1 g " + WORDS.replace(b"ET", b"ET 0 g"), False),
        (b"q 0 g 0 0 612 792 re f Q 1 g " + WORDS, False),
        (WORDS + b"/M gs " + YELLOW, False),
        (WORDS + b"/H gs " + BLACK, False),
        (WORDS + b"0 g 50 650 300 30 re f", False),
        (WORDS + b"0 G 1 w 50 704 m 350 704 l S", False),
        (b"1 g " + WORDS, False),
    ],
    ids=["none", "black", "white", "yellow", "black behind black", "over recognised words", "a broad line", "a cell",
         "a coloured cell", "white on black", "a dark page", "a highlight", "glass", "beside", "struck out", "white words"],
)  # fmt: skip
def test_words_under_something(tmp_path: Path, content: bytes, found: bool) -> None:
    with_page(tmp_path / "a.pdf", content, ExtGState=GLASS)
    assert [*concealed.read(tmp_path / "a.pdf").covered] == ([0] if found else [])


def _picture(path: Path, level: int, box: bytes) -> None:
    with page_pdf(path, WORDS + b"q " + box + b" cm /I Do Q") as pdf:
        image = pdf.make_stream(bytes([level]), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=image)
        pdf.save(path)


PATCH, SHEET = b"300 0 0 30 50 690", b"612 0 0 792 0 0"


@pytest.mark.parametrize(
    ("level", "box", "found"), [(0, PATCH, True), (255, PATCH, True), (0, SHEET, True), (255, SHEET, False)]
)
def test_words_under_a_picture(tmp_path: Path, level: int, box: bytes, found: bool) -> None:
    """A white sheet over a page is a scan over what was read from it, more or less in its place."""
    _picture(tmp_path / "a.pdf", level, box)
    assert [*concealed.read(tmp_path / "a.pdf").covered] == ([0] if found else [])


def _boxed(path: Path, **entries: object) -> None:
    """A page with words and an annotation laid over them."""
    with page_pdf(path, WORDS) as made:
        drawn = made.make_stream(
            b"0 g 0 0 300 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 30])
        )
        box = Dictionary(
            Type=Name.Annot, Subtype=Name.Square, F=4, Rect=Array([50, 690, 350, 720]), AP=Dictionary(N=drawn)
        )
        made.pages[0].obj.Annots = Array([made.make_indirect(box)])
        for key, value in entries.items():
            made.pages[0].obj[f"/{key}"] = value
        made.save(path)


@pytest.mark.parametrize("entries", [{}, {"Rotate": 90}, {"CropBox": Array([20, 30, 600, 760])}])
def test_the_words_stay_behind_and_a_note_says_so(
    native: MakeNative, tmp_path: Path, entries: dict[str, object]
) -> None:
    exhibit = native("a.pdf", b"")
    _boxed(exhibit.path, **entries)
    made = table.convert(exhibit, tmp_path / "out.pdf")
    assert "CANARY" not in text_of(tmp_path / "out.pdf")
    assert [note for note in made.notes if "under what covers them on the page: page 1" in note]
    assert (1, "mark-raster") in made.marks


def test_what_cannot_be_drawn_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 no more")
    assert concealed.read(tmp_path / "a.pdf") == concealed.Concealed()
