"""A day as somebody else wrote it: read for sure, or asked about; never guessed."""

from __future__ import annotations

import re
from datetime import date

from casefile.intake.amounts import Unclear
from casefile.intake.grid import Cell

_PARTS = {"YYYY": r"(?P<y>[0-9]{4})", "YY": r"(?P<y>[0-9]{2})", "MM": r"(?P<m>[0-9]{2})", "M": r"(?P<m>[0-9]{1,2})",
          "DD": r"(?P<d>[0-9]{2})", "D": r"(?P<d>[0-9]{1,2})"}  # fmt: skip
_USUAL = ("YYYY-M-D", "D.M.YYYY", "YYYY/M/D", "YYYYMMDD")
"""Written so, a day can be read in one way only."""
_SLASHED = ("D/M/YYYY", "M/D/YYYY")
_CENTURY = 2000


def day(cell: Cell, form: str = "") -> date | Unclear | None:
    """The day of a cell, None where it is empty. `form` says how days are written, in D, M and Y."""
    if cell.day:
        return cell.day
    text = cell.words.strip()
    if not text:
        return None
    if form:
        return _read(text, form) or Unclear(
            f"'{text}' is no day written {form}", "mend it, or name another date_format"
        )
    found = next((each for form in _USUAL if (each := _read(text, form))), None)
    if found:
        return found
    slashed = {each for form in _SLASHED if (each := _read(text, form))}
    if len(slashed) == 1:
        return slashed.pop()
    if slashed:
        hint = "say in casefile.yaml which is meant: open_items: {date_format: DD/MM/YYYY} or MM/DD/YYYY"
        return Unclear(f"'{text}' can be read in two ways", hint)
    return Unclear(f"'{text}' is no day", "write it as 2026-04-14, or say how it is written: date_format")


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
