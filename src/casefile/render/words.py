"""Amounts in words, where custom wants them: a table of currencies a language, and how each joins whole and part.

Polish writes the grosze as 56/100, Russian the kopecks in figures; English, French and German spell both. Knows no
document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from casefile.errors import CaseError, Problem
from casefile.money import Money, minor_units
from casefile.render import locale
from casefile.render.numerals import number_in_words

_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Currency:
    """Forms of a currency's name and of its hundredth part, in the language's plural order."""

    whole: tuple[str, ...]
    part: tuple[str, ...]


_CURRENCIES: Mapping[str, Mapping[str, Currency]] = {
    "en": {
        "EUR": Currency(("euro", "euros"), ("cent", "cents")),
        "GBP": Currency(("pound", "pounds"), ("penny", "pence")),
        "USD": Currency(("US dollar", "US dollars"), ("cent", "cents")),
        "CHF": Currency(("Swiss franc", "Swiss francs"), ("centime", "centimes")),
        "PLN": Currency(("złoty", "złoty"), ("grosz", "groszy")),
        "RUB": Currency(("rouble", "roubles"), ("kopeck", "kopecks")),
    },
    "fr": {
        "EUR": Currency(("euro", "euros"), ("centime", "centimes")),
        "GBP": Currency(("livre sterling", "livres sterling"), ("penny", "pence")),
        "USD": Currency(("dollar américain", "dollars américains"), ("cent", "cents")),
        "CHF": Currency(("franc suisse", "francs suisses"), ("centime", "centimes")),
    },
    "de": {
        "EUR": Currency(("Euro", "Euro"), ("Cent", "Cent")),
        "GBP": Currency(("Pfund Sterling", "Pfund Sterling"), ("Penny", "Pence")),
        "USD": Currency(("US-Dollar", "US-Dollar"), ("Cent", "Cent")),
        "CHF": Currency(("Schweizer Franken", "Schweizer Franken"), ("Rappen", "Rappen")),
    },
    "pl": {
        "PLN": Currency(("złoty", "złote", "złotych"), ()),
        "EUR": Currency(("euro", "euro", "euro"), ()),
        "USD": Currency(("dolar amerykański", "dolary amerykańskie", "dolarów amerykańskich"), ()),
        "GBP": Currency(("funt szterling", "funty szterlingi", "funtów szterlingów"), ()),
    },
    "ru": {
        "RUB": Currency(("рубль", "рубля", "рублей"), ("копейка", "копейки", "копеек")),
        "EUR": Currency(("евро", "евро", "евро"), ("цент", "цента", "центов")),
        "USD": Currency(("доллар США", "доллара США", "долларов США"), ("цент", "цента", "центов")),
    },
}


def amount_in_words(amount: Money, lang: str) -> str:
    """An amount, rounded to its minor unit, in words as the language writes sums: `one thousand pounds and five pence`,
    `jeden tysiąc złotych 05/100`, `Одна тысяча рублей 05 копеек`. CaseError for a currency without words there."""
    names = _CURRENCIES[locale.base(lang)].get(amount.currency)
    if names is None or minor_units(amount.currency) != 2 or amount.amount < 0:
        known = ", ".join(_CURRENCIES[locale.base(lang)])
        raise CaseError(
            Problem(f"{amount} {amount.currency} is not written in words in '{lang}'", hint=f"in words: {known}")
        )
    whole, part = divmod(int(amount.rounded().amount * Decimal(100)), 100)
    name = locale.plural(whole, names.whole, lang)
    head = f"{number_in_words(whole, lang)} {_french_link(whole, name) if locale.base(lang) == 'fr' else ''}{name}"
    return _with_part(head, part, names, lang)


def _french_link(whole: int, name: str) -> str:
    """Between a round million and its noun French says "de": un million d'euros."""
    if not whole or whole % 10**6:
        return ""
    return "d’" if name.startswith("e") else "de "


def _with_part(head: str, part: int, names: Currency, lang: str) -> str:
    match locale.base(lang):
        case "pl":
            return f"{head}{_NBSP}{part:02d}/100"
        case "ru":
            return f"{head[0].upper()}{head[1:]} {part:02d}{_NBSP}{locale.plural(part, names.part, lang)}"
    if not part:
        return head
    joint = {"en": "and", "fr": "et", "de": "und"}[locale.base(lang)]
    return f"{head} {joint} {number_in_words(part, lang)} {locale.plural(part, names.part, lang)}"
