"""The figures of the first page: who owes most is measured by who owes most, and not by all the others together."""

from __future__ import annotations

import re
from dataclasses import replace

from casefile.dashboard.figures import MOST, by_debtor, side_by_side
from casefile.followup.action import Dossier
from casefile.followup.aging import Ages
from tests.claim.cases import invoice
from tests.dashboard.test_portfolio import portfolio
from tests.followup.test_aging import dossier


def owing(number: int, net: str) -> Dossier:
    """The case of a debtor of their own."""
    one = dossier("2026-03-01", invoice(net=net))
    debtor = one.case.debtor.model_copy(update={"name": f"Debtor {number}"})
    return replace(one, case=replace(one.case, debtor=debtor, debtor_id=""))


def rows(*dossiers: Dossier) -> list[tuple[str, float, str]]:
    """What the table of debtors shows: the name, the percent of the room that the bar takes, the sum."""
    found = portfolio(*dossiers)
    drawn = by_debtor(found, found.ages["EUR"]).partition("<tbody>")[2]
    cells = re.findall(r"<bdi>(.*?)</bdi></th><td class=\"b\">(.*?)</td><td class=\"n\">(.*?)</td>", drawn)
    return [(name, sum(map(float, re.findall(r' width="([\d.]+)%"', bar))), amount) for name, bar, amount in cells]


def test_the_others_are_a_sum_and_do_not_set_the_scale() -> None:
    many = [owing(n, f"{1000 - n}.00") for n in range(40)]
    shown = rows(*many)
    assert [name for name, _, _ in shown] == [*(f"Debtor {n}" for n in range(MOST - 1)), "29 others"]
    assert shown[0] == ("Debtor 0", 100.0, "1,000.00")
    assert all(wide > 98 for _, wide, _ in shown[:-1])
    assert shown[-1][1:] == (0, f"{sum(1000 - n for n in range(MOST - 1, 40)):,}.00")


def test_as_many_as_there_is_room_for_have_a_bar_each() -> None:
    shown = rows(*(owing(n, "10.00") for n in range(MOST)))
    assert [wide for _, wide, _ in shown] == [100.0] * MOST


def test_what_falls_due_soon_is_below_the_shorter_column() -> None:
    for count, place in ((2, 1), (6, 0), (30, 0)):
        found = portfolio(*(owing(n, "10.00") for n in range(count)), as_of="2026-01-10")
        later = [replace(each, due=found.as_of) for each in found.ages["EUR"].rows]
        columns = side_by_side(found, Ages("EUR", tuple(later)))
        assert ["coming weeks" in each for each in columns].index(True) == place
