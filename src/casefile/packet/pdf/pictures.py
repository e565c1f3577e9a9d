"""The process that makes pictures smaller: reads a job a line, answers with the pages that it changed.

Pictures that show more dots an inch than wanted are drawn again at what is wanted, each in its own colours; JPEG stays
JPEG, what is exact stays exact. One bit a dot (faxes), palettes, patterns and what cannot be read stay as they are.
"""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from casefile.exhibits import confined
from casefile.packet.pdf import stamp
from casefile.packet.pdf.geometry import Matrix, joined

if TYPE_CHECKING:
    from PIL.Image import Image

_SLACK = 1.05  # what is only just finer stays: every new JPEG loses something
_QUALITY = 85
_MOST = 200_000_000  # dots of a picture that is opened
_DEPTH = 16
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_COLOURS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


class Shown(NamedTuple):
    """A picture, the size in inches that it is shown at on a page, and the page (from 1)."""

    stream: Any
    across: float
    up: float
    page: int


def main() -> None:
    """Answer jobs until there are no more."""
    confined.serve(answer)


def answer(job: Mapping[str, Any]) -> dict[str, Any]:
    """Do one job and return the pages that changed."""
    return {"pages": reduce(Path(job["path"]), Path(job["out"]), int(job["dpi"]), job["smaller"])}


def reduce(file: Path, out: Path, dpi: int, smaller: Collection[int] = ()) -> list[int]:
    """Write a PDF again with no picture finer than `dpi`; return the pages (from 1) that changed. None: not written.

    `smaller` are the pages that will be drawn smaller, for their stamps: so are their pictures.
    """
    import pikepdf

    from casefile.exhibits.pdf import save

    with pikepdf.open(file) as pdf:
        wanted: dict[tuple[int, int], tuple[Any, float, float]] = {}
        pages: dict[tuple[int, int], set[int]] = {}
        for shown in _all_shown(pdf, smaller):
            key = shown.stream.objgen
            _, across, up = wanted.get(key, (None, 0.0, 0.0))
            wanted[key] = (shown.stream, max(across, shown.across * dpi), max(up, shown.up * dpi))
            pages.setdefault(key, set()).add(shown.page)
        changed = {key for key, (stream, across, up) in wanted.items() if _reduced(stream, across, up)}
        if changed:
            save(pdf, out)
    return sorted({page for key in changed for page in pages[key]})


def _all_shown(pdf: Any, smaller: Collection[int]) -> Iterator[Shown]:
    for number, page in enumerate(pdf.pages, 1):
        view = stamp.seen(page.obj)
        unit = view.unit * (stamp.smaller(view) if number in smaller else 1)
        yield from _shown(page, page.obj.get("/Resources"), (unit, 0, 0, unit, 0, 0), number, 0)


def _shown(drawing: Any, resources: Any, matrix: Matrix, page: int, depth: int) -> Iterator[Shown]:
    """Every picture that a page or a form draws, with its size (ISO 32000-1, 8.3.4, 8.9.5 and 8.10.1)."""
    from pikepdf import parse_content_stream

    things = None if resources is None else resources.get("/XObject")
    if things is None or depth > _DEPTH:
        return
    now, before = matrix, []
    for drawn in parse_content_stream(drawing, "q Q cm Do"):
        operands: Any = drawn.operands
        match str(drawn.operator):
            case "q":
                before.append(now)
            case "Q":
                now = before.pop() if before else now
            case "cm":
                a, b, c, d, e, f = (float(number) for number in operands)
                now = joined((a, b, c, d, e, f), now)
            case _:
                thing = things.get(str(operands[0]))
                yield from _drawn(thing, resources, now, page, depth)


def _drawn(thing: Any, resources: Any, matrix: Matrix, page: int, depth: int) -> Iterator[Shown]:
    if thing is None:
        return
    if thing.get("/Subtype") == "/Image":
        a, b, c, d, _, _ = matrix
        yield Shown(thing, math.hypot(a, b) / 72, math.hypot(c, d) / 72, page)
    elif thing.get("/Subtype") == "/Form":
        a, b, c, d, e, f = (float(number) for number in thing.get("/Matrix", _IDENTITY))
        own = thing.get("/Resources", resources)
        yield from _shown(thing, own, joined((a, b, c, d, e, f), matrix), page, depth + 1)


