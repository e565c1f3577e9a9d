"""`casefile doctor`: what this machine has and lacks, and the command that mends it."""

from __future__ import annotations

import platform
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.cli.parameters import command as named
from casefile.cli.terminal import Rank, document, say

if TYPE_CHECKING:
    from casefile.cli.session import Session


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that casefile uses: for what, whether it cannot do without, and what installs it.

    Either a package of the system, by its names there, or the command `mend` for what comes with casefile itself.
    """

    name: str
    purpose: str
    needed: bool
    version: Callable[[], str | None]
    apt: str = ""
    brew: str = ""
    mend: str = ""


@named("doctor")
def command(session: Session) -> int:
    """What is optional and missing takes nothing away but what it is for.

    \b
    Example:
      casefile doctor
    """
    found = [(part, part.version()) for part in _parts()]
    lacking = [part for part, version in found if version is None and part.needed]
    if session.json:
        rows = [_row(part, version) for part, version in found]
        document({"ok": not lacking, "parts": rows})
    else:
        for part, version in found:
            _print(part, version)
        _advise([part for part, version in found if version is None])
    return 1 if lacking else 0


def _row(part: Part, version: str | None) -> dict[str, object]:
    mend = None if version else " && ".join(_commands([part]))
    return {"name": part.name, "for": part.purpose, "needed": part.needed, "version": version, "mend": mend}


def _print(part: Part, version: str | None) -> None:
    state, rank = ("ok", "plain") if version else ("missing", "bad") if part.needed else ("absent", "dim")
    ranks: dict[str, Rank] = {"plain": "plain", "bad": "bad", "dim": "dim"}
    say(f"{state:8} {part.name:20} {version or '–':16} {part.purpose}", ranks[rank])


def _advise(missing: list[Part]) -> None:
    needed = [part for part in missing if part.needed]
    optional = [part for part in missing if not part.needed]
    for head, parts in (("Without these no PDF can be made:", needed), ("If you want what is absent:", optional)):
        if parts:
            say()
            say(head, "bad" if parts is needed else "dim")
            for line in _commands(parts):
                say(f"  {line}")


def _commands(parts: list[Part]) -> Iterator[str]:
    """The commands that mend them on this kind of machine, the system's packages first."""
    packages = [part for part in parts if not part.mend]
    if packages and sys.platform == "darwin":
        yield f"brew install {' '.join(dict.fromkeys(part.brew for part in packages))}"
    elif packages:
        names = " ".join(dict.fromkeys(part.apt for part in packages))
        yield f"sudo apt-get install {names}" if shutil.which("apt-get") else f"install, by their Debian names: {names}"
    yield from dict.fromkeys(part.mend for part in parts if part.mend)


def _again(of_sources: str) -> str:
    """What brings casefile's own parts back: `of_sources` where it runs from its sources, else installing it anew."""
    sources = Path(__file__).resolve().parents[3]
    if (sources / "tools" / "setup").is_file():
        return of_sources.format(sources=shlex.quote(str(sources)))
    return f"{shlex.quote(sys.executable)} -m pip install --force-reinstall casefile-toolkit"


def _parts() -> Iterator[Part]:
    yield Part("Python", "3.11 or newer", True, platform.python_version, "python3", "python")
    packages = _again("rm -rf {sources}/.venv && make -C {sources} setup")
    for name in ("weasyprint", "pikepdf", "pillow", "jinja2", "pydantic"):
        yield Part(name, "Python package", True, _package(name), mend=packages)
    library = _library
    yield Part("Pango", "PDF", True, library("pango-1.0", 0, "pango_version_string"), "libpango-1.0-0", "pango")
    yield Part("PangoFT2", "PDF", True, library("pangoft2-1.0", 0), "libpangoft2-1.0-0", "pango")
    yield Part("HarfBuzz", "PDF", True, library("harfbuzz", 0, "hb_version_string"), "libharfbuzz0b", "harfbuzz")
    subset = "five times as quick letters"
    yield Part("HarfBuzz subset", subset, True, library("harfbuzz-subset", 0), "libharfbuzz-subset0", "harfbuzz")
    yield Part("fontconfig", "fonts", True, library("fontconfig", 1), "fontconfig", "fontconfig")
    fonts = _again("git -C {sources} checkout -- templates/base/fonts")
    yield Part("Fonts", "those of the letters", True, _fonts, mend=fonts)
    yield Part("git", "history, verify", False, _program("git"), "git", "git")
    office = "pages of office exhibits; without: slip sheet"
    yield Part("LibreOffice", office, False, _program("soffice"), "libreoffice", "libreoffice")
    scans = "searchable scans; without: their pictures only"
    yield Part("OCRmyPDF", scans, False, _program("ocrmypdf"), "ocrmypdf", "ocrmypdf")
    yield from _scan_languages()
    yield from _readers()
    signing = "signing packets, checking signatures"
    yield Part("pyHanko", signing, False, _package("pyhanko"), mend="pip install 'casefile-toolkit[sign]'")
    yield Part("qpdf", "looking into a PDF", False, _program("qpdf"), "qpdf", "qpdf")


def _readers() -> Iterator[Part]:
    """The optional packages that read a type of exhibit."""
    pip = f"{shlex.quote(sys.executable)} -m pip install"
    for name, purpose in (("pillow-heif", "HEIC pictures"), ("python-oxmsg", "Outlook messages")):
        yield Part(name, f"{purpose}; without: slip sheet", False, _package(name), mend=f"{pip} {name}")


def _scan_languages() -> Iterator[Part]:
    """What text is recognised with: there when it has every language that exhibits are in."""
    from casefile.exhibits.ocr import LANGUAGES, installed

    lacking = sorted(set(LANGUAGES) - installed())
    packages = " ".join(f"tesseract-ocr-{name}" for name in lacking)
    has = None if lacking else f"{len(LANGUAGES)} languages"
    yield Part("Tesseract", "the languages of scans", False, lambda: has, packages, "tesseract-lang")


def _package(name: str) -> Callable[[], str | None]:
    def version() -> str | None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version(name)
        except PackageNotFoundError:
            return None

    return version


def _program(name: str) -> Callable[[], str | None]:
    return lambda: shutil.which(name)


def _library(name: str, major: int, tells: str = "") -> Callable[[], str | None]:
    """Whether a system library can be loaded, and its version where it has a function `tells`."""

    def version() -> str | None:
        import ctypes
        import ctypes.util

        file = f"lib{name}.so.{major}" if sys.platform != "darwin" else ctypes.util.find_library(name)
        try:
            loaded = ctypes.CDLL(file or name)
        except OSError:
            return None
        if not tells:
            return "found"
        ask = getattr(loaded, tells)
        ask.restype = ctypes.c_char_p
        return str(ask().decode())

    return version


def _fonts() -> str | None:
    from casefile.render.builtin import builtin

    count = len(list((builtin() / "base" / "fonts").glob("*.*tf")))
    return f"{count} files" if count else None
