"""The document kinds, by name: the one table of them."""

from __future__ import annotations

from collections.abc import Mapping

from casefile.documents import (
    breakdown,
    brief,
    call_sheet,
    chronology,
    demand,
    options,
    reminder,
    settlement,
    statement,
    summary,
)
from casefile.documents.matter import Kind
from casefile.errors import Problem, UsageError
from casefile.faults import suggestion

KINDS: Mapping[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (reminder, breakdown, statement, settlement, demand, chronology, summary, brief, options, call_sheet)
}


def kind(name: str) -> Kind:
    """The kind of that name. UsageError when there is none."""
    found = KINDS.get(name)
    if found is None:
        hint = suggestion(name, list(KINDS)) or f"there are: {', '.join(KINDS)}"
        raise UsageError(Problem(f"no document '{name}'", hint=hint, rule="document"))
    return found


def known_step(name: str, step: str) -> str:
    """The step as it is, empty for none. UsageError when the kind has no such step, or none at all."""
    steps = kind(name).named_steps
    if step and not steps:
        raise UsageError(Problem(f"a {name} has no steps", hint="leave --step out", rule="step"))
    if step and step not in steps:
        hint = suggestion(step, list(steps)) or f"there are: {', '.join(steps)}"
        raise UsageError(Problem(f"a {name} has no step '{step}'", hint=hint, rule="step"))
    return step


def stem(name: str, step: str = "") -> str:
    """A document's file name without language and format: `<document>[-<step>]`."""
    return f"{name}-{step}" if step else name
