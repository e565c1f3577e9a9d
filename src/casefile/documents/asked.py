"""What a paper asks the debtor for. Interest that only a court awards is not owed before: it is named apart."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.claim.model import Claim
from casefile.documents.matter import Matters, Options
from casefile.errors import Problem
from casefile.money import Money, zero


def awarded(claim: Claim) -> Money:
    """The interest to date that a court will be asked for; nothing where the law gives it without one."""
    return claim.interest if claim.regime.awarded else zero(claim.currency)


def asked(claim: Claim) -> Money:
    """What can be demanded today: the total without what a court has to award first."""
    return claim.total - awarded(claim)


def may_be_asked(matters: Matters, options: Options) -> Iterator[Problem]:
    """In an insolvency nothing is asked of the debtor: the claim is filed with whoever administers the estate."""
    for matter in matters:
        ruin = matter.case.file.insolvency
        if ruin and ruin.opened <= options.as_of:
            whom = f"the administrator, {ruin.administrator}" if ruin.administrator else "the administrator"
            until = f", by {ruin.file_by}" if ruin.file_by else ""
            hint = f"file the claim with {whom}{until}; letters to the debtor are no use any more"
            message = f"insolvency proceedings against the debtor were opened on {ruin.opened}"
            yield Problem(message, ruin.at.of("opened"), hint, "insolvency")
