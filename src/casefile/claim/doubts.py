"""What an attorney would ask about the figures: facts that are missing, totals that differ. None stops a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casefile.claim.accrual import Period
from casefile.claim.basis import Basis
from casefile.claim.compensation import chosen, wanted_day
from casefile.claim.course import Course
from casefile.claim.debts import Debts
from casefile.claim.pricing import half_year
from casefile.claim.start import first_interest_day
from casefile.errors import Problem
from casefile.money import total
from casefile.records import Record


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a claim's figures were made of."""

    basis: Basis
    debts: Debts
    course: Course
    periods: tuple[Period, ...]


def doubts(reckoning: Reckoning) -> tuple[Problem, ...]:
    """The weaknesses of the claim's figures on the as-of date."""
    return tuple(problem for rule in RULES for problem in rule(reckoning))


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


def _start_is_known(found: Reckoning) -> Iterator[Problem]:
    for issued in found.debts.issued:
        missing = issued.debts[0].started.missing
        if missing and issued.due < found.basis.as_of:
            invoice, facts = issued.invoice, " and no ".join(FACT_WORDS[name] for name in missing)
            message = (
                f"no interest on {invoice.number}: its due date stands only on the invoice, and no {facts} is known"
            )
            hint = "record one of them; or due_basis: contract, if the date was agreed"
            yield _weak(message, invoice, "due_basis", hint, "interest-start")


def _printed_total_agrees(found: Reckoning) -> Iterator[Problem]:
    for issued in found.debts.issued:
        stated, payable = issued.invoice.stated_total, issued.bill.payable
        if stated is not None and stated != payable.amount:
            message = f"{issued.invoice.number} prints {stated}, its lines come to {payable}, which counts"
            hint = "compare the lines with the invoice as sent"
            yield _weak(message, issued.invoice, "stated_total", hint, "stated-total")


def _payment_follows_invoice(found: Reckoning) -> Iterator[Problem]:
    first = {one.invoice.number: one.invoice.issued for one in found.debts.issued}
    earliest = min(first.values(), default=None)
    for payment in found.basis.case.payments:
        issued = first.get(payment.invoice, earliest)
        if issued and payment.date < issued and payment.kind != "refund":
            message = f"a payment of {payment.date}, before the invoice of {issued}"
            hint = "right if it was paid in advance"
            yield _weak(message, payment, "date", hint, "prepayment")


def _acceptance_is_settled(found: Reckoning) -> Iterator[Problem]:
    for offer in found.basis.case.offers:
        if offer.status == "accepted" and found.basis.case.settlement is None:
            message = f"offer {offer.id} was accepted, but there is no settlement.yaml, which alone changes the claim"
            yield _weak(message, offer, "status", "write down what was agreed: casefile settle", "settlement")


def _offer_is_what_was_settled(found: Reckoning) -> Iterator[Problem]:
    yield from unlike_the_offer(found.basis)


def unlike_the_offer(basis: Basis) -> Iterator[Problem]:
    """What differs between a settlement that was agreed by the as-of date and the offer that it names."""
    case, settlement = basis.case, basis.case.settlement
    if settlement is None or settlement.agreed > basis.as_of:
        return
    for offer in case.offers:
        if offer.id != settlement.offer:
            continue
        if offer.status != "accepted":
            hint = f"write status: accepted {'there' if 'status' in offer.at.keys else 'as a line of this offer'}"
            yield _weak(f"{offer.id} was settled and is marked {offer.status}", offer, "status", hint, "settlement")
        if offer.amount != settlement.amount:
            message = f"{settlement.amount} was agreed, and {offer.id} offered {offer.amount}"
            yield _weak(message, settlement, "amount", "right if the sum was changed on the way", "settlement")


def _credit_is_used(found: Reckoning) -> Iterator[Problem]:
    open_ = total([account.principal for account in found.course.accounts], found.basis.currency)
    if found.course.credit and open_:
        over = [note.invoice for note in found.debts.notes if found.debts.excess]
        record, key = (over[-1], "credits") if over else (found.basis.case.file, "id")
        message = f"a credit of {found.course.credit} stands beside {open_} that is open; the total is less it"
        hint = "agree with the debtor what it goes to, then record the refund and the payment"
        yield _weak(message, record, key, hint, "credit")


def _rounding_is_small(found: Reckoning) -> Iterator[Problem]:
    for issued in found.debts.issued:
        if abs(issued.bill.rounding.amount) >= 1:
            message = f"{issued.invoice.number} is rounded by {issued.bill.rounding}, a whole unit or more"
            hint = "if it is a discount or a charge, write it as an allowance or a charge"
            yield _weak(message, issued.invoice, "rounding", hint, "rounding")


def _act_is_named(found: Reckoning) -> Iterator[Problem]:
    interest = found.basis.interest
    if found.basis.regime.needs_act and interest and not interest.act:
        message = (
            f"regime {found.basis.regime.id} rests on a directive, which binds no private debtor: for our eyes only"
        )
        yield _weak(message, interest, "regime", "add act: the national act that letters name", "act")


