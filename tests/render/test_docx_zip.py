"""Word files as containers: the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from casefile.render.docx_zip import fixed


def test_order_and_dates_do_not_matter() -> None:
    def pack(names: list[str], year: int) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as target:
            for name in names:
                target.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), name)
        return written.getvalue()

    names = ["word/b.xml", "[Content_Types].xml", "word/a.xml"]
    one, other = pack(names, 1999), pack(names[::-1], 2020)
    assert fixed(one, date(2026, 11, 21)) == fixed(other, date(2026, 11, 21)) != one
    with zipfile.ZipFile(io.BytesIO(fixed(one, date(2026, 11, 21)))) as packed:
        assert packed.namelist() == ["[Content_Types].xml", "word/a.xml", "word/b.xml"]
        assert packed.read("word/a.xml") == b"word/a.xml"
