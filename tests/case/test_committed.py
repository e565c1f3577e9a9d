"""What git keeps of the evidence is compared with the disk, and no program that a repository names is run."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from casefile import git as asked
from casefile.case import folder
from casefile.case.committed import commit_day, compare
from casefile.case.custody import Kept, verify
from casefile.case.workspace import Workspace, open_workspace
from casefile.cli import starters
from casefile.errors import CaseError
from tests.case.conftest import Write

MAIL = b"From: a\r\n\r\nHello\r\n"
FILES: dict[str, str | bytes] = {
    "cases/a/evidence/E01.eml": MAIL,
    "cases/a/evidence.yaml": f"- {{id: E01, file: evidence/E01.eml, title: A, sha256: {hashlib.sha256(MAIL).hexdigest()}}}\n",
}


def git(root: Path, *arguments: str | Path) -> None:
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
    assert (kept.state, kept.detail) == (
        "changed",
        "git holds it with other line ends: see to .gitattributes, then commit it anew",
    )


def test_a_file_that_was_changed_with_its_row_is_no_matter_of_line_ends(opened: Write) -> None:
    workspace = opened(FILES)
    commit(workspace)
    other = MAIL.replace(b"Hello", b"Goodbye")
    (workspace.root / "cases/a/evidence/E01.eml").write_bytes(other)
    register = workspace.root / "cases/a/evidence.yaml"
    was, now = (hashlib.sha256(content).hexdigest() for content in (MAIL, other))
    register.write_text(register.read_text().replace(was, now))
    name = "cases/a/evidence/E01.eml"
    assert look(workspace).detail == (
        f"file and register were both changed since the last commit: git log -- {name} lists the commits, "
        f"git checkout COMMIT -- {name} brings the file of one back"
    )


def test_a_keyword_that_git_took_out_is_no_change_of_both(opened: Write) -> None:
    mail = MAIL + b"$Id: expanded $\r\n"
    was, now = (hashlib.sha256(content).hexdigest() for content in (MAIL, mail))
    register = str(FILES["cases/a/evidence.yaml"]).replace(was, now)
    files: dict[str, str | bytes] = {
        "cases/a/evidence/E01.eml": mail,
        "cases/a/evidence.yaml": register,
        ".gitattributes": "*.eml ident\n",
    }
    workspace = opened(files)
    commit(workspace)
    assert look(workspace).detail == "git holds other bytes: see to .gitattributes, then commit it anew"


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


def test_what_only_git_still_has_is_missing(opened: Write) -> None:
    workspace = opened({**FILES, "cases/a/evidence/.gitkeep": b"", "cases/a/evidence/loose.txt": b"x"})
    commit(workspace)
    for name in ("evidence/E01.eml", "evidence.yaml", "evidence/.gitkeep"):
        (workspace.cases / "a" / name).unlink()
    case = folder.load(workspace, "a")
    compared = compare(workspace, case, verify(workspace, case))
    assert [(one.path, one.state) for one in compared.kept] == [
        ("cases/a/evidence/loose.txt", "unregistered"),
        ("cases/a/evidence/E01.eml", "missing"),
    ]
    assert "git checkout -- cases/a/evidence/E01.eml" in compared.kept[1].detail
    assert compared.committed == 1


def test_the_day_of_a_commit_is_the_one_where_it_was_made(opened: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened(FILES)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-05-04T23:30:00-0700")  # the 5th in London
    commit(workspace)
    repository = asked.repository(workspace.root)
    assert repository is not None
    made = asked.last_commit(repository, workspace.root)
    assert made is not None
    assert commit_day(repository, made) == date(2026, 5, 4)
    assert commit_day(repository, "0" * len(made)) is None


class TestClones:
    """Evidence through commit and clone, with each way of git to change line endings, and a filter that would, too."""

    CONTENTS: ClassVar[dict[str, bytes]] = {
        "E01-crlf.txt": b"a\r\nb\r\n",
        "E02-lf.txt": b"a\nb\n",
        "E03-mixed.txt": b"a\r\nb\nc\rd\r\r\n\n\r",
        "E04-utf16.txt": "a\r\nb\nü".encode("utf-16"),
        "E05-mail.eml": b"From: a\r\n\r\nHello\r\n",
        "E06-keywords.c": b"/* $Id$ $Format:%H$ */\n",
        "E07-conflict.md": b"<<<<<<< HEAD\r\n=======\n>>>>>>> x\r\n",
        "E08-bytes.bin": bytes(range(256)) * 5,
        "E09-filtered.secret": b"plain\r\ntext\n",
    }
    ATTRIBUTES = (
        "* text=auto eol=crlf ident export-subst\n*.txt text working-tree-encoding=UTF-16\n*.secret filter=shout\n"
    )
    SHOUTING = ("-c", "filter.shout.clean=tr a-z A-Z", "-c", "filter.shout.smudge=tr a-z A-Z")

    def committed(self, opened: Write, autocrlf: str) -> Workspace:
        rows = (
            f"- {{id: {name[:3]}, file: evidence/{name}, title: A, size: {len(content)}, "
            f"sha256: {hashlib.sha256(content).hexdigest()}}}\n"
            for name, content in self.CONTENTS.items()
        )
        ours = (Path(starters.__file__).parent / "gitattributes").read_text()
        workspace = opened(
            {
                **{f"cases/a/evidence/{name}": content for name, content in self.CONTENTS.items()},
                "cases/a/evidence.yaml": "".join(rows),
                ".gitattributes": self.ATTRIBUTES + ours,
                "no-evidence.secret": b"a",
            }
        )
        git(workspace.root, "init", "-q")
        git(workspace.root, "config", "core.autocrlf", autocrlf)
        git(workspace.root, *self.SHOUTING, "add", "-A")
        git(workspace.root, "commit", "-qm", "x")
        return workspace

    def states(self, root: Path) -> dict[str, str]:
        workspace = open_workspace(root)
        case = folder.load(workspace, "a")
        kept = compare(workspace, case, verify(workspace, case)).kept
        return {Path(one.path).name: one.state for one in kept}

    @pytest.mark.parametrize("there", ["true", "false", "input"])
    @pytest.mark.parametrize("here", ["true", "false", "input"])
    def test_every_byte_comes_through(self, here: str, there: str, opened: Write, tmp_path: Path) -> None:
        workspace = self.committed(opened, here)
        crlf = ("-c", f"core.autocrlf={there}")
        git(tmp_path, *crlf, *self.SHOUTING, "clone", "-q", *crlf, workspace.root, "c")
        assert (tmp_path / "c" / "no-evidence.secret").read_bytes() == b"A"  # the filter is at work
        for name, content in self.CONTENTS.items():
            assert (tmp_path / "c" / "cases" / "a" / "evidence" / name).read_bytes() == content
        assert self.states(tmp_path / "c") == dict.fromkeys(self.CONTENTS, "ok")

    def test_what_is_wrong_with_a_clone_is_found_and_named(self, opened: Write, tmp_path: Path) -> None:
        workspace = self.committed(opened, "true")
        git(tmp_path, "clone", "-q", workspace.root, "c")
        evidence = tmp_path / "c" / "cases" / "a" / "evidence"
        flipped = bytearray(self.CONTENTS["E08-bytes.bin"])
        flipped[700] ^= 1
        (evidence / "E08-bytes.bin").write_bytes(flipped)
        (evidence / "E01-crlf.txt").unlink()
        (evidence / "sub").mkdir()
        (evidence / "sub" / "E10-smuggled.txt").write_text("x")
        assert self.states(tmp_path / "c") == dict.fromkeys(self.CONTENTS, "ok") | {
            "E08-bytes.bin": "changed", "E01-crlf.txt": "missing", "E10-smuggled.txt": "unregistered",
        }  # fmt: skip

    def test_a_byte_changed_in_disk_and_register_is_told_by_git(self, opened: Write) -> None:
        workspace = self.committed(opened, "false")
        (workspace.cases / "a" / "evidence" / "E02-lf.txt").write_bytes(b"a\nB\n")
        register = workspace.cases / "a" / "evidence.yaml"
        before, after = (hashlib.sha256(content).hexdigest() for content in (b"a\nb\n", b"a\nB\n"))
        register.write_text(register.read_text().replace(before, after))
        assert self.states(workspace.root) == dict.fromkeys(self.CONTENTS, "ok") | {"E02-lf.txt": "changed"}
