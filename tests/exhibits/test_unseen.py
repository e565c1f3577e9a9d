"""Words that a PDF holds and does not show are found; words that can be read are not taken for hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name

from casefile.exhibits import unseen
from casefile.exhibits.searched import looked_through
from tests.exhibits.conftest import MakeNative, page_pdf

BOX = b"0 g 50 690 400 40 re f"
TEXT = b"BT /F 12 Tf 60 700 Td (CANARY clause, ill. 1 - I) Tj 0 -100 Td (for all to read: Ill, II, 11, --, ...) Tj ET"
UNDER = ("CANARY", "clause,", "ill.")


@pytest.mark.parametrize(
    ("content", "page", "found"),
    [
        (TEXT, {}, ()),
        (TEXT, {"Rotate": 90}, ()),
        (TEXT + BOX, {}, UNDER),
        (TEXT + BOX, {"Rotate": 90}, UNDER),
        (TEXT + BOX, {"Rotate": 180, "CropBox": Array([20, 30, 600, 760])}, UNDER),
        (TEXT + b" 0 0 1 rg 50 690 40 40 re f", {}, ("CAN",)),
        (BOX + b" 0 g " + TEXT, {}, UNDER),
        (BOX + b" 1 g BT /F 12 Tf 60 700 Td (white on black) Tj ET", {}, ()),
        (TEXT, {"CropBox": Array([0, 0, 612, 660])}, UNDER),
        (TEXT, {"MediaBox": Array([0, 0, 612, 660])}, UNDER),
        (b"3 Tr " + TEXT.replace(b"BT", b"BT 3 Tr"), {}, None),
        (b"0 g 0 0 612 792 re f", {}, ()),
    ],
    ids=["none", "turned", "black", "black, turned", "black, upside down", "a part", "black on black", "white on black",
         "cropped", "beside the paper", "invisible", "no text"],
)  # fmt: skip
def test_words_that_are_not_shown(
    native: MakeNative, content: bytes, page: dict[str, object], found: tuple[str, ...] | None
) -> None:
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, content=content, entries=page)
    told = unseen.read(theirs)
    assert told == found if found is not None else {*UNDER, "read:"} <= set(told)


def test_words_under_a_box_that_was_laid_over_the_page(native: MakeNative) -> None:
    theirs = native("a.pdf", b"")
    made = page_pdf(theirs.path, content=TEXT)
    drawn = made.make_stream(b"0 g 0 0 400 40 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 40]))
    box = Dictionary(Type=Name.Annot, Subtype=Name.Square, F=4, Rect=Array([50, 690, 450, 730]), AP=Dictionary(N=drawn))
    made.pages[0].obj.Annots = Array([made.make_indirect(box)])
    made.save(theirs.path)
    assert unseen.read(theirs) == UNDER


@pytest.mark.parametrize(("name", "content"), [("a.txt", b"words"), ("a.pdf", b"%PDF-1.4 no more"), ("b", b"\0")])
def test_what_is_no_pdf_or_broken_has_none(native: MakeNative, name: str, content: bytes) -> None:
    assert unseen.read(native(name, content)) == ()


def test_they_are_looked_for_in_stand_ins_alone(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, content=TEXT + BOX)
    for stand_ins, found in (((), ()), (("E01",), UNDER), (("E01",), UNDER), ((), ())):
        assert looked_through([theirs], tmp_path / "kept", stand_ins)["E01"].unseen == found
