"""What must not be in a Word template: macros, references to other files, tags that are split or out of place.

Looks at the file alone, before anything is filled. Knows Word's parts, not what a template names.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

from casefile.errors import Problem, Source
from casefile.render.docx_fields import refused

_RELATION = re.compile(r"<Relationship\b[^>]*>")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")
_TABLE = re.compile(r"<w:tbl[ >]")
_PRINTED = re.compile(r"\{\{-?(p|r|tr|tc)\s([^}]*)\}\}")
_PLACED = re.compile(r"\{[%#]-?(p|tr|tc)\s")
_ALONE = re.compile(r"\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}", re.DOTALL)
_FILLED = re.compile(r"word/(document|(header|footer)\d*)\.xml")
_LARGEST = 50_000_000  # bytes unpacked; a letterhead has a hundredth of it
_ACTIVE = ("vbaProject", "activeX", "oleObject", "/embeddings/", "attachedTemplate")


def check(content: bytes, origin: str) -> tuple[Problem, ...]:
    """The problems of a Word template as a file; none when it may be filled."""
    return package(content, origin) or tags(content, origin)


def package(content: bytes, origin: str) -> tuple[Problem, ...]:
    """What of a file as a whole keeps it from being opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(member.file_size for member in packed.infolist()) > _LARGEST:
                return (Problem("the Word template is too large", Source(origin), rule="template"),)
            return tuple(_parts(packed, origin))
    except zipfile.BadZipFile:
        return (Problem("the Word template cannot be read", Source(origin), "save it as .docx", "template"),)


def tags(content: bytes, origin: str) -> tuple[Problem, ...]:
    """The tags of a file that can be opened which are not whole, or out of place."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return tuple(_tags(packed, origin))


def _parts(packed: zipfile.ZipFile, origin: str) -> Iterator[Problem]:
    names = packed.namelist()
    if "word/document.xml" not in names:
        yield Problem("the file is no Word document", Source(origin), "save it as .docx", "template")
        return
    for name in names:
        if any(each.lower() in name.lower() for each in _ACTIVE):
            yield Problem(f"the Word template holds {name}", Source(origin), "save it without macros", "template")
        if name.endswith(".rels"):
            yield from _references(packed.read(name).decode("utf-8", "replace"), origin)
        if name.startswith("word/") and name.endswith(".xml"):
            for field in refused(packed.read(name).decode("utf-8", "replace")):
                hint = "put what it shows inside the file, or write a tag for it"
                yield Problem(f"the Word template holds {field}", Source(origin), hint, "template")


def _tags(packed: zipfile.ZipFile, origin: str) -> Iterator[Problem]:
    from casefile.render import docx_reach

    for name in sorted(filter(_FILLED.fullmatch, packed.namelist())):
        document = packed.read(name).decode("utf-8", "replace")
        yield from _split_tags(document, origin)
        misplaced = (*_misplaced_tags(document, origin),)
        yield from misplaced or docx_reach.problems(packed.read(name), origin)


def _references(relations: str, origin: str) -> Iterator[Problem]:
    for relation in _RELATION.findall(relations):
        if 'TargetMode="External"' in relation and not re.search(r'Type="[^"]*/hyperlink"', relation):
            target = re.search(r'Target="([^"]*)"', relation)
            words = target[1] if target else "another file"
            yield Problem(f"the Word template refers to {words}", Source(origin), "put it inside the file", "template")


def _split_tags(document: str, origin: str) -> Iterator[Problem]:
    """A brace pair that is whole as text but broken up by formatting in a way docxtpl does not mend."""
    for paragraph in _PARAGRAPH.findall(document):
        words = _TAG.sub("", paragraph)
        if sum(words.count(mark) for mark in _MARKS[::2]) != sum(words.count(mark) for mark in _MARKS[1::2]):
            yield Problem(
                f"a tag is not closed in the paragraph '{words.strip()[:80]}'", Source(origin), rule="template"
            )


def _misplaced_tags(document: str, origin: str) -> Iterator[Problem]:
    """Tags for a whole paragraph, row, cell or run that docxtpl would not read, or that would take words with them."""
    for found in _PARAGRAPH.finditer(document):
        words = html.unescape(_TAG.sub("", found[0])).strip()
        before = document[: found.start()]
        in_table = len(_TABLE.findall(before)) > before.count("</w:tbl>")
        for message, hint in _misread(words, in_table=in_table):
            yield Problem(f"{message}, in the paragraph '{words[:80]}'", Source(origin), hint, "template")


def _misread(words: str, *, in_table: bool) -> Iterator[tuple[str, str]]:
    for place, inner in _PRINTED.findall(words):
        yield (
            f"'{{{{{place} … }}}}' is no tag for a value",
            f"write {{{{ {inner.strip() or place} }}}}: it prints in the look of the text round it",
        )
    for place in _PLACED.findall(words):
        if place in ("tr", "tc") and not in_table:
            what = "row" if place == "tr" else "cell"
            yield f"{{%{place} … %}} stands outside a table", f"put it in a {what} of a table, or write {{%p … %}}"
        elif place == "p" and not _ALONE.fullmatch(words):
            yield "{%p … %} does not stand alone", "give it a paragraph of its own, or write {% … %}"


def leftovers(content: bytes, origin: str) -> Iterator[Problem]:
    """A weakness for each paragraph of a filled template that still shows a tag."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for paragraph in _PARAGRAPH.findall(packed.read("word/document.xml").decode("utf-8", "replace")):
            words = html.unescape(_TAG.sub("", paragraph)).strip()
            if any(mark in words for mark in _MARKS):
                message = f"a tag is left when it is filled, in the paragraph '{words[:80]}'"
                hint = "write the tag again in one go, without formatting in the middle of it"
                yield Problem(message, Source(origin), hint, "template", "weakness")
