"""What is owed: a pure function of a case and an as-of date, with the rule behind every figure."""

from __future__ import annotations

from datetime import date

from casefile.case.model import Case
from casefile.claim.admissible import problems
from casefile.claim.basis import basis
from casefile.claim.model import Claim
from casefile.claim.regimes import Regimes
from casefile.claim.settled import settled
from casefile.claim.unsettled import unsettled
from casefile.errors import CaseError, Problem, UsageError
from casefile.records import YEARS


def owed(case: Case, as_of: date, regimes: Regimes) -> Claim:
    """The claim on the as-of date, by facts dated up to that day; weaknesses are in it.

    CaseError when the case asks for what the law doesn't give, or when a reference rate has to be read on a day for
    which it isn't known. UsageError for a day that is outside the years a case may speak of.
    """
    if not YEARS[0] <= as_of.year <= YEARS[1]:
        hint = f"choose a day of the years {YEARS[0]} to {YEARS[1]}"
        raise UsageError(Problem(f"nothing can be reckoned as of {as_of}", hint=hint, rule="as-of"))
    if errors := problems(case, regimes):
        raise CaseError(errors)
    ground = basis(case, as_of, regimes)
    claim = unsettled(ground, case.payments)
    if case.settlement and case.settlement.agreed <= as_of and claim.invoices:
        return settled(ground, case.settlement, claim)
    return claim
