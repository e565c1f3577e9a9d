"""The command line that a call-sheet prints records the call as it stands there."""

from __future__ import annotations

import shlex
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
