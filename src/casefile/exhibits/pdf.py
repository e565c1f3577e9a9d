"""A PDF becomes its pages as a reader sees them: upright, with form fields and annotations drawn, nothing active.

Each page is compared with the native's picture; where the two differ, a copy fails or would bring along words that the
page cuts off or covers, the page is drawn at 200 dpi and a note says so. A file that needs a password, or has no pages,
is not shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from casefile.exhibits import bared, claimed, concealed, harmless, heavy, held, picture, spoken
from casefile.exhibits.opening import MOST_PIXELS
from casefile.exhibits.pages import Made, Native, NotShownError
from casefile.exhibits.pdf_facts import facts, has_broken_stream, is_signed, work
from casefile.exhibits.place import A4, Box, Fit, blank, enlarged, fit_page, inherited, place, seen_box, upright
from casefile.exhibits.plate import encoded_photo, put
from casefile.exhibits.words import say, say_pages

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

MOST_PAGES = 5000
_MOST_WORK = 1000.0
_MILLIONS = MOST_PIXELS // 1_000_000


class Leaf(NamedTuple):
    """A page as it was placed: its fit, the native's user unit, the box it covers, the work that comparing it is,
    and whether its content could be copied, and whether a picture on it claims too much for that."""

    fit: Fit
    unit: float
    area: Box
    work: float
    copied: bool = True
    outsized: bool = False


def convert(native: Native, out: Path) -> Made:
    """Write the pages of a PDF to `out`; raises NotShownError."""
    from pikepdf import PasswordError, Pdf, PdfError

    if heavy.is_too_heavy(native.path):
        raise NotShownError(say(native.language, "too-heavy", most=heavy.MOST // 1_000_000))
    try:
        with Pdf.open(native.path, suppress_warnings=True) as source, Pdf.new() as target:
            return _copied(native, source, target, out)
    except PasswordError:
        raise NotShownError(say(native.language, "encrypted")) from None
    except (PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError):
        return _all_drawn(native, out)  # what the library says of malformed objects comes in all these kinds


def save(target: Pdf, out: Path) -> None:
    """Write a PDF with an identifier that its content gives, streams as they are, and nothing active or beside what its
    pictures show."""
    from pikepdf import ObjectStreamMode, StreamDecodeLevel

    harmless.leave_behind(target)
    bared.leave_behind(target)
    target.remove_unreferenced_resources()
    target.save(
        out,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        stream_decode_level=StreamDecodeLevel.none,
    )


def _copied(native: Native, source: Pdf, target: Pdf, out: Path) -> Made:
    count = len(source.pages)
    if not count:
        return _all_drawn(native, out)  # the other library may find some
    if count > MOST_PAGES:
        raise NotShownError(_pages_reason(native.language, count))
    notes = list(facts(source, native.language, unnamed=bool(native.inside) or held.is_in(native)))
    marks = [(1, "mark-signed")] if is_signed(source) else []
    _flatten(source)
    leaves = [_place(target, source, page) for page in source.pages]
    if has_broken_stream(target):
        return _all_drawn(native, out)
    _leave_outsized(target, leaves)
    save(target, out)
    notes += _without_spoken(native, target, out)
    scaled = [number for number, leaf in enumerate(leaves, 1) if leaf.fit.scale < 1]
    if scaled:
        notes.append(say(native.language, "scaled", pages=say_pages(native.language, scaled)))
    mended, drawn = _mended(native, target, leaves, out)
    marks += [*((number, "mark-scaled") for number in scaled), *((number, "mark-raster") for number in drawn)]
    notes += mended
    if source.get_warnings():
        notes.append(say(native.language, "repaired"))
    return Made(count, tuple(notes), marks=tuple(marks))


def _leave_outsized(target: Pdf, leaves: list[Leaf]) -> None:
    """Put empty sheets in the place of copies that a program would choke on; comparing them is no work."""
    for index in claimed.outsized(target):
        blank(target, leaves[index].fit, at=index)
        leaves[index] = leaves[index]._replace(work=0.0, copied=False, outsized=True)


def _without_spoken(native: Native, target: Pdf, out: Path) -> list[str]:
    """Take out of a copy the words that programs read where others are shown, and return a note on it."""
    found = sorted(spoken.differing(out))
    if not found:
        return []
    for index in found:
        spoken.leave_out(target.pages[index])
    save(target, out)
    return [say(native.language, "spoken-left", pages=say_pages(native.language, [index + 1 for index in found]))]


def _pages_reason(language: str, count: int) -> str:
    return say(language, "too-many-pages", count=count, most=MOST_PAGES) if count else say(language, "no-pages")


def _flatten(source: Pdf) -> None:
    """Make form fields and annotations part of the pages' content, as a screen shows them."""
    if "/AcroForm" in source.Root:
        if _bare_fields(source):
            source.Root.AcroForm.NeedAppearances = True
        source.generate_appearance_streams()
    source.flatten_annotations("screen")


def _bare_fields(source: Pdf) -> bool:
    from pikepdf import Dictionary

    return any(
        isinstance(thing, Dictionary)
        and thing.get("/Subtype", None) == "/Widget"
        and "/V" in thing
        and "/AP" not in thing
        for thing in source.objects
    )


def _place(target: Pdf, source: Pdf, page: Page) -> Leaf:
    from pikepdf import PdfError

    box = seen_box(page)
    turn, size = upright(box, _degrees(page))
    unit = _unit(page)
    size = (size[0] * unit, size[1] * unit)
    fit = fit_page(size)
    try:
        place(target, source, page, box, enlarged(turn, unit), fit)
    except (PdfError, MemoryError):
        blank(target, fit)
        return Leaf(fit, unit, fit.area(size), work(page), copied=False)
    return Leaf(fit, unit, fit.area(size), work(page))


