"""The words of HTML as a reader sees them: what a browser sets on lines of its own stands on lines of its own here, and
nothing else parts two letters.

Reads tags one after the other (HTML, 13.2.5) and builds no tree, so that hostile nesting costs nothing. Knows no file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

LONGEST = 20_000_000
"""The most characters of HTML that are read."""

# A tag goes on to the first > outside the quotes of a value; one without an end goes on to the end of the text.
_REST = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|))*+(?:>|\Z)"""
_MARKUP = re.compile(rf"<!--(?:.*?-->|.*\Z)|</?([a-zA-Z][^\s/>]*+){_REST}|<[!?/][^>]*+(?:>|\Z)", re.DOTALL)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CELL, _LINE, _PARAGRAPH = "\t", "\n", "\n\n"
_PARTS: Mapping[str, str] = {
    **dict.fromkeys(("td", "th"), _CELL),
    **dict.fromkeys(
        ("address", "article", "aside", "body", "br", "caption", "center", "dd", "details", "dir", "div", "dt",
         "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "menu",
         "nav", "optgroup", "option", "section", "select", "summary", "tbody", "textarea", "tfoot", "thead", "tr"),
        _LINE,
    ),
    **dict.fromkeys(
        ("blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"), _PARAGRAPH
    ),
}  # fmt: skip
"""What parts words where an element begins or ends."""
_UNSEEN = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("iframe", "noscript", "object", "script", "style", "template", "title")
}
"""Elements whose content no reader sees, by what ends them."""
_TO_THE_END = ("iframe", "script", "style", "title")  # where nothing ends them


def words(html: str) -> str:
    """Return the words of HTML: blocks and rows on lines of their own, paragraphs with an empty line between, cells
    parted by a tab. Of what is longer than `LONGEST`, its beginning."""
    html = html[:LONGEST]
    said, at, endless = _Said(), 0, set[str]()  # of an element that nothing ends, it is asked once
    while found := _MARKUP.search(html, at):
        said.text(html[at : found.start()])
        at = found.end()
        name = (found[1] or "").lower()
        is_end = html.startswith("</", found.start())
        if not is_end and name in _UNSEEN and name not in endless:
            end = _UNSEEN[name].search(html, at)
            endless |= set() if end else {name}
            at = end.start() if end else len(html) if name in _TO_THE_END else at
        elif name:
            said.tag(name, is_end=is_end)
    said.text(html[at:])
    return said.whole()


class _Said:
    """The words so far, and what is to part them from the next."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._apart = ""
        self._pre = 0
        self._broken = False

    def tag(self, name: str, *, is_end: bool) -> None:
        """A tag: it may part what stands before it from what comes; a second line break in a row is an empty line."""
        apart = _PARAGRAPH if name == "br" and self._broken else _PARTS.get(name, "")
        self._apart = max(self._apart, apart, key=_weight)
        self._broken = self._broken or name == "br"
        if name == "pre":
            self._pre = max(self._pre + (-1 if is_end else 1), 0)

    def text(self, source: str) -> None:
        """A piece of text as it stands in the source: its spaces and lines count in `pre` only."""
        said = _characters(source)
        said = said.replace("\r\n", "\n") if self._pre else _SPACES.sub(" ", said)
        if not said or (self._apart and not said.strip(" ")):
            return
        if not self._pre and (self._apart or (self._pieces and self._pieces[-1].endswith(" "))):
            said = said.lstrip(" ")
        if self._apart and self._pieces:
            self._pieces[-1] = self._pieces[-1].rstrip(" ")
            self._pieces.append(self._apart)
        self._apart, self._broken = "", False
        self._pieces += [said] if said else []

    def whole(self) -> str:
        """All of them."""
        return "".join(self._pieces).strip()


def _weight(apart: str) -> int:
    return ("", _CELL, _LINE, _PARAGRAPH).index(apart)


def _characters(source: str) -> str:
    """Return text with its references resolved; as it stands where a number in one has more digits than are read."""
    try:
        return unescape(source) if "&" in source else source
    except ValueError:
        return source
