"""A workspace is found from anywhere inside it; a case by its id, a part of it, or its path."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.case.workspace import find, open_workspace, resolve
from casefile.errors import CaseError, ExitCode, UsageError
from tests.case.conftest import FILES, Write

OTHER = {"cases/2026-014-northwind/case.yaml": "x", "cases/2026-015-northwind/case.yaml": "x"}


def test_found_by_walking_up(opened: Write) -> None:
    workspace = opened({})
    assert find(workspace.cases / "a" / "invoices") == workspace.root


def test_not_found(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no casefile.yaml in .* or above it \(run casefile init here") as caught:
        find(tmp_path)
    assert caught.value.exit_code == ExitCode.USAGE


def test_a_yml_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "casefile.yml").write_text("creditor: {name: x}")
    with pytest.raises(UsageError, match=r"\(rename .*casefile.yml to casefile.yaml\)"):
        find(tmp_path)


def test_problems_of_casefile_yaml(opened: Write) -> None:
    with pytest.raises(CaseError, match=r"casefile.yaml:2:1: unknown key 'langauge' \(did you mean 'language'\?\)"):
        opened({"casefile.yaml": "creditor: {name: x}\nlangauge: en\n"})


LADDER = """\
creditor: {name: x}
ladders:
  odd:
    - {step: hello, after_delivery: 9, channel: email, document: reminder}
    - {step: first, after_due: 5, channel: email, document: reminder}
"""


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            "{step: note, after_due: 4, channel: email, document: reminder}",
            r"casefile.yaml:6:20: after_due 4 of 'note' lies before that of 'first' above it \(5\)",
        ),
        (
            "{step: again, after_delivery: 1, channel: email, document: reminder}",
            r"casefile.yaml:6:21: after_delivery 1 of 'again' lies before that of 'hello' above it \(9\)",
        ),
        (
            "{step: first, after_due: 9, channel: email, document: reminder}",
            r"casefile.yaml:6:8: a second step 'first' in one ladder, the first is at casefile.yaml:5:8",
        ),
        (
            "{step: upcoming, after_due: 9, channel: email, document: reminder}",
            r"casefile.yaml:6:8: 'upcoming', the upcoming reminder, stands below 'first', the first one",
        ),
        (
            "{step: note, after_due: 9, channel: email, document: reminder, tone: upcoming}",
            r"casefile.yaml:6:70: 'note', the upcoming reminder, stands below 'first', the first one",
        ),
    ],
)
def test_a_ladder_goes_up_and_each_of_its_steps_has_a_name(step: str, said: str, opened: Write) -> None:
    opened({"casefile.yaml": LADDER})
    with pytest.raises(CaseError, match=said):
        opened({"casefile.yaml": f"{LADDER}    - {step}\n"})


def test_two_steps_of_one_day_are_in_the_order_of_the_file(opened: Write) -> None:
    step = "{step: call, after_due: 5, channel: call, document: call-sheet}"
    opened({"casefile.yaml": f"{LADDER}    - {step}\n"})


def test_the_format_s_own_example_is_read(opened: Write) -> None:
    workspace = opened(
        {
            "casefile.yaml": """\
creditor:
  name: Studio Halvorsen Ltd
  address: {lines: [14 Wharf Road], postcode: N1 7RW, city: London, country: GB}
  email: accounts@studio-halvorsen.example
  tax_ids: {vat: GB123456789}
  bank: {iban: GB33BUKB20201555555555, bic: BUKBGB22, name: Barclays}
  pay_url: https://pay.example/halvorsen
signatory: {name: Ines Halvorsen, role: Director}
language: en
letterhead: templates/letterhead.docx
logo: templates/logo.svg
min_days_between: 5
ladder:
  - {step: upcoming, after_due: -7, channel: email, document: reminder}
  - {step: attorney, after_due: 62, channel: attorney, document: packet}
ladders:
  gentle: [{step: first, after_due: 14, channel: email, document: reminder, pay_within: 14}]
smtp: {host: mail.example, user: ines, from: accounts@studio-halvorsen.example}
bank_csv: {columns: {date: Datum, amount: Betrag}, delimiter: ";", decimal: ","}
"""
        }
    )
    assert [step.after_due for step in workspace.file.ladder] == [-7, 62]
    assert workspace.file.ladders["gentle"][0].pay_within == 14
    assert workspace.file.creditor.bank is not None
    assert workspace.file.creditor.bank.iban == "GB33BUKB20201555555555"


@pytest.mark.parametrize("days", ["", "after_due: 1, after_delivery: 3, "])
def test_a_step_begins_at_the_due_date_or_at_delivery(days: str, opened: Write) -> None:
    text = f"creditor: {{name: A}}\nladder:\n  - {{step: first, {days}channel: email, document: reminder}}\n"
    with pytest.raises(CaseError) as caught:
        opened({"casefile.yaml": text})
    (problem,) = caught.value.problems
    assert str(problem.source) == "casefile.yaml:3:5"
    assert "after_due or after_delivery: write one of them" in problem.message


@pytest.mark.parametrize("name", ["2026-014-northwind", "014", "cases/2026-014-northwind", "cases/2026-014-northwind/"])
def test_a_case_by_id_part_or_path(name: str, opened: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened(OTHER)
    monkeypatch.chdir(workspace.root)
    assert resolve(workspace, name) == "2026-014-northwind"


def test_a_part_of_several(opened: Write) -> None:
    with pytest.raises(
        UsageError, match=r"'north' is part of several cases: 2026-014-northwind, 2026-015-northwind \(write more"
    ):
        resolve(opened(OTHER), "north")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("2026-014-northwnd", r"did you mean '2026-014-northwind'\?"), ("zzz", "there are: 2026-014-northwind, ")],
)
def test_an_unknown_case(name: str, hint: str, opened: Write) -> None:
    with pytest.raises(UsageError, match=rf"no case '{name}' \({hint}"):
        resolve(opened(OTHER), name)


def test_a_workspace_without_cases(tmp_path: Path) -> None:
    (tmp_path / "casefile.yaml").write_text(str(FILES["casefile.yaml"]))
    workspace = open_workspace(tmp_path)
    assert workspace.case_ids() == ()
    with pytest.raises(UsageError, match=r"no case 'a' \(casefile new makes one\)"):
        resolve(workspace, "a")


def test_hidden_folders_and_files_are_no_cases(opened: Write) -> None:
    workspace = opened({"cases/.git/x": "", "cases/_old/x": "", "cases/README.md": ""})
    assert workspace.case_ids() == ("a",)


def test_where_things_lie(opened: Write) -> None:
    workspace = opened({})
    root = workspace.root
    assert workspace.built("a") == root / "build" / "a"
    assert workspace.lock("a") == root / "build" / ".locks" / "a.lock"
    own = (workspace.templates, workspace.profiles, workspace.regimes, workspace.limitation, workspace.rates)
    assert own == tuple(root / name for name in ("templates", "profiles", "regimes", "limitation", "rates"))
    assert workspace.shown(root / "cases" / "a") == "cases/a"
    assert workspace.shown(Path("/elsewhere/x")) == "/elsewhere/x"
