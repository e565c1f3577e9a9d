"""An invoice before it is sent, held against its case as if it stood there already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from casefile import reading
from casefile.case.agreement import disagreements
from casefile.case.invoice import Invoice
from casefile.case.model import Case
from casefile.errors import CaseError, Problem, UsageError

_NAMED = 8


def with_draft(case: Case, raw: bytes, file: str) -> tuple[Case, Invoice]:
    """The case with the invoice that stands in `raw`, in place of the one of that file where it has it, and the
    invoice. CaseError with what is wrong in it, and with what in it contradicts the case."""
    invoice = reading.read(raw, file, Invoice)
    others = (each for each in case.invoices if each.at.file != file)
    made = replace(case, invoices=(*others, invoice))
    problems = tuple(each for each in disagreements(made) if each.source and each.source.file == file)
    if problems:
        raise CaseError(problems)
    return made, invoice


def about(problems: Iterable[Problem], invoice: Invoice) -> tuple[Problem, ...]:
    """Those that stand in the invoice's file, or name it."""
    name = re.compile(rf"(?<![\w-]){re.escape(invoice.number)}(?![\w-])")
    return tuple(
        each for each in problems if (each.source and each.source.file == invoice.at.file) or name.search(each.message)
    )


def meant(cases: Sequence[Case], raw: bytes, file: str) -> Case:
    """The one case that a draft belongs to, by what it says: the case it lies in, its number, the invoice it credits,
    the order it names; or the only one there is. UsageError with those that could be meant."""
    invoice = reading.read(raw, file, Invoice)
    for found in (
        [case for case in cases if any(each.at.file == file for each in case.invoices)],
        [case for case in cases if invoice.number in {each.number for each in case.invoices}],
        [case for case in cases if invoice.credits and invoice.credits in {each.number for each in case.bills}],
        [case for case in cases if invoice.order_number and invoice.order_number in _orders(case)],
        cases,
    ):
        if len(found) == 1:
            return found[0]
        if found:
            open_ = [case for case in found if not case.file.closed] or found
            named = ", ".join(f"{case.id} ({case.debtor.name})" for case in open_[:_NAMED])
            more = f" and {len(open_) - _NAMED} more" if len(open_) > _NAMED else ""
            message = f"{invoice.number} does not say to which case it belongs; it could be {named}{more}"
            raise UsageError(Problem(message, hint="name it: casefile check CASE --invoice FILE", rule="invoice"))
    raise UsageError(Problem("there is no case", hint="casefile new makes one", rule="invoice"))


def _orders(case: Case) -> frozenset[str]:
    return frozenset(each.order_number for each in case.invoices if each.order_number)
