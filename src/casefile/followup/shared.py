"""What one case says that goes for every case of its debtor: that they are insolvent, that nobody knows what went out
to them, that a letter came back, and who acts for them. Pure.

An insolvency is the debtor's, whichever case says it: nothing is asked of them in any other, and what is open there is
filed, too. What a case is owed stays as its own files say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casefile.case.events import Hold, Insolvency
from casefile.case.model import Case
from casefile.case.party import Representative
from casefile.followup.action import Dossier
from casefile.followup.debtors import by_debtor
from casefile.followup.misnamed import misnamed, said_of
from casefile.followup.reach import latest
from casefile.followup.undelivered import returned
from casefile.money import Money


def shared(dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
    """The same dossiers in the same order; a case in which money is open has the insolvency that another case of its
    debtor names, and what it lacks of it; a hold as long as a contact of theirs has a step that nobody knows; what came
    back, as `undelivered.returned`; and who acts for the debtor, as another case that is not closed names them."""
    dossiers = _represented(returned(dossiers))
    if not any(is_ruined(each) or is_unclear(each) for each in dossiers):
        return tuple(dossiers)
    found: dict[str, Dossier] = {}
    for theirs in by_debtor(dossiers):
        ruins = tuple(ruin for each in theirs if is_ruined(each) and (ruin := each.case.file.insolvency))
        hold = next(
            (Hold(reason=said_of(contact)) for each in theirs for contact in misnamed(each.case, each.claim)), None
        )
        for each in theirs:
            changes = _changes(each, ruins, hold)
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
    ruin = dossier.case.file.insolvency
    return ruin is not None and ruin.opened <= dossier.claim.as_of


def is_unclear(dossier: Dossier) -> bool:
    """Whether nobody knows which step of the case went out."""
    return any(True for _ in misnamed(dossier.case, dossier.claim))


def is_open(owed: Money | None) -> bool:
    """Whether money is owed to us."""
    return owed is not None and owed.amount > 0


def _changes(dossier: Dossier, ruins: Sequence[Insolvency], hold: Hold | None) -> dict[str, object]:
    """What the case has to have of it, by the keys of case.yaml."""
    changes: dict[str, object] = {}
    if ruins and (is_ruined(dossier) or is_open(dossier.claim.total)):
        changes["insolvency"] = _whole(dossier.case, ruins)
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
