"""What a consumer may not be asked for: a debt that is barred by time. Only the papers for our attorney show it."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.claim.model import Claim
from casefile.documents.items import in_force
from casefile.documents.matter import Kind, Matter, Matters, Options
from casefile.errors import Problem

HINT = "ask counsel; if something stopped or restarted the time, write it under events in case.yaml"


def may_be_claimed(chosen: Kind, matters: Matters, options: Options) -> Iterator[Problem]:
    """No document for a consumer about a debt barred by time (for example KC art. 117 § 2¹), by the dates we know."""
    if chosen.audience != "debtor" or (options.enclosed and not chosen.is_letter):
        return
    for matter in matters:
        yield from barred_debts(matter)


def barred_debts(matter: Matter) -> Iterator[Problem]:
    """Why a consumer may not be asked for a debt, in writing or by word of mouth; nothing where they may."""
    if matter.case.debtor.kind != "consumer" or _stands_on_a_settlement(matter.claim):
        return
    for one in matter.claim.invoices:
        days = [barring.last for barring in one.limitation if barring.is_barred]
        if days:
            when = f"{one.number} is time-barred, the last day was {days[0]}"
            message = f"{when}: a time-barred debt may not be claimed from a consumer"
            yield Problem(message, one.invoice.at.of("due"), HINT, "limitation")


def _stands_on_a_settlement(claim: Claim) -> bool:
    """Whether it is the agreed sum that is asked for, which has a time of its own."""
    return in_force(claim.settlement) is not None
