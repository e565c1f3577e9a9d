"""A concession that lapsed with its settlement: every paper that names it says so, and none counts it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.documents.matters import said, sample

LAPSED = {
    "en": "this was part of the settlement and lapsed with it on",
    "de": "entfallen am",
    "fr": "cela faisait partie de l’accord et a pris fin avec lui le",
    "pl": "było to częścią ugody i wraz z nią utraciło moc w dniu",
    "ru": "утратило силу",
}
DAY = re.compile(r"\b23[ ./](Aug|08|août|sierpnia|августа)")
IN_FORCE = date(2026, 8, 1)


@pytest.mark.parametrize("language", LAPSED)
@pytest.mark.parametrize(("kind", "times"), [("breakdown", 1), ("scott-schedule", 1), ("brief", 2), ("demand", 1)])
def test_a_lapsed_concession_is_said_to_have_lapsed(kind: str, times: int, language: str) -> None:
    parts = said(kind, sample("2026-003-kestrel"), language=language).split(LAPSED[language])[1:]
    assert len(parts) == times
    assert all(DAY.match(part.lstrip()) for part in parts)


@pytest.mark.parametrize("language", LAPSED)
@pytest.mark.parametrize("kind", ["breakdown", "scott-schedule", "brief"])
def test_while_the_settlement_is_kept_it_stands(kind: str, language: str) -> None:
    text = said(kind, sample("2026-003-kestrel"), IN_FORCE, language=language)
    assert "192" in text
    assert LAPSED[language] not in text


def test_what_lapsed_is_not_counted() -> None:
    kestrel = sample("2026-003-kestrel")
    assert "| **Open** | **2,384.00** |" in said("breakdown", kestrel)  # 11,057.00 − 8,173.00 − 500.00
    schedule = said("scott-schedule", kestrel)
    assert "192.50" not in schedule
    assert "in dispute" not in schedule
    assert "Nothing is any longer in dispute" in said("scott-schedule", kestrel, IN_FORCE)
