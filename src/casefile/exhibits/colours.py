"""Whatever a picture's pixels are, as black and white, grey or RGB with 8 bits: what PNG and PDF share."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_SPACES = {"L": b"GRAY", "RGB": b"RGB "}
_DEEP, _MIDDLE = 255, 128


def plain(image: Image) -> Image:
    """Return a frame upright, opaque on white, in mode 1, L or RGB, with its colour profile if that fits."""
    from PIL import ImageOps

    profile = image.info.get("icc_profile")
    frame = image.copy()
    frame = ImageOps.exif_transpose(frame) or frame
    frame = _opaque(_shallow(frame), profile)
    if not _fits(profile, frame.mode):
        profile = None
    frame.info = {"icc_profile": profile} if profile else {}
    return frame


def _shallow(frame: Image) -> Image:
    """Return a frame of more than 8 bits a channel with 8."""
    if frame.mode.startswith("I"):
        whole = frame.convert("I")
        _, most = whole.getextrema()
        return (whole.point(lambda value: value * (1 / 256)) if _number(most) > _DEEP else whole).convert("L")
    if frame.mode == "F":
        return _spread(frame)
    return frame


def _spread(frame: Image) -> Image:
    """Return a frame of free numbers with their range from black to white, one of a single number in middle grey;
    raises ValueError when they have no range."""
    from PIL import Image as Pictures

    least, most = (_number(end) for end in frame.getextrema())
    if not math.isfinite(most - least):
        raise ValueError("a picture of numbers without end")
    if most == least:
        return Pictures.new("L", frame.size, _MIDDLE)
    scale = _DEEP / (most - least)
    return frame.point(lambda value: value * scale + (-least * scale)).convert("L")


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _opaque(frame: Image, profile: bytes | None) -> Image:
    from PIL import Image as Pictures

    if frame.mode in ("1", "L", "RGB") and "transparency" not in frame.info:
        return frame
    if frame.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in frame.info:
        grey = frame.mode in ("L", "LA", "La")
        seen = frame.convert("RGBA")
        white = Pictures.new("RGBA", seen.size, "white")
        return Pictures.alpha_composite(white, seen).convert("L" if grey else "RGB")
    if frame.mode == "CMYK" and profile:
        return _by_profile(frame, profile)
    return frame.convert("RGB")


def _by_profile(frame: Image, profile: bytes) -> Image:
    """Return a CMYK frame in sRGB by its own profile, or by the plain formula when the profile is unusable."""
    from PIL import ImageCms

    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        seen = ImageCms.profileToProfile(frame, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        seen = None
    return seen or frame.convert("RGB")


def _fits(profile: bytes | None, mode: str) -> bool:
    """Tell whether an ICC profile (ISO 15076-1, 7.2) is one for the mode's colours."""
    return profile is not None and profile[36:40] == b"acsp" and profile[16:20] == _SPACES.get(mode)
