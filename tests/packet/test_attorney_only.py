"""What our own attorney reads first: everything that the packet keeps back is in it, marked on every page; and the
packet knows nothing of it."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.errors import CaseError
from casefile.packet.attorney_only import Papers, build
from casefile.packet.bag.recheck import is_packet, recheck
from casefile.packet.papers import Making
from casefile.packet.profile import profile
from casefile.packet.read_first import Told, kinds, metadata
from casefile.packet.staying import going_out
from casefile.packet.words import words as said
from tests.packet.conftest import AS_OF, SECRET, _case
from tests.packet.paper import words

NAME = "Studio Halvorsen Ltd v Northwind Trading GmbH attorney only 2026-09-01"
TOLD: Told = {
    "E08": {"gps": ("53.55, 9.99",), "authors": ()},
    "E01": {"authors": ("=cmd", "Ines")},
    "E02": {"authors": ()},
}


def again(case: Case) -> Case:
    """The case, read again."""
    return folder.load(open_workspace(case.path.parents[1]), case.id)


def made(case: Case, root: Path, language: str = "en") -> Papers:
    """The papers of the small case."""
    making = Making(AS_OF, language=language, commit="abcdef0123456789")  # type: ignore[arg-type]  # one of ours
    return build(case, making, profile("attorney-only"), out=root / "ours", kept=root / "kept-ours", told=TOLD)


@dataclass(frozen=True)
class Made:
    """The papers, made once."""

    papers: Papers
    case: Case


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Papers that tests only read."""
    root = tmp_path_factory.mktemp("ours")
    case = _case(root)
    return Made(made(case, root), case)


def test_what_is_in_the_folder(ours: Made) -> None:
    folder = ours.papers.pdf.parent
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        f"{NAME}.pdf", f"{NAME}.zip", "index.html", "letters/Brief for counsel – privileged and confidential.docx",
        "letters/Read this first – privileged and confidential.docx", "letters/Ways out compared – for our eyes only.docx",
        "manifest-sha256.txt", "metadata.csv", "natives/E04-counsel.txt", "natives/E05-bank.pdf",
        "natives/correspondence/2.md", "natives/correspondence/3.md", "natives/correspondence/4.md",
    ]  # fmt: skip
    assert ours.papers.warnings == ()


def test_everything_withheld_is_in_it(ours: Made) -> None:
    found = " ".join(words(ours.papers.pdf))
    for text in ("to counsel", "on the telephone", "settle", "and others", "in short"):
        assert f"{SECRET}" in found
        assert text in found
    assert "50.00" in found, "the offer without prejudice"
    assert "Where the case is weak" in found
    assert "On hold: BLACKBIRD" in found
    assert "Cause: BLACKBIRD" in found
    assert "places: 53.55, 9.99" in found


def test_a_mail_that_is_kept_back_is_shown_here(case: Case, tmp_path: Path) -> None:
    mail = (
        "From: jana.wolff@northwind.example\nTo: accounts@studio-halvorsen.example\nSubject: Your offer\n"
        "Date: Fri, 22 May 2026 10:00:00 +0000\nMessage-ID: <offer@northwind.example>\n\n"
        "Without prejudice: we cannot take the instalments that you offered, and the twentieth of May was too early for us; "
        "we would pay half of it in August, SECRETLY.\n"
    )
    letters = case.path / "correspondence"
    (letters / "2026-05-22-declines.eml").write_text(mail)
    (letters / "2026-05-22-declines.md").write_text(
        "---\ndate: 2026-05-22\ndirection: in\nchannel: email\nprivilege: without-prejudice\n---\n"
    )
    papers = made(again(case), tmp_path / "x")
    assert papers.warnings == ()
    assert "SECRETLY" in " ".join(words(papers.pdf))


def test_every_page_is_marked(ours: Made) -> None:
    pages = words(ours.papers.pdf)
    assert len(pages) == ours.papers.pages
    assert [number for number, page in enumerate(pages, 1) if "Privileged and confidential" not in page] == []
    assert "Privileged and confidential" in (ours.papers.pdf.parent / "index.html").read_text(encoding="utf-8")
    for letter in (ours.papers.pdf.parent / "letters").iterdir():
        with zipfile.ZipFile(letter) as archive:
            assert any(b"Privileged and confidential" in archive.read(name) for name in archive.namelist())


def test_outline(ours: Made) -> None:
    with pikepdf.open(ours.papers.pdf) as pdf, pdf.open_outline() as outline:
        found = [item.title.replace("\xa0", " ").rpartition(" · ")[0] for item in outline.root]
    assert found == [
        "Read this first: privileged and confidential", "Index", "Brief for counsel: privileged and confidential",
        "Ways out compared: for our eyes only", "B Legal advice", "C Internal notes",
        "D Originals of redacted documents, and enclosures of what is kept back",
    ]  # fmt: skip


def test_verify_understands_the_folder(ours: Made) -> None:
    folder = ours.papers.pdf.parent
    assert is_packet(folder)
    assert {row.state for row in recheck(folder)} == {"ok"}


def test_same_case_same_bytes(ours: Made, tmp_path: Path) -> None:
    again = made(ours.case, tmp_path)
    assert again.bag.read_bytes() == ours.papers.bag.read_bytes()


@pytest.mark.parametrize("language", ["fr", "de", "pl", "ru"])
def test_every_language_marks_it(ours: Made, tmp_path: Path, language: str) -> None:
    pages = [page.replace("\xa0", " ") for page in words(made(ours.case, tmp_path, language).pdf)]
    assert all(said(language).privileged in page for page in pages)


def test_a_changed_exhibit_leaves_what_was_there(case: Case, tmp_path: Path) -> None:
    made(case, tmp_path)
    before = (tmp_path / "ours" / f"{NAME}.zip").read_bytes()
    (case.path / "evidence/E04-counsel.txt").unlink()
    with pytest.raises(CaseError, match="E04 is missing"):
        made(case, tmp_path)
    assert (tmp_path / "ours" / f"{NAME}.zip").read_bytes() == before


@dataclass(frozen=True)
class Record:
    """Metadata as readers of natives give it."""

    gps: tuple[str, ...] = ("1, 2",)
    dates: tuple[tuple[str, str], ...] = (("taken", "2026-03-01"),)


def test_a_record_of_metadata_by_kind() -> None:
    assert kinds(Record()) == {"gps": ("1, 2",), "dates": ("taken: 2026-03-01",)}


def test_what_is_looked_through_before_it_goes_out(case: Case, tmp_path: Path) -> None:
    found = going_out(case, owed(case, AS_OF, bundled()), "en", tmp_path)
    assert [native.label for native in found] == ["E01", "E02", "E03", "E06", "E07", "E08", "E09"]
    assert all(native.path.is_file() for native in found)


def test_the_list_of_metadata() -> None:
    rows = list(csv.reader(io.StringIO(metadata(TOLD).decode("utf-8-sig"), newline="")))
    assert rows == [
        ["exhibit", "kind", "entry"], ["E08", "gps", "53.55, 9.99"], ["E01", "authors", "'=cmd"], ["E01", "authors", "Ines"],
    ]  # fmt: skip
