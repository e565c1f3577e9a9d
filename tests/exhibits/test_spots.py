"""Stamps go where a page is empty; a page that is full is drawn smaller."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.exhibits.spots import PLACES, Spot, find
from tests.packet.paper import Leaf, text, write


def test_an_empty_page_has_room_at_the_lower_right(tmp_path: Path) -> None:
    assert find(write(tmp_path / "a.pdf", Leaf(text("words")))) == (Spot("bottom-right"),)


@pytest.mark.parametrize(
    ("x", "y", "place"), [(520, 15, "top-right"), (480, 22, "top-right"), (400, 40, "bottom-right")]
)
def test_words_in_the_corner_send_it_elsewhere(tmp_path: Path, x: float, y: float, place: str) -> None:
    assert find(write(tmp_path / "a.pdf", Leaf(text("page 7", x, y)))) == (Spot(place),)  # type: ignore[arg-type]  # a literal from the table


def test_a_hairline_counts_as_ink(tmp_path: Path) -> None:
    assert find(write(tmp_path / "a.pdf", Leaf("0.25 w 400 20 m 590 20 l S"))) == (Spot("top-right"),)


def test_one_place_serves_the_whole_file_where_it_can(tmp_path: Path) -> None:
    file = write(tmp_path / "a.pdf", Leaf(text("one")), Leaf(text("page 2", 520, 18)), Leaf(text("three")))
    assert find(file) == (Spot("top-right"),) * 3


def test_without_a_shared_place_each_page_has_its_own(tmp_path: Path) -> None:
    foot = Leaf("0 0 595 60 re f")
    head = Leaf("0 780 595 62 re f")
    assert [spot.place for spot in find(write(tmp_path / "a.pdf", foot, head))] == ["top-right", "bottom-right"]


def test_a_full_page_is_shrunk(tmp_path: Path) -> None:
    assert find(write(tmp_path / "a.pdf", Leaf("0 0 595 842 re f"))) == (Spot(PLACES[0], shrink=True),)


def test_light_even_paper_is_room_and_dark_is_not(tmp_path: Path) -> None:
    light, dark = Leaf("0.9 g 0 0 595 842 re f"), Leaf("0.5 g 0 0 595 842 re f")
    assert find(write(tmp_path / "l.pdf", light)) == (Spot("bottom-right"),)
    assert find(write(tmp_path / "d.pdf", dark))[0].shrink


def test_the_corner_is_the_readers(tmp_path: Path) -> None:
    turned = Leaf(text("x", 580, 820), rotate=90)  # upper right in the file, lower right for the reader
    assert find(write(tmp_path / "a.pdf", turned)) == (Spot("top-right"),)


def test_a_tiny_page_is_shrunk_rather_than_covered(tmp_path: Path) -> None:
    assert find(write(tmp_path / "a.pdf", Leaf(media=(0, 0, 100, 60))))[0].shrink
