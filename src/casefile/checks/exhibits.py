"""Are the exhibits there, unchanged, registered and used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casefile.case import agreement
from casefile.checks.matter import Matter, weakness
from casefile.errors import Problem, Source

_UNUSED = "nothing refers to"


def exhibit_missing(matter: Matter) -> Iterator[Problem]:
    """An exhibit that is named in a letter and cannot be produced does more harm than none: it is an error."""
    for kept in matter.kept:
        if kept.state == "missing" and kept.exhibit:
            hint = f"put the file back, as git or a backup has it, at {kept.path}"
            yield Problem(f"the file of {kept.exhibit.id} is missing", kept.exhibit.at.of("file"), hint, "missing-file")


def exhibit_changed(matter: Matter) -> Iterator[Problem]:
    """The hash taken at intake is what shows that nobody touched the evidence since. A file that differs from it can no
    longer be shown to be what was received: it is an error until the original is back."""
    for kept in matter.kept:
        if kept.state == "changed" and kept.exhibit:
            hint = f"put the original back at {kept.path}; add what is new as an exhibit of its own"
            message = f"the file of {kept.exhibit.id} is not the one that was registered: {kept.detail}"
            yield Problem(message, kept.exhibit.at.of("sha256"), hint, "changed-file")


def no_hash(matter: Matter) -> Iterator[Problem]:
    """Without a hash in the register nothing can ever show that the file is the one that was received."""
    for kept in matter.kept:
        if kept.state == "unregistered" and kept.exhibit:
            source = kept.exhibit.at.source
            yield weakness(
                "no-hash", f"{kept.exhibit.id} has no hash yet", source, "casefile verify --record writes it"
            )


def not_registered(matter: Matter) -> Iterator[Problem]:
    """A file in evidence/ that the register does not know is in no packet, and nothing says where it came from."""
    for kept in matter.kept:
        if kept.state == "unregistered" and not kept.exhibit:
            hint = "move it elsewhere and take it in with casefile add"
            yield weakness("not-registered", "not in evidence.yaml", Source(kept.path), hint)


def loose_ends(matter: Matter) -> Iterator[Problem]:
    """A letter that cites an exhibit, a clause or an offer that is not in the file invites the question what else is
    not there. Either the thing comes in, or the reference goes."""
    yield from agreement.loose_ends(matter.case)


def exhibit_unused(matter: Matter) -> Iterator[Problem]:
    """An exhibit that proves nothing costs the reader time and makes the others look less chosen. Either it proves a
    line, an answer or a fact, or it should not be in the bundle."""
    used = matter.referred()
    for exhibit in matter.case.exhibits:
        if exhibit.id not in used and not (exhibit.parent or exhibit.translation_of or exhibit.redacts):
            hint = "say in proves: what it proves, or name it where it belongs"
            yield weakness("unused-exhibit", f"{_UNUSED} {exhibit.id}", exhibit.at.source, hint)


def unused_together(found: Sequence[Problem]) -> Problem:
    """Several exhibits of a case that nothing refers to as one finding, where the first of them is registered."""
    ids = ", ".join(problem.message.removeprefix(f"{_UNUSED} ") for problem in found)
    return replace(found[0], message=f"{_UNUSED} {len(found)} exhibits: {ids}")
