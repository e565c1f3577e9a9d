"""Conditions and loops of a Word template that end in another kind of place than they began, and rows that lose words.

docxtpl takes the paragraph, row or cell round a `{%p … %}`, `{%tr … %}` or `{%tc … %}` away and leaves the bare tag. A
loop from a paragraph to a row so begins before a table and ends within it: filled, it gives none, or half of one. Reads
the XML of one part, and fills nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from casefile.errors import Problem, Source
from casefile.render.template_syntax import INNER, OPENING, is_short

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{%[-+]?(?:(p|tr|tc|r)\s)?\s*(\w+)(.*?)[-+]?%\}", re.DOTALL)
_WHOLE: Mapping[str, str] = {"tr": "row", "tc": "cell"}
_LONGEST = 80  # letters of a paragraph that are quoted
# where a tag of each kind stands, and what must hold both ends of a loop of them
_PLACES: Mapping[str, tuple[str, str]] = {
    "": ("a line of text", "cell, text box or part of the text"),
    "r": ("a line of text, as {%r … %}", "cell, text box or part of the text"),
    "p": ("a paragraph", "cell, text box or part of the text"),
    "tc": ("a table cell", "table row"),
    "tr": ("a table row", "table"),
}


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as it is written, its first word, what it takes the place of, and the element that holds that."""

    written: str
    word: str
    rest: str
    kind: str
    holder: Any
    paragraph: str


def problems(document: bytes, origin: str) -> Iterator[Problem]:
    """What of a part's tags would lose words or tear a table when they are filled, each with its paragraph or row."""
    try:
        root = parse_xml(document)
    except SyntaxError:  # lxml's; what is no XML is told when the file is opened
        return
    yield from _beside(root, origin)
    still: list[_Tag] = []
    for tag in _tags(root):
        if tag.word in OPENING and not is_short(tag.word, f"{tag.word}{tag.rest}"):
            still.append(tag)
        elif tag.word in INNER or tag.word[3:] in OPENING:
            if not still:
                return  # tags that do not pair are told as in every template
            yield from _crossing(still[-1], tag, origin)
            if tag.word not in INNER:
                still.pop()


def _crossing(begun: _Tag, tag: _Tag, origin: str) -> Iterator[Problem]:
    (first, holder), (last, _) = _PLACES[begun.kind], _PLACES[tag.kind]
    if begun.kind != tag.kind:
        how = f"begins in {first} and ends in {last}" if tag.word not in INNER else f"goes from {first} on to {last}"
    elif begun.holder is not tag.holder:
        how = f"begins in one {holder} and ends in another"
    else:
        return
    hint = "begin and end it in paragraphs of their own ({%p … %}), or in rows of one table ({%tr … %})"
    message = f"'{begun.written}' {how}, in the paragraph '{tag.paragraph[:_LONGEST]}'"
    yield Problem(message, Source(origin), hint, "template")


def _beside(root: Any, origin: str) -> Iterator[Problem]:
    """Words beside a tag that its row or cell is given up for."""
    for kind, what in _WHOLE.items():
        for element in root.iter(qn(f"w:{kind}")):
            words = "".join(_words(element)).strip()
            placed = re.search(rf"\{{[%#][-+]?{kind}\s", words)
            if placed and re.sub(r"\{%.*?%\}|\{#.*?#\}", "", words, count=1, flags=re.DOTALL).strip():
                message = f"{{%{kind} … %}} does not stand alone in its {what}, in the {what} '{words[:_LONGEST]}'"
                hint = f"give it a {what} of its own, which goes when it is filled; the words stand in the next one"
                yield Problem(message, Source(origin), hint, "template")


def _tags(root: Any) -> Iterator[_Tag]:
    for paragraph in root.iter(qn("w:p")):
        words = _COMMENT.sub("", "".join(_own_words(paragraph)))
        for found in _TAG.finditer(words):
            kind = found[1] or ""
            holder = _around(paragraph, kind).getparent() if kind in _WHOLE else paragraph.getparent()
            yield _Tag(found[0], found[2], found[3], kind, holder, words.strip())


def _around(paragraph: Any, kind: str) -> Any:
    """The row or cell that a paragraph stands in; itself where it stands in none, which is told of its own."""
    return next(paragraph.iterancestors(qn(f"w:{kind}")), paragraph)


def _words(element: Any) -> Iterator[str]:
    yield from (each.text or "" for each in element.iter(qn("w:t")))


def _own_words(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph without those of a text box in it, which are paragraphs of their own."""
    for each in paragraph.iter(qn("w:t")):
        if next(each.iterancestors(qn("w:p"))) is paragraph:
            yield each.text or ""
