"""What the formal demand is called, and how long it gives, by the law it is sent under: a table, and choosing from it.

England and Wales: Practice Direction Pre-Action Conduct (companies, normally 14 days), Pre-Action Protocol for Debt
Claims (individuals and sole traders: 30 days, para. 4.1, with the enclosures of para. 3.1). Russia: a court hears the
claim 30 calendar days after the demand was sent (АПК РФ, ст. 4(5)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casefile.case.model import Case
from casefile.documents.parties import is_person


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the demand. `name` is what templates test; `days` the shortest time it gives."""

    name: str
    days: int


DEMAND = Form("demand", 14)
BEFORE_CLAIM = Form("before-claim", 14)
PROTOCOL = Form("protocol", 30)
RUSSIAN = Form("demand", 30)

# By the part of the country the law names; a whole country's code stands for the part where most claims are brought.
_COMPANIES: Mapping[str, Form] = {"GB": BEFORE_CLAIM, "GB-ENG": BEFORE_CLAIM, "GB-WLS": BEFORE_CLAIM, "RU": RUSSIAN}
_PERSONS: Mapping[str, Form] = {"GB": PROTOCOL, "GB-ENG": PROTOCOL, "GB-WLS": PROTOCOL, "RU": RUSSIAN}


def form(case: Case) -> Form:
    """The form for the contract's governing law, else for the country the debtor lives in."""
    table = _PERSONS if is_person(case.debtor) else _COMPANIES
    return table.get(law(case), DEMAND)


def issues_proceedings(case: Case) -> bool:
    """Whether a lawyer of the place would say "issue proceedings": the United Kingdom, by the law or the debtor."""
    return law(case).partition("-")[0] == "GB"


def law(case: Case) -> str:
    """The governing law, else the debtor's country, as a code; empty when neither is known."""
    address = case.debtor.address
    return case.contract.law or (address.country if address and address.country else "")
