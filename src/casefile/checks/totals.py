"""Do letters and the invoice as sent say what the invoice comes to. Only amounts that stand right behind the number of
an invoice are read, and only ones that are no other figure of the case are a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from casefile.checks.matter import Matter, weakness
from casefile.claim.model import InvoiceClaim
from casefile.errors import Problem, Source

# An amount with two decimals, and with a currency's code or sign on one side: 4,566.63 · 2.551,00 · 1 234,50 · 1'200.00
_FIGURE = r"[0-9]{1,3}(?:[., '’\u00a0\u202f][0-9]{3})*[.,][0-9]{2}|[0-9]+[.,][0-9]{2}"
_SIGN = r"[A-Z]{3}|[€£$₽]|zł|руб\.?"
_AMOUNT = re.compile(
    rf"(?:(?P<sign>{_SIGN})\s?(?P<after>{_FIGURE})|(?P<before>{_FIGURE})\s?(?P<unit>{_SIGN}))(?![0-9])"
)
_ANY = re.compile(rf"(?<![0-9.,])(?:{_FIGURE})(?![0-9])")
_NEAR = 60
"""Characters between an invoice's number and the amount that it is said to come to."""
_ENDING = re.compile(r"(?<![0-9])[.!?;]\s|\n\s*\n")


def totals_differ(matter: Matter) -> Iterator[Problem]:
    """A reminder that asks for another sum than the invoice has hands the debtor a reason not to pay, and may put them
    in default for nothing. The invoice, the letters and the account have to say the same; where they do not, counsel
    has to know which is right, and why. What a letter may have with interest and costs is no finding."""
    yield from _letters(matter)
    yield from _as_sent(matter)


def _letters(matter: Matter) -> Iterator[Problem]:
    steps = [contact for contact in matter.sent if contact.head.step]
    known = _figures(matter) if steps else frozenset[Decimal]()
    for contact in steps:
        text = matter.words(contact)
        for one in matter.claim.invoices:
            named = _named(text, one.number, matter.case.currency)
            wrong = [each for each in named if each not in known and not _with_interest(one, each)]
            if wrong:
                message = f"the letter names {wrong[0]} for {one.number}, which comes to {one.total}"
                hint = "compare the letter with the invoice; write to the debtor if the letter was wrong"
                yield weakness("totals-differ", message, Source(contact.file), hint)


def _with_interest(one: InvoiceClaim, amount: Decimal) -> bool:
    """Whether a sum can be what was open with some of the interest, the compensation and the fees on it."""
    most = one.total + one.interest + one.interest_paid + one.compensation + one.fees
    return min(one.outstanding, one.total).amount < amount <= most.amount


def _named(text: str, number: str, currency: str) -> Iterator[Decimal]:
    """The amounts that follow an invoice's number within the same sentence, before anything else is named."""
    if not _tells(number):
        return
    for found in re.finditer(rf"(?<![\w-]){re.escape(number)}(?![\w-])", text):
        after = text[found.end() : found.end() + _NEAR]
        end = _ENDING.search(after)
        amount = _AMOUNT.search(after[: end.start()] if end else after)
        sign = (amount["sign"] or amount["unit"]) if amount else ""
        if amount and (sign == currency or not sign.isupper()):
            yield _decimal(amount["after"] or amount["before"])


def _tells(number: str) -> bool:
    """Whether an invoice's number can be told from a day, a year or a count in a text."""
    return len(number) >= (5 if number.isdigit() else 2)


def _as_sent(matter: Matter) -> Iterator[Problem]:
    """An invoice as sent that names itself and many figures, and not the total that is claimed."""
    for one in matter.claim.invoices:
        for name in one.invoice.evidence:
            seen, exhibit = matter.natives.get(name), matter.case.exhibit(name)
            if (
                not seen
                or not exhibit
                or exhibit.kind != "invoice"
                or one.number not in seen.words
                or not _tells(one.number)
            ):
                continue
            printed = {_decimal(found[0]) for found in _ANY.finditer(seen.words)}
            if printed and not printed & _totals(one):
                message = f"{name} is {one.number} as sent, and the total of {one.total} stands nowhere in it"
                hint = "compare the invoice's lines with the exhibit"
                yield weakness("totals-differ", message, one.invoice.at.source, hint)


def _totals(one: InvoiceClaim) -> set[Decimal]:
    stated = one.invoice.stated_total
    return {one.bill.payable.amount, one.bill.gross.amount} | ({stated} if stated is not None else set())


def _figures(matter: Matter) -> frozenset[Decimal]:
    """Every figure that a letter in this case may name."""
    case, claim = matter.case, matter.claim
    ledgers = (claim.ledger, claim.settlement.without.ledger) if claim.settlement else (claim.ledger,)
    found = {abs(money.amount) for rows in ledgers for row in rows for money in (row.balance, row.amount)}
    for one in claim.invoices:
        bill = one.bill
        found |= {money.amount for money in (bill.net, bill.tax, one.outstanding, one.contested, one.undisputed)}
        found |= {money.amount for part in bill.parts for money in (part.net, part.tax, part.gross)}
        found |= _totals(one) | _left(matter, one)
    told = (*case.payments, *case.offers, *case.file.costs, *case.file.events, *(c.head.promise for c in case.contacts))
    found |= {each.amount for each in (*told, case.settlement) if each and each.amount}
    if claim.settlement:
        found |= {part.amount.amount for part in claim.settlement.progress.instalments}
    return frozenset(found)


def _left(matter: Matter, one: InvoiceClaim) -> set[Decimal]:
    """What was open of an invoice after each payment: with what is kept back and without, contested or not."""
    kept = one.invoice.retention.amount if one.invoice.retention else Decimal(0)
    off = {Decimal(0), kept, one.credited.amount, kept + one.credited.amount}
    starts = {one.total.amount - each - more for each in off for more in (Decimal(0), one.contested.amount)}
    left, paid = set(starts), Decimal(0)
    for payment in sorted(matter.case.payments, key=lambda payment: payment.date):
        if payment.invoice in ("", one.number):
            paid += -payment.amount if payment.kind == "refund" else payment.amount
            left |= {start - paid for start in starts}
    return left


def _decimal(figure: str) -> Decimal:
    digits = re.sub(r"[^0-9]", "", figure)
    return Decimal(f"{digits[:-2]}.{digits[-2:]}")
