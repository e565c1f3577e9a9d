"""What went out, written into the case: the letter as sent becomes an exhibit, and a note in correspondence/ names it.

A letter about several cases is recorded in each; one that was several steps of the ladder with a note for each step.
Recording the same letter twice changes nothing. The case's lock is its caller's; the day and the user are handed in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casefile.case import register
from casefile.case.fields import Channel
from casefile.case.model import Case
from casefile.case.taking import Custody, Incoming, Shelf
from casefile.case.workspace import Workspace
from casefile.case.yamltext import Value

_KINDS = {"demand": "notice", "default-notice": "notice"}
"""The kinds of exhibit that a formal letter is; any other is correspondence."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter as it went out: what it is called, its bytes and the name of its file, how it went and to whom, the
    ladder's step, what proves it (a Message-ID, a tracking number), and the name and bytes of what was enclosed."""

    document: str
    title: str
    content: bytes
    name: str
    channel: Channel
    to: str
    step: str = ""
    proof: str = ""
    enclosed: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where a letter was recorded: the case, the exhibit's id, the note, as messages name it."""

    case: str
    exhibit: str
    note: str


def record(
    workspace: Workspace,
    case: Case,
    sent: Sent,
    invoices: tuple[str, ...],
    custody: Custody,
    steps: Mapping[str, str] | None = None,
) -> Recorded:
    """Writes into a case that the letter went out on the custody's day: a note, and one more for each other step that
    it was for some of its invoices (`steps`). CaseError when it can't be written; what was written by then is taken up
    by the next run."""
    exhibit = _kept(workspace, case, sent, custody)
    there = {each.head.step: each.file for each in case.contacts if exhibit in each.head.evidence}
    notes = [
        there.get(step) or _noted(workspace, case, replace(sent, step=step), some, custody, exhibit)
        for step, some in _by_step(sent.step, invoices, steps or {}).items()
    ]
    return Recorded(case.id, exhibit, notes[0])


def _by_step(step: str, invoices: tuple[str, ...], steps: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The invoices by the step that the letter was for them, its own first; naming none it is about all of them."""
    found: dict[str, tuple[str, ...]] = {}
    for number in sorted(invoices, key=lambda number: steps.get(number, step) != step):
        name = steps.get(number, step)
        found[name] = (*found.get(name, ()), number)
    return found or {step: ()}


def _noted(
    workspace: Workspace, case: Case, sent: Sent, invoices: tuple[str, ...], custody: Custody, exhibit: str
) -> str:
    """The new note that says that the letter went out, as messages name it."""
    head: dict[str, Value] = {
        "date": custody.on,
        "direction": "out",
        "channel": sent.channel,
        "step": sent.step,
        "to": sent.to,
        "subject": sent.title,
        "invoices": invoices,
        "proof": sent.proof,
        "evidence": (exhibit,),
    }
    return workspace.shown(register.log(workspace, case, {key: value for key, value in head.items() if value}, ""))


def _kept(workspace: Workspace, case: Case, sent: Sent, custody: Custody) -> str:
    """The exhibit that the letter is from now on, or was already; what was enclosed becomes exhibits that name it."""
    about: dict[str, Value] = {"kind": _KINDS.get(sent.document, "correspondence"), "date": custody.on}
    shelf = Shelf(workspace, case)
    with tempfile.TemporaryDirectory(prefix="casefile-") as folder:
        path = Path(folder) / "letter"
        path.write_bytes(sent.content)
        taken = shelf.take(Incoming(path, sent.name, custody, {"title": sent.title, **about}))
        attached = replace(custody, method=f"attached to {taken.exhibit}")
        for name, content in sent.enclosed:
            path.write_bytes(content)
            shelf.take(Incoming(path, name, attached, about, taken.exhibit))
        shelf.register()
    return taken.exhibit
