"""Terms for the next job: the clauses that what went wrong in this case suggests. A proposal, and no reproach.

Which clause follows from which fact is the table RULES. The reasons are for us; a letter names none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.mailable import reader
from casefile.case.model import Case
from casefile.claim.exact import money
from casefile.documents.asked import may_be_asked
from casefile.documents.letter import Agreement, Correspondents, agreement, correspondents, something_issued
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.past import Past, past
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.reach import Reach, reach
from casefile.documents.terms_interest import ProposedInterest, proposed
from casefile.errors import Problem
from casefile.followup.credit import LARGE_ADVANCE, SMALL_ADVANCE, VERY_LATE
from casefile.money import Money, zero

DAYS_TO_PAY = 14
DAYS_TO_ACCEPT = 14
DAYS_TO_ANSWER = 14


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause, and the fact that suggests it, named by `reason`."""

    clause: str
    reason: str
    holds: Callable[[Past], bool]


RULES: tuple[Rule, ...] = (
    Rule("written", "oral", lambda past: past.oral),
    Rule("written", "unclear-terms", lambda past: past.cause == "unclear-terms"),
    Rule("payment-date", "no-date-agreed", lambda past: past.date_not_agreed),
    Rule("payment-date", "late", lambda past: past.late > 0),
    Rule("advance", "broken-promise", lambda past: past.broken_promise),
    Rule("advance", "broken-settlement", lambda past: past.broken_settlement),
    Rule("advance", "cash-flow", lambda past: "cash-flow" in {past.cause, *past.disputed}),
    Rule("advance", "very-late", lambda past: past.late > VERY_LATE),
    Rule("stages", "cash-flow", lambda past: "cash-flow" in {past.cause, *past.disputed}),
    Rule("stages", "contested", lambda past: bool(past.disputed & {"quality", "not-delivered", "overcharged"})),
    Rule("ways-to-pay", "late", lambda past: past.late > 0),
    Rule("interest", "late", lambda past: past.late > 0),
    Rule("late-fee", "reminded", lambda past: past.reminders > 1),
    Rule("acceptance", "contested", lambda past: bool(past.disputed & {"quality", "not-delivered"})),
    Rule("acceptance", "not-accepted", lambda past: past.not_accepted and bool(past.late or past.disputed)),
    Rule("changes", "contested", lambda past: bool(past.disputed & {"not-ordered", "overcharged"})),
    Rule("changes", "unclear-terms", lambda past: past.cause == "unclear-terms"),
    Rule("fees", "billed-wrongly", lambda past: past.billed_wrongly or past.cause == "wrong-billing"),
    Rule("fees", "contested", lambda past: "duplicate" in past.disputed),
    Rule("retention", "very-late", lambda past: past.late > VERY_LATE),
    Rule("retention", "broken-settlement", lambda past: past.broken_settlement),
    Rule("contact", "unreached", lambda past: past.unreached),
    Rule("contact", "reminded", lambda past: past.reminders > 1),
)
"""In the order of the proposal's clauses."""

KEPT = {"sale": "title", "services": "rights", "licence": "rights", "transport": "", "rent": ""}
"""What stays ours until it is paid, by the contract's type; for any other, both."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One clause to propose. `reasons` say why, for us; `to_confirm`: the law has to be looked at first."""

    clause: str
    reasons: tuple[str, ...]
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What the template of the terms may name. `clauses` stand in their order; the rest is what they say: `days` to pay
    from the invoice and `days_to_accept` from a delivery, `advance` in percent, what is `kept` (title, rights or both)
    until payment, the late fee agreed so far as `fee`, whom at the customer's invoices go to as `invoices_to`."""

    who: Correspondents
    agreement: Agreement
    clauses: tuple[Suggestion, ...]
    days: int
    days_to_accept: int
    advance: int
    interest: ProposedInterest
    fee: Money | None
    kept: str
    pay: HowToPay
    invoices_to: str
    answer_by: date
    reach: Reach


