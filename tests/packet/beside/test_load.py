"""The load files, parsed back: every document with its pages, family, native and text; nothing that a cell could do."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from random import Random

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from casefile.packet.beside.load import COLUMNS, Facts, Loaded, as_csv, as_dat, rows
from casefile.packet.plan import Item, Plan, Section
from tests.packet.conftest import Finished


def of_dat(content: bytes) -> list[dict[str, str]]:
    """The rows of a Concordance DAT, as a review platform reads them."""
    text = content.decode("utf-8-sig")
    lines = [line.split("\x14") for line in text.split("\r\n") if line]
    assert all(cell[0] == cell[-1] == "\u00fe" and len(cell) > 1 for line in lines for cell in line)
    head, *found = [[cell[1:-1].replace("\u00ae", "\n") for cell in line] for line in lines]
    return [dict(zip(head, line, strict=True)) for line in found]


def of_csv(content: bytes) -> list[dict[str, str]]:
    """The rows of the CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def counted(number: str) -> int:
    """A Bates number without its prefix."""
    return int(number.removeprefix("A-").removeprefix("ABC"))


def test_every_document_of_the_packet_is_in_both(finished: Finished) -> None:
    folder = finished.built.pdf.parent / "load"
    found = of_csv((folder / "load.csv").read_bytes())
    dat = of_dat((folder / "load.dat").read_bytes())
    assert [{**row, "DOCDATE": row["DOCDATE"].replace("-", "")} for row in found] == dat
    assert [row["LABEL"] for row in found] == [
        "E01", "E07", "E02", "E08", "E06", "E03", "F, 15 Apr 2026", "F, 27 Apr 2026", "E09",
    ]  # fmt: skip
    with pikepdf.open(finished.built.pdf) as pdf:
        last = len(pdf.pages)
    assert all(re.fullmatch(r"A-\d{6}", row[name]) for row in found for name in ("BEGDOC", "ENDDOC")), "of one width"
    numbers = [(counted(row["BEGDOC"]), counted(row["ENDDOC"])) for row in found]
    assert [int(row["PAGECOUNT"]) for row in found] == [end - begin + 1 for begin, end in numbers]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(numbers))
    assert numbers[-1][1] < last
    for row in found:
        native, text = folder / row["NATIVELINK"], (folder / row["TEXTLINK"]).read_text(encoding="utf-8")
        assert hashlib.sha256(native.read_bytes()).hexdigest() == row["SHA256"]
        assert native.stat().st_size == int(row["FILESIZE"])
        assert native.name == row["FILENAME"]
        assert (folder / row["PDFFILE"]).resolve() == finished.built.pdf.resolve()
        assert int(row["PDFPAGE"]) == counted(row["BEGDOC"])
        assert row["TEXTLINK"] == f"text/{row['BEGDOC']}.txt"
        assert text.count("\f") == int(row["PAGECOUNT"]) - 1
        assert row["CUSTODIAN"] == "Studio Halvorsen Ltd"
    chat = next(row for row in found if row["LABEL"] == "E03")
    assert "Please build it." in (folder / chat["TEXTLINK"]).read_text(encoding="utf-8")
    contract = found[0]
    assert (contract["DOCDATE"], contract["DOCTYPE"], contract["SECTION"]) == ("2026-01-12", "contract", "A")


def loaded(items: tuple[Item, ...], facts: Mapping[str, Facts], prefix: str = "ABC") -> Loaded:
    """Documents, to be loaded, with their pages numbered by a prefix and four digits."""
    plan = Plan((), (Section("A", "All", items),), ())
    pages = plan.pages
    numbers = tuple(f"{prefix}{page:04}" for page in range(1, pages + 1))
    return Loaded(plan, ("said",) * pages, tuple(("a.pdf", page) for page in range(1, pages + 1)), facts, numbers)


def item(key: str, first: int, count: int, title: str = "Title") -> Item:
    """A document of a plan."""
    return Item(key, title, key, date(2026, 5, 1), key, first=first, count=count)


