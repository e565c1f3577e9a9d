"""Whether a packet is still what was made: every file of its folder against the folder's own list, and its bag.

Speaks the states of `verify`. Knows hashes and names, no PDF and no case.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from casefile import files
from casefile.case.custody import Kept
from casefile.packet.sound import verdict

MANIFEST = "manifest-sha256.txt"


def is_packet(path: Path) -> bool:
    """Whether `path` is a zip, or a folder that holds a packet's list of hashes or a zip."""
    if path.suffix == ".zip":
        return True
    return path.is_dir() and any(each.name == MANIFEST or each.suffix == ".zip" for each in list(path.iterdir()))


def recheck(path: Path) -> tuple[Kept, ...]:
    """How each file of a packet stands: those the list names first, then what else lies there, its list and its bags.

    A zip is one file, with everything its own manifests find wrong, or else how much was compared. CaseError when
    a file can't be read.
    """
    return (_bag(path),) if path.suffix == ".zip" else tuple(_folder(path))


def _folder(folder: Path) -> Iterator[Kept]:
    named = _named(folder / MANIFEST)
    lying = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if not path.is_dir()}
    bags = sorted({name for name in lying if "/" not in name and name.endswith(".zip")} | _expected(named))
    sums = files.sha256_of_all(lying[name] for name in named if name in lying)
    for name, digest in named.items():
        yield _row(folder / name, digest, sums.get(folder / name))
    for name in sorted(set(lying) - set(named) - {MANIFEST, *bags}):
        yield Kept(str(folder / name), "unregistered", f"not in {MANIFEST}")
    yield _list(folder, [folder / name for name in bags])
    yield from (_bag(folder / name) for name in bags)


def _row(path: Path, digest: str, found: str | None) -> Kept:
    if found is None:
        return Kept(str(path), "missing", f"{MANIFEST} names it")
    if found != digest:
        return Kept(str(path), "changed", f"its SHA-256 begins with {found[:12]}, listed is {digest[:12]}")
    return Kept(str(path), "ok")


def _named(manifest: Path) -> Mapping[str, str]:
    """What the list names, with its hash; nothing where there is no list. None leads out of the folder."""
    if not manifest.is_file():
        return {}
    lines = files.read(manifest, str(manifest)).decode(errors="replace").splitlines()
    pairs = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in pairs if name and _is_within(PurePosixPath(name))}


def _is_within(name: PurePosixPath) -> bool:
    return not name.is_absolute() and ".." not in name.parts


def _expected(named: Mapping[str, str]) -> set[str]:
    """The bag that belongs to the packet: it is named as the PDF is."""
    return {f"{name.removesuffix('.pdf')}.zip" for name in named if "/" not in name and name.endswith(".pdf")}


def _list(folder: Path, bags: list[Path]) -> Kept:
    """The list of hashes itself: whoever changes a file can write a new one, but the bag keeps the first."""
    path = folder / MANIFEST
    if not path.is_file():
        return Kept(str(path), "missing", "nothing says what the files have to be")
    others = [each.name for each in bags if _kept_in(each) not in (None, path.read_bytes())]
    return Kept(str(path), "changed", f"{others[0]} holds another") if others else Kept(str(path), "ok")


def _kept_in(bagged: Path) -> bytes | None:
    """The list of hashes in a bag; None where the bag cannot be read, which its own row says."""
    if not zipfile.is_zipfile(bagged):
        return None
    with files.reported(bagged, "read"), zipfile.ZipFile(bagged) as archive:
        found = [name for name in archive.namelist() if PurePosixPath(name).parts[1:] == ("data", MANIFEST)]
        try:
            return archive.read(found[0]) if len(found) == 1 else None
        except zipfile.BadZipFile:
            return None


def _bag(path: Path) -> Kept:
    if not path.is_file():
        return Kept(str(path), "missing")
    found = verdict(path)
    if found.faults:
        return Kept(str(path), "changed", "; ".join(found.faults))
    return Kept(str(path), "ok", f"{found.files} files inside, {found.hashes} hashes compared")
