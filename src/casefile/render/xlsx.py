"""A sheet as an Excel workbook: a form to fill in, with figures that count. Knows blocks, no document kind.

The words are those of the PDF. A column may hold figures instead, which the caller hands in; nothing is parsed back.
The same input gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import accumulate
from textwrap import wrap
from typing import Any

from casefile.money import minor_units
from casefile.render import locale
from casefile.render.blocks import Block, Box, Facts, Heading, Inlines, Items, Paragraph, Quote, Table, plain, tables
from casefile.render.docx_zip import fixed
from casefile.render.sheet import Sheet

_BROAD = 150  # characters across a landscape A4 page
_A4 = 9  # Excel's number for the paper
_LINE = 13.5  # points
_NARROW = 1.1  # characters of running text that a digit's width holds
_CORE, _CORE_END, _PAGE = "docProps/core.xml", b"</cp:coreProperties>", "xl/worksheets/sheet1.xml"
_DIFFERENCE = "=IF(ISNUMBER({part}),{whole}-{part},{unless})"
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]+"
_IS_DIFFERENCE = re.compile(
    rf"=IF\(ISNUMBER\((?P<part>{_CELL})\),(?P<whole>{_CELL})-(?P=part),(?:(?P=whole)|[0-9.]+)\)"
)
_DANGEROUS = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))  # what no name of a worksheet may hold


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form. `is_open`: whoever gets it may write there. `figures` are its amounts row by row (None for
    a cell left empty), empty for a column of words. `less` names two columns, counted from 0: each cell is the first
    less the second. While the second is empty it shows its amount of `unless`, the first where there are none."""

    is_open: bool = False
    figures: tuple[Decimal | None, ...] = ()
    less: tuple[int, int] | None = None
    unless: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """How the first table of a sheet is set in a workbook: a Column for each of its columns, amounts in `currency`."""

    columns: tuple[Column, ...]
    currency: str


def is_difference(formula: str) -> bool:
    """Whether a formula is that of a column that is one less another, in whatever row it stands by now."""
    return _IS_DIFFERENCE.fullmatch(formula.replace(" ", "").upper()) is not None


def draw(sheet: Sheet, form: Form) -> bytes:
    """The sheet as XLSX. All but the open columns is protected, without a password."""
    import xlsxwriter

    written = io.BytesIO()
    # what begins like a formula, a number or an address stays the text it is
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(written, options)
    created = datetime(sheet.created.year, sheet.created.month, sheet.created.day)  # noqa: DTZ001 - Excel's own are naive
    author = next(iter(sheet.frame.sender), "")
    book.set_properties({"title": sheet.title[:255], "author": author[:255], "created": created})
    page = _Page(book, book.add_worksheet(sheet.title.translate(_DANGEROUS)[:31].strip() or None), form)
    page.write(sheet)
    book.close()
    return fixed(_amended(written.getvalue(), sheet.language), sheet.created)


def _amended(content: bytes, language: str) -> bytes:
    """The workbook with what the library does not write: its language, and rows that grow with what is typed in."""
    import zipfile

    tag = locale.language(language).locale.replace("_", "-")
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == _CORE:
                part = part.replace(_CORE_END, f"<dc:language>{tag}</dc:language>".encode() + _CORE_END)
            elif name == _PAGE:
                part = part.replace(b' customHeight="1"', b"")
            target.writestr(name, part)
    return written.getvalue()


