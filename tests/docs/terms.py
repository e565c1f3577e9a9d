"""The table of which clause the proposed terms have when: from the rules, with a sentence for each reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from casefile.case.fields import Reason
from casefile.documents.past import Past
from casefile.documents.terms import RULES, Rule
from casefile.followup.credit import VERY_LATE

_NOTHING = Past(0, 14, 0, False, False, False, frozenset(), False, False, False, False, "")
_WHEN: Mapping[str, str] = {
    "oral": "the contract was `oral`",
    "unclear-terms": "`review.cause` is `unclear-terms`",
    "no-date-agreed": "an invoice has `due_basis: invoice`",
    "late": "an invoice was paid late, or is",
    "very-late": f"an invoice was paid more than {VERY_LATE} days late, or is",
    "broken-promise": "a `promise` was not kept",
    "broken-settlement": "the settlement was not kept",
    "cash-flow": "an objection or `review.cause` is `cash-flow`",
    "reminded": "more than one reminder was sent",
    "not-accepted": "a delivered line was paid late or contested, and no exhibit shows that it was accepted",
    "billed-wrongly": "there are `corrections`, or `review.cause` is `wrong-billing`",
    "unreached": "mail came back, a call was not answered, or a contact is `invalid`",
}


def section() -> str:
    """The generated part of the page."""
    rows = [
        f"| `{clause}` | {'; '.join(_when(rule) for rule in RULES if rule.clause == clause)} |\n"
        for clause in dict.fromkeys(rule.clause for rule in RULES)
    ]
    return "".join(["| clause | when |\n| --- | --- |\n", *rows])


def _when(rule: Rule) -> str:
    if rule.reason != "contested":
        return _WHEN[rule.reason]
    reasons = [one for one in get_args(Reason) if rule.holds(replace(_NOTHING, disputed=frozenset({one})))]
    return f"an objection is {' or '.join(f'`{one}`' for one in reasons)}"
