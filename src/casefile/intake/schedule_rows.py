"""Which row of a returned schedule is about which item.

Rows are known by what stands in them for people to read, the invoice and the line: moved, retyped and re-saved they are
still found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile.case.model import Case
from casefile.documents.scott_workbook import CLAIMANT, COLUMNS, DECISION, ITEM, RESPONDENT
from casefile.errors import CaseError, Problem
from casefile.intake.alike import alike
from casefile.intake.grid import Cell, Returned, Row
from casefile.intake.schedule_columns import columns
from casefile.intake.schedule_ours import Key, Ours

WORDS = (ITEM, CLAIMANT, RESPONDENT, DECISION)
"""The columns of words; a row that has nothing foreign in them is none that somebody added."""

_BETWEEN = r"[^\d]{0,24}?(?<!\w)"  # a comma, and the language's word for line
_AFTER = r"(?!\w)(?!\.\w)"


@dataclass(frozen=True, slots=True)
class Found:
    """What a returned schedule holds: the cells of each item by our columns, rows that are nobody's, columns that are
    gone, heads of columns that are not ours any more, and whose language it is in."""

    ours: Ours
    items: Mapping[Key, tuple[Mapping[int, Cell], ...]]
    strange: tuple[Row, ...]
    gone: frozenset[int]
    heads: tuple[tuple[int, Cell], ...]


def find(returned: Returned, case: Case, ours: Sequence[Ours]) -> Found:
    """The rows of a returned schedule. CaseError when it has no table that could be one."""
    patterns = tuple(_patterns(case))
    items: dict[Key, list[Mapping[int, Cell]]] = {}
    strange: list[Row] = []
    chosen, gone, heads = ours[0], frozenset[int](), list[tuple[int, Cell]]()
    for table in returned.tables:
        named = columns(table, ours, lambda cell: _key(cell.text, patterns) is not None)
        if named is None:
            continue
        chosen = named.ours
        gone |= frozenset(range(COLUMNS)) - named.places.keys()
        heads += named.heads.items()
        for row in named.below:
            cells = {ours_: row[theirs] for ours_, theirs in named.places.items() if theirs < len(row)}
            if not any(_is_foreign(cells[place], chosen) for place in WORDS if place in cells):
                continue
            key = _key(cells[ITEM].text, patterns) if ITEM in cells else None
            if key is None:
                strange.append(row)
            else:
                items.setdefault(key, []).append(cells)
    if not items:
        hint = f"casefile render {case.id} scott-schedule makes one; or give the --case that this one is of"
        raise CaseError(Problem(f"{returned.name} has no Scott schedule of {case.id}", hint=hint, rule="schedule"))
    return Found(chosen, {key: tuple(rows) for key, rows in items.items()}, tuple(strange), gone, tuple(heads))


def _patterns(case: Case) -> Iterator[tuple[Key, re.Pattern[str]]]:
    """How an item is named in writing: `INV-1043, line 1` in any language, or the case's id for the whole claim."""
    yield ("", ""), re.compile(rf"(?<![\w-]){re.escape(alike(case.id))}(?![\w-])")
    for invoice in case.bills:
        number = re.escape(alike(invoice.number))
        for line in invoice.lines:
            yield (
                (invoice.number, line.id),
                re.compile(rf"(?<![\w-]){number}(?![\w-]){_BETWEEN}{re.escape(alike(line.id))}{_AFTER}"),
            )


def _key(text: str, patterns: Sequence[tuple[Key, re.Pattern[str]]]) -> Key | None:
    """The item that a cell names first; of two that begin at one place, the longer name."""
    said = alike(text)
    hits = sorted((found.start(), -found.end(), key) for key, pattern in patterns if (found := pattern.search(said)))
    # two that are written alike, such as lines a and A, are not told apart
    if not hits or (len(hits) > 1 and hits[0][:2] == hits[1][:2]):
        return None
    return hits[0][2]


def _is_foreign(cell: Cell, ours: Ours) -> bool:
    """Whether somebody wrote words there that are none of ours."""
    return bool(alike(cell.text)) and alike(cell.text) not in ours.rest
