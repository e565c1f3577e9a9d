"""Which steps a debtor's reminder ladder has: their own, the workspace's, or the usual one. Knows no case, no day."""

from __future__ import annotations

from casefile.case.party import Party, Step, WorkspaceFile

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
    without those that are left out with them."""
    own = workspace.ladders.get(debtor.ladder, ()) if debtor.ladder else ()
    ways = debtor.follow_up
    found = own or workspace.ladder or USUAL
    return tuple(step for step in found if ways is None or step.step not in ways.without)


def step_names(workspace: WorkspaceFile) -> tuple[str, ...]:
    """The names of the steps of every ladder of the workspace, each once."""
    ladders = (workspace.ladder or USUAL, *workspace.ladders.values())
    return tuple(dict.fromkeys(step.step for ladder in ladders for step in ladder))
