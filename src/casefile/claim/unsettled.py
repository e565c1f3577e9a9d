"""The claim as the invoices, payments and the law make it, as if no settlement had been agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from casefile.case.dealings import Payment
from casefile.claim.account import Account, What
from casefile.claim.accrual import Period, one_day, periods
from casefile.claim.basis import Basis
from casefile.claim.contested import contested, lines_contested
from casefile.claim.course import Course, follow
from casefile.claim.debts import Debts, Issued, debts
from casefile.claim.doubts import Reckoning, ahead, doubts, unlike_the_offer
from casefile.claim.exact import money, rounded
from casefile.claim.ledger import ledger
from casefile.claim.limitation import limitation
from casefile.claim.model import Claim, InvoiceClaim, Missing
from casefile.claim.pricing import Terms
from casefile.claim.reasons import reasons
from casefile.claim.slip import difference
from casefile.errors import CaseError
from casefile.money import Money, total, zero

DAY = timedelta(days=1)
KINDS: tuple[What, ...] = ("principal", "interest", "compensation", "fees")


def unsettled(basis: Basis, payments: Iterable[Payment]) -> Claim:
    """The claim under these payments. Before the first issue everything is 0. CaseError when a rate isn't known."""
    found, known = debts(basis), tuple(payments)
    if not found.issued:
        return _nothing(basis)
    return computed(basis, found, follow(basis, found, known), known)


def computed(basis: Basis, found: Debts, course: Course, known: Iterable[Payment]) -> Claim:
    """The claim that the debts and their course come to. CaseError when a rate isn't known."""
    known = tuple(known)
    rows = {id(a): periods(a.debt.terms, a.history, basis.as_of) for a in course.accounts}
    invoices = tuple(_invoice(basis, issued, course, rows, known) for issued in found.issued)
    per_day, unknown = _per_day(basis, course)
    return Claim(
        case=basis.case.id,
        as_of=basis.as_of,
        currency=basis.currency,
        regime=basis.regime,
        principal=total([one.outstanding for one in invoices], basis.currency),
        interest=total([one.interest for one in invoices], basis.currency),
        compensation=total([one.compensation for one in invoices], basis.currency),
        fees=total([one.fees for one in invoices], basis.currency),
        costs=course.costs_open,
        credit=course.credit,
        per_day=per_day,
        paid=received(basis, known),
        credited=total([note.amount for note in found.notes], basis.currency),
        open=(*map(str, course.unconverted), *unknown),
        unconverted=course.unconverted,
        invoices=invoices,
        ledger=ledger(basis, found, course, known),
        postings=course.postings,
        settlement=None,
        corrections=tuple(_corrections(basis)),
        weaknesses=doubts(Reckoning(basis, found, course, tuple(row for mine in rows.values() for row in mine))),
        reasons=reasons(basis.regime, basis.count),
    )


def received(basis: Basis, payments: Iterable[Payment]) -> Money:
    """All money received up to the as-of date, less refunds and what was returned."""
    flows = [
        money(payment.amount, basis.currency) * (-1 if payment.kind == "refund" else 1)
        for payment in payments
        if payment.date <= basis.as_of and not (payment.reversed and payment.reversed.on <= basis.as_of)
    ]
    return total(flows, basis.currency)


def a_day(basis: Basis, terms: Terms, balance: Money, accrued: Money) -> Fraction:
    """One day's interest, unrounded, at tomorrow's rate, else today's; never beyond the cap."""
    tomorrow = basis.as_of + DAY
    try:
        amount = one_day(terms, balance, tomorrow, tomorrow)
    except CaseError:
        amount = one_day(terms, balance, tomorrow, basis.as_of)
    return amount if terms.cap is None else min(amount, Fraction((terms.cap - accrued).amount))


