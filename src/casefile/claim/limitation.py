"""Until when each debt can be sued for: from its due date, by the governing law, with what stopped or restarted it.

Knows facts up to the as-of date. Every result is to be confirmed by counsel, and in doubt the day is the earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from casefile.case.dealings import Payment
from casefile.case.invoice import Invoice
from casefile.claim.account import Account
from casefile.claim.basis import Basis
from casefile.claim.clock import Clock, restarted, started, suspended
from casefile.claim.course import Course
from casefile.claim.happenings import Happening, happenings
from casefile.claim.schedule import later
from casefile.claim.statute import Effect, Span, What
from casefile.errors import Source

CONFIRM = "to be confirmed by counsel"
NOT_SEEN = ", not looked up"
"""What follows a paragraph that was recalled."""

AGREED: frozenset[What] = frozenset({"standstill"})
"""What ends on a day that both sides know beforehand; the end of all else is a fact only once it has come."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that mattered, or did not, and why in words; `last` is the last day after it, where there is one.

    Where it is written (`source`) makes no step another one.
    """

    day: date
    what: str
    why: str
    law: str
    last: date | None
    source: Source = field(compare=False)


@dataclass(frozen=True, slots=True)
class Barring:
    """When one debt of an invoice (or what was kept back of it) is barred by time under `law`, a code, named `name`.

    `last` is the last day to sue; None for the `reason` in words. `rule` and `paragraph` say how long the time is.
    All of it is to be confirmed by counsel, `notes` above all.
    """

    number: str
    is_retention: bool
    law: str
    name: str
    rule: str
    paragraph: str
    last: date | None
    reason: str
    is_barred: bool
    steps: tuple[Step, ...]
    notes: tuple[str, ...]

    def ends_within(self, as_of: date, months: int) -> bool:
        """Whether the last day lies within so many months."""
        return self.last is not None and later(self.last, "month", -months) <= as_of


@dataclass(frozen=True, slots=True)
class _Running:
    """The clock, and in words what makes it stand still on the as-of date."""

    clock: Clock
    pending: str = ""

    @property
    def last(self) -> date | None:
        return None if self.pending else self.clock.last


def limitation(
    basis: Basis, invoice: Invoice, accounts: Iterable[Account], course: Course, payments: Sequence[Payment]
) -> tuple[Barring, ...]:
    """For each of the invoice's debts of which something is open; `payments` are all that are known."""
    return tuple(_barring(basis, invoice, account, course, payments) for account in accounts)


def _barring(basis: Basis, invoice: Invoice, account: Account, course: Course, payments: Sequence[Payment]) -> Barring:
    debt, statute = account.debt, basis.statute
    unknown = Barring(debt.number, debt.is_retention, basis.law, "", "", "", None, _unknown(basis), False, (), ())
    if statute is None:
        return unknown
    kind, debtor = basis.case.contract.type, basis.case.debtor.kind
    possible = statute.possible(kind, debtor)
    if not possible:
        reason = f"nothing is known of the time for such a contract and debtor under {statute.name}"
        return replace(unknown, name=statute.name, reason=reason)
    due = debt.late_from - timedelta(days=1)  # the last day to pay, which may have moved
    span = min(possible, key=lambda one: started(one, due).last)
    running = _Running(started(span, due))
    steps = [_first(invoice, account, running.clock)]
    for event in happenings(basis, account, course, payments, statute):
        running, step = _followed(running, event, statute.effect(event.what, debtor, event.day), basis.as_of)
        steps.append(step)
    return replace(
        unknown,
        name=statute.name,
        rule=_rule(span, kind is None and len({one.years for one in possible}) > 1),
        paragraph=cited(span),
        last=running.last,
        reason=running.pending,
        is_barred=running.last is not None and running.last < basis.as_of,
        steps=tuple(steps),
        notes=(*([span.note] if span.note else []), *statute.notes),
    )


def _unknown(basis: Basis) -> str:
    if basis.law:
        return f"nothing is known of limitation under the law {basis.law}"
    return "the governing law is not known: write contract.law"


def _rule(span: Span, is_shortest: bool) -> str:
    years = f"{span.years} year{'' if span.years == 1 else 's'}{YEARS[span.year]}"
    shortest = "; contract.type is not known, and this is the shortest that could apply"
    return f"{years}{shortest if is_shortest else ''}"


YEARS = {
    "": "",
    "starts": " from the end of the year",
    "restarts": " from the end of the year",
    "ends": ", to the end of the year",
}


def cited(rule: Span | Effect) -> str:
    """The paragraph, with a word where it was not looked up."""
    return f"{rule.law}{NOT_SEEN}" if rule.recalled else rule.law


def _first(invoice: Invoice, account: Account, clock: Clock) -> Step:
    debt = account.debt
    if debt.is_retention and invoice.retention:
        return Step(debt.due, "release", "it is due", "", clock.last, invoice.retention.at.of("release"))
    return Step(debt.due, "due", "it is due", "", clock.last, invoice.at.of("due"))


def _followed(running: _Running, event: Happening, effect: Effect | None, as_of: date) -> tuple[_Running, Step]:
    after, why = _outcome(running, event, effect, as_of)
    if effect is None:
        return after, Step(event.day, event.what, why, "", after.last, event.source)
    tells = effect.note and (after != running or effect.does in ("nothing", "holds"))
    words = f"{why}; {effect.note}" if tells else why
    return after, Step(event.day, event.what, words, cited(effect), after.last, event.source)


def _outcome(running: _Running, event: Happening, effect: Effect | None, as_of: date) -> tuple[_Running, str]:
    """The clock after the event, and what it did in words."""
    if effect is None:
        return running, "the law's file says nothing of it: not counted"
    if effect.does == "nothing":
        return running, "does not count"
    if event.rest:
        return running, event.rest
    if event.day > running.clock.last and not effect.late and not running.pending:
        return running, "too late: the time was up"
    ended = _end(event, effect)
    if ended is None or (event.what not in AGREED and effect.most is None and ended > as_of):
        return replace(running, pending=running.pending or f"stopped by the {event.what} of {event.day}"), "stopped"
    return _ended(running, event.day, ended, effect)


def _ended(running: _Running, day: date, ended: date, effect: Effect) -> tuple[_Running, str]:
    """What an event did that is over, or whose end is agreed."""
    if effect.does == "holds":
        return running, f"it ended on {ended}: the time ran on as if it had not been"
    if effect.does == "restarts":
        clock = restarted(running.clock, ended)
        why = f"starts anew after {clock.begin}"
    else:
        to = later(ended, "month", effect.extra)
        clock = suspended(running.clock, day, to, effect.least)
        why = f"stands still until {to}"
    if clock == running.clock:
        stays = f"runs from {clock.begin}" if day <= clock.begin else "stood still already"
        return running, f"changes nothing: the time {stays}"
    return replace(running, clock=clock), why


def _end(event: Happening, effect: Effect) -> date | None:
    """The last day of what lasts, at most what the law allows; None while it goes on."""
    if effect.most is None:
        return event.ended
    most = later(event.day, "month", effect.most)
    return min(event.ended or most, most)
