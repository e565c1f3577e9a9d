"""A mail and what is attached to it: one behind the other, each naming the other, wherever it stands in the packet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.packet.build import PLAIN, Asked, Built, build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.papers import Making
from casefile.packet.profile import Limits, Profile, profile
from tests.packet.conftest import AS_OF, _case

SHORT = profile("attorney").model_copy(update={"front": ("index",), "back": ()})
FILES = {"minutes.txt": "What was said.\n", "invoice.txt": "Invoice INV-2.\n", "advice.txt": "Settle.\n"}


def mailed(case: Case, rows: Mapping[str, str]) -> Case:
    """The case with a mail E10 to which the files are attached, and rows for these by name, from E11 on."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ap@northwind.example", "a@studio.example", "Approved"
    mail["Date"] = "Mon, 16 Mar 2026 10:00:00 +0100"
    mail.set_content("See attached.")
    for name, said in FILES.items():
        mail.add_attachment(said.encode(), "text", "plain", filename=name)
    register = case.path / "evidence.yaml"
    (case.path / "evidence/E10-mail.eml").write_bytes(bytes(mail))
    row = "- {{id: {}, file: evidence/{}, title: {}, {}}}\n"
    told = row.format("E10", "E10-mail.eml", "Approval", "date: 2026-03-16, kind: correspondence")
    for number, (name, more) in enumerate(rows.items(), 11):
        (case.path / f"evidence/E{number}-{name}").write_text(FILES[name], newline="")
        told += row.format(f"E{number}", f"E{number}-{name}", name.partition(".")[0].capitalize(), f"parent: E10{more}")
    register.write_text(register.read_text() + told)
    return folder.load(open_workspace(case.path.parent.parent), "a")


def packed(case: Case, at: Path, by: Profile | None = None, asked: Asked = PLAIN) -> Built:
    return build(case, Making(AS_OF), by or SHORT, out=at / "out", kept=at / "kept", asked=asked)


