"""Words that nobody sees on a page are found, whatever way they were hidden; what can be read is left alone."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from casefile.exhibits import concealed, faint, look, table
from tests.exhibits.conftest import MakeNative, page_pdf
from tests.exhibits.test_text import text_of

SEEN = b"BT /F 12 Tf 60 700 Td (Payable within thirty days) Tj ET "
GLASS = Dictionary(Clear=Dictionary(ca=0), Half=Dictionary(ca=0.4), Gone=Dictionary(ca=0.01), Solid=Dictionary(ca=1))


def _with(path: Path, content: bytes, **entries: object) -> Path:
    with page_pdf(path, content, entries) as pdf:
        pdf.pages[0].obj.Resources.ExtGState = GLASS
        pdf.save(path)
    return path


def _said(before: bytes, after: bytes = b"", *, size: int = 12) -> bytes:
    """A line in a state of its own."""
    return b"q %b BT /F %d Tf 60 600 Td (CANARY clause) Tj ET %b Q" % (before, size, after)


HIDDEN = {
    "white": _said(b"1 g"),
    "nearly white": _said(b"0.96 g"),
    "white in rgb": _said(b"1 1 1 rg"),
    "white in cmyk": _said(b"0 0 0 0 k"),
    "transparent": _said(b"/Clear gs"),
    "nearly transparent": _said(b"/Gone gs"),
    "without ink": _said(b"3 Tr"),
    "as an edge": _said(b"7 Tr"),
    "a white outline": _said(b"1 G 1 Tr"),
    "tiny": b"q 0.03 0 0 0.03 60 600 cm BT /F 12 Tf (CANARY clause) Tj ET Q",
    "cut off": _said(b"100 100 50 50 re W n"),
    "cut in the middle": _said(b"20 580 60 50 re W n"),
    "grey on grey": b"q 0.5 g 50 590 300 30 re f Q " + _said(b"0.5 g"),
    "yellow on yellow": b"q 1 1 0 rg 50 590 300 30 re f Q " + _said(b"1 1 0 rg"),
    "black on black": b"q 0 g 50 590 300 30 re f Q " + _said(b"0 g"),
    "white beside the line": SEEN + b"q 1 g BT /F 12 Tf 300 700 Td (CANARY clause) Tj ET Q",
}
VISIBLE = {
    "black": _said(b"0 g"),
    "light grey": _said(b"0.85 g"),
    "half transparent": _said(b"/Half gs"),
    "solid": _said(b"/Solid gs"),
    "white on blue": b"q 0 0.2 0.4 rg 50 590 300 30 re f Q " + _said(b"1 g"),
    "black on white": b"q 1 g 50 590 300 30 re f Q " + _said(b"0 g"),
    "bold by outline": _said(b"0 g 0.3 w 2 Tr"),
    "an outline": _said(b"0 G 0.5 w 1 Tr", size=24),
    "small print": _said(b"0 g", size=4),
    "within its edges": _said(b"50 590 300 30 re W n"),
    "a white letter": b"q 1 g BT /F 12 Tf 60 600 Td (x) Tj ET Q",
    "white spaces": b"q 1 g BT /F 12 Tf 60 600 Td (   .  -  ) Tj ET Q",
    "searchable over ink": _said(b"0 g") + _said(b"3 Tr"),
}


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees(tmp_path: Path, content: bytes, turn: int) -> None:
    found = concealed.read(_with(tmp_path / "a.pdf", SEEN + content, Rotate=turn))
    words = " ".join((*found.faint.get(0, ()), *found.covered.get(0, ())))
    assert "clause" in words
    assert "Payable" not in words


@pytest.mark.parametrize("content", VISIBLE.values(), ids=VISIBLE)
def test_what_can_be_read(tmp_path: Path, content: bytes) -> None:
    assert concealed.read(_with(tmp_path / "a.pdf", SEEN + content)) == concealed.Concealed()


@pytest.mark.parametrize("name", ["white", "transparent", "without ink", "tiny", "cut off", "yellow on yellow"])
def test_the_copy_is_a_picture_and_says_so(native: MakeNative, tmp_path: Path, name: str) -> None:
    exhibit = native("a.pdf", b"")
    _with(exhibit.path, SEEN + HIDDEN[name])
    made = table.convert(exhibit, tmp_path / "out.pdf")
    assert "CANARY" not in text_of(tmp_path / "out.pdf")
    assert [note for note in made.notes if "words that nobody sees on the page" in note and "page 1" in note]
    assert (1, "mark-raster") in made.marks


def test_within_a_drawing_that_is_clear(native: MakeNative, tmp_path: Path) -> None:
    """The state is the drawing's, not its text's."""
    exhibit = native("a.pdf", b"")
    with page_pdf(exhibit.path, SEEN + b"q /Clear gs /X Do Q") as pdf:
        page = pdf.pages[0].obj
        page.Resources.ExtGState = GLASS
        drawn = pdf.make_stream(_said(b"0 g"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]))
        drawn.Resources, drawn.Group = page.Resources, Dictionary(S=Name.Transparency)
        page.Resources = Dictionary(Font=page.Resources.Font, ExtGState=GLASS, XObject=Dictionary(X=drawn))
        pdf.save(exhibit.path)
    table.convert(exhibit, tmp_path / "out.pdf")
    assert "CANARY" not in text_of(tmp_path / "out.pdf")


def test_beside_its_pages_a_file_tells_them(native: MakeNative) -> None:
    exhibit = native("a.pdf", b"")
    for content, cut in ((HIDDEN["white"], {}), (_said(b"0 g") + b" 1 g 50 590 300 30 re f", {}),
                         (_said(b"0 g"), {"CropBox": Array([0, 650, 612, 792])})):  # fmt: skip
        _with(exhibit.path, SEEN + content, **cut)
        assert look.read(exhibit)[0].hidden == (("text", "CANARY clause"),)
    _with(exhibit.path, SEEN + VISIBLE["white on blue"])
    assert look.read(exhibit)[0].hidden == ()


def _scan(path: Path, *, shows: bytes, reads: bytes, noise: int = 0) -> Path:
    """A page that is a picture of words, with recognised ones under it, a little beside their ink."""
    from casefile.exhibits import picture

    drawn = _with(path.with_name("drawn.pdf"), shows)
    with picture.drawn(drawn) as pdf:
        image = picture.picture(pdf, 0, 1275, 1650, grey=True)
    if noise:
        image = Image.blend(image, Image.effect_noise(image.size, noise), 0.1)
    with page_pdf(path, b"q 3 Tr 1 0 0 1 1 -2 cm " + reads + b" Q q 612 0 0 792 0 0 cm /I Do Q") as pdf:
        sheet = pdf.make_stream(image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=1275, Height=1650)
        sheet.ColorSpace, sheet.BitsPerComponent = Name.DeviceGray, 8
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=sheet)
        pdf.save(path)
    return path


@pytest.mark.parametrize("noise", [0, 30])
def test_words_recognised_in_a_scan_have_its_ink_beneath(tmp_path: Path, noise: int) -> None:
    read = _scan(tmp_path / "a.pdf", shows=SEEN, reads=SEEN, noise=noise)
    assert concealed.read(read) == concealed.Concealed()


def test_words_that_a_scan_does_not_show(tmp_path: Path) -> None:
    added = _scan(tmp_path / "a.pdf", shows=SEEN, reads=SEEN + _said(b""))
    assert concealed.read(added).faint == {0: ("CANARY", "clause")}


def test_a_page_of_words_in_black_is_not_drawn(tmp_path: Path) -> None:
    """A second look takes some hundredths of a second a page: plain pages have none."""
    from casefile.exhibits import picture
    from casefile.exhibits.painted import painted
    from casefile.exhibits.unseen import Sight

    with picture.drawn(_with(tmp_path / "a.pdf", SEEN + VISIBLE["black on white"].partition(b"Q ")[2])) as pdf:
        sight = Sight(pdf, 0)
        page = pdf[0]
        assert list(faint.words(sight, painted(page), page.get_bbox())) == []
        page.close()
        assert "image" not in vars(sight)
        assert "words" not in vars(sight)


def test_samples_of_all_kinds_hide_nothing(samples: Path, tmp_path: Path) -> None:
    files = sorted(samples.glob("**/*.pdf"))
    assert files
    assert {file.name: found for file in files if (found := concealed.read(file)) != concealed.Concealed()} == {}


def test_a_long_scan_is_searched_within_limits_and_that_is_told(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("scan.pdf", b"")
    with Pdf.new() as pdf:
        wide = Stream(
            pdf, zlib.compress(bytes(1000 * 8000)), Type=Name.XObject, Subtype=Name.Image, Width=8000, Height=8000,
            ColorSpace=Name.DeviceGray, BitsPerComponent=1, Filter=Name.FlateDecode,
        )  # fmt: skip
        scan = pdf.make_indirect(wide)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for _ in range(12):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj.Resources = Dictionary(XObject=Dictionary(I=scan), Font=Dictionary(F=font))
            drawn = b"q 200 0 0 200 50 50 cm /I Do Q BT /F 12 Tf 3 Tr 60 100 Td (recognised words) Tj ET"
            page.obj.Contents = Stream(pdf, drawn)
        pdf.save(theirs.path)
    assert concealed.read(theirs.path).end == 10
    assert ("unsearched", "11–") in look.read(theirs).metadata.hidden
    made = table.convert(theirs, tmp_path / "out.pdf")
    assert "Pages from 11 on were not searched for words that nobody sees on them." in made.notes
