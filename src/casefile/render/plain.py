"""A sheet as plain text, for the mail programs and readers that show nothing else. Knows the blocks, no e-mail.

Lines are not wrapped: the program that shows them does. What only paper has is left out: address, page, pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefile.render.blocks import (
    Align,
    Block,
    Box,
    Break,
    Code,
    Facts,
    Heading,
    Inlines,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
    plain,
)  # fmt: skip
from casefile.render.sheet import Frame, Sheet

_WIDEST = 76  # columns of a table that is set with spaces; RFC 5322, 2.1.1 wants lines of 78
_RULE = "-" * 40
_WRITTEN = {"http", "https", "mailto", "tel"}


def draw(sheet: Sheet) -> str:
    """The sheet's words in reading order, then the sender's details under the mark of a signature (RFC 3676, 4.3)."""
    parts = [*filter(None, (sheet.frame.banner,)), *_blocks(sheet.body)]
    under = "\n".join(foot(sheet.frame))
    return "\n\n".join([*parts, f"-- \n{under}" if under else ""]).rstrip("\n") + "\n"


def foot(frame: Frame) -> tuple[str, ...]:
    """What a letterhead says round a letter, in lines: who writes, how to reach them, references, registers."""
    name, *address = frame.sender or ("",)
    lines = (
        name,
        ", ".join(address),
        " · ".join(frame.contact),
        *(f"{label}: {value}" for label, value in frame.references if label),  # the others are remarks on a posted one
        " · ".join(frame.details),
    )
    return tuple(line for line in lines if line)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        text = _block(block)
        if text.strip():
            yield text


def _block(block: Block) -> str:
    match block:
        case Heading():
            words = line(block.content)
            return f"{words}\n{'-' * min(len(words), len(_RULE))}"
        case Paragraph():
            return line(block.content)
        case Items():
            return _items(block)
        case Table():
            return _table(block)
        case Facts():
            return "\n".join(_fact(line(term), tuple(_blocks(blocks))) for term, blocks in block.rows)
        case Quote():
            return _indented("\n\n".join(_blocks(block.blocks)), "> ", "> ")
        case Code():
            return block.text
        case Rule():
            return _RULE
        case Box():
            return _box(block)


def _fact(term: str, parts: tuple[str, ...]) -> str:
    if len(parts) == 1 and "\n" not in parts[0]:
        return f"{term}: {parts[0]}"
    return "\n".join([f"{term}:", *(_indented(part, "  ", "  ") for part in parts)])


def _indented(text: str, first: str, rest: str) -> str:
    return "\n".join(f"{first if not at else rest}{each}".rstrip() for at, each in enumerate(text.split("\n")))


def _items(block: Items) -> str:
    rows = []
    for number, item in enumerate(block.items, block.start or 0):
        mark = "- " if block.start is None else f"{number}. "
        rows.append(_indented("\n".join(_blocks(item)), mark, " " * len(mark)))
    return ("\n" if block.tight else "\n\n").join(rows)


def _box(block: Box) -> str:
    if block.name == "lines":
        return "\n\n".join([_RULE] * block.number)
    if block.name == "signatures":
        items = (item for each in block.blocks if isinstance(each, Items) for item in each.items)
        return "\n\n".join("\n".join(_blocks(item)) for item in items)
    return "\n\n".join(_blocks(block.blocks))


def _table(block: Table) -> str:
    head, *rows = ([line(cell).replace("\n", " ") for cell in row] for row in (block.head, *block.rows, *block.totals))
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > _WIDEST:
        if len(head) == 2:
            return "\n".join(f"- {': '.join(filter(None, row))}" for row in rows)
        return "\n\n".join(_record(head, row) for row in rows)
    drawn = [_columns(row, widths, block.aligns) for row in (head, *rows)]
    rule = "  ".join("-" * width for width in widths)
    last = len(drawn) - len(block.totals)
    return "\n".join([drawn[0], rule, *drawn[1:last], *([rule, *drawn[last:]] if block.totals else [])])


def _columns(row: Sequence[str], widths: Sequence[int], aligns: Sequence[Align]) -> str:
    cells = (
        cell.rjust(width) if align == "right" else cell.center(width) if align == "center" else cell.ljust(width)
        for cell, width, align in zip(row, widths, aligns, strict=True)
    )
    return "  ".join(cells).rstrip()


def _record(head: Sequence[str], row: Sequence[str]) -> str:
    """A row of a table too wide for columns: a line a cell, each after its column's name."""
    named = zip(head, row, strict=True)
    return "\n".join(f"{name}: {cell}" if name else cell for name, cell in named if cell)


def line(content: Inlines) -> str:
    """A line of text; a link's address stands behind its words, unless they are the address."""
    parts = []
    for at, each in enumerate(content):
        match each:
            case Break():
                parts.append("\n")
            case Picture():
                pass
            case Run():
                parts.append(each.text)
                ends = at + 1 == len(content) or getattr(content[at + 1], "href", "") != each.href
                if ends and each.href.partition(":")[0] in _WRITTEN and each.href not in _linked(content, at):
                    parts.append(f" <{each.href}>")
    return "".join(parts).strip()


def _linked(content: Inlines, at: int) -> str:
    """The words of the link that ends at a place."""
    href, start = getattr(content[at], "href", ""), at
    while start and getattr(content[start - 1], "href", "") == href:
        start -= 1
    return plain(content[start : at + 1])
