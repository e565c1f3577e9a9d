"""The words of an office file that its pages do not show: notes, what changes took out, hidden runs, rows and sheets,
the notes of slides; and those that stand in its parts beside the text.

Knows trees (ECMA-376, ISO/IEC 26300), no container.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from casefile.exhibits.office_tree import attribute, every, local, text

_NOTED = ("comment", "annotation", "threadedComment")
_TAKEN_OUT = ("delText", "delInstrText", "instrText", "moveFrom", "deletion")
_DESCRIBED = ("descr", "title")
_NO = ("0", "false")
_YES = ("1", "true")


def aside(trees: Mapping[str, Any]) -> str:
    """Return those of the words of an office file that its pages do not show."""
    found = [text(each) for each in every(trees.values(), *_NOTED, *_TAKEN_OUT)]
    found += [text(each) for each in hidden(trees)]
    found += [text(tree) for name, tree in trees.items() if name.startswith("ppt/comments/") or _is_off(name, tree)]
    return "\n".join((*found, *_cells(trees)))


def beyond(trees: Mapping[str, Any]) -> str:
    """Return what else is written in its parts: properties, descriptions of pictures, data that programs keep."""
    found = [text(tree) for name, tree in trees.items() if name.startswith(("docProps/", "customXml/"))]
    found += [text(tree) for name, tree in trees.items() if name == "meta.xml"]
    described = (each for each in every(trees.values(), "docPr", "cNvPr"))
    found += [attribute(each, key) for each in described for key in _DESCRIBED]
    found += [attribute(each, "val") for each in every(trees.values(), "docVar")]
    return "\n".join(filter(None, found))


def hidden(trees: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the runs and paragraphs that are hidden."""
    for run in every(trees.values(), "r"):
        if any(local(each) == "vanish" and attribute(each, "val") not in _NO for each in run.iter()):
            yield run
    yield from every(trees.values(), "hidden-text", "hidden-paragraph")
    yield from _not_displayed(trees)


def hidden_sheets(trees: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the sheets that are hidden: where a workbook lists them, or in OpenDocument themselves."""
    if (workbook := trees.get("xl/workbook.xml")) is not None:
        yield from (s for s in every([workbook], "sheet") if attribute(s, "state") in ("hidden", "veryHidden"))
    if (content := trees.get("content.xml")) is not None:
        styles = {
            attribute(style, "name")
            for style in every([content], "style")
            if any(attribute(each, "display") == "false" for each in every([style], "table-properties"))
        }
        yield from (t for t in every([content], "table") if styles and attribute(t, "style-name") in styles)


def _not_displayed(trees: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what OpenDocument's own style hides (ISO/IEC 26300-1, 20.334)."""
    parts = [tree for name, tree in trees.items() if name in ("content.xml", "styles.xml")]
    hiding = {
        attribute(style, "name")
        for style in every(parts, "style")
        if any(attribute(each, "display") == "none" for each in every([style], "text-properties"))
    }
    if hiding:
        yield from (each for each in every(parts, "span", "p", "h") if attribute(each, "style-name") in hiding)


def _is_off(name: str, tree: Any) -> bool:
    """Tell whether a part is a slide that is not shown, or the notes of one."""
    is_slide = name.startswith("ppt/slides/slide")
    return name.startswith("ppt/notesSlides/") or (is_slide and attribute(tree, "show") in _NO)


def _cells(trees: Mapping[str, Any]) -> Iterator[str]:
    """Yield what stands in hidden sheets, rows and columns."""
    yield from (text(each) for each in hidden_sheets(trees) if local(each) == "table")
    folded = (each for each in every(trees.values(), "table-row") if attribute(each, "visibility") == "collapse")
    yield from map(text, folded)
    strings = [text(each) for each in every(_named(trees, "xl/sharedStrings.xml"), "si")]
    off = set(_hidden_parts(trees))
    for name, tree in trees.items():
        if name.startswith("xl/worksheets/sheet"):
            columns = [(int(attribute(c, "min") or 0), int(attribute(c, "max") or 0)) for c in _off(tree, "col")]
            rows = {attribute(row, "r") for row in _off(tree, "row")}
            for cell in every([tree], "c"):
                place = attribute(cell, "r")
                number = _column(place)
                if name in off or place.lstrip(_LETTERS) in rows or any(a <= number <= b for a, b in columns):
                    yield _said(cell, strings)


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _off(tree: Any, kind: str) -> Iterator[Any]:
    yield from (each for each in every([tree], kind) if attribute(each, "hidden") in _YES)


def _hidden_parts(trees: Mapping[str, Any]) -> Iterator[str]:
    """Yield the parts that are the hidden sheets of a workbook."""
    ids = {value for sheet in hidden_sheets(trees) for key, value in sheet.attrib.items() if key.endswith("}id")}
    for each in every(_named(trees, "xl/_rels/workbook.xml.rels"), "Relationship"):
        if attribute(each, "Id") in ids:
            yield posixpath.normpath(posixpath.join("xl", attribute(each, "Target"))).lstrip("/")


def _named(trees: Mapping[str, Any], name: str) -> Collection[Any]:
    return [trees[name]] if name in trees else []


def _column(place: str) -> int:
    """Return the number of the column that a cell such as AB12 stands in."""
    number = 0
    for letter in place:
        if letter in _LETTERS:
            number = number * len(_LETTERS) + _LETTERS.index(letter) + 1
    return number


def _said(cell: Any, strings: list[str]) -> str:
    """Return what a cell says, by number where it stands among the strings that all sheets share."""
    if attribute(cell, "t") != "s":
        return text(cell)
    number = "".join(text(each) for each in every([cell], "v"))
    return strings[int(number)] if number.isdigit() and int(number) < len(strings) else ""
