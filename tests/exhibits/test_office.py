"""Office files become pages where LibreOffice is installed, the same bytes each time; a slip sheet where it is not."""

from __future__ import annotations

import subprocess
import time
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest

from casefile import programs
from casefile.exhibits import compound, harmless, office, table
from casefile.exhibits.convert import convert
from casefile.exhibits.pages import Native, NotShownError
from casefile.programs import StoppedError
from tests.exhibits.compound import Tree
from tests.exhibits.compound import compound as compound_file
from tests.exhibits.conftest import MakeNative, page_pdf
from tests.exhibits.test_text import text_of

SHEET = Path(__file__).parents[2] / "cases/2026-022-brightwell/evidence/E10-hours-2026.xlsx"
needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")


@pytest.mark.slow
@needs_office
def test_a_spreadsheet_becomes_the_same_pages_each_time(tmp_path: Path) -> None:
    native = Native(SHEET, "E10", "Hours", "en", date(2026, 9, 1))
    first, second = (convert([native], tmp_path / name)[0] for name in "ab")
    assert first.pdf.read_bytes() == second.pdf.read_bytes()
    assert (first.slip, first.count) == ("", 1)
    assert first.notes[0].startswith("The pages were laid out by LibreOffice ")
    shown = text_of(first.pdf)
    for words in ("Orchard Lane", "99.5", "second site live on the 16th"):
        assert words in shown
    with pikepdf.open(first.pdf) as pdf:
        assert harmless.active_content(pdf) == ()
        assert "/CreationDate" not in pdf.docinfo


def as_docx(path: Path) -> None:
    made = docx.Document()
    made.add_heading("Minutes of 21 March")
    made.add_paragraph("The second delivery is approved.")
    made.save(str(path))


def as_xlsx(path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["Minutes of 21 March", "The second delivery is approved."])
    made.active.column_dimensions["A"].width = made.active.column_dimensions["B"].width = 40
    made.save(path)


def test_what_was_taken_out_of_a_word_file_is_not_laid_out(
    native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = docx.Document()
    made.add_paragraph("Plain letter")
    made.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = b'<w:p><w:del w:id="1" w:author="K"><w:r><w:delText>half of it</w:delText></w:r></w:del></w:p>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + body)
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    theirs = native("b.docx", (tmp_path / "b.docx").read_bytes())
    laid_out: list[bytes] = []

    def ran(asked: tuple[Path, ...], **_: object) -> None:
        with zipfile.ZipFile(asked[-1]) as archive:
            laid_out.append(archive.read("word/document.xml"))
        raise StoppedError("enough", overran=True)

    monkeypatch.setattr(office, "program", lambda: Path("/soffice"))
    monkeypatch.setattr(programs, "run", ran)
    with pytest.raises(StoppedError):
        office.to_pdf(theirs, tmp_path / "work", 5)
    assert b"half of it" not in laid_out[0]
    assert b"Plain letter" in laid_out[0]
    assert b"half of it" in zipfile.ZipFile(theirs.path).read("word/document.xml")


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "doc", "xlsx", "ods", "xls"])
def test_each_type_becomes_pages(tmp_path: Path, kind: str) -> None:
    first = tmp_path / ("made.xlsx" if kind in ("xlsx", "ods", "xls") else "made.docx")
    (as_xlsx if first.suffix == ".xlsx" else as_docx)(first)
    if first.suffix != f".{kind}":
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        argv = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(first)]
        subprocess.run(argv, check=True, capture_output=True)
    (pages,) = convert([Native(tmp_path / f"made.{kind}", "E01", "Minutes", "en", date(2026, 9, 1))], tmp_path / "out")
    assert pages.slip == ""
    assert "Minutes of 21 March" in text_of(pages.pdf)
    assert "The second delivery is approved." in text_of(pages.pdf)
    with pikepdf.open(pages.pdf) as pdf:
        assert harmless.active_content(pdf) == ()


@pytest.mark.slow
@needs_office
def test_a_broken_office_file_gets_a_slip_with_its_own_name(native: MakeNative, tmp_path: Path) -> None:
    broken = native("hours.xlsx", b"PK\x03\x04[Content_Types].xml and nothing else")
    (pages,) = convert([broken], tmp_path / "out")
    assert pages.slip in ("LibreOffice could not lay out this file.", "The file is damaged and could not be read.")
    assert not pages.by_nature
    assert "hours.xlsx" in text_of(pages.pdf)


