"""Whole packets of the sample cases, and of odd and broken files that others collected: every rule holds for all."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.making import Wanted, draw, open_desk
from casefile.packet.build import Built, build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.inspector.rules.table import RULES
from casefile.packet.papers import Making
from casefile.packet.profile import profile
from casefile.render.locale import amount
from tests.packet.paper import words

ROOT = Path(__file__).parents[2]
CASES = sorted(path.name for path in (ROOT / "cases").iterdir() if path.is_dir())
KINDS = ("order", "invoice", "delivery", "payment", "correspondence", "other")


def packet(root: Path, name: str, tmp_path: Path) -> Built:
    """A case's packet, in English, of the day the samples are built for."""
    case = folder.load(open_workspace(root), name)
    making = Making(date(2026, 9, 1), language="en")
    return build(case, making, profile("attorney"), out=tmp_path / "packet", kept=tmp_path / "kept")


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_sample_cases(name: str, tmp_path: Path) -> None:
    made = packet(ROOT, name, tmp_path)
    assert [rule.rule for rule in inspect(made.pdf) if not rule.ok] == []
    assert {warning.rule for warning in made.warnings} <= {"slip-sheet"}
    case = folder.load(open_workspace(ROOT), name)
    total = amount(owed(case, date(2026, 9, 1), Regimes()).total, "en")
    statement = next(page for page in words(made.pdf) if "Statement of account" in page.replace("\xa0", " ")[:90])
    assert f"Total on 1 September 2026 {total}" in statement.replace("\xa0", " ")


@pytest.mark.slow
def test_word_letters_refer_to_the_packet_as_the_pdf_does(tmp_path: Path) -> None:
    made = packet(ROOT, "2026-014-northwind", tmp_path)
    letter = next((tmp_path / "packet/letters").glob("Final demand*.docx"))
    with zipfile.ZipFile(letter) as archive:
        text = archive.read("word/document.xml").decode()
    pages = " ".join(words(made.pdf)).replace("\xa0", " ")
    for reference in ("E01 [B17]", "E02 [B25]"):
        assert reference in text.replace("\xa0", " ")
        assert reference in pages


@pytest.mark.slow
def test_the_scott_schedule_lies_beside_it_as_what_is_to_be_filled_in(tmp_path: Path) -> None:
    made = packet(ROOT, "2026-014-northwind", tmp_path)
    desk = replace(open_desk(open_workspace(ROOT), "2026-014-northwind", date(2026, 9, 1)), commit="")
    alone = draw(desk, Wanted("scott-schedule", language="en"), ("xlsx",))[0]["xlsx"]
    assert (tmp_path / "packet/letters/Scott schedule.xlsx").read_bytes() == alone
    with zipfile.ZipFile(made.bag) as bag:
        assert bag.read(f"{made.bag.stem}/data/letters/Scott schedule.xlsx") == alone
    said = " ".join(" ".join(words(made.pdf)).split())
    assert "comes with the packet as a spreadsheet and as a Word file (folder letters)" in said
    assert "return the file" not in said


@pytest.mark.slow
def test_every_file_of_the_collections_gets_into_a_packet(samples: Path, tmp_path: Path) -> None:
    evidence = tmp_path / "cases/a/evidence"
    evidence.mkdir(parents=True)
    found = sorted(path for part in ("pdf", "images", "mail") for path in (samples / part).rglob("*") if path.is_file())
    rows = []
    for number, path in enumerate(found, 1):
        shutil.copyfile(path, evidence / f"E{number}-{path.name}")
        kind = KINDS[number % len(KINDS)]
        rows.append(
            f'- {{id: E{number}, file: "evidence/E{number}-{path.name}", title: "{path.name}", kind: {kind}}}\n'
        )
    (tmp_path / "casefile.yaml").write_text("creditor: {name: A}\n")
    (tmp_path / "cases/a/case.yaml").write_text("id: a\ntitle: T\ncurrency: EUR\ndebtor: {name: B}\n")
    (tmp_path / "cases/a/evidence.yaml").write_text("".join(rows))
    (tmp_path / "cases/a/invoices").mkdir()
    invoice = "number: I\nissued: 2026-03-31\ndue: 2026-04-14\nlines: [{id: 1, description: x, unit_price: 5.00}]\n"
    (tmp_path / "cases/a/invoices/1.yaml").write_text(invoice)
    made = packet(tmp_path, "a", tmp_path / "out")
    of_others = {name for name, rule in RULES.items() if rule.of_exhibits}
    assert {rule.rule for rule in inspect(made.pdf) if not rule.ok} <= of_others
    stamped = " ".join(words(made.pdf))
    assert all(f"E{number}, 1 of " in stamped for number in range(1, len(found) + 1))
