"""The slip sheet: the page that stands in for what is not shown, and says what it is and where it lies."""

from __future__ import annotations

import hashlib
from pathlib import Path

from casefile.exhibits import typeset
from casefile.exhibits.pages import Made, Native
from casefile.exhibits.words import say
from casefile.render import locale


def convert(native: Native, out: Path, reason: str) -> Made:
    """Write the slip sheet of an exhibit that is not shown for `reason`."""
    language = native.language
    rows = [(say(language, "file"), native.path.name), (say(language, "reason"), reason)]
    if native.path.is_file() and not native.path.is_symlink():
        size = locale.number(native.path.stat().st_size, language)
        rows += [
            (say(language, "size"), f"{size} {say(language, 'bytes')}"),
            (say(language, "sha256"), _hash(native.path)),
        ]
    if native.where:
        rows.append((say(language, "native"), native.where))
    body = (
        f'<div class="slip"><p class="small">{typeset.shown(say(language, "slip"))}</p>'
        f"<h1>{typeset.shown(native.called or native.label)} · {typeset.shown(typeset.one_line(native.title))}</h1>"
        f'<p class="head">{typeset.shown(say(language, "slip-stands"))}</p>{typeset.facts(rows)}</div>'
    )
    return typeset.made(native, body, out)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
