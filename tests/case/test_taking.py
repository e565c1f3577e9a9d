"""Evidence is copied byte for byte, never overwritten, and its row comes last."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.taking import Custody, Incoming, Shelf, Taken
from casefile.case.workspace import Workspace
from casefile.errors import CaseError
from tests.case.conftest import Write

CUSTODY = Custody(on=date(2026, 5, 7), by="K. Halvorsen", method="e-mail attachment", source="ap@northwind.example")
HASH = hashlib.sha256(b"x").hexdigest()


def take(workspace: Workspace, *originals: Path, dry: bool = False, **about: str) -> list[Taken]:
    """What becomes of the files, taken in and registered."""
    shelf = Shelf(workspace, folder.load(workspace, "a"), dry=dry)
    taken = [shelf.take(Incoming(original, original.name, CUSTODY, about)) for original in originals]
    shelf.register()
    return taken


@pytest.fixture
def x(tmp_path: Path) -> Path:
    """A file that holds an x."""
    (tmp_path / "x.pdf").write_bytes(b"x")
    return tmp_path / "x.pdf"


def names(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in (workspace.cases / "a" / "evidence").iterdir())


def test_copied_byte_for_byte_read_only_and_registered(opened: Write, tmp_path: Path) -> None:
    original = tmp_path / "timesheet (final) – März.pdf"
    original.write_bytes(b"%PDF-1.4 \x00\xff")
    workspace = opened({})
    assert take(workspace, original, title="Time sheet", kind="timesheet") == [
        Taken("E01", "evidence/E01-timesheet-final-Marz.pdf", "taken")
    ]
    case = folder.load(workspace, "a")
    (row,) = case.exhibits
    copy = case.path / row.file
    assert copy.read_bytes() == original.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o444
    assert (row.title, row.kind, row.size) == ("Time sheet", "timesheet", 11)
    assert row.sha256 == hashlib.sha256(original.read_bytes()).hexdigest()
    assert row.acquired is not None
    assert (row.acquired.on, row.acquired.by, row.acquired.method, row.acquired.name, row.source) == (
        date(2026, 5, 7), "K. Halvorsen", "e-mail attachment", "timesheet (final) – März.pdf", "ap@northwind.example",
    )  # fmt: skip


def test_a_name_that_is_a_path_and_a_parent(opened: Write, x: Path) -> None:
    workspace = opened({"cases/a/evidence.yaml": "- {id: E07, file: evidence/E07.eml, title: Mail}\n"})
    shelf = Shelf(workspace, folder.load(workspace, "a"))
    assert shelf.take(Incoming(x, "from them/May/x_1.pdf", Custody(date(2026, 5, 7)), {}, "E07")).exhibit == "E08"
    assert (shelf.waiting, len(folder.load(workspace, "a").exhibits)) == (1, 1)
    shelf.register()
    assert shelf.waiting == 0
    row = folder.load(workspace, "a").exhibits[1]
    assert row.acquired is not None
    assert (row.parent, row.title, row.file, row.acquired.name) == (
        "E07", "X 1", "evidence/E08-x_1.pdf", "from them/May/x_1.pdf",
    )  # fmt: skip


class TestDuplicates:
    def test_it_is_not_taken_in_again(self, opened: Write, x: Path, tmp_path: Path) -> None:
        workspace = opened({})
        take(workspace, x)
        (tmp_path / "b.pdf").write_bytes(b"x")
        (again,) = take(workspace, tmp_path / "b.pdf")
        assert (again, again.known) == (Taken("E01", "evidence/E01-x.pdf", "known"), True)
        assert len(folder.load(workspace, "a").exhibits) == 1

    def test_nor_within_one_run(self, opened: Write, x: Path) -> None:
        workspace = opened({})
        assert [one.state for one in take(workspace, x, x)] == ["taken", "known"]
        assert len(folder.load(workspace, "a").exhibits) == 1

    @pytest.mark.parametrize("row", ["", f", sha256: {HASH}"])
    def test_of_a_row_with_a_hash_and_without(self, row: str, opened: Write, x: Path) -> None:
        register = f"- {{id: E07, file: evidence/E07.bin, title: x{row}}}\n"
        workspace = opened({"cases/a/evidence.yaml": register, "cases/a/evidence/E07.bin": b"x"})
        assert take(workspace, x) == [Taken("E07", "evidence/E07.bin", "known")]
        assert (workspace.cases / "a" / "evidence.yaml").read_text() == register

    def test_the_first_of_two_rows_with_the_same_bytes_is_it(self, opened: Write, x: Path) -> None:
        rows = "".join(f"- {{id: E0{n}, file: evidence/E0{n}.bin, title: x}}\n" for n in (2, 1))
        workspace = opened({"cases/a/evidence.yaml": rows, **{f"cases/a/evidence/E0{n}.bin": b"x" for n in (1, 2)}})
        assert take(workspace, x)[0].exhibit == "E02"

    def test_a_row_without_hash_and_file_is_like_nothing(self, opened: Write, x: Path) -> None:
        workspace = opened({"cases/a/evidence.yaml": "- {id: E07, file: evidence/E07-x, title: x}\n"})
        assert take(workspace, x)[0].exhibit == "E08"

    def test_one_whose_file_was_gone_is_put_back(self, opened: Write, x: Path) -> None:
        register = f"- {{id: E07, file: evidence/sub/E07.bin, title: x, sha256: {HASH}}}\n"
        workspace = opened({"cases/a/evidence.yaml": register})
        assert take(workspace, x, dry=True) == [Taken("E07", "evidence/sub/E07.bin", "restored")]
        assert not (workspace.cases / "a" / "evidence").exists()
        assert take(workspace, x) == [Taken("E07", "evidence/sub/E07.bin", "restored")]
        assert (workspace.cases / "a" / "evidence" / "sub" / "E07.bin").read_bytes() == b"x"
        assert (workspace.cases / "a" / "evidence.yaml").read_text() == register


class TestIds:
    def test_they_go_on_after_the_highest_ever_seen(self, opened: Write, x: Path) -> None:
        register = "- {id: E07, file: evidence/E07-x, title: x}\n"
        workspace = opened({"cases/a/evidence.yaml": register, "cases/a/evidence/E11-lost.pdf": "?"})
        assert take(workspace, x) == [Taken("E12", "evidence/E12-x.pdf", "taken")]

    def test_an_interrupted_copy_is_taken_up_again(self, opened: Write, x: Path) -> None:
        workspace = opened({"cases/a/evidence/E03-a.pdf": b"x", "cases/a/evidence/E02-b.pdf": b"other"})
        assert take(workspace, x) == [Taken("E03", "evidence/E03-a.pdf", "taken")]
        assert names(workspace) == ["E02-b.pdf", "E03-a.pdf"]

    @pytest.mark.parametrize("lying", ["E05-y", "E5x-y", "E-y", "E12345678-y", "E00-y"])
    def test_a_copy_whose_id_is_none_or_another_exhibits_is_left_alone(
        self, lying: str, opened: Write, x: Path
    ) -> None:
        register = "- {id: E05, file: evidence/E05-x, title: x}\n"
        workspace = opened({"cases/a/evidence.yaml": register, f"cases/a/evidence/{lying}": b"x"})
        assert take(workspace, x)[0] == Taken("E06", "evidence/E06-x.pdf", "taken")

    def test_of_two_copies_with_one_id_one_is_taken_up(self, opened: Write, x: Path, tmp_path: Path) -> None:
        workspace = opened({"cases/a/evidence/E05-a": b"x", "cases/a/evidence/E05-b": b"y"})
        (tmp_path / "y").write_bytes(b"y")
        assert [one.file for one in take(workspace, x, tmp_path / "y")] == ["evidence/E05-a", "evidence/E06-y"]

    def test_a_folder_with_the_name_of_a_copy_is_none(self, opened: Write, x: Path) -> None:
        workspace = opened({"cases/a/evidence/E05-a/x": b"x"})
        assert take(workspace, x)[0].exhibit == "E06"


class TestRefused:
    @pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
    def test_only_files_are_taken_in(self, kind: str, opened: Write, tmp_path: Path) -> None:
        path = tmp_path / kind
        if kind == "folder":
            path.mkdir()
        elif kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to("/etc/hostname")
        with pytest.raises(
            CaseError, match=r"is a link, a folder or a special file, not a file \(give the file itself"
        ):
            take(opened({}), path)

    def test_a_file_that_is_not_there(self, opened: Write, tmp_path: Path) -> None:
        with pytest.raises(CaseError, match=r"cannot read .*gone\.pdf: no such file"):
            take(opened({}), tmp_path / "gone.pdf")

    def test_a_file_that_changes_meanwhile_leaves_nothing(self, opened: Write) -> None:
        never_the_same = Path("/proc/sys/kernel/random/uuid")
        if not never_the_same.is_file():
            pytest.skip("no file here that reads differently every time")
        workspace = opened({})
        with pytest.raises(CaseError, match=r"uuid changed while it was taken in"):
            take(workspace, never_the_same)
        assert names(workspace) == []


class TestDry:
    def test_it_says_the_same_and_writes_nothing(self, opened: Write, x: Path, tmp_path: Path) -> None:
        workspace = opened({"cases/a/.new-left": b"half"})
        (tmp_path / "y").write_bytes(b"y")
        before = sorted(workspace.root.rglob("*"))
        said = take(workspace, x, tmp_path / "y", x, dry=True)
        assert sorted(workspace.root.rglob("*")) == before
        assert take(workspace, x, tmp_path / "y", x) == said


def test_what_a_killed_run_left_half_written_is_removed(opened: Write, x: Path) -> None:
    workspace = opened(
        {"cases/a/evidence/.new-abc": b"half", "cases/a/.new-def": b"half", "cases/a/evidence/.mine": b""}
    )
    take(workspace, x)
    assert names(workspace) == [".mine", "E01-x.pdf"]
    assert not (workspace.cases / "a" / ".new-def").exists()
