"""A file from the other side is opened without trusting it, and what is not opened is told with what to do."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.errors import CaseError
from casefile.intake.package import LARGEST, open_package
from casefile.intake.schedule import open_returned
from tests.intake.conftest import sent

TYPES = "[Content_Types].xml"


def packed(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


def parts(kind: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sent("docx" if kind == "docx" else "xlsx"))) as source:
        return {name: source.read(name) for name in source.namelist()}


def with_part(kind: str, name: str, change: Callable[[bytes], bytes]) -> bytes:
    found = parts(kind)
    return packed({**found, name: change(found.get(name, b""))})


def entities(part: bytes) -> bytes:
    head, mark, rest = part.partition(b"?>")
    return head + mark + b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rest


BODY = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}

REFUSED: Mapping[str, tuple[bytes, str]] = {
    "empty": (b"", "is no DOCX and no XLSX"),
    "text": (b"Dear Sirs", "is no DOCX and no XLSX"),
    "pdf": (b"%PDF-1.7 ...", "is a PDF"),
    "old or protected": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected by a password, or of an old"),
    "too large": (b"PK" + bytes(LARGEST), "is larger than 20 MB"),
    "a zip of nothing": (packed({}), "is no Office file"),
    "some zip": (packed({"a.txt": b"x"}), "is no Office file"),
    "open document": (packed({"mimetype": b"x", TYPES: b"<x/>"}), "is an OpenDocument file"),
    "cut off": (sent("docx")[:5000], "is damaged"),
    "bomb": (packed({**parts("docx"), "word/x.xml": b"<x>" + b" " * 70_000_000}), "is unreasonably large"),
    "many parts": (packed({TYPES: b"<x/>", **{f"{n}.xml": b"<x/>" for n in range(2001)}}), "is unreasonably large"),
    "macros": (packed({**parts("docx"), "word/vbaProject.bin": b"x"}), "is a file with macros"),
    "macros by type": (with_part("xlsx", TYPES, lambda old: old.replace(b"sheet.main", b"sheet.macroEnabled.main")), "is a file with macros"),
    "sheets of macros": (packed({**parts("xlsx"), "xl/macrosheets/sheet1.xml": b"<x/>"}), "is a file with macros"),
    "entities in Word": (with_part("docx", BODY["docx"], entities), "is a file whose XML declares entities"),
    "entities in Excel": (with_part("xlsx", BODY["xlsx"], entities), "is a file whose XML declares entities"),
    "entities in strings": (with_part("xlsx", "xl/sharedStrings.xml", entities), "is a file whose XML declares entities"),
    "another encoding": (with_part("docx", BODY["docx"], lambda old: old.decode().replace("UTF-8", "UTF-16").encode("utf-16")), "is damaged"),
    "a hidden encoding": (with_part("docx", BODY["docx"], lambda old: old.replace(b"UTF-8", b"UTF-7", 1)), "is damaged"),
    "no XML": (with_part("docx", BODY["docx"], lambda _: b"\x00\x01"), "is damaged"),
    "half XML": (with_part("docx", BODY["docx"], lambda old: old[:3000]), "is damaged"),
    "half a sheet": (with_part("xlsx", BODY["xlsx"], lambda old: old[:3000]), "is damaged"),
    "no relations": (packed({name: part for name, part in parts("docx").items() if name != "_rels/.rels"}), "is damaged"),
    "no text": (packed({name: part for name, part in parts("docx").items() if name != BODY["docx"]}), "is damaged"),
    "no sheet": (packed({name: part for name, part in parts("xlsx").items() if name != BODY["xlsx"]}), "is damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what: str, tmp_path: Path) -> None:
    content, why = REFUSED[what]
    path = tmp_path / "theirs.docx"
    path.write_bytes(content)
    with pytest.raises(CaseError, match=f"theirs.docx {why}") as caught:
        open_returned(path)
    assert caught.value.problems[0].hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"cannot read .*none\.docx: no such file"):
        open_returned(tmp_path / "none.docx")


def test_what_is_no_regular_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, why in (
        (Path("/dev/zero"), "zero is no regular file"),
        (tmp_path / "pipe", "pipe is no regular file"),
        (tmp_path, "is a folder"),
    ):
        with pytest.raises(CaseError, match=why) as caught:
            open_returned(path)
        assert caught.value.problems[0].hint == "give the file that came back"


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs a file whose size is not known beforehand")
def test_a_file_that_does_not_say_its_size() -> None:
    with pytest.raises(CaseError, match="maps is no DOCX and no XLSX"):
        open_returned(Path("/proc/self/maps"))


def test_a_part_with_a_password(tmp_path: Path) -> None:
    raw = bytearray(sent("docx"))
    start = raw.index(b"PK\x01\x02")
    struct.pack_into("<H", raw, start + 8, 1)  # the flag of an encrypted member, in the directory
    (tmp_path / "a.docx").write_bytes(raw)
    with pytest.raises(CaseError, match="is protected by a password"):
        open_package(tmp_path / "a.docx")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_links_to_elsewhere_are_never_followed(kind: str, tmp_path: Path) -> None:
    relation = (
        b'<Relationship Id="x" TargetMode="External" Type="http://x/attachedTemplate" Target="http://203.0.113.9/a"/>'
    )
    name = {"docx": "word/_rels/document.xml.rels", "xlsx": "xl/_rels/workbook.xml.rels"}[kind]
    content = with_part(kind, name, lambda old: old.replace(b"</Relationships>", relation + b"</Relationships>"))
    (tmp_path / "a").write_bytes(content)
    assert open_returned(tmp_path / "a").tables  # and no test reaches the network: the suite's own watch looks


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_any_damage_is_told(kind: str, tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311  # the same damage on every run
    found, path = parts(kind), tmp_path / "a"
    names = [name for name in found if name.endswith((".xml", ".rels"))]
    read, refused = 0, []
    for _ in range(60):
        name = chance.choice(names)
        part = bytearray(found[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(part))
            part[at : at + chance.randint(0, 30)] = chance.choice((b"", b'"', b"<c/>", b"9999999999", b"\xff"))
        path.write_bytes(packed({**found, name: bytes(part)}))
        try:
            open_returned(path)
            read += 1
        except CaseError as error:
            refused.append(error.problems[0].message)
    assert read > 5
    assert len(refused) > 5
    assert all(message.startswith("a is ") for message in refused)


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_is_sensible(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = with_part("xlsx", BODY["xlsx"], lambda old: old.replace(b"</sheetData>", far))
    (tmp_path / "a").write_bytes(content)
    (table,) = open_returned(tmp_path / "a").tables
    assert len(table) <= 3000
