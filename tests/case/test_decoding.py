"""Bytes as text: by what they say of themselves, else as the language usually writes them."""

from __future__ import annotations

import pytest

from casefile.case.decoding import decoded, named

TEXT = "Invoice 1043 is due on 14 April."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_known_by_its_zeros(encoding: str) -> None:
    found = decoded(TEXT.encode(encoding), "en")
    assert found is not None
    assert (found.text, found.guessed) == (TEXT, encoding.upper())


def test_marked_text_is_read_by_its_mark() -> None:
    found = decoded(TEXT.encode("utf-8-sig"), "en")
    assert found is not None
    assert (found.text, found.guessed) == (TEXT, "")


def test_what_is_neither_is_read_as_the_language_writes() -> None:
    found = decoded("Счёт".encode("cp1251"), "ru")
    assert found is not None
    assert (found.text, found.guessed) == ("Счёт", "cp1251")
    assert decoded(b"\x00\x01\x02binary", "en") is None


def test_an_encoding_that_nobody_knows_is_as_none() -> None:
    assert named("Müller".encode("cp1252"), "no-such", "de") == "Müller"
    assert named("Müller".encode("iso-8859-1"), "iso-8859-1", "de") == "Müller"


def test_a_mark_before_ascii_is_no_utf_16_where_the_encoding_is_unknown() -> None:
    assert named(b"\xff\xfe\x00bytes", "x-klingon", "en") == "\xff\xfe\x00bytes"
    assert named(b"\xff\xfe" + TEXT.encode(), "x-klingon", "en") == "ÿþ" + TEXT
    assert named("bytes".encode("utf-16"), "x-klingon", "en") == "bytes"
    assert named("Счёт оплачен".encode("utf-16"), "x-klingon", "ru") == "Счёт оплачен"
    assert named("请在三十天内付款。谢谢！".encode("utf-16"), "x-klingon", "en") == "请在三十天内付款。谢谢！"
    assert named(TEXT.encode(), "x-klingon", "en") == TEXT


def test_text_with_marks_of_a_terminal_is_text() -> None:
    found = decoded(b"\x1b[31mred\x07\n" * 20, "en")
    assert found is not None
    assert found.guessed == ""
    assert found.text.startswith("\x1b[31mred\x07\n")
    assert decoded(bytes(range(1, 32)) * 20, "en") is None
