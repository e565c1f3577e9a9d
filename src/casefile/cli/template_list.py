"""`casefile template list`: every document's template in every language, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casefile.cli.commands import TEMPLATES
from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, document, say, table

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.documents.templates import Known

MARKS = {"built-in": "·", "own": "own", "own Word": "Word"}


@named("list", TEMPLATES)
def command(session: Session) -> None:
    """A row a document, a column a language: · comes with casefile, own is a text of this workspace, Word a Word file.

    \b
    Example:
      casefile template list
    """
    from casefile import trial

    shelf = trial.shelf(session.workspace())
    known = list(shelf.known())
    if session.json:
        document({"templates": [_as_json(each) for each in known]})
        return
    columns: list[tuple[str, Align]] = [("Document", "left"), *((each, "left") for each in shelf.languages)]
    table(columns, [[name, *(_marks(known, name, each) for each in shelf.languages)] for name in shelf.names])
    say()
    say("casefile template eject DOCUMENT copies one here, to change it.")


def _marks(known: list[Known], name: str, language: str) -> str:
    found = [MARKS[each.origin] for each in known if (each.name, each.language) == (name, language)]
    return " + ".join(found) or "–"


def _as_json(each: Known) -> dict[str, object]:
    reviewed = None if each.reviewed is None else str(each.reviewed)
    return {"document": each.name, "language": each.language, "origin": each.origin, "reviewed": reviewed}