def _reduced(stream: Any, across: float, up: float) -> bool:
    """Make a picture smaller where it has more dots than wanted; return whether it was."""
    width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    size = (min(width, max(1, math.ceil(across))), min(height, max(1, math.ceil(up))))
    if (width <= across * _SLACK and height <= up * _SLACK) or not 0 < width * height <= _MOST:
        return False
    mask = stream.get("/SMask")
    image = _opened(stream, width, height)
    if image is None or (mask is not None and "/Matte" in mask):
        return False
    _replace(stream, image.resize(size, _filter()))
    if mask is not None:
        edges = (int(mask.get("/Width", 0)), int(mask.get("/Height", 0)))
        shade = _opened(mask, *edges) if edges[0] > size[0] or edges[1] > size[1] else None
        if shade is not None:
            _replace(mask, shade.resize((min(edges[0], size[0]), min(edges[1], size[1])), _filter()))
    return True


def _filter() -> Any:
    from PIL.Image import Resampling

    return Resampling.LANCZOS


def _opened(stream: Any, width: int, height: int) -> Image | None:
    """The picture in its own colours; None where it is of a kind that stays as it is."""
    from pikepdf import Array, PdfError
    from PIL import Image

    bands = _bands(stream.get("/ColorSpace"))
    plain = int(stream.get("/BitsPerComponent", 8)) == 8 and not stream.get("/ImageMask", False)
    if not bands or not plain or isinstance(stream.get("/Mask"), Array) or not 0 < width * height <= _MOST:
        return None
    try:
        if _filters(stream) == ["/DCTDecode"]:
            return _photo(stream, (width, height), bands)
        if set(_filters(stream)) <= {
            "/FlateDecode",
            "/LZWDecode",
            "/ASCII85Decode",
            "/ASCIIHexDecode",
            "/RunLengthDecode",
        }:
            return Image.frombytes(_MODES[bands], (width, height), stream.read_bytes())
    except (OSError, ValueError, SyntaxError, PdfError, Image.DecompressionBombError):
        return None  # a picture that cannot be read is shown as it is, whatever a reader makes of it
    return None


def _photo(stream: Any, size: tuple[int, int], bands: int) -> Image | None:
    from PIL import Image

    if stream.get("/DecodeParms") is not None:
        return None
    image = Image.open(io.BytesIO(stream.read_raw_bytes()), formats=("JPEG",))
    if image.size != size or image.mode != _MODES[bands] or (bands == 4 and "adobe" not in image.info):
        return None  # without Adobe's mark nobody can tell which way round its inks are
    image.load()
    return image


def _replace(stream: Any, image: Image) -> None:
    from pikepdf import Dictionary, Name

    saved = io.BytesIO()
    photo = _filters(stream) == ["/DCTDecode"]
    if photo:
        image.save(saved, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        stream.write(saved.getvalue(), filter=Name.DCTDecode)
    elif image.mode == "CMYK":
        stream.write(image.tobytes())
    else:
        image.save(saved, "PNG", optimize=True)
        rows = Dictionary(Predictor=15, Colors=len(image.getbands()), BitsPerComponent=8, Columns=image.width)
        stream.write(_packed(saved.getvalue()), filter=Name.FlateDecode, decode_parms=rows)
    stream.Width, stream.Height = image.size


def _packed(png: bytes) -> bytes:
    """The rows of a PNG as they are packed in it, which is as a PDF has them too (ISO 32000-1, 7.4.4.4)."""
    place, found = 8, b""
    while place < len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == b"IDAT":
            found += png[place + 8 : place + 8 + length]
        place += 12 + length
    return found


def _bands(space: Any) -> int:
    """How many colours a dot has; 0 for palettes, inks of their own, and what nobody knows."""
    from pikepdf import Array, Name

    if isinstance(space, Name):
        return _COLOURS.get(str(space), 0)
    if not isinstance(space, Array) or len(space) < 2:
        return 0
    if space[0] == "/ICCBased":
        return int(space[1].get("/N", 0)) if int(space[1].get("/N", 0)) in _MODES else 0
    return _COLOURS.get(str(space[0]), 0)


def _filters(stream: Any) -> list[str]:
    from pikepdf import Array

    found = stream.get("/Filter", [])
    return [str(each) for each in found] if isinstance(found, (Array, list)) else [str(found)]


if __name__ == "__main__":
    main()
