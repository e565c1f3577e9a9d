"""The sample case of two contested lines in a workspace of its own, and its Scott schedule as it is sent out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from casefile import making
from casefile.case import folder
from casefile.case.amend import amend
from casefile.case.model import Case
from casefile.case.workspace import Workspace, open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.intake.schedule import Comparison, amendments, compare, open_returned
from tests.documents.matters import ROOT, TODAY

CASE = "2026-014-northwind"
INVOICE = f"cases/{CASE}/invoices/INV-1043.yaml"


@cache
def sent(kind: making.Format) -> bytes:
    """The schedule of the sample case in a format."""
    desk = making.open_desk(open_workspace(ROOT), CASE, TODAY)
    drawn, _ = making.draw(desk, making.Wanted("scott-schedule"), (kind,))
    return drawn[kind]


@dataclass(frozen=True)
class Northwind:
    """A copy of the sample workspace that a test may write to."""

    workspace: Workspace

    @property
    def case(self) -> Case:
        return folder.load(self.workspace, CASE)

    @property
    def texts(self) -> Mapping[str, str]:
        """Every YAML file of the case."""
        folder = self.workspace.cases / CASE
        return {path.name: path.read_bytes().decode() for path in sorted(folder.rglob("*.yaml"))}

    def compared(self, path: Path) -> Comparison:
        case = self.case
        regimes = Regimes()
        return compare(open_returned(path), case, owed(case, TODAY, regimes), TODAY, (), regimes)

    def taken(self, path: Path) -> Comparison:
        """What is new in a file, which is then written into the case."""
        found = self.compared(path)
        assert found.unclear == ()
        amend(self.workspace, CASE, amendments(self.case, found.changes))
        return found


@pytest.fixture
def northwind(tmp_path: Path) -> Northwind:
    root = tmp_path / "workspace"
    for name in ("cases", "debtors", "brand"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("E*.*"))
    (root / "templates/base").mkdir(parents=True)
    for name in ("casefile.yaml", "templates/base/letterhead.docx"):
        shutil.copy(ROOT / name, root / name)
    return Northwind(open_workspace(root))


@pytest.fixture
def returned(tmp_path: Path) -> Callable[[making.Format], Path]:
    """`returned("docx")` writes the schedule as it was sent out and returns where."""

    def write(kind: making.Format) -> Path:
        path = tmp_path / f"returned.{kind}"
        path.write_bytes(sent(kind))
        return path

    return write
