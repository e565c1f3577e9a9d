"""Regimes are data: each proves its own examples, and a workspace can add one or put its own in place."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from casefile.case.fields import Language
from casefile.case.terms import Interest
from casefile.claim import regimes
from casefile.claim.accrual import periods
from casefile.claim.exact import money
from casefile.claim.pricing import Terms
from casefile.claim.regime import Example, Tier
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError

BUNDLED = regimes.bundled()
EXAMPLES = [(name, example) for name in BUNDLED.names for example in BUNDLED.get(name).examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}-{e.source}" for n, e in EXAMPLES])
def test_a_regime_reproduces_its_published_examples(name: str, example: Example) -> None:
    regime = BUNDLED.get(name)
    series = BUNDLED.series(regime.rate.series) if regime.rate and regime.rate.series else None
    agreed = Interest.model_validate({"regime": name, "rate": str(example.rate)}) if example.rate else None
    due, debtor = example.from_ - timedelta(days=1), example.debtor or "business"
    terms = Terms(regime, agreed, series, due, example.from_, example.currency, debtor=debtor)
    rows = periods(terms, ((due, money(example.principal, example.currency)),), example.to)
    assert sum(row.interest.amount for row in rows) == example.interest
    assert not example.rows or tuple(row.interest.amount for row in rows) == example.rows


@pytest.mark.parametrize("name", BUNDLED.names)
def test_a_regime_has_a_name_in_every_language_and_a_paragraph_for_every_rule(name: str) -> None:
    regime = BUNDLED.get(name)
    assert all(regime.name(language) for language in get_args(Language))
    assert regime.law
    assert regime.rate is None or regime.rate.law
    assert regime.allocation.law


def test_an_unknown_regime_is_an_error_that_guesses() -> None:
    with pytest.raises(CaseError, match=r"no regime 'de-consumr' \(did you mean 'de-consumer'\?\)"):
        BUNDLED.get("de-consumr")
    with pytest.raises(CaseError, match="there are: contract, de, "):
        BUNDLED.get("zz-zz")


def test_an_unknown_series_is_an_error_that_guesses() -> None:
    with pytest.raises(CaseError, match="did you mean 'de-basiszinssatz'"):
        BUNDLED.series("de-basiszins")
    with pytest.raises(CaseError, match=r"add rates/other\.csv"):
        BUNDLED.series("other")


MINE = """
id: mine
names: {en: our own}
law: a statute
rate: {points: [{percent: 5}], law: § 1}
start: {law: § 2}
allocation: {order: [interest], law: § 3}
"""


def test_a_workspace_adds_a_regime_and_a_series(tmp_path: Path) -> None:
    (tmp_path / "regimes").mkdir()
    (tmp_path / "rates").mkdir()
    (tmp_path / "regimes" / "mine.yaml").write_text(MINE, encoding="utf-8")
    (tmp_path / "rates" / "mine.csv").write_text("valid_from,percent,source\n2026-01-01,1,Bank\n", encoding="utf-8")
    found = regimes.of_folders(tmp_path / "regimes", tmp_path / "rates")
    assert {"mine", "de"} <= set(found.names)
    assert {"mine", "de-basiszinssatz"} <= set(found.series_names)
    assert found.get("mine").name("en") == "our own"
    assert found.series("mine").at(date(2026, 1, 1)).percent == Decimal(1)


def test_a_workspace_without_the_folders_has_the_bundled_ones(tmp_path: Path) -> None:
    assert regimes.of_folders(tmp_path / "regimes", tmp_path / "rates").names == BUNDLED.names


def test_a_regime_is_read_with_the_care_of_a_case() -> None:
    with pytest.raises(CaseError) as caught:
        Regimes(own_regimes={"mine": (MINE + "allocaton: x\n").encode()}).get("mine")
    assert str(caught.value) == "regimes/mine.yaml:8:1: unknown key 'allocaton' (did you mean 'allocation'?)"


def test_a_regimes_id_is_its_files_name() -> None:
    with pytest.raises(CaseError, match=r"regimes/other\.yaml:2:1: the id 'mine' is not the file's name 'other'"):
        Regimes(own_regimes={"other": MINE.encode()}).get("other")


@pytest.mark.parametrize(
    ("unpaid", "up_to", "below"),
    [("999.99", True, True), ("1000.00", True, False), ("1000.01", False, False)],
)
def test_a_tiers_edge_belongs_to_up_to_and_not_to_below(unpaid: str, up_to: bool, below: bool) -> None:
    amount = {"amount": "40"}
    assert Tier.model_validate({**amount, "up_to": "1000"}).covers(Decimal(unpaid), date(2026, 1, 1)) is up_to
    assert Tier.model_validate({**amount, "below": "1000"}).covers(Decimal(unpaid), date(2026, 1, 1)) is below
    assert Tier.model_validate(amount).covers(Decimal(unpaid), date(2026, 1, 1))


def test_examples_are_not_empty() -> None:
    assert {name for name, _ in EXAMPLES} >= {"contract", "de", "de-consumer"}
