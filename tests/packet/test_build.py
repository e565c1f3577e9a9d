"""A whole packet: what is in it, that nothing else is, that it is made again byte for byte, and when it is refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import pikepdf
import pytest

from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.errors import CaseError
from casefile.packet.build import build
from casefile.packet.papers import Making
from casefile.packet.profile import profile
from tests.packet.conftest import AS_OF, SECRET, Finished, built
from tests.packet.paper import words
from tests.program import program

NAME = "Studio Halvorsen Ltd v Northwind Trading GmbH packet 2026-09-01"


def plain(text: str) -> str:
    """A text with ordinary blanks."""
    return text.replace("\xa0", " ")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_is_in_the_folder(finished: Finished, case: Case) -> None:
    packet = finished.built.pdf.parent
    texts = sorted(path.relative_to(packet).as_posix() for path in packet.glob("load/text/A-0000*.txt"))
    assert len(texts) == 9, "one a document"
    assert list(tree(packet)) == [
        f"{NAME}.pdf", f"{NAME}.zip", "index.html", "letters/Breakdown of invoice INV-1.docx", "letters/Chronology.docx",
        "letters/Final demand for payment – invoice INV-1 (draft).docx", "letters/Statement of account.docx",
        "letters/Summary of the claim on 1 September 2026.docx", "load/load.csv", "load/load.dat",
        *texts, "manifest-sha256.txt",
        "natives/E01-contract.pdf", "natives/E02-invoice.pdf", "natives/E03-chat.txt", "natives/E06-bank-redacted.pdf",
        "natives/E07-vertrag.pdf", "natives/E08-photo.jpg", "natives/E09-demand.txt",
        "natives/correspondence/1.md", "natives/correspondence/6.eml",
    ]  # fmt: skip
    assert finished.built.bag == packet / f"{NAME}.zip"
    assert finished.built.warnings == ()
    assert (packet / "natives/E08-photo.jpg").read_bytes() == (case.path / "evidence/E08-photo.jpg").read_bytes()


def test_outline(finished: Finished) -> None:
    with pikepdf.open(finished.built.pdf) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == finished.built.pages == 22
        assert [plain(item.title) for item in outline.root] == [
            "Cover · p. 1", "Index · p. 2", "Summary of the claim on 1 September 2026 · p. 3", "Chronology · p. 4",
            "Breakdown of invoice INV-1 · p. 5", "Statement of account · p. 7",
            "Final demand for payment: invoice INV-1 (draft) · p. 8", "A Contract and authority · p. 10", "C Invoices · p. 14",
            "D Performance · p. 15", "E Payments · p. 16", "F Correspondence · p. 17", "G Demands as sent · p. 20",
            "Certificate · p. 21",
        ]  # fmt: skip
        title = "Studio Halvorsen Ltd v Northwind Trading GmbH: the claim as of 1 September 2026"
        assert plain(str(pdf.docinfo["/Title"])) == title
        under = [plain(item.title) for item in outline.root[7].children]
        assert under == ["E01 Services agreement · p. 10", "E07 Vertrag · p. 13"]


def test_pages(finished: Finished) -> None:
    found = [plain(line) for line in words(finished.built.pdf)]
    assert found[10].endswith("E01, 2 of 3 11")
    assert not any("Page 1 of" in page for page in found), "the packet numbers the pages, and nothing else does"
    assert found[4].endswith("abcdef012345 5")
    assert found[17].endswith("F, 15 Apr 2026, 1 of 1 18")
    assert "Please pay *INV-1*." in found[17], "a letter's words stand as they were written"
    assert "E07 [B13]" in found[3]
    assert ["DRAFT" in page for page in found[:10]] == [False] * 7 + [True, True, False]
    assert "committed at abcdef0123456789" in found[20]


def test_other_readers_find_no_fault(finished: Finished) -> None:
    run = subprocess.run([program("qpdf"), "--check", finished.built.pdf], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    text = subprocess.run([program("pdftotext"), finished.built.pdf, "-"], capture_output=True, text=True, check=True)
    assert text.stderr == ""
    assert "E01, 2 of 3" in text.stdout


def test_nothing_that_is_kept_back_gets_out(finished: Finished) -> None:
    assert not any(SECRET in page for page in words(finished.built.pdf))
    qdf = [program("qpdf"), "--qdf", "--object-streams=disable", str(finished.built.pdf), "-"]
    assert SECRET.encode() not in subprocess.run(qdf, capture_output=True, check=True).stdout
    packet = finished.built.pdf.parent
    for name, content in tree(packet).items():
        assert SECRET.encode() not in content, name
        if name.endswith(".docx"):
            with zipfile.ZipFile(packet / name) as archive:
                assert not any(SECRET.encode() in archive.read(part) for part in archive.namelist())


def test_again_from_nothing_in_another_folder(finished: Finished, case: Case, tmp_path: Path) -> None:
    built(case, tmp_path / "packet", tmp_path / "kept")
    assert tree(tmp_path / "packet") == tree(finished.built.pdf.parent)


def test_again_with_what_was_kept_some_of_it_spoilt(finished: Finished, case: Case, tmp_path: Path) -> None:
    kept = shutil.copytree(finished.kept, tmp_path / "kept")
    (kept / "E01.json").write_bytes(b"torn")
    (kept / "E02.pdf").write_bytes(b"spoilt")
    (kept / "E03.json").unlink()
    built(case, tmp_path / "packet", kept)
    assert tree(tmp_path / "packet") == tree(finished.built.pdf.parent)


def test_the_bag(finished: Finished, tmp_path: Path) -> None:
    with zipfile.ZipFile(finished.built.bag) as archive:
        archive.extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / NAME))
    bag.validate()
    assert bag.info["External-Identifier"] == "a"


def test_the_folder_checks_itself(finished: Finished) -> None:
    check = ["sha256sum", "-c", "--quiet", "--strict", "manifest-sha256.txt"]
    assert subprocess.run(check, cwd=finished.built.pdf.parent, check=False).returncode == 0


def test_missing_and_changed_exhibits_are_all_named(case: Case, tmp_path: Path) -> None:
    (case.path / "evidence/E02-invoice.pdf").unlink()
    rows = [r.model_copy(update={"sha256": "0" * 64}) if r.id == "E08" else r for r in case.exhibits]
    with pytest.raises(CaseError) as caught:
        built(replace(case, exhibits=tuple(rows)), tmp_path / "packet", tmp_path / "kept")
    missing, changed = map(str, caught.value.problems)
    assert missing.startswith("cases/a/evidence.yaml:2:13: E02 is not there: evidence/E02-invoice.pdf (")
    assert changed.startswith("cases/a/evidence.yaml:8:3: E08 was changed since it was taken in (")
    assert "casefile verify" in missing
    assert "casefile verify" in changed


def test_a_missing_private_exhibit_stops_nothing(finished: Finished, case: Case, tmp_path: Path) -> None:
    (case.path / "evidence/E04-counsel.txt").unlink()
    kept = shutil.copytree(finished.kept, tmp_path / "kept")
    assert built(case, tmp_path / "packet", kept).pages == finished.built.pages


def spoil(kept: Path, label: str) -> None:
    """Puts a script into a kept copy and notes the hash of that, as a converter with a fault would leave it."""
    copy, note = kept / f"{label}.pdf", kept / f"{label}.json"
    with pikepdf.open(copy, allow_overwriting_input=True) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[9, 9, 99, 99], A=script)
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.save()
    noted = json.loads(note.read_text())
    note.write_text(json.dumps({**noted, "sha256": hashlib.sha256(copy.read_bytes()).hexdigest()}))


def test_a_packet_that_fails_its_test_does_not_replace_the_old_one(
    finished: Finished, case: Case, tmp_path: Path
) -> None:
    kept = shutil.copytree(finished.kept, tmp_path / "kept")
    spoil(kept, "E02")
    (tmp_path / "packet").mkdir()
    (tmp_path / "packet/old.pdf").write_text("the old one")
    with pytest.raises(CaseError, match=r"fails its test 'active-content' \(ISO 19005-3, 6\.5\.1\)") as caught:
        built(case, tmp_path / "packet", kept)
    assert "nothing was replaced" in str(caught.value.problems[0])
    assert tree(tmp_path / "packet") == {"old.pdf": b"the old one"}
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith((".new", ".old"))] == []


def test_a_slip_sheet_that_need_not_be_is_a_warning(finished: Finished, case: Case, tmp_path: Path) -> None:
    kept = shutil.copytree(finished.kept, tmp_path / "kept")
    (case.path / "evidence/E08-photo.jpg").write_bytes(b"no picture")
    (case.path / "evidence/E03-chat.txt").rename(case.path / "evidence/E03-chat.mp3")
    rows = [r.model_copy(update={"file": "evidence/E03-chat.mp3"}) if r.id == "E03" else r for r in case.exhibits]
    made = built(replace(case, exhibits=tuple(rows)), tmp_path / "packet", kept)
    assert [(w.level, w.rule, str(w.source)) for w in made.warnings if "E08" in w.message] == [
        ("warning", "slip-sheet", "cases/a/evidence.yaml:8:13")
    ]


def test_a_pictogram_in_a_chat_is_noted_and_no_warning(finished: Finished, case: Case, tmp_path: Path) -> None:
    kept = shutil.copytree(finished.kept, tmp_path / "kept")
    (case.path / "evidence/E03-chat.txt").write_text("Good \U0001f44d\n", encoding="utf-8")
    made = built(case, tmp_path / "packet", kept)
    assert made.warnings == ()
    said = " ".join(words(made.pdf)[-2:])
    assert "printed as their codes: thumbs up sign (U+1F44D)" in said


def test_a_pictogram_in_a_letter_is_noted_under_its_section_and_day(
    finished: Finished, case: Case, tmp_path: Path
) -> None:
    kept = shutil.copytree(finished.kept, tmp_path / "kept")
    contacts = [replace(c, text="Fine \U0001f44d") if c.file.endswith("1.md") else c for c in case.contacts]
    made = built(replace(case, contacts=tuple(contacts)), tmp_path / "packet", kept)
    assert made.warnings == ()
    said = plain(" ".join(words(made.pdf)[-2:]))
    assert "F, 15 Apr 2026 No text font has these characters" in said


def test_a_notes_text_is_not_taken_for_the_letter(finished: Finished, case: Case) -> None:
    found = [plain(line) for line in words(finished.built.pdf)]
    assert "not a copy of the letter as sent" in found[17]
    certificate = " ".join(found[19:])
    assert "a note (F, 15 Apr 2026) is the text that the creditor keeps" in certificate
    for file in ("1.md", "6.eml"):
        content = (case.path / "correspondence" / file).read_bytes()
        assert hashlib.sha256(content).hexdigest() in certificate.replace(" ", "")
        assert (finished.built.pdf.parent / "natives/correspondence" / file).read_bytes() == content


def test_the_chronology_leads_to_a_printed_letter(finished: Finished) -> None:
    assert "F, 15 Apr 2026 [B18]" in plain(words(finished.built.pdf)[3])


@pytest.mark.parametrize("line", ["subject: Reminder # weak", "# weak", "evidence: [E04, E09]"])
def test_a_note_with_a_remark_or_a_private_reference_is_not_handed_over(case: Case, tmp_path: Path, line: str) -> None:
    note = case.path / "correspondence/1.md"
    note.write_text(note.read_text().replace("subject: Reminder", line))
    again = load(open_workspace(tmp_path), "a")
    made = built(again, tmp_path / "packet", tmp_path / "kept")
    assert not (made.pdf.parent / "natives/correspondence/1.md").exists()


def test_an_unwritable_place(finished: Finished, case: Case, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CaseError, match="a file stands where the folder"):
        built(case, tmp_path / "file/packet", shutil.copytree(finished.kept, tmp_path / "kept"))


def test_a_workspaces_own_word_template_is_filled(finished: Finished, case: Case, tmp_path: Path) -> None:
    from docx import Document

    template = tmp_path / "templates/en/chronology.docx"
    template.parent.mkdir(parents=True)
    document = Document()
    document.add_paragraph("Ours: {{ creditor.name }}, see {{ exhibit('E01', page=2) }}")
    document.save(str(template))
    kept = shutil.copytree(finished.kept, tmp_path / "kept")
    making = Making(AS_OF, search=(tmp_path / "templates",))
    made = build(case, making, profile("attorney"), out=tmp_path / "packet", kept=kept)
    text = [each.text for each in Document(str(made.pdf.parent / "letters/Chronology.docx")).paragraphs]
    assert [plain(line) for line in text] == ["Ours: Studio Halvorsen Ltd, see E01, p. 2 [B11]"]


def test_a_debt_that_a_consumer_may_not_be_asked_for_is_shown_to_the_attorney(case: Case, tmp_path: Path) -> None:
    for name in ("settlement.yaml", "offers.yaml"):
        (case.path / name).unlink()
    file, invoice = case.path / "case.yaml", case.path / "invoices/1.yaml"
    consumer = file.read_text().replace("Northwind Trading GmbH,", "Ada Byron, kind: consumer,")
    file.write_text(consumer.replace("contract: {", "contract: {law: GB, "))
    invoice.write_text(invoice.read_text().replace("2026-0", "2019-0"))
    made = built(load(open_workspace(tmp_path), "a"), tmp_path / "packet", tmp_path / "kept")
    letters = {path.name for path in (made.pdf.parent / "letters").iterdir()}
    assert any("Statement" in name for name in letters)
    assert not any("emand" in name for name in letters)
