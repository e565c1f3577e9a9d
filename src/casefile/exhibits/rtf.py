"""The words of rich text (RTF 1.9.1), and the HTML or plain text that was put into it (MS-OXRTFEX). Runs nothing,
opens no object.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

_LONGEST = 20_000_000
_TOKEN = re.compile(
    rb"\\bin(?P<bin>\d+) ?|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|\\|[\r\n]+",
    re.DOTALL,
)
_HEAD = 1000
_KINDS = {b"\\fromhtml": "html", b"\\fromtext": "text"}
_LETTERS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—", "emspace": "\u2003",
    "enspace": "\u2002", "~": "\u00a0", "_": "\u2011", "-": "", "{": "{", "}": "}", "\\": "\\", "\r": "\n", "\n": "\n",
}  # fmt: skip
_SILENT = frozenset((
    "colortbl", "stylesheet", "info", "pict", "object", "objdata", "header", "footer", "headerl", "headerr", "footerl",
    "footerr", "filetbl", "revtbl", "listtable", "listoverridetable", "generator", "themedata", "datastore", "xmlnstbl",
    "mhtmltag", "fldinst",
))  # fmt: skip
_RESET = frozenset(("v", "deleted"))  # by \\plain
_ASIDES = _RESET | {"annotation", "revtbl"}
_CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""The encodings of fonts by their numbers (RTF 1.9.1, \\fcharset); others have the document's own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What rich text says: its `html` where HTML was put into it, else its words."""

    plain: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces: nothing is shown, HTML said twice, a tag, the font, what \\u is followed by, and
    what it is that stands beside the pages."""

    silent: bool = False
    twice: bool = False
    tag: bool = False
    fonts: bool = False
    font: int = -1
    skipped: int = 1
    aside: str = ""


@dataclass(slots=True)
class _Page:
    """What was read so far; `raw` are letters that are not decoded yet, `asides` what no page shows, by kind."""

    kind: str
    codepage: str = "cp1252"
    charsets: dict[int, str] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    asides: dict[str, list[str]] = field(default_factory=dict)

    def put(self, group: _Group, letters: str) -> None:
        (self.asides.setdefault(group.aside, []) if group.aside else self.out).append(letters)

    def flush(self, group: _Group) -> None:
        if self.raw:
            encoding = self.codepage if group.tag else self.charsets.get(group.font, self.codepage)
            self.put(group, self.raw.decode(encoding, errors="replace"))
            self.raw.clear()

    def leave(self, group: _Group, then: _Group) -> None:
        self.flush(group)
        if group.aside and group.aside != then.aside:
            self.put(group, "\n")


def said(content: bytes) -> Said:
    """Return what rich text says. Raises ValueError when it is none, or too long."""
    if not content.lstrip().startswith(b"{\\rtf") or len(content) > _LONGEST:
        raise ValueError("no rich text")
    head = content[:_HEAD]
    kind = next((kind for mark, kind in _KINDS.items() if mark in head), "rich")
    text = _joined("".join(_read(content, _Page(kind)))).replace("\0", "")
    return Said(html=text) if kind == "html" else Said(text.strip())


def asides(content: bytes) -> Mapping[str, Sequence[str]]:
    """Return what rich text holds and no page shows, by kind: `annotation` (notes), `v` (hidden), `deleted` (by a
    change that is still marked), and `revtbl`, who made such changes. Raises ValueError when it is none or too long."""
    said(content[:_HEAD])
    if len(content) > _LONGEST:
        raise ValueError("no rich text")
    page = _Page("aside")
    _read(content, page)
    lines = {kind: _joined("".join(letters)).replace("\0", "").splitlines() for kind, letters in page.asides.items()}
    return {kind: tuple(line.strip() for line in found if line.strip()) for kind, found in lines.items()}


def _read(content: bytes, page: _Page) -> list[str]:
    groups, group, skip, behind = [], _Group(), 0, 0
    starred = False
    for token in _TOKEN.finditer(content):
        if token.start() < behind:
            continue
        if token["bin"]:
            behind = token.end() + int(token["bin"][:9])
        elif token["brace"] == b"{":
            page.flush(group)
            groups.append(group)
            skip = 0
        elif token["brace"]:
            before = groups.pop() if groups else _Group()
            page.leave(group, before)
            group = before
            skip = 0
        elif token["word"] or token["sign"] not in (None, b"*"):
            word = (token["word"] or token["sign"]).decode("latin-1")
            number = int(token["number"]) if token["number"] else None
            if skip and word in _LETTERS:
                skip -= 1
                continue
            changed = _changed(group, word, number, page, starred=starred)
            if changed != group:
                page.leave(group, changed)
                group = changed
            skip = _put(page, group, word, number, skip)
        elif token["hex"] or token["text"]:
            letters = bytes.fromhex(token["hex"].decode()) if token["hex"] else token["text"]
            letters, skip = letters[skip:], max(0, skip - len(letters))
            _letters(page, group, letters)
        starred = token["sign"] == b"*"
    page.flush(group)
    return page.out


def _changed(group: _Group, word: str, number: int | None, page: _Page, *, starred: bool) -> _Group:
    """Return what holds after a control word."""
    if word == "htmltag":
        return replace(group, tag=page.kind == "html", silent=page.kind != "html")
    if page.kind == "aside" and word in _ASIDES:
        return replace(group, aside=word if number != 0 else "", silent=False)
    if word == "fonttbl":
        return replace(group, fonts=True, silent=True)
    if starred or word in _SILENT:
        return replace(group, silent=True)
    if word == "htmlrtf":
        return replace(group, twice=number != 0)
    if word in ("f", "deff"):
        return replace(group, font=number or 0)
    if word == "uc":
        return replace(group, skipped=min(max(number or 0, 0), 99))
    if word == "plain":
        return replace(group, font=-1, aside="" if group.aside in _RESET else group.aside)
    return group


def _put(page: _Page, group: _Group, word: str, number: int | None, skip: int) -> int:
    """Write down what a control word stands for, and return how many letters after it are to be skipped."""
    if word == "ansicpg" and number:
        page.codepage = _known(f"cp{number}" if number != 65001 else "utf-8", page.codepage)
    elif word == "fcharset" and group.fonts and number in _CHARSETS:
        page.charsets[group.font] = _known(_CHARSETS[number], page.codepage)
    elif word == "u" and number is not None:
        page.flush(group)
        _letters(page, group, chr(number % 0x10000))
        return group.skipped
    elif word in _LETTERS:
        page.flush(group)
        _letters(page, group, _LETTERS[word])
    return skip


def _letters(page: _Page, group: _Group, letters: bytes | str) -> None:
    if group.silent or (group.twice and page.kind != "rich" and not group.tag):
        return
    if isinstance(letters, bytes):
        page.raw += letters
    else:
        page.put(group, letters)


def _joined(text: str) -> str:
    """Return text in which the halves of a character (UTF-16's surrogates) are joined, and single ones marked."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")


def _known(encoding: str, other: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return other
    return encoding
