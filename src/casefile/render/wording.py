"""The words that stand outside templates (labels, stamps, slip sheets): a data file a language and a room.

They lie beside the templates, as `<language>/words/<part>.yaml`; which words there are is the model's that a room hands
in. No language stands in for another.
"""

from __future__ import annotations

from typing import TypeVar, cast

from casefile.errors import CaseError, Problem
from casefile.reading import read
from casefile.records import Record
from casefile.render.builtin import builtin
from casefile.render.kept import kept

R = TypeVar("R", bound=Record)


def wording(language: str, part: str, model: type[R]) -> R:
    """A language's words of one part. CaseError for a language without them, or with a word missing or too many."""
    return cast("R", _read(language, part, model))


def languages(part: str) -> tuple[str, ...]:
    """The languages that have words of one part, in order."""
    return tuple(sorted(each.parent.parent.name for each in builtin().glob(f"*/words/{part}.yaml")))


@kept
def _read(language: str, part: str, model: type[Record]) -> Record:
    name = f"{language}/words/{part}.yaml"
    path = builtin() / name
    if not path.is_file():
        hint = f"one of {', '.join(languages(part))}"
        raise CaseError(Problem(f"no documents are written in language '{language}'", hint=hint, rule="language"))
    return read(path.read_bytes(), f"templates/{name}", model)
