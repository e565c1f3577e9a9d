"""`rates`: what holds today, how far it is known, and the files to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Casefile
from tests.cli.test_terminal import on_a_terminal


def test_the_overview_has_every_regime_and_series(casefile: Casefile, northwind: Path) -> None:
    result = casefile("rates", "--as-of", "2026-09-01")
    assert result.code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.out.splitlines() if line}
    assert rows["de"][0] == "10.52"
    assert rows["contract"][:2] == ["as", "agreed"]
    assert rows["boe-bank-rate"][:3] == ["?", "2026-06-30", "26"]
    assert rows["nbp-reference"][:5] == ["3.75", "2026-03-05", "2026-10-08", "25", "2"]
    assert (
        "the series fr-interet-legal has no values yet; add a line such as `2026-07-01,0.00,source,no,2026-12-31`"
        in result.out
    )


def test_a_terminal_of_80_columns_shows_a_law_a_line(northwind: Path) -> None:
    lines = on_a_terminal(["rates"], northwind, NO_COLOR="1").decode().splitlines()
    assert max(map(len, lines[:20])) <= 80


def test_outside_a_workspace_there_are_the_bundled_ones(
    casefile: Casefile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = casefile("rates", "--json", "--as-of", "2026-09-01").json
    assert {one["regime"]: one["percent"] for one in found["regimes"]}["pl"] == "13.75"
    assert all(not one["own"] for one in (*found["regimes"], *found["series"]))
    assert casefile("rates", "--workspace", str(tmp_path)).code == 2


def test_a_regime_tells_its_rules_and_a_series_its_values(casefile: Casefile, northwind: Path) -> None:
    said = casefile("rates", "pl").out
    assert "percent: 10 on top from 2020-01-01" in said
    assert "70.00 EUR below 50,000.00 PLN" in said
    assert "moves: a last day that is no working day in PL moves to the next one, Saturdays since 2017-01-01" in said
    assert "unilateral: where the date stands only on the invoice: the day after 30 days after the latest of" in said
    assert "[KC art. 451]" in said
    assert "to be confirmed by counsel, rate:" in said
    assert "unilateral: in any case: the day after a formal demand in writing" in casefile("rates", "fr-civil").out
    assert "gaps: no interest" in casefile("rates", "ru").out
    assert "look at: A public purchaser" in casefile("rates", "fr").out
    assert "percent: 2 against consumer" in casefile("rates", "us-ny").out
    assert "percent: 8, alone from 2014-12-23" in casefile("rates", "pl-civil").out
    assert casefile("rates", "none", "--json").json["rules"]["interest"] == {
        "rule": "no interest is claimed", "law": "none",
    }  # fmt: skip
    said = casefile("rates", "nbp-reference").out
    assert "2014-10-09  2.00  recalled  NBP stopa referencyjna" in said
    assert casefile("rates", "nbp-reference", "--json").json["known_until"] == "2026-10-08"
    result = casefile("rates", "dee")
    assert (result.code, result.err.splitlines()[0]) == (1, "no regime 'dee'")


def test_a_regimes_file_is_printed_changed_and_then_used(casefile: Casefile, northwind: Path) -> None:
    printed = casefile("rates", "de", "--file").out
    (northwind / "regimes").mkdir()
    assert casefile("rates", "de", "--file", "--json").json == {"name": "de", "text": printed}
    assert casefile("rates", "--file").code == 2
    by_year = printed.replace("count: actual/365", "count: actual/actual")
    (northwind / "regimes" / "de.yaml").write_text(by_year, encoding="utf-8")
    said = casefile("rates", "--as-of", "2026-09-01").out
    assert "* with files of this workspace: de" in said
    assert "[BGB § 288]" in casefile("rates", "de").out
