"""Packets of every profile: index, outline, labels, stamps, links and natives say the same, in one file or in many."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case import folder
from casefile.case.fields import Language
from casefile.case.model import Case
from casefile.case.proof import ExhibitKind
from casefile.case.wall import opened
from casefile.case.workspace import open_workspace
from casefile.errors import CaseError
from casefile.packet.build import Built, build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.papers import Making
from casefile.packet.plan import arranged
from casefile.packet.profile import Profile, names, profile
from tests.packet.conftest import AS_OF, SECRET, Finished
from tests.packet.paper import words
from tests.packet.test_profile import OPEN, plain

ROOT = Path(__file__).parents[2]
CASES = sorted(path.name for path in (ROOT / "cases").iterdir() if path.is_dir())
LANGUAGES: tuple[Language, ...] = get_args(Language)
Make = Callable[..., Built]


@pytest.fixture
def make(finished: Finished, case: Case, tmp_path: Path) -> Make:
    """Builds a packet of a profile from what is kept of the small case."""
    kept = shutil.copytree(finished.kept, tmp_path / "kept")

    def made(chosen: Profile, of: Case = case, language: Language = "en") -> Built:
        return build(of, Making(AS_OF, language=language), chosen, out=tmp_path / "out", kept=kept)

    return made


def titles(file: Path) -> Mapping[str, int]:
    """The outline's lines without their pages, with the pages they lead to."""
    found: dict[str, int] = {}
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        lines = [each for top in outline.root for each in (top, *top.children)]
        for line in lines:
            words_of_it, _, page = plain(line.title).rpartition(" · p. ")
            goal: Any = line.destination
            assert numbers[goal[0].objgen] == int(page)
            found[words_of_it] = int(page)
    return found


def jumps(file: Path) -> list[tuple[int, int]]:
    """From which page to which page links lead."""
    with pikepdf.open(file) as pdf:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = [(n, each) for n, page in enumerate(pdf.pages, 1) for each in page.obj.get("/Annots", [])]
        goals = [(n, link.A.D[0].objgen) for n, link in links if "/A" in link and link.A.get("/S") == "/GoTo"]
        return [(n, numbers[goal]) for n, goal in goals]


def test_american_exhibits_stand_behind_sheets_with_their_letter(make: Make) -> None:
    made = make(profile("us-exhibits"))
    found, pages = titles(made.pdf), [plain(page) for page in words(made.pdf)]
    first = found["Exhibit A Services agreement"]
    assert "Exhibit A Services agreement" in pages[first - 1]
    assert "12 January 2026 · E01 · 3 pages" in pages[first - 1]
    assert pages[first].endswith(f"Exhibit A, 1 of 3 {first + 1}")
    assert "C Invoices" not in found
    chronology = pages[found["Chronology"] - 1]
    assert f"Exhibit A [B{first + 1}]" in chronology, "a reference leads to the exhibit, not to the sheet before it"
    at = {page for number, page in jumps(made.pdf) if number == found["Chronology"]}
    assert first + 1 in at
    index = pages[found["Index"] - 1]
    assert f"Exhibit A Services agreement E01 12 Jan 2026 {first}–{first + 3}" in index
    assert first in {page for number, page in jumps(made.pdf) if number == found["Index"]}
    assert "under penalty of perjury" in " ".join(pages[found["Certificate"] - 1 :])
    assert "Exhibit A E01-contract.pdf" in " ".join(pages[found["Certificate"] - 1 :])


def test_a_sheet_for_what_is_not_shown_bears_the_packets_label(make: Make, case: Case) -> None:
    (case.path / "evidence/E08-photo.jpg").write_bytes(b"no picture")
    registered, relabelled = (plain(" ".join(words(make(profile(name)).pdf))) for name in ("attorney", "us-exhibits"))
    assert "Slip sheet E08 · The shop window" in registered
    label = re.search(r"(Exhibit [A-Z]) The shop window E08", relabelled)
    assert label
    assert f"Slip sheet {label[1]} (E08) · The shop window" in relabelled
    assert f"{label[1]}, 2 of " not in relabelled
    assert " · E08 · 1 page" not in relabelled, "one sheet says both"


