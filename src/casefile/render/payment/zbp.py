"""The two-dimensional code of the Polish banks (ZBP, Rekomendacja Standard 2D of 2013-12-03): transfers in złoty.

Nine fields parted by |: tax number, PL, account, amount in grosze, name, title, and three that stay empty (direct
debit, Invoobill, reserve). UTF-8, level L, at most 160 characters. The amount has six digits with leading zeros; a
larger one takes its further digits from the room of the empty reserve. Names are cut to 20 and titles to 32
characters (not bytes). Permitted are Latin and Polish letters, digits, the space and , . / \\ - _ @ # & *: other
accents are dropped, other signs (so the separator) become a space, and letters of another script are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.render.payment.characters import cut, foreign, within
from casefile.render.payment.numbers import is_iban
from casefile.render.payment.transfer import Transfer, compact, minor, refuse

ROOM = 32
"""Characters of the title."""

_NAME = 20
_PERMITTED = re.compile(r"[A-Za-z0-9ĄąĆćĘęŁłŃńÓóŚśŹźŻż ,./\\_@#&*-]")


def _alphabet(character: str) -> bool:
    return bool(_PERMITTED.fullmatch(character))


def written(text: str) -> str:
    """A text in the letters of the code, as long as it is."""
    return within(text, _alphabet)


def payload(transfer: Transfer) -> str:
    """The code's text. The tax number is left empty unless it has ten digits, as the recommendation does for persons.

    CaseError when the amount is not złoty or out of range, the account not Polish, or a text has other letters.
    """
    name, title = (cut(within(text, _alphabet), room) for text, room in _texts(transfer))
    refuse(_faults(transfer, name, title))
    nip = re.sub(r"[\s-]|^PL", "", transfer.nip)
    fields = [nip if re.fullmatch(r"[0-9]{10}", nip) else "", "PL", compact(transfer.iban)[2:]]
    return "|".join([*fields, f"{minor(transfer.amount):06}", name, title, "", "", ""])


def _texts(transfer: Transfer) -> tuple[tuple[str, int], ...]:
    return (transfer.payee.name, _NAME), (transfer.reference or transfer.text, ROOM)


def _faults(transfer: Transfer, name: str, title: str) -> Iterator[str]:
    iban = compact(transfer.iban)
    if transfer.amount.currency != "PLN":
        yield "a Polish payment code is for złoty only"
    elif not 1 <= minor(transfer.amount) <= 99_999_999_999:
        yield "a Polish payment code takes 0.01 to 999999999.99 złoty"
    if not re.fullmatch(r"PL[0-9]{26}", iban) or not is_iban(iban):
        yield f"'{iban}' is no Polish IBAN: PL and 26 digits"
    if not name or not title:
        yield "a Polish payment code names the account holder and what is paid"
    if found := foreign(name + title, _alphabet):
        yield f"a Polish payment code takes Polish letters only, not '{found}'"
