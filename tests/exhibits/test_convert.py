"""The whole way, through the child process: every exhibit gives pages, whatever it does to the child."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

import casefile
from casefile.exhibits.convert import convert, fingerprint
from casefile.exhibits.pages import Native
from tests.exhibits.conftest import page_pdf

EXPECTED = {
    "a.txt": (b"hello", False, False),
    "b.mp3": (b"ID3\x03 sound", True, True),
    "c.zip": (b"PK\x03\x04 files", True, True),
    "d.mp4": (b"\x00\x00\x00\x20ftypisom", True, True),
    "e.docx": (b"PK\x03\x04 [Content_Types].xml", True, False),
    "f.svg": (b"<svg><image href='file:///etc/passwd'/></svg>", True, False),
    "g.html": (b"<img src='file:///etc/passwd'>", True, False),
    "h.pdf": (b"", True, False),
    "i.png": (b"\x89PNG\r\n\x1a\nbroken", True, False),
    "j.eml": (b"From: a@b.example\nSubject: hi\n\nhello", False, False),
    "k.pdf": (b"ID3\x03 sound under a false name", True, True),
    "l.csv": (b"a;b\n=1+1;2\n", False, False),
}


def test_every_type_gives_pages(tmp_path: Path) -> None:
    natives = []
    for number, (name, (content, _, _)) in enumerate(EXPECTED.items(), 1):
        (tmp_path / name).write_bytes(content)
        natives.append(Native(tmp_path / name, f"E{number:02}", name, "en", date(2026, 5, 2)))
    missing = replace(natives[0], path=tmp_path / "gone.pdf", label="E90")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    link = replace(natives[0], path=tmp_path / "link.txt", label="E91")
    made = convert((*natives, missing, link), tmp_path / "pages")
    for pages, (name, (_, slip, by_nature)) in zip(made, EXPECTED.items(), strict=False):
        assert (bool(pages.slip), pages.by_nature) == (slip, by_nature), (name, pages.slip)
    assert [pages.slip for pages in made[-2:]] == [
        "The file was not found.", "What lies there is a link or a device, not a file.",
    ]  # fmt: skip
    for pages in made:
        assert pages.pdf == tmp_path / "pages" / f"{pages.label}.pdf"
        with pikepdf.open(pages.pdf) as pdf:
            assert len(pdf.pages) == pages.count >= 1
    assert sorted(each.name for each in (tmp_path / "pages").iterdir()) == sorted(p.pdf.name for p in made)


def test_file_that_takes_too_long_gets_a_slip_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"".join(b"line %d\n" % number for number in range(200_000)))
    page_pdf(tmp_path / "next.pdf")
    first = Native(tmp_path / "long.txt", "E01", "Log", "en", date(2026, 5, 2))
    slow, after = convert((first, replace(first, path=tmp_path / "next.pdf", label="E02")), tmp_path / "p", seconds=2)
    assert slow.slip == "Converting the file took longer than 2 seconds."
    assert (slow.count, slow.by_nature) == (1, False)
    assert (after.slip, after.count) == ("", 1)


def test_same_natives_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hello")
    (tmp_path / "b.mp3").write_bytes(b"ID3")
    text = Native(tmp_path / "a.txt", "E01", "Note", "en", date(2026, 5, 2))
    natives = (text, replace(text, path=tmp_path / "b.mp3", label="E02"))
    one, two = convert(natives, tmp_path / "one"), convert(natives, tmp_path / "two")
    assert [each.pdf.read_bytes() for each in one] == [each.pdf.read_bytes() for each in two]


def test_label_cannot_lead_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hello")
    with pytest.raises(ValueError, match="label"):
        convert([Native(tmp_path / "a.txt", "../E01", "Note", "en", date(2026, 5, 2))], tmp_path / "p")


def test_fingerprint_follows_content_and_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hello")
    one = Native(tmp_path / "a.txt", "E01", "Note", "en", date(2026, 5, 2))
    first = fingerprint(one)
    assert fingerprint(one) == first
    assert fingerprint(replace(one, title="Other")) != first
    (tmp_path / "a.txt").write_bytes(b"hullo")
    assert fingerprint(one) != first


def test_what_another_state_of_the_room_made_is_not_taken_for_its_own(tmp_path: Path) -> None:
    def told(home: Path) -> str:
        asked = (sys.executable, "-P", "-c", "from casefile.exhibits.convert import versions; print(versions())")
        return subprocess.run(asked, env={"PYTHONPATH": str(home)}, check=True, capture_output=True, text=True).stdout

    ours = Path(casefile.__file__).parent
    theirs = tmp_path / "src" / "casefile"
    shutil.copytree(ours, theirs, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ours.parent.parent / "templates", tmp_path / "templates")
    before = told(theirs.parent)
    assert before == told(ours.parent)
    with (theirs / "exhibits" / "pdf.py").open("a") as module:
        module.write("# drawn another way\n")
    drawn = told(theirs.parent)
    assert drawn != before
    with (tmp_path / "templates" / "pl" / "words" / "sheets.yaml").open("a") as words:
        words.write("# said another way\n")
    assert told(theirs.parent) not in (before, drawn)
