"""Bars as a picture: as high as their figures say, and every figure in words beside its bar."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import etree

from casefile.render.chart import SHADES, Bar, Stack, columns, stacks, strip


def shapes(content: bytes, tag: str) -> list[dict[str, str]]:
    """The attributes of each shape, with its text."""
    found = etree.fromstring(content).iterfind(f".//{{http://www.w3.org/2000/svg}}{tag}")
    return [{**{str(key): str(value) for key, value in each.items()}, "text": each.text or ""} for each in found]


def bar(value: str, shade: int = 0) -> Bar:
    """A bar that says its own height."""
    return Bar(f"of {value}", Decimal(value), value, shade)


def test_columns_are_as_high_as_their_figures() -> None:
    drawn = columns([bar("100", 0), bar("50", 1), bar("0", 2)])
    full, half, none = (float(each["height"]) for each in shapes(drawn, "rect"))
    assert half == pytest.approx(full / 2, abs=0.1)
    assert none == 0
    assert [each["fill"] for each in shapes(drawn, "rect")] == list(SHADES[:3])
    assert [each["text"] for each in shapes(drawn, "text")] == ["100", "of 100", "50", "of 50", "0", "of 0"]


def test_the_longest_bar_of_parts_takes_the_room_and_parts_follow_each_other() -> None:
    drawn = stacks([Stack("A", (Decimal(60), Decimal(0), Decimal(40)), "100"), Stack("B", (Decimal(50),), "50")])
    first, second, other = shapes(drawn, "rect")
    assert float(first["x"]) + float(first["width"]) == pytest.approx(float(second["x"]), abs=0.2)
    assert float(other["width"]) == pytest.approx((float(first["width"]) + float(second["width"])) / 2, abs=0.2)
    assert [each["text"] for each in shapes(drawn, "text")] == ["A", "100", "B", "50"]


def test_what_has_no_parts_is_words_and_sets_no_scale() -> None:
    drawn = stacks([Stack("A", (Decimal(60), Decimal(40)), "100"), Stack("9 others", (), "99,000")])
    alone = stacks([Stack("A", (Decimal(60), Decimal(40)), "100")])
    assert shapes(drawn, "rect") == shapes(alone, "rect")
    assert [each["text"] for each in shapes(drawn, "text")] == ["A", "100", "9 others", "99,000"]


def test_no_line_between_parts_hides_a_thin_one() -> None:
    drawn = stacks([Stack("A", (Decimal(99), Decimal(1)), "100")]), columns([bar("1")])
    assert all("stroke" not in each for picture in drawn for each in shapes(picture, "rect"))


def test_what_is_not_above_nothing_has_no_height() -> None:
    assert [each["height"] for each in shapes(columns([bar("-5"), bar("0")]), "rect")] == ["0.0", "0.0"]
    assert shapes(stacks([Stack("A", (Decimal(-5), Decimal(0)), "-5")]), "rect") == []
    assert shapes(columns([]), "rect") == shapes(stacks([]), "rect") == []


def test_names_are_words_and_never_markup() -> None:
    name = 'A & <b>"B"</b>\x00\x1b'
    assert shapes(stacks([Stack(name, (Decimal(1),), "1")]), "text")[0]["text"] == 'A & <b>"B"</b>'


def test_a_long_name_is_cut() -> None:
    label = shapes(stacks([Stack("Gesellschaft " * 9, (Decimal(1),), "1")]), "text")[0]["text"]
    assert label.endswith("…")
    assert len(label) < 40


def test_a_bar_in_a_page_is_told_in_words_and_takes_its_share_of_the_room() -> None:
    drawn = strip([Decimal(30), Decimal(0), Decimal(-5), Decimal(20)], Decimal(100), 'A & "B": 50').encode()
    whole = etree.fromstring(drawn)
    assert dict(whole.attrib) == {"class": "bar", "role": "img", "aria-label": 'A & "B": 50'}
    found = [dict(each.attrib) for each in whole]
    assert [(each["class"], each["x"], each["width"]) for each in found] == [("s0", "0%", "30%"), ("s3", "30%", "20%")]
    assert strip([Decimal(0)], Decimal(0), "none").endswith('"none"></svg>')