def content(matters: Matters, options: Options) -> Content:
    """The values of the proposal."""
    case, facts = matters[0].case, past(matters[0])
    interest = proposed(case, options.language, options.regimes)
    pay, _ = how_to_pay(case.creditor, zero(case.currency), (), options.language, case.debtor)
    person = reader(case.debtor)
    values = Terms(
        who=correspondents(matters, options),
        agreement=agreement(case, options.language),
        clauses=suggested(case, facts, interest),
        days=days_to_pay(facts),
        days_to_accept=DAYS_TO_ACCEPT,
        advance=advance(facts),
        interest=interest,
        fee=_fee(case),
        kept=_kept(case),
        pay=pay,
        invoices_to=person.name if person and not case.debtor.is_person and not case.debtor.represented_by else "",
        answer_by=options.as_of + timedelta(days=DAYS_TO_ANSWER),
        reach=reach(case),
    )
    return Content(values)


def days_to_pay(facts: Past) -> int:
    """The time that invoices are to give."""
    return min(facts.usual_days or DAYS_TO_PAY, DAYS_TO_PAY)


def advance(facts: Past) -> int:
    """The advance, where one is proposed, in percent."""
    much = facts.broken_promise or facts.broken_settlement or facts.late > 2 * VERY_LATE
    return LARGE_ADVANCE if much else SMALL_ADVANCE


def suggested(case: Case, facts: Past, interest: ProposedInterest) -> tuple[Suggestion, ...]:
    """The clauses that follow from what went wrong, in the order of the proposal."""
    return tuple(_suggested(case, facts, interest))


def _suggested(case: Case, facts: Past, interest: ProposedInterest) -> Iterator[Suggestion]:
    for clause in dict.fromkeys(rule.clause for rule in RULES):
        reasons = tuple(rule.reason for rule in RULES if rule.clause == clause and rule.holds(facts))
        if reasons and _suits(clause, case):
            yield Suggestion(clause, reasons, _uncertain(clause, case, interest))


def _suits(clause: str, case: Case) -> bool:
    """No flat fee is proposed to a consumer, and nothing is kept back where nothing passes to the customer."""
    if clause == "late-fee":
        return case.debtor.kind != "consumer"
    return clause != "retention" or bool(_kept(case))


def _uncertain(clause: str, case: Case, interest: ProposedInterest) -> bool:
    """Whether it depends on law that is not known here; with a consumer, whatever burdens them does."""
    if clause == "interest":
        return interest.kind == "unknown" or (interest.kind == "agreed" and case.debtor.kind == "consumer")
    if clause == "late-fee":
        return not _fee(case) and not interest.compensation_law
    return clause == "retention" or (clause in ("advance", "acceptance") and case.debtor.kind == "consumer")


def _fee(case: Case) -> Money | None:
    fees = (bill.late_fee.amount for bill in case.bills if bill.late_fee and bill.late_fee.amount)
    return next((money(fee, case.currency) for fee in fees), None)


def _kept(case: Case) -> str:
    return KEPT.get(case.contract.type or "", "both")


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a proposal of terms."""
    found = [*something_issued(matters, options), *may_be_asked(matters, options)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("terms follow from one case", matter.case.file.at.source, hint, "several-cases"))
    if not found and not any(rule.holds(past(matters[0])) for rule in RULES):
        place, hint = matters[0].case.file.at.source, "the terms of this contract have served; keep them"
        found.append(Problem(f"nothing has gone wrong by {options.as_of}", place, hint, "no-terms"))
    return tuple(found)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Once the case has ended well, or nothing is owed any more: before that there is no next job."""
    if needs(matters, options) or not all(_is_over(matter) for matter in matters):
        return ()
    return ("",)


def _is_over(matter: Matter) -> bool:
    closed = matter.case.file.closed
    if closed and closed.on <= matter.claim.as_of:
        return closed.outcome in ("paid", "settled")
    return not matter.claim.total and not matter.claim.corrections


KIND = Kind("terms", "debtor", True, needs, content, steps, values=Terms)