def test_families() -> None:
    items = (item("E01", 1, 2), item("E02", 3, 1), item("E03", 4, 3), item("E04", 7, 1))
    facts = {"E02": Facts(parent="E01"), "E03": Facts(parent="E02"), "E04": Facts(parent="E99")}
    found = rows(loaded(items, facts))
    told = [tuple(row[name] for name in COLUMNS[:6]) for row in found]
    assert told == [
        ("ABC0001", "ABC0002", "ABC0001", "ABC0006", "", "ABC0003"),
        ("ABC0003", "ABC0003", "ABC0001", "ABC0006", "ABC0001", "ABC0004"),
        ("ABC0004", "ABC0006", "ABC0001", "ABC0006", "ABC0003", ""),
        ("ABC0007", "ABC0007", "", "", "", ""),
    ]


def test_a_family_that_stands_apart_has_no_range() -> None:
    items = (item("E01", 1, 2), item("E02", 3, 1), item("E03", 4, 1))
    found = rows(loaded(items, {"E03": Facts(parent="E01")}))
    told = [tuple(row[name] for name in COLUMNS[2:6]) for row in found]
    assert told == [("", "", "", "ABC0004"), ("", "", "", ""), ("", "", "ABC0001", "")]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 9)), min_size=1, max_size=10), st.randoms())
def test_a_range_holds_its_family_and_nothing_else(told: list[tuple[int, int]], chance: Random) -> None:
    facts = {f"E{at:02}": Facts(parent=f"E{parent % at:02}") for at, (_, parent) in enumerate(told, 1)}
    keys, items, page = list(facts), list[Item](), 1
    chance.shuffle(keys)
    for key, (count, _) in zip(keys, told, strict=True):
        items.append(item(key, page, count))
        page += count
    found = rows(loaded(tuple(items), facts))
    by_number = {row["BEGDOC"]: row for row in found}
    for row in found:
        if not row["BEGATTACH"]:
            continue
        span = range(counted(row["BEGATTACH"]), counted(row["ENDATTACH"]) + 1)
        inside = {no for no, each in by_number.items() if counted(no) in span or counted(each["ENDDOC"]) in span}
        assert inside == family(row, by_number)
        assert len(inside) > 1


def family(row: Mapping[str, str], by_number: Mapping[str, Mapping[str, str]]) -> set[str]:
    """All that a row is tied to by the ids of parents and attachments, by number."""
    found, waiting = set[str](), [row["BEGDOC"]]
    while waiting:
        number = waiting.pop()
        if number and number not in found:
            found.add(number)
            each = by_number[number]
            waiting += [each["PARENTID"], *each["ATTACHIDS"].split("; ")]
    return found


def test_titles_are_only_text() -> None:
    nasty = ("=1+1", "@sum", "-5", "+4", 'He said "no", twice', "þ inside\x14 and ®", "line\nbreak", "Müßig Żółć")
    items = tuple(item(f"E{number:02}", number, 1, title) for number, title in enumerate(nasty, 1))
    told = rows(loaded(items, {}))
    cells = [row["TITLE"] for row in of_csv(as_csv(told))]
    assert cells == [f"'{title}" if title[0] in "=@-+" else title for title in nasty]
    assert [row["TITLE"] for row in of_dat(as_dat(told))] == [
        *nasty[:5], "Þ inside  and (R)", "line\nbreak", "Müßig Żółć"
    ]  # fmt: skip


def test_what_is_not_handed_over_has_no_native() -> None:
    (row,) = rows(loaded((item("E01", 1, 1),), {"E01": Facts("contract", "A Ltd")}))
    assert [row[name] for name in ("FILENAME", "FILESIZE", "SHA256", "NATIVELINK")] == ["", "", "", ""]


def test_a_text_is_called_as_its_document_begins_with_nothing_that_a_file_may_not_be_called() -> None:
    (row,) = rows(loaded((item("C01", 1, 1),), {}, prefix="A/B: "))
    assert (row["BEGDOC"], row["TEXTLINK"]) == ("A/B: 0001", "text/A_B_0001.txt")
