"""What decides how a sheet looks beside what it says: the packages and libraries that draw it, and the house's style.

Whoever keeps what was drawn keeps these with it. Quick to ask: nothing that draws is imported here.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator

import casefile
from casefile.render.builtin import builtin
from casefile.render.kept import kept

_DRAWING = frozenset(
    {
        "weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow", "pikepdf",
        "pypdfium2", "img2pdf", "segno", "docxtpl", "python_docx", "lxml", "jinja2", "babel", "markdown_it_py",
        "mdit_py_plugins", "nh3", "bagit",
    }
)  # fmt: skip
_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset", "libfontconfig")
_FOLDERS = ("/usr/lib", "/usr/lib64", f"/usr/lib/{os.uname().machine}-linux-gnu", "/usr/local/lib", "/opt/homebrew/lib")


def machine() -> str:
    """What else decides how a page looks: the versions of the packages and libraries that draw it."""
    found = sorted(_packages())
    for name in _LIBRARIES:
        for folder in _FOLDERS:
            for file in (f"{folder}/{name}.so.0", f"{folder}/{name}.so.1", f"{folder}/{name}.dylib"):
                if os.path.exists(file):  # noqa: PTH110  # hundreds of these, and pathlib costs ten times as much
                    found.append(f"{os.path.realpath(file)} {os.stat(file).st_mtime_ns}")  # noqa: PTH116  # as above
    from shutil import which

    return hashlib.sha256("\n".join((*found, sys.version, which("soffice") or "")).encode()).hexdigest()


def _packages() -> Iterator[str]:
    """`name-version` of each installed package that draws."""
    for folder in sys.path:
        if not folder.endswith(("site-packages", "dist-packages")):
            continue
        try:
            names = os.listdir(folder)  # noqa: PTH208  # names only
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info") and name.split("-")[0].lower() in _DRAWING:
                yield name


@kept
def look(language: str) -> str:
    """A hash of all that decides how a sheet in a language is drawn: casefile, the machine, the page, the styles, the
    letterhead, the fonts, and the words that are set round a text. Read once a process."""
    whole = hashlib.sha256(f"{casefile.__version__} {machine()}".encode())
    for folder in (builtin() / "base", builtin() / language.partition("-")[0] / "words"):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            whole.update(f"{path.relative_to(builtin()).as_posix()}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
