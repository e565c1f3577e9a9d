"""The filters templates write money, dates and words with, for one language. Knows no template language.

Each takes a plain value and gives plain text; what a value looks like when it is printed without a filter is `written`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from casefile.money import Money
from casefile.render import locale, words
from casefile.render.numerals import number_in_words

_NBSP = "\N{NO-BREAK SPACE}"


class UnprintableError(Exception):
    """A value that has no one way of being written; the message says what to write in the template instead."""


def written(value: object, lang: str) -> str:
    """`value` as a letter writes it. UnprintableError for a value that is empty, yes or no, or a group of values."""
    match value:
        case str():
            return value
        case Money():
            return locale.money(value, lang)
        case bool() | None:
            raise UnprintableError(f"this is {value} here, which is not text: test it with 'if'")
        case int():
            return str(value).replace("-", locale.MINUS)
        case Decimal():
            return locale.number(value, lang)
        case date():
            return locale.day(value, lang)
    raise UnprintableError(
        f"a {type(value).__name__} cannot be printed as it is: name one of its fields, or loop over it"
    )


def _each(value: Sequence[object], lang: str, word: str = "") -> str:
    """`a, b and c`: the items in a row, the last joined by `word` when one is given; one letter ends no line."""
    items = [written(item, lang) for item in value]
    if not word or len(items) < 2:
        return ", ".join(items)
    return f"{', '.join(items[:-1])} {word}{_NBSP if len(word) == 1 else ' '}{items[-1]}"


def _words(value: Money | int, lang: str) -> str:
    return number_in_words(value, lang) if isinstance(value, int) else words.amount_in_words(value, lang)


def of(lang: str) -> Mapping[str, Callable[..., Any]]:
    """The filters of a language by name."""
    return {
        "money": lambda value: locale.money(value, lang),
        "amount": lambda value: locale.amount(value, lang),
        "date": lambda value: locale.day(value, lang),
        "short_date": lambda value: locale.day(value, lang, short=True),
        "month": lambda value: locale.month(value, lang),
        "number": lambda value, decimals=None: locale.number(value, lang, decimals),
        "percent": lambda value: locale.percent(value, lang),
        "days": lambda count: locale.days(count, lang),
        "days_dative": lambda count: locale.days(count, lang, "dative"),
        "days_genitive": lambda count: locale.days(count, lang, "genitive"),
        "plural": lambda count, *forms: locale.plural(count, forms, lang),
        "counted": lambda count, *forms: locale.counted(count, forms, lang),
        "words": lambda value: _words(value, lang),
        "capital": lambda text: text[:1].upper() + text[1:],
        "listed": lambda values, word="": _each(values, lang, word),
    }
