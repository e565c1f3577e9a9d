"""Office files become a PDF through LibreOffice, where it is installed: in a profile of its own, without macros.

Knows how the program is asked and what of its answer is not the file's: the day, identifiers. The PDF it gives is read
by the same child as any other PDF that comes from outside.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from casefile import programs
from casefile.exhibits.nature import OFFICE, nature
from casefile.exhibits.pages import Native, NotShownError
from casefile.exhibits.words import say
from casefile.programs import Limits, StoppedError

_NAMES = ("soffice", "libreoffice")
_FILE, _MEMORY = 1 << 28, 4 << 30
_PART = 50_000_000
_WORD = (".docx", ".docm", ".dotx", ".dotm")
_TRACKED = re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes)\.xml")
_DELETED = {
    f"</w:{name}>".encode(): re.compile(
        rb"<w:%b(?:\s[^>]*)?(?<!/)>.*?</w:%b>" % (name.encode(), name.encode()), re.DOTALL
    )
    for name in ("del", "moveFrom")
}

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
    place = program()
    if place is None:
        raise NotShownError(say(native.language, "office"), lacks="LibreOffice")
    home, work = folder / "profile", folder / "office"
    (home / "user").mkdir(parents=True)
    work.mkdir()
    rows = "".join(_ITEM.format(*row) for row in _ROWS)
    (home / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(rows), encoding="utf-8")
    source = work / _name(native)
    if not _without_deleted(native.path, source):
        shutil.copyfile(native.path, source)
    asked = _asked(place, home, source)
    try:
        ran = programs.run(asked, cwd=work, limits=_limits(seconds), extra={"HOME": str(work)})
    finally:
        for left in _sockets(home):
            left.unlink(missing_ok=True)
    if ran.overran or -ran.code == signal.SIGXCPU:
        raise StoppedError("LibreOffice took too long", overran=True)
    made = source.with_suffix(".pdf")
    if not made.is_file() or not made.stat().st_size:
        raise NotShownError(say(native.language, "encrypted" if _is_locked(source) else "office-unread"))
    return made


def _without_deleted(native: Path, copy: Path) -> bool:
    """Write a copy of a Word file without what its tracked changes took out, which LibreOffice would print among the
    rest; tell whether there was any. The native stays what it is."""
    if native.suffix.lower() not in _WORD or not zipfile.is_zipfile(native):
        return False
    try:
        with zipfile.ZipFile(native) as archive:
            if sum(each.file_size for each in archive.infolist()) > _FILE:
                return False
            parts = [
                each for each in archive.infolist() if _TRACKED.fullmatch(each.filename) and each.file_size < _PART
            ]
            kept = {each.filename: _shown(archive.read(each)) for each in parts}
            if all(archive.read(name) == content for name, content in kept.items()):
                return False
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as made:
                for entry in archive.infolist():
                    with archive.open(entry) as theirs, made.open(entry.filename, "w") as ours:
                        ours.write(kept[entry.filename]) if entry.filename in kept else shutil.copyfileobj(theirs, ours)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error):
        return False  # LibreOffice says what is wrong with it
    return True


def _shown(part: bytes) -> bytes:
    for end, deleted in _DELETED.items():
        before, last, after = part.rpartition(end)  # behind the last one each that begins would be sought to the end
        part = deleted.sub(b"", before + last) + after
    return part


def _asked(place: Path, home: Path, source: Path) -> tuple[str | Path, ...]:
    return (
        place, f"-env:UserInstallation={home.absolute().as_uri()}", "--headless",
        "--norestore", "--nologo", "--nolockcheck", "--convert-to", "pdf", "--outdir", source.parent.absolute(),
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
