"""The sums of a bag's files: both hashes and the CRC that a zip keeps, each byte read once, in a thread a core.

Knows where bytes lie; neither lists nor zips.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType

from casefile import files

ALGORITHMS = ("sha256", "sha512")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Slice:
    """Where a file's bytes lie: a part of a zip, or a file of a folder."""

    path: Path
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Sums:
    """A file's hashes, by algorithm, and its CRC-32."""

    digests: Mapping[str, str]
    crc: int


def whole(path: Path) -> Slice:
    """A file of a folder. CaseError when it is not there."""
    with files.reported(path, "read"):
        return Slice(path, 0, path.stat().st_size)


Known = Mapping[str, tuple[Slice, Sums]]
"""Files whose sums were taken already, by the names that they have elsewhere."""


def sums(held: Mapping[str, Slice], known: Known = MappingProxyType({})) -> Mapping[str, Sums]:
    """The sums of each, the largest begun first. CaseError when one can't be read.

    One that is, byte for byte, the `known` file of its name has that one's sums: to compare is quicker than to hash.
    """

    def taken(name: str) -> Sums:
        like = known.get(name)
        return like[1] if like and _is_same(held[name], *like) else _sums(blocks(held[name]))

    largest = sorted(held, key=lambda name: held[name].size, reverse=True)
    is_large = sum(part.size for part in held.values()) > _BLOCK  # worth a thread a core
    with ThreadPoolExecutor(max_workers=os.cpu_count() if is_large else 1) as pool:
        found = dict(zip(largest, pool.map(taken, largest), strict=True))
    return {name: found[name] for name in held}


def of_text(text: bytes) -> Sums:
    """A text's sums."""
    return _sums((text,))


def blocks(part: Slice) -> Iterator[bytes]:
    """The bytes of a slice, a few at a time. CaseError when they can't be read."""
    with files.reported(part.path, "read"), part.path.open("rb") as stream:
        stream.seek(part.start)
        left = part.size
        while left and (block := stream.read(min(left, _BLOCK))):
            left -= len(block)
            yield block


def _is_same(part: Slice, other: Slice, summed: Sums) -> bool:
    """Whether a slice has another's bytes, and those are still the ones that were summed, as far as their CRC tells."""
    crc = 0
    for block, like in zip_longest(blocks(part), blocks(other)):
        if block != like:
            return False
        crc = zlib.crc32(block, crc)
    return crc == summed.crc


def _sums(content: Iterator[bytes] | tuple[bytes, ...]) -> Sums:
    hashes = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
    crc = 0
    for block in content:
        crc = zlib.crc32(block, crc)
        for each in hashes.values():
            each.update(block)
    return Sums({algorithm: each.hexdigest() for algorithm, each in hashes.items()}, crc)
