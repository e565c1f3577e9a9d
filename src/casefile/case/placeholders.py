"""The names that new files begin with, and where they still stand. Costs nothing to import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casefile.errors import Problem

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.errors import Level

CREDITOR = "Your name or company"
DEBTOR = "Name of the debtor"


def placeholders(case: Case, level: Level) -> Iterator[Problem]:
    """A problem of that level for each party of a case that nobody has named yet."""
    for party, what in ((case.creditor, "creditor"), (case.debtor, "debtor")):
        if party.name in (CREDITOR, DEBTOR):
            message = f"the {what} is still called '{party.name}'"
            yield Problem(message, party.at.of("name"), "write the name that the contract has", "placeholder", level)
