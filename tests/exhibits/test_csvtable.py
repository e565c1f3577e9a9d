"""CSV files become tables with their lines' numbers, or their lines where they are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.exhibits import csvtable
from casefile.exhibits.table import choose
from tests.exhibits.conftest import MakeNative
from tests.exhibits.test_text import text_of


def test_a_table_with_its_lines_numbers(native: MakeNative, tmp_path: Path) -> None:
    rows = "".join(f"2026-03-{day:02},{day}.25,Basket\n" for day in range(1, 29))
    content = f'day,hours,task\n{rows}2026-03-30,1,"Basket, ""vouchers"" and\nmore"\n'
    made = csvtable.convert(native("a.csv", content.encode()), tmp_path / "out.pdf")
    shown = " ".join(text_of(tmp_path / "out.pdf").split())
    assert made.count == 1
    assert "2 2026-03-01 1.25 Basket 3 2026-03-02" in shown
    assert '31 2026-03-30 1 Basket, "vouchers" and more' in shown


def test_the_head_is_on_every_page(native: MakeNative, tmp_path: Path) -> None:
    content = "Delivered on;Hours\n" + "".join(f"day {n};{n}\n" for n in range(1, 121))
    made = csvtable.convert(native("a.csv", content.encode()), tmp_path / "out.pdf")
    assert made.count > 1
    assert text_of(tmp_path / "out.pdf").count("Delivered on") == made.count


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2,3\n",
        "a,b\n",
        "one\ntwo\n",
        'a,b\n"1,2\n',
        ",".join("abcdefghijklmno") + "\n" + ",".join("abcdefghijklmno") + "\n",
        "a,b\n" + "1,2\n" * 1501,
    ],
)
def test_what_is_no_table(content: str) -> None:
    assert csvtable.table(content) == []


def test_ragged_lines_are_shown_as_they_stand(native: MakeNative, tmp_path: Path) -> None:
    csvtable.convert(native("a.csv", b"a,b\n1,2,3\n"), tmp_path / "out.pdf")
    assert "1,2,3" in text_of(tmp_path / "out.pdf")


def test_markup_in_a_cell_is_words(native: MakeNative, tmp_path: Path) -> None:
    csvtable.convert(native("a.csv", b"a,b\n<b>x</b>,=1+1\n"), tmp_path / "out.pdf")
    assert "<b>x</b> =1+1" in text_of(tmp_path / "out.pdf")


def test_the_suffix_chooses_it() -> None:
    row = choose(b"a,b\n1,2\n", ".csv")
    assert row is not None
    assert row.name == "csv"
