"""`verify`: the states, what --record writes, and a packet's own manifests."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.cli import boundary
from tests.cli.conftest import CASE, FILES, FOLDER, Casefile


def test_all_as_registered(casefile: Casefile, northwind: Path) -> None:
    result = casefile("verify")
    assert (result.code, result.out) == (0, "1 file, all as registered.\n")
    assert casefile("verify", "--json").json == {
        "ok": True, "files": [{"path": f"{FOLDER}/evidence/E01-agreement.txt", "state": "ok"}],
    }  # fmt: skip


def test_what_git_was_asked_is_said(casefile: Casefile, northwind: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *who, *arguments], cwd=northwind, check=True, capture_output=True)

    nothing = "Nothing was compared with git: no repository, or no evidence committed yet.\n"
    assert casefile("verify").err == nothing
    git("init", "-q")
    assert casefile("verify").err == nothing
    git("add", "-A")
    git("commit", "-qm", "x")
    assert casefile("verify").err == ""
    (northwind / "new.txt").write_text("new")
    casefile("add", CASE, "new.txt")
    assert casefile("verify").err == "1 of them compared with git too: the others are not committed yet.\n"
    assert casefile("verify", "--quiet").err == ""


def test_each_state_is_said_and_ends_with_1(casefile: Casefile, northwind: Path) -> None:
    evidence = northwind / FOLDER / "evidence"
    (evidence / "E01-agreement.txt").write_text("hallo\n")
    (evidence / "loose.txt").write_text("x")
    with (northwind / FOLDER / "evidence.yaml").open("a") as file:
        file.write("- {id: E02, file: evidence/gone.txt, title: Gone}\n")
    result = casefile("verify", "northwind")
    assert result.code == 1
    assert [line.split()[0] for line in result.out.splitlines()] == ["changed", "missing", "unregistered"]
    assert "3 of 3 files need a look." in result.err
    assert casefile("verify", "--json").json["ok"] is False


def test_record_writes_the_missing_hash_and_only_that(casefile: Casefile, northwind: Path) -> None:
    register = northwind / FOLDER / "evidence.yaml"
    before = register.read_text()
    register.write_text(before.replace("  sha256", "  # sha256"))
    assert casefile("verify").code == 1
    result = casefile("verify", "--record")
    assert (result.code, result.out) == (0, "1 file, all as registered.\n")
    assert f"{CASE}: hashes written for E01" in result.err
    assert "  # sha256: 5891b5b5" in register.read_text()
    assert "hashes written" not in casefile("verify", "--record").err


def test_a_zip_that_is_no_packet_is_said(casefile: Casefile, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a/bagit.txt", "no")
    result = casefile("verify", "x.zip")
    assert result.code == 1
    assert result.out.startswith("changed       x.zip: ")
    (tmp_path / "y.zip").write_text("no zip")
    assert casefile("verify", "y.zip").out == (
        "changed       y.zip: it is no zip, or only a part of one; get it again from whoever made it, or make it again "
        "with casefile packet CASE\n"
    )
    assert casefile("verify", "z.zip").out == (
        "missing       z.zip: there is no such file: check the path, or make it with casefile packet CASE\n"
    )


def test_what_is_neither_a_case_nor_a_packet(casefile: Casefile, northwind: Path) -> None:
    (northwind / "letter.pdf").write_bytes(b"%PDF-1.7")
    (northwind / "empty").mkdir()
    (northwind / "photos").mkdir()
    (northwind / "photos/a.jpg").write_bytes(b"x")
    for path in ("photos.zip", "photos/more.zip"):
        with zipfile.ZipFile(northwind / path, "w") as archive:
            archive.writestr("a.jpg", "x")
    for name, why in (
        ("letter.pdf", "it is a single file"),
        ("empty", "the folder is empty"),
        ("photos", "the folder holds neither a manifest-sha256.txt nor a packet's zip"),
        (str(northwind / "photos"), "the folder holds neither a manifest-sha256.txt nor a packet's zip"),
        ("photos.zip", "the zip holds no lists of hashes"),
    ):
        result = casefile("verify", name)
        assert (result.code, result.out) == (2, "")
        assert f"'{name}' is neither a case nor a packet: {why}" in result.err
        assert "casefile verify takes a case, or of a packet its folder, its zip" in " ".join(result.err.split())
    assert casefile("verify", FOLDER).code == 0, "a case's folder is its case"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a packet; not to be written to."""
    root = tmp_path_factory.mktemp("made")
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert boundary.run(["--workspace", str(root), "packet", CASE, "--as-of", "2026-05-01"]) == 0
    return root


