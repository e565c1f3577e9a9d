"""Amounts as people write them, in whatever country: read for sure, or asked about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.intake.amounts import Unclear, amount, figure, is_in, other_currency
from casefile.money import Money
from casefile.render import locale


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1234", "1234"), ("1234,56", "1234.56"), ("1234.56", "1234.56"), ("12,5", "12.5"), ("0,5", "0.5"),
        ("1.234,56 €", "1234.56"), ("1,234.56", "1234.56"), ("€1,234.56", "1234.56"), ("1 234,56", "1234.56"),
        ("1\u202f234,56\u00a0€", "1234.56"), ("1'234.50", "1234.50"), ("1’234.50", "1234.50"),
        ("1.234.567", "1234567"), ("1.234.567,89", "1234567.89"), ("EUR 300", "300"), ("300 Euro", "300"),
        ("eur300", "300"), ("300,-", "300"), ("300.–", "300"), ("300,--", "300"), ("+5", "5"), ("１２", "12"),
        ("  7 \n", "7"), ("nil", "0"), ("Nichts", "0"), ("néant", "0"), ("нет", "0"), ("-", "0"), ("—", "0"),
        ("0", "0"), ("0,00 €", "0"), ("€ -", "0"),
    ],
)  # fmt: skip
def test_read(text: str, read: str) -> None:
    assert amount(text, "EUR") == Decimal(read)


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n", "\u200b"])
def test_nothing_said(text: str) -> None:
    assert amount(text, "EUR") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,234", "can be read in two ways"), ("12.345", "can be read in two ways"),
        ("USD 5", "is not in EUR"), ("5 złotych", "is not in EUR"), ("5 $", "is no amount"),
        ("5USD", "is not in EUR"), ("PLN 1.250,00", "is not in EUR"), ("5,- CHF", "is not in EUR"),
        ("ALL 5", "is not in EUR"), ("5 dollars", "is not in EUR"),
        ("all", "is no amount"), ("All", "is no amount"), ("ALL", "is no amount"), ("all of it", "is no amount"),
        ("all 5", "is no amount"), ("5 try", "is no amount"), ("about half", "is no amount"),
        ("ALL OF LINE 2", "is no amount"), ("TOP", "is no amount"), ("EUR all", "is no amount"),
        ("-5", "is negative"), ("5-", "is negative"), ("(5)", "is negative"), ("−5,00", "is negative"),
        ("1.234,567", "more decimals than EUR has"), ("0,500", "more decimals than EUR has"),
        ("12,34,567", "is no amount"), ("12 34", "is no amount"), ("1.2.3", "is no amount"), ("5,", "is no amount"),
        (",5", "is no amount"), ("10%", "is no amount"), ("abc", "is no amount"), ("see annex 3", "is no amount"),
        ("eur", "is no amount"), ("٣", "is no amount"), ("1e5", "is no amount"), ("5 or 6", "is no amount"),
        ("=1+1", "is no amount"), ("1/2", "is no amount"), ("1\u0301", "is no amount"),
    ],
)  # fmt: skip
def test_asked_about(text: str, message: str) -> None:
    found = amount(text, "EUR")
    assert isinstance(found, Unclear)
    assert message in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("text", "currency", "read"),
    [
        ("1 234,50 zł", "PLN", "1234.50"), ("5 zl", "PLN", "5"), ("5 руб.", "RUB", "5"), ("5 ₽", "RUB", "5"),
        ("£5", "GBP", "5"), ("GBP5", "GBP", "5"), ("5 $", "USD", "5"), ("US$5", "USD", "5"), ("CHF 5.-", "CHF", "5"),
        ("1,000,000", "JPY", "1000000"), ("1234.567", "KWD", "1234.567"),
    ],
)  # fmt: skip
def test_in_other_currencies(text: str, currency: str, read: str) -> None:
    assert amount(text, currency) == Decimal(read)


@given(
    cents=st.integers(0, 10**11),
    language=st.sampled_from(sorted(locale.LANGUAGES)),
    currency=st.sampled_from(["EUR", "GBP", "PLN", "RUB", "USD", "CHF"]),
    with_sign=st.booleans(),
)
def test_what_our_own_documents_print_is_read_back(
    cents: int, language: str, currency: str, *, with_sign: bool
) -> None:
    value = Money(Decimal(cents) / 100, currency)
    text = (locale.money if with_sign else locale.amount)(value, language)
    assert amount(text, currency) == value.amount


@given(st.text(max_size=20))
def test_any_text_is_read_or_asked_about(text: str) -> None:
    found = amount(text, "EUR")
    assert found is None or isinstance(found, Unclear) or found >= 0


@pytest.mark.parametrize(
    ("value", "read"), [(5, "5"), (2784.6, "2784.60"), (2784.6000000000004, "2784.60"), (0.1 + 0.2, "0.30")]
)
def test_a_spreadsheets_figure(value: float, read: str) -> None:
    assert figure(value, "EUR") == Decimal(read)


@pytest.mark.parametrize("value", [1.234, -1, float("nan"), float("inf")])
def test_a_figure_that_is_none(value: float) -> None:
    assert isinstance(figure(value, "EUR"), Unclear)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Admitted (USD)", "USD"), ("admitted in usd", "usd"), ("Admis en dollars", "dollars"), ("Uznano $", "$"),
        ("Admitted (EUR, at 0.9 to 1 USD)", "USD"), ("Признано, руб.", "руб."),
        ("Admitted (EUR)", ""), ("Admitted in euros", ""), ("Admitted (€)", ""), ("Admitted in all (EUR)", ""),
        ("", ""), ("None", ""), ("100.00", ""),
    ],
)  # fmt: skip
def test_another_currency_is_named(text: str, other: str) -> None:
    assert other_currency(text, "EUR") == other


def test_a_currency_by_itself() -> None:
    assert all(is_in(text, "EUR") for text in ("EUR", " eur ", "€", "Euro"))
    assert not any(is_in(text, "EUR") for text in ("USD", "EUR net", "", "0", "nil"))
