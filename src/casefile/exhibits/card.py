"""A business card (vCard, RFC 6350 and the older 2.1) or a calendar (iCalendar, RFC 5545) becomes names and values.

Both are lines of a name, parameters and a value, which the file's own writers fold and encode; what cannot be read so
is shown as its lines. Names stand as the file has them.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from casefile.case.decoding import named
from casefile.exhibits import text, typeset
from casefile.exhibits.pages import Made, Native
from casefile.exhibits.words import say
from casefile.render import locale

_MOST = 4000
_LINE = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":;])*)*):(.*)', re.DOTALL)
_BEGINS = ("BEGIN:VCARD", "BEGIN:VCALENDAR")
_PARTED = frozenset({"N", "ADR", "ORG"})  # values of several parts (RFC 6350, 6.2.2, 6.3.1, 6.6.4)
_TITLES = ("FN", "SUMMARY")
_ESCAPED = re.compile(r"\\([nN,;:\\])")


class Entry(NamedTuple):
    """A line of a card or calendar: its name, the kinds it is marked with, and its value in plain words."""

    name: str
    kinds: str
    value: str


def recognises(head: bytes, _suffix: str) -> bool:
    """Tell whether a file begins as a card or a calendar does."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper().startswith(tuple(each.encode() for each in _BEGINS))


def convert(native: Native, out: Path) -> Made:
    """Write a card's or calendar's entries to `out`; raises NotShownError when it is no text."""
    found = text.read(native)
    entries = list(_entries(found.text, native.language))
    if not entries or len(entries) > _MOST:
        return text.listed(native, found, out)
    notes = [say(native.language, "guessed", encoding=found.guessed)] if found.guessed else []
    return typeset.made(native, typeset.headed(native) + _set(entries), out, notes=notes)


def words(source: str) -> str:
    """Return what a card or an appointment says, line by line, for searching."""
    return "\n".join(f"{entry.name} {entry.value}" for entry in _entries(source, "en")) or source


def _set(entries: list[Entry]) -> str:
    """Return the entries typeset, each part of the file under what it is called."""
    titles = iter([entry.value for entry in entries if entry.name in _TITLES])
    pieces = []
    for entry in entries:
        if entry.name in _TITLES:
            pieces.append(f"<h2>{typeset.shown(typeset.one_line(next(titles)))}</h2>")
        said = f"{entry.name} {entry.kinds}".strip()
        pieces.append(f'<p class="fact">{typeset.shown(said)}\t{typeset.shown(entry.value)}</p>')
    return "".join(pieces)


def _entries(source: str, language: str) -> Iterator[Entry]:
    for line in _unfolded(text.lines(source)):
        found = _LINE.fullmatch(line)
        if found is None or found[1].upper() in ("BEGIN", "END", "VERSION"):
            continue
        name, parameters = found[1].upper(), found[2].replace('"', "").split(";")[1:]
        yield Entry(name, _kinds(parameters), _value(name, parameters, found[3], language))


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Yield the lines as they were before they were folded: at a blank (RFC 5545, 3.1), or in quoted-printable text at
    an equals sign (vCard 2.1)."""
    whole = ""
    for line in lines:
        if whole.endswith("=") and "QUOTED-PRINTABLE" in whole.partition(":")[0].upper():
            whole = f"{whole[:-1]}{line}"
        elif line[:1] in (" ", "\t"):
            whole += line[1:]
        else:
            if whole:
                yield whole
            whole = line
    if whole:
        yield whole


def _kinds(parameters: list[str]) -> str:
    """Return what kind of address, number or time it is: TYPE=work, or in vCard 2.1 WORK alone."""
    found = [each.partition("=")[2] for each in parameters if each.upper().startswith(("TYPE=", "TZID="))]
    found += [each for each in parameters if "=" not in each and each.upper() not in _ENCODINGS]
    return ", ".join(dict.fromkeys(each.lower() if each.isupper() else each for each in found))


_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"})


def _value(name: str, parameters: list[str], raw: str, language: str) -> str:
    told = {each.upper().removeprefix("ENCODING=") for each in parameters}
    if told & {"B", "BASE64"} or raw.startswith("data:"):
        size = len(re.sub(r"\s|=", "", raw.partition("base64,")[2] or raw)) * 3 // 4
        return f"[{locale.number(size, language)} {say(language, 'bytes')}]"
    if "QUOTED-PRINTABLE" in told:
        charset = next((each.partition("=")[2] for each in parameters if each.upper().startswith("CHARSET=")), None)
        raw = named(quopri.decodestring(raw.encode("latin-1", "replace")), charset, language)
    parts = re.split(r"(?<!\\);", raw) if name in _PARTED else [raw]
    plain = (_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], part) for part in parts)
    return ", ".join(filter(None, (part.strip() for part in plain)))
