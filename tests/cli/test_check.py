"""`check`: errors before weaknesses, and what they do to the exit code."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from PIL import Image

from tests.cli.conftest import CASE, FOLDER, Casefile


def test_a_good_case_has_nothing_wrong(casefile: Casefile, northwind: Path) -> None:
    result = casefile("check", "--as-of", "2026-11-21")
    assert (result.code, result.out, result.err) == (0, "", "Nothing wrong in 1 case.\n")


def test_a_weakness_is_0_and_strict_makes_it_1(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "evidence" / "loose.txt").write_text("x")
    result = casefile("check", "northwind")
    assert result.code == 0
    assert result.out == (
        "Order in the file (1)\n"
        f"{FOLDER}/evidence/loose.txt:1:1: weakness: not in evidence.yaml\n"
        "    → move it elsewhere and take it in with casefile add\n"
    )
    assert casefile("check", "--strict").code == 1


def test_many_exhibits_that_nothing_refers_to_are_one_finding(casefile: Casefile, northwind: Path) -> None:
    (northwind / "more").mkdir()
    for number in range(1, 13):
        (northwind / "more" / f"{number}.txt").write_text(f"paper {number}\n")
    assert casefile("add", CASE, "more").code == 0
    result = casefile("check", "--as-of", "2026-11-21")
    ids = [f"E{number:02}" for number in range(2, 14)]
    said = " ".join(result.out.split())
    assert "Order in the file (1)" in said
    assert f"evidence.yaml:6:3: weakness: nothing refers to 12 exhibits: {', '.join(ids)} → say in proves:" in said
    assert result.err == "0 errors, 1 weakness in 1 case\n"
    problems = casefile("check", "--as-of", "2026-11-21", "--json").json["problems"]
    assert [problem["message"] for problem in problems] == [f"nothing refers to {each}" for each in ids]


def test_pictures_in_which_no_words_were_read_are_named_once(casefile: Casefile, northwind: Path) -> None:
    Image.new("RGB", (40, 30), "white").save(northwind / "scan.png")
    assert casefile("add", CASE, "scan.png", "--proves", "INV-1043#1").code == 0
    result = casefile("check", "--as-of", "2026-11-21")
    assert "1 exhibit is a picture in which no words were read: E02\n" in result.err
    assert "casefile packet reads them" in result.err
    assert casefile("check", "--json").json["without_words"] == {CASE: ["E02"]}
    assert "picture" not in casefile("check", "--quiet").err


def test_errors_come_first_and_are_1(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "evidence" / "loose.txt").write_text("x")
    (northwind / FOLDER / "evidence" / "E01-agreement.txt").write_text("changed")
    problems = casefile("check", "--json").json["problems"]
    assert [(problem["level"], problem["rule"]) for problem in problems] == [
        ("error", "changed-file"),
        ("weakness", "not-registered"),
    ]
    assert problems[0]["file"] == f"{FOLDER}/evidence.yaml"
    assert problems[0]["line"] == 5
    assert casefile("check").code == 1


def test_a_case_that_does_not_load_gives_its_problems(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "payments.yaml").write_text("- date: 2026-05-06\n")
    result = casefile("check", CASE, "--json")
    assert result.code == 1
    assert [problem["message"] for problem in result.json["problems"]] == ["missing key 'amount'"]


def test_what_cannot_be_read_and_what_cannot_be_asked_for_are_said_in_one_run(
    casefile: Casefile, northwind: Path
) -> None:
    file = northwind / FOLDER / "case.yaml"
    text = file.read_text().replace("regime: de\n", "regime: dee\n").replace("regime: de}", "regime: dee}")
    file.write_text(text.replace("id: ", "id: x", 1))
    rules = {problem["rule"] for problem in casefile("check", "--json").json["problems"]}
    assert {"id", "regime"} <= rules


def test_a_consumer_with_the_interest_of_businesses_is_asked_about_all_else_too(
    casefile: Casefile, northwind: Path
) -> None:
    file = northwind / FOLDER / "case.yaml"
    text = file.read_text().replace("evidence: E01, ", "").replace("tax_ids: {vat: DE123456789}", "kind: consumer")
    file.write_text(text)
    problems = casefile("check", "--json").json["problems"]
    assert [(problem["level"], problem["rule"]) for problem in problems] == [
        ("error", "regime-debtor"),
        ("weakness", "no-contract"),
    ]
    assert casefile("check").out.startswith("What has to be mended first (1)\n")


def renumbered(folder: Path) -> None:
    """Another number for the invoices of a copy: one number in two cases is a finding of its own."""
    for path in (folder / "invoices").glob("*.yaml"):
        path.write_text(path.read_text().replace("number: INV-", "number: COPY-"))


def test_findings_of_several_cases_stand_by_what_matters_most(casefile: Casefile, northwind: Path) -> None:
    other = northwind / "cases" / "2026-001-other"
    shutil.copytree(northwind / FOLDER, other)
    file = other / "case.yaml"
    file.write_text(file.read_text().replace(CASE, other.name))
    renumbered(other)
    (other / "evidence" / "loose.txt").write_text("x")
    (other / "payments.yaml").write_text("- {date: 2026-05-06, amount: 10.00, reference: paid}\n" * 2)
    contact = northwind / FOLDER / "correspondence" / "2026-05-01-offer.md"
    contact.parent.mkdir(exist_ok=True)
    contact.write_text("---\ndate: 2026-05-01\ndirection: out\nchannel: email\n---\nWithout prejudice\n")
    problems = casefile("check", "--json", "--as-of", "2026-11-21").json["problems"]
    assert [problem["rule"] for problem in problems] == ["marked-open", "twice", "not-registered"]


def test_a_repository_at_a_public_host_is_asked_about_once(casefile: Casefile, northwind: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(northwind), *arguments], check=True)

    git("init", "-q")
    git("remote", "add", "origin", "https://github.com/me/cases.git")
    shutil.copytree(northwind / FOLDER, northwind / "cases" / "2026-001-other")
    file = northwind / "cases" / "2026-001-other" / "case.yaml"
    file.write_text(file.read_text().replace(CASE, "2026-001-other"))
    renumbered(file.parent)
    (told,) = casefile("check", "--json", "--as-of", "2026-11-21").json["problems"]
    assert (told["rule"], told["file"]) == ("public-remote", "casefile.yaml")
    git("config", "casefile.private", "true")
    assert casefile("check", "--json", "--as-of", "2026-11-21").json["problems"] == []


def test_what_stands_in_exhibits_is_read_once_and_held_against_all_cases(casefile: Casefile, northwind: Path) -> None:
    other = northwind / "cases" / "2026-001-other"
    shutil.copytree(northwind / FOLDER, other)
    file = other / "case.yaml"
    file.write_text(file.read_text().replace(CASE, other.name).replace("Northwind Trading", "Kestrel Interiors"))
    paper = northwind / "note.txt"
    paper.write_text("Without prejudice. As with Kestrel Interiors, pay to DE02 1203 0000 0000 2020 51.\n")
    casefile("add", "northwind", str(paper), "--title", "A note", "--proves", "INV-1043")
    for _ in range(2):
        problems = casefile("check", "--json", "--as-of", "2026-11-21").json["problems"]
        assert [problem["rule"] for problem in problems] == ["marked-open", "other-client", "others-account"]
    assert len(list((northwind / "build" / ".kept" / CASE).glob("seen-*.json"))) == 2


DRAFT = """\
number: INV-1050
issued: 2026-12-01
due: 2026-12-15
order_number: PO-1
lines:
  - {id: "1", description: Care, unit_price: 100.00, delivered: 2026-11-20, evidence: E01}
