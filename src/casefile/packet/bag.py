"""A packet as a bag: a zip that is a BagIt 1.0 bag (RFC 8493), the same bytes from the same files.

The manifests are written here because the bagit library writes version 0.97 and today's date; that the result is a
bag is tested with it. Knows no PDF and no case.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO

from casefile import files

ALGORITHMS = ("sha256", "sha512")
DOCUMENTS = "documents"
"""The folder of a packet for documents that are files of their own, but for the first."""
_BLOCK = 1 << 20
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')  # what Windows refuses in names
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Described:
    """What bag-info.txt says: who, what, about which case, on which day."""

    organization: str
    description: str
    identifier: str
    bagged: date
    software: str


def safe(name: str) -> str:
    """A file name that every system takes, Windows too: composed letters, nothing forbidden, not too long."""
    stem, dot, suffix = unicodedata.normalize("NFC", name).rpartition(".")
    if not dot or len(suffix) > 10:
        stem, suffix = f"{stem}{dot}{suffix}", ""
    stem = re.sub(r":\s+", ", ", stem)  # "Demand: invoice 7" reads on; a hyphen there looks like a slip
    kept = "".join(letter for letter in _FORBIDDEN.sub("-", stem) if unicodedata.category(letter)[0] != "C")
    kept = re.sub(r"\s+", " ", kept).strip(" .")[:_LONGEST].rstrip(" .") or "file"
    suffix = _FORBIDDEN.sub("", suffix).strip(" ")
    whole = f"{kept}.{suffix}" if suffix else kept
    return f"_{whole}" if _RESERVED.fullmatch(whole) else whole


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names, made safe, with a number where two would be one on a disk that knows no capitals."""
    taken: set[str] = set()
    found = []
    for name in map(safe, names):
        stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
        other, number = name, 1
        while other.casefold() in taken:
            number += 1
            other = f"{stem} ({number}){dot}{suffix}"
        taken.add(other.casefold())
        found.append(other)
    return tuple(found)


def pack(folder: Path, bag: Path, described: Described) -> None:
    """Packs every file under `folder` into the zip `bag`, as a bag in a folder of the zip's name.

    CaseError when the disk fails. Nothing is compressed: what is large is already, and the bytes stay the same
    whichever zlib is installed.
    """
    payload = {f"data/{name}": folder / name for name in _files(folder)}
    root = bag.stem
    sums: dict[str, Mapping[str, str]] = {}
    with files.reported(bag), zipfile.ZipFile(bag, "w", zipfile.ZIP_STORED) as archive:
        for name, path in payload.items():
            with path.open("rb") as source:
                sums[name] = _put(archive, f"{root}/{name}", source, path.stat().st_size, described.bagged)
        size = sum(path.stat().st_size for path in payload.values())
        tags = {"bag-info.txt": _info(described, size, len(payload)), "bagit.txt": _DECLARATION}
        tags |= {f"manifest-{algorithm}.txt": manifest(sums, algorithm) for algorithm in ALGORITHMS}
        tag_sums = {name: _sums(text) for name, text in tags.items()}
        tags |= {f"tagmanifest-{algorithm}.txt": manifest(tag_sums, algorithm) for algorithm in ALGORITHMS}
        for name, text in sorted(tags.items()):
            _write(archive, f"{root}/{name}", text, described.bagged)


def manifest(sums: Mapping[str, Mapping[str, str]], algorithm: str) -> bytes:
    """A manifest's text: hash, two spaces, path (RFC 8493, 2.1.3); `sha256sum -c` reads it."""
    return "".join(f"{found[algorithm]}  {name}\n" for name, found in sorted(sums.items())).encode()


def faults(bag: Path) -> Iterator[str]:
    """What is wrong with a bag: a file that no manifest names, one that is missing, one that was changed."""
    if not zipfile.is_zipfile(bag):
        yield "it is no zip, or only a part of one"
        return
    with files.reported(bag, "read"), zipfile.ZipFile(bag) as archive:
        roots = {PurePosixPath(name).parts[0] for name in archive.namelist()}
        if len(roots) != 1:
            yield "it does not hold one folder"
            return
        root = roots.pop()
        found = {PurePosixPath(info.filename).relative_to(root).as_posix(): info for info in archive.infolist()}
        if len(found) != len(archive.infolist()):
            yield "a name stands in it twice"
        for algorithm in ALGORITHMS:
            sums = named(archive, algorithm)
            untagged = {f"tagmanifest-{each}.txt" for each in ALGORITHMS}
            yield from (f"{name} is in no {algorithm} manifest" for name in sorted(set(found) - set(sums) - untagged))
            yield from (f"{name} is missing" for name in sorted(set(sums) - set(found)))
        yield from _changed(archive, found)


def named(archive: zipfile.ZipFile, algorithm: str) -> dict[str, str]:
    """What the manifests of an algorithm name, with its hash; nothing where one is missing or not to be read."""
    root = next((PurePosixPath(name).parts[0] for name in archive.namelist()), "")  # the zip may have been renamed
    sums: dict[str, str] = {}
    for name in (f"{root}/manifest-{algorithm}.txt", f"{root}/tagmanifest-{algorithm}.txt"):
        try:
            lines = archive.read(name).decode(errors="replace").splitlines()
        except (KeyError, zipfile.BadZipFile):
            continue
        sums |= {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    return sums


def _changed(archive: zipfile.ZipFile, found: Mapping[str, zipfile.ZipInfo]) -> Iterator[str]:
    expected = {algorithm: named(archive, algorithm) for algorithm in ALGORITHMS}
    for name in sorted(set(expected["sha256"]) & set(found)):
        try:
            with archive.open(found[name]) as stream:
                sums = _digest(stream)
        except zipfile.BadZipFile:
            yield f"{name} was changed"
            continue
        if any(sums[algorithm] != expected[algorithm].get(name) for algorithm in ALGORITHMS):
            yield f"{name} was changed"


_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def _info(described: Described, size: int, count: int) -> bytes:
    facts = {
        "Source-Organization": described.organization,
        "External-Description": described.description,
        "External-Identifier": described.identifier,
        "Bagging-Date": described.bagged.isoformat(),
        "Bag-Software-Agent": described.software,
        "Payload-Oxum": f"{size}.{count}",
    }
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in facts.items()).encode()


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    entry.external_attr, entry.create_system = 0o100644 << 16, 3
    return entry


def _put(archive: zipfile.ZipFile, name: str, source: IO[bytes], size: int, day: date) -> Mapping[str, str]:
    """Copies a file into the zip and hashes it on the way: it is read once, and never whole."""
    entry = _entry(name, day)
    entry.file_size = size
    hashes = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
    with archive.open(entry, "w") as target:
        while block := source.read(_BLOCK):
            target.write(block)
            for each in hashes.values():
                each.update(block)
    return {algorithm: each.hexdigest() for algorithm, each in hashes.items()}


def _write(archive: zipfile.ZipFile, name: str, text: bytes, day: date) -> None:
    archive.writestr(_entry(name, day), text)


def _digest(stream: IO[bytes]) -> Mapping[str, str]:
    hashes = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
    while block := stream.read(_BLOCK):
        for each in hashes.values():
            each.update(block)
    return {algorithm: each.hexdigest() for algorithm, each in hashes.items()}


def _sums(text: bytes) -> Mapping[str, str]:
    return {algorithm: hashlib.new(algorithm, text).hexdigest() for algorithm in ALGORITHMS}
