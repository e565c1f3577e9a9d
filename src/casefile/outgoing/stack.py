"""Letters as one PDF to print: each begins on a sheet of its own, printed on both sides or not, and has a bookmark."""

from __future__ import annotations

import io
from collections.abc import Iterable


def stack(letters: Iterable[tuple[str, bytes]]) -> tuple[bytes, int]:
    """The PDFs, each with a name, one behind the other, and how many sheets they take when printed on both sides."""
    import pikepdf

    made = pikepdf.new()
    with made.open_outline() as outline:
        for name, content in letters:
            with pikepdf.open(io.BytesIO(content)) as letter:
                outline.root.append(pikepdf.OutlineItem(name, len(made.pages)))
                made.pages.extend(letter.pages)
                if len(made.pages) % 2:
                    width, height = map(float, letter.pages[-1].mediabox[2:])
                    made.add_blank_page(page_size=(width, height))
    sheets = len(made.pages) // 2
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue(), sheets
