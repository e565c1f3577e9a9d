"""What is stale is known by bytes; names, sizes and times are only a hint; a torn memory costs time and nothing else."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import casefile
from casefile.build import stale
from casefile.build.stale import (
    Memories,
    Memory,
    Print,
    are_there,
    look_at_case,
    look_at_commit,
    look_at_rest,
    recall,
    remove,
)

CASE = "cases/a/case.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of two files."""
    (tmp_path / "cases" / "a").mkdir(parents=True)
    (tmp_path / CASE).write_text("id: a\n")
    (tmp_path / "casefile.yaml").write_text("creditor: {name: A}\n")
    return tmp_path


class TestLook:
    def test_the_same_stamp_gives_the_same_print_without_reading(self, root: Path) -> None:
        first = look_at_case(root, "a", None)
        assert look_at_case(root, "a", first) is first

    def test_other_times_with_the_same_bytes_are_the_same_content(self, root: Path) -> None:
        first = look_at_case(root, "a", None)
        os.utime(root / CASE, (1, 1))
        second = look_at_case(root, "a", first)
        assert second.stamp != first.stamp
        assert second.content == first.content

    def test_other_bytes_of_the_same_size_and_time_are_seen(self, root: Path) -> None:
        first, before = look_at_case(root, "a", None), (root / CASE).stat()
        (root / CASE).write_text("id: b\n")
        os.utime(root / CASE, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert look_at_case(root, "a", first).content != first.content

    @pytest.mark.parametrize("name", ["new.txt", "evidence/E01.pdf", ".hidden"])
    def test_a_new_file_is_seen(self, name: str, root: Path) -> None:
        first = look_at_case(root, "a", None)
        (root / "cases/a" / name).parent.mkdir(exist_ok=True)
        (root / "cases/a" / name).touch()
        assert look_at_case(root, "a", first).content != first.content

    def test_a_renamed_file_is_seen(self, root: Path) -> None:
        first = look_at_case(root, "a", None)
        (root / CASE).rename(root / "cases/a/other.yaml")
        assert look_at_case(root, "a", first).content != first.content

    def test_a_workspace_that_was_moved_holds_the_same(
        self, root: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        first = look_at_case(root, "a", None)
        moved = root.rename(tmp_path_factory.mktemp("x") / "moved")
        assert look_at_case(moved, "a", None).content == first.content
        moved.rename(root)

    def test_links_are_not_followed(self, root: Path) -> None:
        (root / "cases/a/loop").symlink_to(root)
        assert look_at_case(root, "a", None).content

    @pytest.mark.parametrize("name", ["casefile.yaml", "debtors/b.yaml", "rates/ecb.csv", "templates/en/reminder.md"])
    def test_what_all_cases_draw_on_is_seen(self, name: str, root: Path) -> None:
        first = look_at_rest(root, None)
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("changed\n")
        assert look_at_rest(root, first).content != first.content

    @pytest.mark.parametrize("changed", ["cli/owed.py", "build/work.py", "templates/en/reminder.md"])
    def test_casefile_itself_is_part_of_it(
        self, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
    ) -> None:
        package = tmp_path / "site-packages/casefile"
        for name in ("cli/owed.py", "build/work.py", "templates/en/reminder.md"):
            (package / name).parent.mkdir(parents=True, exist_ok=True)
            (package / name).write_text("as released\n")
        monkeypatch.setattr(casefile, "__file__", str(package / "__init__.py"))
        monkeypatch.setattr(stale, "builtin", lambda: package / "templates")
        first = look_at_rest(root, None)
        (package / changed).write_text("changed\n")
        assert look_at_rest(root, first).content != first.content

    def test_templates_beside_the_code_are_part_of_it(
        self, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "templates").mkdir()
        monkeypatch.setattr(stale, "builtin", lambda: tmp_path / "templates")
        first = look_at_rest(root, None)
        (tmp_path / "templates/print.css").write_text("changed\n")
        assert look_at_rest(root, first).content != first.content

    def test_what_is_built_is_not_part_of_it(self, root: Path) -> None:
        first = look_at_rest(root, None)
        (root / "build").mkdir()
        (root / "build/x.pdf").touch()
        assert look_at_rest(root, first) is first


class TestMemory:
    memory = Memory("a", Print("s", "c"), "other", ("build/a/x.pdf",), ({"message": "Näh"},))

    def test_what_is_kept_is_recalled(self, root: Path) -> None:
        memories = Memories(root, shared=Print("s", "c"))
        memories.cases["b"] = self.memory
        memories.changed = True
        memories.save_if_changed()
        memories.keep(self.memory)
        found = recall(root)
        assert found.cases["a"] == self.memory
        assert found.shared == Print("s", "c")

    def test_nothing_changed_writes_nothing(self, root: Path) -> None:
        Memories(root).save_if_changed()
        assert not (root / "build").exists()

    @pytest.mark.parametrize(
        "text",
        ["", "\0\xff", "{}", "[]", "null", '{"format":99,"shared":[]}\n', '{"format":1,"shared":"x"}\n["a",1,2,3,4]\n'],
    )
    def test_what_cannot_be_understood_is_forgotten(self, text: str, root: Path) -> None:
        (root / "build").mkdir()
        (root / "build/.fingerprints").write_text(text, "latin-1")
        assert recall(root).cases == {}

    def test_a_torn_last_line_loses_only_itself(self, root: Path) -> None:
        memories = Memories(root, changed=True)
        memories.cases["a"] = self.memory
        memories.save_if_changed()
        with memories.path.open("a") as stream:
            stream.write('["b",["s"')
        assert list(recall(root).cases) == ["a"]

    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "build/../../x"])
    def test_a_memory_that_names_files_elsewhere_is_not_trusted(self, name: str, root: Path) -> None:
        memories = Memories(root, changed=True)
        memories.cases["a"] = Memory("a", Print("s", "c"), "other", (name,))
        memories.save_if_changed()
        assert recall(root).cases == {}

    @pytest.mark.parametrize("name", ["..", ".", ".kept", "a/../../b", "/etc", ""])
    def test_a_memory_of_what_is_no_name_of_a_case_is_not_trusted(self, name: str, root: Path) -> None:
        memories = Memories(root, changed=True)
        memories.cases[name] = Memory(name, Print("s", "c"), "other", ("build/a/x.pdf",))
        memories.save_if_changed()
        assert recall(root).cases == {}


