"""Natives looked through in the child, for their metadata and their words; kept by the hash of their bytes.

What is kept is a hint: what does not fit is looked through again. A file on which the child dies, or that takes too
long with all that is asked of it, is asked once a process.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import casefile
from casefile import files
from casefile.errors import CaseError
from casefile.exhibits.asked import SECONDS, Asked, Clock
from casefile.exhibits.attached import Attached
from casefile.exhibits.convert import versions
from casefile.exhibits.metadata import Metadata, packed
from casefile.exhibits.pages import Native
from casefile.programs import StoppedError

_TEXTS = ("words", "aside", "beyond", "raw")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a native tells: its metadata, its words for searching, and those of what lies in it; `unread` when it could
    not be looked through, or not to its end. `aside` are those of the words that its pages do not show, `beyond` what
    else stands beside the pages, `raw` what stands in the bytes as it is; `unseen` are words that no page of a stand-in
    shows, where those were looked for."""

    metadata: Metadata = field(default_factory=Metadata)
    words: str = ""
    unread: bool = False
    attached: tuple[Attached, ...] = ()
    unseen: tuple[str, ...] = ()
    aside: str = ""
    beyond: str = ""
    raw: str = ""


def looked_through(natives: Sequence[Native], kept: Path, stand_ins: Collection[str] = ()) -> Mapping[str, Seen]:
    """Look through each native and return what was seen, by its label. `kept` is a folder for what need not be done
    twice, which is made; of the `stand_ins`, by label, words that their pages do not show are looked for, too.
    CaseError when it cannot be written."""
    with files.reported(kept):
        kept.mkdir(parents=True, exist_ok=True)
    with Asked() as child:
        return {native.label: _seen(native, kept, child, stands_in=native.label in stand_ins) for native in natives}


def _seen(native: Native, kept: Path, child: Asked, *, stands_in: bool) -> Seen:
    if native.path.is_symlink() or not native.path.is_file():
        return Seen(unread=True)
    digest = files.sha256_once([native.path])[native.path]
    # both are asked of a stand-in in one run, so each has a note of its own
    noted = kept / f"seen-{digest}{native.path.suffix.lower()[:8]}{'-unseen' if stands_in else ''}.json"
    by = [casefile.__version__, *versions(), native.language]
    lost = (noted.name, *by)
    if lost in _LOST:
        return _LOST[lost]
    if (known := _known(noted, by)) is not None:
        return known
    clock, seen = Clock(SECONDS), Seen(unread=True)
    try:
        answer = child.ask("look", native, clock.left())
        told = {name: answer[name] for name in _TEXTS}
        seen = Seen(packed(answer["metadata"]), unread=answer["unread"], **told)
        seen = replace(seen, attached=_attached(child.ask("attached", native, clock.left())["attached"]))
        if stands_in:
            seen = replace(seen, unseen=tuple(child.ask("unseen", native, clock.left())["unseen"]))
    except StoppedError:
        _LOST[lost] = replace(seen, unread=True)  # not written down: it may have been the machine
        return _LOST[lost]
    files.write(noted, json.dumps({"by": by, **asdict(seen)}).encode())
    return seen


_LOST: dict[tuple[str, ...], Seen] = {}
"""What was seen, in this process, of files on which the child died or that took too long: by their bytes and who
looked."""


def _attached(told: Iterable[Mapping[str, str]]) -> tuple[Attached, ...]:
    return tuple(Attached(**each) for each in told)


def _known(noted: Path, by: Sequence[str]) -> Seen | None:
    """Return what was seen before by the same programs, None when nothing is noted or it is of no use."""
    if not noted.is_file():
        return None
    try:
        told = json.loads(files.read(noted, noted.name))
        attached = _attached(told["attached"])
        texts = {name: told[name] for name in _TEXTS}
        seen = Seen(
            packed(told["metadata"]), unread=told["unread"], attached=attached, unseen=tuple(told["unseen"]), **texts
        )
        return seen if told["by"] == list(by) else None
    except (CaseError, ValueError, KeyError, TypeError, AttributeError):
        return None
