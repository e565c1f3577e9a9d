"""What is kept back and lies open as well: a note that was taken twice, what was attached to a privileged mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from casefile.case.model import Contact
from casefile.checks.matter import Matter, mail_of, weakness
from casefile.errors import Problem, Source
from casefile.exhibits import mail_parts
from casefile.exhibits.holding import holding

_NEAR = 3  # days: a call and the note on it, a mail and its copy
_LEAST = 12  # characters; of what is internal only because nobody marked it, more: "called, no answer" is no secret
_LEAST_UNMARKED = 60
_DEEPEST = 5
_LONGEST_MAIL = 50_000_000
_BESIDE = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/vcard")
_SMALL_PICTURE = 50_000  # bytes: a logo or a signature, which stands in every mail of a firm


def noted_twice(matter: Matter) -> Iterator[Problem]:
    """The same words in two entries of the log, one kept back and one open, are out with the open one. It is mostly a
    note that was taken twice, or a message that was dropped in beside its note, and marked once. No packet is made
    with it."""
    case = matter.case
    marks = {each.file: matter.kept_as(each) for each in case.contacts}
    withheld = [each for each in case.contacts if marks[each.file] != "open" and _says_something(matter, each)]
    said = {each.file: _words(matter, each) for each in withheld}
    for contact in case.contacts:
        if marks[contact.file] != "open" or "privilege" in contact.head.at.keys:
            continue
        words = _words(matter, contact)
        twin = next((each for each in withheld if said[each.file] == words and _is_near(contact, each)), None)
        if twin:
            message = f"it is open and says the same as {Path(twin.file).name}, which is kept back"
            hint = f"write privilege: {marks[twin.file]} in it, or privilege: open if others may read it"
            yield weakness("noted-twice", message, Source(contact.file), hint)


def _is_near(one: Contact, other: Contact) -> bool:
    return one.head.channel == other.head.channel and abs((one.head.date - other.head.date).days) <= _NEAR


def _words(matter: Matter, contact: Contact) -> str:
    """What was said, without what it is called: subjects differ by a Re."""
    said = matter.words(contact).removeprefix(contact.head.subject)
    return " ".join(said.casefold().split())


def _says_something(matter: Matter, contact: Contact) -> bool:
    return len(_words(matter, contact)) >= (_LEAST if contact.head.privilege else _LEAST_UNMARKED)


def attached_to_withheld(matter: Matter) -> Iterator[Problem]:
    """A paper that was there before, such as an invoice, is not privileged because it went to counsel; one that was
    written for counsel is, also where it lies loose. Nobody can tell from the file which it is: it is named where it
    was attached to something that is kept back and is open by itself without a mark, or lies in an open file and was
    never taken in."""
    case = matter.case
    sent = {name: by for by, path in _withheld_mails(matter) for name in _attached(path)}
    if not sent:
        return
    registered = {exhibit.sha256: exhibit for exhibit in matter.shown if exhibit.sha256}
    for digest, exhibit in registered.items():
        if digest in sent and "privilege" not in exhibit.at.keys and exhibit.parent is None:
            message = f"{exhibit.id} is open, and was attached to {sent[digest]}, which is kept back"
            hint = "write privilege: open in its row if it was there before, legal-advice if it was written for counsel"
            yield weakness("attached-to-withheld", message, exhibit.at.source, hint)
    taken_in = {exhibit.sha256 for exhibit in case.exhibits}
    loose = {digest: by for digest, by in sent.items() if digest not in taken_in}
    paths = {case.path / exhibit.file: exhibit for exhibit in matter.shown}
    found = holding((path for path in paths if path.is_file()), loose) if loose else {}
    for path in (path for path in paths if found.get(path) == "held"):
        exhibit, by = paths[path], ", ".join(sorted(set(loose.values())))
        message = f"something in {exhibit.id} was attached to {by} as well, which is kept back"
        hint = "take it in by itself (casefile add) and mark it: open if it was there before, else as what it is kept"
        yield weakness("attached-to-withheld", message, exhibit.at.source, hint)


def _withheld_mails(matter: Matter) -> Iterator[tuple[str, Path]]:
    """Each message that is kept back: what a finding calls it, and where it lies."""
    case, shown = matter.case, {exhibit.id for exhibit in matter.shown}
    redacted = {exhibit.redacts for exhibit in matter.shown}
    for exhibit in case.exhibits:
        if exhibit.id not in shown | redacted and exhibit.file.lower().endswith(".eml"):
            yield exhibit.id, case.path / exhibit.file
    for contact in matter.mails:
        if matter.kept_as(contact) != "open":
            yield Path(contact.file).name, mail_of(case, contact)


def _attached(path: Path) -> Mapping[str, str]:
    """The SHA-256 and name of what is attached to a message; nothing where it cannot be taken apart."""
    try:
        return dict(_within(path.read_bytes(), _DEEPEST)) if path.stat().st_size <= _LONGEST_MAIL else {}
    except (OSError, RecursionError):
        return {}


def _within(raw: bytes, depth: int) -> Iterator[tuple[str, str]]:
    for part in mail_parts.read(raw).parts if depth else ():
        if part.media_type == "message/rfc822":
            yield from _within(part.content, depth - 1)
        is_picture = part.media_type.startswith("image/") and (part.cid or len(part.content) < _SMALL_PICTURE)
        if part.content and not is_picture and part.media_type not in _BESIDE:
            yield sha256(part.content).hexdigest(), part.name
