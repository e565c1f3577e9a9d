"""The schedule as we would send it today, in every language that has one: what a returned one is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.claim.regimes import Regimes
from casefile.documents.compose import drawn, matters_of
from casefile.documents.kinds import kind
from casefile.documents.matter import Options
from casefile.documents.scott_schedule import Disputed, values
from casefile.documents.scott_workbook import table
from casefile.errors import CaseError, Problem
from casefile.intake.alike import alike
from casefile.render.blocks import Table, inlines, plain, tables
from casefile.render.locale import LANGUAGES

Key: TypeAlias = tuple[str, str]
"""Which item: an invoice's number and a line's id, both empty for the whole claim."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Our schedule in one language: the heads of its columns, and the words of its cells by item. `settled` are rows
    of items that are no longer in dispute; `rest` all other words of the document, alike those that come back."""

    language: str
    heads: tuple[str, ...]
    items: Mapping[Key, Disputed]
    rows: Mapping[Key, tuple[str, ...]]
    settled: Mapping[Key, tuple[str, ...]]
    rest: frozenset[str]


def ours(case: Case, claim: Claim, as_of: date, search: tuple[Path, ...], regimes: Regimes) -> tuple[Ours, ...]:
    """The schedule in every language that has one, the case's first. CaseError when there is none to compare with."""
    languages = dict.fromkeys((case.language, *LANGUAGES))
    found: list[Ours] = []
    problems: list[Problem] = []
    for language in languages:
        options = Options(as_of=as_of, language=language, search=search, regimes=regimes)
        try:
            found.append(_ours(case, claim, options))
        except CaseError as error:
            problems = problems or list(error.problems)
    if not found:
        raise CaseError(problems)
    return tuple(found)


def _ours(case: Case, claim: Claim, options: Options) -> Ours:
    chosen = kind("scott-schedule")
    matters = matters_of(chosen, (case,), (claim,))
    sheet = drawn(chosen, matters, options)
    schedule = values(matters, options)
    if not schedule.items:
        hint = "what is resolved stays as it is; give the --as-of day of the schedule, or amend the case by hand"
        message = f"nothing of this case is in dispute on {options.as_of}"
        raise CaseError(Problem(message, case.file.at.source, hint, "not-contested"))
    form = table(sheet, len(schedule.items))
    others = [each for each in tables(sheet.body) if each is not form]
    settled = others[0] if schedule.settled and others else None
    return Ours(
        language=options.language,
        heads=tuple(map(plain, form.head)),
        items={_key(item): item for item in (*schedule.items, *schedule.settled)},
        rows=_rows(form, schedule.items),
        settled=_rows(settled, schedule.settled) if settled else {},
        rest=frozenset(_rest(form, others)) | {alike(plain((each,))) for each in inlines(sheet.body)},
    )


def _key(item: Disputed) -> Key:
    return item.invoice, item.objection.line


def _rows(table: Table, items: tuple[Disputed, ...]) -> Mapping[Key, tuple[str, ...]]:
    return {_key(item): tuple(map(plain, row)) for item, row in zip(items, table.rows, strict=False)}


def _rest(form: Table, others: list[Table]) -> Iterator[str]:
    for row in (form.head, *form.totals, *(row for each in others for row in (each.head, *each.rows, *each.totals))):
        yield from (alike(plain(cell)) for cell in row)
