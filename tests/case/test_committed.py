"""What git keeps of the evidence is compared with the disk, and no program that a repository names is run."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.committed import compare
from casefile.case.custody import Kept, verify
from casefile.case.workspace import Workspace
from casefile.errors import CaseError
from tests.case.conftest import Write

MAIL = b"From: a\r\n\r\nHello\r\n"
FILES: dict[str, str | bytes] = {
    "cases/a/evidence/E01.eml": MAIL,
    "cases/a/evidence.yaml": f"- {{id: E01, file: evidence/E01.eml, title: A, sha256: {hashlib.sha256(MAIL).hexdigest()}}}\n",
}


def git(root: Path, *arguments: str) -> None:
    """A git command in the workspace."""
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def look(workspace: Workspace) -> Kept:
    """How E01 stands, git asked."""
    case = folder.load(workspace, "a")
    return compare(workspace, case, verify(workspace, case)).kept[0]


def commit(workspace: Workspace) -> None:
    git(workspace.root, "init", "-q")
    git(workspace.root, "add", "-A")
    git(workspace.root, "commit", "-qm", "x")


def test_without_git_it_is_the_register_that_counts(opened: Write) -> None:
    assert look(opened(FILES)).state == "ok"


def test_a_repository_without_a_commit_is_no_trouble(opened: Write) -> None:
    workspace = opened(FILES)
    git(workspace.root, "init", "-q")
    assert look(workspace).state == "ok"


@pytest.mark.parametrize("attributes", ["cases/*/evidence/** -text\n", ""])
def test_bytes_kept_as_they_are_are_ok(attributes: str, opened: Write) -> None:
    workspace = opened({**FILES, ".gitattributes": attributes})
    commit(workspace)
    assert look(workspace).state == "ok"


def test_line_endings_that_git_changed_are_found(opened: Write) -> None:
    workspace = opened({**FILES, ".gitattributes": "* text=auto\n"})
    commit(workspace)
    kept = look(workspace)
    assert (kept.state, kept.detail) == ("changed", "git holds other bytes: see to .gitattributes, then commit it anew")


def test_what_git_still_has_is_said_of_a_missing_file(opened: Write) -> None:
    workspace = opened(FILES)
    commit(workspace)
    (workspace.cases / "a" / "evidence" / "E01.eml").unlink()
    assert look(workspace).detail.endswith("git has it: git checkout -- cases/a/evidence/E01.eml")


def test_a_repository_that_would_run_a_program_is_refused(opened: Write, tmp_path: Path) -> None:
    workspace = opened({**FILES, ".gitattributes": "*.eml filter=evil\n"})
    commit(workspace)
    git(workspace.root, "config", "filter.evil.clean", f"touch {tmp_path}/ran")
    with pytest.raises(CaseError, match="the repository runs a program on files"):
        look(workspace)
    assert not (tmp_path / "ran").exists()