def _rates_were_seen(found: Reckoning) -> Iterator[Problem]:
    used = {(row.quote.series, row.quote.row.valid_from): row.quote.row for row in found.periods if row.quote.row}
    for (series, day), row in sorted(used.items()):
        if row.checked == "no" and found.basis.interest:
            message = f"the {series} of {day}, {row.percent} percent, was recalled and not seen where it is published"
            hint = f"compare it with {row.source}; then add its line to rates/{series}.csv with checked: yes"
            yield _weak(message, found.basis.interest, "regime", hint, "rate-recalled")


def _exchange_rate_is_of_the_day(found: Reckoning) -> Iterator[Problem]:
    basis, dues = found.basis, {one.invoice.number: one.due for one in found.debts.issued}
    rule, interest = basis.regime.compensation, basis.interest
    if rule is None or interest is None:
        return
    for charge in found.course.charges:
        due = dues[charge.number]
        wanted, table = wanted_day(basis, due), chosen(basis, rule.currency, due)
        if charge.kind == "compensation" and wanted and table and table.get("on") != wanted.isoformat():
            message = f"compensation for {charge.number} is converted at a rate of {table.get('on') or 'no day'}"
            hint = f"the law wants that of {wanted}: add it to interest.conversion, as one more item of a list"
            yield _weak(message, interest, "conversion", hint, "conversion-day")


def _claimed_from_the_start(found: Reckoning) -> Iterator[Problem]:
    """A rate that is fixed for good is that of the half-year in which interest starts; a later `from` may move it."""
    basis, rate = found.basis, found.basis.regime.rate
    agreed = basis.interest.from_ if basis.interest else None
    if basis.interest is None or agreed is None or rate is None or not rate.read.startswith("default"):
        return
    for one in found.debts.issued:
        by_law = first_interest_day(basis.case, one.invoice, one.due, basis.regime, basis.as_of, claimed=False).first
        if one.due < agreed and by_law and half_year(by_law) != half_year(agreed):
            message = f"interest on {one.invoice.number} is claimed from {agreed}, at the rate of that half-year"
            hint = f"by law interest starts on {by_law}: without interest.from the rate is fixed by that day"
            yield _weak(message, basis.interest, "from", hint, "interest-start")


def _agreed_rate_is_allowed(found: Reckoning) -> Iterator[Problem]:
    interest, ceiling = found.basis.interest, found.basis.ceiling
    if interest is None or ceiling is None:
        return
    rule, series = ceiling
    if any(row.quote.law == rule.law for row in found.periods):
        message = f"more was agreed than the law allows ({rule.law}): the highest rate is reckoned where that is lower"
        yield _weak(message, interest, "rate", "owed --explain shows the rate of each period", "rate-ceiling")
    if any(row.last > series.known_until for row in found.periods):
        message = f"the highest rate that may be agreed ({rule.law}) isn't known after {series.known_until}"
        hint = f"the agreed rate was allowed up to then and is reckoned on; add a line to {series.file}"
        yield _weak(message, interest, "rate", hint, "rate-ceiling")


def _law_is_one(found: Reckoning) -> Iterator[Problem]:
    law, laws, interest = found.basis.case.contract.law, found.basis.regime.laws, found.basis.interest
    if law and laws and interest and not any(law.startswith(each) or each.startswith(law) for each in laws):
        message = f"the contract is under the law of {law}, interest is claimed under {found.basis.regime.id}"
        yield _weak(message, interest, "regime", "choose the regime of the governing law", "regime-law")


def _insolvency_is_minded(found: Reckoning) -> Iterator[Problem]:
    opened, regime = found.basis.case.file.insolvency, found.basis.regime
    if opened and opened.opened <= found.basis.as_of and regime.rate and not regime.insolvency:
        message = f"interest goes on after insolvency proceedings were opened on {opened.opened}"
        hint = f"regime {regime.id} doesn't say whether it may: ask counsel, by the law of the proceedings"
        yield _weak(message, opened, "opened", hint, "insolvency")


def _cautions(found: Reckoning) -> Iterator[Problem]:
    interest, kind = found.basis.interest, found.basis.case.debtor.kind
    for caution in found.basis.regime.cautions if interest else ():
        if interest and kind in caution.debtors:
            law = f" ({caution.law})" if caution.law else ""
            yield _weak(f"{caution.text}{law}", interest, "regime", "to be confirmed by counsel", "regime-caution")


FACT_WORDS = {
    "due": "due date",
    "received": "day of receipt",
    "performed": "day of performance",
    "any": "reminder after the due date",
    "demand": "formal demand in writing (step: demand) after the due date",
}

RULES: tuple[Callable[[Reckoning], Iterator[Problem]], ...] = (
    _start_is_known,
    _printed_total_agrees,
    _payment_follows_invoice,
    _acceptance_is_settled,
    _offer_is_what_was_settled,
    _rounding_is_small,
    _act_is_named,
    _rates_were_seen,
    _exchange_rate_is_of_the_day,
    _claimed_from_the_start,
    _agreed_rate_is_allowed,
    _law_is_one,
    _insolvency_is_minded,
    _cautions,
    _credit_is_used,
)
