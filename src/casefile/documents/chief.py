"""The few exhibits to read first, by one rule that is stated beside them: what the debtor acknowledged, then what
shows most of what is open.

An exhibit shows a line as agreed, performed or accepted, by its kind. Each next one is the one that shows the most
that is not shown yet; what two show alike, the smaller number shows. Invoices and letters of our own show nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.model import Case
from casefile.case.proof import Exhibit
from casefile.documents.matter import Matter
from casefile.documents.proof import of_line
from casefile.money import Money, total

MOST = 5
Ground = Literal["acknowledged", "promised", "agreed", "performed", "accepted"]

_SHOWS: Mapping[str, Ground] = {
    "contract": "agreed",
    "order": "agreed",
    "change-order": "agreed",
    "delivery": "performed",
    "timesheet": "performed",
    "acceptance": "accepted",
}
_Line = tuple[str, str]
"""The invoice's number and the line's id."""


@dataclass(frozen=True, slots=True)
class Chief:
    """One of the chief exhibits, and why it is one: the lines it shows, by the invoice's `number` where they are all of
    one. `whole`: every line of what is open. No lines for what the debtor acknowledged or promised."""

    id: str
    title: str
    day: date | None
    ground: Ground
    number: str
    lines: tuple[str, ...]
    whole: bool


def chief(matter: Matter) -> tuple[Chief, ...]:
    """At most five exhibits, in the order to read them in. `matter` is on the open side of the wall."""
    own = tuple(_own_words(matter))[:MOST]
    return (*own, *_showing_most(matter, {one.id for one in own}, MOST - len(own)))


def _showing_most(matter: Matter, taken: Set[str], count: int) -> Iterator[Chief]:
    """Each the exhibit that shows the most that those before it do not."""
    gross = _gross(matter)
    lines = {row: _lines(matter.case, row, gross) for row in matter.case.exhibits if _is_candidate(row, taken)}
    shown: set[tuple[Ground, _Line]] = set()
    for _ in range(count):
        fresh = {row: [each for each in found if (_SHOWS[row.kind], each) not in shown] for row, found in lines.items()}
        worth = {row: total([gross[each] for each in found], matter.claim.currency) for row, found in fresh.items()}
        best = max(worth, key=lambda row: (worth[row].amount, -int(row.id[1:])), default=None)
        if best is None or not worth[best].amount > 0:
            return
        ground = _SHOWS[best.kind]
        shown |= {(ground, each) for each in lines[best]}
        yield _shown(best, ground, lines[best], gross)


def _shown(row: Exhibit, ground: Ground, lines: Set[_Line], gross: Mapping[_Line, Money]) -> Chief:
    numbers = {number for number, _ in lines}
    one = numbers.pop() if len(numbers) == 1 else ""
    named = tuple(line for number, line in gross if (number, line) in lines) if one else ()
    return Chief(row.id, row.title, row.date, ground, one, named, lines >= gross.keys())


def _is_candidate(row: Exhibit, taken: Set[str]) -> bool:
    return row.kind in _SHOWS and not row.translation_of and row.id not in taken


def _own_words(matter: Matter) -> Iterator[Chief]:
    """What the debtor acknowledged, then what they promised, the latest first."""
    said: tuple[tuple[Ground, Iterator[str]], ...] = (
        ("acknowledged", _acknowledged(matter)),
        ("promised", _logged(matter, "promised")),
    )
    seen: set[str] = set()
    for ground, ids in said:
        rows = {row.id: row for name in ids if (row := matter.case.exhibit(name)) and name not in seen}
        seen |= rows.keys()
        for row in sorted(rows.values(), key=lambda each: (each.date or date.min, each.id), reverse=True):
            yield Chief(row.id, row.title, row.date, ground, "", (), False)


def _acknowledged(matter: Matter) -> Iterator[str]:
    case, day = matter.case, matter.claim.as_of
    for event in case.file.events:
        if event.what == "acknowledgement" and event.date <= day:
            yield from event.evidence
    settlement = case.settlement
    if settlement and settlement.acknowledges and settlement.agreed <= day:
        yield from settlement.evidence
    yield from _logged(matter, "acknowledged")


def _logged(matter: Matter, outcome: str) -> Iterator[str]:
    for contact in matter.case.contacts:
        if contact.head.outcome == outcome and contact.head.date <= matter.claim.as_of:
            yield from contact.head.evidence


def _gross(matter: Matter) -> Mapping[_Line, Money]:
    """What each line of what is open comes to, with tax."""
    found = {}
    for one in matter.claim.invoices:
        for line in one.invoice.lines if one.outstanding else ():
            found[one.number, line.id] = one.bill.line(line.id).gross
    return found


def _lines(case: Case, exhibit: Exhibit, gross: Mapping[_Line, Money]) -> frozenset[_Line]:
    """The lines that an exhibit is about: those linked to it, and all of an invoice or contract that it proves. A
    contract does not show a line whose clause stands in an exhibit of its own."""
    found = set()
    for invoice in case.bills:
        whole = invoice.number in exhibit.proves or exhibit.id in case.contract.evidence
        for line in invoice.lines:
            clause = case.contract.clauses.get(line.clause)
            elsewhere = clause and clause.evidence and exhibit.id not in clause.evidence and exhibit.kind == "contract"
            linked = exhibit.id in of_line(case, invoice, line) or (whole and not elsewhere)
            found |= {(invoice.number, line.id)} if linked else set()
    return frozenset(found & gross.keys())
