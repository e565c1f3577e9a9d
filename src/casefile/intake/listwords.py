"""What the words in a list of open items mean: debit and credit, a sum, a credit note, a payment; data beside this
module, in five languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Literal

Side = Literal["debit", "credit", ""]
_TELLING = 2  # a letter alone, such as C, may be a class of customers as well


def side(text: str) -> Side:
    """Whether a cell says debit or credit; empty for neither."""
    word = _plain(text)
    if word in _words("debit"):
        return "debit"
    return "credit" if word in _words("credit") else ""


def are_sides(texts: Iterable[str]) -> bool:
    """Whether a column whose heading says nothing says debit or credit in every row: both, or one by more than the
    letter D or C."""
    found = {_plain(text) for text in texts if text.strip()}
    sides = {side(each) for each in found}
    if not found or "" in sides:
        return False
    return len(sides) == _TELLING or any(len(each) >= _TELLING or each == "h" for each in found)


def is_sum(text: str) -> bool:
    """Whether a cell says that its row is a sum: Summe, Total for Kestrel Ltd."""
    word = _plain(text)
    return bool(word) and (word in _words("sum") or word.startswith(_beginnings()))


def is_credit_note(text: str) -> bool:
    """Whether a cell names a credit note, somewhere in it."""
    return _names(text, "credit note")


def is_payment(text: str) -> bool:
    """Whether a cell names a payment, somewhere in it."""
    return _names(text, "payment")


def is_unclear(kind: str) -> bool:
    """Whether a kind of document may be an invoice or a payment: `Invoice payment`, but not `Facture d'acompte`."""
    return is_payment(kind) and _names(kind, "invoice") and _plain(kind) not in _words("invoice")


def takes_off(kind: str) -> bool:
    """Whether a kind of document takes something off what is owed to us."""
    return is_credit_note(kind) or (is_payment(kind) and _plain(kind) not in _words("invoice"))


def _names(text: str, what: str) -> bool:
    plain = _plain(text)
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", plain) for each in _words(what))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split()).strip(" .:;")


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(f"{each}{sign}" for each in _words("sum") for sign in (" ", ":"))


@cache
def _words(what: str) -> tuple[str, ...]:
    return _all()[what]


@cache
def _all() -> Mapping[str, tuple[str, ...]]:
    rows = resources.files("casefile.intake").joinpath("listwords.csv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [row.split(",", 1) for row in rows]
    return {means: tuple(word for other, word in pairs if other == means) for means, _ in pairs}
