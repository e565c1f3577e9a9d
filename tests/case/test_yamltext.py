"""What is written reads back as the same text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casefile.case.yamltext import Value, item, mapping, scalar
from casefile.reading import read_list
from casefile.records import Record, Text

ANY = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co"), exclude_characters="\ufeff"), min_size=1)
READABLE = ANY.filter(lambda text: any(each.isprintable() and not each.isspace() for each in text))


class Row(Record):
    id: Text
    text: Text


@given(READABLE)
def test_any_text_reads_back(text: str) -> None:
    (row,) = read_list(item({"id": "1", "text": text}).encode(), "x.yaml", Row)
    assert row.text == text
    (nested,) = read_list(f"- {scalar({'id': '1', 'text': text})}".encode(), "x.yaml", Row)
    assert nested.text == text


@given(ANY)
def test_other_yaml_readers_take_it_for_text_too(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"), (False, "false"), (3, "3"), (Decimal("1E+3"), "1000"), (Decimal("2.50"), "2.50"), (date(2026, 1, 2), "2026-01-02"),
        ("Jana Wolff", "Jana Wolff"), ("no", '"no"'), ("2026-01-02", '"2026-01-02"'), ("0123", '"0123"'), ("a: b", '"a: b"'), ("x ", '"x "'),
        ("#1", '"#1"'), ("Müller & Söhne", '"Müller & Söhne"'), (("a", "b"), "[a, b]"), ({"on": date(2026, 1, 2)}, "{on: 2026-01-02}"),
    ],
)  # fmt: skip
def test_scalars(value: Value, written: str) -> None:
    assert scalar(value) == written


def test_empty_values_are_left_out() -> None:
    assert mapping({"a": "", "b": (), "c": {}, "d": 0}) == "d: 0\n"
    assert item({"a": "x", "b": 1}, "  ") == "  - a: x\n    b: 1\n"


def test_a_list_that_would_make_a_long_line_has_a_line_an_item() -> None:
    short, long = ("a", "b"), ("a sentence of some length",) * 5
    assert mapping({"x": short}) == "x: [a, b]\n"
    assert mapping({"x": long}) == "x:\n" + "  - a sentence of some length\n" * 5
    assert item({"y": 1, "x": long}, "  ").splitlines()[1:3] == ["    x:", "      - a sentence of some length"]


@given(st.lists(READABLE, min_size=1, max_size=6))
def test_lists_read_back(texts: list[str]) -> None:
    class Listed(Record):
        texts: tuple[Text, ...]

    (row,) = read_list(item({"texts": tuple(texts)}).encode(), "x.yaml", Listed)
    assert row.texts == tuple(texts)


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029", "\x9f", "\ufeff"])
def test_what_yaml_takes_for_the_end_of_a_line_is_escaped(odd: str) -> None:
    written = item({"a": f"one{odd}two", "b": 1})
    assert (odd in written, written.count("\n")) == (False, 2)
    assert yaml.safe_load(written) == [{"a": f"one{odd}two", "b": 1}]
