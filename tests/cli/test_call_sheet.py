"""The command line that a call-sheet prints records the call as it stands there."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from tests.cli.conftest import CASE, FOLDER, Casefile

DAY = ("--as-of", "2026-04-30")
SECOND = "---\ndate: 2026-04-22\ndirection: out\nchannel: email\nstep: second\n---\n"


def printed(casefile: Casefile) -> tuple[str, str]:
    """The command and its ending with a promise, as the call-sheet prints them."""
    assert casefile("render", CASE, "call-sheet", "--format", "md", "--output", "sheet.md", *DAY).code == 0
    code = Path("sheet.md").read_text(encoding="utf-8").partition("```\n")[2].partition("```")[0]
    command, ending = code.splitlines()[:2]
    return command, ending.strip()


@pytest.mark.parametrize("name", ["Jana Wolff", "Seán O'Hara; rm -rf $HOME", "*x* `date`"])
def test_it_can_be_run_as_it_stands(name: str, casefile: Casefile, northwind: Path) -> None:
    case_file = northwind / FOLDER / "case.yaml"
    text = case_file.read_text(encoding="utf-8")
    people = f'debtor:\n  contacts: [{{name: "{name}", phone: "+49 1"}}]\n'
    case_file.write_text(text.replace("debtor:\n", people), encoding="utf-8")
    note = northwind / FOLDER / "correspondence/2026-04-22-second.md"
    note.parent.mkdir(exist_ok=True)
    note.write_text(SECOND, encoding="utf-8")
    command, ending = printed(casefile)
    program, *arguments = shlex.split(f"{command} {ending}")
    assert program == "casefile"
    assert casefile(*arguments, *DAY, "--text", "Said yes.").code == 0
    head = folder.load(open_workspace(northwind), CASE).contacts[-1].head
    assert (head.channel, head.step, head.to, head.invoices) == ("call", "call", name, ("INV-1043",))
    assert head.promise is not None
    assert (str(head.promise.on), str(head.promise.amount)) == ("2026-05-07", "2848.70")


LATE = "number: {}\nissued: 2026-03-01\ndue: 2026-04-14\nlines: [{{id: 1, description: D, unit_price: 100.00}}]\n"
REMINDED = "---\ndate: {}\ndirection: out\nchannel: email\nstep: {}\n---\n"


def test_the_sheet_of_the_days_call_covers_every_case_that_it_is_about(
    casefile: Casefile, workspace: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"casefile.yaml": "creditor: {name: A}\n", "debtors/beta.yaml": "name: Beta GmbH\nemail: ap@beta.example\n"}
    for name, number in (("a", "R1"), ("b", "R2"), ("c", "R3")):
        files[f"cases/{name}/case.yaml"] = f"id: {name}\ntitle: T\ncurrency: EUR\ndebtor: beta\n"
        files[f"cases/{name}/invoices/1.yaml"] = LATE.format(number)
    for name in ("a", "b"):
        for on, step in (("2026-04-15", "first"), ("2026-04-22", "second")):
            files[f"cases/{name}/correspondence/{step}.md"] = REMINDED.format(on, step)
    monkeypatch.chdir(workspace(files))
    day = ("--as-of", "2026-04-29")
    todo = casefile("next", *day, "--json").json["actions"]
    assert [each["case"] for each in todo if each["document"] == "call-sheet"] == ["a", "b"]
    result = casefile("render", "a", "call-sheet", "--format", "md", "--output", "sheet.md", *day)
    assert (result.code, "one call, also about b" in result.err) == (0, True)
    sheet = Path("sheet.md").read_text(encoding="utf-8")
    assert ("R1 (a)" in sheet, "R2 (b)" in sheet, "R3" in sheet) == (True, True, False)
    casefile("log", "a", "call", "--step", "call", "--outcome", "no-answer", "--text", "", *day)
    assert casefile("render", "a", "call-sheet", "--format", "md", "--output", "sheet.md", *day).code == 0
    assert "R2" not in Path("sheet.md").read_text(encoding="utf-8")
