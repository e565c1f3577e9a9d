"""Whether a bag is still what was packed, to the byte: the zip as it was sent, or the folder that it was unpacked to.

A bag of ours leaves nothing to choice: its lists follow from its files, and the zip from both (`stored`). So whatever
was changed is found, in a file, in a list, or between them. Reads bytes; unpacks nothing, and runs no one else's zip.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Literal

from casefile import files
from casefile.packet.bag import manifests, stored
from casefile.packet.bag.stored import Stored
from casefile.packet.bag.sums import ALGORITHMS, Known, Slice, blocks, sums

INFO, DECLARED = "bag-info.txt", "bagit.txt"
EMPTY = "an empty folder, which no packet is made with"
"""What is said of a folder without files, which was put there later."""
_HEAD = 30  # bytes of a zip's local header before the name (APPNOTE 4.3.7)
_ROW = re.compile(r"(?P<digest>[0-9a-f]{64,128})  (?P<name>[^\n]+)")
_DAY = re.compile(rb"(?m)^Bagging-Date: (\d{4}-\d\d-\d\d)$")
_UNPACK = "unpack it and check the folder"
_ANEW = "get it again from whoever made it, or make it again with casefile packet CASE"
_AGAIN = "get it again from whoever made it, or unpack it and check the folder, file by file"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which file of the bag ("" for the whole)."""

    name: str
    state: Literal["changed", "missing", "unregistered"]
    detail: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A bag that was checked: its files and where they lie, what its lists name, what is wrong, and the CRC of each."""

    held: Mapping[str, Slice]
    sums: Mapping[str, Mapping[str, str]]
    faults: tuple[Fault, ...]
    crcs: Mapping[str, int] = field(default_factory=dict)


def zipped(path: Path, known: Known = MappingProxyType({})) -> Checked:
    """A zip, checked. CaseError when the disk fails; whatever else is wrong with it is a fault. `known` are the files
    that it was packed from, where they are still there."""
    with files.reported(path, "read"), path.open("rb") as stream:
        try:
            listed, end = stored.read(stream)
            entries = [each for each in listed if each.size or not each.name.endswith("/")]
            starts = [_data(each, stream.seek(each.start), stream.read(_HEAD)) for each in entries]
        except stored.AlteredError as error:
            return Checked({}, {}, (Fault("", "changed", f"it was altered: {error}; {_AGAIN}"),))
        except ValueError as error:
            hint = _UNPACK if "packed" in str(error) else _ANEW
            return Checked({}, {}, (Fault("", "changed", f"{error}; {hint}"),))
    roots = {entry.name.partition("/")[0] for entry in entries}
    if len(roots) != 1:
        of = f"files of several folders ({', '.join(sorted(roots))})" if roots else "no files"
        altered = f"it was altered, or is no packet: its directory names {of}; {_AGAIN}"
        return Checked({}, {}, (Fault("", "changed", altered),))
    root = roots.pop()
    inside = [entry.name.removeprefix(f"{root}/") for entry in entries]
    places = zip(inside, entries, starts, strict=True)
    held = {name: Slice(path, start, entry.size) for name, entry, start in places}
    twice = [Fault("", "changed", "a name stands in it twice")] if len(held) != len(entries) else []
    checked = compared(held, known)
    found = (*twice, *checked.faults) or tuple(_form(path, checked, entries, inside, end))
    return Checked(held, checked.sums, found)


def folder(path: Path) -> Checked:
    """An unpacked bag, checked. CaseError when the disk fails."""
    with files.reported(path, "read"):
        lying = {each.relative_to(path).as_posix(): each for each in sorted(path.rglob("*")) if not each.is_dir()}
        held = {name: Slice(each, 0, each.stat().st_size) for name, each in lying.items() if each.is_file()}
    links = [Fault(name, "changed", "it is no file") for name in lying if name not in held]
    checked = compared(held)
    missing = {fault.name for fault in checked.faults}
    added = empty_folders(path, missing)
    empty = [Fault(each.relative_to(path).as_posix(), "unregistered", EMPTY) for each in added]
    return Checked(held, checked.sums, (*links, *empty, *checked.faults))


def empty_folders(path: Path, named: Collection[str]) -> tuple[Path, ...]:
    """The folders in a folder that hold nothing, and that no file `named` in a list should lie in: a bag holds none, as
    no list can name them (RFC 8493, 2.1.3)."""
    wanted = {str(above) for name in named for above in PurePosixPath(name).parents}
    empty = (each for each in sorted(path.rglob("*")) if each.is_dir() and not any(each.iterdir()))
    return tuple(each for each in empty if each.relative_to(path).as_posix() not in wanted)


def compared(held: Mapping[str, Slice], known: Known = MappingProxyType({})) -> Checked:
    """A bag's files against its own lists (RFC 8493, 3), and the lists against what they are made from. `known` as in
    `sums`."""
    named = {algorithm: _named(held, algorithm) for algorithm in ALGORITHMS}
    summed = sums(held, known)
    found = {name: each.digests for name, each in summed.items()}
    faults = dict.fromkeys((*_astray(held, named), *_changed(found, named)))
    crcs = {name: each.crc for name, each in summed.items()}
    return Checked(held, named, tuple(faults or _unlike(held, found)), crcs)


def _astray(held: Mapping[str, Slice], sums: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    unlisted = {f"tagmanifest-{algorithm}.txt" for algorithm in ALGORITHMS}
    for algorithm, named in sums.items():
        for name in sorted(set(held) - set(named) - unlisted):
            yield Fault(name, "unregistered", f"is in no {algorithm} manifest")
    known = unlisted.union(*sums.values())
    yield from (Fault(name, "missing", "is missing") for name in sorted(known - set(held)))


def _changed(found: Mapping[str, Mapping[str, str]], sums: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    """A file that no list agrees with was changed; where one does, the other was."""
    for name, digests in sorted(found.items()):
        wrong = [algorithm for algorithm, named in sums.items() if named.get(name) != digests[algorithm]]
        kind = "manifest" if name.startswith("data/") else "tagmanifest"
        if len(wrong) < len(sums):
            yield from (Fault(f"{kind}-{algorithm}.txt", "changed", "was changed") for algorithm in wrong)
        elif any(name in named for named in sums.values()):
            yield Fault(name, "changed", "was changed")


def _unlike(held: Mapping[str, Slice], found: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    """The lists that are not, letter by letter, what they have to be."""
    payload = {name: digests for name, digests in found.items() if name.startswith("data/")}
    for name, text in manifests.tags(content(held.get(INFO)), payload).items():
        if content(held.get(name)) != text:
            yield Fault(name, "changed", "was changed")


def _form(
    path: Path, checked: Checked, entries: Sequence[Stored], inside: Sequence[str], end: bytes
) -> Iterator[Fault]:
    """What differs from the zip that these files make: its headers, its directory, bytes between files."""
    day = _DAY.search(content(checked.held[INFO]))
    expected = list(_written(entries, checked.crcs, inside))
    on = _dated(day.group(1).decode()) if day else None
    if on is None:
        yield Fault(INFO, "changed", "gives no day")
        return
    spoilt = []
    with files.reported(path, "read"), path.open("rb") as stream:
        for name, entry in zip(inside, expected, strict=True):
            stream.seek(entry.start)
            head = stored.local(entry, on)
            if stream.read(len(head)) != head:
                spoilt.append(f"the header of {name} was changed")
    rows, place = stored.directory(expected, on), 0
    for name, row in zip(inside, stored.rows(expected, on), strict=True):
        if end[place : place + len(row)] != row:
            spoilt.append(f"the entry of {name} in its directory was changed")
        place += len(row)
    start = expected[-1].data + expected[-1].size
    if not spoilt and (end != rows or start + len(rows) != path.stat().st_size or list(inside) != _order(inside)):
        spoilt.append("its directory was changed, or it was packed by another program")
    if len(spoilt) > 2:
        spoilt = [f"its files agree with its lists, but it was packed by another program: {_UNPACK}"]
    yield from (Fault("", "changed", each) for each in spoilt)


def _written(entries: Sequence[Stored], crcs: Mapping[str, int], inside: Sequence[str]) -> Iterator[Stored]:
    """The entries as they have to be: one behind the other, with the CRC of their bytes."""
    place = 0
    for name, entry in zip(inside, entries, strict=True):
        written = Stored(entry.name, entry.size, crcs[name], place)
        yield written
        place = written.data + written.size


def _order(inside: Sequence[str]) -> list[str]:
    """The payload before what describes it, each by name."""
    return sorted(inside, key=lambda name: (not name.startswith("data/"), name))


def _data(entry: Stored, start: int, head: bytes) -> int:
    """Where a file's bytes begin, by the lengths in its own header. ValueError where there is no header."""
    if len(head) < _HEAD or head[:4] != b"PK\3\4":
        raise stored.AlteredError(f"the header of {entry.name}, at byte {entry.start}, was changed")
    return start + _HEAD + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")


def _named(held: Mapping[str, Slice], algorithm: str) -> dict[str, str]:
    """What the lists of an algorithm name, with its hash; a line that is none names nothing."""
    lists = (content(held.get(f"{kind}-{algorithm}.txt")) for kind in ("manifest", "tagmanifest"))
    rows = (_ROW.fullmatch(line) for each in lists for line in each.decode(errors="replace").split("\n"))
    return {row["name"]: row["digest"] for row in rows if row}


def content(part: Slice | None) -> bytes:
    return b"".join(blocks(part)) if part else b""


def _dated(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
