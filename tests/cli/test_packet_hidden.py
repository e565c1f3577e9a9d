"""Words that an exhibit holds and nobody sees: in no copy, in no search, named by `check` and in our own list."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import docx
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

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


OFFER = "We would take three thousand euros in full and final settlement of everything owed."

COPY = f"Copied: {OFFER}"  # not the same file


def _described(path: Path) -> None:
    """A PDF with the offer in its structure tree, where a picture is described."""
    page_pdf(path, SEEN)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        figure = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=String(OFFER)))
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([figure])))
        pdf.save(path)


def _spoken(path: Path) -> None:
    page_pdf(path, b"BT /F 12 Tf 60 650 Td /Span <</ActualText (%b)>> BDC (as agreed) Tj EMC ET" % OFFER.encode())


def _titled(path: Path) -> None:
    page_pdf(path, SEEN)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"] = OFFER
        pdf.save(path)


def _commented(path: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Payable within thirty days.")
    letter.core_properties.comments = OFFER
    letter.save(str(path))


def _zipped(path: Path) -> None:
    """A text in an archive in an archive."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letter.txt", COPY)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", inner.getvalue())


def _zipped_word(path: Path) -> None:
    _commented(path.with_suffix(".docx"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path.with_suffix(".docx"), "letter.docx")


def _enclosing(path: Path) -> None:
    """A PDF with a text in it."""
    page_pdf(path, SEEN)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["mail.txt"] = COPY.encode()
        pdf.save(path)


def _longer(path: Path) -> None:
    """A picture with something behind its end."""
    Image.new("RGB", (40, 40), "white").save(path)
    path.write_bytes(path.read_bytes() + OFFER.encode("utf-16-le"))


def _unknown(path: Path) -> None:
    path.write_bytes(bytes(range(256)) + COPY.encode() + bytes(range(256)))


HIDING = {
    "described.pdf": _described, "spoken.pdf": _spoken, "titled.pdf": _titled, "commented.docx": _commented,
    "zipped.zip": _zipped, "zipped-word.zip": _zipped_word, "enclosing.pdf": _enclosing, "longer.jpg": _longer,
    "unknown.bin": _unknown, "sound.mp3": _unknown,
}  # fmt: skip


@pytest.fixture
def offered(casefile: Casefile, northwind: Path) -> None:
    """The case with an offer that is kept back."""
    (northwind / "offer.txt").write_text(OFFER)
    taken = casefile("add", CASE, "offer.txt", "--title", "An offer", "--privilege", "without-prejudice")
    assert taken.code == 0


def _natives(northwind: Path) -> list[str]:
    (packet,) = (northwind / "build").glob("*/packet")
    (bag,) = packet.glob("*.zip")
    with zipfile.ZipFile(bag) as held:
        zipped = sorted(name.rpartition("/")[2] for name in held.namelist() if "/natives/" in name)
    assert sorted(each.name for each in (packet / "natives").iterdir()) == zipped
    return zipped


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("name", HIDING)
def test_a_file_that_quotes_beside_its_pages_what_is_kept_back_stays(
    casefile: Casefile, northwind: Path, name: str
) -> None:
    HIDING[name](northwind / name)
    assert casefile("add", CASE, name, "--title", "An order", "--proves", "INV-1043").code == 0
    made = casefile("packet", CASE, *DAY, "--json")
    found = [each["message"] for each in made.json["problems"] if each["rule"] == "quotes-withheld"]
    assert made.code == 3
    (message,) = found
    assert message.startswith("E03 is open and says, beside what its pages show, “")
    assert "would take three thousand euros" in message
    assert message.endswith("which is kept back; this packet holds its pages, and not its file")
    assert not [each for each in _natives(northwind) if each.startswith("E03")]
    (pdf,) = (northwind / "build").glob("*/packet/*.pdf")
    assert "the creditor holds back what it contains besides its pages" in " ".join(text_of(pdf).split())
    told = {p["rule"]: p["message"] for p in casefile("check", CASE, *DAY, "--json").json["problems"]}
    assert "says beside its pages what is kept back" in told["native-withheld"]
    assert "metadata" not in told


@pytest.mark.usefixtures("offered")
def test_one_that_somebody_marked_as_open_goes_out(casefile: Casefile, northwind: Path) -> None:
    _described(northwind / "order.pdf")
    added = casefile("add", CASE, "order.pdf", "--title", "An order", "--proves", "INV-1043", "--privilege", "open")
    assert added.code == 0
    made = casefile("packet", CASE, *DAY, "--json")
    assert "quotes-withheld" not in [each["rule"] for each in made.json["problems"]]
    assert [each for each in _natives(northwind) if each.startswith("E03")]


VISIBLE = {
    "reply.txt": f"You wrote: {OFFER}",
    "card.vcf": f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jan\r\nNOTE:{OFFER[:30]}\r\n {OFFER[30:]}\r\nEND:VCARD\r\n",
    "meeting.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20260801T100000Z\r\n"
    f"DESCRIPTION:{OFFER[:40]}\r\n {OFFER[40:]}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
}


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize("name", VISIBLE)
def test_pages_that_quote_it_are_in_no_packet_until_a_person_has_looked(
    casefile: Casefile, northwind: Path, name: str
) -> None:
    (northwind / name).write_text(VISIBLE[name], newline="")
    assert casefile("add", CASE, name, "--title", "A reply", "--proves", "INV-1043").code == 0
    made = casefile("packet", CASE, *DAY, "--json")
    ((rule, message),) = [(each["rule"], each["message"]) for each in made.json["problems"]]
    assert (made.code, rule) == (1, "quotes-withheld")
    assert message.endswith("; no packet was made")
    assert not list((northwind / "build").glob("*/packet"))
