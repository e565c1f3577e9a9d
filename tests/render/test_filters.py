"""What a value looks like where a template prints it without a filter."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casefile.render.filters import written


@pytest.mark.parametrize("language", ["en", "fr", "de", "pl", "ru"])
@pytest.mark.parametrize("value", [-3, Decimal(-3)])
def test_what_is_below_zero_has_a_minus_sign_and_no_hyphen(value: int | Decimal, language: str) -> None:
    assert written(value, language) == "\u22123"
