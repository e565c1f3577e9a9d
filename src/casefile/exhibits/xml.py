"""An XML file, such as an electronic invoice, becomes its lines; a file that is embedded in it as letters is left out.

Nothing is parsed, so nothing in it is resolved or expanded.
"""

from __future__ import annotations

import re
from pathlib import Path

from casefile.exhibits import text
from casefile.exhibits.pages import Made, Native
from casefile.exhibits.words import say

_EMBEDDED = re.compile(r"(?<=>)[A-Za-z0-9+/=\s]{2000,}(?=<)")  # RFC 4648, between two tags


def convert(native: Native, out: Path) -> Made:
    """Write the lines of an XML file to `out`; raises NotShownError when it is no text."""
    found = text.read(native)
    shown, left_out = _EMBEDDED.subn(lambda run: "[…]" if _is_code(run[0]) else run[0], found.text)
    notes = [say(native.language, "embedded-withheld")] if left_out and shown != found.text else []
    return text.listed(native, found._replace(text=shown), out, notes=notes)


def _is_code(run: str) -> bool:
    """Tell Base64 from words by its lines, which have no spaces in them."""
    return all(len(line.split()) <= 1 for line in run.splitlines())
