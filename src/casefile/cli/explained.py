"""`owed --explain`: how a claim comes about, so that every figure can be recomputed by hand. Only prints."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from casefile.cli import limits
from casefile.cli.terminal import Align, figure, say, table, width, wrapped

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.claim.accrual import Period
    from casefile.claim.course import Charge
    from casefile.claim.model import Claim, InvoiceClaim, Settled
    from casefile.claim.state import Posting

Columns = tuple[tuple[str, Align], ...]

MADE_OF = "made of"
PERIODS: Columns = (
    ("From", "left"),
    ("To", "left"),
    ("Days", "right"),
    ("Principal", "right"),
    ("Rate %", "right"),
    (MADE_OF, "left"),
    ("Interest", "right"),
)
RATES: Columns = (("Since", "left"), ("%", "right"), ("Read on", "right"), ("Series", "right"), ("Source", "left"))
COVERED: Columns = (("Day", "left"), ("Money of", "right"), ("For", "left"), ("Went to", "left"), ("Amount", "right"))
GRANTED: Columns = (
    ("Invoice", "left"),
    ("Arose", "right"),
    ("Unpaid then", "right"),
    ("By law", "right"),
    ("Exchange rate", "left"),
    ("Amount", "right"),
)
LEDGER: Columns = (("Day", "left"), ("What", "left"), ("Amount", "right"), ("Balance", "right"))
BEFORE: Columns = (("", "left"), ("Before", "right"), ("Today", "right"), ("Without it", "right"))
PARTS = ("principal", "interest", "compensation", "fees", "costs", "credit", "total")


def tell(case: Case, claim: Claim) -> None:
    """Prints interest by periods, where the rates come from, what payments covered, the ledger, and every rule."""
    if others := list(_others(case)):
        _heading("Who else is concerned")
        for line in others:
            _paragraph(line)
    if claim.settlement:
        _before_and_after(claim, claim.settlement)
    from casefile.claim.reasons import rules
    from casefile.claim.sources import bearing

    for one in bearing(claim):
        _interest(one)
    _compensation(claim)
    _rates(claim)
    _covered(claim)
    _heading("Ledger")
    rows = [(str(e.day), _what(e.kind, e.number, e.text), figure(e.amount), figure(e.balance)) for e in claim.ledger]
    table(LEDGER, rows)
    limits.tell(claim)
    _heading("How each figure comes about")
    for name, reason in claim.reasons.items():
        _paragraph(f"{name}: {reason.rule}{_cited(reason.law)}")
    for name, reason in rules(claim.regime).items():
        _paragraph(f"{name}: {reason.rule}{_cited(reason.law)}")
    if claim.regime.confirm:
        _heading("To be confirmed by counsel")
        for axis, text in claim.regime.confirm.items():
            _paragraph(f"{axis}: {text}")


def _others(case: Case) -> Iterator[str]:
    """Who else has to do with the claim: whom it was bought from, and who else owes it."""
    sold = case.assignor
    if sold:
        told = f"; the debtor was told on {sold.terms.noticed}" if sold.terms.noticed else "; no notice is recorded"
        yield f"Assigned by {sold.party.name} on {sold.terms.date}{told}."
    for one in case.co_debtors:
        cap = f", up to {one.terms.cap:,} {case.currency}" if one.terms.cap is not None else ""
        yield f"{one.party.name} owes it, too ({one.terms.liability}{cap})."


def _before_and_after(claim: Claim, settled: Settled) -> None:
    _heading(f"Before the settlement of {settled.settlement.agreed}, today, and had there been none")
    claims = (settled.before, claim, settled.without)
    table(BEFORE, [(part.capitalize(), *(figure(getattr(each, part)) for each in claims)) for part in PARTS])
    if settled.periods:
        _heading("Interest on instalments")
        _periods([row for _, row in settled.periods])


def _interest(one: InvoiceClaim) -> None:
    if not one.periods:
        return
    _heading(f"Interest on {one.number}")
    began = one.started
    if began.moved:
        _paragraph(f"{began.moved}, the next working day, is the last day to pay{_cited(began.moved_law)}")
    law = "" if began.law == began.rule else _cited(began.law)
    _paragraph(f"from {began.first}, {began.rule}{law}")
    _periods(one.periods)
    if any(row.interest != row.uncapped for row in one.periods):
        _paragraph("the last rows are cut at the cap that was agreed: by the rate alone it were more")
    if one.interest_paid:
        _paragraph(f"of it {figure(one.interest_paid)} was paid, {figure(one.interest)} is open")


def _periods(rows: Iterable[Period]) -> None:
    """The rows of interest; what a rate is made of is left out where it is a plain number."""
    drawn = [_period(row) for row in rows]
    shown = [place for place, (head, _) in enumerate(PERIODS) if head != MADE_OF or any(row[place] for row in drawn)]
    table([PERIODS[place] for place in shown], [[row[place] for place in shown] for row in drawn])


def _period(row: Period) -> tuple[str, ...]:
    quote = row.quote
    made = f"{quote.row.percent} + {quote.margin}" if quote.row and quote.margin else ""
    days = str(row.days) if row.year == 365 else f"{row.days}/{row.year}"
    rate = f"{quote.percent:.2f}"
    return str(row.first), str(row.last), days, figure(row.principal), rate, made, figure(row.interest)


def _compensation(claim: Claim) -> None:
    rows = [_granted(charge) for one in claim.invoices for charge in one.charges if charge.granted]
    if rows:
        _heading("Compensation")
        table(GRANTED, rows)


def _granted(charge: Charge) -> tuple[str, ...]:
    granted = charge.granted
    if granted is None:
        return ()
    said = granted.rate
    named = " ".join(filter(None, (said.get("on", ""), said.get("source", ""))))
    rate = f"{said[granted.sum.currency]} {f'({named})' if named else ''}".strip() if said else ""
    by_law = f"{figure(granted.sum)} {granted.sum.currency}"
    return charge.number, str(charge.day), figure(granted.unpaid), by_law, rate, figure(charge.amount)


def _rates(claim: Claim) -> None:
    from casefile.claim.sources import references

    found = references(claim)
    if not found:
        return
    _heading("Where the rates come from")
    rows = []
    for one in found:
        source = f"{one.source} (recalled, to be confirmed)" if one.recalled else one.source
        rows.append((str(one.since), str(one.percent), str(one.read_on), one.series, source))
    table(RATES, rows)


def _covered(claim: Claim) -> None:
    settled = claim.settlement if claim.settlement and claim.settlement.is_in_force else None
    postings = settled.before.postings if settled else claim.postings
    moved = [posting for posting in postings if posting.what != "credit"]
    if not moved:
        return
    _heading("What the payments before the settlement covered" if settled else "What the payments covered")
    table(COVERED, [_posting(posting) for posting in moved])


def _posting(posting: Posting) -> tuple[str, ...]:
    group = posting.group
    named = " ".join(filter(None, (group.number, f"({group.towards})" if group.towards else "")))
    return str(posting.day), str(group.day), named, f"{posting.what} {posting.number}".strip(), figure(posting.amount)


def _cited(law: str) -> str:
    return f" [{law}]" if law else ""


def _what(kind: str, number: str, text: str) -> str:
    return " ".join(part for part in (kind, number, f"({text})" if text and text != number else "") if part)


def _heading(text: str) -> None:
    say()
    say(text, "strong")


def _paragraph(text: str) -> None:
    for line in wrapped(text, width(sys.stdout)):
        say(line)
