"""What looks privileged and is marked by nobody is in no packet: none is made until somebody has said what it is."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from casefile.exhibits import ocr
from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.exhibits.conftest import page_pdf
from tests.exhibits.test_ocr import scan
from tests.exhibits.test_text import text_of

DAY = ("--as-of", "2026-11-21")
Add = Callable[..., None]


@pytest.fixture
def add(casefile: Casefile, northwind: Path) -> Add:
    """Takes a paper of some name and bytes into the case."""

    def run(name: str, content: bytes, *more: str) -> None:
        (northwind / name).write_bytes(content)
        assert casefile("add", CASE, name, "--title", "A paper", "--proves", "INV-1043", *more).code == 0

    return run


def told(result: object) -> list[tuple[str, str, int]]:
    return [(each["rule"], each["message"], each["line"]) for each in result.json["problems"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("profile", ["attorney", "us-exhibits"])
def test_a_paper_that_says_without_prejudice(casefile: Casefile, northwind: Path, add: Add, profile: str) -> None:
    add("offer.txt", b"WITHOUT\xc2\xa0PREJUDICE\n\nWe would take 1 000.\n")
    made = casefile("packet", CASE, *DAY, "--profile", profile, "--json")
    said = "E02 says “WITHOUT PREJUDICE” and is kept as open"
    assert (made.code, told(made)) == (1, [("marked-open", f"{said}; no packet was made", 6)])
    assert "privilege: without-prejudice" in made.json["problems"][0]["hint"]
    assert not list((northwind / "build").glob("*/packet*/*.pdf"))
    assert told(casefile("check", CASE, *DAY, "--json")) == [("marked-open", said, 6)]


def test_one_that_is_open_on_purpose_or_kept_back_is_no_warning(casefile: Casefile, add: Add) -> None:
    add("offer.txt", b"Without prejudice: 1 000.\n", "--privilege", "without-prejudice")
    add("waived.txt", b"Without prejudice: 1 100.\n", "--privilege", "open")
    assert casefile("packet", CASE, *DAY).code == 0


def test_what_a_packet_does_not_hold_is_no_warning(casefile: Casefile, northwind: Path, add: Add) -> None:
    add("offer.txt", b"Without prejudice: 1 000.\n")
    register = northwind / FOLDER / "evidence.yaml"
    register.write_text(register.read_text().replace("  proves: [INV-1043]\n", ""))
    made = casefile("packet", CASE, *DAY, "--profile", "client", "--json")
    assert (made.code, made.json["problems"]) == (0, [])


def test_a_paper_that_quotes_what_is_kept_back(casefile: Casefile, add: Add) -> None:
    offer = b"We would take three thousand euros in full and final settlement of everything owed."
    add("offer.txt", offer, "--privilege", "without-prejudice")
    add("reply.txt", b"You wrote:\n> " + offer.replace(b" full", b"\n> full"))
    made = casefile("packet", CASE, *DAY, "--json")
    ((rule, message, _),) = told(made)
    assert (made.code, rule) == (1, "quotes-withheld")
    assert message.endswith("as E02 does, which is kept back; no packet was made")
    assert [each[0] for each in told(casefile("check", CASE, *DAY, "--json"))] == ["quotes-withheld"]


@pytest.mark.parametrize(("mark", "is_shown"), [("open", True), ("without-prejudice", False)])
def test_it_is_made_once_somebody_has_said_what_that_is(
    casefile: Casefile, northwind: Path, add: Add, mark: str, is_shown: bool
) -> None:
    offer = b"We would take three thousand euros in full and final settlement of everything owed."
    add("offer.txt", offer, "--privilege", "without-prejudice")
    add("reply.txt", b"You wrote: " + offer)
    assert casefile("packet", CASE, *DAY).code == 1
    with (northwind / FOLDER / "evidence.yaml").open("a") as register:
        register.write(f"  privilege: {mark}\n")
    made = casefile("packet", CASE, *DAY, "--json")
    assert (made.code, made.json["problems"]) == (0, [])
    assert ("three thousand euros" in text_of(northwind / made.json["pdf"])) is is_shown


def test_what_was_made_before_stays_as_it_is(casefile: Casefile, northwind: Path, add: Add) -> None:
    made = casefile("packet", CASE, *DAY, "--json")
    pdf = northwind / made.json["pdf"]
    before = pdf.read_bytes()
    add("offer.txt", b"Without prejudice: 1 000.\n")
    assert casefile("packet", CASE, *DAY).code == 1
    assert pdf.read_bytes() == before
    assert sorted(each.name for each in pdf.parent.parent.iterdir()) == ["attorney-only", "packet"]


def test_a_note_that_was_taken_twice_and_marked_once(casefile: Casefile, northwind: Path) -> None:
    said = "They would take three thousand if nothing else is said about the delay."
    folder = northwind / FOLDER / "correspondence"
    folder.mkdir()
    head = "---\ndate: 2026-05-04\ndirection: in\nchannel: email\n"
    (folder / "2026-05-04-one.md").write_text(f"{head}privilege: without-prejudice\n---\n{said}\n")
    (folder / "2026-05-04-two.md").write_text(f"{head}---\n{said}\n")
    made = casefile("packet", CASE, *DAY, "--json")
    assert (made.code, [rule for rule, *_ in told(made)]) == (1, ["noted-twice"])
    assert made.json["problems"][0]["file"].endswith("2026-05-04-two.md")


def test_what_is_attached_to_a_mail_in_the_correspondence(casefile: Casefile, northwind: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "ap@northwind.example", "accounts@studio-halvorsen.example"
    mail["Date"], mail["Subject"] = "Fri, 1 May 2026 10:00:00 +0000", "Our letter"
    mail.set_content("See the attached letter.\n")
    mail.add_attachment(b"In the mediation you agreed to pay.\n", maintype="text", subtype="plain", filename="letter.txt")  # fmt: skip
    (northwind / FOLDER / "correspondence").mkdir()
    (northwind / FOLDER / "correspondence/2026-05-01-letter.eml").write_bytes(mail.as_bytes())
    made = casefile("packet", CASE, *DAY, "--json")
    assert made.code == 1
    ((rule, message, _),) = told(made)
    assert (rule, message.partition(";")[0]) == (
        "mediation-paper",
        "“letter.txt”, attached to it, says “In the mediation” and is kept as open",
    )
    assert made.json["problems"][0]["file"].endswith("2026-05-01-letter.eml")


def test_a_stand_in_that_still_holds_what_it_hides(casefile: Casefile, northwind: Path, add: Add) -> None:
    add("offer.txt", b"We would take half.\n", "--privilege", "internal")
    page_pdf(northwind / "a.pdf", content=b"BT /F 12 Tf 60 700 Td (half) Tj ET 0 g 50 690 400 40 re f")
    add("shown.pdf", (northwind / "a.pdf").read_bytes())
    with (northwind / FOLDER / "evidence.yaml").open("a") as register:
        register.write("  redacts: E02\n")
    said = "E03, which stands in for E02, still holds words that it does not show: “half”"
    assert told(casefile("check", CASE, *DAY, "--json"))[0][:2] == ("stand-in-holds", said)
    made = casefile("packet", CASE, *DAY, "--json")
    assert (made.code, [each[:2] for each in told(made)]) == (1, [("stand-in-holds", f"{said}; no packet was made")])


@pytest.mark.slow
@pytest.mark.skipif(not ocr.version("en"), reason="OCRmyPDF is not installed, or no English for Tesseract")
def test_a_scan_that_says_so(casefile: Casefile, add: Add) -> None:
    add("scan.png", scan("WITHOUT PREJUDICE", "We would take one thousand."))
    made = casefile("packet", CASE, *DAY, "--json")
    assert (made.code, [rule for rule, *_ in told(made)]) == (1, ["marked-open"])
    assert [rule for rule, *_ in told(casefile("check", CASE, *DAY, "--json"))] == ["marked-open"]
