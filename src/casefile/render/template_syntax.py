"""What keeps a template's tags from being read, said in plain words at the tag that is to be mended. Fills nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from casefile.errors import Problem, Source

if TYPE_CHECKING:
    from jinja2 import TemplateSyntaxError

    from casefile.render.sandbox import Room

_UNEXPECTED = re.compile(r"unexpected char .(.+). at (\d+)")
_UNKNOWN = re.compile(r"Encountered unknown tag '(\w+)'")
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_END = re.compile(r"[%}]\}")
_STRAIGHT = ('"', "'")
_CURLY = "„“”‟‘’‚‛«»‹›"
_DASHES = "‐‑‒–—−"
OPENING = ("if", "for", "macro", "call", "filter", "set", "block", "with", "autoescape")
"""The first words of tags that have an end."""
INNER: Mapping[str, tuple[str, ...]] = {"elif": ("if",), "else": ("if", "for")}
"""The first words of tags that stand between the two, and between which."""
_TAGS = (*OPENING, *INNER, "include", "import", "from", "extends", "do", "raw")

Tag = tuple[str, str, int]
"""The first word of a tag, the tag as it is written, and its line."""


def fault(text: str, error: TemplateSyntaxError, room: Room, origin: str) -> Problem:
    """The problem that Jinja's error stands for."""
    found = _odd_letter(text, error) or _unpaired(text, error, room) or _unknown(error)
    message, hint, line = found or (f"the template cannot be read: {error.message}", "", error.lineno)
    return Problem(message, Source(origin, line), hint, "template")


def _odd_letter(text: str, error: TemplateSyntaxError) -> tuple[str, str, int] | None:
    found = _UNEXPECTED.fullmatch(error.message or "")
    if not found:
        return None
    letter, line = found[1], error.lineno
    # a text that begins straight and ends curly has no end: what is odd then is the straight quote
    rest = _END.split(text[int(found[2]) :], maxsplit=1)[0] if letter in _STRAIGHT else letter
    curly = next((each for each in rest if each in _CURLY), "")
    if curly:
        return f"a quote in a tag is curly: {curly}", f"write straight quotes: {' or '.join(_STRAIGHT)}", line
    if letter in _STRAIGHT:
        return "a text in a tag is not closed", f"close it with {letter}", line
    if letter in _DASHES:
        return f"a dash in a tag is too long: {letter}", "write -", line
    return f"'{letter}' cannot stand in a tag", "", line


def _unpaired(text: str, error: TemplateSyntaxError, room: Room) -> tuple[str, str, int] | None:
    """The tag that is left open, or the end that closes nothing, when that is what Jinja stumbled over."""
    if not (error.message or "").startswith(("Unexpected end of template", "Encountered unknown tag")):
        return None
    still: list[Tag] = []
    for word, tag, line in _tags(text, room):
        if word in OPENING and not is_short(word, tag):
            still.append((word, tag, line))
        elif word in INNER and not any(each[0] in INNER[word] for each in still):
            return f"'{tag}' stands in no condition", "begin it with {% if … %}", line
        elif word in INNER and still[-1][0] not in INNER[word]:
            return _open(still[-1], tag)
        elif word.startswith("end") and word[3:] in OPENING:
            if not still:
                return f"'{tag}' closes nothing", f"begin it with {{% {word[3:]} … %}}, or take it out", line
            if still[-1][0] != word[3:]:
                return _open(still[-1], tag)
            still.pop()
    return _open(still[-1]) if still else None


def _open(tag: Tag, before: str = "") -> tuple[str, str, int]:
    word, written, line = tag
    message = f"'{written}' is not closed" + (f" before '{before}'" if before else "")
    return message, f"write {{% end{word} %}} where it ends", line


def is_short(word: str, tag: str) -> bool:
    """Whether the tag is a `set` of one value, which has no end."""
    return word == "set" and "=" in _TEXT.sub("", tag.partition("|")[0])


def _tags(text: str, room: Room) -> Iterator[Tag]:
    """The tags of a template, in order, each with its first word."""
    from jinja2 import TemplateSyntaxError

    written: list[str] = []
    begun = 0
    try:
        for line, kind, value in room.lex(text):
            if kind == "block_begin":
                written, begun = [], line
            elif kind == "block_end":
                words = "".join(written).strip()
                yield (words.split(None, 1) or [""])[0], f"{{% {words} %}}", begun
            else:
                written.append(value)
    except TemplateSyntaxError:
        return  # a fault further on, which is not the one that is looked for


def _unknown(error: TemplateSyntaxError) -> tuple[str, str, int] | None:
    from casefile.render.sandbox import suggest

    found = _UNKNOWN.match(error.message or "")
    if not found:
        return None
    known = {*_TAGS, *(f"end{word}" for word in OPENING)}
    return f"there is no tag '{found[1]}'", suggest(found[1], known), error.lineno
