"""The page as HTML: one file, nothing in it but what the sheet says."""

from __future__ import annotations

from casefile.render import html
from tests.render.letters import letter

HOSTILE = '<script>alert(1)</script>" onload="x\' & {{ 7*7 }}'


def test_values_are_escaped_everywhere() -> None:
    sheet = letter(
        "---\nsubject: \"{{ v }}\"\n---\n{{ v }} [{{ v }}](https://e.example/{{ v }})\n\n![{{ v }}](asset:payment)\n\n| {{ v }} |\n|---|\n", v=HOSTILE
    )  # fmt: skip
    drawn = html.draw(sheet)
    assert "<script" not in drawn
    assert 'onload="' not in drawn
    assert drawn.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5


def test_the_file_stands_alone() -> None:
    drawn = html.draw(letter())
    assert 'src="data:image/png;base64,' in drawn
    assert "asset:" not in drawn
    assert "<style>" in drawn
    assert '<html lang="en">' in drawn


def test_a_slot_of_the_page_in_a_value_stays_text() -> None:
    drawn = html.draw(letter('---\nsubject: "{{ v }}"\n---\nx', v="[[content]] [[marks]]"))
    assert drawn.count("<header") == 1
    assert "<title>[[content]] [[marks]]</title>" in drawn


def test_runs_of_one_link_are_one_link() -> None:
    assert html.draw(letter("[a **b** c](https://e.example)")).count("<a ") == 1
