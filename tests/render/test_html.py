"""Blocks as HTML: what they become, and that nothing in a value becomes more than text."""

from __future__ import annotations

from casefile.render import html
from tests.render.letters import letter


def test_runs_of_one_link_are_one_link() -> None:
    assert html.markup(letter("[a **b** c](https://e.example)")).count("<a ") == 1


def test_a_slot_of_the_page_in_a_value_stays_text() -> None:
    drawn = html.markup(letter('---\nsubject: "{{ v }}"\n---\nx', v="[[content]] [[marks]]"))
    assert drawn.count("<header") == 1
    assert "<title>[[content]] [[marks]]</title>" in drawn
