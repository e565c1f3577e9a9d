"""Drawing again and again: what is read anew, and what stands in when it can't be drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casefile.errors import CaseError, Problem, UsageError
from casefile.making import Desk, Wanted
from casefile.preview.press import Press
from tests.cli.conftest import FOLDER
from tests.preview.conftest import subject, words_of

INVOICE = f"{FOLDER}/invoices/INV-1043.yaml"


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_only_what_was_saved_is_read_anew(northwind_root: Path) -> None:
    press = Press(subject(northwind_root))
    first = press.render(press.blank())
    invoice = northwind_root / INVOICE
    change(invoice, "INV-1043", "INV-2000")
    template = press.render(first, {northwind_root / "templates/en/reminder.md"})
    assert template == replace(first, milliseconds=template.milliseconds)
    case = press.render(first, {invoice})
    assert "INV-2000" in words_of(case.pdf)
    assert case.version == 2


def test_the_choice_follows_the_case(northwind_root: Path) -> None:
    def by_payments(desk: Desk) -> Wanted:
        return Wanted("reminder", "second" if desk.case.payments else "first")

    press = Press(subject(northwind_root, by_payments))
    assert press.render(press.blank()).name == "reminder-second.en"
    (northwind_root / FOLDER / "payments.yaml").unlink()
    assert press.render(press.blank()).name == "reminder-first.en"


def test_a_choice_that_the_case_has_not_is_a_problem_over_the_last_pages(northwind_root: Path) -> None:
    choices = [Wanted("reminder", "first")]
    refused = Problem("no offer 'O3' in this case", hint="there is none yet")

    def choose(_desk: Desk) -> Wanted:
        if not choices:
            raise UsageError(refused)
        return choices.pop()

    press = Press(subject(northwind_root, choose))
    first = press.render(press.blank())
    second = press.render(first)
    assert (second.problems, second.has_failed, second.pdf) == ((refused,), True, first.pdf)
    with pytest.raises(CaseError):
        press.word()


def test_warnings_stand_beside_the_pages(northwind_root: Path) -> None:
    change(northwind_root / FOLDER / "case.yaml", "Northwind Trading GmbH", "Northwind 🧾 GmbH")
    press = Press(subject(northwind_root))
    view = press.render(press.blank())
    assert not view.has_failed
    assert {problem.level for problem in view.problems} == {"warning"}
    assert view.pdf.startswith(b"%PDF-")


def test_a_file_that_is_gone_while_it_is_read_is_a_problem(northwind_root: Path) -> None:
    def choose(_desk: Desk) -> Wanted:
        return Wanted("reminder", Path("gone").read_text())

    press = Press(subject(northwind_root, choose))
    (problem,) = press.render(press.blank()).problems
    assert problem.message == "cannot read gone: no such file or directory"


def test_no_page_before_the_first_rendering(northwind_root: Path) -> None:
    press = Press(subject(northwind_root))
    with pytest.raises(IndexError):
        press.page(press.blank(), 1)
    with pytest.raises(CaseError):
        press.word()
