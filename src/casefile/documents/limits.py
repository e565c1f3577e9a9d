"""Until when each debt can be sued for, and what moved that day, as plain values; all for counsel to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.claim.limitation import NOT_SEEN, Barring
from casefile.documents.interest import bound
from casefile.documents.matter import Matter
from casefile.documents.words import law_named


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that moved the last day: `what` happened on `day`, by which paragraph, and the `last` day after it.

    None while it stands still. `is_unseen`: the paragraph was not looked up.
    """

    day: date
    what: str
    law: str
    is_unseen: bool
    last: date | None


@dataclass(frozen=True, slots=True)
class Limit:
    """One debt of an invoice. `last` is the last day to sue; without one the time is `stopped` or `unknown`.

    `of` names the country or part of it whose law governs, `law` the paragraph of its time.
    """

    number: str
    is_retention: bool
    state: Literal["runs", "barred", "stopped", "unknown"]
    last: date | None
    of: str
    law: str
    is_unseen: bool
    moved: tuple[Moved, ...]


def limits(matter: Matter, language: str) -> tuple[Limit, ...]:
    """Every debt of which something is open, the one that is barred first at the head, what is not known before it."""
    found = (_limit(barring, language) for one in matter.claim.invoices for barring in one.limitation)
    return tuple(sorted(found, key=lambda one: (one.state != "unknown", one.last or date.max, one.number)))


def _limit(barring: Barring, language: str) -> Limit:
    state: Literal["runs", "barred", "stopped", "unknown"] = "runs"
    if barring.is_barred:
        state = "barred"
    elif barring.last is None:
        state = "stopped" if barring.steps else "unknown"
    law, is_unseen = _seen(barring.paragraph)
    of = law_named(barring.law, language) if barring.law else ""
    return Limit(
        barring.number, barring.is_retention, state, barring.last, of, law, is_unseen, tuple(_moved(barring))
    )  # fmt: skip


def _moved(barring: Barring) -> Iterator[Moved]:
    before = barring.steps[0].last if barring.steps else None
    for step in barring.steps[1:]:
        if step.last != before:
            law, is_unseen = _seen(step.law)
            yield Moved(step.day, step.what, law, is_unseen, step.last)
        before = step.last


def _seen(cited: str) -> tuple[str, bool]:
    """A paragraph, and whether it was not looked up."""
    return bound(cited.removesuffix(NOT_SEEN)), cited.endswith(NOT_SEEN)
