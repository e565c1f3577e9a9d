"""A picture in a PDF that claims more than there is, or than may be unpacked, comes into no copy."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from casefile.exhibits import claimed, pdf
from tests.exhibits.conftest import MakeNative, page_pdf

WORDS = b"BT /F 24 Tf 60 700 Td (Seen by all) Tj ET "
BOX = Array([0, 0, 600, 800])


def image(made: Pdf, side: int, data: bytes = b"\0" * 11, **entries: object) -> Stream:
    told = Stream(made, data, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side)
    for key, value in ({"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8} | entries).items():
        told[f"/{key}"] = value
    return told


def form(made: Pdf, content: bytes, **resources: object) -> Stream:
    held = Dictionary({f"/{key}": value for key, value in resources.items()})
    return Stream(made, content, Type=Name.XObject, Subtype=Name.Form, BBox=BOX, Resources=held)


def on_page(made: Pdf) -> None:
    made.pages[0].Resources.XObject = Dictionary(I=image(made, 100_000))


def photograph(made: Pdf) -> None:
    head = b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0\xff\xd9"
    made.pages[0].Resources.XObject = Dictionary(I=image(made, 10, head, Filter=Name.DCTDecode))


def lying(made: Pdf) -> None:
    packed = zlib.compress(bytes(100))
    made.pages[0].Resources.XObject = Dictionary(I=image(made, 5000, packed, Filter=Name.FlateDecode))


def in_form(made: Pdf) -> None:
    inner = form(made, b"/J Do", XObject=Dictionary(J=image(made, 100_000)))
    made.pages[0].Resources.XObject = Dictionary(I=form(made, b"/K Do", XObject=Dictionary(K=inner)))


def soft_mask(made: Pdf) -> None:
    whole = image(made, 4, bytes(16), SMask=image(made, 100_000))
    made.pages[0].Resources.XObject = Dictionary(I=whole)


def in_pattern(made: Pdf) -> None:
    pattern = form(made, b"/J Do", XObject=Dictionary(J=image(made, 100_000)))
    pattern.PatternType, pattern.PaintType, pattern.TilingType = 1, 1, 1
    pattern.XStep, pattern.YStep = 600, 800
    made.pages[0].Resources.Pattern = Dictionary(P=pattern)


INLINE = b"q 500 0 0 500 0 0 cm BI /W 100000\n/H 100000 /CS /G /BPC 8 ID abc\nEI Q "


def inline(made: Pdf) -> None:
    made.pages[0].Contents = made.make_stream(WORDS + INLINE)


def inline_in_pieces(made: Pdf) -> None:
    first, second = INLINE.split(b"\n", 1)
    made.pages[0].Contents = Array([made.make_stream(WORDS + first), made.make_stream(second)])


def in_letter(made: Pdf) -> None:
    letter = made.make_stream(b"100 0 d0 " + INLINE)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=BOX, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=letter), FirstChar=97, LastChar=97, Widths=Array([100]),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
    )  # fmt: skip
    made.pages[0].Resources.Font.T = made.make_indirect(font)


BOMBS = [on_page, photograph, lying, in_form, soft_mask, in_pattern, inline, inline_in_pieces, in_letter]


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda each: each.__name__)
def test_a_page_with_a_picture_that_claims_too_much_is_drawn(
    native: MakeNative, tmp_path: Path, bomb: Callable[[Pdf], None]
) -> None:
    theirs, out = native("a.pdf", b""), tmp_path / "out.pdf"
    made = page_pdf(theirs.path, content=WORDS + b"q 500 0 0 500 0 0 cm /I Do Q")
    bomb(made)
    made.add_blank_page(page_size=(612, 792))
    made.save(theirs.path)
    told = pdf.convert(theirs, out)
    (note,) = (note for note in told.notes if "claims more than 120 million pixels" in note)
    assert note.endswith("is missing: page 1.")
    assert told.marks == ((1, "mark-raster"),)
    with Pdf.open(out) as copy:
        assert all(
            thing.get("/Width", 0) * thing.get("/Height", 0) < 10_000_000
            for thing in copy.objects
            if isinstance(thing, Stream)
        )
        assert claimed.outsized(copy) == frozenset()
    with pypdfium2.PdfDocument(out) as drawn:
        assert drawn[0].render(scale=0.5, grayscale=True).to_pil().getextrema()[0] < 99, "the words are seen"


def sound(made: Pdf) -> None:
    drawn = zlib.compress(bytes(2480 * 2480), 9)
    fax = image(made, 5000, bytes(40), Filter=Name.CCITTFaxDecode, BitsPerComponent=1)
    fax.DecodeParms = Dictionary(K=-1, Columns=5000, Rows=5000)
    made.pages[0].Resources.XObject = Dictionary(I=image(made, 2480, drawn, Filter=Name.FlateDecode), N=fax)


def test_a_page_of_a_scan_stays_as_it_is(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    made = page_pdf(theirs.path, content=WORDS + b"q 50 0 0 50 0 0 cm /I Do Q")
    sound(made)
    made.save(theirs.path)
    assert pdf.convert(theirs, tmp_path / "out.pdf").notes == ()


def test_pages_after_such_a_page_are_still_compared(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    made = page_pdf(theirs.path, content=WORDS + b"/I Do")
    on_page(made)
    made.add_blank_page(page_size=(612, 792))
    made.save(theirs.path)
    assert not any("without comparing" in note for note in pdf.convert(theirs, tmp_path / "out.pdf").notes)


def test_every_page_that_shares_it_is_found(tmp_path: Path) -> None:
    made = pikepdf.new()
    bomb = image(made, 100_000)
    for resources in (Dictionary(XObject=Dictionary(I=bomb)), Dictionary(), Dictionary(XObject=Dictionary(I=bomb))):
        made.add_blank_page(page_size=(612, 792)).obj.Resources = resources
    assert claimed.outsized(made) == {0, 2}
