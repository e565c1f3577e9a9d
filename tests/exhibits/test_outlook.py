"""Outlook's messages: read as e-mails are, with their attachments, and a slip sheet where their reader is missing."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.exhibits import outlook, table
from casefile.exhibits.convert import convert
from casefile.exhibits.pages import NotShownError
from tests.exhibits.compound import Value, compound, message, properties
from tests.exhibits.conftest import MakeNative
from tests.exhibits.test_rtf import HELLO
from tests.exhibits.test_text import text_of

SUBJECT, BODY, HTML, SENDER, ADDRESS, HEADERS = 0x0037, 0x1000, 0x1013, 0x0C1A, 0x0C1F, 0x007D
NAME, DATA, MIME, RICH = 0x3707, 0x3701, 0x370E, 0x1009
PLAIN: Mapping[int, Value] = {
    SUBJECT: "Hours in March",
    SENDER: "Jana Wolff",
    ADDRESS: "jana@northwind.example",
    BODY: "All approved.\r\n",
}
JOBS: tuple[Mapping[int, Value], ...] = (
    {NAME: "Stunden März.pdf", DATA: b"%PDF-1.7 x", MIME: "application/pdf", 0x3705: 1},
)
PEOPLE: tuple[Mapping[int, Value], ...] = (
    {0x3001: "Ines Moreau", 0x39FE: "ines@halvorsen.example", 0x0C15: 1},
    {0x3001: "Counsel", 0x0C15: 2},
)


def test_headers_text_and_attachments_are_shown(native: MakeNative, tmp_path: Path) -> None:
    made = table.convert(native("a.msg", message(PLAIN, JOBS, PEOPLE)), tmp_path / "out.pdf")
    (attached,) = made.attachments
    assert (attached.name, attached.size) == ("Stunden März.pdf", 10)
    assert attached.sha256 == hashlib.sha256(b"%PDF-1.7 x").hexdigest()
    shown = " ".join(text_of(tmp_path / "out.pdf").split())
    for words in (
        '"Jana Wolff" <jana@northwind.example>', "Ines Moreau <ines@halvorsen.example>", "Cc Counsel",
        "Hours in March", "All approved.", "Stunden März.pdf",
    ):  # fmt: skip
        assert words in shown


def test_the_headers_it_was_sent_with_come_first(native: MakeNative) -> None:
    sent = {HEADERS: "From: J <j@northwind.example>\r\nMessage-ID: <1@x>\r\nSubject: =?utf-8?q?M=C3=A4rz?=\r\n\r\n"}
    mail = outlook.read(native("a.msg", message({**PLAIN, **sent})))
    assert mail.header("from") == ("J <j@northwind.example>",)
    assert mail.header("subject") == ("März",)
    assert mail.header("message-id") == ("<1@x>",)


def test_html_brings_only_its_words(native: MakeNative, tmp_path: Path) -> None:
    html = "<p>Dear <b>Ms Wolff</b></p><img src='http://canary.example/x'><script>CANARY</script>é".encode("cp1252")
    made = table.convert(native("a.msg", message({SUBJECT: "x", HTML: html, 0x3FDE: 1252})), tmp_path / "out.pdf")
    assert "Dear Ms Wolff" in text_of(tmp_path / "out.pdf")
    assert "CANARY" not in text_of(tmp_path / "out.pdf")
    assert made.notes == ("The message is shown without its remote pictures and active content.",)


def test_a_message_inside_is_shown_unless_something_is_kept_back(native: MakeNative, tmp_path: Path) -> None:
    forwarded = native("a.msg", message(PLAIN, inner={SUBJECT: "The first one", BODY: "Before that."}))
    made = table.convert(forwarded, tmp_path / "out.pdf")
    shown = text_of(tmp_path / "out.pdf")
    assert "The first one" in shown
    assert "Before that." in shown
    assert [(each.name, each.sha256) for each in made.attachments] == [("Forwarded", "")]
    table.convert(replace(forwarded, withheld=("0" * 64,)), tmp_path / "kept.pdf")
    assert "Before that." not in text_of(tmp_path / "kept.pdf")
    assert table.convert(replace(forwarded, inside=("0" * 64,)), tmp_path / "none.pdf").attachments == ()


def test_a_mail_under_the_name_of_a_message_is_shown(native: MakeNative, tmp_path: Path) -> None:
    table.convert(native("a.msg", b"From: a@b.example\n\nplain mail"), tmp_path / "out.pdf")
    assert "plain mail" in text_of(tmp_path / "out.pdf")


@pytest.mark.parametrize("cut", [8, 600, 1500])
def test_a_broken_one_is_not_shown(native: MakeNative, tmp_path: Path, cut: int) -> None:
    with pytest.raises(NotShownError, match="damaged"):
        table.convert(native("a.msg", message(PLAIN)[:cut]), tmp_path / "out.pdf")


def test_without_its_reader_a_slip_says_what_is_missing(
    native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "oxmsg", None)
    with pytest.raises(NotShownError, match="python-oxmsg") as reason:
        table.convert(native("a.msg", message(PLAIN)), tmp_path / "out.pdf")
    assert reason.value.lacks == "python-oxmsg"


def test_the_whole_way(native: MakeNative, tmp_path: Path) -> None:
    (pages,) = convert([native("a.msg", message(PLAIN, JOBS))], tmp_path / "out")
    assert (pages.slip, pages.count, len(pages.attachments)) == ("", 1, 1)


def test_rich_text_alone_is_shown(native: MakeNative, tmp_path: Path) -> None:
    made = table.convert(native("a.msg", message({SUBJECT: "x", RICH: HELLO})), tmp_path / "out.pdf")
    assert "hello world" in text_of(tmp_path / "out.pdf")
    assert made.notes == ()


def test_html_in_rich_text_is_shown_without_what_it_does(native: MakeNative, tmp_path: Path) -> None:
    raw = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}{\*\htmltag <script>CANARY</script><img src='http://canary.example'>}Hello}"
    folded = (len(raw) + 12).to_bytes(4, "little") + len(raw).to_bytes(4, "little") + b"MELA" + bytes(4) + raw
    table.convert(native("a.msg", message({SUBJECT: "x", RICH: folded})), tmp_path / "out.pdf")
    shown = text_of(tmp_path / "out.pdf")
    assert "Hello" in shown
    assert "CANARY" not in shown
    assert b"canary" not in (tmp_path / "out.pdf").read_bytes()


def test_rich_text_that_cannot_be_read_is_told_on_the_page(native: MakeNative, tmp_path: Path) -> None:
    table.convert(native("a.msg", message({SUBJECT: "x", RICH: b"ABCDEFGH" * 9})), tmp_path / "out.pdf")
    assert "has a text that cannot be read here" in " ".join(text_of(tmp_path / "out.pdf").split())


def test_an_object_in_the_text_leaves_the_message_readable(native: MakeNative) -> None:
    drawing = {"__substg1.0_3701000D": {"CONTENTS": b"x"}, **properties({0x3001: "Drawing", 0x3705: 6}, 8)}
    raw = compound({**properties(PLAIN, 32), "__attach_version1.0_#00000000": drawing})
    mail = outlook.read(native("a.msg", raw))
    assert "All approved." in mail.plain
    assert [(part.name, part.whole, part.inner) for part in mail.parts] == [("Drawing", False, None)]
