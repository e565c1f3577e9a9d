"""`packet` with a passphrase and with late additions: what is asked, what is said, what lies there afterwards."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.cli.conftest import CASE, FOLDER, Casefile

DAY = ("--as-of", "2026-11-21")
SECRET = "correct horse battery staple"


class Terminal(io.StringIO):
    """A person at the keyboard."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What the person types where nothing is shown."""

    def answers(*lines: str) -> None:
        left = list(lines)
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: left.pop(0))

    return answers


def test_the_passphrase_is_asked_for_twice(casefile: Casefile, northwind: Path, typed: Callable[..., None]) -> None:
    typed(SECRET, SECRET)
    result = casefile("packet", CASE, *DAY, "--encrypt")
    assert result.code == 0, result.err
    assert SECRET not in result.out + result.err
    pdf, bag, ours = (northwind / line.partition(".pdf:")[0] for line in result.out.splitlines())
    folder = bag.parent
    assert sorted(path.suffix for path in folder.rglob("*")) == [".pdf", ".txt", ".zip"]
    for each in (pdf, ours):
        with pikepdf.open(f"{each}.pdf", password=SECRET) as opened:
            assert len(opened.pages) > 1
    assert sorted(path.suffix for path in ours.parent.rglob("*")) == [".pdf", ".txt", ".zip"]
    assert casefile("verify", folder).code == 0


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("",), "the passphrase is empty"),
        (("short",), "fewer than 8"),
        ((SECRET, SECRET.upper()), "the two passphrases differ"),
    ],
)
def test_what_will_not_do(
    casefile: Casefile, northwind: Path, typed: Callable[..., None], lines: tuple[str, ...], message: str
) -> None:
    typed(*lines)
    result = casefile("packet", CASE, *DAY, "--encrypt")
    assert (result.code, message in result.err) == (2, True), result.err
    assert not (northwind / "build" / CASE).exists()


def test_without_a_terminal_a_file_is_wanted(casefile: Casefile, northwind: Path) -> None:
    result = casefile("packet", CASE, *DAY, "--encrypt")
    assert result.code == 2
    assert "there is no terminal to ask at: passphrase of the packet" in result.err
    assert "--passphrase-file" in result.err
    (northwind / "secret").write_text(f"{SECRET}\n")
    made = casefile("packet", CASE, *DAY, "--passphrase-file", "secret", "--json")
    assert made.code == 0, made.err
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(northwind / made.json["pdf"])


def test_late_additions(casefile: Casefile, northwind: Path) -> None:
    refused = casefile("packet", CASE, *DAY, "--late")
    assert refused.code == 1
    assert "there is no earlier packet of this case and profile to add to" in refused.err
    first = casefile("packet", CASE, *DAY, "--json").json["pages"]
    (northwind / FOLDER / "evidence/E02-note.txt").write_text("Found in a drawer.\n")
    with (northwind / FOLDER / "evidence.yaml").open("a") as register:
        register.write("- {id: E02, file: evidence/E02-note.txt, title: Note, kind: other, late: true}\n")
    told = casefile("packet", CASE, *DAY, "--late", "--json")
    assert told.code == 0, told.out
    assert told.json["pages"] == first + 1
    with pikepdf.open(northwind / told.json["added"]) as pdf:
        label: Any = pdf.pages[-1].label  # a property, which the library's types don't say
        assert label == f"{first}.1"
    again = casefile("packet", CASE, *DAY, "--late")
    assert (again.code, again.out) == (1, "")
    assert "nothing has come in since the packet of 2026-11-21" in again.err
    assert f"delete the folder build/{CASE}/packet first" in " ".join(again.err.split())
    shutil.rmtree(northwind / "build" / CASE / "packet")
    said = casefile("packet", CASE, *DAY, "--late")
    assert re.search(r"late additions\.pdf: [3-9] pages\n", said.out)


def test_a_case_with_nothing_in_it_says_what_it_lacks(casefile: Casefile, northwind: Path) -> None:
    casefile("new", "empty", "--debtor", "Kestrel Ltd")
    result = casefile("packet", "empty", *DAY)
    assert result.code == 3
    assert (
        "cases/empty/case.yaml:4:1: warning: the packet claims nothing: there is no invoice, nor any exhibit\n"
        "    → write it as cases/empty/invoices/NUMBER.yaml; take evidence in with casefile add empty FILE\n"
    ) in result.err
    shutil.copytree(northwind / FOLDER / "evidence", northwind / "cases/empty/evidence")
    shutil.copy(northwind / FOLDER / "evidence.yaml", northwind / "cases/empty")
    assert "there is no invoice\n" in casefile("packet", "empty", *DAY).err
    early = casefile("packet", CASE, "--as-of", "2026-03-01")
    assert early.code == 3
    assert "the packet claims nothing: there is no invoice up to 2026-03-01\n    → give a later --as-of\n" in early.err


def test_it_says_how_many_weaknesses_there_are_to_look_at(casefile: Casefile, northwind: Path) -> None:
    casefile("new", "empty", "--debtor", "Kestrel Ltd")
    found = re.search(r"0 errors, ([0-9]+) weaknesses in 1 case", casefile("check", "empty", *DAY).err)
    assert found
    line = f"{found[1]} weaknesses of the case: see them, and what the files hold, with casefile check empty"
    assert line in casefile("packet", "empty", *DAY).err.splitlines()
    assert "Next: look through it" in casefile("packet", CASE, *DAY, "--profile", "client").err
    assert casefile("packet", CASE, *DAY, "--quiet").err == ""


def test_as_of_an_earlier_day_it_says_what_is_left_out_and_what_it_replaces(
    casefile: Casefile, northwind: Path
) -> None:
    (northwind / FOLDER / "evidence/E02-note.txt").write_text("Found in a drawer.\n")
    with (northwind / FOLDER / "evidence.yaml").open("a") as register:
        register.write("- {id: E02, file: evidence/E02-note.txt, title: Note, date: 2026-08-01}\n")
    assert casefile("packet", CASE, "--as-of", "2026-09-01", "--profile", "client").code == 0
    result = casefile("packet", CASE, "--as-of", "2026-05-01", "--profile", "client")
    assert result.code == 3, result.err
    told = " ".join(result.err.split())
    assert "1 exhibit is later than 2026-05-01 and is not in this packet: E02" in told
    assert "for it leave out --as-of, or give a later day" in told
    assert "this packet, of 2026-05-01, took the place of the one of 2026-09-01" in told
