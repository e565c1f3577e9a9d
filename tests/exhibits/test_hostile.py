"""Small real files of each type, damaged in a fixed way: each gives pages or a slip sheet, and nothing active.

Nothing of a damaged file may end in a traceback: the child may die of one, but then the slip sheet says so.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import Image

from casefile.exhibits import harmless
from casefile.exhibits.convert import convert
from casefile.exhibits.pages import Native
from casefile.exhibits.searched import looked_through
from tests.exhibits.compound import message
from tests.exhibits.test_image import encoded, heic, quarters
from tests.exhibits.test_mail import SEES, _picture, _with_picture
from tests.exhibits.test_outlook import JOBS, PLAIN
from tests.exhibits.test_pdf import everything_active
from tests.exhibits.test_text import WHATSAPP, _account


@cache
def sound() -> Mapping[str, bytes]:
    """A small file of each type, by its name."""
    frames = [Image.new("RGB", (30, 20), (8 * shade, 0, 0)) for shade in range(3)]
    several = {"save_all": True, "append_images": frames[1:]}
    memo = BytesIO()
    docx.Document().save(memo)
    return {
        "a.jpg": encoded(quarters(), "JPEG"),
        "a.png": encoded(quarters("P"), "PNG"),
        "a.tif": encoded(frames[0], "TIFF", compression="tiff_lzw", **several),
        "a.gif": encoded(frames[0], "GIF", **several),
        "a.webp": encoded(frames[0], "WEBP", **several),
        "a.bmp": encoded(quarters(), "BMP"),
        "a.heic": heic(*frames),
        "a.eml": _with_picture(_picture("red"), SEES).as_bytes(),
        "a.msg": message(PLAIN, JOBS, inner=PLAIN),
        "a.csv": b"day;hours;task\n2026-03-01;1,5;Basket\n2026-03-02;2;Oven\n",
        "chat.txt": WHATSAPP.encode(),
        "result.json": _account(3),
        "a.xml": b"<?xml version='1.0'?><Invoice><ID>R-7</ID></Invoice>",
    }


def damaged(content: bytes, seed: int) -> bytes:
    """The bytes with some of them changed, cut off, doubled or zeroed."""
    chance = random.Random(seed)  # noqa: S311 - the same damage on every run
    broken = bytearray(content)
    match seed % 4:
        case 0:
            for _ in range(max(len(broken) // 200, 3)):
                broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        case 1:
            del broken[chance.randrange(1, len(broken)) :]
        case 2:
            start = chance.randrange(len(broken))
            broken[start : start + 40] = bytes(40)
        case _:
            start, end = sorted(chance.randrange(len(broken)) for _ in range(2))
            broken[end:end] = broken[start:end]
    return bytes(broken)


def natives(folder: Path, name: str, content: bytes, seeds: range) -> Iterator[Native]:
    for seed in seeds:
        (folder / str(seed)).mkdir()
        path = folder / str(seed) / name
        path.write_bytes(damaged(content, seed))
        yield Native(path, f"E{seed}", "Damaged", "en", date(2026, 5, 2))


def every_one_is_shown(made: list[Native], folder: Path) -> None:
    for native, pages in zip(made, convert(made, folder / "out", seconds=20, recognise=False), strict=True):
        where = f"{native.path.name}, seed {native.label}"
        assert "longer than" not in pages.slip, where
        assert "broke off" not in pages.slip, where
        with pikepdf.open(pages.pdf) as pdf:
            assert len(pdf.pages) == pages.count == len(pages.spots) >= 1, where
            assert harmless.active_content(pdf) == (), where
    assert set(looked_through(made, folder / "kept")) == {native.label for native in made}


NAMES = (
    "a.jpg", "a.png", "a.tif", "a.gif", "a.webp", "a.bmp", "a.heic", "a.eml", "a.msg", "a.csv", "chat.txt",
    "result.json", "a.xml",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_gives_pages_or_a_slip(tmp_path: Path, name: str) -> None:
    every_one_is_shown(list(natives(tmp_path, name, sound()[name], range(8))), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_many_damaged_files_give_pages_or_a_slip(tmp_path: Path, name: str) -> None:
    every_one_is_shown(list(natives(tmp_path, name, sound()[name], range(100, 160))), tmp_path)


def test_all_names_are_tried() -> None:
    assert set(NAMES) == set(sound())


@pytest.mark.parametrize("seeds", [range(12), pytest.param(range(100, 300), marks=pytest.mark.slow)])
def test_a_damaged_pdf_gives_pages_or_a_slip(tmp_path: Path, seeds: range) -> None:
    everything_active(tmp_path / "whole.pdf")
    every_one_is_shown(list(natives(tmp_path, "a.pdf", (tmp_path / "whole.pdf").read_bytes(), seeds)), tmp_path)


ODD: Mapping[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "zeros.tif": lambda: bytes(5000),
    "head-only.pdf": lambda: b"%PDF-1.7",
    "head-only.png": lambda: b"\x89PNG\r\n\x1a\n",
    "head-only.webp": lambda: b"RIFF\0\0\0\0WEBP",
    "head-only.heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "head-only.bmp": lambda: b"BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0",
    "one.csv": lambda: b";",
    "marks.txt": lambda: b"\xff\xfe",
    "lone.eml": lambda: b"\n\n",
    "nul.eml": lambda: b"From: \0\0\n\n\0\0\0",
    "deep.json": lambda: b"[" * 100_000,
    "laughs.xml": lambda: b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
    "no suffix": lambda: b"plain words",
    "-rf --version.txt": lambda: b"a name like an option",
    "a\nb\u202efdp.txt": lambda: b"a name with a line break",
    ("ä" * 120) + ".txt": lambda: b"a long name",
}


def test_odd_files_give_pages_or_a_slip(tmp_path: Path) -> None:
    made = []
    for number, (name, content) in enumerate(ODD.items()):
        (tmp_path / name).write_bytes(content())
        made.append(Native(tmp_path / name, f"E{number}", name, "en", date(2026, 5, 2)))
    every_one_is_shown(made, tmp_path)
