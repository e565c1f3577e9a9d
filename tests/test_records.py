"""A record knows where it was written."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from casefile.errors import Source
from casefile.records import NOWHERE, Place, Record, Text


class Row(Record):
    id: Text


def test_places() -> None:
    place = Place("a.yaml", 3, 5, {"id": (4, 7)})
    assert place.source == Source("a.yaml", 3, 5)
    assert place.of("id") == Source("a.yaml", 4, 7)
    assert place.of("title") == Source("a.yaml", 3, 5)


def test_records_are_frozen_and_made_in_code_without_a_place() -> None:
    row = Row(id="x")
    assert row.at == NOWHERE
    with pytest.raises(ValidationError, match="frozen"):
        row.id = "y"  # type: ignore[misc]  # the mistake under test


def test_the_place_is_not_part_of_what_is_written_out() -> None:
    assert Row(id="x").model_dump() == {"id": "x"}


@pytest.mark.parametrize("text", ["   ", "\u200b", "\u2060\u00a0", "\u3000"])
def test_a_text_of_which_nothing_can_be_seen_is_none(text: str) -> None:
    with pytest.raises(ValidationError, match="nothing of this text can be seen"):
        Row(id=text)
