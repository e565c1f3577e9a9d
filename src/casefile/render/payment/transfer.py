"""What a payment code says, whatever the standard: who is paid how much on which account, by whom, and what for.

Holds plain values; which account is paid, and by which standard, others decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casefile.errors import CaseError, Problem
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is paid, or who pays: name and postal address, `lines` its street, `country` by ISO 3166."""

    name: str
    lines: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One credit transfer. `reference` is a structured one (ISO 11649, or Swiss QRR), `text` what the payee shall read:
    one of the two. `account`, `bank` and `correspondent` serve where there is no IBAN; `nip`, `inn`, `kpp` are the
    payee's tax numbers."""

    payee: Holder
    amount: Money
    iban: str = ""
    bic: str = ""
    account: str = ""
    bank: str = ""
    correspondent: str = ""
    nip: str = ""
    inn: str = ""
    kpp: str = ""
    reference: str = ""
    text: str = ""
    payer: Holder | None = None


def compact(number: str) -> str:
    """An account, bank or reference number as it is transmitted: without spaces, in capitals."""
    return "".join(number.split()).upper()


def minor(amount: Money) -> int:
    """The amount in hundredths, rounded: all four standards know currencies of two decimals alone."""
    return int(amount.rounded().amount.scaleb(2))


def refuse(faults: Iterable[str]) -> None:
    """CaseError with all that keeps a code from being written; nothing when there is no fault."""
    if problems := [Problem(message, rule="payment-code") for message in faults]:
        raise CaseError(problems)
