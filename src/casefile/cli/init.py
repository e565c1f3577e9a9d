"""`casefile init`: the files a workspace begins with. Never writes over a file that is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.case.placeholders import CREDITOR
from casefile.cli.parameters import command as named
from casefile.cli.terminal import document, next_step, say

if TYPE_CHECKING:
    from casefile.cli.session import Session

SCHEMA_FOLDER = ".vscode/casefile"
EDITED: dict[str, str] = {
    "casefile": "casefile.yaml",
    "debtor": "debtors/*.yaml",
    "case": "cases/*/case.yaml",
    "invoice": "cases/*/invoices/*.yaml",
    "payments": "cases/*/payments.yaml",
    "offers": "cases/*/offers.yaml",
    "settlement": "cases/*/settlement.yaml",
    "corrections": "cases/*/corrections.yaml",
    "evidence": "cases/*/evidence.yaml",
}
"""Which files an editor checks against which schema."""


@named("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--name", default=CREDITOR, help="The creditor: you, or your company.")
@click.option("--language", default="en", type=click.Choice(["en", "fr", "pl", "ru", "de"]), help="Of letters.")
@click.option("--sample", is_flag=True, help="Add a first case to try things on.")
def command(session: Session, folder: Path, name: str, language: str, sample: bool) -> None:
    """Writes casefile.yaml, a Makefile, .gitignore, .gitattributes and editor settings into DIR (default: here), and
    leaves alone what is already there.

    \b
    Example:
      casefile init receivables --name "Studio Halvorsen Ltd"
    """
    from casefile import files
    from casefile.case.workspace import MARKER, open_workspace
    from casefile.errors import CaseError, Problem, UsageError

    root = folder.resolve()
    if root.exists() and not root.is_dir():
        raise UsageError(Problem(f"{folder} is a file", hint="name a folder, new or there already", rule="exists"))
    if (root / MARKER).exists():
        raise CaseError(Problem(f"{root} is a workspace already", hint=f"edit its {MARKER}", rule="exists"))
    written = []
    for path, content in _contents(name, language).items():
        if not (root / path).exists():
            files.create(root / path, content)
            written.append(path)
    (root / "cases").mkdir(exist_ok=True)
    open_workspace(root)
    if sample:
        written += _sample(root)
    if session.json:
        document({"workspace": str(root), "written": written})
    elif not session.quiet:
        say(f"A workspace in {root}:")
        for path in written:
            say(f"  {path}")
        next_step("fill in casefile.yaml, then casefile new CASE --ask")


def _contents(name: str, language: str) -> dict[str, bytes]:
    """What goes where; casefile.yaml, which makes it a workspace, last."""
    from casefile.case.schemas import schema
    from casefile.cli import starters

    schemas = {f"{SCHEMA_FOLDER}/{kind}.json": json.dumps(schema(kind), indent=1) for kind in EDITED}
    settings = {"yaml.schemas": {f"{SCHEMA_FOLDER}/{kind}.json": files for kind, files in EDITED.items()}}
    texts = {
        "Makefile": starters.text("Makefile"),
        ".gitignore": starters.text("gitignore"),
        ".gitattributes": starters.text("gitattributes"),
        ".vscode/settings.json": json.dumps(settings, indent=2),
        **schemas,
    }
    first = {path: f"{text.rstrip()}\n".encode() for path, text in texts.items()}
    return {**first, "casefile.yaml": starters.filled("casefile.yaml", {"name": name, "language": language})}


def _sample(root: Path) -> list[str]:
    from casefile.case.workspace import open_workspace
    from casefile.cli.new import Start, create

    start = Start(
        id="sample-northwind", title="Website rebuild", currency="EUR", debtor="Northwind Trading GmbH",
        email="ap@northwind.example", country="DE", number="INV-1043", issued="2026-03-31", due="2026-04-14",
        description="Front-end build", amount="2730.00", tax="19",
    )  # fmt: skip
    return create(open_workspace(root), start)
