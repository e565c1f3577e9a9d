"""OCRmyPDF gives pages without text a layer of text, in the copy: where it is installed, with Tesseract's languages.

Knows how the program is asked. What it writes is made ours again by `finish.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from casefile import programs
from casefile.programs import Limits

LANGUAGES = ("eng", "fra", "deu", "pol", "rus")
"""Those that exhibits are in, as Tesseract calls them."""
_NAMES = dict(zip(("en", "fr", "de", "pl", "ru"), LANGUAGES, strict=True))
_START, _PER_PAGE = 20.0, 6.0  # seconds
_MOST = 100  # pages
_MEMORY, _FILE = 4 << 30, 1 << 30


@cache
def version(language: str) -> str:
    """Return the names and numbers of the programs that recognise text of a language here, "" when they don't."""
    place, tesseract = programs.found("ocrmypdf"), programs.found("tesseract")
    if place is None or tesseract is None or not languages(language):
        return ""
    ours = programs.run((place, "--version"), limits=Limits(seconds=20)).out.decode(errors="replace").split()
    theirs = programs.run((tesseract, "--version"), limits=Limits(seconds=20)).out.decode(errors="replace").split()
    return f"OCRmyPDF {ours[-1]}, Tesseract {theirs[1]}" if ours and len(theirs) > 1 else ""


@cache
def mark(language: str) -> str:
    """Return what changes with the programs that recognise text of a language here, "" when they don't: where they
    lie, and their size and time. To ask them for their versions takes a third of a second."""
    places = [place for name in ("ocrmypdf", "tesseract") if (place := programs.found(name))]
    told = languages(language) if len(places) == 2 else ""
    looks = [place.stat() for place in places]
    rows = zip(places, looks, strict=True)
    return " ".join((told, *(f"{place} {look.st_size} {look.st_mtime_ns}" for place, look in rows))) if told else ""


@cache
def languages(language: str) -> str:
    """Return Tesseract's name of the language, with English beside it where it is installed; "" without the first."""
    told, wanted = installed(), _NAMES.get(language, "")
    return "+".join(dict.fromkeys(name for name in (wanted, "eng") if name in told)) if wanted in told else ""


def installed() -> frozenset[str]:
    """Return the languages that Tesseract reads here, none where it is not installed."""
    if programs.found("tesseract") is None:
        return frozenset()
    told = programs.run(("tesseract", "--list-langs"), limits=Limits(seconds=20))
    return frozenset((told.out + told.err).decode(errors="replace").split())


def add_text(copy: Path, language: str, pages: Sequence[int]) -> bool:
    """Add a layer of text to some of a copy's pages (from 1), and return whether that was done.

    Of a very long scan the first hundred are read. This has a time of its own, which grows with the pages.
    """
    read = pages[:_MOST]
    out = copy.with_name(f"read-{copy.name}")
    argv = (
        "ocrmypdf", "--skip-text", "--output-type", "pdf", "--optimize", "0", "--jobs", "1", "--quiet",
        "--fast-web-view", "0", "--tesseract-timeout", "25", "--language", languages(language),
        "--pages", ",".join(str(page) for page in read), copy, out,
    )  # fmt: skip
    seconds = _START + _PER_PAGE * len(read)
    limits = Limits(seconds=seconds, cpu=round(seconds), memory=_MEMORY, file=_FILE)
    ran = programs.run(argv, cwd=copy.parent, limits=limits, extra={"OMP_THREAD_LIMIT": "1"})
    if ran.code or ran.overran or not out.is_file():
        out.unlink(missing_ok=True)
        return False
    out.replace(copy)
    return True
