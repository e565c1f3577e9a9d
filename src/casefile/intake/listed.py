"""A list that another program wrote, CSV or XLSX, as rows whose cells are known by what they hold. Values only.

Which heading means what is said in casefile.yaml; without that the usual headings of five languages are known, which
are data beside this module. Nothing is guessed silently: what was taken for what is told.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from casefile import files
from casefile.errors import CaseError, Problem, Source
from casefile.intake import listwords
from casefile.intake.grid import Cell, Row

LARGEST, ROWS = 20_000_000, 100_000
_HEAD = 40  # rows that may stand above the headings
_DELIMITERS = ";\t,|"
_GUARDS = ("debit", "credit", "side", "kind", "credits")
"""What turns a debt into a credit: known by its usual headings also where casefile.yaml names the columns."""
GROUP = "(the line above)"
"""Said in place of a heading where a line with nothing but a name stands above the rows of each customer."""
_SIGNS = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "of an old Office format, or protected by a password",
    b"<": "a web page or XML, whatever it is called",
}
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".ods")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_START = 4096


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it holds by our words, and where it stands."""

    source: Source
    cells: Mapping[str, Cell]
    row: Row = ()

    def of(self, word: str) -> Source:
        """Where a cell stands: its line, and which column of the row it is."""
        cell = self.cells.get(word)
        column = next((number for number, each in enumerate(self.row, 1) if each is cell), 1)
        return Source(self.source.file, self.source.line, column)

    def text(self, word: str) -> str:
        """What a cell says, on one line; empty where there is no such column."""
        cell = self.cells.get(word)
        return " ".join(cell.words.split()) if cell else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of a list, which of its headings were taken for what, and those that were not used."""

    name: str
    headings: Mapping[str, str]
    lines: tuple[Line, ...]
    unused: tuple[str, ...] = ()

    def column(self, word: str) -> tuple[Cell, ...]:
        """The cells of a column, from above."""
        return tuple(line.cells[word] for line in self.lines if word in line.cells)


def open_list(
    path: Path, shown: str, wanted: Mapping[str, str], needed: Sequence[str], *, delimiter: str, encoding: str
) -> Listed:
    """The rows of a list. `wanted` gives headings by our words, empty for the usual ones; `needed` are the words that
    have to be there, `a|b` for one of two.

    CaseError when the file cannot be read, has no such headings, or hides rows.
    """
    content = _content(path, shown)
    tables = _workbook(path) if content.startswith(b"PK") else (_csv(content, shown, delimiter, encoding),)
    found = {number: each for number, table in enumerate(tables) if (each := _headed(table, shown, wanted, needed))}
    if len(found) > 1:
        names = ", ".join(tables[number][0][0].place.partition(" of ")[2].strip("'") for number in found)
        hint = "keep the one that counts; or save a CSV of each, and give them all"
        raise CaseError(Problem(f"{shown} has several sheets with these headings: {names}", hint=hint, rule="list"))
    if not found:
        raise CaseError(_no_headings(tables, shown, wanted, needed))
    return next(iter(found.values()))


def _content(path: Path, shown: str) -> bytes:
    with files.reported(path, "read"):
        if not path.is_file():
            raise CaseError(Problem(f"{shown} is no file", hint="give a CSV or an XLSX", rule="list"))
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    if kind := _no_list(content, path.suffix.casefold()):
        hint = "open it in the program that it is from, and save the list as CSV or XLSX"
        raise CaseError(Problem(f"{shown} is {kind}", hint=hint, rule="list"))
    if len(content) > LARGEST:
        message = f"{shown} is larger than {LARGEST // 1_000_000} MB"
        raise CaseError(Problem(message, hint="give it in parts", rule="list"))
    return content


def _no_list(content: bytes, suffix: str) -> str:
    """What a file is that is neither a workbook nor text with rows; empty for one that may be."""
    bare = content.removeprefix(codecs.BOM_UTF8).lstrip()
    kind = "" if bare else "empty"
    kind = kind or next((kind for sign, kind in _SIGNS.items() if bare.startswith(sign)), "")
    if not kind and not content.startswith(b"PK"):
        if suffix in _WORKBOOKS:
            kind = "no XLSX workbook, though it is called one"
        elif b"\0" in content[:_START] and not content.startswith(_WIDE):
            kind = "no text, and no XLSX workbook"
    return kind


def _workbook(path: Path) -> tuple[tuple[Row, ...], ...]:
    from casefile.intake import workbook
    from casefile.intake.package import open_package

    return workbook.returned(open_package(path), ROWS).tables


def _csv(content: bytes, shown: str, delimiter: str, encoding: str) -> tuple[Row, ...]:
    try:
        known = "utf-16" if content.startswith(_WIDE) else encoding
        text = content.decode("utf-8-sig" if known.casefold() in ("utf-8", "utf8") else known)
    except (UnicodeDecodeError, LookupError) as error:
        hint = "name its encoding in casefile.yaml, such as open_items: {encoding: cp1252}"
        raise CaseError(Problem(f"{shown} is not written in {encoding}", hint=hint, rule="list")) from error
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    try:
        return tuple(_cells(row, rows.line_num) for row in rows if any(map(str.strip, row)))
    except csv.Error as error:
        place = Source(shown, rows.line_num, 1)
        raise CaseError(Problem(f"no CSV: {error}", place, "look at the quotation marks", "list")) from error


def _delimiter(text: str) -> str:
    """What parts the columns: the sign that most of the first lines have most of."""
    head = text.splitlines()[:_HEAD]
    return max(_DELIMITERS, key=lambda sign: sum(line.count(sign) > 1 for line in head) * 100 + text.count(sign) / 1e6)


def _cells(row: Sequence[str], line: int) -> Row:
    return tuple(Cell(f"{line}:{column}", text.strip()) for column, text in enumerate(row, 1))


def _headed(table: Sequence[Row], shown: str, wanted: Mapping[str, str], needed: Sequence[str]) -> Listed | None:
    """The table below its headings, None when it has no such row."""
    for at, row in enumerate(table[:_HEAD]):
        columns = _columns(row, wanted)
        below = [each for each in table[at + 1 :] if any(not cell.is_empty for cell in each)]
        lacking = [one for one in needed if not any(each in columns for each in one.split("|"))]
        if lacking and (lacking != ["debtor"] or wanted or not any(map(_lone, below))):
            continue
        if hidden := [cell for each in below for cell in each if cell.hidden and not cell.is_empty]:
            message = f"{shown}: {hidden[0].hidden} is hidden, and it is not said whether it counts"
            hint = "show all rows and columns, or delete what does not count, and save it"
            raise CaseError(Problem(message, hint=hint, rule="list"))
        if "side" not in columns and (found := _sides(row, below, columns)) is not None:
            columns["side"] = found
        headings = {word: row[column].words if column < len(row) else "" for word, column in columns.items()}
        lines = tuple(_lines(below, columns, shown))
        used = columns.values()
        unused = tuple(cell.words for number, cell in enumerate(row) if number not in used and cell.words)
        if lacking:
            return Listed(shown, {**headings, "debtor": GROUP}, tuple(_grouped(lines)), unused)
        return Listed(shown, headings, lines, unused)
    return None


def _sides(row: Row, below: Sequence[Row], columns: Mapping[str, int]) -> int | None:
    """The column that says S or H in every row, whatever its heading."""
    for column in range(max(map(len, (row, *below)), default=0)):
        cells = [each[column].words for each in below if column < len(each)]
        if column not in columns.values() and listwords.are_sides(cells):
            return column
    return None


def _lone(row: Row) -> Cell | None:
    """The one cell of a row that says something, where it is a name and no sum."""
    said = [cell for cell in row if not cell.is_empty]
    return said[0] if len(said) == 1 and said[0].text and not listwords.is_sum(said[0].text) else None


def _grouped(lines: Iterable[Line]) -> Iterator[Line]:
    """The rows, each with the name that stands alone above its group; a sum ends a group."""
    name: Cell | None = None
    for line in lines:
        if found := _lone(line.row):
            name = found
            continue
        if any(listwords.is_sum(cell.text) for cell in line.row):
            name = None
        yield replace(line, cells={**line.cells, "debtor": name}) if name else line


def _columns(row: Row, wanted: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what: by the headings that are wanted, else by the usual ones, the most usual first."""
    names = {_plain(cell.words): column for column, cell in reversed(list(enumerate(row))) if cell.words}
    found = {word: names[_plain(heading)] for word, heading in wanted.items() if _plain(heading) in names}
    for word, heading in _usual():
        if (not wanted or word in _GUARDS) and heading in names and names[heading] not in found.values():
            found.setdefault(word, names[heading])
    return found


