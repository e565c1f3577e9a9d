"""An invoice before it is sent: beside the others of its case, and what is said of it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.checks.draft import about, meant, with_draft
from casefile.errors import CaseError, Problem, Source, UsageError
from tests.checks.test_table import GOOD

DRAFT = b"number: R2\nissued: 2026-05-01\ndue: 2026-05-15\nlines: [{id: 1, description: D, unit_price: 5.00}]\n"
Write = Callable[[Mapping[str, str | bytes]], Path]


def test_it_stands_beside_the_others_or_in_place_of_itself(workspace: Write) -> None:
    case = folder.load(open_workspace(workspace(GOOD)), "a")
    made, draft = with_draft(case, DRAFT, "draft.yaml")
    assert [each.number for each in made.invoices] == ["R1", "R2"]
    again, _ = with_draft(case, DRAFT, "cases/a/invoices/1.yaml")
    assert [each.number for each in again.invoices] == ["R2"]
    with pytest.raises(CaseError, match="R1"):
        with_draft(case, DRAFT.replace(b"R2", b"R1"), "draft.yaml")
    told = (
        Problem("a line", Source("draft.yaml", 4)),
        Problem("R2 has tax", Source("casefile.yaml")),
        Problem("R21 has tax", Source("casefile.yaml")),
        Problem("the claim", None),
    )
    assert about(told, draft) == told[:2]


def test_it_belongs_to_the_case_that_it_names(workspace: Write) -> None:
    case = folder.load(open_workspace(workspace(GOOD)), "a")
    other = replace(case, file=case.file.model_copy(update={"id": "b"}), invoices=())
    assert meant((other, case), DRAFT.replace(b"R2", b"R1"), "draft.yaml") is case
    assert meant((other, case), DRAFT, case.invoices[0].at.file) is case
    credit = b"number: C1\nissued: 2026-05-01\nkind: credit-note\ncredits: R1\n" + DRAFT.splitlines()[-1]
    assert meant((other, case), credit, "draft.yaml") is case
    assert meant((other,), DRAFT, "draft.yaml") is other
    with pytest.raises(UsageError, match=r"it could be b \(.*\), a \("):
        meant((other, case), DRAFT, "draft.yaml")
