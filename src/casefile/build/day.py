"""What a day asks for, kept between runs: when no file of any case changed, and nothing that they draw on, no case is
read.

Kept by the day and the stamps of all files, as lines are: one case that changed may change what others ask for, as a
debtor is written to once in so many days. What is kept is JSON; gone, stale or torn it costs time, never correctness.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

from casefile import files
from casefile.build import stale
from casefile.build.lines import money, plain
from casefile.case import layout
from casefile.errors import CaseError
from casefile.followup.told import Doing, Told, Wait

_FORMAT = 2


def kept_in(root: Path) -> Path:
    """Where the day is kept."""
    return layout.build(root) / ".day"


def told(root: Path, cases: Iterable[str], as_of: date, make: Callable[[], tuple[Told, bool]]) -> Told:
    """What the day asks for of all cases, by `make` where it is not known, which also says whether all could be read:
    only then is it noted, if the disk lets us."""
    by = _by(root, cases, as_of)  # before they are read: a change meanwhile is seen the next time
    known = _recalled(kept_in(root), by, as_of)
    if known is not None:
        return known
    made, is_whole = make()
    if is_whole:
        with suppress(CaseError):
            files.write(kept_in(root), json.dumps({"format": _FORMAT, "by": by, "day": _said(made)}).encode())
    return made


def _by(root: Path, cases: Iterable[str], as_of: date) -> str:
    stamps = [f"{case_id} {stale.stamp_of_case(root, case_id)}" for case_id in cases]
    found = "\n".join((str(as_of), stale.stamp_of_rest(root), *stamps))
    return hashlib.sha256(found.encode("utf-8", "surrogateescape")).hexdigest()


def _said(day: Told) -> list[list[list[object]]]:
    return [[list(map(plain, astuple(each))) for each in found] for found in (day.actions, day.planned, day.waiting)]


def _recalled(file: Path, by: str, as_of: date) -> Told | None:
    """The day that is kept for the same files; None where it cannot be understood."""
    try:
        found = json.loads(file.read_bytes())
        if found["format"] != _FORMAT or found["by"] != by:
            return None
        actions, planned, waiting = found["day"]
        done, later = (tuple(_doing(*each) for each in part) for part in (actions, planned))
        return Told(as_of, done, later, tuple(_wait(*each) for each in waiting))
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError):
        return None


def _doing(case: str, debtor: str, amount: list[str], due: str, *rest: Any) -> Doing:
    when, step, channel, document, reason, priority, invoices, by, barred, letter, together, asked = rest
    _check((case, debtor, when, step, channel, document, reason, letter, together, *invoices))
    return Doing(
        case, debtor, money(*amount), date.fromisoformat(due), when, step, channel, document, reason, int(priority),
        tuple(invoices), _day(by), _day(barred), letter, together, money(*asked),
    )  # fmt: skip


def _wait(case: str, debtor: str, amount: list[str], why: str, until: str | None) -> Wait:
    _check((case, debtor, why))
    return Wait(case, debtor, money(*amount), why, _day(until))


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told is not None else None


def _check(texts: tuple[Any, ...]) -> None:
    if not all(isinstance(each, str) for each in texts):
        raise TypeError("no texts")
