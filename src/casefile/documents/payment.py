"""How to pay: the account's lines, the link, and the payment code where the account allows one.

The SEPA code follows EPC069-12; it is shown for euro to an account in the SEPA area (EPC409-09), else left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.party import Party
from casefile.documents.words import words
from casefile.errors import CaseError
from casefile.money import Money
from casefile.render import qr
from casefile.render.sheet import Asset

CODE = "payment"
ROOM = 60  # characters of references

# The prefixes of IBANs that a SEPA credit transfer reaches (EPC409-09, list of SEPA countries).
_SEPA = frozenset(
    {
        "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR",
        "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO",
        "RS", "SE", "SI", "SK", "SM", "VA",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HowToPay:
    """Where the money goes: `iban` in groups of four, `account` where there is no IBAN, `reference` what to write.

    `has_code` says whether there is a picture of the payment code.
    """

    amount: Money
    holder: str
    iban: str
    bic: str
    bank: str
    account: str
    correspondent: str
    link: str
    reference: str
    has_code: bool

    @property
    def by_transfer(self) -> bool:
        """Whether an account to pay to is known."""
        return bool(self.iban or self.account)

    @property
    def is_known(self) -> bool:
        """Whether the letter can say how to pay."""
        return bool(self.by_transfer or self.link)


def how_to_pay(
    creditor: Party, amount: Money, references: tuple[str, ...], language: str
) -> tuple[HowToPay, dict[str, Asset]]:
    """The lines, and the picture of the payment code by its name."""
    bank = creditor.bank
    reference = _fitting(references)
    code = _code(creditor, amount, reference, language)
    how = HowToPay(
        amount=amount,
        holder=creditor.name,
        iban=grouped(bank.iban) if bank and bank.iban else "",
        bic=bank.bic if bank else "",
        bank=bank.name if bank else "",
        account=bank.account if bank and not bank.iban else "",
        correspondent=bank.correspondent_account if bank else "",
        link=creditor.pay_url,
        reference=reference,
        has_code=code is not None,
    )
    return how, {CODE: code} if code else {}


def grouped(iban: str) -> str:
    """An IBAN in groups of four, as it is printed (ISO 13616)."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def _fitting(references: tuple[str, ...]) -> str:
    """As many of the references as stand beside the code; a payment's text holds 140 characters (EPC069-12)."""
    text = ""
    for reference in references:
        longer = f"{text}, {reference}" if text else reference
        if text and len(longer) > ROOM:
            break
        text = longer
    return text[:140]


def _code(creditor: Party, amount: Money, reference: str, language: str) -> Asset | None:
    bank = creditor.bank
    if bank is None or bank.iban is None or bank.iban[:2] not in _SEPA or amount.currency != "EUR" or not amount:
        return None
    try:
        payload = qr.epc(name=creditor.name[:70], iban=bank.iban, amount=amount, bic=bank.bic, text=reference)
    except CaseError:
        return None  # what does not fit a code (EPC069-12) is paid by the lines beside it
    return qr.picture(payload, alt=words(language).payment_code, width_mm=28)
