"""The rows of a list that are no invoices: sums, held against the rows above them, and headings between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casefile.errors import Problem
from casefile.intake import listwords
from casefile.intake.item_row import Way, stated
from casefile.intake.listed import Line
from casefile.intake.open_item import Credit, OpenItem
from casefile.intake.set_off import once
from casefile.money import Money

_PLACES = ("number", "issued", "due")


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is left out, and what it is; `problem` where that is not known for sure."""

    line: int
    what: str
    problem: Problem | None = None


def is_between(line: Line) -> bool:
    """Whether a row is no invoice: no number and no day; a word for a sum where two of them should stand; one cell
    alone; or, without a number, only words where the days should stand."""
    lacking = [word for word in _PLACES if not line.text(word) or listwords.is_sum(line.text(word))]
    if sum(not cell.is_empty for cell in line.row) == 1:
        return True
    if "number" in lacking and not any(each.isdigit() for word in ("issued", "due") for each in line.text(word)):
        return len(lacking) >= len(_PLACES) - 1
    says_sum = any(listwords.is_sum(cell.text) for cell in line.row)
    return len(lacking) == len(_PLACES) or (says_sum and len(lacking) >= len(_PLACES) - 1)


def passed(line: Line, above: Sequence[OpenItem | Credit], since: int, written: Way) -> Passed | None:
    """What is to be said of such a row, the rows above it known, `since` those that a sum stands above already; None
    where it is a credit without a number."""
    currencies = list(dict.fromkeys(_amount(each).currency for each in above)) or [written.settings.currency or "EUR"]
    own = line.text("currency").upper()
    said = {each: stated(line, written, each) for each in ([own] if own in currencies else currencies)}
    says_sum = any(listwords.is_sum(cell.text) for cell in line.row)
    words = next((cell.words for cell in line.row if not cell.is_empty), "")
    if not says_sum and line.text("debtor") and any(each is not None and each < 0 for each in said.values()):
        return None
    if all(each is None for each in said.values()) and not says_sum:
        return Passed(line.source.line, f"'{words}' is a heading")
    for currency, amount in said.items():
        if amount is not None and amount in _sums(above, since, currency):
            return Passed(line.source.line, f"a sum, and the rows come to it: {amount} {currency}")
    return Passed(line.source.line, "", _doubt(line, above, said, says_sum=says_sum))


def _doubt(
    line: Line, above: Sequence[OpenItem | Credit], said: dict[str, Decimal | None], *, says_sum: bool
) -> Problem:
    if says_sum:
        shown = ", ".join(f"{amount} {currency}" for currency, amount in said.items() if amount is not None)
        come = ", ".join(f"{sum(_of(above, currency), Decimal(0))} {currency}" for currency in said)
        message = f"a sum is left out ({shown or 'no amount'}), and the rows above come to {come}"
        hint = "look whether a row is missing, or stands twice"
        return Problem(message, line.source, hint, "open-items", "warning")
    words = line.text("open") or line.text("total") or line.text("debtor")
    message = f"a row without an invoice number is left out ({words})"
    return Problem(message, line.source, "give it a number, or delete it if it is a sum", "open-items", "warning")


def _sums(above: Sequence[OpenItem | Credit], since: int, currency: str) -> Iterator[Decimal]:
    """What a sum may come to: of all rows or of those since the last sum, with credits or without them, of what is
    open or of what was invoiced, and with a row that stands twice or once."""
    for rows in (above, once(above)[0], above[since:], once(above[since:])[0]):
        for some in (rows, [each for each in rows if isinstance(each, OpenItem)]):
            yield sum(_of(some, currency), Decimal(0))
            yield sum(_of(some, currency, whole=True), Decimal(0))


def _of(rows: Sequence[OpenItem | Credit], currency: str, *, whole: bool = False) -> Iterator[Decimal]:
    for each in rows:
        if _amount(each).currency == currency:
            yield -each.amount.amount if isinstance(each, Credit) else (each.total if whole else each.open).amount


def _amount(row: OpenItem | Credit) -> Money:
    return row.amount if isinstance(row, Credit) else row.open
