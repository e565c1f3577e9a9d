"""What a rule looks at: the case, what is owed of it, how its exhibits stand, and what lies around it.

Computes nothing itself. What takes long to find, or lies outside the case, is handed in as a function and asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from casefile.case import privilege
from casefile.case.agreement import records
from casefile.case.custody import Kept
from casefile.case.events import Insolvency
from casefile.case.fields import Privilege
from casefile.case.invoice import Invoice, Line
from casefile.case.model import Case, Contact
from casefile.case.party import Party
from casefile.case.proof import Exhibit
from casefile.claim.model import Claim
from casefile.errors import Problem, Source
from casefile.exhibits import hypertext, mail_parts
from casefile.exhibits.holding import Why, holding

if TYPE_CHECKING:
    from casefile.checks.quoted import Quoting

_LONGEST_MAIL = 50_000_000
_CLOSED: Why = "closed"


class Beside(Protocol):
    """What a native holds beside what its pages show: what `exhibits` calls its metadata."""

    @property
    def gps(self) -> tuple[str, ...]: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def last_modified_by(self) -> tuple[str, ...]: ...
    @property
    def comments(self) -> tuple[str, ...]: ...
    @property
    def tracked(self) -> tuple[str, ...]: ...
    @property
    def hidden(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def embedded(self) -> tuple[str, ...]: ...
    @property
    def versions(self) -> tuple[str, ...]: ...
    @property
    def ibans(self) -> tuple[str, ...]: ...


class Attached(Protocol):
    """What is attached to a message: its name, the SHA-256 of its bytes, the words in it."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def words(self) -> str: ...


