"""What one case says that goes for every case of its debtor: that they are insolvent, that nobody knows what went out
to them, that a letter came back, who acts for them, and that they have a credit. Pure.

An insolvency is the debtor's, whichever case says it: nothing is asked of them in any other, and what is open there is
filed, too. What a case is owed stays as its own files say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casefile.case.events import Event, Hold, Insolvency
from casefile.case.model import Case
from casefile.case.party import Representative
from casefile.followup.action import Dossier
from casefile.followup.debtors import by_debtor
from casefile.followup.misnamed import unclear
from casefile.followup.reach import latest
from casefile.followup.stops import filing, holds, is_insolvent
from casefile.followup.surplus import said_of, surplus
from casefile.followup.undelivered import returned
from casefile.money import Money


def shared(dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
    """The same dossiers in the same order; a case in which money is open has the insolvency that another case of its
    debtor names, and what it lacks of it; a hold as long as nobody knows what a contact of theirs was, or another case
    has money of theirs that covers nothing; what came back, as `undelivered.returned`; and who acts for the debtor, as
    another case that is not closed names them."""
    dossiers = _represented(returned(dossiers))
    if not any(is_ruined(each) or is_unclear(each) or _left(each) for each in dossiers):
        return tuple(dossiers)
    found: dict[str, Dossier] = {}
    for theirs in by_debtor(dossiers):
        ruins = tuple(ruin for each in theirs if (ruin := each.case.file.insolvency) and _is_open(ruin, each))
        filed = next((event for each in theirs if (event := filing(each.case, each.claim.as_of))), None)
        hold = next((Hold(reason=told) for each in theirs for told in unclear(each.case, each.claim)), None)
        for each in theirs:
            changes = _changes(each, ruins, filed, hold or _credited(each, theirs))
            case = replace(each.case, file=each.case.file.model_copy(update=changes)) if changes else each.case
            found[case.id] = replace(each, case=case)
    return tuple(found[each.case.id] for each in dossiers)


def _represented(dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
    """The same, each case with a representative whom only another of its debtor names: who has a lawyer is written to
    through them, whatever the letter is about."""
    if not any(each.case.debtor.represented_by for each in dossiers):
        return tuple(dossiers)
    found: dict[str, Dossier] = {}
    for theirs in by_debtor(dossiers):
        naming = (each.case for each in theirs if each.case.debtor.represented_by and not _is_closed(each))
        known = latest(naming, theirs[0].claim.as_of)
        agent = known.debtor.represented_by if known else None
        found |= {each.case.id: replace(each, case=_through(each.case, agent)) for each in theirs}
    return tuple(found[each.case.id] for each in dossiers)


def _is_closed(dossier: Dossier) -> bool:
    closed = dossier.case.file.closed
    return closed is not None and closed.on <= dossier.claim.as_of


def _through(case: Case, agent: Representative | None) -> Case:
    if agent is None or case.debtor.represented_by:
        return case
    return replace(case, debtor=case.debtor.model_copy(update={"represented_by": agent}))


def is_ruined(dossier: Dossier) -> bool:
    """Whether the case says that its debtor is insolvent on the claim's day."""
    return is_insolvent(dossier.case, dossier.claim.as_of)


def _is_open(ruin: Insolvency, dossier: Dossier) -> bool:
    return ruin.opened <= dossier.claim.as_of


def is_unclear(dossier: Dossier) -> bool:
    """Whether nobody knows what went out in the case."""
    return any(True for _ in unclear(dossier.case, dossier.claim))


def is_open(owed: Money | None) -> bool:
    """Whether money is owed to us."""
    return owed is not None and owed.amount > 0


def _left(dossier: Dossier) -> Money:
    return surplus(dossier.case, dossier.claim)


def _credited(dossier: Dossier, theirs: Sequence[Dossier]) -> Hold | None:
    """What keeps a case waiting in which something is open, while another has money of the debtor's that covers
    nothing. A hold of its own stays."""
    if holds(dossier.case, dossier.claim.as_of) or not is_open(dossier.claim.principal):
        return None
    others = (each for each in theirs if each is not dossier and each.claim.currency == dossier.claim.currency)
    found = next(((each.case, amount) for each in others if (amount := _left(each))), None)
    return Hold(reason=said_of(*found)) if found else None


def _changes(
    dossier: Dossier, ruins: Sequence[Insolvency], filed: Event | None, hold: Hold | None
) -> dict[str, object]:
    """What the case has to have of it, by the keys of case.yaml. Where no case says when an insolvency was opened, the
    filing of a claim says that there is one."""
    changes: dict[str, object] = {}
    file, is_touched = dossier.case.file, is_ruined(dossier) or is_open(dossier.claim.total)
    if ruins and is_touched:
        changes["insolvency"] = _whole(dossier.case, ruins)
    elif filed and is_touched and not is_ruined(dossier):
        changes["events"] = (*file.events, filed)
    if hold:
        changes["hold"] = hold
    return changes


def _whole(case: Case, ruins: Sequence[Insolvency]) -> Insolvency:
    """The case's own insolvency, else the last that was opened; what it does not say as the others have it, but no day
    before it."""
    own = case.file.insolvency
    first = own if own and own in ruins else max(ruins, key=lambda each: each.opened)
    texts = {key: next(filter(None, (getattr(each, key) for each in ruins)), "") for key in ("court", "administrator")}
    days = (each.file_by for each in ruins if each.file_by and each.file_by >= first.opened)
    lacking = {**texts, "file_by": min(days, default=None)}
    return first.model_copy(update={key: value for key, value in lacking.items() if not getattr(first, key)})
