"""One row of a list of open items: the invoice or the credit that it says, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from casefile.case.exports import OpenItems
from casefile.errors import Problem
from casefile.intake import listwords
from casefile.intake.amounts import Unclear
from casefile.intake.days import Column, column, day
from casefile.intake.listed import Line, Listed
from casefile.intake.listwords import Side
from casefile.intake.open_item import Credit, OpenItem
from casefile.intake.signed import Signed, owed, signed
from casefile.money import Money, is_currency
from casefile.records import YEARS

V = TypeVar("V", date, Decimal)
_FILL = "fill it in, or delete the row"
_ADDRESS = ("street", "postcode", "city", "country")
_PARTY = ("email", "phone", "vat", *_ADDRESS)
_DAYS = ("issued", "due", "received")


@dataclass(frozen=True, slots=True)
class Way:
    """How a list is written: as the workspace says, and as its columns show."""

    settings: OpenItems
    headings: Mapping[str, str]
    days: Mapping[str, Column]


def way(listed: Listed, settings: OpenItems) -> Way:
    """The way of a list, its columns of days looked at as a whole."""
    return Way(settings, listed.headings, {word: column(listed.column(word)) for word in _DAYS})


def item(line: Line, written: Way) -> OpenItem | Credit | list[Problem]:
    """The row, or everything that is wrong with it."""
    row = _Row(line, written)
    currency = row.currency()
    rest, whole = row.amounts(currency)
    if any(each is not None and each < 0 for each in (rest, whole)):
        return row.credit(rest, whole, currency)
    number, debtor, tax = row.words("number"), row.words("debtor"), row.percent("tax")
    issued, due, received = row.day("issued"), row.day("due"), row.day("received", is_needed=False)
    row.sound(number, rest, whole)
    row.in_order(issued, due=due, received=received)
    if row.problems or issued is None or due is None or rest is None or whole is None:
        return sorted(row.problems, key=lambda each: each.source.column if each.source else 0)
    return OpenItem(
        line.source, number, debtor, line.text("customer"), issued, due, Money(rest, currency), Money(whole, currency),
        tax or Decimal(0), received, line.text("order_number"), line.text("description"),
        {word: line.text(word) for word in _PARTY},
    )  # fmt: skip


def stated(line: Line, written: Way, currency: str) -> Decimal | None:
    """What a row comes to that is no invoice, such as a sum; None where it says no amount for sure."""
    row = _Row(line, written)
    rest, whole = row.amounts(currency, is_sum=True)
    return None if row.problems else whole if rest is None else rest


@dataclass(frozen=True, slots=True)
class _Row:
    """One row being read; what is wrong with it is kept in `problems`."""

    line: Line
    way: Way
    problems: list[Problem] = field(default_factory=list)

    def words(self, word: str) -> str:
        """What has to be said."""
        found = self.line.text(word)
        if not found:
            self._wrong(word, f"no {self.way.headings[word]}", _FILL)
        return found

    def currency(self) -> str:
        """The currency of the row, or of the whole list."""
        found = self.line.text("currency").upper() or self.way.settings.currency or ""
        if not is_currency(found):
            message = f"'{found}' is no currency" if found else "it is not said in which currency it is"
            hint = "write EUR, GBP … there, or open_items: {currency: EUR} in casefile.yaml"
            self._wrong("currency", message, hint)
            return ""
        return found

    def day(self, word: str, *, is_needed: bool = True) -> date | None:
        """A day; None, and a problem where it is needed, without one."""
        cell = self.line.cells.get(word)
        found = day(cell, self.way.settings.date_format, self.way.days[word]) if cell else None
        if found is None and is_needed:
            self._wrong(word, f"no {self.way.headings[word]}", _FILL)
        clear = self._clear(found, word)
        if clear and not YEARS[0] <= clear.year <= YEARS[1]:
            message = f"{self.way.headings[word]}: {clear} is outside the years {YEARS[0]} to {YEARS[1]}"
            self._wrong(word, message, "mend the year, or delete the row")
            return None
        return clear

    def in_order(self, issued: date | None, **later: date | None) -> None:
        """Whether the invoice was issued before it was received and is due: a case with another order is refused."""
        for word, found in later.items():
            if issued and found and found < issued:
                heading, first = self.way.headings[word], self.way.headings["issued"]
                message = f"{heading} {found} lies before {first} {issued}"
                self._wrong(word, message, "one of the two is wrong: mend it, or delete the row")

    def amounts(self, currency: str, *, is_sum: bool = False) -> tuple[Decimal | None, Decimal | None]:
        """What is open and what was invoiced, each negative where we owe it."""
        of_row = self._side()
        rest, whole = self._amount("open", currency, of_row), self._amount("total", currency, of_row)
        debit, credit = self._amount("debit", currency, ""), self._amount("credit", currency, "")
        if debit is not None or credit is not None:
            balance = (debit or Decimal(0)) - (credit or Decimal(0))
            if rest is not None and abs(rest) != abs(balance) and not is_sum:
                names = " − ".join(self.way.headings[word] for word in ("debit", "credit") if word in self.way.headings)
                message = f"{self.way.headings['open']} says {rest}, {names} comes to {balance}"
                hint = "a running balance is not what is open: say which column is, open_items: {columns: {open: …}}"
                self._wrong("open", message, hint)
            rest = balance
            whole = max(abs(whole or Decimal(0)), debit or Decimal(0)) if balance >= 0 else balance
        rest, whole = (whole if rest is None else rest), (rest if whole is None else whole)
        return (rest, whole) if is_sum else (self._of_kind(rest), self._of_kind(whole))

    def percent(self, word: str) -> Decimal | None:
        """A percentage, with its sign or without."""
        cell = self.line.cells.get(word)
        if cell is None or cell.is_empty:
            return None
        found = signed(replace(cell, text=cell.text.rstrip(" %")), "EUR", self.way.settings.decimal)
        clear = self._clear(found.amount if isinstance(found, Signed) else found, word)
        if clear is not None and clear < 0:
            self._wrong(word, f"{self.way.headings[word]}: {clear} % is negative", "write it positive")
        return clear

    def credit(self, rest: Decimal | None, whole: Decimal | None, currency: str) -> Credit | list[Problem]:
        """A credit: it has no day to be paid by."""
        open_, all_ = rest or Decimal(0), whole or Decimal(0)
        if open_ > 0:
            self._wrong("open", f"{open_} is open of a credit of {-all_}: it may be either", "mend one of the two")
        debtor, issued = self.words("debtor"), self.day("issued", is_needed=False)
        if self.problems:
            return self.problems
        line = self.line
        text = " ".join(filter(None, (line.text(word) for word in ("kind", "description", "number"))))
        is_note = listwords.is_credit_note(text) and not listwords.is_payment(text)
        said = " ".join(filter(None, (line.text("description"), line.text("order_number"))))
        return Credit(
            line.source, line.text("number"), debtor, line.text("customer"), issued, Money(-open_, currency),
            line.text("credits"), is_note, said,
        )  # fmt: skip

    def sound(self, number: str, rest: Decimal | None, whole: Decimal | None) -> None:
        """Whether the amounts fit each other."""
        if self.problems:
            return
        if rest is None or whole is None:
            self._wrong("open", f"no amount of invoice {number}", _FILL)
        elif rest > whole:
            message = f"of invoice {number} more is open ({rest}) than was invoiced ({whole})"
            self._wrong("open", message, "mend one of the two")

    def _side(self) -> Side:
        said = self.line.text("side")
        found = listwords.side(said)
        if said and not found:
            message = f"{self.way.headings['side']}: '{said}' says neither debit nor credit"
            self._wrong("side", message, "write S or H, D or C there")
        return found

    def _of_kind(self, amount: Decimal | None) -> Decimal | None:
        """The amount, negative where the row says that it is a credit note or a payment."""
        kind = self.line.text("kind")
        if not amount or amount < 0:
            return amount
        if listwords.is_unclear(kind):
            message = f"{self.way.headings['kind']}: '{kind}' may be an invoice or a payment"
            self._wrong("kind", message, "write Invoice or Payment there, or give the amount a minus")
        return -amount if listwords.takes_off(kind) else amount

    def _amount(self, word: str, currency: str, of_row: Side) -> Decimal | None:
        """An amount with its sign, None where there is none."""
        cell = self.line.cells.get(word)
        if cell is None or cell.is_empty or not currency:
            return None
        found = signed(cell, currency, self.way.settings.decimal)
        return self._clear(owed(found, of_row) if isinstance(found, Signed) else found, word)

    def _clear(self, found: V | Unclear | None, word: str) -> V | None:
        if isinstance(found, Unclear):
            self._wrong(word, f"{self.way.headings[word]}: {found.message}", found.hint)
            return None
        return found

    def _wrong(self, word: str, message: str, hint: str) -> None:
        self.problems.append(Problem(message, self.line.of(word), hint, "open-items"))
