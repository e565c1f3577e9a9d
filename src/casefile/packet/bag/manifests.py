"""A packet as a bag: a zip that is a BagIt 1.0 bag (RFC 8493), the same bytes from the same files.

The manifests are written here because the bagit library writes version 0.97 and today's date; that the result is a
bag is tested with it. Whether one is still sound is asked in `bagged`. Knows no PDF and no case.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from casefile import files
from casefile.packet.bag import stored
from casefile.packet.bag.stored import Stored

ALGORITHMS = ("sha256", "sha512")
DOCUMENTS = "documents"
"""The folder of a packet for documents that are files of their own, but for the first."""
_BLOCK = 1 << 20
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%\x00-\x1f\x7f]')  # what Windows refuses in names, and manifests escape
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_BREAK = re.compile(r"[\s:]*:\s+")  # "Demand: invoice 7" reads on with a dash; a hyphen there looks like a slip
_LED = re.compile(r"(?<![^\s(])((?<=\()[^\W\d]+|[^\W\d]{1,3})\s*:\s+")  # "(de : X", "Re: Y" read on without
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
    stem = _BREAK.sub(" – ", _LED.sub(r"\1 ", stem))
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
    wherever it is made.
    """
    payload = {f"data/{name}": folder / name for name in _files(folder)}
    day, root = described.bagged, bag.stem
    sums: dict[str, Mapping[str, str]] = {}
    entries: list[Stored] = []
    with files.reported(bag), bag.open("wb") as out:
        for name, path in payload.items():
            with path.open("rb") as source:
                entry, sums[name] = _put(out, f"{root}/{name}", source, path.stat().st_size, day)
            entries.append(entry)
        size = sum(entry.size for entry in entries)
        for name, text in sorted(tags(_info(described, size, len(payload)), sums).items()):
            entries.append(_put(out, f"{root}/{name}", io.BytesIO(text), len(text), day)[0])
        out.write(stored.directory(entries, day))


def tags(info: bytes, sums: Mapping[str, Mapping[str, str]]) -> Mapping[str, bytes]:
    """The files beside `data`, given what bag-info.txt says and the hashes of the payload: all follow from these."""
    found = {"bag-info.txt": info, "bagit.txt": _DECLARATION}
    found |= {f"manifest-{algorithm}.txt": manifest(sums, algorithm) for algorithm in ALGORITHMS}
    tag_sums = {name: digests(text) for name, text in found.items()}
    return found | {f"tagmanifest-{algorithm}.txt": manifest(tag_sums, algorithm) for algorithm in ALGORITHMS}


def manifest(sums: Mapping[str, Mapping[str, str]], algorithm: str) -> bytes:
    """A manifest's text: hash, two spaces, path (RFC 8493, 2.1.3); `sha256sum -c` reads it."""
    return "".join(f"{found[algorithm]}  {name}\n" for name, found in sorted(sums.items())).encode()


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


def _put(out: IO[bytes], name: str, source: IO[bytes], size: int, day: date) -> tuple[Stored, Mapping[str, str]]:
    """Copies a file into the zip and hashes it on the way: it is read once, and never whole. Its header is written when
    its CRC is known."""
    entry = Stored(name, size, 0, out.tell())
    out.write(stored.local(entry, day))
    hashes = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
    crc = copied = 0
    while block := source.read(_BLOCK):
        out.write(block)
        crc, copied = zlib.crc32(block, crc), copied + len(block)
        for each in hashes.values():
            each.update(block)
    entry = Stored(name, copied, crc, entry.start)
    end = out.tell()
    out.seek(entry.start)
    out.write(stored.local(entry, day))
    out.seek(end)
    return entry, {algorithm: each.hexdigest() for algorithm, each in hashes.items()}


def digests(text: bytes) -> Mapping[str, str]:
    """A text's hashes, by algorithm."""
    return {algorithm: hashlib.new(algorithm, text).hexdigest() for algorithm in ALGORITHMS}
