"""`verify`: the states, what --record writes, and a packet's own manifests."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.cli.conftest import CASE, FOLDER, Casefile


def test_all_as_registered(casefile: Casefile, northwind: Path) -> None:
    result = casefile("verify")
    assert (result.code, result.out) == (0, "1 file, all as registered.\n")
    assert casefile("verify", "--json").json == {
        "ok": True, "files": [{"path": f"{FOLDER}/evidence/E01-agreement.txt", "state": "ok"}],
    }  # fmt: skip


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
    assert casefile("verify", "--record").err == ""


def test_a_zip_that_is_no_packet_is_said(casefile: Casefile, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a/bagit.txt", "no")
    result = casefile("verify", "x.zip")
    assert result.code == 1
    assert result.out.startswith("changed       x.zip: ")
    (tmp_path / "y.zip").write_text("no zip")
    assert casefile("verify", "y.zip").out == "changed       y.zip: it is no zip, or only a part of one\n"
    assert casefile("verify", "z.zip").out == "missing       z.zip\n"