def test_exhibits_referred_to_are_listed_by_the_packets_labels(make: Make) -> None:
    listed = re.findall(
        r"Tab ([A-H])(\d+) ",
        plain(" ".join(words(make(profile("uk-court")).pdf))).partition("Exhibits referred to")[2].partition(" of ")[0],
    )
    assert len(listed) > 3
    assert listed == sorted(listed)


def test_each_piece_is_a_file_of_its_own(make: Make, case: Case) -> None:
    made = make(profile("fr-bordereau"), language="fr")
    root = made.pdf.parent
    pieces = sorted((root / "documents").iterdir())
    assert [each.name for each in pieces][:3] == [
        "Pièce 1 - Services agreement.pdf", "Pièce 2 - Vertrag.pdf", "Pièce 3 - Chat about the order.pdf",
    ]  # fmt: skip
    assert len(pieces) == 9
    assert [plain(page).split()[-4:] for page in words(pieces[0])] == [["Pièce", "n°", "1", str(n)] for n in (1, 2, 3)]
    with pikepdf.open(pieces[0]) as pdf, pdf.open_outline() as outline:
        assert [plain(line.title) for line in outline.root] == ["Pièce n° 1 Services agreement · p. 1"]
        assert plain(str(pdf.docinfo["/Title"])).startswith("Pièce n° 1 Services agreement · Studio Halvorsen Ltd")
    bordereau = plain(" ".join(words(made.pdf)))
    assert "1 Services agreement E01 12/01/2026 3" in bordereau
    assert jumps(made.pdf) == []
    assert made.pages == 1 + sum(len(words(each)) for each in pieces)
    assert (root / "natives/E08-photo.jpg").read_bytes() == (case.path / "evidence/E08-photo.jpg").read_bytes()
    assert not any(SECRET in page for each in (made.pdf, *pieces) for page in words(each))


def test_the_e_court_gets_no_attachment(make: Make) -> None:
    made = make(profile("pl-epu"), language="pl")
    found = {path.relative_to(made.pdf.parent).parts[0] for path in made.pdf.parent.rglob("*") if path.is_file()}
    assert found == {made.pdf.name, made.bag.name, "letters", "manifest-sha256.txt"}
    said = plain(" ".join(words(made.pdf)))
    assert "nr 1: Services agreement, 12.01.2026 (rejestr: E01)" in said
    assert "Please pay" not in said, "correspondence is named, not printed"
    assert "Dowód nr 1" in said, "documents refer to the list"
    assert "[B" not in said


def test_a_client_is_sent_only_what_is_cited(make: Make) -> None:
    made = make(profile("client"))
    natives = sorted(path.name for path in (made.pdf.parent / "natives").iterdir())
    assert natives == [
        "E01-contract.pdf", "E02-invoice.pdf", "E06-bank-redacted.pdf", "E07-vertrag.pdf", "E08-photo.jpg",
    ]  # fmt: skip
    assert next(iter(titles(made.pdf))) == "Breakdown of invoice INV-1"


def test_a_reply_takes_the_place_of_the_breakdown(make: Make, case: Case) -> None:
    file = case.path / "invoices/1.yaml"
    dispute = "{reason: quality, raised: 2026-04-28, statement: It is broken., response: It is not., evidence: E03}"
    (case.path / "settlement.yaml").unlink()
    file.write_text(file.read_text().replace("E05]}", f"E05], dispute: {dispute}}}"))
    again = folder.load(open_workspace(case.path.parents[1]), "a")
    found = list(titles(make(profile("client"), again).pdf))
    assert "E03 Chat about the order" in found
    assert not any("Breakdown" in line for line in found)


def bare(case: Case) -> Case:
    """The case without a single exhibit or contact."""
    for name in ("evidence.yaml", "payments.yaml"):
        (case.path / name).unlink()
    shutil.rmtree(case.path / "correspondence")
    for name in ("invoices/1.yaml", "case.yaml"):
        text = re.sub(r",? evidence: (\[.*?\]|E01)|\nevidence: E02", "", (case.path / name).read_text())
        (case.path / name).write_text(text.replace("contract: {}", ""))
    return folder.load(open_workspace(case.path.parents[1]), "a")


@pytest.mark.parametrize("name", ["attorney", "fr-bordereau", "pl-epu"])
def test_a_case_without_exhibits(make: Make, case: Case, name: str) -> None:
    text = (case.path / "case.yaml").read_text()
    (case.path / "case.yaml").write_text(text.replace("contract: {evidence: E01}\n", ""))
    made = make(profile(name), bare(case))
    assert made.pages >= 1


