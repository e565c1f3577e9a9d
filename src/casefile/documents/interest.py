"""What a letter says of interest: under which rule, how much, how much a day. Knows when a letter may not say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from casefile.case.model import Case
from casefile.claim.accrual import Period
from casefile.claim.model import Claim, InvoiceClaim
from casefile.claim.regime import Compensation
from casefile.claim.start import arose
from casefile.documents.items import in_force
from casefile.documents.matter import Matter, Matters
from casefile.errors import Problem
from casefile.money import Money, total
from casefile.render.locale import base


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest on a claim. `name` is the regime's in the letter's language, `law` its paragraph or the national act.

    `rate` is the yearly percentage on the as-of date, None where it is not one for all that is open (`differs`), with
    the reference rate and the margin it is made of where it is (`read` when: claim.regime.Rate), or the percentage
    `stated` in the contract `per` year, month or day. `lowest` and `highest` are the percentages of the whole time,
    None where no interest has accrued. `since` is the first interest day of what is open. What is `awarded`
    a court gives: a letter says that it will be asked for. `compensation_note` is empty unless costs are
    claimed beside the compensation, or were covered by a payment before it; `set_off` is then the most that the law
    takes off the one for the other, and `left` what remains in all: for our own attorney, as a letter that named it
    would undercut its own sum.
    """

    name: str
    law: str
    awarded: bool
    agreed: bool
    clause: str
    rate: Decimal | None
    differs: bool
    lowest: Decimal | None
    highest: Decimal | None
    stated: Decimal | None
    per: str
    compounds: bool
    reference: Decimal | None
    reference_name: str
    read: str
    margin: Decimal
    since: date | None
    starts_differ: bool
    amount: Money
    per_day: Money
    compensation: Money
    compensation_law: str
    compensation_note: str
    set_off: Money | None
    left: Money | None
    fees: Money

    @property
    def is_claimed(self) -> bool:
        """Whether there is anything of it."""
        return bool(self.amount or self.compensation or self.fees)

    @property
    def cited(self) -> str:
        """The law, unless the name says it already."""
        return "" if self.law.partition(",")[0] in self.name else self.law


def interest(matter: Matter, language: str) -> Interest | None:
    """What is claimed beside the principal; None where no interest is claimed at all."""
    case, claim = matter.case, matter.claim
    if claim.regime.rate is None or case.file.interest is None:
        return None
    rows, starts = _rows(claim), _starts(claim)
    quote = rows[-1].quote if rows else None
    differs = len({row.quote.percent for row in rows}) > 1
    rates, rule = _rates(claim), claim.regime.compensation
    set_off = _set_off(rule, claim)
    return Interest(
        name=claim.regime.names.get(base(language), claim.regime.id),
        law=bound(case.file.interest.act or claim.regime.law),
        awarded=claim.regime.awarded is not None,
        agreed=claim.regime.rate.agreed,
        clause=_clause(case),
        rate=quote.percent if quote and not differs else None,
        differs=differs,
        lowest=min(rates, default=None),
        highest=max(rates, default=None),
        stated=case.file.interest.rate,
        per=case.file.interest.per,
        compounds=case.file.interest.compounding == "yearly",
        reference=quote.row.percent if quote and quote.row else None,
        reference_name=bound(claim.regime.rate.names.get(base(language), "")),
        read=claim.regime.rate.read,
        margin=quote.margin if quote else Decimal(0),
        since=min(starts, default=None),
        starts_differ=len(starts) > 1,
        amount=claim.interest,
        per_day=claim.per_day,
        compensation=claim.compensation,
        compensation_law=bound(rule.law) if rule else "",
        compensation_note=_note(rule, claim, language) if rule else "",
        set_off=set_off,
        left=claim.total - set_off if set_off else None,
        fees=claim.fees,
    )


def _note(rule: Compensation, claim: Claim, language: str) -> str:
    """What the law says where the fixed sum stands beside costs; "" where it does not."""
    return bound(rule.notes.get(base(language), "")) if _stand_beside(claim) else ""


def _set_off(rule: Compensation | None, claim: Claim) -> Money | None:
    """The most that falls away where the law sets the fixed sum off against the costs beside it; None where there is
    nothing to set off. Which of the costs are such is a question of law, so no letter names the figure."""
    if not (rule and rule.notes and _stand_beside(claim)):
        return None
    return min(_ever(claim, "compensation"), _ever(claim, "costs"), key=lambda each: each.amount)


