"""Both calculations of one story side by side."""

from __future__ import annotations

from typing import Any

from casefile.claim.model import Claim
from casefile.errors import CaseError
from tests.claim.naive.books import Books, compute
from tests.claim.naive.facts import Story
from tests.claim.naive.rates import UnknownRateError
from tests.claim.naive.starts import overdue
from tests.claim.written import claimed, minor


def product(story: Story) -> dict[str, Any] | str:
    """The figures of the calculation under test, or what it says about a rate that is not known."""
    try:
        found = claimed(story)
    except CaseError as error:
        return str(error)
    return {**whole_claim(found), **{one.number: one_claim(found, one.number) for one in found.invoices}}


def whole_claim(found: Claim) -> dict[str, Any]:
    names = ("principal", "interest", "compensation", "fees", "costs", "credit", "total", "per_day", "paid")
    figures: dict[str, Any] = {name: minor(getattr(found, name)) for name in names}
    return {**figures, "unconverted": sum(1 for text in found.open if text.startswith("compensation"))}


def one_claim(found: Claim, number: str) -> dict[str, Any]:
    one = found.invoice(number)
    names = ("outstanding", "interest", "interest_paid", "compensation", "fees")
    return {
        **{name: minor(getattr(one, name)) for name in names},
        "days_overdue": one.days_overdue,
        "rows": [
            (row.first, row.last, row.days, minor(row.principal), row.quote.percent, minor(row.interest))
            for row in one.periods
        ],
    }


def second(story: Story) -> dict[str, Any] | str:
    """The figures of the naive calculation, or the day on which a rate is not known."""
    try:
        books = compute(story)
    except UnknownRateError as error:
        return f"no rate for {error}"
    return {**whole_books(books), **{debt.bill.number: one_debt(debt, story) for debt in books.debts}}


def whole_books(books: Books) -> dict[str, Any]:
    debts = books.debts
    paid = sum(one.amount for one in books.story.payments if one.day <= books.story.as_of) if debts else 0
    return {
        "principal": sum(debt.principal for debt in debts),
        "interest": sum(debt.interest() - debt.interest_paid for debt in debts),
        "compensation": sum(debt.compensation for debt in debts),
        "fees": sum(debt.fees for debt in debts),
        "costs": books.costs,
        "credit": books.credit,
        "total": books.total(),
        "per_day": books.per_day(),
        "paid": paid,
        "unconverted": len(books.unconverted),
    }


def one_debt(debt: Any, story: Story) -> dict[str, Any]:
    still = debt.principal + debt.interest() - debt.interest_paid + debt.compensation + debt.fees
    late = max((story.as_of - overdue(debt.law, debt.bill)).days + 1, 0) if still else 0
    return {
        "outstanding": debt.principal,
        "interest": debt.interest() - debt.interest_paid,
        "interest_paid": debt.interest_paid,
        "compensation": debt.compensation,
        "fees": debt.fees,
        "days_overdue": late,
        "rows": debt.printed(),
    }


def disagreement(story: Story) -> dict[str, tuple[Any, Any]]:
    """What the two say differently: by figure, the product's and the naive one's."""
    one, other = product(story), second(story)
    if isinstance(one, str) or isinstance(other, str):
        return {} if isinstance(one, str) and isinstance(other, str) else {"rate": (one, other)}
    return dict(differences(one, other))


def differences(one: dict[str, Any], other: dict[str, Any], under: str = "") -> list[tuple[str, tuple[Any, Any]]]:
    """Keys, down through the invoices, with two values."""
    found: list[tuple[str, tuple[Any, Any]]] = []
    for key in {**one, **other}:
        left, right = one.get(key), other.get(key)
        if isinstance(left, dict) and isinstance(right, dict):
            found += differences(left, right, f"{key} ")
        elif left != right:
            found.append((under + key, (left, right)))
    return found
