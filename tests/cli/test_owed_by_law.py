"""`owed` under each law: the published examples that the regimes carry come out to the cent, as a user would ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from casefile.claim import regimes
from casefile.claim.regime import Example
from tests.cli.conftest import Casefile

BUNDLED = regimes.bundled()
Writer = Callable[[Mapping[str, str]], Path]
EXAMPLES = [(name, example) for name in BUNDLED.names for example in BUNDLED.get(name).examples]
CREDITOR = "creditor: {name: Studio}\n"


def files(name: str, example: Example) -> dict[str, str]:
    """A workspace with one case: the example's principal, due on the eve of its first day."""
    kind = example.debtor or "business"
    rate = f", rate: {example.rate}" if example.rate else ""
    due = example.from_ - timedelta(days=1)
    line = f"lines: [{{id: '1', description: Work, unit_price: {example.principal}}}]"
    return {
        "casefile.yaml": CREDITOR,
        "cases/a/case.yaml": f"id: a\ntitle: A\ncurrency: {example.currency}\ndebtor: {{name: Debtor, kind: {kind}}}\n"
        f"interest: {{regime: {name}{rate}, from: {example.from_}}}\n",
        "cases/a/invoices/1.yaml": f"number: '1'\nissued: {due}\ndue: {due}\n{line}\n",
    }


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}-{e.source}" for n, e in EXAMPLES])
def test_a_worked_example_comes_out_to_the_cent(
    casefile: Casefile, workspace: Writer, monkeypatch: pytest.MonkeyPatch, name: str, example: Example
) -> None:
    monkeypatch.chdir(workspace(files(name, example)))
    result = casefile("owed", "a", "--as-of", str(example.to), "--json")
    assert (result.code, result.json["interest"]) == (0, str(example.interest))
    found = [row["interest"] for row in result.json["invoices"][0]["periods"]]
    assert not example.rows or found == [str(row) for row in example.rows]


OWN = """
id: fr15
names: {en: agreed penalties}
law: C. com. art. L441-10
rate: {points: [{percent: 15}], law: contract}
start: {law: C. com. art. L441-10}
allocation: {order: [costs, interest, principal], law: C. civ. art. 1343-1}
"""


