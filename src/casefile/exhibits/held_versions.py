"""The earlier versions of a PDF: what was saved before something was added behind it (ISO 32000-1, 7.5.6).

A program that adds behind a file leaves every byte of it, so that whoever cuts the file there has it again: also what
was taken out since. Knows bytes; whether a version is a whole file is asked of the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
MOST_ENDS = 200
"""The ends that are looked at in one file."""


class ManyError(Exception):
    """The file has more ends than are looked at."""


def versions(content: bytes) -> Iterator[bytes]:
    """Yield each earlier version that opens by itself, the first one first; raises ManyError."""
    ends = [found.end() for found in _END.finditer(content)]
    if len(ends) > MOST_ENDS:
        raise ManyError
    for end in ends:
        if content[end:].strip(b"\0\t\n\f\r ") and _is_whole(content[:end]):
            yield content[:end]


def spellings(version: bytes) -> Iterator[bytes]:
    """Yield a version with each end that its last line may have had."""
    bare = version.rstrip(b"\r\n")
    yield from (bare + end for end in (b"", b"\n", b"\r", b"\r\n"))


def _is_whole(content: bytes) -> bool:
    """Tell whether bytes are a PDF without mending: a linearised file's first part is not."""
    from pikepdf import PasswordError, Pdf, PdfError

    try:
        with Pdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            return "/Pages" in pdf.Root
    except PasswordError:
        return True
    except (PdfError, ValueError, RuntimeError, AttributeError):
        return False
