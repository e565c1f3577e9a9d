"""What is told of each case on one line, kept between runs: only a case whose files changed is read again.

A line is kept by the stamp (names, sizes, times) of the case's files, and says nothing but what they say; all of them
by the day and the stamp of what every case draws on, casefile itself too. What is kept is JSON, so that a file from
elsewhere runs nothing. One that is gone, stale or torn costs time, never correctness.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from casefile import files
from casefile.build import stale
from casefile.case import layout
from casefile.errors import CaseError, Problem
from casefile.followup.aging import Kind, Row
from casefile.followup.debtors import Who
from casefile.followup.line import Line
from casefile.money import Money

_FORMAT = 3


@dataclass(frozen=True, slots=True)
class _Kept:
    """A line, and the stamp of the files that it was told of."""

    stamp: str
    line: Line


def kept_in(root: Path) -> Path:
    """Where the lines are kept."""
    return layout.build(root) / ".lines"


def lines(
    root: Path, cases: Iterable[str], as_of: date, tell: Callable[[str], Line]
) -> Iterator[tuple[Line, tuple[Problem, ...]]]:
    """The line of each case on the day, by `tell` where it is not known; with the problems of one that cannot be read,
    which is read again every time. What was told is noted at the end, if the disk lets us."""
    by = f"{as_of} {stale.stamp_of_rest(root)}"
    known = _recalled(kept_in(root), by)
    new: dict[str, _Kept] = {}
    for case_id in cases:
        stamp = stale.stamp_of_case(root, case_id)  # before it is read: a change meanwhile is seen the next time
        before = known.get(case_id)
        if before is not None and before.stamp == stamp:
            yield before.line, ()
            continue
        try:
            new[case_id] = _Kept(stamp, tell(case_id))
        except CaseError as error:
            yield Line(case_id), tuple(error.problems)
        else:
            yield new[case_id].line, ()
    if new:
        _note(root, by, {**known, **new})


def _note(root: Path, by: str, kept: Mapping[str, _Kept]) -> None:
    there = set(layout.case_ids(root))
    rows = [json.dumps({"format": _FORMAT, "by": by})]
    rows += [json.dumps([each.stamp, _said(each.line)]) for name, each in kept.items() if name in there]
    with suppress(CaseError):
        files.write(kept_in(root), "\n".join(rows).encode())


def _said(line: Line) -> list[object]:
    """A line as JSON has it; the id first, the open sums last. What comes next is not the case's alone: not kept."""
    told = (line.id, line.title, line.debtor, _money(line.owed), line.days, line.state, line.written_off)
    known = [line.known.id, list(line.known.marks)]
    return [*told, known, line.is_ruined, line.is_unclear, _money(line.left), [_row(each) for each in line.open]]


def _row(row: Row) -> list[object]:
    amount = row.outstanding
    return [
        row.debtor, row.debtor_key, row.kind, row.number, row.count, row.due.isoformat(), row.days, str(amount.amount),
        amount.currency,
    ]  # fmt: skip


def _money(amount: Money | None) -> list[str] | None:
    return [str(amount.amount), amount.currency] if amount is not None else None


def plain(value: Any) -> object:
    """What JSON has no form for: a tuple as a list of texts, money so too, a day as a text."""
    if isinstance(value, tuple):
        return list(map(str, value))
    return value.isoformat() if isinstance(value, date) else value


def _recalled(file: Path, by: str) -> dict[str, _Kept]:
    """The lines that are kept for the same day and surroundings; none where they cannot be understood."""
    try:
        head, *rows = file.read_text(encoding="utf-8").split("\n")
        if json.loads(head) != {"format": _FORMAT, "by": by}:
            return {}
        found = [_Kept(str(stamp), _line(*said)) for stamp, said in map(json.loads, rows)]
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError):
        return {}
    return {each.line.id: each for each in found}


def _line(
    case_id: str, title: str, debtor: str, owed: list[str], days: int, state: str, written_off: bool, known: list[Any],
    is_ruined: bool, is_unclear: bool, left: list[str] | None, found: list[Any],
) -> Line:  # fmt: skip
    """The line that was said so. ValueError, TypeError or decimal's own error for what is none."""
    name, marks = known
    texts, flags = (case_id, title, debtor, state, name, *marks), (written_off, is_ruined, is_unclear)
    if not all(isinstance(each, str) for each in texts) or not all(isinstance(each, bool) for each in flags):
        raise TypeError("no line of a case")
    open_sums = tuple(_open(case_id, *each) for each in found)
    who = Who(name, tuple(marks))
    return Line(
        case_id, title, debtor, money(*owed), int(days), state, written_off, who, is_ruined, is_unclear,
        money(*left) if left else None, open_sums,
    )  # fmt: skip


def _open(
    case_id: str, debtor: str, key: str, kind: Kind, number: str, count: int, due: str, days: int, *amount: str
) -> Row:
    if kind not in get_args(Kind) or not all(isinstance(each, str) for each in (debtor, key, number)):
        raise TypeError("no open sum")
    return Row(case_id, debtor, key, kind, number, int(count), date.fromisoformat(due), int(days), money(*amount))


def money(amount: str, currency: str) -> Money:
    """The money that two texts say. TypeError, or decimal's own error, where they say none."""
    if not isinstance(amount, str) or not isinstance(currency, str):
        raise TypeError("no money")
    return Money(Decimal(amount), currency)
