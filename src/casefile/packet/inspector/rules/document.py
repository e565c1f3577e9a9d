"""Rules about the file as a whole: what it might do, what it calls itself, its fonts, its name and its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from casefile.exhibits.harmless import active_content
from casefile.packet.inspector import lenient
from casefile.packet.inspector.rules.finding import Finding
from casefile.packet.inspector.sizes import MEGABYTE, over

if TYPE_CHECKING:
    from casefile.packet.inspector.reading import Reading

# ISO 32000-1, 9.6.2.2: every reader has these
_STANDARD = re.compile(
    r"(Courier|Helvetica|Arial|Times|TimesNewRoman(PS)?(MT)?)([,-](Roman|Bold|Italic|Oblique|BoldItalic|BoldOblique))?"
    r"|Symbol|ZapfDingbats"
)
_AGAINST = re.compile(r"[^\s_][\s_.-]*[\s_](v|vs|c|ca|к)[.]?[\s_/]+[^\s_]", re.IGNORECASE)
_FONTS = 20_000  # fonts that are looked at


def harmless(reading: Reading) -> Iterator[Finding]:
    """Nothing in the file runs, or reaches out of it; a plain link to a web address is no danger in our own words, and
    to open at a page of its own is none at all."""
    links = [link for found in reading.links.values() for link in found]
    ours = {f"{at}: URI" for link in links if link.is_web and reading.is_ours(link.page) for at in link.objects}
    pages = {at: link.page for link in links for at in link.objects}
    opens = lenient.entry(lenient.entry(reading.pdf.Root, "/OpenAction"), "/S")
    for found in active_content(reading.pdf):
        where, _, what = found.partition(": ")
        if found in ours or (what == "OpenAction" and str(opens) == "/GoTo"):
            continue
        page = pages.get(int(where), 0) if where.isdigit() else 0
        yield Finding(what if page else f"{what} in {'the ' if where == 'trailer' else 'object '}{where}", page)


def named(reading: Reading) -> Iterator[Finding]:
    """The file says its title and its language."""
    title = lenient.words(lenient.entry(lenient.entry(reading.pdf.trailer, "/Info"), "/Title"))
    if not title and not _titled(reading):
        yield Finding("it has no title")
    if not lenient.words(lenient.entry(reading.pdf.Root, "/Lang")):
        yield Finding("it names no language")


def _titled(reading: Reading) -> bool:
    """Whether the metadata has a title, which files of the newer kind have there only."""
    return b"<dc:title" in _metadata(reading)


def _metadata(reading: Reading) -> bytes:
    """The file's metadata (XMP); nothing where there is none that can be read."""
    try:
        metadata: Any = lenient.entry(reading.pdf.Root, "/Metadata")
        return b"" if metadata is None else bytes(metadata.read_bytes())
    except lenient.odd():
        return b""


def embedded(reading: Reading) -> Iterator[Finding]:
    """Every font is in the file. Without the standard ones a page looks much the same everywhere, so an exhibit may do;
    the bundle's own papers, which are tagged, and a file that says it is PDF/A have all of theirs."""
    seen: set[tuple[int, int]] = set()
    archived = _archived(reading)
    for number, page in enumerate(reading.pdf.pages, 1):
        try:
            resources = page.resources
        except lenient.odd():
            continue
        is_own = archived or _is_own(reading, number)
        for font in _fonts(resources, seen, 0):
            if len(seen) < _FONTS and _is_missing(font):
                name = lenient.words(lenient.entry(font, "/BaseFont")).removeprefix("/") or "a font"
                if is_own or not _STANDARD.fullmatch(name):
                    yield Finding(f"{name} is not embedded", number)


def _is_own(reading: Reading, number: int) -> bool:
    """Whether a page is of the bundle's own papers: as planned, or else one with tags, which no exhibit brings."""
    if reading.plan is not None:
        return reading.is_ours(number)
    return "/StructParents" in lenient.keys(reading.pages[number - 1])


def _archived(reading: Reading) -> bool:
    """Whether the file says that it is PDF/A (ISO 19005-3, 6.6.4)."""
    return b"pdfaid:part" in _metadata(reading)


def _fonts(resources: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[Any]:
    """The fonts of a page and of the drawings in it, each once in a file."""
    for kind in ("/Font", "/XObject"):
        things = lenient.entry(resources, kind)
        for key in lenient.keys(things):
            thing = lenient.entry(things, key)
            identity = lenient.identity(thing)
            if identity in seen or depth > 5:
                continue
            if identity[0]:
                seen.add(identity)
            if kind == "/Font":
                yield thing
            else:
                yield from _fonts(lenient.entry(thing, "/Resources"), seen, depth + 1)


def _is_missing(font: Any) -> bool:
    if str(lenient.entry(font, "/Subtype")) == "/Type3":
        return False
    below = next(lenient.items(lenient.entry(font, "/DescendantFonts")), font)
    descriptor = lenient.entry(below, "/FontDescriptor")
    return not any(lenient.entry(descriptor, key) is not None for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def is_bundle(reading: Reading) -> bool:
    """Whether the file holds several documents, so that no one of them gives it its name."""
    return reading.profile.files == "one"


def called(reading: Reading) -> Iterator[Finding]:
    """The file's name says who against whom."""
    if not _AGAINST.search(reading.file.stem):
        yield Finding(f"'{reading.file.name}' does not name the parties, as in 'Smith v Jones bundle.pdf'")


def has_limit(reading: Reading) -> bool:
    """Whether there is a size that the file must not pass."""
    return reading.profile.limits.megabytes is not None


def small(reading: Reading) -> Iterator[Finding]:
    """The file is no larger than the court or reader takes, in megabytes of 10^6 bytes."""
    most, size = reading.profile.limits.megabytes, reading.file.stat().st_size
    if most is not None and size > most * MEGABYTE:
        yield Finding(over(size, most))
