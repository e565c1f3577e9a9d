"""What is in a file, and in what is in that: the SHA-256 of each, for telling whether something kept back is among it.

Looks into messages, mailboxes, zips (office files are some), PDFs with their earlier versions, JPEGs with what they
carry, the pictures of rich text, and what is written into text as letters. Runs in the child, within limits; knows no
page.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from casefile.case import same_mail
from casefile.case.twins import variants
from casefile.exhibits import held_kinds, held_pdf, held_text, held_versions, jpeg, outlook
from casefile.exhibits.mail_parts import pieces
from casefile.exhibits.pages import Native, NotShownError
from casefile.exhibits.sums import MARKED

_DEEPEST = 20
_MOST = 20_000
_MOST_BYTES = 1_000_000_000
_LONGEST = 200_000_000
_LONGEST_MESSAGE = 50_000_000
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/ms-tnef", "message/partial")
_FROM = re.compile(rb"(?m)^From [^\n]*\n")
_QUOTED = re.compile(rb"(?m)^>(>*From )")  # RFC 4155: how a line of a message in a mailbox begins that would begin one
_OBJECTS = (
    *(name.encode("utf-16-le") for name in ("Ole10Native", "ObjectPool", "MBD0", "EncryptedPackage", "CONTENTS")),
    b"\\objdata",
)
_STREAM = b"stream"
_BY_TYPE = {"message/rfc822": ".eml", "text/html": ".html", "image/svg+xml": ".svg"}
UNZIPPED = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, LookupError, EOFError, OSError, zlib.error,
    lzma.LZMAError, OverflowError,
)  # fmt: skip


class ClosedError(Exception):
    """Something cannot be looked into: broken, locked, of a kind that nothing here reads, or too deep."""


class TooMuchError(ClosedError):
    """There is more in the file than is looked at."""


def hashes(native: Native, *, beside: bool = True) -> Iterator[str]:
    """Yield the SHA-256 of everything in a file, of text also those with other line ends; "" for what has none of its
    own or cannot be looked into. Not `beside`: without what its pages do not show. Raises ClosedError."""
    with native.path.open("rb") as file:
        yield from _Search(native, beside=beside).within(file, native.path.suffix.lower(), _DEEPEST)


Held = Literal["held", "closed", "free"]
"""Whether something that is withheld lies in a file; or that it cannot be looked into, and may hold it."""


def is_in(native: Native) -> bool:
    """Tell whether something that is withheld lies in a native; yes where it cannot be looked into, no where nothing is
    withheld."""
    return looked_into(native) != "free"


def is_on_pages(native: Native) -> bool:
    """Tell whether something that is withheld was found where the pages of a native would show it: not in what stands
    beside them, as the files embedded in a PDF do."""
    return looked_into(native, beside=False) == "held"


def looked_into(native: Native, *, beside: bool = True) -> Held:
    """Tell whether something that is withheld lies in a native; free where nothing is withheld."""
    found: Held = "free"
    try:
        for each in hashes(native, beside=beside) if native.withheld else ():
            if each in native.withheld:
                return "held"
            found = found if each else "closed"
    except (ClosedError, OSError, RecursionError):
        return "closed"
    return found


class _Search:
    """One file's, with how much more may be looked at: a small archive may unfold to anything."""

    def __init__(self, native: Native, *, beside: bool) -> None:
        # with something kept back, no message within another is opened for its text, which nobody asks for here
        self._native = replace(native, inside=("",))
        self._left, self._bytes = _MOST, _MOST_BYTES
        self._beside = beside

    def within(self, file: BinaryIO, suffix: str, depth: int) -> Iterator[str]:
        """Yield the hashes of what is in an open file, which may be of several kinds at once."""
        kind = held_kinds.ends(file, suffix)
        if not held_kinds.may_hold(kind):
            return
        if held_kinds.is_shut(kind) or not depth:
            raise ClosedError
        file.seek(0)
        if held_kinds.is_jpeg(kind):
            yield from self._of_jpeg(file, depth - 1)
        if held_kinds.is_pdf(kind):
            yield from self._of_pdf(file, depth - 1)
        if held_kinds.is_zip(kind):
            yield from self._of_zip(file, depth - 1)
        file.seek(0)
        if outlook.recognises(kind.head, suffix):
            yield from self._of_outlook(file, depth - 1)
        elif held_kinds.is_object_file(kind):
            yield from self._of_objects(file, depth - 1)
        elif held_kinds.is_message(kind):
            yield from self._of_messages(file, depth - 1)
        elif held_kinds.is_marked_up(kind) or held_kinds.is_coded(kind):
            yield from self._of_marked_up(file, depth - 1)

    def _piece(self, content: bytes, suffix: str, depth: int) -> Iterator[str]:
        self._left -= 1
        self._bytes -= len(content)
        if self._left < 0 or self._bytes < 0 or len(content) > _LONGEST:
            raise TooMuchError
        yield from variants(content)
        try:
            yield from self.within(BytesIO(content), suffix, depth)
        except TooMuchError:
            raise
        except ClosedError:
            yield ""  # what lies next to it is looked into all the same

    def _of_pdf(self, file: BinaryIO, depth: int) -> Iterator[str]:
        beside = self._beside or depth < _DEEPEST - 1
        try:
            seen = set[bytes]()
            for content in held_pdf.streams(file, embedded=beside):
                seen.add(sha256(content).digest())
                yield from self._piece(content, "", depth)
            file.seek(0)
            yield from self._of_versions(file.read(), seen, depth, inner=beside)
        except held_pdf.UnreadError:
            file.seek(0)
            if _STREAM in file.read():  # without one nothing can be in it
                raise ClosedError from None

    def _of_versions(self, content: bytes, seen: set[bytes], depth: int, *, inner: bool) -> Iterator[str]:
        """The earlier versions of a PDF, and what is in them and no longer in it if `inner` is asked for."""
        try:
            for version in held_versions.versions(content):
                for spelt in held_versions.spellings(version):
                    yield sha256(spelt).hexdigest()
                for stream in held_pdf.streams(BytesIO(version)) if inner else ():
                    if (digest := sha256(stream).digest()) not in seen:
                        seen.add(digest)
                        yield from self._piece(stream, "", depth)
        except held_versions.ManyError:
            raise ClosedError from None

    def _of_zip(self, file: BinaryIO, depth: int) -> Iterator[str]:
        try:
            with zipfile.ZipFile(file) as archive:
                entries = archive.infolist()
                first = min((entry.header_offset for entry in entries), default=0)
                file.seek(0)
                # what lies before the first entry that is listed may be a zip of its own
                if len(entries) > self._left or first > _LONGEST or b"PK\x03\x04" in file.read(first):
                    raise ClosedError
                for entry in entries:
                    with archive.open(entry) as inner:
                        content = inner.read(_LONGEST + 1)
                    yield from self._piece(content, _suffix(entry.filename), depth)
        except UNZIPPED:
            raise ClosedError from None

    def _of_outlook(self, file: BinaryIO, depth: int) -> Iterator[str]:
        try:
            mail = outlook.opened(_whole(file), self._native)
        except NotShownError:
            raise ClosedError from None
        if mail.unread:
            raise ClosedError
        yield from same_mail.of(" ".join(mail.header("Message-ID")), mail.plain)
        yield from self._piece(mail.html.encode(errors="replace"), ".html", depth)
        for part in mail.parts:
            if not part.whole:
                yield ""
            yield from self._piece(part.content, _suffix(part.name, part.media_type), depth)

    def _of_jpeg(self, file: BinaryIO, depth: int) -> Iterator[str]:
        content = file.read(_LONGEST + 1)
        if len(content) > _LONGEST:
            raise ClosedError
        file.seek(0)
        for number, each in enumerate(jpeg.carried(content)):
            if number and not (self._beside or depth < _DEEPEST - 1):
                return  # a page shows the first one
            yield from variants(each)
            if not each.startswith(jpeg.START):
                yield from self._piece(each, "", depth)

    def _of_objects(self, file: BinaryIO, depth: int) -> Iterator[str]:
        content = file.read(_LONGEST + 1)
        if content.startswith(b"{\\rtf"):
            for each in held_text.pictures(content):
                yield from self._piece(each, "", depth)
        if len(content) > _LONGEST or any(mark in content for mark in _OBJECTS):
            raise ClosedError

    def _of_marked_up(self, file: BinaryIO, depth: int) -> Iterator[str]:
        for kind, content in held_text.written(held_kinds.plain(_whole(file))):
            yield from self._piece(content, _suffix("", kind), depth)

    def _of_messages(self, file: BinaryIO, depth: int) -> Iterator[str]:
        text = held_kinds.plain(_whole(file))
        if not text.startswith(b"From "):
            yield from self._of_message(text, depth)
            return
        for one in _FROM.split(text)[1:]:
            bare = _QUOTED.sub(rb"\1", one)
            yield from variants(bare.rstrip(b"\r\n") + b"\n")
            yield from self._of_message(bare, depth)

    def _of_message(self, raw: bytes, depth: int) -> Iterator[str]:
        yield from same_mail.marks(raw)
        try:
            for name, kind, content in pieces(raw):
                if kind in _SEALED or (kind == "text/plain" and MARKED.search(content)):
                    raise ClosedError
                yield from self._piece(content, _suffix(name, kind), depth)
        except RecursionError:
            raise ClosedError from None


def _whole(file: BinaryIO) -> bytes:
    content = file.read(_LONGEST_MESSAGE + 1)
    if len(content) > _LONGEST_MESSAGE:
        raise ClosedError
    return content


def _suffix(name: str, media_type: str = "") -> str:
    """The suffix of what is attached; a message's or a web page's, whatever its sender called it."""
    return _BY_TYPE.get(media_type, Path(name).suffix.lower())
