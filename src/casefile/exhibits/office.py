"""Office files become a PDF through LibreOffice, where it is installed: in a profile of its own, without macros.

Knows how the program is asked and what of its answer is not the file's: the day, identifiers. The PDF it gives is read
by the same child as any other PDF that comes from outside.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from casefile import programs
from casefile.exhibits.nature import nature
from casefile.exhibits.pages import Native
from casefile.programs import Limits

SUFFIXES = frozenset((".docx", ".odt", ".xlsx", ".ods"))
_NAMES = ("soffice", "libreoffice")
_HEAD = 4096
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


def is_office(native: Native) -> bool:
    """Tell whether a file is one that LibreOffice is asked to convert: by its name and its first bytes."""
    if native.path.suffix.lower() not in SUFFIXES or native.path.is_symlink() or not native.path.is_file():
        return False
    with native.path.open("rb") as file:
        return nature(file.read(_HEAD), native.path.suffix.lower()) == "office"


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


def to_pdf(native: Native, folder: Path, *, seconds: int) -> Path | None:
    """Write a file as PDF into `folder`, None when LibreOffice is missing, fails or takes longer than `seconds`."""
    place = program()
    if place is None:
        return None
    home, work = folder / "profile", folder / "office"
    (home / "user").mkdir(parents=True)
    work.mkdir()
    rows = "".join(_ITEM.format(*row) for row in _ROWS)
    (home / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(rows), encoding="utf-8")
    source = work / f"native{native.path.suffix.lower()}"  # its own name could look like an option, and is in no page
    shutil.copyfile(native.path, source)
    argv = (
        place, f"-env:UserInstallation={home.absolute().as_uri()}", "--headless", "--norestore", "--nologo",
        "--nolockcheck", "--convert-to", "pdf", "--outdir", work.absolute(), source.absolute(),
    )  # fmt: skip
    programs.run(argv, cwd=work, limits=_limits(seconds), extra={"HOME": str(work)})
    made = source.with_suffix(".pdf")
    return made if made.is_file() and made.stat().st_size else None


def _limits(seconds: int) -> Limits:
    return Limits(seconds=seconds, cpu=seconds, memory=_MEMORY, file=_FILE)
