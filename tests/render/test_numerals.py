"""Numbers in words."""

from __future__ import annotations

import pytest

from casefile.errors import CaseError
from casefile.render.numerals import number_in_words

CASES = [
    ("en", 0, "zero"),
    ("en", 21, "twenty-one"),
    ("en", 1001, "one thousand and one"),
    ("en", 234567, "two hundred and thirty-four thousand five hundred and sixty-seven"),
    ("fr", 71, "soixante et onze"),
    ("fr", 80, "quatre-vingts"),
    ("fr", 81, "quatre-vingt-un"),
    ("fr", 91, "quatre-vingt-onze"),
    ("fr", 200, "deux cents"),
    ("fr", 201, "deux cent un"),
    ("fr", 200000, "deux cent mille"),
    ("fr", 80000, "quatre-vingt mille"),
    ("fr", 200000000, "deux cents millions"),
    ("de", 1234, "eintausendzweihundertvierunddreißig"),
    ("de", 101, "einhundertein"),
    ("de", 2000001, "zwei Millionen ein"),
    ("pl", 1234, "jeden tysiąc dwieście trzydzieści cztery"),
    ("pl", 12022, "dwanaście tysięcy dwadzieścia dwa"),
    ("pl", 5000000, "pięć milionów"),
    ("ru", 1234, "одна тысяча двести тридцать четыре"),
    ("ru", 22002, "двадцать две тысячи два"),
    ("ru", 1000000, "один миллион"),
]


@pytest.mark.parametrize(("lang", "number", "words"), CASES)
def test_numbers(lang: str, number: int, words: str) -> None:
    assert number_in_words(number, lang) == words


@pytest.mark.parametrize("number", [-1, 10**12])
def test_what_cannot_be_spelled_is_a_problem(number: int) -> None:
    with pytest.raises(CaseError):
        number_in_words(number, "en")
