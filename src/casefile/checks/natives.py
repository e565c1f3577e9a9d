"""What others learn from a native that is handed over, beside what its pages show them.

What is in a file was found by `exhibits`; here it is only held against who is a party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casefile.checks.matter import Beside, Matter, weakness
from casefile.checks.phrases import without
from casefile.errors import Problem

_STAND_IN = "take in a copy without it with casefile add, and write redacts: in that row; or right if others may see it"
_UNSEARCHED = "unsearched"
_SHORTEST = 6
_MOST = 3
_MAIL = (".eml", ".msg")


def metadata(matter: Matter) -> Iterator[Problem]:
    """A file says more than its pages: where a photograph was taken, comments and changes that were thought to be gone,
    hidden rows, words under a box or in the colour of the paper, files inside it, what it said before it was last
    saved. The other side's counsel looks there first, and what was handed over stays known.
    Authors and dates alone are no finding."""
    for exhibit in matter.handed_over:
        seen = matter.natives.get(exhibit.id)
        is_mail = exhibit.file.lower().endswith(_MAIL)  # whose attachments its own pages list
        if seen and (told := tuple(_told(seen.metadata, is_mail=is_mail))):
            message = f"the file of {exhibit.id} is handed over with {'; '.join(told)}"
            yield weakness("metadata", message, exhibit.at.of("file"), _STAND_IN)


def _told(found: Beside, *, is_mail: bool) -> Iterator[str]:
    if found.gps:
        yield f"the place where it was taken ({found.gps[0]})"
    if found.tracked:
        yield f"tracked changes by {_listed(found.tracked)}"
    if found.comments:
        yield f"comments ({_listed(found.comments)})"
    hidden = tuple(" ".join(filter(None, each)) for each in found.hidden if each[0] != _UNSEARCHED)
    if hidden:
        yield f"hidden parts ({_listed(hidden)})"
    if pages := tuple(where for what, where in found.hidden if what == _UNSEARCHED):
        yield f"pages that were not searched for words that nobody sees ({_listed(pages)})"
    if found.embedded and not is_mail:
        yield f"files inside it ({_listed(found.embedded)})"
    if found.versions:
        yield f"earlier versions of itself ({_listed(found.versions)}), which a reader can bring back"


def _listed(values: tuple[str, ...]) -> str:
    shown = ", ".join(value if len(value) <= 40 else f"{value[:39]}…" for value in values[:_MOST])
    return f"{shown} and {len(values) - _MOST} more" if len(values) > _MOST else shown


def others_accounts(matter: Matter) -> Iterator[Problem]:
    """A bank statement shows who else paid us, and from which account: other people's data that a case about one debtor
    gives no right to pass on (GDPR, art. 5(1)(c)). Accounts of the parties themselves are no finding."""
    own = {party.bank.iban for party in matter.parties if party.bank and party.bank.iban}
    for exhibit in matter.handed_over:
        seen = matter.natives.get(exhibit.id)
        others = tuple(iban for iban in seen.metadata.ibans if iban not in own) if seen else ()
        if others:
            masked = tuple(f"{iban[:4]}…{iban[-4:]}" for iban in others)
            message = f"{exhibit.id} is handed over with accounts of nobody in this case: {_listed(masked)}"
            hint = "black them out in a copy, take it in and write redacts: in its row; or right if it is a party's"
            yield weakness("others-account", message, exhibit.at.of("file"), hint)


def other_clients(matter: Matter) -> Iterator[Problem]:
    """Who else owes us, and that they do, is confidential: another client's name in an exhibit breaches that duty, and
    tells the debtor who else waits."""
    own = {_plain(party.name) for party in matter.parties}
    for exhibit in matter.handed_over:
        seen = matter.natives.get(exhibit.id)
        named = _named(_plain(seen.words), matter.clients, own) if seen else ()
        if named:
            message = f"{exhibit.id} is handed over and names {_listed(named)}, of another case"
            hint = "black it out in a copy, take it in and write redacts: in its row; or right if it belongs there"
            yield weakness("other-client", message, exhibit.at.of("file"), hint)


def _named(words: str, clients: tuple[str, ...], own: set[str]) -> tuple[str, ...]:
    """The names that stand in a text as whole words, with what the company's form is or without it."""
    found = []
    for name in clients:
        sought = _sought(name)
        if len(sought) < _SHORTEST or sought not in words or any(sought in each or each in sought for each in own):
            continue
        if re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", words):
            found.append(name)
    return tuple(dict.fromkeys(found))


@cache
def _sought(name: str) -> str:
    """A name as it is looked for: without its form, unless one word alone is left, which may be anybody's."""
    bare = _plain(without("forms", name))
    return bare if " " in bare else _plain(name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
