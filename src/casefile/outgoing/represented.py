"""Letters of ours to a debtor of whom counsel has another case: said, and not held back. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from casefile.errors import Problem
from casefile.followup.action import Dossier
from casefile.followup.counsel import handed
from casefile.followup.debtors import by_debtor
from casefile.followup.phrases import listed


def beside_counsel(written: Collection[str], dossiers: Sequence[Dossier], as_of: date) -> Iterator[Problem]:
    """A warning a debtor, for the cases that are `written` about on a day while counsel has another of theirs.

    Who has a lawyer is usually not written to directly, and counsel may be negotiating. A debtor whose own lawyer is
    known (`represented_by`) is written to through them, and needs no warning.
    """
    for theirs in by_debtor(dossiers):
        given = [each.case.id for each in theirs if handed(each.case, as_of)]
        ours = [each.case for each in theirs if each.case.id in written and each.case.id not in given]
        direct = [case for case in ours if case.debtor.represented_by is None]
        if given and direct:
            names = listed([case.id for case in direct])
            message = f"counsel has {listed(given)} of the same debtor, and a letter of ours goes out about {names}"
            hint = "ask counsel; hold: {reason: with counsel} in case.yaml keeps it back, else just go on"
            yield Problem(message, direct[0].file.at.source, hint, "counsel", "warning")
