"""Widths of words in the tables' face are those the PDF sets."""

from __future__ import annotations

import pytest

from casefile.render.advance import width_mm


def test_figures_are_of_one_width_and_letters_are_not() -> None:
    assert width_mm("1111", 9) == pytest.approx(width_mm("8080", 9), rel=0.01)
    assert width_mm("WWWW", 9) > 2 * width_mm("iiii", 9)


def test_size_and_weight_count() -> None:
    assert width_mm("Документы", 18) == pytest.approx(2 * width_mm("Документы", 9))
    assert width_mm("Total", 9, bold=True) > width_mm("Total", 9)
    assert width_mm("0000", 9) == pytest.approx(4 * 0.497 * 9 * 25.4 / 72, rel=0.01)


def test_a_character_of_another_font_has_a_width() -> None:
    assert width_mm("漢", 9) > 0
