"""Word templates that are refused before they are opened."""

from __future__ import annotations

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
