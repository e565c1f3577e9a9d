"""A packet claims what is owed, to the cent: what is kept back counts, though no word of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError
from casefile.packet import build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.papers import Making
from casefile.packet.profile import profile
from tests.packet.conftest import AS_OF, built
from tests.packet.paper import Leaf, text, words, write

FILES = {
    "casefile.yaml": "creditor: {name: Studio}\n",
    "cases/a/case.yaml": "id: a\ntitle: T\ncurrency: EUR\ndebtor: {name: Northwind}\n"
    "contract: {law: DE}\ninterest: {regime: de}\n",
    "cases/a/invoices/1.yaml": "number: A\nissued: 2026-01-02\ndue: 2026-02-01\ndue_basis: invoice\n"
    "lines: [{id: 1, description: Work, unit_price: 1000.00}]\n",
    "cases/a/correspondence/1.md": "---\ndate: 2026-03-01\ndirection: out\nchannel: call\nstep: first\n---\nBLACKBIRD\n",
}


def test_a_reminder_that_is_kept_back_counts(
    workspace: Callable[[Mapping[str, str | bytes]], Path], tmp_path: Path
) -> None:
    case = folder.load(open_workspace(workspace(FILES)), "a")
    claim = owed(case, AS_OF, Regimes())
    assert claim.interest.amount > 0
    pages = words(built(case, tmp_path / "out", tmp_path / "kept").pdf)
    assert f"{claim.total.amount:,}" in pages[0]
    assert f"{claim.total.amount:,}" in next(page for page in pages if "Statement of account" in page[:30])
    assert not any("BLACKBIRD" in page for page in pages)


def test_a_statement_that_does_not_say_the_total_is_refused(
    workspace: Callable[[Mapping[str, str | bytes]], Path], tmp_path: Path
) -> None:
    silent = "---\nsubject: Statement of account\nlayout: document\n---\nNothing much is owed.\n"
    root = workspace({**FILES, "templates/en/statement.md": silent})
    case, out = folder.load(open_workspace(root), "a"), tmp_path / "out"
    making = Making(AS_OF, search=(root / "templates",))
    with pytest.raises(CaseError, match=r"fails its test 'figures'.*'Statement of account' does not say"):
        build.build(case, making, profile("attorney"), out=out, kept=tmp_path / "kept")
    assert not out.exists()


def test_a_file_without_a_plan_states_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "a.pdf", Leaf(text("1")))
    assert "figures" not in [rule.rule for rule in inspect(file)]


def test_interest_that_no_letter_may_name_is_not_on_the_cover(
    workspace: Callable[[Mapping[str, str | bytes]], Path], tmp_path: Path
) -> None:
    european = FILES["cases/a/case.yaml"].replace("regime: de", "regime: eu")
    invoice = FILES["cases/a/invoices/1.yaml"].replace("due_basis: invoice\n", "")
    case = folder.load(
        open_workspace(workspace({**FILES, "cases/a/case.yaml": european, "cases/a/invoices/1.yaml": invoice})), "a"
    )
    made = built(case, tmp_path / "out", tmp_path / "kept")
    (warning,) = made.warnings
    assert (warning.level, warning.rule) == ("warning", "interest-act")
    assert warning.message.startswith("the packet has neither statement nor demand, and its cover claims no interest")
    first = words(made.pdf)[0]
    assert "Total 1,000.00" in first
    assert "Interest" not in first
    assert "compensation" not in first


def test_interest_that_a_court_awards_stands_apart_on_the_cover(
    workspace: Callable[[Mapping[str, str | bytes]], Path], tmp_path: Path
) -> None:
    american = FILES["cases/a/case.yaml"].replace("regime: de", "regime: us-ny").replace("law: DE", "law: US-NY")
    invoice = FILES["cases/a/invoices/1.yaml"].replace("due_basis: invoice\n", "")
    case = folder.load(
        open_workspace(workspace({**FILES, "cases/a/case.yaml": american, "cases/a/invoices/1.yaml": invoice})), "a"
    )
    made = built(case, tmp_path / "out", tmp_path / "kept")
    first = words(made.pdf)[0].replace("\xa0", " ")
    assert made.warnings == ()
    assert "Total 1,000.00" in first
    assert "A court will also be asked to award interest under CPLR §§ 5001, 5004: €52.27 to 1 September" in first
