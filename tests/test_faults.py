"""The nearest known word is suggested, and only when it is near."""

from __future__ import annotations

import pytest

from casefile.faults import suggestion


@pytest.mark.parametrize(
    ("word", "hint"), [("isued", "did you mean 'issued'?"), ("Due", "did you mean 'due'?"), ("zzz", ""), ("", "")]
)
def test_suggestion(word: str, hint: str) -> None:
    assert suggestion(word, ["issued", "due", "received"]) == hint
