"""`inspect`: the table for people, the JSON for programs, the exit codes, and what cannot be inspected."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Encryption, Name

from casefile.packet.inspector.rules.table import RULES
from tests.cli.conftest import Casefile
from tests.packet import bundle


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A sound bundle."""
    return bundle.save(bundle.bundle(tmp_path), tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A bundle with two faults."""
    pdf = bundle.bundle(tmp_path)
    del pdf.Root.Outlines, pdf.Root.OpenAction
    return bundle.save(pdf, tmp_path, "Smith v Jones broken.pdf")


def test_a_sound_bundle(casefile: Casefile, sound: Path) -> None:
    result = casefile("inspect", str(sound))
    assert result.code == 0
    lines = result.out.splitlines()
    assert {line.split()[0] for line in lines[:-1] if line[:1].strip()} == {"ok"}
    assert lines[-1] == "All 15 rules of the profile 'attorney' hold."
    assert max(map(len, lines)) <= 80


def test_what_is_broken_comes_first_with_what_to_do_and_the_source(casefile: Casefile, broken: Path) -> None:
    result = casefile("inspect", str(broken))
    assert result.code == 1
    shown = " ".join(result.out.split())
    first = (
        "broken outline there is no outline → bookmark each section and document, as the index calls it, with its page"
    )
    assert shown.startswith(
        f"{first} (General guidance on electronic court bundles (29 November 2021), paragraph 3) broken view"
    )
    states = [line.split()[0] for line in result.out.splitlines() if line[:1].strip()]
    assert states == sorted(states, key=("broken", "look", "ok").index)
    assert result.err == "2 of 15 rules of the profile 'attorney' broken.\n"


def test_quiet_says_what_is_wrong_only(casefile: Casefile, broken: Path) -> None:
    result = casefile("inspect", str(broken), "--quiet")
    assert {line.split()[0] for line in result.out.splitlines() if line[:1].strip()} == {"broken"}
    assert result.err == ""


def test_json(casefile: Casefile, broken: Path) -> None:
    result = casefile("inspect", str(broken), "--json")
    told = result.json
    assert (result.code, told["profile"], told["ok"]) == (1, "attorney", False)
    assert {tuple(rule) for rule in told["rules"]} == {("rule", "source", "ok", "detail")}
    assert [rule["rule"] for rule in told["rules"] if not rule["ok"]] == ["outline", "view"]
    view = next(rule for rule in told["rules"] if rule["rule"] == "view")
    assert view["detail"] == "it does not open on page 1 at 100 %"
    assert "6" in view["source"]


def test_json_of_a_sound_bundle(casefile: Casefile, sound: Path) -> None:
    told = casefile("inspect", str(sound), "--json").json
    assert told["ok"] is True
    assert {rule["rule"] for rule in told["rules"]} <= set(RULES)


def test_an_unknown_profile_is_usage(casefile: Casefile, sound: Path) -> None:
    result = casefile("inspect", str(sound), "--profile", "attorny")
    assert result.code == 2
    assert "no packet profile 'attorny'" in result.err
    assert "attorney" in result.err.partition("'attorny'")[2]


def test_a_profile_of_the_workspace(casefile: Casefile, northwind: Path, sound: Path) -> None:
    (northwind / "profiles").mkdir()
    own = northwind / "profiles/kammer.yaml"
    own.write_text("name: kammer\nfront: [index]\nlike: attorney\nrules: {view: house rule 3}\n")
    told = casefile("inspect", str(sound), "--profile", "kammer", "--json").json
    assert [(rule["rule"], rule["source"]) for rule in told["rules"]] == [("view", "house rule 3")]
    assert "did you mean 'kammer'" in casefile("inspect", str(sound), "--profile", "kamer").err
    own.write_text("name: kammer\nlike: attorny\nback: [indx]\n")
    result = casefile("inspect", str(sound), "--profile", "kammer")
    assert result.code == 1
    assert "profiles/kammer.yaml:2:1: no profile 'attorny'" in result.err
    assert "profiles/kammer.yaml:3:1: there is no paper 'indx'" in result.err


def test_what_to_do_about_a_later_volume_leaves_its_numbers_alone(casefile: Casefile, tmp_path: Path) -> None:
    pdf = bundle.renumbered(bundle.bundle(tmp_path), [str(number) for number in range(501, 501 + bundle.PAGES)])
    said = " ".join(casefile("inspect", str(bundle.save(pdf, tmp_path))).out.split())
    assert "look numbers its first page is 501, as in a later volume → compare with the bundle's other files" in said
    assert "number all pages from 1" not in said


def test_a_passphrase_from_a_file(casefile: Casefile, tmp_path: Path) -> None:
    file, secret = tmp_path / "a.pdf", tmp_path / "secret"
    bundle.bundle(tmp_path).save(file, encryption=Encryption(user="geheim €", owner="o"))
    result = casefile("inspect", str(file))
    assert (result.code, "--passphrase-file FILE" in result.err) == (1, True)
    secret.write_text("geheim €\r\nand a second line\n", newline="")
    assert casefile("inspect", str(file), "--passphrase-file", str(secret), "--json").json["profile"] == "attorney"
    secret.write_text("other\n")
    assert "the passphrase does not open" in casefile("inspect", str(file), "--passphrase-file", str(secret)).err
    missing = casefile("inspect", str(file), "--passphrase-file", str(tmp_path / "none"))
    assert (missing.code, "cannot read" in missing.err) == (1, True)


@pytest.mark.parametrize("content", [None, b"", b"no PDF", b"%PDF-1.7\n%%EOF\n"])
def test_what_cannot_be_inspected_is_said(casefile: Casefile, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "a.pdf"
    if content is not None:
        file.write_bytes(content)
    result = casefile("inspect", str(file))
    assert (result.code, result.out) == (1, "")
    assert "a.pdf" in result.err
    assert "→" in result.err
    assert casefile("inspect", str(file), "--json").json["problems"]


@pytest.mark.parametrize(
    ("name", "content", "is_", "hint"),
    [
        ("chat.txt", b"[01.05.26, 10:00] Jo: Hello\n", "a text", "inspect takes a finished bundle as a PDF"),
        ("scan.png", b"\x89PNG\r\n\x1a\n", "a picture", "inspect takes a finished bundle as a PDF"),
        ("letter.eml", b"From: a@b.example\n\nHello\n", "a message", "inspect takes a finished bundle as a PDF"),
        ("draft.docx", b"PK\x03\x04", "an office file", "save it as a PDF"),
        ("packet.zip", b"PK\x03\x04", "an archive", "unpack it and name the PDF in it"),
        ("empty.pdf", b"", "an empty file", "inspect takes a finished bundle as a PDF"),
        ("page.pdf", b"<html>", "something else, whatever its name says", "inspect takes a finished bundle as a PDF"),
    ],
)
def test_a_file_that_is_no_pdf_is_called_what_it_is(
    casefile: Casefile, tmp_path: Path, name: str, content: bytes, is_: str, hint: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = casefile("inspect", name)
    said = " ".join(result.err.split())
    assert (result.code, result.out) == (1, "")
    assert f"{name} is no PDF: it is {is_} → {hint}" in said


def test_what_a_file_calls_its_parts_steers_no_terminal(casefile: Casefile, tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    bundle.outline(pdf, ("\x1b[2Jgone\u202e", 1))
    del pdf.pages[0].obj.Annots
    pdf.Root.Lang = Name.x
    result = casefile("inspect", str(bundle.save(pdf, tmp_path)))
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out
    assert "gone" in result.out
