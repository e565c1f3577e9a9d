"""Values come out of Markdown as they went in, and nothing in them is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.render.blocks import Paragraph, plain
from casefile.render.literal import is_protected, protect, restore, visible
from casefile.render.markdown import read


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Co", "Cn", "Cc"))))
def test_a_protected_value_is_restored(text: str) -> None:
    assert restore(protect(text)) == visible(text)


@given(st.text(alphabet="*_`[]()<>#|~\\&;:!-+=.0a {}%\"'", min_size=1).filter(str.strip))
def test_markup_in_a_value_is_text(text: str) -> None:
    ((paragraph,), warnings) = read(f"before {protect(text)} after")
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.content) == f"before {text} after"
    assert warnings == ()


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f", "\ue041", "\uf0b7", "\x07", "\x1b", "\ufeff"])
def test_characters_that_hide_or_reorder_are_spelled_out(character: str) -> None:
    assert visible(f"a{character}b") == f"a<U+{ord(character):04X}>b"


@pytest.mark.parametrize(
    "text", ["Zażółć gęślą jaźń", "Ёлка", "O\u2019Brien & Söhne", "1\u202f234,56\u00a0€", "co\u00adop", "日本"]
)
def test_letters_of_all_languages_stay(text: str) -> None:
    assert visible(text) == text


def test_line_ends_become_one_kind() -> None:
    assert visible("a\r\nb\rc") == "a\nb\nc"


def test_protected_text_is_known() -> None:
    assert is_protected(protect("a"))
    assert not is_protected("Zażółć \uf8ff")


@pytest.mark.parametrize(
    ("value", "after", "said"),
    [
        ("sp. z o.o.", ".", "sp. z o.o."),
        ("sp. z o.o.", ". It", "sp. z o.o. It"),
        ("sp. z o.o.", ", it", "sp. z o.o., it"),
        ("Ltd", ".", "Ltd."),
        ("a.", ".b", "a..b"),
    ],
)
def test_a_value_that_ends_in_a_full_stop_ends_the_sentence(value: str, after: str, said: str) -> None:
    assert restore(protect(value) + after) == said
