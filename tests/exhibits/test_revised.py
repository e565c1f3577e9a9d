"""What an office file holds of its making is not on its pages, its first page says so, and it is told beside them."""

from __future__ import annotations

import subprocess
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest

from casefile.exhibits import concealed, look, office, revised, table
from casefile.exhibits.convert import convert
from casefile.exhibits.metadata_office import is_revised
from casefile.exhibits.pages import Native, Pages
from tests.exhibits.conftest import MakeNative
from tests.exhibits.test_text import text_of

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"))
)
_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_STYLE = (
    '<office:automatic-styles><style:style style:name="T1" style:family="text">'
    '<style:text-properties text:display="none"/></style:style></office:automatic-styles>'
)
_CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
    '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">K. Roe</dc:creator></office:change-info>'
    "<text:p>half of it is forgiven</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
_DELETED = '<text:change text:change-id="c1"/>'
_COMMENT = "<office:annotation><text:p>ask counsel first</text:p></office:annotation>"
_HIDDEN = '<text:span text:style-name="T1">we would take less</text:span>'


def as_odt(path: Path, *, changes: str = "", inside: str = "") -> Path:
    body = f"<office:text>{changes}<text:p>Plain letter{inside} to the debtor</text:p></office:text>"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.3">'
        f"{_STYLE}<office:body>{body}</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return path


def as_docx(path: Path, inside: str) -> Path:
    made = docx.Document()
    made.add_paragraph("Plain letter to the debtor")
    made.save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = f"<w:body><w:p>{inside}</w:p>".encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", body)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


DEL = '<w:del w:id="1" w:author="K. Roe" w:date="2026-05-02T10:00:00Z"><w:r><w:delText>half of it is forgiven</w:delText></w:r></w:del>'
VANISHED = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>we would take less</w:t></w:r>"
RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}%b\pard Plain letter%b to the debtor\par}"
TABLE = rb"{\*\revtbl{Unknown;}{K. Roe;}}"
RTF_DELETED = rb"{\deleted\revauthdel1  half of it is forgiven}"
RTF_COMMENT = rb"{\*\atnid K}{\*\atnauthor K. Roe}\chatn{\*\annotation{\*\atnref 1}\pard\plain ask counsel first}"
RTF_HIDDEN = rb"{\v we would take less}"


def _kept(found: Native) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    told = look.read(found).metadata
    return told.tracked, told.comments, told.hidden


_TOLD = {
    "deleted": (("K. Roe",), (), ()),
    "noted": ((), ("ask counsel first",), ()),
    "hidden": ((), (), (("text", "we would take less"),)),
    "plain": ((), (), ()),
}


@pytest.mark.parametrize(("what", "told"), _TOLD.items(), ids=_TOLD)
def test_an_odt_tells_what_it_does_not_show(tmp_path: Path, what: str, told: object) -> None:
    changes, inside = {
        "deleted": (_CHANGES, _DELETED), "noted": ("", _COMMENT), "hidden": ("", _HIDDEN), "plain": ("", "")
    }[what]  # fmt: skip
    theirs = _as_native(as_odt(tmp_path / "a.odt", changes=changes, inside=inside))
    assert _kept(theirs) == told
    assert is_revised(theirs) is (what != "plain")


@pytest.mark.parametrize(("what", "told"), _TOLD.items(), ids=_TOLD)
def test_rich_text_tells_what_it_does_not_show(native: MakeNative, what: str, told: object) -> None:
    inside = {"deleted": RTF_DELETED, "noted": RTF_COMMENT, "hidden": RTF_HIDDEN, "plain": b""}[what]
    theirs = native("a.rtf", RTF % (TABLE, inside))
    found = _kept(theirs)
    deleted = (("text", "half of it is forgiven"),) if what == "deleted" else ()
    assert (*found[:2], tuple(each for each in found[2] if each not in deleted)) == told
    assert set(deleted) <= set(found[2])
    assert is_revised(theirs) is (what != "plain")
    assert "Plain letter" in look.read(theirs)[1]


def test_rich_text_where_hiding_ends(native: MakeNative) -> None:
    theirs = native("a.rtf", RTF % (b"", rb" \v one\v0  two {\v three\plain  four}{\v\b five}\u1046?"))
    assert _kept(theirs)[2] == (("text", "one"), ("text", "three"), ("text", "five"))


