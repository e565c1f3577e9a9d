"""A text file becomes pages with numbered lines, exactly as it reads; its encoding is guessed where nothing tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casefile.case.decoding import Text, decoded
from casefile.exhibits import typeset
from casefile.exhibits.pages import Made, Native, NotShownError
from casefile.exhibits.words import say

_LONGEST = 20_000_000


def convert(native: Native, out: Path) -> Made:
    """Write the lines of a text file to `out`; raises NotShownError when it is no text."""
    text = read(native)
    return listed(native, text, out)


def read(native: Native) -> Text:
    """Return a text file's text; raises NotShownError when it is empty, too long or no text."""
    if native.path.stat().st_size > _LONGEST:
        raise NotShownError(say(native.language, "too-long", most=_LONGEST // 1_000_000))
    text = decoded(native.path.read_bytes(), native.language)
    if text is None:
        raise NotShownError(say(native.language, "broken"))
    if not text.text.strip():
        raise NotShownError(say(native.language, "empty"))
    return text


def listed(native: Native, text: Text, out: Path, *, notes: Sequence[str] = ()) -> Made:
    """Typeset decoded text with numbered lines."""
    guessed = [say(native.language, "guessed", encoding=text.guessed)] if text.guessed else []
    body = typeset.headed(native) + typeset.numbered(lines(text.text))
    return typeset.made(native, body, out, notes=[*guessed, *notes])


def lines(text: str) -> list[str]:
    """Return text's lines by line feeds, returns and form feeds only: other separators are characters to be shown."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").removesuffix("\n").split("\n")
