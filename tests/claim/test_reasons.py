"""Every figure can say by which rule and paragraph it came about."""

from __future__ import annotations

import pytest

from casefile.claim import regimes
from casefile.claim.figures import figures
from casefile.claim.reasons import Reason, rules
from tests.claim.cases import DE, claim, invoice

BUNDLED = regimes.bundled()


def test_every_figure_of_the_output_has_its_reason() -> None:
    found = claim("2026-02-01", invoice(), file=DE)
    amounts = list(figures(found))[4:14]
    assert set(amounts) <= set(found.reasons)
    assert found.reasons["interest"].law == "BGB § 288(2)"
    assert found.reasons["interest"].rule.endswith("rounded each period, then added")
    assert found.reasons["rate"].law == "BGB §§ 247, 288(2)"
    assert found.reasons["rate"].rule.endswith("points on top of it, read again on each 1 January and 1 July")
    assert found.reasons["days"].rule.startswith("actual/365: each calendar day is 1/365")
    assert found.reasons["compensation"].law == "BGB § 288(5)"
    assert found.reasons["paid"].rule.endswith("it covers costs, then interest, then principal")


def test_an_agreed_or_a_fixed_rate_says_so() -> None:
    agreed = claim("2026-02-01", invoice(), file="interest: {regime: contract, rate: 8, days: 30/360}")
    assert agreed.reasons["rate"].rule == "as agreed"
    assert agreed.reasons["days"].rule == "30/360: each month has 30 days, the year 360"
    fixed = claim("2026-02-01", invoice(), file="interest: {regime: us-ny}")
    assert fixed.reasons["rate"].rule == "a fixed number of percent a year"


def test_without_interest_the_reason_says_so() -> None:
    found = claim("2026-02-01", invoice())
    assert found.reasons["interest"].rule == "no interest is claimed"
    assert found.reasons["compensation"].rule == "the regime gives none"


OPENED = "no interest from the opening of the debtor's proceedings on; "
DAY_AFTER = "the day after the due date"
ON_THE_INVOICE = "where the date stands only on the invoice: the day after "
THIRTY = "30 days after the latest of: "
RULES: tuple[tuple[str, str, str, str], ...] = (
    # regime, rule, in words, its law
    ("contract", "start", DAY_AFTER, "the day after the due date"),
    ("de", "start", DAY_AFTER, "BGB § 286(2) no. 1"),
    ("de", "unilateral", f"{ON_THE_INVOICE}{THIRTY}due date, receipt, or after a reminder", "BGB § 286(1), (3)"),
    ("de", "moves", "a last day that is no working day in DE moves to the next one", "BGB § 193"),
    ("de", "insolvency", f"{OPENED}interest from the opening on is a subordinate claim", "InsO § 39(1) no. 1"),
    ("de-consumer", "unilateral", f"{ON_THE_INVOICE}a reminder", "BGB § 286(1)"),
    ("fr-civil", "unilateral", "in any case: the day after a formal demand in writing", "C. civ. art. 1231-6, 1344: from the mise en demeure"),
    ("fr-civil", "costs barred", "costs of recovery without an enforceable title stay with the creditor", "CPCE art. L111-8"),
    ("ie", "unilateral", f"{ON_THE_INVOICE}{THIRTY}receipt, performance", "S.I. No. 580/2012, reg. 4"),
    ("pl", "moves", "a last day that is no working day in PL moves to the next one, Saturdays since 2017-01-01", "KC art. 115"),
    ("ru", "unilateral", f"{ON_THE_INVOICE}7 days after the latest of: receipt", "ГК РФ, ст. 314(2)"),
    ("ru", "gaps", "no interest on claims that arose before: 2022-04-01 to 2022-10-01", "Government decree No. 497 of 28 March 2022"),
    ("ru", "yields", "shut out by a clause of the contract: penalty, late-fee", "ГК РФ, ст. 395(4)"),
    ("us-ny", "awarded", "a court awards it, so it is sought and not owed before", "CPLR § 5001"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "rule", "words", "law"), RULES, ids=[f"{row[0]} {row[1]}" for row in RULES])
def test_what_a_regime_says_beside_the_figures(name: str, rule: str, words: str, law: str) -> None:
    assert rules(BUNDLED.get(name))[rule] == Reason(words, law)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none", ""),
        ("contract", "start"),
        ("de", "start unilateral moves insolvency"),
        ("fr-civil", "start unilateral insolvency costs barred"),
        ("ru", "start unilateral moves gaps insolvency yields"),
        ("us-ny", "start insolvency awarded"),
    ],
)
def test_of_what_a_regime_says_nothing_nothing_is_told(name: str, said: str) -> None:
    assert " ".join(rules(BUNDLED.get(name))) == said


@pytest.mark.parametrize("name", BUNDLED.names)
def test_every_bundled_rule_names_its_law(name: str) -> None:
    assert all(reason.rule and reason.law for reason in rules(BUNDLED.get(name)).values())
