"""The letters of stamps and marks: one small subset of the house's sans, embedded once and shared by every page.

Knows how a font goes into a PDF (ISO 32000-1, 9.7: a composite font with Identity-H); nothing of what is written.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile import __version__, files
from casefile.errors import CaseError
from casefile.render.builtin import builtin

if TYPE_CHECKING:
    import pikepdf

NAME = "/CasefileStamp"
_FILE = "base/fonts/SourceSans3-SemiBold.ttf"
_NAME = "SourceSans3-SemiBold"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A subset font: its file, and for each letter the glyph's number and width in thousandths of the size."""

    program: bytes
    glyphs: Mapping[str, int]
    widths: Mapping[str, int]
    ascent: int
    descent: int
    box: tuple[int, int, int, int]

    def width(self, text: str, size: float) -> float:
        """How wide a text is at a size, in points."""
        return sum(self.widths[letter] for letter in text) * size / 1000

    def codes(self, text: str) -> bytes:
        """The text as a hexadecimal string of a content stream."""
        return b"<" + b"".join(b"%04X" % self.glyphs[letter] for letter in text) + b">"


@lru_cache(maxsize=8)
def subset(letters: frozenset[str], file: Path | None = None) -> Typeface:
    """The house's sans with just these letters, the same bytes each time. KeyError for a letter it doesn't have."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(
        hinting=False, layout_features=[], notdef_outline=True, recalc_timestamp=False, name_IDs=[1, 2, 6]
    )
    with TTFont(file or builtin() / _FILE, recalcTimestamp=False, lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(letter) for letter in letters])
        subsetter.subset(font)
        saved = io.BytesIO()
        font.save(saved)
        names, order = font.getBestCmap(), font.getReverseGlyphMap()
        by_letter = {letter: names[ord(letter)] for letter in sorted(letters)}
        head, lines = font["head"], font["hhea"]
        scale = 1000 / head.unitsPerEm
        return Typeface(
            saved.getvalue(),
            {letter: order[name] for letter, name in by_letter.items()},
            {letter: round(font["hmtx"][name][0] * scale) for letter, name in by_letter.items()},
            round(lines.ascent * scale),
            round(lines.descent * scale),
            (round(head.xMin * scale), round(head.yMin * scale), round(head.xMax * scale), round(head.yMax * scale)),
        )


def kept(letters: frozenset[str], folder: Path | None) -> Typeface:
    """The house's sans with just these letters, out of `folder` when it was made before: making it takes as long as
    stamping a thousand pages. KeyError for a letter it doesn't have."""
    if folder is None:
        return subset(letters)
    made_of = hashlib.sha256(f"{__version__} {_FILE} {sorted(letters)}".encode()).hexdigest()
    file = folder / "stamps.json"
    face = _read(file, made_of)
    if face is None:
        face = subset(letters)
        told = asdict(face) | {"program": base64.b64encode(face.program).decode(), "of": made_of}
        files.write(file, json.dumps(told | {"sha256": hashlib.sha256(face.program).hexdigest()}).encode())
    return face


def _read(file: Path, made_of: str) -> Typeface | None:
    try:
        told = json.loads(files.read(file, file.name))
        program = base64.b64decode(told["program"])
        if told["of"] != made_of or told["sha256"] != hashlib.sha256(program).hexdigest():
            return None
        left, bottom, right, top = told["box"]
        return Typeface(
            program, told["glyphs"], told["widths"], told["ascent"], told["descent"], (left, bottom, right, top)
        )
    except (CaseError, ValueError, KeyError, TypeError):
        return None


def embed(pdf: pikepdf.Pdf, face: Typeface, tag: str = "CASEFL") -> Any:
    """The font as an object of a PDF, with a table back to text. `tag`: six letters that name the subset (9.6.4)."""
    from pikepdf import Array, Dictionary, Name, Stream, String

    name = Name(f"/{tag}+{_NAME}")
    program = Stream(pdf, face.program)
    program.Length1 = len(face.program)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array(list(face.box)), ItalicAngle=0,
        Ascent=face.ascent, Descent=face.descent, CapHeight=660, StemV=110, FontFile2=pdf.make_indirect(program),
    )  # fmt: skip
    widths = Array([item for letter, glyph in face.glyphs.items() for item in (glyph, Array([face.widths[letter]]))])
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDToGIDMap=Name.Identity, W=widths,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, _to_text(face))),
        )
    )


def _to_text(face: Typeface) -> bytes:
    pairs = "\n".join(
        f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for letter, glyph in sorted(face.glyphs.items(), key=lambda pair: pair[1])
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(face.glyphs)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
