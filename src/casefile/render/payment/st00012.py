"""ST00012, the payment code of GOST R 56042-2014: transfers in roubles to a Russian account, UTF-8.

The service block names the format (ST), its version (0001) and the encoding: 2, UTF-8, of the three the standard knows,
the one that loses no character. Then come the mandatory fields (Name, PersonalAcc, BankName, BIC, CorrespAcc) and the
further ones, each `key=value`. The character after the service block is the separator, and no value may contain it
(5.2): it is | unless a name or text has one, then the first of a few others that none has. Names are cut to 160, the
bank's to 45, the purpose to 210 characters; numbers are never cut. Knows the format, not the rules of accounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casefile.render.payment.characters import cut, folded, foreign, unicode_text
from casefile.render.payment.transfer import Transfer, compact, minor, refuse

ROOM = 210
"""Characters of the purpose."""

_NAME, _BANK = 160, 45
_SEPARATORS = "|~^#;{}$%*!+_"
_ROUBLES = ("810", "643")  # the currency inside the account number, digits 6 to 8


def payload(transfer: Transfer) -> str:
    """The code's text. Tax numbers (INN of 10 or 12 digits, KPP of 9) stand in it when they have their form.

    CaseError when the amount is not roubles or out of range, or an account number, BIC or name is missing or no such.
    """
    fields = _fields(transfer)
    refuse([*_faults(transfer, fields)])
    used = "".join(fields.values())
    separator = next((each for each in _SEPARATORS if each not in used), "")
    refuse([] if separator else ["no separator is left that neither the names nor the purpose have"])
    return separator.join(["ST00012", *(f"{key}={value}" for key, value in fields.items() if value)])


def _fields(transfer: Transfer) -> dict[str, str]:
    return {
        "Name": cut(folded(transfer.payee.name), _NAME),
        "PersonalAcc": compact(transfer.account),
        "BankName": cut(folded(transfer.bank), _BANK),
        "BIC": compact(transfer.bic),
        "CorrespAcc": compact(transfer.correspondent),
        "Sum": str(minor(transfer.amount)),
        "Purpose": cut(folded(transfer.reference or transfer.text), ROOM),
        "PayeeINN": _formed(r"[0-9]{10}|[0-9]{12}", transfer.inn),
        "KPP": _formed(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", transfer.kpp),
    }


def _formed(pattern: str, number: str) -> str:
    return compact(number) if re.fullmatch(pattern, compact(number)) else ""


def _faults(transfer: Transfer, fields: Mapping[str, str]) -> Iterator[str]:
    if transfer.amount.currency != "RUB":
        yield "a Russian payment code is for roubles only"
    elif not 1 <= minor(transfer.amount) < 10**18:
        yield "a Russian payment code takes 1 to 999999999999999999 kopecks"
    if not re.fullmatch(r"[0-9]{20}", fields["PersonalAcc"]) or fields["PersonalAcc"][5:8] not in _ROUBLES:
        yield f"'{fields['PersonalAcc']}' is no rouble account: 20 digits, the sixth to eighth 810"
    if not re.fullmatch(r"[0-9]{9}", fields["BIC"]):
        yield f"'{fields['BIC']}' is no Russian BIC: nine digits"
    if not re.fullmatch(r"[0-9]{20}", fields["CorrespAcc"]):
        yield f"'{fields['CorrespAcc']}' is no correspondent account: 20 digits"
    if not fields["Name"] or not fields["BankName"]:
        yield "a Russian payment code names the account holder and the bank"
    if found := foreign("".join(fields.values()), unicode_text):
        yield f"a payment code carries no control characters: {', '.join(f'U+{ord(each):04X}' for each in found)}"
