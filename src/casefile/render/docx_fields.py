"""The fields of a Word file (ISO 29500-1, 17.16): which of them fetch something from outside, or run something.

Looks at the file's XML alone. Knows no tag and no template.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_PIECE = re.compile(
    r"<(?:\w+:)?fldChar\b[^>]*?fldCharType\s*=\s*[\"'](?P<mark>\w+)[\"']"
    r"|<(?:\w+:)?(?:instrText|delInstrText)(?:\s[^>]*)?>(?P<text>[^<]*)<"
    r"|<(?:\w+:)?fldSimple\b[^>]*?\binstr\s*=\s*(?P<quote>[\"'])(?P<simple>.*?)(?P=quote)",
    re.DOTALL,
)
_REFUSED = frozenset(
    ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "EMBED", "DDE", "DDEAUTO", "DATABASE", "RD",
     "AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY", "MACROBUTTON", "ADDIN", "MERGEFIELD", "MERGEREC", "MERGESEQ")
)  # fmt: skip
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
_FOLLOWED = re.compile(r"(?:https?|mailto|tel):|#|$", re.IGNORECASE)
_MADE = "\0"  # stands in a field's code where another field stands


def refused(xml: str) -> Iterator[str]:
    """What is wrong with each field that a template may not have, as a part of a sentence."""
    for code in _codes(xml):
        word = (code.split() or [""])[0].upper()
        address = _ADDRESS.match(code)
        if word in _REFUSED:
            yield f"the field {word}"
        elif word[:1] in (_MADE, "{"):
            yield "a field whose kind is not written out"
        elif address and not _FOLLOWED.match((address[1] or address[2] or "").strip()):
            yield f"a link to {address[1] or address[2]}"


def _codes(xml: str) -> Iterator[str]:
    """The code of each field, those within others too, whole again where runs have split it."""
    fields: list[tuple[bool, str]] = []  # whether its code is still going on, and what there is of it
    for piece in _PIECE.finditer(xml):
        if piece["simple"] is not None:
            yield html.unescape(piece["simple"])
        elif piece["text"] is not None:
            if fields and fields[-1][0]:
                fields[-1] = (True, fields[-1][1] + html.unescape(piece["text"]))
        elif piece["mark"] == "begin":
            if fields and fields[-1][0]:
                fields[-1] = (True, fields[-1][1] + _MADE)
            fields.append((True, ""))
        elif fields and piece["mark"] == "separate":
            fields[-1] = (False, fields[-1][1])
        elif fields:
            yield fields.pop()[1]
    yield from (code for _, code in fields)
