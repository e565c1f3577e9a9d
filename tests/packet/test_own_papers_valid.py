"""The packet's own papers are PDF/A-3a and PDF/UA-1 in every language, and so is each file of a packet that holds
nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import get_args

import pikepdf
import pytest

from casefile.case import folder
from casefile.case.fields import Language
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.packet import lists, papers
from casefile.packet.build import Asked, build
from casefile.packet.contact import contact
from casefile.packet.papers import Making
from casefile.packet.printed import printed_contacts
from casefile.packet.profile import Bates, Limits, names, profile
from casefile.packet.settle import drawn
from tests.packet.conftest import AS_OF, Finished
from tests.packet.test_profile import OPEN, about, planned
from tests.packet.test_volumes import noise

ROOT = Path(__file__).parents[2]
CASES = sorted(path.name for path in (ROOT / "cases").iterdir() if path.is_dir())
LANGUAGES: tuple[Language, ...] = get_args(Language)
Validate = Callable[..., str]


def tagged(file: Path) -> bool:
    """Whether every page is tagged: exhibits' pages never are."""
    with pikepdf.open(file) as pdf:
        return all("/StructParents" in page for page in pdf.pages)


def claims(file: Path) -> tuple[str, str]:
    """What a file says that it is: PDF/A of a part and level, PDF/UA of a part."""
    with pikepdf.open(file) as pdf, pdf.open_metadata() as told:
        return told.pdfa_status, told.get("pdfuaid:part", "")


def validated(files: Iterable[Path], validate_pdf: Validate) -> set[str]:
    """The names of those files that hold our own pages alone, which must be what they claim; the others claim
    nothing."""
    found = list(files)
    ours = [file for file in found if tagged(file)]
    assert {claims(file) for file in ours} <= {("3A", "1")}
    assert {claims(file) for file in found if file not in ours} <= {("", "")}
    if ours:
        validate_pdf("3a", *ours)
        validate_pdf("ua1", *ours)
    return {file.name for file in ours}


@pytest.mark.slow
def test_own_papers(tmp_path: Path, validate_pdf: Callable[..., str]) -> None:
    files = []
    for language in LANGUAGES:
        told = about("2026-014-northwind", language)
        plan, each, named = (planned(told, name) for name in ("us-exhibits", "fr-bordereau", "pl-epu"))
        letter = printed_contacts(told.case)[0]
        sheets = {
            "cover": papers.cover(told, plan),
            "index": lists.index(told, plan),
            "index-apart": lists.index(told, each),
            "certificate": papers.certificate(told, plan, (), "I declare."),
            "contact": contact(told, next(item for item in plan.exhibits if not item.number), letter),
            "slip-sheet": lists.slip_sheet(told, plan.exhibits[0], 12),
            "bordereau": lists.bordereau(told, each),
            "evidence-list": lists.evidence_list(told, named),
        }
        files += [drawn(sheet, tmp_path / f"{name}-{language}.pdf").file for name, sheet in sheets.items()]
    validate_pdf("3a", *files)
    validate_pdf("ua1", *files)


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_files_of_our_own_pages_in_packets_of_every_profile(name: str, validate_pdf: Validate, tmp_path: Path) -> None:
    case = folder.load(open_workspace(ROOT), name)
    made = {
        each: build(case, Making(date(2026, 9, 1)), profile(each), out=tmp_path / each, kept=tmp_path / "kept")
        for each in names()
        if each in OPEN
    }
    opened = [found.pdf for key, found in made.items() if profile(key).files == "each" or profile(key).listed]
    ours = validated((file for found in made.values() for file in found.counts), validate_pdf)
    assert {file.name for file in opened} <= ours


@pytest.mark.slow
def test_late_additions_that_are_our_own_pages(
    case: Case, finished: Finished, validate_pdf: Validate, tmp_path: Path
) -> None:
    shutil.copytree(finished.kept, tmp_path / "kept")
    note = "---\ndate: 2026-08-20\nchannel: post\ndirection: out\n---\nPlease see https://a.example/ once more.\n"
    (case.path / "correspondence/2026-08-20-once-more.md").write_text(note)
    more = folder.load(open_workspace(case.path.parent.parent), case.id)
    made = build(
        more, Making(AS_OF), profile("attorney"), out=tmp_path / "out", kept=tmp_path / "kept", asked=Asked(late=True)
    )
    assert made.added
    assert validated(made.counts, validate_pdf) == {made.added.name}


@pytest.mark.slow
def test_volumes_of_our_own_pages_and_numbered_ones(case: Case, validate_pdf: Validate, tmp_path: Path) -> None:
    noise(case.path / "evidence/E01-contract.pdf", 1_200_000)
    limits, bates = Limits.model_validate({"megabytes": "1"}), Bates.model_validate({"prefix": "HALV", "start": "1"})
    chosen = profile("attorney").model_copy(update={"limits": limits, "bates": bates})
    made = build(case, Making(AS_OF), chosen, out=tmp_path / "out", kept=tmp_path / "kept")
    assert made.volumes[0].name in validated(made.counts, validate_pdf)


@pytest.mark.slow
def test_an_encrypted_paper_is_no_longer_for_archives(case: Case, tmp_path: Path) -> None:
    secret = Asked(secret="correct horse battery staple")
    made = build(case, Making(AS_OF), profile("pl-epu"), out=tmp_path / "out", kept=tmp_path / "kept", asked=secret)
    with pikepdf.open(made.pdf, password=secret.secret) as pdf, pdf.open_metadata() as told:
        assert (told.pdfa_status, told["pdfuaid:part"]) == ("", "1")
