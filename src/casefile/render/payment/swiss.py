"""The Swiss QR code (SPC 0200) of a QR-bill: Swiss Implementation Guidelines QR-bill, version 2.3, section 4.

One value a line. Accounts are IBANs of Switzerland or Liechtenstein, amounts francs or euro. A QR-IBAN takes a QR
reference (QRR) and nothing else; any other takes a creditor reference (SCOR) or none (NON). Addresses are structured
(type S): postal code, town and country are needed of the payee; a payer who can't be written so is left out, since
naming them is optional. Permitted (4.1.1) are Basic Latin, Latin-1 Supplement and Latin Extended-A, Ș ș Ț ț and €:
other accents are dropped, other signs become plain or a space, letters of another script are refused. Names and
streets are cut to 70 characters, towns to 35, the message to 140; numbers never. A box at the post office and a
care-of line beside a street are left out. The printed payment part (`slip`) says what the code does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.render.payment.characters import cut, foreign, within
from casefile.render.payment.numbers import is_creditor_reference, is_iban, is_qr_iban, is_qr_reference
from casefile.render.payment.transfer import Holder, Transfer, compact, minor, refuse
from casefile.render.slip import Party, Slip

ROOM = 140
"""Characters of the unstructured message."""

LARGEST = 997
"""Characters of a whole payload."""

_NOBODY = ("",) * 7
_BUILDING = 16  # characters of a house's number
_AT_HOME = frozenset({"CH", "LI"})
# Where the number follows the street's name; elsewhere the street's line has both, which StrtNm allows.
_NUMBER_LAST = frozenset({"CH", "LI", "DE", "AT", "IT"})
_NUMBER = re.compile(r"(.*[^\s,]),?\s+([0-9]+\s?[A-Za-z]?(?:\s?[-/]\s?[0-9]+\s?[A-Za-z]?)?)")
# What stands beside a street: whom it is in care of, and a box at the post office. Its figures are no house number.
_BESIDE = re.compile(
    r"(c/o|p\.\s?a|p\.\s?adr|z\.\s?hd?|zhd|att|attn|à l.att)\b.*"
    r"|(postfach|pf|case postale|c\.?p|casella postale|p\.?\s?o\.?\s?box|po box|box)\b.*",
    re.IGNORECASE,
)
_FIGURE = re.compile("[0-9]")
_PARTED = re.compile(r",(?!\s*[0-9]+\s?[A-Za-z]?\s*(?:,|$))\s*")  # not before a number alone: Via Roma, 12


def _alphabet(character: str) -> bool:
    return " " <= character <= "~" or "\xa0" <= character <= "ſ" or "Ș" <= character <= "ț" or character == "€"


def written(text: str) -> str:
    """A text in the letters of the code, as long as it is."""
    return within(text, _alphabet)


def payload(transfer: Transfer) -> str:
    """The code's text, lines parted by LF, ended by the trailer EPD.

    CaseError when currency, amount, account, reference or the payee's address are not what the guidelines allow.
    """
    payee, payer = _person(transfer.payee), _payer(transfer)
    message, reference = _message(transfer), compact(transfer.reference)
    refuse(_faults(transfer, payee, message, reference))
    head = ["SPC", "0200", "1", compact(transfer.iban), *payee, *_NOBODY]
    amount = [str(transfer.amount.rounded()), transfer.amount.currency]
    tail = [*payer, _kind(reference), reference, message, "EPD"]
    code = "\n".join([*head, *amount, *tail])
    refuse([f"the Swiss payment code is longer than {LARGEST} characters"] if len(code) > LARGEST else [])
    return code


def slip(transfer: Transfer) -> Slip:
    """What the payment part of a transfer that `payload` can write says (guidelines, 3.5)."""
    payer, reference = _payer(transfer), compact(transfer.reference)
    return Slip(
        account=_grouped(compact(transfer.iban)),
        payee=_printed(_person(transfer.payee)),
        currency=transfer.amount.currency,
        amount=f"{transfer.amount.rounded().amount:,.2f}".replace(",", " "),
        reference=f"{reference[:2]} {_grouped(reference[2:], 5)}" if reference.isdecimal() else _grouped(reference),
        message=_message(transfer),
        payer=None if payer == _NOBODY else _printed(payer),
    )


def _grouped(text: str, size: int = 4) -> str:
    return " ".join(text[at : at + size] for at in range(0, len(text), size))


def _printed(person: tuple[str, ...]) -> Party:
    """An address in lines; the country stands before the postal code of one abroad."""
    _, name, street, number, code, city, country = person
    abroad = "" if country in _AT_HOME else f"{country}-"
    return Party(name, f"{street} {number}".strip(), f"{abroad}{code} {city}")


def _message(transfer: Transfer) -> str:
    return cut(written(transfer.text), ROOM)


def _payer(transfer: Transfer) -> tuple[str, ...]:
    person = _person(transfer.payer) if transfer.payer else _NOBODY
    return _NOBODY if any(_missing(person)) else person


def _person(holder: Holder) -> tuple[str, ...]:
    """The seven lines of an address: type, name, street, number, postal code, town, country."""
    name, code, city = (written(text) for text in (holder.name, holder.postcode, holder.city))
    street, number = _street(tuple(map(written, holder.lines)), holder.country)
    code = re.sub(r"^[A-Z]{1,2}-", "", code)  # without the country's sign
    return "S", cut(name, 70), cut(street, 70), number, cut(code, 16), cut(city, 35), holder.country


def _street(lines: tuple[str, ...], country: str) -> tuple[str, str]:
    """The street and the number of the house: those of the one line that has a number, and is not beside the street.

    Where none has, or several have, or a line without any figure follows it (Halle 7, Am Hafen), nobody can tell which
    is the street: all lines are it then, without a number, as BldgNb is optional. So they are where a second number
    follows the first (Bahnhofstrasse 10, 8001).
    """
    parts = [part for line in lines for part in _PARTED.split(line)] if country in _NUMBER_LAST else []
    own = [part for part in parts if not _BESIDE.fullmatch(part)]
    found = [(match[1], match[2], own[at + 1 :]) for at, part in enumerate(own) if (match := _NUMBER.fullmatch(part))]
    if len(found) == 1:
        street, number, after = found[0]
        is_told = all(_FIGURE.search(part) for part in after) and not _NUMBER.fullmatch(street)
        if is_told and len(number) <= _BUILDING:
            return street, number
    return ", ".join(lines), ""


def _missing(person: tuple[str, ...]) -> Iterator[str]:
    """What an address lacks, in words."""
    _, name, _, _, code, city, country = person
    for value, word in ((name, "name"), (code, "postal code"), (city, "town"), (country, "country")):
        if not value:
            yield word
    if found := foreign("".join(person), _alphabet):
        yield f"Latin form of '{found}'"


def _kind(reference: str) -> str:
    """The type of a reference: QRR, SCOR, or NON where there is none."""
    return "QRR" if reference.isdecimal() else "SCOR" if reference else "NON"


def _faults(transfer: Transfer, payee: tuple[str, ...], message: str, reference: str) -> Iterator[str]:
    iban = compact(transfer.iban)
    if transfer.amount.currency not in ("CHF", "EUR"):
        yield "a Swiss payment code is for francs and euro only"
    elif not 1 <= minor(transfer.amount) <= 99_999_999_999:
        yield "a Swiss payment code takes 0.01 to 999999999.99"
    if not re.fullmatch(r"(CH|LI)[0-9]{7}[0-9A-Z]{12}", iban) or not is_iban(iban):
        yield f"'{iban}' is no IBAN of Switzerland or Liechtenstein"
    elif is_qr_iban(iban) and not is_qr_reference(reference):
        yield "a QR-IBAN needs a QR reference: 27 digits, the last a check digit"
    elif not is_qr_iban(iban) and reference and not is_creditor_reference(reference):
        yield f"'{reference}' is no creditor reference (RF…), which alone goes with an IBAN that is no QR-IBAN"
    yield from (f"the payee's address has no {word}" for word in _missing(payee))
    if found := foreign(message, _alphabet):
        yield f"a Swiss payment code takes Latin letters only, not '{found}'"