"""


def test_an_invoice_is_checked_before_it_is_sent(casefile: Casefile, northwind: Path) -> None:
    (northwind / "draft.yaml").write_text(DRAFT)
    result = casefile("check", CASE, "--invoice", "draft.yaml", "--as-of", "2026-11-21")
    assert (result.code, result.out, result.err) == (0, "", "Nothing wrong in INV-1050.\n")
    (northwind / "draft.yaml").write_text(DRAFT.replace(", delivered: 2026-11-20, evidence: E01", "") + "stated_total: 110.00\n")  # fmt: skip
    result = casefile("check", CASE, "--invoice", "draft.yaml", "--as-of", "2026-11-21", "--json")
    assert [(each["rule"], each["file"]) for each in result.json["problems"]] == [
        ("stated-total", "draft.yaml"), ("delivery-date", "draft.yaml"), ("line-without-proof", "draft.yaml"),
    ]  # fmt: skip
    assert casefile("check", CASE, "--invoice", "draft.yaml", "--strict").code == 1
    assert [path.name for path in (northwind / FOLDER / "invoices").iterdir()] == ["INV-1043.yaml"]


def test_an_invoice_finds_the_case_it_belongs_to(casefile: Casefile, northwind: Path) -> None:
    (northwind / "draft.yaml").write_text(DRAFT.replace("order_number: PO-1\n", ""))
    alone = casefile("check", "--invoice", "draft.yaml", "--as-of", "2026-11-21")
    assert (alone.code, f"INV-1050 is checked against {CASE} (Northwind" in alone.err) == (0, True)
    other = northwind / "cases" / "other"
    (other / "invoices").mkdir(parents=True)
    (other / "case.yaml").write_text(
        "id: other\ntitle: O\ncurrency: EUR\nopened: 2026-09-01\ndebtor: {name: Kestrel Ltd}\n"
    )
    (other / "invoices" / "K-1.yaml").write_text(
        DRAFT.replace("INV-1050", "K-1").replace(", evidence: E01", "").replace("2026-12", "2026-09")
    )
    said = casefile("check", "--invoice", "draft.yaml")
    assert (said.code, f"could be {CASE} (Northwind Trading GmbH), other (Kestrel Ltd)" in said.err) == (2, True)
    (northwind / "draft.yaml").write_text(DRAFT.replace(", evidence: E01", ""))
    assert "is checked against other (Kestrel Ltd)" in casefile("check", "--invoice", "draft.yaml").err
    assert casefile("check", "--invoice", f"{FOLDER}/invoices/INV-1043.yaml", "--quiet").code == 0


def test_an_invoice_that_is_wrong_or_has_a_number_twice(casefile: Casefile, northwind: Path) -> None:
    (northwind / "draft.yaml").write_text(DRAFT.replace("INV-1050", "INV-1043"))
    result = casefile("check", CASE, "--invoice", "draft.yaml")
    assert (result.code, "INV-1043" in result.err) == (1, True)
    (northwind / "draft.yaml").write_text(DRAFT.replace("due: 2026-12-15\n", ""))
    assert casefile("check", CASE, "--invoice", "draft.yaml").err.startswith("draft.yaml:1:1: ")
    assert casefile("check", CASE, CASE[:9], "--invoice", "draft.yaml").code == 1
    assert casefile("check", CASE, "--invoice", "gone.yaml").code in (1, 2)
