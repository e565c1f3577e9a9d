"""What is owed where the claim cannot be computed as the case says: without its interest, so that the rest is heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError, Problem


def owed_or_refused(case: Case, as_of: date, regimes: Regimes) -> tuple[Claim, tuple[Problem, ...]]:
    """What is owed on a day, and nothing; or what is owed without interest, and why none can be claimed.

    CaseError where it cannot be computed even so.
    """
    try:
        return owed(case, as_of, regimes), ()
    except CaseError as error:
        bare = replace(case, file=case.file.model_copy(update={"interest": None}))
        return owed(bare, as_of, regimes), error.problems
