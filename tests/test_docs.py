"""What the documentation shows works, and what it names is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", "docs/architecture.md")


def _page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_case_in_the_readme_loads(workspace: Callable[[Mapping[str, str]], Path]) -> None:
    files = dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", _page("README.md"), re.MULTILINE | re.DOTALL))
    (case_file,) = (name for name in files if name.endswith("case.yaml"))
    case = folder.load(open_workspace(workspace(files)), case_file.split("/")[1])
    (invoice,) = case.invoices
    assert (invoice.number, invoice.due) == ("INV-1102", date(2026, 5, 18))
    assert invoice.lines[0].unit_price == Decimal("640.00")


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_that_are_named_exist(page: str) -> None:
    named = re.findall(r"^make (?:[A-Z_]+=\S+ )*([a-z-]+)|`make (?:[A-Z_]+=\S+ )*([a-z-]+)`", _page(page), re.MULTILINE)
    targets = set(re.findall(r"^([a-z-]+):", _page("Makefile"), re.MULTILINE))
    assert {first or second for first, second in named} <= targets


def test_the_architecture_lists_every_room() -> None:
    source = ROOT / "src/casefile"
    modules = {path.name for path in source.glob("*.py") if not path.name.startswith("__")}
    packages = {f"{path.parent.name}/" for path in source.glob("*/__init__.py")}
    listed = set(re.findall(r"^\| `([a-z]+(?:\.py|/))` \|", _page("docs/architecture.md"), re.MULTILINE))
    assert modules | packages <= listed


def test_the_readme_lists_every_command() -> None:
    listed = re.findall(r"^\| `casefile ([a-z]+)[^`]*` \|", _page("README.md"), re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
