"""Which column of a returned schedule is which, and what its heads say now.

By their heads in any of our languages, whatever currency these name; else by their order. A head that says something
else than ours is handed on to be told, and one that names another currency is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile.documents.scott_workbook import ADMITTED, CLAIMED, COLUMNS, CONTESTED, ITEM, RESPONDENT
from casefile.errors import Problem, Source
from casefile.intake.alike import alike
from casefile.intake.amounts import is_in, other_currency
from casefile.intake.grid import Cell, Row
from casefile.intake.schedule_ours import Ours

_SUFFIX = re.compile(r"\s*\(([^()]*)\)$")
_FEWEST = 2
"""How many heads have to be ours before the others are known by their order."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where our columns stand in a table; those of their heads that are not as ours; and the rows below them."""

    ours: Ours
    places: Mapping[int, int]
    heads: Mapping[int, Cell]
    below: Sequence[Row]


def columns(table: Sequence[Row], ours: Sequence[Ours], is_item: Callable[[Cell], bool]) -> Columns | None:
    """The columns of a table; None where it is no schedule."""
    return _by_heads(table, ours) or _by_order(table, ours, is_item)


def refused(heads: Sequence[tuple[str, Cell]], currency: str, file: str) -> Iterator[Problem]:
    """The heads of amounts, each beside what ours says, that are in another currency than the case's."""
    for ours, cell in heads:
        if other := another(ours, cell.words, currency):
            message = f"{cell.place}: the head '{cell.words}' names {other}, and the case is in {currency}"
            write = f"write '{ours}' and the amounts in {currency} into a copy of the file, and import that"
            yield Problem(message, Source(file), f"ask what the amounts are in; then {write}", "amount")


def another(ours: str, theirs: str, currency: str) -> str:
    """What a head of amounts names instead of the case's currency; empty where it names nothing else."""
    return other_currency(theirs, currency) or _instead(ours, theirs, currency)


def is_of_amounts(place: int) -> bool:
    """Whether a column of ours holds amounts."""
    return place in (CLAIMED, ADMITTED, CONTESTED)


def _instead(ours: str, theirs: str, currency: str) -> str:
    """What stands in brackets behind a head where ours has the currency; empty where that is the currency too."""
    before, now = (_SUFFIX.search(each.strip()) for each in (ours, theirs))
    if not (before and now and is_in(before[1], currency)) or is_in(now[1], currency) or currency in now[1]:
        return ""
    return now[1].strip()


def _by_heads(table: Sequence[Row], ours: Sequence[Ours]) -> Columns | None:
    """Our columns by the words of the row of heads that has most of them."""
    best, most = None, 0
    for number, row in enumerate(table):
        said = [alike(cell.words) for cell in row]
        for each in ours:
            named = _named(said, each)
            if len(named) <= most:
                continue
            places = {**named, **(_left(said, named, each) if len(named) >= _FEWEST else {})}
            if {ITEM, RESPONDENT, ADMITTED} <= places.keys():
                best, most = Columns(each, places, _changed(row, places, each), table[number + 1 :]), len(named)
    return best


def _named(said: Sequence[str], ours: Ours) -> Mapping[int, int]:
    """Our columns that a row of heads names: to the letter, or but for what stands in brackets."""
    heads = [alike(head) for head in ours.heads]
    found = {place: said.index(head) for place, head in enumerate(heads) if head in said}
    bare, theirs = ([_SUFFIX.sub("", each) for each in row] for row in (heads, said))
    for place, head in enumerate(bare):
        free = [at for at, each in enumerate(theirs) if each == head and at not in found.values()]
        if place not in found and head and bare.count(head) == len(free) == 1:
            found[place] = free[0]
    return found


def _left(said: Sequence[str], named: Mapping[int, int], ours: Ours) -> Mapping[int, int]:
    """Our other columns, where a table of as many has a head in their place that is none of ours."""
    if len(said) != COLUMNS:
        return {}
    others = {alike(head) for head in ours.heads}
    free = set(range(COLUMNS)) - set(named.values())
    return {place: place for place in free if place not in named and said[place] not in others}


def _by_order(table: Sequence[Row], ours: Sequence[Ours], is_item: Callable[[Cell], bool]) -> Columns | None:
    """Our columns in their order, where a table has as many and names an item in the right one."""
    wide = max((len(row) for row in table), default=0)
    first = next((number for number, row in enumerate(table) if len(row) > ITEM and is_item(row[ITEM])), None)
    if wide != COLUMNS or first is None:
        return None
    words = {alike(cell.text) for row in table for cell in row}
    nearest = max(ours, key=lambda each: sum(alike(cell) in words for row in each.rows.values() for cell in row))
    places = {place: place for place in range(COLUMNS)}
    head = table[first - 1] if first else ()
    return Columns(nearest, places, _changed(head, places, nearest), table[first:])


def _changed(head: Row, places: Mapping[int, int], ours: Ours) -> Mapping[int, Cell]:
    """The heads that do not say what ours do."""
    theirs = {place: head[at] for place, at in sorted(places.items()) if at < len(head)}
    return {place: cell for place, cell in theirs.items() if alike(cell.words) != alike(ours.heads[place])}
