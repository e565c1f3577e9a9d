"""Which cases are about one debtor, however they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.followup.debtors import by_debtor

OURS = "creditor: {name: A}\n"


@dataclass(frozen=True)
class Of:
    """Something about a case."""

    case: Case


def debtor(name: str, postcode: str = "", email: str = "") -> str:
    return f"{{name: '{name}', email: '{email}', address: {{postcode: '{postcode}', city: C}}}}"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (debtor("Acme Inc.", "10 001"), debtor("ACME, Inc", "10001"), True),
        (debtor("Acme", "10001", "ap@acme.example"), debtor("Acme", "10002", "AP@acme.example"), True),
        (debtor("Acme", "10001"), debtor("Acme", "10002"), False),
        (debtor("Acme", "1", "tax@adviser.example"), debtor("Beta", "1", "tax@adviser.example"), False),
        ("kunde", debtor("Kunde", "20457"), True),
        ("kunde", "twin", False),
        ("kunde", "kunde", True),
    ],
)
def test_one_debtor_or_two(
    one: str, other: str, same: bool, workspace: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    files = {
        f"cases/{name}/case.yaml": f"id: {name}\ntitle: T\ncurrency: EUR\ndebtor: {who}\n"
        for name, who in (("a", one), ("b", other), ("c", debtor("Somebody else", "1")))
    }
    both = {f"debtors/{name}.yaml": "name: Kunde\naddress: {postcode: '20457'}\n" for name in ("kunde", "twin")}
    opened = open_workspace(workspace({"casefile.yaml": OURS, **both, **files}))
    found = by_debtor(Of(folder.load(opened, each)) for each in opened.case_ids())
    told = [[each.case.id for each in some] for some in found]
    assert told == ([["a", "b"], ["c"]] if same else [["a"], ["b"], ["c"]])
