"""A small sound bundle as anybody's program makes one: an index with links, documents, an outline. Tests break it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.packet.paper import text

NAME = "Smith v Jones bundle A.pdf"
ROWS = (("Services agreement", "12 Jan 2026", 2), ("Invoice 7", "31.03.2026", 4), ("Reminder", "2026-04-15", 5))
PAGES = 6
WIDTH, HEIGHT = 595, 842
_PROSE = "The parties agree that what follows is written on this very page and on no other one of the bundle"


def number(page: int | str, size: float = 10) -> str:
    """The operators that write a page's number at its foot."""
    return text(str(page), 290, 30, size)


def prose(page: int) -> str:
    """Some lines of text that no other page has."""
    return "\n".join(text(f"{_PROSE}: {page}, line {line}.", y=700 - 14 * line) for line in range(4))


def index(rows: Sequence[tuple[str, str, int | str]] = ROWS) -> str:
    """The operators that write an index."""
    lines = [
        text(str(part), x, _foot(at))
        for at, row in enumerate(rows)
        for part, x in zip(row, (72, 350, 500), strict=True)
    ]
    return "\n".join([text("Index", y=750, size=16), *lines, number(1)])


def bundle(path: Path, rows: Sequence[tuple[str, str, int]] = ROWS) -> Pdf:
    """The bundle, open to be broken; `save` writes it into the folder."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for page in range(1, PAGES + 1):
        draws = index(rows) if page == 1 else f"{prose(page)}\n{number(page)}"
        leaf = Dictionary(
            Type=Name.Page, MediaBox=[0, 0, WIDTH, HEIGHT], Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=pdf.make_stream(draws.encode()),
        )  # fmt: skip
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(leaf)))
    pdf.pages[0].obj.Annots = Array([link(pdf, at, first) for at, (_, _, first) in enumerate(rows)])
    outline(pdf, ("Index, p. 1", 1), *((f"{words} (p. {first})", first) for words, _, first in rows))
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 1])
    pdf.Root.Lang = String("en")
    pdf.docinfo["/Title"] = "Smith v Jones"
    return pdf


def save(pdf: Pdf, folder: Path, name: str = NAME) -> Path:
    """Writes a bundle."""
    pdf.save(folder / name, deterministic_id=True, fix_metadata_version=False)
    return folder / name


def _foot(row: int) -> int:
    return 700 - 20 * row


def link(pdf: Pdf, row: int, page: int) -> Dictionary:
    """A link over a row of the index."""
    box = [70, _foot(row) - 3, 530, _foot(row) + 12]
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, Dest=Array([pdf.pages[page - 1].obj, Name.Fit]))
    )


def outline(pdf: Pdf, *lines: tuple[str, int]) -> None:
    """Gives a file a flat outline."""
    items = [
        pdf.make_indirect(Dictionary(Title=String(title), Dest=Array([pdf.pages[page - 1].obj, Name.Fit])))
        for title, page in lines
    ]
    for one, other in pairwise(items):
        one.Next, other.Prev = other, one
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=items[0], Last=items[-1]))


def renumbered(pdf: Pdf, numbers: Sequence[str]) -> Pdf:
    """The bundle with other numbers on its pages, in its labels, its outline and its index."""
    rows = [(title, day, numbers[page - 1]) for title, day, page in ROWS]
    draw(pdf, 1, index(rows).replace(number(1), number(numbers[0])))
    for page, printed in list(enumerate(numbers, 1))[1:]:
        draw(pdf, page, f"{prose(page)}\n{number(printed)}")
    lines = [(f"{title}, p. {numbers[page - 1]}", page) for title, _, page in ROWS]
    outline(pdf, (f"Index, p. {numbers[0]}", 1), *lines)
    shown = [each for place, printed in enumerate(numbers) for each in (place, Dictionary(P=String(printed)))]
    pdf.Root.PageLabels = Dictionary(Nums=Array(shown))
    return pdf


def draw(pdf: Pdf, page: int, operators: str) -> None:
    """Has a page draw this and nothing else."""
    pdf.pages[page - 1].obj.Contents = pdf.make_stream(operators.encode())


def picture(pdf: Pdf, page: int, dots: tuple[int, int], box: tuple[float, float, float, float], shade: bytes) -> str:
    """Gives a page a grey picture, and returns the operators that draw it in a box: left, foot, width, height. The
    shades repeat over its dots."""
    across, down = dots
    image = pdf.make_stream(
        (shade * (across * down // len(shade) + 1))[: across * down], Type=Name.XObject, Subtype=Name.Image, Width=across,
        Height=down, ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    pdf.pages[page - 1].obj.Resources.XObject = Dictionary(P=image)
    left, foot, wide, high = box
    return f"q {wide} 0 0 {high} {left} {foot} cm /P Do Q"
