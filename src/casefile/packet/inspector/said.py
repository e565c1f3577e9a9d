"""Whether a page that is read back says a title, in whatever script: libraries don't all read what was written.

Knows words; knows no page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# all but Latin, Greek, Cyrillic, punctuation and signs: scripts that are turned round, joined or stacked when drawn
_TURNED = re.compile(
    "[^\\s -~\u00a0-\u02af\u0370-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u22ff]"
)


def is_turned(title: str) -> bool:
    """Whether a title has letters of a script that is turned round, joined or stacked when drawn."""
    return bool(_TURNED.search(title))


def says(row: str, title: str, *, turned: bool) -> bool:
    """Whether a row says a title, word for word, or but for one letter in twenty, which a library may read otherwise.

    Where a script is `turned`, half of the title's letters in whatever order do, of those that are not of such a
    script: what a reader's library makes of a page with one is a guess.
    """
    if not turned:
        wanted, shown = bare(title), bare(row)
        return wanted in shown or 20 * (Counter(wanted) - Counter(shown)).total() <= len(wanted)
    letters = Counter(each for each in _TURNED.sub("", title) if each.isalnum())
    return bool(row) and 2 * (letters - Counter(row)).total() <= letters.total()


def bare(text: str) -> str:
    """A text without blanks and hyphens, which line breaks put in; PDFium gives a hyphen before one as U+0002 or
    U+FFFE."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u200b\u0002\ufffe\u2010\u2011-]+", "", text)
