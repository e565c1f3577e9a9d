"""Which way a step goes: the ladder's, or another where that cannot be, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.case.fields import Channel
from casefile.case.mailable import mail_goes_to, sendable
from casefile.case.model import Case, Contact
from casefile.case.postal import goes_to, is_postal
from casefile.followup.why import Why, also, because

_OTHERS: dict[Channel, tuple[Channel, ...]] = {
    "email": ("post", "call"),
    "post": ("email", "call"),
    "registered": ("post", "email", "call"),
    "chat": ("email", "post", "call"),
}
"""What is tried in place of a way that cannot be gone, in order. Calls, meetings and counsel have no other."""
_LACKS: dict[Channel, str] = {
    "email": "no_email", "post": "no_post", "registered": "no_post", "chat": "no_chat",
}  # fmt: skip
"""The sentence for what is not known where a way cannot be gone."""
_BY: dict[Channel, str] = {"email": "by_email", "post": "by_post", "call": "by_call"}
"""The sentence for a way that is gone in place of another."""


def channel(case: Case, usual: Channel, failed: Sequence[Contact] = ()) -> tuple[Channel, Why | None]:
    """The way a step goes with this debtor, and why where not as usual. `failed`: attempts that came back."""
    ways = case.debtor.follow_up
    wanted = ways.channel if ways and ways.channel and usual == "email" else usual
    tried = {contact.head.channel for contact in failed}
    if wanted not in _OTHERS or (wanted not in tried and _is_known(case, wanted, failed)):
        return wanted, None
    lacks = None if wanted in tried else _lacks(case, wanted)
    for other in _OTHERS[wanted]:
        if other not in tried and _is_known(case, other, failed):
            return other, also(because(_BY[other]), lacks)
    return "call", also(because("find_out"), lacks)


def _lacks(case: Case, way: Channel) -> Why:
    """Why a way cannot be gone."""
    address = mail_goes_to(case.debtor).email
    if way == "email" and address and not sendable(address):
        return because("not_mail", address=address)
    return because(_LACKS[way])


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
