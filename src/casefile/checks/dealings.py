"""Were promises, offers and settlements followed up, and can the debtor pay and be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.case.placeholders import placeholders
from casefile.checks.matter import Matter, weakness
from casefile.errors import Problem, Source

# Only reserves rights: "without prejudice to our further claims".
_LABEL = re.compile(r"\bwithout prejudice\b(?!\s+to\b)", re.IGNORECASE)


def promise_lapsed(matter: Matter) -> Iterator[Problem]:
    """A promise that passes unnoticed teaches the debtor that promises cost nothing; a broken one that is answered the
    next day is evidence that the debt was acknowledged and payment refused."""
    for contact in matter.case.contacts:
        promise = contact.head.promise
        if promise is None or not contact.head.date <= promise.on < matter.as_of or not matter.claim.principal:
            continue
        paid = any(contact.head.date <= payment.date <= matter.as_of for payment in matter.case.payments)
        if not paid and not any(later.head.date > promise.on for later in matter.sent):
            message = f"payment was promised for {promise.on}; nothing came, and nobody asked"
            yield weakness("promise-lapsed", message, Source(contact.file), "call or write, and log it")


def default_without_notice(matter: Matter) -> Iterator[Problem]:
    """Many agreements let the whole claim revive only after a notice; silence after a missed instalment can be read as
    more time granted."""
    settled = matter.claim.settlement
    if settled is None or settled.progress.state != "default" or not settled.progress.defaulted:
        return
    if not any(contact.head.date >= settled.progress.defaulted for contact in matter.sent):
        hint = f"casefile render {matter.case.id} default-notice writes one; send it and log it"
        message = f"the settlement is in default since {settled.progress.defaulted}, and no notice went out"
        yield weakness("default-notice", message, settled.settlement.at.source, hint)


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


def marked_open(matter: Matter) -> Iterator[Problem]:
    """A letter headed "without prejudice" that is kept as open material goes into the packet that the other side and
    the court see, and the protection is gone. "Without prejudice to …" only reserves rights and is no such label."""
    for contact in matter.case.contacts:
        taken_as_open = contact.head.privilege is None and contact.head.kept_as == "open"
        if taken_as_open and _LABEL.search(f"{contact.head.subject}\n{contact.text}"):
            hint = "write privilege: without-prejudice at the top of it, or privilege: open if that is meant"
            yield weakness("marked-open", "it says without prejudice and is kept as open", Source(contact.file), hint)


def keeping_over(matter: Matter) -> Iterator[Problem]:
    """Data that is kept longer than the law asks for is data that can leak; the day was set for that."""
    until = matter.case.file.retain_until
    if until and until < matter.as_of:
        hint = "delete the case folder, or write why it is kept"
        source = matter.case.file.at.of("retain_until")
        yield weakness("retain-until", f"it was to be kept until {until}", source, hint)
