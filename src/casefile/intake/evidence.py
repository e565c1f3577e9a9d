"""Evidence taken in: files one by one, mails with what is attached to them, each with custody and what is certain.

What a mail says of itself is a suggestion that the user's own words win over. Its attachments become exhibits that name
it as their parent; nothing of them is taken for granted but their bytes. Mails and chats are correspondence. What any
other file is, nobody has read: its kind is for the user to give, and an attachment without one stays with its mail.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from casefile.case.message import addresses_of, domains
from casefile.case.model import Case
from casefile.case.names import visible
from casefile.case.taking import Custody, Incoming, Shelf, Taken
from casefile.case.yamltext import Value
from casefile.errors import CaseError
from casefile.exhibits.chat_export import is_export
from casefile.intake.letter import Head, Letter, Opener
from casefile.intake.originals import LeftOut, Original
from casefile.records import YEARS

BATCH = 50
"""Rows that are registered at a time."""


MAILS = (".eml", ".msg")
"""The suffixes of files that are opened as mails."""
CHATS = (".txt", ".json")
"""The suffixes of files that may be chats."""
CORRESPONDENCE = "correspondence"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says of the files: their custody, and keys of the register."""

    custody: Custody
    about: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that was taken in or known: what it was called, the exhibit it was attached to, and the day that its
    own headers date it to ("" where they were not used)."""

    name: str
    taken: Taken
    parent: str = ""
    dated: str = ""


def take_in(
    case: Case, shelf: Shelf, originals: Iterable[Original], said: Said, *, attachments: bool = True
) -> Iterator[Entry | LeftOut]:
    """Takes files in, in order, and yields what became of each once it is registered, and of what is attached.

    CaseError when a file cannot be taken in; those before it are registered and yielded first.
    """
    waiting: list[Entry | LeftOut] = []
    with Opener() as opener:
        for original in originals:
            try:
                # one by one: what comes before a failure is taken in
                waiting.extend(_taken(case, shelf, original, said, opener, attachments=attachments))
            except CaseError:
                yield from _registered(shelf, waiting)
                raise
            if shelf.waiting >= BATCH:
                yield from _registered(shelf, waiting)
                waiting = []
    yield from _registered(shelf, waiting)


def _registered(shelf: Shelf, waiting: list[Entry | LeftOut]) -> list[Entry | LeftOut]:
    """What waits, now that it is written down. CaseError when it could not be."""
    shelf.register()
    return waiting


def _taken(
    case: Case, shelf: Shelf, original: Original, said: Said, opener: Opener, *, attachments: bool
) -> Iterator[Entry | LeftOut]:
    if original.path.suffix.lower() not in MAILS:
        about = {**_kind(original.path, original.name), **said.about}
        taken = shelf.take(Incoming(original.path, original.name, said.custody, about))
        yield Entry(original.name, taken)
        return
    with tempfile.TemporaryDirectory(prefix="casefile-") as out:
        letter = opener.open(original.path, Path(out), language=case.language, unpack=attachments)
        yield from _mail(case, shelf, original, said, letter)


def _mail(case: Case, shelf: Shelf, original: Original, said: Said, letter: Letter) -> Iterator[Entry | LeftOut]:
    """A mail and its attachments, taken in; these get its source and privilege, not its title, date, kind or proof."""
    custody = replace(said.custody, source=said.custody.source or _sender(case, letter.head))
    facts = _facts(letter.head, custody.on)
    taken = shelf.take(Incoming(original.path, original.name, custody, {**facts, **said.about}))
    yield Entry(original.name, taken, dated=_dated(taken, facts, said.about))
    if letter.refused:
        yield LeftOut(original.name, f"what is attached to it stays in it: {letter.refused}")
    inherited = {key: said.about[key] for key in ("privilege",) if key in said.about}
    ids = {-1: taken.exhibit}
    for number, piece in enumerate(letter.pieces):
        parent = ids[piece.parent]
        own = _facts(piece.head, custody.on) if piece.head else _kind(piece.path, piece.name)
        attached = replace(custody, method=f"attached to {parent}")
        child = shelf.take(Incoming(piece.path, piece.name, attached, {**own, **inherited}, parent))
        ids[number] = child.exhibit
        yield Entry(piece.name, child, parent, _dated(child, own, {}))
    yield from (LeftOut(f"{original.name}: {name}", reason, matters=False) for name, reason in letter.left)


def _facts(head: Head, on: date) -> dict[str, Value]:
    """The title and the day that a mail's headers give it, and its kind; no day that cannot be right: after it came to
    us."""
    found: dict[str, Value] = {"title": visible(head.subject), "kind": CORRESPONDENCE}
    day = date.fromisoformat(head.date) if head.date else None
    if day and YEARS[0] <= day.year and day <= on + timedelta(days=1):
        found["date"] = day
    return {key: value for key, value in found.items() if value}


def _kind(path: Path, name: str) -> dict[str, Value]:
    """The kind of a file that is no mail: a chat's, else none."""
    suffix = Path(name).suffix.lower()
    if suffix not in CHATS:
        return {}
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return {}  # who takes it in says why
    return {"kind": CORRESPONDENCE} if is_export(head, suffix) else {}


def _dated(taken: Taken, facts: Mapping[str, Value], about: Mapping[str, Value]) -> str:
    return "" if taken.known or "date" in about else str(facts.get("date", ""))


def _sender(case: Case, head: Head) -> str:
    """Whom a mail came from, as it says itself; "" for our own."""
    senders = set(head.sender.split(", ")) - {""}
    ours, theirs = addresses_of(case.creditor), addresses_of(case.debtor)
    if senders & ours or (not senders & theirs and domains(senders) & domains(ours)):
        return ""
    return visible(head.sender)
