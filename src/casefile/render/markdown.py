"""Markdown to blocks: the dialect of our templates, read once for every backend.

CommonMark with pipe tables and definition lists; no HTML, no indented code, no underlined headings. The title is the
template's subject, so `##` is the first heading of the text. On top of it, fences `::: name` … `:::` from BOXES, which
nest. A table's last rows whose first filled cell is bold are its totals. Knows neither templates nor pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from casefile.errors import CaseError, Problem, Source
from casefile.render.blocks import (
    Align,
    Block,
    Box,
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
from casefile.render.fences import fences
from casefile.render.literal import restore
from casefile.render.markdown_spans import held, spans

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode


# name: what it does (the reference page prints this table)
BOXES = {
    "keep": "kept together on one page",
    "small": "small print",
    "right": "set at the right margin",
    "center": "centred",
    "large": "set large, in the middle of the page: a slip sheet",
    "note": "set off between two hairlines",
    "form": "a table with rules round its cells, to be filled in",
    "landscape": "on pages of their own, turned to landscape",
    "page-break": "what follows starts a new page",
    "widths": "`::: widths 40 20 20 20`: the column widths of the table inside, in percent",
    "beside": "the pictures inside stand at the right of the rest",
    "signatures": "each item of the list inside is a signature block with a line to sign on",
    "lines": "`::: lines 3`: empty lines to write on",
}
_NUMBERS = re.compile(r"\d{1,3}( \d{1,3})*")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Where the text stands, for problems; `line` is the file's line of the text's first line, `short_words` are the
    one-letter words of its language that end no line."""

    file: str
    line: int
    problems: list[Problem]
    short_words: str = ""

    def at(self, node: SyntaxTreeNode) -> Source:
        start = node.map[0] if node.map else 0
        return Source(self.file, self.line + start)

    def refuse(self, node: SyntaxTreeNode, message: str, hint: str = "") -> CaseError:
        return CaseError(Problem(message, self.at(node), hint, "markdown"))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin

    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    parser.disable(["code", "lheading", "reference", "html_block", "html_inline"])
    deflist_plugin(parser)
    fences(parser)
    # addresses are checked and cleaned when read (`_address`), once values are back in them
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]  # see above
    parser.validateLink = bool  # type: ignore[method-assign,assignment]  # see above
    return parser


def read(
    text: str, file: str = "text", line: int = 1, short_words: str = ""
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks of a Markdown text, with protected values put back, and warnings (a link that was not kept).

    `file` and `line` say where the text begins; words of one letter that are among `short_words` are held to the word
    behind them. CaseError for a fence with an unknown name or wrong argument.
    """
    from markdown_it.tree import SyntaxTreeNode

    reader = _Reader(file, line, [], short_words)
    tree = SyntaxTreeNode(_parser().parse(text))
    return tuple(_blocks(tree.children, reader)), tuple(reader.problems)


def _blocks(nodes: Iterable[SyntaxTreeNode], reader: _Reader) -> Iterator[Block]:
    for node in nodes:
        yield from _block(node, reader)


def _block(node: SyntaxTreeNode, reader: _Reader) -> Iterator[Block]:
    match node.type:
        case "paragraph":
            content = _content(node, reader)
            if any(isinstance(each, Picture) for each in content) or plain(content).strip():
                yield Paragraph(content)
        case "box":
            yield from _box(node, reader)
        case "hr":
            yield Rule()
        case "fence":
            yield Code(restore(node.content).rstrip("\n"))
        case kind:
            yield _WHOLE[kind](node, reader)


def _heading(node: SyntaxTreeNode, reader: _Reader) -> Heading:
    return Heading(max(int(node.tag[1]) - 1, 1), _content(node, reader))


def _quote(node: SyntaxTreeNode, reader: _Reader) -> Quote:
    return Quote(tuple(_blocks(node.children, reader)))


def _items(node: SyntaxTreeNode, reader: _Reader) -> Items:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    return Items(tuple(tuple(_blocks(item.children, reader)) for item in node.children), start, tight)


def _facts(node: SyntaxTreeNode, reader: _Reader) -> Facts:
    rows: list[tuple[Inlines, tuple[Block, ...]]] = []
    for child in node.children:
        if child.type == "dt":
            rows.append((_content(child, reader), ()))
        else:
            term, so_far = rows[-1]
            rows[-1] = (term, so_far + tuple(_blocks(child.children, reader)))
    return Facts(tuple(rows))


def _table(node: SyntaxTreeNode, reader: _Reader) -> Table:
    head = node.children[0].children[0].children
    body = node.children[1].children if len(node.children) > 1 else []
    rows = [tuple(_content(cell, reader) for cell in row.children) for row in body]
    count = len(rows)
    while count and _is_total(rows[count - 1]):
        count -= 1
    return Table(
        tuple(_content(cell, reader) for cell in head),
        tuple(rows[:count]),
        tuple(rows[count:]),
        tuple(_align(cell) for cell in head),
    )


def _align(cell: SyntaxTreeNode) -> Align:
    style = str(cell.attrs.get("style", ""))
    if style.endswith("right"):
        return "right"
    return "center" if style.endswith("center") else "left"


def _is_total(row: tuple[Inlines, ...]) -> bool:
    first = next((cell for cell in row if plain(cell).strip()), ())
    return bool(first) and all(inline.strong for inline in first if isinstance(inline, Run))


def _box(node: SyntaxTreeNode, reader: _Reader) -> Iterator[Block]:
    name, _, argument = restore(node.info).strip().partition(" ")
    if not name:
        left_open = node.markup == "open"
        raise reader.refuse(node, "this fence is never closed" if left_open else "this ':::' closes no fence")
    if name not in BOXES:
        close = get_close_matches(name, BOXES, 1)
        hint = f"did you mean '{close[0]}'?" if close else f"one of {', '.join(BOXES)}"
        raise reader.refuse(node, f"there is no fence '::: {name}'", hint)
    if (name in ("widths", "lines")) != bool(argument) or (argument and not _NUMBERS.fullmatch(argument.strip())):
        raise reader.refuse(node, f"'::: {name} {argument}' is not how this fence is written", BOXES[name])
    blocks = tuple(_blocks(node.children, reader))
    numbers = tuple(int(each) for each in argument.split())
    if name == "widths":
        yield from (_widened(block, numbers, node, reader) for block in blocks)
    else:
        yield Box(name, blocks, numbers[0] if numbers else 0)


def _widened(block: Block, widths: tuple[int, ...], node: SyntaxTreeNode, reader: _Reader) -> Block:
    if not isinstance(block, Table):
        return block
    if len(widths) != len(block.head) or sum(widths) != 100:
        raise reader.refuse(node, f"the table has {len(block.head)} columns", "give each a width; they add up to 100")
    return replace(block, widths=widths)


_WHOLE: Mapping[str, Callable[[SyntaxTreeNode, _Reader], Block]] = {
    "heading": _heading,
    "bullet_list": _items,
    "ordered_list": _items,
    "table": _table,
    "dl": _facts,
    "blockquote": _quote,
}


def _content(node: SyntaxTreeNode, reader: _Reader) -> Inlines:
    tokens = [child for each in node.children if each.type == "inline" for child in each.to_tokens()[0].children or ()]
    return tuple(held(spans(tokens, reader.at(node), reader.problems), reader.short_words))
