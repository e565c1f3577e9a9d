"""Templates: finding them, checking what they name, and filling them with plain values.

Knows where templates lie and how their problems read; how their code is kept in bounds is sandbox.py's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile import files
from casefile.errors import CaseError, Problem, Source
from casefile.render.builtin import builtin
from casefile.render.literal import is_protected, restore
from casefile.render.locale import base, spelt
from casefile.render.template_problems import failed, in_order, too_deep

if TYPE_CHECKING:
    import jinja2

    from casefile.render.sandbox import Room
    from casefile.render.template_types import Tree

_NAME = re.compile(r"[a-zA-Z0-9][\w-]*(/[a-zA-Z0-9][\w-]*)*\.[a-z]+")
_CODE = re.compile(r"(\{[{%#].*?[}%#]\})", re.DOTALL)
_FRONT = re.compile(r"---\n(.*?\n)?---\n", re.DOTALL)
# a clause is Markdown, which Word would show as it stands
NO_CLAUSES = ("clauses cannot be included or imported in Word", "write the words out in the Word template")
_SUBJECT = re.compile(r"^subject:", re.MULTILINE)
_LARGEST = 2_000_000  # characters of filled text; a long chronology has a tenth of it


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it stands: `name` is its path under the templates folder (`en/reminder.md`), `origin` the file that
    problems name; `is_builtin` where it came with casefile."""

    name: str
    text: str
    origin: str
    is_builtin: bool = False

    @property
    def body(self) -> str:
        """The text after the front matter, led by as many empty lines as went before it: lines keep their numbers."""
        found = _FRONT.match(self.text)
        return "\n" * found[0].count("\n") + self.text[found.end() :] if found else self.text


def find(kind: str, language: str, search: Sequence[Path] = (), suffix: str = ".md") -> Template:
    """The template of a document kind in a language: the first folder of `search` that has it, last the built-in ones.

    CaseError when there is none; another language never stands in.
    """
    folder = base(language)
    template = seek(f"{folder}/{kind}{suffix}", search)
    if template is None:
        message = f"there is no template for '{kind}' in language '{folder}'"
        hint = f"write {folder}/{kind}{suffix} in your templates folder"
        raise CaseError(Problem(message, hint=hint, rule="template"))
    return template


def seek(name: str, search: Sequence[Path]) -> Template | None:
    """The template with this path under the first folder that has it, or None. Links that lead out are not followed.

    CaseError when it is no text.
    """
    path = seek_file(name, search)
    if path is None:
        return None
    own = next((each for each in search if path.is_relative_to(files.real(each))), None)
    origin = f"{(own or builtin()).name}/{name}"
    try:
        return Template(name, path.read_text(encoding="utf-8"), origin, is_builtin=own is None)
    except UnicodeDecodeError as error:
        problem = Problem("the template is not UTF-8 text", Source(origin), "save it as UTF-8", "template")
        raise CaseError(problem) from error


def seek_file(name: str, search: Sequence[Path]) -> Path | None:
    """The file with this path under the first folder that has it, or None. Links that lead out are not followed."""
    if _NAME.fullmatch(name):
        for folder in (*search, builtin()):
            path = files.real(folder / name)
            if path.is_file() and path.is_relative_to(files.real(folder)):
                return path
    return None


def clauses(folder: str, search: Sequence[Path]) -> tuple[str, ...]:
    """The names of a language folder's clauses, as a template includes them, in order."""
    found = (path for each in (*search, builtin()) for path in (each / folder / "clauses").rglob("*.md"))
    names = {path.as_posix().rpartition(f"/{folder}/")[2] for path in found}
    return tuple(sorted(name for name in names if seek_file(f"{folder}/{name}", search)))


def check(
    template: Template,
    names: Mapping[str, object] | None,
    language: str,
    search: Sequence[Path] = (),
    *,
    markdown: bool = True,
) -> tuple[Problem, ...]:
    """What is wrong with a template that will be given `names`, each with its type: syntax, unknown names and fields,
    filters, tests and clauses, in every branch, from top to bottom. Without `names` those are not looked at; not
    `markdown`: Word."""
    from casefile.render import template_types

    room = _room(language, tuple(search), markdown)
    granted = None if names is None else frozenset({*names, "exhibit", "asset"})
    try:
        found = [*_faults(template, room, search, granted, ())]
        tree = _tree(template, room)
        if tree and names is not None:
            found += template_types.check(tree, names, lambda name: _clause_tree(name, room, tuple(search)))
    except RecursionError:
        return (too_deep(Source(template.origin)),)
    return in_order(found, template.origin)


def is_read(template: Template, language: str, *, markdown: bool = True) -> bool:
    """Whether the tags of a template can be read: what is told of them otherwise is the first that cannot."""
    return _tree(template, _room(language, (), markdown)) is not None


def _tree(template: Template, room: Room) -> Tree | None:
    tree = room.read(template.body)
    return (tree, lambda at: Source(template.origin, at)) if tree else None


def _clause_tree(name: str, room: Room, search: tuple[Path, ...]) -> Tree | None:
    found = seek(f"{base(room.language)}/{name}", search)
    return _tree(found, room) if found else None


