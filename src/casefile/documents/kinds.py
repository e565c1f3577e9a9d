"""The document kinds, by name: the one table of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casefile.documents import (
    aging,
    breakdown,
    brief,
    call_sheet,
    check_in,
    chronology,
    correction,
    default_notice,
    demand,
    dispute_reply,
    offer,
    options,
    receipt,
    reminder,
    review,
    scott_schedule,
    settlement,
    statement,
    summary,
    terms,
)
from casefile.documents.matter import Kind
from casefile.errors import Problem, UsageError
from casefile.faults import suggestion

KINDS: Mapping[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        reminder,
        breakdown,
        scott_schedule,
        statement,
        offer,
        settlement,
        default_notice,
        demand,
        receipt,
        chronology,
        dispute_reply,
        correction,
        check_in,
        terms,
        summary,
        brief,
        options,
        call_sheet,
        review,
        aging,
    )
}


def kind(name: str) -> Kind:
    """The kind of that name. UsageError when there is none."""
    found = KINDS.get(name)
    if found is None:
        hint = suggestion(name, list(KINDS)) or f"there are: {', '.join(KINDS)}"
        raise UsageError(Problem(f"no document '{name}'", hint=hint, rule="document"))
    return found


def articled(name: str) -> str:
    """A kind in a sentence: `a reminder`, `an offer`."""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def known_step(name: str, step: str) -> str:
    """The step as it is, empty for none. UsageError when the kind has no such step, or none at all."""
    steps = kind(name).named_steps
    if step and not steps:
        raise UsageError(Problem(f"{articled(name)} has no steps", hint="leave --step out", rule="step"))
    if step and step not in steps:
        hint = suggestion(step, list(steps)) or f"there are: {', '.join(steps)}"
        raise UsageError(Problem(f"{articled(name)} has no step '{step}'", hint=hint, rule="step"))
    return step


def no_offers(name: str, offers: tuple[str, ...]) -> None:
    """UsageError when offers are named for a kind that makes none."""
    if offers and not kind(name).takes_offers:
        takers = " or ".join(each.name for each in KINDS.values() if each.takes_offers)
        hint = f"leave --offer out, or render the {takers}"
        raise UsageError(Problem(f"{articled(name)} makes no offers", hint=hint, rule="offer"))


def refuse_formats(name: str, formats: Iterable[str]) -> None:
    """UsageError when a kind is not made in one of the formats."""
    known = kind(name).formats
    for each in formats:
        if each not in known:
            hint = f"it is made as {', '.join(known)}"
            raise UsageError(Problem(f"{articled(name)} is not made as {each}", hint=hint, rule="format"))


def stem(name: str, step: str = "") -> str:
    """A document's file name without language and format: `<document>[-<step>]`."""
    return f"{name}-{step}" if step else name