@pytest.fixture
def packet(northwind: Path, made: Path) -> Path:
    """The folder of a packet, from the workspace."""
    shutil.copytree(made / "build", northwind / "build")
    return Path("build", CASE, "packet")


def the_only(packet: Path, pattern: str) -> Path:
    (found,) = packet.glob(pattern)
    return found


def test_every_file_of_a_packet_is_looked_at(casefile: Casefile, packet: Path) -> None:
    there = sorted(path.as_posix() for path in packet.rglob("*") if path.is_file())
    result = casefile("verify", packet, "--json").json
    assert sorted(one["path"] for one in result["files"]) == there
    assert {"natives", "letters"} <= {Path(name).parent.name for name in there}
    assert {one["state"] for one in result["files"]} == {"ok"}


def append(path: Path) -> Path:
    with path.open("ab") as file:
        file.write(b"%")
    return path


def without(path: Path) -> Path:
    path.unlink()
    return path


def add(path: Path) -> Path:
    path.write_text("x")
    return path


@pytest.mark.parametrize(
    ("tamper", "state"),
    [
        (lambda packet: append(the_only(packet, "*.pdf")), "changed"),
        (lambda packet: append(the_only(packet, "natives/E01*")), "changed"),
        (lambda packet: without(the_only(packet, "natives/E01*")), "missing"),
        (lambda packet: without(the_only(packet, "letters/Chron*")), "missing"),
        (lambda packet: without(the_only(packet, "*.pdf")), "missing"),
        (lambda packet: without(the_only(packet, "*.zip")), "missing"),
        (lambda packet: add(packet / "natives/E02-new.txt"), "unregistered"),
        (lambda packet: add(packet / "another.zip"), "changed"),
        (lambda packet: append(packet / "manifest-sha256.txt"), "changed"),
    ],
    ids=["pdf", "native", "native gone", "letter gone", "pdf gone", "zip gone", "one more", "a second zip", "list"],
)
def test_what_was_done_to_a_packet_is_found(
    tamper: Callable[[Path], Path], state: str, casefile: Casefile, packet: Path
) -> None:
    touched = tamper(packet)
    result = casefile("verify", packet, "--json")
    wrong = [one for one in result.json["files"] if one["state"] != "ok"]
    assert (result.code, wrong) == (1, [{"path": touched.as_posix(), "state": state}])


def test_a_packet_without_its_natives_or_its_list(casefile: Casefile, packet: Path) -> None:
    shutil.rmtree(packet / "natives")
    assert casefile("verify", packet).code == 1
    (packet / "manifest-sha256.txt").unlink()
    result = casefile("verify", packet)
    assert result.code == 1
    assert f"missing       {packet.as_posix()}/manifest-sha256.txt: nothing says what the files" in result.out


def test_the_zip_alone_is_one_file(casefile: Casefile, packet: Path) -> None:
    zipped = the_only(packet, "*.zip")
    assert casefile("verify", zipped, "--json").json["files"] == [{"path": zipped.as_posix(), "state": "ok"}]


def test_a_case_and_a_packet_are_both_looked_at(casefile: Casefile, northwind: Path, packet: Path) -> None:
    both = casefile("verify", "northwind", packet, "--json").json["files"]
    assert f"{FOLDER}/evidence/E01-agreement.txt" in {one["path"] for one in both}
    assert the_only(packet, "*.pdf").as_posix() in {one["path"] for one in both}
    (northwind / FOLDER / "evidence" / "E01-agreement.txt").write_text("hallo\n")
    result = casefile("verify", "northwind", packet)
    assert result.code == 1
    assert result.out.startswith(f"changed       {FOLDER}/evidence/E01-agreement.txt")


def test_a_packet_needs_no_workspace(
    casefile: Casefile, northwind: Path, packet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert casefile("verify", northwind / packet).code == 0
