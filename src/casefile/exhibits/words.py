"""What the converters say on slip sheets, in headings and in notes. Knows no file."""

from __future__ import annotations

from casefile.records import Record, Table, Text
from casefile.render.wording import wording


class Sheets(Record):
    """One language's words (`<language>/words/sheets.yaml`), each part by key; a key is in one of them only."""

    reasons: Table[Text]
    """Why a slip sheet stands in."""
    notes: Table[Text]
    """On what was done to an exhibit."""
    headings: Table[Text]
    """Labels, and the short texts beside them."""


def say(language: str, key: str, **values: object) -> str:
    """The words for `key`. CaseError for a language without words; another never stands in."""
    row = wording(language, "sheets", Sheets)
    part = next(part for part in (row.reasons, row.notes, row.headings) if key in part)
    return part[key].format(**values)


def say_pages(language: str, numbers: list[int]) -> str:
    """Return page numbers (from 1) as words, runs of them as first–last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    text = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    return say(language, "page" if len(numbers) == 1 else "pages", pages=text)
