"""What a document's body is made of: the few kinds of block and inline text that every backend draws.

The one form between Markdown and PDF, Word, HTML and plain text, so that all of them say the same. Values only: no
parsing, no drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; `href` makes it a link (http, https, mailto, tel, `#anchor`, `exhibit:E07/3`)."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    struck: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A named asset set in the text; `alt` is what it shows, in words."""

    name: str
    alt: str


Inline: TypeAlias = Run | Break | Picture
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body, level 1 (Markdown's `##`) to 5; the document's title stands above them."""

    level: int
    content: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is its first number when it is numbered, else None. `tight` lists set no space between items."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: head, rows, and the total rows at its foot. `widths` are percent, or empty for widths by content."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    totals: tuple[tuple[Inlines, ...], ...]
    aligns: tuple[Align, ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of a term and what is to be said of it."""

    rows: tuple[tuple[Inlines, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose lines and spaces stay as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline across the page."""


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks under one of the names of `markdown.BOXES`; `number` is its argument, 0 when it has none."""

    name: str
    blocks: tuple[Block, ...]
    number: int = 0


Block: TypeAlias = Heading | Paragraph | Items | Table | Facts | Quote | Code | Rule | Box


def with_pictures_apart(box: Box) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The paragraphs of a box that are pictures and nothing else, and its other blocks."""

    def is_picture(block: Block) -> bool:
        return isinstance(block, Paragraph) and all(isinstance(each, Picture) for each in block.content)

    return tuple(filter(is_picture, box.blocks)), tuple(block for block in box.blocks if not is_picture(block))


def with_closing_kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` with each row of signatures kept on one page with the two paragraphs before it and the small print after
    it: no page holds nothing but a signature."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if _is_box(block, "signatures"):
            lead = 0
            while lead < min(2, len(result)) and isinstance(result[-1 - lead], Paragraph):
                lead += 1
            start = len(result) - lead
            result[start:] = [Box("keep", (*result[start:], block))]
        elif (
            _is_box(block, "small") and isinstance(last, Box) and last.blocks and _is_box(last.blocks[-1], "signatures")
        ):
            result[-1] = Box("keep", (*last.blocks, block))
        else:
            result.append(block)
    return tuple(result)


def _is_box(block: Block, name: str) -> bool:
    return isinstance(block, Box) and block.name == name


def plain(content: Inlines) -> str:
    """The words of a line, without their look; a picture gives nothing."""
    return "".join(_words(inline) for inline in content)


def _words(inline: Inline) -> str:
    if isinstance(inline, Run):
        return inline.text
    return "\n" if isinstance(inline, Break) else ""


def label_columns(row: tuple[Inlines, ...]) -> int:
    """How many columns the first cell of a row of totals runs across: its own, and the empty ones before a figure."""
    figures = [column for column, cell in enumerate(row) if cell and column]
    return figures[0] if row[0] and figures else 1


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table of `blocks` in reading order, those in boxes too."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, (Box, Quote)):
            yield from tables(block.blocks)


def inlines(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Every inline of `blocks` in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from block.content
            case Table():
                yield from (each for row in (block.head, *block.rows, *block.totals) for cell in row for each in cell)
            case Items():
                yield from (each for item in block.items for each in inlines(item))
            case Facts():
                yield from (each for term, facts in block.rows for each in (*term, *inlines(facts)))
            case Quote() | Box():
                yield from inlines(block.blocks)
            case Code():
                yield Run(block.text, code=True)
            case Rule():
                pass
