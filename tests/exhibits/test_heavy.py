"""PDFs that unfold to more than a program can read are told before one begins, and said to be that."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from casefile.exhibits import heavy
from casefile.exhibits.convert import convert
from casefile.exhibits.searched import looked_through
from tests.exhibits.conftest import MakeNative, page_pdf


def packed(path: Path) -> pikepdf.Pdf:
    """A page of a hundred million bytes that lie in a hundred thousand."""
    made = page_pdf(path)
    made.pages[0].obj.Contents = made.make_stream(b"0 0 1 1 re f\n" * 8_000_000)
    return made


def nested(path: Path) -> pikepdf.Pdf:
    """A page that draws a drawing that draws another ten times, and so on."""
    made = page_pdf(path)
    inner = made.make_stream(b"0 0 9 9 re f")
    for _ in range(20):
        inner.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 99, 99])})
        outer = made.make_stream(b"/X Do " * 10)
        outer.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = outer
    inner.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 99, 99])})
    page = made.pages[0].obj
    del page["/Resources"]
    made.Root.Pages.Resources = Dictionary(XObject=Dictionary(X=inner))
    page.Contents = made.make_stream(b"/X Do")
    return made


@pytest.mark.parametrize("make", [packed, nested])
def test_a_page_that_unfolds_without_end_is_left_alone(native: MakeNative, tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "plain.pdf").save(tmp_path / "heavy.pdf", compress_streams=True)
    theirs, started = native("a.pdf", (tmp_path / "heavy.pdf").read_bytes()), monotonic()
    (pages,) = convert([theirs], tmp_path / "out", recognise=False)
    assert pages.slip == "A page of this file draws more than a program can read: 50 million bytes and over."
    assert looked_through([theirs], tmp_path / "kept")["E01"].unread
    assert monotonic() - started < 25


def test_what_draws_itself_and_what_is_no_pdf_are_not_heavy(tmp_path: Path) -> None:
    made = page_pdf(tmp_path / "plain.pdf")
    itself = made.make_stream(b"/X Do " * 100, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    itself.Resources = Dictionary(XObject=Dictionary(X=itself))
    made.pages[0].obj.Resources.XObject = Dictionary(X=itself)
    made.pages[0].obj.Contents = made.make_stream(b"/X Do")
    made.save(tmp_path / "itself.pdf")
    (tmp_path / "none.pdf").write_bytes(b"%PDF-1.7 and no more")
    assert not any(heavy.is_too_heavy(tmp_path / f"{name}.pdf") for name in ("plain", "itself", "none"))
