"""Office files become a PDF through LibreOffice, where it is installed: in a profile of its own, without macros.

Knows how the program is asked and what of its answer is not the file's: the day, identifiers. The PDF it gives is read
by the same child as any other PDF that comes from outside.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from casefile import programs
from casefile.exhibits import compound, metadata_office, revised
from casefile.exhibits.asked import Clock
from casefile.exhibits.nature import OFFICE, nature
from casefile.exhibits.pages import Native, NotShownError
from casefile.exhibits.words import say
from casefile.programs import Limits, StoppedError

_NAMES = ("soffice", "libreoffice")
# What a document of an old kind is kept in (MS-DOC, -XLS, -PPT, -OFFCRYPTO; Publisher, Works, Visio, Quattro Pro).
_DOCUMENTS = frozenset((
    "WordDocument", "Workbook", "Book", "PowerPoint Document", "EncryptedPackage", "Contents", "CONTENTS", "MatOST",
    "VisioDocument", "PerfectOffice_MAIN",
))  # fmt: skip
_FILE, _MEMORY = 1 << 28, 4 << 30

# Nothing is run, fetched or updated; what would ask the network finds a port at which nobody listens.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}</oor:items>
"""
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
_ROWS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def recognises(head: bytes, suffix: str) -> bool:
    """Tell whether a file is one that LibreOffice is asked to convert: by its first bytes and its name."""
    return nature(head, suffix) == "office"


@cache
def program() -> Path | None:
    """Return where LibreOffice is installed, None when it is not."""
    return next((place for name in _NAMES if (place := programs.found(name))), None)


@cache
def version() -> str:
    """Return the name and number of the LibreOffice that is installed, "" when none is or it does not say."""
    place = program()
    if place is None:
        return ""
    told = programs.run((place, "--version"), limits=Limits(seconds=20)).out.decode(errors="replace")
    return " ".join(told.split()[:2])


def to_pdf(native: Native, folder: Path, seconds: float) -> Path:
    """Write a file as PDF into `folder` and return it; raises NotShownError when LibreOffice is missing or cannot read
    it, and StoppedError when it takes longer than `seconds`."""
    if _is_rubbish(native.path):
        raise NotShownError(say(native.language, "broken"))
    place = program()
    if place is None:
        raise NotShownError(say(native.language, "office"), lacks="LibreOffice")
    home, work = folder / "profile", folder / "office"
    (home / "user").mkdir(parents=True)
    work.mkdir()
    rows = "".join(_ITEM.format(*row) for row in _ROWS)
    (home / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(rows), encoding="utf-8")
    source = work / _name(native)
    if not revised.without(native.path, source):
        shutil.copyfile(native.path, source)
    clock = Clock(seconds)
    if _is_marked(source) and (opened := _converted(place, home, source, "odt", clock)):
        bare = work / "bare.odt"
        source = bare if revised.without(opened, bare) else source
    made = _converted(place, home, source, "pdf", clock)
    if made is None:
        raise NotShownError(say(native.language, "encrypted" if _is_locked(source) else "office-unread"))
    return made


def _is_rubbish(path: Path) -> bool:
    """Tell whether a file begins as an old office file but holds no document: LibreOffice would read its bytes as
    letters of any script."""
    with path.open("rb") as file:
        begins_so = file.read(len(compound.MARK)) == compound.MARK
    return begins_so and _DOCUMENTS.isdisjoint(compound.streams(path))


def _converted(place: Path, home: Path, source: Path, kind: str, clock: Clock) -> Path | None:
    """Have a file written as another kind and return it, None when the program cannot; raises StoppedError."""
    seconds = clock.left()
    try:
        ran = programs.run(
            _asked(place, home, source, kind), cwd=source.parent, limits=_limits(seconds),
            extra={"HOME": str(source.parent)},
        )  # fmt: skip
    finally:
        for left in _sockets(home):
            left.unlink(missing_ok=True)
    if ran.overran or -ran.code == signal.SIGXCPU:
        raise StoppedError("LibreOffice took too long", overran=True)
    made = source.with_suffix(f".{kind}")
    return made if made.is_file() and made.stat().st_size else None


def _is_marked(source: Path) -> bool:
    """Tell whether rich text, or an old Word file, has changes marked: what they took out would be laid out, and goes
    only from what LibreOffice writes of it as OpenDocument."""
    content = source.read_bytes()
    return not content.startswith(b"PK") and metadata_office.has_changes(content)


def _asked(place: Path, home: Path, source: Path, kind: str) -> tuple[str | Path, ...]:
    return (
        place, f"-env:UserInstallation={home.absolute().as_uri()}", "--headless",
        "--norestore", "--nologo", "--nolockcheck", "--convert-to", kind, "--outdir", source.parent.absolute(),
        source.absolute(),
    )  # fmt: skip


def _sockets(home: Path) -> Iterator[Path]:
    """Yield where the program that is stopped leaves its socket, whatever folder it is given for temporary files: it is
    named after its profile's address."""
    digest = hashlib.md5(home.absolute().as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    yield from (Path(folder) / name for folder in ("/tmp", "/var/tmp"))  # noqa: S108 - its own, not ours


def _name(native: Native) -> str:
    """Return what the copy is called: its own name could look like an option, and is in no page."""
    suffix = native.path.suffix.lower()
    return f"native{suffix if suffix in OFFICE else ''}"


def _is_locked(source: Path) -> bool:
    """Tell whether an office file is encrypted: a compound file that says so (MS-OFFCRYPTO), or a container's parts."""
    content = source.read_bytes()
    return "EncryptedPackage".encode("utf-16-le") in content or b"manifest:encryption-data" in content


def _limits(seconds: float) -> Limits:
    return Limits(seconds=seconds, cpu=max(round(seconds), 1), memory=_MEMORY, file=_FILE)
