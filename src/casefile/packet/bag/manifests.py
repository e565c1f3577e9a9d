"""A packet as a bag: a zip that is a BagIt 1.0 bag (RFC 8493), the same bytes from the same files.

The manifests are written here because the bagit library writes version 0.97 and today's date; that the result is a
bag is tested with it. Whether one is still sound is asked in `bagged`. Knows no PDF and no case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from casefile import files
from casefile.packet.bag import stored
from casefile.packet.bag.stored import Stored
from casefile.packet.bag.sums import ALGORITHMS, Sums, blocks, of_text, sums, whole

DOCUMENTS = "documents"
"""The folder of a packet for documents that are files of their own, but for the first."""
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


def listed(folder: Path) -> Mapping[str, Sums]:
    """The sums of every file under `folder`, by its path in it. CaseError when the disk fails."""
    return sums({name: whole(folder / name) for name in _files(folder)})


def pack(folder: Path, bag: Path, described: Described, known: Mapping[str, Sums] | None = None) -> None:
    """Packs every file under `folder` into the zip `bag`, as a bag in a folder of the zip's name. `known` are sums that
    were taken already.

    CaseError when the disk fails. Nothing is compressed: what is large is already, and the bytes stay the same
    wherever it is made.
    """
    held = {f"data/{name}": whole(folder / name) for name in _files(folder)}
    found = {f"data/{name}": each for name, each in (known or {}).items()}
    found |= sums({name: part for name, part in held.items() if name not in found})
    day, root = described.bagged, bag.stem
    entries: list[Stored] = []
    with files.reported(bag), bag.open("wb") as out:
        for name, part in held.items():
            entries.append(_put(out, f"{root}/{name}", blocks(part), part.size, found[name].crc, day))
        size = sum(entry.size for entry in entries)
        digests = {name: found[name].digests for name in held}
        for name, text in sorted(tags(_info(described, size, len(held)), digests).items()):
            entries.append(_put(out, f"{root}/{name}", (text,), len(text), of_text(text).crc, day))
        out.write(stored.directory(entries, day))


def tags(info: bytes, sums: Mapping[str, Mapping[str, str]]) -> Mapping[str, bytes]:
    """The files beside `data`, given what bag-info.txt says and the hashes of the payload: all follow from these."""
    found = {"bag-info.txt": info, "bagit.txt": _DECLARATION}
    found |= {f"manifest-{algorithm}.txt": manifest(sums, algorithm) for algorithm in ALGORITHMS}
    tag_sums = {name: of_text(text).digests for name, text in found.items()}
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


def _put(out: IO[bytes], name: str, content: Iterable[bytes], size: int, crc: int, day: date) -> Stored:
    """Writes a file into the zip, behind its header."""
    entry = Stored(name, size, crc, out.tell())
    out.write(stored.local(entry, day))
    for block in content:
        out.write(block)
    return entry
