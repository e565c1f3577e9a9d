"""Does the contract carry the claim: was it accepted, does it hold the terms, may they be used against this debtor."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.case.terms import Contract
from casefile.checks.matter import Matter, weakness
from casefile.checks.phrases import said
from casefile.errors import Problem, Source

_ACCEPTING = ("order", "change-order", "acceptance")


def regime_fits_debtor(matter: Matter) -> Iterator[Problem]:
    """Laws on late payment between businesses give nothing against a consumer, and asking a consumer for it is an
    unfair practice in many countries: an error, until another regime is chosen (Directive 2011/7/EU, art. 1(2), recital
    8). Whether somebody is a consumer decides what they bought it for, not who they are: where the debtor is a person
    and nothing shows a business, counsel will ask."""
    yield from (problem for problem in matter.around.refused if problem.rule == "regime-debtor")
    debtor, regime = matter.case.debtor, matter.claim.regime
    unsaid = debtor.natural and "kind" not in debtor.at.keys and not debtor.tax_ids
    if unsaid and matter.case.file.interest and "consumer" not in regime.debtors:
        message = f"regime {regime.id} is for businesses, {debtor.name} is a person, and nothing shows a business"
        hint = "write kind: business, and tax_ids: or the register that shows it; or kind: consumer"
        yield weakness("regime-debtor", message, debtor.at.source, hint)


def not_signed(matter: Matter) -> Iterator[Problem]:
    """A contract that only we have signed is an offer. The debtor's signature, their order, or an acceptance in writing
    shows that it became one; and the name under it opens the question whether that person could bind the debtor."""
    contract = matter.case.contract
    if not contract.evidence or contract.form in ("oral", "emails"):
        return
    if contract.signed and contract.signed.debtor:
        return
    exhibits = [exhibit for name in contract.evidence if (exhibit := matter.case.exhibit(name))]
    titled = any(said("signed", exhibit.title) for exhibit in exhibits)
    accepted = any(exhibit.kind in _ACCEPTING for exhibit in (*exhibits, *matter.case.exhibits))
    admitted = any(event.what == "acknowledgement" for event in matter.case.file.events)
    if not (titled or accepted or admitted):
        hint = "write signed: {debtor: NAME, authority: …} in the contract, or take in the order or acceptance"
        message = "nothing shows that the debtor signed or accepted the contract"
        yield weakness("not-signed", message, contract.at.of("evidence"), hint)


def terms_not_quoted(matter: Matter) -> Iterator[Problem]:
    """A claim for agreed interest, an agreed fee or an agreed place of suit stands on a clause; the reader wants its
    number and its words beside the claim, and a term that stands in no clause is one that the law does not give.
    Arbitration needs an agreement in writing (New York Convention, art. II), and a court other than that of the
    debtor's seat one on jurisdiction."""
    contract = matter.case.contract
    if matter.case.file.contract is None or contract.form == "oral":
        return
    for meaning, what, source in _relied_on(matter):
        if not quotes(contract, meaning):
            hint = f"quote the clause in contract.clauses, such as {meaning.replace('_', '-')}: {{ref: …, text: …}}"
            yield weakness("term-not-quoted", f"{what}, and no clause of the contract is quoted for it", source, hint)


def _relied_on(matter: Matter) -> Iterator[tuple[str, str, Source]]:
    """What the claim takes as agreed: by what it is known, in words, and where the case says so."""
    case, contract = matter.case, matter.case.contract
    interest, forum = case.file.interest, contract.forum
    if interest and interest.regime == "contract":
        yield "interest", "interest is claimed as agreed", interest.at.source
    for invoice in case.bills:
        if invoice.late_fee:
            yield "late_fee", f"{invoice.number} asks for an agreed fee", invoice.at.of("late_fee")
        if invoice.retention:
            yield "retention", f"a sum of {invoice.number} is kept back as agreed", invoice.at.of("retention")
    if forum and forum.kind == "arbitration":
        yield "arbitration", "arbitration is said to be agreed", contract.at.of("forum")
    elif forum and forum.place and case.debtor.address and forum.place != case.debtor.address.city:
        yield "forum", f"the courts of {forum.place} are said to be agreed", contract.at.of("forum")


def no_payment_clause(matter: Matter) -> Iterator[Problem]:
    """`due_basis: contract` claims that the date was agreed; then the contract has to say so. If it does not, default
    may begin only weeks later or with a reminder, and the interest claimed is too high."""
    contract, file = matter.case.contract, matter.case.file
    agreed = [invoice for invoice in matter.case.bills if invoice.due_basis == "contract"]
    if agreed and file.contract and contract.form != "oral" and not quotes(contract, "payment"):
        message = "the due date is said to be agreed, and no clause of the contract is quoted for it"
        hint = "quote it in contract.clauses, or set due_basis: invoice"
        yield weakness("no-payment-clause", message, contract.at.source, hint)


def quotes(contract: Contract, meaning: str) -> bool:
    """Whether a clause is about this, by its short name or its words."""
    clauses = contract.clauses.items()
    return any(said(meaning, f"{key.replace('_', ' ').replace('-', ' ')}\n{clause.text}") for key, clause in clauses)


def duty_not_shown(matter: Matter) -> Iterator[Problem]:
    """Who claims under a contract is asked first whether they kept it: payment can be withheld for a duty of ours that
    is open (BGB § 320; Code civil, art. 1219; k.c. art. 488 § 2; ГК РФ, ст. 328). Each duty that the contract puts on
    us beside what is billed needs a day and an exhibit."""
    for duty in matter.case.contract.duties:
        late = duty.met and duty.due and duty.met > duty.due
        if duty.met is None and (duty.due is None or duty.due <= matter.as_of):
            message = f"nothing says that we met a duty of ours: {duty.what}"
            yield weakness("duty-not-shown", message, duty.at.source, "write met: the day, and its evidence:")
        elif duty.met and not duty.evidence:
            message = f"nothing shows that we met a duty of ours: {duty.what}"
            yield weakness("duty-not-shown", message, duty.at.source, "name the exhibit that shows it in evidence:")
        elif late:
            message = f"we met a duty of ours on {duty.met}, after {duty.due}: {duty.what}"
            yield weakness(
                "duty-not-shown", message, duty.at.of("met"), "right if more time was given: note who gave it"
            )
