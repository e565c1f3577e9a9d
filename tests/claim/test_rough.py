"""Whatever happened to a case, under any regime: the ledger ends on the total, and no figure is less than nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.case.model import Case
from casefile.claim.owed import owed
from tests.claim.cases import case, invoice, note
from tests.claim.naive.laws import LAWS
from tests.claim.stories import FEW
from tests.claim.written import USE, sum_

START = date(2024, 1, 1)
DAYS = st.integers(0, 420).map(lambda n: START + timedelta(days=n))
CENTS = st.integers(1, 250_000)


def amount(cents: int) -> str:
    """As a case writes it."""
    return sum_(cents, "EUR")


TERMS = ("", "late_fee: {percent: 2}", "early_payment: {percent: 3, within_days: 10}", "retention: {amount: 50.00, release: 2024-09-01}", "retention: {amount: 50.00, release: 2024-01-01}")  # fmt: skip
KINDS = ("payment", "payment", "refund", "set-off")
AGREED = "agreed: {0}\namount: {1}\nschedule: {{first: {0}, every: month, count: 3}}\ninterest: {2}\ndefault: {{grace_days: 5, revives: {3}}}"


@st.composite
def rough_cases(draw: st.DrawFn, name: str) -> Case:
    """Everything at once: returned payments, refunds, fees, discounts, retentions, credit notes, a settlement."""
    law, numbers = LAWS[name], ["A", "B"]
    more = st.sampled_from([text for text in TERMS if law.late_fee or not text.startswith("late_fee")])
    invoices = [
        invoice(number, str(issued := draw(DAYS)), str(issued + timedelta(days=20)), amount(5000 + draw(CENTS)), draw(more))
        for number in numbers
    ]  # fmt: skip
    rows, fee = [], ", fee: 3.50" if law.costs else ""
    for _ in range(draw(st.integers(0, 6))):
        day = draw(DAYS)
        back = draw(st.none() | st.integers(0, 60))
        number = draw(st.sampled_from(["", *numbers]))
        rows.append(
            f"- {{date: {day}, amount: {amount(draw(CENTS))}, kind: {draw(st.sampled_from(KINDS))}"
            + (f", invoice: {number}" if number else "")
            + (f", towards: {draw(st.sampled_from(['principal', 'interest', 'costs']))}" if draw(st.booleans()) else "")
            + (f", reversed: {{on: {day + timedelta(days=back)}{fee}}}" if back is not None else "")
            + "}"
        )
    notes = [
        note(number, str(draw(DAYS)), amount(draw(CENTS)), f"CN{number}") for number in numbers if draw(st.booleans())
    ]
    settled = draw(st.booleans())
    terms_ = (
        draw(DAYS),
        amount(max(draw(CENTS), 3)),  # in three instalments, none of which may be nothing
        *map(draw, map(st.sampled_from, (["waived", "kept"], ["full", "remaining"]))),
    )
    agreed = ", rate: 18, compounding: yearly, cap: 30" if name == "contract" else ""
    costs = f"\ncosts: [{{date: {draw(DAYS)}, amount: 12.40, what: Letter}}]" if law.costs else ""
    return case(
        *invoices,
        *notes,
        file=f"interest: {{regime: {name}{agreed}}}{costs}",
        payments="\n".join(rows),
        settlement=AGREED.format(*terms_) if settled else "",
        contacts=tuple(f"date: {draw(DAYS)}\ndirection: out\nchannel: post\nstep: demand\n" for _ in range(2)),
        debtor=draw(st.sampled_from(law.debtors)),
        currency=draw(st.sampled_from([one for one in law.currencies if one != "JPY"])),
    )


@pytest.mark.parametrize("name", LAWS)
@settings(max_examples=FEW // 2)
@given(st.data())
def test_whatever_happened_the_ledger_ends_on_the_total_and_rows_add_up(name: str, data: st.DataObject) -> None:
    whole, as_of = data.draw(rough_cases(name)), START + timedelta(days=data.draw(st.integers(0, 800)))
    found = owed(whole, as_of, USE)
    assert not found.ledger or found.ledger[-1].balance == found.total
    assert sum((one.outstanding for one in found.invoices), found.principal * 0) == found.principal
    assert (
        min(figure.amount for figure in (found.interest, found.compensation, found.fees, found.costs, found.credit))
        >= 0
    )
    assert all(entry.day <= as_of for entry in found.ledger)
