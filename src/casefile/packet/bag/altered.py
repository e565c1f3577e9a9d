"""What a packet shows and git knows otherwise: an exhibit that was changed together with its row in the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casefile.case import committed, custody
from casefile.case.model import Case
from casefile.case.workspace import Workspace
from casefile.errors import CaseError, Problem


def altered(workspace: Workspace, case: Case) -> Iterator[Problem]:
    """A warning for each exhibit that agrees with its register and not with the last commit, or why git can't be asked;
    nothing without git."""
    try:
        found = committed.compare(workspace, case, custody.verify(workspace, case)).kept
    except CaseError as error:
        yield from (replace(problem, level="warning") for problem in error.problems)
        return
    for each in found:
        if each.exhibit and each.state == "changed":
            message = f"{each.exhibit.id} is not what was committed: {each.detail.partition(':')[0]}"
            hint = "casefile verify and git log show more: put the original back, or be ready to explain the change"
            yield Problem(message, each.exhibit.at.of("sha256"), hint, "changed", "warning")
