"""A packet in several files where one would be larger than a reader takes: what stands in which, and writing them.

Divides between documents, never in one; numbers go on through all files. Knows sizes and pages, not what is on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from casefile import files
from casefile.errors import Problem
from casefile.packet.inspector.sizes import MEGABYTE, over
from casefile.packet.outline import outline
from casefile.packet.pdf.assemble import Part, assemble
from casefile.packet.pdf.catalog import Title
from casefile.packet.plan import Item, Plan, paginated
from casefile.packet.words import words

_PAPER, _PAGE, _FILE = 100_000, 900, 80_000  # bytes taken for one of our papers, for a stamp, and for what a file needs


@dataclass(frozen=True, slots=True)
class Book:
    """A file of the packet: its name below the packet's folder, the documents in it, its number among how many (0 where
    it is the only), and what it is called where that is not the packet's own title."""

    name: str
    items: tuple[Item, ...]
    volume: int = 0
    volumes: int = 0
    title: str = ""


def divided(
    plan: Plan, sizes: Mapping[str, int], megabytes: int | None, found: Mapping[str, int] | None = None
) -> Plan:
    """The plan with the volume that each document stands in; none where one file of this many megabytes holds all.

    `sizes` are the bytes of the exhibits' pages, `found` those that documents turned out to take in a finished file. A
    document that is larger by itself has a volume of its own.
    """
    most = (megabytes or 0) * MEGABYTE if plan.files != "each" else 0
    volumes, volume, filled = {}, 1, _FILE
    for item in plan.bound.items:
        size = _guess(item, sizes, found or {})
        if filled > _FILE and filled + size > most:
            volume, filled = volume + 1, _FILE
        filled += size
        volumes[item.key] = volume
    if not most or volume == 1:
        volumes = {}  # also where the plan was divided when its papers were not drawn yet

    def placed(items: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(replace(item, volume=volumes.get(item.key, 0)) for item in items)

    sections = tuple(replace(section, items=placed(section.items)) for section in plan.sections)
    return replace(plan, front=placed(plan.front), sections=sections, back=placed(plan.back))


def heavier(
    written: Mapping[Book, int], sizes: Mapping[str, int], megabytes: int | None, found: Mapping[str, int]
) -> Mapping[str, int]:
    """`found` with what the documents of those files take that are too large and could be divided: `written` are the
    finished files with their bytes. Divided again by it, none of them holds what it held; the same where all are sound.
    """
    most, told = (megabytes or 0) * MEGABYTE, dict(found)
    for book, size in written.items():
        if most and size > most and len(book.items) > 1:
            guessed = {item.key: _guess(item, sizes, found) for item in book.items}
            more = max(size - _FILE, most) / sum(guessed.values())
            told |= {key: ceil(each * more) for key, each in guessed.items()}
    return told


def _guess(item: Item, sizes: Mapping[str, int], found: Mapping[str, int]) -> int:
    """How many bytes a document takes in a finished file."""
    return found.get(item.key) or sizes.get(item.key, _PAPER) + _PAGE * item.count


def books(plan: Plan, name: str) -> tuple[Book, ...]:
    """The files of a packet whose PDF is called `name`: one, or `… vol 1 of 3.pdf` and so on; none without a page."""
    items = plan.bound.items
    last = max((item.volume for item in items), default=0)
    if not last:
        return (Book(name, items),) if items else ()
    stem = name.removesuffix(".pdf")
    return tuple(
        Book(f"{stem} vol {volume} of {last}.pdf", tuple(i for i in items if i.volume == volume), volume, last)
        for volume in range(1, last + 1)
    )


def written(book: Book, plan: Plan, parts: Sequence[Part], title: Title, folder: Path, kept: Path | None) -> Path:
    """Writes a file of the packet into `folder` and returns where. CaseError when a reference leads nowhere.

    A reference to what stands in another file stays words: the index says in which.
    """
    names = {name for item in book.items for name in (item.key, item.opens)}
    here = [part for part in parts if part.key in names]
    elsewhere = {name for part in parts if part.key not in names for name in (part.key, part.also) if name}
    said = f"{book.title} · {title.title}" if book.title else title.title
    if book.volume:
        behind = words(title.language).volumes.format(number=book.volume, volumes=book.volumes)
        said = f"{said} ({behind})"
    file = folder / book.name
    with files.reported(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    lines = outline(alone(plan, book), title.language)
    assemble(here, lines, replace(title, title=said), file, elsewhere=elsewhere, kept=kept)
    return file


def alone(plan: Plan, book: Book) -> Plan:
    """What is in one file, as a plan by the file's own pages, which bear the numbers that they have in the packet; a
    document that has a file of its own stands in no section."""
    keys = {item.key for item in book.items}

    def here(items: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(replace(item, numbers=item.printed) for item in items if item.key in keys)

    sections = tuple(replace(s, items=here(s.items)) for s in plan.sections)
    if plan.files == "each":
        sections = tuple(replace(s, letter="", title="") for s in sections)
    filled = tuple(section for section in sections if section.items)
    own = replace(plan, front=here(plan.front), sections=filled, back=here(plan.back))
    return paginated(own, {item.key: item.own for item in book.items})


def oversized(written: Mapping[Book, int], megabytes: int | None) -> Iterator[Problem]:
    """A warning for each finished file, given with its bytes, that is larger than the profile's limit all the same."""
    for book, size in written.items():
        if megabytes is not None and size > megabytes * MEGABYTE:
            name = book.name.rpartition("/")[2]
            yield Problem(
                f"{name}: {_told(book)} {over(size, megabytes)}", hint=_remedy(book), rule="size", level="warning"
            )


def _told(book: Book) -> str:
    (item, *others) = book.items
    return "the new pages with index and certificate take" if others else f"'{item.words}' alone takes"


def _remedy(book: Book) -> str:
    """What to do about a file that is too large."""
    (item, *others) = book.items
    if others:
        return "hand over the volumes that hold the new pages instead"
    if item.number or item.file:
        return "a document is never divided: take it in as several files, or ask the court how to hand it in"
    return "a document is never divided: leave the paper out of the profile, or ask for a higher limit"
