"""How each language writes money, dates, numbers and counts (CLDR by Babel, and a row of words a language).

Knows no document and no case. A language is a row in LANGUAGES; nothing falls back to another language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_currency_symbol, parse_pattern

from casefile.errors import CaseError, Problem
from casefile.money import Money, minor_units

_NBSP = "\u00a0"
MINUS = "\u2212"  # set like a figure; the hyphen that data files write is narrower
_FOREIGN_SIGN = re.compile(r"[$£][A-Z]{2}")  # CLDR: French tells dollars and pounds apart by their country, `£GB`
_PLAIN_SIGNS = {"GBP": "£", "USD": "$"}
_CODE_THEN_DIGIT = re.compile(r"([A-Z]{3})(?=\d)")  # CLDR: a code, unlike a sign, stands apart from the number


@dataclass(frozen=True, slots=True)
class Language:
    """One language's forms. `plurals` names the CLDR categories in the order templates give the words; the last of
    four is for fractions, and may be left out where only whole things are counted."""

    locale: str
    long_date: str  # CLDR pattern
    short_date: str
    percent: str
    plurals: tuple[str, ...]
    days: tuple[str, ...]
    page: str  # before the number of a page referred to
    page_of: str  # at the foot of each page
    draft: str
    first_day: str = ""  # how the first of a month is written, when not as a plain number
    days_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # other cases of "days" than the nominative
    short_words: str = ""  # the words of one letter that end no line
    spelling: Mapping[str, str] = field(default_factory=dict)  # what templates and words write otherwise, by its stem


_TWO = ("one", "other")
_FOUR = ("one", "few", "many", "other")  # Polish and Russian; other is for fractions: 2 dni, 1,5 dnia
_WHOLE = 3  # of the four, those for whole numbers
LANGUAGES = {
    "en": Language(
        "en_GB", "d MMMM y", "d MMM y", "%", _TWO, ("day", "days"), "p.", "Page {page} of {pages}", "DRAFT"
    ),
    "en-US": Language(
        "en_US", "MMMM d, y", "MMM d, y", "%", _TWO, ("day", "days"), "p.", "Page {page} of {pages}", "DRAFT",
        spelling={
            "instalment": "installment", "apologise": "apologize", "acknowledgement": "acknowledgment",
            "neighbour": "neighbor", "licence": "license", "metre": "meter", "litre": "liter",
            "registered post": "registered mail", "towards the": "toward the", "towards principal": "toward principal",
        },
    ),
    "fr": Language(
        "fr_FR", "d MMMM y", "dd/MM/y", f"{_NBSP}%", _TWO, ("jour", "jours"), "p.", "Page {page} sur {pages}", "PROJET",
        first_day="1er",
    ),
    "pl": Language(
        "pl_PL", "d MMMM y 'r'.", "dd.MM.y", "%", _FOUR, ("dzień", "dni", "dni", "dnia"), "s.",
        "Strona {page} z {pages}", "PROJEKT", days_in={"genitive": ("dnia", "dni", "dni", "dnia")},
        short_words="aiouwz",
    ),
    "ru": Language(
        "ru_RU", "d MMMM y 'г'.", "dd.MM.y", f"{_NBSP}%", _FOUR, ("день", "дня", "дней", "дня"), "с.",
        "Страница {page} из {pages}", "ПРОЕКТ", days_in={"genitive": ("дня", "дней", "дней", "дня")},
    ),
    "de": Language(
        "de_DE", "dd.MM.y", "dd.MM.y", f"{_NBSP}%", _TWO, ("Tag", "Tage"), "S.", "Seite {page} von {pages}", "ENTWURF",
        days_in={"dative": ("Tag", "Tagen"), "genitive": ("Tages", "Tage")},
    ),
}  # fmt: skip

# Parts of countries that have a law of their own, as the languages that name them do (ISO 3166-2).
_PARTS = {
    "en": {
        "GB-ENG": "England and Wales", "GB-WLS": "England and Wales", "GB-EAW": "England and Wales",
        "GB-SCT": "Scotland", "GB-NIR": "Northern Ireland", "US-AZ": "Arizona", "US-CA": "California",
        "US-CO": "Colorado", "US-CT": "Connecticut", "US-DC": "the District of Columbia", "US-DE": "Delaware",
        "US-FL": "Florida", "US-GA": "Georgia (USA)", "US-IL": "Illinois", "US-MA": "Massachusetts",
        "US-MD": "Maryland", "US-MI": "Michigan", "US-MN": "Minnesota", "US-NC": "North Carolina",
        "US-NJ": "New Jersey", "US-NV": "Nevada", "US-NY": "New York", "US-OH": "Ohio", "US-OR": "Oregon",
        "US-PA": "Pennsylvania", "US-TX": "Texas", "US-UT": "Utah", "US-VA": "Virginia", "US-WA": "Washington State",
        "CA-BC": "British Columbia", "CA-ON": "Ontario", "CA-QC": "Quebec",
    },
    "de": {
        "GB-ENG": "England und Wales", "GB-WLS": "England und Wales", "GB-SCT": "Schottland", "GB-NIR": "Nordirland",
        "US-NY": "New York",
    },
    "fr": {
        "GB-ENG": "Angleterre et pays de Galles", "GB-WLS": "Angleterre et pays de Galles", "GB-SCT": "Écosse",
        "GB-NIR": "Irlande du Nord", "US-NY": "New York",
    },
    "pl": {
        "GB-ENG": "Anglia i Walia", "GB-WLS": "Anglia i Walia", "GB-SCT": "Szkocja", "GB-NIR": "Irlandia Północna",
        "US-NY": "Nowy Jork",
    },
    "ru": {
        "GB-ENG": "Англия и Уэльс", "GB-WLS": "Англия и Уэльс", "GB-SCT": "Шотландия", "GB-NIR": "Северная Ирландия",
        "US-NY": "Нью-Йорк",
    },
}  # fmt: skip


def language(tag: str) -> Language:
    """The row of a language tag (`en`, `en-US`, `fr`, `pl`, `ru`, `de`). CaseError for one there is no row for."""
    row = LANGUAGES.get(tag)
    if row is None:
        raise CaseError(Problem(f"no letters are written in language '{tag}'", hint=f"one of {', '.join(LANGUAGES)}"))
    return row


def base(tag: str) -> str:
    """The language of a tag, whose templates and words are used: `en` of `en-US`."""
    return tag.partition("-")[0]


def spelt(text: str, tag: str) -> str:
    """Words of ours, not of the case, as the language's country spells them: `installment` for `en-US`."""
    for ours, theirs in language(tag).spelling.items():
        text = text.replace(ours, theirs).replace(ours.capitalize(), theirs.capitalize())
    return text


