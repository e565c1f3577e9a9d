"""What must be known of a copy stands on its pages, beside the words and not over them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from casefile.exhibits import harmless, picture
from casefile.exhibits.convert import convert
from casefile.exhibits.pages import Native, Pages
from tests.exhibits.conftest import MakeNative, page_pdf
from tests.exhibits.test_text import text_of

LARGE = {"MediaBox": Array([0, 0, 1000, 1414])}
SIGNED = "Copy: the native is digitally signed and left untouched"


def sign(path: Path) -> None:
    made = page_pdf(path, entries=LARGE)
    value = made.make_indirect(Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x")))
    field = made.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=value))
    made.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    made.add_blank_page(page_size=(595, 842))
    made.save(path)


def converted(native: Native, into: Path) -> Pages:
    return convert([native], into, recognise=False)[0]


def page_text(pages: Pages, index: int) -> str:
    with picture.drawn(pages.pdf) as pdf:
        return picture.text(pdf, index)


def ink(pages: Pages) -> set[tuple[int, int]]:
    """Return where the first page is dark, at 72 dpi."""
    with picture.drawn(pages.pdf) as pdf:
        drawn = picture.picture(pdf, 0, 595, 842, grey=True)
    data = drawn.tobytes()
    return {(at % 595, at // 595) for at, shade in enumerate(data) if shade < 160}


def test_a_signed_and_scaled_page_says_both_and_the_next_nothing(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    sign(theirs.path)
    pages = converted(theirs, tmp_path / "out")
    assert f"{SIGNED} · Scaled down to fit A4" in page_text(pages, 0)
    assert "Seen by all" in page_text(pages, 0)
    assert page_text(pages, 1).strip() == ""
    assert pages.spots[0].place == "bottom-right"
    with pikepdf.open(pages.pdf) as pdf:
        assert harmless.active_content(pdf) == ()
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("language", ["en", "fr", "de", "pl", "ru"])
def test_in_every_language_it_is_on_the_page(native: MakeNative, tmp_path: Path, language: str) -> None:
    theirs = replace(native("a.pdf", b""), language=language)
    sign(theirs.path)
    pages = converted(theirs, tmp_path / "out")
    assert page_text(pages, 0).count("·") == 1
    assert "A4" in page_text(pages, 0) or "А4" in page_text(pages, 0)


def test_it_covers_nothing(native: MakeNative, tmp_path: Path) -> None:
    bars = b"0 g 0 0 700 90 re f 0 1300 700 114 re f"
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, content=bars, entries=LARGE)
    pages = converted(theirs, tmp_path / "out")
    dark = ink(pages)
    assert {(x, 30) for x in range(40, 380)} <= dark, "the upper bar is whole"
    freed = {(x, y) for x, y in dark if y > 842 - 30}
    assert freed, "the line stands in the band that was freed"
    assert max(x for x, _ in freed) < 200
    assert "Scaled down" in text_of(pages.pdf)


def test_where_only_the_head_is_free_it_stands_there(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, content=b"0 g 0 0 1000 120 re f", entries=LARGE)
    dark = ink(converted(theirs, tmp_path / "out"))
    assert any(y < 30 for _, y in dark)
    assert (300, 838) in dark, "the page was not made smaller"


def test_a_page_shown_as_a_picture_says_so(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    made = page_pdf(theirs.path, content=b"/OC /L BDC 0 g 100 100 300 300 re f EMC")
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("secret")))
    made.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    made.save(theirs.path)
    assert "Shown as a picture of the native" in text_of(converted(theirs, tmp_path / "out").pdf)


def test_the_same_bytes_each_time(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    sign(theirs.path)
    one, two = (converted(theirs, tmp_path / name).pdf.read_bytes() for name in "ab")
    assert one == two
