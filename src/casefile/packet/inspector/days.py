"""Reading a date in a line of an index, in any of the languages that we write. Knows no packet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache

from casefile.render import locale

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})\S{0,2}\s+([^\W\d_]+)\.?,?\s+(\d{4})(?!\d)")
_AMERICAN = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)")
_TELLING = (4, 3)  # letters that tell a month: four tell French June from July


def day_in(text: str) -> date | None:
    """The last date in a text, as an index has it behind its title; None when there is none. 01/02/2026 is read as
    2026-02-01, as everywhere but in the United States, unless the month would be beyond 12."""
    found: list[tuple[int, date]] = []
    for form, order in ((_ISO, "ymd"), (_FIGURES, "d-my"), (_NAMED, "dmy"), (_AMERICAN, "mdy")):
        for match in form.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            if day := _day(parts["y"], parts["m"], parts["d"]):
                found.append((match.start(), day))
    return max(found)[1] if found else None


def _day(year: str, month: str, day: str) -> date | None:
    of_year = int(month) if month.isdigit() else _month(month.casefold())
    of_month, whole = int(day), int(year) + (2000 if len(year) == 2 else 0)
    if of_year > 12 >= of_month:
        of_year, of_month = of_month, of_year
    with suppress(ValueError):
        return date(whole, of_year, of_month)
    return None


def _month(word: str) -> int:
    return next((_months()[word[:count]] for count in _TELLING if word[:count] in _months()), 0)


@cache
def _months() -> Mapping[str, int]:
    """The first letters of the months' names in every language, as they are written in dates; none where two months
    begin alike."""
    found: dict[str, set[int]] = {}
    for language in locale.LANGUAGES:
        for month in range(1, 13):
            for short in (True, False):
                for word in re.findall(r"[^\W\d_]{3,}", locale.day(date(2001, month, 9), language, short=short)):
                    for count in _TELLING:
                        found.setdefault(word.casefold()[:count], set()).add(month)
    return {word: months.pop() for word, months in found.items() if len(months) == 1}
