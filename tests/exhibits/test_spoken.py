"""Words that programs read in place of those that are shown stay out of a copy; ligatures and hyphens come along."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from casefile.exhibits import look, spoken, table
from tests.exhibits.conftest import MakeNative, page_pdf
from tests.exhibits.test_text import text_of


def _said(shown: bytes, told: bytes, key: bytes = b"/ActualText") -> bytes:
    return b"BT /F 12 Tf 60 700 Td (Payable ) Tj /Span <<%b (%b)>> BDC (%b) Tj EMC ( in May) Tj ET" % (key, told, shown)


NOTHING = b"\xfe\xff"
CASES = [
    (_said(b"now", b"forgiven altogether"), "forgiven altogether"),
    (_said(b"now", b"never"), "never"),
    (_said(b"fi", b"fi"), ""),
    (_said(b"of-fice", b"office"), ""),
    (_said(b"a b", b"ab"), ""),
    (_said(b"now", b"no"), ""),
    (_said(b"now", b"never", b"/Alt"), "never"),
    (_said(b"now", b"now", b"/Alt"), ""),
    (_said(b"now", b"now"), ""),
]


def unpacked(path: Path) -> bytes:
    """What all streams of a PDF hold."""
    with Pdf.open(path) as pdf:
        return b"\n".join(each.read_bytes() for each in pdf.objects if isinstance(each, Stream))


@pytest.mark.parametrize(("content", "found"), CASES)
def test_what_differs_from_what_is_shown(native: MakeNative, tmp_path: Path, content: bytes, found: str) -> None:
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, content)
    assert spoken.differing(theirs.path) == ({0: found} if found else {})
    assert look.read(theirs)[0].hidden == ((("text", found),) if found else ())
    made = table.convert(theirs, tmp_path / "out.pdf")
    shown = text_of(tmp_path / "out.pdf")
    assert "Payable" in shown
    if found:
        assert found not in shown
        assert found.encode() not in unpacked(tmp_path / "out.pdf")
        assert "now" in shown
        assert [note for note in made.notes if "in place of what is shown" in note and "page 1" in note]
    else:
        assert not [note for note in made.notes if "in place of what is shown" in note]


@pytest.mark.parametrize("within", [False, True])
def test_a_list_with_a_name_of_its_own(native: MakeNative, tmp_path: Path, within: bool) -> None:
    theirs = native("a.pdf", b"")
    content = b"BT /F 12 Tf 60 700 Td /Span /P0 BDC (due now) Tj EMC ET"
    with page_pdf(theirs.path, content) as pdf:
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(P0=pdf.make_indirect(Dictionary(ActualText=String("CANARY words"))))
        if within:
            drawn = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]))
            drawn.Resources = page.Resources
            page.Resources = Dictionary(XObject=Dictionary(X=drawn))
            page.Contents = pdf.make_stream(b"/X Do")
        pdf.save(theirs.path)
    assert spoken.differing(theirs.path) == {0: "CANARY words"}
    table.convert(theirs, tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf").split() == ["due", "now"]
    assert b"CANARY" not in (tmp_path / "out.pdf").read_bytes()


def test_letters_that_a_font_does_not_name(tmp_path: Path) -> None:
    """So programs write scripts whose letters join: without it nobody finds a word."""
    page_pdf(tmp_path / "a.pdf", _said(b"\x01\x02", b"today"))
    assert spoken.differing(tmp_path / "a.pdf") == {}


def test_what_cannot_be_read_has_none(native: MakeNative) -> None:
    assert spoken.differing(native("a.pdf", b"%PDF-1.4 no more").path) == {}


def test_samples_of_all_kinds_have_none(samples: Path) -> None:
    files = sorted(samples.glob("**/*.pdf"))
    assert files
    assert {file.name: found for file in files if (found := spoken.differing(file))} == {}
