"""A Word file's container, written so that the same content gives the same bytes. Knows zip, not Word."""

from __future__ import annotations

import io
import zipfile
from datetime import date

_FIRST = "[Content_Types].xml"


def fixed(content: bytes, created: date) -> bytes:
    """The zip `content` with its members sorted, all dated `created`, compressed alike (ISO 29500-2 wants no order)."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w") as target:
        for name in sorted(source.namelist(), key=lambda each: (each != _FIRST, each)):
            member = zipfile.ZipInfo(name, (created.year, created.month, created.day, 0, 0, 0))
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(member, source.read(name), compresslevel=6)
    return written.getvalue()
