"""Natives to convert: made in the test, so that what must be seen is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from casefile.exhibits.pages import Native

MakeNative = Callable[[str, bytes], Native]


@pytest.fixture
def native(tmp_path: Path) -> MakeNative:
    """`native("a.txt", b"…")` writes a file and returns it as E01."""

    def make(name: str, content: bytes) -> Native:
        path = tmp_path / name
        path.write_bytes(content)
        return Native(path, "E01", f"Exhibit {name}", "en", date(2026, 5, 2))

    return make


SEEN = b"BT /F 24 Tf 60 700 Td (Seen by all) Tj ET"


def page_pdf(path: Path, content: bytes = SEEN, entries: Mapping[str, object] | None = None) -> pikepdf.Pdf:
    """Return an open PDF of one Letter page; `entries` are further ones of the page."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.obj.Contents = pdf.make_stream(content)
    for key, value in (entries or {}).items():
        page.obj[f"/{key}"] = value
    pdf.save(path)
    return pdf


def added(first: bytes, number: int, content: bytes) -> bytes:
    """A PDF with one object written anew behind it, as programs do that sign or comment (ISO 32000-1, 7.5.6)."""
    before = re.findall(rb"startxref\s+(\d+)", first)[-1]
    root = re.findall(rb"/Root (\d+ 0 R)", first)[-1]
    break_ = b"" if first.endswith(b"\n") else b"\n"
    written = first + break_ + b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(first + break_))
    trailer = b"trailer <</Size %d /Root %b /Prev %b>>\nstartxref\n%d\n%%%%EOF\n" % (1000, root, before, len(written))
    return written + table + trailer
