"""The agreement in a sentence: its day is said once, by its title or beside it."""

from __future__ import annotations

import pytest

from casefile.documents.letter import agreement
from tests.documents.matters import said, sample


@pytest.mark.parametrize("kind", ["breakdown", "statement", "summary", "brief"])
def test_a_day_that_the_title_says_is_not_said_again(kind: str) -> None:
    german = said(kind, sample("2026-017-morgenrot"))
    rows = [line for line in german.splitlines() if "Auftrag vom 24. März 2026" in line.replace("\u00a0", " ")]
    assert rows
    assert not [line for line in rows if "24.03.2026" in line or line.count("März") > 1]


def test_an_oral_agreement_is_still_told_with_its_day() -> None:
    told = said("demand", sample("2026-017-morgenrot")).replace("\u00a0", " ")
    assert "made orally on 24 March 2026" in told


def test_a_title_without_its_day_has_it_beside() -> None:
    case = sample("2026-014-northwind")
    assert agreement(case, "en").dated == case.contract.date
