"""What the debtor's side has said, contact by contact, and how often nobody was reached. Knows no kind's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casefile.case.model import Contact
from casefile.case.privilege import kept_as, shown
from casefile.documents.matter import Matter
from casefile.documents.people import speakers
from casefile.documents.proof import Refs, letter_refs
from casefile.render.sheet import Location

_SPOKEN = ("call", "meeting")
_LONGEST = 240  # characters of a note: what stands at its head is what it is about


@dataclass(frozen=True, slots=True)
class Heard:
    """One contact in which they spoke. `who` are those whom the case knows; `text` is the head of our note, or of the
    words themselves, shortened; `outcome` as it was logged, or empty. `in_confidence`: it is marked to be kept from
    others."""

    day: date
    channel: str
    who: tuple[str, ...]
    outcome: str
    subject: str
    text: str
    in_confidence: bool
    exhibits: Refs


def heard(matter: Matter, locations: Mapping[str, Location] | None = None) -> tuple[Heard, ...]:
    """Every contact in which the debtor's side spoke, up to the claim's day, latest first; not what our counsel said.

    A call that we made counts when somebody answered it. `locations` are those of a packet that prints letters.
    """
    return tuple(reversed([_heard(matter, contact, locations) for contact in _contacts(matter) if _spoke(contact)]))


def unreached(matter: Matter) -> int:
    """How many contacts since they last spoke, or ever, were not answered or came back."""
    contacts = list(_contacts(matter))
    last = max((number for number, contact in enumerate(contacts) if _spoke(contact)), default=-1)
    return sum(contact.head.outcome in ("no-answer", "bounced") for contact in contacts[last + 1 :])


def _contacts(matter: Matter) -> Iterator[Contact]:
    """The contacts with the debtor's side, oldest first."""
    seen = shown(matter.whole) if matter.case.contacts else frozenset()
    for contact in sorted(matter.case.contacts, key=lambda each: (each.head.date, each.file)):
        is_past = contact.head.date <= matter.claim.as_of
        if is_past and kept_as(matter.whole, contact, seen) != "legal-advice":
            yield contact


def _spoke(contact: Contact) -> bool:
    head = contact.head
    return head.direction == "in" or (head.channel in _SPOKEN and head.outcome not in ("no-answer", "bounced"))


def _heard(matter: Matter, contact: Contact, locations: Mapping[str, Location] | None) -> Heard:
    head = contact.head
    return Heard(
        day=head.date,
        channel=head.channel,
        who=speakers(matter.case, head),
        outcome=head.outcome or "",
        subject=head.subject,
        text=shortened(contact.text),
        in_confidence=head.privilege == "internal",
        exhibits=letter_refs(contact, locations),
    )


def shortened(text: str, longest: int = _LONGEST) -> str:
    """The head of a text on one line, cut between two words."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[:longest].rpartition(' ')[0].rstrip(' ,;:-')} …"
