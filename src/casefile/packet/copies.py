"""The exhibits' pages, kept between packets: only what changed is converted again. No copy is opened here.

Knows files and hashes; what stands beside a copy is a hint, and one that does not fit its copy is made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from casefile import files
from casefile.errors import CaseError
from casefile.exhibits.convert import converted, fingerprint
from casefile.exhibits.pages import Attachment, Native, Pages
from casefile.exhibits.spots import Spot


@dataclass(frozen=True, slots=True)
class Copy:
    """An exhibit's pages with their SHA-256."""

    pages: Pages
    sha256: str

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where each page has room for its stamp."""
        return self.pages.spots


Watch = Callable[[Iterable[Pages], int], Iterable[Pages]]
"""Passes on so many pages as they are made, so that somebody sees how far it is."""


def unwatched(made: Iterable[Pages], _count: int) -> Iterable[Pages]:
    """Nobody looks."""
    return made


def copies(natives: Sequence[Native], folder: Path, watch: Watch = unwatched) -> tuple[Copy, ...]:
    """A copy of each native, in order, kept in `folder` as `<label>.pdf` with a `.json` beside it once it is made.
    What a packet calls it stands on slip sheets only: those are made again for another name. CaseError when this
    machine cannot make pages.
    """
    with files.reported(folder):
        folder.mkdir(parents=True, exist_ok=True)
    files.sha256_once([native.path for native in natives])  # side by side, before each is asked for by itself
    files.sha256_once([folder / f"{native.label}.pdf" for native in natives])
    prints = {native.label: fingerprint(native) for native in natives}
    natives_by = {native.label: native for native in natives}
    known = {native.label: _kept(native, prints[native.label], folder) for native in natives}
    stale = [native for native in natives if known[native.label] is None]
    for pages in watch(converted(stale, folder), len(stale)) if stale else ():
        copy = Copy(pages, files.sha256(pages.pdf))
        _note(copy, natives_by[pages.label], prints[pages.label], folder)
        known[pages.label] = copy
    return tuple(copy for copy in known.values() if copy)


def printed(natives: Sequence[Path], labels: Sequence[str], folder: Path) -> Mapping[str, str]:
    """The words that the copies in `folder` say on their pages, also those that were recognised in scans, by label,
    each of the native that it belongs to: of one that was not copied yet, nothing is known. CaseError when a native
    cannot be read."""
    sums = files.sha256_once(natives)
    told = {label: _read(sums[path], label, folder) for path, label in zip(natives, labels, strict=True)}
    return {label: words for label, words in told.items() if words}


def _read(digest: str, label: str, folder: Path) -> str:
    try:
        noted = json.loads(files.read(folder / f"{label}.json", label))
        return str(noted["pages"]["said"]) if noted["native"] == digest else ""
    except (CaseError, ValueError, KeyError, TypeError):
        return ""


def _note(copy: Copy, native: Native, fingerprint: str, folder: Path) -> None:
    pages = asdict(copy.pages) | {"pdf": copy.pages.pdf.name}
    digest = files.sha256_once([native.path]).get(native.path, "")
    noted = {
        "fingerprint": fingerprint, "called": native.called, "native": digest, "sha256": copy.sha256, "pages": pages,
    }  # fmt: skip
    files.write(folder / f"{copy.pages.label}.json", json.dumps(noted).encode())


def _kept(native: Native, fingerprint: str, folder: Path) -> Copy | None:
    """The copy that is there, if it was made of this native and is still what it was."""
    try:
        noted = json.loads(files.read(folder / f"{native.label}.json", native.label))
        if noted["fingerprint"] != fingerprint:
            return None
        found = noted["pages"]
        if found["slip"] and noted["called"] != native.called:
            return None
        _ = found["said"], noted["native"]  # one that was made before they were noted is made again
        attachments = tuple(Attachment(**each) for each in found["attachments"])
        room = tuple(Spot(**each) for each in found["spots"])
        told = found | {"notes": tuple(found["notes"]), "attachments": attachments, "spots": room}
        pages = replace(Pages(**told), pdf=folder / found["pdf"])
        same = files.sha256_once([pages.pdf]).get(pages.pdf) == noted["sha256"]
        return Copy(pages, noted["sha256"]) if same else None
    except (CaseError, ValueError, KeyError, TypeError):
        return None
