"""Names from outside: safe on every disk, readable in the register, and nothing in them turns the reader's eye."""

from __future__ import annotations

import os
import unicodedata

import pytest

from casefile.case.names import LONGEST, printable, safe_name, title, visible
from casefile.case.proof import Exhibit
from casefile.case.yamltext import item
from casefile.reading import read_list

NAMES = (
    "../../etc/passwd", "..", ".", "/", "", "a/b", "a\\b.txt", "CON", "nul.txt", "x" * 300 + ".pdf", ".env", "~$x.docx",
    "invoice\u202efdp.exe", "\u202e", "\u200b\u200f.txt", "a\x00b", "a\nb\r\n- id: E99", "x\u2028y\x85z", "日本語.pdf",
    os.fsdecode(b"bad\xff\n.txt"), "null", "true.yaml", '"quoted": {x}', "# x", "a: b", "\ufeffx", "\ufffe\uffff", "e\u0301.txt",
    "😀.png", "name.", "name .txt ", "a" * 200 + "." + "b" * 90, "\U000e0041x.txt", "\x1b[31mred.txt",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_on_disk_is_plain(name: str) -> None:
    safe = safe_name(name)
    assert safe.strip("-._abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
    assert 1 <= len(safe) <= 80
    assert safe not in (".", "..")
    assert not safe.endswith(".")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Акт приёмки № 5.pdf", "Akt-priemki-No-5.pdf"),
        ("Счёт-фактура.PDF", "Schet-faktura.PDF"),
        ("Żółć.txt", "Zolc.txt"),
        ("Übergabe groß.eml", "Ubergabe-gross.eml"),
        ("合同.docx", "HeTong.docx"),
        ("u\u0308ber.txt", "uber.txt"),
        ("файл.ехе", "fayl.ekhe"),
        ("Дело № 7. Том 2", "Delo-No-7.-Tom-2"),
        ("\u202e", "file"),
    ],
)
def test_other_letters_are_written_in_latin_ones(name: str, made: str) -> None:
    assert safe_name(name) == made


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_the_register_reads_back(name: str) -> None:
    acquired = {key: value for key, value in {"on": "2026-05-07", "name": printable(name)}.items() if value}
    text = item({"id": "E01", "file": "evidence/E01-x", "title": title(name), "acquired": acquired})
    (row,) = read_list(text.encode(), "evidence.yaml", Exhibit)
    assert row.title == title(name)
    assert row.acquired is not None
    assert row.acquired.name == printable(name)
    hidden = [each for each in row.title + row.acquired.name if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp")]
    assert hidden == []
    assert max(len(row.title), len(row.acquired.name)) <= LONGEST


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("invoice\u202efdp.exe", "invoice<U+202E>fdp.exe"),
        ("\u202e", ""),
        ("a\nb", "a b"),
        (os.fsdecode(b"bad\xff.txt"), "bad?.txt"),
        ("Vertrag März.pdf", "Vertrag März.pdf"),
    ],
)
def test_what_hides_is_written_out(name: str, said: str) -> None:
    assert printable(name) == said


def test_words_are_cut_to_what_can_be_read() -> None:
    assert visible("x" * 201) == "x" * 199 + "…"
    assert visible("a\u202eb\tc\n") == "ab c"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("delivery_note-0451.txt", "Delivery note 0451"),
        ("INV-1043.txt", "INV-1043"),
        ("scan-2026-03-28.txt", "Scan 2026-03-28"),
        ("time sheet (final).txt", "Time sheet (final)"),
        ("Übergabe__protokoll.txt", "Übergabe protokoll"),
        ("-_-.txt", "-_-"),
        ("invoice\u202efdp.exe", "Invoicefdp"),
        ("a\u2066b\u2069\u200f\u200bc.txt", "Abc"),
        ("two\nlines\tand\x1b[31m.txt", "Two lines and [31m"),
        ("חוזה 2.txt", "חוזה 2"),
        ("\u202e.txt", "File"),
        ("", "File"),
        ("Vertrag.tar.gz", "Vertrag.tar"),
    ],
)
def test_a_title_out_of_a_name(name: str, made: str) -> None:
    assert title(name) == made
