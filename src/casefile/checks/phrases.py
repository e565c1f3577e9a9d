"""What is looked for in letters, references and clauses, in whatever language: the expressions of `phrases.yaml`.

Owns how they are read and matched; what a match means is the rule's that asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from casefile.reading import read
from casefile.records import Record, Table, Text

_FILE = "phrases.yaml"


class Phrases(Record):
    """The expressions of each meaning, by language."""

    label: Table[tuple[Text, ...]]
    mediation: Table[tuple[Text, ...]]
    mediating: Table[tuple[Text, ...]]
    in_full: Table[tuple[Text, ...]]
    signed: Table[tuple[Text, ...]]
    interest: Table[tuple[Text, ...]]
    late_fee: Table[tuple[Text, ...]]
    retention: Table[tuple[Text, ...]]
    arbitration: Table[tuple[Text, ...]]
    forum: Table[tuple[Text, ...]]
    payment: Table[tuple[Text, ...]]
    acceptance: Table[tuple[Text, ...]]
    forms: Table[tuple[Text, ...]]


SIGNS: Mapping[str, tuple[str, ...]] = {
    "label": ("judi", "j u d i", "wpsatc", "408", "settlement", "confidentiel", "calderbank", "part 36"),
    "mediation": ("mediat", "mediac", "médiat", "медиа"),
}
"""Letters of which a text has some wherever it says such a thing: to look for them takes a hundredth of the time, and
whole exhibits are read for these."""


def said(meaning: str, text: str) -> str:
    """The first words in a text that mean this, on one line; "" where there are none."""
    if not text or (meaning in SIGNS and not _has(SIGNS[meaning], text)):
        return ""
    found = _pattern(meaning).search(text)
    return " ".join(found[0].split()) if found else ""


def _has(signs: tuple[str, ...], text: str) -> bool:
    low = text.lower()
    return any(sign in low for sign in signs)


def without(meaning: str, text: str) -> str:
    """A text without the words that mean this."""
    return _pattern(meaning).sub("", text)


@cache
def _phrases() -> Phrases:
    return read(resources.files("casefile.checks").joinpath(_FILE).read_bytes(), _FILE, Phrases)


@cache
def _pattern(meaning: str) -> re.Pattern[str]:
    table: dict[str, tuple[str, ...]] = getattr(_phrases(), meaning)
    every = (each.replace(" ", r"\s+") for expressions in table.values() for each in expressions)
    return re.compile("|".join(f"(?:{each})" for each in every), re.IGNORECASE)
