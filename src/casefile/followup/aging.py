"""What is owed by age: every open invoice or instalment, with how long it has been due; by currency and debtor. Pure.

Principal only, as `owed` has it, to the cent. What is due on the day itself is current. A settled case has a row an
instalment, in default one for the remainder. Amounts of two currencies are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.followup.action import Dossier
from casefile.followup.debtors import debtor_key
from casefile.money import Money, total

Kind = Literal["invoice", "instalment", "remainder"]
BUCKETS = ("current", "1-30", "31-60", "61-90", "90+")
_NAMED = {
    "invoice": "{number}",
    "instalment": "instalment {number} of {count}",
    "remainder": "remainder of the settlement",
}
_LAST = (0, 30, 60, 90)  # the last day of each bucket but the open one


@dataclass(frozen=True, slots=True)
class Row:
    """One open sum of a case, and the debtor's name and what tells the debtor from others: the `number` of its invoice,
    which of `count` instalments it is, or the remainder of a settlement in default; `days` since the
    last day to pay it, 0 up to it."""

    case: str
    debtor: str
    debtor_key: str
    kind: Kind
    number: str
    count: int
    due: date
    days: int
    outstanding: Money

    @property
    def invoice(self) -> str:
        """What it is, in English: the invoice's number, `instalment 1 of 3`, `remainder of the settlement`."""
        return _NAMED[self.kind].format(number=self.number, count=self.count)

    @property
    def bucket(self) -> str:
        """Which of the BUCKETS it belongs to."""
        return next((name for name, last in zip(BUCKETS, _LAST, strict=False) if self.days <= last), BUCKETS[-1])


@dataclass(frozen=True, slots=True)
class Ages:
    """Sums by bucket, in one currency, and the rows they come from, oldest due first."""

    currency: str
    rows: tuple[Row, ...]

    def of(self, bucket: str) -> Money:
        """What is open in one bucket."""
        return total([row.outstanding for row in self.rows if row.bucket == bucket], self.currency)

    @property
    def total(self) -> Money:
        """What is open in all."""
        return total([row.outstanding for row in self.rows], self.currency)

    def by_debtor(self) -> Mapping[str, Ages]:
        """The same by the debtor's name, most owed first; two debtors of one name stay two."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.debtor_key, []).append(row)
        each = {key: Ages(self.currency, tuple(rows)) for key, rows in found.items()}
        ranked = sorted(each.items(), key=lambda item: (-item[1].total.amount, item[0]))
        return dict(ranked)

    @property
    def debtor(self) -> str:
        """Whose rows they are, of the first one."""
        return self.rows[0].debtor


def aging(dossiers: Iterable[Dossier]) -> Mapping[str, Ages]:
    """What is open by currency, in order of their codes. What was written off is owed no more."""
    return by_currency(row for dossier in dossiers if not is_written_off(dossier) for row in rows(dossier))


def by_currency(found_open: Iterable[Row]) -> Mapping[str, Ages]:
    """Open sums by currency, in order of their codes."""
    found: dict[str, list[Row]] = {}
    for row in found_open:
        found.setdefault(row.outstanding.currency, []).append(row)
    return {currency: Ages(currency, _ordered(found[currency])) for currency in sorted(found)}


def is_written_off(dossier: Dossier) -> bool:
    """Whether the case was written off by the day."""
    closed = dossier.case.file.closed
    return closed is not None and closed.outcome == "written-off" and closed.on <= dossier.claim.as_of


def _ordered(found: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(sorted(found, key=lambda row: (row.due, row.case, row.invoice)))


def rows(dossier: Dossier) -> Iterator[Row]:
    """What is open in one case; it adds up to the claim's principal."""
    claim, settled = dossier.claim, dossier.claim.settlement
    if settled is None or not settled.is_in_force:
        for one in claim.invoices:
            if one.outstanding:
                yield _row(dossier, one.due, one.last_day, one.outstanding, one.number)
        return
    agreed = settled.settlement.agreed
    parts = [*_instalments(dossier)]
    covered = [one for one in claim.invoices if one.invoice.issued <= agreed]
    parts += [
        _row(dossier, one.due, one.last_day, one.outstanding, one.number)
        for one in claim.invoices
        if one.invoice.issued > agreed and one.outstanding
    ]
    yield from parts
    rest = claim.principal - total([row.outstanding for row in parts], claim.currency)
    if rest and covered:  # money from before the agreement that was taken back since
        yield _row(dossier, covered[0].due, covered[0].last_day, rest, covered[0].number)


def _instalments(dossier: Dossier) -> Iterator[Row]:
    settled = dossier.claim.settlement
    if settled is None:
        return
    progress = settled.progress
    if progress.defaulted:
        if progress.remaining:
            yield _row(dossier, progress.defaulted, progress.defaulted, progress.remaining)
        return
    count = len(progress.instalments)
    for number, one in enumerate(progress.instalments, 1):
        rest = one.amount - one.paid
        if rest:
            yield _row(dossier, one.due, one.last_day, rest, str(number), count)


def _row(dossier: Dossier, due: date, last: date, outstanding: Money, number: str = "", count: int = 0) -> Row:
    """An instalment where there is a `count` of them, an invoice where there is a number; late from the `last` day to
    pay on."""
    kind: Kind = "instalment" if count else "invoice" if number else "remainder"
    case, days = dossier.case, max((dossier.claim.as_of - last).days, 0)
    return Row(case.id, case.debtor.name, debtor_key(case), kind, number, count, due, days, outstanding)
