"""What counts as a reminder, for everybody who asks: the day interest starts, and letters that name the earlier ones.

Knows a contact only; not when an invoice is due, nor which steps a ladder has.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from casefile.case.model import Contact

SPOKEN = ("call", "meeting")


def reminds(contact: Contact, numbers: Collection[str]) -> bool:
    """Whether it asked the debtor for payment of one of these invoices (naming none, it is about all) and got there.

    In writing or by word of mouth, at any step but the announcement before the due date. Mail that bounced, letters
    that came back and calls that nobody answered reached nobody; what goes to the debtor's or our attorney is no
    reminder.
    """
    head = contact.head
    reached = not came_back(contact) and not (head.channel in SPOKEN and head.outcome == "no-answer")
    asks = head.direction == "out" and head.channel != "attorney" and head.step not in ("", "upcoming")
    return asks and reached and (not head.invoices or any(number in head.invoices for number in numbers))


def came_back(contact: Contact, as_of: date | None = None) -> bool:
    """Whether what went out never arrived: mail that bounced, a letter that came back; with a day, as known then."""
    head, received = contact.head, contact.head.received
    if head.outcome == "bounced":
        return True
    return received is not None and received.came_back and (as_of is None or received.on <= as_of)


def is_written(contact: Contact) -> bool:
    """Whether it can be shown, not only told."""
    return contact.head.channel not in SPOKEN
