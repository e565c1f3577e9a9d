"""What is kept together, and reading through blocks."""

from __future__ import annotations

from casefile.render.blocks import (
    Box,
    Facts,
    Heading,
    Items,
    Paragraph,
    Picture,
    Run,
    inlines,
    with_closing_kept,
    with_pictures_apart,
)

A, B, C = (Paragraph((Run(name),)) for name in "abc")
SIGNED = Box("signatures", (Items(((A,),)),))
SMALL = Box("small", (A,))


def test_signatures_stay_with_the_two_paragraphs_before_them() -> None:
    assert with_closing_kept((A, B, C, SIGNED)) == (A, Box("keep", (B, C, SIGNED)))
    assert with_closing_kept((Heading(1, ()), C, SIGNED, SMALL)) == (Heading(1, ()), Box("keep", (C, SIGNED, SMALL)))
    assert with_closing_kept((SIGNED, B)) == (Box("keep", (SIGNED,)), B)
    assert with_closing_kept((A, SMALL)) == (A, SMALL)


def test_pictures_are_told_from_the_rest() -> None:
    picture = Paragraph((Picture("q", "code"),))
    assert with_pictures_apart(Box("beside", (A, picture, B))) == ((picture,), (A, B))


def test_every_inline_is_met_in_reading_order() -> None:
    blocks = (A, Box("keep", (Facts((((Run("t"),), (B,)),)),)), Items(((C,),)))
    assert [each.text for each in inlines(blocks) if isinstance(each, Run)] == ["a", "t", "b", "c"]
