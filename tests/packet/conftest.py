"""A small case with evidence of several kinds, some of it kept back, and documents that refer to it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.packet.build import Built, build
from casefile.packet.papers import Matter
from casefile.packet.profile import profile
from casefile.render.sheet import Frame, Location, Sheet, compose
from casefile.render.template import Template
from tests.packet.paper import Leaf, text, write

AS_OF = date(2026, 9, 1)
EVIDENCE = """\
- {id: E01, file: evidence/E01-contract.pdf, title: Services agreement, date: 2026-01-12, kind: contract}
- {id: E02, file: evidence/E02-invoice.pdf, title: Invoice INV-1 as sent, date: 2026-03-31, kind: invoice}
- {id: E03, file: evidence/E03-chat.txt, title: Chat about the order, date: 2026-01-20, kind: correspondence}
- {id: E04, file: evidence/E04-counsel.txt, title: Advice, date: 2026-05-01, kind: correspondence, privilege: legal-advice}
- {id: E05, file: evidence/E05-bank.pdf, title: Bank statement, date: 2026-05-06, kind: payment}
- {id: E06, file: evidence/E06-bank-redacted.pdf, title: Bank statement, redacts: E05}
- {id: E07, file: evidence/E07-vertrag.pdf, title: Vertrag, date: 2026-08-01, kind: other, language: de, translation_of: E01}
- {id: E08, file: evidence/E08-photo.jpg, title: The shop window, date: 2026-03-20, kind: delivery}
- {id: E09, file: evidence/E09-demand.txt, title: Demand as sent, date: 2026-05-26, kind: correspondence}
"""
SECRET = "BLACKBIRD"  # stands in everything that is kept back, and must not be in a packet


def _photo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), (200, 120, 60)).save(stream, "JPEG")
    return stream.getvalue()


def _files(at: Path) -> Mapping[str, str | bytes]:
    at.mkdir()
    pdf = {
        "E01-contract": [Leaf(text("Contract, first page")), Leaf(text("Turned"), rotate=90), Leaf(text("Cropped"), crop=(20, 20, 500, 800))],
        "E02-invoice": [Leaf(text("Invoice"))],
        "E05-bank": [Leaf(text(f"{SECRET} and others"))],
        "E06-bank-redacted": [Leaf(text("Paid 1000.00"))],
        "E07-vertrag": [Leaf(text("Vertrag"))],
    }  # fmt: skip
    made = {f"cases/a/evidence/{name}.pdf": write(at / name, *leaves).read_bytes() for name, leaves in pdf.items()}
    return made | {
        "casefile.yaml": "creditor:\n  name: Studio Halvorsen Ltd\n  email: a@studio.example\n"
        "signatory: {name: Ines Halvorsen, role: Director}\n",
        "cases/a/case.yaml": "id: a\ntitle: Website\ncurrency: EUR\ndebtor: {name: Northwind Trading GmbH, email: ap@northwind.example}\n"
        f"hold: {{reason: {SECRET}}}\nreview: {{cause: {SECRET}}}\ncontract: {{evidence: E01}}\n",
        "cases/a/invoices/1.yaml": "number: INV-1\nissued: 2026-03-31\ndue: 2026-04-14\nevidence: E02\nlines:\n"
        "  - {id: 1, description: Front end, quantity: 1, unit_price: 65.00, evidence: [E08, E04, E05]}\n",
        "cases/a/payments.yaml": "- {date: 2026-05-06, amount: 10.00, evidence: E05}\n",
        "cases/a/offers.yaml": "- {id: O1, date: 2026-06-01, by: us, kind: discount, amount: 50.00, due: 2026-07-01, privilege: without-prejudice}\n",
        "cases/a/settlement.yaml": "agreed: 2026-06-02\namount: 50.00\noffer: O1\ndue: 2026-07-01\n",
        "cases/a/evidence.yaml": EVIDENCE,
        "cases/a/evidence/E03-chat.txt": "Please build it.\n",
        "cases/a/evidence/E04-counsel.txt": f"{SECRET}: settle.\n",
        "cases/a/evidence/E08-photo.jpg": _photo(),
        "cases/a/evidence/E09-demand.txt": "We demand payment by 12 June.\n",
        "cases/a/correspondence/1.md": "---\ndate: 2026-04-15\ndirection: out\nchannel: email\nto: ap@northwind.example\nsubject: Reminder\n---\nPlease pay *INV-1*.\n",
        "cases/a/correspondence/2.md": f"---\ndate: 2026-04-20\ndirection: in\nchannel: call\n---\n{SECRET} on the telephone.\n",
        "cases/a/correspondence/3.md": f"---\ndate: 2026-04-21\ndirection: out\nchannel: attorney\n---\n{SECRET} to counsel.\n",
        "cases/a/correspondence/4.md": f"---\ndate: 2026-05-02\ndirection: in\nchannel: email\nevidence: E04\n---\n{SECRET} in short.\n",
        "cases/a/correspondence/5.md": "---\ndate: 2026-05-26\ndirection: out\nchannel: registered\nstep: demand\nevidence: E09\n---\nSee the letter.\n",
        "cases/a/correspondence/6.eml": "From: ap@northwind.example\nTo: a@studio.example\nDate: Mon, 27 Apr 2026 10:00:00 +0200\n"
        "Subject: Re: Reminder\nMessage-ID: <1@northwind.example>\n\nWe will pay.\n",
    }


@pytest.fixture
def case(tmp_path: Path, workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Case:
    """The small case."""
    return folder.load(open_workspace(workspace(_files(tmp_path / "made"))), "a")


def documents(kind: str, case: Case, locations: Mapping[str, Location]) -> Sheet | None:
    """A chronology and a demand that refer to every exhibit; no other document."""
    if kind not in ("chronology", "demand"):
        return None
    lines = "\n".join(f'- see {{{{ exhibit("{key}", page=1) }}}}' for key in locations)
    text = f"---\nsubject: {kind.title()}\nlayout: document\n---\n[Pay](https://pay.example/) for {{{{ title }}}}.\n\n{lines}\n"
    template = Template(f"en/{kind}.md", text, f"{kind}.md")
    return compose(template, {"title": case.title}, Frame(), "en", created=AS_OF, locations=locations)


def built(case: Case, out: Path, commit: str = "abcdef0123456789") -> Built:
    """The case's packet in `out/packet`."""
    return build(
        case,
        lambda shown: Matter(shown, AS_OF, None, commit),
        documents,
        profile("attorney"),
        out=out / "packet",
        kept=out / "kept",
    )
