"""Which steps a debtor's ladder has."""

from __future__ import annotations

import pytest

from casefile.case.ladders import USUAL, step_names, steps
from casefile.case.party import Party, WorkspaceFile

OURS = [{"step": "letter", "after_due": "5", "channel": "post", "document": "reminder"}]
SHORT = [{"step": "note", "after_due": "1", "channel": "email", "document": "reminder"}]
USUALLY = ["upcoming", "first", "second", "call", "final", "demand", "attorney"]


def workspace(**more: object) -> WorkspaceFile:
    return WorkspaceFile.model_validate({"creditor": {"name": "A"}, **more})


@pytest.mark.parametrize(
    ("own", "debtor", "names"),
    [
        ({}, {}, USUALLY),
        ({}, {"follow_up": {"without": ["call", "demand"]}}, ["upcoming", "first", "second", "final", "attorney"]),
        ({"ladder": OURS}, {}, ["letter"]),
        ({"ladder": OURS, "ladders": {"short": SHORT}}, {"ladder": "short"}, ["note"]),
        ({"ladders": {"short": SHORT}}, {}, USUALLY),
        ({"ladder": OURS, "ladders": {"none": []}}, {"ladder": "none"}, []),
        ({"ladders": {"none": []}}, {"ladder": "none"}, []),
        ({"ladder": []}, {}, []),
    ],
)
def test_a_debtors_own_ladder_then_ours_then_the_usual_one(
    own: dict[str, object], debtor: dict[str, object], names: list[str]
) -> None:
    found = steps(workspace(**own), Party.model_validate({"name": "B", **debtor}))
    assert [step.step for step in found] == names


def test_the_steps_of_all_ladders_have_names_each_once() -> None:
    assert step_names(workspace()) == tuple(step.step for step in USUAL)
    assert step_names(workspace(ladder=OURS, ladders={"short": SHORT, "again": OURS})) == ("letter", "note")
