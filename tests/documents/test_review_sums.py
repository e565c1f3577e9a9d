"""The review's sums: reckoned again by hand, each sum of money in one row only, and all rows what was invoiced."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casefile.claim.owed import owed
from casefile.documents.matter import Matter
from casefile.documents.review_sums import Sums, sums
from casefile.errors import CaseError
from casefile.money import Money, total
from tests.claim.naive.laws import LAWS
from tests.claim.stories import FEW, stories
from tests.claim.written import USE
from tests.claim.written import written as told
from tests.documents.matters import CASE, TODAY, said, sample, whole, written

PLAIN = CASE.replace("interest: {regime: de}", "interest: {regime: none}")


def shown(found: Sums) -> dict[str, str]:
    """The figures that are not nothing."""
    flat = {name: getattr(found, name) for name in Sums.__slots__ if name != "apart"}
    flat |= {f"apart.{name}": getattr(found.apart, name) for name in ("received", "given_up", "open")}
    return {name: str(amount) for name, amount in flat.items() if amount}


def rows(found: Sums) -> Money:
    """What the rows add up to."""
    parts = (found.credited, found.discounted, found.received, found.conceded, found.given_up, found.kept, found.open)
    return total(list(parts), found.invoiced.currency)


def test_what_was_conceded_in_the_settlement_is_not_given_up_once_more() -> None:
    """Seven invoices: six of 720.00, one of 2,880.00. It was settled at 2,520.00, with 2.88 of interest by then: 1 per
    cent a month of 2,880.00 for three days of thirty."""
    assert shown(sums(whole(sample("2026-022-brightwell"), date(2026, 10, 5)))) == {
        "invoiced": "7200.00",  # 6 x 720 + 2880
        "received": "6840.00",  # 6 x 720 + 2 x 1260
        "conceded": "360.00",  # 2880 - 2520
        "apart.given_up": "2.88",
    }


def test_the_page_says_it_once() -> None:
    text = said("review", sample("2026-022-brightwell"), date(2026, 10, 5))
    assert "| **Received** (95%) | **£6,840.00** |\n| Conceded to objections | £360.00 |\n:::" in text
    assert "| Given up in the settlement | £2.88 |" in text
    assert "362.88" not in text


def test_what_a_credit_note_gives_is_conceded_there() -> None:
    found = sums(whole(sample("2026-014-northwind"), TODAY))
    assert (str(found.credited), shown(found).get("conceded")) == ("45.22", None)
    assert str(found.received + found.apart.received) == "1000.00"
    assert str(found.invoiced) == "4566.63"
    assert str(found.open) == "3549.40"  # 4566.63 - 45.22 - 972.01


def test_a_concession_that_lapsed_with_its_settlement_is_owed_again() -> None:
    found = sums(whole(sample("2026-003-kestrel"), TODAY))
    assert {name: shown(found).get(name) for name in ("conceded", "given_up", "kept", "open")} == {
        "conceded": None,
        "given_up": None,
        "kept": "500.00",
        "open": "2384.00",
    }
    assert str(found.invoiced) == "11057.00"  # 8173.00 + 500.00 + 2384.00


@pytest.mark.parametrize(
    ("agreed", "paid", "expected"),
    [
        ("3000.00", "1000.00", {"received": "1000.00", "given_up": "248.70", "open": "2000.00"}),
        ("3000.00", "3000.00", {"received": "3000.00", "given_up": "248.70"}),
        # more than the invoice: the rest of it is interest and costs, and is paid last
        ("3290.00", "1000.00", {"received": "1000.00", "open": "2248.70", "apart.open": "41.30"}),
        ("3290.00", "3280.00", {"received": "3248.70", "apart.received": "31.30", "apart.open": "10.00"}),
    ],
)
def test_under_a_settlement(agreed: str, paid: str, expected: dict[str, str], tmp_path: Path) -> None:
    """One invoice of 3,248.70, with 40 of lump sum and 39.06 of interest by 1 June: 11.27 % a year."""
    made = f"agreed: 2026-06-01\namount: {agreed}\ndue: 2026-12-31\ninterest: waived\n"
    pay = f"- {{date: 2026-07-01, amount: {paid}}}\n"
    found = sums(whole(written(tmp_path, {"cases/a/settlement.yaml": made, "cases/a/payments.yaml": pay})))
    told = shown(found)
    told.pop("apart.given_up", None)
    assert told == {"invoiced": "3248.70", **expected}
    assert rows(found) == found.invoiced


def test_what_was_paid_twice_is_owed_back(tmp_path: Path) -> None:
    pay = "- {date: 2026-04-10, amount: 3248.70}\n- {date: 2026-04-11, amount: 100.00}\n"
    found = sums(whole(written(tmp_path, {"cases/a/case.yaml": PLAIN, "cases/a/payments.yaml": pay})))
    assert shown(found) == {"invoiced": "3248.70", "received": "3248.70", "overpaid": "100.00"}


@pytest.mark.parametrize("name", LAWS)
@settings(max_examples=FEW, deadline=None)
@given(data=st.data())
def test_the_rows_are_what_was_posted_and_what_was_given_up(name: str, data: st.DataObject) -> None:
    case = told(story := data.draw(stories(name)))
    try:
        claim = owed(case, story.as_of, USE)
    except CaseError:
        assume(False)  # a rate that nobody knows
        raise
    found, settled = sums(Matter(case, claim, case)), claim.settlement
    assert rows(found) == found.invoiced
    assert found.received + found.apart.received + found.overpaid == claim.paid
    assert found.open + found.apart.open - found.overpaid == claim.total
    if settled is None or not settled.is_in_force:
        posted = [each.amount for each in claim.postings if each.what == "principal"]
        assert found.received == total(posted, claim.currency)
        assert found.apart.open == claim.interest + claim.compensation + claim.fees + claim.costs
    elif settled.given_up.amount > 0 and not settled.before.credit and not settled.before.retained:
        assert found.conceded + found.given_up + found.apart.given_up == settled.given_up
