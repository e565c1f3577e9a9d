"""The CHECKS table, worst first, and what it finds in a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casefile.checks import dealings, exhibits, figures, kept_back, payments, proof
from casefile.checks.matter import Matter
from casefile.errors import Problem

Check = Callable[[Matter], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    figures.limitation,
    exhibits.exhibit_changed,
    exhibits.exhibit_missing,
    dealings.marked_open,
    kept_back.open_names_withheld,
    kept_back.repeated_in_correspondence,
    kept_back.native_with_withheld,
    kept_back.mail_with_counsel,
    exhibits.loose_ends,
    figures.insolvent_debtor,
    dealings.not_named,
    figures.nothing_invoiced,
    proof.no_contract,
    figures.doubts,
    figures.costs_beside_compensation,
    payments.recorded_twice,
    payments.overpaid,
    dealings.default_without_notice,
    proof.line_without_proof,
    proof.unanswered,
    proof.no_arrival,
    proof.no_payment_clause,
    dealings.promise_lapsed,
    figures.reminded_too_early,
    dealings.debtor_unclear,
    dealings.creditor_unclear,
    dealings.no_account,
    exhibits.not_registered,
    exhibits.no_hash,
    exhibits.exhibit_unused,
    dealings.keeping_over,
)
"""Every check, in the order in which an attorney would want to hear of it."""


def findings(matter: Matter) -> tuple[Problem, ...]:
    """What the checks find: errors first, then weaknesses, worst first."""
    found = dict.fromkeys(problem for check in CHECKS for problem in check(matter))
    return tuple(sorted(found, key=lambda problem: problem.level != "error"))
