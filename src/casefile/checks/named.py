"""What is kept back and is named in words on the open side: an exhibit by its label or its title, an offer by its id.

Read is what the case itself says, as the wall leaves it: every text in its files that a document may print. What others
wrote (messages, exhibits) is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casefile import files
from casefile.case import privilege, wall
from casefile.case.agreement import records
from casefile.case.model import Case
from casefile.case.proof import Acquired, Exhibit
from casefile.checks.matter import Matter, weakness
from casefile.errors import Problem, Source
from casefile.records import Record

_REFERENCES = frozenset((
    "at", "id", "file", "sha256", "parent", "redacts", "translation_of", "offer", "evidence", "proves",
))  # fmt: skip
"""Keys that name exhibits and offers by rule: the wall leaves out what they lead to."""
_OURS = frozenset({"source", "original"})
"""Keys of the register that no document prints: where an exhibit came from, and where it lies."""
_REPLY = re.compile(r"(?i)^(?:\s*(?:re|aw|wg|fw|fwd|tr|rép|odp|pd|отв|ответ)\s*:)+\s*")
_LABEL = re.compile(r"([A-Za-z]+)0*([0-9]+)")
_LEAST_WORDS, _LEAST_LETTERS = 3, 12


@dataclass(frozen=True, slots=True)
class _Name:
    """What is looked for: whose name it is, how it is written, and whether it is a title."""

    whose: str
    pattern: re.Pattern[str]
    title: str = ""


def named_in_words(matter: Matter) -> Iterator[Problem]:
    """A note that says "as E04 shows", or names an offer by its key, is printed as it stands: whoever reads it knows
    that there is something, and asks for it. References in evidence: are left out by themselves; words are not.
    Looked for are labels as whole words, titles of three words or more (two, where one has a number), and the ids of
    offers, in what the case's own files say. Not read are messages, the words of exhibits, templates and profiles, and
    what says the same in other words."""
    names = tuple(_names(matter.case))
    for text, source in texts(wall.opened(matter.case)) if names else ():
        for name in names:
            found = name.pattern.search(text)
            if found and not (name.title and _plain(_REPLY.sub("", text)) == name.title):
                word = " ".join(found[0].split())
                message = f"it says “{word}”, and {name.whose} is kept back: what is open prints these words"
                hint = "say it without that, or keep this back too with privilege:; right if others may know of it"
                yield weakness("withheld-named", message, _spot(matter.case, source, name.pattern), hint)


def _names(case: Case) -> Iterator[_Name]:
    seen = privilege.shown(case)
    shown = [each for each in case.exhibits if each.id in seen]
    for exhibit in case.exhibits:
        if exhibit.id not in seen:
            yield _Name(exhibit.id, _label(exhibit.id, shown))
            if title := _title(exhibit, shown):
                words = r"\s+".join(map(re.escape, title.split()))
                yield _Name(exhibit.id, re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE), title)
    for offer in case.offers:
        if offer.privilege != "open" and _LABEL.fullmatch(offer.id):
            yield _Name(f"offer {offer.id}", _whole(re.escape(offer.id)))


def _label(name: str, shown: list[Exhibit]) -> re.Pattern[str]:
    """A label as it stands, and without its zeros (E4 for E04) where no open exhibit is called so."""
    parts = _LABEL.fullmatch(name)
    if not parts or any(_LABEL.sub(r"\1\2", each.id) == f"{parts[1]}{parts[2]}" for each in shown):
        return _whole(re.escape(name))
    return _whole(f"{parts[1]}[ -]?0*{parts[2]}")


def _whole(pattern: str) -> re.Pattern[str]:
    """A name that is no part of another one: neither of INV-E04 nor of E04-2."""
    return re.compile(rf"(?<![\w#/-]){pattern}(?![\w#]|[/-]\w)")


def _title(exhibit: Exhibit, shown: list[Exhibit]) -> str:
    """A withheld title where it is no other's: of several words, and not what an open exhibit is called, too."""
    title = _plain(_REPLY.sub("", exhibit.title))
    words = title.split()
    telling = len(words) >= _LEAST_WORDS or (len(words) > 1 and any(each.isdigit() for each in title))
    common = any(title in _plain(each.title) for each in shown)
    return title if telling and len(title) >= _LEAST_LETTERS and not common else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def texts(case: Case) -> Iterator[tuple[str, Source]]:
    """Every text that the open side of a case holds, messages as they were sent apart, with where it is written. `case`
    is as the wall leaves it."""
    for record in records(case):
        if not isinstance(record, Acquired):
            yield from ((text, record.at.of(key)) for key, text in _fields(record))
    yield from ((contact.text, Source(contact.file)) for contact in case.contacts if contact.text)


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    silent = _REFERENCES | (_OURS if isinstance(record, Exhibit) else frozenset())
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        held = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        if name not in silent:
            yield from ((info.alias or name, each) for each in held if isinstance(each, str))


def _spot(case: Case, source: Source, pattern: re.Pattern[str]) -> Source:
    """Where the name itself stands, looked for from the key on; the key, where it is broken over two lines."""
    path = case.path.parents[1] / source.file
    lines = files.read(path, source.file).decode("utf-8", errors="replace").splitlines() if path.is_file() else []
    for number, line in enumerate(lines[source.line - 1 :], source.line):
        if found := pattern.search(line, source.column - 1 if number == source.line else 0):
            return Source(source.file, number, found.start() + 1)
    return source
