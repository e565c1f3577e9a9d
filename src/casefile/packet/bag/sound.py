"""How a finished packet was tested: what is wrong with its bag, and how much of it was looked at.

Reads the zip alone, so it holds for a packet that was sent on, renamed or unpacked from a mail.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from casefile.packet.bag import bagged, manifests
from casefile.packet.bag.bagged import Checked, Fault


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
    return judged(bagged.zipped(zipped))


def judged(checked: Checked) -> Verdict:
    """What was found of a bag that was checked."""
    counts = [len(named) for named in checked.sums.values()]
    return Verdict(tuple(map(said, checked.faults)), max(counts, default=0), sum(counts), _pages(checked))


def said(fault: Fault) -> str:
    """A fault in words."""
    return f"{fault.name} {fault.detail}" if fault.name else fault.detail


def _pages(checked: Checked) -> int:
    """The pages of the packet's PDFs, at the top of the bag and one a document; none where they cannot be read."""
    import pikepdf

    total = 0
    for name in checked.held:
        path = PurePosixPath(name)
        if path.suffix == ".pdf" and path.parts[:-1] in (("data",), ("data", manifests.DOCUMENTS)):
            try:
                with pikepdf.open(io.BytesIO(bagged.content(checked.held[name]))) as pdf:
                    total += len(pdf.pages)
            except (pikepdf.PasswordError, pikepdf.PdfError):
                continue  # a changed file is among the faults, and an encrypted one keeps its pages to itself
    return total
