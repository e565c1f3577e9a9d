"""The settlement agreement: parties, claim, terms, what a missed date revives, and who signs on what authority."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.dealings import Settlement
from casefile.case.model import Case
from casefile.case.party import Party
from casefile.claim.bargain import claimed_before
from casefile.claim.exact import money
from casefile.claim.model import Claim
from casefile.claim.settlement import instalments
from casefile.documents.instalments import Instalment, numbered
from casefile.documents.letter import Agreement, agreement
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.parties import Named, named
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.proof import Refs, of_kinds
from casefile.documents.purpose import purposes
from casefile.errors import CaseError, Problem, Source
from casefile.money import Money
from casefile.render.locale import base


@dataclass(frozen=True, slots=True)
class Change:
    """What was taken off (negative) or put on a line or an invoice, and why."""

    invoice: str
    line: str
    description: str
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Somebody else who owes, up to `cap` where there is one; `number` is that of its paragraph under General."""

    number: int
    party: Named
    liability: str
    cap: Money | None


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """One invoice of the claim on the day of the agreement."""

    number: str
    issued: date
    due: date
    total: Money
    outstanding: Money


@dataclass(frozen=True, slots=True)
class SettlementValues:
    """What the settlement's template may name. The claim's figures are those of the day of the agreement; `is_record`
    says that it was signed, `signed_at` where."""

    creditor: Named
    debtor: Named
    agreement: Agreement
    agreed: date
    kind: str
    invoices: tuple[OpenInvoice, ...]
    principal: Money
    interest: Money
    compensation: Money
    fees: Money
    costs: Money
    credit: Money
    total: Money
    retained: Money
    sum: Money
    instalments: tuple[Instalment, ...]
    pay: HowToPay
    changes: tuple[Change, ...]
    interest_kept: bool
    interest_name: str
    grace_days: int
    revives: str
    acknowledges: bool
    conditions: tuple[str, ...]
    guarantees: tuple[Guarantee, ...]
    signs_for_us: str
    our_role: str
    signs_for_debtor: str
    authority: str
    assignor: str
    assigned: date | None
    signed_at: Refs
    is_record: bool

    @property
    def has_extras(self) -> bool:
        """Whether the claim is more than its principal."""
        return self.total != self.principal


def content(matters: Matters, options: Options) -> Content:
    """The settlement's values."""
    case, settlement = matters[0].case, _settlement(matters[0])
    claim = claimed_before(matters[0].whole, settlement.agreed, options.regimes)
    currency = case.currency
    pay, _ = how_to_pay(
        case.creditor,
        money(settlement.amount, currency),
        purposes(_numbers(claim), (case.id,), options.language),
        options.language,
        case.debtor,
    )
    signs, signed = case.workspace.signatory, settlement.signed
    signed_at = of_kinds(case, settlement.evidence, ("contract",))
    values = SettlementValues(
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        agreement=agreement(case, options.language),
        agreed=settlement.agreed,
        kind=settlement.kind,
        invoices=tuple(
            OpenInvoice(one.number, one.invoice.issued, one.due, one.total, one.outstanding)
            for one in claim.invoices
            if one.outstanding
        ),
        principal=claim.principal,
        interest=claim.interest,
        compensation=claim.compensation,
        fees=claim.fees,
        costs=claim.costs,
        credit=claim.credit,
        total=claim.total,
        retained=claim.retained,
        sum=money(settlement.amount, currency),
        instalments=numbered(instalments(settlement, currency)),
        pay=pay,
        changes=tuple(_changes(case, settlement)),
        interest_kept=settlement.interest == "kept" and claim.regime.rate is not None,
        interest_name=claim.regime.names.get(base(options.language), claim.regime.id),
        grace_days=settlement.default.grace_days,
        revives=settlement.default.revives,
        acknowledges=settlement.acknowledges,
        conditions=settlement.conditions,
        guarantees=tuple(_guarantees(case, options.language)),
        signs_for_us=(signed.us if signed else "") or (signs.name if signs else ""),
        our_role=signs.role if signs and (not signed or signed.us in ("", signs.name)) else "",
        signs_for_debtor=signed.debtor if signed else _person(case.debtor),
        authority=signed.authority if signed else "",
        assignor=case.assignor.party.name if case.assignor else "",
        assigned=case.assignor.terms.date if case.assignor else None,
        signed_at=signed_at,
        is_record=bool(signed or signed_at),
    )
    return Content(values)


def _settlement(matter: Matter) -> Settlement:
    if matter.case.settlement is None:
        raise CaseError(unsettled(matter.case))
    return matter.case.settlement


def unsettled(case: Case) -> Problem:
    """That there is no settlement, and what writes one."""
    place = Source(f"{case.file.at.file.removesuffix('case.yaml')}settlement.yaml")
    hint = f"casefile settle {case.id} writes down what was agreed"
    return Problem("nothing was settled in this case", place, hint, "no-settlement")


def agreed_later(settlement: Settlement, options: Options) -> Problem:
    """That the settlement is not there yet on the as-of date."""
    hint = "give an --as-of on that day or later"
    message = f"the settlement was agreed after {options.as_of}"
    return Problem(message, settlement.at.of("agreed"), hint, "no-settlement")


def _numbers(claim: Claim) -> tuple[str, ...]:
    return tuple(one.number for one in claim.invoices if one.outstanding)


def _changes(case: Case, settlement: Settlement) -> Iterator[Change]:
    lines = {(invoice.number, line.id): line.description for invoice in case.invoices for line in invoice.lines}
    for change in settlement.adjustments:
        amount = money(change.amount, case.currency)
        described = lines.get((change.invoice, change.line), "")
        yield Change(change.invoice, change.line, described, amount, change.reason)


def _guarantees(case: Case, language: str) -> Iterator[Guarantee]:
    for number, one in enumerate(case.co_debtors, 3):
        cap = money(one.terms.cap, case.currency) if one.terms.cap is not None else None
        yield Guarantee(number, named(one.party, language), one.terms.liability, cap)


def _person(party: Party) -> str:
    """A natural debtor signs for themselves."""
    return party.name if party.is_person else ""


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a settlement agreement."""
    several = "a settlement agreement is about one case"
    found = [Problem(several, matter.case.file.at.source, rule="several-cases") for matter in matters[1:]]
    case = matters[0].case
    if case.settlement is None:
        found.append(unsettled(case))
    elif case.settlement.agreed > options.as_of:
        found.append(agreed_later(case.settlement, options))
    elif not any(invoice.issued <= case.settlement.agreed for invoice in case.bills):
        where = case.settlement.at.of("agreed")
        found.append(Problem("no invoice was issued by the day of the settlement", where, rule="no-invoice"))
    return tuple(found)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever something was settled."""
    return () if needs(matters, options) else ("",)


KIND = Kind("settlement", "debtor", False, needs, content, steps, values=SettlementValues, is_dated=False)
