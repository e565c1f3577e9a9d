"""What a letter asks to be paid, row by row: invoices, or the instalments of a settlement that is in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.claim.model import InvoiceClaim, Settled
from casefile.documents.matter import Matter, Matters
from casefile.money import Money, total, zero


@dataclass(frozen=True, slots=True)
class Item:
    """One row. `to_pay` is what is open and not contested; `reduced` what was paid, credited or discounted; `retained`
    what stays back by agreement. `number` is the invoice's, or the instalment's among `count`, agreed on `agreed`;
    `tax` is the whole invoice's, None for an instalment."""

    kind: Literal["invoice", "instalment", "remainder"]
    number: str
    due: date
    days_late: int
    amount: Money
    reduced: Money
    retained: Money
    contested: Money
    to_pay: Money
    issued: date | None = None
    count: int = 0
    agreed: date | None = None
    tax: Money | None = None

    @property
    def outstanding(self) -> Money:
        """What is open, contested or not."""
        return self.to_pay + self.contested

    @property
    def is_late(self) -> bool:
        """Whether the due date has passed."""
        return self.days_late > 0


def items(matters: Matters, *, with_contested: bool = False) -> tuple[Item, ...]:
    """Every row with something to pay, oldest due first; `with_contested` also where all of it is contested."""
    found = (item for matter in matters for item in _of(matter))
    wanted = (item for item in found if item.to_pay.amount > 0 or (with_contested and item.contested.amount > 0))
    return tuple(sorted(wanted, key=lambda item: (item.due, item.number)))


def sums(rows: tuple[Item, ...], currency: str) -> Item:
    """The foot of the table: each column added up."""

    def added(column: str) -> Money:
        return total([getattr(row, column) for row in rows], currency)

    return Item(
        "invoice", "", max((row.due for row in rows), default=date.min), 0,
        added("amount"), added("reduced"), added("retained"), added("contested"), added("to_pay"),
    )  # fmt: skip


def widths(foot: Item, *, late: bool) -> str:
    """The widths of the table's columns in percent, for those columns that it has."""
    columns = [(14, True), (15, True), (15, True), (8, late), (14, True)]
    columns += [(14, bool(foot.reduced)), (13, bool(foot.retained)), (13, bool(foot.contested)), (14, True)]
    shown = [width for width, has in columns if has]
    parts = [100 * width // sum(shown) for width in shown]
    return " ".join(str(part) for part in (100 - sum(parts[1:]), *parts[1:]))


def numbers(rows: tuple[Item, ...], matters: Matters) -> tuple[str, ...]:
    """The invoices that paying these rows is for: those in the rows, and those that a settlement is about where its
    instalments are."""
    found = [row.number for row in rows if row.kind == "invoice"]
    for matter in matters:
        settled = in_force(matter.claim.settlement)
        if settled and any(row.agreed == settled.settlement.agreed for row in rows):
            found += [one.number for one in settled.before.invoices if one.outstanding]
    return tuple(dict.fromkeys(found))


def in_force(settled: Settled | None) -> Settled | None:
    """The settlement, while it is what is owed: not when a default has brought the whole claim back."""
    return settled if settled and settled.is_in_force else None


def _of(matter: Matter) -> Iterator[Item]:
    settled = in_force(matter.claim.settlement)
    if settled is None:
        yield from (_invoice(one) for one in matter.claim.invoices)
        return
    agreed = settled.settlement.agreed
    yield from (_invoice(one) for one in matter.claim.invoices if one.invoice.issued > agreed)
    yield from _instalments(settled, matter)


def _invoice(one: InvoiceClaim) -> Item:
    reduced = one.total - one.outstanding - one.retained
    return Item(
        "invoice", one.number, one.due, one.days_overdue, one.total, reduced, one.retained, one.contested,
        one.undisputed, issued=one.invoice.issued, tax=one.bill.tax,
    )  # fmt: skip


def _instalments(settled: Settled, matter: Matter) -> Iterator[Item]:
    progress, nothing, as_of = settled.progress, zero(matter.claim.currency), matter.claim.as_of
    agreed, count = settled.settlement.agreed, len(progress.instalments)
    if progress.defaulted:
        late, rest = (as_of - progress.defaulted).days, progress.remaining
        yield Item(
            "remainder", "", progress.defaulted, late, progress.amount, progress.paid, nothing, nothing, rest,
            agreed=agreed,
        )  # fmt: skip
        return
    for number, one in enumerate(progress.instalments, 1):
        late, rest = max((as_of - one.last_day).days, 0), one.amount - one.paid
        yield Item(
            "instalment", str(number), one.due, late if rest else 0, one.amount, one.paid, nothing, nothing, rest,
            count=count, agreed=agreed,
        )  # fmt: skip
