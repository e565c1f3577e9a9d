"""A packet as of a day: what is later is nowhere in it, and the command says what that is."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.packet import attorney_only
from casefile.packet.build import Built, build
from casefile.packet.papers import Making
from casefile.packet.profile import profile
from tests.packet.conftest import AS_OF, SECRET, _case
from tests.packet.paper import words

DAY = date(2026, 5, 6)
LATER = ("E07", "E09", "5.md", "Vertrag", "Demand as sent", "8.md", "Afterwards")


def write(case: Case, files: Mapping[str, str]) -> Case:
    """The case with files added to."""
    for name, text in files.items():
        with (case.path / name).open("a", encoding="utf-8") as file:
            file.write(text)
    return load(open_workspace(case.path.parent.parent), case.id)


def letter(day: str, more: str, text: str) -> str:
    """A letter of ours."""
    return f"---\ndate: {day}\ndirection: out\nchannel: post\nsubject: {text}\n{more}---\n{text}.\n"


def made(case: Case, root: Path, day: date = DAY, name: str = "attorney") -> Built:
    """The packet as of a day."""
    return build(case, Making(day), profile(name), out=root / "out", kept=root / "kept")


@dataclass(frozen=True)
class Early:
    """A packet as of a day before much of the case, made once."""

    built: Built
    case: Case


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Early:
    """The small case as of 6 May, with an undated exhibit, and a letter that came when that day was over."""
    root = tmp_path_factory.mktemp("early")
    case = write(
        _case(root),
        {
            "evidence.yaml": "- {id: E30, file: evidence/E30.txt, title: No day, kind: other}\n",
            "evidence/E30.txt": "No day stands on it.\n",
            "correspondence/7.md": letter("2026-05-05", "received: {on: 2026-05-08, how: signed}\n", "Final notice"),
            "correspondence/8.md": letter("2026-05-07", "", "Afterwards"),
        },
    )
    return Early(made(case, root), case)


def test_what_is_later_is_in_no_file_of_it(early: Early) -> None:
    folder = early.built.pdf.parent
    pages = " ".join(words(early.built.pdf)).replace("\xa0", " ")
    listed = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    with (folder / "load/load.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row["LABEL"] for row in csv.DictReader(file)]
    with pikepdf.open(early.built.pdf) as pdf, pdf.open_outline() as outline:
        lines = " ".join(line.title for top in outline.root for line in (top, *top.children))
    browsed = (folder / "index.html").read_text(encoding="utf-8")
    for name in LATER:
        assert name not in pages
        assert name not in lines
        assert name not in browsed
        assert not any(name in each for each in (*listed, *rows))
    assert {"E01", "E02", "E03", "E06", "E08", "E30"} <= set(rows), "what has no day stays"
    assert "No day stands on it" in pages
    assert "8 May 2026" not in pages, "nobody knew then that the letter would come"
    assert "natives/correspondence/7.md" not in listed, "its file says more than is shown"
    assert SECRET not in pages


def test_it_says_what_was_left_out(early: Early) -> None:
    assert [warning.message for warning in early.built.warnings] == [
        "2 exhibits and 2 contacts are later than 2026-05-06 and are not in this packet: E07, E09, 8.md, 5.md"
    ]
    assert early.built.warnings[0].hint == "for them leave out --as-of, or give a later day"


def test_a_line_whose_only_proof_is_later_is_told(case: Case, tmp_path: Path) -> None:
    found = made(case, tmp_path, date(2026, 4, 1))
    assert [warning.message.partition(":")[0] for warning in found.warnings] == [
        "3 exhibits and 3 contacts are later than 2026-04-01 and are not in this packet"
    ]
    late = (case.path / "evidence.yaml").read_text().replace("2026-03-20", "2026-04-02")
    (case.path / "evidence.yaml").write_text(late)
    again = made(load(open_workspace(case.path.parent.parent), case.id), tmp_path, date(2026, 4, 1))
    assert again.warnings[1].message == (
        "nothing in this packet proves line 1 of INV-1 (Front end): E08, E06 are later than 2026-04-01"
    )


def test_an_original_stays_kept_back_where_its_stand_in_is_later(case: Case, tmp_path: Path) -> None:
    register = (case.path / "evidence.yaml").read_text().replace("redacts: E05", "redacts: E05, date: 2026-06-01")
    (case.path / "evidence.yaml").write_text(register)
    found = made(load(open_workspace(case.path.parent.parent), case.id), tmp_path, date(2026, 5, 10))
    pages = " ".join(words(found.pdf))
    assert SECRET not in pages
    assert "E05" not in pages
    assert "E06" not in pages
    assert not [file for file in found.pdf.parent.rglob("*") if "bank" in file.name]


def test_what_came_with_a_message_was_there_when_it_was(case: Case, tmp_path: Path) -> None:
    register = (
        "- {id: E31, file: evidence/E31.txt, title: Next invoice, date: 2026-06-01, kind: invoice, parent: E03}\n"
    )
    found = made(write(case, {"evidence.yaml": register, "evidence/E31.txt": "Post-dated.\n"}), tmp_path)
    assert "Post-dated" in " ".join(words(found.pdf))


def test_what_our_counsel_gets_is_of_the_same_day(early: Early, tmp_path: Path) -> None:
    making, chosen = Making(DAY), profile("attorney-only")
    found = attorney_only.build(early.case, making, chosen, out=tmp_path / "ours", kept=tmp_path / "kept")
    pages = " ".join(words(found.pdf))
    assert "E04" in pages, "advice of 1 May"
    assert not any(name in pages for name in LATER)


def test_a_packet_of_an_earlier_day_says_which_one_it_replaces(case: Case, tmp_path: Path) -> None:
    first = made(case, tmp_path, AS_OF, "client")
    assert first.warnings == ()
    again = made(case, tmp_path, DAY, "client")
    assert [warning.message for warning in again.warnings if warning.rule == "replaced"] == [
        "this packet, of 2026-05-06, took the place of the one of 2026-09-01"
    ]
    assert not first.pdf.exists()
    assert not [each for each in made(case, tmp_path, DAY, "client").warnings if each.rule == "replaced"]
