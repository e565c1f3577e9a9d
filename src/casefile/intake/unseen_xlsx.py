"""What of a worksheet is not shown: the sheet itself, or rows and columns of it (ISO 29500-1, 18.2.19 and 18.3.1)."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casefile.intake.package import Package, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ON = frozenset({"1", "true"})
_NONE = frozenset({"0", "0.0"})
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True)
class Unseen:
    """The rows and columns of a sheet that are not shown, by their numbers from 1."""

    rows: frozenset[int]
    columns: tuple[range, ...]

    def row(self, number: int) -> bool:
        """Whether a row is not shown."""
        return number in self.rows

    def column(self, number: int) -> bool:
        """Whether a column is not shown."""
        return any(number in each for each in self.columns)


def unseen(package: Package, sheets: int, rows: int) -> Mapping[str, Unseen]:
    """What is not shown of each of so many first sheets, in so many first rows, by the sheet's title."""
    if not {_BOOK, _LINKS} <= package.parts.keys():
        return {}
    targets = {link.get("Id"): str(link.get("Target", "")) for link in package.xml(_LINKS)}
    found = [each for each in package.xml(_BOOK).iter() if local(each) == "sheet"][:sheets]
    parts = {str(each.get("name")): _part(targets.get(_link(each), "")) for each in found}
    return {name: _of(package.parts[part], rows) for name, part in parts.items() if part in package.parts}


def _link(sheet: Element) -> str:
    return next((str(each) for key, each in sheet.items() if str(key).endswith("}id")), "")


def _part(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _of(sheet: bytes, most: int) -> Unseen:
    rows: set[int] = set()
    columns: list[range] = []
    number = 0
    for element in _elements(sheet):
        match local(element):
            case "col" if _is_hidden(element, "width"):
                columns.append(range(_number(element, "min"), _number(element, "max") + 1))
            case "row":
                number = _number(element, "r") or number + 1
                if _is_hidden(element, "ht"):
                    rows.add(number)
        if number >= most:
            break
    return Unseen(frozenset(rows), tuple(columns))


def _elements(sheet: bytes) -> Iterator[Any]:
    """The elements as they begin; what is behind is let go, for a sheet may be long."""
    from lxml import etree

    options = {"resolve_entities": False, "load_dtd": False, "no_network": True}
    for event, element in etree.iterparse(io.BytesIO(sheet), events=("start", "end"), **options):
        if event == "start":
            yield element
        elif local(element) == "row":
            element.clear()


def _is_hidden(element: Element, size: str) -> bool:
    """Whether a row or a column is marked as hidden, or has no size."""
    return element.get("hidden") in _ON or element.get(size) in _NONE


def _number(element: Element, name: str) -> int:
    said = str(element.get(name, ""))
    return int(said[:8]) if said.isdecimal() else 0
