"""A photograph in a PDF shows what it shows; where it was taken, by which camera, and its preview stay behind."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from casefile.exhibits import jpeg, table
from tests.exhibits.conftest import MakeNative, page_pdf

PLACE = b"CANARY place"


def photograph(mode: str = "RGB", **options: Any) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = PLACE.decode()
    out = BytesIO()
    picture = Image.radial_gradient("L").resize((64, 48)).convert(mode)
    picture.save(out, "JPEG", exif=exif, comment=b"CANARY comment", **options)
    return out.getvalue()


def shown(content: bytes) -> bytes:
    with Image.open(BytesIO(content)) as picture:
        return picture.tobytes()


def with_photograph(path: Path, content: bytes, **entries: object) -> None:
    with page_pdf(path, b"q 60 0 0 40 60 60 cm /I Do Q") as pdf:
        keys = {"ColorSpace": Name.DeviceRGB, "Filter": Name.DCTDecode} | entries
        image = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Image, Width=64, Height=48, BitsPerComponent=8)
        for key, value in keys.items():
            image[f"/{key}"] = value
        xmp = pdf.make_stream(b"<x:xmpmeta>CANARY</x:xmpmeta>", Type=Name.Metadata, Subtype=Name.XML)
        image.Metadata = xmp
        image.PieceInfo = Dictionary(Program=Dictionary(Private=pikepdf.String("CANARY")))
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=image)
        pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=pdf.make_indirect(Dictionary(Metadata=xmp)))
        pdf.save(path)


def photographs(path: Path) -> list[bytes]:
    """The coded photographs of a PDF, and a check that nothing in it says what it must not."""
    with pikepdf.open(path) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        whole = b"".join(each.read_raw_bytes() + each.stream_dict.unparse() for each in streams)
        assert b"CANARY" not in whole + b"".join(each.unparse() for each in pdf.objects if each not in streams)
        return [each.read_raw_bytes() for each in streams if each.get("/Subtype") == Name.Image]


@pytest.mark.parametrize("options", [{}, {"progressive": True}], ids=["plain", "progressive"])
def test_a_photograph_in_a_pdf_keeps_its_picture_alone(
    native: MakeNative, tmp_path: Path, options: dict[str, Any]
) -> None:
    taken = photograph(**options)
    exhibit = native("a.pdf", b"")
    with_photograph(exhibit.path, taken + b"CANARY behind it")
    table.convert(exhibit, tmp_path / "out.pdf")
    (found,) = photographs(tmp_path / "out.pdf")
    assert shown(found) == shown(taken)


def test_a_photograph_that_lies_under_another_filter(native: MakeNative, tmp_path: Path) -> None:
    exhibit = native("a.pdf", b"")
    filters = Array([Name.FlateDecode, Name.DCTDecode])
    with_photograph(exhibit.path, zlib.compress(photograph()), Filter=filters)
    table.convert(exhibit, tmp_path / "out.pdf")
    (found,) = photographs(tmp_path / "out.pdf")
    assert shown(found) == shown(photograph())


def test_what_its_colours_need_is_kept() -> None:
    taken = photograph("CMYK", icc_profile=b"a profile")
    bare = jpeg.bared(taken)
    assert bare is not None
    assert b"Adobe" in bare
    assert b"a profile" in bare
    assert shown(bare) == shown(taken)


def test_one_that_is_broken_off_loses_its_head_alone() -> None:
    taken = photograph()
    bare = jpeg.bared(taken[:-40])
    assert bare is not None
    assert b"CANARY" not in bare
    assert bare.endswith(taken[-80:-40])


@pytest.mark.parametrize("content", [jpeg.alone(photograph()), b"", b"\xff\xd8\xff", b"no JPEG"])
def test_what_carries_nothing_is_left_as_it_is(content: bytes) -> None:
    assert jpeg.bared(content) is None
