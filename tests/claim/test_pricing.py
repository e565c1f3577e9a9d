"""The rates that a regime makes of a reference series are those that the state publishes."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from casefile.claim import regimes
from casefile.claim.pricing import Terms, quote

PUBLISHED = Path(__file__).parent / "published"
BUNDLED = regimes.bundled()


def rows(name: str) -> list[tuple[date, Decimal]]:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8") as lines:
        return [(date.fromisoformat(row["valid_from"]), Decimal(row["percent"])) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("name", "regime"), [("pl-commercial-delay", "pl"), ("pl-art-481", "pl-civil")])
def test_every_row_of_a_published_table_is_reproduced(name: str, regime: str) -> None:
    """Statutory rates announced in Monitor Polski (M.P.), against what the NBP's reference rate and the margin give."""
    law, table = BUNDLED.get(regime), rows(name)
    assert law.rate
    assert len(table) > 20
    terms = Terms(law, None, BUNDLED.series(law.rate.series), date(2014, 1, 1), date(2014, 1, 2), "PLN")
    for (first, percent), (after, _) in pairwise([*table, (date(2026, 10, 9), Decimal(0))]):
        for day in (first, first + timedelta(days=1), after - timedelta(days=1)):
            assert quote(terms, day).percent == percent, day
