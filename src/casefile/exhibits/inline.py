"""The pictures that lie in a message and stand in its HTML (`cid:`, RFC 2392): decoded, and drawn again as our own.

Nothing is fetched, and no byte of a picture goes into a page as it came: what cannot be decoded within the limits is
left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from casefile.case.twins import variants
from casefile.exhibits import typeset
from casefile.exhibits.colours import plain
from casefile.exhibits.mail_parts import Mail, Part
from casefile.exhibits.opening import BROKEN, BombError, opened
from casefile.exhibits.plate import encoded_exact, encoded_photo
from casefile.render.sheet import Asset

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST, _LARGEST = 30, 1600  # pictures of a message, and pixels of one's longer side
_SEEN = 3  # pixels: what is smaller counts who opened the message
_PICTURE = re.compile(r"<img\b[^>]*>")
_NAMED = re.compile(r'src="cid:([^"]+)"', re.IGNORECASE)


def pictures(mail: Mail, withheld: Collection[str]) -> Mapping[str, Asset]:
    """Return the pictures of a message by what its text calls them, without those whose SHA-256 are withheld."""
    called = [part for part in mail.parts if part.cid and part.media_type.startswith("image/")][:_MOST]
    shown = (part for part in called if set(withheld).isdisjoint(variants(part.content)))
    found = {part.cid: _asset(part) for part in shown}
    return {cid: asset for cid, asset in found.items() if asset}


def placed(html: str, known: Mapping[str, Asset]) -> tuple[str, Mapping[str, Asset]]:
    """Return HTML with its known pictures in their places, all others gone, and the pictures by the names that it now
    uses."""
    used: dict[str, Asset] = {}

    def put(found: re.Match[str]) -> str:
        named = _NAMED.search(found[0])
        cid = unquote(unescape(named[1])) if named else ""
        if cid not in known:
            return ""
        name = f"picture-{list(known).index(cid)}"
        used[name] = known[cid]
        return f'<img src="asset:{name}" alt="{typeset.shown(known[cid].alt)}">'

    return _PICTURE.sub(put, html), used


def _asset(part: Part) -> Asset | None:
    try:
        with opened(BytesIO(part.content), tolerant=False) as image:
            kind = image.format
            if min(image.size) < _SEEN:
                return None
            frame = plain(image)
    except (BombError, *BROKEN):
        return None
    frame.thumbnail((_LARGEST, _LARGEST))
    media, content = _encoded(frame, is_photo=kind in ("JPEG", "MPO", "HEIF"))
    return Asset(media, content, part.name or part.cid, 0)


def _encoded(frame: Image, *, is_photo: bool) -> tuple[str, bytes]:
    return ("image/jpeg", encoded_photo(frame)) if is_photo else ("image/png", encoded_exact(frame))
