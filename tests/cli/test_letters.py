"""`next --print`: the day's letters as one PDF; `--log` records them, and asks for none of them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.packet.paper import words

DAY = ("--as-of", "2026-11-21")
LOG = ("--log", "--posted", "2026-11-21")
BAD = 'id: bad\ntitle: T\ncurrency: EUR\nlanguage: fr\ndebtor: {name: B, address: {lines: [1 rue A], postcode: "75001", city: Paris, country: FR}}\n'
INVOICE = "number: X\nissued: 2026-03-01\ndue: 2026-04-14\nlines: [{id: 1, description: D, unit_price: 9}]\n"


def test_the_letters_are_one_file_to_print(casefile: Casefile, northwind: Path, tmp_path: Path) -> None:
    stack = tmp_path / "letters.pdf"
    result = casefile("next", *DAY, "--print", str(stack))
    assert result.code == 0
    assert "  1. Northwind Trading GmbH: Invoice INV-1043: reminder\n" in result.out
    assert result.out.endswith(f"{stack}: 1 letter, 1 sheet on both sides\n")
    assert result.err == "When they are posted, the same command with --log records them.\n"
    front, back = words(stack)
    assert "Kaistraße 5" in front
    assert "INV-1043" in front
    assert back.strip() == ""
    assert not (northwind / FOLDER / "correspondence").exists()


def test_what_was_posted_is_recorded_and_not_asked_for_again(
    casefile: Casefile, northwind: Path, tmp_path: Path
) -> None:
    asked = ("next", *DAY, "--print", str(tmp_path / "letters.pdf"))
    casefile(*asked)
    (letter,) = casefile(*asked, *LOG, "--json").json["letters"]
    note = f"{FOLDER}/correspondence/2026-11-21-post-first.md"
    assert letter["recorded"] == [{"case": CASE, "exhibit": "E02", "file": note}]
    assert (letter["step"], letter["channel"], letter["cases"]) == ("first", "post", [CASE])
    assert "step: first\n" in (northwind / note).read_text()
    again = casefile(*asked, *LOG)
    assert again.out == "Nothing is to be done today.\nWhat was printed to that file is recorded.\n"
    assert casefile("verify", CASE).code == 0


def test_a_letter_that_cannot_be_written_keeps_no_other_back(
    casefile: Casefile, northwind: Path, tmp_path: Path
) -> None:
    (northwind / "cases/bad/invoices").mkdir(parents=True)
    (northwind / "cases/bad/case.yaml").write_text(BAD)
    (northwind / "cases/bad/invoices/X.yaml").write_text(INVOICE)
    (northwind / "templates/fr").mkdir(parents=True)
    (northwind / "templates/fr/reminder.md").write_text("{{ nothing_known }}\n")
    asked = ("next", *DAY, "--print", str(tmp_path / "letters.pdf"), "--json")
    result = casefile(*asked)
    assert result.code == 1
    assert {each["file"] for each in result.json["problems"]} == {"templates/fr/reminder.md"}
    assert [each["cases"] for each in casefile(*asked, *LOG).json["letters"]] == [[CASE]]
    assert not (northwind / "cases/bad/correspondence").exists()


def test_log_wants_the_stack(casefile: Casefile, northwind: Path) -> None:
    result = casefile("next", *DAY, "--log")
    assert (result.code, "add --print FILE" in result.err) == (2, True)


def test_a_stack_is_never_written_over_a_case(casefile: Casefile, northwind: Path) -> None:
    assert casefile("next", *DAY, "--print", str(northwind / FOLDER / "case.yaml")).code == 2


def test_without_a_street_nothing_is_printed_nor_recorded(casefile: Casefile, northwind: Path, tmp_path: Path) -> None:
    case = northwind / FOLDER / "case.yaml"
    case.write_text(
        case.read_text().replace(
            '{lines: [Kaistraße 5], postcode: "20457", city: Hamburg, country: DE}', "{city: Hamburg}"
        )
    )
    result = casefile("next", *DAY, "--print", str(tmp_path / "letters.pdf"), *LOG)
    assert (
        result.code,
        f"{CASE}: nothing was written to Northwind Trading GmbH: find out where to write" in result.err,
    ) == (
        3,
        True,
    )
    assert not (tmp_path / "letters.pdf").exists()
    assert not (northwind / FOLDER / "correspondence").exists()


def test_nothing_is_printed_to_a_representative_without_an_address(
    casefile: Casefile, northwind: Path, tmp_path: Path
) -> None:
    case = northwind / FOLDER / "case.yaml"
    case.write_text(case.read_text().replace("  tax_ids: {vat: DE123", "  represented_by: {name: RA Schmidt, firm: S LLP}\n  tax_ids: {vat: DE123"))  # fmt: skip
    result = casefile("next", *DAY, "--print", str(tmp_path / "letters.pdf"))
    told = f"{CASE}: nothing was written to RA Schmidt for Northwind Trading GmbH: find out where to write"
    assert (result.code, told in result.err) == (3, True)
    assert "by telephone: find out where to write" in " ".join(result.out.split())
    assert not (tmp_path / "letters.pdf").exists()
    case.write_text(case.read_text().replace("LLP", 'LLP, address: {lines: [Markt 1], postcode: "20095", city: Hamburg, country: DE}'))  # fmt: skip
    assert casefile("next", *DAY, "--print", str(tmp_path / "letters.pdf")).code == 0
    assert "Markt 1" in words(tmp_path / "letters.pdf")[0]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((*DAY, "--log"), "these letters are dated 2026-11-21, and today is"),
        (("--as-of", "2099-01-01", "--log"), "letters dated 2099-01-01 cannot have been posted on"),
        ((*DAY, "--log", "--posted", "2026-11-20"), "letters dated 2026-11-21 cannot have been posted on 2026-11-20"),
        ((*DAY, "--log", "--posted", "2099-01-01"), "cannot have been posted on 2099-01-01"),
        ((*DAY, "--posted", "2026-11-21"), "add --log"),
    ],
)
def test_the_day_they_were_posted_is_not_guessed(
    given: tuple[str, ...], says: str, casefile: Casefile, northwind: Path, tmp_path: Path
) -> None:
    result = casefile("next", "--print", str(tmp_path / "letters.pdf"), *given)
    assert (result.code, says in result.err) == (2, True)
    assert not (northwind / FOLDER / "correspondence").exists()


def test_a_stack_of_yesterday_is_recorded_on_the_day_it_was_posted(
    casefile: Casefile, northwind: Path, tmp_path: Path
) -> None:
    asked = ("next", *DAY, "--print", str(tmp_path / "letters.pdf"))
    casefile(*asked)
    (letter,) = casefile(*asked, "--log", "--posted", "2026-11-22", "--json").json["letters"]
    assert letter["recorded"][0]["file"] == f"{FOLDER}/correspondence/2026-11-22-post-first.md"
