"""The block rule for `::: name` … `:::` fences, which nest. Knows the parser, not what a name means.

Unlike the plugin there is for this, a fence inside a fence needs no longer marker, and one that is left open, or closed
twice, is found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

OPENING = re.compile(r":{3,}[ \t]*(\S.*)")
CLOSING = re.compile(r":{3,}[ \t]*")


def fences(parser: MarkdownIt) -> None:
    """Add the rule: a fence gives tokens `box_open` (its `info` the words after the colons) and `box_close`.

    A fence left open, and a closing line without a fence, give `box_open` with an empty `info` (`markup` says which).
    """
    parser.block.ruler.before("fence", "box", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    opening = OPENING.fullmatch(_line(state, start))
    if not opening and not CLOSING.fullmatch(_line(state, start)):
        return False
    if silent:
        return True
    close = _close(state, start, end) if opening else None
    token = state.push("box_open", "div", 1)
    token.block, token.map = True, [start, start + 1]
    token.info = opening[1] if opening and close is not None else ""
    token.markup = "open" if opening else "closed"
    if close is not None:
        _inside(state, start + 1, close)
    state.push("box_close", "div", -1).block = True
    state.line = start + 1 if close is None else close + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _close(state: StateBlock, start: int, end: int) -> int | None:
    depth = 1
    for number in range(start + 1, end):
        line = _line(state, number)
        if CLOSING.fullmatch(line):
            depth -= 1
        elif OPENING.fullmatch(line):
            depth += 1
        if not depth:
            return number
    return None


def _inside(state: StateBlock, first: int, close: int) -> None:
    kept_parent, kept_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", close
    state.md.block.tokenize(state, first, close)
    state.parentType, state.lineMax = kept_parent, kept_end
