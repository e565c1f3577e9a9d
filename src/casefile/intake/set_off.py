"""Credits of a list held against its invoices: one that names its invoice comes off it, another stays open.

A row that stands twice counts once; one number in two rows that differ is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casefile.errors import CaseError, Problem, Source
from casefile.intake.open_item import Credit, OpenItem

_NAMED = 3  # signs that a number has to have to be found in a text


@dataclass(frozen=True, slots=True)
class SetOff:
    """The invoices, what was set against them taken off, and the credits that no invoice is named for."""

    items: tuple[OpenItem, ...]
    credits: tuple[Credit, ...]
    repeated: tuple[Problem, ...]


def once(rows: Iterable[OpenItem | Credit]) -> tuple[tuple[OpenItem | Credit, ...], tuple[Problem, ...]]:
    """Each row once, and what is to be said of others: a warning where it is the same, an error where its figures are
    not. Payments of an invoice have its number, and may be alike."""
    found: dict[tuple[object, ...], OpenItem | Credit] = {}
    told: list[Problem] = []
    for row in rows:
        is_credit = isinstance(row, Credit)
        key = (is_credit, row.debtor, row.number) if _is_one(row) else (row.source,)
        first = found.setdefault(key, row)
        if first is row:
            continue
        where = f"line {first.source.line}" + (
            f" of {first.source.file}" if first.source.file != row.source.file else ""
        )
        what = "credit" if is_credit else "invoice"
        if replace(first, source=row.source) == row:
            message = f"{what} {row.number} stands in the list twice, the same: this row is left out, {where} counts"
            told.append(Problem(message, row.source, "", TWICE, "warning"))
        else:
            message = f"{what} {row.number} stands in the list twice with {_unlike(first, row)}; first in {where}"
            told.append(Problem(message, row.source, "delete one of the rows", "open-items"))
    return tuple(found.values()), tuple(told)


TWICE = "stands-twice"
_UNLIKE = {
    "amount": "different figures",
    "open": "different figures",
    "total": "different figures",
    "tax": "two rates of tax",
    "customer": "two customer numbers",
    "issued": "two invoice dates",
    "due": "two due dates",
    "received": "two days of receipt",
    "of": "two invoices that it is for",
    "order_number": "two order numbers",
    "description": "two descriptions",
    "text": "two descriptions",
    "party": "two addresses, phone or tax numbers",
}
"""What is said of two rows of one number, by what they differ in."""


def _unlike(one: OpenItem | Credit, other: OpenItem | Credit) -> str:
    """In what two rows differ."""
    found = [words for name, words in _UNLIKE.items() if getattr(one, name, None) != getattr(other, name, None)]
    return " and ".join(dict.fromkeys(found))


def _is_one(row: OpenItem | Credit) -> bool:
    return isinstance(row, OpenItem) or (bool(row.number) and row.is_note)


def set_off(rows: Sequence[OpenItem | Credit]) -> SetOff:
    """The rows of all lists. CaseError where two contradict each other."""
    kept, told = once(rows)
    if wrong := [each for each in told if each.level == "error"]:
        raise CaseError(wrong)
    items = {each.source: each for each in kept if isinstance(each, OpenItem)}
    left: list[Credit] = []
    for credit in (each for each in kept if isinstance(each, Credit)):
        place = _invoice(credit, items.values())
        if place is None:
            left.append(credit)
            continue
        item = items[place]
        items[place] = replace(item, open=item.open - credit.amount, credits=(*item.credits, credit))
    return SetOff(tuple(items.values()), tuple(each for each in left if each.amount), told)


def _invoice(credit: Credit, items: Iterable[OpenItem]) -> Source | None:
    """Where the one invoice stands that a credit is for, and that is open for so much; None without one."""
    own = [each for each in items if same_customer(credit, each) and each.open.currency == credit.amount.currency]
    for named in (
        [each for each in own if credit.of and each.number == credit.of],
        [each for each in own if not credit.of and credit.number and each.number == credit.number],
        [each for each in own if not credit.of and _stands(each.number, credit.text)],
    ):
        if named:
            fits = len(named) == 1 and credit.amount <= named[0].open
            return named[0].source if fits else None
    return None


def _stands(number: str, text: str) -> bool:
    return len(number) >= _NAMED and re.search(rf"(?<![\w/-]){re.escape(number)}(?![\w/-])", text) is not None


def same_customer(one: OpenItem | Credit, other: OpenItem | Credit) -> bool:
    """Whether two rows are of one customer: by your number for them, else by their name."""
    if one.customer and other.customer:
        return one.customer == other.customer
    return same(one.debtor) == same(other.debtor)


def same(name: str) -> str:
    """A name, without what does not make another one of it."""
    return " ".join(name.casefold().split())


def set_against(items: Iterable[OpenItem]) -> Iterator[Problem]:
    """What was set against which invoice."""
    for item in items:
        for credit in item.credits:
            as_what = "as a credit note" if credit in item.notes else "as paid before, on a day that is not told"
            name = f"credit {credit.number}" if credit.number not in ("", item.number) else "a credit"
            message = f"{name} of {credit.amount} {credit.amount.currency} is set against invoice {item.number}"
            hint = "it is what the row names; look whether that is right"
            yield Problem(f"{message}, {as_what}", credit.source, hint, SET_OFF, "warning")


SET_OFF = "set-off"
