"""The other cases of a debtor that one call is about: `next` shows them as one line, the call-sheet covers them all,
and `log` takes one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.followup.action import Action
    from casefile.making import Desk

CALL = "call-sheet"
"""The document of a call."""


def also_to_call(session: Session, workspace: Workspace, case: Case) -> tuple[str, ...]:
    """The ids of the debtor's other cases in which a call was due on the day, with this case as it stood before it was
    recorded. Those that cannot be read are left out."""
    names = (each.dossier.case.id for each in _calls(session, workspace, case))
    return tuple(dict.fromkeys(name for name in names if name != case.id))


def called_with(session: Session, desk: Desk) -> tuple[Desk, ...]:
    """The debtor's other cases that today's call about this one is about, too; none where it is not called about. Left
    out are those of another creditor of ours, or that write the debtor's name another way: no paper is about both."""
    from casefile import making

    calls = _calls(session, desk.workspace, desk.case)
    mine = {each.letter for each in calls if each.dossier.case.id == desk.case.id}
    names = dict.fromkeys(each.dossier.case.id for each in calls if each.letter in mine)
    found = (making.open_desk(desk.workspace, name, desk.as_of) for name in names if name != desk.case.id)
    return tuple(each for each in found if _sides(each.case) == _sides(desk.case))


def _sides(case: Case) -> tuple[str, str]:
    return case.creditor.name, case.debtor.name


def _calls(session: Session, workspace: Workspace, case: Case) -> tuple[Action, ...]:
    """The calls of the day with the debtor of a case, in any of their cases."""
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
    return tuple(each for each in day(found, session.as_of).actions if each.channel == "call")


def _like(workspace: Workspace, case: Case) -> tuple[str, ...]:
    """The other cases that may be about the same debtor, by their text: so that not all of them are read."""
    from casefile.case import rough

    ours = rough.debtor(workspace.root, case.id)
    names = (name for name in workspace.case_ids() if name != case.id)
    return tuple(name for name in names if rough.debtor(workspace.root, name).is_like(ours))
