"""A sheet as plain text: every word of it, in lines that read well without any look."""

from __future__ import annotations

from dataclasses import replace

from casefile.render import plain
from tests.render.letters import FRAME, letter


def text(markdown: str) -> str:
    """The text without the sender's details."""
    return plain.draw(letter(markdown)).partition("\n\n-- \n")[0]


def test_a_letter_reads_from_top_to_bottom() -> None:
    drawn = plain.draw(letter()).replace("\u00a0", " ")
    assert drawn == (
        "Dear Ms Weber,\n\n"
        "The invoice below was due on 14 April 2026. We ask for £3,248.70 within 14 days.\n\n"
        "What is open\n------------\n\n"
        "Invoice    Due             Amount\n"
        "---------  -----------  ---------\n"
        "2026-0117  14 Apr 2026  £1,082.90\n"
        "2026-0118  14 Apr 2026  £1,082.90\n"
        "2026-0119  14 Apr 2026  £1,082.90\n"
        "---------  -----------  ---------\n"
        "Total                   £3,248.70\n\n"
        "The work was accepted in writing (E07, p. 3 [B14]).\n\n"
        "IBAN: GB33 BUKB 2020 1555 5555 55\n"
        "Reference: 2026-0117\n\n"
        "1. First, this.\n2. Then that.\n\n"
        "> We will not pay until it is put right.\n\n"
        "Yours sincerely,\n\n"
        "Jane Kestrel\nDirector\n\nAnna Weber\n\n"
        "Registered in England and Wales.\n\n"
        "-- \n"
        "Kestrel Instruments Ltd\n"
        "14 Wharf Road, London N1 7RW\n"
        "accounts@kestrel.example · +44 20 7946 0000\n"
        "Our reference: 2026-031\nYour reference: PO 4711\n"
        "IBAN GB33 BUKB 2020 1555 5555 55 · Company no. 01234567\n"
    )


def test_a_banner_stands_first() -> None:
    assert plain.draw(letter("x", frame=replace(FRAME, banner="DRAFT"))).startswith("DRAFT\n\nx\n")


def test_a_remark_on_a_posted_letter_is_not_for_a_mail() -> None:
    frame = replace(FRAME, references=(("", "By registered post"), ("Our reference", "7")))
    drawn = plain.draw(letter("x", frame=frame))
    assert "registered" not in drawn
    assert "Our reference: 7\n" in drawn


def test_a_wide_table_is_told_row_by_row() -> None:
    wide = "w" * 75
    assert (
        text(f"| A | B | C |\n|---|---|---:|\n| {wide} | | 2 |\n| **T** | | 2 |\n") == f"A: {wide}\nC: 2\n\nA: T\nC: 2"
    )
    assert text(f"| A | B |\n|---|---:|\n| {wide} | 200.00 |\n| **T** | 200.00 |\n") == f"- {wide}: 200.00\n- T: 200.00"


def test_links_say_where_they_lead() -> None:
    assert text("[pay **now**](https://e.example/a)") == "pay now <https://e.example/a>"
    assert text("[https://e.example/a](https://e.example/a), [a@b.example](mailto:a@b.example)") == (
        "https://e.example/a, a@b.example <mailto:a@b.example>"
    )


def test_lists_facts_and_boxes_keep_their_shape() -> None:
    assert text("- a\n- b\n\n  more\n\n  1. x\n  2. y\n") == "- a\n\n- b\n  more\n  1. x\n  2. y"
    assert text("Term\n: one\n\n  two\n") == "Term:\n  one\n  two"
    assert text("> a\n>\n> b\n") == "> a\n>\n> b"
    assert text("```\na\n  b\n```\n") == "a\n  b"
    assert text("a\\\nb\n\n---\n\n::: lines 2\n:::\n") == f"a\nb\n\n{'-' * 40}\n\n{'-' * 40}\n\n{'-' * 40}"


def test_values_stay_as_they_are() -> None:
    hostile = "*x* <b> & {{ 7*7 }} | \u202e"
    assert plain.draw(letter("{{ v }}", v=hostile)).startswith("*x* <b> & {{ 7*7 }} | <U+202E>\n")
