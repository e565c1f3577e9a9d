"""In which other cases of its debtor the open invoices of a case are open, too, by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import Workspace
from casefile.checks.refused import owed_or_refused
from casefile.claim.model import Claim
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError
from casefile.followup.action import Dossier
from casefile.followup.debtors import about_same
from casefile.followup.twice import in_two_cases

_NUMBER = re.compile(rb"""\bnumber["']?[ \t]*:[ \t]*["']?([^"',}\r\n#]+)""")


def numbered(workspace: Workspace) -> Mapping[str, frozenset[str]]:
    """By every number that an invoice file may bear the cases that have it, by their text: so that not all are read."""
    found: dict[str, set[str]] = {}
    for case_id in workspace.case_ids():
        for path in (workspace.cases / case_id / "invoices").glob("*.yaml"):
            for number in _NUMBER.findall(path.read_bytes()):
                found.setdefault(number.decode(errors="replace").strip(), set()).add(case_id)
    return {number: frozenset(cases) for number, cases in found.items()}


def elsewhere(
    workspace: Workspace, regimes: Regimes, numbers: Mapping[str, frozenset[str]], case: Case, claim: Claim
) -> Mapping[str, tuple[str, ...]]:
    """By the number of an open invoice the other cases of the debtor in which it is open, too. What cannot be read is
    left out: it is reported with its own case."""
    own = (one.number for one in claim.invoices if one.outstanding)
    names = sorted({name for number in own for name in numbers.get(number, ())} - {case.id})
    same = about_same(case, _loaded(workspace, names)) if names else ()
    return in_two_cases([Dossier(case, claim), *_reckoned(same, claim, regimes)])[case.id]


def _loaded(workspace: Workspace, names: Sequence[str]) -> Iterator[Case]:
    for name in names:
        try:
            yield folder.load(workspace, name)
        except CaseError:
            continue


def _reckoned(cases: Sequence[Case], claim: Claim, regimes: Regimes) -> Iterator[Dossier]:
    for case in cases:
        try:
            yield Dossier(case, owed_or_refused(case, claim.as_of, regimes)[0])
        except CaseError:
            continue
