"""What an attorney would ask about the figures: facts that are missing, totals that differ. None stops a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casefile.claim.basis import Basis
from casefile.claim.course import Course
from casefile.claim.debts import Debts
from casefile.errors import Problem
from casefile.money import total
from casefile.records import Record


def doubts(basis: Basis, debts: Debts, course: Course) -> tuple[Problem, ...]:
    """The weaknesses of the claim's figures on the as-of date."""
    found = [problem for rule in RULES for problem in rule(basis, debts)]
    return (*found, *_credit_is_used(basis, debts, course))


def ahead(basis: Basis) -> tuple[Problem, ...]:
    """Before the first issue nothing is owed, and the money that has come is in no figure: each payment is named."""
    hint = "right if it was paid in advance; else the invoice is missing, or one of the dates is wrong"
    return tuple(
        _weak(
            f"{payment.amount} of {payment.date} is in no figure: no invoice is out yet",
            payment,
            "date",
            hint,
            "prepayment",
        )
        for payment in basis.case.payments
        if payment.date <= basis.as_of
    )


def _weak(message: str, record: Record, key: str, hint: str, rule: str) -> Problem:
    return Problem(message, record.at.of(key), hint, rule, "weakness")


def _start_is_known(basis: Basis, debts: Debts) -> Iterator[Problem]:
    for issued in debts.issued:
        missing = issued.debts[0].started.missing
        if missing and issued.due < basis.as_of:
            invoice, facts = issued.invoice, " and no ".join(FACT_WORDS[name] for name in missing)
            message = (
                f"no interest on {invoice.number}: its due date stands only on the invoice, and no {facts} is known"
            )
            hint = "record one of them; or due_basis: contract, if the date was agreed"
            yield _weak(message, invoice, "due_basis", hint, "interest-start")


def _printed_total_agrees(_: Basis, debts: Debts) -> Iterator[Problem]:
    for issued in debts.issued:
        stated, payable = issued.invoice.stated_total, issued.bill.payable
        if stated is not None and stated != payable.amount:
            message = f"{issued.invoice.number} prints {stated}, its lines come to {payable}, which counts"
            hint = "compare the lines with the invoice as sent"
            yield _weak(message, issued.invoice, "stated_total", hint, "stated-total")


def _payment_follows_invoice(basis: Basis, debts: Debts) -> Iterator[Problem]:
    first = {one.invoice.number: one.invoice.issued for one in debts.issued}
    earliest = min(first.values(), default=None)
    for payment in basis.case.payments:
        issued = first.get(payment.invoice, earliest)
        if issued and payment.date < issued and payment.kind != "refund":
            message = f"a payment of {payment.date}, before the invoice of {issued}"
            hint = "right if it was paid in advance"
            yield _weak(message, payment, "date", hint, "prepayment")


def _acceptance_is_settled(basis: Basis, _: Debts) -> Iterator[Problem]:
    for offer in basis.case.offers:
        if offer.status == "accepted" and basis.case.settlement is None:
            message = f"offer {offer.id} was accepted, but there is no settlement.yaml, which alone changes the claim"
            yield _weak(message, offer, "status", "write down what was agreed: casefile settle", "settlement")


def _credit_is_used(basis: Basis, debts: Debts, course: Course) -> Iterator[Problem]:
    open_ = total([account.principal for account in course.accounts], basis.currency)
    if course.credit and open_:
        over = [note.invoice for note in debts.notes if debts.excess]
        record, key = (over[-1], "credits") if over else (basis.case.file, "id")
        message = f"a credit of {course.credit} stands beside {open_} that is open; the total is less it"
        hint = "agree with the debtor what it goes to, then record the refund and the payment"
        yield _weak(message, record, key, hint, "credit")


def _rounding_is_small(_: Basis, debts: Debts) -> Iterator[Problem]:
    for issued in debts.issued:
        if abs(issued.bill.rounding.amount) >= 1:
            message = f"{issued.invoice.number} is rounded by {issued.bill.rounding}, a whole unit or more"
            hint = "if it is a discount or a charge, write it as an allowance or a charge"
            yield _weak(message, issued.invoice, "rounding", hint, "rounding")


def _act_is_named(basis: Basis, _: Debts) -> Iterator[Problem]:
    interest = basis.interest
    if basis.regime.needs_act and interest and not interest.act:
        message = f"regime {basis.regime.id} rests on a directive, which binds no private debtor: for our eyes only"
        yield _weak(message, interest, "regime", "add act: the national act that letters name", "act")


FACT_WORDS = {
    "due": "due date",
    "received": "day of receipt",
    "performed": "day of performance",
    "any": "reminder after the due date",
    "demand": "formal demand in writing (step: demand) after the due date",
}

RULES: tuple[Callable[[Basis, Debts], Iterator[Problem]], ...] = (
    _start_is_known,
    _printed_total_agrees,
    _payment_follows_invoice,
    _acceptance_is_settled,
    _rounding_is_small,
    _act_is_named,
)
