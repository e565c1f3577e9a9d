"""Odd and broken files that others collected, from `add` to the finished packet, through the program itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CASE
from tests.packet.paper import words
from tests.program import program


def run(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casefile", *arguments, "--as-of", "2026-09-01"],
        cwd=root, text=True, check=False, capture_output=True,
    )  # fmt: skip


@pytest.mark.slow
def test_every_file_is_taken_in_and_gets_its_pages(samples: Path, northwind: Path) -> None:
    files = sorted(path for part in ("pdf", "images", "mail") for path in (samples / part).rglob("*") if path.is_file())
    assert files, "the folder of samples has no pdf, images or mail"
    added = run(northwind, "add", CASE, *files, "--json")
    assert (added.returncode, added.stderr) == (0, "")
    labels = {one["id"] for one in json.loads(added.stdout)["exhibits"]}
    assert len(labels) >= len(files)  # with what is attached to the mails

    packed = run(northwind, "packet", CASE, "--json")
    told = json.loads(packed.stdout)
    assert (packed.returncode, packed.stderr) == (3 if told["problems"] else 0, "")
    assert {problem["level"] for problem in told["problems"]} == {"warning"}
    pdf = northwind / told["pdf"]
    checked = subprocess.run([program("qpdf"), "--check", pdf], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    stamped = " ".join(words(pdf)).replace("\xa0", " ")
    assert {label for label in labels if f"{label}, 1 of " not in stamped} == set()

    for_people = run(northwind, "packet", CASE)
    assert for_people.returncode == packed.returncode
    assert "Traceback" not in for_people.stderr
    shown = " ".join(for_people.stderr.split())
    again = json.loads(run(northwind, "packet", CASE, "--json").stdout)["problems"]  # what broke off once is tried anew
    assert [one for one in again if " ".join(one["message"].split()) not in shown] == []
    verified = run(northwind, "verify", CASE, pdf.parent)
    assert verified.returncode == 0, verified.stdout
