"""What is kept back, and as what: exhibits, and contacts with what they name, hold or repeat.

Knows marks, addresses and hashes; changes nothing, and reads only texts and files that have no hash in the register
yet. What stands in for a thing that is kept back is the wall's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from casefile import files
from casefile.case.fields import Privilege
from casefile.case.message import addressed, addresses_of, domains
from casefile.case.model import Case, Contact
from casefile.case.naming import named
from casefile.case.party import Party
from casefile.case.proof import Exhibit
from casefile.case.same_mail import marks_of
from casefile.case.twins import twins

GUARDED: frozenset[Privilege] = frozenset({"without-prejudice", "save-as-to-costs", "legal-advice"})
"""What is privileged, other than merely internal: a note that nobody marked guards no exhibit."""
_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")


def shown(case: Case) -> frozenset[str]:
    """The exhibits that others may see, by id."""
    redacted = {exhibit.redacts for exhibit in case.exhibits if exhibit.redacts}
    by_id = {exhibit.id: exhibit for exhibit in case.exhibits}
    kept = {*redacted, *same_bytes(case), *enclosed(case)}

    def seen(exhibit: Exhibit, path: tuple[str, ...] = ()) -> bool:
        if exhibit.privilege != "open" or exhibit.id in kept:
            return False
        if "privilege" in exhibit.at.keys or exhibit.redacts or exhibit.id in path:
            return True
        # what belongs to a withheld exhibit is withheld with it, unless it is itself marked open
        whole = [by_id[name] for name in (exhibit.parent, exhibit.translation_of) if name in by_id]
        return all(seen(each, (*path, exhibit.id)) for each in whole)

    return frozenset(exhibit.id for exhibit in case.exhibits if seen(exhibit))


def same_bytes(case: Case) -> Mapping[str, str]:
    """The open exhibits whose file is one that is marked to be kept back, byte for byte, as text with other line ends
    or as the same message: each with the exhibit's id or the message's file that it repeats. What has two marks is
    kept back until they agree. A stand-in may be the same message, redacted."""
    held: dict[str, str] = {}
    for each in case.exhibits:
        if each.privilege != "open":
            held |= dict.fromkeys(_known(case, each), each.id)
    for contact in case.contacts:
        if of_itself(case, contact) in GUARDED and contact.sha256:
            held |= dict.fromkeys((contact.sha256, *marks_of(_mail(case, contact))), contact.file)
    held.pop("", None)
    rows = [each for each in case.exhibits if held and each.privilege == "open"]
    found = {each.id: _known_by(case, each) & held.keys() for each in rows}
    return {name: held[min(digests)] for name, digests in found.items() if digests}


def _known_by(case: Case, exhibit: Exhibit) -> set[str]:
    """The SHA-256 of an exhibit's file, and those by which what is kept back is known again in it."""
    whole = {_digest(case, exhibit), *twins(case.path / exhibit.file)}
    return whole if exhibit.redacts else whole | _known(case, exhibit)


def _mail(case: Case, contact: Contact) -> Path:
    return case.path / "correspondence" / contact.file.rpartition("/")[2]


def enclosed(case: Case) -> Mapping[str, str]:
    """The exhibits without a mark of their own that only what is privileged names: the paper of an offer, or what came
    with a letter. Each with the contact's file or the offer's id."""
    guarded = [each for each in case.contacts if of_itself(case, each) in GUARDED]
    offers = [each for each in case.offers if each.privilege in GUARDED]
    behind = {name: each.file for each in guarded for name in named(each.head)}
    behind |= {name: each.id for each in offers for name in named(each)}
    if not behind:
        return {}
    others = replace(
        case,
        exhibits=(),
        contacts=tuple(each for each in case.contacts if each not in guarded),
        offers=tuple(each for each in case.offers if each not in offers),
    )
    elsewhere = frozenset(named(others))
    bare = {each.id for each in case.exhibits if "privilege" not in each.at.keys}
    return {name: by for name, by in behind.items() if name in bare and name not in elsewhere}


def standing_for(case: Case, name: str, seen: frozenset[str]) -> str:
    """The exhibit that is shown for this one: itself, its stand-in, or "" for none."""
    for _ in case.exhibits:
        if name in seen:
            return name
        name = next((each.id for each in case.exhibits if each.redacts == name), "")
    return name if name in seen else ""


def withheld_hashes(case: Case) -> frozenset[str]:
    """The SHA-256 of every exhibit and of every message that is kept back, as far as their files are there, and those
    by which a message is known again; but not of what is shown as well, or is shown redacted."""
    seen = shown(case)
    found: set[str] = set()
    for each in case.exhibits:
        if each.id not in seen:
            found |= _known(case, each)
    for contact in case.contacts:
        if contact.sha256 and kept_as(case, contact, seen) != "open":
            found |= {contact.sha256, *marks_of(_mail(case, contact))}
    for each in case.exhibits if found else ():
        found -= _known(case, each) if each.id in seen else set()
    return frozenset(found - {""})


