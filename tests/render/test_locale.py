"""How each language writes money, dates, numbers and counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from casefile.errors import CaseError
from casefile.money import Money
from casefile.render import locale

MONEY = [
    ("en", "GBP", "£1,234.56"),
    ("en", "EUR", "€1,234.56"),
    ("en", "PLN", "PLN\u00a01,234.56"),
    ("en", "USD", "US$1,234.56"),
    ("en-US", "USD", "$1,234.56"),
    ("fr", "EUR", "1\u202f234,56\u00a0€"),
    ("fr", "GBP", "1\u202f234,56\u00a0£"),
    ("fr", "USD", "1\u202f234,56\u00a0$"),
    ("fr", "CAD", "1\u202f234,56\u00a0CAD"),
    ("fr", "PLN", "1\u202f234,56\u00a0PLN"),
    ("pl", "PLN", "1\u00a0234,56\u00a0zł"),
    ("ru", "RUB", "1\u00a0234,56\u00a0₽"),
    ("de", "EUR", "1.234,56\u00a0€"),
    ("de", "CAD", "1.234,56\u00a0CA$"),
]


@pytest.mark.parametrize(("lang", "currency", "written"), MONEY)
def test_money(lang: str, currency: str, written: str) -> None:
    assert locale.money(Money(Decimal("1234.56"), currency), lang) == written


def test_money_rounds_half_up_to_the_minor_unit_of_the_currency() -> None:
    assert locale.money(Money(Decimal("0.125"), "EUR"), "en") == "€0.13"
    assert locale.money(Money(Decimal("1234.5"), "JPY"), "en") == "JP¥1,235"
    assert locale.money(Money(Decimal("1.2345"), "KWD"), "en") == "KWD\u00a01.235"


def test_an_amount_without_its_currency_keeps_its_decimals() -> None:
    assert locale.amount(Money(Decimal("1200"), "EUR"), "de") == "1.200,00"
    assert locale.amount(Money(Decimal("1200"), "JPY"), "de") == "1.200"


DAYS = [
    ("en", date(2026, 11, 21), "21\u00a0November\u00a02026"),
    ("en-US", date(2026, 11, 21), "November\u00a021,\u00a02026"),
    ("fr", date(2026, 12, 1), "1er\u00a0décembre\u00a02026"),
    ("fr", date(2026, 12, 11), "11\u00a0décembre\u00a02026"),
    ("pl", date(2026, 11, 21), "21\u00a0listopada\u00a02026\u00a0r."),
    ("ru", date(2026, 11, 21), "21\u00a0ноября\u00a02026\u00a0г."),
    ("de", date(2026, 11, 21), "21.11.2026"),
]


@pytest.mark.parametrize(("lang", "day", "written"), DAYS)
def test_dates(lang: str, day: date, written: str) -> None:
    assert locale.day(day, lang) == written


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("en", "November 2026"), ("en-US", "November 2026"), ("fr", "novembre 2026"), ("pl", "listopad 2026"),
        ("ru", "ноябрь 2026 г."), ("de", "November 2026"),
    ],
)  # fmt: skip
def test_a_month_by_itself(lang: str, written: str) -> None:
    assert locale.month(date(2026, 11, 21), lang) == written.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("lang", "written"), [("en", "8.25%"), ("fr", "8,25\u00a0%"), ("pl", "8,25%"), ("de", "8,25\u00a0%")]
)
def test_percent(lang: str, written: str) -> None:
    assert locale.percent(Decimal("8.25"), lang) == written


PLURALS = [
    ("pl", ("faktura", "faktury", "faktur"), {1: 0, 2: 1, 4: 1, 5: 2, 12: 2, 14: 2, 22: 1, 112: 2, 0: 2}),
    ("ru", ("день", "дня", "дней"), {1: 0, 3: 1, 5: 2, 11: 2, 14: 2, 21: 0, 22: 1, 111: 2}),
    ("fr", ("jour", "jours"), {0: 0, 1: 0, 2: 1, 1000000: 1}),
    ("en", ("day", "days"), {0: 1, 1: 0, 2: 1}),
    ("de", ("Tag", "Tage"), {0: 1, 1: 0, 2: 1}),
]


@pytest.mark.parametrize(("lang", "forms", "expected"), PLURALS)
def test_plurals(lang: str, forms: tuple[str, ...], expected: dict[int, int]) -> None:
    assert {count: locale.plural(count, forms, lang) for count in expected} == {
        count: forms[place] for count, place in expected.items()
    }


def test_one_and_a_half_is_singular_in_french() -> None:
    assert locale.counted(Decimal("1.5"), ("jour", "jours"), "fr") == "1,5\u00a0jour"


def test_days_take_the_dative_in_german() -> None:
    assert locale.days(14, "de") == "14\u00a0Tage"
    assert locale.days(14, "de", "dative") == "14\u00a0Tagen"
    assert locale.days(14, "de", "genitive") == "14\u00a0Tage"


def test_a_wrong_number_of_plural_forms_is_a_problem() -> None:
    with pytest.raises(CaseError, match="'pl' takes 3 forms"):
        locale.plural(1, ("faktura", "faktury"), "pl")


def test_there_is_no_fallback_language() -> None:
    with pytest.raises(CaseError, match="language 'it'"):
        locale.money(Money(Decimal(1), "EUR"), "it")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("GB-ENG", "England and Wales"), ("GB-SCT", "Scotland"), ("GB-NIR", "Northern Ireland"), ("US-NY", "New York"),
        ("DE", "Germany"), ("DE-BY", "Germany (BY)"),
    ],
)  # fmt: skip
def test_the_law_of_a_part_of_a_country_has_its_name(code: str, name: str) -> None:
    assert locale.country(code, "en") == name


@pytest.mark.parametrize(
    ("lang", "case", "expected"),
    [
        ("pl", "", "1 dzień, 2 dni, 5 dni, 12 dni, 21 dni, 22 dni, 1,5 dnia"),
        ("pl", "genitive", "1 dnia, 2 dni, 5 dni, 12 dni, 21 dni, 22 dni, 1,5 dnia"),
        ("ru", "", "1 день, 2 дня, 5 дней, 12 дней, 21 день, 22 дня, 1,5 дня"),
        ("ru", "genitive", "1 дня, 2 дней, 5 дней, 12 дней, 21 дня, 22 дней, 1,5 дня"),
        ("de", "", "1 Tag, 2 Tage, 5 Tage, 12 Tage, 21 Tage, 22 Tage, 1,5 Tage"),
        ("de", "dative", "1 Tag, 2 Tagen, 5 Tagen, 12 Tagen, 21 Tagen, 22 Tagen, 1,5 Tagen"),
        ("fr", "", "1 jour, 2 jours, 5 jours, 12 jours, 21 jours, 22 jours, 1,5 jour"),
        ("en", "", "1 day, 2 days, 5 days, 12 days, 21 days, 22 days, 1.5 days"),
    ],
)
def test_days_in_every_number_and_case(lang: str, case: str, expected: str) -> None:
    counts = [*map(Decimal, ("1", "2", "5", "12", "21", "22", "1.5"))]
    assert ", ".join(locale.days(each, lang, case).replace("\u00a0", " ") for each in counts) == expected


def test_a_polish_fraction_needs_a_form_of_its_own() -> None:
    assert locale.plural(Decimal("1.5"), ("faktura", "faktury", "faktur", "faktury"), "pl") == "faktury"
    with pytest.raises(CaseError, match="a fraction in 'pl' takes a form of its own"):
        locale.plural(Decimal("1.5"), ("dzień", "dni", "dni"), "pl")


def test_the_language_of_a_variety() -> None:
    assert locale.base("en-US") == "en"
    assert locale.base("de") == "de"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Auftrag vom 1. März 2026", True),
        ("Order of 1 March 2026", True),
        ("Umowa z 1 marca 2026 r.", True),
        ("Contrat du 1er mars 2026", True),
        ("Angebot 01.03.2026", True),
        ("Order 2026-03-01", True),
        ("Order of 11 March 2026", False),
        ("Order of March 2026", False),
    ],
)
def test_a_text_names_a_day_as_any_language_writes_it(text: str, named: bool) -> None:
    assert locale.names_day(text, date(2026, 3, 1)) is named
