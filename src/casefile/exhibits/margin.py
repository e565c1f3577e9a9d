"""What a reader must know of a copied page stands on the page itself: one small line at its edge, where it is free.

A page without room is drawn a little smaller, which frees its foot for the line and for the stamp beside it. The pages
are copies of ours: upright, with nothing but their content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile.exhibits import picture, spots, typeface
from casefile.exhibits.pages import Native
from casefile.exhibits.pdf import save
from casefile.exhibits.typeface import Typeface
from casefile.exhibits.words import say

if TYPE_CHECKING:
    from pikepdf import Page, Pdf, Stream

_SIZE, _HEIGHT, _RISE = 6.8, 9.0, 2.6  # points: the letters, the line with its clearance, from its foot to the letters
_BAND = spots.BAND + 4  # points freed at the foot, for the stamp as well
_INK = b"0.25 g"
_NAME = "/CasefileMark"
_MADE_UP = "/OCR-"  # how OCRmyPDF begins the names of its layers


def rewrite(copy: Path, native: Native, marks: Sequence[tuple[int, str]]) -> None:
    """Write a copy anew with its marks (page from 1, key of the words), each page's in one line."""
    from pikepdf import Pdf

    lines = {
        page: " · ".join(say(native.language, key) for _, key in keys)
        for page, keys in groupby(sorted(dict.fromkeys(marks), key=itemgetter(0)), itemgetter(0))
    }
    face = typeface.subset(frozenset("".join(lines.values())))
    places = _places(copy, {page: face.width(line, _SIZE) for page, line in lines.items()})
    with Pdf.open(copy, allow_overwriting_input=True) as pdf:
        _forget(pdf)
        forms = _forms(pdf, face, list(dict.fromkeys(lines.values())))
        for number, line in lines.items():
            _write(pdf.pages[number - 1], forms[line], places[number])
        save(pdf, copy)


def _forget(pdf: Pdf) -> None:
    """Take out what another program's writing brought along: its name, the day, and names that are made up anew."""
    for holder, key in ((pdf.trailer, "/Info"), (pdf.trailer, "/ID"), (pdf.Root, "/Metadata")):
        if key in holder:
            del holder[key]
    for page in pdf.pages:
        resources = page.obj.get("/Resources", None)
        drawn = resources.get("/XObject", None) if resources is not None else None
        keys = drawn.keys() if drawn is not None else ()
        if made_up := [key for key in keys if key.startswith(_MADE_UP)]:
            _rename(page, drawn, made_up)


def _rename(page: Page, drawn: Any, made_up: Sequence[str]) -> None:
    """Give what a page draws under made-up names plain ones, in its content too."""
    page.contents_coalesce()
    content = page.obj.Contents.read_bytes()
    for number, key in enumerate(made_up):
        name = f"{_MADE_UP}{number}"
        content = content.replace(f"{key} ".encode(), f"{name} ".encode())
        drawn[name] = drawn[key]
        del drawn[key]
    page.obj.Contents.write(content)


def _places(copy: Path, widths: dict[int, float]) -> dict[int, float]:
    """Return how high above the foot of each page the line stands; below 0 where the page has to be drawn smaller."""
    with picture.drawn(copy) as pdf:
        return {page: _foot(pdf, page - 1, width) for page, width in widths.items()}


def _foot(pdf: object, index: int, width: float) -> float:
    across, height = picture.extent(pdf, index)
    right = min(spots.EDGE_X + width, across - spots.EDGE_X)
    drawn = picture.small(pdf, index)
    for foot in (spots.EDGE_Y, height - spots.EDGE_Y - _HEIGHT):
        if spots.is_free(drawn, (spots.EDGE_X, foot, right, foot + _HEIGHT), height):
            return foot
    return -1.0


def _forms(pdf: Pdf, face: Typeface, lines: Sequence[str]) -> dict[str, tuple[Stream, float]]:
    """Return each line as a form XObject from its lower left corner, and its width in points."""
    from pikepdf import Array, Dictionary, Name, Stream

    if not lines:
        return {}
    digest = hashlib.sha256("".join(lines).encode()).digest()
    font = typeface.embed(pdf, face, "".join(chr(65 + byte % 26) for byte in digest[:6]))
    forms = {}
    for line in lines:
        width = face.width(line, _SIZE)
        drawn = b"%b BT /F %.1f Tf 0 %.1f Td %b Tj ET" % (_INK, _SIZE, _RISE, face.codes(line))
        form = Stream(pdf, drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, round(width, 3), _HEIGHT]))
        form.Resources = Dictionary(Font=Dictionary(F=font))
        forms[line] = (pdf.make_indirect(form), width)
    return forms


def _write(page: Page, line: tuple[Stream, float], foot: float) -> None:
    """Draw a line on a page, drawing the page smaller first where there is no room."""
    from pikepdf import Name

    form, width = line
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    before = b"q\n"
    if foot < 0:
        scale = (top - bottom - _BAND) / (top - bottom)
        before = b"q %.6f 0 0 %.6f %.3f %.3f cm\n" % (
            scale, scale, (1 - scale) * (left + right) / 2, (1 - scale) * top,
        )  # fmt: skip
        foot = spots.EDGE_Y
    narrow = min((right - left - 2 * spots.EDGE_X) / width, 1.0)
    name = page.add_resource(form, Name.XObject, Name(_NAME))
    drawn = b"\nQ q %.4f 0 0 1 %.3f %.3f cm %b Do Q" % (narrow, left + spots.EDGE_X, bottom + foot, str(name).encode())
    page.contents_add(before, prepend=True)
    page.contents_add(drawn)
