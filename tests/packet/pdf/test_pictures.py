"""Pictures finer than wanted are drawn again at what is wanted: in their own colours, as large as before, and no other."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageChops, ImageDraw

from casefile.exhibits.pages import Pages
from casefile.packet import shrink
from casefile.packet.copies import Copy
from casefile.packet.material import Material
from casefile.packet.pdf.pictures import reduce
from tests.packet.paper import write


def drawing(mode: str, size: tuple[int, int]) -> Image.Image:
    """Something with edges and colours."""
    image = Image.new("RGB", size, (250, 240, 220))
    draw = ImageDraw.Draw(image)
    for step in range(10):
        draw.rectangle(
            (size[0] * step // 24, size[1] * step // 24, size[0] // 2, size[1] // 2),
            fill=(25 * step, 200 - 20 * step, 90),
        )
    return image.convert(mode)


def stream(pdf: pikepdf.Pdf, image: Image.Image, space: Any, photo: bool) -> Stream:
    """A picture as a PDF has it."""
    saved = io.BytesIO()
    image.save(saved, "JPEG", quality=95)
    made = Stream(pdf, saved.getvalue() if photo else image.tobytes())
    made.Type, made.Subtype, made.ColorSpace, made.BitsPerComponent = Name.XObject, Name.Image, space, 8
    made.Width, made.Height = image.size
    if photo:
        made.Filter = Name.DCTDecode
    return made


def paper(
    path: Path, picture: Any, pdf: pikepdf.Pdf, draws: bytes = b"q 144 0 0 144 50 50 cm /P Do Q", unit: float = 1
) -> Path:
    """A page that shows a picture, two inches wide unless told."""
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 300, 300]), Contents=pdf.make_stream(draws), UserUnit=unit,
                      Resources=Dictionary(XObject=Dictionary(P=pdf.make_indirect(picture))))  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(path, deterministic_id=True)
    return path


def shown(path: Path) -> Image.Image:
    """The page as a reader sees it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        drawn: Image.Image = document[0].render(scale=1).to_pil()
        return drawn.convert("RGB")
    finally:
        document.close()


def alike(one: Path, other: Path) -> bool:
    """Whether two files look the same, but for the softness of a new JPEG."""
    difference = ImageChops.difference(shown(one), shown(other)).convert("L").histogram()
    return sum(shade * count for shade, count in enumerate(difference)) / 90_000 < 2


def picture_in(path: Path) -> Any:
    """The only picture of a file."""
    with pikepdf.open(path) as pdf:
        found = [thing for thing in pdf.objects if isinstance(thing, Stream) and thing.get("/Subtype") == "/Image"]
        return [(int(each.Width), int(each.Height), str(each.Filter)) for each in found]


SPACES = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}


