"""Were promises, offers and settlements followed up, and can the debtor pay and be found."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.case.placeholders import placeholders
from casefile.checks.matter import Matter, weakness
from casefile.errors import Problem, Source
from casefile.followup.pledges import is_ignored, pledges

_NOTICE = ("email", "post", "registered")  # a text message or a call is no notice that could be shown later


def promise_lapsed(matter: Matter) -> Iterator[Problem]:
    """A promise that passes unnoticed teaches the debtor that promises cost nothing; a broken one that is answered the
    next day is evidence that the debt was acknowledged and payment refused."""
    for pledge in pledges(matter.case, matter.claim):
        if is_ignored(matter.case, matter.claim, pledge) and (pledge.amount or not pledge.paid):
            came = f"only {pledge.paid} of {pledge.amount} came" if pledge.paid else "nothing came"
            message = f"payment was promised for {pledge.promise.on}; {came}, and nobody asked"
            yield weakness("promise-lapsed", message, Source(pledge.head.at.file), "call or write, and log it")


def default_without_notice(matter: Matter) -> Iterator[Problem]:
    """Many agreements let the whole claim revive only after a notice; silence after a missed instalment can be read as
    more time granted. A call or a text message is no notice that could be shown to a court."""
    settled = matter.claim.settlement
    if settled is None or settled.progress.state != "default" or not settled.progress.defaulted:
        return
    notices = (contact.head for contact in matter.sent if contact.head.channel in _NOTICE)
    if not any(head.date >= settled.progress.defaulted for head in notices):
        hint = f"casefile render {matter.case.id} default-notice writes one; send it and log it"
        message = f"the settlement is in default since {settled.progress.defaulted}, and no notice went out"
        yield weakness("default-notice", message, settled.settlement.at.source, hint)


def steps_in_insolvency(matter: Matter) -> Iterator[Problem]:
    """Once insolvency proceedings are open, creditors are paid through them alone: reminders, demands and enforcement
    against the debtor are barred or void, and what is paid outside them may have to be given back (for example InsO
    §§ 81, 87, 89; Code de commerce, art. L622-21; Insolvency Act 1986, ss. 127, 130)."""
    insolvency = matter.insolvency
    for contact in matter.sent if insolvency else ():
        if insolvency and contact.head.step not in ("", "file-claim") and contact.head.date > insolvency.opened:
            message = f"step {contact.head.step} went out on {contact.head.date}, after insolvency was opened"
            hint = "write to the administrator instead; right if it went to a guarantor or another who is liable"
            yield weakness("after-insolvency", message, Source(contact.file), hint)
    for payment in matter.case.payments if insolvency else ():
        ours = payment.kind == "payment" and insolvency and insolvency.opened < payment.date <= matter.as_of
        if insolvency and ours:
            message = f"{payment.amount} came on {payment.date}, after insolvency was opened on {insolvency.opened}"
            hint = "ask counsel whether it may be kept; right if somebody else paid: say so in payer:"
            if not payment.payer:
                yield weakness("after-insolvency", message, payment.at.of("date"), hint)


def no_account(matter: Matter) -> Iterator[Problem]:
    """A letter that asks for money and does not say where to send it gives the debtor a reason to wait."""
    creditor = matter.case.creditor
    bank = creditor.bank
    if not (bank and (bank.iban or bank.account)) and not creditor.pay_url:
        hint = "write bank: {iban: …} or pay_url: for the creditor"
        yield weakness("no-account", "nothing says where to pay", creditor.at.source, hint)


def not_named(matter: Matter) -> Iterator[Problem]:
    """A letter to `Name of the debtor` is not one, and a claim needs a creditor and a debtor with the names that the
    contract or the register has."""
    yield from placeholders(matter.case, "weakness")


def creditor_unclear(matter: Matter) -> Iterator[Problem]:
    """A letter without the sender's address looks like a fraud, and neither a court nor the debtor can answer it; many
    laws ask for it on every business letter."""
    creditor = matter.case.creditor
    if creditor.address is None or not creditor.address.lines:
        hint = "write address: {lines: [STREET AND NUMBER], postcode: …, city: …, country: …} for the creditor"
        yield weakness("creditor-unclear", f"no address of {creditor.name}", creditor.at.source, hint)


def debtor_unclear(matter: Matter) -> Iterator[Problem]:
    """A judgment against the wrong company, or one that cannot be served, is worth nothing: the debtor's legal name,
    address and register number come first."""
    debtor = matter.case.debtor
    if debtor.address is None or not debtor.address.lines:
        hint = "write its address: from the contract or the register"
        yield weakness("debtor-unclear", f"no address of {debtor.name}", debtor.at.source, hint)
    elif debtor.kind == "business" and not debtor.natural and not debtor.tax_ids:
        hint = "look it up in the company register and write tax_ids: {company_no: …}"
        yield weakness("debtor-unclear", f"no register or tax number of {debtor.name}", debtor.at.source, hint)


def keeping_over(matter: Matter) -> Iterator[Problem]:
    """Data that is kept longer than the law asks for is data that can leak; the day was set for that."""
    until = matter.case.file.retain_until
    if until and until < matter.as_of:
        hint = "delete the case folder, or write why it is kept"
        source = matter.case.file.at.of("retain_until")
        yield weakness("retain-until", f"it was to be kept until {until}", source, hint)
