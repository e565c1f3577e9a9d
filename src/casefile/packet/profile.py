"""Profiles: what a packet for a reader or a court holds and in which order, read from data files.

Those that come with casefile, and a workspace's own, which win. Knows the files' form only; what a section's exhibits
are is the plan's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import get_args

from casefile import files
from casefile.case.fields import Language
from casefile.documents.kinds import KINDS
from casefile.errors import CaseError, Problem, UsageError
from casefile.faults import suggestion
from casefile.packet.profile_form import OWN as OWN
from casefile.packet.profile_form import Bates as Bates
from casefile.packet.profile_form import Limits as Limits
from casefile.packet.profile_form import Profile as Profile
from casefile.packet.profile_form import SectionRule as SectionRule
from casefile.reading import read

_PAPERS = ("front", "back", "drafts", "unless")  # what says which of our papers are where


def names(search: Sequence[Path] = ()) -> tuple[str, ...]:
    """Every profile there is, in order: those that come with casefile, and those in the folders of `search`."""
    own = (file.stem for folder in search for file in folder.glob("*.yaml"))
    return tuple(sorted({*_bundled(), *own}))


def profile(name: str, search: Sequence[Path] = ()) -> Profile:
    """The profile of this name, from the first folder of `search` that has it, else the one that comes with casefile.

    UsageError when there is none; CaseError, with file and line, for what is wrong in a file.
    """
    own = next((file for folder in search for file in folder.glob("*.yaml") if file.stem == name), None)
    if own is None and name not in _bundled():
        known = [each for each in names(search) if each not in _bundled() or each in _offered()]
        hint = suggestion(name, known) or f"there are: {', '.join(known)}"
        raise UsageError(Problem(f"no packet profile '{name}'", hint=hint, rule="profile"))
    if own is None:
        return _builtin(name)
    return _sound(read(files.read(own, own.name), f"profiles/{own.name}", Profile), name)


@cache
def _bundled() -> Mapping[str, bytes]:
    """The files that come with casefile, by name."""
    folder = resources.files("casefile.packet").joinpath("profiles")
    found = (file for file in folder.iterdir() if file.name.endswith(".yaml"))
    return {file.name.removesuffix(".yaml"): file.read_bytes() for file in found}


@cache
def _offered() -> tuple[str, ...]:
    """The profiles that come with casefile and may be asked for, in order: not the one for our own attorney."""
    return tuple(name for name in sorted(_bundled()) if _written(name).side == "open")


@cache
def _written(name: str) -> Profile:
    """A profile that comes with casefile, as its file has it."""
    return read(_bundled()[name], f"profiles/{name}.yaml", Profile)


@cache
def _builtin(name: str) -> Profile:
    return _sound(_written(name), name)


def _sound(found: Profile, name: str) -> Profile:
    """The profile with what it takes from the one it is like. CaseError for what its form alone does not find."""
    whole = _filled(found, _builtin(found.like)) if found.like in _offered() else found
    problems = sorted(_faults(whole, name), key=lambda problem: problem.source or found.at.source)
    if problems:
        raise CaseError(problems)
    return whole


def _filled(found: Profile, like: Profile) -> Profile:
    """The profile with what it does not say itself from the other."""
    extras = like.extras if found.is_bound and "extras" not in found.model_fields_set else found.extras
    update: dict[str, object] = {"sections": found.sections or like.sections, "extras": extras}
    if "front" not in found.model_fields_set:
        update |= {key: getattr(like, key) for key in _PAPERS if key not in found.model_fields_set}
    return found.model_copy(update=update)


def _faults(found: Profile, name: str) -> Iterator[Problem]:
    yield from _missing(found, name)
    yield from _papers(found)
    yield from _sections(found)
    yield from _forms(found)
    yield from _languages(found)
    yield from _limits(found)


def _missing(found: Profile, name: str) -> Iterator[Problem]:
    """What every profile has to say: its name, what is in front, and its sections or whose."""
    at = found.at
    for key, hint in (("name", f"add name: {name}"), ("front", "add it: front: [cover, index]; [] for no paper")):
        if key not in found.model_fields_set and not (found.like and key == "front"):
            yield Problem(f"missing key '{key}'", at.of(key), hint, "missing-key")
    if found.name and found.name != name:
        yield Problem(f"it calls itself '{found.name}'", at.of("name"), f"call it {name}, as its file", "profile")
    if found.like and found.like not in _offered():
        hint = suggestion(found.like, list(_offered())) or f"there are: {', '.join(_offered())}"
        yield Problem(f"no profile '{found.like}' comes with casefile", at.of("like"), hint, "profile")
    elif not found.sections and not found.like:
        yield Problem("it has no sections", at.source, "write sections, or like: attorney", "profile")


def _papers(found: Profile) -> Iterator[Problem]:
    """Papers that there are not, and those named twice: each has one place in a packet."""
    for key, papers in (
        ("front", found.front),
        ("back", found.back),
        ("drafts", found.drafts),
        ("unless", (*found.unless, *found.unless.values())),
    ):
        yield from (_unknown_paper(found, key, paper) for paper in papers if paper not in OWN and paper not in KINDS)
        if found.side == "open":
            yield from (_private_paper(found, key, paper) for paper in dict.fromkeys(papers) if _is_private(paper))
    for paper, count in Counter((*found.front, *found.back)).items():
        if count > 1:
            key = "back" if paper in found.back else "front"
            yield Problem(f"the paper '{paper}' is named twice", found.at.of(key), "name it once", "profile")


def _sections(found: Profile) -> Iterator[Problem]:
    """Kinds of exhibits that stand in two sections, and letters that are missing."""
    at = found.at
    kinds = [kind for section in found.sections for kind in section.kinds]
    for kind in dict.fromkeys(kind for kind in kinds if kinds.count(kind) > 1):
        yield Problem(f"two sections take exhibits of kind '{kind}'", at.of("sections"), "leave it in one", "profile")
    if found.labels == "section" and not all(section.letter for section in found.sections):
        yield Problem("labels by section, and a section has no letter", at.of("labels"), "give it one", "profile")


def _is_private(paper: str) -> bool:
    return paper == "read-first" or (paper in KINDS and KINDS[paper].is_private)


def _private_paper(found: Profile, key: str, paper: str) -> Problem:
    """That a paper for our side of the wall is named where the other side reads: which profile may hold it."""
    ours = _builtin("attorney-only")
    hint = f"take it out; no packet holds it: casefile render CASE {paper} makes it"
    if paper in ours.front:
        hint = f"take it out; the profile '{ours.name}' holds it, which casefile packet makes beside the attorney's"
    whom = "eyes" if paper in KINDS and KINDS[paper].audience == "us" else "attorney"
    message = f"the paper '{paper}' is for our own {whom} only, and this profile shows what is open"
    return Problem(message, found.at.of(key), hint, "profile")


def _unknown_paper(found: Profile, key: str, paper: str) -> Problem:
    known = [*sorted(OWN), *KINDS]
    hint = suggestion(paper, known) or f"there are: {', '.join(known)}"
    return Problem(f"there is no paper '{paper}'", found.at.of(key), hint, "profile")


def _limits(found: Profile) -> Iterator[Problem]:
    """Limits that nothing could keep, and extras without a PDF to lie beside."""
    if found.extras and not found.is_bound:
        message = "extras show the pages of exhibits in one PDF, and this profile has none"
        yield Problem(message, found.at.of("extras"), "take them out, or listed and files: each", "profile")
    for key in ("megabytes", "dpi"):
        if getattr(found.limits, key) == 0:
            hint = f"write 1 or more, or leave {key} out where there is no limit"
            yield Problem(f"a limit of 0 {key} leaves room for nothing", found.limits.at.of(key), hint, "profile")


def _forms(found: Profile) -> Iterator[Problem]:
    """Forms with gaps that nothing fills."""
    gaps = {"label": {"label": "A"}, "filed": dict.fromkeys(("number", "title", "day", "pages"), "1")}
    for key, values in gaps.items():
        for form in getattr(found, key).values():
            named = ", ".join(f"{{{name}}}" for name in values)
            try:
                is_filled = form.format(**values) != form
            except (KeyError, IndexError, ValueError, AttributeError):
                is_filled = False
            if not is_filled:
                yield Problem(
                    f"'{form}' has no gap to fill, or an unknown one", found.at.of(key), f"use {named}", "profile"
                )


def _languages(found: Profile) -> Iterator[Problem]:
    """Languages that are none, and sides of which there are not two."""
    for key in ("label", "filed", "sides"):
        for language in getattr(found, key):
            if language not in get_args(Language):
                known = f"one of {', '.join(get_args(Language))}"
                yield Problem(f"no language '{language}'", found.at.of(key), known, "profile")
    for language, named in found.sides.items():
        if len(named) != 2 or not all(named):
            message, hint = f"there are two sides in '{language}'", "write both, ours first: [Claimant, Defendant]"
            yield Problem(message, found.at.of("sides"), hint, "profile")
