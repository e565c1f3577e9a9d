"""Which way a step goes: the ladder's, or another where that cannot be, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.case.fields import Channel
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
    lacks = "" if wanted in tried else f", as {_LACKS[wanted]} is known"
    for other in _OTHERS[wanted]:
        if other not in tried and _is_known(case, other, failed):
            return other, f"by {_NAMED[other]}{lacks}"
    return "call", f"by telephone: find out where to write{lacks}"


_NAMED: dict[Channel, str] = {"email": "e-mail", "post": "post", "call": "telephone"}


def _is_known(case: Case, way: Channel, failed: Sequence[Contact]) -> bool:
    """Whether the case knows where to reach the debtor that way; an address that mail came back from does not count."""
    party, back = case.debtor, {contact.head.to.strip().lower() for contact in failed if contact.head.to}
    agent = party.represented_by
    if way in ("post", "registered"):
        return is_postal(goes_to(party))
    if way in ("email", "chat"):
        people = [person.email for person in party.contacts if not person.invalid]
        known = [agent.email] if agent else [*people, party.email]
        return any(each and each.lower() not in back for each in known)
    return bool(party.phone or any(person.phone for person in party.contacts if not person.invalid))