def kept_as(case: Case, contact: Contact, seen: frozenset[str] | None = None) -> Privilege:
    """As what a contact is kept: as it is marked, else by whom it was with; and not open when all that it names is
    kept back, or when it is a kept-back exhibit itself. `seen` is what `shown` gives, where it is known already."""
    own = of_itself(case, contact)
    if own != "open":
        return own
    seen = shown(case) if seen is None else seen
    repeated = [twin] if (twin := repeats(case, contact, seen)) else []
    named = names_withheld(case, contact, seen)
    known = [name for name in contact.head.evidence if case.exhibit(name)]
    behind = repeated or (named if len(named) == len(known) else [])
    return _strictest(exhibit.privilege for exhibit in behind) if behind else "open"


def of_itself(case: Case, contact: Contact) -> Privilege:
    """As what a contact is kept by its mark, its channel and its addresses alone: what passed between us and our
    counsel is legal advice unless it is marked."""
    if contact.head.privilege is None and (contact.head.channel == "attorney" or is_with_counsel(case, contact)):
        return "legal-advice"
    return contact.head.kept_as


def is_with_counsel(case: Case, contact: Contact) -> bool:
    """Whether a message is from or to our own counsel, or a copy went there, by address or firm; not when the debtor is
    at the other end."""
    counsel = case.file.attorney.email.lower() if case.file.attorney else ""
    if not counsel:
        return False
    others = (case.debtor, *(liable.party for liable in case.co_debtors))
    ends = {found.lower().rstrip(".") for found in _ADDRESS.findall(f"{contact.head.from_} {contact.head.to}")}
    ends |= _addressed(_mail(case, contact)) if contact.sha256 else set()
    firm = domains([counsel]) - domains(_of((*others, case.creditor)))
    return (counsel in ends or bool(firm & domains(ends))) and not ends & _of(others)


def _addressed(path: Path) -> frozenset[str]:
    """Everybody a message is from or to; nobody where it is gone."""
    try:
        told = path.stat()
    except OSError:
        return frozenset()
    return _read_addressed(path, told.st_size, told.st_mtime_ns)


@cache
def _read_addressed(path: Path, _size: int, _changed: int) -> frozenset[str]:
    return frozenset(addressed(files.read(path, path.name)))


def _of(parties: Iterable[Party]) -> set[str]:
    return {address for party in parties for address in addresses_of(party)}


def repeats(case: Case, contact: Contact, seen: frozenset[str] | None = None) -> Exhibit | None:
    """The kept-back exhibit whose file is this very mail, byte for byte, with other line ends or by its Message-ID."""
    if not contact.sha256:
        return None
    seen = shown(case) if seen is None else seen
    rows = (each for each in case.exhibits if each.id not in seen)
    path = _mail(case, contact)
    digests = {contact.sha256, *twins(path), *marks_of(path)}
    return next((each for each in rows if _known(case, each) & digests), None)


def _known(case: Case, exhibit: Exhibit) -> set[str]:
    """The SHA-256 of an exhibit's file, and those by which its message is known again."""
    return {_digest(case, exhibit), *marks_of(case.path / exhibit.file)}


def _digest(case: Case, exhibit: Exhibit) -> str:
    """An exhibit's hash, taken now where the register does not have it yet; "" where its file is not there."""
    path = case.path / exhibit.file
    if exhibit.sha256 or path.is_symlink() or not path.is_file():
        return exhibit.sha256 or ""
    told = path.stat()
    return _taken(path, told.st_size, told.st_mtime_ns)


@cache
def _taken(path: Path, _size: int, _changed: int) -> str:
    """A file's hash, which is asked for many times a run."""
    return files.sha256_once([path]).get(path, "")


def names_withheld(case: Case, contact: Contact, seen: frozenset[str] | None = None) -> list[Exhibit]:
    """The exhibits a contact names that are kept back and have no stand-in."""
    rows = [row for name in contact.head.evidence if (row := case.exhibit(name))]
    if not rows:
        return []
    seen = shown(case) if seen is None else seen
    return [row for row in rows if not standing_for(case, row.id, seen)]


def without_native(case: Case) -> frozenset[str]:
    """The exhibits of the whole case whose pages may be shown and whose file may not: a mail holds its attachments,
    and what is attached to those."""
    seen = shown(case)
    found: set[str] = set()
    for exhibit in case.exhibits:
        parent = exhibit.parent if exhibit.id not in seen else None
        while parent and parent not in found:
            found.add(parent)
            row = case.exhibit(parent)
            parent = row.parent if row else None
    return frozenset(found & seen)


def withheld_inside(case: Case, name: str) -> tuple[str, ...]:
    """The SHA-256 of each kept-back exhibit that belongs to this one; "" where its file is not there."""
    within = [each for each in case.exhibits if each.parent == name]
    seen = shown(case) if within else frozenset()
    return tuple(_digest(case, each) for each in within if each.id not in seen)


def _strictest(found: Iterable[Privilege]) -> Privilege:
    order: tuple[Privilege, ...] = ("legal-advice", "without-prejudice", "save-as-to-costs", "internal")
    given = set(found)
    return next((each for each in order if each in given), "internal")
