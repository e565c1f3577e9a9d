"""A workbook is a form: what others fill in is open, the rest protected; figures are numbers, words are words."""

from __future__ import annotations

import io
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casefile.render import xlsx
from casefile.render.xlsx import Column, Form
from tests.program import program
from tests.render.letters import CREATED, letter

TEXT = """\
---
subject: 'A: form/of [x]'
layout: document
page: landscape
---
Fill this in.

1. first
2. second

- point

Term
:   what of it

::: form
::: widths 10 40 30 20
| No. | What | Sum | Rest |
| --- | --- | ---: | ---: |
| 1 | {{ what }} | 12.50 | 2.50 |
| 2 | =SUM(A1) | | |
| | **Total** | **12.50** | **2.50** |

:::
:::

## More

::: widths 20 60 20
| A | B | C |
| --- | --- | ---: |
| +1 | @x | -2 |

:::

***

> quoted
"""
FORM = Form(
    (
        Column(),
        Column(is_open=True),
        Column(is_open=True, figures=(Decimal("12.50"), None)),
        Column(less=(2, 2)),
    ),
    "EUR",
)
WHAT = "=cmd|' /C calc'!A0"


def drawn(currency: str = "EUR", language: str = "en") -> bytes:
    return xlsx.draw(letter(TEXT, what=WHAT, language=language), Form(FORM.columns, currency))


def page(content: bytes, **how: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), **how).active


def found(content: bytes, words: str) -> Any:
    return next(cell for row in page(content).iter_rows() for cell in row if cell.value == words)


def test_the_same_bytes_again() -> None:
    assert drawn() == drawn()
    with zipfile.ZipFile(io.BytesIO(drawn())) as packed:
        assert {member.date_time[:3] for member in packed.infolist()} == {(CREATED.year, CREATED.month, CREATED.day)}


def test_what_begins_like_a_formula_is_text() -> None:
    for words in (WHAT, "=SUM(A1)", "+1", "@x", "-2"):
        cell = found(drawn(), words)
        assert cell.data_type == "s", words


def test_only_what_others_fill_in_is_open() -> None:
    sheet = page(drawn())
    assert sheet.protection.sheet
    assert not sheet.protection.password
    opened = {cell.value for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert opened == {WHAT, "=SUM(A1)", 12.5, None}
    assert sum(not cell.protection.locked for row in sheet.iter_rows() for cell in row) == 4


def test_figures_are_numbers_in_the_currencys_format() -> None:
    for currency, code in (("EUR", "#,##0.00"), ("JPY", "#,##0"), ("KWD", "#,##0.000")):
        sheet = page(drawn(currency))
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 12.5)
        assert cell.number_format == code
        assert cell.alignment.horizontal == "right"


def test_differences_and_totals_work_themselves_out() -> None:
    content = drawn()
    formulas = [str(cell.value) for row in page(content).iter_rows() for cell in row if cell.data_type == "f"]
    first = found(content, WHAT).row
    assert formulas == [
        f"=IF(ISNUMBER(C{first}),C{first}-C{first},C{first})",
        f"=IF(ISNUMBER(C{first + 1}),C{first + 1}-C{first + 1},C{first + 1})",
        f"=SUM(C{first}:C{first + 1})",
        f"=SUM(D{first}:D{first + 1})",
    ]
    results = page(content, data_only=True)
    assert (results.cell(first, 4).value, results.cell(first + 2, 3).value) == (0, 12.5)


def test_a_difference_may_show_another_amount_until_its_column_is_filled_in() -> None:
    whole = Column(figures=(Decimal("12.50"), Decimal("7.00")))
    columns = (
        whole,
        Column(is_open=True),
        Column(is_open=True, figures=(None, None)),
        Column(less=(0, 2), unless=(Decimal("2.50"), Decimal("0.00"))),
    )
    content = xlsx.draw(letter(TEXT, what=WHAT), Form(columns, "EUR"))
    first = found(content, "=SUM(A1)").row - 1
    formula = page(content).cell(first, 4).value
    assert formula == f"=IF(ISNUMBER(C{first}),A{first}-C{first},2.50)"
    assert xlsx.is_difference(formula)
    results = page(content, data_only=True)
    assert [results.cell(first + row, 4).value for row in range(3)] == [2.5, 0, 2.5]
    assert results.cell(first + 2, 3).value in (None, "")


def test_it_prints_on_landscape_pages_with_its_head_on_each() -> None:
    content = drawn()
    sheet, head = page(content), found(content, "No.").row
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"C{head + 1}"
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == pytest.approx([15, 60, 45, 30], abs=1)
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)


def test_rows_are_as_high_as_their_words_and_grow() -> None:
    content = drawn()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b"customHeight" not in packed.read("xl/worksheets/sheet1.xml")
    assert page(content).row_dimensions[found(content, "No.").row].height > 10


def test_title_and_language_are_set() -> None:
    book = openpyxl.load_workbook(io.BytesIO(drawn(language="de")))
    assert book.active.title == "A- form-of -x-"
    assert (book.properties.title, book.properties.language) == ("A: form/of [x]", "de-DE")
    assert book.properties.created.date() == CREATED


def test_everything_else_stands_above_and_below() -> None:
    values = [cell.value for row in page(drawn()).iter_rows() for cell in row if isinstance(cell.value, str)]
    order = [
        "A: form/of [x]",
        "Fill this in.",
        "1. first",
        "2. second",
        "– point",
        "Term: what of it",
        "No.",
        "Total",
        "More",
        "A",
        "quoted",
    ]
    assert [value for value in values if value in order] == order


@pytest.mark.slow
def test_libreoffice_prints_it_on_one_page(tmp_path: Path) -> None:
    import pypdfium2

    (tmp_path / "a.xlsx").write_bytes(drawn())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        program("soffice"),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    printed = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert len(printed) == 1
    width, height = printed[0].get_size()
    assert width > height
    text = printed[0].get_textpage().get_text_range()
    assert all(words in text for words in (WHAT, "=SUM(A1)", "12.50", "Total", "quoted"))
