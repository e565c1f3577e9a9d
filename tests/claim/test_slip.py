"""What was billed wrongly for a month: net, tax and gross that add up, rounded half up."""

from __future__ import annotations

import pytest

from casefile.case.dealings import Correction
from casefile.claim.slip import difference


@pytest.mark.parametrize(
    ("agreed", "billed", "tax", "expected"),
    [
        ("1200.00", "600.00", "20", ("600.00", "120.00", "720.00")),
        ("600.00", "1200.00", "20", ("-600.00", "-120.00", "-720.00")),
        ("10.02", "0.00", "2.5", ("10.02", "0.25", "10.27")),
        ("5.00", "5.00", "0", ("0.00", "0.00", "0.00")),
    ],
)
def test_the_difference(agreed: str, billed: str, tax: str, expected: tuple[str, str, str]) -> None:
    row = Correction.model_validate({"period": "2026-05", "agreed": agreed, "billed": billed, "tax": tax})
    found = difference(row, "EUR")
    assert (str(found.net), str(found.tax), str(found.gross)) == expected
