"""A case on one line: the same figures as `owed`, the standing and the ladder; what was written off has nothing open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casefile.followup.actions import day
from casefile.followup.line import Line, ahead, line
from casefile.followup.told import told
from tests.followup.portfolio import Portfolio, invoice


def test_a_line_says_what_is_owed_how_it_stands_and_what_comes_next(cases: Portfolio) -> None:
    (dossier,) = cases("2026-09-01", one={"invoices/R1.yaml": invoice()})
    (found,) = ahead([line(dossier)], told(day([dossier], date(2026, 9, 1))))
    assert (found.id, found.title, found.debtor) == ("one", "T", "Northwind")
    assert found.owed == dossier.claim.total
    assert (found.days, found.state, found.step, found.due) == (140, "overdue", "first", date(2026, 4, 15))
    assert [(row.case, row.debtor, row.invoice, row.days) for row in found.open] == [("one", "Northwind", "R1", 140)]


def test_what_was_written_off_has_nothing_open(cases: Portfolio) -> None:
    closed = "closed: {on: 2026-08-01, outcome: written-off}\n"
    (dossier,) = cases("2026-09-01", one={"case.yaml": closed, "invoices/R1.yaml": invoice()})
    found = line(dossier)
    assert (found.open, found.state, found.written_off, found.is_over) == ((), "closed", True, True)


def test_what_is_closed_with_money_still_open_is_not_over(cases: Portfolio) -> None:
    closed = "closed: {on: 2026-08-01, outcome: sued}\n"
    (dossier,) = cases("2026-09-01", one={"case.yaml": closed, "invoices/R1.yaml": invoice()})
    assert not line(dossier).is_over
    assert not Line("broken").is_over


def test_what_is_done_today_comes_before_what_is_planned(cases: Portfolio) -> None:
    bills = {"invoices/R1.yaml": invoice("R1", due="2026-09-20"), "invoices/R2.yaml": invoice("R2")}
    (dossier,) = cases("2026-09-01", one=bills)
    today = told(day([dossier], date(2026, 9, 1)))
    assert (len(today.actions), len(today.planned)) == (1, 1)
    (found,) = ahead([line(dossier)], today)
    assert (found.step, found.due) == ("first", date(2026, 4, 15))
    (later,) = ahead([line(dossier)], replace(today, actions=()))
    assert (later.step, later.due) == ("upcoming", date(2026, 9, 13))
