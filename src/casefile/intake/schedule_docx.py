"""The tables of a Word file as whoever returns it sees them.

What was inserted under change tracking is there; what was deleted, and words that are hidden, are not. Works on the
XML, so that no odd part of the file stands in the way (ISO 29500-1, 17).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from casefile.intake.grid import Cell, Returned, Row
from casefile.intake.package import Package, damaged, local
from casefile.intake.unseen_docx import Hiding, hiding, is_hidden_row, property_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GONE = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tcPr"})
_COLUMNS = 64
_WORDS = re.compile(r"word/[^/]+\.xml")


def returned(package: Package) -> Returned:
    """Its tables. CaseError when it has no text at all."""
    body, hides = package.xml(_main(package)), hiding(package)
    tables = tuple(tuple(_rows(table, number, hides)) for number, table in enumerate(_outermost(body, "tbl"), 1))
    parts = (package.xml(name) for name in package.parts if _WORDS.fullmatch(name))
    words = "\n".join(_text(paragraph, hides) for part in parts for paragraph in _outermost(part, "p"))
    notes = [package.xml(name) for name in package.parts if name.endswith("/comments.xml")]
    comments = [note for note in notes if _text(note, hides).strip()]
    return Returned(package.name, tables, words, ("comments",) if comments else ())


def _main(package: Package) -> str:
    """The part that holds the text: Word calls it document.xml or, after editing online, document2.xml."""
    for relation in package.xml("_rels/.rels") if "_rels/.rels" in package.parts else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise damaged(package.name)


def _outermost(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name which lie in no other of that name, and are not deleted."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) not in _GONE:
            yield from _outermost(child, name)


def _rows(table: Element, number: int, hides: Hiding) -> Iterator[Row]:
    for place, row in enumerate(_outermost(table, "tr"), 1):
        if not _is_deleted(row):
            yield _row(row, f"row {place} of table {number}", hides)


def _is_deleted(row: Element) -> bool:
    return any(local(mark) == "del" for child in row if local(child) == "trPr" for mark in child)


def _row(row: Element, place: str, hides: Hiding) -> Row:
    """A row's cells by the columns of its table: a cell over several leaves the others empty."""
    cells: list[Cell] = []
    hidden = place if is_hidden_row(row) else ""

    def skip(count: int) -> None:
        cells.extend(Cell(place) for _ in range(min(count, _COLUMNS - len(cells))))

    skip(_number(row, "trPr", "gridBefore"))
    for cell in _outermost(row, "tc"):
        text, unseen = (_text(cell, hides, unseen=each).strip() for each in (False, True))
        where = f"{place}, column {len(cells) + 1}"
        cells.append(Cell(where, "" if _goes_on(cell) else text, unseen=unseen, hidden=hidden))
        skip(_number(cell, "tcPr", "gridSpan") - 1)
    return tuple(cells[:_COLUMNS])


def _number(element: Element, properties: str, name: str) -> int:
    found = value(property_of(element, properties, name))
    return int(found[:4]) if found.isdecimal() else 0


def _goes_on(cell: Element) -> bool:
    """Whether a cell continues the one above it, merged."""
    merged = property_of(cell, "tcPr", "vMerge")
    return merged is not None and value(merged) != "restart"


def _text(element: Element, hides: Hiding, *, unseen: bool = False) -> str:
    """The words that are shown, or those that are not."""
    in_hidden = local(element) == "p" and hides.paragraph(element)
    return "".join(_pieces(element, hides, unseen=unseen, in_hidden=in_hidden)).removesuffix("\n")


def _pieces(element: Element, hides: Hiding, *, unseen: bool, in_hidden: bool) -> Iterator[str]:
    for child in element:
        match local(child):
            case "t":
                yield child.text or ""
            case "tab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "p":
                yield from _pieces(child, hides, unseen=unseen, in_hidden=hides.paragraph(child))
                yield "\n"
            case "r" if hides.run(child, paragraph=in_hidden) is not unseen:
                pass
            case name if name not in _GONE:
                yield from _pieces(child, hides, unseen=unseen, in_hidden=in_hidden)
