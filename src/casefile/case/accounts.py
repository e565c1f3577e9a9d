"""Check digits of accounts: IBANs, routing numbers of the United States, and Russian accounts with the BIC of their
bank. Knows text, no records."""

from __future__ import annotations

import re

_WEIGHTS = (7, 1, 3)
_CENTRAL_BANK = ("000", "001", "002")  # how the BIC of an institution of the Bank of Russia ends


def is_one_modulo_97(text: str) -> bool:
    """Whether the check digits at places 3 and 4 are right (ISO 7064, MOD 97-10: IBAN, RF references)."""
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1


def is_routing_number(text: str) -> bool:
    """Whether nine digits are a routing number of the American Bankers Association: weighted 3, 7, 1, they add up to a
    multiple of ten (ABA Routing Number Policy)."""
    if not re.fullmatch(r"[0-9]{9}", text) or text == "0" * 9:
        return False
    return sum(int(digit) * (3, 7, 1)[place % 3] for place, digit in enumerate(text)) % 10 == 0


def russian_faults(bic: str, account: str, correspondent: str) -> tuple[str, ...]:
    """What is wrong with an account at a bank whose BIC is Russian (nine digits); nothing for other banks.

    The key, an account's ninth digit, is the Bank of Russia's (order N 515 of 8 September 1997): weighted digits of the
    bank's number and the account add up to a multiple of ten. Accounts of the treasury (0…) have a key of their own.
    """
    bic, account, correspondent = ("".join(each.split()) for each in (bic, account, correspondent))
    if not re.fullmatch(r"[0-9]{9}", bic):
        return ()
    found = []
    centre = f"0{bic[4:6]}"
    for number, name, bank in (
        (account, "account", centre if bic[6:] in _CENTRAL_BANK else bic[6:]),
        (correspondent, "correspondent account", centre),
    ):
        if number and not re.fullmatch(r"[0-9]{20}", number):
            found.append(f"'{number}' is no Russian {name}: it has 20 digits")
        elif number and number[0] != "0" and not _key_is_right(bank, number):
            found.append(f"{name} '{number}' does not belong to BIC {bic}: compare both with the bank's letter")
    return tuple(found)


def _key_is_right(bank: str, account: str) -> bool:
    products = (int(digit) * _WEIGHTS[place % 3] for place, digit in enumerate(bank + account))
    return sum(products) % 10 == 0