@cache
def _locale(tag: str) -> Locale:
    return Locale.parse(language(tag).locale)


def _sign(currency: str, lang: str) -> str:
    """CLDR's sign, but no country beside it: a plain `£` or `$`, and the code of every other pound and dollar."""
    sign = get_currency_symbol(currency, _locale(lang))
    return _PLAIN_SIGNS.get(currency, currency) if _FOREIGN_SIGN.fullmatch(sign) else sign


def money(value: Money, lang: str) -> str:
    """An amount with its currency's sign, rounded to the currency's minor unit: `£1,234.56`, `1 234,56 €`."""
    locale = _locale(lang)
    digits = minor_units(value.currency)
    pattern = parse_pattern(locale.currency_formats["standard"].pattern)
    pattern.frac_prec = (digits, digits)
    text = pattern.apply(value.rounded().amount, locale, currency=value.currency, currency_digits=False)
    text = text.replace(get_currency_symbol(value.currency, locale), _sign(value.currency, lang))
    return _CODE_THEN_DIGIT.sub(rf"\1{_NBSP}", text).replace(" ", _NBSP).replace("-", MINUS)


def amount(value: Money, lang: str) -> str:
    """The amount alone, rounded, with its decimals: for a column whose head names the currency."""
    digits = minor_units(value.currency)
    return number(value.rounded().amount, lang, digits)


