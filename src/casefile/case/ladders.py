"""Which steps a debtor's reminder ladder has: their own, the workspace's, or the usual one; and what no ladder may say.
Knows no case, no day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

from casefile.case.party import Party, Step, Tone, WorkspaceFile
from casefile.errors import Problem

_USUAL = (
    {"step": "upcoming", "after_due": "-7", "channel": "email", "document": "reminder"},
    {"step": "first", "after_due": "1", "channel": "email", "document": "reminder", "pay_within": "7"},
    {"step": "second", "after_due": "8", "channel": "email", "document": "reminder", "pay_within": "7"},
    {"step": "call", "after_due": "15", "channel": "call", "document": "call-sheet"},
    {"step": "final", "after_due": "22", "channel": "post", "document": "reminder", "pay_within": "7"},
    {"step": "demand", "after_due": "31", "channel": "registered", "document": "demand"},
    {"step": "attorney", "after_due": "62", "channel": "attorney", "document": "packet"},
)
USUAL: tuple[Step, ...] = tuple(Step.model_validate(row) for row in _USUAL)
"""The ladder of a workspace that names none."""


def steps(workspace: WorkspaceFile, debtor: Party) -> tuple[Step, ...]:
    """The steps for a debtor, in the order of the file: their own ladder, else the workspace's, else the usual one;
    without those that are left out with them. A ladder that is written without a step has none."""
    ways = debtor.follow_up
    found = workspace.ladders.get(debtor.ladder, _common(workspace)) if debtor.ladder else _common(workspace)
    return tuple(step for step in found if ways is None or step.step not in ways.without)


def step_names(workspace: WorkspaceFile) -> tuple[str, ...]:
    """The names of the steps of every ladder of the workspace, each once."""
    ladders = (_common(workspace), *workspace.ladders.values())
    return tuple(dict.fromkeys(step.step for ladder in ladders for step in ladder))


def _common(workspace: WorkspaceFile) -> tuple[Step, ...]:
    """The ladder of whoever has no other."""
    return workspace.ladder if "ladder" in workspace.model_fields_set else USUAL


def faults(workspace: WorkspaceFile) -> Iterator[Problem]:
    """What is wrong with the ladders: two steps of one name, of which the log could not tell which went out, and steps
    that do not go up, so that another one would be first than the file says."""
    for ladder in (workspace.ladder, *workspace.ladders.values()):
        yield from _named_twice(ladder)
        yield from _falling(ladder)


def _named_twice(ladder: tuple[Step, ...]) -> Iterator[Problem]:
    first: dict[str, Step] = {}
    for step in ladder:
        other = first.setdefault(step.step, step)
        if other is not step:
            message = f"a second step '{step.step}' in one ladder, the first is at {other.at.of('step')}"
            hint = "give it another name, and tone: where it is the same reminder again"
            yield Problem(message, step.at.of("step"), hint, "ladder")


def _falling(ladder: tuple[Step, ...]) -> Iterator[Problem]:
    """The steps that come sooner than the one before them, and reminders that are milder than an earlier one."""
    for key in ("after_delivery", "after_due"):
        steps = [step for step in ladder if getattr(step, key) is not None]
        for before, step in pairwise(steps):
            early, late = getattr(before, key), getattr(step, key)
            if late < early:
                message = f"{key} {late} of '{step.step}' lies before that of '{before.step}' above it ({early})"
                yield Problem(message, step.at.of(key), "write the steps in the order they come in", "ladder")
    toned = [(step, tone) for step in ladder if (tone := _tone(step))]
    for (before, mild), (step, tone) in pairwise(toned):
        if _TONES.index(tone) < _TONES.index(mild):
            message = f"'{step.step}', the {tone} reminder, stands below '{before.step}', the {mild} one"
            key = "tone" if step.tone else "step"
            yield Problem(message, step.at.of(key), f"the order is {', '.join(_TONES)}", "ladder")


_TONES: tuple[Tone, ...] = get_args(Tone)


def _tone(step: Step) -> Tone | None:
    """Which reminder a step says that it is."""
    return step.tone or next((tone for tone in _TONES if tone == step.step), None)