def fill(
    template: Template,
    context: Mapping[str, object],
    functions: Mapping[str, Callable[..., object]],
    language: str,
    search: Sequence[Path] = (),
) -> str:
    """The template's body as Markdown with the values of `context` in it, protected; `functions` may be called.

    CaseError with the line and a near name for whatever the template names that is not there or may not be done.
    """
    from casefile.render.sandbox import Granted

    search = tuple(search)
    granted = {name: Granted(function, name) for name, function in functions.items()}
    try:
        names = frozenset({*context, *functions})
        if not _is_tested(template, language, search) and (problems := _checked(template, names, language, search)):
            raise CaseError(problems)
        compiled = _compiled(template, language, search)
    except (RecursionError, SyntaxError) as error:  # Python's own, for what Jinja compiles to
        raise CaseError(too_deep(Source(template.origin))) from error
    return _run(compiled, template, {**context, **granted})


def line(
    template: Template, text: str, context: Mapping[str, object], language: str, search: Sequence[Path] = ()
) -> str:
    """A one-line text of the template's front matter (its subject) filled with values: plain text, not Markdown."""
    return restore(fill(subject(template, text), context, {}, language, search)).strip()


def subject(template: Template, text: str) -> Template:
    """A template's subject as a template of its own, whose problems name the line it is written on."""
    found = _SUBJECT.search(template.text)
    above = template.text.count("\n", 0, found.start()) if found else 0
    return replace(template, text="\n" * above + text)


def _run(compiled: jinja2.Template, template: Template, values: dict[str, object]) -> str:
    from casefile.render.sandbox import FAILURES, lines_of
    from casefile.render.sandbox_bounds import filling

    parts: list[str] = []
    size = 0
    try:
        with filling():
            for part in compiled.generate(values):
                parts.append(part)
                size += len(part)
                if size > _LARGEST:
                    raise CaseError(Problem("the filled text is longer than a document can be", rule="template"))
    except FAILURES as error:
        places = [Source(Path(file).as_posix(), at) for file, at in lines_of(error) if file.endswith(".md")]
        place = places[-1] if places else Source(template.origin)
        raise CaseError(failed(error, place)) from error
    return "".join(parts)


@lru_cache(maxsize=32)
def _room(language: str, search: tuple[Path, ...], markdown: bool = True) -> Room:
    from casefile.render.sandbox import RefusedError, Room

    folder = base(language)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if not markdown:
            raise RefusedError(*NO_CLAUSES)
        found = seek(f"{folder}/{name}", search)
        if found is None:
            return None
        return _spelt(found, language), found.origin, lambda: seek(f"{folder}/{name}", search) == found

    return Room(language, load, markdown=markdown)


def _spelt(template: Template, language: str) -> str:
    """The template's body, its own words spelt as the language's country does; tags are left alone."""
    parts = _CODE.split(template.body)
    return "".join(part if at % 2 else spelt(part, language) for at, part in enumerate(parts))


@lru_cache(maxsize=128)
def _compiled(template: Template, language: str, search: tuple[Path, ...]) -> jinja2.Template:
    room = _room(language, search)
    code = room.compile(_spelt(template, language), template.name, template.origin)
    return room.template_class.from_code(room, code, room.globals)


def _is_tested(template: Template, language: str, search: tuple[Path, ...]) -> bool:
    """Whether a template and its clauses all came with casefile: that nothing is wrong with those was tested before."""
    return template.is_builtin and not any((folder / base(language) / "clauses").is_dir() for folder in search)


@lru_cache(maxsize=128)
def _checked(template: Template, names: frozenset[str], language: str, search: tuple[Path, ...]) -> tuple[Problem, ...]:
    return tuple(_faults(template, _room(language, search), search, names, ()))


def _faults(
    template: Template, room: Room, search: Sequence[Path], names: frozenset[str] | None, within: tuple[str, ...]
) -> Iterator[Problem]:
    from jinja2 import TemplateSyntaxError

    from casefile.render import template_macros, template_names, template_syntax

    if is_protected(template.text):
        yield Problem("the template holds private-use characters", Source(template.origin), rule="template")
        return
    try:
        tree = room.parse(template.body)
    except TemplateSyntaxError as error:
        yield template_syntax.fault(template.body, error, room, template.origin)
        return
    yield from template_names.filters(tree, template.origin, room)
    yield from _faulty_clauses(tree, template, room, search, within)
    yield from template_macros.endless(tree, lambda at: Source(template.origin, at))
    if names is not None:
        yield from template_names.names(tree, template.origin, room, names)


def _faulty_clauses(
    tree: Any, template: Template, room: Room, search: Sequence[Path], within: tuple[str, ...]
) -> Iterator[Problem]:
    from jinja2 import nodes

    from casefile.render import template_macros
    from casefile.render.sandbox import suggest

    for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        place = Source(template.origin, node.lineno)
        if room.autoescape:
            yield Problem(NO_CLAUSES[0], place, NO_CLAUSES[1], "template")
            continue
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str):
            yield Problem(
                "the name of a clause is written out", place, 'as in {% include "clauses/x.md" %}', "template"
            )
            continue
        clause = seek(f"{base(room.language)}/{name}", search)
        if clause is None:
            message = f"there is no clause '{name}' in language '{room.language}'"
            yield Problem(message, place, suggest(name, clauses(base(room.language), search)), "template")
        elif name in within:
            yield Problem(f"the clause '{name}' includes itself", place, rule="template")
        else:
            inner = tuple(_faults(clause, room, search, None, (*within, name)))
            yield from inner
            if not inner and isinstance(node, nodes.FromImport):
                yield from template_macros.missing(node, room.parse(clause.body), place)


def word_room(language: str) -> Room:
    """The room Word templates are filled in: values escaped for XML, no clauses."""
    return _room(language, (), markdown=False)
