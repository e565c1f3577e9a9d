"""Puts a packet's PDF together: exhibits behind our own pages, stamped, linked, outlined. Streams are never repacked.

Reads finished PDFs and a plan; decides nothing about what belongs in. Same parts, same bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate, count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile import files
from casefile.exhibits import typeface
from casefile.exhibits.spots import Spot
from casefile.exhibits.words import say
from casefile.packet.pdf import attached, links, tags
from casefile.packet.pdf.attached import Attached
from casefile.packet.pdf.catalog import Heading, Title, describe
from casefile.packet.pdf.stamp import Mark, Press, seen

if TYPE_CHECKING:
    import pikepdf

_STATIC = b"<31415926535897932384626433832795>"  # what qpdf writes where an identifier would hold the time of day
_HEAD = 4096  # bytes that hold the dictionary before the cross-reference table


@dataclass(frozen=True, slots=True)
class Part:
    """One document of the packet: its key for references, its PDF with hash and pages, what its stamps say.

    `also` is what else references call it.
    """

    key: str
    pdf: Path
    sha256: str
    pages: int
    labels: tuple[str, ...] = ()  # one a page, such as "E01, 3 of 12"; none on our own pages
    spots: tuple[Spot, ...] = ()
    also: str = ""
    ours: bool = False  # written by us: its tags are kept, its references become jumps
    numbers: tuple[str, ...] = ()  # one a page, where they are not simply counted through the file
    bates: tuple[str, ...] = ()  # one a page, where the profile wants them
    named: str = ""  # what those hear who come upon a link to it
    attached: tuple[Attached, ...] = ()  # what its list of attachments names, of a message


def assemble(
    parts: Sequence[Part],
    outline: Sequence[Heading],
    title: Title,
    out: Path,
    *,
    elsewhere: Collection[str] = (),
    kept: Path | None = None,
) -> None:
    """Writes the packet to `out`; the first part is the one that the others are appended to.

    References to the keys in `elsewhere`, which stand in another file, stay words and lead nowhere. `kept` is a folder
    for what need not be made twice. CaseError when a reference leads nowhere or the disk fails.
    """
    import pikepdf

    with ExitStack() as opened, files.reported(out):
        sources = {
            number: opened.enter_context(pikepdf.open(io.BytesIO(part.pdf.read_bytes())))
            for number, part in enumerate(parts)
            if part.ours
        }
        pdf = _joined(parts, sources, out)
        pages = [page.obj for page in pdf.pages]
        sheets = iter(pages)
        placed = [(part, list(islice(sheets, part.pages))) for part in parts]
        _lay(placed, sources)
        numbers = _numbers(parts)
        _refer(placed, pages, elsewhere, _called(parts, numbers, title.language))
        _tag(pdf, placed, sources)
        tags.untie(pdf, [link for part, own in placed if part.ours for link in links.unlinked(own)])
        press = _stamped(pdf, placed, numbers, kept)
        _name(placed, press, elsewhere)
        describe(pdf, pages, outline, title, numbers, ours=all(part.ours for part in parts))
        identity = _identity(parts, outline, title)
        pdf.trailer.ID = pikepdf.Array([pikepdf.String(identity), pikepdf.String(identity)])
        _save(pdf, out)
    _identify(out, identity)


_Placed = Sequence[tuple[Part, "list[Any]"]]


def _joined(parts: Sequence[Part], sources: Mapping[int, pikepdf.Pdf], out: Path) -> pikepdf.Pdf:
    """All pages in order in one document, the first part's.

    Exhibits are joined by qpdf's own job, which leaves their streams in their files until the packet is written, and
    opens no more of them at a time than the system allows; copying pages from one document to another would hold
    every byte in memory. Our papers are small, are read whole, and have tags that are copied with their pages.
    """
    from pikepdf import Job

    exhibits = [{"file": str(part.pdf.absolute())} for part in parts[1:] if not part.ours]
    first = str(parts[0].pdf.absolute())
    job = {"inputFile": first, "outputFile": str(out.absolute()), "removeUnreferencedResources": "no"}
    pdf: pikepdf.Pdf = Job({**job, "pages": [{"file": first}, *exhibits]}).create_pdf()  # type: ignore[no-untyped-call]  # its types are missing
    start = 0
    for place, part in enumerate(parts):
        if part.ours and start:
            for number, page in enumerate(sources[place].pages):
                pdf.pages.insert(start + number, page)
        start += part.pages
    return pdf


def _lay(placed: _Placed, sources: Mapping[int, pikepdf.Pdf]) -> None:
    """Lays each document's links to its own pages anew; few exhibits have any, and only those are opened for it."""
    import pikepdf

    for place, (part, own) in enumerate(placed):
        if place in sources:
            links.lay(links.within(sources[place]), own)
        elif any("/Annots" in page for page in own):
            with pikepdf.open(part.pdf) as source:
                links.lay(links.within(source), own)