def test_exhibits_without_a_paper_in_front(make: Make) -> None:
    chosen = profile("attorney").model_copy(update={"front": (), "drafts": ()})
    made = make(chosen)
    assert next(iter(titles(made.pdf))) == "A Contract and authority"
    assert words(made.pdf)[0].endswith("E01, 1 of 3 1")
    assert [rule.rule for rule in inspect(made.pdf, chosen) if not rule.ok] == []
    with pikepdf.open(made.pdf) as pdf:
        certificate, tree = pdf.pages[-1].obj, pdf.Root.StructTreeRoot
        assert int(certificate.StructParents) in pikepdf.NumberTree(tree.ParentTree), "it can be read aloud"
    assert make(chosen.model_copy(update={"back": ()})).pages == 11


def test_a_packet_without_a_page_is_refused(make: Make, case: Case) -> None:
    text = (case.path / "case.yaml").read_text()
    (case.path / "case.yaml").write_text(text.replace("contract: {evidence: E01}\n", ""))
    chosen = profile("attorney").model_copy(update={"front": (), "drafts": (), "back": ()})
    with pytest.raises(CaseError, match="would have no page"):
        make(chosen, bare(case))


def test_a_file_that_is_too_large_for_its_reader_is_told(make: Make) -> None:
    chosen = profile("fr-bordereau")
    limits = chosen.limits.model_copy(update={"megabytes": 0})
    made = make(chosen.model_copy(update={"limits": limits}))
    assert {(warning.rule, warning.level) for warning in made.warnings} == {("size", "warning")}
    assert len(made.warnings) == 10


DAYS = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2026, 8, 31)))
TITLES = st.sampled_from(["Letter", "A [link](https://x.example) & <b>", "{{ 7*7 }} | pipe", "Żółć № 5", "x" * 90])


@pytest.mark.slow
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=16, derandomize=True)
@given(st.sampled_from(OPEN), st.sampled_from(LANGUAGES), st.data())
def test_lists_outline_stamps_and_natives_agree(
    finished: Finished, case: Case, name: str, language: Language, data: st.DataObject
) -> None:
    rows = tuple(
        each.model_copy(
            update={
                "date": data.draw(DAYS),
                "kind": data.draw(st.sampled_from(get_args(ExhibitKind))),
                "title": data.draw(TITLES),
            }
        )
        for each in case.exhibits
    )
    mixed, chosen = replace(case, exhibits=rows), profile(name)
    with tempfile.TemporaryDirectory() as place:
        made = build(mixed, Making(AS_OF, language=language), chosen, out=Path(place) / "out", kept=finished.kept)
        files = [made.pdf, *sorted((made.pdf.parent / "documents").glob("*.pdf"))]
        lines = [line for file in files for line in _outline(file)]
        stamped = [plain(page) for file in files for page in words(file)]
        natives = {path.name for path in (made.pdf.parent / "natives").rglob("*") if path.is_file()}
        shown = arranged(opened(mixed), chosen, language).exhibits
        for item in shown if not (chosen.cited or chosen.listed) else ():
            assert any(line.startswith(plain(item.words)) for line in lines)
            assert any(plain(item.mark) in page[-60:] or plain(item.mark) in page[:60] for page in stamped)
            assert not item.number or f"{item.number}-" in "".join(natives)
        assert not chosen.listed or not natives
        assert not any(SECRET in page for page in stamped)


def _outline(file: Path) -> list[str]:
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        return [plain(each.title) for top in outline.root for each in (top, *top.children)]


@pytest.mark.slow
@pytest.mark.parametrize("case_id", CASES)
@pytest.mark.parametrize("name", [name for name in names() if name in OPEN])
def test_every_profile_of_every_sample(name: str, case_id: str, tmp_path: Path) -> None:
    case = folder.load(open_workspace(ROOT), case_id)
    language = LANGUAGES[(CASES.index(case_id) + OPEN.index(name)) % len(LANGUAGES)]
    making = Making(date(2026, 9, 1), language=language)
    made = build(case, making, profile(name), out=tmp_path / "out", kept=tmp_path / "kept")
    assert {warning.rule for warning in made.warnings} <= {"slip-sheet"}
