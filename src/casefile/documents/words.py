"""The words a document says outside its template: labels round the letter, a row a language. Knows no case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from casefile.errors import CaseError, Problem
from casefile.render import locale


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `registers` are the labels of the free keys of `tax_ids`, `payment_codes` what the
    picture of a payment code shows, by its standard."""

    case: str
    your_reference: str
    our_reference: str
    as_of: str
    parties: str
    versus: str
    care_of: str
    attention: str
    revision: str
    payment_codes: Mapping[str, str]
    registers: Mapping[str, str]


_ROWS: Mapping[str, Words] = {
    "en": Words(
        case="Case",
        your_reference="Your reference",
        our_reference="Our reference",
        as_of="As of",
        parties="Parties",
        versus="{creditor} and {debtor}",
        care_of="c/o",
        attention="Attn",
        revision="revision",
        payment_codes={
            "epc": "Payment code for a SEPA transfer",
            "zbp": "Payment code for Polish banking apps",
            "st00012": "Payment code for Russian banking apps",
            "swiss": "Swiss QR code",
        },
        registers={
            "vat": "VAT no.", "company_no": "Company no.", "hrb": "Commercial register", "steuernummer": "Tax no.",
            "siren": "SIREN", "siret": "SIRET", "nip": "NIP", "krs": "KRS", "regon": "REGON", "inn": "INN",
            "kpp": "KPP", "ogrn": "OGRN", "ein": "EIN",
        },
    ),
}  # fmt: skip


# How a unit is written with any number but one; units that are signs or abbreviations stay as they are.
_UNITS: Mapping[str, Mapping[str, str]] = {
    "en": {
        **{one: f"{one}s" for one in (
            "hour", "day", "week", "month", "quarter", "year", "page", "piece", "word", "line", "item", "set", "sheet",
            "metre", "kilometre", "litre", "licence", "user", "seat", "night", "trip", "visit", "session", "sprint",
            "unit", "man-day", "man-hour", "person-day", "person-hour", "half-day", "pallet", "roll", "carton",
        )},
        "box": "boxes", "copy": "copies", "delivery": "deliveries", "journey": "journeys", "man day": "man days",
    }
}  # fmt: skip


def counted_unit(unit: str, quantity: Decimal, language: str) -> str:
    """A unit as it follows a quantity: `3 days`, `310 pages`, `2 h`."""
    return unit if quantity == 1 else _UNITS.get(language, {}).get(unit, unit)


# Names that English puts the article before, by the country's code.
_WITH_ARTICLE: Mapping[str, frozenset[str]] = {
    "en": frozenset({"GB", "US", "NL", "AE", "PH", "BS", "GM", "MV", "DO", "CF", "CG", "CD", "MH", "KY", "VG", "IM"})
}


def law_named(code: str, language: str) -> str:
    """The country, or part of one, whose law governs, as it follows "the law of": `England and Wales`."""
    article = "the " if code in _WITH_ARTICLE.get(language, frozenset()) else ""
    return f"{article}{locale.country(code, language)}"


def words(language: str) -> Words:
    """A language's row. CaseError for a language without one; another never stands in."""
    row = _ROWS.get(language)
    if row is None:
        hint = f"one of {', '.join(_ROWS)}"
        raise CaseError(Problem(f"no documents are written in language '{language}'", hint=hint, rule="language"))
    return row
