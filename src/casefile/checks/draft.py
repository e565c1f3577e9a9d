"""An invoice before it is sent, held against its case as if it stood there already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from casefile import reading
from casefile.case.agreement import disagreements
from casefile.case.invoice import Invoice
from casefile.case.model import Case
from casefile.errors import CaseError, Problem


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
