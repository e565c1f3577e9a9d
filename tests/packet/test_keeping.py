"""What was drawn is kept, and drawn again when anything that it depends on is another."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import casefile
from casefile.packet import keeping
from casefile.packet.settle import drawn
from casefile.render import kept
from casefile.render.blocks import Paragraph, Run
from casefile.render.builtin import builtin
from casefile.render.sheet import Asset, Frame, Sheet

SHEET = Sheet("en", "A letter", "document", Frame(), (Paragraph((Run("words"),)),), date(2026, 9, 1))
OTHERS = (
    replace(SHEET, language="fr"),
    replace(SHEET, body=(Paragraph((Run("other words"),)),)),
    replace(SHEET, created=date(2026, 9, 2)),
    replace(SHEET, frame=Frame(footer=("case", "other commit"))),
    replace(SHEET, frame=Frame(banner="DRAFT")),
    replace(SHEET, assets={"logo": Asset("image/png", b"other bytes", "", 42)}),
)


OLD = 1_000_000_000


def word(folder: Path, sheet: Sheet = SHEET, letterhead: bytes | None = None) -> bool:
    """Draws a Word file and tells whether it is the one that was there."""
    file = folder / "letter-word.docx"
    if file.exists():
        os.utime(file, (OLD, OLD))
    assert keeping.in_word(sheet, letterhead, file) == file.read_bytes()
    return int(file.stat().st_mtime) == OLD


def paper(folder: Path, sheet: Sheet = SHEET) -> bool:
    """The same for a PDF."""
    file = folder / "letter.pdf"
    if file.exists():
        os.utime(file, (OLD, OLD))
    drawn(sheet, file)
    return int(file.stat().st_mtime) == OLD


def test_a_word_file_is_drawn_once(tmp_path: Path) -> None:
    assert [word(tmp_path), word(tmp_path)] == [False, True]
    assert not word(tmp_path, OTHERS[1])


@pytest.mark.parametrize("spoilt", ["letter-word.docx", "letter-word.json"])
def test_one_that_was_kept_and_spoilt_is_drawn_again(tmp_path: Path, spoilt: str) -> None:
    word(tmp_path)
    (tmp_path / spoilt).write_bytes(b"{}")
    assert [word(tmp_path), word(tmp_path)] == [False, True]


def test_another_letterhead_is_another_drawing(tmp_path: Path) -> None:
    own = (builtin() / "base/letterhead.docx").read_bytes()
    assert [word(tmp_path), word(tmp_path, letterhead=own), word(tmp_path, letterhead=own)] == [False, False, True]


@pytest.mark.parametrize("other", OTHERS)
def test_another_sheet_is_another_drawing(other: Sheet) -> None:
    assert keeping.made_of(other) != keeping.made_of(SHEET) == keeping.made_of(replace(SHEET))


def test_another_look_is_another_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [word(tmp_path), paper(tmp_path)] == [False, False]
    assert [word(tmp_path), paper(tmp_path)] == [True, True]
    monkeypatch.setattr(casefile, "__version__", "99")
    kept.forget()
    assert [word(tmp_path), paper(tmp_path)] == [False, False]
    kept.forget()
