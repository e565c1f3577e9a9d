"""Where things lie is known without reading a file or importing a model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casefile.case import layout
from casefile.errors import UsageError


def test_finding_cases_imports_no_model() -> None:
    program = "import sys, casefile.case.layout; print('pydantic' in sys.modules or 'yaml' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )


def test_case_ids_are_folders_that_are_not_hidden(tmp_path: Path) -> None:
    for name in ("b", "a", ".git", "_old"):
        (tmp_path / "cases" / name).mkdir(parents=True)
    (tmp_path / "cases" / "README.md").touch()
    assert layout.case_ids(tmp_path) == ("a", "b")
    assert layout.case_ids(tmp_path / "cases") == ()


def test_what_a_run_that_was_killed_began_is_no_case(tmp_path: Path) -> None:
    for path in ("begun/.new-1", "begun/invoices/.new-2", "real/case.yaml", "broken/invoices/1.yaml", "mine/notes.txt"):
        (tmp_path / "cases" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "cases" / path).touch()
    (tmp_path / "cases/empty/invoices").mkdir(parents=True)
    (tmp_path / "cases/just-made").mkdir()
    assert layout.case_ids(tmp_path) == ("broken", "just-made", "mine", "real")


def test_a_file_of_the_wrong_name_is_pointed_at(tmp_path: Path) -> None:
    (tmp_path / "casefile.yml").touch()
    with pytest.raises(UsageError) as caught:
        layout.find(tmp_path)
    assert caught.value.problems[0].hint.startswith("rename ")


def test_packets_of_every_profile_are_found(tmp_path: Path) -> None:
    assert layout.packets(tmp_path, "a") == (tmp_path / "build/a/packet",)
    for name in ("packet-uk-court", "packet-client", "attorney-only", "letters"):
        (tmp_path / "build/a" / name).mkdir(parents=True)
    (tmp_path / "build/a/packet-note.txt").touch()
    found = [path.name for path in layout.packets(tmp_path, "a")]
    assert found == ["packet", "packet-client", "packet-uk-court"]


def test_where_a_workspace_s_own_and_what_is_generated_lie(tmp_path: Path) -> None:
    assert layout.profiles(tmp_path) == tmp_path / "profiles"
    assert layout.kept(tmp_path) == tmp_path / "build/.kept"


def test_what_is_for_our_attorney_alone_lies_in_no_packet(tmp_path: Path) -> None:
    ours = layout.attorney_only(tmp_path, "a")
    ours.mkdir(parents=True)
    assert ours == tmp_path / "build/a/attorney-only"
    assert all(ours != packet and packet not in ours.parents for packet in layout.packets(tmp_path, "a"))
