"""Regimes and series at a glance: the rate of a day, or why there is none, and how far a series is known."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.claim import regimes
from casefile.claim.overview import coverage, standings
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError

DAY = date(2026, 9, 1)
OWN = Regimes(own_rates={"fr-interet-legal": b"valid_from,percent,source,checked\n2026-07-01,2.62,decree,no\n"})


def test_every_regime_has_its_rate_or_the_reason_why_not() -> None:
    found = {
        (one.regime.id, *one.debtors): str(one.percent or one.why.partition(";")[0])
        for one in standings(regimes.bundled(), DAY)
    }
    assert found[("de", "business", "public")] == "10.52"
    assert found[("uk", "business", "public")] == "11.75"
    assert found[("us-ny", "business", "public")] == "9"
    assert found[("us-ny", "consumer")] == "2"
    assert found[("contract", "business", "public", "consumer")] == "as agreed"
    assert found[("none", "business", "public", "consumer")] == "no interest"
    assert found[("fr-civil", "business", "public", "consumer")] == (
        "the rate of 2026-07-01 is needed, but the series fr-interet-legal has no values yet"
    )


def test_a_workspaces_own_series_is_told_apart_and_makes_its_regime_known() -> None:
    found = {one.regime.id: one for one in standings(OWN, date(2026, 7, 1))}
    assert str(found["fr-civil"].percent) == "2.62"
    series = {one.name: one for one in coverage(OWN, date(2026, 7, 1))}
    assert [name for name, one in series.items() if one.is_own] == ["fr-interet-legal"]
    assert (series["fr-interet-legal"].rows, series["fr-interet-legal"].recalled) == (1, 1)


def test_a_series_says_its_value_or_that_it_is_not_known() -> None:
    found = {one.name: one for one in coverage(regimes.bundled(), DAY)}
    known, unknown = found["nbp-reference"], found["boe-bank-rate"]
    assert (str(known.percent), str(known.since), str(known.known_until)) == ("3.75", "2026-03-05", "2026-10-08")
    assert (unknown.percent, unknown.since, str(unknown.known_until)) == (None, None, "2026-06-30")


def test_a_data_file_can_be_taken_to_change_it() -> None:
    assert regimes.bundled().text("de").startswith("# Germany")
    assert regimes.bundled().text("boe-bank-rate").startswith("valid_from,percent")
    assert OWN.text("fr-interet-legal").endswith("2.62,decree,no\n")
    with pytest.raises(CaseError, match="no regime 'dee'"):
        regimes.bundled().text("dee")
