"""What a formal demand says beyond its form, by the law it is sent under, and what of it counsel has to confirm."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.documents.matter import Sender
from casefile.errors import Problem
from casefile.followup.formal import law

FREELANCE_FROM = 800  # dollars


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


def unconfirmed(case: Case, claim: Claim, by: Sender) -> Iterator[Problem]:
    """What counsel has to confirm before the letter goes, as we know these rules from others only."""
    for holds, what in (
        (freelance_act(case, claim), "that New York's Freelance Isn't Free Act applies"),
        (collects_debts(case, by), "the notices of the Fair Debt Collection Practices Act"),
    ):
        if holds:
            message = f"the letter says something that counsel has to confirm: {what}"
            yield Problem(message, case.file.at.source, "have counsel read it before it goes", "confirm", "warning")
    if by == "attorney" and case.debtor.kind == "consumer" and law(case) == "DE":
        message = "a German lawyer's first letter to a private person names the bar association (BRAO § 43d(1))"
        hint = "have counsel add what the paragraph wants and the letter lacks"
        yield Problem(message, case.file.at.source, hint, "confirm", "warning")
