"""The contested part is shown apart: by line, by the whole claim, while it is open, and of what is outstanding."""

from __future__ import annotations

import pytest

from tests.claim.cases import claim, invoice

HEAD = "number: A\nissued: 2026-01-01\ndue: 2026-01-15\n"


def lines(*disputes: str) -> str:
    rows = [f"{{id: '{n}', description: x, unit_price: 100.00, tax: 19{d}}}" for n, d in enumerate(disputes)]
    return HEAD + "lines: [" + ", ".join(rows) + "]"


@pytest.mark.parametrize(
    ("dispute", "amount"),
    [
        ("{reason: quality}", "119.00"),
        ("{reason: quality, amount: 40.00}", "40.00"),
        ("{reason: quality, raised: 2026-02-01}", "119.00"),
        ("{reason: quality, raised: 2026-02-02}", "0.00"),
        ("{reason: quality, resolved: {on: 2026-02-01, outcome: rejected}}", "0.00"),
        ("{reason: quality, resolved: {on: 2026-02-02, outcome: rejected}}", "119.00"),
    ],
)
def test_a_line_is_contested_while_its_dispute_is_open(dispute: str, amount: str) -> None:
    found = claim("2026-02-01", lines(f", dispute: {dispute}", ""))
    assert (str(found.contested), str(found.undisputed + found.contested)) == (amount, "238.00")
    assert [str(value) for value in found.invoices[0].lines_contested.values()] == (
        [amount] if amount != "0.00" else []
    )


def test_no_more_is_contested_than_is_outstanding() -> None:
    found = claim(
        "2026-02-01", lines(", dispute: {reason: quality}", ""), payments="[{date: 2026-01-20, amount: 200.00}]"
    )
    assert (str(found.invoices[0].contested), str(found.invoices[0].undisputed)) == ("38.00", "0.00")


def test_a_dispute_of_the_whole_claim_contests_everything_while_it_is_open() -> None:
    resolved = "resolved: {on: 2026-02-10, outcome: rejected}"
    file = f"dispute: {{raised: 2026-01-20, reason: quality, {resolved}}}"
    assert [str(claim(day, invoice(), file=file).contested) for day in ("2026-01-19", "2026-01-20", "2026-02-10")] == [
        "0.00", "1000.00", "0.00",
    ]  # fmt: skip
