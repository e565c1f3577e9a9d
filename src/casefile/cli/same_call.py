"""The other cases of a debtor that one call was about: `next` shows them as one line, and `log` takes one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session


def also_to_call(session: Session, workspace: Workspace, case: Case) -> tuple[str, ...]:
    """The ids of the debtor's other cases in which a call was due on the day, with this case as it stood before it was
    recorded. Those that cannot be read are left out."""
    from casefile.errors import CaseError
    from casefile.followup.action import Dossier
    from casefile.followup.actions import day
    from casefile.followup.debtors import about_same

    others: list[Case] = []
    for name in _like(workspace, case):
        try:
            others.append(session.read(workspace, name))
        except CaseError:
            continue
    found: list[Dossier] = []
    for each in (case, *about_same(case, others)):
        try:
            found.append(Dossier(each, session.claim(workspace, each)))
        except CaseError:
            continue
    asked = (each.dossier.case.id for each in day(found, session.as_of).actions if each.channel == "call")
    return tuple(dict.fromkeys(name for name in asked if name != case.id))


def _like(workspace: Workspace, case: Case) -> tuple[str, ...]:
    """The other cases that may be about the same debtor, by their text: so that not all of them are read."""
    from casefile.case import rough

    ours = rough.debtor(workspace.root, case.id)
    names = (name for name in workspace.case_ids() if name != case.id)
    return tuple(name for name in names if rough.debtor(workspace.root, name).is_like(ours))
