"""Profiles: what a packet for a reader or a court holds and in which order, read from data files.

Knows the files' form only; what a section's exhibits are is the plan's.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from pydantic import Field

from casefile.case.fields import Language, Privilege
from casefile.case.proof import ExhibitKind
from casefile.errors import CaseError, Problem, UsageError
from casefile.faults import suggestion
from casefile.reading import read
from casefile.records import Flag, Record, Table, Text, Whole


class SectionRule(Record):
    """One section: its letter, its title in each language, the kinds of exhibits in it, and whether contacts that
    have no exhibit are printed here."""

    letter: Text
    kinds: tuple[ExhibitKind, ...]
    title: Table[Text]
    contacts: Flag = False
    kept: tuple[Privilege, ...] = ()
    """As what the documents in it are kept, on our side of the wall."""


class Limits(Record):
    """What a reader's machine or a court takes: the most megabytes (10^6 bytes) a file, and dots an inch a picture."""

    megabytes: Whole | None = None
    dpi: Whole | None = None


class Profile(Record):
    """A packet's order and look, with the rules they follow.

    Our papers in front (`drafts` of them marked so), the sections, our papers at the back. `sources` are a court's
    rules, each with its paragraph and day; `rules` the inspector's tests that apply, each with its source.
    """

    name: Text
    about: Table[Text] = Field(default_factory=dict)
    sources: tuple[Text, ...] = ()
    front: tuple[Text, ...]
    sections: tuple[SectionRule, ...]
    back: tuple[Text, ...] = ()
    drafts: tuple[Text, ...] = ()
    side: Literal["open", "ours"] = "open"
    """Which side of the wall it shows: what is open, or what is for our own attorney only."""
    labels: Literal["register", "section", "letters", "numbers"] = "register"
    """What exhibits are called: E07 as in the register, A1 by section, A, B, C, or 1, 2, 3."""
    files: Literal["one", "each"] = "one"
    """One PDF of everything, or one a document."""
    slips: Flag = False
    """Whether a slip sheet with its label stands before each exhibit."""
    cited: Flag = False
    """Whether only exhibits are in it that its papers refer to."""
    listed: Flag = False
    """Whether the exhibits are listed in words only, and none is attached."""
    extras: tuple[Literal["browser", "load"], ...] = ()
    """What lies beside the PDF: index.html to browse and search, load files for litigation support."""
    limits: Limits = Limits()
    rules: Table[Text] = Field(default_factory=dict)
    declaration: Table[Text] = Field(default_factory=dict)
    """The certificate's declaration, by language, where a court wants its own wording."""

    def title(self, section: SectionRule, language: Language) -> str:
        """A section's title. CaseError when the profile has none in this language; another never stands in."""
        if language not in section.title:
            message = f"the profile '{self.name}' has no title for section {section.letter} in language '{language}'"
            raise CaseError(Problem(message, section.at.of("title"), "write one", "profile"))
        return section.title[language]


@cache
def profile(name: str) -> Profile:
    """The profile of this name. UsageError when there is none."""
    folder = resources.files("casefile.packet").joinpath("profiles")
    known = sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml"))
    if name not in known:
        hint = suggestion(name, known) or f"there are: {', '.join(known)}"
        raise UsageError(Problem(f"no packet profile '{name}'", hint=hint, rule="profile"))
    file = f"{name}.yaml"
    return read(folder.joinpath(file).read_bytes(), f"profiles/{file}", Profile)
