"""Pictures: upright, in their colours, a page a frame, and no bomb."""

from __future__ import annotations

import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from PIL import Image, features

from casefile.exhibits import image, picture, table
from casefile.exhibits.pages import NotShownError
from tests.exhibits.conftest import MakeNative

RED, GREEN, BLUE, WHITE = (220, 0, 0), (0, 160, 0), (0, 0, 200), (255, 255, 255)


def quarters(mode: str = "RGB") -> Image.Image:
    """Return a picture of 400 by 200: red, green above blue, white."""
    made = Image.new("RGB", (400, 200), WHITE)
    for colour, corner in ((RED, (0, 0)), (GREEN, (200, 0)), (BLUE, (0, 100))):
        made.paste(colour, (*corner, corner[0] + 200, corner[1] + 100))
    return made.convert(mode)


def encoded(made: Image.Image, kind: str, **options: object) -> bytes:
    stream = BytesIO()
    made.save(stream, kind, **options)
    return stream.getvalue()


def corners(path: Path, page: int = 0) -> list[tuple[int, ...]]:
    """Return the colours in the four quarters of the picture on an A4 landscape page, roughly."""
    with picture.drawn(path) as pdf:
        assert picture.extent(pdf, page) == pytest.approx((841.89, 595.276), abs=0.1)
        drawn = picture.picture(pdf, page, 842, 595, grey=False)
    points = ((321, 247), (521, 247), (321, 347), (521, 347))
    found = [drawn.getpixel(point) for point in points]
    return [each for each in found if isinstance(each, tuple)]


def close(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


UNDO = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG"])
def test_every_orientation_is_upright(native: MakeNative, tmp_path: Path, orientation: int, kind: str) -> None:
    undo = UNDO[orientation]
    stored = quarters() if undo is None else quarters().transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.convert(native("a.jpg", encoded(stored, kind, exif=exif)), tmp_path / "out.pdf")
    for seen, meant in zip(corners(tmp_path / "out.pdf"), (RED, GREEN, BLUE, WHITE), strict=True):
        assert close(seen, meant)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("P", "PNG"), ("P", "GIF"), ("RGBA", "PNG"), ("RGBA", "WEBP"), ("CMYK", "TIFF"), ("CMYK", "JPEG"), ("RGB", "BMP")],
)
def test_colours_are_kept(native: MakeNative, tmp_path: Path, mode: str, kind: str) -> None:
    image.convert(native("a", encoded(quarters(mode), kind)), tmp_path / "out.pdf")
    for seen, meant in zip(corners(tmp_path / "out.pdf"), (RED, GREEN, BLUE, WHITE), strict=True):
        assert close(seen, meant, by=90)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_is_white(native: MakeNative, tmp_path: Path, mode: str) -> None:
    image.convert(native("a.png", encoded(Image.new(mode, (400, 200)), "PNG")), tmp_path / "out.pdf")
    assert corners(tmp_path / "out.pdf") == [WHITE] * 4


def test_sixteen_bits_keep_their_greys(native: MakeNative, tmp_path: Path) -> None:
    made = Image.new("I;16", (400, 200), 128 * 256)
    image.convert(native("a.png", encoded(made, "PNG")), tmp_path / "out.pdf")
    assert all(close(seen, (128, 128, 128)) for seen in corners(tmp_path / "out.pdf"))


def test_free_numbers_are_printed_from_black_to_white(native: MakeNative, tmp_path: Path) -> None:
    made = Image.new("F", (400, 200), 0.5)
    made.paste(0.25, (0, 0, 200, 100))
    made.paste(0.75, (200, 100, 400, 200))
    told = image.convert(native("a.tif", encoded(made, "TIFF")), tmp_path / "out.pdf")
    grey = (128, 128, 128)
    expected = ((0, 0, 0), grey, grey, WHITE)
    assert all(close(*pair) for pair in zip(corners(tmp_path / "out.pdf"), expected, strict=True))
    assert "no fixed black and white" in "".join(told.notes)


def test_a_single_free_number_is_grey_and_one_without_end_no_picture(native: MakeNative, tmp_path: Path) -> None:
    single = native("a.tif", encoded(Image.new("F", (400, 200), 0.5), "TIFF"))
    image.convert(single, tmp_path / "out.pdf")
    assert all(close(seen, (128, 128, 128)) for seen in corners(tmp_path / "out.pdf"))
    endless = Image.new("F", (400, 200), 0.5)
    endless.putpixel((3, 3), float("inf"))
    with pytest.raises(NotShownError, match="damaged"):
        image.convert(native("b.tif", encoded(endless, "TIFF")), tmp_path / "out.pdf")


