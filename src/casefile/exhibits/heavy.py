"""PDFs that unfold to more than a program can read: pages whose drawing is packed a thousandfold, or draws itself again
and again (ISO 32000-1, 8.10). Nothing stops PDFium once it has begun with such a page.

Counts bytes; draws nothing. Runs in the child.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile.exhibits.place import inherited

if TYPE_CHECKING:
    from pikepdf import Page

MOST = 50_000_000
"""The most bytes that a page may draw, those of each drawing on it counted as often as it is drawn."""
_PACKED = 1032  # bytes that Deflate makes of one at most (RFC 1951)
_DEEPEST = 40
_DRAWS = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do\b")
# What the library says of malformed objects comes in all these kinds.
_MALFORMED = (RuntimeError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError)


def is_too_heavy(file: Path) -> bool:
    """Tell whether a page of a PDF unfolds to more than is read; no of one that cannot be opened."""
    from pikepdf import PasswordError, Pdf, PdfError

    try:
        with Pdf.open(file, suppress_warnings=True) as pdf:
            known: dict[tuple[int, int], int] = {}
            return any(_is_too_heavy(page, known) for page in pdf.pages)
    except (PasswordError, PdfError, *_MALFORMED):
        return False


def _is_too_heavy(page: Page, known: dict[tuple[int, int], int]) -> bool:
    from pikepdf import PdfError

    try:
        return _weight(page.obj, inherited(page, "/Resources"), known, _DEEPEST) > MOST
    except (PdfError, *_MALFORMED):
        return False


def _weight(holder: Any, resources: object, known: dict[tuple[int, int], int], depth: int) -> int:
    """The bytes that a page, or a drawing, unfolds to, which draws from its `resources`; no more is counted than is too
    much."""
    from pikepdf import Array, Stream

    told = holder if isinstance(holder, Stream) else holder.get("/Contents", None)
    streams = [each for each in (list(told) if isinstance(told, Array) else [told]) if isinstance(each, Stream)]
    forms = _forms(resources) if depth else {}
    packed = sum(int(each.get("/Length", 0)) for each in streams)
    if not forms and packed * _PACKED <= MOST and all(map(_is_packed_once, streams)):
        return packed  # it cannot be too much, so nothing need be unpacked
    content = b"\n".join(each.read_bytes() for each in streams)
    total = len(content)
    for name in _DRAWS.findall(content) if forms and total <= MOST else ():
        if (form := forms.get("/" + name.decode("latin-1"))) is not None:
            at = form.objgen
            if at not in known:
                known[at] = 0  # one that draws itself is drawn once
                known[at] = _weight(form, form.get("/Resources", resources), known, depth - 1)
            total += known[at]
        if total > MOST:
            break
    return min(total, MOST + 1)


def _is_packed_once(stream: Any) -> bool:
    from pikepdf import Array

    packed = stream.get("/Filter", None)
    return not isinstance(packed, Array) or len(packed) < 2


def _forms(resources: object) -> dict[str, Any]:
    from pikepdf import Dictionary, Stream

    drawn = resources.get("/XObject", None) if isinstance(resources, Dictionary) else None
    named = drawn.items() if isinstance(drawn, Dictionary) else ()
    return {key: each for key, each in named if isinstance(each, Stream) and each.get("/Subtype", None) == "/Form"}
