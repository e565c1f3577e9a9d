"""Where the first page's areas stand, against the sizes of the norms in millimetres."""

from __future__ import annotations

import pytest

from casefile.render.geometry import GEOMETRIES, Area, geometry


def test_germany_has_din_5008_form_b() -> None:
    place = geometry("DE")
    assert place.window == Area(20, 45, 85, 45)
    assert (place.folds, place.hole) == ((105, 210), 148.5)
    assert place.return_line


def test_france_has_its_window_at_the_right() -> None:
    assert geometry("FR").window == Area(110, 55, 85, 33)


def test_the_united_kingdom_has_the_dl_window() -> None:
    window = geometry("GB").window
    assert (window.width, window.height) == (90, 35)


def test_a_country_without_a_row_gets_a_left_window() -> None:
    assert geometry("NO").window.left == 20


@pytest.mark.parametrize("country", GEOMETRIES)
def test_the_recipient_stands_inside_the_window_and_everything_on_the_sheet(country: str) -> None:
    place = GEOMETRIES[country]
    inner, outer = place.address, place.window
    assert outer.left <= inner.left
    assert outer.top <= inner.top
    assert inner.left + inner.width <= outer.left + outer.width
    assert inner.top + inner.height <= outer.top + outer.height
    for area in (outer, place.sender, place.details, place.dated, place.references):
        assert area.left + area.width <= place.width
        assert area.top + area.height <= place.subject
