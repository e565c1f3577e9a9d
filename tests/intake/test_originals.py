"""The files that paths mean: in a stable order, no link followed, and what is left out is said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.errors import CaseError
from casefile.intake.originals import LeftOut, Original, find


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def test_files_are_called_by_their_name_and_those_of_folders_by_their_path(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "in/b.txt", "in/sub/c.txt")
    found, left = find((tmp_path / "a.txt", tmp_path / "in"))
    assert [one.name for one in found] == ["a.txt", "in/b.txt", "in/sub/c.txt"]
    assert found[0] == Original(tmp_path / "a.txt", "a.txt")
    assert left == ()


def test_the_order_is_that_of_a_reader_and_the_same_every_time(tmp_path: Path) -> None:
    names = [
        "B.txt",
        "a.txt",
        "a10.txt",
        "a2.txt",
        "A2.txt",
        "2026-03-28.txt",
        "ä.txt",
        "b/1.txt",
        "b.txt",
        "٣.txt",
        "²",
    ]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    orders = [
        [one.name.partition("/")[2] for one in find((fill(tmp_path / folder, *given),))[0]]
        for folder, given in (("one", names), ("two", names[::-1]))
    ]
    assert orders[0] == orders[1]
    assert orders[0][:6] == ["2026-03-28.txt", "a.txt", "A2.txt", "a2.txt", "a10.txt", "b/1.txt"]


def test_the_folder_of_the_moment_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(fill(tmp_path / "papers", "a.txt"))
    assert [one.name for one in find((Path(),))[0]] == ["papers/a.txt"]


def test_no_link_is_followed_and_no_special_file_opened(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", "a.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "out").symlink_to("/etc/hostname")
    (folder / "nowhere").symlink_to("gone")
    os.mkfifo(folder / "pipe")
    found, left = find((folder,))
    assert [one.name for one in found] == ["in/a.txt"]
    assert [(Path(one.name).name, one.reason) for one in left] == [
        ("loop", "it is a link"), ("nowhere", "it is a link"), ("out", "it is a link"), ("pipe", "it is a special file"),
    ]  # fmt: skip


def test_a_very_deep_folder_is_read_to_its_end_or_said(tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(fill(tmp_path / "in", "a.txt"))
    try:
        for _ in range(60):
            Path("x" * 100).mkdir()
            os.chdir("x" * 100)
    finally:
        os.chdir(here)
    found, left = find((tmp_path / "in",))
    assert len(found) == 1
    assert [one.reason for one in left] == ["it cannot be read: file name too long"]


def test_hidden_ones_count_only_when_named_themselves(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", ".mine", "a.txt")
    assert find((folder,))[1] == (
        LeftOut(str(folder / ".mine"), "it is hidden: its name begins with a dot", matters=False),
    )
    assert [one.name for one in find((folder / ".mine",))[0]] == [".mine"]


def test_all_that_cannot_be_taken_is_said_at_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "in/.hidden")
    (tmp_path / "empty").touch()
    (tmp_path / "link").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CaseError) as caught:
        find([tmp_path / name for name in ("a.txt", "in", "empty", "link", "pipe", "gone")])
    assert [problem.message.removeprefix(f"{tmp_path}/") for problem in caught.value.problems] == [
        "in: no file to take in lies in this folder", "empty: it is empty: it proves nothing", "link: it is a link",
        "pipe: it is a special file", "gone: there is no such file",
    ]  # fmt: skip


def test_what_a_case_is_kept_in_is_no_evidence(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "cases/one/notes.md", "debtors/b.yaml")
    ours = (tmp_path / "cases", tmp_path / "debtors")
    found, left = find((tmp_path,), ours)
    assert [one.path for one in found] == [tmp_path / "a.txt"]
    assert left == tuple(LeftOut(str(each), "it is part of the case itself") for each in ours)
    (tmp_path / "way").symlink_to(tmp_path / "cases")
    for inside in ("cases/one/notes.md", "cases/one", "debtors/../cases/one/notes.md", "way/one/notes.md"):
        with pytest.raises(CaseError, match="part of the case itself"):
            find((tmp_path / inside,), ours)


def test_a_folder_that_may_not_be_read_is_not_called_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mails").mkdir()
    listed = Path.iterdir

    def refused(path: Path) -> Iterator[Path]:
        if path.name == "mails":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(CaseError) as failed:
        find([tmp_path / "mails"])
    (problem,) = failed.value.problems
    assert problem.message == f"{tmp_path / 'mails'}: it cannot be read: permission denied"
    assert problem.hint == "check its rights"