class Seen(Protocol):
    """A native that was looked through: what it holds beside its pages, the words in it, those of them that its pages
    do not show (`aside`), what else is written beside the pages (`beyond`), what is attached to it, and of a stand-in
    the words that its pages do not show; `raw` is what stands in its bytes as it is, `unread` that it could not be
    looked through to its end."""

    @property
    def metadata(self) -> Beside: ...
    @property
    def words(self) -> str: ...
    @property
    def attached(self) -> Sequence[Attached]: ...
    @property
    def unseen(self) -> tuple[str, ...]: ...
    @property
    def aside(self) -> str: ...
    @property
    def beyond(self) -> str: ...
    @property
    def raw(self) -> str: ...
    @property
    def unread(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What lies outside the case, each asked only where a rule needs it.

    `natives`: those of the case that were looked through, by exhibit, and messages by their file. `clients`: the names
    of the debtors of all other cases. `remotes`: where the repository is pushed to, by name. `refused`: why the claim
    could not be computed as the case says; it stands without interest then. `withheld`: the exhibits that are kept back
    and are somebody's words, looked through. `ruins`: the insolvencies that other cases of the debtor name. `twins`:
    the files in debtors/ that are about the same party as the debtor's own. `elsewhere`: by the number of an open
    invoice the debtor's other cases in which that number is open, too.
    """

    natives: Callable[[], Mapping[str, Seen]] = dict
    clients: Callable[[], tuple[str, ...]] = tuple
    remotes: Callable[[], Mapping[str, str]] = dict
    refused: tuple[Problem, ...] = ()
    withheld: Callable[[], Mapping[str, Seen]] = dict
    ruins: Callable[[], tuple[Insolvency, ...]] = tuple
    twins: Callable[[], tuple[str, ...]] = tuple
    elsewhere: Callable[[], Mapping[str, tuple[str, ...]]] = dict


@dataclass(frozen=True)
class Matter:
    """One case on one day."""

    case: Case
    claim: Claim
    kept: tuple[Kept, ...] = ()
    around: Around = Around()

    @property
    def as_of(self) -> date:
        """The day it is looked at."""
        return self.claim.as_of

    @cached_property
    def insolvency(self) -> Insolvency | None:
        """The debtor's insolvency: as the case says, else the last that another case of theirs says was opened."""
        opened = (each for each in self.around.ruins() if each.opened <= self.as_of)
        return self.case.file.insolvency or max(opened, key=lambda each: each.opened, default=None)

    @cached_property
    def natives(self) -> Mapping[str, Seen]:
        """What was looked through of what others may see: exhibits by their ids, messages by their files."""
        return self.around.natives()

    @cached_property
    def withheld(self) -> Mapping[str, Seen]:
        """What was looked through of the exhibits that are kept back, by their ids."""
        return self.around.withheld()

    @cached_property
    def clients(self) -> tuple[str, ...]:
        """The names of the debtors of all other cases."""
        return self.around.clients()

    @cached_property
    def shown(self) -> tuple[Exhibit, ...]:
        """The exhibits that others may see."""
        return tuple(exhibit for exhibit in self.case.exhibits if exhibit.id in self._seen)

    @cached_property
    def _seen(self) -> frozenset[str]:
        """The ids of those: files are looked at for them, which is done once."""
        return privilege.shown(self.case)

    def kept_as(self, contact: Contact) -> Privilege:
        """As what a contact of the case is kept."""
        return privilege.kept_as(self.case, contact, self._seen)

    def takes_as_open(self, contact: Contact) -> bool:
        """Whether a contact of the case is open because nobody said otherwise."""
        return taken_as_open(self.case, contact, self._seen)

    @cached_property
    def quoting(self) -> Mapping[str, Quoting]:
        """What is open and says what is kept back: exhibits by their ids, messages by their files."""
        from casefile.checks.quoted import quoting  # which looks at a matter

        return {each.key: each for each in quoting(self)}

    @cached_property
    def files_kept(self) -> Mapping[str, Why]:
        """The exhibits that others may see and whose files they do not get, by their ids, and why."""
        quoting = [each for each in self.shown if each.id in self.quoting and self.quoting[each.id].is_beside]
        quoted: dict[str, Why] = dict.fromkeys((each.id for each in quoting), "quoted")
        kept = {**dict.fromkeys(self.unread, _CLOSED), **self.holding}
        if not quoting:
            return kept
        paths = {each.id: self.case.path / each.file for each in self.shown if each.id not in self.holding}
        sums = {each.sha256 for each in quoting if each.sha256}
        found = holding((path for path in paths.values() if path.is_file()), sums)
        within: dict[str, Why] = dict.fromkeys((name for name, path in paths.items() if path in found), "quoted")
        return {**within, **quoted, **kept}

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """What could not be looked through to its end, by exhibit or file, where anything of the case is kept back:
        nobody knows what it says beside its pages."""
        case = self.case
        marks = {each.privilege for each in case.exhibits} | {each.privilege for each in case.offers}
        is_kept = bool(marks.union(map(self.kept_as, case.contacts)) - {"open"})
        return tuple(key for key, each in self.natives.items() if each.unread) if is_kept else ()

    @cached_property
    def holding(self) -> Mapping[str, Why]:
        """Those of them in which a file lies that is kept back, or may lie."""
        parents: dict[str, Why] = dict.fromkeys(privilege.without_native(self.case), "held")
        paths = {each.id: self.case.path / each.file for each in self.shown if each.id not in parents}
        found = holding((path for path in paths.values() if path.is_file()), privilege.withheld_hashes(self.case))
        return {name: found[path] for name, path in paths.items() if path in found} | parents

    @cached_property
    def handed_over(self) -> tuple[Exhibit, ...]:
        """The exhibits whose very files others get."""
        return tuple(exhibit for exhibit in self.shown if exhibit.id not in self.files_kept)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody who is a party to the case."""
        case = self.case
        sold = (case.assignor.party,) if case.assignor else ()
        return (case.creditor, case.debtor, *(liable.party for liable in case.co_debtors), *sold)

    @property
    def sent(self) -> tuple[Contact, ...]:
        """What went out to the debtor up to that day; not what we wrote to our attorney."""
        return tuple(
            contact
            for contact in self.case.contacts
            if contact.head.direction == "out"
            and contact.head.channel != "attorney"
            and contact.head.date <= self.as_of
        )

    @property
    def came(self) -> tuple[Contact, ...]:
        """What came from the debtor's side up to that day."""
        return tuple(
            contact
            for contact in self.case.contacts
            if contact.head.direction == "in" and contact.head.date <= self.as_of
        )

    @property
    def lines(self) -> Iterator[tuple[Invoice, Line]]:
        """Every line of every invoice, credit notes apart."""
        return ((invoice, line) for invoice in self.case.bills for line in invoice.lines)

    def proving(self, invoice: Invoice, line: Line) -> tuple[Exhibit, ...]:
        """The exhibits that prove the line itself; the invoice as sent proves only that it was sent."""
        targets = {invoice.number, f"{invoice.number}#{line.id}"}
        linked = {exhibit.id for exhibit in self.case.exhibits if targets & set(exhibit.proves)} | set(line.evidence)
        return tuple(e for e in self.case.exhibits if e.id in linked and e.kind != "invoice")

    def referred(self) -> set[str]:
        """The ids of all exhibits that anything in the case refers to."""
        found = {name for record in records(self.case) for name in getattr(record, "evidence", ())}
        for exhibit in self.case.exhibits:
            found |= {exhibit.id} if exhibit.proves else set()
            found |= {other for other in (exhibit.parent, exhibit.translation_of, exhibit.redacts) if other}
        return found

    def words(self, contact: Contact) -> str:
        """What a contact says: its subject, its note, and the message itself where it is one."""
        return "\n".join((contact.head.subject, contact.text, self._messages.get(contact.file, "")))

    @cached_property
    def _messages(self) -> Mapping[str, str]:
        found = ((contact.file, mail_of(self.case, contact)) for contact in self.mails)
        return {file: mail_words(path) for file, path in found}

    @property
    def mails(self) -> tuple[Contact, ...]:
        """The contacts that are messages as they were sent."""
        return tuple(contact for contact in self.case.contacts if contact.sha256)


def mail_of(case: Case, contact: Contact) -> Path:
    """Where a message lies, as it was sent."""
    return case.path / "correspondence" / Path(contact.file).name


def taken_as_open(case: Case, contact: Contact, seen: frozenset[str]) -> bool:
    """Whether a contact is open because nobody said otherwise. `seen` are the exhibits that others may see, by id."""
    return contact.head.privilege is None and privilege.kept_as(case, contact, seen) == "open"


def mail_words(path: Path) -> str:
    """The words of a message's body; "" where it cannot be taken apart, is too long or is gone."""
    try:
        if path.stat().st_size > _LONGEST_MAIL:
            return ""
        mail = mail_parts.read(path.read_bytes())
    except (OSError, RecursionError):
        return ""
    return mail.plain if mail.plain.strip() else hypertext.words(mail.html)


def weakness(rule: str, message: str, source: Source, hint: str) -> Problem:
    """A problem of the level that stops no work."""
    return Problem(message, source, hint, rule, "weakness")
