"""A case on one line: the same figures as `owed`, the standing and the ladder; what was written off has nothing open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.followup.line import line
from tests.followup.portfolio import Portfolio, invoice, portfolio


@pytest.fixture
def cases(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Portfolio:
    """The maker of dossiers."""
    return portfolio(workspace)


def test_a_line_says_what_is_owed_how_it_stands_and_what_comes_next(cases: Portfolio) -> None:
    (dossier,) = cases("2026-09-01", one={"invoices/R1.yaml": invoice()})
    found = line(dossier)
    assert (found.id, found.title, found.debtor) == ("one", "T", "Northwind")
    assert found.owed == dossier.claim.total
    assert (found.days, found.state, found.step, found.due) == (140, "overdue", "first", date(2026, 4, 15))
    assert [(row.case, row.debtor, row.invoice, row.days) for row in found.open] == [("one", "Northwind", "R1", 140)]


def test_what_was_written_off_has_nothing_open(cases: Portfolio) -> None:
    closed = "closed: {on: 2026-08-01, outcome: written-off}\n"
    (dossier,) = cases("2026-09-01", one={"case.yaml": closed, "invoices/R1.yaml": invoice()})
    assert line(dossier).open == ()
    assert line(dossier).state == "closed"
