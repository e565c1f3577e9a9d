"""What a picture's EXIF (CIPA DC-008) and text chunks tell: where and when it was taken, with what, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from casefile.exhibits.metadata import Metadata, Reading, listed, pairs
from casefile.exhibits.opening import BROKEN, BombError, opened
from casefile.exhibits.pages import Native

if TYPE_CHECKING:
    from PIL.Image import Image

_GPS, _EXIF = 0x8825, 0x8769
_MAKER, _MODEL, _LENS, _SERIAL = 0x010F, 0x0110, 0xA434, 0xA431
_ARTIST, _COPYRIGHT, _OWNER, _XP_AUTHOR = 0x013B, 0x8298, 0xA430, 0x9C9D
_DESCRIPTION, _USER_COMMENT, _XP_TITLE, _XP_COMMENT = 0x010E, 0x9286, 0x9C9B, 0x9C9C
_SOFTWARE = 0x0131
_CHANGED, _TAKEN, _DIGITISED = 0x0132, 0x9003, 0x9004
_COMMENT_CODE = 8  # bytes that name a comment's characters


def read(native: Native) -> Reading:
    """Return what a picture tells beside what it shows; it has no words."""
    return Reading(of_file(native.path), "")


def of_file(source: Path | IO[bytes]) -> Metadata:
    """Return the metadata of a picture, none of one that cannot be read."""
    try:
        with opened(source, tolerant=True) as image:
            return _of(image)
    except (BombError, *BROKEN):
        return Metadata()


def _of(image: Image) -> Metadata:
    exif = image.getexif()
    tags: dict[int, Any] = dict(exif) | dict(exif.get_ifd(_EXIF))
    written = {str(key).lower(): _text(value) for key, value in image.info.items() if isinstance(value, str | bytes)}
    return Metadata(
        gps=listed(_places(exif.get_ifd(_GPS))),
        camera=listed([" ".join(listed([tags.get(_MAKER), tags.get(_MODEL)])), tags.get(_LENS), tags.get(_SERIAL)]),
        authors=listed(
            [*(tags.get(tag) for tag in (_ARTIST, _OWNER, _COPYRIGHT)), _wide(tags.get(_XP_AUTHOR)),
             written.get("author"), written.get("copyright")]
        ),
        software=listed([tags.get(_SOFTWARE), written.get("software")]),
        dates=pairs(
            [("taken", tags.get(_TAKEN)), ("created", tags.get(_DIGITISED)), ("modified", tags.get(_CHANGED)),
             ("created", written.get("creation time"))]
        ),
        comments=listed(
            [tags.get(_DESCRIPTION), _comment(tags.get(_USER_COMMENT)), _wide(tags.get(_XP_TITLE)),
             _wide(tags.get(_XP_COMMENT)), *(written.get(key) for key in ("comment", "description", "title"))]
        ),
    )  # fmt: skip


def _places(gps: Mapping[int, Any]) -> Iterator[str]:
    """Yield where a picture was taken, in degrees, south and west negative."""
    try:
        across, up = _degrees(gps[2], gps.get(1)), _degrees(gps[4], gps.get(3))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return
    if across or up:  # a camera without reception writes zeros
        yield f"{across:.5f}, {up:.5f}"


def _degrees(parts: Any, side: object) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    size = degrees + minutes / 60 + seconds / 3600
    return -size if str(side).strip().upper() in ("S", "W") else size


def _text(value: str | bytes) -> str:
    """Return what is written into a picture, in a JPEG's or GIF's comment as bytes of which nothing says what they
    are."""
    return value if isinstance(value, str) else value.decode("utf-8", errors="replace")


def _wide(value: object) -> str | None:
    """Return what Windows writes, which is UTF-16."""
    return value.decode("utf-16-le", errors="replace").rstrip("\0") if isinstance(value, bytes) else None


def _comment(value: object) -> str | None:
    """Return a user comment without the code of its characters."""
    if isinstance(value, bytes):
        code, said = value[:_COMMENT_CODE], value[_COMMENT_CODE:]
        return said.decode("utf-16" if code.startswith(b"UNICODE") else "utf-8", errors="replace").strip("\0 ")
    return value if isinstance(value, str) else None
