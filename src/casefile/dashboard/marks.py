"""The dashboard's HTML: escaping, tables, links, and what stands round every page. Knows no case.

Whatever comes from outside goes through `text`: control and bidirectional characters are spelled out, and nothing in it
is markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from urllib.parse import quote

from casefile.render.literal import visible

# Style and script are files beside the pages: `file:` lets a browser take them from the disk, too. Nothing else is
# asked for, nothing else is run, and nothing is sent.
_RULES = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round a page: its language, titles and words, the `up` that leads from it to the site's folder, and
    the parts that it lists, as (id, heading)."""

    language: str
    site: str
    title: str
    under: str
    ours: str
    skip: str
    foot: str
    contents: str
    parts: Sequence[tuple[str, str]] = ()
    up: str = ""
    back: str = ""


def text(value: str) -> str:
    """A value as the text of an element or of an attribute in double quotes."""
    return escape(visible(value))


_LONG = 60
"""The characters from which on a name may take more than two lines of a telephone."""


def clamped(value: str) -> str:
    """The attributes of an element whose text is so long that two lines are shown of it, the whole on pointing at it;
    nothing for what is short."""
    return f' class="long" title="{text(value)}"' if len(value) > _LONG else ""


def name(value: str) -> str:
    """A name, which may be written in either direction and be of any length."""
    return f"<bdi{clamped(value)}>{text(value)}</bdi>"


def link(address: str, words: str, *, more: str = "") -> str:
    """A link; both are plain values, `more` further attributes as they stand."""
    return f'<a href="{escape(quote(address, errors="surrogateescape"))}"{more}>{text(words)}</a>'


def table(caption: str, heads: Sequence[tuple[str, str]], rows: Iterable[str], *, kind: str = "") -> str:
    """A table with its caption and heads, each as (words, class); the rows as they stand."""
    cells = "".join(f'<th scope="col"{classed(name)}>{text(words)}</th>' for words, name in heads)
    return (
        f"<table{classed(kind)}><caption>{text(caption)}</caption><thead><tr>{cells}</tr></thead>\n"
        f"<tbody>{''.join(rows)}</tbody></table>\n"
    )


def row(head: str, cells: Iterable[tuple[str, str]]) -> str:
    """A row: its head and its cells, as they stand, each cell with its class."""
    told = "".join(f"<td{classed(name)}>{inside}</td>" for inside, name in cells)
    return f'<tr><th scope="row">{head}</th>{told}</tr>\n'


def classed(name: str) -> str:
    """The attribute of a class; nothing for none."""
    return f' class="{name}"' if name else ""


def section(name: str, heading: str, inside: str) -> str:
    """A part of a page, a landmark that is called as its heading is."""
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{text(heading)}</h2>\n{inside}</section>\n'


def note(words: str) -> str:
    """A line of small print; nothing for none."""
    return f'<p class="note">{text(words)}</p>\n' if words else ""


_AT_ONCE = 50
"""How many lines more are shown each time."""


def folded(items: Sequence[str], shown: int, more: str, tag: str = "ol") -> str:
    """A list whose first items are shown, the others so many at a time when they are asked for; `more` takes the count
    of all that are not shown yet."""
    return _folded(items, 0, shown, more, tag)


def _folded(items: Sequence[str], before: int, shown: int, more: str, tag: str) -> str:
    start = f' start="{before + 1}"' if before and tag == "ol" else ""
    made, rest = f"<{tag}{start}>\n{''.join(items[:shown])}</{tag}>\n", items[shown:]
    if rest:
        inside = _folded(rest, before + shown, _AT_ONCE, more, tag)
        made += f"<details><summary>{text(more.format(count=len(rest)))}</summary>{inside}</details>\n"
    return made


def page(frame: Frame, body: str) -> bytes:
    """A whole page."""
    listed = "".join(f'<li><a href="#{name}">{text(words)}</a></li>' for name, words in frame.parts)
    nav = f'<nav class="contents" aria-label="{text(frame.contents)}"><ul>{listed}</ul></nav>\n' if listed else ""
    back = f'<p class="back"><a href="{frame.up}index.html#cases">← {text(frame.back)}</a></p>\n' if frame.back else ""
    titled = frame.title if frame.title == frame.site else f"{frame.title} · {frame.site}"
    return f"""<!DOCTYPE html>
<html lang="{frame.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_RULES}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>{text(titled)}</title>
<link rel="stylesheet" href="{frame.up}style.css">
<script src="{frame.up}script.js" defer></script>
</head>
<body>
<a class="skip" href="#main">{text(frame.skip)}</a>
<p class="ours" role="note">{text(frame.ours)}</p>
<header>
{back}<h1 dir="auto"{clamped(frame.title)}>{text(frame.title)}</h1>
<p>{frame.under}</p>
</header>
{nav}<main id="main" tabindex="-1">
{body}</main>
<footer><p>{text(frame.foot)}</p></footer>
</body>
</html>
""".encode()


@cache
def part(name: str) -> bytes:
    """A file that lies beside the pages: style.css, script.js."""
    return resources.files("casefile.dashboard").joinpath("browser", name).read_bytes()
