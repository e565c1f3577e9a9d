"""The reply to objections: each in the debtor's words with our answer and its proof, and what is to be paid meanwhile.

Concedes nothing but what the case records as conceded. Where no reason was given it asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.reminders import SPOKEN
from casefile.documents.asked import may_be_asked
from casefile.documents.charges import Charges, charged
from casefile.documents.conceded import Credited, Settling, credited, notes_for, settling, uncredited
from casefile.documents.interest import order_law
from casefile.documents.items import Item, in_force, items, numbers, sums, widths
from casefile.documents.letter import Correspondents, correspondents, is_closed, one_debtor, something_issued
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.objections import Objection, objection, objections, raised
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.proof import Annex, Ref, Refs, annexes, clause_refs, of_line, refs
from casefile.documents.purpose import purposes
from casefile.documents.reach import Reach, reach
from casefile.errors import Problem, Source

DAYS_TO_PAY = 7
DAYS_TO_ANSWER = 14
VAGUE = ("unclear", "other")
"""Reasons that say nothing of what is wrong."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One objection with what we say to it. `asks`: no reason was given, so the letter asks for one.

    `evidence` is what proves our answer and is not named in it. `settling` says that what was conceded was part of the
    settlement (settled), or that it lapsed with it (lapsed); `notes` are the credit notes that give it.
    """

    objection: Objection
    asks: bool
    evidence: Refs
    clause: str
    clause_text: str
    clause_at: Refs
    settling: Settling
    notes: tuple[Credited, ...]


@dataclass(frozen=True, slots=True)
class DisputeReply:
    """What the reply's template may name. `numbers` are the invoices objected to, `credited` our credit notes to them
    that belong to no objection. `items` and `sums` are what is open and not contested, overdue where anything is
    (`is_late`); `pay_by` is empty where there is nothing of it, or it is not due yet."""

    who: Correspondents
    numbers: tuple[str, ...]
    replies: tuple[Reply, ...]
    credited: tuple[Credited, ...]
    items: tuple[Item, ...]
    sums: Item
    widths: str
    is_late: bool
    charged: Charges
    order_law: str
    pay: HowToPay
    pay_by: date | None
    answer_by: date
    reach: Reach
    exhibits: tuple[Annex, ...]

    @property
    def is_contested(self) -> bool:
        """Whether an objection is still open."""
        return any(reply.objection.is_open for reply in self.replies)

    @property
    def only_asks(self) -> bool:
        """Whether every objection came without a reason, so that there is nothing to answer yet."""
        return all(reply.asks for reply in self.replies)


def content(matters: Matters, options: Options) -> Content:
    """The reply's values and the payment code for what is not contested."""
    case = matters[0].case
    replies = tuple(reply for matter in matters for reply in _replies(matter))
    notes = tuple(note for matter in matters for note in _others(matter))
    rows = _rows(matters)
    foot = sums(rows, case.currency)
    late = any(row.is_late for row in rows)
    cases = tuple(matter.case.id for matter in matters)
    named = purposes(numbers(rows, matters), cases, options.language)
    pay, assets = how_to_pay(case.creditor, foot.to_pay, named, options.language, case.debtor)
    values = DisputeReply(
        who=correspondents(matters, options),
        numbers=tuple(dict.fromkeys(number for matter in matters for number in _numbers(matter))),
        replies=replies,
        credited=notes,
        items=rows,
        sums=foot,
        widths=widths(foot, late=late),
        is_late=late,
        charged=charged(matters, rows),
        order_law=order_law(matters[0].claim),
        pay=pay,
        pay_by=options.as_of + timedelta(days=DAYS_TO_PAY) if late else None,
        answer_by=options.as_of + timedelta(days=DAYS_TO_ANSWER),
        reach=reach(case),
        exhibits=tuple(
            annex for matter in matters for annex in annexes(matter.case, _cited(replies, notes), options.locations)
        ),
    )
    return Content(values, assets if rows else {})


