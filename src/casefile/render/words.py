"""Amounts in words, where custom wants them. The names of currencies are data, `<language>/words/sums.yaml`.

Polish writes the grosze as 56/100, Russian the kopecks in figures; English, French and German spell both. A currency
without a name keeps its code: `one thousand TND`. Knows no document.
"""

from __future__ import annotations

from typing import Literal

from casefile.errors import CaseError, Problem
from casefile.money import Money, minor_units
from casefile.records import Record, Table, Text
from casefile.render import locale
from casefile.render.numerals import number_in_words
from casefile.render.wording import wording

_NBSP = "\u00a0"


class Currency(Record):
    """A currency's name and that of its hundredth part, in the language's plural order."""

    gender: Literal["m", "f", "n"]
    """Of the name: m, f or n."""
    whole: tuple[Text, ...]
    """The name's forms."""
    part: tuple[Text, ...] = ()
    """The forms of its hundredth part; without them that stands as 56/100."""
    part_gender: Literal["m", "f", "n"] = "m"
    """Of the hundredth part's name."""


class Sums(Record):
    """One language's sums in words."""

    joint: Text = ""
    """Between the whole and the part; without it the part stands in figures."""
    currencies: Table[Currency]
    """By ISO 4217 code."""


def amount_in_words(amount: Money, lang: str) -> str:
    """An amount, rounded to its minor unit, in words as the language writes sums: `one thousand pounds and five pence`,
    `jeden tysiąc złotych 05/100`, `Одна тысяча рублей 05 копеек`, `one thousand TND`. CaseError below 0."""
    if amount.amount < 0:
        raise CaseError(Problem(f"{amount} {amount.currency} is below 0 and is not written in words", rule="words"))
    row = wording(locale.base(lang), "sums", Sums)
    digits = minor_units(amount.currency)
    whole, part = divmod(int(amount.rounded().amount.scaleb(digits)), 10**digits)
    names = row.currencies.get(amount.currency)
    if names is None:
        return _capital(f"{number_in_words(whole, lang)} {amount.currency}{_fraction(part, digits)}", lang)
    name = locale.plural(whole, names.whole, lang)
    head = _capital(f"{number_in_words(whole, lang, names.gender)} {_french_link(whole, name, lang)}{name}", lang)
    if digits != 2 or not names.part:
        return head + _fraction(part, digits)
    part_name = locale.plural(part, names.part, lang)
    if not row.joint:
        return f"{head} {part:02d}{_NBSP}{part_name}"
    return f"{head} {row.joint} {number_in_words(part, lang, names.part_gender)} {part_name}" if part else head


def _capital(text: str, lang: str) -> str:
    """Russian begins a sum in words with a capital letter."""
    return text[0].upper() + text[1:] if locale.base(lang) == "ru" else text


def _fraction(part: int, digits: int) -> str:
    return f"{_NBSP}{part:0{digits}d}/{10**digits}" if digits else ""


def _french_link(whole: int, name: str, lang: str) -> str:
    """Between a round million and its noun French says "de": un million d'euros."""
    if locale.base(lang) != "fr" or not whole or whole % 10**6:
        return ""
    return "d’" if name.startswith("e") else "de "
