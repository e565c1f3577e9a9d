"""A workspace's own templates on trial: each is filled for one of its cases, which shows what its text alone does not.

Sends nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from casefile.case.workspace import Workspace
from casefile.documents import compose
from casefile.documents.kinds import KINDS
from casefile.documents.matter import Format, Options
from casefile.documents.templates import Shelf
from casefile.errors import CaseError, Problem, Source
from casefile.making import Desk, Wanted, draw, open_desk
from casefile.packet.papers import NAMES

FORMATS: dict[str, Format] = {".md": "md", ".docx": "docx"}


def shelf(workspace: Workspace) -> Shelf:
    """The workspace's templates, over the built-in ones."""
    named = workspace.file.letterhead
    return Shelf(workspace.templates, NAMES, workspace.root / named if named else None)


def tried(workspace: Workspace, templates: Shelf, as_of: date) -> tuple[Problem, ...]:
    """What goes wrong when each own template is filled for the first case that it applies to, a step at a time."""
    desks = [*_desks(workspace, as_of)]
    found = [problem for path in templates.own() for problem in _tried(path, templates, desks)]
    return tuple(dict.fromkeys(found))


def _desks(workspace: Workspace, as_of: date) -> Iterator[Desk]:
    for case_id in workspace.case_ids():
        try:
            yield open_desk(workspace, case_id, as_of)
        except CaseError:
            continue  # a case that cannot be read is what `casefile check` is for


def _tried(path: Path, templates: Shelf, desks: list[Desk]) -> Iterator[Problem]:
    language, name = path.parent.name, path.stem
    if path.parent.parent != templates.folder or name not in KINDS or language not in templates.languages:
        return
    steps = KINDS[name].named_steps or ("",)
    fitting = [(desk, step) for step in steps for desk in desks if _applies(desk, name, step, language)]
    if not fitting:
        place = Source(f"{templates.folder.name}/{language}/{path.name}")
        message = f"not tried: no case here has what the {name} needs"
        yield Problem(message, place, f"casefile render CASE {name} says what is missing", "trial", "weakness")
    told: dict[Problem, Problem] = {}  # what goes wrong at several steps is told of the first
    for step in steps:
        desk = next((desk for desk, one in fitting if one == step), None)
        if desk:
            for problem in _drawn(desk, Wanted(name, step, language), path, templates):
                told.setdefault(problem, _named(problem, desk, step))
    yield from told.values()


def _applies(desk: Desk, name: str, step: str, language: str) -> bool:
    matters = compose.matters_of(KINDS[name], (desk.case,), (desk.claim,))
    return not KINDS[name].needs(matters, Options(desk.as_of, language, step, search=desk.search, regimes=desk.regimes))


def _drawn(desk: Desk, wanted: Wanted, path: Path, templates: Shelf) -> Iterator[Problem]:
    from casefile.render import docx_check

    form = FORMATS[path.suffix]
    origin = f"{templates.folder.name}/{path.parent.name}/{path.name}"
    try:
        drawn, _ = draw(desk, wanted, (form,))
    except CaseError as error:
        yield from error.problems
        return
    if form == "docx":
        yield from docx_check.leftovers(drawn[form], origin)


def _named(problem: Problem, desk: Desk, step: str) -> Problem:
    """A problem that says what was tried when it was found."""
    tried_with = f"the case {desk.case.id}" + (f" and the step {step}" if step else "")
    return replace(problem, message=f"{problem.message}; tried with {tried_with}")
