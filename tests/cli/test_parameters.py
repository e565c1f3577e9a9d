"""The options that every command takes, before and after its name; the later one wins."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import CASE, Casefile


@pytest.mark.parametrize(
    ("arguments", "day"),
    [
        (("--as-of", "2026-05-01", "owed", CASE), "2026-05-01"),
        (("owed", CASE, "--as-of", "2026-05-02"), "2026-05-02"),
        (("--as-of", "2026-05-01", "owed", CASE, "--as-of", "2026-05-03"), "2026-05-03"),
        (("owed", "--as-of=2026-05-01", CASE, "--as-of=2026-05-04"), "2026-05-04"),
    ],
)
def test_the_later_day_wins(arguments: tuple[str, ...], day: str, casefile: Casefile, northwind: Path) -> None:
    assert casefile(*arguments, "--json").json["as_of"] == day
    assert casefile("--json", *arguments).json["as_of"] == day


def test_without_a_day_it_is_today(casefile: Casefile, northwind: Path) -> None:
    before = date.today()  # noqa: DTZ011  # the user's own calendar day is meant
    assert casefile("owed", CASE, "--json").json["as_of"] in {str(before), str(before + timedelta(days=1))}


@pytest.mark.parametrize("text", ["2026-02-30", "today", "20260501", "2026-W01-1", "01.05.2026", ""])
def test_what_is_no_day_is_a_usage_error(text: str, casefile: Casefile, northwind: Path) -> None:
    result = casefile("owed", CASE, "--as-of", text)
    assert (result.code, result.out) == (2, "")
    assert "write YYYY-MM-DD" in result.err


def test_the_workspace_is_found_upwards(casefile: Casefile, northwind: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(northwind / "cases" / CASE / "invoices")
    assert casefile("owed", CASE, "--json").code == 0


def test_another_workspace_is_named(casefile: Casefile, northwind: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert casefile("owed", CASE).code == 2
    assert casefile("--workspace", northwind, "owed", CASE).code == 0
    assert casefile("--workspace", "/nowhere", "owed", CASE, "--workspace", northwind).code == 0


def test_no_workspace_says_what_to_do(casefile: Casefile, tmp_path: Path) -> None:
    result = casefile("list")
    assert result.code == 2
    assert "no casefile.yaml in" in result.err
    assert "casefile init" in result.err


@pytest.mark.parametrize(("flags", "says"), [(("--quiet", "--verbose"), True), (("--verbose", "--quiet"), False)])
def test_the_later_of_quiet_and_verbose_wins(
    flags: tuple[str, str], says: bool, casefile: Casefile, northwind: Path
) -> None:
    assert bool(casefile(flags[0], "verify", flags[1]).out) is says
    assert bool(casefile("verify", *flags).out) is says


@pytest.mark.parametrize("name", ["2026", "nort", "northwind", CASE, f"cases/{CASE}", f"./cases/{CASE}/"])
def test_a_case_is_named_by_id_part_or_path(name: str, casefile: Casefile, northwind: Path) -> None:
    assert casefile("owed", name, "--json").json["case"] == CASE


def test_a_part_of_two_cases_is_refused_with_both(casefile: Casefile, northwind: Path) -> None:
    (northwind / "cases" / "2026-015-other").mkdir()
    result = casefile("owed", "2026-01")
    assert result.code == 2
    assert "2026-014-northwind, 2026-015-other" in result.err


def test_an_unknown_case_is_refused_with_the_nearest(casefile: Casefile, northwind: Path) -> None:
    result = casefile("owed", "2026-014-nortwind", "--json")
    assert result.code == 2
    assert result.json["problems"][0]["hint"] == f"did you mean '{CASE}'?"


def test_an_unknown_language_is_refused_with_those_there_are(casefile: Casefile, northwind: Path) -> None:
    for arguments in (("packet", CASE), ("render", CASE, "reminder"), ("template", "eject", "reminder")):
        result = casefile(*arguments, "--language", "xx")
        assert (result.code, result.out) == (2, "")
        assert "'xx' is not one of 'en', 'fr', 'pl', 'ru', 'de'" in result.err
