"""The process that foreign files are opened in: reads a job a line, writes an answer a line, and may die trying.

It catches what converters foresee; anything else ends it, and the one who asked puts a slip sheet in the place of the
file. It opens no socket.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from casefile.errors import CaseError
from casefile.exhibits import (
    attached,
    confined,
    finish,
    held,
    look,
    metadata_office,
    signature_reading,
    slip,
    table,
    unseen,
)
from casefile.exhibits.metadata import Metadata, Reading
from casefile.exhibits.pages import Native, NotShownError


def main() -> None:
    """Answer jobs until there are no more."""
    confined.serve(answer)


def answer(job: Mapping[str, Any]) -> dict[str, Any]:
    """Do one job and return what is to be said of it."""
    if job["do"] == "signatures":
        return signature_reading.answered(job)
    native = Native(
        Path(job["path"]), job["label"], job["title"], job["language"], date.fromisoformat(job["created"]),
        job["where"], tuple(job["withheld"]), tuple(job["inside"]), job["called"],
    )  # fmt: skip
    try:
        return _JOBS[job["do"]](native, job)
    except CaseError as error:
        return {"problems": [{"message": p.message, "hint": p.hint, "rule": p.rule} for p in error.problems]}


def _pages(native: Native, job: Mapping[str, Any]) -> dict[str, Any]:
    out = Path(job["out"])
    try:
        made = asdict(table.convert(native, out)) | {"slip": "", "by_nature": False, "lacks": ""}
    except NotShownError as reason:
        said = {"slip": reason.reason, "by_nature": reason.by_nature, "lacks": reason.lacks}
        return asdict(slip.convert(native, out, reason.reason)) | said | {"bare": []}
    return made | {"bare": finish.scanned(out) if job["bare"] else []}


def _slip(native: Native, job: Mapping[str, Any]) -> dict[str, Any]:
    made = asdict(slip.convert(native, Path(job["out"]), job["slip"]))
    return made | {"slip": job["slip"], "by_nature": False, "lacks": "", "bare": []}


def _finish(native: Native, job: Mapping[str, Any]) -> dict[str, Any]:
    marks = [(int(page), str(key)) for page, key in job["marks"]]
    found, bare, words = finish.finished(Path(job["out"]), native, marks, rewritten=bool(job["rewritten"]))
    return {"spots": [[spot.place, spot.shrink] for spot in found], "bare": bare, "words": words}


def _look(native: Native, _job: Mapping[str, Any]) -> dict[str, Any]:
    try:
        found, unread = look.read(native), False
    except NotShownError:
        found, unread = Reading(Metadata(), "", raw=look.raw(native)), True
    return found._asdict() | {"metadata": asdict(found.metadata), "unread": unread}


def _attached(native: Native, _job: Mapping[str, Any]) -> dict[str, Any]:
    return {"attached": [asdict(each) for each in attached.read(native)]}


def _hashes(native: Native, _job: Mapping[str, Any]) -> dict[str, Any]:
    return {"held": held.looked_into(native)}


def _on_pages(native: Native, _job: Mapping[str, Any]) -> dict[str, Any]:
    return {"held": held.is_on_pages(native)}


def _unseen(native: Native, _job: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"unseen": list(unseen.read(native))}
    except NotShownError:
        return {"unseen": []}


def _revised(native: Native, _job: Mapping[str, Any]) -> dict[str, Any]:
    return {"revised": metadata_office.is_revised(native)}


_JOBS = {
    "pages": _pages, "slip": _slip, "finish": _finish, "look": _look, "attached": _attached, "hashes": _hashes,
    "on pages": _on_pages,
    "unseen": _unseen, "revised": _revised,
}  # fmt: skip


if __name__ == "__main__":
    main()
