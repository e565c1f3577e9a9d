"""What the formal demand is called, and how long it gives, by the law it is sent under: a table, and choosing from it.

England and Wales: Practice Direction Pre-Action Conduct (companies, normally 14 days), Pre-Action Protocol for Debt
Claims (individuals and sole traders: 30 days, para. 4.1, with the enclosures of para. 3.1). Russia: a court hears the
claim 30 calendar days after the demand was sent (АПК РФ, ст. 4(5)). France: 8 to 15 days are customary; the longer is
given. Germany, Austria, Poland, the United States: no law says how long; 14 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casefile.case.model import Case


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the demand. `name` is what templates test; `days` the shortest time it gives."""

    name: str
    days: int


DEMAND = Form("demand", 14)  # a form without rules of its own
BEFORE_CLAIM = Form("before-claim", 14)
PROTOCOL = Form("protocol", 30)
MISE_EN_DEMEURE = Form("mise-en-demeure", 15)
WEZWANIE = Form("wezwanie", 14)
PRETENZIYA = Form("pretenziya", 30)
MAHNUNG = Form("mahnung", 14)
FINAL_NOTICE = Form("final-notice", 14)

# By the part of the country the law names; a whole country's code stands for the part where most claims are brought.
# Scotland and Northern Ireland have rules of their own, and the plain form.
_COMPANIES: Mapping[str, Form] = {
    "GB": BEFORE_CLAIM, "GB-ENG": BEFORE_CLAIM, "GB-WLS": BEFORE_CLAIM, "GB-EAW": BEFORE_CLAIM, "GB-SCT": DEMAND,
    "GB-NIR": DEMAND, "FR": MISE_EN_DEMEURE, "PL": WEZWANIE, "RU": PRETENZIYA, "DE": MAHNUNG, "AT": MAHNUNG,
    "US": FINAL_NOTICE,
}  # fmt: skip
_PERSONS: Mapping[str, Form] = {
    **_COMPANIES, "GB": PROTOCOL, "GB-ENG": PROTOCOL, "GB-WLS": PROTOCOL, "GB-EAW": PROTOCOL,
}  # fmt: skip


def form(case: Case) -> Form:
    """The form for the contract's governing law, else for the country the debtor lives in."""
    table = _PERSONS if case.debtor.is_person else _COMPANIES
    found = law(case)
    return table.get(found) or table.get(found.partition("-")[0], DEMAND)


def days_given(case: Case) -> int:
    """How many days the formal demand gives: the law's, or the contract's where those are more."""
    return max(form(case).days, case.contract.claim_period_days or 0)


def law(case: Case) -> str:
    """The governing law, else the debtor's country, as a code; empty when neither is known."""
    address = case.debtor.address
    return case.contract.law or (address.country if address and address.country else "")
