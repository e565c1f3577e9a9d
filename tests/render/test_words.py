"""Amounts in words, as sums are written in each language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casefile.errors import CaseError
from casefile.money import Money
from casefile.render.wording import wording
from casefile.render.words import Sums, amount_in_words

CASES = [
    ("en", "1234.56", "GBP", "one thousand two hundred and thirty-four pounds and fifty-six pence"),
    ("en", "1.01", "EUR", "one euro and one cent"),
    ("pl", "1234.56", "PLN", "jeden tysiąc dwieście trzydzieści cztery złote\u00a056/100"),
    ("pl", "1000.05", "PLN", "jeden tysiąc złotych\u00a005/100"),
    ("ru", "1234.56", "RUB", "Одна тысяча двести тридцать четыре рубля 56\u00a0копеек"),
    ("ru", "21.01", "RUB", "Двадцать один рубль 01\u00a0копейка"),
    ("fr", "1234.56", "EUR", "mille deux cent trente-quatre euros et cinquante-six centimes"),
    ("fr", "2000000", "EUR", "deux millions d’euros"),
    ("en", "0", "EUR", "zero euros"),
    ("en", "1000", "TND", "one thousand TND\u00a0000/1000"),
    ("en", "1000", "JPY", "one thousand Japanese yen"),
    ("en", "12.500", "KWD", "twelve Kuwaiti dinars\u00a0500/1000"),
    ("en", "3", "HUF", "three Hungarian forints\u00a000/100"),
    ("en-US", "1234.05", "USD", "one thousand two hundred thirty-four US dollars and five cents"),
    ("en-US", "1001", "USD", "one thousand one US dollars"),
    ("de", "1.01", "PLN", "ein Zloty und ein Grosz"),
    ("de", "1.01", "RUB", "ein Rubel und eine Kopeke"),
    ("de", "2.02", "BGN", "zwei bulgarische Lewa und zwei Stotinki"),
    ("de", "1", "UAH", "eine ukrainische Hrywnja\u00a000/100"),
    ("fr", "1.02", "CZK", "une couronne tchèque et deux hellers"),
    ("fr", "1.01", "BGN", "un lev bulgare et une stotinka"),
    ("en", "12.500", "TND", "twelve TND\u00a0500/1000"),
    ("fr", "0.01", "EUR", "zéro euro et un centime"),
    ("fr", "1", "GBP", "une livre sterling"),
    ("fr", "21.80", "GBP", "vingt et une livres sterling et quatre-vingts pence"),
    ("fr", "1000001", "CZK", "un million une couronnes tchèques"),
    ("de", "1", "CZK", "eine tschechische Krone"),
    ("de", "1.01", "GBP", "ein Pfund Sterling und ein Penny"),
    ("de", "101", "SEK", "einhunderteine schwedische Kronen"),
    ("pl", "1", "PLN", "jeden złoty\u00a000/100"),
    ("pl", "1.50", "EUR", "jedno euro\u00a050/100"),
    ("pl", "1", "SEK", "jedna korona szwedzka\u00a000/100"),
    ("pl", "21", "SEK", "dwadzieścia jeden koron szwedzkich\u00a000/100"),
    ("pl", "22", "CZK", "dwadzieścia dwie korony czeskie\u00a000/100"),
    ("pl", "12", "PLN", "dwanaście złotych\u00a000/100"),
    ("pl", "1000", "JPY", "jeden tysiąc jenów japońskich"),
    ("ru", "21", "CZK", "Двадцать одна чешская крона 00\u00a0геллеров"),
    ("ru", "22", "CHF", "Двадцать два швейцарских франка 00\u00a0сантимов"),
    ("ru", "0.12", "RUB", "Ноль рублей 12\u00a0копеек"),
    ("ru", "1000", "JPY", "Одна тысяча японских иен"),
    ("de", "1234.56", "EUR", "eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent"),
]


@pytest.mark.parametrize(("lang", "amount", "currency", "words"), CASES)
def test_amounts(lang: str, amount: str, currency: str, words: str) -> None:
    assert amount_in_words(Money(Decimal(amount), currency), lang) == words


def test_a_sum_below_nothing_is_a_problem() -> None:
    with pytest.raises(CaseError, match="below 0"):
        amount_in_words(Money(Decimal(-1), "EUR"), "en")


@pytest.mark.parametrize("lang", ["en", "fr", "pl", "ru", "de"])
def test_every_language_names_the_same_currencies_in_every_number(lang: str) -> None:
    names = wording(lang, "sums", Sums).currencies
    assert set(names) == set(wording("en", "sums", Sums).currencies)
    for code in names:
        for amount in ("0.00", "1.01", "2.02", "5.05", "12.12", "21.21", "22.22"):
            assert code not in amount_in_words(Money(Decimal(amount), code), lang)
