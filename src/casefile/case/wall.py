"""The wall: a case as the other side and a court may see it. Nothing but open material is on this side of it.

Everything that a packet shows is made from the case that `opened` gives, so what is kept back cannot be quoted,
counted or referred to. Knows no document and no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casefile.case import privilege
from casefile.case.model import Case, Contact
from casefile.case.naming import renamed
from casefile.case.proof import ContactHead, Exhibit
from casefile.case.upto import later, received_by

_TOLD = frozenset({"at", "date", "direction", "channel", "privilege", "evidence"})


def opened(case: Case) -> Case:
    """The case without what is kept back, and without what is later than the day it is shown up to; references to a
    withheld exhibit become its stand-in's, or none."""
    free, late = privilege.shown(case), later(case)
    shown = free - late
    names = {exhibit.id: privilege.standing_for(case, exhibit.id, free) for exhibit in case.exhibits}
    offers = tuple(offer for offer in case.offers if offer.privilege == "open")
    settlement = case.settlement
    if settlement and settlement.offer not in {offer.id for offer in offers}:
        settlement = settlement.model_copy(update={"offer": ""})
    told = (_told(each, names) for each in case.contacts if privilege.kept_as(case, each, free) == "open")
    bare = replace(
        case,
        file=case.file.model_copy(update={"hold": None, "review": None, "retain_until": None}),
        exhibits=(),
        contacts=tuple(received_by(each, case.upto) for each in told if each.file not in late),
        offers=offers,
        settlement=settlement,
    )
    cleaned = renamed(bare, {name: "" if other in late else other for name, other in names.items()})
    return replace(cleaned, exhibits=tuple(_as_shown(case, each, shown) for each in case.exhibits if each.id in shown))


def ours(case: Case) -> Case:
    """The other side of the wall: the case with nothing but the exhibits, contacts and offers that `opened` leaves out
    or cuts short, for our own attorney alone. Each contact is marked as it is kept, and names no exhibit, so that its
    own words stand for themselves. Nothing of it is later than the day that the case is shown up to."""
    known = privilege.shown(case) | later(case)
    told = {contact.file: contact for contact in opened(case).contacts}
    held = (each for each in case.contacts if each.file not in known and _is_cut(each, told.get(each.file)))
    offers = (offer for offer in case.offers if case.upto is None or offer.date <= case.upto)
    return replace(
        case,
        exhibits=tuple(exhibit for exhibit in case.exhibits if exhibit.id not in known),
        contacts=tuple(_whole(case, each) for each in held),
        offers=tuple(offer for offer in offers if offer.privilege != "open"),
    )


def _is_cut(contact: Contact, told: Contact | None) -> bool:
    """Whether a contact is not told on the open side, or not in all its words."""
    return told is None or (contact.text, contact.head.subject) != (told.text, told.head.subject)


def _whole(case: Case, contact: Contact) -> Contact:
    kept = privilege.kept_as(case, contact)
    mark = "internal" if kept == "open" else kept
    return replace(contact, head=contact.head.model_copy(update={"privilege": mark, "evidence": ()}))


def _as_shown(case: Case, exhibit: Exhibit, shown: frozenset[str]) -> Exhibit:
    """An exhibit's row; where a stand-in is silent on kind, day and proof, what the row it stands for says."""
    update: dict[str, object] = {}
    original = case.exhibit(exhibit.redacts) if exhibit.redacts else None
    if original:
        silent = {"kind", "date", "proves"} - set(exhibit.at.keys)
        update = {key: getattr(original, key) for key in sorted(silent)}
    if exhibit.parent not in shown:
        update["parent"] = None
    if exhibit.translation_of:
        update["translation_of"] = privilege.standing_for(case, exhibit.translation_of, shown) or None
    return exhibit.model_copy(update=update) if update else exhibit


def _told(contact: Contact, names: Mapping[str, str]) -> Contact:
    """A contact of whose exhibits some are withheld says how and when it took place, and nothing of what was said."""
    head = contact.head
    if any(name in names and not names[name] for name in head.evidence):
        silent = {name: field.get_default() for name, field in ContactHead.model_fields.items() if name not in _TOLD}
        return replace(contact, head=head.model_copy(update=silent), text="")
    if head.received and any(name in names and not names[name] for name in head.received.evidence):
        received = head.received.model_copy(update={"how": "", "returned": head.received.came_back})
        return replace(contact, head=head.model_copy(update={"received": received}))
    return contact
