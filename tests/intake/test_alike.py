"""Texts that say the same, and cleaning what others wrote."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile import reading
from casefile.intake.alike import alike, cleaned, taken_out


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“36” hours…", '"36"  hours...'), ("INV\u20111043", "INV-1043"), ("20\u00a0Apr", "20 apr"), ("a\u00adb", "ab"),
        ("„so“", "“so”"), ("it’s", "it's"), ("e\u0301", "é"), ("one\ntwo", "one two "),
    ],
)  # fmt: skip
def test_alike(one: str, other: str) -> None:
    assert alike(one) == alike(other)


@pytest.mark.parametrize(("one", "other"), [("36 hours", "38 hours"), ("EUR", "GBP"), ("", "x")])
def test_different(one: str, other: str) -> None:
    assert alike(one) != alike(other)


def test_cleaned() -> None:
    assert (
        cleaned(" We\u00a0 counted\t36\u202e hours.\r\n\r\n\x07See B1.\u2028End \ue000")
        == "We counted 36 hours.\nSee B1.\nEnd"
    )


@given(st.text())
def test_what_is_cleaned_may_stand_in_a_case(text: str) -> None:
    assert list(reading.forbidden_characters(cleaned(text), "x")) == []
    assert cleaned(cleaned(text)) == cleaned(text)


def test_taken_out() -> None:
    assert taken_out("Rés\u00a0umé\tof\r\nall\u2003 – “x”") == ()
    assert taken_out("a\u202eb\u2028c\u202e\x07\v\ue000") == ("\u202e", "\u2028", "\x07", "\v", "\ue000")


@given(st.text())
def test_whatever_does_not_stay_is_named(text: str) -> None:
    odd = taken_out(text)
    assert not set(odd) & set(cleaned(text))
    stays = "".join(each for each in text if each not in odd)
    assert "".join(cleaned(stays).split()) == "".join(unicodedata.normalize("NFC", stays).split())
