"""What is measured in a process of its own: `python -m benchmarks.work NAME ARGUMENTS` prints the seconds it took.

Imports and start are left out, unless they are what is measured.
"""

from __future__ import annotations

import base64
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

AS_OF = date(2026, 9, 1)
LETTERS = 60


def assemble(folder: str, out: str) -> Callable[[], object]:
    """Ours: exhibits already in pages are stamped, linked and outlined."""
    import pikepdf

    from casefile.exhibits.spots import Spot
    from casefile.packet.pdf.assemble import Part, assemble
    from casefile.packet.pdf.catalog import Heading, Title

    parts, outline, page = [], [], 1
    for file in sorted(Path(folder).glob("E*.pdf")):
        with pikepdf.open(file) as pdf:
            pages = len(pdf.pages)
        labels = tuple(f"{file.stem}, {number} of {pages}" for number in range(1, pages + 1))
        parts.append(Part(file.stem, file, file.stem, pages, labels, (Spot(),) * pages))
        outline.append(Heading(f"{file.stem} · p. {page}", page))
        page += pages
    title = Title("A v B", "A", "en", AS_OF)
    kept = Path(out).parent
    return lambda: assemble(parts, outline, title, Path(out), kept=kept)


def pypdfium2(folder: str, out: str) -> Callable[[], object]:
    """Merging only."""
    import pypdfium2 as pdfium

    def merge() -> None:
        merged = pdfium.PdfDocument.new()
        for file in sorted(Path(folder).glob("E*.pdf")):
            merged.import_pages(pdfium.PdfDocument(file))
        merged.save(out)

    return merge


def pypdf(folder: str, out: str) -> Callable[[], object]:
    """Merging only."""
    from pypdf import PdfWriter  # type: ignore[import-not-found, unused-ignore]  # a peer, measured where it is there

    def merge() -> None:
        writer = PdfWriter()
        for file in sorted(Path(folder).glob("E*.pdf")):
            writer.append(file)
        writer.write(out)

    return merge


def pymupdf(folder: str, out: str) -> Callable[[], object]:
    """Merging only."""
    import pymupdf as mupdf  # type: ignore[import-not-found, unused-ignore]  # a peer, measured where it is there

    def merge() -> None:
        merged = mupdf.open()
        for file in sorted(Path(folder).glob("E*.pdf")):
            merged.insert_pdf(mupdf.open(file))
        merged.save(out)

    return merge


def load(root: str) -> Callable[[], object]:
    """Ours: every case of a workspace, read and validated, with the lines that it stands on."""
    from casefile.case import folder, layout
    from casefile.case.workspace import open_workspace

    workspace = open_workspace(Path(root))
    return lambda: [folder.load(workspace, case_id) for case_id in layout.case_ids(Path(root))]


def parse(root: str) -> Callable[[], object]:
    """The YAML of the same files, by libyaml, and nothing made of it."""
    import yaml

    found = sorted(Path(root, "cases").rglob("*.yaml"))
    return lambda: [yaml.load(file.read_bytes(), yaml.CSafeLoader) for file in found]


def scan(root: str) -> Callable[[], object]:
    """Every file of a workspace looked at once, as any build has to."""

    def look(folder: str) -> int:
        found = 0
        with os.scandir(folder) as entries:
            for entry in entries:
                found += look(entry.path) if entry.is_dir(follow_symlinks=False) else entry.stat().st_size
        return found

    return lambda: look(os.path.join(root, "cases"))  # noqa: PTH118 - what it is compared with is as bare as can be


def hashing(folder: str) -> Callable[[], object]:
    """Ours: the hashes that `verify` compares."""
    from casefile import files

    return lambda: files.sha256_of_all(sorted(Path(folder).iterdir()))


def letters(root: str) -> Callable[[], object]:
    """Ours: sixty letters as PDF, by a process that has drawn one."""
    from casefile import making
    from casefile.case import layout
    from casefile.case.workspace import open_workspace

    desk = making.open_desk(open_workspace(Path(root)), layout.case_ids(Path(root))[0], AS_OF)

    def draw() -> None:
        making.draw(desk, making.Wanted("demand"), ("pdf",))

    draw()
    return partial(_often, draw)


def tuned(root: str) -> Callable[[], object]:
    """WeasyPrint on the same page, with fonts and style read once."""
    import weasyprint  # type: ignore[import-untyped, unused-ignore]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped, unused-ignore]

    markup, base = _page(root)
    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=base / "print.css", font_config=fonts)

    def draw() -> None:
        page = weasyprint.HTML(string=markup)
        page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a")

    draw()
    return partial(_often, draw)


def page(root: str, out: str) -> Callable[[], object]:
    """The letter as a page with its style in it, for who draws it without us."""
    markup, base = _page(root)
    link = f'<link rel="stylesheet" href="{(base / "print.css").as_uri()}"></head>'
    return lambda: Path(out).write_text(markup.replace("</head>", link, 1), encoding="utf-8")


def _often(draw: Callable[[], None]) -> None:
    for _ in range(LETTERS):
        draw()


def _page(root: str) -> tuple[str, Path]:
    """The letter's page with its pictures in it, and the folder of its style."""
    from casefile import making, stationery
    from casefile.case import layout
    from casefile.case.workspace import open_workspace
    from casefile.documents import compose, kinds
    from casefile.documents.matter import Options
    from casefile.render import html
    from casefile.render.builtin import builtin

    workspace = open_workspace(Path(root))
    desk = making.open_desk(workspace, layout.case_ids(Path(root))[0], AS_OF)
    options = Options(
        as_of=AS_OF, language="en", search=desk.search, regimes=desk.regimes, logo=stationery.logo(workspace)
    )
    demand = kinds.kind("demand")
    sheet = compose.drawn(demand, compose.matters_of(demand, (desk.case,), (desk.claim,)), options)
    markup = html.markup(sheet)
    for name, asset in sheet.assets.items():
        inside = f"data:{asset.media_type};base64,{base64.b64encode(asset.content).decode()}"
        markup = markup.replace(f'"asset:{name}"', f'"{inside}"')
    return markup, builtin() / "base"


WORK: dict[str, Callable[..., Callable[[], object]]] = {
    "assemble": assemble, "pypdfium2": pypdfium2, "pypdf": pypdf, "pymupdf": pymupdf, "load": load, "parse": parse,
    "scan": scan, "hashing": hashing, "letters": letters, "tuned": tuned, "page": page,
}  # fmt: skip


def main(name: str, *arguments: str) -> None:
    """Does one work and prints how long it took."""
    work = WORK[name](*arguments)
    started = time.perf_counter()
    work()
    print(f"seconds: {time.perf_counter() - started:.6f}")  # noqa: T201 - what the one who measures reads


if __name__ == "__main__":
    main(*sys.argv[1:])
