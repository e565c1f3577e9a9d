"""`casefile timeline`: what happened, day by day, with where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.options import command as named
from casefile.cli.terminal import Align, document, say, table

if TYPE_CHECKING:
    from casefile.cli.session import Session

COLUMNS: tuple[tuple[str, Align], ...] = (
    ("Day", "left"),
    ("What", "left"),
    ("Exhibits", "left"),
    ("Written in", "left"),
)


@named("timeline")
@click.argument("case", metavar="CASE")
def command(session: Session, case: str) -> None:
    """Everything dated up to the as-of date, what is not for others' eyes too.

    \b
    Example:
      casefile timeline northwind
    """
    from casefile.documents.chronology import sentence
    from casefile.followup.history import history

    workspace = session.workspace()
    found = session.case(workspace, case)
    names = (found.creditor.name, found.debtor.name)
    facts = history(found, session.as_of)
    words = [sentence(fact, *names, workspace.file.language, (workspace.templates,)) for fact in facts]
    if session.json:
        rows = [
            {
                "date": fact.date.isoformat(),
                "what": fact.what,
                "text": text,
                "exhibits": list(fact.exhibits),
                "privilege": fact.privilege,
                "file": fact.source.file,
                "line": fact.source.line,
            }
            for fact, text in zip(facts, words, strict=True)
        ]
        document({"case": found.id, "facts": rows})
        return
    if not facts:
        say(f"Nothing is dated up to {session.as_of}.")
        return
    folder = f"{workspace.shown(found.path)}/"
    table(
        COLUMNS,
        [
            (
                str(fact.date),
                text,
                " ".join(fact.exhibits),
                f"{fact.source.file.removeprefix(folder)}:{fact.source.line}",
            )
            for fact, text in zip(facts, words, strict=True)
        ],
    )