def _refer(placed: _Placed, pages: Sequence[Any], elsewhere: Collection[str], called: Sequence[str]) -> None:
    """Our papers' references become jumps, which say what the page they lead to is `called`."""
    ends = accumulate(len(own) for _, own in placed)
    first = {part.key: end - len(own) + 1 for (part, own), end in zip(placed, ends, strict=True)}
    first |= {part.also: first[part.key] for part, _ in placed if part.also}
    for part, own in placed:
        if part.ours:
            outward = not part.labels  # what is printed of others' words leads nowhere
            links.refer(own, first, pages, outward=outward, elsewhere=elsewhere)
            links.describe(own, pages, called)


def _called(parts: Sequence[Part], numbers: Sequence[str], language: str) -> list[str]:
    """What each page is called by those who hear a link to it: its document, and its number in the packet."""
    documents = [part.named for part in parts for _ in range(part.pages)]
    told = [
        (document, say(language, "page", pages=number)) for document, number in zip(documents, numbers, strict=True)
    ]
    return [", ".join(filter(None, each)) for each in told]


def _name(placed: _Placed, press: Press, elsewhere: Collection[str]) -> None:
    """Messages' attachments are named as they are called here, and lead there."""
    goals = {part.key: own[0] for part, own in placed if own and part.key not in elsewhere}
    for part, own in placed:
        if not part.ours:
            attached.name(own, part.attached, goals, press)


def _tag(pdf: pikepdf.Pdf, placed: _Placed, sources: Mapping[int, pikepdf.Pdf]) -> None:
    """Our papers' tags become one tree; exhibits stay outside it, also where one of them begins the file."""
    if not placed[0][0].ours:
        tags.begin(pdf, wanted=any(part.ours for part, _ in placed))
    for place, (part, own) in enumerate(placed):
        if not part.ours:
            tags.drop(own)
        elif place:
            tags.adopt(pdf, sources[place], own)


def _numbers(parts: Sequence[Part]) -> list[str]:
    """The number of each page: its part's own, or the next after the last that was counted."""
    counted = count(1)
    return [number for part in parts for number in (part.numbers or map(str, islice(counted, part.pages)))]


def _stamped(pdf: pikepdf.Pdf, placed: _Placed, numbers: Sequence[str], kept: Path | None) -> Press:
    """Stamps every page, and gives the press, which has letters for all that the parts say."""
    told = [text for part, _ in placed for text in (*part.labels, *part.bates, *(a.words for a in part.attached))]
    press = Press(pdf, typeface.kept(frozenset("0123456789").union(*told, *numbers), kept))
    following = iter(numbers)
    for part, own in placed:
        for page, label, spot, bates in zip(own, _labels(part), _spots(part), _bates(part), strict=False):
            press.stamp(page, seen(page), spot, Mark(label, next(following), bates))
    return press


def _labels(part: Part) -> Iterator[str]:
    yield from part.labels or ("",) * part.pages


def _spots(part: Part) -> Iterator[Spot]:
    yield from part.spots or (Spot(),) * part.pages


def _bates(part: Part) -> Iterator[str]:
    yield from part.bates or ("",) * part.pages


def _save(pdf: pikepdf.Pdf, out: Path) -> None:
    from pikepdf import ObjectStreamMode, StreamDecodeLevel

    pdf.save(
        out, static_id=True, compress_streams=False, stream_decode_level=StreamDecodeLevel.none,
        object_stream_mode=ObjectStreamMode.generate, fix_metadata_version=False,
    )  # fmt: skip


def _identity(parts: Sequence[Part], outline: Sequence[Heading], title: Title) -> bytes:
    """The packet's identifier: follows from what went in, not from the clock (ISO 32000-1, 14.4). 16 bytes."""
    stamps = [
        (part.key, part.sha256, part.labels, part.spots, part.numbers, part.bates, part.named, part.attached)
        for part in parts
    ]
    return hashlib.sha256(repr((stamps, tuple(outline), title)).encode()).digest()[:16]


def _identify(out: Path, identity: bytes) -> None:
    """Writes the identifier over qpdf's constant: it has the same length, so nothing else moves."""
    with files.reported(out), out.open("r+b") as stream:
        stream.seek(-64, 2)
        table = int(stream.read().rpartition(b"startxref")[2].split()[0])
        stream.seek(table)
        place = stream.read(_HEAD).find(_STATIC)
        if place < 0:
            raise RuntimeError("the file that was just written has no identifier")
        stream.seek(table + place)
        stream.write(b"<%b>" % identity.hex().encode())