@pytest.mark.parametrize("photo", [True, False])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_colours_stay(tmp_path: Path, mode: str, photo: bool) -> None:
    pdf = pikepdf.new()
    made = stream(pdf, drawing(mode, (1600, 1200)), SPACES[mode], photo)
    if mode == "CMYK" and photo:
        made.Decode = Array([1, 0, 1, 0, 1, 0, 1, 0])  # as Adobe's inks are turned round
    file = paper(tmp_path / "a.pdf", made, pdf)
    assert reduce(file, tmp_path / "b.pdf", 300) == [1]
    assert picture_in(tmp_path / "b.pdf") == [(600, 600, "/DCTDecode" if photo else "/FlateDecode")]
    assert alike(file, tmp_path / "b.pdf")
    assert (tmp_path / "b.pdf").stat().st_size < file.stat().st_size
    reduce(file, tmp_path / "c.pdf", 300)
    assert (tmp_path / "c.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert reduce(tmp_path / "b.pdf", tmp_path / "d.pdf", 300) == []


def test_profile_and_soft_edges_stay(tmp_path: Path) -> None:
    from PIL import ImageCms

    pdf = pikepdf.new()
    profile = Stream(pdf, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile.N = 3
    made = stream(pdf, drawing("RGB", (1200, 1200)), Array([Name.ICCBased, pdf.make_indirect(profile)]), photo=True)
    made.SMask = pdf.make_indirect(stream(pdf, drawing("L", (1200, 1200)), Name.DeviceGray, photo=False))
    file = paper(tmp_path / "a.pdf", made, pdf)
    assert reduce(file, tmp_path / "b.pdf", 150) == [1]
    assert {each[:2] for each in picture_in(tmp_path / "b.pdf")} == {(300, 300)}
    with pikepdf.open(tmp_path / "b.pdf") as found:
        assert found.pages[0].obj.Resources.XObject.P.ColorSpace[0] == "/ICCBased"
    assert alike(file, tmp_path / "b.pdf")


@pytest.mark.parametrize(
    ("draws", "unit", "across"),
    [
        (b"q 72 0 0 72 0 0 cm q 2 0 0 2 0 0 cm /P Do Q Q", 1, 600),
        (b"q 0 144 -144 0 200 50 cm /P Do Q", 1, 600),
        (b"q 72 0 0 72 0 0 cm /P Do Q", 2, 600),
        (b"q 14 0 0 14 0 0 cm /P Do Q q 144 0 0 144 99 99 cm /P Do Q", 1, 600),
        (b"Q Q q 72 0 0 144 0 0 cm /P Do Q", 1, 300),
    ],
)
def test_what_counts_is_the_size_it_is_shown_at(tmp_path: Path, draws: bytes, unit: float, across: int) -> None:
    pdf = pikepdf.new()
    file = paper(
        tmp_path / "a.pdf", stream(pdf, drawing("RGB", (1200, 1200)), Name.DeviceRGB, photo=True), pdf, draws, unit
    )
    assert reduce(file, tmp_path / "b.pdf", 300) == [1]
    assert picture_in(tmp_path / "b.pdf") == [(across, 600, "/DCTDecode")]


def test_what_a_page_shrinks_to_for_its_stamp_counts(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    file = paper(tmp_path / "a.pdf", stream(pdf, drawing("RGB", (300, 300)), Name.DeviceRGB, photo=True), pdf)
    assert reduce(file, tmp_path / "b.pdf", 150) == []
    assert reduce(file, tmp_path / "b.pdf", 150, smaller=[1]) == [1]
    assert picture_in(tmp_path / "b.pdf")[0][:2] == (270, 270)  # 300 points high, and 30 of them for the stamp


def test_a_picture_inside_a_form(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    picture = pdf.make_indirect(stream(pdf, drawing("L", (1200, 1200)), Name.DeviceGray, photo=True))
    form = Stream(pdf, b"q 100 0 0 100 0 0 cm /I Do Q")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 300])
    form.Matrix, form.Resources = Array([0.72, 0, 0, 0.72, 0, 0]), Dictionary(XObject=Dictionary(I=picture))
    file = paper(tmp_path / "a.pdf", form, pdf, b"/P Do")
    assert reduce(file, tmp_path / "b.pdf", 300) == [1]
    assert picture_in(tmp_path / "b.pdf") == [(300, 300, "/DCTDecode")]
    assert alike(file, tmp_path / "b.pdf")


def left(pdf: pikepdf.Pdf, kind: str) -> Stream:
    """A picture of a kind that stays as it is."""
    if kind == "fax":
        made = Stream(pdf, bytes(1200 * 150))
        made.Type, made.Subtype, made.ColorSpace, made.BitsPerComponent = Name.XObject, Name.Image, Name.DeviceGray, 1
        made.Width = made.Height = 1200
        return made
    made = stream(pdf, drawing("L", (1200, 1200)), Name.DeviceGray, photo=kind in ("broken", "inks"))
    if kind == "palette":
        made.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 255, pikepdf.String(bytes(768))])
    elif kind == "key":
        made.Mask = Array([0, 3])
    elif kind == "stencil":
        made.ImageMask = True
    elif kind == "broken":
        made.write(b"\xff\xd8 no picture", filter=Name.DCTDecode)
    elif kind == "inks":
        made.ColorSpace = Name.DeviceRGB
    return made


@pytest.mark.parametrize("kind", ["fax", "palette", "key", "stencil", "broken", "inks"])
def test_what_stays(tmp_path: Path, kind: str) -> None:
    pdf = pikepdf.new()
    file = paper(tmp_path / "a.pdf", left(pdf, kind), pdf)
    assert reduce(file, tmp_path / "b.pdf", 300) == []
    assert not (tmp_path / "b.pdf").exists()


def copied(file: Path) -> Material:
    """Material of one copy."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return Material({"E01": Copy(Pages("E01", file, 1), digest)}, {})


def test_copies_are_kept_and_noted(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    file = paper(tmp_path / "E01.pdf", stream(pdf, drawing("RGB", (1200, 1200)), Name.DeviceRGB, photo=True), pdf)
    before = file.read_bytes()
    found = shrink.reduced(copied(file), 300, "en", tmp_path).copies["E01"]
    assert found.pages.notes == (
        "Pictures finer than 300 dpi were reduced to that in this copy; the native is untouched: page 1.",
    )
    assert (found.pages.pdf.name, file.read_bytes()) == ("E01-300dpi.pdf", before)
    assert found.sha256 == hashlib.sha256(found.pages.pdf.read_bytes()).hexdigest()
    written = found.pages.pdf.stat().st_mtime_ns
    assert shrink.reduced(copied(file), 300, "en", tmp_path).copies["E01"] == found
    assert found.pages.pdf.stat().st_mtime_ns == written, "it is not made again"
    found.pages.pdf.write_bytes(b"spoilt")
    assert shrink.reduced(copied(file), 300, "en", tmp_path).copies["E01"] == found
    assert found.pages.pdf.read_bytes() != b"spoilt"


def test_copies_for_bates_numbers_are_others(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    file = paper(tmp_path / "E01.pdf", stream(pdf, drawing("RGB", (600, 600)), Name.DeviceRGB, photo=True), pdf)
    plain, numbered = (
        shrink.reduced(copied(file), 100, "en", tmp_path, numbered=each).copies["E01"].pages.pdf
        for each in (False, True)
    )
    assert (picture_in(plain)[0][:2], picture_in(numbered)[0][:2]) == ((200, 200), (180, 180))


def test_without_a_limit_or_on_a_file_that_kills_the_process_it_stays(tmp_path: Path) -> None:
    material = copied(write(tmp_path / "E01.pdf"))
    assert shrink.reduced(material, None, "en", tmp_path) is material
    (tmp_path / "E01.pdf").write_bytes(b"no PDF at all")
    spoilt = copied(tmp_path / "E01.pdf")
    assert shrink.reduced(spoilt, 300, "en", tmp_path) == replace(spoilt)
