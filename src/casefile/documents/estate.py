"""The debtor's insolvency, as papers name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.documents.matter import Matter
from casefile.documents.proof import Refs, refs


@dataclass(frozen=True, slots=True)
class Estate:
    """Proceedings that were opened; `file_by` is the last day to file the claim, where it is known."""

    opened: date
    court: str
    reference: str
    file_by: date | None
    administrator: str
    exhibits: Refs


def estate(matter: Matter) -> Estate | None:
    """The proceedings opened by the claim's day; None without any."""
    ruin = matter.case.file.insolvency
    if ruin is None or ruin.opened > matter.claim.as_of:
        return None
    return Estate(ruin.opened, ruin.court, ruin.reference, ruin.file_by, ruin.administrator, refs(ruin.evidence))