def daily(basis: Basis, course: Course) -> Fraction:
    """One day's interest on all debts, unrounded. CaseError when a rate isn't known."""
    days = (a_day(basis, a.debt.terms, a.history[-1][1], a.accrued(basis.as_of)) for a in course.accounts)
    return sum(days, Fraction(0))


def _per_day(basis: Basis, course: Course) -> tuple[Money, tuple[str, ...]]:
    try:
        return rounded(daily(basis, course), basis.currency), ()
    except CaseError as error:
        return zero(basis.currency), tuple(f"interest per day: {problem.message}" for problem in error.problems)


def _invoice(
    basis: Basis, issued: Issued, course: Course, rows: dict[int, tuple[Period, ...]], known: tuple[Payment, ...]
) -> InvoiceClaim:
    accounts = [account for account in course.accounts if account.debt.number == issued.invoice.number]
    mine = sorted((row for account in accounts for row in rows[id(account)]), key=lambda row: (row.first, row.last))
    outstanding = total([account.principal for account in accounts], basis.currency)
    interest_paid = _sum(basis, (account.paid_on("interest") for account in accounts))
    lines = lines_contested(issued.invoice, issued.bill, basis.as_of)
    return InvoiceClaim(
        invoice=issued.invoice,
        bill=issued.bill,
        due=issued.due,
        last_day=issued.debts[0].late_from - DAY,
        days_overdue=_days_overdue(accounts, basis.as_of),
        total=issued.bill.payable,
        credited=issued.credited,
        retained=issued.retained,
        discounted=_sum(basis, (account.discounted for account in accounts)),
        outstanding=outstanding,
        contested=contested(basis.case, lines, outstanding, basis.as_of),
        lines_contested=lines,
        interest=_sum(basis, (row.interest for row in mine)) - interest_paid,
        interest_paid=interest_paid,
        compensation=_sum(basis, (account.open("compensation", basis.as_of) for account in accounts)),
        fees=_sum(basis, (account.open("fees", basis.as_of) for account in accounts)),
        charges=tuple(charge for charge in course.charges if charge.number == issued.invoice.number),
        started=issued.debts[0].started,
        periods=tuple(mine),
        limitation=limitation(basis, issued.invoice, _unpaid(accounts, basis.as_of), course, known),
    )


def _sum(basis: Basis, amounts: Iterable[Money]) -> Money:
    return total(list(amounts), basis.currency)


def _days_overdue(accounts: list[Account], as_of: date) -> int:
    """Days since the earliest last day to pay what is open, 0 on it (a retention is due on its release)."""
    late = ((as_of - a.debt.late_from).days + 1 for a in _unpaid(accounts, as_of))
    return max((0, *late))


def _unpaid(accounts: list[Account], as_of: date) -> list[Account]:
    """Those of which anything is open."""
    return [account for account in accounts if any(account.open(kind, as_of) for kind in KINDS)]


def _corrections(basis: Basis) -> Iterator[Missing]:
    issued = {invoice.number for invoice in basis.case.invoices if invoice.issued <= basis.as_of}
    for correction in basis.case.corrections:
        settled = correction.choice == "waived" or correction.invoiced_as in issued
        if not settled and correction.period <= basis.as_of.isoformat()[:7]:
            yield Missing(correction, difference(correction, basis.currency).gross)


def _nothing(basis: Basis) -> Claim:
    nothing = zero(basis.currency)
    figures = ("principal", "interest", "compensation", "fees", "costs", "credit", "per_day", "paid", "credited")
    return Claim(
        case=basis.case.id,
        as_of=basis.as_of,
        currency=basis.currency,
        regime=basis.regime,
        **dict.fromkeys(figures, nothing),
        open=(),
        unconverted=(),
        invoices=(),
        ledger=(),
        postings=(),
        settlement=None,
        corrections=tuple(_corrections(basis)),
        weaknesses=(*ahead(basis), *unlike_the_offer(basis)),
        reasons=reasons(basis.regime, basis.count),
    )
