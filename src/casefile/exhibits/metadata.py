"""What a native tells beside its pages: who wrote it, where and with what, and what is hidden in it.

The record and what all readers share; which reads what is in `look.py`. Metadata is for a person to look over before a
native is handed over; it does not claim to be complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from casefile.case.accounts import is_one_modulo_97

MOST = 200
"""The most entries that one field lists."""
_LONGEST_ENTRY = 2000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a native holds beside what its pages show, each as the file has it; empty where it has nothing.

    `gps` are places (latitude, longitude, in degrees), `camera` maker and model, `software` the programs that wrote it,
    `dates` pairs of what happened (created, modified, printed, sent, taken) and when. `comments` are notes, annotations
    and descriptions, `tracked` the people whose changes are still marked, `hidden` pairs of what is hidden (text,
    sheet, row, column, layer) and which, `embedded` the names of files inside,
    `versions` how many earlier versions of a PDF a reader can bring back, `ibans` the account numbers among its
    words whose check digits are right (ISO 13616).
    """

    gps: tuple[str, ...] = ()
    camera: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    last_modified_by: tuple[str, ...] = ()
    software: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()
    tracked: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    embedded: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()


class Reading(NamedTuple):
    """What a reader found: the metadata, the words, `aside` those of the words that the pages do not show, and `beyond`
    others that stand beside the pages, as long as they are; `raw` are those that stand in its bytes as they are."""

    metadata: Metadata
    words: str
    aside: str = ""
    beyond: str = ""
    raw: str = ""


def listed(values: Iterable[object]) -> tuple[str, ...]:
    """Return what is said in some values, each once, on one line and not endless; no empty ones."""
    texts = (" ".join(str(value).replace("\0", " ").split())[:_LONGEST_ENTRY] for value in values if value is not None)
    return tuple(dict.fromkeys(text for text in texts if text))[:MOST]


def pairs(values: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    """Return pairs with a text as their second, as `listed` does."""
    found = ((kind, text) for kind, value in values for text in listed([value]))
    return tuple(dict.fromkeys(found))[:MOST]


def joined(one: Metadata, other: Metadata) -> Metadata:
    """Return all that two readings found."""
    both = {name: (*getattr(one, name), *getattr(other, name)) for name in Metadata.__slots__}
    return Metadata(**{name: tuple(dict.fromkeys(values))[:MOST] for name, values in both.items()})


def packed(found: Mapping[str, Any]) -> Metadata:
    """Return metadata that came as JSON; raises TypeError or ValueError when it is none."""
    as_tuples: dict[str, Any] = {
        name: tuple(tuple(each) if isinstance(each, list) else each for each in values)
        for name, values in found.items()
    }
    return Metadata(**as_tuples)


# ISO 13616: how long an IBAN of these countries is; another's is taken to end where letters and digits do.
_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "TR": 26, "UA": 29,
}  # fmt: skip
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?:[ \u00a0\u202f]?[A-Z0-9]){11,30}")


def ibans(words: str) -> Iterator[str]:
    """Yield the account numbers in a text, without spaces."""
    for found in _IBAN.finditer(words):
        whole = re.sub(r"\s", "", found[0])
        number = whole[: _LENGTHS.get(whole[:2], len(whole))]
        if len(number) == _LENGTHS.get(whole[:2], len(number)) and is_one_modulo_97(number):
            yield number
