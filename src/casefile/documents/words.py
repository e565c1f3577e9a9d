"""The words a document says outside its template: labels round the letter, units, names of laws. Knows no case."""

from __future__ import annotations

from decimal import Decimal

from casefile.records import Record, Table, Text
from casefile.render import locale
from casefile.render.wording import wording


class Words(Record):
    """One language's words round a text (`<language>/words/letters.yaml`)."""

    case: Text
    """The label of the case's number."""
    your_reference: Text
    """The label of the recipient's order numbers."""
    our_reference: Text
    """The label of our file number."""
    as_of: Text
    """The label of the day a document speaks of."""
    parties: Text
    """The label of the two parties."""
    versus: Text
    """`{creditor}` and `{debtor}` in one line."""
    care_of: Text
    """Before the firm or person that a letter goes through."""
    attention: Text
    """Before the person at a company."""
    revision: Text
    """Before the commit, in the footer."""
    dated: Text
    """A letter's `{place}` and `{date}`, as they stand at its head."""
    registered: Text
    """The remark on a letter that goes by registered post."""
    """What the picture of a payment code is, by its standard, for those who do not see it."""
    registers: Table[Text]
    """The labels of the free keys of `tax_ids`."""
    invoices: tuple[Text, ...]
    """Forms of the word for invoices, as it follows their number in what a payer writes on a transfer."""
    run: Text
    """The `{first}` to the `{last}` of their numbers, written there when there is none missing between."""
    units: Table[tuple[Text, ...]]
    """A unit's forms, in the order of the language's plurals; units that are signs or abbreviations are not here."""
    law_of: Text
    """The law of a `{country}` that has no row in `laws`."""
    laws: Table[Text]
    """Governing laws by their code, as a sentence names them in its subject."""


def words(language: str) -> Words:
    """A language's row. CaseError for a language without one; another never stands in."""
    return wording(locale.base(language), "letters", Words)


def variety(language: str, country: str) -> str:
    """The language as a country (ISO 3166) writes it: English from the United States is `en-US`."""
    tag = f"{language}-{country}"
    return tag if tag in locale.LANGUAGES else language


def counted_unit(unit: str, quantity: Decimal, language: str) -> str:
    """A unit as it follows a quantity: `3 days`, `310 pages`, `2 h`."""
    forms = words(language).units.get(unit)
    return locale.spelt(locale.plural(quantity, forms, language), language) if forms else unit


def law_named(code: str, language: str) -> str:
    """The law of a country, or of a part of one, by its code: `the law of England and Wales`, `deutsches Recht`."""
    row = words(language)
    return row.laws.get(code) or row.law_of.format(country=locale.country(code, language))