def page_with(pdf: Path, words: str) -> int:
    """The first page (from 0) that says so behind the front matter's mention: the message's own."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = [at for at in range(len(document)) if words in document[at].get_textpage().get_text_range()]
    return found[-1]


def links(pdf: Path, number: int) -> dict[str, int]:
    """The links of a page by their words, each with the page (from 0) that it leads to."""
    with pikepdf.open(pdf) as opened, pypdfium2.PdfDocument(pdf) as drawn:
        index = {page.obj.objgen: at for at, page in enumerate(opened.pages)}
        words = drawn[number].get_textpage()
        return {
            " ".join(words.get_text_bounded(*map(float, each.Rect)).split()): index[each.A.D[0].objgen]
            for each in opened.pages[number].get("/Annots", [])
        }


def rows_of(built: Built) -> list[str]:
    """The outline's lines for exhibits, in order."""
    with pikepdf.open(built.pdf) as pdf, pdf.open_outline() as outline:
        return [str(line.title).partition(" ·")[0] for section in outline.root for line in section.children]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A packet with the mail, its minutes, and its invoice among the invoices; to be read only."""
    root = tmp_path_factory.mktemp("attached")
    rows = {"minutes.txt": ", date: 2026-01-02", "invoice.txt": ", kind: invoice, date: 2026-03-31"}
    return packed(mailed(_case(root), rows), root)


def test_they_stand_behind_it_and_name_it(sent: Built) -> None:
    built = sent
    found = rows_of(built)
    at = found.index("E10 Approval")
    assert found[at + 1] == "E11 Minutes (attached to E10)"
    assert found.index("E12 Invoice (attached to E10)") == found.index("E02 Invoice INV-1 as sent") + 1
    assert "E11 Minutes (attached to E10)" in page_text(built.pdf, 0)
    assert "Minutes (attached to E10)" in (built.pdf.parent / "index.html").read_text()


def test_the_index_calls_a_printed_contact_by_its_section(sent: Built) -> None:
    assert "F E-mail to ap@northwind.example: Reminder 15 Apr 2026" in page_text(sent.pdf, 0)


def page_text(pdf: Path, number: int) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[number].get_textpage().get_text_range().split())


def test_its_page_names_each_and_leads_there(sent: Built) -> None:
    mail = page_with(sent.pdf, "advice.txt")
    found = links(sent.pdf, mail)
    (minutes, at), (invoice, behind) = found.items()
    assert (minutes, invoice) == (f"E11 [B{at + 1}]", f"E12 [B{behind + 1}]")
    assert at == mail + 1
    assert "What was said." in page_text(sent.pdf, at)
    assert "Invoice INV-2." in page_text(sent.pdf, behind)


def test_an_older_attachment_is_in_order_behind_its_mail(sent: Built) -> None:
    rules = {rule.rule: rule for rule in inspect(sent.pdf, profile("attorney"))}
    assert (rules["order"].ok, rules["order"].detail) == (True, "")


def test_one_that_is_kept_back_is_counted_and_has_no_label(case: Case, tmp_path: Path) -> None:
    built = packed(mailed(case, {"minutes.txt": "", "advice.txt": ", privilege: legal-advice"}), tmp_path)
    mail = page_with(built.pdf, "attachment withheld")
    assert [words.partition(" ")[0] for words in links(built.pdf, mail)] == ["E11"]
    assert "E12" not in page_text(built.pdf, mail)
    assert hashlib.sha256(FILES["advice.txt"].encode()).hexdigest() not in page_text(built.pdf, mail)


def test_a_late_one_is_named_by_its_late_page(case: Case, tmp_path: Path) -> None:
    packed(mailed(case, {"minutes.txt": ""}), tmp_path)
    register = case.path / "evidence.yaml"
    (case.path / "evidence/E12-invoice.txt").write_text(FILES["invoice.txt"], newline="")
    with register.open("a") as stream:
        stream.write("- {id: E12, file: evidence/E12-invoice.txt, title: Invoice, parent: E10, late: true}\n")
    built = packed(folder.load(open_workspace(case.path.parent.parent), "a"), tmp_path, asked=Asked(late=True))
    found = links(built.pdf, page_with(built.pdf, "advice.txt"))
    (late,) = (words for words in found if words.startswith("E12"))
    assert late.endswith(".1]")
    assert "Invoice INV-2." in page_text(built.pdf, found[late])


def test_one_in_another_volume_or_file_is_named_without_a_link(case: Case, tmp_path: Path) -> None:
    told = mailed(case, {"minutes.txt": "", "invoice.txt": ", kind: invoice"})
    each = packed(told, tmp_path, profile("fr-bordereau"))
    (mail,) = each.pdf.parent.rglob("*Approval*.pdf")
    assert links(mail, 0) == {}
    assert "Exhibit no. " in page_text(mail, 0)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr", "pl", "ru", "de"])
def test_in_every_language(case: Case, language: str, tmp_path: Path) -> None:
    told = mailed(case, {"minutes.txt": ", date: 2026-01-02"})
    for name in ("attorney", "us-exhibits"):
        making = Making(AS_OF, language=language)  # type: ignore[arg-type]  # one of those that there are
        built = build(told, making, profile(name), out=tmp_path / name, kept=tmp_path / "kept")
        rules = {rule.rule: rule for rule in inspect(built.pdf, profile(name))}
        assert [rule.detail for rule in rules.values() if not rule.ok] == []
        assert "order" in rules


def test_limits_leave_the_names(case: Case, tmp_path: Path) -> None:
    small = SHORT.model_copy(update={"limits": Limits.model_construct(megabytes=0.2, dpi=300)})  # type: ignore[arg-type]  # smaller than any profile may say
    built = packed(mailed(case, {"minutes.txt": "", "invoice.txt": ", kind: invoice"}), tmp_path, small)
    assert len(built.volumes) > 1
    (said,) = (pdf for pdf in built.volumes if "advice.txt" in "".join(map(str, all_text(pdf))))
    assert "E12 [B" in "".join(all_text(said)).replace("\u00a0", " ")


def all_text(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[at].get_textpage().get_text_range() for at in range(len(document))]