def test_a_part_payment_covers_interest_first_in_france(
    casefile: Casefile, workspace: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commentary on C. civ. art. 1343-1: of 20 000 with 3 000 interest, 18 000 paid leave 5 000 of the principal."""
    root = workspace(
        {
            "casefile.yaml": CREDITOR,
            "regimes/fr15.yaml": OWN,
            "cases/a/case.yaml": "id: a\ntitle: A\ncurrency: EUR\ndebtor: {name: D}\ninterest: {regime: fr15}\n",
            "cases/a/invoices/1.yaml": "number: '1'\nissued: 2024-12-01\ndue: 2024-12-31\n"
            "lines: [{id: '1', description: Work, unit_price: 20000.00}]\n",
            "cases/a/payments.yaml": "- {date: 2025-12-31, amount: 18000.00}\n",
        }
    )
    monkeypatch.chdir(root)
    found = casefile("owed", "a", "--as-of", "2025-12-31", "--json").json
    assert (found["principal"], found["interest"], found["total"]) == ("5000.00", "0.00", "5000.00")


def test_a_rate_that_is_missing_says_which_line_to_add_where_and_then_works(
    casefile: Casefile, workspace: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = BUNDLED.get("eu").examples
    root: Path = workspace(files("eu", example))
    monkeypatch.chdir(root)
    result = casefile("owed", "a", "--as-of", "2027-01-31")
    assert result.code == 1
    assert "cases/a/case.yaml:5:12: the rate of 2027-01-01 is needed" in result.err
    line = "2027-01-01,2.40,source,no,2027-06-30"
    assert f"add a line such as `{line}`" in " ".join(result.err.split())
    (root / "rates").mkdir()
    text = f"valid_from,percent,source,checked,known_until\n{line}\n"
    (root / "rates" / "ecb-mro-half-year.csv").write_text(text, encoding="utf-8")
    again = casefile("owed", "a", "--as-of", "2027-01-31", "--json")
    assert (again.code, again.json["invoices"][0]["periods"][-1]["rate"]) == (0, "10.40")


RUSSIAN = {
    "casefile.yaml": CREDITOR,
    "cases/a/case.yaml": """\
id: a
title: A
currency: RUB
debtor: {name: Debtor}
co_debtors: [{party: {name: Surety}, liability: guarantor, cap: 500000.00}]
assigned_from: {party: {name: Old creditor}, date: 2021-12-01}
interest: {regime: ru}
insolvency: {opened: 2024-01-05}
""",
    "cases/a/invoices/1.yaml": """\
number: '1'
issued: 2021-12-01
due: 2022-01-01
lines: [{id: '1', description: Work, unit_price: 1000000.00}]
""",
}


def test_explain_tells_all_that_a_judge_needs_to_recompute(
    casefile: Casefile, workspace: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace(RUSSIAN))
    said = casefile("owed", "a", "--as-of", "2024-02-01", "--explain").out
    for line in (
        "Assigned by Old creditor on 2021-12-01; no notice is recorded.",
        "Surety owes it, too (guarantor, up to 500,000.00 RUB).",
        "2022-01-10, the next working day, is the last day to pay [ГК РФ, ст. 193]",
        "from 2022-01-11, the day after the due date [ГК РФ, ст. 395(3)]",
        "2022-02-28  2022-03-31     32  1,000,000.00   20.00  17,534.25",
        "2024-01-01  2024-01-04  4/366  1,000,000.00",
        "gaps: no interest on claims that arose before: 2022-04-01 to 2022-10-01 [Government decree No. 497",
        "insolvency: no interest from the opening of the debtor's proceedings on;",
        "rate: key rate of the Bank of Russia, read again whenever it changes",
        "Last day 2025-01-10; by Russian law, 3 years",
        "days: actual/actual: each calendar day is 1/365 of the yearly rate, 1/366 in a leap year",
    ):
        assert line in said


def test_before_and_after_a_settlement_are_both_shown(
    casefile: Casefile, workspace: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = "agreed: 2023-01-01\namount: 900000.00\ninterest: kept\ndue: 2023-02-01\ndefault: {grace_days: 3000}\n"
    monkeypatch.chdir(workspace({**RUSSIAN, "cases/a/settlement.yaml": settled}))
    said = casefile("owed", "a", "--as-of", "2023-12-31", "--explain").out
    assert "Before the settlement of 2023-01-01, today, and had there been none" in said
    assert "Principal     1,000,000.00  900,000.00  1,000,000.00" in said
    assert "Interest on instalments" in said
    assert "What the payments before the settlement covered" not in said


def test_under_a_settlement_only_earlier_payments_are_allocated(
    casefile: Casefile, workspace: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = "- {date: 2022-12-01, amount: 1000.00}\n- {date: 2023-01-15, amount: 900000.00}\n"
    settled = "agreed: 2023-01-01\namount: 900000.00\ndue: 2023-02-01\n"
    root = workspace({**RUSSIAN, "cases/a/settlement.yaml": settled, "cases/a/payments.yaml": paid})
    monkeypatch.chdir(root)
    said = casefile("owed", "a", "--as-of", "2023-03-01", "--explain").out
    part = said[said.index("What the payments before the settlement covered") : said.index("Ledger")]
    assert "2022-12-01  2022-12-01" in part
    assert "2023-01-15" not in part


def test_what_a_court_awards_is_told_as_such(
    casefile: Casefile, workspace: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace(files("uk-s69", BUNDLED.get("uk-s69").examples[0])))
    said = casefile("owed", "a", "--as-of", "2026-01-31", "--explain").out
    assert "awarded: a court gives it at its discretion" in said
    assert "rate: a fixed number of percent a year [County Courts Act 1984, s. 69" in said
