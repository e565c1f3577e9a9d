"""`casefile timeline`: what happened, day by day, with where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, document, say, table

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.followup.history import Fact

COLUMNS: tuple[tuple[str, Align], ...] = (
    ("Day", "left"),
    ("Exhibits", "left"),
    ("What (and where it is written)", "left"),
)


@named("timeline")
@click.argument("case", metavar="CASE")
def command(session: Session, case: str) -> None:
    """Everything dated up to the as-of date, what is not for others' eyes too.

    \b
    Example:
      casefile timeline northwind
    """
    from casefile.documents.chronology import sentences
    from casefile.followup.missed import happened

    workspace = session.workspace()
    found = session.case(workspace, case)
    names = (found.creditor.name, found.debtor.name)
    promised = found.settlement or any(contact.head.promise for contact in found.contacts)
    claim = session.claim(workspace, found) if promised else None  # nothing else has an outcome that nobody writes down
    facts = happened(found, session.as_of, claim)
    words = sentences(facts, *names, workspace.file.language, (workspace.templates,))
    if session.json:
        document({"case": found.id, "facts": [_row(fact, text) for fact, text in zip(facts, words, strict=True)]})
        return
    if not facts:
        say(f"Nothing is dated up to {session.as_of}.")
        return
    folder = f"{workspace.shown(found.path)}/"
    places = [f"{fact.source.file.removeprefix(folder)}:{fact.source.line}" for fact in facts]
    rows = zip(facts, words, places, strict=True)
    table(COLUMNS, [(str(fact.day), " ".join(fact.exhibits), f"{text} ({place})") for fact, text, place in rows])


def _row(fact: Fact, text: str) -> dict[str, object]:
    return {
        "date": fact.day.isoformat(),
        "what": fact.what,
        "text": text,
        "exhibits": list(fact.exhibits),
        "privilege": fact.privilege,
        "file": fact.source.file,
        "line": fact.source.line,
    }
