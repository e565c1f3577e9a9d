"""The review: how it went to the cent and the day, asked for what nobody has said, made when a case is closed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casefile.case.ladders import USUAL
from casefile.documents.review import Words, words
from casefile.documents.terms import RULES
from casefile.errors import CaseError
from casefile.followup.turns import STEPS
from tests.documents.matters import CASE, TODAY, made, noted, said, sample, written

LANGUAGES = ("en", "de", "fr", "pl", "ru")
CLOSED = CASE + "closed: {on: 2026-08-01, outcome: written-off}\n"
PART = "- {date: 2026-05-06, amount: 1000.00, towards: principal}\n"


def test_it_is_made_when_the_case_is_closed(tmp_path: Path) -> None:
    assert made("review", written(tmp_path / "open", {})) == ()
    closed = written(tmp_path / "closed", {"cases/a/case.yaml": CLOSED})
    assert made("review", closed) == ("",)
    assert made("review", closed, date(2026, 7, 31)) == ()


def test_how_a_case_went_that_was_written_off(tmp_path: Path) -> None:
    files = {
        "cases/a/case.yaml": CLOSED.replace("interest: {regime: de}", "interest: {regime: none}")
        + "costs: [{date: 2026-06-02, amount: 12.40, what: Letter}]\n",
        "cases/a/payments.yaml": PART,
        "cases/a/correspondence/1.md": noted(date="2026-04-15", direction="out", channel="email", step="first"),
        "cases/a/correspondence/2.md": noted(
            date="2026-04-22", direction="out", channel="post", step="nudge", outcome="bounced"
        ),
    }
    text = said("review", written(tmp_path, files))
    assert "Over on **1 August 2026**, 109 days after the first due date: **written off**." in text
    assert "| Invoiced | €3,248.70 |" in text
    assert "| **Received** (31%) | **€1,000.00** |" in text
    assert "| Written off | €2,248.70 |" in text
    assert "| Written off | €12.40 |" in text, "the costs, apart from the invoices"
    assert "| Our own costs | €12.40 |" in text
    assert "| INV-1 | 14 Apr 2026 | – |  | €3,248.70 |" in text
    assert "| 15 Apr 2026 | 1 | First reminder | e-mail |" in text
    assert "| 22 Apr 2026 | 8 | nudge (came back) | post |" in text


def test_what_was_paid_and_promised(tmp_path: Path) -> None:
    files = {
        "cases/a/payments.yaml": PART + "- {date: 2026-06-30, amount: 2400.00, towards: principal}\n",
        "cases/a/correspondence/1.md": noted(
            date="2026-04-20", direction="in", channel="call", outcome="promised",
            promise="{on: 2026-05-10, amount: 3248.70}",
        ),
    }  # fmt: skip
    text = said("review", written(tmp_path, files))
    assert "The case goes on. This is how it has gone so far, 140 days after the first due date." in text
    assert re.search(r"\| INV-1 \| 14 Apr 2026 \| 30 Jun 2026 \| 77 \|", text)
    assert "- On 20 April 2026: €3,248.70 by 10 May 2026. Not kept: €1,000.00 came.\n" in text
    assert "| Payment in advance | a promise was not kept, paid more than 30 days late |" in text
    assert "in advance: 50% of the price" in text


def test_it_asks_for_what_nobody_has_said(tmp_path: Path) -> None:
    text = said("review", written(tmp_path / "a", {}))
    assert "Nobody has said yet." in text
    assert 'review: {cause: …, lessons: ["…"]}' in text
    cause = written(tmp_path / "b", {"cases/a/case.yaml": CASE + "review: {cause: cash-flow}\n"})
    assert "They were short of money." in said("review", cause)
    assert "What will we do differently?" in said("review", cause)
    own = CASE + "review: {cause: The buyer left., lessons: [Know two people.]}\n"
    text = said("review", written(tmp_path / "c", {"cases/a/case.yaml": own}))
    assert "The buyer left." in text
    assert "- Know two people." in text
    assert "Write it into case.yaml" not in text


def test_a_settlement_that_was_kept() -> None:
    text = said("review", sample("2026-022-brightwell"), date(2026, 10, 5))
    assert "- Settlement of 3 August 2026: £2,520.00. Kept." in text
    assert "| INV-1019 | 14 Feb 2026 | 12 Feb 2026 | \u22122 | £720.00 |" in text
    assert "| INV-1091 | 31 Jul 2026 | 29 Sept 2026 | 60 | £2,880.00 |" in text


def test_without_an_invoice_there_is_nothing_to_review(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        said("review", written(tmp_path, {}), date(2026, 1, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there(language: str) -> None:
    own: Words = words(language)
    assert set(own.clauses) == {rule.clause for rule in RULES}
    assert set(own.reasons) == {rule.reason for rule in RULES}
    assert set(own.steps) == {*(step.step for step in USUAL), *STEPS, "check-in"}
    assert set(own.endings) == {"paid", "settled", "written-off", "handed-over", "sued"}
    assert set(own.channels) == {"email", "post", "registered", "call", "meeting", "chat", "attorney"}
    assert said("review", sample("2026-003-kestrel"), TODAY, language=language)
