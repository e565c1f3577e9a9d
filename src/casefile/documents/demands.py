"""What the formal demand is called, and how long it gives, by the law it is sent under: a table, and choosing from it.

England and Wales: Practice Direction Pre-Action Conduct (companies, normally 14 days), Pre-Action Protocol for Debt
Claims (individuals and sole traders: 30 days, para. 4.1, with the enclosures of para. 3.1). Russia: a court hears the
claim 30 calendar days after the demand was sent (АПК РФ, ст. 4(5)). France: 8 to 15 days are customary; the longer is
given. Germany, Austria, Poland, the United States: no law says how long; 14 days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.documents.matter import Sender
from casefile.documents.parties import is_person
from casefile.errors import Problem

FREELANCE_FROM = 800  # dollars


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
    table = _PERSONS if is_person(case.debtor) else _COMPANIES
    found = law(case)
    return table.get(found) or table.get(found.partition("-")[0], DEMAND)


def issues_proceedings(case: Case) -> bool:
    """Whether a lawyer of the place would say "issue proceedings": the United Kingdom, by the law or the debtor."""
    return law(case).partition("-")[0] == "GB"


def freelance_act(case: Case, claim: Claim) -> bool:
    """Whether New York's Freelance Isn't Free Act may apply: a person's services of 800 dollars or more, due 30 days
    after performance at the latest, and double damages (N.Y. General Business Law art. 44-A)."""
    return (
        law(case) == "US-NY"
        and case.creditor.natural
        and case.contract.type == "services"
        and claim.currency == "USD"
        and claim.principal.amount >= FREELANCE_FROM
    )


def collects_debts(case: Case, by: Sender) -> bool:
    """Whether an attorney writes to a consumer in the United States, who is owed the notices of a debt collector
    (Fair Debt Collection Practices Act, 15 U.S.C. §§ 1692a(6), 1692e(11), 1692g)."""
    home = case.debtor.address.country if case.debtor.address else ""
    return by == "attorney" and case.debtor.kind == "consumer" and "US" in (home, law(case).partition("-")[0])


def law(case: Case) -> str:
    """The governing law, else the debtor's country, as a code; empty when neither is known."""
    address = case.debtor.address
    return case.contract.law or (address.country if address and address.country else "")


def unconfirmed(case: Case, claim: Claim, by: Sender) -> Iterator[Problem]:
    """What counsel has to confirm before the letter goes, as we know these rules from others only."""
    for holds, what in (
        (freelance_act(case, claim), "that New York's Freelance Isn't Free Act applies"),
        (collects_debts(case, by), "the notices of the Fair Debt Collection Practices Act"),
    ):
        if holds:
            message = f"the letter says something that counsel has to confirm: {what}"
            yield Problem(message, case.file.at.source, "have counsel read it before it goes", "confirm", "warning")
