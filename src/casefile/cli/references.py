"""Names on the command line that the case has to have: a slip of the hand is best caught before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from casefile.errors import Problem, UsageError

if TYPE_CHECKING:
    from casefile.case.model import Case


def refuse_unknown_exhibits(case: Case, ids: Iterable[str]) -> None:
    """UsageError for an id that the register does not have."""
    _refuse(ids, [exhibit.id for exhibit in case.exhibits], "exhibit", "casefile add takes it in first")


def refuse_unknown_invoices(case: Case, numbers: Iterable[str]) -> None:
    """UsageError for the number of an invoice or credit note that the case does not have."""
    _refuse(numbers, [invoice.number for invoice in case.invoices], "invoice")


def refuse_unknown_offer(case: Case, offer_id: str) -> None:
    """UsageError for the id of an offer that the case does not have."""
    ids = [offer.id for offer in case.offers]
    _refuse([offer_id], ids, "offer", f"did you mean '{offer_id.upper()}'?" if offer_id.upper() in ids else "")


def refuse_unknown_targets(case: Case, targets: Iterable[str]) -> None:
    """UsageError for what is neither an invoice nor a line as invoice#line."""
    from casefile.case.agreement import targets as known

    _refuse(targets, known(case), "invoice or invoice#line")


def refuse_unknown_steps(case: Case, steps: Iterable[str]) -> None:
    """UsageError for a step that neither the debtor's ladder has nor the course of a case."""
    from casefile.followup.ladder import ladder
    from casefile.followup.turns import STEPS

    _refuse(steps, [*(rung.step for rung in ladder(case)), *STEPS], "step of the ladder", where="")


def _refuse(
    names: Iterable[str], known: Sequence[str], what: str, otherwise: str = "", where: str = " in this case"
) -> None:
    from casefile.faults import suggestion

    for name in names:
        if name and name not in known:
            listed = f"there are: {', '.join(known[:8])}" if known else "there is none yet"
            hint = suggestion(name, list(known)) or otherwise or listed
            raise UsageError(Problem(f"no {what} '{name}'{where}", hint=hint, rule="reference"))
