"""An e-mail becomes pages: its headers, its text or its HTML made harmless, the list of its attachments with hashes.

Nothing is fetched: remote pictures, styles, scripts and links are not taken over. A message that cannot be taken apart
is shown as its source, with numbered lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from casefile.case import same_mail
from casefile.case.twins import variants
from casefile.exhibits import held_text, hypertext, inline, text, typeset
from casefile.exhibits.mail_parts import Mail, Part, pieces, read
from casefile.exhibits.pages import Attachment, Made, Native, NotShownError
from casefile.exhibits.sums import MARKED
from casefile.exhibits.words import say
from casefile.render.sheet import Asset

HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject", "Message-ID")
_TAGS = frozenset((
    "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li",
    "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
))  # fmt: skip
_DROPPED = frozenset(("script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math"))
_ODD = re.compile(r"[^\t\n -~]")
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_WHOLE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_TABLE_TAG = re.compile(r"<(/?)(table|tr|td|th)\b")
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_MOST_NESTED = 5000
_MOST_TAGS = 20_000
_MOST_COLUMNS = 60  # of eight points, in which a word stands a letter a line
_DEEPEST = 150
_LONGEST_HEADER = 20_000
_LONGEST = 50_000_000


def convert(native: Native, out: Path) -> Made:
    """Write a message's pages to `out`; raises NotShownError."""
    if native.path.stat().st_size > _LONGEST:
        raise NotShownError(say(native.language, "too-long", most=_LONGEST // 1_000_000))
    try:
        raw = native.path.read_bytes()
        if not raw.strip():
            raise NotShownError(say(native.language, "empty"))
        mail = read(raw, native.language)
        if native.withheld:
            _refuse_withheld(raw, native)
    except RecursionError:
        if native.withheld or native.inside:
            raise NotShownError(say(native.language, "deep")) from None
        return text.convert(native, out)
    return shown(native, mail, out)


def _refuse_withheld(raw: bytes, native: Native) -> None:
    """Raise NotShownError when a message is withheld, or what is withheld is, or may be, among its words."""
    if not same_mail.marks(raw).isdisjoint(native.withheld):
        raise NotShownError(say(native.language, "withheld"))
    words = [content for name, kind, content in pieces(raw) if not name and kind.startswith("text/")]
    told = (*words, *(each for text in words for each in held_text.in_lines(text)))
    if any(not set(native.withheld).isdisjoint(variants(each)) for each in told):
        raise NotShownError(say(native.language, "withheld"))
    if any(MARKED.search(each) for each in words):
        raise NotShownError(say(native.language, "unsearched"))


def shown(native: Native, mail: Mail, out: Path) -> Made:
    """Write a message's pages to `out`; raises NotShownError when what is withheld may stand among its words."""
    if native.inside and not mail.parts:  # then it may stand among the words
        raise NotShownError(say(native.language, "unsearched"))
    files = tuple(attachment(part, native.language) for part in mail.parts)
    return _typeset(native, mail, body_of(mail, native), _named(native, mail.parts, files), len(files), out)


def _named(native: Native, parts: Sequence[Part], files: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Return the attachments that may be named: none when one that is kept back cannot be told from the others."""
    if not set(native.inside) <= {each.sha256 for each in files if each.sha256}:
        return ()
    kept = {*native.withheld, *native.inside}
    told = zip(parts, files, strict=True)
    return tuple(each for part, each in told if each.sha256 not in kept and kept.isdisjoint(_known_by(part)))


def _known_by(part: Part) -> Iterator[str]:
    """Yield the SHA-256 by which an attachment is known again."""
    yield from variants(part.content)
    if part.media_type == "message/rfc822" or part.name.lower().endswith(".eml"):
        yield from same_mail.marks(part.content)


def attachment(part: Part, language: str) -> Attachment:
    """Return what the list of attachments says of a part."""
    name = part.name or say(language, "unnamed")
    if not part.whole:
        return Attachment(name, part.media_type, 0, "")
    return Attachment(name, part.media_type, len(part.content), hashlib.sha256(part.content).hexdigest())


class Body(NamedTuple):
    """What a message's pages show of it as HTML, the pictures in it, whether it is of the message's own HTML, and
    whether that could not be laid out."""

    html: str
    assets: Mapping[str, Asset] = MappingProxyType({})
    of_html: bool = False
    as_text: bool = False


def _typeset(native: Native, mail: Mail, said: Body, files: tuple[Attachment, ...], count: int, out: Path) -> Made:
    language = native.language
    rows = [(say(language, name.lower()), value) for name in HEADERS for value in mail.header(name)]
    rows = [
        (name, value if len(value) <= _LONGEST_HEADER else f"{value[:_LONGEST_HEADER]} […]") for name, value in rows
    ]
    notes = [say(language, "html-shown")] if said.of_html else []
    notes += [say(language, "html-as-text")] if said.as_text else []
    empty = f'<p class="small">{typeset.shown(say(language, "text-unread" if mail.unread else "no-text"))}</p>'
    head = f'<div class="head">{typeset.facts(rows)}</div>' if rows else ""
    left = count - len(files)
    withheld = say(language, "attachment-withheld" if left == 1 else "attachments-withheld", count=left) if left else ""
    listed = typeset.attached(files, language, handed_over=bool(native.where)) + (
        f"<p>{typeset.shown(withheld)}</p>" if withheld else ""
    )
    whole = f'{head}<div class="message">{said.html or empty}</div>{listed}'
    return typeset.made(native, whole, out, notes=notes, files=files, assets=said.assets)


def body_of(mail: Mail, native: Native) -> Body:
    """Return the text, or the HTML where there is no text, or where the HTML has pictures that the text lacks."""
    plain, text_alone = mail.plain.strip(), Body(_paragraphs(mail.plain))
    pictures = {} if native.inside or not mail.html.strip() else inline.pictures(mail, native.withheld)
    if not mail.html.strip() or (plain and not pictures):
        return text_alone
    html, used = inline.placed(harmless_html(mail.html, pictures=bool(pictures)), pictures)
    if plain and not used:
        return text_alone
    if _is_simple(html) and _most_beside(html) <= _MOST_COLUMNS:
        return Body(html, used, of_html=True)
    if plain:
        return text_alone._replace(as_text=True)
    return Body(_paragraphs(hypertext.words(html)), of_html=True, as_text=True)


def _paragraphs(plain: str) -> str:
    blocks = re.split(r"\n[ \t]*\n", "\n".join(text.lines(plain)).strip("\n"))
    return "".join(f"<p>{typeset.shown(block)}</p>" for block in blocks if block.strip())


def _is_simple(html: str) -> bool:
    """Tell whether HTML can be laid out in reasonable time: not too many elements, nor nested too deep."""
    deepest = depth = count = 0
    for tag in _TAG.finditer(html):
        count += 1
        depth += -1 if tag[1] else 1 if tag[2] not in ("br", "hr", "img") else 0
        deepest = max(deepest, depth)
    return count <= _MOST_TAGS and deepest <= _DEEPEST


def _most_beside(html: str) -> int:
    """Return how many cells lie beside each other at most, those of tables in a cell counted as often as they are
    squeezed: which share the width of the page."""
    beside, rows = 1, [_Row()]
    for tag in _TABLE_TAG.finditer(html):
        closing, name = bool(tag[1]), tag[2]
        row = rows[-1]
        if name == "table" and not closing:
            rows.append(_Row())
        elif name == "table" and len(rows) > 1:
            inner = rows.pop()
            squeezed = max(inner.most, 1) * inner.within
            rows[-1] = rows[-1]._replace(within=max(rows[-1].within, squeezed))
            beside = max(beside, squeezed)
        elif name == "tr":
            rows[-1] = row._replace(cells=0)
        elif not closing:
            rows[-1] = row._replace(cells=row.cells + 1, most=max(row.most, row.cells + 1))
    return beside


class _Row(NamedTuple):
    """A table as it is read: the cells of its row so far, of its longest row, and what lies beside each other in a
    cell."""

    cells: int = 0
    most: int = 0
    within: int = 1


def _shallow(html: str) -> str:
    """Return HTML without the tags that lie deeper than anybody nests them: cleaning takes the square of its depth."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _DROPPED or tag[2].lower() in _VOID:
            return tag[0]
        depth += -1 if tag[1] else 1
        return tag[0] if depth + bool(tag[1]) <= _MOST_NESTED else ""

    return _WHOLE_TAG.sub(kept, html)


def harmless_html(html: str, *, pictures: bool = False) -> str:
    """Return HTML with its words and their structure only: no attribute, no reference, no style, no script; with
    `pictures` also where those that lie in the message stand."""
    import nh3

    clean = nh3.clean(
        _shallow(html),
        tags=set(_TAGS) | ({"img"} if pictures else set()),
        attributes={"img": {"src"}} if pictures else {},
        url_schemes={"cid"},
        clean_content_tags=set(_DROPPED),
        strip_comments=True,
    )
    return _ODD.sub(lambda found: typeset.shown(found[0]), clean)