class TestOutputs:
    def test_are_there(self, root: Path) -> None:
        (root / "build/a").mkdir(parents=True)
        (root / "build/a/x.pdf").touch()
        assert are_there(root, ["build/a/x.pdf"])
        assert not are_there(root, ["build/a/x.pdf", "build/a/y.pdf"])
        assert not are_there(root, ["build/b/x.pdf"])

    def test_removing_takes_empty_folders_too(self, root: Path) -> None:
        (root / "build/a").mkdir(parents=True)
        (root / "build/a/x.pdf").touch()
        (root / "build/a/mine.txt").touch()
        remove(root, ["build/a/x.pdf", "build/a/gone.pdf"])
        assert [path.name for path in (root / "build/a").iterdir()] == ["mine.txt"]
        remove(root, ["build/a/mine.txt"])
        assert not (root / "build/a").exists()
        assert (root / "build").is_dir()


class TestCommit:
    @pytest.fixture
    def git(self, root: Path) -> Callable[..., str]:
        """A git command in the workspace, which has one commit."""

        def run(*arguments: object) -> str:
            who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
            command = ["git", *who, *map(str, arguments)]
            return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()

        run("init", "-q")
        run("add", "-A")
        run("commit", "-qm", "one")
        return run

    def committed(self, root: Path) -> Memories:
        memories = Memories(root)
        look_at_commit(memories, root)
        return memories

    def test_without_git_there_is_none(self, root: Path) -> None:
        assert self.committed(root).committed == {}

    def test_each_case_has_what_was_committed_of_it(self, root: Path, git: Callable[..., str]) -> None:
        first = self.committed(root)
        assert list(first.committed) == ["a"]
        (root / "README").touch()
        git("add", "README")
        git("commit", "-qm", "two")
        second = self.committed(root)
        assert second.head != first.head
        assert second.committed == first.committed
        (root / CASE).write_text("id: a\ntitle: b\n")
        assert self.committed(root).committed == first.committed
        git("commit", "-qam", "three")
        assert self.committed(root).committed != first.committed

    @pytest.mark.parametrize("how", [("pack-refs", "--all"), ("checkout", "-q", "--detach"), ("gc", "-q")])
    def test_however_git_keeps_its_references(self, how: tuple[str, ...], root: Path, git: Callable[..., str]) -> None:
        git(*how)
        before = self.committed(root)
        assert list(before.committed) == ["a"]
        (root / CASE).write_text("id: b\n")
        git("commit", "-qam", "two")
        assert self.committed(root).committed != before.committed

    def test_in_a_linked_worktree(
        self, root: Path, git: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        linked = tmp_path_factory.mktemp("x") / "linked"
        git("worktree", "add", "-q", linked)
        assert self.committed(linked).committed == self.committed(root).committed
        assert self.committed(linked).head

    @pytest.mark.usefixtures("git")
    def test_git_is_not_asked_again_for_the_same_commit(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        memories = self.committed(root)
        monkeypatch.setenv("PATH", "/nowhere")
        look_at_commit(memories, root)
        assert list(memories.committed) == ["a"]

    def test_a_workspace_inside_a_repository(self, root: Path, git: Callable[..., str]) -> None:
        inner = root / "sub"
        (inner / "cases" / "b").mkdir(parents=True)
        (inner / "cases" / "b" / "case.yaml").touch()
        git("add", "-A")
        git("commit", "-qm", "two")
        assert list(self.committed(inner).committed) == ["b"]