def test_jpeg_stream_is_kept(native: MakeNative, tmp_path: Path) -> None:
    stored = encoded(quarters(), "JPEG")
    image.convert(native("a.jpg", stored), tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        streams = [each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert stored in streams


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2) + content


HIDDEN = b"where it was taken"
CARRIED = {
    "behind its end": lambda made: made + HIDDEN,
    "in a comment": lambda made: made[:2] + _segment(0xFE, HIDDEN) + made[2:],
    "in its EXIF data": lambda made: made[:2] + _segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0" + HIDDEN) + made[2:],
    "in a preview": lambda made: made[:2] + _segment(0xE0, b"JFXX\0" + HIDDEN) + made[2:],
    "in its thumbnail": lambda made: made.replace(made[2:20], _segment(0xE0, made[6:18] + b"\x02\x03" + HIDDEN)),
    "in a profile of no colour": lambda made: made[:2] + _segment(0xE2, b"FPXR\0" + HIDDEN) + made[2:],
    "behind Adobe's mark": lambda made: made[:2] + _segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01" + HIDDEN) + made[2:],
}


@pytest.mark.parametrize("how", CARRIED)
@pytest.mark.parametrize("options", [{}, {"progressive": True, "icc_profile": b"colour" * 20_000}])
def test_what_is_no_part_of_a_jpeg_is_not_in_its_pages(
    native: MakeNative, tmp_path: Path, how: str, options: dict[str, object]
) -> None:
    plain = encoded(quarters(), "JPEG", **options)
    carrying = CARRIED[how](plain)
    assert HIDDEN in carrying
    image.convert(native("a.jpg", carrying), tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        streams = [each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    kept = next(each for each in streams if each.startswith(b"\xff\xd8"))
    assert HIDDEN not in (tmp_path / "out.pdf").read_bytes()
    assert not any(HIDDEN in each for each in streams)
    with Image.open(BytesIO(kept)) as now, Image.open(BytesIO(carrying)) as then:
        assert now.tobytes() == then.tobytes()
        assert now.info.get("icc_profile") == then.info.get("icc_profile")


@pytest.mark.parametrize("orientation", [3, 6])
def test_a_jpeg_is_upright_without_its_camera_data(native: MakeNative, tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, HIDDEN.decode()
    undo = UNDO[orientation]
    assert undo is not None
    stored = encoded(quarters().transpose(Image.Transpose(undo)), "JPEG", exif=exif) + HIDDEN
    image.convert(native("a.jpg", stored), tmp_path / "out.pdf")
    assert all(close(*both) for both in zip(corners(tmp_path / "out.pdf"), (RED, GREEN, BLUE, WHITE), strict=True))
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert not any(HIDDEN in each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))


def test_a_jpeg_with_a_segment_that_is_none_is_drawn_anew(native: MakeNative, tmp_path: Path) -> None:
    stored = encoded(quarters(), "JPEG")
    image.convert(native("a.jpg", stored[:20] + HIDDEN + stored[20:]), tmp_path / "out.pdf")
    assert all(close(*both) for both in zip(corners(tmp_path / "out.pdf"), (RED, GREEN, BLUE, WHITE), strict=True))
    assert HIDDEN not in (tmp_path / "out.pdf").read_bytes()


def test_frames_are_pages(native: MakeNative, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (40, 40), (0, 0, shade)) for shade in range(30)]
    tiff = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert image.convert(native("a.tif", tiff), tmp_path / "out.pdf").count == 30
    gif = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    made = image.convert(native("a.gif", gif), tmp_path / "out.pdf")
    assert (made.count, made.notes) == (24, ("The file holds 30 pictures; the first 24 are shown.",))


def test_scan_keeps_its_paper_size(native: MakeNative, tmp_path: Path) -> None:
    scan = encoded(Image.new("1", (2480, 3508), 1), "TIFF", dpi=(300, 300), compression="group4")
    image.convert(native("scan.tif", scan), tmp_path / "out.pdf")
    with picture.drawn(tmp_path / "out.pdf") as pdf:
        assert picture.extent(pdf, 0) == pytest.approx((595.2, 841.9), abs=0.2)


def test_half_a_jpeg_shows_what_is_left(native: MakeNative, tmp_path: Path) -> None:
    stored = encoded(quarters(), "JPEG")
    made = image.convert(native("a.jpg", stored[: len(stored) * 2 // 3]), tmp_path / "out.pdf")
    assert made.notes == ("The file is damaged; what could be read is shown.",)


def test_bomb_is_not_opened(native: MakeNative, tmp_path: Path) -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    with pytest.raises(NotShownError, match="million pixels"):
        image.convert(native("bomb.png", bomb), tmp_path / "out.pdf")


@pytest.mark.parametrize("size", [(1, 20_000), (20_000, 1)])
def test_a_line_of_pixels_is_not_called_damaged(native: MakeNative, tmp_path: Path, size: tuple[int, int]) -> None:
    line = encoded(Image.new("RGB", size, (200, 0, 0)), "PNG")
    with pytest.raises(NotShownError, match=f"{size[0]:,} by {size[1]:,} pixels; on a page it would be no more"):
        image.convert(native("line.png", line), tmp_path / "out.pdf")


@pytest.mark.parametrize("kind", ["PPM", "TGA", "EPS", "PDF"])
def test_other_formats_are_not_opened(native: MakeNative, tmp_path: Path, kind: str) -> None:
    with pytest.raises(NotShownError, match="damaged"):
        image.convert(native("a.png", encoded(quarters(), kind)), tmp_path / "out.pdf")


def heic(*frames: Image.Image, kind: str = "HEIF", **options: object) -> bytes:
    pillow_heif.register_heif_opener()
    rest: dict[str, object] = {"save_all": True, "append_images": frames[1:]} if frames[1:] else {}
    return encoded(frames[0], kind, **rest, **options)


def test_heic_is_shown_upright_with_all_its_pictures(native: MakeNative, tmp_path: Path) -> None:
    content = heic(quarters(), Image.new("RGB", (400, 200), RED), quality=95)
    assert names(content, "IMG_1.HEIC") == names(content, "renamed.jpg") == names(content, "x.mp4") == "heif"
    made = table.convert(native("IMG_1.HEIC", content), tmp_path / "out.pdf")
    assert (made.count, made.notes) == (2, ())
    for seen, meant in zip(corners(tmp_path / "out.pdf"), (RED, GREEN, BLUE, WHITE), strict=True):
        assert close(seen, meant, by=30)


def test_heic_by_its_orientation(native: MakeNative, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = quarters().transpose(Image.Transpose.ROTATE_90)
    table.convert(native("a.heic", heic(turned, quality=95, exif=exif.tobytes())), tmp_path / "out.pdf")
    for seen, meant in zip(corners(tmp_path / "out.pdf"), (RED, GREEN, BLUE, WHITE), strict=True):
        assert close(seen, meant, by=30)


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow reads no AVIF")
def test_avif_is_shown(native: MakeNative, tmp_path: Path) -> None:
    table.convert(native("a.avif", encoded(quarters(), "AVIF", quality=95)), tmp_path / "out.pdf")
    for seen, meant in zip(corners(tmp_path / "out.pdf"), (RED, GREEN, BLUE, WHITE), strict=True):
        assert close(seen, meant, by=30)


@pytest.mark.parametrize(
    ("head", "lacks"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "pillow-heif"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "pillow-heif"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "Pillow"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf", "Pillow"),
    ],
)
def test_without_its_reader_a_slip_says_what_a_picture_needs(
    native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: bytes, lacks: str
) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    with pytest.raises(NotShownError, match=f"A picture that needs {lacks}") as reason:
        table.convert(native("a.heic", head), tmp_path / "out.pdf")
    assert (reason.value.lacks, reason.value.by_nature) == (lacks, False)


def names(content: bytes, name: str) -> str:
    row = table.choose(content[:4096], Path(name).suffix.lower())
    return row.name if row else ""


def test_types_are_told_by_their_first_bytes() -> None:
    assert names(encoded(quarters(), "BMP"), "a.dat") == "bmp"
    assert names(b"BM and other words", "a.txt") == "text"
    assert names(b"\xef\xbb\xbf%PDF-1.7", "a.pdf") == names(b"ID3 junk %PDF-1.4", "a.pdf") == "pdf"
    assert names(b"see %PDF-1.4", "a.txt") == "text"


def test_moving_pictures_have_some_frames_and_files_of_pictures_all(native: MakeNative, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), (0, 0, 8 * shade)) for shade in range(30)]
    for kind in ("GIF", "PNG", "WEBP"):
        moving = encoded(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
        made = image.convert(native("a", moving), tmp_path / "out.pdf")
        assert (made.count, made.notes) == (24, ("The file holds 30 pictures; the first 24 are shown.",))
    assert image.convert(native("a.heic", heic(*frames)), tmp_path / "out.pdf").count == 30
