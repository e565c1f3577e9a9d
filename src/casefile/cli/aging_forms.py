"""The aging report as a file: CSV, a workbook, PDF, a page for a browser. One function a form, and their table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.followup.aging import BUCKETS

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.documents.matter import Format
    from casefile.followup.aging import Ages


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is made of: the names of its cases, none for all, and what is open in them by currency."""

    session: Session
    workspace: Workspace
    cases: tuple[str, ...]
    found: Mapping[str, Ages]


def _csv(asked: Asked) -> bytes:
    from casefile.render import csv_text

    head = ("currency", "debtor", "case", "invoice", "due", "days", *BUCKETS, "outstanding")
    lines = [
        (
            currency, row.debtor, row.case, row.invoice, row.due, row.days,
            *(row.outstanding.amount if row.bucket == bucket else "" for bucket in BUCKETS), row.outstanding.amount,
        )
        for currency, ages in asked.found.items() for row in ages.rows
    ]  # fmt: skip
    return csv_text.draw([head, *lines])


def _xlsx(asked: Asked) -> bytes:
    from casefile.render.workbook import Table, draw

    tables = []
    for currency, ages in asked.found.items():
        sums = [
            (one.debtor, *(amount if (amount := one.of(bucket)) else None for bucket in BUCKETS), one.total)
            for one in ages.by_debtor().values()
        ]
        tables.append(Table(currency, ("Debtor", *BUCKETS, "Total"), sums, tuple(range(1, 7)), "Total"))
        rows = [
            (
                row.debtor, row.case, row.invoice, row.due, row.days,
                *(row.outstanding if row.bucket == bucket else None for bucket in BUCKETS), row.outstanding,
            )
            for row in ages.rows
        ]  # fmt: skip
        head = ("Debtor", "Case", "Invoice", "Due", "Days", *BUCKETS, "Open")
        tables.append(Table(f"{currency} invoices", head, rows, tuple(range(5, 11)), "Total"))
    name = asked.workspace.file.creditor.name
    return draw(
        f"Aging on {asked.session.as_of}", name, tables or [Table("Nothing is open", ("",), ())], asked.session.as_of
    )


def _typeset(asked: Asked, form: Format) -> bytes:
    from casefile import making
    from casefile.claim.regimes import Regimes
    from casefile.cli.dossiers import dossiers

    read = dossiers(asked.session, asked.workspace, asked.cases).dossiers
    desks = [making.Desk(asked.workspace, one.case, one.claim, asked.session.as_of, Regimes()) for one in read]
    drawn, _ = making.draw(desks[0], making.Wanted("aging"), (form,), desks[1:])
    return drawn[form]


def _pdf(asked: Asked) -> bytes:
    return _typeset(asked, "pdf")


def _html(asked: Asked) -> bytes:
    return _typeset(asked, "html")


FORMS: Mapping[str, Callable[[Asked], bytes]] = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf, "html": _html}
