"""The sample cases: they load, use the whole format, add up, and their exhibits are what the script makes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from casefile import reading
from casefile.case.agreement import records
from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.party import Party
from casefile.case.schemas import SCHEMAS
from casefile.case.workspace import Workspace, open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.records import AT, Record
from tools.sample_evidence.versions import MADE_WITH, at_hand

ROOT = Path(__file__).resolve().parents[1]
IDS = ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot", "2026-022-brightwell")
BUILT_ON = date(2026, 9, 1)
ABSENT = {
    **dict.fromkeys(
        ("Representative.salutation", "Attorney.salutation", "Party.salutation"),
        "the café's owner is greeted by it; the letters of the others are drawn in five languages, and it belongs to one",
    ),
    "WorkspaceFile.from_amount": "every sum is asked for",
    "Interest.act": "belongs to regime eu",
    "Interest.conversion": "belongs to regimes whose compensation is in another currency",
    "Bank.correspondent_account": "Russian accounts only",
    "Bank.routing": "accounts in the United States only",
    "LateFee.percent": "a late fee is an amount or a percentage; the sample agreed an amount",
    "Settlement.due": "both settlements have a schedule",
    "Insolvency.evidence": "known from the public register, after the day of the build",
    "Offer.note": "nothing to note",
    "ContactHead.from": "the contacts name their other side in `to`",
}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(ROOT)


@pytest.fixture(scope="module")
def cases(workspace: Workspace) -> dict[str, Case]:
    return {case_id: load(workspace, case_id) for case_id in workspace.case_ids()}


def test_four_cases_load_without_a_problem(cases: dict[str, Case]) -> None:
    assert tuple(cases) == IDS


def test_each_has_eight_to_twenty_exhibits_of_several_types(cases: dict[str, Case]) -> None:
    for case in cases.values():
        suffixes = {Path(exhibit.file).suffix for exhibit in case.exhibits}
        assert 8 <= len(case.exhibits) <= 20
        assert len(suffixes) >= 5, suffixes


def test_every_key_of_the_format_is_used(workspace: Workspace, cases: dict[str, Case]) -> None:
    used: dict[type[Record], set[str]] = defaultdict(set)
    for record in everything(workspace, cases):
        used[type(record)] |= set(record.at.keys)
    known = {model for root, _ in SCHEMAS.values() for model in models(root)}
    missing = {f"{model.__name__}.{key}" for model in known for key in keys(model) - used[model]}
    assert missing == set(ABSENT)


def test_the_registers_match_the_files(cases: dict[str, Case]) -> None:
    for case in cases.values():
        for exhibit in case.exhibits:
            content = (case.path / exhibit.file).read_bytes()
            assert (exhibit.sha256, exhibit.size) == (sha256(content).hexdigest(), len(content)), exhibit.id
        registered = {exhibit.file for exhibit in case.exhibits}
        assert {f"evidence/{path.name}" for path in (case.path / "evidence").iterdir()} == registered


def test_every_invoice_comes_to_its_stated_total(cases: dict[str, Case]) -> None:
    for case in cases.values():
        claim = owed(case, date(2026, 11, 21), bundled())
        for one in claim.invoices:
            assert one.total.amount == one.invoice.stated_total, one.invoice.number


def test_the_figures_that_people_name_are_those_of_the_claim(cases: dict[str, Case]) -> None:
    northwind = cases["2026-014-northwind"]
    claim = owed(northwind, date(2026, 6, 10), bundled())
    assert northwind.file.events[0].amount == claim.undisputed.amount
    assert next(o for o in northwind.offers if o.id == "O3").amount == claim.principal.amount
    kestrel = owed(cases["2026-003-kestrel"], date(2026, 2, 27), bundled())
    assert cases["2026-003-kestrel"].offers[0].amount == kestrel.principal.amount


def test_on_the_day_of_the_build_each_story_is_where_it_should_be(cases: dict[str, Case]) -> None:
    claims = {name: owed(case, BUILT_ON, bundled()) for name, case in cases.items()}
    states = {name: claim.settlement and claim.settlement.progress.state for name, claim in claims.items()}
    assert states == {IDS[0]: "default", IDS[1]: None, IDS[2]: None, IDS[3]: "on-track"}
    assert all(claim.total.amount > 0 for claim in claims.values())


def test_addresses_and_numbers_are_nobodys() -> None:
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        for domain in re.findall(r"(?:@|https?://)([\w.-]+\.\w+)", text):
            assert domain.endswith(".example"), f"{path}: {domain}"
        for number in re.findall(r"\+\d[\d ]{7,}\d", text):
            assert number.startswith(FICTION), f"{path}: {number}"


FICTION = ("+44 20 7946 0", "+44 113 496 0", "+44 117 496 0", "+49 30 23125 ", "+49 40 66969 ", "+1 555 01")
"""Telephone numbers that Ofcom, the Bundesnetzagentur and the NANP keep for stories."""


def test_a_photograph_in_each_story_was_taken_sideways(cases: dict[str, Case]) -> None:
    turned = []
    for case in cases.values():
        for exhibit in case.exhibits:
            if exhibit.file.endswith(".jpg"):
                with Image.open(case.path / exhibit.file) as photo:
                    turned.append(photo.getexif().get(0x0112))
    assert turned.count(6) == 3


def test_the_script_makes_what_is_kept(tmp_path: Path) -> None:
    """The same bytes where the libraries are the same, else the same pages with the same words."""
    made = make(tmp_path, "1", IDS[2])
    kept = {name: (ROOT / "cases" / name).read_bytes() for name in made}
    assert len(made) == 15
    if MADE_WITH.read_text(encoding="utf-8") == at_hand():
        assert made == kept
    assert {name: shape(name, content) for name, content in made.items()} == {
        name: shape(name, content) for name, content in kept.items()
    }


@pytest.mark.slow
def test_the_script_makes_the_same_bytes_again(tmp_path: Path) -> None:
    """All cases twice, in processes of their own with different hash seeds."""
    runs = [make(tmp_path / seed, seed) for seed in ("1", "2")]
    assert runs[0] == runs[1]
    assert runs[0].keys() == {path.relative_to(ROOT / "cases").as_posix() for path in ROOT.glob("cases/*/evidence/*")}


def make(into: Path, seed: str, *cases: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "tools.sample_evidence", "--into", str(into), *cases]
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return {path.relative_to(into).as_posix(): path.read_bytes() for path in into.glob("*/evidence/*")}


def shape(name: str, content: bytes) -> object:
    """What must not change in a file whichever library versions made it."""
    match Path(name).suffix:
        case ".pdf":
            document = pypdfium2.PdfDocument(content)
            try:
                return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
            finally:
                document.close()
        case ".jpg" | ".png" | ".tif":
            with Image.open(io.BytesIO(content)) as picture:
                return picture.size, picture.mode, getattr(picture, "n_frames", 1)
        case ".eml":
            return [(part.get_content_type(), part.get_filename()) for part in message_from_bytes(content).walk()]
        case _:
            return content


def everything(workspace: Workspace, cases: dict[str, Case]) -> Iterator[Record]:
    yield from within(workspace.file)
    for path in sorted(workspace.debtors.glob("*.yaml")):
        party = reading.read(path.read_bytes(), path.name, Party)
        yield from within(party)
    for case in cases.values():
        yield from records(case)


def within(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        for held in value.__dict__.values():
            yield from within(held)
    elif isinstance(value, dict | tuple):
        for held in value.values() if isinstance(value, dict) else value:
            yield from within(held)


def keys(model: type[Record]) -> set[str]:
    return {info.alias or name for name, info in model.model_fields.items()} - {AT}


def models(root: type[Record]) -> set[type[Record]]:
    """The record and every record its fields can hold."""
    found: set[type[Record]] = set()
    waiting: list[object] = [root]
    while waiting:
        at = waiting.pop()
        if isinstance(at, type) and issubclass(at, Record):
            if at not in found:
                found.add(at)
                waiting += [info.annotation for info in at.model_fields.values()]
        else:
            waiting += getattr(at, "__args__", ())
    return found


def text_files() -> Iterator[Path]:
    for folder in ("cases", "debtors"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".md", ".yaml", ".eml", ".txt", ".csv"):
                yield path
    yield ROOT / "casefile.yaml"
