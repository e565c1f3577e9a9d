"""Nothing that looks as if it should be read is passed over."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.errors import CaseError
from tests.case.conftest import Write

UNKNOWN = "the format knows no such file here"
PASSED_OVER = "this would be passed over (rename it)"

STRAY = {
    "a payment.yaml must not lose money": ("cases/a/payment.yaml", f"{UNKNOWN} (did you mean 'payments.yaml'?)"),
    "a yaml like nothing": ("cases/a/zzz.yaml", f"{UNKNOWN} (move it away)"),
    "a .yml": ("cases/a/payments.yml", f"files end in .yaml, {PASSED_OVER}"),
    "a .YAML": ("cases/a/payments.YAML", f"files end in .yaml, {PASSED_OVER}"),
    "a .Yml": ("cases/a/Payments.Yml", f"files end in .yaml, {PASSED_OVER}"),
    "a .yml invoice": ("cases/a/invoices/2.yml", f"files end in .yaml, {PASSED_OVER}"),
    "an invoice in a misspelt folder": ("cases/a/invoice/2.yaml", f"{UNKNOWN} (did you mean 'invoices'?)"),
    "an invoice in a folder like nothing": ("cases/a/zzz/deep/2.yml", f"{UNKNOWN} (move it away)"),
    "a yaml among letters": ("cases/a/correspondence/x.yaml", f"{UNKNOWN} (move it away)"),
    "a note in capitals": ("cases/a/correspondence/x.MD", f"files end in .md, {PASSED_OVER}"),
    "a mail in capitals": ("cases/a/correspondence/x.EML", f"files end in .eml, {PASSED_OVER}"),
    "a Word file among letters": ("cases/a/correspondence/x.docx", "correspondence holds .md and .eml files only (casefile add takes it in as evidence)"),
    "a .yml debtor": ("debtors/x.yml", f"files end in .yaml, {PASSED_OVER}"),
    "a .yml regime": ("regimes/x.yml", f"files end in .yaml, {PASSED_OVER}"),
    "a yaml among rates": ("rates/x.yaml", f"{UNKNOWN} (move it away)"),
    "payments beside the cases": ("cases/payments.yaml", f"{UNKNOWN} (move it away)"),
    "payments beside casefile.yaml": ("payments.yaml", f"{UNKNOWN} (move it into a case)"),
    "debtors as a file": ("debtors.yaml", UNKNOWN),
}  # fmt: skip

FOLDERS = {
    "an invoice too deep": ("cases/a/invoices/2026/2.yaml", "cases/a/invoices/2026:1:1: folders inside invoices/ are not read (move its files up into invoices/)"),
    "a letter too deep": ("cases/a/correspondence/2026/a.md", "cases/a/correspondence/2026:1:1: folders inside correspondence/ are not read"),
    "a debtor too deep": ("debtors/x/y.yaml", "debtors/x:1:1: folders inside debtors/ are not read"),
    "a folder in place of a file": ("cases/a/settlement.yaml/x", "cases/a/settlement.yaml:1:1: a folder stands where the file settlement.yaml is read (move it away)"),
    "a file in place of a folder": ("cases/a/correspondence", "cases/a/correspondence:1:1: a file stands where the folder correspondence/ is read (move it away)"),
}  # fmt: skip


def problems(opened: Write, files: Mapping[str, str | bytes]) -> list[str]:
    with pytest.raises(CaseError) as caught:
        folder.load(opened(files), "a")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", STRAY)
def test_a_file_is_not_passed_over(name: str, opened: Write) -> None:
    path, expected = STRAY[name]
    found = problems(opened, {path: "x: y\n"})
    assert any(problem.startswith(f"{path}:1:1: {expected}") for problem in found), found


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_is_what_it_should_be(name: str, opened: Write) -> None:
    path, expected = FOLDERS[name]
    found = problems(opened, {path: "x: y\n"})
    assert any(problem.startswith(expected) for problem in found), found


def test_other_files_are_nobody_s_business(opened: Write) -> None:
    workspace = opened(
        {
            "cases/a/notes.txt": "x", "cases/a/.hidden.yaml": "x", "cases/a/drafts/letter.md": "x", "cases/README.md": "x",
            "cases/a/evidence/as-received.yml": "x", "cases/a/evidence/deep/b.yaml": "x", "cases/a/invoices/1.pdf": "x",
            "mkdocs.yml": "x", ".pre-commit-config.yaml": "x", "debtors/notes.txt": "x", "rates/mine.csv": "x",
        }
    )  # fmt: skip
    assert folder.load(workspace, "a").id == "a"


@pytest.mark.parametrize(
    "where", ["payments.yaml", "invoices/2.yaml", "evidence/.a.pdf", "evidence/b/a.pdf", "correspondence/a.eml"]
)
def test_links_are_refused(where: str, opened: Write) -> None:
    workspace = opened({})
    link = workspace.cases / "a" / where
    link.parent.mkdir(exist_ok=True, parents=True)
    link.symlink_to("/dev/null")
    with pytest.raises(CaseError, match=rf"cases/a/{where}:1:1: links and special files are not read \(put the file"):
        folder.load(workspace, "a")


def test_a_case_folder_that_is_a_link_is_refused(opened: Write, tmp_path: Path) -> None:
    workspace = opened({})
    (workspace.cases / "a").rename(workspace.root / "elsewhere")
    (workspace.cases / "a").symlink_to(workspace.root / "elsewhere")
    with pytest.raises(CaseError, match=r"cases/a:1:1: links and special files are not read"):
        folder.load(workspace, "a")


def test_special_files_are_refused(opened: Write) -> None:
    workspace = opened({"cases/a/evidence/real.pdf": "x"})
    os.mkfifo(workspace.cases / "a" / "evidence" / "pipe")
    os.mkfifo(workspace.cases / "a" / "pipe")
    with pytest.raises(CaseError) as caught:
        folder.load(workspace, "a")
    assert [str(p.source) for p in caught.value.problems] == ["cases/a/evidence/pipe:1:1", "cases/a/pipe:1:1"]
