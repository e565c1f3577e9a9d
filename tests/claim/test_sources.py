"""Where the rates of a claim come from: each published value once, with the first day it was read on."""

from __future__ import annotations

from casefile.claim.model import Claim
from casefile.claim.sources import bearing, references
from tests.claim.cases import DE, claim, invoice

OLD = invoice("A", "2025-05-01", "2025-05-20")
NEW = invoice("B", "2025-10-01", "2025-11-14")
AGREED = """\
agreed: 2025-09-01
amount: 900.00
schedule: [{due: 2025-10-01, amount: 400.00}, {due: 2026-07-15, amount: 500.00}]
"""
KEPT = "interest: kept\ndefault: {grace_days: 400}\n"


def told(found: Claim) -> list[tuple[str, str, str]]:
    """Each value's first day, what it is, and the day it was read on."""
    return [(str(one.since), str(one.percent), str(one.read_on)) for one in references(found)]


def test_each_value_is_told_with_its_publisher() -> None:
    found = claim("2025-12-31", OLD, file=DE)
    assert told(found) == [("2025-01-01", "2.27", "2025-01-01"), ("2025-07-01", "1.27", "2025-07-01")]
    assert {(one.series, one.source, one.recalled) for one in references(found)} == {
        ("de-basiszinssatz", "Deutsche Bundesbank, Basiszinssatz nach § 247 BGB", False)
    }


def test_a_value_that_several_invoices_bear_is_told_once_as_it_was_first_read() -> None:
    """The rate of the eve of the half-year is kept; both eves have the same value of 3 August 2023."""
    bills = (invoice("A", "2024-05-01", "2024-06-30"), invoice("B", "2024-05-01", "2024-06-29"))
    for order in (bills, bills[::-1]):
        found = claim("2024-12-01", *order, file="interest: {regime: uk}", currency="GBP")
        assert told(found) == [("2023-08-03", "5.25", "2023-12-31")]


def test_a_value_that_nobody_saw_where_it_is_published_is_recalled() -> None:
    found = claim("2016-09-10", invoice("A", "2016-08-01", "2016-08-15"), file="interest: {regime: ru}", currency="RUB")
    assert [(one.series, one.recalled) for one in references(found)] == [("cbr-key-rate", True)]


def test_an_agreed_rate_a_fixed_one_and_none_have_no_source() -> None:
    for file in ("interest: {regime: contract, rate: 8}", "interest: {regime: us-ny}", ""):
        assert references(claim("2026-09-01", OLD, file=file)) == ()


def test_under_a_settlement_the_interest_up_to_it_has_its_sources_too() -> None:
    found = claim("2025-09-15", OLD, file=DE, settlement=AGREED)
    assert [one.periods for one in found.invoices] == [()]
    assert told(found) == [("2025-01-01", "2.27", "2025-01-01"), ("2025-07-01", "1.27", "2025-07-01")]
    assert [(one.number, str(one.periods[-1].last)) for one in bearing(found)] == [("A", "2025-09-01")]


def test_interest_on_a_late_instalment_has_its_sources_too() -> None:
    before, after = (claim(day, OLD, file=DE, settlement=AGREED + KEPT) for day in ("2026-06-30", "2026-07-01"))
    assert told(after) == [*told(before), ("2026-07-01", "1.52", "2026-07-01")]


def test_what_was_invoiced_after_the_agreement_stands_beside_what_it_settled() -> None:
    found = claim("2025-12-01", OLD, NEW, file=DE, settlement=AGREED + KEPT)
    assert [(one.number, str(one.periods[0].first)) for one in bearing(found)] == [
        ("A", "2025-05-21"),
        ("B", "2025-11-15"),
    ]


def test_after_a_default_an_invoice_stands_once_as_it_is_today() -> None:
    found = claim("2025-12-31", OLD, file=DE, settlement=AGREED + "default: {grace_days: 7}\n")
    assert [(one.number, str(one.periods[-1].last)) for one in bearing(found)] == [("A", "2025-12-31")]
