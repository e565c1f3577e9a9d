"""Business cards and calendars: names and values in plain words, whichever version wrote them."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.exhibits import table
from casefile.exhibits.pages import NotShownError
from tests.exhibits.conftest import MakeNative
from tests.exhibits.test_text import text_of

NEW = """\
BEGIN:VCARD
VERSION:4.0
FN:Иван Петров
N:Петров;Иван;;;
ORG:ООО «Ромашка»;Закупки
item1.TEL;TYPE="work,voice";VALUE=uri:tel:+7-495-000-00-00
EMAIL;TYPE=work:ivan@romashka.example
NOTE:Approves time sheets\\, signs orders.\\nOn leave
  in August.
PHOTO:data:image/jpeg;base64,AAAAAAAAAAAA
END:VCARD
"""
OLD = """\
BEGIN:VCARD\r
VERSION:2.1\r
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD =D0=9F=\r
=D0=B5=D1=82=D1=80=D0=BE=D0=B2\r
TEL;WORK;VOICE:+7 495 000\r
PHOTO;ENCODING=BASE64;JPEG:AAAA\r
 AAAA\r
END:VCARD\r
"""
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
SUMMARY:Acceptance of sprint 3
DTSTART;TZID=Europe/Berlin:20260328T100000
LOCATION:Hamburg\\, Kontorhaus
ATTENDEE;CN="Jo: Wolff";ROLE=CHAIR:mailto:jo@northwind.example
END:VEVENT
END:VCALENDAR
"""


def shown(native: MakeNative, out: Path, name: str, content: str) -> str:
    table.convert(native(name, content.encode()), out / "out.pdf")
    return " ".join(text_of(out / "out.pdf").split())


def test_a_card(native: MakeNative, tmp_path: Path) -> None:
    said = shown(native, tmp_path, "petrov.vcf", NEW)
    for each in ("Иван Петров", "Петров, Иван", "ООО «Ромашка», Закупки", "TEL work,voice tel:+7-495-000-00-00"):
        assert each in said
    assert "Approves time sheets, signs orders. On leave in August." in said
    assert "PHOTO [9 bytes]" in said
    assert "BEGIN" not in said


def test_a_card_of_an_old_telephone(native: MakeNative, tmp_path: Path) -> None:
    said = shown(native, tmp_path, "contact", OLD)
    assert "FN Иван Петров" in said
    assert "TEL work, voice +7 495 000" in said
    assert "PHOTO jpeg [6 bytes]" in said


def test_a_calendar(native: MakeNative, tmp_path: Path) -> None:
    said = shown(native, tmp_path, "invite.ics", CALENDAR)
    assert "SUMMARY Acceptance of sprint 3" in said
    assert "DTSTART Europe/Berlin 20260328T100000" in said
    assert "LOCATION Hamburg, Kontorhaus" in said
    assert "ATTENDEE mailto:jo@northwind.example" in said


def test_what_only_has_the_suffix_is_shown_as_its_lines(native: MakeNative, tmp_path: Path) -> None:
    assert "1 no card at all" in shown(native, tmp_path, "a.vcf", "no card at all\n")


def test_one_that_holds_what_is_kept_back_is_not_shown(native: MakeNative, tmp_path: Path) -> None:
    secret = b"what is kept back, in more than a few letters"
    held = f"BEGIN:VCALENDAR\nATTACH;ENCODING=BASE64:{base64.b64encode(secret).decode()}\nEND:VCALENDAR\n"
    kept = (hashlib.sha256(secret).hexdigest(),)
    with pytest.raises(NotShownError, match="held back"):
        table.convert(replace(native("a.ics", held.encode()), withheld=kept), tmp_path / "out.pdf")


def test_outlooks_wrapping_says_what_it_is(native: MakeNative, tmp_path: Path) -> None:
    with pytest.raises(NotShownError, match="TNEF") as reason:
        table.convert(native("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00" + bytes(40)), tmp_path / "out.pdf")
    assert not reason.value.by_nature
