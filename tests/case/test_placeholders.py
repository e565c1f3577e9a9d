"""Whoever starts a case is reminded of the names that were never written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casefile.case.model import Case
from casefile.case.placeholders import CREDITOR, DEBTOR, placeholders

Load = Callable[[Mapping[str, str | bytes]], Case]

UNNAMED: Mapping[str, str | bytes] = {
    "casefile.yaml": f"creditor:\n  name: {CREDITOR}\n",
    "debtors/northwind.yaml": f"email: ap@northwind.example\nname: {DEBTOR}\n",
}


def test_each_party_that_nobody_named_is_pointed_at_where_its_name_stands(loaded: Load) -> None:
    found = [str(problem) for problem in placeholders(loaded(UNNAMED), "error")]
    hint = " (write the name that the contract has)"
    assert found == [
        f"casefile.yaml:2:3: the creditor is still called 'Your name or company'{hint}",
        f"debtors/northwind.yaml:2:1: the debtor is still called 'Name of the debtor'{hint}",
    ]


def test_a_debtor_in_the_case_s_own_file_is_pointed_at_there(loaded: Load) -> None:
    text = f"id: a\ntitle: Website\ncurrency: EUR\ndebtor:\n  name: {DEBTOR}\n"
    (problem,) = placeholders(loaded({"cases/a/case.yaml": text}), "weakness")
    assert str(problem.source) == "cases/a/case.yaml:5:3"
    assert (problem.rule, problem.level) == ("placeholder", "weakness")


def test_names_that_were_written_are_left_alone(loaded: Load) -> None:
    assert list(placeholders(loaded({}), "error")) == []
