"""The words of finished pages: what they say as they are printed, whatever the native holds or readers of it find."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from casefile.exhibits.convert import convert
from tests.exhibits.conftest import MakeNative, page_pdf
from tests.exhibits.test_mail import _picture, _with_picture
from tests.exhibits.test_office import needs_office

SAYS = "WITHOUT PREJUDICE: three thousand"


def stamped(subtype: str, folder: Path) -> bytes:
    """A page with an annotation that says it in its appearance, or the field of a form."""
    made = page_pdf(folder / "plain.pdf")
    page = made.pages[0].obj
    drawn = made.make_stream(f"BT /F 14 Tf 2 10 Td ({SAYS}) Tj ET".encode())
    drawn.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 400, 40])})
    drawn.Resources = page.Resources
    note = Dictionary(
        Type=Name.Annot, Subtype=Name(f"/{subtype}"), F=4, Rect=Array([50, 600, 450, 640]), AP=Dictionary(N=drawn)
    )
    if subtype == "Widget":
        note.update({"/FT": Name.Tx, "/T": String("x"), "/V": String(SAYS), "/DA": String("/F 8 Tf 0 g")})
        made.Root.AcroForm = Dictionary(Fields=Array([note]), DR=page.Resources)
    page.Annots = Array([made.make_indirect(note)])
    made.save(folder / "stamped.pdf")
    return (folder / "stamped.pdf").read_bytes()


@pytest.mark.parametrize("subtype", ["Stamp", "FreeText", "Widget"])
def test_a_stamp_a_note_and_a_field_of_a_form(native: MakeNative, tmp_path: Path, subtype: str) -> None:
    (pages,) = convert([native("a.pdf", stamped(subtype, tmp_path))], tmp_path / "out", recognise=False)
    assert pages.said.split("\n") == ["Seen by all", SAYS]


def test_a_chat_that_is_written_as_json(native: MakeNative, tmp_path: Path) -> None:
    pieces = ["WITHOUT ", {"type": "bold", "text": "PREJUDICE"}, ": three thousand"]
    chat = {
        "type": "personal_chat",
        "name": "Jana",
        "messages": [{"date": "2026-05-02", "from": "Jana", "text": pieces}],
    }
    (pages,) = convert([native("result.json", json.dumps(chat).encode())], tmp_path / "out", recognise=False)
    assert SAYS in pages.said


def test_the_text_of_a_mail_that_is_shown_in_place_of_its_html(native: MakeNative, tmp_path: Path) -> None:
    raw = _with_picture(_picture("red"), "<p>Please see the text version.</p>").as_bytes()
    (pages,) = convert([native("a.eml", raw)], tmp_path / "out", recognise=False)
    assert "The plate is broken." in pages.said
    assert "Please see" not in pages.said


def word_file(said: str) -> dict[str, bytes]:
    made, stream = docx.Document(), BytesIO()
    made.add_paragraph(said)
    made.save(stream)
    with zipfile.ZipFile(stream) as source:
        return {name: source.read(name) for name in source.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


@pytest.mark.slow
@needs_office
def test_another_document_within_a_word_file(native: MakeNative, tmp_path: Path) -> None:
    parts = word_file("Minutes")
    part, related = "word/chunk.docx", "word/_rels/document.xml.rels"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    for name, before, put in (
        (related, b"</Relationships>", f'<Relationship Id="rIdC" Type="{link}" Target="chunk.docx"/>'),
        ("word/document.xml", b"<w:sectPr", '<w:altChunk r:id="rIdC"/>'),
        ("[Content_Types].xml", b"<Default ", f'<Default Extension="docx" ContentType="{kind}"/>'),
    ):
        parts[name] = parts[name].replace(before, put.encode() + before, 1)
    whole = packed(parts | {part: packed(word_file(SAYS))})
    (pages,) = convert([native("a.docx", whole)], tmp_path / "out", recognise=False)
    assert SAYS in pages.said


def test_a_slip_sheet_says_nothing_of_the_file(native: MakeNative, tmp_path: Path) -> None:
    (pages,) = convert([native("a.mp3", b"ID3\x03 sound")], tmp_path / "out", recognise=False)
    assert (bool(pages.slip), pages.said) == (True, "")


def test_a_long_file_is_read_to_its_end_but_not_without_end(native: MakeNative, tmp_path: Path) -> None:
    made = pikepdf.new()
    one = page_pdf(tmp_path / "one.pdf")
    for _ in range(300):
        made.pages.extend(one.pages)
    made.save(tmp_path / "long.pdf")
    (pages,) = convert([native("a.pdf", (tmp_path / "long.pdf").read_bytes())], tmp_path / "out", recognise=False)
    assert pages.said.split("\n") == ["Seen by all"] * 300
