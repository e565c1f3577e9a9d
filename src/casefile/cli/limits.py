"""What `owed --explain` says of limitation: until when each invoice can be sued for, and what moved that day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from casefile.cli.terminal import Align, Rank, is_terminal, say, table, width, wrapped

if TYPE_CHECKING:
    from casefile.claim.limitation import Barring, Step
    from casefile.claim.model import Claim

COLUMNS: tuple[tuple[str, Align], ...] = (("Day", "left"), ("What", "left"), ("Last day", "left"), ("Why", "left"))


def tell(claim: Claim) -> None:
    """One part for each debt of which something is open; what is alike for all of them stands once at the end."""
    found = [barring for one in claim.invoices for barring in one.limitation]
    for barring in found:
        say()
        say(f"Limitation of {_named(barring)}", "strong")
        rank: Rank = "bad" if barring.is_barred else "plain"
        _words(_result(barring), rank)
        if barring.steps:
            table(COLUMNS, [_row(step) for step in barring.steps])
    for note in dict.fromkeys(note for barring in found for note in barring.notes):
        _words(f"– {note}", later="  ")


def _named(barring: Barring) -> str:
    return f"what was kept back of {barring.number}" if barring.is_retention else barring.number


def _result(barring: Barring) -> str:
    from casefile.claim.limitation import CONFIRM

    if not barring.rule:
        return f"No last day: {barring.reason}."
    by = f"by {barring.name}, {barring.rule} [{barring.paragraph}], {CONFIRM}"
    if barring.last is None:
        return f"No last day: {barring.reason}; {by}."
    if barring.is_barred:
        return f"Time-barred: the last day was {barring.last}; {by}."
    return f"Last day {barring.last}; {by}."


def _row(step: Step) -> tuple[str, ...]:
    law = f" [{step.law}]" if step.law else ""
    file = step.source.file.rpartition("/")[2]  # the whole path would burst the line
    return str(step.day), step.what, str(step.last or "none"), f"{step.why}{law} ({file}:{step.source.line})"


def _words(text: str, rank: Rank = "plain", later: str = "") -> None:
    for line in wrapped(text, width(sys.stdout) if is_terminal(sys.stdout) else 80, later):
        say(line, rank)
