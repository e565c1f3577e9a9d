"""What an office file tells beside its pages: its properties, comments, marked changes, what is hidden; and its words.

Reads the parts of the container (ECMA-376, ISO/IEC 26300) without unpacking more than its limit; of the old binary
formats, the properties and every run of letters.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain
from typing import Any

from casefile.exhibits import metadata_doc, rtf, unprinted
from casefile.exhibits.metadata import Metadata, Reading, joined, listed, pairs
from casefile.exhibits.office_tree import attribute, every, local, text
from casefile.exhibits.pages import Native, NotShownError
from casefile.exhibits.words import say

_UNPACKED, _MEMBERS, _LARGEST = 200_000_000, 5000, 100_000_000
_BAD = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, KeyError, OSError)
_AUTHORS = ("creator", "initial-creator", "manager", "company")
_DATES = {
    "created": "created", "creation-date": "created", "modified": "modified", "date": "modified",
    "lastPrinted": "printed", "print-date": "printed",
}  # fmt: skip
_BREAKS = frozenset(("p", "h", "br", "tab", "si", "c", "row", "table-cell", "line-break", "comment"))
_INSIDE = re.compile(r"(?:embeddings/|media/.*\.(?:bin|emf)$|^Object [^/]*/content\.xml$|vbaProject|^Basic/.)")
_READ = (".xml", "workbook.xml.rels")
_RICH, _NOBODY = b"{\\rtf", "Unknown"
_CHANGED = re.compile(rb"\\(?:deleted|revised)(?![a-z0])")
_RUN_NARROW = re.compile(rb"[\x20-\x7e\xc0-\xff]{4,}")
_RUN_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01\x04]){4,}")


def read(native: Native) -> Reading:
    """Return the metadata and the words of an office file; raises NotShownError when it cannot be read."""
    content = _content(native)
    if not content.startswith(b"PK"):
        found = joined(_properties(content), _revised(content))
        return Reading(found, _letters(content), "\n".join((*found.comments, *(text for _, text in found.hidden))))
    try:
        trees, names = _opened(content)
    except _BAD:
        raise NotShownError(say(native.language, "broken")) from None
    found = joined(_metadata(trees, names), _beside(trees))
    words = "\n".join(_words(tree) for name, tree in trees.items() if _has_words(name))
    return Reading(found, words, unprinted.aside(trees), unprinted.beyond(trees))


def is_revised(native: Native) -> bool:
    """Tell whether an office file holds changes, comments or hidden parts that its pages do not show; no of one that
    cannot be read."""
    try:
        content = _content(native)
        found = _beside(_opened(content)[0]) if content.startswith(b"PK") else _revised(content)
    except (*_BAD, NotShownError):
        return False
    return found != Metadata()


def has_changes(content: bytes) -> bool:
    """Tell whether rich text, or an old Word file, has changes marked."""
    is_rich = content.lstrip().startswith(_RICH)
    return bool(_CHANGED.search(content) if is_rich else _revised(content).tracked)


def _content(native: Native) -> bytes:
    if native.path.stat().st_size > _LARGEST:
        raise NotShownError(say(native.language, "too-long", most=_LARGEST // 1_000_000))
    return native.path.read_bytes()


def _opened(content: bytes) -> tuple[Mapping[str, Any], list[str]]:
    """Return the parts of a container as trees, and the names of all."""
    parts, names = _parts(content)
    return {name: tree for name, part in parts.items() if (tree := _xml(part)) is not None}, names


def _parts(content: bytes) -> tuple[Mapping[str, bytes], list[str]]:
    """Return the XML parts of a container, and the names of all; raises ValueError when it would unpack to too much."""
    with zipfile.ZipFile(BytesIO(content)) as container:
        members = container.infolist()
        if len(members) > _MEMBERS or sum(member.file_size for member in members) > _UNPACKED:
            raise ValueError("a container that would unpack to too much")
        read = {each.filename: container.read(each) for each in members if each.filename.endswith(_READ)}
    return read, [member.filename for member in members]


def _xml(part: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _has_words(name: str) -> bool:
    return name == "content.xml" or name.endswith("/content.xml") or name.partition("/")[0] in ("word", "xl", "ppt")


def _words(tree: Any) -> str:
    """Return a part's text, with a line for each paragraph and cell; a cell that only points to a text has none."""
    pieces: list[str] = []
    for element in tree.iter():
        name = local(element)
        points = name == "v" and element.getparent() is not None and attribute(element.getparent(), "t") == "s"
        if name in _BREAKS:
            pieces.append("\n")
        if element.text and not points:
            pieces.append(str(element.text))
        if element.tail:
            pieces.append(str(element.tail))
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(pieces)).strip()


