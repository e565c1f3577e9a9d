"""How a finished packet was tested: what is wrong with its bag, and how much of it was looked at.

Reads the zip alone, so it holds for a packet that was sent on, renamed or unpacked from a mail.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from casefile import files
from casefile.packet import bag


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: `faults` in words (none when it is sound), the `files` and `hashes` that were compared, and the
    `pages` of the packet's PDF."""

    faults: tuple[str, ...]
    files: int
    hashes: int
    pages: int


def verdict(zipped: Path) -> Verdict:
    """A packet's zip, tested against its own manifests (RFC 8493, 3). CaseError when it cannot be read."""
    found = tuple(bag.faults(zipped))
    if not zipfile.is_zipfile(zipped):
        return Verdict(found, 0, 0, 0)
    with files.reported(zipped, "read"), zipfile.ZipFile(zipped) as archive:
        counts = [len(bag.named(archive, algorithm)) for algorithm in bag.ALGORITHMS]
        return Verdict(found, max(counts), sum(counts), _pages(archive))


def _pages(archive: zipfile.ZipFile) -> int:
    """The pages of the packet's PDFs, at the top of the bag and one a document; none where they cannot be read."""
    import pikepdf

    total = 0
    for name in archive.namelist():
        path = PurePosixPath(name)
        if path.suffix == ".pdf" and path.parts[1:-1] in (("data",), ("data", bag.DOCUMENTS)):
            try:
                with pikepdf.open(io.BytesIO(archive.read(name))) as pdf:
                    total += len(pdf.pages)
            except (pikepdf.PasswordError, pikepdf.PdfError, zipfile.BadZipFile):
                continue  # a changed file is among the faults, and an encrypted one keeps its pages to itself
    return total
