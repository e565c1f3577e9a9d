"""The templates there are: a workspace's own and those that come with casefile, and what is wrong with them.

Reads templates; fills none. What a template may name is its kind's record.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from casefile import files
from casefile.documents import covering
from casefile.documents.kinds import KINDS
from casefile.errors import CaseError, Problem, Source, UsageError
from casefile.faults import suggestion
from casefile.render import docx_names, front, template, template_types
from casefile.render.builtin import builtin
from casefile.render.template import Template

SUFFIXES = (".md", ".docx")
CLAUSES = "clauses"
LETTERHEAD = "letterhead"
BASE = "base"

Origin = Literal["built-in", "own", "own Word"]


@dataclass(frozen=True, slots=True)
class Known:
    """A template by its document and language, where it comes from, and when somebody last reviewed it."""

    name: str
    language: str
    origin: Origin
    reviewed: date | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A workspace's folder of templates, over the built-in one. `papers` are the packet's own, beside the kinds;
    `letterhead` is the file that casefile.yaml names as such, which may lie in the folder."""

    folder: Path
    papers: tuple[str, ...]
    letterhead: Path | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every document that has a template."""
        return (*KINDS, covering.NAME, *self.papers)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the built-in templates."""
        return tuple(sorted(each.name for each in builtin().iterdir() if (each / "words").is_dir()))

    def known(self) -> Iterator[Known]:
        """Every template, by document, then language."""
        for name in self.names:
            for language in self.languages:
                for suffix in SUFFIXES:
                    if found := template.seek_file(f"{language}/{name}{suffix}", (self.folder,)):
                        yield _known(
                            name, language, found, not self.is_builtin and found.is_relative_to(files.real(self.folder))
                        )

    @property
    def is_builtin(self) -> bool:
        """Whether the folder is casefile's own: then nothing in it is the workspace's."""
        return files.real(self.folder) == files.real(builtin())

    def own(self) -> Iterator[Path]:
        """The workspace's own templates and clauses, in order. Other files of the folder are left out, and so are
        copies of what comes with casefile in which nothing is changed."""
        if self.folder.is_dir() and not self.is_builtin:
            for path in sorted(self.folder.rglob("*")):
                is_read = path.is_file() and path.suffix in SUFFIXES and path.parent != self.folder
                if is_read and path != self.letterhead and not self._is_copy(path):
                    yield path

    def _is_copy(self, path: Path) -> bool:
        original = builtin() / path.relative_to(self.folder)
        return original.is_file() and original.read_bytes() == path.read_bytes()

    def strays(self) -> Iterator[Problem]:
        """Files of the workspace that no document reads, and links that lead nowhere."""
        for path in self._lost():
            place = Source(f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}")
            hint = "put the file in its place; the built-in text is used without it"
            yield Problem("the link leads nowhere", place, hint, "template", "weakness")
        for path in self.own():
            language, _, name = path.relative_to(self.folder).as_posix().partition("/")
            place = Source(f"{self.folder.name}/{language}/{name}")
            if language == BASE:
                message = f"nothing of {self.folder.name}/{BASE}/ is read in a workspace"
                hint = f"a letterhead is read where casefile.yaml names it: letterhead: {place.file}"
                yield Problem(message, place, hint, "template", "weakness")
            elif language not in self.languages:
                hint = suggestion(language, list(self.languages)) or f"there are: {', '.join(self.languages)}"
                yield Problem(f"there is no language '{language}'", place, hint, "template", "weakness")
            elif not name.startswith(f"{CLAUSES}/") and name.rpartition(".")[0] not in self.names:
                stem = name.rpartition(".")[0]
                hint = suggestion(stem, list(self.names)) or f"there are: {', '.join(self.names)}"
                yield Problem(f"no document reads the template '{stem}'", place, hint, "template", "weakness")

    def _lost(self) -> Iterator[Path]:
        if self.folder.is_dir() and not self.is_builtin:
            yield from (path for path in sorted(self.folder.rglob("*")) if path.is_symlink() and not path.exists())

    def check(self, on: date, *, everything: bool = False) -> tuple[Problem, ...]:
        """What is wrong with the workspace's templates, or with `everything`: names that are not there, in every
        branch, front matter, and a review that is over a year old on that day. Each problem once."""
        touched = {path.relative_to(self.folder).parts[0] for path in self.own()}
        found = [*self.strays()]
        for name in self.names:
            for language in self.languages if everything else sorted(touched & set(self.languages)):
                found += [*self._faults(name, language, on, everything=everything)]
        return tuple(dict.fromkeys(found))

    def _faults(self, name: str, language: str, on: date, *, everything: bool) -> Iterator[Problem]:
        found = template.seek(f"{language}/{name}.md", (self.folder,))
        ours = self.folder / language / f"{name}.md"
        own = not self.is_builtin and ours.is_file() and not self._is_copy(ours)
        if found:
            record = KINDS[name].values if name in KINDS else covering.Enclosed if name == covering.NAME else None
            types = template_types.hints(record) if record else None
            problems = (
                *template.check(found, types, language, (self.folder,)),
                *_subject(found, types, language, self.folder),
            )
            # a clause of the workspace's own is told wherever it is included, a built-in text only when asked for
            yield from (each for each in problems if everything or own or self._is_own(each))
            if own or (everything and name in KINDS):
                yield from _reviewed(found, on)
        word = self.folder / language / f"{name}.docx"
        if word.is_file() and name in KINDS:
            yield from _word(word, f"{self.folder.name}/{language}/{name}.docx", language, name)

    def _is_own(self, problem: Problem) -> bool:
        place = problem.source
        return place is not None and (self.folder.parent / place.file).is_file()

    def original(self, name: str, language: str) -> tuple[str, bytes]:
        """The built-in file that `name` means in a language, and its path under the templates folder.

        UsageError when there is none. `letterhead` is Word's; a clause is named with its folder.
        """
        path = f"{BASE}/{LETTERHEAD}.docx" if name == LETTERHEAD else f"{language}/{name.removesuffix('.md')}.md"
        file = builtin() / path
        if not file.is_file() or not files.real(file).is_relative_to(files.real(builtin())):
            known = [*self.names, LETTERHEAD, *self._clauses(language)]
            hint = suggestion(name, known) or f"there are: {', '.join(known)}"
            raise UsageError(Problem(f"there is no template '{name}' in language '{language}'", hint=hint))
        return (f"{LETTERHEAD}.docx" if name == LETTERHEAD else path), files.read(file, path)

    def _clauses(self, language: str) -> tuple[str, ...]:
        found = sorted((builtin() / language / CLAUSES).glob("*.md"))
        return tuple(f"{CLAUSES}/{path.stem}" for path in found)

    def changes(self, names: Sequence[str] = ()) -> Iterator[str]:
        """How the workspace's texts differ from the built-in ones, as lines of a unified diff; all, or those named."""
        for path in self.own():
            name = path.relative_to(self.folder).as_posix()
            stem = name.partition("/")[2].rpartition(".")[0]
            original = builtin() / name
            if path.suffix == ".md" and original.is_file() and (not names or stem in names):
                ours, yours = (each.read_text(encoding="utf-8").splitlines() for each in (original, path))
                yield from difflib.unified_diff(
                    ours, yours, f"built-in/{name}", f"{self.folder.name}/{name}", lineterm=""
                )


