"""Whether a packet is still what was made: every file of its folder against the folder's own list, and its bags.

Speaks the states of `verify`. Knows hashes and names, no PDF and no case; any profile's folder is one to it, and so is
the one for our own attorney's eyes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from casefile import files
from casefile.case.custody import Kept, differing
from casefile.packet.bag import bagged, manifests
from casefile.packet.bag.bagged import Checked, Fault
from casefile.packet.bag.sound import judged
from casefile.packet.bag.sums import ALGORITHMS

MANIFEST = "manifest-sha256.txt"
_OF_A_BAG = frozenset(
    (
        bagged.DECLARED,
        bagged.INFO,
        MANIFEST,
        *(f"{kind}-{algorithm}.txt" for kind in ("manifest", "tagmanifest") for algorithm in ALGORITHMS),
    )
)
_ROW = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^\n]+)")


def is_packet(path: Path) -> bool:
    """Whether `path` is a zip, an unpacked bag, or a folder that holds a packet's list of hashes or a zip."""
    if path.suffix == ".zip":
        return True
    if not path.is_dir():
        return False
    return _unpacked(path) is not None or any(each.name == MANIFEST or each.suffix == ".zip" for each in path.iterdir())


def no_packet(path: Path) -> str:
    """Why what lies at `path` was never a packet, in words; "" where it is one, or may be what is left of one."""
    if path.is_dir():
        zips = [each for each in path.iterdir() if each.suffix == ".zip"]
        if not any(path.iterdir()):
            return "the folder is empty"
        is_left = (path / MANIFEST).is_file() or _unpacked(path) or any(not _is_foreign(each) for each in zips)
        return "" if is_left else f"the folder holds neither a {MANIFEST} nor a packet's zip"
    if path.suffix != ".zip":
        return "it is a single file" if path.is_file() else ""
    return "the zip holds no lists of hashes" if path.is_file() and _is_foreign(path) else ""


def _is_foreign(zipped: Path) -> bool:
    """Whether a zip opens, and nothing in it is called as any of a bag's own files is; no where it does not open, or
    what opens is a zip inside it, such as a Word file, because its own end was changed or broken off."""
    try:
        with zipfile.ZipFile(zipped) as archive:
            if min((each.header_offset for each in archive.infolist()), default=0):
                return False
            names = {PurePosixPath(name).name for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return not names & _OF_A_BAG


def papers(path: Path) -> tuple[Path, ...]:
    """The PDFs that are the packet itself, not its natives, of its folder or of an unpacked bag; none of a zip."""
    if not path.is_dir():
        return ()
    unpacked = _unpacked(path)
    folder = unpacked / "data" if unpacked else path
    return (*sorted(folder.glob("*.pdf")), *sorted(folder.glob("documents/*.pdf")))


def recheck(path: Path) -> tuple[Kept, ...]:
    """How each file of a packet stands: those the list names first, then what else lies there, its list and its bags.

    A zip is one file, with everything its own manifests find wrong, or else how much was compared. CaseError when
    a file can't be read.
    """
    if path.suffix == ".zip":
        return (_bag(path, bagged.zipped(path) if path.is_file() else None),)
    unpacked = _unpacked(path)
    return tuple(_unpacked_rows(unpacked) if unpacked else _folder(path))


def _unpacked(path: Path) -> Path | None:
    """The folder of a bag that was unpacked to `path`, or to the one folder in it, as some programs do."""
    within = [each for each in path.iterdir() if each.is_dir()]
    found = (each for each in (path, *(within if len(within) == 1 else ())) if (each / bagged.DECLARED).is_file())
    return next(found, None)


def _unpacked_rows(path: Path) -> Iterator[Kept]:
    checked = bagged.folder(path)
    wrong: dict[str, list[Fault]] = {}
    for fault in checked.faults:
        wrong.setdefault(fault.name, []).append(fault)
    for name in sorted({*checked.held, *wrong}):
        found = wrong.get(name, [])
        detail = "; ".join(fault.detail for fault in found)
        yield Kept(str(path / name), found[0].state if found else "ok", detail)


def _folder(folder: Path) -> Iterator[Kept]:
    named = _named(folder / MANIFEST)
    lying = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if not path.is_dir()}
    bags = sorted({name for name in lying if "/" not in name and name.endswith(".zip")} | _expected(named, lying))
    sums = files.sha256_of_all(lying[name] for name in named if name in lying)
    for name, digest in named.items():
        yield _row(folder / name, digest, sums.get(folder / name))
    for name in sorted(set(lying) - set(named) - {MANIFEST, *bags}):
        yield Kept(str(folder / name), "unregistered", f"not in {MANIFEST}")
    for path in bagged.empty_folders(folder, named):
        yield Kept(str(path), "unregistered", bagged.EMPTY)
    checked = {name: bagged.zipped(folder / name) for name in bags if (folder / name).is_file()}
    yield _list(folder, named, checked)
    yield from (_bag(folder / name, checked.get(name)) for name in bags)


def _row(path: Path, digest: str, found: str | None) -> Kept:
    if found is None:
        return Kept(str(path), "missing", f"{MANIFEST} names it")
    if found != digest:
        return Kept(str(path), "changed", differing(found, digest, "listed"))
    return Kept(str(path), "ok")


def _named(manifest: Path) -> Mapping[str, str]:
    """What the list names, with its hash; nothing where there is no list. None leads out of the folder."""
    if not manifest.is_file():
        return {}
    lines = files.read(manifest, str(manifest)).decode(errors="replace").split("\n")
    rows = (row for row in map(_ROW.fullmatch, lines) if row)
    return {row["name"]: row["digest"] for row in rows if _is_within(PurePosixPath(row["name"]))}


def _is_within(name: PurePosixPath) -> bool:
    return not name.is_absolute() and ".." not in name.parts


def _expected(named: Mapping[str, str], lying: Iterable[str]) -> set[str]:
    """The bag that belongs to the packet: it is named as the PDF is, where that is one; else any will do."""
    pdfs = [name for name in named if "/" not in name and name.endswith(".pdf")]
    if len(pdfs) == 1 or not any("/" not in name and name.endswith(".zip") for name in lying):
        return {f"{name.removesuffix('.pdf')}.zip" for name in pdfs[:1]}
    return set()


def _list(folder: Path, named: Mapping[str, str], bags: Mapping[str, Checked]) -> Kept:
    """The list of hashes itself: whoever changes a file can write a new one, but the bag keeps the first."""
    path = folder / MANIFEST
    if not path.is_file():
        return Kept(str(path), "missing", "nothing says what the files have to be")
    text = files.read(path, str(path))
    if text != manifests.manifest({name: {"sha256": digest} for name, digest in named.items()}, "sha256"):
        return Kept(str(path), "changed", "a line in it is no hash and name, or they are not in order")
    others = [name for name, checked in bags.items() if _kept_in(checked) not in (None, text)]
    return Kept(str(path), "changed", f"{others[0]} holds another") if others else Kept(str(path), "ok")


def _kept_in(checked: Checked) -> bytes | None:
    """The list of hashes in a bag; None where the bag cannot be read, or holds none, which its own row says."""
    found = checked.held.get(f"data/{MANIFEST}")
    return bagged.content(found) if found else None


def _bag(path: Path, checked: Checked | None) -> Kept:
    if checked is None:
        return Kept(str(path), "missing", "there is no such file: check the path, or make it with casefile packet CASE")
    found = judged(checked)
    if found.faults:
        return Kept(str(path), "changed", "; ".join(found.faults))
    return Kept(str(path), "ok", f"{found.files} files inside, {found.hashes} hashes compared")
