"""What looks over all cases: one that cannot be read hides no other, and many are read without asking for each again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casefile.case import layout
from tests.cli.conftest import CASE, Casefile


@pytest.mark.parametrize("command", ["aging", "next", "list", "check", "verify"])
def test_the_folder_of_cases_is_looked_through_a_few_times_however_many_there_are(
    command: str, casefile: Casefile, northwind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        folder = northwind / f"cases/copy-{number}"
        shutil.copytree(northwind / "cases" / CASE, folder)
        file = folder / "case.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(CASE, folder.name), encoding="utf-8")
    looks: list[Path] = []
    known = layout.case_ids

    def counted(root: Path) -> tuple[str, ...]:
        looks.append(root)
        return known(root)

    monkeypatch.setattr(layout, "case_ids", counted)
    casefile(command, "--as-of", "2026-09-01", "--json")
    assert 1 <= len(looks) <= 4