@pytest.mark.parametrize("inside", [DEL, VANISHED])
def test_a_word_file_tells_what_it_does_not_show(tmp_path: Path, inside: str) -> None:
    assert is_revised(_as_native(as_docx(tmp_path / "a.docx", inside)))
    assert not is_revised(_as_native(as_docx(tmp_path / "b.docx", "<w:r><w:t>plain</w:t></w:r>")))


def test_a_subject_is_no_comment(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.comments, made.core_properties.subject = "made by hand", "Invoice 12"
    made.save(str(tmp_path / "a.docx"))
    theirs = _as_native(tmp_path / "a.docx")
    assert "Invoice 12" in look.read(theirs)[0].comments
    assert not is_revised(theirs)


@pytest.mark.parametrize(
    "content", [b"{\\rtf1 \\v", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1 }" + b"{" * 9]
)
def test_a_broken_file_holds_none(native: MakeNative, content: bytes) -> None:
    assert not is_revised(native("a.doc", content))


def test_what_is_laid_out_of_an_odt(tmp_path: Path) -> None:
    theirs = as_odt(tmp_path / "a.odt", changes=_CHANGES, inside=_DELETED + _COMMENT)
    before = theirs.read_bytes()
    assert revised.without(theirs, tmp_path / "b.odt")
    with zipfile.ZipFile(tmp_path / "b.odt") as archive:
        content = archive.read("content.xml").decode()
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert "Plain letter" in content
    assert not any(words in content for words in ("half of it", "ask counsel"))
    assert theirs.read_bytes() == before
    assert not revised.without(as_odt(tmp_path / "c.odt"), tmp_path / "d.odt")


def _as_native(path: Path, language: str = "en") -> Native:
    return Native(path, "E01", "Letter", language, date(2026, 9, 1))


def _laid_out(path: Path, out: Path) -> Pages:
    (pages,) = convert([_as_native(path)], out)
    assert pages.slip == ""
    return pages


def _by_office(source: Path, kind: str) -> Path:
    home = f"-env:UserInstallation={(source.parent / 'home').as_uri()}"
    argv = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(source.parent), str(source)]
    subprocess.run(argv, check=True, capture_output=True)
    return source.with_suffix(f".{kind}")


SAID = "Tracked changes, comments or hidden parts of the native are not shown here"


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "doc"])
def test_the_page_says_that_there_is_more(tmp_path: Path, kind: str) -> None:
    """Each type as its own program writes it."""
    if kind == "docx":
        theirs = as_docx(tmp_path / "a.docx", DEL + VANISHED)
    else:
        theirs = _by_office(as_docx(tmp_path / "a.docx", DEL + VANISHED), kind)
    pages = _laid_out(theirs, tmp_path / "out")
    shown = text_of(pages.pdf)
    assert "Plain letter" in shown
    assert not any(words in shown for words in ("half of it", "ask counsel", "take less"))
    assert SAID in shown
    assert f"{SAID}." in pages.notes
    assert concealed.read(pages.pdf) == concealed.Concealed()


@pytest.mark.slow
@needs_office
def test_an_odt_with_comments_and_all(tmp_path: Path) -> None:
    theirs = as_odt(tmp_path / "a.odt", changes=_CHANGES, inside=_DELETED + _COMMENT + _HIDDEN)
    shown = text_of(_laid_out(theirs, tmp_path / "out").pdf)
    assert "Plain letter" in shown
    assert SAID in shown
    assert not any(words in shown for words in ("half of it", "ask counsel", "take less"))


@pytest.mark.slow
@needs_office
def test_a_plain_page_says_nothing(tmp_path: Path) -> None:
    plain = as_odt(tmp_path / "a.odt")
    for kind in ("odt", "rtf", "doc"):
        pages = _laid_out(plain if kind == "odt" else _by_office(plain, kind), tmp_path / kind)
        assert SAID not in text_of(pages.pdf)
        assert not any(SAID in note for note in pages.notes)


def test_which_types_it_is_asked_of(native: MakeNative) -> None:
    assert (table.row_of(native("a.rtf", RTF % (b"", b""))) or table.EXHIBITS[0]).name == "office"