@dataclass
class _Page:
    """The worksheet as it is written, from the top; `row` is the next row."""

    book: Any
    page: Any
    form: Form
    shares: tuple[int, ...] = ()
    row: int = 0
    is_form_drawn: bool = False
    looks: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def write(self, sheet: Sheet) -> None:
        """Everything: title, references, and the blocks in their order."""
        table = next(tables(sheet.body))
        self.shares = table.widths or (100 // len(table.head),) * len(table.head)
        for column, share in enumerate(self.shares):
            self.page.set_column(column, column, round(_BROAD * share / 100, 1))
        self.text(sheet.title, bold=True, font_size=14)
        for label, value in sheet.frame.references:
            self.text(f"{label}: {value}")
        self.row += 1
        self.blocks(sheet.body)
        self._print(sheet)

    def _print(self, sheet: Sheet) -> None:
        self.page.set_landscape()
        self.page.set_paper(_A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
        self.page.set_footer(f"&L&8 {' · '.join(sheet.frame.footer).replace('&', '&&')}&R&8&P / &N")
        self.page.hide_gridlines(2)
        self.page.protect("", {"format_columns": True, "format_rows": True})

    def blocks(self, blocks: Sequence[Block], prefix: str = "") -> None:
        """Blocks one under the other, each across the page; tables in their columns."""
        for block in blocks:
            match block:
                case Heading():
                    self.row += 1
                    self.text(plain(block.content), bold=True)
                case Paragraph():
                    self.text(prefix + plain(block.content))
                case Items() | Facts():
                    for mark, inner in _listed(block):
                        self.blocks(inner, mark)
                case Box() | Quote():
                    self.blocks(block.blocks, prefix)
                case Table():
                    (self.table if self.is_form_drawn else self.fill_in)(block)
                case _:
                    pass  # rules and code have no place in a form

    def look(self, **wanted: object) -> Any:
        """A cell's format; the same one is made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format(
                {"font_name": "Calibri", "font_size": 10, "text_wrap": True, "valign": "top", **wanted}
            )
        return self.looks[key]

    def text(self, words: str, **look: object) -> None:
        """A paragraph across the columns, as high as its lines: Excel does not measure merged cells."""
        self.page.merge_range(self.row, 0, self.row, len(self.shares) - 1, "", self.look(**look))
        self.page.write_string(self.row, 0, words, self.look(**look))
        self._end_row([(words, sum(self.shares))], float(str(look.get("font_size", 10))))

    def _end_row(self, cells: Iterable[tuple[str, int]], size: float = 10) -> None:
        """Goes on to the next row; this one is as high as its cells' words need, each with its share of the page."""
        lines = max(_lines(words, share) for words, share in cells)
        self.page.set_row(self.row, lines * _LINE * size / 10 + 2)
        self.row += 1

    def table(self, table: Table) -> None:
        """A table that is only read, each of its columns over one or more of the form's."""
        self.row += 1
        spans = _spans(table.widths or (100 // len(table.head),) * len(table.head), self.shares)
        for number, words in enumerate((table.head, *table.rows, *table.totals)):
            bold = number == 0 or number > len(table.rows)
            for (first, last), cell, align in zip(spans, words, table.aligns, strict=True):
                right = {"align": "right", "indent": 1} if align == "right" else {}
                look = self.look(border=1, border_color="#999999", bold=bold, **right)
                if first < last:
                    self.page.merge_range(self.row, first, self.row, last, "", look)
                self._words(first, plain(cell), look)
            shares = (sum(self.shares[first : last + 1]) for first, last in spans)
            self._end_row(zip(map(plain, words), shares, strict=True))

    def fill_in(self, table: Table) -> None:
        """The form: its head repeats on each page and stays in sight."""
        self.is_form_drawn = True
        self.row += 1
        border: dict[str, object] = {"border": 1, "border_color": "#999999"}
        for column, words in enumerate(table.head):
            right = {"align": "right", "indent": 1} if table.aligns[column] == "right" else {}
            look = self.look(**border, bold=True, bg_color="#EEEEEE", **right)
            self.page.write_string(self.row, column, plain(words), look)
        self.page.freeze_panes(self.row + 1, 2)
        self.page.repeat_rows(self.row)
        self._end_row(zip(map(plain, table.head), self.shares, strict=True))
        first = self.row
        for number, cells in enumerate(table.rows):
            self._row(number, cells, border)
        for total in table.totals:
            self._total(total, first, border)

    def _row(self, number: int, words: tuple[Inlines, ...], border: Mapping[str, object]) -> None:
        for place, (column, cell) in enumerate(zip(self.form.columns, words, strict=True)):
            look: dict[str, object] = {**border, "locked": not column.is_open}
            if column.is_open:
                look["bg_color"] = "#FFFBE6"
            if not column.figures and not column.less:
                self._words(place, plain(cell), self.look(**look))
                continue
            look |= {"num_format": self._figures(), "align": "right", "indent": 1}
            if column.less:
                self._difference(place, column, column.less, number, look)
            elif (figure := column.figures[number]) is None:
                self.page.write_blank(self.row, place, None, self.look(**look))
            else:
                self.page.write_number(self.row, place, figure, self.look(**look))
        self._end_row(zip(map(plain, words), self.shares, strict=True))

    def _words(self, place: int, words: str, look: Any) -> None:
        if words:
            self.page.write_string(self.row, place, words, look)
        else:
            self.page.write_blank(self.row, place, None, look)

    def _difference(
        self, place: int, column: Column, less: tuple[int, int], number: int, look: Mapping[str, object]
    ) -> None:
        whole, part = (self.form.columns[each].figures[number] for each in less)
        a, b = (f"{_letter(each)}{self.row + 1}" for each in less)
        unless = column.unless[number] if column.unless else None
        formula = _DIFFERENCE.format(whole=a, part=b, unless=a if unless is None else unless)
        known = unless if part is None and unless is not None else (whole or Decimal(0)) - (part or Decimal(0))
        self.page.write_formula(self.row, place, formula, self.look(**look), known)

    def _total(self, words: tuple[Inlines, ...], first: int, border: Mapping[str, object]) -> None:
        for place, (column, cell) in enumerate(zip(self.form.columns, words, strict=True)):
            look = self.look(**border, bold=True, num_format=self._figures(), align="right", indent=1)
            if column.figures or column.less:
                rows = f"{_letter(place)}{first + 1}:{_letter(place)}{self.row}"
                is_empty = column.is_open and not any(figure is not None for figure in column.figures)
                formula = f'=IF(COUNT({rows}),SUM({rows}),"")' if is_empty else f"=SUM({rows})"
                self.page.write_formula(self.row, place, formula, look, "" if is_empty else self._sum(column))
            else:
                self._words(place, plain(cell), self.look(**border, bold=True))
        self._end_row([("", sum(self.shares))])

    def _sum(self, column: Column) -> Decimal:
        if column.less:
            whole, part = (self.form.columns[each].figures for each in column.less)
            unless = column.unless or tuple(figure or Decimal(0) for figure in whole)
            rows = zip(whole, part, unless, strict=True)
            return sum((other if p is None else (w or Decimal(0)) - p for w, p, other in rows), Decimal(0))
        return sum((figure for figure in column.figures if figure is not None), Decimal(0))

    def _figures(self) -> str:
        digits = minor_units(self.form.currency)
        return "#,##0" + (f".{'0' * digits}" if digits else "")


def _listed(block: Items | Facts) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """What stands before each entry of a list, and the entry."""
    if isinstance(block, Facts):
        yield from ((f"{plain(term)}: ", facts) for term, facts in block.rows)
    else:
        marks = ("– " if block.start is None else f"{block.start + place}. " for place in range(len(block.items)))
        yield from zip(marks, block.items, strict=True)


def _lines(words: str, share: int) -> int:
    wide = max(int(_BROAD * share / 100 * _NARROW) - 1, 4)
    return sum(max(len(wrap(line, wide)), 1) for line in words.split("\n"))


def _spans(widths: Sequence[int], shares: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The first and last of the form's columns, of these shares, that each column of another table takes."""
    ends = list(accumulate(shares))
    spans: list[tuple[int, int]] = []
    for place, end in enumerate(accumulate(widths)):
        first = spans[-1][1] + 1 if spans else 0
        free = range(first, len(ends) - (len(widths) - place - 1))
        spans.append((first, min(free, key=lambda column: abs(ends[column] - end))))
    return tuple(spans)


def _letter(column: int) -> str:
    return chr(ord("A") + column)
