"""What is withheld and lies in an open file is not on its pages, whatever shows them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from casefile.exhibits import held, table
from casefile.exhibits.convert import convert
from casefile.exhibits.holding import may_hold
from casefile.exhibits.pages import Native, NotShownError
from tests.exhibits.conftest import MakeNative, added, page_pdf

SAID = "Not produced: held back by the creditor. This says nothing of its contents."


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
    with pytest.raises(NotShownError, match="held back"):
        table.convert(signed, tmp_path / "out.pdf")


def test_what_holds_nothing_that_is_withheld_is_shown(native: MakeNative, tmp_path: Path) -> None:
    exhibit = withheld(native("a.pdf", pictured(tmp_path, picture((1, 2, 3)))))
    assert table.convert(exhibit, tmp_path / "out.pdf").count == 1


OPEN = picture((1, 2, 3), (90, 90))
CODED = base64.b64encode(PICTURE).decode()
LINES = base64.encodebytes(PICTURE)
FOLDED = "\r\n ".join(CODED[place : place + 70] for place in range(0, len(CODED), 70))
DCT = pikepdf.Name.DCTDecode


def exif(preview: bytes) -> bytes:
    """A JPEG with a preview in its EXIF data (TIFF 6.0, CIPA DC-008)."""
    first = b"II*\0" + struct.pack("<IHI", 8, 0, 14)
    second = struct.pack("<HHHIIHHIII", 2, 0x201, 4, 1, 44, 0x202, 4, 1, len(preview), 0)
    content = b"Exif\0\0" + first + second + preview
    return OPEN[:2] + b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content + OPEN[2:]


def uuencoded() -> bytes:
    lines = (binascii.b2a_uu(PICTURE[place : place + 45]) for place in range(0, len(PICTURE), 45))
    return b"begin 644 it.jpg\n" + b"".join(lines) + b"`\nend\n"


def mailed(content: bytes) -> bytes:
    return b"From: a@b.example\nSubject: It\nDate: Tue, 03 Mar 2026 11:00:00 +0000\n\nHello\n" + content


HOLDERS: Mapping[str, Callable[[Path], bytes]] = {
    "85.pdf": lambda at: pictured(at, base64.a85encode(PICTURE) + b"~>", pikepdf.Array([pikepdf.Name.ASCII85Decode, DCT])),
    "flate.pdf": lambda at: pictured(at, zlib.compress(PICTURE), pikepdf.Array([pikepdf.Name.FlateDecode, DCT])),
    "cdata.xml": lambda _: f"<?xml version='1.0'?><a><![CDATA[{CODED}]]></a>".encode(),
    "value.xml": lambda _: f"<?xml version='1.0'?><a b='x' c=\"{CODED}\"/>".encode(),
    "string.json": lambda _: json.dumps({"name": "it.jpg", "file": CODED}).encode(),
    "escaped.json": lambda _: json.dumps({"file": LINES.decode()}).replace("/", "\\/").encode(),
    "lines.txt": lambda _: b"Hello\n\n" + LINES + b"\nBest\n", "crlf.txt": lambda _: b"See:\r\n" + LINES.replace(b"\n", b"\r\n"),
    "one-line.log": lambda _: b"See\n" + CODED.encode() + b"\n", "uu.txt": lambda _: b"Hello\n" + uuencoded(),
    "lines.eml": lambda _: mailed(LINES),
    "a.ics": lambda _: f'BEGIN:VCALENDAR\r\nATTACH;X-NAME="a:b";ENCODING=BASE64;VALUE=BINARY:{FOLDED}\r\nEND:VCALENDAR\r\n'.encode(),
    "folded.ics": lambda _: f"BEGIN:VCALENDAR\r\nATTACH;FMTTYPE=a/b;\r\n ENCODING=BASE64:{FOLDED}\r\nEND:VCALENDAR\r\n".encode(),
    "a.vcf": lambda _: f'BEGIN:VCARD\r\nPHOTO;X="1:2";ENCODING=b;TYPE=JPEG:{CODED}\r\nEND:VCARD\r\n'.encode(),
    "a.rtf": lambda _: b"{\\rtf1 It {\\pict\\jpegblip\\pichgoal2000 " + PICTURE.hex("\n", 40).encode() + b"}}",
    "uid.rtf": lambda _: b"{\\rtf1{\\*\\shppict{\\pict{\\*\\blipuid " + b"0a" * 16 + b"}\\pngblip\n" + PICTURE.hex().encode() + b"}}}",
    "bin.rtf": lambda _: b"{\\rtf1{\\pict\\jpegblip\\bin%d " % len(PICTURE) + PICTURE + b"}}",
    "behind.jpg": lambda _: OPEN + PICTURE, "two-behind.jpg": lambda _: OPEN + OPEN + b"\0\0" + PICTURE,
    "preview.jpg": lambda _: exif(PICTURE), "first.jpg": lambda _: PICTURE + b"more",
    "in-it.zip": lambda _: zipped(a=OPEN + PICTURE), "zip-behind.jpg": lambda _: OPEN + zipped(a=PICTURE),
}  # fmt: skip


@pytest.mark.parametrize("name", HOLDERS)
def test_a_picture_that_is_withheld_is_found(native: MakeNative, tmp_path: Path, name: str) -> None:
    exhibit = native(name, HOLDERS[name](tmp_path))
    assert may_hold(exhibit.path)
    assert held.looked_into(withheld(exhibit)) == "held"
    assert held.looked_into(replace(exhibit, withheld=("0" * 64,))) == "free"


def test_a_mail_with_a_withheld_file_among_its_words_is_not_shown(native: MakeNative, tmp_path: Path) -> None:
    with pytest.raises(NotShownError, match="held back"):
        table.convert(withheld(native("a.eml", mailed(LINES))), tmp_path / "out.pdf")


@pytest.mark.parametrize(("name", "shown"), [("behind.jpg", True), ("preview.jpg", True), ("first.jpg", False)])
def test_of_a_jpeg_its_first_picture_is_shown(native: MakeNative, tmp_path: Path, name: str, shown: bool) -> None:
    exhibit = withheld(native(name, HOLDERS[name](tmp_path)))
    if shown:
        assert table.convert(exhibit, tmp_path / "out.pdf").count == 1
        with pikepdf.open(tmp_path / "out.pdf") as pdf:
            assert not any(PICTURE in each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))
    else:
        with pytest.raises(NotShownError, match="held back"):
            table.convert(exhibit, tmp_path / "out.pdf")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b'"' + b"A" * 2_000_000), ("a.json", b"[" * 500_000), ("a.ics", b'BEGIN:V\n ;B"' + b" x\n" * 300_000),
        ("a.txt", (b"A" * 60 + b"\n") * 30_000 + b"!"), ("a.rtf", b"{\\rtf1 " + b"ab \\b" * 300_000),
        ("a.jpg", b"\xff\xd8\xff" * 500_000), ("a.txt", b"begin 644 a\n" * 100_000),
    ],
)  # fmt: skip
def test_odd_files_are_read_in_time(native: MakeNative, name: str, content: bytes) -> None:
    started = time.process_time()
    assert held.looked_into(withheld(native(name, content))) == "free"
    assert time.process_time() - started < 5
