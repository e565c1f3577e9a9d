"""Amounts in words, as sums are written in each language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casefile.errors import CaseError
from casefile.money import Money
from casefile.render.words import amount_in_words

CASES = [
    ("en", "1234.56", "GBP", "one thousand two hundred and thirty-four pounds and fifty-six pence"),
    ("en", "1.01", "EUR", "one euro and one cent"),
    ("pl", "1234.56", "PLN", "jeden tysiąc dwieście trzydzieści cztery złote\u00a056/100"),
    ("pl", "1000.05", "PLN", "jeden tysiąc złotych\u00a005/100"),
    ("ru", "1234.56", "RUB", "Одна тысяча двести тридцать четыре рубля 56\u00a0копеек"),
    ("ru", "21.01", "RUB", "Двадцать один рубль 01\u00a0копейка"),
    ("fr", "1234.56", "EUR", "mille deux cent trente-quatre euros et cinquante-six centimes"),
    ("fr", "2000000", "EUR", "deux millions d’euros"),
    ("de", "1234.56", "EUR", "eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent"),
]


@pytest.mark.parametrize(("lang", "amount", "currency", "words"), CASES)
def test_amounts(lang: str, amount: str, currency: str, words: str) -> None:
    assert amount_in_words(Money(Decimal(amount), currency), lang) == words


def test_a_currency_without_words_is_a_problem() -> None:
    with pytest.raises(CaseError, match="not written in words in 'en'"):
        amount_in_words(Money(Decimal(1), "JPY"), "en")
