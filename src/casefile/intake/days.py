"""A day as somebody else wrote it: read for sure, or asked about; never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casefile.intake.amounts import Unclear
from casefile.intake.grid import Cell

_PARTS = {"YYYY": r"(?P<y>[0-9]{4})", "YY": r"(?P<y>[0-9]{2})", "MM": r"(?P<m>[0-9]{2})", "M": r"(?P<m>[0-9]{1,2})",
          "DD": r"(?P<d>[0-9]{2})", "D": r"(?P<d>[0-9]{1,2})"}  # fmt: skip
_USUAL = ("YYYY-M-D", "D.M.YYYY", "YYYY/M/D", "YYYYMMDD")
"""Written so, a day can be read in one way only."""
_BY_COLUMN = ("D.M.YY", "D/M/YYYY", "M/D/YYYY", "D/M/YY", "M/D/YY")
"""Written so, it takes all days of the column to know: points part day, month and year in that order, strokes in two
orders."""
_NAMED = tuple(
    sign.join(parts)
    for year in ("YYYY", "YY")
    for parts in (("DD", "MM", year), ("MM", "DD", year), (year, "MM", "DD"), ("D", "M", year), ("M", "D", year))
    for sign in "./-"
)
"""What can be said in casefile.yaml, the usual ones first."""
_LOOKS = re.compile(r"[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{1,4}")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_CENTURY = 2000
_SERIALS = range(30_000, 80_000)  # the years 1982 to 2119 as spreadsheets count days
_SHOWN = 3
_ELSE = "write it as 2026-04-14, or say how it is written: date_format"


@dataclass(frozen=True, slots=True)
class Column:
    """The forms in which every day of a column can be read that is not written in a usual one: those that are read,
    and those that can be named in casefile.yaml."""

    forms: tuple[str, ...]
    named: tuple[str, ...]


def column(cells: Iterable[Cell]) -> Column:
    """What the days of a column have in common. Words in it, such as Total, say nothing."""
    words = [cell.words.strip() for cell in cells if not cell.day]
    texts = [each for each in words if _LOOKS.fullmatch(each) and not _usual(each)]
    fits = [form for form in (*_BY_COLUMN, *_NAMED) if all(_read(text, form) for text in texts)]
    return Column(tuple(each for each in _BY_COLUMN if each in fits), tuple(each for each in _NAMED if each in fits))


def day(cell: Cell, form: str = "", of: Column | None = None) -> date | Unclear | None:
    """The day of a cell, None where it is empty. `form` says how days are written, in D, M and Y; without it, the other
    days of its column do."""
    if cell.day:
        return cell.day
    text = cell.words.strip()
    if not text:
        return None
    if form:
        return _read(text, form) or Unclear(
            f"'{text}' is no day written {form}", "mend it, or name another date_format"
        )
    if found := _usual(text):
        return found
    days = {each for one in (of or column((cell,))).forms if (each := _read(text, one))}
    return days.pop() if len(days) == 1 else _asked(text, cell, of)


def _asked(text: str, cell: Cell, of: Column | None) -> Unclear:
    """Why a day is not read, and the ways of writing that would settle it."""
    if cell.number is not None and cell.number in _SERIALS:
        hint = "give the column the format of a date there, and save it"
        return Unclear(f"{text} is a number, and no day for sure", hint)
    if not _LOOKS.fullmatch(text):
        return Unclear(f"'{text}' is no day", _ELSE)
    named = list(_distinct((of.named if of else ()) or column((cell,)).named))[:_SHOWN]
    said = f"open_items: {{date_format: {' or '.join(named)}}}"
    if len(named) > 1:
        return Unclear(f"'{text}' can be read in two ways", f"say in casefile.yaml which is meant: {said}")
    if named:
        return Unclear(f"'{text}' is no day in a usual form", f"if it is meant so, say in casefile.yaml: {said}")
    return Unclear(f"'{text}' is no day", _ELSE)


def _distinct(forms: Iterable[str]) -> Iterator[str]:
    """Each order of the parts once, with two digits where all have them."""
    seen: set[str] = set()
    for form in forms:
        plain = form.replace("DD", "D").replace("MM", "M")
        if plain not in seen:
            seen.add(plain)
            yield form


def _usual(text: str) -> date | None:
    return next((each for form in _USUAL if (each := _read(text, form))), None) or _with_month(text)


def _with_month(text: str) -> date | None:
    """A day whose month is an English word: 14 Apr 2026."""
    found = re.fullmatch(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?[ -]([0-9]{4})", text)
    word = found[2].casefold() if found else ""
    months = [number for number, name in enumerate(_MONTHS, 1) if word and word in (name, name[:3], name[:4])]
    return _read(f"{found[3]}-{months[0]}-{found[1]}", "YYYY-M-D") if found and len(months) == 1 else None


def _read(text: str, form: str) -> date | None:
    pattern = re.sub("YYYY|YY|MM?|DD?", lambda part: _PARTS[part[0]], re.escape(form))
    try:
        found = re.fullmatch(pattern, text)
    except re.error:  # a part twice
        return None
    if not found or set(found.groupdict()) != {"y", "m", "d"}:
        return None
    year = int(found["y"]) + (_CENTURY if len(found["y"]) == 2 else 0)
    try:
        return date(year, int(found["m"]), int(found["d"]))
    except ValueError:
        return None
