"""What a page has programs read in place of what it shows (ISO 32000-1, 14.9.3 to 14.9.5): it comes along when words
are copied or searched for, and nobody sees it.

Ligatures, hyphens and letters that a font does not name are told so, too: that is its purpose, and stays. Runs in the
child.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile.exhibits import picture

if TYPE_CHECKING:
    from pikepdf import Page

_PICTURE = "/Alt"
_KEYS = ("/ActualText", _PICTURE, "/E")
_MARKS = (b"/ActualText", b"/Alt")
_MARKING = ("BDC", "DP")
_DEEPEST = 8
_LEAST = 3  # letters and digits of a page
_LETTERS_OF_ONE = 3  # that one glyph without a name of its own may stand for
# What the library says of malformed objects comes in all these kinds.
_MALFORMED = (RuntimeError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError)


def differing(file: Path) -> Mapping[int, str]:
    """Return by the index of their page the words that programs read where others are shown; none of what cannot be
    read."""
    from pikepdf import PasswordError, Pdf, PdfError

    try:
        with Pdf.open(file, suppress_warnings=True) as pdf:
            found = [index for index, page in enumerate(pdf.pages) if _has_any(page)]
            beside = {index: leave_out(pdf.pages[index]) for index in found}
            bare = BytesIO()
            if found:
                pdf.save(bare)
            with picture.drawn(file) as told:
                before = {index: picture.text(told, index) for index in found}
    except (PasswordError, PdfError, picture.UndrawableError, *_MALFORMED):
        return {}
    after = _texts(bare.getvalue(), found)
    words = {index: _differing(before[index], after.get(index, ""), beside[index]) for index in found}
    return {index: told for index, told in words.items() if told}


def leave_out(page: Page) -> list[str]:
    """Take it out of what a page draws, which is drawn as before, and return what stood there in place of pictures."""
    from pikepdf import Stream, parse_content_stream, unparse_content_stream

    told: list[str] = []
    for holder in _holders(page):
        if not _marks(holder):
            continue
        instructions = list(parse_content_stream(holder))
        for listed in (*_inline(instructions), *_properties(holder)):
            told += [str(listed[_PICTURE])] if _PICTURE in listed else []
            for key in _KEYS:
                if key in listed:
                    del listed[key]
        content = unparse_content_stream(instructions)
        if isinstance(holder, Stream):
            holder.write(content)
        else:
            page.contents_coalesce()
            holder.Contents.write(content)
    return told


def _differing(before: str, after: str, beside: list[str]) -> str:
    known = _letters(after)
    pictures = [each for each in beside if len(_letters(each)) >= _LEAST and _letters(each) not in known]
    return " ".join((_beyond(before, after), *pictures)).strip()


def _texts(content: bytes, found: list[int]) -> Mapping[int, str]:
    import pypdfium2 as pdfium

    if not found:
        return {}
    try:
        with pdfium.PdfDocument(content) as pdf:
            return {index: picture.text(pdf, index) for index in found}
    except (pdfium.PdfiumError, ValueError):
        return {}


def _has_any(page: Page) -> bool:
    return any(_marks(holder) for holder in _holders(page))


def _marks(holder: Any) -> bool:
    """Tell whether what draws names such words, in its content or in its lists."""
    content = _content(holder)
    return any(mark in content for mark in _MARKS) or any(key in each for each in _properties(holder) for key in _KEYS)


def _content(holder: Any) -> bytes:
    from pikepdf import Array, PdfError, Stream

    told = holder if isinstance(holder, Stream) else holder.get("/Contents", None)
    parts = list(told) if isinstance(told, Array) else [told]
    try:
        return b"\n".join(part.read_bytes() for part in parts if isinstance(part, Stream))
    except PdfError:
        return b""


def _inline(instructions: list[Any]) -> Iterator[Any]:
    """Yield the lists that stand in the content itself."""
    from pikepdf import Dictionary

    for each in instructions:
        operands = each.operands
        if str(each.operator) in _MARKING and len(operands) > 1 and isinstance(operands[1], Dictionary):
            yield operands[1]


def _properties(holder: Any) -> Iterator[Any]:
    from pikepdf import Dictionary

    resources = holder.get("/Resources", None)
    named = resources.get("/Properties", None) if isinstance(resources, Dictionary) else None
    yield from (each for _, each in named.items() if isinstance(each, Dictionary)) if named is not None else ()


def _holders(page: Page) -> Iterator[Any]:
    """Yield the page and the drawings in it, each once."""
    from pikepdf import Dictionary, Stream

    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(page.obj, _DEEPEST)]
    while waiting:
        holder, depth = waiting.pop()
        yield holder
        resources = holder.get("/Resources", None)
        drawn = resources.get("/XObject", None) if isinstance(resources, Dictionary) else None
        for _, each in drawn.items() if isinstance(drawn, Dictionary) and depth else ():
            if isinstance(each, Stream) and each.get("/Subtype", None) == "/Form" and each.objgen not in seen:
                seen.add(each.objgen)
                waiting.append((each, depth - 1))


def _beyond(before: str, after: str) -> str:
    """Return the words of one text that are not in another, but for ligatures, hyphens, spaces and what cannot be read
    in the other."""
    if _letters(before) == _letters(after):
        return ""
    left = Counter(map(_letters, after.split()))
    found = []
    for word in before.split():
        if left[_letters(word)]:
            left[_letters(word)] -= 1
        else:
            found.append(word)
    count = len(_letters("".join(found)))
    unnamed = sum(map(_is_unnamed, after))
    return " ".join(found) if count >= _LEAST and count > unnamed * _LETTERS_OF_ONE else ""


def _is_unnamed(letter: str) -> bool:
    return letter == "\ufffd" or (not letter.isspace() and unicodedata.category(letter) in ("Cc", "Co", "Cn"))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
