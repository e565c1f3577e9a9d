"""A list of open invoices, read row by row: what each says of an invoice and its customer, or why it cannot be taken.

Knows no case: what is new in the rows is found out where they are held against the workspace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from casefile.case.exports import Columns, OpenItems
from casefile.errors import CaseError, Problem, Source
from casefile.intake import amounts
from casefile.intake.amounts import Unclear
from casefile.intake.days import day
from casefile.intake.grid import Cell
from casefile.intake.listed import Line, Listed, open_list
from casefile.money import Money, is_currency, total

V = TypeVar("V", date, Decimal)
CREDIT = "credit"
NEEDED = ("number", "debtor", "issued", "due", "open|total")
_NEGATIVE = re.compile(r"^\s*[-(\u2212]|[^.,\s]\s*[-\u2212]\s*$")
_FILL = "fill it in, or delete the row"
_ADDRESS = ("street", "postcode", "city", "country")
_PARTY = ("email", "phone", "vat", *_ADDRESS)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One row: an invoice of `total`, of which `open` is still to be paid, and what it says of the customer."""

    source: Source
    number: str
    debtor: str
    customer: str
    issued: date
    due: date
    open: Money
    total: Money
    tax: Decimal
    received: date | None
    order_number: str
    description: str
    party: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OpenItemList:
    """The rows of a list, what was taken for what, and what is to be known of rows that are left out."""

    name: str
    headings: Mapping[str, str]
    items: tuple[OpenItem, ...]
    notes: tuple[Problem, ...]


def open_items(path: Path, shown: str, settings: OpenItems) -> OpenItemList:
    """A list, read as the workspace says that it is written. CaseError with every row that cannot be read for sure."""
    listed = open_list(
        path, shown, _wanted(settings.columns), NEEDED, delimiter=settings.delimiter, encoding=settings.encoding
    )
    problems: list[Problem] = []
    notes: list[Problem] = []
    items: dict[tuple[str, str], OpenItem] = {}
    for line in listed.lines:
        if _is_sum(line):
            notes += _checked_sum(line, tuple(items.values()), settings)
            continue
        found = _item(line, settings, listed)
        if isinstance(found, OpenItem):
            first = items.setdefault((found.debtor, found.number), found)
            if first is not found:
                message = f"invoice {found.number} stands in the list twice; first in line {first.source.line}"
                problems.append(Problem(message, found.source, "delete one of the rows", "open-items"))
        else:
            problems += found
    left_out = [each for each in problems if each.rule == CREDIT]
    if rest := [each for each in problems if each.rule != CREDIT]:
        raise CaseError(rest)
    return OpenItemList(listed.name, listed.headings, tuple(items.values()), (*left_out, *notes))


def _wanted(columns: Columns | None) -> Mapping[str, str]:
    names = (name for name in Columns.model_fields if name != "at") if columns else ()
    return {name: heading for name in names if (heading := getattr(columns, name))}


def _is_sum(line: Line) -> bool:
    """Whether a row is a sum below the invoices: no number, and no day."""
    return not any(line.text(word) for word in ("number", "issued", "due"))


def _checked_sum(line: Line, items: Sequence[OpenItem], settings: OpenItems) -> Iterator[Problem]:
    """What is to be said of a row that is left out as a sum: nothing where the rows above it come to it."""
    word = "open" if line.text("open") else "total"
    sums = [[getattr(each, word) for each in items]] if items else []
    currency = items[0].total.currency if items else settings.currency or "EUR"
    shown = _amount(line.cells[word], currency, settings.decimal) if word in line.cells else None
    known = [total([m for m in column if m.currency == currency], currency).amount for column in sums]
    if shown is None or shown not in known:
        said = line.text(word) or line.text("debtor")
        message = f"a row without an invoice number is left out ({said})"
        yield Problem(message, line.source, "give it a number, or delete it if it is a sum", "open-items", "warning")


