"""A sheet as Markdown that a person reads and `markdown.read` reads back. Knows blocks and the frame, no file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.render.blocks import (
    Align,
    Block,
    Box,
    Break,
    Code,
    Facts,
    Heading,
    Inline,
    Inlines,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
)  # fmt: skip
from casefile.render.sheet import Sheet

_SPECIAL = re.compile(r"([\\`*_\[\]<~|]|&(?=[#\w]))")
_OPENING = re.compile(r"^([ \t]*\d*)((?<=\d)[.)](?=\s|$)|(?<!\d)[#>+:-](?=\s|-|:|$))", re.MULTILINE)
_MARKS = {"left": "---", "right": "---:", "center": ":---:"}


def draw(sheet: Sheet) -> str:
    """The sheet's words in reading order: sender, recipient, date, references, title, body."""
    frame = sheet.frame
    groups = [
        [frame.banner],
        [*frame.sender, *frame.contact],
        list(frame.recipient),
        [frame.place_date, *(f"{label} {value}".strip() for label, value in frame.references)],
    ]
    head = [paragraph for lines in groups if (paragraph := "\\\n".join(_plain(line) for line in lines if line))]
    return "\n\n".join([*head, f"# {_plain(sheet.title)}", *_blocks(sheet.body)]) + "\n"


def _plain(words: str) -> str:
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", words))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield _block(block)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_line(block.content)}"
        case Paragraph():
            return _line(block.content)
        case Items():
            return _items(block)
        case Table():
            return _table(block)
        case Facts():
            return "\n\n".join(f"{_line(term)}\n: {_indented(_blocks(blocks), 2)}" for term, blocks in block.rows)
        case Quote():
            return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_blocks(block.blocks)).split("\n"))
        case Code():
            return f"```\n{block.text}\n```"
        case Rule():
            return "---"
        case Box():
            name = f"{block.name} {block.number}" if block.number else block.name
            inside = "\n\n".join(_blocks(block.blocks))
            return f"::: {name}\n{inside}\n:::" if inside else f"::: {name}\n:::"


def _indented(parts: Iterator[str], by: int) -> str:
    return ("\n\n".join(parts)).replace("\n", "\n" + " " * by).replace("\n" + " " * by + "\n", "\n\n")


def _items(block: Items) -> str:
    rows = []
    for number, item in enumerate(block.items, block.start or 0):
        mark = "-" if block.start is None else f"{number}."
        rows.append(f"{mark} {_indented(_blocks(item), len(mark) + 1)}")
    return ("\n" if block.tight else "\n\n").join(rows)


def _table(block: Table) -> str:
    aligns: list[Align] = list(block.aligns)
    rows = [block.head, *block.rows, *block.totals]
    lines = ["| " + " | ".join(_line(cell, " ") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + "|".join(_MARKS[align] for align in aligns) + "|")
    table = "\n".join(lines)
    if not block.widths:
        return table
    return f"::: widths {' '.join(map(str, block.widths))}\n{table}\n:::"


def _line(content: Inlines, turn: str = "\\\n") -> str:
    return "".join(_inline(each, turn) for each in content)


def _inline(each: Inline, turn: str) -> str:
    match each:
        case Break():
            return turn
        case Picture():
            return f"![{_plain(each.alt)}](asset:{each.name})"
        case Run():
            return _run(each)


def _run(run: Run) -> str:
    words = f"`{run.text}`" if run.code else _plain(run.text)
    inner = words.strip()
    if not inner:
        return words
    for wanted, mark in ((run.struck, "~~"), (run.emphasis, "*"), (run.strong, "**")):
        inner = f"{mark}{inner}{mark}" if wanted else inner
    if run.href:
        inner = f"[{inner}]({run.href})"
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return before + inner + after