def _known(name: str, language: str, path: Path, own: bool) -> Known:
    if path.suffix == ".docx":
        return Known(name, language, "own Word", None)
    text = Template(f"{language}/{name}.md", path.read_text(encoding="utf-8"), path.name)
    try:
        review = front.front(text).reviewed
    except CaseError:
        review = None  # `check` says what is wrong with it
    return Known(name, language, "own" if own else "built-in", review.on if review else None)


def _reviewed(found: Template, on: date) -> Iterator[Problem]:
    try:
        head = front.front(found)
    except CaseError as error:
        yield from error.problems
        return
    if front.is_stale(head, on):
        when = f"was last reviewed on {head.reviewed.on}" if head.reviewed else "was never reviewed"
        hint = "have it read again, and write reviewed: {by: …, on: …, law: …}"
        yield Problem(f"the template {when}", Source(found.origin), hint, "reviewed", "weakness")


def _subject(found: Template, types: Mapping[str, object] | None, language: str, folder: Path) -> Iterator[Problem]:
    try:
        head = front.front(found)
    except CaseError:
        return  # what is wrong with the front matter is told with the review
    yield from template.check(template.subject(found, head.subject), types, language, (folder,))


def _word(path: Path, origin: str, language: str, name: str) -> Iterator[Problem]:
    yield from docx_names.check(files.read(path, origin), origin, language, template_types.hints(KINDS[name].values))
