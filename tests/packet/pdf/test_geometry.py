"""Where a reader's corners lie in user space, whatever the page's rotation, crop and unit."""

from __future__ import annotations

import pytest

from casefile.packet.pdf.geometry import View, apply, inverse, joined, outermost, overlap


@pytest.mark.parametrize(("rotation", "corner"), [(0, (10, 20)), (90, (110, 20)), (180, (110, 220)), (270, (10, 220))])
def test_lower_left_of_what_is_shown(rotation: int, corner: tuple[float, float]) -> None:
    assert apply(View((10, 20, 110, 220), rotation).matrix, 0, 0) == corner


@pytest.mark.parametrize(("rotation", "corner"), [(0, (10, 220)), (90, (10, 20)), (180, (110, 20)), (270, (110, 220))])
def test_head_is_the_upper_left_of_what_is_shown(rotation: int, corner: tuple[float, float]) -> None:
    assert View((10, 20, 110, 220), rotation).head == corner


def test_size_is_on_paper() -> None:
    view = View((0, 0, 100, 200), 90, 2)
    assert (view.width, view.height) == (400, 200)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_shrinking_keeps_the_upper_edge_and_frees_the_lower(rotation: int) -> None:
    view = View((10, 20, 110, 220), rotation, 1.5)
    moved = joined(joined(view.matrix, view.shrunk(0.9)), inverse(view.matrix))
    assert apply(moved, view.width / 2, view.height) == pytest.approx((view.width / 2, view.height))
    assert apply(moved, 0, 0)[1] == pytest.approx(view.height / 10)


def test_a_crop_box_beside_the_page_is_passed_over() -> None:
    assert overlap((0, 0, 10, 10), (20, 20, 30, 30)) == (0, 0, 10, 10)
    assert overlap((0, 0, 10, 10), (5, 5, 30, 30)) == (5, 5, 10, 10)


def test_of_links_in_one_another_the_outermost_count() -> None:
    row, word, other = (0.0, 0.0, 100.0, 10.0), (20.0, 0.2, 80.0, 9.9), (0.0, 20.0, 100.0, 30.0)
    assert list(outermost([word, row, other])) == [row, other]
    assert list(outermost([row, (0.1, 0.0, 100.2, 10.0), row])) == [row]
