"""Word templates that are refused before they are opened."""

from __future__ import annotations

import html
import io
import zipfile

import pytest

from casefile.render.builtin import builtin
from casefile.render.docx_check import check

RELATION = '<Relationships><Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'


def packed(**members: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name, content in {"word/document.xml": "<w:p>text</w:p>", **members}.items():
            target.writestr(name, content)
    return written.getvalue()


def test_our_letterhead_passes() -> None:
    assert check((builtin() / "base" / "letterhead.docx").read_bytes(), "letterhead.docx") == ()


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin"])
def test_active_parts_are_refused(name: str) -> None:
    (problem,) = check(packed(**{name: "x"}), "a.docx")
    assert name in problem.message


def test_references_to_other_files_are_refused_and_links_are_not() -> None:
    picture = RELATION.format(kind="image", target="file:///etc/passwd")
    (problem,) = check(packed(**{"word/_rels/document.xml.rels": picture}), "a.docx")
    assert "file:///etc/passwd" in problem.message
    link = RELATION.format(kind="hyperlink", target="https://e.example")
    assert check(packed(**{"word/_rels/document.xml.rels": link}), "a.docx") == ()


def test_an_open_tag_names_its_paragraph() -> None:
    (problem,) = check(packed(**{"word/document.xml": "<w:p><w:t>Dear {</w:t><w:t>{ name }</w:t></w:p>"}), "a.docx")
    assert problem.message == "a tag is not closed in the paragraph 'Dear {{ name }'"


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip"])
def test_a_file_that_is_no_word_file_is_refused(content: bytes) -> None:
    assert len(check(content, "a.docx")) == 1


def field(*pieces: str) -> str:
    """A field whose code is these pieces, each in a run of its own, or another field."""
    runs = "".join(
        piece if piece.startswith("<") else f"<w:r><w:instrText>{html.escape(piece, quote=False)}</w:instrText></w:r>"
        for piece in pieces
    )
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end"))
    return f"{begin}{runs}{separate}<w:r><w:t>x</w:t></w:r>{end}"


def simple(code: str) -> str:
    return f'<w:fldSimple w:instr="{html.escape(code)}"><w:r><w:t>x</w:t></w:r></w:fldSimple>'


@pytest.mark.parametrize(
    "code",
    [r'INCLUDETEXT "C:\a.docx"', 'includepicture "https://e.example/a.png"', "DDE a b", "DDEAUTO a b", "LINK a b",
     "IMPORT a.png", "RD a.docx", "DATABASE x", "MACROBUTTON x y"],
)  # fmt: skip
@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml", "word/footnotes.xml"])
def test_fields_that_fetch_or_run_something_are_refused(code: str, part: str) -> None:
    split = field(" ", code[:2], code[2:])
    for xml in (simple(code), split, field("IF 1 = 1 ", split)):
        (problem,) = check(packed(**{"word/document.xml": "<w:p/>", part: f"<w:p>{xml}</w:p>"}), "a.docx")
        assert problem.message == f"the Word template holds the field {code.split()[0].upper()}"
        assert problem.hint


@pytest.mark.parametrize("xml", [simple("{{ kind }} a"), field("{{ kind }}"), field(field("QUOTE x"), " a")])
def test_a_field_whose_kind_is_made_by_a_tag_or_by_another_field_is_refused(xml: str) -> None:
    (problem,) = check(packed(**{"word/document.xml": f"<w:p>{xml}</w:p>"}), "a.docx")
    assert problem.message == "the Word template holds a field whose kind is not written out"


@pytest.mark.parametrize(
    "code",
    ["PAGE", r"NUMPAGES \* MERGEFORMAT", "DATE", "REF a", r'TOC \o "1-3"', 'HYPERLINK "https://e.example/"',
     r'HYPERLINK \l "here"', "HYPERLINK mailto:a@e.example", ""],
)  # fmt: skip
def test_fields_of_the_document_itself_may_stand(code: str) -> None:
    for xml in (simple(code), field(code)):
        assert check(packed(**{"word/document.xml": f"<w:p>{xml}</w:p>"}), "a.docx") == ()


def test_a_field_that_leads_to_a_file_is_refused() -> None:
    (problem,) = check(packed(**{"word/document.xml": field('HYPERLINK "file:///etc/passwd"')}), "a.docx")
    assert problem.message == "the Word template holds a link to file:///etc/passwd"
