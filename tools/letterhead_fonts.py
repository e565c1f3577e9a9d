"""The letter fonts inside a Word file, so that it looks the same where they are not installed (ISO 29500-1, 17.8.1).

Cuts them to the letters of the languages that Europe writes in, and makes semi-bold the bold of its family, as the PDF
sets it. Writes the same bytes each time.
"""

from __future__ import annotations

import io
import uuid
from pathlib import Path
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "templates" / "base" / "fonts"
# family: the file of each face, as Word calls the faces
FACES = {
    "Source Serif 4": {
        "Regular": "SourceSerif4-Regular",
        "Bold": "SourceSerif4-SemiBold",
        "Italic": "SourceSerif4-Italic",
        "BoldItalic": "SourceSerif4-SemiBoldItalic",
    },
    "Source Sans 3": {
        "Regular": "SourceSans3-Regular",
        "Bold": "SourceSans3-SemiBold",
        "Italic": "SourceSans3-Italic",
    },
}
# Latin, Cyrillic, punctuation, currencies, and the few signs that letters hold
_RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x400, 0x45F), (0x490, 0x491), (0x2010, 0x2026), (0x202F, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2264, 0x2265), (0x25A0, 0x25CF), (0x2610, 0x2612), (0x2713, 0x2713),
)  # fmt: skip
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark"]
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def embed(family: str, table: Part) -> str:
    """Add a family's faces as parts of the font table; returns the elements that name them in `w:font`."""
    found = []
    for face, name in FACES[family].items():
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{family} {face}")
        uri = PackURI(f"/word/fonts/{name}.odttf")
        part = Part(uri, _TYPE, obfuscated(_cut(name, family, face), key), table.package)
        relation = table.relate_to(part, _RELATION)
        found.append(f'<w:embed{face} r:id="{relation}" w:fontKey="{{{str(key).upper()}}}"/>')
    return "".join(found)


def obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """The font with its first 32 bytes mixed with its key, or back again (ISO 29500-4, 9.2)."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def _cut(name: str, family: str, face: str) -> bytes:
    font = TTFont(FONTS / f"{name}.ttf", recalcTimestamp=False)
    options = Options(layout_features=_FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    _as_face(font, family, face)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _as_face(font: Any, family: str, face: str) -> None:
    """Name a font as one of the four faces that Word knows of a family."""
    style = face.replace("BoldItalic", "Bold Italic")
    for each in list(font["name"].names):
        if each.nameID in (1, 2, 4):
            words = {1: family, 2: style, 4: f"{family} {style}"}[each.nameID]
            font["name"].setName(words, each.nameID, each.platformID, each.platEncID, each.langID)
    if "Bold" in face:
        font["OS/2"].usWeightClass = 700
        font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x40 | 0x20
        font["head"].macStyle |= 1
    if "STAT" in font:
        del font["STAT"]  # it knows the weight by its own name
