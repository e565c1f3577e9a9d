"""Text as pages: numbered lines, headings and tables of facts, in the house style. Escapes; knows no file type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.errors import Problem
from casefile.exhibits.pages import Attachment, Made, Native
from casefile.exhibits.words import say
from casefile.render import locale
from casefile.render.literal import visible
from casefile.render.sheet import Asset

if TYPE_CHECKING:
    from pikepdf import Pdf

_MANY_LINES = 8000
_MANY_MESSAGES = 4000
_MANY_FILES = 200
_LONGEST_NAME = 250
_BLOCK = 50
_LONG_LINE = 4000
_WIDTHS = "".join(f'<col style="width: {width}%">' for width in (28, 19, 8, 45))
_CODE = re.compile(r"\(U\+([0-9A-F]+)\)")
_UNBROKEN, _PIECE, _BREAK = re.compile(r"\S{400,}"), re.compile(r".{1,60}"), "\u200b"
_FIGURE_SPACE = "\u2007"

ATTACHED = "attached:"
"""How the words of a place for an attachment's name begin; its SHA-256 follows."""

# The bundle numbers the pages, so they carry no foot of their own.
_STYLE = """<style>
@page { @bottom-left { content: none; border: none } @bottom-right { content: none; border: none } }
.lines { font: 400 9pt/1.4 "Source Sans 3"; font-variant-numeric: tabular-nums }
.lines p { margin: 0 0 0 12mm; text-indent: -12mm; white-space: pre-wrap; tab-size: 12mm; overflow-wrap: anywhere;
  orphans: 1; widows: 1 }
.lines pre { margin: 0; overflow-wrap: anywhere; orphans: 1; widows: 1 }
.said p { margin-bottom: 1.2mm }
.said b { white-space: nowrap }
.message p, .message div { overflow-wrap: anywhere }
.message p { white-space: pre-wrap }
.message img { max-width: 100%; max-height: 200mm; object-fit: contain }
.message table, .files { table-layout: fixed }
.message td, .message td p, .message td div, .files td { overflow-wrap: break-word }
.csv td { overflow-wrap: break-word; padding-top: .5mm; padding-bottom: .5mm }
.csv .right { padding-right: 5mm }
.csv .at { color: #666; padding-right: 4mm; font-size: 7.5pt }
.files .room { display: block; height: 12pt }
.files .hash { font-size: 6.5pt }
.fact { margin: 0 0 1.6mm 34mm; text-indent: -34mm; tab-size: 34mm; white-space: pre-wrap; overflow-wrap: anywhere;
  font: 400 9pt/1.35 "Source Sans 3"; orphans: 1; widows: 1 }
.slip { margin-top: 60mm; border-top: .6pt solid #111; padding-top: 8mm }
.slip h1 { font-size: 18pt; margin: 0 0 4mm }
.head { border-bottom: .6pt solid #111; padding-bottom: 1.5mm; margin-bottom: 5mm }
</style>"""


def shown(text: str) -> str:
    """Return text as HTML that says exactly that, with hidden and reordering characters spelled out.

    A run without spaces may break every so often: finding where a very long one does takes the square of its length.
    """
    return escape(_UNBROKEN.sub(lambda run: _BREAK.join(_PIECE.findall(run[0])), visible(text)))