def _metadata(trees: Mapping[str, Any], names: list[str]) -> Metadata:
    about = [tree for name, tree in trees.items() if name.startswith("docProps/") or name == "meta.xml"]
    is_open = "meta.xml" in trees  # OpenDocument calls the last author creator, Office the first
    told = [(local(each), text(each)) for tree in about for each in tree.iter() if not len(each)]
    last = "creator" if is_open else "lastModifiedBy"
    return Metadata(
        authors=listed(
            [*(value for name, value in told if name.lower() in _AUTHORS and name != (last if is_open else "")),
             *(attribute(each, "author") for each in every(trees.values(), "comment"))]
        ),
        last_modified_by=listed(value for name, value in told if name == last),
        software=listed(value for name, value in told if name in ("Application", "generator")),
        dates=pairs((_DATES[name], value) for name, value in told if name in _DATES),
        comments=listed(value for name, value in told if name in ("description", "keywords", "subject")),
        embedded=listed(name for name in names if _INSIDE.search(name)),
    )  # fmt: skip


def _beside(trees: Mapping[str, Any]) -> Metadata:
    """What somebody wrote into the file and its pages do not show."""
    return Metadata(
        comments=listed(text(each) for each in every(trees.values(), "comment", "annotation")),
        tracked=listed(_changed_by(trees)),
        hidden=pairs(_hidden(trees)),
    )


def _changed_by(trees: Mapping[str, Any]) -> Iterator[str]:
    """Yield who made the changes that are still marked."""
    parts = [tree for name, tree in trees.items() if name.startswith("word/")]
    yield from (attribute(each, "author") for each in every(parts, "ins", "del", "moveFrom", "moveTo"))
    for change in every(trees.values(), "change-info"):
        yield from (text(each) for each in change.iter() if local(each) == "creator")


def _hidden(trees: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("sheet", attribute(each, "name")) for each in unprinted.hidden_sheets(trees))
    for name, tree in trees.items():
        if name.startswith("xl/worksheets/"):
            sheet = name.rpartition("/")[2].removesuffix(".xml")
            columns = [each for each in every([tree], "col") if attribute(each, "hidden") in ("1", "true")]
            rows = [each for each in every([tree], "row") if attribute(each, "hidden") in ("1", "true")]
            yield from (("column", f"{sheet} {attribute(c, 'min')}–{attribute(c, 'max')}") for c in columns)
            yield from (("row", f"{sheet} {attribute(row, 'r')}") for row in rows)
    yield from (("text", said) for each in unprinted.hidden(trees) if (said := text(each)))
    for each in every(trees.values(), "table-row", "table-column"):
        if attribute(each, "visibility") == "collapse":
            yield local(each).removeprefix("table-"), attribute(each, "name") or "?"


def _revised(content: bytes) -> Metadata:
    """What rich text, or an old binary file, holds beside its pages."""
    try:
        if content.lstrip().startswith(_RICH):
            return _asides(content)
        from olefile import OleFileIO

        with OleFileIO(BytesIO(content)) as compound:
            return metadata_doc.beside(compound)
    except (*_BAD, ImportError, TypeError, IndexError):
        return Metadata()


def _asides(content: bytes) -> Metadata:
    found = rtf.asides(content)
    changed_by = [each.rstrip(";") for line in found.get("revtbl", ()) for each in line.split(";")]
    return Metadata(
        comments=listed(found.get("annotation", ())),
        tracked=listed([each for each in changed_by if each != _NOBODY] or ["?"]) if _CHANGED.search(content) else (),
        hidden=pairs(("text", line) for kind in ("v", "deleted") for line in found.get(kind, ())),
    )


def _letters(content: bytes) -> str:
    """Return the words of rich text with all that stands beside its pages, or the runs of letters of an old binary
    file: enough to find a word in."""
    if content.lstrip().startswith(_RICH):
        try:
            return "\n".join((rtf.said(content).plain, *chain.from_iterable(rtf.asides(content).values())))
        except ValueError:
            return ""
    wide = (run[0].decode("utf-16-le", errors="replace") for run in _RUN_WIDE.finditer(content))
    narrow = (run[0].decode("cp1252", errors="replace") for run in _RUN_NARROW.finditer(content))
    return "\n".join((*wide, *narrow))


def _properties(content: bytes) -> Metadata:
    try:
        from olefile import OleFileIO
    except ImportError:
        return Metadata()
    try:
        with OleFileIO(BytesIO(content)) as compound:
            told = compound.get_metadata()
    except (*_BAD, TypeError, IndexError):
        return Metadata()
    return Metadata(
        authors=listed([_plain(told.author), _plain(told.company), _plain(told.manager)]),
        last_modified_by=listed([_plain(told.last_saved_by)]),
        software=listed([_plain(told.creating_application)]),
        dates=pairs(
            [("created", told.create_time), ("modified", told.last_saved_time), ("printed", told.last_printed)]
        ),
        comments=listed([_plain(told.comments), _plain(told.subject), _plain(told.keywords)]),
    )


def _plain(value: object) -> object:
    return value.decode("utf-8", errors="replace") if isinstance(value, bytes) else value
