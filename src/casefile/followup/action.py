"""One thing to do about one case, and the case with its claim: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.fields import Channel
from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.followup.ladder import rungs
from casefile.followup.why import Why


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case with its claim on the day."""

    case: Case
    claim: Claim


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do about one case. `due` is the first day it may be done; `invoices` are those it is about, none for
    all; `by` is the last day for it and `barred` the last day to sue, where they are known; `letter` is the same for
    actions that go out as one letter; `first` is the part of the reason that says what is to be read before; `channel`
    is empty for what goes to nobody."""

    dossier: Dossier
    due: date
    step: str
    channel: Channel | Literal[""]
    document: str
    reason: Why
    invoices: tuple[str, ...] = ()
    by: date | None = None
    barred: date | None = None
    is_contact: bool = True
    is_announcement: bool = False
    is_retry: bool = False
    rung: int = 0
    priority: int = 0
    letter: str = ""
    first: Why | None = None

    @property
    def is_beside(self) -> bool:
        """Whether it comes from the course of the case, not from the ladder."""
        return self.rung >= len(rungs(self.dossier.case))
