"""Which way a step goes: the ladder's, or another where that cannot be, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.case.fields import Channel
from casefile.case.mailable import mail_goes_to, sendable
from casefile.case.model import Case, Contact
from casefile.case.postal import goes_to, is_postal

_OTHERS: dict[Channel, tuple[Channel, ...]] = {
    "email": ("post", "call"),
    "post": ("email", "call"),
    "registered": ("post", "email", "call"),
    "chat": ("email", "post", "call"),
}
"""What is tried in place of a way that cannot be gone, in order. Calls, meetings and counsel have no other."""
_LACKS: dict[Channel, str] = {
    "email": "no e-mail address", "post": "no full postal address", "registered": "no full postal address",
    "chat": "no address",
}  # fmt: skip


def channel(case: Case, usual: Channel, failed: Sequence[Contact] = ()) -> tuple[Channel, str]:
    """The way a step goes with this debtor, and why where not as usual. `failed`: attempts that came back."""
    ways = case.debtor.follow_up
    wanted = ways.channel if ways and ways.channel and usual == "email" else usual
    tried = {contact.head.channel for contact in failed}
    if wanted not in _OTHERS or (wanted not in tried and _is_known(case, wanted, failed)):
        return wanted, ""
    lacks = "" if wanted in tried else f", as {_lacks(case, wanted)}"
    for other in _OTHERS[wanted]:
        if other not in tried and _is_known(case, other, failed):
            return other, f"by {_NAMED[other]}{lacks}"
    return "call", f"by telephone: find out where to write{lacks}"


def _lacks(case: Case, way: Channel) -> str:
    """Why a way cannot be gone."""
    address = mail_goes_to(case.debtor).email
    if way == "email" and address and not sendable(address):
        return f"'{address}' is no address that mail can be sent to"
    return f"{_LACKS[way]} is known"


_NAMED: dict[Channel, str] = {"email": "e-mail", "post": "post", "call": "telephone"}


def _is_known(case: Case, way: Channel, failed: Sequence[Contact]) -> bool:
    """Whether the case knows where to reach the debtor that way; an address that mail came back from does not count."""
    party, back = case.debtor, {contact.head.to.strip().lower() for contact in failed if contact.head.to}
    agent = party.represented_by
    if way in ("post", "registered"):
        return is_postal(goes_to(party))
    if way == "email":
        address = mail_goes_to(party).email
        return bool(sendable(address)) and address.lower() not in back
    if way == "chat":
        people = [person.email for person in party.contacts if not person.invalid]
        known = [agent.email] if agent else [*people, party.email]
        return any(each and each.lower() not in back for each in known)
    return bool(party.phone or any(person.phone for person in party.contacts if not person.invalid))
