"""Pages as pictures: what PDFium draws, in a PNG that any reader takes."""

from __future__ import annotations

import io
from contextlib import closing

import pypdfium2
import pytest
from PIL import Image

from casefile.preview import picture
from casefile.render import pdf

BODY = '<h1>Straße</h1><p style="color: #c00">red, 12 €</p><p style="break-before: page; page: landscape">wide</p>'


@pytest.fixture(scope="module")
def document() -> bytes:
    from datetime import date

    return pdf.typeset(BODY, title="Rechnung „1“", language="de", created=date(2026, 5, 1))


def test_title_and_sizes(document: bytes) -> None:
    title, sizes = picture.look(document)
    assert title == "Rechnung „1“"
    assert [(round(width), round(height)) for width, height in sizes] == [(595, 842), (842, 595)]


@pytest.mark.parametrize("number", [1, 2])
def test_the_picture_is_the_page(number: int, document: bytes) -> None:
    with Image.open(io.BytesIO(picture.raster(document, number).png())) as drawn:
        assert (drawn.format, drawn.mode) == ("PNG", "RGB")
        with closing(pypdfium2.PdfDocument(document)) as opened:
            expected = opened[number - 1].render(scale=picture.PIXELS_PER_POINT).to_pil().convert("RGB")
        assert drawn.size == expected.size
        assert drawn.tobytes() == expected.tobytes()
        assert len(drawn.getcolors(1 << 24) or ()) > 2


@pytest.mark.parametrize("number", [0, 3, -1])
def test_there_are_no_other_pages(number: int, document: bytes) -> None:
    with pytest.raises(IndexError):
        picture.raster(document, number)
