"""The text inside a Markdown block: looks, links and pictures. Which addresses a link may have is decided here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from casefile.errors import CaseError, Problem, Source
from casefile.render.blocks import Break, Inline, Picture, Run
from casefile.render.literal import restore

if TYPE_CHECKING:
    from markdown_it.token import Token

_SCHEMES = re.compile(r"(https?://|mailto:|tel:|#|exhibit:)", re.IGNORECASE)
# A section sign or number sign never ends a line, nor does the code it is of (BGB § 288): what people write with a
# plain space is held together, too. Hyphens stay as they are: one that cannot break is found by no search for INV-1043.
_BOUND = re.compile(r"(?<=[§№]) (?=\w)|(?<=[A-ZА-Я]{2}) (?=§)")


def spans(tokens: list[Token], at: Source, problems: list[Problem]) -> Iterator[Inline]:
    """The inlines of a block's tokens, values put back; a link that may not be is left out and goes to `problems`."""
    look = Run("")
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                yield from _lines(token.content, look)
            case "code_inline":
                yield from _lines(token.content, replace(look, code=True))
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield Break()
            case "image":
                yield _picture(token, at)
            case _:
                look = _turned(look, token, at, problems)


def held(inlines: Iterable[Inline], short_words: str) -> Iterator[Inline]:
    """The inlines with each one-letter word that is among `short_words` held to what follows, on the next line of the
    source, too."""
    if not short_words:
        yield from inlines
        return
    short = re.compile(rf"(?<![\w-])([{short_words}]) (?=\S|$)", re.IGNORECASE)
    last = re.compile(rf"(?<![\w-])[{short_words}]$", re.IGNORECASE)
    before = ""
    for each in inlines:
        if not isinstance(each, Run) or each.code:
            before = ""
            yield each
            continue
        text = short.sub("\\1\N{NO-BREAK SPACE}", each.text)
        if last.search(before) and text.startswith(" "):
            text = f"\N{NO-BREAK SPACE}{text[1:]}"
        before = text
        yield replace(each, text=text)


def _turned(look: Run, token: Token, at: Source, problems: list[Problem]) -> Run:
    """The look of text after a token that opens or closes one."""
    match token.type.rpartition("_")[0]:
        case "link":
            return replace(look, href=_address(str(token.attrs["href"]), at, problems) if token.nesting == 1 else "")
        case "strong":
            return replace(look, strong=token.nesting == 1)
        case "em":
            return replace(look, emphasis=token.nesting == 1)
        case "s":
            return replace(look, struck=token.nesting == 1)
    raise AssertionError(f"the parser gave text of an unknown kind: {token.type}")


def _lines(content: str, look: Run) -> Iterator[Inline]:
    for number, line in enumerate(restore(content).split("\n")):
        if number:
            yield Break()
        if line:
            yield replace(look, text=line if look.code else _BOUND.sub("\N{NO-BREAK SPACE}", line))


def _picture(token: Token, at: Source) -> Picture:
    address = restore(str(token.attrs["src"]))
    if not address.startswith("asset:"):
        raise CaseError(
            Problem(f"the picture '{address}' is not an asset", at, "write ![what it shows](asset:name)", "markdown")
        )
    return Picture(address.removeprefix("asset:"), restore(token.content))


def _address(address: str, at: Source, problems: list[Problem]) -> str:
    from mdurl import encode

    address = restore(address).strip()
    if not _SCHEMES.match(address):
        problems.append(
            Problem(
                f"the link to '{address}' was left out", at, "links go to http, https, mailto or tel", "link", "warning"
            )
        )
        return ""
    return encode(address)
