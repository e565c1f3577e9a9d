"""What is withheld and lies in an open file is not on its pages, whatever shows them."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from casefile.exhibits import held, table
from casefile.exhibits.convert import convert
from casefile.exhibits.pages import Native, NotShownError
from tests.exhibits.conftest import MakeNative, added, page_pdf

SAID = "The file holds material that is withheld and cannot be told from the rest."


def picture(
    colour: tuple[int, int, int] = (200, 30, 30), size: tuple[int, int] = (60, 40), kind: str = "JPEG"
) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


PICTURE = picture()
KEPT = hashlib.sha256(PICTURE).hexdigest()


def withheld(native: Native) -> Native:
    return replace(native, withheld=(KEPT,))


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def pictured(
    tmp_path: Path, content: bytes = PICTURE, filters: pikepdf.Name | pikepdf.Array = pikepdf.Name.DCTDecode
) -> bytes:
    """A PDF with a picture on its page, coded as told."""
    with page_pdf(tmp_path / "base.pdf", b"q 60 0 0 40 60 60 cm /I Do Q") as pdf:
        image = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60, Height=40)
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        image.write(content, filter=filters)
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=image)
        out = BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.odt"])
def test_an_office_file_with_a_withheld_picture_has_a_slip_sheet(native: MakeNative, tmp_path: Path, name: str) -> None:
    raw = zipped(locked__a=b"PK\x03\x04 broken", word__document_xml=b"<a/>", word__media__image1=PICTURE)
    (made,) = convert([withheld(native(name, raw))], tmp_path / "pages")
    assert (made.count, made.slip) == (1, SAID)


def test_a_pdf_with_a_withheld_picture_has_a_slip_sheet(native: MakeNative, tmp_path: Path) -> None:
    (made,) = convert([withheld(native("a.pdf", pictured(tmp_path)))], tmp_path / "pages")
    assert (made.count, made.slip) == (1, SAID)


def test_a_pdf_with_a_withheld_file_beside_its_pages_is_shown(native: MakeNative, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(pictured(tmp_path, picture((1, 2, 3))))) as pdf:
        pdf.attachments["a.jpg"] = PICTURE
        pdf.save(tmp_path / "a.pdf")
    exhibit = withheld(native("a.pdf", (tmp_path / "a.pdf").read_bytes()))
    assert held.looked_into(exhibit) == "held"
    assert table.convert(exhibit, tmp_path / "out.pdf").count == 1


def test_a_pdf_that_a_withheld_one_was_made_into_has_a_slip_sheet(native: MakeNative, tmp_path: Path) -> None:
    page_pdf(tmp_path / "first.pdf").close()
    first = (tmp_path / "first.pdf").read_bytes()
    signed = replace(native("a.pdf", added(first, 900, b"(signed)")), withheld=(hashlib.sha256(first).hexdigest(),))
    with pytest.raises(NotShownError, match="withheld"):
        table.convert(signed, tmp_path / "out.pdf")


def test_what_holds_nothing_that_is_withheld_is_shown(native: MakeNative, tmp_path: Path) -> None:
    exhibit = withheld(native("a.pdf", pictured(tmp_path, picture((1, 2, 3)))))
    assert table.convert(exhibit, tmp_path / "out.pdf").count == 1
