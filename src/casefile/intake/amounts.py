"""An amount as somebody else wrote it, in whatever country: read for sure, or asked about; never guessed.

Words for nothing and for currencies are data beside this module. Knows no document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from casefile.money import Money, is_currency, minor_units, round_half_up
from casefile.render import locale

_SPACES = re.compile(r"[\s\u200b\u2060]+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("\u2019`´", "'"))
_LETTERS = re.compile(r"[^\W\d_]+\.?|[^\w\s.,'+-]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([ '.,])[0-9]{3})(?:\1[0-9]{3})*")
_NO_CENTS = re.compile(r"[.,] ?-+$")  # 300,-
_POSITIVE = "amounts are written positive"
_LEFT_OVER = Decimal("0.000001")
"""What a spreadsheet's binary figures may be off."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a text is no amount for sure, and what to write instead."""

    message: str
    hint: str


def amount(text: str, currency: str) -> Decimal | Unclear | None:
    """The amount, None where nothing was written. A dash and a word for nothing are zero."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).translate(_DASHES)).strip()
    if not plain:
        return None
    bare = _without_currency(plain, currency)
    if isinstance(bare, Unclear):
        return bare
    if bare.strip("-") == "" != bare or _means().get(bare.casefold()) == "0":
        return Decimal(0)
    bare = _NO_CENTS.sub("", bare)
    if bare.startswith(("-", "(")) or bare.endswith("-"):
        return Unclear(f"'{plain}' is negative", _POSITIVE)
    return _figures(bare.removeprefix("+"), plain, currency)


def figure(value: float | int, currency: str) -> Decimal | Unclear:
    """The amount that a spreadsheet holds as a number."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return Unclear(f"'{value}' is no amount", "write it in figures")
    rounded = round_half_up(exact, minor_units(currency))
    if abs(rounded - exact) > _LEFT_OVER:
        return Unclear(f"{exact} has more decimals than {currency} has", "write it to the smallest coin")
    return rounded if rounded >= 0 else Unclear(f"{rounded} is negative", _POSITIVE)


def is_in(text: str, currency: str) -> bool:
    """Whether a text is nothing but a name or a sign of the currency."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    return word in _signs(currency) or _means().get(word) == currency


def other_currency(text: str, currency: str) -> str:
    """Another currency than that, as a text names it: by its code, a sign or a word. Empty without one."""
    names_it = currency in text  # a word that is a code in capitals only, such as `all`, says nothing beside it
    for each in _LETTERS.finditer(unicodedata.normalize("NFKC", text)):
        found = str(each[0])
        word = found.casefold().removesuffix(".")
        means = _means().get(found.casefold()) or _means().get(word, "")
        own = means == currency or any(word in sign for sign in _signs(currency))
        code = found if names_it else found.upper()
        if not own and (is_currency(code) or is_currency(means) or unicodedata.category(found[0]) == "Sc"):
            return found
    return ""


@cache
def _means() -> Mapping[str, str]:
    rows = resources.files("casefile.intake").joinpath("amounts.csv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(row.rsplit(",", 1) for row in rows)


@cache
def _signs(currency: str) -> frozenset[str]:
    """How the currency's sign is written in the languages we know, case folded."""
    shown = (locale.money(Money(Decimal(0), currency), language) for language in locale.LANGUAGES)
    signs = (unicodedata.normalize("NFKC", re.sub(r"[0-9.,\s]", "", each)).casefold() for each in shown)
    return frozenset((*signs, currency.casefold())) - {""}


def _without_currency(text: str, currency: str) -> str | Unclear:
    """The text without the case's currency. Another currency is asked about."""
    if _means().get(text.casefold()) == "0":
        return text
    for sign in sorted(map(re.escape, _signs(currency)), key=len, reverse=True):
        text = re.sub(rf"^{sign}(?![^\W\d_])|(?<![^\W\d_]){sign}$", " ", text, flags=re.IGNORECASE)
    for found in _LETTERS.findall(text):
        word = found.casefold()
        means = _means().get(word) or _means().get(word.removesuffix("."))
        if means == currency:
            text = text.replace(found, " ", 1)
        elif _is_code(found, text) or (means and is_currency(means)):
            return Unclear(
                f"'{text}' is not in {currency}, the currency of the case", f"write the amount in {currency}"
            )
        elif found not in "()":
            return Unclear(f"'{text}' is no amount", "write figures only, or 0 for nothing")
    return _SPACES.sub(" ", text).strip()


def _is_code(word: str, text: str) -> bool:
    """Whether a word of a text is the code of a currency: in capitals, beside a number. `all` is a word."""
    beside = rf"[0-9][ .,'-]*{re.escape(word)}(?!\w)|(?<!\w){re.escape(word)}[ +-]*[0-9]"
    return is_currency(word.removesuffix(".")) and re.search(beside, text) is not None


def _figures(bare: str, plain: str, currency: str) -> Decimal | Unclear:
    whole, mark, decimals = _parted(bare)
    digits = whole.replace(" ", "").replace("'", "").replace(".", "").replace(",", "")
    grouped = whole == digits or _GROUPED.fullmatch(whole)
    if not (grouped and digits.isascii() and digits.isdigit() and (decimals.isdigit() or not mark)):
        return Unclear(f"'{plain}' is no amount", "write figures only, such as 1250.00")
    if mark and len(decimals) == 3 and whole == digits and len(digits) <= 3 and digits != "0":
        return Unclear(f"'{plain}' can be read in two ways", f"it may be {digits}{decimals} or {digits}.{decimals}")
    if mark and len(decimals) > minor_units(currency):
        return Unclear(f"'{plain}' has more decimals than {currency} has", "write it to the smallest coin")
    return Decimal(f"{digits}.{decimals or 0}")


def _parted(bare: str) -> tuple[str, str, str]:
    """What stands before the decimal mark, the mark, and the decimals; no mark where there is none for sure."""
    marks = [each for each in bare if each in ".,"]
    if not marks or (len(marks) > 1 and len(set(marks)) == 1):
        return bare, "", ""
    return bare.rpartition(marks[-1])
