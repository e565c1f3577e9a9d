"""Account and reference numbers that carry check digits: is it one, and of which kind."""

from __future__ import annotations

import re

from casefile.case.accounts import is_one_modulo_97

_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)


def is_qr_iban(iban: str) -> bool:
    """Whether a Swiss or Liechtenstein account takes QR references only: institution 30000 to 31999."""
    return iban[:2] in ("CH", "LI") and iban[4:9].isdecimal() and 30_000 <= int(iban[4:9]) <= 31_999


def is_iban(iban: str) -> bool:
    """Whether the check digits of an IBAN without spaces are right (ISO 13616)."""
    return bool(re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", iban)) and is_one_modulo_97(iban)


def is_creditor_reference(text: str) -> bool:
    """Whether `text`, without spaces, is a creditor reference (ISO 11649): RF, two check digits, up to 21 more."""
    return bool(re.fullmatch(r"RF[0-9]{2}[A-Z0-9]{1,21}", text)) and is_one_modulo_97(text)


def is_qr_reference(text: str) -> bool:
    """Whether `text`, without spaces, is a QR reference: 27 digits, the last modulo 10 recursive, not all 0."""
    return bool(re.fullmatch(r"[0-9]{27}", text)) and text.strip("0") != "" and text[-1] == _modulo_10(text[:-1])


def _modulo_10(digits: str) -> str:
    carry = 0
    for digit in digits:
        carry = _CARRY[(carry + int(digit)) % 10]
    return str(-carry % 10)
