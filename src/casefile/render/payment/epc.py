"""EPC069-12, the code of a SEPA credit transfer: version 002, UTF-8 (character set 1), drawn at level M.

The standard's data elements are lines of text. Character set 1 takes every script, and so does the code:
names and texts are written as they are, on one line; controls are refused. A name is cut to 70, a text to 140
characters; nothing that says where the money goes is ever cut. Knows the format, not who is paid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.render.payment.characters import cut, folded, foreign, unicode_text
from casefile.render.payment.numbers import is_iban, is_qr_iban
from casefile.render.payment.transfer import Transfer, compact, minor, refuse

ROOM = 140
"""Characters of text (AT-05, unstructured)."""

_NAME, _REFERENCE = 70, 35
_LARGEST = 331  # bytes of a whole payload

# The European Economic Area: elsewhere in SEPA the bank's BIC is still needed (AT-23 in version 002).
_EEA = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
        "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip

SEPA = _EEA | {"AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA"}
"""The prefixes of IBANs that a SEPA credit transfer reaches (EPC409-09, list of SEPA countries)."""


def payload(transfer: Transfer) -> str:
    """The code's text, lines ended by LF, no empty ones at the end (EPC069-12, data elements).

    CaseError when the amount is not euro or out of range, the account not in SEPA, or a field can't be carried.
    """
    name, text = cut(folded(transfer.payee.name), _NAME), cut(folded(transfer.text), ROOM)
    refuse(_faults(transfer, name, text))
    lines = [
        "BCD", "002", "1", "SCT", compact(transfer.bic), name, compact(transfer.iban),
        f"EUR{transfer.amount.rounded()}", "", compact(transfer.reference), text,
    ]  # fmt: skip
    written = "\n".join(lines).rstrip("\n")
    too_long = f"the SEPA payment code is longer than {_LARGEST} bytes: shorten the name or the text"
    refuse([too_long] if len(written.encode()) > _LARGEST else [])
    return written


def _faults(transfer: Transfer, name: str, text: str) -> Iterator[str]:
    iban, bic = compact(transfer.iban), compact(transfer.bic)
    if transfer.amount.currency != "EUR":
        yield "a SEPA payment code is for euro only"
    elif not 1 <= minor(transfer.amount) <= 99_999_999_999:
        yield "a SEPA payment code takes 0.01 to 999999999.99 euro"
    if not is_iban(iban) or iban[:2] not in SEPA:
        yield f"'{iban}' is no IBAN that a SEPA credit transfer reaches"
    elif is_qr_iban(iban):
        yield f"'{iban}' is a QR-IBAN: only a Swiss QR-bill pays to it"
    elif not bic and iban[:2] not in _EEA:
        yield "an account outside the European Economic Area needs its bank's BIC in a SEPA payment code"
    if bic and not re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", bic):
        yield f"'{bic}' is no BIC: it has 8 or 11 letters and digits"
    if not name:
        yield "a SEPA payment code names the account holder"
    yield from _texts(transfer, name, text)


def _texts(transfer: Transfer, name: str, text: str) -> Iterator[str]:
    if transfer.reference and text:
        yield "a SEPA payment code takes a structured reference or a text, not both"
    if not re.fullmatch(rf"[A-Z0-9]{{0,{_REFERENCE}}}", compact(transfer.reference)):
        yield f"the structured reference is more than {_REFERENCE} letters and digits"
    if found := foreign(name + text, unicode_text):
        yield f"a payment code carries no control characters: {', '.join(f'U+{ord(each):04X}' for each in found)}"