def test_which_files_libreoffice_is_asked_for(native: MakeNative) -> None:
    assert table.row_of(native("notes.mp3", b"ID3\x03")) is None
    assert names("notes.txt", b"plain words") == "text"
    assert names("budget.xlsx", b"ID3\x03 sound") == ""
    assert names("letter.doc", COMPOUND) == names("letter", b"{\\rtf1 x}") == names("a.zip", OOXML) == "office"
    assert names("mail.msg", COMPOUND) == "outlook"


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OOXML = b"PK\x03\x04[Content_Types].xml"


def names(name: str, head: bytes) -> str:
    row = table.choose(head, Path(name).suffix)
    return row.name if row else ""


def test_without_libreoffice_a_slip_says_so(
    native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    monkeypatch.setattr(office, "version", lambda: "")
    (pages,) = convert([native("hours.xlsx", SHEET.read_bytes())], tmp_path / "out")
    assert pages.slip == "LibreOffice, which lays out office files, is not installed here."
    assert (pages.lacks, pages.by_nature) == ("LibreOffice", False)


def instead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    """Puts a script in LibreOffice's place."""
    place = tmp_path / "soffice"
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: place)
    monkeypatch.setattr(office, "version", lambda: "LibreOffice 0")


@pytest.mark.parametrize("script", ["sleep 60", "sleep 60 & wait", "trap '' TERM; while :; do :; done"])
def test_a_program_that_hangs_is_stopped_with_all_it_started(
    native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    instead(monkeypatch, tmp_path, script)
    began = time.monotonic()
    (pages,) = convert([native("hours.xlsx", SHEET.read_bytes())], tmp_path / "out", seconds=2)
    assert pages.slip == "Converting the file took longer than 2 seconds."
    assert "hours.xlsx" in text_of(pages.pdf)
    assert time.monotonic() - began < 20


def test_the_time_is_for_all_that_is_done(native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page_pdf(tmp_path / "made.pdf")
    instead(monkeypatch, tmp_path, f'[ -f native.xlsx ] || exit 1; sleep 3; cp "{tmp_path}/made.pdf" native.pdf')
    quick, late = (
        convert([native("hours.xlsx", SHEET.read_bytes())], tmp_path / str(seconds), seconds=seconds)[0]
        for seconds in (20, 3)
    )
    assert (quick.slip, late.slip) == ("", "Converting the file took longer than 3 seconds.")


def test_a_locked_file_and_one_it_cannot_read(
    native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, tmp_path, "exit 0")
    locked = native("a.docx", compound_file({"EncryptedPackage": b"locked"}))
    unread = replace(native("b.doc", compound_file({"WordDocument": b"one"})), label="E02")
    slips = [pages.slip for pages in convert([locked, unread], tmp_path / "out")]
    assert slips == ["The file is protected with a password.", "LibreOffice could not lay out this file."]


@pytest.mark.slow
@needs_office
def test_a_program_that_was_stopped_leaves_no_socket(tmp_path: Path) -> None:
    native = Native(SHEET, "E10", "Hours", "en", date(2026, 9, 1))
    for seconds in (1.5, 3.0):  # one of them is while it works, on any machine
        with suppress(StoppedError, NotShownError):  # it may end by itself, with nothing made
            office.to_pdf(native, tmp_path / f"{seconds}", seconds)
        assert not any(path.exists() for path in office._sockets(tmp_path / f"{seconds}" / "profile"))


@pytest.mark.parametrize(
    "content",
    [
        compound.MARK + b"\xff" * 5000,
        compound.MARK,
        compound.MARK + bytes(5000),
        compound_file({"Notes": b"no document"}),
        compound_file({"WordDocument": b"one"})[:700],
    ],
    ids=["rubbish", "mark alone", "zeros", "no document", "cut off"],
)
def test_what_only_begins_as_an_old_office_file_is_damaged(native: MakeNative, tmp_path: Path, content: bytes) -> None:
    (made,) = convert([native("fake.doc", content)], tmp_path / "out")
    assert made.slip == "The file is damaged and could not be read."


def test_the_streams_of_a_compound_file_are_those_of_its_directory(native: MakeNative) -> None:
    tree: Tree = {"WordDocument": b"one", "Data": b"two", "ObjectPool": {"inner": b"three"}}
    assert compound.streams(native("a.doc", compound_file(tree)).path) == {"WordDocument", "Data", "inner"}
