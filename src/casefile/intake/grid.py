"""A returned document as tables of cells, whatever program it came from. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, or the number it holds; `fault` says why it holds neither for sure, and `day` is the date that
    it holds instead. `place` is for messages.
    `unseen` are words in it that are not shown, and not in its text; `hidden` names the row, column or sheet that hides
    the whole cell. `is_worked_out`: it still holds the formula that we sent, so that nobody said what it shows."""

    place: str
    text: str = ""
    number: float | int | None = None
    fault: str = ""
    unseen: str = ""
    hidden: str = ""
    day: date | None = None
    is_worked_out: bool = False

    @property
    def words(self) -> str:
        """What a person reads there."""
        return self.text or ("" if self.number is None else str(self.number))

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip() and self.number is None and not self.fault


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A document that came back: its tables, row by row, all of its `words`, and what in it is not read at all."""

    name: str
    tables: tuple[tuple[Row, ...], ...]
    words: str
    unread: tuple[str, ...] = ()
