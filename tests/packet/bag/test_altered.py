"""An exhibit that was changed with its row is handed over with a warning: git still knows what it was."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from casefile.case import custody
from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.packet.bag.altered import altered


def told(root: Path, case_id: str) -> list[str]:
    workspace = open_workspace(root)
    return [f"{p.level}: {p.message}" for p in altered(workspace, load(workspace, case_id))]


def committed(root: Path) -> None:
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)


def test_what_was_changed_with_its_row_is_told(case: Case) -> None:
    root = case.path.parent.parent
    assert told(root, case.id) == []
    workspace = open_workspace(root)
    custody.record(workspace, load(workspace, case.id))
    committed(root)
    assert told(root, case.id) == []
    row = load(workspace, case.id).exhibits[0]
    file, register = case.path / row.file, case.path / "evidence.yaml"
    file.write_bytes(file.read_bytes() + b"\n")
    text = register.read_text().replace(row.sha256 or "", hashlib.sha256(file.read_bytes()).hexdigest())
    register.write_text(text.replace(f"size: {row.size}", f"size: {file.stat().st_size}"))
    assert told(root, case.id) == [
        f"warning: {row.id} is not what was committed: file and register were both changed since the last commit"
    ]


def test_a_repository_that_runs_programs_on_files_is_not_asked(case: Case) -> None:
    root = case.path.parent.parent
    committed(root)
    subprocess.run(["git", "config", "filter.x.clean", "touch canary"], cwd=root, check=True)
    (root / ".gitattributes").write_text("* filter=x\n")
    found = told(root, case.id)
    assert len(found) == 1
    assert found[0].startswith("warning: ")
    assert not (root / "canary").exists()