def _stand_beside(claim: Claim) -> bool:
    """Whether the fixed sum and costs are both charged and one of them is open: what a payment covered counts, too, as
    the law sets the one off against the other whichever was paid first."""
    both = _ever(claim, "compensation") and _ever(claim, "costs")
    return bool(both and (claim.compensation or claim.costs))


def _ever(claim: Claim, part: Literal["compensation", "costs"]) -> Money:
    """What was ever owed of it: what is open, and what payments covered. Under a settlement in force only what is open:
    the postings are then those without it."""
    postings = () if in_force(claim.settlement) else claim.postings
    covered = total([posting.amount for posting in postings if posting.what == part], claim.currency)
    return covered + (claim.compensation if part == "compensation" else claim.costs)


def _rows(claim: Claim) -> list[Period]:
    """What each debt that is open bears on the day; where none bears anything, what each bore last."""
    kept = [row for _, row in claim.settlement.periods] if claim.settlement else []
    running = [row for one in claim.invoices if one.outstanding for row in one.periods]
    today = [row for row in (*running, *kept) if row.last == claim.as_of]
    return today or [*(one.periods[-1] for one in claim.invoices if one.periods), *kept[-1:]]


def bears(claim: Claim) -> tuple[InvoiceClaim, ...]:
    """The invoices of which something is open, with interest."""
    return tuple(one for one in claim.invoices if one.periods and (one.outstanding or one.interest))


def _rates(claim: Claim) -> set[Decimal]:
    """Every percentage at which interest on what is open has accrued."""
    kept = [row for _, row in claim.settlement.periods] if claim.settlement else []
    return {row.quote.percent for row in (*(row for one in bears(claim) for row in one.periods), *kept)}


def _starts(claim: Claim) -> set[date]:
    """The first interest days of what is open."""
    found = {one.periods[0].first for one in bears(claim)}
    kept = [row for _, row in claim.settlement.periods] if claim.settlement else []
    return found | {min(row.first for row in kept)} if kept else found


@dataclass(frozen=True, slots=True)
class Gap:
    """Days that bear no interest on claims that arose before them, both included."""

    first: date
    last: date
    law: str


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Where interest does not run: the `gaps` that lie in the claim's time, and from the day it has `stopped`."""

    gaps: tuple[Gap, ...]
    stopped: date | None
    stopped_law: str


def exceptions(matter: Matter) -> Exceptions:
    """Days without interest, and the insolvency that ended it by the as-of date."""
    case, claim = matter.case, matter.claim
    first = min((arose(one.invoice) for one in claim.invoices), default=claim.as_of)
    touched = (one for one in claim.regime.excluded if first < one.from_ <= claim.as_of)
    rule, opened = claim.regime.insolvency, case.file.insolvency.opened if case.file.insolvency else None
    stopped = opened if rule and opened and opened <= claim.as_of else None
    gaps = tuple(Gap(one.from_, one.to, bound(one.law)) for one in touched)
    return Exceptions(gaps, stopped, bound(rule.law) if rule else "")


def order_law(claim: Claim) -> str:
    """The paragraph that says what a payment covers first; empty where the contract does, or there is no interest."""
    rate = claim.regime.rate
    return "" if rate is None or rate.agreed else bound(claim.regime.allocation.law)


def bound(text: str) -> str:
    """A reference to a law with the sign and its number on one line."""
    return text.replace("§ ", "§\N{NO-BREAK SPACE}")


def _clause(case: Case) -> str:
    """The contract's own clause on late payment, by the usual names of it."""
    clauses = case.contract.clauses
    return next((bound(clauses[key].ref) for key in ("interest", "late", "default") if key in clauses), "")


def may_be_named(matters: Matters) -> Iterator[Problem]:
    """A directive does not bind private debtors: a letter has to name the national act (`interest.act`)."""
    for matter in matters:
        terms = matter.case.file.interest
        if terms and matter.claim.regime.needs_act and not terms.act:
            message = f"interest under '{terms.regime}' cannot be named in a letter without the national act"
            yield Problem(message, terms.at.of("regime"), "write the act under interest.act", "interest-act")
