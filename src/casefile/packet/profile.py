"""Profiles: what a packet for a reader or a court holds and in which order, read from data files.

Knows the files' form only; what a section's exhibits are is the plan's.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from casefile.case.fields import Language
from casefile.case.proof import ExhibitKind
from casefile.errors import CaseError, Problem, UsageError
from casefile.faults import suggestion
from casefile.reading import read
from casefile.records import Flag, Record, Table, Text


class SectionRule(Record):
    """One section: its letter, its title in each language, the kinds of exhibits in it, and whether contacts that
    have no exhibit are printed here."""

    letter: Text
    kinds: tuple[ExhibitKind, ...]
    title: Table[Text]
    contacts: Flag = False


class Profile(Record):
    """A packet's order: our papers in front (`drafts` of them marked so), the sections, our papers at the back."""

    name: Text
    front: tuple[Text, ...]
    sections: tuple[SectionRule, ...]
    back: tuple[Text, ...] = ()
    drafts: tuple[Text, ...] = ()

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
