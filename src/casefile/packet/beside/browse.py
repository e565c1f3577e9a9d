"""The packet in a browser: one page with its index, the chronology, and a search over the text of every page.

Asks for nothing outside itself and runs nothing but its own script, so it opens from a disk, a stick or a mail, in any
browser. Knows the plan and what the finished PDF says; no case.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from urllib.parse import quote

from casefile.exhibits.linked import may_be_linked
from casefile.packet.plan import Item, Plan
from casefile.records import Record, Text
from casefile.render import locale
from casefile.render.literal import visible
from casefile.render.wording import wording

_BROKEN = re.compile("[\u0002\ufffe\u00ad](\\s*\n\\s*)?")  # a hyphen at the end of a line, as PDFium gives it
_BLANK = re.compile(r"\s+")


class Words(Record):
    """One language's words (`<language>/words/browse.yaml`)."""

    search: Text
    """The search field's label."""
    keys: Text
    """Which keys do what."""
    results: Text
    """The list of what was found, as a screen reader calls it."""
    found: Text
    """How many pages were found: `{count}`."""
    first: Text
    """Behind it, when not all are shown: `{count}`."""
    nothing: Text
    """When nothing was found."""
    index: Text
    """The index's heading."""
    front: Text
    """The heading above our papers in front."""
    back: Text
    """The heading above our papers at the end."""
    chronology: Text
    """The chronology's heading."""
    native: Text
    """The link to an exhibit's own file."""
    under: Text
    """Under the title: how many `{pages}`, and where to read them."""
    noscript: Text
    """Where scripts are not allowed."""
    privileged: Text
    """Above all, on what is for our own attorney's eyes."""


@dataclass(frozen=True, slots=True)
class Volume:
    """One PDF of the packet: its name, and the packet page that is its first."""

    name: str
    first: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the chronology: the day and what happened, in words, and the documents that show it, by key; `source`
    says in words where it is from, where none does."""

    day: str
    words: str
    exhibits: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is browsed: title, language, plan, the PDFs in order and the text of each page; `is_ours` where it is for
    nobody but our own attorney."""

    title: str
    language: str
    plan: Plan
    volumes: tuple[Volume, ...]
    texts: tuple[str, ...]
    told: tuple[Told, ...] = ()
    is_ours: bool = False


def words(language: str) -> Words:
    """A language's words. CaseError for a language without them; another never stands in."""
    return wording(language, "browse", Words)


def searched(shown: str) -> str:
    """What a page shows, as PDFium gives it, on one line and with its broken words whole."""
    return _BLANK.sub(" ", visible(_BROKEN.sub("", shown))).strip()


def page(bundle: Bundle) -> bytes:
    """The page as one file of HTML. CaseError for a language without words."""
    spoken, style, script = words(bundle.language), _part("index.css"), _part("index.js")
    banner = f'<p class="privileged">{escape(spoken.privileged)}</p>\n' if bundle.is_ours else ""
    values = {
        "lang": bundle.language,
        "title": escape(bundle.title),
        "under": escape(spoken.under.format(pages=bundle.plan.pages)),
        "banner": banner,
        "sections": "".join(_sections(bundle, spoken)),
        "chronology": _chronology(bundle, spoken),
        "pages": _told(bundle, spoken),
        "style": style,
        "style-hash": _hash(style),
        "script": script,
        "script-hash": _hash(script),
    }
    plain = ("search", "keys", "results", "index", "noscript")
    values |= {name: escape(getattr(spoken, name)) for name in plain}
    return re.sub(r"\{([a-z-]+)\}", lambda found: values[found[1]], _part("index.html")).encode()


@cache
def _part(name: str) -> str:
    return resources.files("casefile.packet.beside").joinpath("browser", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """By which the page's own rules know its script and its style (CSP 3, 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _told(bundle: Bundle, spoken: Words) -> str:
    """What the script searches, as JSON in which nothing can end the element that it stands in."""
    told = {
        "pages": bundle.texts,
        "numbers": bundle.plan.numbers,
        "documents": [{"label": i.mark, "title": i.title, "first": i.first} for i in bundle.plan.items if i.count],
        "files": [{"href": quote(volume.name), "first": volume.first} for volume in bundle.volumes],
        "words": {name: getattr(spoken, name) for name in ("found", "first", "nothing")}
        | {"page": locale.pages(bundle.language, 0).replace("0", "{page}")},
    }
    made = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return "".join(_SPELLED.get(letter, letter) for letter in made) if set(made) & set(_SPELLED) else made


_SPELLED = {letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def _sections(bundle: Bundle, spoken: Words) -> Iterator[str]:
    plan = bundle.plan
    late = [(each.words, each.items) for each in plan.sections if each.late]
    sections = [(each.words, each.items) for each in plan.sections if not each.late]
    back = (spoken.front if late else spoken.back, plan.back)  # the end is not there where something was added
    for title, items in ((spoken.front, plan.front), *sections, back, *late):
        rows = "".join(_row(bundle, item, spoken) for item in items if item.count)
        if rows:
            yield f"<h3>{escape(title)}</h3>\n<ol>\n{rows}</ol>\n"


def _row(bundle: Bundle, item: Item, spoken: Words) -> str:
    day = locale.day(item.day, bundle.language, short=True) if item.day else ""
    page = locale.pages(bundle.language, item.printed[0])
    cells = {"label": item.short, "title": item.named, "day": day, "page": page}
    told = "".join(f'<span class="{name}">{escape(text)}</span>' for name, text in cells.items())
    return f'<li><a class="go" href="{_address(bundle, item.first)}">{told}</a>{_native(item, spoken)}</li>\n'


def _native(item: Item, spoken: Words) -> str:
    if not item.native:
        return '<span class="native"></span>'
    if not may_be_linked(item.native):
        return f'<span class="native">{escape(f"natives/{item.native}")}</span>'
    name = escape(f"{spoken.native}: {item.label} {item.title}")
    return (
        f'<a class="native" href="natives/{escape(quote(item.native))}" aria-label="{name}">{escape(spoken.native)}</a>'
    )


def _address(bundle: Bundle, page: int) -> str:
    """A page of the packet, as a link to its PDF."""
    volume = next(each for each in reversed(bundle.volumes) if each.first <= page)
    return f"{escape(quote(volume.name))}#page={page - volume.first + 1}"


def _chronology(bundle: Bundle, spoken: Words) -> str:
    if not bundle.told:
        return ""
    found = {item.key: item for item in bundle.plan.exhibits}

    def shown(key: str) -> str:
        item = found[key]
        return f'<a href="{_address(bundle, item.first)}">{escape(item.label or item.mark)}</a>'

    def where(told: Told) -> str:
        return f' <span class="source">{escape(told.source)}</span>' if told.source else ""

    rows = "".join(
        f'<li><span class="day">{escape(each.day)}</span><span>{escape(each.words)}'
        f"{''.join(f' {shown(key)}' for key in each.exhibits if key in found)}{where(each)}</span></li>\n"
        for each in bundle.told
    )
    heading = f'<h2 id="chronology">{escape(spoken.chronology)}</h2>'
    return f'<section aria-labelledby="chronology">{heading}\n<ol class="facts">\n{rows}</ol></section>\n'
