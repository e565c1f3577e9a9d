"""The list of attachments on a message's pages: each is named there as the packet calls it, and leads to its page.

Works on the places that a message's copy has free for it; knows no plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.exhibits.typeset import ATTACHED
from casefile.packet.pdf import links
from casefile.packet.pdf.geometry import Box, ordered
from casefile.packet.pdf.stamp import Press


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment by the SHA-256 of its bytes: the key of the document that it is here, and how that is named."""

    sha256: str
    key: str
    words: str


def name(pages: Sequence[Any], attachments: Sequence[Attached], goals: Mapping[str, Any], press: Press) -> None:
    """Writes the names into their places on a message's stamped pages. `goals` are the pages that keys lead to; a name
    whose key has none, as it stands in another file, is words. A place without an attachment stays empty."""
    from pikepdf import Array, Dictionary, Name

    known = {each.sha256: each for each in attachments}
    for page in pages:
        kept = []
        for annotation in page.get("/Annots", []):
            marked = str(annotation.get("/Contents", ""))
            if not marked.startswith(ATTACHED):
                kept.append(annotation)
                continue
            found = known.get(marked.removeprefix(ATTACHED))
            if found is None:
                continue
            annotation.Rect = Array(press.write(page, _box(annotation), found.words))
            if found.key in goals:
                annotation.A = Dictionary(S=Name.GoTo, D=links.landing(goals[found.key]))
                annotation.Contents = found.words
                kept.append(annotation)
        if len(kept) < len(page.get("/Annots", [])):
            page.Annots = Array(kept)


def _box(annotation: Any) -> Box:
    return ordered(tuple(float(edge) for edge in annotation.Rect))
