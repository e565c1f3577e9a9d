"""How to pay: the account's lines, the link, and the payment code where the account allows one.

Which standard a code follows is a table; how each is written, render/payment knows. No code is shown where the account
or the amount allows none: the lines beside it always say all that a payer needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.party import Bank, Party
from casefile.documents.purpose import fitting
from casefile.errors import CaseError
from casefile.money import Money
from casefile.render.codes import name
from casefile.render.payment import STANDARDS, Standard, epc
from casefile.render.payment.numbers import is_creditor_reference, is_qr_iban, is_qr_reference
from casefile.render.payment.transfer import Holder, Transfer, compact
from casefile.render.sheet import Asset

CODE = "payment"
ROOM = epc.ROOM  # characters of text on a transfer without a code, as SEPA has it (EPC069-12)
BY_NUMBER = ""  # stands for the country of an account without an IBAN


@dataclass(frozen=True, slots=True)
class Fit:
    """A standard's name in STANDARDS, and what it is for: the currency, the countries of accounts, those of payers
    (empty: everybody)."""

    code: str
    currency: str
    accounts: frozenset[str]
    payers: frozenset[str] = frozenset()


_SWISS = frozenset({"CH", "LI"})

# From top to bottom: the first that takes the account and can be written is shown. Euro to a Swiss account are asked
# for by a Swiss code at home and by a SEPA code abroad, where no bank reads the Swiss one.
FITS: tuple[Fit, ...] = (
    Fit("swiss", "CHF", _SWISS),
    Fit("swiss", "EUR", _SWISS, payers=_SWISS),
    Fit("epc", "EUR", epc.SEPA),
    Fit("swiss", "EUR", _SWISS),
    Fit("zbp", "PLN", frozenset({"PL"})),
    Fit("st00012", "RUB", frozenset({BY_NUMBER})),
)


@dataclass(frozen=True, slots=True)
class HowToPay:
    """Where the money goes: `iban` in groups of four, `account` where there is no IBAN, `routing` the number of a bank
    in the United States, `reference` what to write: all invoices that are paid, or their case and how many they are.

    `code` is the standard of the payment code: epc, zbp, st00012, swiss, or empty where there is none.
    """

    amount: Money
    holder: str
    iban: str
    bic: str
    bank: str
    account: str
    routing: str
    correspondent: str
    link: str
    reference: str
    code: str

    @property
    def has_code(self) -> bool:
        """Whether there is a picture of the payment code."""
        return bool(self.code)

    @property
    def by_transfer(self) -> bool:
        """Whether an account to pay to is known."""
        return bool(self.iban or self.account)

    @property
    def is_known(self) -> bool:
        """Whether the letter can say how to pay."""
        return bool(self.by_transfer or self.link)


def how_to_pay(
    creditor: Party, amount: Money, purposes: tuple[str, ...], language: str, payer: Party
) -> tuple[HowToPay, dict[str, Asset]]:
    """The lines, and the picture of the payment code by its name. A Swiss code names the `payer`.

    Of the `purposes`, the ways to say what is paid, lines and code have the first that the code has room for.
    """
    bank = creditor.bank
    code, picture, purpose = _code(creditor, amount, purposes, language, payer)
    how = HowToPay(
        amount=amount,
        holder=creditor.name,
        iban=grouped(bank.iban) if bank and bank.iban else "",
        bic=bank.bic if bank else "",
        bank=bank.name if bank else "",
        account=bank.account if bank and not bank.iban else "",
        routing=bank.routing or "" if bank else "",
        correspondent=bank.correspondent_account if bank else "",
        link=creditor.pay_url,
        reference=purpose,
        code=code,
    )
    return how, {CODE: picture} if picture else {}


def grouped(iban: str) -> str:
    """An IBAN in groups of four, as it is printed (ISO 13616), on one line."""
    return "\u00a0".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def _code(
    creditor: Party, amount: Money, purposes: tuple[str, ...], language: str, payer: Party
) -> tuple[str, Asset | None, str]:
    """The name of the first standard that takes the account, its picture, and the purpose in it; where none does, the
    purpose that a transfer has room for."""
    bank = creditor.bank
    if bank is None or not amount:
        return "", None, fitting(purposes, ROOM)
    for fit in FITS:
        if not _takes(fit, bank, amount, payer):
            continue
        standard, alt = STANDARDS[fit.code], name(fit.code, language)
        for purpose in _held(purposes, standard):
            try:
                return fit.code, standard.draw(_transfer(creditor, bank, amount, purpose, payer), alt), purpose
            except CaseError:
                continue  # what a standard can't carry is said in fewer words, or paid by the lines beside it
    return "", None, fitting(purposes, ROOM)


def _held(purposes: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """Those that a standard has room for as it writes them; the last as far as it has, where it has for none."""
    held = tuple(each for each in purposes if len(standard.written(each)) <= standard.room)
    return held or (fitting(purposes, standard.room),)


def _takes(fit: Fit, bank: Bank, amount: Money, payer: Party) -> bool:
    account = bank.iban[:2] if bank.iban else BY_NUMBER
    country = payer.address.country if payer.address else None
    return amount.currency == fit.currency and account in fit.accounts and (not fit.payers or country in fit.payers)


def _transfer(creditor: Party, bank: Bank, amount: Money, purpose: str, payer: Party) -> Transfer:
    reference = _structured(bank, purpose)
    return Transfer(
        payee=_holder(creditor),
        amount=amount,
        iban=bank.iban or "",
        bic=bank.bic,
        account=bank.account,
        bank=bank.name,
        correspondent=bank.correspondent_account,
        nip=creditor.tax_ids.get("nip", ""),
        inn=creditor.tax_ids.get("inn", ""),
        kpp=creditor.tax_ids.get("kpp", ""),
        reference=reference,
        text="" if reference else purpose,
        payer=_holder(payer),
    )


def _structured(bank: Bank, purpose: str) -> str:
    """The one reference, when the invoice's number is itself a structured one that the account takes."""
    only = compact(purpose)
    takes = is_qr_reference if bank.iban and is_qr_iban(bank.iban) else is_creditor_reference
    return only if takes(only) else ""


def _holder(party: Party) -> Holder:
    address = party.address
    if address is None:
        return Holder(party.name)
    return Holder(party.name, address.lines, address.postcode, address.city, address.country or "")
