"""Folding, rewriting and cutting texts for a smaller alphabet."""

from __future__ import annotations

import pytest

from casefile.render.payment.characters import cut, folded, foreign, unicode_text, within


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" a\t\n b\u00a0c\u2028d ", "a b c d"),
        ("e\u0301", "é"),
        ("soft\u00adhyphen \u202eevil\u200b", "softhyphen evil"),
    ],
)
def test_a_text_is_folded_to_one_line(text: str, shown: str) -> None:
    assert folded(text) == shown


def test_a_letter_of_another_script_is_not_guessed_at() -> None:
    assert within("Łódź “Жук” Ⅳ½ ±", str.isascii) == 'Lodz "Жук" IV1'.replace("1", "½")
    assert foreign("Жуж", str.isascii) == "Жуж"
    assert foreign("ЖЖa", str.isascii) == "Ж"


def test_a_letter_keeps_its_accent_or_goes_with_it() -> None:
    assert cut("abx\u0323", 3) == "ab"
    assert cut("ab x", 3) == "ab"
    assert cut("abc", 3) == "abc"


def test_controls_are_no_text() -> None:
    assert [unicode_text(each) for each in "a\x07\ue000\U000e0fff"] == [True, False, False, False]
