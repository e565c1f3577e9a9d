"""Payment codes as pictures: the EPC069-12 payload of a SEPA credit transfer, and drawing any payload as a QR code.

Amounts and texts are handed in; which account is paid, and whether a code may be shown, others decide.
"""

from __future__ import annotations

import io

from casefile.errors import CaseError, Problem
from casefile.money import Money
from casefile.render.sheet import Asset

_LARGEST = 331  # bytes, EPC069-12 section 4
_LEVELS = frozenset("LMQH")


def epc(*, name: str, iban: str, amount: Money, bic: str = "", reference: str = "", text: str = "") -> str:
    """The payload of a SEPA credit transfer (EPC069-12, version 002, UTF-8): at most 331 bytes, to be drawn at level M.

    `reference` is a structured creditor reference (ISO 11649), `text` what the payer's statement shows; one of the two.
    CaseError when the amount is not euro or out of range, or a field is too long.
    """
    iban, reference = iban.replace(" ", "").upper(), reference.replace(" ", "")
    amount = amount.rounded()
    _need(amount.currency == "EUR", "a SEPA payment code is for euro only")
    _need(1 <= amount.amount.scaleb(2) <= 99_999_999_999, "a SEPA payment code takes 0.01 to 999999999.99 euro")
    _need(not (reference and text), "a SEPA payment code takes a structured reference or a text, not both")
    _need(len(name) <= 70, "the account holder's name is longer than 70 characters")
    _need(len(reference) <= 35, "the structured reference is longer than 35 characters")
    _need(len(text) <= 140, "the payment text is longer than 140 characters")
    lines = ["BCD", "002", "1", "SCT", bic.replace(" ", ""), name, iban, f"EUR{amount}", "", reference, text]
    _need(all("\n" not in line and "\r" not in line for line in lines), "a field of the payment code has a line break")
    payload = "\n".join(lines).rstrip("\n")
    _need(len(payload.encode()) <= _LARGEST, f"the payment code is longer than {_LARGEST} bytes")
    return payload


def picture(payload: str, level: str = "M", *, alt: str = "", width_mm: float = 30) -> Asset:
    """`payload` as a black and white PNG with a quiet zone of four modules; `level` is the error correction, L to H."""
    import segno

    _need(level in _LEVELS, f"there is no error correction level '{level}'")
    code = segno.make(payload, error=level, micro=False, boost_error=False, encoding="utf-8")
    written = io.BytesIO()
    code.save(written, kind="png", scale=8, border=4)
    return Asset("image/png", written.getvalue(), alt, width_mm)


def _need(holds: bool, message: str) -> None:
    if not holds:
        raise CaseError(Problem(message, rule="payment-code"))
