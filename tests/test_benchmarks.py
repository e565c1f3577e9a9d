"""The benchmarks' own machinery on very little data: data from a seed, runs in turn, the table. No figure is tested."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from benchmarks import data
from benchmarks.__main__ import main
from benchmarks.report import Goal, Result, table
from benchmarks.rows import ROOT, ROWS
from benchmarks.timing import Contender, Measured, in_turn, once
from benchmarks.work import WORK
from casefile.build import work
from casefile.build.stale import Memory
from casefile.case import folder, layout
from casefile.case.workspace import open_workspace


def test_exhibits_are_the_same_from_the_same_seed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        data.exhibits(tmp_path / name, 3, 7, 300_000, seed=1)
    found = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert found == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}
    assert sorted(found) == ["E01.pdf", "E02.pdf", "E03.pdf"]
    assert 270_000 < sum(map(len, found.values())) < 330_000
    with pikepdf.open(tmp_path / "a/E01.pdf") as pdf:
        assert len(pdf.pages) == 3
        scan: Any = pdf.pages[0].obj.Resources.XObject.I
        assert pikepdf.PdfImage(scan).as_pil_image().mode == "L"


def test_workspaces_load_and_hold_more_evidence(tmp_path: Path) -> None:
    data.workspace(tmp_path, 2, ROOT)
    workspace = open_workspace(tmp_path)
    assert [folder.load(workspace, name).id for name in layout.case_ids(tmp_path)] == [
        "2026-00000-case",
        "2026-00001-case",
    ]
    case = tmp_path / "cases/2026-00000-case"
    before = (ROOT / "cases" / data.SAMPLE / "evidence.yaml").read_bytes()
    data.exhibits(tmp_path / "scans", 2, 2, 50_000, seed=1)
    data.evidence(case, tmp_path / "scans")
    assert [row.id for row in folder.load(workspace, case.name).exhibits][-2:] == ["E101", "E102"]
    assert (ROOT / "cases" / data.SAMPLE / "evidence.yaml").read_bytes() == before, (
        "the sample itself is never written to"
    )


def test_what_was_made_of_one_case_is_noted_for_all(tmp_path: Path) -> None:
    data.workspace(tmp_path, 3, ROOT)
    day, (first, *others) = date(2026, 9, 1), layout.case_ids(tmp_path)
    made = f"build/{first}/letter.pdf"
    (tmp_path / made).parent.mkdir(parents=True)
    (tmp_path / made).write_bytes(b"%PDF")
    planned = work.plan(tmp_path, [first], day)
    planned.memories.keep(Memory(first, planned.todo[first], planned.others[first], (made,)))
    planned.memories.save_if_changed()
    data.as_if_built(tmp_path, day)
    found = work.plan(tmp_path, [first, *others], day)
    assert [(each.case, each.outputs) for each in found.fresh] == [
        (case_id, (f"build/{case_id}/letter.pdf",)) for case_id in (first, *others)
    ]


def test_runs_are_taken_in_turn_and_a_failure_is_told(tmp_path: Path) -> None:
    order = tmp_path / "order"
    line = f"open({str(order)!r}, 'a').write"
    both = [Contender(name, (sys.executable, "-c", f"{line}({name!r})")) for name in ("a", "b")]
    found = in_turn(both, 2, tmp_path)
    assert order.read_text() == "ababab"
    assert [(each.name, each.seconds > 0, each.megabytes > 1) for each in found] == [
        ("a", True, True),
        ("b", True, True),
    ]
    assert once(Contender("c", (sys.executable, "-c", "print('seconds: 0.25')")), tmp_path)[0] == 0.25
    with pytest.raises(RuntimeError, match="c ended with 1:\noh dear"):
        once(Contender("c", (sys.executable, "-c", "raise SystemExit('oh dear')")), tmp_path)


def test_the_table_says_what_is_met() -> None:
    ours, peer = Measured("casefile", 0.2, 40, 0.3), Measured("qpdf", 0.1, 20, 0.15)
    written = table(
        [
            Result("slow", Goal(1.2, "qpdf"), (ours, peer)),
            Result("quick", Goal(3.0, "qpdf", 300), (ours, peer)),
            Result("large", Goal(3.0, "qpdf", 30), (ours, peer)),
            Result("alone", Goal(0.002, each=1000), (ours,)),
            Result("nobody", Goal(1.0, "pypdf"), (ours,)),
        ],
        date(2026, 9, 1),
    )
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in written.splitlines() if line.startswith("| ")
    ][2:]
    assert [row[7] for row in rows] == ["300 ms, 2.00 ×", "300 ms, 2.00 ×", "300 ms, 2.00 ×", "300 ms", "300 ms"]
    assert [(row[0], row[4], row[5], row[6]) for row in rows] == [
        ("slow", "1.2 × qpdf", "2.00 ×", "**missed**"),
        ("quick", "3 × qpdf, 300 MB", "2.00 ×", "met"),
        ("large", "3 × qpdf, 30 MB", "2.00 ×", "**missed**"),
        ("alone", "2 ms each", "0.2 ms", "met"),
        ("nobody", "1 × pypdf", "–", "peer not installed"),
    ]
    assert "1 September 2026" in written
    assert "pikepdf" in written


def test_rows_run_and_are_written(tmp_path: Path) -> None:
    out = tmp_path / "results.md"
    text = main(["help", "assemble", "verify", "--share", "0.003", "--rounds", "1", "--out", str(out)])
    assert out.read_text() == text
    assert [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")][2:] == [
        row.title for row in ROWS if row.name in ("help", "assemble", "verify")
    ]
    assert len({row.name for row in ROWS}) == len(ROWS)
    with pytest.raises(SystemExit):
        main(["nonsense"])


def test_letters_are_drawn_by_ours_and_by_the_peer(tmp_path: Path) -> None:
    data.workspace(tmp_path / "root", 1, ROOT)
    for name in ("letters", "tuned"):
        assert callable(WORK[name](str(tmp_path / "root")))
    WORK["page"](str(tmp_path / "root"), str(tmp_path / "letter.html"))()
    assert "print.css" in (tmp_path / "letter.html").read_text()