def _replies(matter: Matter) -> Iterator[Reply]:
    """What is still open first, what was settled after it."""
    for one in sorted(objections(matter), key=lambda one: not one.is_open):
        clause, proof = _relied_on(matter, one)
        found = matter.case.contract.clauses.get(clause)
        yield Reply(
            objection=one,
            asks=_asks(one),
            evidence=proof,
            clause=found.ref if found else "",
            clause_text=found.text if found else "",
            clause_at=tuple(ref for ref in clause_refs(matter.case, clause) if ref.page),
            settling=settling(one),
            notes=notes_for(one, credited(matter)),
        )


def _asks(one: Objection) -> bool:
    return one.is_open and not one.statement and (one.reason in VAGUE or not one.response)


def _relied_on(matter: Matter, one: Objection) -> tuple[str, Refs]:
    """The clause of the line objected to, and its proof with that of our answer."""
    for invoice in matter.case.invoices:
        for line in invoice.lines:
            if (invoice.number, line.id) == (one.number, one.line):
                proof = of_line(matter.case, invoice, line)
                named = {ref.id for ref in one.exhibits} - {ref.id for ref in one.unnamed}
                return line.clause, refs(e for e in (*(ref.id for ref in one.unnamed), *proof) if e not in named)
    return "", one.unnamed


def _numbers(matter: Matter) -> Iterator[str]:
    """The invoices objected to; every open one where it is the whole claim."""
    found = objections(matter)
    if any(not one.number for one in found):
        yield from (one.number for one in matter.claim.invoices if one.outstanding)
    yield from (one.number for one in found if one.number)


def _others(matter: Matter) -> Iterator[Credited]:
    """Our credit notes to the invoices objected to that no concession speaks of."""
    notes, numbers = credited(matter), set(_numbers(matter))
    spoken = {note.number for one in objections(matter) for note in notes_for(one, notes)}
    yield from (note for note in notes if note.credits in numbers and note.number not in spoken)


def _rows(matters: Matters) -> tuple[Item, ...]:
    rows = items(matters)
    return tuple(row for row in rows if row.is_late) or rows


def _cited(replies: tuple[Reply, ...], notes: tuple[Credited, ...]) -> Iterator[str]:
    groups: list[tuple[Ref, ...]] = [note.exhibits for note in notes]
    for reply in replies:
        one = reply.objection
        groups += [one.exhibits, one.conceded_exhibits, reply.evidence, reply.clause_at]
        groups += [note.exhibits for note in reply.notes]
    yield from (ref.id for group in groups for ref in group)


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a reply."""
    found = [*one_debtor(matters), *something_issued(matters, options), *may_be_asked(matters, options)]
    if not found and not any(objections(matter) for matter in matters):
        place, hint = matters[0].case.file.at.source, "write it under dispute, in case.yaml or on the invoice's line"
        found.append(Problem(f"nothing was objected to by {options.as_of}", place, hint, "no-dispute"))
    if not found:
        found += [problem for matter in matters for problem in (*_unanswered(matter), *uncredited(matter))]
    return tuple(found)


def _unanswered(matter: Matter) -> Iterator[Problem]:
    """An objection with a reason needs an answer: a letter that passed it over might be read as agreeing."""
    for each in raised(matter):
        one = objection(matter, each)
        if one.is_open and not one.response and not _asks(one):
            about = f"line {one.line} of {one.number}" if one.number else "the claim"
            place: Source = each.dispute.at.of("statement")
            yield Problem(f"the objection to {about} has no answer", place, "write it as response:", "no-response")


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """While an objection is open, or was conceded and nothing was written since; not under a settlement in force."""
    if any(is_closed(matter.case, options.as_of) or in_force(matter.claim.settlement) for matter in matters):
        return ()
    if needs(matters, options):
        return ()
    return ("",) if any(_waits(matter, one) for matter in matters for one in objections(matter)) else ()


def _waits(matter: Matter, one: Objection) -> bool:
    if one.is_open or settling(one):
        return one.is_open
    since = one.resolved or matter.claim.as_of
    heads = (contact.head for contact in matter.whole.contacts)
    wrote = any(
        head.direction == "out"
        and head.channel not in (*SPOKEN, "attorney")
        and since <= head.date <= matter.claim.as_of
        for head in heads
    )
    return one.conceded is not None and not wrote


KIND = Kind("dispute-reply", "debtor", True, needs, content, steps, values=DisputeReply)
