"""Data for the benchmarks, the same from the same seed: exhibits that are pages, workspaces with cases, plain files."""

from __future__ import annotations

import hashlib
import io
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from casefile.build import work
from casefile.case import layout

SAMPLE = "2026-014-northwind"
_SCANS = 16  # pictures that differ; each page has a copy of one of its own


def exhibits(folder: Path, documents: int, pages: int, size: int, seed: int) -> None:
    """PDFs E01, E02, … with `pages` pages of text and a scan in all, of about `size` bytes together."""
    folder.mkdir(parents=True, exist_ok=True)
    each = size // pages
    scans = [_scan(each - 1500, f"{seed} {number}") for number in range(_SCANS)]
    for number in range(1, documents + 1):
        own = pages // documents + (number <= pages % documents)
        _document(folder / f"E{number:02}.pdf", number, own, scans)


def workspace(root: Path, cases: int, rooted: Path) -> None:
    """The samples' workspace at `rooted` with this many copies of one of its cases in the place of its own."""
    for name in ("brand", "debtors", "templates/base", "casefile.yaml"):
        source, target = rooted / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)
    for number in range(cases):
        case_id = f"2026-{number:05}-case"
        target = root / "cases" / case_id
        shutil.copytree(rooted / "cases" / SAMPLE, target, copy_function=shutil.copyfile)
        file = target / "case.yaml"
        file.write_text(file.read_text().replace(SAMPLE, case_id, 1))


def evidence(case: Path, scans: Path) -> None:
    """Takes the PDFs of a folder into a case's register, behind what is there."""
    with (case / "evidence.yaml").open("a") as register:
        for number, file in enumerate(sorted(scans.glob("E*.pdf")), 101):
            shutil.copyfile(file, case / "evidence" / f"E{number}-scan.pdf")
            row = f"{{id: E{number}, file: evidence/E{number}-scan.pdf, title: Scan {number}, date: 2026-03-02, kind: other}}"
            register.write(f"- {row}\n")


def as_if_built(root: Path, as_of: date) -> None:
    """Gives every case of a workspace what was made of the one that was built, and notes it as if it had been made of
    each: to build a thousand that are the same takes hours."""
    planned = work.plan(root, layout.case_ids(root), as_of)
    (built,) = planned.fresh
    memory = planned.memories.cases[built.case]
    for case_id, seen in planned.todo.items():
        outputs = tuple(name.replace(built.case, case_id) for name in memory.outputs)
        for name, output in zip(memory.outputs, outputs, strict=True):
            (root / output).parent.mkdir(parents=True, exist_ok=True)
            (root / output).hardlink_to(root / name)
        planned.memories.keep(replace(memory, case=case_id, inputs=seen, outputs=outputs))
    planned.memories.save_if_changed()


def noise(folder: Path, count: int, size: int, seed: int) -> None:
    """This many files that nothing packs, of `size` bytes together."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.bin").write_bytes(_bytes(f"{seed} {number}", size // count))


def _bytes(seed: str, size: int) -> bytes:
    return hashlib.shake_256(seed.encode()).digest(size)


def _scan(size: int, seed: str) -> tuple[bytes, tuple[int, int]]:
    """A grey JPEG of this many bytes, as it would come from a scanner: rough, then filled up behind its end."""
    rough = Image.frombytes("L", (130, 100), _bytes(seed, 13_000))
    wide = max(60, min(1600, int(size**0.5 * 2.5)))
    picture = rough.resize((wide, wide * 10 // 13))
    for quality in (85, 70, 50, 30, 10):
        saved = io.BytesIO()
        picture.save(saved, "JPEG", quality=quality)
        if len(saved.getvalue()) <= size:
            break
    return saved.getvalue().ljust(size, b"\0"), picture.size


def _document(file: Path, number: int, pages: int, scans: list[tuple[bytes, tuple[int, int]]]) -> None:
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for page in range(1, pages + 1):
        encoded, (width, height) = scans[(number * 7 + page) % _SCANS]
        scan = Stream(pdf, encoded)
        scan.Type, scan.Subtype, scan.Filter, scan.ColorSpace = (
            Name.XObject,
            Name.Image,
            Name.DCTDecode,
            Name.DeviceGray,
        )
        scan.Width, scan.Height, scan.BitsPerComponent = width, height, 8
        lines = " ".join(
            f"0 -14 Td (Exhibit {number}, page {page}, line {line} of what was agreed) Tj" for line in range(12)
        )
        drawn = pdf.make_stream(f"q 455 0 0 350 70 100 cm /I Do Q BT /F1 10 Tf 72 780 Td {lines} ET".encode())
        resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(I=pdf.make_indirect(scan)))
        sheet = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Resources=resources, Contents=drawn)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
