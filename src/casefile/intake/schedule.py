"""A Scott schedule that came back: what the other side says now, held against the case, and what to write of it.

Takes what stands in their own columns, their statement and the amounts, and only that. What they changed in ours, rows
that are gone or new, and a decision that is filled in are reported and never taken. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from casefile.case.amend import Amendment
from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.claim.regimes import Regimes
from casefile.documents.scott_schedule import Disputed
from casefile.documents.scott_workbook import ITEM, RESPONDENT
from casefile.errors import CaseError, Problem, Source
from casefile.intake.alike import alike, cleaned
from casefile.intake.grid import Cell, Returned
from casefile.intake.package import open_package
from casefile.intake.schedule_amounts import said
from casefile.intake.schedule_columns import is_of_amounts, refused
from casefile.intake.schedule_ours import Key, ours
from casefile.intake.schedule_reports import named, reports
from casefile.intake.schedule_rows import Found, find
from casefile.money import Money

LATER = ("response", "evidence", "raised", "resolved")
"""The keys of a dispute that stand behind its statement, in the order of the format."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the other side says anew of an item: their statement, or how much of it they contest."""

    invoice: str
    line: str
    key: Literal["statement", "amount"]
    before: str | Money
    after: str | Money


@dataclass(frozen=True, slots=True)
class Comparison:
    """A returned schedule held against the case. `unclear` are errors: nothing can be written before they are settled;
    `reports` what was found and is not taken."""

    language: str
    changes: tuple[Change, ...]
    unclear: tuple[Problem, ...]
    reports: tuple[Problem, ...]


def open_returned(path: Path) -> Returned:
    """A returned schedule as tables. CaseError when the file cannot be read, or must not be trusted."""
    from casefile.intake import schedule_docx, workbook

    package = open_package(path)
    return schedule_docx.returned(package) if package.kind == "docx" else workbook.returned(package)


def compare(
    returned: Returned, case: Case, claim: Claim, as_of: date, search: tuple[Path, ...], regimes: Regimes
) -> Comparison:
    """What a returned schedule says anew. CaseError when it is none of this case."""
    found = find(returned, case, ours(case, claim, as_of, search, regimes))
    changes: list[Change] = []
    unclear = list(refused(_heads(found), case.currency, returned.name))
    for key, rows in found.items.items():
        if key not in found.ours.rows:
            continue
        if len({_seen(row) for row in rows}) > 1:
            unclear.append(_twice(rows, named(key, case), returned.name))
            continue
        item = found.ours.items[key]
        changes += _statement(key, item, rows[0], found)
        if item.line:  # of the whole claim the format has no contested amount: it is reported
            amounts = said(rows[0], item, returned.name, named(key, case))
            unclear += amounts.unclear
            if amounts.contested is not None:
                changes.append(Change(*key, "amount", item.contested, amounts.contested))
    return Comparison(found.ours.language, tuple(changes), tuple(unclear), tuple(reports(returned, case, found)))


def _heads(found: Found) -> Sequence[tuple[str, Cell]]:
    """The heads above amounts that were changed, each with what ours says."""
    return [(found.ours.heads[place], cell) for place, cell in found.heads if is_of_amounts(place)]


def _seen(row: Mapping[int, Cell]) -> tuple[tuple[int, str, str], ...]:
    """What stands in a row, figures too, whatever the order of its columns."""
    return tuple((place, alike(cell.words), cell.fault) for place, cell in sorted(row.items()) if not cell.is_empty)


def _twice(rows: Sequence[Mapping[int, Cell]], name: str, file: str) -> Problem:
    """Rows of one item that differ, as on a copy of the sheet: which of them counts is not ours to say."""
    places = " and ".join(dict.fromkeys(row[ITEM].place for row in rows))
    hint = "leave one of them in a copy of the file, and import that"
    return Problem(f"{name} stands in two rows: {places}", Source(file), hint, "schedule")


def _statement(key: Key, item: Disputed, row: Mapping[int, Cell], found: Found) -> Iterator[Change]:
    words = cleaned(row[RESPONDENT].words) if RESPONDENT in row else ""
    if words and alike(words) != alike(found.ours.rows[key][RESPONDENT]):
        yield Change(*key, "statement", item.objection.statement, words)


def amendments(case: Case, changes: Iterable[Change]) -> tuple[Amendment, ...]:
    """The changes as values to be set in the case's files."""
    return tuple(_amendment(case, change) for change in changes)


def _amendment(case: Case, change: Change) -> Amendment:
    value: str | Decimal = Decimal(str(change.after)) if isinstance(change.after, Money) else change.after
    before = LATER if change.key == "statement" else ("reason", "statement", *LATER)
    if not change.invoice:
        return Amendment(case.file.at.file, ("dispute",), change.key, value, before)
    for invoice in case.invoices:
        for place, line in enumerate(invoice.lines):
            if (invoice.number, line.id) == (change.invoice, change.line):
                return Amendment(invoice.at.file, ("lines", place, "dispute"), change.key, value, before)
    raise CaseError(Problem(f"no line {change.line} of {change.invoice} in this case", rule="schedule"))
