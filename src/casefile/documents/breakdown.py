"""The breakdown: every line of every invoice, with its reason, clause, arithmetic and proof, and the proof matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.documents.letter import Agreement, agreement, something_issued
from casefile.documents.lines import InvoiceValues, invoices
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.objections import Objection, objections
from casefile.documents.parties import Named, named
from casefile.documents.proof import Annex, Ref, annexes
from casefile.errors import Problem
from casefile.money import Money, zero


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What the breakdown's template may name. `whole` are the objections against the claim as a whole; `lines` and
    `proven` count the lines of invoices (credit notes apart) and those with proof, `performed` those that are shown as
    delivered or accepted, and not as agreed alone."""

    creditor: Named
    debtor: Named
    agreement: Agreement
    invoices: tuple[InvoiceValues, ...]
    whole: tuple[Objection, ...]
    lines: int
    proven: int
    performed: int
    contested: Money
    undisputed: Money
    open: Money
    exhibits: tuple[Annex, ...]

    @property
    def otherwise(self) -> int:
        """How many lines have proof, but none that they were delivered or accepted."""
        return self.proven - self.performed

    @property
    def bare(self) -> int:
        """How many lines have no proof."""
        return self.lines - self.proven

    @property
    def matrix(self) -> tuple[InvoiceValues, ...]:
        """The invoices whose lines the proof matrix shows: credit notes need none."""
        return tuple(invoice for invoice in self.invoices if not invoice.credits)


def content(matters: Matters, options: Options) -> Content:
    """The breakdown's values."""
    case, claim = matters[0].case, matters[0].claim
    found = tuple(invoice for matter in matters for invoice in invoices(matter, options.language))
    billed = [invoice for invoice in found if not invoice.credits]
    whole = tuple(o for matter in matters for o in objections(matter) if not o.number)
    contested = sum((m.claim.contested for m in matters), zero(claim.currency))
    principal = sum((one.outstanding for m in matters for one in m.claim.invoices), zero(claim.currency))
    values = Breakdown(
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        agreement=agreement(case, options.language),
        invoices=found,
        whole=whole,
        lines=sum(len(invoice.lines) for invoice in billed),
        proven=sum(invoice.proven for invoice in billed),
        performed=sum(invoice.performed for invoice in billed),
        contested=contested,
        undisputed=principal - contested,
        open=principal,
        exhibits=tuple(
            annex
            for matter in matters
            for annex in annexes(matter.case, _cited(found, whole, matter), options.locations)
        ),
    )
    return Content(values)


def _cited(found: tuple[InvoiceValues, ...], whole: tuple[Objection, ...], matter: Matter) -> Iterator[str]:
    yield from matter.case.contract.evidence
    groups: list[tuple[Ref, ...]] = [each for o in whole for each in (o.exhibits, o.conceded_exhibits)]
    for invoice in found:
        groups.append(invoice.exhibits)
        for line in invoice.lines:
            groups += [line.proof, line.clause_at]
            groups += [line.objection.exhibits, line.objection.conceded_exhibits] if line.objection else []
    yield from (ref.id for group in groups for ref in group)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever something was invoiced."""
    return () if needs(matters, options) else ("",)


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a breakdown."""
    return tuple(something_issued(matters, options))


KIND = Kind("breakdown", "debtor", False, needs, content, steps, values=Breakdown)
