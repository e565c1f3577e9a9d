"""When interest on a debt starts: the day after default. Knows the facts a case holds about one invoice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casefile.case.invoice import Invoice
from casefile.case.model import Case, Contact
from casefile.case.reminders import is_written, reminds
from casefile.claim.regime import Regime, Unilateral
from casefile.claim.workdays import moved

DAY = timedelta(days=1)
DEMAND = "demand"
"""The ladder's step that is the formal demand (mise en demeure)."""
Which = Literal["any", "demand"]
ASKED: Mapping[Which, str] = {"any": "reminder", "demand": "formal demand in writing"}


@dataclass(frozen=True, slots=True)
class Started:
    """The first day that bears interest, why, and the paragraph; `missing` names facts without which there is none.

    `moved` is the last day to pay where the due date, or the end of the term, was no working day, by `moved_law`.
    """

    first: date | None
    rule: str
    law: str
    missing: tuple[str, ...] = ()
    moved: date | None = None
    moved_law: str = ""


def first_interest_day(
    case: Case, invoice: Invoice, due: date, regime: Regime, as_of: date, *, claimed: bool = True
) -> Started:
    """When interest on what falls due on `due` starts, by what is known on the as-of date.

    `interest.from` replaces it for whatever was due before that day, unless not `claimed` but by law alone.
    """
    if regime.rate is None or regime.start is None:
        return Started(None, "no interest is claimed", regime.law)
    agreed = case.file.interest.from_ if case.file.interest else None
    if claimed and agreed and due < agreed:
        return Started(agreed, "interest is claimed from this day on", "interest.from")
    unilateral = regime.start.unilateral
    if unilateral and (invoice.due_basis == "invoice" or unilateral.always):
        return _unilateral(case, invoice, due, regime, unilateral, as_of)
    return _after(case, due, regime, "the day after the due date", regime.start.law)


def _after(case: Case, last: date, regime: Regime, why: str, law: str) -> Started:
    """Interest from the day after the last day to pay, which may have moved."""
    first, rule = day_after(case, last, regime), regime.start.moves if regime.start else None
    if rule is None or first == last + DAY:
        return Started(first, why, law)
    return Started(first, why, law, moved=first - DAY, moved_law=rule.law)


def day_after(case: Case, due: date, regime: Regime) -> date:
    """The first day overdue, after moving a due date that is no working day where the regime says so."""
    rule = regime.start.moves if regime.start else None
    return moved(due, rule, case.contract.law or "") + DAY


def _unilateral(case: Case, invoice: Invoice, due: date, regime: Regime, rule: Unilateral, as_of: date) -> Started:
    """The earliest of: the term after the last of the facts has run out; the day after a reminder."""
    found: list[Started] = []
    facts = {name: FACTS[name](invoice, due) for name in rule.after}
    known = [day for day in facts.values() if day and day <= max(as_of, due)]
    if rule.days is not None and len(known) == len(facts):
        last = max(max(known) + rule.days * DAY, due)
        why = f"the day after {rule.days} days from the latest of: {', '.join(rule.after)}"
        found.append(_after(case, last, regime, why, rule.law))
    if rule.reminder:
        last = day_after(case, due, regime) - DAY  # a reminder before the moved due date comes too early
        reminded = reminders(case, invoice, last, as_of, rule.reminder)
        found += [Started(day + DAY, f"the day after a {ASKED[rule.reminder]}", rule.law) for day in reminded[:1]]
    if found:
        return min(found, key=lambda started: started.first or date.max)
    unknown = (name for name, day in facts.items() if not day or day not in known)
    wanted = (*unknown, *([rule.reminder] if rule.reminder else []))
    return Started(None, "the facts that default depends on are missing", rule.law, wanted)


def arose(invoice: Invoice) -> date:
    """The day the claim arose: that of the last performance where it is known, else that of the invoice."""
    return _performed(invoice, invoice.issued) or invoice.issued


def _performed(invoice: Invoice, _: date) -> date | None:
    days = [day for line in invoice.lines if (day := line.delivered or (line.period.to if line.period else None))]
    return max(days, default=None)


FACTS: Mapping[str, Callable[[Invoice, date], date | None]] = {
    "due": lambda _, due: due,
    "received": lambda invoice, _: invoice.received,
    "performed": _performed,
}


def reminders(case: Case, invoice: Invoice, due: date, as_of: date, which: Which) -> tuple[date, ...]:
    """The days on which the debtor was reminded of the invoice after it fell due, oldest first."""
    return tuple(sorted(_arrived(contact) for contact in case.contacts if _counts(contact, invoice, due, as_of, which)))


def _counts(contact: Contact, invoice: Invoice, due: date, as_of: date, which: Which) -> bool:
    asked = reminds(contact, (invoice.number,)) and due < contact.head.date and _arrived(contact) <= as_of
    return asked and (which == "any" or (contact.head.step == DEMAND and is_written(contact)))


def _arrived(contact: Contact) -> date:
    return contact.head.received.on if contact.head.received else contact.head.date
