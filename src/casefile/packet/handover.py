"""What goes with the packet's PDF: the natives, the letters as Word files, the hashes, and all of it as a bag.

Fills a folder that is not in its place yet. Knows no page.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from casefile import __version__, files
from casefile.case.model import Case
from casefile.errors import CaseError, Problem
from casefile.packet import bag
from casefile.packet.plan import Plan
from casefile.render import docx
from casefile.render.sheet import Sheet

NATIVES, LETTERS = "natives", "letters"


def natives(case: Case, plan: Plan, folder: Path) -> None:
    """Copies the files of open exhibits and contacts. CaseError when one is no longer what was planned."""
    for item in plan.exhibits:
        if not item.native:
            continue
        target = folder / NATIVES / item.native
        with files.reported(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(case.path / item.file, target)
        if files.sha256(target) != item.sha256:
            raise CaseError(
                Problem(f"{item.name} changed while the packet was made", hint="run it again", rule="changed")
            )


def letters(sheets: Mapping[str, Sheet], folder: Path, letterhead: bytes | None) -> None:
    """Writes documents, by title, as Word files; they refer to the packet's pages as the PDF does."""
    names = bag.distinct(f"{title}.docx" for title in sheets)
    for name, sheet in zip(names, sheets.values(), strict=True):
        files.write(folder / LETTERS / name, docx.draw(sheet, letterhead))


def pack(case: Case, day: date, folder: Path, zipped: Path) -> None:
    """Writes the folder's hashes and the folder as a bag, which is read back. CaseError when it is not sound."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    sums = {path.relative_to(folder).as_posix(): {"sha256": files.sha256(path)} for path in found}
    files.write(folder / "manifest-sha256.txt", bag.manifest(sums, "sha256"))
    described = bag.Described(
        case.creditor.name, f"{zipped.stem}: {case.title}", case.id, day, f"casefile {__version__}"
    )
    bag.pack(folder, zipped, described)
    if faults := list(bag.faults(zipped)):
        raise CaseError(broken_rule("bag", "RFC 8493", fault) for fault in faults)


def broken_rule(rule: str, source: str, detail: str) -> Problem:
    """The problem of a finished packet that does not pass its own test."""
    hint = "nothing was replaced; report this, with the exhibit on that page if one is named"
    return Problem(f"the finished packet fails its test '{rule}' ({source}): {detail}", hint=hint, rule=rule)
