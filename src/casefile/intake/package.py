"""An Office file from somebody else, opened without trusting it: its parts as bytes, or why it is not opened.

Looks at sizes before anything is unpacked, refuses macros and XML that could reach beyond itself, and follows no link.
Knows the container, not what a document says.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from casefile import files
from casefile.errors import CaseError, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST, UNPACKED, MEMBERS = 20_000_000, 60_000_000, 2_000
"""Bytes of the file, bytes of its parts together, and how many parts; a schedule has a hundredth of each."""

_XML = (".xml", ".rels")
_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS = re.compile(r"vbaProject|macrosheets/|vbaData", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an Office file by name; `content` is the file itself, `name` what messages call it."""

    name: str
    kind: Literal["docx", "xlsx"]
    content: bytes
    parts: Mapping[str, bytes]

    def xml(self, part: str) -> Element:
        """A part as XML. CaseError when it is not there or not well-formed."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True)
        try:
            return etree.fromstring(self.parts[part], parser)
        except (KeyError, etree.XMLSyntaxError) as error:
            raise damaged(self.name) from error


def open_package(path: Path) -> Package:
    """The file's parts. CaseError when it is none to be read, too large, damaged, protected, of another type, or not to
    be trusted."""
    name = path.name or str(path)
    content = _content(path, name)
    _refuse_other_types(name, content)
    try:
        parts = _parts(name, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise damaged(name) from error
    if "[Content_Types].xml" not in parts:
        raise refused(name, "no Office file", "give the DOCX or XLSX that came back")
    _refuse_dangers(name, parts)
    kind: Literal["docx", "xlsx"] = "xlsx" if any(part.startswith("xl/") for part in parts) else "docx"
    return Package(name, kind, content, parts)


def _content(path: Path, name: str) -> bytes:
    with files.reported(path, "read"):
        kind = path.stat().st_mode  # looked at before it is opened: a pipe would wait, and a device never end
        if not stat.S_ISREG(kind):
            raise refused(name, "a folder" if stat.S_ISDIR(kind) else "no regular file", "give the file that came back")
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)  # what the disk says of its size need not be true
    if len(content) > LARGEST:
        hint = "a schedule is far smaller: ask for the file itself"
        raise refused(name, f"larger than {LARGEST // 1_000_000} MB", hint)
    return content


def refused(name: str, why: str, hint: str) -> CaseError:
    """The file is not read, and why."""
    return CaseError(Problem(f"{name} is {why}", hint=hint, rule="file"))


def damaged(name: str) -> CaseError:
    """The file cannot be read."""
    hint = "ask for it again, or open it in Word or Excel and save it anew"
    return CaseError(Problem(f"{name} is damaged: it cannot be read", hint=hint, rule="file"))


def _refuse_other_types(name: str, content: bytes) -> None:
    if content.startswith(b"%PDF"):
        raise refused(name, "a PDF", "only DOCX and XLSX are read back: write what it says into the case by hand")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        hint = "open it, and save it as DOCX or XLSX without a password"
        raise refused(name, "protected by a password, or of an old Office format", hint)
    if not content.startswith(b"PK"):
        raise refused(name, "no DOCX and no XLSX", "give the file that came back")


def _parts(name: str, content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = packed.infolist()
        if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
            raise refused(name, "unreasonably large when it is unpacked", "ask for the file itself")
        if any(member.flag_bits & 1 for member in members):
            raise refused(name, "protected by a password", "ask for it without one")
        if any(member.filename == "mimetype" for member in members):
            raise refused(name, "an OpenDocument file", "open it, and save it as DOCX or XLSX")
        if any(_MACROS.search(member.filename) for member in members):
            raise refused(name, "a file with macros", "ask for it without: DOCX or XLSX, not DOCM or XLSM")
        return {member.filename: packed.read(member) for member in members if member.filename.endswith(_XML)}


def _refuse_dangers(name: str, parts: Mapping[str, bytes]) -> None:
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        raise refused(name, "a file with macros", "ask for it without: DOCX or XLSX, not DOCM or XLSM")
    for part in parts.values():
        start = part.removeprefix(b"\xef\xbb\xbf").lstrip()
        encoding = _ENCODING.match(start)
        if not start.startswith(b"<") or b"\0" in start[:4] or (encoding and not _is_utf8(encoding.group(1))):
            raise damaged(name)  # Office writes UTF-8; another encoding could hide what is looked for below
        if _DOCTYPE.search(part):
            raise refused(
                name, "a file whose XML declares entities", "no Office program writes such a file: ask whence it is"
            )


def _is_utf8(encoding: bytes) -> bool:
    return encoding.lower() in (b"utf-8", b"utf8", b"us-ascii")


def local(element: Any) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
