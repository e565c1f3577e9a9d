"""Photographs: flat surfaces put into perspective, lit, blurred and grained, with the camera's EXIF data."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.sample_evidence.grain import add, clouds, speckle

Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]


def put(photo: Image.Image, surface: Image.Image, corners: Corners, light: float = 1.0) -> None:
    """Puts a surface into the photo so that its corners (top left, then clockwise) come to lie at `corners`."""
    box = _around(corners, photo.size, 2)
    first, second, third, fourth = [(x - box[0], y - box[1]) for x, y in corners]
    corners = first, second, third, fourth
    size = (box[2] - box[0], box[3] - box[1])
    wide, high = surface.size
    lit = surface if light == 1.0 else surface.point([min(255, round(v * light)) for v in range(256)] * 3)
    # Three pixels in from the rim, so that the edge of the area never samples what lies beyond the surface.
    terms = _perspective(corners, ((3, 3), (wide - 3, 3), (wide - 3, high - 3), (3, high - 3)))
    warped = lit.transform(size, Image.Transform.PERSPECTIVE, terms, Image.Resampling.BICUBIC)
    photo.paste(warped, box, _area(size, corners))


def shade(photo: Image.Image, corners: Sequence[Corner], blur: float, strength: float) -> None:
    """A soft shadow over an area."""
    box = _around(corners, photo.size, round(blur * 4))
    mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in corners], fill=round(255 * strength))
    photo.paste((8, 8, 12), box, mask.filter(ImageFilter.GaussianBlur(blur)))


def glow(photo: Image.Image, centre: Corner, radius: float, colour: tuple[int, int, int], strength: float) -> None:
    """Light that falls on a round area."""
    mask = Image.new("L", photo.size)
    x, y = centre
    ImageDraw.Draw(mask).ellipse([x - radius, y - radius, x + radius, y + radius], fill=round(255 * strength))
    soft = mask.resize((photo.width // 8, photo.height // 8)).filter(ImageFilter.GaussianBlur(radius / 20))
    light = Image.new("RGB", photo.size, colour)
    lit = ImageChops.screen(photo, light)
    photo.paste(lit, (0, 0), soft.resize(photo.size, Image.Resampling.BICUBIC))


@dataclass(frozen=True, slots=True)
class Camera:
    """What the camera writes into the file; `turned` stores the picture on its side with EXIF orientation 6."""

    taken: str
    model: str
    turned: bool = False


def develop(photo: Image.Image, seed: str, camera: Camera, quality: int = 74) -> bytes:
    """The photo as a JPEG: slightly soft, dark at the edges, grained."""
    picture = add(photo.filter(ImageFilter.GaussianBlur(0.8)), clouds(photo.size, seed + "light", 3, 0.1))
    picture = _vignette(add(picture, speckle(photo.size, seed + "sensor", 0.035)))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Fieldline", camera.model
    exif[0x0112] = 6 if camera.turned else 1
    exif[0x0132] = camera.taken
    exif.get_ifd(0x8769)[0x9003] = camera.taken
    if camera.turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling=2, exif=exif, dpi=(72, 72))
    return out.getvalue()


def _vignette(picture: Image.Image) -> Image.Image:
    small = Image.radial_gradient("L").point([255 - max(0, round((v - 120) * 0.55)) for v in range(256)])
    mask = small.resize(picture.size, Image.Resampling.BICUBIC)
    return ImageChops.multiply(picture, Image.merge("RGB", (mask, mask, mask)))


def _around(corners: Sequence[Corner], size: tuple[int, int], rim: int) -> tuple[int, int, int, int]:
    """The part of the photo that an area touches, with a rim."""
    across, down = [round(x) for x, _ in corners], [round(y) for _, y in corners]
    left, top = max(0, min(across) - rim), max(0, min(down) - rim)
    return left, top, min(size[0], max(across) + rim), min(size[1], max(down) + rim)


def _area(size: tuple[int, int], corners: Sequence[Corner]) -> Image.Image:
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(mask).polygon([(x * 2, y * 2) for x, y in corners], fill=255)
    return mask.resize(size, Image.Resampling.BOX)


def _perspective(target: Corners, source: Corners) -> tuple[float, ...]:
    """The eight terms that map points of the photo back onto the surface: a linear system, solved by elimination."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(8):
            if other != at:
                factor = rows[other][at]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
    return tuple(row[8] for row in rows)
