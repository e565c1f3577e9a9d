"""Exhibits are compared with the register; hashes are put into a register without touching anything else in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import pytest

from casefile.case import folder
from casefile.case.custody import Kept, differing, record, verify
from casefile.case.workspace import Workspace
from casefile.errors import CaseError
from tests.case.conftest import Write

ONE, TWO = hashlib.sha256(b"one").hexdigest(), hashlib.sha256(b"two!").hexdigest()
FILES: Mapping[str, str | bytes] = {"cases/a/evidence/one.txt": b"one", "cases/a/evidence/two.txt": b"two!"}


def states(workspace: Workspace) -> dict[str, str]:
    """The state of each file of case `a`, by its name."""
    kept = verify(workspace, folder.load(workspace, "a"))
    return {one.path.rpartition("/")[2]: one.state for one in kept}


def row(name: str, more: str = "") -> str:
    return f"- id: E{len(name):02}\n  file: evidence/{name}\n  title: A\n{more}"


class TestVerify:
    @pytest.mark.parametrize(
        ("more", "content", "state"),
        [
            (f"  sha256: {ONE}\n  size: 3\n", b"one", "ok"),
            (f"  sha256: {ONE}\n", b"one", "ok"),
            (f"  sha256: {ONE}\n", b"One", "changed"),
            (f"  sha256: {ONE}\n  size: 4\n", b"one", "changed"),
            ("", b"one", "unregistered"),
        ],
    )
    def test_each_state(self, more: str, content: bytes, state: str, opened: Write) -> None:
        workspace = opened({"cases/a/evidence.yaml": row("one.txt", more), "cases/a/evidence/one.txt": content})
        assert states(workspace) == {"one.txt": state}

    def test_missing_and_loose_files(self, opened: Write) -> None:
        workspace = opened({"cases/a/evidence.yaml": row("gone.txt"), "cases/a/evidence/sub/loose.txt": b""})
        assert states(workspace) == {"gone.txt": "missing", "loose.txt": "unregistered"}

    def test_says_what_changed_and_which_exhibit(self, opened: Write) -> None:
        files = {"cases/a/evidence.yaml": row("one.txt", f"  sha256: {TWO}\n"), **FILES}
        workspace = opened(files)
        kept = verify(workspace, folder.load(workspace, "a"))
        assert kept[0].detail == f"its SHA-256 begins with {ONE[:12]}, registered is {TWO[:12]}"
        assert kept[0].exhibit is not None

    @pytest.mark.parametrize(
        ("place", "said"),
        [
            (0, f"begins with {ONE[:12]}, registered is g{ONE[1:12]}"),
            (11, f"begins with {ONE[:12]}, registered is {ONE[:11]}g"),
            (12, f"has {ONE[12:24]} from its digit 13 on, registered is g{ONE[13:24]}"),
            (63, f"has {ONE[63]} from its digit 64 on, registered is g"),
        ],
    )
    def test_says_where_hashes_differ(self, place: int, said: str) -> None:
        assert differing(ONE, f"{ONE[:place]}g{ONE[place + 1 :]}") == f"its SHA-256 {said}"

    def test_a_loose_file(self, opened: Write) -> None:
        workspace = opened({"cases/a/evidence.yaml": row("one.txt", f"  sha256: {ONE}\n"), **FILES})
        kept = verify(workspace, folder.load(workspace, "a"))
        assert kept[1] == Kept("cases/a/evidence/two.txt", "unregistered", "not in evidence.yaml")


NEW_ONE = f"sha256: {ONE}"
NEW_TWO = f"sha256: {TWO}"


class TestRecord:
    @pytest.fixture
    def recorded(self, opened: Write) -> Callable[[str], str]:
        """What evidence.yaml says after hashes were put into it."""

        def run(before: str) -> str:
            workspace = opened({**FILES, "cases/a/evidence.yaml": before.encode()})
            record(workspace, folder.load(workspace, "a"))
            after = (workspace.cases / "a" / "evidence.yaml").read_bytes().decode()
            assert set(states(workspace).values()) == {"ok"}
            return after

        return run

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            pytest.param(
                "# ours\n- id: E01   # first\n  file: evidence/one.txt\n  title: A\n\n- id: E02\n  title: B\n  file: evidence/two.txt",
                f"# ours\n- id: E01   # first\n  file: evidence/one.txt\n  {NEW_ONE}\n  size: 3\n  title: A\n\n"
                f"- id: E02\n  title: B\n  file: evidence/two.txt\n  {NEW_TWO}\n  size: 4\n",
                id="comments, blank lines and the order of keys stay",
            ),
            pytest.param(
                f"- {{id: E01, file: evidence/one.txt, title: A}}  # flow\n- id: E02\n  file: evidence/two.txt\n  title: B\n  sha256: {TWO}\n",
                f"- {{{NEW_ONE}, size: 3, id: E01, file: evidence/one.txt, title: A}}  # flow\n"
                f"- id: E02\n  file: evidence/two.txt\n  title: B\n  sha256: {TWO}\n",
                id="a row in braces; a row with a hash is left alone",
            ),
            pytest.param(
                "- id: E01\n  file:\n    evidence/one.txt\n  title: A\n  size: 3\n- id: E02\n  file: evidence/two.txt\n  title: B\n  sha256:   # later\n",
                f"- id: E01\n  file:\n    evidence/one.txt\n  {NEW_ONE}\n  title: A\n  size: 3\n"
                f"- id: E02\n  file: evidence/two.txt\n  size: 4\n  title: B\n  {NEW_TWO}   # later\n",
                id="a name on the next line, a size that is there, an empty key",
            ),
            pytest.param(
                "- id: E01\r\n  file: evidence/one.txt\r\n  title: A\r\n- id: E02\r\n  title: B\r\n  file: evidence/two.txt",
                f"- id: E01\r\n  file: evidence/one.txt\r\n  {NEW_ONE}\r\n  size: 3\r\n  title: A\r\n"
                f"- id: E02\r\n  title: B\r\n  file: evidence/two.txt\n  {NEW_TWO}\n  size: 4\n",
                id="line endings stay",
            ),
            pytest.param(
                "[{id: E01, file: evidence/one.txt, title: A},\n {id: E02, title: B, file: evidence/two.txt}]\n",
                f"[{{{NEW_ONE}, size: 3, id: E01, file: evidence/one.txt, title: A}},\n"
                f" {{{NEW_TWO}, size: 4, id: E02, title: B, file: evidence/two.txt}}]\n",
                id="a list in brackets",
            ),
        ],
    )
    def test_lines_are_put_in_and_nothing_else_changes(
        self, before: str, after: str, recorded: Callable[[str], str]
    ) -> None:
        assert recorded(before) == after

    def test_nothing_to_record_writes_nothing(self, opened: Write) -> None:
        workspace = opened({**FILES, "cases/a/evidence.yaml": row("one.txt", f"  sha256: {ONE}\n")})
        path = workspace.cases / "a" / "evidence.yaml"
        path.chmod(0o444)
        before = path.stat().st_mtime_ns
        assert record(workspace, folder.load(workspace, "a")) == ()
        assert path.stat().st_mtime_ns == before

    def test_a_missing_file_is_named_and_nothing_written(self, opened: Write) -> None:
        before = row("one.txt") + row("missing.txt")
        workspace = opened({**FILES, "cases/a/evidence.yaml": before})
        with pytest.raises(CaseError, match=r"evidence\.yaml:5:3: the file of E11 is missing"):
            record(workspace, folder.load(workspace, "a"))
        assert (workspace.cases / "a" / "evidence.yaml").read_text() == before

    def test_a_register_that_cannot_take_them_is_left_alone(self, opened: Write) -> None:
        before = "- ? id\n  : E01\n  ? file\n  : evidence/one.txt\n  ? title\n  : A\n"
        workspace = opened({**FILES, "cases/a/evidence.yaml": before})
        with pytest.raises(CaseError, match="hashes cannot be put into this register as it is written"):
            record(workspace, folder.load(workspace, "a"))
        assert (workspace.cases / "a" / "evidence.yaml").read_text() == before