def _plain(heading: str) -> str:
    return " ".join(heading.replace("’", "'").casefold().split()).rstrip(":")


@cache
def _usual() -> tuple[tuple[str, str], ...]:
    rows = resources.files("casefile.intake").joinpath("headings.csv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple((word, _plain(heading)) for word, heading in (row.split(",", 1) for row in rows))


def _lines(rows: Sequence[Row], columns: Mapping[str, int], shown: str) -> Iterator[Line]:
    for row in rows:
        cells = {word: row[column] for word, column in columns.items() if column < len(row)}
        yield Line(_source(row[0].place, shown), cells, row)


def _source(place: str, shown: str) -> Source:
    """Where a row stands: a CSV's line, or in a workbook the row of its cell."""
    line = (
        place.partition(":")[0] if ":" in place else "".join(each for each in place.split(" of ")[0] if each.isdigit())
    )
    return Source(shown, int(line or 1), 1)


def _no_headings(
    tables: Sequence[Sequence[Row]], shown: str, wanted: Mapping[str, str], needed: Sequence[str]
) -> Problem:
    rows = (row for table in tables for row in table[:_HEAD] if sum(not cell.is_empty for cell in row) > 1)
    nearest = max(rows, key=lambda row: len(_columns(row, wanted)), default=())
    known = _columns(nearest, wanted)
    lacking = [one.replace("|", " or ") for one in needed if not any(each in known for each in one.split("|"))]
    names = ", ".join(cell.words for cell in nearest if not cell.is_empty)
    message = f"{shown} has no column for {', '.join(lacking)}; its headings: {names or 'none'}"
    example = ", ".join(f"{one.split('|')[0]}: …" for one in needed)
    hint = f"say in casefile.yaml which is which: open_items: {{columns: {{{example}}}}}"
    return Problem(message, hint=hint, rule="list")
