"""Why a step is due or a case waits, as a value: which sentence, and what it names. Said by `wording`. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TypeAlias

from casefile.money import Money

Value: TypeAlias = "str | int | date | Money | tuple[str, ...] | Why"
"""What a sentence names: text as the case has it, a count, a day, an amount, several invoices, another sentence."""


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence by its `key` in the word tables, and its values by name. `step` names a step of the ladder, `count`
    what the form of the sentence goes by, `dated` and `today` are days as they stand in files."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


def because(key: str, **values: Value) -> Why:
    """The sentence of that key about these values."""
    return Why(key, tuple(values.items()))


def then(*reasons: Why | None) -> Why:
    """One reason after the other, each on its own; at least one."""
    return reduce(lambda before, one: because("then", before=before, one=one), filter(None, reasons))


def also(*reasons: Why | None) -> Why:
    """Several facts as one reason; at least one."""
    return reduce(lambda before, one: because("also", before=before, one=one), filter(None, reasons))
