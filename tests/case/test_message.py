"""The headers of a dropped-in mail say when, which way, between whom and about what."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.case.message import heading
from casefile.case.party import Party, Person, Representative
from casefile.exhibits import mail_parts

OURS = Party(
    name="Us", email="accounts@halvorsen.example", contacts=(Person(name="Ines", email="ines@halvorsen.example"),)
)
THEIRS = Party(
    name="Them", email="AP@northwind.example", represented_by=Representative(name="Voss", email="voss@kanzlei.example")
)
DATE = "Date: Fri, 1 May 2026 23:30:00 +0200\n"


def head(text: str | bytes) -> dict[str, object]:
    raw = text if isinstance(text, bytes) else text.encode()
    return heading(raw, OURS, THEIRS)


def test_what_the_headers_say() -> None:
    text = f"{DATE}From: Jana <ap@Northwind.example>\nTo: a@x.example, Ines <ines@halvorsen.example>\nSubject: Re: INV-1\nMessage-ID: <1@n>\n\nHi"
    assert head(text) == {
        "date": "2026-05-01",
        "direction": "in",
        "channel": "email",
        "from": "ap@northwind.example",
        "to": "a@x.example, ines@halvorsen.example",
        "subject": "Re: INV-1",
        "proof": "<1@n>",
    }


DIRECTIONS = {
    "from us": ("From: accounts@halvorsen.example", "out"),
    "from a colleague not listed": ("From: bob@halvorsen.example", "out"),
    "from them": ("From: ap@northwind.example", "in"),
    "from their counsel": ("From: voss@kanzlei.example", "in"),
    "from somebody at theirs": ("From: jana@northwind.example", "in"),
    "to them, from a stranger": ("From: x@else.example\nTo: ap@northwind.example", "out"),
    "to us, from a stranger": ("From: x@else.example\nTo: x@y.example\nCc: ines@halvorsen.example", "in"),
    "between strangers": ("From: x@else.example\nTo: y@else.example", None),
}


@pytest.mark.parametrize("name", DIRECTIONS)
def test_direction_follows_from_the_addresses(name: str) -> None:
    headers, direction = DIRECTIONS[name]
    assert head(f"{DATE}{headers}\n\nHi").get("direction") == direction


def test_a_shared_mail_provider_says_nothing_of_the_direction() -> None:
    us, them = Party(name="Us", email="us@mail.example"), Party(name="Them", email="them@mail.example")
    found = heading(f"{DATE}From: third@mail.example\n\nHi".encode(), us, them)
    assert "direction" not in found


@pytest.mark.parametrize(
    ("subject", "read"),
    [
        (b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"=?utf-8?q?two=0Alines?=", "two lines"),
        (b"folded\n over two lines", "folded over two lines"),
        (
            b"=?utf-8?q?Best=C3=A4tigung_f=C3=BCr?=\n das =?utf-8?q?Caf=C3=A9?= Morgenrot",
            "Bestätigung für das Café Morgenrot",
        ),
        (b"=?utf-8?q?f=C3=BCr?=\r\n\tdas\r\n =?utf-8?q?Caf=C3=A9?=\r\n =?utf-8?q?s?=", "für das Cafés"),
        (b"Invoice\n =?utf-8?q?f=C3=BCr?=\n das", "Invoice für das"),
        (b"=?no-such-charset?q?caf=C3=A9?=", "café"),
        (b"=?iso-8859-2?q?Z=B3o=BFenie?=", "Złożenie"),
        (b"=?utf-8?b?a?=", "=?utf-8?b?a?="),
        (b"=?utf-8?b?not base64?=", "=?utf-8?b?not base64?="),
        ("Rechnung für Łódź".encode(), "Rechnung für Łódź"),
        ("Grüße =?utf-8?q?an_=C5=81=C3=B3d=C5=BA?=".encode(), "Grüße an Łódź"),
        (b"a\xfcb", "aüb"),
        (b"=?utf-8?q?=EE=80=80?= private", "private"),
    ],
)
def test_subjects_are_decoded_onto_one_clean_line(subject: bytes, read: str) -> None:
    assert head(DATE.encode() + b"From: ap@northwind.example\nSubject: " + subject + b"\n\nHi")["subject"] == read


def test_a_mail_is_called_what_its_page_says() -> None:
    raw = f"{DATE}From: Jörg Müßig <jörg@müßig.example>\nSubject: Straße\n folded\n\nHi".encode()
    found = head(raw)
    assert (found["subject"],) == mail_parts.read(raw).header("Subject")
    assert found["from"] == "jörg@müßig.example"


@pytest.mark.parametrize("date", ["Date: yesterday\n", "Date:\n", "", "Date: Fri, 99 May 2026 10:00:00\n"])
def test_a_bad_date_is_left_out(date: str) -> None:
    assert "date" not in head(f"{date}From: ap@northwind.example\n\nHi")


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n\n", b" ", b"\0" * 40, b"\xff\xfe", b"\n\nHi", b"From:\nTo: \xff@\xff\n", b"From: a@[\n"]
)
def test_what_is_no_mail_says_little_and_stops_nothing(raw: bytes) -> None:
    assert head(raw)["channel"] == "email"
    assert "date" not in head(raw)


def test_real_mails_give_headings_without_a_traceback(samples: Path) -> None:
    mails = sorted((samples / "mail").glob("*.eml"))
    assert mails
    for mail in mails:
        found = heading(mail.read_bytes(), OURS, THEIRS)
        assert found["channel"] == "email"
        assert all("\n" not in str(value) for value in found.values()), mail.name


@pytest.mark.parametrize(
    ("language", "charset", "subject"),
    [("ru", "cp1251", "Счёт № 7"), ("pl", "cp1250", "Żądanie zapłaty"), ("fr", "cp1252", "Réponse")],
)
def test_raw_bytes_are_read_as_on_the_mails_page(language: str, charset: str, subject: str) -> None:
    raw = f"{DATE}Subject: {subject}\n\nHi".encode(charset)
    (page,) = mail_parts.read(raw, language).header("Subject")
    assert heading(raw, OURS, THEIRS, language)["subject"] == page == subject
