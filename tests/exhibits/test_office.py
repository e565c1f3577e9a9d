"""Office files become pages where LibreOffice is installed, the same bytes each time; a slip sheet where it is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from casefile.exhibits import harmless, office, table
from casefile.exhibits.convert import convert
from casefile.exhibits.pages import Native
from tests.exhibits.conftest import MakeNative
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


@pytest.mark.slow
@needs_office
def test_a_broken_office_file_gets_a_slip_with_its_own_name(native: MakeNative, tmp_path: Path) -> None:
    broken = native("hours.xlsx", b"PK\x03\x04[Content_Types].xml and nothing else")
    (pages,) = convert([broken], tmp_path / "out")
    assert pages.slip
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
    assert "LibreOffice" in pages.slip