def one_line(text: str) -> str:
    """Return text with every run of white space, line breaks included, as one space."""
    return " ".join(text.split())


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return names and values, a value on one line as it stands; no table, whose layout is slow with long values."""
    return "".join(f'<p class="fact">{shown(name)}\t{shown(one_line(value))}</p>' for name, value in rows)


def numbered(lines: Sequence[str]) -> str:
    """Return lines with their numbers, which hang in the margin; very many lines in blocks, three times as quick."""
    width = len(str(len(lines)))
    if len(lines) <= _MANY_LINES:
        paragraphs = (
            f"<p>{_number(each, width) if not at else ''}\t{shown(piece)}</p>"
            for each, line in enumerate(lines, 1)
            for at, piece in enumerate(_pieces(line))
        )
        return f'<div class="lines">{"".join(paragraphs)}</div>'
    rows = [f"{_number(each, width)}  {shown(line)}" for each, line in enumerate(lines, 1)]
    blocks = (f"<pre>{chr(10).join(rows[first : first + _BLOCK])}</pre>" for first in range(0, len(rows), _BLOCK))
    return f'<div class="lines">{"".join(blocks)}</div>'


def _pieces(line: str) -> list[str]:
    """Return a line in pieces that are laid out quickly, most often one; the longer ones begin on a line of paper."""
    return [line[start : start + _LONG_LINE] for start in range(0, len(line), _LONG_LINE)] or [""]


def said(messages: Sequence[tuple[str, str, str]]) -> str:
    """Return messages (time, sender, text) as numbered paragraphs; the sender may be empty."""
    if len(messages) > _MANY_MESSAGES:
        return numbered([f"{time}  {sender}{':  ' if sender else ''}{text}" for time, sender, text in messages])
    width = len(str(len(messages)))
    paragraphs = (
        f"<p>{_number(each, width)}\t{shown(time)}  {f'<b>{shown(sender)}</b>  ' if sender else ''}{shown(text)}</p>"
        for each, (time, sender, text) in enumerate(messages, 1)
    )
    return f'<div class="lines said">{"".join(paragraphs)}</div>'


def _number(number: int, width: int) -> str:
    return str(number).rjust(width, _FIGURE_SPACE)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]} […]"


def headed(native: Native) -> str:
    """Return the head of a typeset file: its title, and the name it had."""
    title = f"<h1>{shown(one_line(native.title))}</h1>"
    return f'<div class="head">{title}{facts([(say(native.language, "file"), native.path.name)])}</div>'


def attached(attachments: Sequence[Attachment], language: str, *, handed_over: bool) -> str:
    """Return a table of attachments with sizes and hashes, nothing when there are none; it says that they lie inside
    the native where that is handed over."""
    if not attachments:
        return ""
    title = f"<h2>{shown(say(language, 'attachments'))}</h2>"
    if len(attachments) > _MANY_FILES:
        sizes = [locale.number(each.size, language) for each in attachments]
        listed = zip(attachments, sizes, strict=True)
        return title + numbered([f"{one_line(a.name)}  {a.media_type}  {size}  {a.sha256}" for a, size in listed])
    heads = "".join(f"<th>{shown(say(language, key))}</th>" for key in ("name", "type", "size", "sha256"))
    rows = "".join(
        f"<tr><td>{shown(_short(one_line(each.name)))}{_room(each)}</td><td>{shown(each.media_type)}</td>"
        f'<td class="right">{locale.number(each.size, language)}</td><td class="hash">{each.sha256}</td></tr>'
        for each in attachments
    )
    where = f'<p class="small">{shown(say(language, "inside-mail"))}</p>' if handed_over else ""
    return f'{title}{where}<table class="files">{_WIDTHS}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _room(attachment: Attachment) -> str:
    """Return a line of its own, where a packet writes what it calls an attachment, and links it."""
    return f'<a class="room" href="{ATTACHED}{attachment.sha256}"></a>' if attachment.sha256 else ""


def write(
    native: Native, body: str, out: Path, *, notes: Sequence[str] = (), assets: Mapping[str, Asset] | None = None
) -> tuple[int, tuple[str, ...]]:
    """Typeset an HTML body to `out` and return its number of pages, and the notes with what had to be left out."""
    from pikepdf import Pdf

    from casefile.render.pdf import typeset

    left_out: list[Problem] = []
    title = f"{native.label} {one_line(native.title)}"
    made = typeset(
        _STYLE + body,
        title=visible(title),
        language=native.language,
        created=native.created,
        assets=assets,
        report=left_out.append,
    )
    out.write_bytes(made)
    with Pdf.open(out, allow_overwriting_input=ATTACHED in body) as pdf:
        if ATTACHED in body:
            _free(pdf, out)
        return len(pdf.pages), (*notes, *_left_out(left_out, native.language))


def _free(pdf: Pdf, out: Path) -> None:
    """Write a copy anew whose places for names are no links yet: there is nothing that they could lead to."""
    from casefile.exhibits.pdf import save  # which knows what is typeset

    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if "/A" in annotation:
                del annotation.A
    save(pdf, out)


def _left_out(problems: Sequence[Problem], language: str) -> list[str]:
    """Return what the layout left out, with all characters that no font has in one note."""
    notes = [problem.message for problem in problems if problem.rule != "font"]
    spelled = said_as_codes([problem.message for problem in problems if problem.rule == "font"], language)
    return [*notes, spelled] if spelled else notes


def said_as_codes(messages: Iterable[str], language: str) -> str:
    """Return the note on the characters that a layout's messages name by their codes, "" when they name none."""
    codes = sorted({int(code, 16) for message in messages for code in _CODE.findall(message)})
    named = (f"{unicodedata.name(chr(code), 'no name').lower()} (U+{code:04X})" for code in codes)
    return say(language, "no-font", characters=", ".join(named)) if codes else ""


def made(
    native: Native,
    body: str,
    out: Path,
    *,
    notes: Sequence[str] = (),
    files: Sequence[Attachment] = (),
    assets: Mapping[str, Asset] | None = None,
) -> Made:
    """Typeset an HTML body to `out`, with the pictures it names as `asset:`, and tell of it as a converter does."""
    count, all_notes = write(native, body, out, notes=notes, assets=assets)
    return Made(count, all_notes, tuple(files))