def number(value: Decimal | int, lang: str, decimals: int | None = None) -> str:
    """A number, exact, or with just `decimals` places (the caller has rounded it)."""
    pattern = "#,##0.###############" if decimals is None else "#,##0." + "0" * decimals
    return format_decimal(value, pattern.rstrip("."), locale=_locale(lang)).replace(" ", _NBSP).replace("-", MINUS)


def percent(value: Decimal | int, lang: str) -> str:
    """A rate given in percent: `percent(Decimal("8.25"), "en")` is `8.25%`, in French `8,25 %`."""
    return number(value, lang) + language(lang).percent


def day(value: date, lang: str, *, short: bool = False) -> str:
    """A date as letters write it (`21 November 2026`, `21 listopada 2026 r.`), or short, for tables."""
    row = language(lang)
    text = format_date(value, row.short_date if short else row.long_date, locale=_locale(lang))
    if not short and row.first_day and value.day == 1:
        text = row.first_day + text.removeprefix("1")
    return text.replace(" ", _NBSP)


def names_day(text: str, value: date) -> bool:
    """Whether a text says a day as any of the languages writes it, or as ISO 8601 does."""
    plain = " ".join(text.split())
    ours = (day(value, lang, short=short) for lang in LANGUAGES for short in (False, True))
    others = (format_date(value, "long", locale=_locale(lang)) for lang in LANGUAGES)  # 24. März 2026
    written = (*ours, *others, value.isoformat())
    found = "|".join(re.escape(" ".join(each.split())) for each in written)
    return re.search(rf"(?<!\d)({found})(?!\d)", plain) is not None


def month(value: date, lang: str) -> str:
    """The month of a date, standing alone (`November 2026`, `listopad 2026`)."""
    text = format_skeleton("yMMMM", value, locale=_locale(lang))
    return text.replace(" ", _NBSP).replace("\u202f", _NBSP)  # CLDR sets a narrow one before the Russian г.


def _category(count: Decimal | int, lang: str, categories: Sequence[str]) -> int:
    # French "many" (a round million) has no word of its own and takes that of "other"
    found = str(_locale(lang).plural_form(count))
    return categories.index(found) if found in categories else 1


def plural(count: Decimal | int, forms: Sequence[str], lang: str) -> str:
    """The form of a word that goes with `count`; forms in CLDR's order (en: one, other; pl, ru: one, few, many)."""
    categories = language(lang).plurals
    least = min(len(categories), _WHOLE)
    if not least <= len(forms) <= len(categories):
        needed = ", ".join(categories[:least])
        raise CaseError(Problem(f"a plural in '{lang}' takes {least} forms: {needed}"))
    at = _category(count, lang, categories)
    if at >= len(forms):
        raise CaseError(Problem(f"a fraction in '{lang}' takes a form of its own", hint=f"the fourth, for {count}"))
    return forms[at]


def counted(count: Decimal | int, forms: Sequence[str], lang: str) -> str:
    """`count` and the form of the word that goes with it: `3 invoices`, `5 faktur`."""
    return f"{number(count, lang)}{_NBSP}{plural(count, forms, lang)}"


def days(count: Decimal | int, lang: str, case: str = "") -> str:
    """A number of days in words: `14 days`; `dative` for German after "seit" and "von" (`14 Tagen`), `genitive` for
    Polish after "w ciągu" and Russian after "в течение". Languages that do not decline say the same in every case."""
    row = language(lang)
    return counted(count, row.days_in.get(case, row.days), lang)


def pages(lang: str, page: int | str) -> str:
    """A reference to one page: `p. 3`."""
    return f"{language(lang).page}{_NBSP}{page}"


def country(code: str, lang: str) -> str:
    """A country, or a part with a law of its own, by its ISO 3166 code in words: `GB-ENG` is `England and Wales`.

    A part without a name here keeps its code: `United Kingdom (ENG)`.
    """
    named = _PARTS.get(base(lang), {}).get(code)
    if named:
        return named
    whole, _, part = code.partition("-")
    name = _locale(lang).territories.get(whole, whole)
    return f"{name} ({part})" if part else str(name)
