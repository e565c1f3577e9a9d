"""What payment codes are called: the descriptions of their pictures, in each language."""

from __future__ import annotations

from casefile.records import Record, Table, Text
from casefile.render.wording import languages, wording

_PART = "codes"


class Names(Record):
    """One language's names (`<language>/words/codes.yaml`)."""

    names: Table[Text]
    """By the standard, as in STANDARDS."""


def name(code: str, language: str) -> str:
    """What a code of that standard is called. CaseError for a language without words."""
    return wording(language, _PART, Names).names[code]


def names() -> frozenset[str]:
    """Every name of a code, in whichever language."""
    return frozenset(each for tag in languages(_PART) for each in wording(tag, _PART, Names).names.values())