def _item(line: Line, settings: OpenItems, listed: Listed) -> OpenItem | list[Problem]:
    """The row, or everything that is wrong with it."""
    row = _Row(line, settings, listed.headings)
    number, debtor, currency = row.words("number"), row.words("debtor"), row.currency()
    issued, due, received = row.day("issued"), row.day("due"), row.day("received", is_needed=False)
    rest, whole, tax = row.amount("open", currency), row.amount("total", currency), row.percent("tax")
    rest, whole = (whole if rest is None else rest), (rest if whole is None else whole)
    row.sound(number, rest, whole, currency)
    if row.problems or issued is None or due is None or rest is None or whole is None:
        return row.problems
    return OpenItem(
        line.source, number, debtor, line.text("customer"), issued, due, Money(rest, currency), Money(whole, currency),
        tax or Decimal(0), received, line.text("order_number"), line.text("description"),
        {word: line.text(word) for word in _PARTY},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """One row being read; what is wrong with it is kept in `problems`."""

    line: Line
    settings: OpenItems
    headings: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def words(self, word: str) -> str:
        """What has to be said."""
        found = self.line.text(word)
        if not found:
            self._wrong(f"no {self.headings[word]}", _FILL)
        return found

    def currency(self) -> str:
        """The currency of the row, or of the whole list."""
        found = self.line.text("currency").upper() or self.settings.currency or ""
        if not is_currency(found):
            message = f"'{found}' is no currency" if found else "it is not said in which currency it is"
            self._wrong(message, "write EUR, GBP … there, or open_items: {currency: EUR} in casefile.yaml")
            return ""
        return found

    def day(self, word: str, *, is_needed: bool = True) -> date | None:
        """A day; None, and a problem where it is needed, without one."""
        found = day(self.line.cells[word], self.settings.date_format) if word in self.line.cells else None
        if found is None and is_needed:
            self._wrong(f"no {self.headings[word]}", _FILL)
        return self._clear(found, word)

    def amount(self, word: str, currency: str) -> Decimal | None:
        """An amount with its sign, None where there is none."""
        cell = self.line.cells.get(word)
        if cell is None or cell.is_empty or not currency:
            return None
        return self._clear(_amount(cell, currency, self.settings.decimal), word)

    def percent(self, word: str) -> Decimal | None:
        """A percentage, with its sign or without."""
        cell = self.line.cells.get(word)
        if cell is None or cell.is_empty:
            return None
        return self._clear(_amount(replace(cell, text=cell.text.rstrip(" %")), "EUR", self.settings.decimal), word)

    def sound(self, number: str, rest: Decimal | None, whole: Decimal | None, currency: str) -> None:
        """Whether the amounts fit each other. A credit is no invoice; it is left out, and told."""
        if self.problems:
            return
        if rest is None or whole is None:
            self._wrong(f"no amount of invoice {number}", _FILL)
        elif rest < 0 or whole < 0:
            hint = "record it by hand, as a credit note of its invoice (kind: credit-note) or as a payment"
            message = f"{number} is a credit of {-min(rest, whole)} {currency}: it is not taken in"
            self.problems.append(Problem(message, self.line.source, hint, CREDIT, "warning"))
        elif rest > whole:
            self._wrong(f"of invoice {number} more is open ({rest}) than was invoiced ({whole})", "mend one of the two")

    def _clear(self, found: V | Unclear | None, word: str) -> V | None:
        if isinstance(found, Unclear):
            self._wrong(f"{self.headings[word]}: {found.message}", found.hint)
            return None
        return found

    def _wrong(self, message: str, hint: str) -> None:
        self.problems.append(Problem(message, self.line.source, hint, "open-items"))


def _amount(cell: Cell, currency: str, decimal: str) -> Decimal | Unclear | None:
    """An amount with its sign; `decimal` settles what could be read in two ways."""
    if cell.fault:
        return Unclear(cell.fault, "write the amount there")
    if cell.number is not None:
        found: Decimal | Unclear | None = amounts.figure(abs(cell.number), currency)
        return -found if isinstance(found, Decimal) and cell.number < 0 else found
    text, is_negative = cell.text, _NEGATIVE.search(cell.text)
    if is_negative:
        text = text.strip(" ()-\u2212")
    if decimal:
        text = text.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    found = amounts.amount(text, currency)
    return -found if isinstance(found, Decimal) and is_negative else found
