"""A small workspace to start from: one case with one invoice; a test says what is different."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import Workspace, open_workspace
from casefile.errors import CaseError

FILES: Mapping[str, str | bytes] = {
    "casefile.yaml": """\
creditor:
  name: Studio Halvorsen Ltd
  email: accounts@studio-halvorsen.example
  contacts: [{name: Ines Halvorsen, email: ines@studio-halvorsen.example}]
""",
    "debtors/northwind.yaml": """\
name: Northwind Trading GmbH
email: ap@northwind.example
represented_by: {name: Dr. Voss, email: voss@kanzlei-voss.example}
""",
    "cases/a/case.yaml": "id: a\ntitle: Website\ncurrency: EUR\ndebtor: northwind\n",
    "cases/a/invoices/1.yaml": """\
number: INV-1
issued: 2026-03-31
due: 2026-04-14
lines:
  - {id: 1, description: Front end, quantity: 42, unit: h, unit_price: 65.00, tax: 19}
""",
}

Write = Callable[[Mapping[str, str | bytes]], Workspace]
Problems = Callable[[Mapping[str, str | bytes]], list[str]]


@pytest.fixture
def opened(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Write:
    """`opened({"cases/a/payments.yaml": "…"})` is the small workspace with these files added or replaced."""
    return lambda more: open_workspace(workspace({**FILES, **more}))


@pytest.fixture
def loaded(opened: Write) -> Callable[[Mapping[str, str | bytes]], Case]:
    """The case `a` of the small workspace with these files added or replaced."""
    return lambda more: folder.load(opened(more), "a")


@pytest.fixture
def problems(opened: Write) -> Problems:
    """The problems that loading case `a` gives, as a person reads them."""

    def found(more: Mapping[str, str | bytes]) -> list[str]:
        with pytest.raises(CaseError) as caught:
            folder.load(opened(more), "a")
        return [str(problem) for problem in caught.value.problems]

    return found
