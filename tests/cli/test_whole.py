"""From the command to the finished file: own templates and letterheads, whose letter it is, what is said and refused."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from casefile.cli.parameters import LANGUAGES
from casefile.render.builtin import builtin
from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.program import program

DAY = ("--as-of", "2026-05-01")
BUILT = f"build/{CASE}"
MARK = "Quod erat solvendum"
ATTORNEY = """\
attorney:
  firm: Wharf & Lane LLP
  name: Amara Okafor
  reference: AO/26/117
  address: {lines: [2 Temple Lane], postcode: EC4Y 7BB, city: London, country: GB}
"""


def words_of(word: Path, part: str = "word/document.xml") -> str:
    """The text of one part of a Word file."""
    with zipfile.ZipFile(word) as archive:
        return archive.read(part).decode()


def all_words_of(word: Path) -> str:
    """The text of every part of a Word file."""
    with zipfile.ZipFile(word) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def pdf_words_of(pdf: Path) -> str:
    ran = subprocess.run([program("pdftotext"), "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return ran.stdout


def write_word(path: Path, *paragraphs: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))


def letterhead(root: Path) -> None:
    """Our letterhead with words of its own in the header, and casefile.yaml naming it."""
    document = docx.Document(io.BytesIO((builtin() / "base" / "letterhead.docx").read_bytes()))
    for section in document.sections:
        for header in (section.header, section.first_page_header):
            header.add_paragraph(MARK)
    document.save(str(root / "own.docx"))
    with (root / "casefile.yaml").open("a") as file:
        file.write("letterhead: own.docx\n")


class TestOwnWord:
    def test_an_own_template_wins_in_render(self, casefile: Casefile, northwind: Path) -> None:
        casefile("render", CASE, "statement", "--format", "docx", *DAY)
        assert MARK not in words_of(northwind / BUILT / "statement.en.docx")
        own = "templates/en/statement.docx"
        write_word(northwind / own, f"{MARK}, {{{{ debtor.name }}}}", "{{ exhibit('E01', page=1) }}")
        result = casefile("render", CASE, "statement", *DAY)
        assert (result.code, result.err) == (0, "")
        text = words_of(northwind / BUILT / "statement.en.docx")
        assert f"{MARK}, Northwind Trading GmbH" in text
        assert "E01, p." in text.replace("\xa0", " ")
        assert MARK not in pdf_words_of(northwind / BUILT / "statement.en.pdf"), "a Word template is for Word alone"

    def test_an_own_letterhead_is_used_in_render(self, casefile: Casefile, northwind: Path) -> None:
        letterhead(northwind)
        assert casefile("render", CASE, "reminder", "--format", "docx", *DAY).code == 0
        text = all_words_of(northwind / BUILT / "reminder-first.en.docx")
        assert MARK in text
        assert "INV-1043" in text

    def test_both_win_in_build_and_a_slip_sheet_ends_it_with_3(self, casefile: Casefile, northwind: Path) -> None:
        letterhead(northwind)
        write_word(northwind / "templates/en/statement.docx", "Ours alone: {{ creditor.name }}")
        broken_picture(northwind)
        result = casefile("build", *DAY)
        assert result.code == 3
        assert_says_the_slip_sheet(result.err)
        assert "Ours alone: Studio Halvorsen Ltd" in words_of(northwind / BUILT / "statement.en.docx")
        assert MARK in all_words_of(northwind / BUILT / "breakdown.en.docx")
        again = casefile("build", *DAY)
        assert again.code == 3, "what was made with a warning still has it"
        assert again.err == result.err


def broken_picture(root: Path) -> None:
    """A picture among the exhibits that nobody can draw."""
    (root / FOLDER / "evidence/E02-shop.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    with (root / FOLDER / "evidence.yaml").open("a") as file:
        file.write("- {id: E02, file: evidence/E02-shop.jpg, title: Shop window, kind: delivery}\n")


def assert_says_the_slip_sheet(err: str) -> None:
    assert err.startswith(f"{FOLDER}/evidence.yaml:6:13: warning: a slip sheet stands in for E02: ")
    assert "\n    → mend the file, or take a readable copy in beside it" in err


class TestWarnings:
    def test_a_file_of_no_known_type_need_not_be_mended(self, casefile: Casefile, northwind: Path) -> None:
        (northwind / "plan.dwg").write_bytes(bytes(range(256)))
        assert casefile("add", CASE, "plan.dwg", "--proves", "INV-1043", *DAY).code == 0
        result = casefile("packet", CASE, *DAY)
        assert result.code == 3
        assert "a slip sheet stands in for E02: Files of this type are not shown as pages here." in result.err
        assert "→ take in beside it a PDF that its own program makes of it" in result.err
        assert "mend the file" not in result.err

    def test_render_is_done_and_ends_with_3(self, casefile: Casefile, northwind: Path) -> None:
        own = northwind / "templates/en/statement.md"
        own.parent.mkdir(parents=True)
        own.write_text("---\nsubject: Account\nlayout: document\n---\n[Ours](file:///etc/passwd) {{ total|money }}\n")
        result = casefile("render", CASE, "statement", "--format", "pdf", *DAY)
        assert (result.code, result.out) == (3, f"{BUILT}/statement.en.pdf\n")
        assert "statement.md:5:" in result.err
        assert "warning: the link to 'file:///etc/passwd' was left out" in result.err
        assert (northwind / BUILT / "statement.en.pdf").is_file()
        listed = casefile("render", CASE, "statement", "--format", "pdf", *DAY, "--json")
        assert (listed.code, listed.err) == (3, "")
        assert [(one["level"], one["rule"]) for one in listed.json["problems"]] == [("warning", "link")]

    def test_packet_is_done_and_ends_with_3(self, casefile: Casefile, northwind: Path) -> None:
        broken_picture(northwind)
        result = casefile("packet", CASE, *DAY)
        assert result.code == 3
        assert_says_the_slip_sheet(result.err)
        assert casefile("verify", f"{BUILT}/packet").code == 0


class TestWhoseLetter:
    def test_counsels_letter_has_counsels_name_address_and_signature(self, casefile: Casefile, northwind: Path) -> None:
        with (northwind / FOLDER / "case.yaml").open("a") as file:
            file.write(ATTORNEY)
        ours, theirs = (self.letter(casefile, northwind, by) for by in ("creditor", "attorney"))
        for words in ("Wharf & Lane LLP", "2 Temple Lane", "AO/26/117", "Amara Okafor"):
            assert words in theirs
            assert words not in ours
        assert "14 Wharf Road" in ours
        assert "14 Wharf Road" not in theirs.partition("Northwind Trading GmbH")[0], "not in the sender's place"
        assert theirs.rpartition("Yours ")[2].count("Amara Okafor") == 1

    def letter(self, casefile: Casefile, root: Path, by: str) -> str:
        result = casefile("render", CASE, "demand", "--as", by, "--format", "pdf", *DAY)
        assert result.code in (0, 3), result.err
        return pdf_words_of(root / BUILT / "demand.en.pdf")

    def test_without_an_attorney_in_the_case_it_is_refused(self, casefile: Casefile, northwind: Path) -> None:
        result = casefile("render", CASE, "demand", "--as", "attorney", *DAY)
        assert (result.code, result.out) == (1, "")
        assert f"{FOLDER}/case.yaml:1:1: no attorney is named in this case\n    → write attorney: " in result.err
        assert not (northwind / "build").exists()

    @pytest.mark.usefixtures("northwind")
    def test_a_document_that_counsel_does_not_send(self, casefile: Casefile) -> None:
        result = casefile("render", CASE, "reminder", "--as", "attorney", *DAY)
        assert (result.code, result.err) == (
            1, "a reminder is not sent through counsel\n    → leave --as attorney out\n",
        )  # fmt: skip


class TestLanguage:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.usefixtures("northwind")
    def test_every_language_may_be_asked_for(self, language: str, casefile: Casefile) -> None:
        result = casefile("render", CASE, "reminder", "--language", language, "--format", "md", *DAY)
        assert (result.code, result.out) == (0, f"{BUILT}/reminder-first.{language}.md\n")

    @pytest.mark.usefixtures("northwind")
    def test_an_unknown_language_is_a_usage_error(self, casefile: Casefile) -> None:
        result = casefile("render", CASE, "reminder", "--language", "english", *DAY)
        assert result.code == 2
        assert "'english' is not one of 'en', 'fr', 'pl', 'ru', 'de'" in result.err.replace("'', ", "")


class TestUnknownNames:
    @pytest.mark.parametrize("formats", ["pdf", "docx", "pdf,docx,html,md"])
    def test_in_a_markdown_template(self, formats: str, casefile: Casefile, northwind: Path) -> None:
        own = northwind / "templates/en/statement.md"
        own.parent.mkdir(parents=True)
        own.write_text("---\nsubject: S\nlayout: document\n---\nOwed:\n\n{{ totl|money }}\n")
        result = casefile("render", CASE, "statement", "--format", formats, *DAY)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(
            "templates/en/statement.md:7:1: there is no 'totl' here\n    → did you mean 'total'"
        )
        assert not (northwind / "build").exists()

    @pytest.mark.parametrize("formats", ["docx", "pdf,docx"])
    def test_in_a_word_template(self, formats: str, casefile: Casefile, northwind: Path) -> None:
        write_word(northwind / "templates/en/statement.docx", "Account", "Sum: {{ totl|money }} by law")
        result = casefile("render", CASE, "statement", "--format", formats, *DAY)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith("templates/en/statement.docx:1:1: ")
        assert "'totl'" in result.err
        assert "in the paragraph 'Sum: {{ totl|money }} by law'" in result.err
        assert not (northwind / "build").exists()


def test_a_packet_that_is_interrupted_leaves_the_old_one(casefile: Casefile, northwind: Path) -> None:
    assert casefile("packet", CASE, *DAY).code == 0
    packet = northwind / BUILT / "packet"
    before = {path: path.read_bytes() for path in packet.rglob("*") if path.is_file()}
    process = subprocess.Popen(
        [sys.executable, "-m", "casefile", "packet", CASE, "--as-of", "2026-05-02"],
        cwd=northwind, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 30
    while not list(packet.parent.glob(".new-*/*")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err == "\ncasefile: interrupted; what was finished is kept, nothing is half-written\n"
    assert {path: path.read_bytes() for path in packet.rglob("*") if path.is_file()} == before
    assert [path.name for path in packet.parent.iterdir() if path.name[0] == "."] == []
    assert casefile("verify", f"{BUILT}/packet").code == 0


def _damage(root: Path) -> None:
    (root / FOLDER / "payments.yaml").write_text("- {date: 2026-05-06, amount: x}\n")


def _lock_out(root: Path) -> None:
    (root / "taken").write_text("a file")


JSON: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[Path], object]]] = {
    "init": (("made",), (".",), _damage),
    "new": (("2026-015-other",), (CASE,), _damage),
    "list": ((), (), _damage),
    "next": (("--as-of", "2026-05-06"), (), _damage),
    "aging": ((), (), _damage),
    "dashboard": ((), (), _damage),
    "statistics": ((), (), _damage),
    "credit": ((CASE,), (CASE,), _damage),
    "check": ((CASE,), (CASE,), _damage),
    "owed": ((CASE,), (CASE,), _damage),
    "timeline": ((CASE,), (CASE,), _damage),
    "render": ((CASE, "statement", "--format", "md"), (CASE, "statement"), _damage),
    "send": (("--dry-run", "--as-of", "2026-05-06"), ("--dry-run",), _damage),
    "packet": ((CASE,), (CASE,), _damage),
    "verify": ((CASE,), (CASE,), lambda root: (root / FOLDER / "evidence/E01-agreement.txt").unlink()),
    "add": ((CASE, "casefile.yaml"), (CASE, "gone.txt"), _damage),
    "log": ((CASE, "call", "--text", "x"), (CASE, "call", "--text", "x"), _damage),
    "pay": ((CASE, "5"), (CASE, "5"), _damage),
    "offer": ((CASE, "5", "--due", "2026-06-01"), (CASE, "5", "--due", "2026-06-01"), _damage),
    "settle": ((CASE, "5", "--due", "2026-06-01"), (CASE, "5", "--due", "2026-06-01"), _damage),
    "import": (("schedule", "r.docx"), ("schedule", "r.docx"), _damage),
    "options": ((CASE,), (CASE,), _damage),
    "template": (("list",), ("eject", "remindr"), _damage),
    "rates": ((), ("dee",), _damage),
    "build": (("--as-of", "2026-01-01"), (), _damage),  # a day on which there is nothing to make yet
    "schema": (("--into", "schemas"), ("--into", "taken/schemas"), _lock_out),
    "doctor": ((), ("--nonsense",), _damage),
    "completion": (("bash",), ("tcsh",), _damage),
}
"""For each command what goes well, and what does not after the workspace was changed so."""


def test_every_command_is_asked_for_json() -> None:
    from casefile.cli.commands import COMMANDS

    # preview goes on until it is stopped, and inspect wants a whole bundle: test_preview.py and test_inspect.py ask them
    assert list(JSON) == [name for name in COMMANDS if name not in ("preview", "inspect")]


@pytest.mark.parametrize("name", JSON)
def test_json_is_one_document_when_all_is_well_and_when_not(name: str, casefile: Casefile, northwind: Path) -> None:
    well, badly, change = JSON[name]
    casefile("render", CASE, "scott-schedule", "--format", "docx", "--output", "r.docx", *DAY)  # what import takes
    good = casefile(name, *DAY, *well, "--json")
    assert (good.code, good.err) == (0, ""), good.out
    assert isinstance(good.json, dict)
    change(northwind)
    bad = casefile(name, *DAY, *badly, "--json")
    assert bad.code in (1, 2), bad.out
    assert bad.err == ""
    assert bad.json.get("problems") or bad.json.get("ok") is False
