"""What credit a debtor's history speaks for: limit, advance, days to pay, and the invoices each rests on. Pure.

Advice from a table of rules; a person decides. The limit starts from what was open at a time and has been paid since.
Credit managers take the high credit that other suppliers report, beside ten percent of the customer's net worth
(academy.highako.com, How to Set a Reasonable and Effective Credit Limit); here it is our own, as no other is known.
Invoices that were paid without a case are unknown, too, so that a debtor looks worse than they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from casefile.case.party import Credit
from casefile.claim.schedule import later
from casefile.followup.action import Dossier
from casefile.followup.debtors import debtor_key
from casefile.followup.outcomes import Outcome, Paid, outcome
from casefile.followup.pledges import pledges
from casefile.followup.statistics import FEW, Days, days
from casefile.money import Money, total

GRACE = 5
"""Days within which a payment counts as on time: a weekend, and a bank's day."""
VERY_LATE = 30
HOLD = 60
"""Days overdue from which nothing more is given on credit until that is paid."""
MONTHS = 24
"""How far back is looked: what fell due before that says little about today."""
SMALL_ADVANCE, LARGE_ADVANCE, ALL = 30, 50, 100
"""Percent of the price."""
SHORT, SHORTEST = 14, 7
"""Days to pay where a debtor is given less time."""


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one debtor in one currency. `judged` are invoices that were paid, or are overdue by more
    than the grace: before that nobody can say whether they come on time. `left_out` are those that were objected to,
    which is no sign of how somebody pays. `ruined` are those, in whatever currency, of the cases that say that the
    debtor is insolvent."""

    outcomes: tuple[Outcome, ...]
    judged: tuple[Paid, ...]
    left_out: tuple[Paid, ...]
    ruined: tuple[str, ...]

    def of(self, *hows: str) -> tuple[str, ...]:
        """The invoices of the cases that ended so."""
        return _numbers(invoice for each in self.outcomes if each.how in hows for invoice in each.invoices)


class Rule(NamedTuple):
    """A fact, and what follows from it where there are invoices for it: the limit in percent of the measure, the
    advance in percent of the price, and the most days to pay (None: as so far)."""

    reason: str
    says: str
    share: int
    advance: int
    days: int | None
    found: Callable[[History], tuple[str, ...]]


def _numbers(invoices: Iterable[Paid]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.number for each in invoices))


def _between(above: int, upto: int | None) -> Callable[[History], tuple[str, ...]]:
    """The invoices that were, or are, so many days late."""
    return lambda history: _numbers(
        each for each in history.judged if each.late > above and (upto is None or each.late <= upto)
    )


def _on_time(least: int, below: int | None) -> Callable[[History], tuple[str, ...]]:
    """All judged invoices, where each of them came on time and they are so many."""

    def found(history: History) -> tuple[str, ...]:
        is_many = least <= len(history.judged) and (below is None or len(history.judged) < below)
        return _numbers(history.judged) if is_many and all(each.late <= GRACE for each in history.judged) else ()

    return found


def _overdue(history: History) -> tuple[str, ...]:
    return _numbers(each for each in history.judged if each.on is None and each.late > HOLD)


def _cash_flow(history: History) -> tuple[str, ...]:
    found = [each for each in history.outcomes if each.cause == "cash-flow" or _says_cash_flow(each)]
    return _numbers(invoice for each in found for invoice in each.invoices)


def _says_cash_flow(one: Outcome) -> bool:
    disputes = [one.case.file.dispute, *(line.dispute for bill in one.case.bills for line in bill.lines)]
    return any(each.reason == "cash-flow" for each in disputes if each)


def _broken_promise(history: History) -> tuple[str, ...]:
    found: list[str] = []
    for each in history.outcomes:
        for pledge in pledges(each.case, each.claim):
            if pledge.state in ("partly", "broken"):
                found += [one.number for one in each.invoices if pledge.covers(one.number)]
    return tuple(dict.fromkeys(found))


def _broken_settlement(history: History) -> tuple[str, ...]:
    broken = [each for each in history.outcomes if (s := each.claim.settlement) and s.progress.defaulted]
    return _numbers(invoice for each in broken for invoice in each.invoices)


RULES: tuple[Rule, ...] = (
    Rule("insolvent", "insolvency was opened", 0, ALL, 0, lambda history: history.ruined),
    Rule("written-off", "the debt was written off", 0, ALL, 0, lambda history: history.of("written-off")),
    Rule("pursued", "it took an attorney or a court", 0, ALL, 0, lambda history: history.of("handed-over", "sued")),
    Rule("broken-settlement", "a settlement was not kept", 0, ALL, 0, _broken_settlement),
    Rule("overdue", f"more than {HOLD} days overdue and open: nothing on credit until it is paid", 0, ALL, 0, _overdue),
    Rule("far-too-late", f"more than {HOLD} days late", 25, LARGE_ADVANCE, SHORT, _between(HOLD, None)),
    Rule("broken-promise", "a promise to pay was not kept", 50, LARGE_ADVANCE, SHORTEST, _broken_promise),
    Rule("cash-flow", "they were short of money", 50, SMALL_ADVANCE, SHORT, _cash_flow),
    Rule("very-late", f"{VERY_LATE + 1} to {HOLD} days late", 50, SMALL_ADVANCE, SHORT, _between(VERY_LATE, HOLD)),
    Rule("late", f"{GRACE + 1} to {VERY_LATE} days late", 75, 0, None, _between(GRACE, VERY_LATE)),
    Rule("on-time", f"what was paid came within {GRACE} days of the due date", 100, 0, None, _on_time(1, FEW)),
    Rule("reliable", f"{FEW} or more paid, all within {GRACE} days of the due date", 125, 0, None, _on_time(FEW, None)),
)  # fmt: skip
"""Gravest first. Of all that hold, the smallest limit, the largest advance and the fewest days count."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that holds, and the invoices it holds for."""

    rule: Rule
    invoices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for one debtor in one currency. It rests on `invoices`; how long those `left_out` took is not
    judged, as they were objected to.

    `measure` is the most that was open at a time and has been paid since, with the invoices it is made of as
    `measured`; `limit` what is suggested, None where nothing was paid yet or nothing is known. `advance` is in percent,
    `terms` in days from the invoice, None where there is no invoice to go by; `given` is the credit so far, `open` the
    principal that is open now.
    """

    debtor: str
    debtor_id: str
    currency: str
    as_of: date
    invoices: tuple[str, ...]
    left_out: tuple[str, ...]
    days: Days
    measure: Money | None
    measured: tuple[str, ...]
    limit: Money | None
    advance: int | None
    terms: int | None
    reasons: tuple[Reason, ...]
    given: Credit | None
    open: Money

    @property
    def is_few(self) -> bool:
        """Whether it rests on too few invoices to say much."""
        return len(self.invoices) < FEW


def suggestions(dossiers: Sequence[Dossier], key: str) -> tuple[Suggestion, ...]:
    """What is suggested for the debtor of that key, one for each currency in which they were invoiced."""
    theirs = [each for each in dossiers if debtor_key(each.case) == key]
    currencies = sorted({each.claim.currency for each in theirs})
    return tuple(_suggestion(theirs, one) for one in currencies)


def _suggestion(theirs: Sequence[Dossier], currency: str) -> Suggestion:
    dossiers = [each for each in theirs if each.claim.currency == currency]
    as_of, case = dossiers[0].claim.as_of, dossiers[0].case
    history = _history(dossiers, _ruined(theirs, as_of), as_of)
    reasons = tuple(Reason(rule, found) for rule in RULES if (found := rule.found(history)))
    measure, measured = _high_credit(history, currency)
    known = bool(history.judged or reasons)
    terms = _usual_days(history)
    given = [reason.rule.days for reason in reasons if reason.rule.days is not None]
    share = min((reason.rule.share for reason in reasons), default=None)
    return Suggestion(
        debtor=case.debtor.name,
        debtor_id=case.debtor_id,
        currency=currency,
        as_of=as_of,
        invoices=tuple(dict.fromkeys((*_numbers(history.judged), *(n for each in reasons for n in each.invoices)))),
        left_out=_numbers(history.left_out),
        days=days(history.outcomes),
        measure=measure,
        measured=measured,
        limit=_limit(measure, share, currency),
        advance=max(reason.rule.advance for reason in reasons) if known else None,
        terms=min([terms, *given]) if known and terms is not None else None,
        reasons=reasons,
        given=case.debtor.credit,
        open=total([each.claim.principal for each in dossiers], currency),
    )


def _ruined(dossiers: Sequence[Dossier], as_of: date) -> tuple[str, ...]:
    """The invoices of the cases that say that the debtor is insolvent, which in one currency they are in all."""
    said = [each for each in dossiers if (ruin := each.case.file.insolvency) and ruin.opened <= as_of]
    return _numbers(invoice for each in _recent(said, as_of) for invoice in each.invoices)


def _recent(dossiers: Sequence[Dossier], as_of: date) -> tuple[Outcome, ...]:
    """The cases in which something fell due not long ago."""
    since = later(as_of, "month", -MONTHS)
    all_ = (outcome(each) for each in dossiers)
    return tuple(one for one in all_ if any(invoice.due >= since for invoice in one.invoices))


def _history(dossiers: Sequence[Dossier], ruined: tuple[str, ...], as_of: date) -> History:
    since = later(as_of, "month", -MONTHS)
    outcomes = _recent(dossiers, as_of)
    recent = [invoice for each in outcomes for invoice in each.invoices if invoice.due >= since]
    told = [each for each in recent if each.on or (each.outstanding and each.late > GRACE)]
    return History(
        outcomes,
        tuple(each for each in told if not each.is_objected),
        tuple(each for each in told if each.is_objected),
        ruined,
    )


def _usual_days(history: History) -> int | None:
    """The time that the last invoice gave."""
    bills = ((each.issued, (each.due - each.issued).days) for one in history.outcomes for each in one.invoices)
    return max(bills, default=(date.min, None))[1]


def _high_credit(history: History, currency: str) -> tuple[Money | None, tuple[str, ...]]:
    """The most that was open on one day of what has been paid in full since, and of which invoices."""
    paid = [each for each in history.judged if each.on]
    best: tuple[Paid, ...] = ()
    for day in {each.issued for each in paid}:
        running = tuple(each for each in paid if each.issued <= day <= (each.on or day))
        best = max(best, running, key=lambda some: (_sum(some), -len(some), _numbers(some)))
    return (total([each.amount for each in best], currency), _numbers(best)) if best else (None, ())


def _sum(invoices: Iterable[Paid]) -> Decimal:
    return sum((each.amount.amount for each in invoices), Decimal(0))


def _limit(measure: Money | None, share: int | None, currency: str) -> Money | None:
    """The share of the measure, in two figures, rounded down; nothing where nothing is given on credit at all."""
    if share == 0:
        return total([], currency)
    if measure is None or share is None:
        return None
    whole = int(measure.amount * share / 100)
    unit = 10 ** max(len(str(whole)) - 2, 0)
    return total([Money(Decimal(whole // unit * unit), currency)], currency)


def debtors(dossiers: Iterable[Dossier]) -> Iterator[tuple[str, Dossier]]:
    """Every debtor once: the key and the first of their cases."""
    seen: set[str] = set()
    for each in dossiers:
        key = debtor_key(each.case)
        if key not in seen:
            seen.add(key)
            yield key, each
