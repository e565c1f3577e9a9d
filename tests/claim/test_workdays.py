"""A due date on a day off moves to the next working day where the law says so."""

from __future__ import annotations

import importlib
import subprocess
import sys
from datetime import date

import pytest

from casefile.claim import regimes, workdays
from casefile.claim.regime import Moving
from casefile.claim.workdays import moved

GERMANY = regimes.bundled().get("de").start
SATURDAYS = Moving.model_validate({"law": "art. 115 KC", "country": "PL", "saturdays_from": "2017-01-01"})


@pytest.mark.parametrize(
    ("due", "then", "why"),
    [
        ("2026-04-14", "2026-04-14", "a Tuesday"),
        ("2026-04-18", "2026-04-20", "a Saturday"),
        ("2026-04-19", "2026-04-20", "a Sunday"),
        ("2026-05-01", "2026-05-04", "Labour Day, a Friday, then the weekend"),
        ("2026-04-03", "2026-04-07", "Good Friday to Easter Monday"),
        ("2026-12-25", "2026-12-28", "Christmas"),
        ("2026-01-01", "2026-01-02", "New Year"),
        ("2026-10-31", "2026-11-02", "Reformation Day counts in some states only; a Saturday here"),
        ("2024-10-31", "2024-10-31", "Reformation Day, a Thursday, is no national holiday"),
    ],
)
def test_germany(due: str, then: str, why: str) -> None:
    assert GERMANY is not None
    assert moved(date.fromisoformat(due), GERMANY.moves) == date.fromisoformat(then), why


def test_a_state_in_the_governing_law_adds_its_holidays() -> None:
    assert GERMANY is not None
    epiphany = date(2026, 1, 6)
    assert moved(epiphany, GERMANY.moves, "DE-BY") == date(2026, 1, 7)
    assert moved(epiphany, GERMANY.moves, "DE-HH") == epiphany
    assert moved(epiphany, GERMANY.moves, "DE-XX") == epiphany
    assert moved(epiphany, GERMANY.moves, "AT-9") == epiphany


def test_saturdays_count_as_free_only_since_the_law_says_so() -> None:
    assert moved(date(2016, 12, 31), SATURDAYS) == date(2016, 12, 31)
    assert moved(date(2017, 1, 7), SATURDAYS) == date(2017, 1, 9)


def test_without_a_rule_nothing_moves() -> None:
    assert moved(date(2026, 4, 18), None) == date(2026, 4, 18)


def test_other_countries_are_not_imported() -> None:
    code = """
import sys
from datetime import date
from casefile.claim.workdays import working_day_before
print(working_day_before(date(2026, 12, 27), "DE"), working_day_before(date(2026, 12, 27), "FR"))
print(sorted(name for name in sys.modules if name.startswith("holidays.countries")))
from holidays.countries import France, Poland
print(len(France(years=2026)) > 10, len(Poland(years=2026)) > 10)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == [
        "2026-12-24 2026-12-24", "['holidays.countries.france', 'holidays.countries.germany']", "True True",
    ]  # fmt: skip


def test_where_all_countries_are_imported_already_the_days_are_the_same() -> None:
    importlib.import_module("holidays.countries")
    workdays._holidays.cache_clear()
    assert workdays.working_day_before(date(2026, 12, 27), "DE") == date(2026, 12, 24)
