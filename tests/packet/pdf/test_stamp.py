"""A stamp stands where its reader looks for it, on every kind of page, and covers nothing."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from casefile.exhibits import spots, typeface
from casefile.exhibits.spots import EDGE_X, EDGE_Y, Spot
from casefile.packet.pdf.stamp import Mark, Press, seen
from tests.packet.paper import Leaf, ink, places, text, words, write

MARK = Mark("E01, 3 of 12", "47")


def stamped(file: Path, *found: Spot) -> Path:
    """The file with a stamp on every page."""
    face = typeface.subset(frozenset(MARK.label + MARK.number))
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        press = Press(pdf, face)
        for page, spot in zip(pdf.pages, found or spots.find(file), strict=True):
            press.stamp(page.obj, seen(page.obj), spot, MARK)
        pdf.save(file)
    return file


PAGES = {
    "plain": (Leaf(text("words")), (595, 842)),
    "turned": (Leaf(text("words"), rotate=90), (842, 595)),
    "upside down": (Leaf(text("words"), rotate=180), (595, 842)),
    "turned back": (Leaf(text("words"), rotate=270), (842, 595)),
    "turned too far": (Leaf(text("words"), rotate=-90), (842, 595)),
    "cropped": (Leaf(text("words"), crop=(50, 100, 450, 742)), (400, 642)),
    "cropped and turned": (Leaf(text("words"), crop=(50, 100, 450, 742), rotate=90), (642, 400)),
    "off the origin": (Leaf(text("words", 0, 0), media=(-200, -300, 395, 542)), (595, 842)),
}


@pytest.mark.parametrize("kind", PAGES)
def test_it_stands_upright_at_the_lower_right(tmp_path: Path, kind: str) -> None:
    leaf, (width, height) = PAGES[kind]
    file = stamped(write(tmp_path / "a.pdf", leaf))
    found = {word: box for word, *box in places(file)[0]}
    left, top, right, bottom = found["47"]
    assert right == pytest.approx(width - EDGE_X, abs=1.5)
    assert height - EDGE_Y - 16 < top < bottom < height - EDGE_Y + 4
    assert right - left > bottom - top - 6, "the number reads from left to right"
    assert found["E01,"][0] < found["12"][0] < left
    assert words(file)[0].endswith("E01, 3 of 12 47")


@pytest.mark.parametrize("kind", PAGES)
def test_there_is_ink_where_it_stands(tmp_path: Path, kind: str) -> None:
    leaf, (width, height) = PAGES[kind]
    file = stamped(write(tmp_path / "a.pdf", leaf))
    assert ink(file, 0, (width - EDGE_X - 20, height - EDGE_Y - 14, width - EDGE_X, height - EDGE_Y)) < 60


def test_large_user_units_do_not_enlarge_it(tmp_path: Path) -> None:
    file = stamped(write(tmp_path / "a.pdf", Leaf(unit=4, media=(0, 0, 149, 210))))
    with pikepdf.open(file) as pdf:
        assert b"0.25 0 0 0.25 0 0 cm" in pdf.pages[0].Contents[-1].read_bytes()


def test_a_full_page_keeps_all_it_shows_above_the_stamp(tmp_path: Path) -> None:
    file = write(tmp_path / "a.pdf", Leaf("0 0 595 842 re f " + "1 g " + text("lowest line", 20, 4, 8)))
    stamped(file)
    found = {word: box for word, *box in places(file)[0]}
    assert found["lowest"][3] < found["47"][1]
    assert ink(file, 0, (5, 842 - 24, 200, 842)) == 255, "the band at the foot is free"


def test_shrinking_moves_links_with_their_words(tmp_path: Path) -> None:
    file = write(tmp_path / "a.pdf", Leaf("0 0 595 842 re f"))
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        link = pikepdf.Dictionary(
            Subtype=pikepdf.Name.Link, Rect=[0, 0, 595, 842], QuadPoints=[0, 842, 595, 842, 0, 0, 595, 0]
        )
        pdf.pages[0].Annots = pikepdf.Array([link])
        pdf.save(file)
    stamped(file)
    with pikepdf.open(file) as pdf:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].Annots[0].Rect)
        assert (round(bottom), round(top), left > 5, right < 590) == (30, 842, True, True)
        assert [float(y) for y in pdf.pages[0].Annots[0].QuadPoints][1::2] == pytest.approx([842, 842, 30, 30])


def test_what_the_crop_hid_stays_hidden(tmp_path: Path) -> None:
    hidden = Leaf("0 0 595 842 re f " + text("secret", 100, 60), crop=(0, 100, 595, 842))
    file = stamped(write(tmp_path / "a.pdf", hidden))
    assert ink(file, 0, (0, 742 - 26, 400, 742)) == 255


def test_the_font_is_there_once_and_small(tmp_path: Path) -> None:
    file = stamped(write(tmp_path / "a.pdf", *(Leaf(text(str(n))) for n in range(20))))
    with pikepdf.open(file) as pdf:
        fonts = {page.Resources.Font[typeface.NAME].objgen for page in pdf.pages}
        assert len(fonts) == 1
        embedded = pdf.pages[0].Resources.Font[typeface.NAME].DescendantFonts[0].FontDescriptor.FontFile2
        assert len(embedded.read_bytes()) < 8000


def test_other_alphabets(tmp_path: Path) -> None:
    file = write(tmp_path / "a.pdf", Leaf())
    mark = Mark("E01, 3 из 12", "7")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        press = Press(pdf, typeface.subset(frozenset("E01, 3из27")))
        press.stamp(pdf.pages[0].obj, seen(pdf.pages[0].obj), Spot(), mark)
        pdf.save(file)
    assert words(file) == ["E01, 3 из 12 7"]


def test_a_page_without_resources_or_content(tmp_path: Path) -> None:
    file = write(tmp_path / "a.pdf", Leaf())
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.pages[0].obj.Resources, pdf.pages[0].obj.Contents
        pdf.save(file)
    stamped(file, Spot())
    assert words(file) == ["E01, 3 of 12 47"]
