"""Words that an exhibit holds and nobody sees: in no copy, in no search, named by `check` and in our own list."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from tests.cli.conftest import CASE, Casefile
from tests.exhibits.conftest import page_pdf
from tests.exhibits.test_text import text_of

DAY = ("--as-of", "2026-11-21")
SEEN = b"BT /F 12 Tf 60 700 Td (Payable within thirty days) Tj ET "
WHITE = b"q 1 g BT /F 12 Tf 60 600 Td (CANARY clause) Tj ET Q "
SPOKEN = b"BT /F 12 Tf 60 650 Td /Span <</ActualText (CANARY waived)>> BDC (as agreed) Tj EMC ET "


def test_they_do_not_travel_unnoticed(casefile: Casefile, northwind: Path) -> None:
    page_pdf(northwind / "order.pdf", SEEN + WHITE + SPOKEN)
    added = casefile("add", CASE, "order.pdf", "--title", "An order", "--proves", "INV-1043")
    assert added.code == 0
    ((rule, message),) = [(p["rule"], p["message"]) for p in casefile("check", CASE, *DAY, "--json").json["problems"]]
    assert rule == "metadata"
    assert message.endswith("is handed over with hidden parts (text CANARY waived, text CANARY clause)")
    assert casefile("packet", CASE, *DAY).code in (0, 3)
    (packet,) = (northwind / "build").glob("*/packet")
    for made in packet.rglob("*"):
        if made.is_file() and made.suffix != ".zip" and made.parent.name != "natives":
            assert b"CANARY" not in made.read_bytes()
    (pdf,) = packet.glob("*.pdf")
    assert "CANARY" not in text_of(pdf)
    (bag,) = packet.glob("*.zip")
    with zipfile.ZipFile(bag) as held:
        holding = [name for name in held.namelist() if b"CANARY" in held.read(name) and "/natives/" not in name]
    assert holding == []
    listed = (packet.parent / "attorney-only" / "metadata.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(listed, newline="")))
    assert ["E02", "hidden", "text: CANARY clause"] in rows
    assert ["E02", "hidden", "text: CANARY waived"] in rows
