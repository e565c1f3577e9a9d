"""Promises: kept, kept in part, broken or still open, by the money that came."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.documents.promises import has_unanswered, promises
from tests.documents.matters import noted, whole, written

FULL = "3248.70"


@pytest.mark.parametrize(
    ("promise", "payments", "state", "paid"),
    [
        ("{on: 2026-05-08, amount: 500.00}", "- {date: 2026-05-08, amount: 500.00}\n", "kept", "500.00"),
        ("{on: 2026-05-08, amount: 500.00}", "- {date: 2026-05-09, amount: 500.00}\n", "broken", "0.00"),
        ("{on: 2026-05-08, amount: 500.00}", "- {date: 2026-05-02, amount: 499.99}\n", "partly", "499.99"),
        ("{on: 2026-05-08, amount: 500.00}", "- {date: 2026-05-01, amount: 500.00}\n", "broken", "0.00"),
        (
            "{on: 2026-05-08, amount: 500.00}",
            "- {date: 2026-05-03, amount: 500.00, reversed: {on: 2026-05-09}}\n",
            "broken",
            "0.00",
        ),
        (
            "{on: 2026-05-08}",
            f"- {{date: 2026-05-03, amount: {FULL}}}\n- {{date: 2026-05-04, amount: 60.00}}\n",
            "kept",
            "3308.70",
        ),
        ("{on: 2026-05-08}", "", "broken", "0.00"),
        ("{on: 2026-09-01, amount: 500.00}", "", "open", "0.00"),
    ],
)
def test_what_became_of_it(promise: str, payments: str, state: str, paid: str, tmp_path: Path) -> None:
    call = noted(date="2026-05-02", direction="in", channel="call", promise=promise)
    files = {"cases/a/correspondence/1.md": call} | ({"cases/a/payments.yaml": payments} if payments else {})
    (one,) = promises(whole(written(tmp_path, files)))
    assert (one.state, str(one.paid)) == (state, paid)


def test_a_promise_of_a_later_day_was_not_made_yet(tmp_path: Path) -> None:
    call = noted(date="2026-05-02", direction="in", channel="call", promise="{on: 2026-05-08}")
    case = written(tmp_path, {"cases/a/correspondence/1.md": call})
    assert promises(whole(case, date(2026, 5, 1))) == ()


def test_a_broken_promise_is_answered_by_a_letter_after_its_day(tmp_path: Path) -> None:
    call = noted(date="2026-05-02", direction="in", channel="call", promise="{on: 2026-05-08}")
    ours = noted(date="2026-05-12", direction="out", channel="email")
    case = written(tmp_path, {"cases/a/correspondence/1.md": call, "cases/a/correspondence/2.md": ours})
    for day, unanswered in ((date(2026, 5, 8), False), (date(2026, 5, 9), True), (date(2026, 5, 12), False)):
        matter = whole(case, day)
        assert has_unanswered(matter) is unanswered
