"""The CHECKS table, in groups and worst first, and what it finds in a case."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from casefile.checks import (
    both_sides,
    dealings,
    exhibits,
    fees,
    figures,
    followed,
    kept_back,
    named,
    natives,
    particulars,
    payments,
    proof,
    quoted,
    surroundings,
    terms,
    totals,
    wall,
)
from casefile.checks.matter import Matter
from casefile.errors import Problem

Check = Callable[[Matter], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: the short name that its findings carry, what it belongs to, and the function that asks."""

    name: str
    group: str
    check: Check

    def __call__(self, matter: Matter) -> Iterator[Problem]:
        """What it finds."""
        return self.check(matter)

    @property
    def why(self) -> str:
        """Why it matters: the paragraph of its function, on one line."""
        return " ".join((inspect.getdoc(self.check) or "").split())


_TABLE: tuple[tuple[str, tuple[tuple[str, Check], ...]], ...] = (
    ("What can end the claim", (
        ("limitation", figures.limitation),
        ("regime-debtor", terms.regime_fits_debtor),
        ("tendered-in-full", payments.tendered_in_full),
        ("insolvency", figures.insolvent_debtor),
        ("after-insolvency", dealings.steps_in_insolvency),
    )),
    ("The wall", (
        ("marked-open", wall.marked_open),
        ("offer-open", wall.offer_open),
        ("mediation-paper", wall.mediation_paper),
        ("counsel-mail", wall.mail_with_counsel),
        ("names-withheld", kept_back.open_names_withheld),
        ("stand-in-holds", kept_back.stand_in_still_holds),
        ("quotes-withheld", quoted.quotes_withheld),
        ("withheld-named", named.named_in_words),
        ("same-as-withheld", kept_back.repeated_in_correspondence),
        ("kept-with", kept_back.kept_with),
        ("noted-twice", both_sides.noted_twice),
        ("attached-to-withheld", both_sides.attached_to_withheld),
        ("native-withheld", kept_back.native_with_withheld),
    )),
    ("What was agreed", (
        ("no-contract", proof.no_contract),
        ("not-signed", terms.not_signed),
        ("term-not-quoted", terms.terms_not_quoted),
        ("no-payment-clause", terms.no_payment_clause),
        ("duty-not-shown", terms.duty_not_shown),
    )),
    ("The parties", (
        ("placeholder", dealings.not_named),
        ("debtor-unclear", dealings.debtor_unclear),
        ("debtor-twice", followed.debtor_twice),
        ("email-unusable", followed.email_unusable),
    )),
    ("The figures", (
        ("no-invoice", figures.nothing_invoiced),
        ("totals-differ", totals.totals_differ),
        ("figures", figures.doubts),
        ("costs-compensation", figures.costs_beside_compensation),
        ("twice", payments.recorded_twice),
        ("number-twice", followed.number_twice),
        ("overpaid", payments.overpaid),
        ("fee-not-billed", fees.fees_not_billed),
    )),
    ("What they could wait for", (
        ("order-number", particulars.no_order_number),
        ("delivery-date", particulars.no_delivery_date),
        ("tax-number", particulars.no_tax_number),
        ("term-not-agreed", particulars.term_on_invoice_only),
    )),
    ("Proof", (
        ("changed-file", exhibits.exhibit_changed),
        ("missing-file", exhibits.exhibit_missing),
        ("reference", exhibits.loose_ends),
        ("line-without-proof", proof.line_without_proof),
        ("proof-withheld", proof.proof_withheld),
        ("not-performed", proof.not_performed),
        ("not-accepted", proof.not_accepted),
        ("unanswered", proof.unanswered),
        ("no-arrival", proof.no_arrival),
        ("posting-for-arrival", proof.posting_for_arrival),
    )),
    ("What was left undone", (
        ("default-notice", dealings.default_without_notice),
        ("unknown-step", followed.unknown_step),
        ("promise-lapsed", dealings.promise_lapsed),
        ("too-early", figures.reminded_too_early),
        ("creditor-unclear", dealings.creditor_unclear),
        ("no-account", dealings.no_account),
    )),
    ("Before files are handed over", (
        ("other-client", natives.other_clients),
        ("others-account", natives.others_accounts),
        ("metadata", natives.metadata),
        ("public-remote", surroundings.public_remote),
    )),
    ("Order in the file", (
        ("not-registered", exhibits.not_registered),
        ("no-hash", exhibits.no_hash),
        ("unused-exhibit", exhibits.exhibit_unused),
        ("retain-until", dealings.keeping_over),
    )),
)  # fmt: skip

CHECKS: tuple[Rule, ...] = tuple(Rule(name, group, check) for group, rows in _TABLE for name, check in rows)
"""Every check, in the order in which an attorney would want to hear of it: the graver for the claim, the earlier."""

FIGURES = "figures"
"""The rule whose findings have names of their own: what the claim itself leaves open."""

ERRORS = "What has to be mended first"
"""The group of all errors: what keeps a case from being read, its claim from being computed, its evidence from being
shown."""

TOGETHER: Mapping[str, Callable[[Sequence[Problem]], Problem]] = {"unused-exhibit": exhibits.unused_together}
"""The rules whose findings in one file are told as one where they are many."""

_FEW = 3
_RANKS = {rule.name: rank for rank, rule in enumerate(CHECKS)}


def findings(matter: Matter) -> tuple[Problem, ...]:
    """What the checks find: errors first, then weaknesses, worst first."""
    return ranked(problem for rule in CHECKS for problem in rule(matter))


def ranked(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of one case or of many, each once: errors first, then by what matters most to a claim."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.level != "error", _rank(problem))))


def told_together(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Ranked problems as a person reads them: where a case has many of one kind that TOGETHER knows, they are one."""
    found: list[Problem] = []
    for (rule, _), each in groupby(problems, lambda problem: (problem.rule, problem.source and problem.source.file)):
        alike = tuple(each)
        found += [TOGETHER[rule](alike)] if rule in TOGETHER and len(alike) > _FEW else alike
    return tuple(found)


def group_of(problem: Problem) -> str:
    """What a problem belongs to, as a heading."""
    return ERRORS if problem.level == "error" else CHECKS[_rank(problem)].group


def _rank(problem: Problem) -> int:
    """Where its rule stands; an error of no check comes before all, a weakness of none with the figures."""
    return _RANKS.get(problem.rule, -1 if problem.level == "error" else _RANKS[FIGURES])
