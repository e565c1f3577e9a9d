"""Names and titles in any script, with whatever hides in them, stop no packet and mislead no reader."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from tests.packet.conftest import built
from tests.packet.paper import words

HOSTILE = {
    "hebrew": "חוזה שירותים 2026 (עותק)",
    "arabic": "عقد الخدمات رقم 12",
    "mixed": "Vertrag חוזה v2 عقد final",
    "override": "invoice\u202efdp.exe",
    "joiner": "Crew \U0001f468\u200d\U0001f469\u200d\U0001f467 on site",
    "isolate": "a\u2066b\u2069\u200b\u200fc",
    "combining": "Z\u0301a\u0323\u0300lgo \u0e01\u0e33 ไทย हिन्दी 契約書",
    "long": "\u202e" + "W" * 300,
    "markup": "<b>|*x*| {{ 7*7 }} [a](http://x.example)",
}
CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_packet_of_it(text: str, workspace: Callable[[Mapping[str, str | bytes]], Path], tmp_path: Path) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    note = f"---\ndate: 2026-03-01\ndirection: out\nchannel: email\nto: {quoted}\nsubject: {quoted}\n---\n{text}\n"
    root = workspace(
        {
            "casefile.yaml": f"creditor: {{name: {quoted}}}\n",
            "cases/a/case.yaml": f"id: a\ntitle: {quoted}\ncurrency: EUR\ndebtor: {{name: {quoted}}}\n",
            "cases/a/invoices/1.yaml": "number: A\nissued: 2026-01-02\ndue: 2026-02-01\n"
            f"lines: [{{id: 1, description: {quoted}, unit_price: 10.00}}]\n",
            "cases/a/evidence.yaml": f"- {{id: E01, file: evidence/E01-a.txt, title: {quoted}, kind: contract}}\n",
            "cases/a/evidence/E01-a.txt": text,
            "cases/a/correspondence/1.md": note,
        }
    )
    made = built(folder.load(open_workspace(root), "a"), tmp_path / "out", tmp_path / "kept")
    with pikepdf.open(made.pdf) as pdf, pdf.open_outline() as outline:
        told = [str(pdf.docinfo.Title), *(item.title for top in outline.root for item in (top, *top.children))]
    assert not CONTROLS & set("".join((*told, *words(made.pdf), *(path.name for path in tmp_path.rglob("*")))))
    with zipfile.ZipFile(made.bag) as bag:
        info = next(name for name in bag.namelist() if name.endswith("bag-info.txt"))
        assert not CONTROLS & set(bag.read(info).decode())
