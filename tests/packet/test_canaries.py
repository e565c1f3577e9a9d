"""A case in which every free text is a word of its own: what may leave the house is listed, and nothing else does."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.documents.compose import applies, compose
from casefile.documents.kinds import KINDS
from casefile.packet import attorney_only
from casefile.packet.papers import Making
from casefile.packet.profile import profile
from casefile.render import markdown_text
from tests.packet.conftest import AS_OF, built
from tests.packet.paper import words
from tests.program import program

# What others may read of a case. Every other canary must stay here.
MAY_APPEAR = {
    "OPENmail", "OPENexhibit", "OPENtext", "OPENnote", "OPENto", "OPENproof", "OPENhow", "OPENmailtext", "OPENline",
    "OPENcounsel", "OPENfirm", "OPENreference", "OPENcost", "OPENpayment", "OPENpayer", "OPENdispute",
    "OPENanswer", "OPENcontract", "OPENcondition",
}  # fmt: skip
PRIVILEGES = ("without-prejudice", "save-as-to-costs", "internal", "legal-advice")


def _mail(subject: str, body: str, attached: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "ap@northwind.example", "a@studio.example"
    message["Date"], message["Subject"] = "Mon, 27 Apr 2026 10:00:00 +0200", subject
    message.set_content(body)
    if attached:
        message.add_attachment(attached, maintype="text", subtype="plain", filename="KEPTname.txt")
    return message.as_bytes()


def _files() -> Mapping[str, str | bytes]:
    twin = _mail("KEPTtwin", "KEPTtwinbody")
    row = "- {{id: E{0:02}, file: evidence/E{0:02}-{1}, title: {2}, date: 2026-04-{0:02}, source: KEPTsource{0}, proves: [INV-1], "
    row += "acquired: {{on: 2026-05-01, by: KEPTby{0}, method: KEPTmethod{0}, name: KEPToriginal{0}}}, original: KEPTwhere{0}"
    rows = [row.format(1, "a.txt", "OPENexhibit") + "}\n", row.format(2, "b.eml", "OPENmail") + "}\n"]
    rows += [row.format(3, "c.txt", "KEPTchild") + ", parent: E02, privilege: internal}\n"]
    rows += [row.format(4, "d.eml", "KEPTcopy") + ", privilege: legal-advice}\n"]
    found: dict[str, str | bytes] = {
        "casefile.yaml": "creditor: {name: Studio, email: a@studio.example, credit: {limit: 987654.00},\n"
        "  contacts: [{name: KEPTperson, phone: KEPTphone}]}\n",
        "cases/a/case.yaml": "id: a\ntitle: Website\ncurrency: EUR\n"
        "debtor: {name: Northwind, email: ap@northwind.example, credit: {limit: 876543.00}, phone: KEPTdebtorphone}\n"
        "attorney: {name: OPENcounsel, firm: OPENfirm, email: jo@lane-law.example, reference: OPENreference}\n"
        "contract: {title: OPENcontract, law: DE}\nhold: {reason: KEPThold}\n"
        "review: {cause: KEPTcause, lessons: [KEPTlesson]}\nretain_until: 2039-12-31\n"
        "costs: [{date: 2026-06-01, amount: 5.00, what: OPENcost}]\n"
        "dispute: {raised: 2026-05-01, reason: quality, statement: OPENdispute, response: OPENanswer}\n",
        "cases/a/invoices/1.yaml": "number: INV-1\nissued: 2026-03-31\ndue: 2026-04-14\n"
        "lines: [{id: 1, description: OPENline, unit_price: 65.00}]\n",
        "cases/a/payments.yaml": "- {date: 2026-05-06, amount: 1.00, reference: OPENpayment, payer: OPENpayer}\n",
        "cases/a/settlement.yaml": "agreed: 2026-06-02\namount: 50.00\noffer: O0\ndue: 2026-12-01\nconditions: [OPENcondition]\n",
        "cases/a/evidence/E01-a.txt": "OPENtext",
        "cases/a/evidence/E02-b.eml": _mail("OPENmail", "OPENmailtext", b"KEPTattached"),
        "cases/a/evidence/E03-c.txt": b"KEPTattached",
        "cases/a/evidence/E04-d.eml": twin,
        "cases/a/correspondence/twin.eml": twin,
        "cases/a/correspondence/counsel.eml": _mail("KEPTadvice", "KEPTadvicebody").replace(b"ap@northwind", b"jo@lane-law"),
        "cases/a/correspondence/open.md": _note("OPEN", "channel: email\n"),
        "cases/a/correspondence/all.md": _note("KEPTall", "channel: email\nprivilege: open\nevidence: [E04]\n"),
        "cases/a/correspondence/mixed.md": _note("KEPTmixed", "channel: email\nevidence: [E01, E03]\n"),
        "cases/a/correspondence/call.md": _note("KEPTcall", "channel: call\n"),
        "cases/a/correspondence/attorney.md": _note("KEPTattorney", "channel: attorney\n"),
    }  # fmt: skip
    offers = []
    for number, kind in enumerate(PRIVILEGES):
        found[f"cases/a/correspondence/{kind}.md"] = _note(f"KEPT{kind}", f"channel: email\nprivilege: {kind}\n")
        found[f"cases/a/evidence/E1{number}-KEPTfile{number}.txt"] = f"KEPTcontent{number}"
        rows.append(row.format(10 + number, f"KEPTfile{number}.txt", f"KEPTtitle{number}") + f", privilege: {kind}}}\n")
        offers.append(
            f"- {{id: O{number}, date: 2026-06-01, by: us, kind: discount, amount: {number}76.54, note: KEPToffer{number}, "
            f"privilege: {kind}, status: open}}\n"
        )
    return found | {"cases/a/evidence.yaml": "".join(rows), "cases/a/offers.yaml": "".join(offers)}


def _note(word: str, keys: str) -> str:
    return (
        f"---\ndate: 2026-05-20\ndirection: out\n{keys}to: {word}to\nsubject: {word}note\nproof: {word}proof\n"
        f"promise: {{on: 2026-06-30, amount: 61.23}}\nreceived: {{on: 2026-05-21, how: {word}how}}\n---\n{word}text\n"
    ).replace(
        "promise: {on: 2026-06-30, amount: 61.23}\n",
        "" if word == "OPEN" else "promise: {on: 2026-06-30, amount: 61.23}\n",
    )


@pytest.fixture
def case(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Case:
    """The case of canaries."""
    return folder.load(open_workspace(workspace(_files())), "a")


def _packet(case: Case, tmp_path: Path) -> dict[str, str]:
    made = built(case, tmp_path / "out", tmp_path / "kept")
    found = {f"page {number}": page for number, page in enumerate(words(made.pdf), 1)}
    with pikepdf.open(made.pdf) as pdf, pdf.open_outline() as outline:
        found["outline"] = " ".join(item.title for top in outline.root for item in (top, *top.children))
        found["properties"] = repr(dict(pdf.docinfo.items())) + pdf.Root.Metadata.read_bytes().decode()
        assert not pdf.attachments
    qdf = [program("qpdf"), "--qdf", "--object-streams=disable", str(made.pdf), "-"]
    found["objects"] = subprocess.run(qdf, capture_output=True, check=True).stdout.decode("latin-1")
    for path in (each for each in made.pdf.parent.rglob("*") if each.is_file()):
        name = path.relative_to(made.pdf.parent).as_posix()
        found[name] = name + path.read_bytes().decode("latin-1")
        if path.suffix in (".docx", ".zip"):
            with zipfile.ZipFile(path) as archive:
                found |= {f"{name}:{part}": part + archive.read(part).decode("latin-1") for part in archive.namelist()}
    return found


def _documents(case: Case) -> dict[str, str]:
    claim = owed(case, AS_OF, Regimes())
    return {
        f"{name} {step}": markdown_text.draw(compose(name, [case], [claim], AS_OF, step=step))
        for name, kind in KINDS.items()
        if not kind.is_private
        for step in applies(name, case, claim, AS_OF)
    }


def test_nothing_that_is_not_listed_leaves_the_house(case: Case, tmp_path: Path) -> None:
    told = _packet(case, tmp_path) | _documents(case)
    kept = ("KEPT", "2039-12-31", "December 2039", "987,654", "876,543", "76.54", "61.23", "S0VQVGF0dGFjaGVk")
    leaked = [
        (place, word, text[max(text.find(word) - 30, 0) :][:90])
        for place, text in told.items()
        for word in kept
        if word in text
    ]
    assert leaked == []


# What is kept back, and has to be in what our own attorney reads.
OURS = {
    "KEPThold", "KEPTcause", "KEPTlesson", "KEPTtwin", "KEPTtwinbody", "KEPTchild", "KEPTattached", "KEPTcopy",
    "KEPTadvice", "KEPTadvicebody", "KEPTalltext", "KEPTallnote", "KEPTmixedtext", "KEPTmixednote", "KEPTmixedto",
    "KEPTcalltext", "KEPTattorneytext", "KEPTattorneyproof",
    *(f"KEPT{kind}text" for kind in PRIVILEGES), *(f"KEPTtitle{number}" for number in range(4)),
    *(f"KEPTcontent{number}" for number in range(4)), *(f"KEPToffer{number}" for number in range(4)), "276.54",
}  # fmt: skip


def test_what_is_kept_back_is_where_only_our_attorney_reads(case: Case, tmp_path: Path) -> None:
    made = attorney_only.build(
        case, Making(AS_OF), profile("attorney-only"), out=tmp_path / "attorney-only", kept=tmp_path / "kept-ours"
    )
    told = "\n".join(words(made.pdf))
    assert {word for word in OURS if word not in told} == set()
    with zipfile.ZipFile(made.bag) as archive:
        natives = {name.rpartition("/natives/")[2] for name in archive.namelist() if "/natives/" in name}
    assert {
        "E03-c.txt",
        "E04-d.eml",
        "E10-KEPTfile0.txt",
        "correspondence/call.md",
        "correspondence/counsel.eml",
    } <= natives


def test_no_file_of_the_packet_names_the_other_folder(case: Case, tmp_path: Path) -> None:
    for place, text in _packet(case, tmp_path).items():
        assert "attorney-only" not in text, place
        assert "attorney only" not in text.lower(), place


@pytest.mark.parametrize("kind", sorted(PRIVILEGES))
def test_no_trace_in_index_load_files_and_texts(case: Case, tmp_path: Path, kind: str) -> None:
    told = _packet(case, tmp_path)
    searched = {name: text for name, text in told.items() if name == "index.html" or name.startswith("load/")}
    assert {"index.html", "load/load.csv", "load/load.dat"} <= set(searched)
    assert any(name.startswith("load/text/A-0000") for name in searched)
    number = PRIVILEGES.index(kind)
    for name, text in searched.items():
        assert f"E1{number}" not in text, name
        assert kind not in text, name
        assert "KEPT" not in text, name


def test_what_is_open_is_there(case: Case, tmp_path: Path) -> None:
    told = "\n".join((_packet(case, tmp_path) | _documents(case)).values())
    assert {word for word in MAY_APPEAR if word not in told} == set()


def test_the_mail_says_that_something_is_withheld(case: Case, tmp_path: Path) -> None:
    found = _packet(case, tmp_path)
    assert any("1 attachment withheld." in text for text in found.values())
    assert any("The file itself is not produced: it is held back" in text for text in found.values())
    assert not any(name.startswith("natives/") and "b.eml" in name for name in found)
