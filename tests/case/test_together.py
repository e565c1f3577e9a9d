"""Files that change together: all or none, whatever happens meanwhile, and never seen by halves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from casefile.case import layout, together
from casefile.errors import CaseError
from tests.stopping import Stopped, stopping

BEFORE = {"cases/a/case.yaml": b"id: a\n", "cases/a/payments.yaml": b"[]\n"}
CHANGES = {
    "debtors/kestrel.yaml": b"name: Kestrel\n",
    "cases/b/invoices/1.yaml": b"number: 1\n",
    "cases/b/invoices/2.yaml": b"number: 2\n",
    "cases/b/case.yaml": b"id: b\n",
    "cases/a/invoices/3.yaml": b"number: 3\n",
    "cases/a/case.yaml": b"id: a\nhold: {reason: x}\n",
}
AFTER = BEFORE | CHANGES


def laid(root: Path, contents: Mapping[str, bytes] = BEFORE) -> Path:
    """A workspace with these files."""
    for name, content in contents.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def lying(root: Path, *, hidden: bool = False) -> dict[str, bytes]:
    """The files of a workspace but for its locks; those that commands see, or the hidden ones, too."""
    names = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if not name.startswith("build/") and (hidden or "/." not in name)
    }


def put(root: Path, contents: Mapping[str, bytes] = CHANGES) -> None:
    """What a command does."""
    with together.alone(root):
        together.put(root, {root / name: content for name, content in contents.items()})


def test_every_file_is_put_and_one_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    (laid(tmp_path) / "cases/a/case.yaml").chmod(0o640)
    put(tmp_path)
    assert lying(tmp_path, hidden=True) == AFTER
    assert (tmp_path / "cases/a/case.yaml").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "cases/b/case.yaml").stat().st_mode == (tmp_path / "cases/a/payments.yaml").stat().st_mode


def test_stopped_before_any_step_nothing_is_done_or_all_of_it(tmp_path: Path) -> None:
    ends, at, is_over = set(), 0, False
    while not is_over:
        root = laid(tmp_path / str(at))
        try:
            with stopping(at):
                put(root)
            is_over = True
        except Stopped:
            together.recover(root)
        found = lying(root, hidden=True)
        assert found in (BEFORE, AFTER), (at, sorted(found))
        assert list(layout.case_ids(root)) == (["a"] if found == BEFORE else ["a", "b"])
        ends.add(found == AFTER)
        at += 1
    assert ends == {True, False}
    assert at > 30


def test_stopped_while_it_is_finished_it_is_finished_by_the_next(tmp_path: Path) -> None:
    at, is_over = 0, False
    while not is_over:
        root = decided(tmp_path / str(at))
        try:
            with stopping(at):
                together.recover(root)
            is_over = True
        except Stopped:
            together.recover(root)
        assert lying(root, hidden=True) == AFTER
        at += 1
    assert at > 10


def decided(root: Path) -> Path:
    """A workspace whose changes are decided, and none done."""
    laid(root)

    def stop(*_: object) -> None:
        raise Stopped

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "_do", stop)
        with pytest.raises(Stopped):
            put(root)
    return root


def test_no_case_is_seen_by_halves(tmp_path: Path) -> None:
    at, is_over = 0, False
    while not is_over:
        root = laid(tmp_path / str(at))
        try:
            with stopping(at):
                put(root)
            is_over = True
        except Stopped:
            at += 1
        there = {name for name in lying(root) if name.startswith("cases/b/")}
        assert there in (set(), {name for name in CHANGES if name.startswith("cases/b/")})


def test_when_one_cannot_be_put_the_others_are_taken_back(tmp_path: Path) -> None:
    laid(tmp_path)
    (tmp_path / "debtors").touch()  # where the folder is needed
    with pytest.raises(CaseError, match=r"a file stands where the folder .*debtors is needed"):
        put(tmp_path, dict(reversed(CHANGES.items())))
    assert lying(tmp_path, hidden=True) == BEFORE | {"debtors": b""}


def test_what_is_so_already_stays_and_the_rest_is_put(tmp_path: Path) -> None:
    put(laid(tmp_path), CHANGES | {"cases/a/payments.yaml": BEFORE["cases/a/payments.yaml"]})
    assert lying(tmp_path, hidden=True) == AFTER


@pytest.mark.parametrize("theirs", ["cases/a/case.yaml", "cases/c/case.yaml"])
def test_what_somebody_writes_just_then_is_let_be_and_the_others_are_taken_back(tmp_path: Path, theirs: str) -> None:
    laid(tmp_path)
    rename = os.rename

    def meanwhile(old: str | Path, new: str | Path) -> None:
        rename(old, new)
        if str(new).endswith("/.changes"):
            laid(tmp_path, {theirs: b"title: mine\n"})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "rename", meanwhile)
        with pytest.raises(CaseError, match=f"{Path(theirs).parts[1]}.* was changed"):
            put(tmp_path, CHANGES | {"cases/c/case.yaml": b"id: c\n"})
    assert lying(tmp_path, hidden=True) == BEFORE | {theirs: b"title: mine\n"}


def test_stopped_while_it_is_taken_back_it_is_done(tmp_path: Path) -> None:
    at, is_over, debtor_last = 0, False, dict(reversed(CHANGES.items()))
    while not is_over:
        root = laid(tmp_path / str(at))
        (root / "debtors").touch()
        try:
            with stopping(at):
                put(root, debtor_last)
        except Stopped:
            (root / "debtors").unlink()
            together.recover(root)
        except CaseError:
            (root / "debtors").unlink()
            is_over = True
        assert lying(root) in (BEFORE, AFTER), at
        at += 1
    assert at > 30


def test_what_stands_in_the_way_of_a_new_file_is_never_replaced(tmp_path: Path) -> None:
    root = decided(tmp_path)
    (root / "debtors").mkdir()
    (root / "debtors/kestrel.yaml").write_bytes(b"name: Another\n")
    with pytest.raises(CaseError, match=r"debtors/kestrel\.yaml was changed while .* it is left as it is"):
        together.recover(root)
    assert lying(root, hidden=True) == AFTER | {"debtors/kestrel.yaml": b"name: Another\n"}
    together.recover(root)  # it is said once


def test_what_somebody_changed_meanwhile_is_let_be(tmp_path: Path) -> None:
    root = decided(tmp_path)
    (root / "cases/a/case.yaml").write_bytes(b"id: a\ntitle: mine\n")
    with pytest.raises(CaseError, match=r"cases/a/case\.yaml was changed .*run that command again"):
        together.recover(root)
    assert lying(root, hidden=True)["cases/a/case.yaml"] == b"id: a\ntitle: mine\n"


@pytest.mark.parametrize("to", ["../out.yaml", "/tmp/out.yaml", "cases/a/../../../out.yaml"])  # noqa: S108
def test_a_list_that_leads_out_of_the_workspace_is_not_followed(to: str, tmp_path: Path) -> None:
    root = decided(tmp_path / "w")
    path = root / "cases/.changes/changes.json"
    path.write_text(json.dumps([["files/0", to, "", "0" * 64]]))
    with pytest.raises(CaseError, match="is no list of changes of casefile"):
        together.recover(root)
    assert not (tmp_path / "out.yaml").exists()


@pytest.mark.parametrize("text", ["", "{}}", "[1]", '[["a"]]', "null"])
def test_a_list_that_casefile_did_not_write_is_reported(text: str, tmp_path: Path) -> None:
    root = decided(tmp_path)
    (root / "cases/.changes/changes.json").write_text(text)
    with pytest.raises(CaseError, match=r"is no list of changes of casefile .look what lies there"):
        together.recover(root)


def test_what_an_older_run_began_of_a_case_makes_room_for_it(tmp_path: Path) -> None:
    laid(tmp_path, BEFORE | {"cases/b/invoices/.new-x1": b"half"})
    put(tmp_path)
    assert lying(tmp_path, hidden=True) == AFTER


BUSY = """
import sys
from pathlib import Path
from casefile.case import together
with together.alone(Path(sys.argv[1])):
    print("alone", flush=True)
    sys.stdin.read()
"""


def test_what_another_run_makes_ready_is_not_swept_away(tmp_path: Path) -> None:
    laid(tmp_path)
    command = [sys.executable, "-c", BUSY, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ) as other:
        assert other.stdout
        assert other.stdin
        other.stdout.readline()
        (tmp_path / "cases/.changes-new").mkdir()
        together.recover(tmp_path)
        assert (tmp_path / "cases/.changes-new").is_dir()
        other.stdin.close()
    together.recover(tmp_path)
    assert not (tmp_path / "cases/.changes-new").exists()
