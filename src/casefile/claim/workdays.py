"""Working days: which day a due date moves to where the law says so. Knows weekdays and public holidays only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType

from casefile.claim.regime import Moving

_WEEKDAYS = {"saturday": 5, "sunday": 6}


def moved(day: date, rule: Moving | None, law: str = "") -> date:
    """`day`, or the next working day after it if it is none (for example BGB § 193).

    `law` is the contract's governing law: its part (DE-BY) adds regional holidays, else the national ones count.
    """
    if rule is None:
        return day
    region = law.removeprefix(f"{rule.country}-") if law.startswith(f"{rule.country}-") else ""
    while _is_free(day, rule, region):
        day += timedelta(days=1)
    return day


def working_day_before(day: date, country: str) -> date:
    """The last working day before `day`: no Saturday, no Sunday, no public holiday of the country."""
    rule = Moving.model_validate({"country": country, "law": "the calendar of banks"})
    day -= timedelta(days=1)
    while _is_free(day, rule, ""):
        day -= timedelta(days=1)
    return day


def _is_free(day: date, rule: Moving, region: str) -> bool:
    free = {_WEEKDAYS[name] for name in rule.free}
    if rule.saturdays_from and day < rule.saturdays_from:
        free.discard(_WEEKDAYS["saturday"])
    found, worked = _holidays(rule.country, region, day.year)
    return day in found or (day.weekday() in free and day not in worked)


@cache
def _holidays(country: str, region: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays of a year, and the days of weekends that were made working days (as Russia does)."""
    import holidays  # late: it costs a tenth of a cold start, and only some regimes need it

    with _one_country():
        known = region if region in getattr(holidays, country).subdivisions else None
        calendar = holidays.country_holidays(country, subdiv=known, years=year)
    return frozenset(calendar), frozenset(calendar.weekend_workdays)


@contextmanager
def _one_country() -> Iterator[None]:
    """Inside, a country's calendar is imported without the hundreds beside it, which its package brings along."""
    import holidays

    name = "holidays.countries"
    if name in sys.modules:
        yield
        return
    bare = ModuleType(name)
    bare.__path__ = [str(Path(holidays.__file__).parent / "countries")]
    sys.modules[name] = bare
    try:
        yield
    finally:
        del sys.modules[name]  # whoever wants all of them imports them