def _degrees(page: Page) -> int:
    rotate = inherited(page, "/Rotate")
    return int(rotate) // 90 * 90 if isinstance(rotate, int) else 0


def _unit(page: Page) -> float:
    """Return a page's user unit in points (ISO 32000-1, 14.11.2), 1 where the file has nonsense."""
    unit = page.obj.get("/UserUnit", 1)
    try:
        size = float(unit)
    except (TypeError, ValueError):
        return 1.0
    return size if 0 < size <= 75_000 else 1.0


def _mended(native: Native, target: Pdf, leaves: list[Leaf], out: Path) -> tuple[list[str], list[int]]:
    """Compare copy and native page by page, draw those that differ, and return notes on it, and the pages drawn."""
    language = native.language
    try:
        with picture.drawn(native.path) as theirs:
            cut = [index for index in range(len(leaves)) if picture.is_cut_off(theirs, index)]
            hidden = concealed.read(out)
            under = [index for index in hidden.covered if index not in cut]
            faint = [index for index in hidden.faint if index not in (*cut, *under)]
            different, compared = _differing(theirs, leaves, out, [*cut, *under, *faint])
            undrawn = [index for index in different if not _draw(target, theirs, index, leaves[index].unit)]
    except picture.UndrawableError:
        different, cut, under, faint, compared = [], [], [], [], len(leaves)
        undrawn = [index for index, leaf in enumerate(leaves) if not leaf.copied]
        if len(undrawn) == len(leaves):
            raise NotShownError(say(language, "bomb" if leaves[0].outsized else "broken", most=_MILLIONS)) from None
        notes = [say(language, "not-drawn")]
    else:
        notes = [] if hidden.end is None else [say(language, "not-searched", first=hidden.end + 1)]
    if different:
        save(target, out)
    claiming = [index for index, leaf in enumerate(leaves) if leaf.outsized]
    shown = [index + 1 for index in different if index not in undrawn]
    told = {
        "raster": [number for number in shown if number - 1 not in (*cut, *under, *faint, *claiming)],
        "raster-outsized": [number for number in shown if number - 1 in claiming],
        "raster-cut": [number for number in shown if number - 1 in cut and number - 1 not in claiming],
        "raster-covered": [number for number in shown if number - 1 in under],
        "raster-faint": [number for number in shown if number - 1 in faint],
        "lost": [index + 1 for index in undrawn if not leaves[index].copied],
        "not-drawn-there": [index + 1 for index in undrawn if leaves[index].copied],
    }
    notes += [
        say(language, key, pages=say_pages(language, pages), most=_MILLIONS) for key, pages in told.items() if pages
    ]
    if compared < len(leaves):
        notes.append(say(language, "not-compared", first=compared + 1))
    return notes, shown


def _differing(theirs: Any, leaves: list[Leaf], out: Path, hiding: list[int]) -> tuple[list[int], int]:
    """Return the indexes of the pages that look different, are not copied or are `hiding` words, and how many pages
    were compared."""
    spent, different, compared = 0.0, [], 0
    with picture.drawn(out) as ours:
        for index, leaf in enumerate(leaves):
            spent += leaf.work
            if spent <= _MOST_WORK:
                compared = index + 1
            if not leaf.copied or index in hiding or (spent <= _MOST_WORK and not _alike(theirs, ours, index, leaf)):
                different.append(index)
    return different, compared


def _alike(theirs: Any, ours: Any, index: int, leaf: Leaf) -> bool:
    """Tell whether the copy looks like the native; also where the native's page cannot be drawn."""
    width, height = picture.coarse(leaf.area)
    try:
        native = picture.picture(theirs, index, width, height, grey=True)
    except picture.UndrawableError:
        return True
    return picture.same(native, picture.part(ours, index, leaf.area, width, height))


def _draw(target: Pdf, theirs: Any, index: int, unit: float = 1.0) -> bool:
    """Put the native's page as a picture in the place of its copy, or at the end; return whether it could be drawn."""
    try:
        width, height = picture.extent(theirs, index)
        size = (width * unit, height * unit)
        fit = fit_page(size)
        pixels = picture.sharp((size[0] * fit.scale, size[1] * fit.scale))
        image = picture.picture(theirs, index, *pixels, grey=False)
    except picture.UndrawableError:
        return False
    per_pixel = Fit(fit.sheet, fit.scale * size[0] / pixels[0], fit.left, fit.bottom)
    put(target, encoded_photo(image), pixels, per_pixel, at=index if index < len(target.pages) else None)
    return True


def _all_drawn(native: Native, out: Path) -> Made:
    """Draw every page of a file that only the more tolerant of the two libraries can read; raises NotShownError."""
    from pikepdf import Pdf

    try:
        with picture.drawn(native.path) as theirs, Pdf.new() as target:
            count = len(theirs)
            if not 0 < count <= MOST_PAGES:
                raise NotShownError(_pages_reason(native.language, count))
            lost = [index + 1 for index in range(count) if not _draw(target, theirs, index) and _leave(target)]
            if len(lost) == count:
                raise NotShownError(say(native.language, "broken"))
            save(target, out)
    except picture.UndrawableError:
        raise NotShownError(say(native.language, "broken")) from None
    notes = [say(native.language, "raster-all")]
    if lost:
        notes.append(say(native.language, "lost", pages=say_pages(native.language, lost)))
    marks = tuple((number, "mark-raster") for number in range(1, count + 1) if number not in lost)
    return Made(count, tuple(notes), marks=marks)


def _leave(target: Pdf) -> bool:
    blank(target, fit_page(A4))
    return True
