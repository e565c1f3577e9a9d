"""What is said of a template whose code failed while it was filled, or goes too deep to be read at all; and in
which order."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.errors import CaseError, Problem, Source


def failed(error: Exception, place: Source) -> Problem:
    """The problem of code that failed at a place."""
    from casefile.render.sandbox import RefusedError

    if isinstance(error, RefusedError):
        return Problem(error.message, place, error.hint, "template")
    if isinstance(error, CaseError):
        first = error.problems[0]
        return Problem(first.message, place, first.hint, first.rule or "template")
    if isinstance(error, RecursionError):
        return too_deep(place)
    return Problem(f"the template's code cannot run: {error}", place, rule="template")


def too_deep(place: Source) -> Problem:
    """The problem of code that calls itself, or is nested, without end."""
    hint = "call nothing from within itself, and put fewer things into one another"
    return Problem("the template's code goes too deep", place, hint, "template")


def in_order(found: Iterable[Problem], origin: str) -> tuple[Problem, ...]:
    """Each problem once, by its line; those of a template's own file before those of its clauses."""

    def order(problem: Problem) -> tuple[bool, str, int]:
        place = problem.source or Source(origin)
        return place.file != origin, place.file, place.line

    return tuple(sorted(dict.fromkeys(found), key=order))
