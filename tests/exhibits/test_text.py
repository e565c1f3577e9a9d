"""Text files and chats: exactly as they read, each line with its number."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pypdfium2
import pytest

from casefile.case import decoding
from casefile.exhibits import chat, slip, table, text
from casefile.exhibits.pages import NotShownError
from tests.exhibits.conftest import MakeNative


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r", "")


@pytest.mark.parametrize(
    ("content", "language", "meant", "guessed"),
    [
        ("Złoty".encode(), "en", "Złoty", ""),
        ("\ufeffZłoty".encode(), "en", "Złoty", ""),
        ("Złoty i grosz".encode("utf-16"), "en", "Złoty i grosz", ""),
        ("Zloty i grosz".encode("utf-16-le"), "en", "Zloty i grosz", "UTF-16-LE"),
        ("Müller".encode("cp1252"), "de", "Müller", "cp1252"),
        ("Złożenie".encode("cp1250"), "pl", "Złożenie", "cp1250"),
        ("Счёт".encode("cp1251"), "ru", "Счёт", "cp1251"),
    ],
)
def test_encodings(content: bytes, language: str, meant: str, guessed: str) -> None:
    assert decoding.decoded(content, language) == (meant, guessed)


def test_binary_is_no_text(native: MakeNative, tmp_path: Path) -> None:
    with pytest.raises(NotShownError, match="damaged"):
        text.convert(native("a.txt", bytes(range(256)) * 4), tmp_path / "out.pdf")


def test_lines_are_numbered_and_literal(native: MakeNative, tmp_path: Path) -> None:
    content = "first\n\n<b>{{ 7 * 7 }}</b> \u202eevil\r\nlast \x1b[31m".encode()
    text.convert(native("a.txt", content), tmp_path / "out.pdf")
    lines = [" ".join(line.split()) for line in text_of(tmp_path / "out.pdf").splitlines()]
    assert lines[-4:] == ["1 first", "2", "3 <b>{{ 7 * 7 }}</b> <U+202E>evil", "4 last <U+001B>[31m"]


@pytest.mark.slow
def test_very_many_lines(native: MakeNative, tmp_path: Path) -> None:
    content = "".join(f"entry {number}\n" for number in range(1, 8102)).encode()
    text.convert(native("a.log", content), tmp_path / "out.pdf")
    shown = text_of(tmp_path / "out.pdf")
    assert all(f"entry {number}\n" in shown + "\n" for number in (1, 50, 51, 4000, 8101))


WHATSAPP = (
    "\u200e[21.03.26, 14:05:33] Jana Wolff: Is Friday fine?\n[21.03.26, 14:07:02] Ines: Yes:\nas agreed\n"
    "[22.03.26, 09:00:00] Messages are end-to-end encrypted.\n"
)


@pytest.mark.parametrize(
    "export", [WHATSAPP, WHATSAPP.replace("[", "").replace("] ", " - "), WHATSAPP.replace("21.03.26", "3/21/26")]
)
def test_chat_is_recognised(native: MakeNative, tmp_path: Path, export: str) -> None:
    row = table.choose(export.encode(), ".txt")
    assert row is not None
    assert row.name == "chat"
    chat.convert(native("chat.txt", export.encode()), tmp_path / "out.pdf")
    shown = " ".join(text_of(tmp_path / "out.pdf").split())
    assert "Jana Wolff Is Friday fine? 2" in shown
    assert "Ines Yes: as agreed 3" in shown


def test_text_about_a_time_is_no_chat() -> None:
    row = table.choose(b"21.03.26, 14:05 - we met\nand talked\n", ".txt")
    assert row is not None
    assert row.name == "text"


def test_telegram(native: MakeNative, tmp_path: Path) -> None:
    export = b"""{"messages": [{"date": "2026-03-21T14:05:33", "from": "Jana", "text": ["see ", {"text": "x.example"}]},
        {"date": "2026-03-21T14:06:00", "from": "Ines", "text": "", "photo": "photos/1.jpg"}]}"""
    chat.convert(native("result.json", export), tmp_path / "out.pdf")
    shown = text_of(tmp_path / "out.pdf")
    assert "2026-03-21 14:05:33" in shown
    assert "see x.example" in shown
    assert "[photos/1.jpg]" in shown


def test_slip_says_what_it_is_and_where(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("call <1>.mp3", b"ID3")
    assert slip.convert(theirs, tmp_path / "out.pdf", "A sound recording.").count == 1
    shown = text_of(tmp_path / "out.pdf")
    digest = hashlib.sha256(b"ID3").hexdigest()
    for words in ("E01", "call <1>.mp3", "A sound recording.", "3 bytes", digest):
        assert words in shown.replace("\u202f", " ")


def _account(count: int) -> bytes:
    said = [{"date": "2026-03-21T14:05:33", "from": "Jana", "text": f"word {number}"} for number in range(count)]
    chats = [{"name": "Northwind", "messages": said}, {"type": "saved_messages", "messages": said[:1]}, {"messages": 7}]
    return json.dumps({"about": "x", "chats": {"list": chats}, "left_chats": {"list": [None]}}).encode()


@pytest.mark.parametrize("count", [2, 4100])
def test_a_whole_telegram_account_has_its_chats(native: MakeNative, tmp_path: Path, count: int) -> None:
    chat.convert(native("result.json", _account(count)), tmp_path / "out.pdf")
    shown = " ".join(text_of(tmp_path / "out.pdf").split())
    for words in ("Northwind", f"word {count - 1}", "saved_messages"):
        assert words in shown
    assert '"chats"' not in shown


def test_xml_is_shown_as_its_lines(native: MakeNative, tmp_path: Path) -> None:
    invoice = native("invoice.xml", b'<?xml version="1.0"?>\n<Invoice>&x;<ID>R-7</ID></Invoice>\n')
    table.convert(invoice, tmp_path / "out.pdf")
    assert "2 <Invoice>&x;<ID>R-7</ID></Invoice>" in " ".join(text_of(tmp_path / "out.pdf").split())


def test_a_long_line_without_a_space_is_whole(native: MakeNative, tmp_path: Path) -> None:
    text.convert(native("deep.json", b"[" * 30_000), tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf").count("[") == 30_000
    assert "U+200B" not in text_of(tmp_path / "out.pdf")


def test_a_file_embedded_in_xml_is_left_out(native: MakeNative, tmp_path: Path) -> None:
    code, words = "JVBERi0xLjcK" * 400, "plain words " * 400
    content = f"<Invoice><ID>R-7</ID><Object>{code}</Object><Note>{words}</Note></Invoice>"
    made = table.convert(native("invoice.xml", content.encode()), tmp_path / "out.pdf")
    shown = " ".join(text_of(tmp_path / "out.pdf").split())
    assert "<Object>[…]</Object>" in shown
    assert "JVBERi" not in shown
    assert shown.count("plain words") == 400
    assert made.notes == ("Files embedded in the native are not shown.",)


def test_marks_of_a_terminal_are_spelt_out(native: MakeNative, tmp_path: Path) -> None:
    text.convert(native("log.txt", b"\x1b[31mred\x07 alert\n" * 20), tmp_path / "out.pdf")
    assert "<U+001B>[31mred<U+0007> alert" in text_of(tmp_path / "out.pdf")
